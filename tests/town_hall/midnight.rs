//! The hub ends in the evening, as when somebody pulls its plug, and starts again at half a minute past
//! midnight: the day that is over stays over, and nobody of it is lost.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use town_hall::town::{DAY, HALL, Office, SITE, instant};
use wire::http::{Act, IssuedTicket, TicketState};

use crate::visitor::{looked_up, refusal_of_a_draw};

const PAST_MIDNIGHT: TimeDelta = TimeDelta::seconds(30);
const NEXT: NaiveDate = DAY.succ_opt().expect("a date");

#[test]
fn a_day_that_was_closed_is_not_opened_again() {
    let mut office = Office::at("17:50");
    let waits = office.as_kiosk().draw("visitor-1", "ausweis").expect("a number");
    office.passes(instant(DAY, "22:00") - office.clock.now());
    let before = entries(&office);
    is_away_until(&mut office, midnight() + PAST_MIDNIGHT);
    assert_eq!(office.as_kiosk().offer().expect("an answer").service_day, None);
    assert_eq!(looked_up(&office, &waits), Ok(TicketState::Left), "the link of the evening still answers");
    assert_eq!(refusal_of_a_draw(&office.as_kiosk(), "visitor-2"), "closed");
    assert_eq!(entries(&office), before, "nothing happened in the night");
    the_morning_begins_at_one(&office);
}

#[test]
fn a_day_that_nobody_could_close_is_closed_and_everybody_is_somewhere() {
    let mut office = Office::at("17:30");
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    let tickets: Vec<IssuedTicket> =
        (0..5).map(|n| kiosk.draw(&format!("visitor-{n}"), "ausweis").expect("a number")).collect();
    let calls =
        |n: usize| clerk.call_next(&format!("calls-number-{n}"), &n.to_string()).expect("somebody waits");
    let does = |n: usize, act| {
        let number = &tickets[n - 1].number;
        clerk.act(&format!("{act:?}-number-{n}"), &n.to_string(), number, act).expect("it is possible");
    };
    (1..=3).for_each(|n| drop(calls(n)));
    does(1, Act::Arrive);
    does(2, Act::Park);
    is_away_until(&mut office, midnight() + PAST_MIDNIGHT);
    let said: Vec<_> = tickets.iter().map(|ticket| looked_up(&office, ticket)).collect();
    let at_the_counter = TicketState::Finished;
    let (parked, called, waited) = (TicketState::Left, TicketState::Missed, TicketState::Left);
    assert_eq!(said, [at_the_counter, parked, called, waited, waited].map(Ok));

    // Once more: there is nothing left to do.
    let closed = entries(&office);
    is_away_until(&mut office, midnight() + PAST_MIDNIGHT * 2);
    assert_eq!(entries(&office), closed);
    assert_eq!(refusal_of_a_draw(&office.as_kiosk(), "visitor-9"), "closed");
    the_morning_begins_at_one(&office);
}

#[test]
fn where_the_doors_never_shut_the_new_day_is_open_once() {
    let days = "day_starts = \"00:00\"\nday_ends = \"24:00\"\n[site.hours]";
    let hall = HALL.replacen("[site.hours]", days, 1).replace("08:00-18:00", "00:00-24:00");
    let mut office = Office::of(&hall, midnight() - PAST_MIDNIGHT);
    let kiosk = office.as_kiosk();
    let yesterday = kiosk.draw("visitor-1", "ausweis").expect("a number");
    assert_eq!((yesterday.service_day, yesterday.number.as_str()), (DAY, "A001"));
    is_away_until(&mut office, midnight() + PAST_MIDNIGHT);
    assert_eq!(states_of_the_day_before(&office), ["left"]);
    // A touch that the hub had answered, and the kiosk had not heard: it is not a number of today.
    assert_eq!(kiosk.draw("visitor-1", "ausweis").expect_err("of yesterday").code(), Some("unknown-ticket"));
    let today = kiosk.draw("visitor-2", "ausweis").expect("a number");
    assert_eq!((today.service_day, today.number.as_str()), (NEXT, "A001"));

    is_away_until(&mut office, midnight() + PAST_MIDNIGHT * 2);
    assert_eq!(looked_up(&office, &today), Ok(TicketState::Waiting), "the new day goes on");
    assert_eq!(kiosk.draw("visitor-3", "ausweis").expect("a number").number, "A002");
}

/// The day of the hall, and its numbers, begin in the morning and not before.
fn the_morning_begins_at_one(office: &Office) {
    let kiosk = office.as_kiosk();
    let service_day = || kiosk.offer().expect("an answer").service_day;
    office.passes(instant(NEXT, "05:00") - TimeDelta::seconds(1) - office.clock.now());
    assert_eq!(service_day(), None);
    office.passes(TimeDelta::seconds(1));
    assert_eq!(service_day(), Some(NEXT));
    office.passes(instant(NEXT, "07:30") - office.clock.now());
    assert_eq!(kiosk.draw("in-the-morning", "ausweis").expect("a number").number, "A001");
}

fn is_away_until(office: &mut Office, time: DateTime<Utc>) {
    office.hub_goes_away();
    office.clock.move_to(time);
    office.hub_comes_back();
    // It has looked at the clock when it answers.
    office.passes(TimeDelta::zero());
}

fn midnight() -> DateTime<Utc> {
    instant(DAY + Days::new(1), "00:00")
}

fn entries(office: &Office) -> u64 {
    office.hub().desk.site(SITE).expect("the site of the hall").sequence
}

/// As the hub keeps it until somebody draws a number on the new one.
fn states_of_the_day_before(office: &Office) -> Vec<&'static str> {
    let site = office.hub().desk.site(SITE).expect("the site of the hall");
    let before = site.day.before().expect("somebody drew a number yesterday");
    before.tickets().iter().map(|ticket| ticket.state.name()).collect()
}
