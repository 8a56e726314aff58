//! Every booking of two real offices, made and cancelled through the API when it was.
//!
//! The files do not say how long a visit took nor how many seats there were, so both are stated: visits
//! take the five minutes of the finest grid, and there are as many seats as were ever taken at once. Whoever
//! would find no seat is counted here a second time, by a count of each time alone.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use town_hall::replay::bookings::{self, Booking};
use town_hall::town::{HALL, Office, SITE};
use wire::http::Book;

use crate::real_files::real_file;

#[test]
fn all_bookings_of_schriesheim() {
    let Some(path) = real_file("schriesheim-2026-10-bookings.csv") else { return };
    check("Schriesheim", &bookings::read(&path).expect("it is a file of bookings"), 299);
}

#[test]
fn all_bookings_of_heidelberg() {
    let Some(path) = real_file("heidelberg-2021-28-bookings.csv") else { return };
    check("Heidelberg", &bookings::read(&path).expect("it is a file of bookings"), 202);
}

/// With the seats there were nobody is refused; with one less, exactly those who found none.
fn check(town: &str, bookings: &[Booking], count: usize) {
    assert_eq!(bookings.len(), count);
    let seats = (1..).find(|seats| told(bookings, *seats).is_empty()).expect("some number is enough");
    for seats in [seats, seats - 1] {
        let refused = made(bookings, seats);
        println!("{town}, {seats} seats: {} kept, {} refused", count - refused.len(), refused.len());
        assert_eq!(refused, told(bookings, seats), "with {seats} seats");
    }
    assert!(!told(bookings, seats - 1).is_empty(), "one seat less is too few");
}

/// Books or cancels, by time; a seat that is given back in a moment can be taken in it.
fn acts(bookings: &[Booking]) -> Vec<(DateTime<Utc>, bool, usize)> {
    let booked = bookings.iter().enumerate().map(|(n, booking)| (booking.booked_at, true, n));
    let cancelled =
        bookings.iter().enumerate().filter_map(|(n, booking)| Some((booking.cancelled_at?, false, n)));
    let mut acts: Vec<_> = booked.chain(cancelled).collect();
    acts.sort();
    acts
}

/// Who would find no seat, counted without the hub.
fn told(bookings: &[Booking], seats: usize) -> Vec<usize> {
    let (mut taken, mut refused) = (HashMap::<DateTime<Utc>, usize>::new(), Vec::new());
    for (_, books, n) in acts(bookings) {
        let taken = taken.entry(bookings[n].slot_start).or_default();
        match books {
            true if *taken == seats => refused.push(n),
            true => *taken += 1,
            false if refused.contains(&n) => {}
            false => *taken -= 1,
        }
    }
    refused
}

/// Who was refused by the hub, and nothing else went wrong.
fn made(bookings: &[Booking], seats: usize) -> Vec<usize> {
    let hall = HALL
        .replace("08:00-18:00", "06:00-20:00")
        .replace("seats = 3", &format!("seats = {seats}\nlead = {{ days_ahead = 400 }}"))
        .replace("minutes = 10", "minutes = 5");
    let acts = acts(bookings);
    let mut office = Office::of(&hall, acts[0].0 - TimeDelta::minutes(1));
    let partner = office.as_partner();
    let (mut ids, mut refused) = (HashMap::new(), Vec::new());
    for (n_of_act, (at, books, n)) in acts.into_iter().enumerate() {
        office.clock.move_to(at);
        let key = format!("act-{n_of_act:06}");
        if books {
            match partner.book(&key, &Book::of("ausweis", bookings[n].slot_start)) {
                Ok(booked) => assert_eq!(ids.insert(n, booked.id), None),
                Err(no) => {
                    assert_eq!(no.code(), Some("full"), "{no}");
                    refused.push(n);
                }
            }
        } else if let Some(id) = ids.get(&n) {
            partner.cancel(&key, id).expect("it was booked");
        }
    }
    let mut distinct: Vec<_> = ids.values().collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), bookings.len() - refused.len(), "every booking has an id of its own");
    // A hub that starts again, and once more, knows the very same.
    office.passes(TimeDelta::zero());
    let living = office.hub().desk.site(SITE).expect("the site");
    for _ in 0..2 {
        office.hub_goes_away();
        office.hub_comes_back();
        let replayed = office.hub().desk.site(SITE).expect("the site");
        assert!(*replayed == *living, "replayed is not what lived");
    }
    refused
}
