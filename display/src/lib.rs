//! The program of the wall in a waiting room: who is called, and to which counter.
//!
//! `board` is the thinking and knows neither network nor screen; `subscription` is the line to the
//! broker, `app` puts both on the screen of `ui/`. Nothing is decided here: the order of calling
//! is the hub's. Voices, and lamps at counters, are not here.

pub mod app;
pub mod board;
pub mod config;
pub mod legibility;
pub mod subscription;

/// What is generated from `ui/*.slint`.
pub mod ui {
    slint::include_modules!();
}
