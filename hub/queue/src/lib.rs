//! The waiting queue of one site's service day, as a value.
//!
//! Nothing here reads a clock, a file or a socket: the time is an argument and the outcome is a
//! return value. The hub stores the events; the tests just compare them. Names and needs of people
//! are not here either: a ticket is a number, a service and a few times.

mod day;
mod decide;
mod estimate;
mod order;
mod rules;
mod ticket;

pub use day::{Day, HallState, Hours};
pub use decide::{Command, Event, Refusal};
pub use estimate::Estimate;
pub use order::{Place, Reason};
pub use rules::{Counter, CounterId, OrderRules, Rules, Service, ServiceId, Zone};
pub use ticket::{Arrival, Number, State, Ticket, TicketId};
