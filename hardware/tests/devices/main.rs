//! The devices from outside, one misfortune a file. A printer with a mind of its own is in
//! `stubborn`; the independent printer emupos has a test of its own beside this folder.

mod folder;
mod keypad;
mod reader;
mod samples;
mod scanner;
mod scratch;
mod skip;
mod speaker;
mod stubborn;
mod stubborn_firmware;
