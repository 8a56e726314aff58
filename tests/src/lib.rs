//! The whole town hall as one library: for trying it, and for the end-to-end tests.
//!
//! Sees every other crate and is seen by none. What a visitor, a clerk or a device does is never
//! decided here; this only starts the parts, acts on them from outside, and looks.

pub mod asker;
pub mod conformance;
pub mod contract;
pub mod eyes;
pub mod folder;
pub mod lobby;
pub mod minutes;
pub mod mutants;
pub mod programs;
pub mod readers;
pub mod replay;
pub mod reports;
pub mod simulation;
pub mod skip;
pub mod town;
pub mod viewer;
