//! Bookings that another plan has no place for.

mod table;

use std::collections::BTreeSet;

use calendar::bookings::{BookingId, Bookings, Claim, Command};
use calendar::hours::Series;
use calendar::plan::{Closed, Closure, Plan};
use calendar::unfit::Unfit;
use calendar::wish::{Channel, Form};
use calendar::{Wish, unfit};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Berlin;

/// A Wednesday morning; the bookings are on the day after, which has an afternoon too.
fn now() -> DateTime<Utc> {
    at("2026-03-11", "07:00")
}

fn at(day: &str, clock: &str) -> DateTime<Utc> {
    let local = format!("{day}T{clock}:00").parse().expect("a time");
    Berlin.from_local_datetime(&local).single().expect("no clock changes then").with_timezone(&Utc)
}

/// At nine a pass, and at three in the afternoon somebody moves house.
fn booked() -> Bookings {
    let (plan, mut bookings) = (table::town(), Bookings::default());
    for (id, service, clock) in [(1, "pass", "09:00"), (2, "move", "15:00")] {
        let wish = Wish::of(service, Channel::Staff);
        let claim = Command::Claim {
            booking: BookingId(id),
            wish,
            starts_at: at("2026-03-12", clock),
            claim: Claim::Confirm,
        };
        for event in bookings.decide(&plan, &claim, now()).expect("it is free") {
            bookings.apply(&event);
        }
    }
    bookings
}

#[track_caller]
fn check(change: impl Fn(&mut Plan), expected: &[(u64, Unfit)]) {
    let (mut plan, bookings) = (table::town(), booked());
    change(&mut plan);
    let found: Vec<(u64, Unfit)> =
        unfit(&plan, &bookings, now()).into_iter().map(|(booking, why)| (booking.id.0, why)).collect();
    assert_eq!(found, expected);
}

fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Passes are Bert's first, for he can do nothing else.
const BERT: &str = "bert";
const ANNA: &str = "anna";

#[test]
fn the_same_plan_has_a_place_for_all() {
    check(|_| {}, &[]);
    check(|plan| plan.pools.get_mut("office").expect("it is there").lead.days_ahead = 0, &[]);
}

#[test]
fn what_is_gone_or_changed_is_named() {
    check(|plan| drop(plan.services.remove("pass")), &[(1, Unfit::ServiceGone("pass".into()))]);
    let by_phone = |plan: &mut Plan| {
        plan.services.get_mut("pass").expect("it is there").forms = BTreeSet::from([Form::Phone]);
    };
    check(by_phone, &[(1, Unfit::FormGone)]);
    check(|plan| drop(plan.resources.remove(BERT)), &[(1, Unfit::ResourceGone(BERT.into()))]);
    let forgets = |plan: &mut Plan| {
        plan.resources.get_mut(ANNA).expect("she is there").skills = BTreeSet::from(["pass".into()]);
    };
    check(forgets, &[(2, Unfit::Unable(ANNA.into()))]);
    let elsewhere = |plan: &mut Plan| plan.resources.get_mut(ANNA).expect("there").pool = "cellar".into();
    check(elsewhere, &[(2, Unfit::Unable(ANNA.into()))]);
}

#[test]
fn hours_are_asked_for_all_of_the_visit() {
    let afternoon = |from: &'static str, until: &'static str| {
        move |plan: &mut Plan| {
            let office = plan.pools.get_mut("office").expect("it is there");
            office.hours[1] = Series::weekly(day("2026-01-01"), &[Weekday::Thu], time(from), time(until), 10);
        }
    };
    check(afternoon("15:00:00", "15:20:00"), &[]);
    check(afternoon("15:00:00", "15:10:00"), &[(2, Unfit::OutsideHours(ANNA.into()))]);
    check(afternoon("15:10:00", "18:00:00"), &[(2, Unfit::OutsideHours(ANNA.into()))]);
    let for_passes = |plan: &mut Plan| {
        let office = plan.pools.get_mut("office").expect("it is there");
        office.hours[1].services = Some(BTreeSet::from(["pass".into()]));
    };
    check(for_passes, &[(2, Unfit::OutsideHours(ANNA.into()))]);
    let outing = |hours| {
        move |plan: &mut Plan| {
            let (from, name) = (day("2026-03-12"), "Ausflug".into());
            plan.closures = vec![Closure { from, until: from, hours, pools: None, name }];
        }
    };
    let closed = Unfit::Closed(Closed::Closure("Ausflug".into()));
    check(outing(None), &[(1, closed.clone()), (2, closed)]);
    let at_noon = Some((time("12:00:00"), time("00:00:00")));
    check(outing(at_noon), &[(2, Unfit::OutsideHours(ANNA.into()))]);
}

/// At nine another pass, for three people: who booked last has no place where there is none for all.
#[test]
fn who_booked_last_gives_way_where_too_many_come_at_once() {
    let (plan, mut bookings) = (table::town(), booked());
    let mut wish = Wish::of("pass", Channel::Staff);
    wish.matters[0].persons = 3;
    let (starts_at, booking) = (at("2026-03-12", "09:00"), BookingId(3));
    let claim = Command::Claim { booking, wish, starts_at, claim: Claim::Confirm };
    for event in bookings.decide(&plan, &claim, now()).expect("it is free") {
        bookings.apply(&event);
    }
    let check = |people_max, at_once: Option<u16>, now, expected: &[(u64, Unfit)]| {
        let mut plan = Plan { people_max, ..plan.clone() };
        let office = plan.pools.get_mut("office").expect("it is there");
        office.at_once = at_once.map(|at_once| (Form::InPerson, at_once)).into_iter().collect();
        let found = unfit(&plan, &bookings, now);
        let found: Vec<_> = found.into_iter().map(|(booking, why)| (booking.id.0, why)).collect();
        assert_eq!(found, expected, "{people_max:?} in the house, {at_once:?} at once");
    };
    let crowded = Unfit::TooManyAtOnce("office".into());
    check(Some(4), Some(2), now(), &[]);
    check(Some(3), Some(2), now(), &[(3, Unfit::HouseFull)]);
    check(None, Some(1), now(), &[(3, crowded.clone())]);
    check(Some(1), Some(1), now(), &[(3, crowded.clone())]);
    check(None, Some(0), now(), &[(1, crowded.clone()), (3, crowded.clone()), (2, crowded)]);
    // Those who sit there already are asked no more, and count.
    check(Some(3), None, at("2026-03-12", "09:01"), &[]);
}

#[test]
fn what_is_over_or_given_up_is_in_nobodys_way() {
    let (plan, mut bookings) = (table::town(), booked());
    let mut shut = plan.clone();
    shut.services.clear();
    assert_eq!(unfit(&shut, &bookings, now()).len(), 2);
    assert_eq!(unfit(&shut, &bookings, at("2026-03-12", "10:00")).len(), 1);
    let release = Command::Release { booking: BookingId(2) };
    for event in bookings.decide(&plan, &release, now()).expect("it may") {
        bookings.apply(&event);
    }
    assert_eq!(unfit(&shut, &bookings, now()).len(), 1);
}
