//! The free slots of the days to come, or why a day has none.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::bookings::{Bookings, Refusal};
use crate::demand::Demand;
use crate::local_day::LocalDay;
use crate::plan::Plan;
use crate::supply::{Supply, WhyNone};
use crate::wish::Wish;

/// More days than anybody plans ahead; it bounds the work of one question.
pub const DAYS_MAX: u16 = 400;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeDay {
    /// The day on the wall.
    pub date: NaiveDate,
    pub slots: Result<Vec<Slot>, WhyNone>,
}

/// A time at which a visit may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub starts_at: DateTime<Utc>,
    /// So many visits of this very kind can be booked there, one after the other.
    pub count: u16,
}

/// Every day from `from` on, `days` of them, as it looks at `now` for this wish. What was held for too
/// long counts as free, whether or not anybody has said so yet.
pub fn free(
    plan: &Plan,
    bookings: &Bookings,
    wish: &Wish,
    from: NaiveDate,
    days: u16,
    now: DateTime<Utc>,
) -> Result<Vec<FreeDay>, Refusal> {
    let demand = Demand::of(plan, wish)?;
    let bookings = bookings.settled(now);
    let dates = (0..days.min(DAYS_MAX)).filter_map(|n| from.checked_add_days(Days::new(n.into())));
    let day = |date| {
        let supply = match is_near(plan, date, now) {
            true => Supply::on(plan, &bookings, &demand, date, None, now),
            false => Err(WhyNone::TooFar),
        };
        let slots = supply.map(|supply| {
            supply.slots().map(|(starts_at, count)| Slot { starts_at, count }).collect::<Vec<Slot>>()
        });
        FreeDay { date, slots }
    };
    Ok(dates.map(day).collect())
}

/// Whether anything can be said of a day: it is not of the past, nor further than anybody plans.
pub(crate) fn is_near(plan: &Plan, date: NaiveDate, now: DateTime<Utc>) -> bool {
    let ahead = (date - LocalDay::date_at(now, plan.zone)).num_days();
    (-i64::from(DAYS_MAX)..=i64::from(DAYS_MAX)).contains(&ahead)
}
