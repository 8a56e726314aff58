//! What cannot be right about a plan. Asked when a plan is read or edited, so that nobody finds out by an
//! appointment that never comes.

use chrono::NaiveTime;

use crate::demand::VISIT_UNITS_MAX;
use crate::hours::{Repeat, Series};
use crate::plan::{Notice, Plan, ResourceId, Service, ServiceId};
use crate::units::Unit;

/// One thing that is wrong. `series` counts from 0 in the list of its pool or resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Series {
        of: String,
        series: usize,
        fault: SeriesFault,
    },
    PoolUnknown {
        of: String,
        pool: String,
    },
    DeputyUnknown {
        of: ResourceId,
        deputy: ResourceId,
    },
    /// No need, so nobody would serve it.
    ServiceWithoutNeed(ServiceId),
    ServiceWithoutForm(ServiceId),
    /// No resource of the pool has the skill.
    NobodyAble {
        service: ServiceId,
        need: usize,
    },
    ServiceTooLong(ServiceId),
    /// By the time it may be booked, it is too late to book it.
    LeadLeavesNothing(String),
    ClosureEndsBeforeItBegins(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesFault {
    ClosesBeforeItOpens,
    /// The last appointment would end after closing.
    StepDoesNotFit,
    /// Times are in units of five minutes.
    OffTheGrid,
    EndsBeforeItBegins,
    NoWeekday,
    /// Every no weeks, or a sixth Tuesday.
    NeverComes,
}

impl Plan {
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (id, pool) in &self.pools {
            faults.extend(series_faults(id, &pool.hours));
            if leaves_nothing(pool.lead.notice, pool.lead.days_ahead) {
                faults.push(Fault::LeadLeavesNothing(id.clone()));
            }
        }
        for (id, resource) in &self.resources {
            faults.extend(series_faults(id, resource.hours.as_deref().unwrap_or_default()));
            if !self.pools.contains_key(&resource.pool) {
                faults.push(Fault::PoolUnknown { of: id.clone(), pool: resource.pool.clone() });
            }
            let unknown = resource.deputies.iter().filter(|deputy| !self.resources.contains_key(*deputy));
            faults.extend(
                unknown.map(|deputy| Fault::DeputyUnknown { of: id.clone(), deputy: deputy.clone() }),
            );
        }
        for (id, service) in &self.services {
            faults.extend(self.service_faults(id, service));
        }
        let backwards = self.closures.iter().filter(|closure| closure.until < closure.from);
        faults.extend(backwards.map(|closure| Fault::ClosureEndsBeforeItBegins(closure.name.clone())));
        faults
    }

    fn service_faults(&self, id: &ServiceId, service: &Service) -> Vec<Fault> {
        let mut faults = Vec::new();
        if service.needs.is_empty() {
            faults.push(Fault::ServiceWithoutNeed(id.clone()));
        }
        if service.forms.is_empty() {
            faults.push(Fault::ServiceWithoutForm(id.clone()));
        }
        if service.units(1) > VISIT_UNITS_MAX {
            faults.push(Fault::ServiceTooLong(id.clone()));
        }
        if service.lead.is_some_and(|lead| leaves_nothing(lead.notice, lead.days_ahead)) {
            faults.push(Fault::LeadLeavesNothing(id.clone()));
        }
        for (place, need) in service.needs.iter().enumerate() {
            if !self.pools.contains_key(&need.pool) {
                faults.push(Fault::PoolUnknown { of: id.clone(), pool: need.pool.clone() });
                continue;
            }
            let is_able = self.resources.values().any(|resource| {
                let has_skill = need.skill.as_ref().is_none_or(|skill| resource.skills.contains(skill));
                resource.pool == need.pool && has_skill
            });
            if !is_able {
                faults.push(Fault::NobodyAble { service: id.clone(), need: place });
            }
        }
        faults
    }
}

fn series_faults(of: &str, hours: &[Series]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (place, series) in hours.iter().enumerate() {
        let found = faults_of(series);
        let fault = |fault| Fault::Series { of: of.to_owned(), series: place, fault };
        faults.extend(found.into_iter().map(fault));
    }
    faults
}

fn faults_of(series: &Series) -> Vec<SeriesFault> {
    let mut faults = Vec::new();
    let unit = Unit::MINUTES;
    let is_off = |time: NaiveTime| (time - NaiveTime::MIN).num_seconds() % (unit * 60) != 0;
    if series.length_minutes() <= 0 {
        faults.push(SeriesFault::ClosesBeforeItOpens);
    } else if series.step_minutes > 0 && series.length_minutes() % i64::from(series.step_minutes) != 0 {
        faults.push(SeriesFault::StepDoesNotFit);
    }
    if is_off(series.opens) || is_off(series.closes) || i64::from(series.step_minutes) % unit != 0 {
        faults.push(SeriesFault::OffTheGrid);
    }
    if series.until.is_some_and(|until| until < series.from) {
        faults.push(SeriesFault::EndsBeforeItBegins);
    }
    if series.weekdays.is_empty() {
        faults.push(SeriesFault::NoWeekday);
    }
    if matches!(series.repeat, Repeat::Weeks(0) | Repeat::NthOfMonth(0 | 6..)) {
        faults.push(SeriesFault::NeverComes);
    }
    faults
}

fn leaves_nothing(notice: Notice, days_ahead: u16) -> bool {
    match notice {
        Notice::Days(days) => days > days_ahead,
        Notice::Minutes(minutes) => minutes / (24 * 60) > u32::from(days_ahead),
    }
}
