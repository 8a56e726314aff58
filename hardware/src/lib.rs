//! The devices of kiosk and display behind narrow traits: printer, speaker, screen, reader, keypad,
//! scanner.
//!
//! Each has a real device, a folder (for playing: a person edits a file to pull out the paper) and
//! a memory device (for tests). Nothing here knows of queues, tickets or the network protocol of
//! the hub; a device's condition is the error of using it.

mod espeak;
mod event_device;
pub mod keypad;
mod new_lines;
pub mod printer;
pub mod reader;
pub mod scanner;
pub mod screen;
pub mod slip;
pub mod speaker;
