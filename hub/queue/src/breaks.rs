//! When clerks are away for their break, as far as an estimate may assume it.
//!
//! Nobody works for more than six hours without half an hour's rest (§ 4 of the German working hours
//! act), so a counter that opened in the morning will be away for a while, and one that closed at noon
//! comes back. Without that, who comes in the morning to a full hall is promised too much, and who comes
//! at noon too little.

use chrono::{DateTime, TimeDelta, Utc};

use crate::day::{Day, Hours};
use crate::estimate::Seat;
use crate::rules::CounterId;

/// A break, by the same law.
pub(crate) const REST: TimeDelta = TimeDelta::minutes(30);
/// It may be taken in parts, none of them shorter than this.
pub(crate) const REST_MIN: TimeDelta = TimeDelta::minutes(15);
/// Nobody comes and goes for lunch right away.
const WORKS_FIRST: TimeDelta = TimeDelta::hours(3);
/// By then everybody rests, by law. On a day that is no longer than that nobody need.
const WORKS_MAX: TimeDelta = TimeDelta::hours(6);
/// Whoever is away for longer has gone home.
const AWAY_MAX: TimeDelta = TimeDelta::minutes(45);
/// Whoever should be back already is on the stairs.
const SOON: TimeDelta = TimeDelta::minutes(1);

/// A counter today, as far as breaks go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Duty {
    since: DateTime<Utc>,
    left_at: Option<DateTime<Utc>>,
    has_rested: bool,
}

impl Duty {
    fn goes_on(&mut self, at: DateTime<Utc>) {
        let rested = self.left_at.take().is_some_and(|left_at| at - left_at >= REST_MIN);
        self.has_rested |= rested;
    }
}

impl Day {
    pub(crate) fn on_duty(&mut self, counter: &CounterId, at: DateTime<Utc>) {
        let new = Duty { since: at, left_at: None, has_rested: false };
        self.duties.entry(counter.clone()).or_insert(new).goes_on(at);
    }

    pub(crate) fn off_duty(&mut self, counter: &CounterId, at: DateTime<Utc>) {
        if let Some(duty) = self.duties.get_mut(counter) {
            duty.left_at = Some(at);
        }
    }

    /// When the clerk of an open counter goes for the break that is still to come, if at `share` of the
    /// time in which that may be.
    pub(crate) fn rest_of(&self, seat: &Seat, share: f64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let duty = self.duties.get(seat.counter.filter(|_| seat.is_open)?)?;
        if duty.has_rested || !self.is_long() {
            return None;
        }
        let (from, until) = ((duty.since + WORKS_FIRST).max(now), duty.since + WORKS_MAX);
        let seconds = (until - from).num_seconds();
        (seconds > 0).then(|| from + TimeDelta::seconds((seconds as f64 * share) as i64))
    }

    /// The counters whose clerks are at lunch, with when each is back.
    pub(crate) fn at_rest(&self, now: DateTime<Utc>) -> impl Iterator<Item = (&CounterId, DateTime<Utc>)> {
        self.duties.iter().filter_map(move |(counter, duty)| {
            let left_at = duty.left_at.filter(|left_at| now < *left_at + AWAY_MAX && !duty.has_rested)?;
            let is_noon = left_at - duty.since >= WORKS_FIRST && self.is_long();
            is_noon.then(|| (counter, (left_at + REST).max(now + SOON)))
        })
    }

    fn is_long(&self) -> bool {
        let doors = |hours: &[Hours]| Some(hours.last()?.closes_at - hours.first()?.opens_at);
        doors(&self.hours).is_some_and(|open| open > WORKS_MAX)
    }
}
