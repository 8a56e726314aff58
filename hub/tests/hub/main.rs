//! The hub from outside, without screens: its pages, and who may come in.

mod absences;
mod audit;
mod bad_input;
mod booking_site;
mod bookings_of_staff;
mod browser;
mod counters;
mod directory;
mod hall;
mod mailbox;
mod matrix;
mod misfortunes_of_logins;
mod node;
mod pages;
mod provider;
mod read_by_others;
/// Programs of others are asked one way, here and there.
#[path = "../../../tests/src/readers.rs"]
mod readers;
/// The one way to say that a test was not held; the hub is below the crate it belongs to.
#[path = "../../../tests/src/skip.rs"]
mod skip;
mod slapd;
mod statistics;
mod towns_website;
mod tree;
