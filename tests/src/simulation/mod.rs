//! Whole service days on the hub's core, thousands of them, with everything that goes wrong.
//!
//! One thread, one seed: the same seed is the same day, with the same faults, on every machine. Visitors
//! come, clerks press buttons, disks are full, the hub is killed and the clock is set, and after every
//! step a witness compares what the hub says with what it must never do. No window, no network, no
//! device is here: what they make of it is tested end to end.

mod claims;
mod core;
mod days;
mod people;
mod run;
mod settings;
mod story;
mod tickets;
mod watched;
mod witness;

pub use days::{Day, simulate_all};
pub use run::{VISITORS_MAX, simulate};
pub use story::{Failure, Invariant};
