//! The counted seats the hub runs on, as tables: time, command, outcome.

use std::collections::BTreeMap;

use calendar::{Bookable, BookingId, Calendar, Command, Event, Offer};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

#[test]
fn two_seats_take_two_bookings_of_one_time() {
    check(
        "07:00  book pass 08:00   1 booked on seat 1 until 08:10
         07:00  book pass 08:00   2 booked on seat 2 until 08:10
         07:00  book pass 08:00   every seat is taken at this time
         07:00  book pass 08:05   every seat is taken at this time
         07:00  book pass 08:10   3 booked on seat 1 until 08:20",
    );
}

#[test]
fn a_cancelled_booking_frees_its_seat() {
    check(
        "07:00  book pass 08:00   1 booked on seat 1 until 08:10
         07:00  book pass 08:00   2 booked on seat 2 until 08:10
         07:01  cancel 1          1 cancelled
         07:01  cancel 1          this booking was cancelled
         07:02  book pass 08:00   3 booked on seat 1 until 08:10
         07:03  check_in 1        this booking was cancelled",
    );
}

#[test]
fn a_booking_checks_in_once() {
    check(
        "07:00  book pass 08:00   1 booked on seat 1 until 08:10
         07:55  check_in 1        1 checked in
         07:56  check_in 1        this booking is checked in already
         07:56  cancel 1          this booking is checked in already",
    );
}

#[test]
fn nonsense_is_refused() {
    check(
        "07:00  book fish 08:00   this service cannot be booked
         07:00  book pass 08:03   appointments begin at full five minutes
         08:01  book pass 08:00   this time has passed
         07:00  book pass 07:55   the office is not open for all of this time
         07:00  book pass 11:55   the office is not open for all of this time
         07:00  cancel 9          there is no such booking",
    );
}

fn check(story: &str) {
    let offer = Offer {
        services: BTreeMap::from([(
            "pass".into(),
            Bookable { duration: TimeDelta::minutes(10), pool: "office".into() },
        )]),
        pools: BTreeMap::from([("office".into(), 2)]),
    };
    let mut calendar = Calendar::new(offer);
    for line in story.lines() {
        let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        let [time, act, outcome] = columns[..] else { panic!("not three columns: {line:?}") };
        assert_eq!(plays(&mut calendar, at(time), act), outcome, "in the line {:?}", line.trim());
    }
}

fn plays(calendar: &mut Calendar, now: DateTime<Utc>, act: &str) -> String {
    let booking = |id: &str| BookingId(id.parse().expect("a booking"));
    let command = match act.split(' ').collect::<Vec<_>>()[..] {
        ["book", service, time] => Command::Book { service: service.into(), starts_at: at(time) },
        ["cancel", id] => Command::Cancel { booking: booking(id) },
        ["check_in", id] => Command::CheckIn { booking: booking(id) },
        _ => panic!("no such act: {act}"),
    };
    match calendar.decide(&command, &[(at("08:00"), at("12:00"))], now) {
        Err(refusal) => refusal.to_string(),
        Ok(events) => {
            events.iter().for_each(|event| calendar.apply(event));
            let said: Vec<String> = events.iter().map(words).collect();
            said.join(", ")
        }
    }
}

fn words(event: &Event) -> String {
    match event {
        Event::Booked { booking, seat, ends_at, .. } => {
            format!("{} booked on seat {} until {}", booking.0, seat.seat, ends_at.format("%H:%M"))
        }
        Event::BookingCancelled { booking } => format!("{} cancelled", booking.0),
        Event::BookingCheckedIn { booking } => format!("{} checked in", booking.0),
    }
}

fn at(time: &str) -> DateTime<Utc> {
    let time: NaiveTime = format!("{time}:00").parse().expect("a time of day");
    NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date").and_time(time).and_utc()
}
