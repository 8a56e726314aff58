//! When an office is open: series of hours that come again, in wall time.
//!
//! What a public holiday or a closure does to them is not here but in the plan, and a day's units of UTC
//! are the local day's.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use crate::plan::ServiceId;
use crate::wish::{Form, Matter};

/// Hours that come again, between two dates. An office or a clerk has as many as it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    pub from: NaiveDate,
    /// The last day; `None` goes on. A series of one day holds on a public holiday too: somebody wrote
    /// that very day down.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    pub weekdays: Vec<Weekday>,
    #[serde(default)]
    pub repeat: Repeat,
    pub opens: NaiveTime,
    /// "00:00" is midnight at the end of the day.
    pub closes: NaiveTime,
    /// Appointments begin every so many minutes after opening; 0 is open for walk-ins alone.
    pub step_minutes: u16,
    /// On its days this series stands instead of the ordinary ones: summer hours, or one short day.
    #[serde(default)]
    pub instead: bool,
    /// Only these services, or these forms of visit; `None` is all.
    #[serde(default)]
    pub services: Option<BTreeSet<ServiceId>>,
    #[serde(default)]
    pub forms: Option<BTreeSet<Form>>,
    /// So many visits at a time may be booked by the public; `None` is as many as there are seats.
    #[serde(default)]
    pub public: Option<u16>,
    /// So many seats nobody books: they are for walk-ins.
    #[serde(default)]
    pub walk_ins: u16,
    /// So many seats are for urgent matters.
    #[serde(default)]
    pub urgent: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeat {
    /// Every so many weeks. Weeks begin on Monday, and the one of `from` is the first.
    Weeks(u8),
    /// The first to fifth of its weekday in each month.
    NthOfMonth(u8),
    LastOfMonth,
}

impl Default for Repeat {
    fn default() -> Repeat {
        Repeat::Weeks(1)
    }
}

impl Series {
    /// Every week from `from` on, for all services and forms, with nothing kept back.
    pub fn weekly(
        from: NaiveDate,
        weekdays: &[Weekday],
        opens: NaiveTime,
        closes: NaiveTime,
        step: u16,
    ) -> Series {
        Series {
            from,
            until: None,
            weekdays: weekdays.to_vec(),
            repeat: Repeat::default(),
            opens,
            closes,
            step_minutes: step,
            instead: false,
            services: None,
            forms: None,
            public: None,
            walk_ins: 0,
            urgent: 0,
        }
    }

    /// Whether `date` is one of its days, holidays not counted.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        let in_range = self.from <= date && self.until.is_none_or(|until| date <= until);
        in_range && self.weekdays.contains(&date.weekday()) && self.comes_again_on(date)
    }

    /// Whether a visit may be at these hours, whatever the day.
    pub fn takes(&self, matters: &[Matter], form: Form) -> bool {
        let of_services =
            |services: &BTreeSet<ServiceId>| matters.iter().all(|matter| services.contains(&matter.service));
        self.services.as_ref().is_none_or(of_services)
            && self.forms.as_ref().is_none_or(|forms| forms.contains(&form))
    }

    pub fn is_of_one_day(&self) -> bool {
        self.until == Some(self.from)
    }

    /// When appointments begin, in wall time. One that would begin and not end before closing is one
    /// too, for the visit may be shorter than the step.
    pub fn steps(&self) -> impl Iterator<Item = NaiveTime> {
        let step = TimeDelta::minutes(self.step_minutes.into());
        let count = match self.step_minutes {
            0 => 0,
            step => (self.length_minutes().max(0) as u32).div_ceil(step.into()),
        };
        (0..count).map(move |n| self.opens + step * n as i32)
    }

    /// For comparing: midnight at the end is later than any time of the day.
    fn last_moment(&self) -> NaiveTime {
        if self.closes == NaiveTime::MIN { LAST_MOMENT } else { self.closes }
    }

    /// Below zero if it closes before it opens.
    pub(crate) fn length_minutes(&self) -> i64 {
        match self.closes {
            NaiveTime::MIN => 24 * 60 - (self.opens - NaiveTime::MIN).num_minutes(),
            closes => (closes - self.opens).num_minutes(),
        }
    }

    fn comes_again_on(&self, date: NaiveDate) -> bool {
        let monday = |date: NaiveDate| date.week(Weekday::Mon).first_day();
        match self.repeat {
            Repeat::Weeks(0) => false,
            Repeat::Weeks(every) => {
                let weeks = (monday(date) - monday(self.from)).num_weeks();
                weeks % i64::from(every) == 0
            }
            Repeat::NthOfMonth(nth) => date.day0() / 7 + 1 == u32::from(nth),
            Repeat::LastOfMonth => {
                date.checked_add_days(Days::new(7)).is_none_or(|d| d.month() != date.month())
            }
        }
    }
}

/// Of a day on the wall, to the second.
const LAST_MOMENT: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("it is a time");

/// What is odd about two series, or one, on a day both are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// They overlap. The numbers are places in the list.
    Overlap(usize, usize),
    /// They are at the same time to the minute.
    SameHours(usize, usize),
    /// The last appointment would end after closing.
    StepDoesNotFit(usize),
    ClosesBeforeItOpens(usize),
}

/// What somebody who edits opening hours should look at once more, on the day `date`.
pub fn oddities(series: &[Series], date: NaiveDate) -> Vec<Oddity> {
    let on: Vec<(usize, &Series)> = series.iter().enumerate().filter(|(_, s)| s.is_on(date)).collect();
    let mut found = Vec::new();
    for (place, one) in &on {
        let length = one.length_minutes();
        if length <= 0 {
            found.push(Oddity::ClosesBeforeItOpens(*place));
        } else if one.step_minutes > 0 && length % i64::from(one.step_minutes) != 0 {
            found.push(Oddity::StepDoesNotFit(*place));
        }
        for (other_place, other) in on.iter().filter(|(other, _)| other > place) {
            if (one.opens, one.closes) == (other.opens, other.closes) {
                found.push(Oddity::SameHours(*place, *other_place));
            } else if one.opens < other.last_moment() && other.opens < one.last_moment() {
                found.push(Oddity::Overlap(*place, *other_place));
            }
        }
    }
    found
}
