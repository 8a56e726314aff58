//! Bookings through the API: held, confirmed, moved to another time, given back, and looked for.

use std::sync::Barrier;

use chrono::TimeDelta;
use town_hall::asker::Asker;
use town_hall::town::{DAY, HALL, Office, SITE, instant};
use wire::http::{Book, BookingState, Form, FreeSlots, Matter, Rebook};

const AT_TEN: &str = "10:00";

#[test]
fn what_is_held_is_nobody_elses_until_it_lapses() {
    let office = Office::of(&one_seat(), instant(DAY, "08:00"));
    let partner = office.as_partner();
    let ten = Book { hold: true, ..Book::of("ausweis", instant(DAY, AT_TEN)) };
    let held = partner.book("hold-0001", &ten).expect("a seat");
    assert_eq!((held.state, held.until), (BookingState::Held, Some(instant(DAY, "08:10"))));
    assert_eq!(refused(partner.book("hold-0002", &ten)), "full");
    office.passes(TimeDelta::minutes(10));
    assert_eq!(partner.booking(&held.id).expect("it is known").state, BookingState::Lapsed);
    assert_eq!(refused(partner.confirm("confirm-1", &held.id)), "lapsed");
    let again = partner.book("hold-0003", &ten).expect("the seat is free again");
    let confirmed = partner.confirm("confirm-2", &again.id).expect("in time");
    assert_eq!((confirmed.state, confirmed.until), (BookingState::Confirmed, None));
    office.passes(TimeDelta::minutes(30));
    assert_eq!(refused(partner.book("hold-0004", &ten)), "full");
}

#[test]
fn a_changed_booking_has_one_time_and_a_cancelled_one_none() {
    let office = Office::of(&one_seat(), instant(DAY, "08:00"));
    let (partner, kiosk) = (office.as_partner(), office.as_kiosk());
    let at = |time: &str| instant(DAY, time);
    let booked = partner.book("book-0001", &Book::of("ausweis", at(AT_TEN))).expect("a seat");
    let other = partner.book("book-0002", &Book::of("ausweis", at("11:00"))).expect("a seat");
    let to = |time: &str| Rebook { starts_at: at(time), whose: Default::default() };
    assert_eq!(refused(partner.rebook("rebook-01", &booked.id, &to("11:00"))), "full");
    assert_eq!(partner.booking(&booked.id).expect("it is as it was").starts_at, at(AT_TEN));
    let moved = partner.rebook("rebook-02", &booked.id, &to("12:00")).expect("it is free");
    assert_eq!((moved.starts_at, moved.revision, &moved.code), (at("12:00"), 1, &booked.code));
    assert_eq!(
        times(&slots(&partner, 1))
            .iter()
            .filter(|time| ["10:00", "11:00", "12:00"].contains(&&time[..]))
            .count(),
        1
    );
    for key in ["cancel-01", "cancel-02"] {
        assert_eq!(partner.cancel(key, &other.id).expect("twice is once").state, BookingState::Cancelled);
    }
    assert_eq!(refused(kiosk.check_in("touch-0001", &other.code)), "cancelled");
    assert_eq!(
        kiosk.check_in("touch-0002", &booked.code).expect("it is today").appointment_at,
        Some(at("12:00"))
    );
}

#[test]
fn a_family_with_two_matters_takes_their_time_and_one_number() {
    let office = Office::of(HALL, instant(DAY, "08:00"));
    let partner = office.as_partner();
    let further = vec![Matter { service: "reisepass".into(), persons: 1 }];
    let book = Book { persons: 3, further, ..Book::of("ausweis", instant(DAY, AT_TEN)) };
    let booked = partner.book("book-0001", &book).expect("a seat");
    assert_eq!(booked.ends_at - booked.starts_at, TimeDelta::minutes(20));
    let issued = office.as_kiosk().check_in("touch-0001", &booked.code).expect("it is today");
    assert_eq!((issued.number.as_str(), issued.service.as_str()), ("A001", "ausweis"));
    let queue = office.as_clerk().queue().expect("the queue");
    assert_eq!(
        (queue.waiting[0].persons, queue.waiting[0].further.clone()),
        (3, vec!["reisepass".to_owned()])
    );
}

#[test]
fn nonsense_is_refused_with_a_code() {
    let office = Office::of(HALL, instant(DAY, "08:00"));
    let partner = office.as_partner();
    let ten = || Book::of("ausweis", instant(DAY, AT_TEN));
    let matter = || Matter { service: "ausweis".into(), persons: 1 };
    for (n, (book, code)) in [
        (Book { persons: 0, ..ten() }, "persons"),
        (Book { further: vec![matter(); 1_000], ..ten() }, "matters"),
        (Book { form: Form::Video, ..ten() }, "not-in-this-form"),
        (Book::of("kfz", instant(DAY, AT_TEN)), "unknown-service"),
        (Book::of("ausweis", instant(DAY, "10:03")), "not-a-slot"),
        (Book::of("ausweis", instant(DAY, "19:00")), "not-a-slot"),
        (Book::of("ausweis", instant(DAY, AT_TEN) - TimeDelta::days(1)), "past"),
        (Book::of("ausweis", instant(DAY, AT_TEN) + TimeDelta::days(60)), "not-released"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(refused(partner.book(&format!("nonsense-{n}"), &book)), code);
    }
    assert_eq!(
        refused(partner.rebook(
            "nonsense-of-ids",
            "999",
            &Rebook { starts_at: instant(DAY, AT_TEN), whose: Default::default() }
        )),
        "unknown-booking"
    );
    let anybody = office.as_anybody();
    for (query, code) in [
        ("days=3", "bad-query"),
        ("service=ausweis&days=63", "too-many-days"),
        ("service=ausweis&days=-1", "bad-query"),
        ("service=fisch", "unknown-service"),
        ("service=ausweis&persons=21", "persons"),
    ] {
        assert_eq!(refused(anybody.free_slots(SITE, query)), code, "{query}");
    }
    assert_eq!(refused(anybody.free_slots("nowhere", "service=ausweis")), "unknown-site");
}

/// Christmas is a holiday, the day after the works outing is not, and who is closed says why.
#[test]
fn a_day_without_slots_says_why_and_its_doors_stay_shut() {
    let closed = HALL.replacen(
        "[site.hours]",
        "land = \"BW\"\n[[site.closure]]\nfrom = \"2026-12-24\"\nname = \"Betriebsausflug\"\n[site.hours]",
        1,
    );
    let mut office = Office::of(&closed, instant("2026-12-23".parse().expect("a date"), "12:00"));
    let found = slots(&office.as_anybody(), 5);
    let why = |day: &wire::http::FreeDay| day.why.clone().map(|why| (why.code, why.holiday.or(why.closure)));
    let reason = |code: &str, name: &str| Some((code.to_owned(), Some(name.to_owned())));
    let days: Vec<_> = found.days.iter().map(why).collect();
    assert_eq!(
        days,
        [
            None,
            reason("closure", "Betriebsausflug"),
            reason("holiday", "christmas-day"),
            reason("holiday", "second-christmas-day"),
            None
        ]
    );
    let christmas = "2026-12-25".parse().expect("a date");
    office.passes(instant(christmas, "10:00") - office.clock.now());
    assert_eq!(refused(office.as_kiosk().draw("draw-0001", "ausweis")), "closed");
    assert_eq!(office.as_kiosk().offer().expect("an offer").service_day, None);
    // Somebody opens all the same, and the hub that starts again knows it.
    office.operator_says_it_is(christmas);
    assert_eq!(office.as_kiosk().draw("draw-0002", "ausweis").expect("the doors are open").number, "A001");
    office.hub_goes_away();
    office.hub_comes_back();
    assert_eq!(office.as_kiosk().draw("draw-0003", "ausweis").expect("the doors are open").number, "A002");
}

#[test]
fn a_hundred_clients_and_the_last_seat() {
    const CLIENTS: usize = 100;
    let office = Office::of(&one_seat(), instant(DAY, "08:00"));
    let partner = office.as_partner();
    let all_at_once = Barrier::new(CLIENTS);
    let answers: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let client = |n: usize| {
            let (partner, all_at_once) = (partner.clone(), &all_at_once);
            scope.spawn(move || {
                let ten = Book::of("ausweis", instant(DAY, AT_TEN));
                all_at_once.wait();
                partner
                    .book(&format!("client-{n:04}"), &ten)
                    .map(|_| ())
                    .map_err(|no| no.code().unwrap_or("?").to_owned())
            })
        };
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        clients.into_iter().map(|client| client.join().expect("no client panics")).collect()
    });
    let won = answers.iter().filter(|answer| answer.is_ok()).count();
    let full = answers.iter().filter(|answer| **answer == Err("full".into())).count();
    assert_eq!((won, full), (1, CLIENTS - 1), "{answers:?}");
}

fn one_seat() -> String {
    HALL.replace("seats = 3", "seats = 1")
}

fn slots(asker: &Asker, days: u16) -> FreeSlots {
    asker.free_slots(SITE, &format!("service=ausweis&days={days}")).expect("the days to come")
}

/// Wall times of the first day.
fn times(slots: &FreeSlots) -> Vec<String> {
    let berlin = chrono_tz::Europe::Berlin;
    slots.days[0]
        .slots
        .iter()
        .map(|slot| slot.starts_at.with_timezone(&berlin).format("%H:%M").to_string())
        .collect()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: town_hall::asker::Answered<T>) -> String {
    answer.expect_err("it is refused").code().expect("a refusal of the hub").to_owned()
}
