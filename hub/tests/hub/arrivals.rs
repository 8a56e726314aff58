//! "I am here", pressed on the telephone: a booking becomes a number without kiosk and paper.

use axum::http::StatusCode;
use calendar::State;
use chrono::TimeDelta;
use hub::config::made_up_town;
use hub::desk::Act;

use crate::booking_site::{TIMES, times_on};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};

/// A booking of today, and how long it is until its time.
fn booked(hall: &Hall) -> (Browser, String, TimeDelta) {
    let mut browser = Browser::default();
    browser.follow(hall, TIMES);
    let later = times_on(&browser, TIMES).swap_remove(30);
    browser.follow(hall, &later);
    browser.types(hall, &[("name", "Erika Mustermann"), ("persons", "1")]);
    let own = browser.at.trim_end_matches("/de").to_owned();
    let starts_at = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one").starts_at;
    (browser, own, starts_at - hall.now())
}

fn state(hall: &Hall) -> State {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").state
}

#[test]
fn a_booking_becomes_a_number_on_the_telephone() {
    let hall = Hall::open("arrival");
    let (mut browser, own, until) = booked(&hall);
    assert!(TimeDelta::minutes(31) < until && until < TimeDelta::hours(12), "it is later today: {until}");
    hall.passes(until - TimeDelta::minutes(31));
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads("können Sie sich auf dieser Seite anmelden");
    assert!(!browser.page.contains("Ich bin da"), "it is too early");
    let arrive = format!("{own}/de/arrive");
    browser.posts(&hall, &arrive, &[("key", "key-too-early")]);
    assert_eq!(state(&hall), State::Confirmed, "whoever presses too early has not come");

    hall.passes(TimeDelta::minutes(1));
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads("Ich bin da");
    assert_eq!(state(&hall), State::Confirmed, "a link checks nobody in");
    browser.presses(&hall, &arrive);
    assert_eq!((browser.status, state(&hall)), (StatusCode::OK, State::CheckedIn));
    assert!(browser.at.starts_with("/T/") && browser.at.ends_with("/de"), "{}", browser.at);
    browser.reads("A001");
    browser.follow(&hall, &own);
    browser.reads("Ihre Nummer ist");
    browser.reads("A001");
    // Whoever presses once more, with a page that was left open, has the same number.
    browser.posts(&hall, &arrive, &[("key", "key-once-more")]);
    browser.reads("A001");
    assert_eq!(hall.running.desk.sites()[OWN].day.tickets().len(), 1);
}

/// Who comes too late is welcome all the same, as long as the doors are open; and where they are not, nobody
/// is told that they were checked in.
#[test]
fn whoever_comes_too_late_is_let_in_while_the_doors_are_open() {
    let hall = Hall::open("arrival-late");
    let (mut browser, own, until) = booked(&hall);
    hall.passes(until + TimeDelta::minutes(30));
    assert_eq!(state(&hall), State::Missed);
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads("warten dann wie alle ohne Termin");
    let closes = |at| Act::Queue(queue::Command::CloseEarly { at });
    hall.commits_as("clerk:1", OWN, closes(Some(hall.now())));
    browser.presses(&hall, &format!("{own}/de/arrive"));
    assert_eq!((browser.status, state(&hall)), (StatusCode::CONFLICT, State::Missed));
    browser.reads("Bitte melden Sie sich am Kiosk oder am Infopoint an.");
    hall.commits_as("clerk:1", OWN, closes(None));
    browser.presses(&hall, &format!("{own}/de/arrive"));
    browser.reads("A001");
    assert_eq!(state(&hall), State::CheckedIn);
}

#[test]
fn a_town_that_wants_everybody_at_the_kiosk_says_so() {
    let mut config = made_up_town();
    config.sites[0].phone_check_in_minutes = 0;
    let hall = Hall::of("arrival-off", config);
    let (mut browser, own, until) = booked(&hall);
    hall.passes(until - TimeDelta::minutes(10));
    browser.follow(&hall, &format!("{own}/de"));
    assert!(!browser.page.contains("Ich bin da"));
    browser.posts(&hall, &format!("{own}/de/arrive"), &[("key", "key-of-an-arrival")]);
    assert_eq!(state(&hall), State::Confirmed);
}
