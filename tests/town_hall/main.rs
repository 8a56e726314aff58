//! The whole town hall, from outside: one file for each story or misfortune.

mod after_the_doors;
mod another_site;
mod bad_input;
mod booked_at_the_kiosk;
mod bookings;
mod clocks_change;
mod contract;
mod desk_misfortunes;
mod help_at_the_kiosk;
mod killed_hub;
mod last_row;
mod limits_of_kiosks;
mod midnight;
mod on_the_web;
mod real_bookings;
mod real_calendars;
mod real_files;
mod release_time;
mod replayed_day;
mod reports;
mod simulated_days;
mod touch_to_wall;
mod turn_of_the_day;
mod two_hundred_clicks;
mod visitor;
