//! What the days to come go through, as tables: time, command, outcome.

#[path = "../table/mod.rs"]
mod table;

mod absences;
mod channels;
mod claims;
mod days;
mod limits;
mod together;
mod wall_time;
