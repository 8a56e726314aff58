//! Whole days, through the real hub, its database and its broker, in the time the machine needs.
//!
//! The replay's own book of every answer is compared with what a display heard; see
//! `town_hall::replay::ledger::INVARIANTS` for what must hold.

use chrono::{NaiveDate, TimeDelta};
use indicatif::ProgressBar;
use town_hall::folder::Folder;
use town_hall::replay::account::Account;
use town_hall::replay::bookings::{self, Booking};
use town_hall::replay::driver;
use town_hall::replay::pace::Pace;
use town_hall::replay::plan::Plan;
use town_hall::replay::stage::{self, Stage};

use crate::real_files::real_file;

const WEEK: &str = include_str!("../data/made-up-week.csv");

#[test]
fn the_busiest_day_of_a_made_up_week_is_served_to_the_last_visitor() {
    let account = replayed(&week(), date(2026, 11, 26), 1, 3, stage::WALK_INS_PER_HOUR);
    check(&account, 38, 10);
    assert!(account.walk_in_waits.percentile(50).unwrap() < TimeDelta::minutes(30), "{account}");
}

#[test]
fn one_clerk_on_a_day_for_two_serves_everybody_in_the_end_and_both_guards_are_at_work() {
    let account = replayed(&week(), date(2026, 11, 25), 2, 1, 7.0);
    check(&account, 9, 0);
    for guard in ["an appointment kept waiting too long", "a walk-in's turn"] {
        assert!(account.reasons.contains_key(guard), "{account}");
    }
}

#[test]
fn other_visitors_with_the_same_bookings_find_every_invariant_standing() {
    for seed in 10..15 {
        let account = replayed(&week(), date(2026, 11, 23), seed, 2, 6.0);
        assert!(account.all_held(), "seed {seed}: {account}");
    }
}

#[test]
fn schriesheim_on_11_march_2026() {
    let Some(path) = real_file("schriesheim-2026-10-bookings.csv") else { return };
    let account =
        replayed(&bookings::read(&path).unwrap(), date(2026, 3, 11), 1, 3, stage::WALK_INS_PER_HOUR);
    check(&account, 37, 10);
}

#[test]
fn heidelberg_on_28_july_2021() {
    let Some(path) = real_file("heidelberg-2021-28-bookings.csv") else { return };
    let account =
        replayed(&bookings::read(&path).unwrap(), date(2021, 7, 28), 1, 3, stage::WALK_INS_PER_HOUR);
    check(&account, 37, 8);
}

/// A day after which everybody is accounted for.
fn check(account: &Account, bookings: usize, cancelled: usize) {
    println!("{account}");
    assert!(account.all_held(), "{account}");
    assert_eq!((account.bookings, account.cancelled), (bookings, cancelled), "{account}");
    assert!(account.bookings_refused.is_empty(), "the seats were enough in reality: {account}");
    assert_eq!(account.numbers, account.served + account.missed, "{account}");
    let came = account.bookings - account.cancelled - account.never_came + account.walk_ins;
    let refused: usize = account.numbers_refused.values().sum();
    assert_eq!(account.numbers + refused, came, "{account}");
    assert_eq!(account.calls_shown, account.calls + account.recalls, "{account}");
}

fn replayed(bookings: &[Booking], day: NaiveDate, seed: u64, counters: usize, walk_ins: f64) -> Account {
    let plan = Plan::of_day(bookings, day, &stage::office(walk_ins), seed).unwrap();
    let folder = Folder::new("replay").unwrap();
    let pools = bookings::pools(bookings, day);
    let config = stage::config(&plan, pools, counters, folder.path().join("hub.db"));
    let stage = Stage::opens(config, plan.acts[0].at - TimeDelta::minutes(1)).unwrap();
    let access = stage.access().unwrap();
    driver::play(&plan, access, Pace::MovedClock, counters, ProgressBar::hidden()).unwrap()
}

fn week() -> Vec<Booking> {
    bookings::parse("made-up-week.csv", WEEK.as_bytes()).unwrap()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
