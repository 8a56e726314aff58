//! The program of the wall in a waiting room: who is called, and to which counter.
//!
//! `board` is the thinking and knows neither network nor screen, as do `announcer`, when a call is heard, and
//! `around`, what else there is; `subscription` is the line to the broker, `app` puts all of it on the screen
//! of `ui/`. Nothing is decided here: the order of calling is the hub's. Lamps at counters are not here.

pub mod announcer;
pub mod app;
pub mod around;
pub mod board;
pub mod config;
pub mod hours;
pub mod legibility;
mod picture;
pub mod subscription;
mod voice;

/// What is generated from `ui/*.slint`.
pub mod ui {
    slint::include_modules!();
}
