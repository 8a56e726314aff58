//! The hub from outside, without screens: its pages, and who may come in.

mod absences;
mod arrivals;
mod attacks;
mod audit;
mod bad_input;
mod booked_otherwise;
mod booking_site;
mod bookings_of_staff;
mod browser;
mod calls;
mod citizen_accounts;
mod counters;
mod directory;
mod everywhere;
mod feeds;
mod forgetting;
mod forgotten_letters;
mod freed;
mod hall;
mod held;
mod hostile_forms;
mod indicators;
mod kiosks;
mod letters;
mod mail_server_fails;
mod mailbox;
mod matrix;
mod misfortunes_of_logins;
mod needs;
mod node;
mod offer;
mod offer_forms;
mod offer_rules;
mod one_per_address;
mod pages;
mod provider;
mod read_by_others;
/// Programs of others are asked one way, here and there.
#[path = "../../../tests/src/readers.rs"]
mod readers;
mod remits;
mod said;
mod several_at_the_kiosk;
mod several_matters;
/// The one way to say that a test was not held; the hub is below the crate it belongs to.
#[path = "../../../tests/src/skip.rs"]
mod skip;
mod slapd;
mod statistics;
mod strangers;
mod towns_website;
mod tree;
mod uploads;
mod urgent_slots;
mod walls;
mod watches;
mod zoom;
