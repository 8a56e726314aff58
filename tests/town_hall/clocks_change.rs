//! The two nights in which the clocks of Germany are put back and ahead: a day has 25 hours, and one 23.
//!
//! Doors, appointments and the turn of the day keep to the clock on the wall; waiting keeps to the time
//! that passes. What is expected stands here in UTC, so that nobody converts it a second time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use town_hall::asker::Asker;
use town_hall::town::{HALL, Office};
use wire::http::{Book, Booked, DeskTicket, IssuedTicket, Reason, TicketState};

use crate::visitor::{looked_up, refusal_of_a_draw};

/// At three in the night it is two again.
const BACK: NaiveDate = NaiveDate::from_ymd_opt(2026, 10, 25).expect("a date");
/// At two in the night it is three.
const AHEAD: NaiveDate = NaiveDate::from_ymd_opt(2027, 3, 28).expect("a date");

/// Sunday, with the doors of every other day: numbers from 07:30, open from 08:00 to 18:00, and the day
/// from 05:00 to 22:00.
struct Sunday {
    date: NaiveDate,
    /// On Saturday, when its day is over.
    evening_before: &'static str,
    begins: &'static str,
    numbers_from: &'static str,
    quarter_past_nine: &'static str,
    doors_close: &'static str,
    ends: &'static str,
}

const SUNDAYS: [Sunday; 2] = [
    Sunday {
        date: BACK,
        evening_before: "2026-10-24T20:00:00Z",
        begins: "2026-10-25T04:00:00Z",
        numbers_from: "2026-10-25T06:30:00Z",
        quarter_past_nine: "2026-10-25T08:15:00Z",
        doors_close: "2026-10-25T17:00:00Z",
        ends: "2026-10-25T21:00:00Z",
    },
    Sunday {
        date: AHEAD,
        evening_before: "2027-03-27T21:00:00Z",
        begins: "2027-03-28T03:00:00Z",
        numbers_from: "2027-03-28T05:30:00Z",
        quarter_past_nine: "2027-03-28T07:15:00Z",
        doors_close: "2027-03-28T16:00:00Z",
        ends: "2027-03-28T20:00:00Z",
    },
];

const A_SECOND: TimeDelta = TimeDelta::seconds(1);

#[test]
fn doors_and_days_keep_to_the_clock_on_the_wall() {
    for sunday in SUNDAYS {
        let office = Office::of(HALL, utc(sunday.evening_before) - TimeDelta::hours(6));
        let kiosk = office.as_kiosk();
        let service_day = || kiosk.offer().expect("an answer").service_day;
        let it_is = |at: DateTime<Utc>| office.passes(at - office.clock.now());
        let saturday = kiosk.draw("on-saturday", "ausweis").expect("a number");
        it_is(utc(sunday.evening_before) - A_SECOND);
        assert_eq!(looked_up(&office, &saturday), Ok(TicketState::Waiting));
        it_is(utc(sunday.evening_before));
        assert_eq!(looked_up(&office, &saturday), Ok(TicketState::Left), "Saturday is over");

        it_is(utc(sunday.begins) - A_SECOND);
        assert_eq!(service_day(), None, "{} does not begin before five", sunday.date);
        it_is(utc(sunday.begins));
        assert_eq!(service_day(), Some(sunday.date));
        it_is(utc(sunday.numbers_from) - A_SECOND);
        assert_eq!(refusal_of_a_draw(&kiosk, "too-early"), "not-yet-open");
        it_is(utc(sunday.numbers_from));
        let first = kiosk.draw("the-first", "ausweis").expect("half past seven");
        assert_eq!(first.number, "A001");

        it_is(utc(sunday.doors_close) - A_SECOND);
        assert_eq!(kiosk.draw("the-last", "ausweis").expect("a second before six").number, "A002");
        it_is(utc(sunday.doors_close));
        assert_eq!(refusal_of_a_draw(&kiosk, "too-late"), "closed");
        it_is(utc(sunday.ends) - A_SECOND);
        assert_eq!(looked_up(&office, &first), Ok(TicketState::Waiting));
        it_is(utc(sunday.ends));
        assert_eq!(looked_up(&office, &first), Ok(TicketState::Left), "{} ends at ten", sunday.date);
        assert_eq!(service_day(), None);
    }
}

#[test]
fn an_appointment_of_the_week_before_is_at_its_time_on_the_wall() {
    for sunday in SUNDAYS {
        let slot = utc(sunday.quarter_past_nine);
        let office = Office::of(HALL, slot - TimeDelta::days(7));
        let booked = books(&office, slot);
        office.passes(utc(sunday.begins) - office.clock.now());
        office.passes(slot - TimeDelta::minutes(6) - office.clock.now());
        let ticket = office.as_kiosk().check_in("is-here-now", &booked.code).expect("the code of today");
        assert_eq!((ticket.service_day, ticket.appointment_at), (sunday.date, Some(slot)));
        let walk_in = office.as_kiosk().draw("a-walk-in", "ausweis").expect("a number");
        let first = || waiting(&office.as_clerk()).into_iter().next().expect("two wait");
        assert_eq!(first().0, walk_in.number, "six minutes before it is too early");
        office.passes(TimeDelta::minutes(1));
        assert_eq!(first(), (ticket.number, Reason::Appointment { at: slot }, slot));
    }
}

/// Going by the clock on the wall, the second one came before the first.
#[test]
fn in_the_hour_that_comes_twice_nobody_is_overtaken() {
    let office = Office::of(&around_the_clock(), utc("2026-10-25T00:25:00Z"));
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    // Both would be at half past two on paper, so there is one such appointment; the next is at three.
    let twice = Book::of("ausweis", utc("2026-10-25T01:30:00Z"));
    let refused =
        office.as_partner().book("a-second-half-past-two", &twice).expect_err("it was there before");
    assert_eq!(refused.code(), Some("not-a-slot"), "{refused}");
    let [first, second] = ["2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z"].map(|at| books(&office, utc(at)));
    let at_first = kiosk.check_in("at-the-first", &first.code).expect("five minutes early");
    assert_eq!(at_first.appointment_at, Some(first.starts_at));
    assert_eq!(clerk.call_next("calls-the-first", "1").expect("it is time").number, at_first.number);

    office.passes(TimeDelta::minutes(25));
    let ten_to_three = kiosk.draw("ten-to-three", "ausweis").expect("a number");
    office.passes(TimeDelta::minutes(15));
    let five_past_two = kiosk.draw("five-past-two", "ausweis").expect("a number");
    assert_eq!([ten_to_three.service_day, five_past_two.service_day], [BACK; 2], "it is the same day");
    let at_second = kiosk.check_in("at-the-second", &second.code).expect("55 minutes early");
    assert_eq!(at_second.appointment_at, Some(second.starts_at));
    assert_eq!(
        waiting(&clerk),
        [
            (ten_to_three.number, Reason::Waiting { minutes: 15 }, utc("2026-10-25T01:10:00Z")),
            (five_past_two.number.clone(), Reason::Waiting { minutes: 0 }, utc("2026-10-25T01:25:00Z")),
            (at_second.number, Reason::AppointmentEarly { at: second.starts_at }, second.starts_at),
        ]
    );
    it_turns(&office, BACK, "2026-10-25T23:00:00Z", &five_past_two);
}

#[test]
fn in_the_hour_that_never_comes_nobody_has_waited_an_hour_longer() {
    let office = Office::of(&around_the_clock(), utc("2027-03-28T00:50:00Z"));
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    let half_past_three = books(&office, utc("2027-03-28T01:30:00Z"));
    let ten_to_two = kiosk.draw("ten-to-two", "ausweis").expect("a number");
    office.passes(TimeDelta::minutes(15));
    let booked = kiosk.check_in("five-past-three", &half_past_three.code).expect("25 minutes early");
    let slot = half_past_three.starts_at;
    assert_eq!(
        waiting(&clerk),
        [
            (ten_to_two.number.clone(), Reason::Waiting { minutes: 15 }, utc("2027-03-28T01:10:00Z")),
            (booked.number, Reason::AppointmentEarly { at: slot }, slot),
        ]
    );
    it_turns(&office, AHEAD, "2027-03-28T22:00:00Z", &ten_to_two);
}

/// The day goes on until its midnight, and the next one begins with new numbers.
fn it_turns(office: &Office, date: NaiveDate, midnight: &str, of_today: &IssuedTicket) {
    let kiosk = office.as_kiosk();
    let service_day = || kiosk.offer().expect("an answer").service_day;
    let midnight = utc(midnight);
    office.passes(midnight - A_SECOND - office.clock.now());
    assert_eq!(service_day(), Some(date));
    assert_eq!(looked_up(office, of_today), Ok(TicketState::Waiting));
    office.passes(A_SECOND);
    assert_eq!(service_day(), date.succ_opt());
    assert_eq!(kiosk.draw("after-midnight", "ausweis").expect("a number").number, "A001");
}

/// A hall that never shuts, so that somebody is there in the night.
fn around_the_clock() -> String {
    let days = "day_starts = \"00:00\"\nday_ends = \"24:00\"\n[site.hours]";
    HALL.replacen("[site.hours]", days, 1).replace("08:00-18:00", "00:00-24:00")
}

fn books(office: &Office, starts_at: DateTime<Utc>) -> Booked {
    let booking = Book::of("ausweis", starts_at);
    office
        .as_partner()
        .book(&format!("booking-{}", starts_at.timestamp()), &booking)
        .expect("the slot is on the grid")
}

/// Number, reason and due time of each who waits.
fn waiting(clerk: &Asker) -> Vec<(String, Reason, DateTime<Utc>)> {
    let told = |ticket: DeskTicket| {
        let reason = ticket.reason.expect("every place has a reason");
        (ticket.number, reason, ticket.due.expect("everybody is due").at)
    };
    clerk.queue().expect("the queue").waiting.into_iter().map(told).collect()
}

fn utc(at: &str) -> DateTime<Utc> {
    at.parse().expect("a time in UTC")
}
