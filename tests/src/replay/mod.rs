//! A real day of a real office, played through the real parts.
//!
//! [`bookings`] reads what a town's calendar knew, [`plan`] adds what it did not (who comes, when,
//! and who walks in), [`driver`] lets it happen over HTTP, and [`account`] says what was seen and
//! whether every invariant held. The hub decides all by itself; nothing of it is known in here.

pub mod account;
pub mod bookings;
pub mod chance;
pub mod driver;
pub mod ledger;
pub mod pace;
pub mod plan;
pub mod stage;
pub mod watch;
