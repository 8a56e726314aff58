//! A day on the wall: from local midnight to local midnight, in units of UTC.
//!
//! Rules are written in wall time and everything else is counted in UTC; this is the only place that
//! knows how the two belong together. A day has 23, 24 or 25 hours.

use chrono::{DateTime, DurationRound, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::units::{DayUnits, Unit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalDay {
    pub date: NaiveDate,
    zone: Tz,
    first: Unit,
    end: Unit,
}

impl LocalDay {
    pub fn of(date: NaiveDate, zone: Tz) -> LocalDay {
        let midnight = |date: NaiveDate| Unit::running(first_moment(date.and_time(NaiveTime::MIN), zone));
        let next = date.succ_opt().expect("dates are checked to be of our years");
        LocalDay { date, zone, first: midnight(date), end: midnight(next) }
    }

    /// The day on the wall at `at`.
    pub fn date_at(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
        at.with_timezone(&zone).date_naive()
    }

    pub fn starts_at(&self) -> DateTime<Utc> {
        self.first.starts_at()
    }

    pub fn ends_at(&self) -> DateTime<Utc> {
        self.end.starts_at()
    }

    /// How many units the day has: 276, 288 or 300.
    pub fn length(&self) -> usize {
        (self.end.0 - self.first.0) as usize
    }

    /// When the wall shows `time`: the first time of two when clocks are set back, and the moment after
    /// the gap when they are set forward over it.
    pub fn at(&self, time: NaiveTime) -> DateTime<Utc> {
        first_moment(self.date.and_time(time), self.zone)
    }

    /// The unit in which the wall shows `time`, if it ever does on this day. The hour that comes twice
    /// has its slots the first time only: two visitors with one time on paper would be one too many.
    pub fn unit_showing(&self, time: NaiveTime) -> Option<usize> {
        let at = self.zone.from_local_datetime(&self.date.and_time(time)).earliest()?;
        Some((Unit::running(at.with_timezone(&Utc)).0 - self.first.0) as usize)
    }

    /// The units of opening hours on this day; "00:00" as the end is the end of the day.
    pub fn between(&self, opens: NaiveTime, closes: NaiveTime) -> DayUnits {
        let closes = if closes == NaiveTime::MIN { self.ends_at() } else { self.at(closes) };
        self.units(self.at(opens), closes)
    }

    /// The part of a time that lies on this day.
    pub fn units(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> DayUnits {
        let index = |unit: Unit| (unit.0 - self.first.0).clamp(0, self.length() as i64) as usize;
        DayUnits::between(index(Unit::running(from)), index(Unit::after(to)))
    }

    pub fn start_of(&self, unit: usize) -> DateTime<Utc> {
        Unit(self.first.0 + unit as i64).starts_at()
    }

    pub fn unit_starting(&self, at: DateTime<Utc>) -> Option<usize> {
        let unit = Unit::starting(at)?;
        (self.first..self.end).contains(&unit).then(|| (unit.0 - self.first.0) as usize)
    }
}

/// No zone skips more than a day (Samoa did, in 2011).
const GAP_MAX: TimeDelta = TimeDelta::hours(25);

fn first_moment(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    if let Some(at) = zone.from_local_datetime(&local).earliest() {
        return at.with_timezone(&Utc);
    }
    // Clocks are set at full units, so whatever lies in a gap finds the same end of it.
    let step = TimeDelta::minutes(Unit::MINUTES);
    let mut shown = local.duration_trunc(step).expect("a time of our years has its unit");
    while shown - local < GAP_MAX {
        if let Some(at) = zone.from_local_datetime(&shown).earliest() {
            return at.with_timezone(&Utc);
        }
        shown += step;
    }
    unreachable!("{zone} shows no time for a day after {local}")
}
