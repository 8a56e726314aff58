//! The kiosk: a visitor touches, the hub gives a number, paper comes out.
//!
//! `session` decides and is pure, `ui/` (slint) is what people see, `app` is the glue between
//! them, the hub and the printer. Who is next, and what a number is, are the hub's matters.

pub mod app;
pub mod config;
pub mod hub_client;
pub mod session;
pub mod slip;
pub mod words;

pub use wire::language;

/// Window and globals as compiled from `ui/`.
pub mod ui {
    #![allow(clippy::all, missing_docs)]
    slint::include_modules!();
}
