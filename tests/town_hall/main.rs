//! The whole town hall, from outside: one file for each story or misfortune.

mod real_files;
mod replayed_day;
mod touch_to_wall;
