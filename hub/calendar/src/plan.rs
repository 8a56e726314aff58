//! What a building offers: services, the resources that serve them, and when.
//!
//! A plan is what people of the town wrote down; it holds no booking. `faults` says what cannot be right
//! about it, and everything else here only looks things up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::holidays::{Holiday, Town, holiday_on};
use crate::hours::Series;
use crate::units::Unit;
use crate::wish::{Channel, Form, Remit};

pub type ServiceId = String;
pub type PoolId = String;
pub type ResourceId = String;

/// Everything one building offers for booking. Several offices of it are several pools.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub zone: Tz,
    /// Whose public holidays close it; `None` is open on all of them.
    pub town: Option<Town>,
    pub pools: BTreeMap<PoolId, Pool>,
    pub resources: BTreeMap<ResourceId, Resource>,
    pub services: BTreeMap<ServiceId, Service>,
    pub closures: Vec<Closure>,
    /// So many people with appointments may be in the building at once, whatever office they visit.
    pub people_max: Option<u16>,
    pub deadlines: Deadlines,
}

/// Resources that stand for each other, with the hours of their office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pool {
    pub hours: Vec<Series>,
    pub lead: Lead,
    /// So many visits of a form at a time: two lines for video are two. A form not named has no limit.
    pub at_once: BTreeMap<Form, u16>,
    /// So long before a slot its seats for urgent matters are free for all; `None` keeps them.
    pub urgent_freed_minutes: Option<u32>,
}

/// A clerk, a room or a machine: it serves one visit at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Resource {
    pub pool: PoolId,
    pub kind: Kind,
    /// What it can do; a need names one of them.
    pub skills: BTreeSet<String>,
    pub remit: Remit,
    /// The forms of visit it is fit for; `None` is all.
    pub forms: Option<BTreeSet<Form>>,
    /// Its own working hours within those of the office; `None` is all of them.
    pub hours: Option<Vec<Series>>,
    /// Who takes over first, in this order. Deputies take over whatever their own remit is.
    pub deputies: Vec<ResourceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    #[default]
    Clerk,
    Room,
    Machine,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// For the first person, and for each further one.
    pub minutes: u16,
    #[serde(default)]
    pub minutes_per_person: u16,
    /// What a visit takes at once. The first need's pool is the service's office: its hours, its lead,
    /// its steps.
    pub needs: Vec<Need>,
    pub forms: BTreeSet<Form>,
    /// Who may book it.
    pub channels: BTreeSet<Channel>,
    /// A talk on the telephone comes first, so that only the clerk can book.
    #[serde(default)]
    pub call_first: bool,
    /// Instead of the office's.
    #[serde(default)]
    pub lead: Option<Lead>,
}

impl Service {
    /// In whole units, the nearest number, and at least one: 13 minutes are three units.
    pub fn units(&self, persons: u16) -> usize {
        let further = u32::from(persons.saturating_sub(1)) * u32::from(self.minutes_per_person);
        let minutes = u32::from(self.minutes) + further;
        let unit = Unit::MINUTES as u32;
        ((minutes + unit / 2) / unit).max(1) as usize
    }
}

/// One resource of a pool, for the whole visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub pool: PoolId,
    #[serde(default)]
    pub skill: Option<String>,
    /// Only a visit of these forms needs it: nobody sits in the room on the telephone. `None` is all.
    #[serde(default)]
    pub forms: Option<BTreeSet<Form>>,
}

/// From when to when the public may book. Infopoint and staff book at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub notice: Notice,
    /// The newest day is so many days from today.
    pub days_ahead: u16,
    pub release: Release,
}

impl Default for Lead {
    /// At any time before, for the eight weeks that towns usually give.
    fn default() -> Lead {
        Lead { notice: Notice::Minutes(0), days_ahead: 56, release: Release::AtOpening }
    }
}

/// How long before at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    Minutes(u32),
    /// So many days before, by the calendar: 1 is up to midnight before the day.
    Days(u16),
}

/// When the newest day is released. Never at midnight: those who sleep would find it empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// At the time the office opens on that newest day.
    AtOpening,
    At(NaiveTime),
}

/// Days, or hours of them, on which everything or some pools are closed: a works outing, Christmas Eve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// `None` is the whole day.
    #[serde(default)]
    pub hours: Option<(NaiveTime, NaiveTime)>,
    /// `None` is the whole building.
    #[serde(default)]
    pub pools: Option<BTreeSet<PoolId>>,
    pub name: String,
}

/// How long something is kept for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// While they fill in the form.
    pub hold_minutes: u32,
    /// Until the link in the mail is followed. Greylisting mail servers take half an hour.
    pub verify_minutes: u32,
}

impl Default for Deadlines {
    fn default() -> Deadlines {
        Deadlines { hold_minutes: 10, verify_minutes: 60 }
    }
}

/// Why a pool has no hours on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    Holiday(Holiday),
    Closure(String),
    /// It is simply not one of its days.
    NoHours,
}

impl Plan {
    /// The hours of a pool on a day. A closure beats everything, and a holiday all but the series that
    /// were made for that one day.
    pub fn series_on(&self, pool: &str, date: NaiveDate) -> Result<Vec<&Series>, Closed> {
        let Some(of) = self.pools.get(pool) else { return Err(Closed::NoHours) };
        if let Some(closure) = self.closures_on(pool, date).find(|closure| closure.hours.is_none()) {
            return Err(Closed::Closure(closure.name.clone()));
        }
        let holiday = self.town.and_then(|town| holiday_on(town, date));
        let series = in_force(&of.hours, date, holiday.is_some());
        match (series.is_empty(), holiday) {
            (false, _) => Ok(series),
            // A Sunday is closed because it is one, holiday or not.
            (true, Some(holiday)) if of.hours.iter().any(|series| series.is_on(date)) => {
                Err(Closed::Holiday(holiday))
            }
            (true, _) => Err(Closed::NoHours),
        }
    }

    /// The closures of a pool on a day.
    pub fn closures_on(&self, pool: &str, date: NaiveDate) -> impl Iterator<Item = &Closure> {
        self.closures.iter().filter(move |closure| {
            let is_here = closure.pools.as_ref().is_none_or(|pools| pools.contains(pool));
            is_here && closure.from <= date && date <= closure.until
        })
    }
}

/// The series that count on a day, of a pool or of one resource.
pub(crate) fn in_force(hours: &[Series], date: NaiveDate, is_holiday: bool) -> Vec<&Series> {
    let on: Vec<&Series> =
        hours.iter().filter(|series| series.is_on(date) && (!is_holiday || series.is_of_one_day())).collect();
    match on.iter().any(|series| series.instead) {
        true => on.into_iter().filter(|series| series.instead).collect(),
        false => on,
    }
}
