//! The hub: one site's or a whole county's queue, bookings, boards and pages, in one program.
//!
//! The thinking is in the crates `queue` and `calendar`; this is the shell around them. Orders come
//! in over `http`, the `desk` decides, stores and announces them, `mqtt` and the pages tell.

pub mod absences;
mod attack;
pub mod attendance;
pub mod audit;
mod calendar_file;
pub mod catalogue;
mod certificate;
pub mod citizen_account;
pub mod clock;
pub mod config;
pub mod desk;
pub mod directory;
mod fetch;
pub mod floor;
pub mod http;
pub mod limits;
pub mod links;
pub mod mail;
mod mqtt;
pub mod nextcloud;
pub mod oidc;
pub mod pages;
pub mod qr;
pub mod rights;
mod rounds;
mod running;
pub mod second_factor;
pub mod statistics;
pub mod store;
mod trust;
pub mod uploads;
pub mod video;
pub mod views;

pub use clock::Clock;
pub use config::Config;
pub use running::export_plan;
pub use running::{Hub, Running, add_account, add_device, reset_second_factor, revoke_device, vouch};
