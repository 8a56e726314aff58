//! A time of today becomes free, and whoever waits may have it in the same second: by a clerk, on the own
//! telephone, and at the kiosk. The first gets it, and nobody loses a place.

use axum::http::{Request, StatusCode};
use calendar::bookings::{Claim, State};
use calendar::wish::{Channel, Matter};
use calendar::{Booking, BookingId, Command, Wish};
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::made_up_town;
use hub::desk::Act;
use hub::rights::Role;
use hub::store::StoredAnswer;
use queue::{DrawnBy, Visit};

use crate::booking_site::alone;
use crate::browser::Browser;
use crate::hall::{Asks, Hall, OWN};

const OFFERED: &str = "Um 10:15 Uhr ist ein Termin frei geworden. Möchten Sie ihn nehmen?";
const OFFERED_AT_THE_DESK: &str = "Um 10:15 Uhr ist ein Termin frei geworden.";
const GONE: &str = "Diesen Termin hat gerade jemand anderes genommen.";

/// One clerk in each office, and a family that has booked a quarter past ten, as the town's clocks show it.
struct Town {
    hall: Hall,
    family: BookingId,
    clerk: Browser,
}

impl Town {
    fn of(name: &str) -> Town {
        let hall = Hall::of(name, alone(made_up_town()));
        let matters = vec![Matter { service: "ausweis".into(), persons: 4 }];
        let wish = Wish { matters, ..Wish::of("ausweis", Channel::Staff) };
        let act = Act::Book { wish, starts_at: quarter_past(&hall), claim: Claim::Confirm, contact: None };
        let StoredAnswer::Booking { booking } = hall.commits_as("clerk:1", OWN, act) else {
            panic!("it is booked")
        };
        let mut clerk = Browser::default();
        clerk.logs_in(&hall);
        clerk.follow(&hall, "/desk/1");
        Town { hall, family: BookingId(booking), clerk }
    }

    fn cancels(&self) {
        let act = Act::Calendar(Command::Release { booking: self.family });
        self.hall.commits_as("citizen", OWN, act);
    }

    /// So many draw a number; the code of the last one.
    fn draw(&self, count: usize, service: &str) -> String {
        for _ in 0..count {
            let act = Act::Queue(queue::Command::Draw { visit: Visit::to(service), by: DrawnBy::Kiosk });
            self.hall.commits_as("kiosk:eingang", OWN, act);
        }
        let sites = self.hall.running.desk.sites();
        let state = &sites[OWN];
        let last = state.day.tickets().last().expect("somebody drew").id;
        state.code(state.day.date().expect("the day is open"), last)
    }

    fn phone(&self, code: &str) -> Browser {
        let mut phone = Browser::default();
        phone.follow(&self.hall, &format!("/T/{code}/de"));
        phone
    }

    /// Presses the button of the offer.
    fn takes(&self, phone: &mut Browser, code: &str) {
        let path = format!("/T/{code}/de/take");
        let fields = ["key", "at"].map(|name| (name, phone.field(&path, name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        phone.posts(&self.hall, &path, &fields);
    }

    fn gives(&mut self, number: &str) {
        self.clerk.follow(&self.hall, "/desk/1");
        let key = format!("key-of-a-gift-{}", self.hall.fresh());
        let starts_at = quarter_past_in(self.hall.now()).to_rfc3339();
        let fields = [("key", &*key), ("number", number), ("act", "give-time"), ("starts_at", &*starts_at)];
        self.clerk.posts(&self.hall, "/desk/1/acts", &fields);
    }

    fn bookings(&self) -> Vec<Booking> {
        self.hall.running.desk.sites()[OWN].bookings().bookings().cloned().collect()
    }

    /// As they would be called.
    fn order(&self) -> Vec<String> {
        let state = self.hall.running.desk.site(OWN).expect("the site");
        let order = state.day.order(None, self.hall.now());
        order.iter().map(|place| state.day.ticket(place.ticket).number.to_string()).collect()
    }

    /// The times of the kiosk for a service.
    fn kiosk_shows(&self, service: &str) -> String {
        let kiosk = Asks::new(&self.hall, Role::Kiosk);
        let (status, slots) = kiosk.reads(&format!("/api/v1/kiosk/slots?service={service}&days=1"));
        assert_eq!(status, StatusCode::OK, "{slots}");
        slots
    }
}

fn quarter_past(hall: &Hall) -> DateTime<Utc> {
    quarter_past_in(hall.now())
}

/// Of the hour.
fn quarter_past_in(now: DateTime<Utc>) -> DateTime<Utc> {
    let hour = now.timestamp().div_euclid(3_600) * 3_600;
    DateTime::from_timestamp(hour + 15 * 60, 0).expect("a time of ours")
}

#[test]
fn a_clerk_gives_the_time_to_the_first_in_line() {
    let mut town = Town::of("freed-desk");
    town.draw(4, "ausweis");
    town.draw(1, "kfz");
    town.clerk.follow(&town.hall, "/desk/1");
    assert!(!town.clerk.page.contains("frei geworden"), "nobody has given anything up");
    town.cancels();
    town.clerk.follow(&town.hall, "/desk/1");
    town.clerk.reads(OFFERED_AT_THE_DESK);
    let offered: Vec<&str> =
        town.clerk.page.split("aria-label=\"Termin um 10:15 Uhr geben: ").skip(1).collect();
    let offered: Vec<&str> = offered.iter().filter_map(|rest| rest.split(',').next()).collect();
    assert_eq!(offered, ["A001", "A002", "A003"], "in the order of calling, and nobody who waits for a car");

    let before = town.order();
    town.gives("A002");
    assert_eq!(town.clerk.status, StatusCode::OK, "{}", town.clerk.page);
    town.clerk.reads("Kam ohne Termin und hat den frei gewordenen um 10:15 Uhr");
    assert!(!town.clerk.page.contains(OFFERED_AT_THE_DESK), "it is taken");
    assert_eq!(town.order(), before, "nobody has lost a place");
    let booked = town.bookings().pop().expect("it was booked");
    assert_eq!((booked.state, booked.starts_at), (State::CheckedIn, quarter_past(&town.hall)));
    town.gives("A003");
    assert_eq!(town.clerk.status, StatusCode::CONFLICT);
    town.clerk.reads("Diese Zeit ist nicht mehr frei.");
    town.gives("A002");
    assert_eq!(town.clerk.status, StatusCode::OK, "A002 has it already, and nothing happens");
    assert_eq!(town.bookings().len(), 2);

    // Five minutes before it the time counts, and the reason says so.
    town.hall.passes(TimeDelta::minutes(10));
    assert_eq!(town.order()[0], "A002");
    town.clerk.follow(&town.hall, "/desk/1");
    town.clerk.reads("Hat den frei gewordenen Termin um 10:15 Uhr");
    town.clerk.presses(&town.hall, "/desk/1/next");
    town.clerk.reads("A002");
    town.clerk.follow(&town.hall, "/desk/1");
    town.clerk.reads("Termin um 10:15 Uhr");
}

#[test]
fn whoever_waits_takes_it_on_the_telephone_and_the_first_has_it() {
    let town = Town::of("freed-phone");
    let first = town.draw(4, "ausweis");
    let second = town.draw(1, "ausweis");
    let elsewhere = town.draw(6, "kfz");
    assert!(!town.phone(&first).page.contains("frei geworden"));
    town.cancels();
    let (mut one, mut other) = (town.phone(&first), town.phone(&second));
    one.reads(OFFERED);
    other.reads(OFFERED);
    assert!(!town.phone(&elsewhere).page.contains("frei geworden"), "another office has no time for it");
    // A link alone takes nothing.
    one.follow(&town.hall, &format!("/T/{first}/de/take"));
    assert_eq!(one.status, StatusCode::METHOD_NOT_ALLOWED);

    one = town.phone(&first);
    let before = town.order();
    town.takes(&mut one, &first);
    assert_eq!(one.at, format!("/T/{first}/de"), "whoever loads the page anew takes nothing twice");
    one.reads("<dt>Ihr Termin</dt><dd>10:15 Uhr</dd>");
    assert!(!one.page.contains("frei geworden"));
    town.takes(&mut other, &second);
    assert_eq!(other.status, StatusCode::CONFLICT);
    other.reads(GONE);
    other.reads("Ihr Platz in der Warteschlange ist noch derselbe.");
    assert_eq!(town.order(), before);
    assert_eq!(town.bookings().len(), 2, "the family's, and one of whoever was first");
    assert!(!town.phone(&second).page.contains(OFFERED));
    // Nobody takes a second one.
    let again = town.phone(&first);
    assert!(!again.page.contains("/take"), "{}", again.page);
}

/// The page that is open hears of it at once, and not with the next sign of life.
#[test]
fn an_open_page_shows_it_in_the_same_second() {
    let town = Town::of("freed-stream");
    let code = town.draw(4, "ausweis");
    let mut page = town.hall.listens(Request::get(format!("/T/{code}/de/events")));
    let mut hears = || page.hears();
    let before = hears();
    assert!(before.contains("event: live") && !before.contains("frei geworden"), "{before}");
    town.draw(1, "ausweis");
    assert!(!hears().contains("event: live"), "others who come are told with the next sign of life");
    town.cancels();
    assert!(hears().contains("frei geworden"));
}

#[test]
fn the_kiosk_shows_it_in_the_same_second() {
    let town = Town::of("freed-kiosk");
    let at = "2026-03-11T09:15:00Z";
    assert!(!town.kiosk_shows("ausweis").contains(at));
    town.cancels();
    assert!(town.kiosk_shows("ausweis").contains(at));
}

/// Ten minutes after a quarter past, and not a second before.
#[test]
fn a_missed_time_is_offered_when_its_grace_has_passed() {
    let town = Town::of("freed-missed");
    let code = town.draw(5, "wohnsitz");
    let rest = "2026-03-11T09:30:00Z";
    town.hall.passes(TimeDelta::minutes(25));
    assert!(!town.phone(&code).page.contains("frei geworden"), "the grace is not over");
    let taken = town.kiosk_shows("abholen");
    assert!(!taken.contains(rest), "{taken}");
    town.hall.passes(TimeDelta::seconds(1));
    assert_eq!(town.bookings()[0].state, State::Missed);
    assert!(town.kiosk_shows("abholen").contains(rest), "it was not there before: {taken}");
}

#[test]
fn nobody_is_offered_what_they_could_not_be_called_for() {
    let mut town = Town::of("freed-not");
    let code = town.draw(4, "ausweis");
    town.cancels();
    town.phone(&code).reads(OFFERED);

    // Too soon to stand up and go there.
    town.hall.passes(TimeDelta::minutes(12));
    town.phone(&code).reads(OFFERED);
    town.hall.passes(TimeDelta::minutes(2));
    assert!(!town.phone(&code).page.contains(OFFERED));

    // A closed counter calls nobody.
    let mut town_again = Town::of("freed-closed");
    let code = town_again.draw(4, "ausweis");
    town_again.cancels();
    town_again.phone(&code).reads(OFFERED);
    town_again.hall.commits_as(
        "clerk:1",
        OWN,
        Act::Queue(queue::Command::CloseCounter { counter: "1".into() }),
    );
    assert!(!town_again.phone(&code).page.contains("frei geworden"));
    town_again.gives("A001");
    // Whoever opens the desk opens the counter, and then it can be had again.
    assert_eq!(town_again.clerk.status, StatusCode::OK);
    town.gives("A001");
    assert_eq!(town.clerk.status, StatusCode::CONFLICT, "it begins in a minute");
    assert_eq!(town.bookings().len(), 1);
}

/// The page's own forms send other things; whoever makes up a form gets nothing for it.
#[test]
fn forms_that_no_page_sends_take_nothing() {
    let town = Town::of("freed-bad-forms");
    let code = town.draw(4, "ausweis");
    town.cancels();
    let mut phone = town.phone(&code);
    let path = format!("/T/{code}/de/take");
    for (fields, status) in [
        (vec![], StatusCode::BAD_REQUEST),
        (vec![("key", "short"), ("at", "2026-03-11T0915Z")], StatusCode::BAD_REQUEST),
        (vec![("key", "key-of-a-form"), ("at", "gestern")], StatusCode::BAD_REQUEST),
        (vec![("key", "key-of-a-form"), ("at", "9999-99-99T9999Z")], StatusCode::BAD_REQUEST),
        // Free, and nobody gave it up: that is booked as others do, by the rules of others.
        (vec![("key", "key-of-a-form"), ("at", "2026-03-11T1015Z")], StatusCode::CONFLICT),
        (vec![("key", "key-of-a-form"), ("at", "2026-03-12T0915Z")], StatusCode::CONFLICT),
    ] {
        phone.posts(&town.hall, &path, &fields);
        assert_eq!(phone.status, status, "{fields:?}");
        assert_eq!(town.bookings().len(), 1, "{fields:?}");
    }
    phone.follow(&town.hall, &format!("/T/{code}/de"));
    town.takes(&mut phone, &code);
    phone.reads("10:15 Uhr");
    assert_eq!(town.bookings().len(), 2, "the key of those was used for nothing");
}
