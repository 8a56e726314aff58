//! What is free, told a second time: slowly, from the rules as a town would write them down, and without
//! the crate's bits, sets and matchings. Only the words are the crate's; what they mean is said here anew.
//!
//! For tests and measures alone; no program uses it.

pub mod chance;
mod slow;
pub mod towns;
mod trial;

pub use slow::slots;
pub use trial::{Tally, try_town};
