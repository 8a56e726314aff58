//! The days to come, as values: what a town offers, what is free, and who has booked what.
//!
//! Nothing here reads a clock, a file or a socket: the time is an argument and the outcome is a return
//! value. The hub stores the events; the tests just compare them. Names and addresses of people are not
//! here either: a booking is services, a time, and the resources it takes.
//!
//! Three values are all there is:
//!
//! - a [`Plan`]: services, and the clerks, rooms and machines that serve them, with opening hours that
//!   come again, closures and the public holidays of the Land. People of the town write it;
//! - [`Bookings`]: who has booked what, and who is on leave. It changes by events alone;
//! - a [`Wish`]: what somebody wants to book, through which channel.
//!
//! [`free`] says what a wish may have, and gives a reason for each day that has nothing.
//! [`Bookings::decide`] says what a claim would bring, and [`Bookings::apply`] lets it have happened, so
//! that the hub's transaction is the only lock. Both ask the same `supply` of a day: what is shown as
//! free can be claimed. [`substitution()`] says who takes over when somebody is on leave, and [`unfit()`]
//! which bookings another plan would have no place for.
//!
//! Rules are in wall time and everything else is in UTC, in units of five minutes; [`local_day`] is where
//! the two meet. A claim is a resource and a unit, and no two bookings have the same: a hub that keeps
//! claims in a table with these two as its key has that by constraint too.
//!
//! How to read it: `wish` and `plan` are the words; `hours`, `holidays` and `local_day` say when;
//! `demand` says what a wish takes, `presence` who is there, `left` what is kept back, `seating` how many
//! fit, and `supply` puts it together for one day.

pub mod bookings;
mod demand;
pub mod faults;
mod free;
pub mod holidays;
pub mod hours;
mod left;
pub mod local_day;
pub mod plan;
mod presence;
mod seating;
pub mod substitution;
mod supply;
pub mod unfit;
mod units;
pub mod wish;

use serde::{Deserialize, Serialize};

pub use bookings::{Booking, Bookings, Command, Event, Refusal, Seat, State};
pub use demand::{
    DecidedBy, MATTERS_MAX, PERSONS_MAX, VISIT_UNITS_MAX, check, check_chosen, decided_by, goes_along,
    goes_together, keeps_for_urgent, minutes, persons_max, persons_of_last_max,
};
pub use free::{DAYS_MAX, FreeDay, Slot, free};
pub use plan::{Plan, ServiceId};
pub use substitution::{colleagues, substitution};
pub use supply::WhyNone;
pub use unfit::unfit;
pub use units::{DAY_UNITS_MAX, DayUnits, Unit, units};
pub use wish::Wish;

/// Counts the bookings of a site from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BookingId(pub u64);
