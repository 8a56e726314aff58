//! The day itself: it opens and ends, and its zones and counters open and close.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Event, Refusal};
use crate::acts::ContingentOf;
use crate::day::{Day, Hours};
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Number, State};

/// More counters than any hall has; beyond it somebody mistyped.
pub const GHOST_COUNTERS_MAX: u32 = 99;

impl Day {
    pub(super) fn open_day(&self, date: NaiveDate, hours: &[Hours]) -> Result<Vec<Event>, Refusal> {
        match self.date {
            Some(open) if self.is_open => Err(Refusal::DayIsOpen(open)),
            Some(last) if date <= last && !self.gives_way_to(date) => Err(Refusal::DayIsOver(date)),
            _ if self.before().is_some_and(|before| before.date == Some(date)) => {
                Ok(vec![Event::DayResumed { date }])
            }
            _ => {
                let learned = self.times.clone().a_day_later();
                Ok(vec![Event::DayOpened { date, hours: hours.to_vec(), learned }])
            }
        }
    }

    /// A day on which nobody drew a number may have been opened by a clock that was ahead, and closes the
    /// office to nobody: an earlier one may be opened after it, if that is not before the last numbers.
    fn gives_way_to(&self, date: NaiveDate) -> bool {
        self.tickets.is_empty()
            && self.date != Some(date)
            && self.before().is_none_or(|before| before.date <= Some(date))
    }

    /// Whoever is being served was served; whoever was called did not come; whoever still waits goes
    /// home.
    pub(super) fn close_day(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for ticket in &self.tickets {
            let ticket_id = ticket.id;
            events.extend(match ticket.state {
                State::Serving { .. } => {
                    Some(Event::Finished { ticket: ticket_id, performed: vec![], by_hub: true })
                }
                State::Called { .. } => Some(Event::Missed { ticket: ticket_id }),
                State::Waiting | State::LookedAt { .. } | State::Parked { .. } => {
                    Some(Event::Left { ticket: ticket_id })
                }
                State::Missed { .. } | State::Finished { .. } => None,
                State::Left { .. } | State::MovedAway { .. } => None,
            });
        }
        events.push(Event::DayClosed);
        events
    }

    pub(super) fn close_zone(&self, zone: char) -> Result<Vec<Event>, Refusal> {
        self.known_zone(zone)?;
        Ok(if self.is_zone_closed(zone) { vec![] } else { vec![Event::ZoneClosed { zone }] })
    }

    pub(super) fn open_zone(&self, zone: char) -> Result<Vec<Event>, Refusal> {
        self.known_zone(zone)?;
        Ok(if self.is_zone_closed(zone) { vec![Event::ZoneOpened { zone }] } else { vec![] })
    }

    pub(super) fn set_contingent(
        &self,
        of: &ContingentOf,
        count: Option<u32>,
    ) -> Result<Vec<Event>, Refusal> {
        match of {
            ContingentOf::Zone(zone) => self.known_zone(*zone)?,
            ContingentOf::Service(service) if self.rules.services.contains_key(service) => {}
            ContingentOf::Service(_) => return Err(Refusal::UnknownService),
        }
        match count {
            Some(count) if count > u32::from(Number::COUNT_MAX) => {
                Err(Refusal::TooManyNumbers { max: Number::COUNT_MAX })
            }
            _ if self.contingents.get(of).copied() == count => Ok(vec![]),
            _ => Ok(vec![Event::ContingentSet { of: of.clone(), count }]),
        }
    }

    /// At a time that is over already they close at once.
    pub(super) fn close_early(&self, at: Option<DateTime<Utc>>) -> Result<Vec<Event>, Refusal> {
        match at {
            Some(at) if !self.planned.iter().any(|hours| (hours.opens_at..hours.closes_at).contains(&at)) => {
                Err(Refusal::NotOpenThen { at })
            }
            _ if at == self.closes_early => Ok(vec![]),
            _ => Ok(vec![Event::EarlyCloseSet { at }]),
        }
    }

    pub(super) fn set_ghost_counters(&self, count: Option<u32>) -> Result<Vec<Event>, Refusal> {
        match count {
            Some(count) if count > GHOST_COUNTERS_MAX => {
                Err(Refusal::TooManyCounters { max: GHOST_COUNTERS_MAX })
            }
            _ if count == self.ghost_counters => Ok(vec![]),
            _ => Ok(vec![Event::GhostCountersSet { count }]),
        }
    }

    pub(super) fn close_counter(&self, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        match self.counters.get(counter) {
            None => Ok(vec![]),
            Some(None) => Ok(vec![Event::CounterClosed { counter: counter.clone() }]),
            Some(Some(ticket)) => Err(Refusal::CounterBusy { number: self.ticket(*ticket).number }),
        }
    }

    pub(super) fn assign(
        &self,
        counter: &CounterId,
        services: Option<&BTreeSet<ServiceId>>,
    ) -> Result<Vec<Event>, Refusal> {
        self.known_counter(counter)?;
        if !services.into_iter().flatten().all(|service| self.rules.services.contains_key(service)) {
            return Err(Refusal::UnknownService);
        }
        if self.assigned.get(counter) == services {
            return Ok(vec![]);
        }
        Ok(vec![Event::CounterAssigned { counter: counter.clone(), services: services.cloned() }])
    }
}
