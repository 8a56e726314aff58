//! The waiting queue of one site's service day, as a value.
//!
//! Nothing here reads a clock, a file or a socket: the time is an argument and the outcome is a
//! return value. The hub stores the events; the tests just compare them. Names of people
//! are not here either, and what they need is never in an event: a ticket is a number, services and a
//! few times.

mod acts;
mod breaks;
mod day;
mod decide;
mod estimate;
mod lines;
mod order;
mod plays;
mod rules;
mod ticket;
mod times;
mod visit_times;

pub use acts::{Command, ContingentOf, Destination, DrawnBy, Event, Notice, Refusal, Step};
pub use day::{Day, Expected, HallState, Hours};
pub use decide::{GHOST_COUNTERS_MAX, LOOK_MAX, MATTERS_MAX, PERSONS_MAX, UNDO_WITHIN};
pub use estimate::Estimate;
pub use order::{Due, Place, Reason};
pub use rules::{Counter, CounterId, Need, Needs, OrderRules, Rules, Service, ServiceId, Zone};
pub use ticket::{Arrival, Elsewhere, Number, Priority, State, Ticket, TicketId, Visit};
pub use times::ServiceTimes;
