//! Who is away: looked at before, carried out at once, and told to everybody exactly once. And who does not
//! come: their time is somebody else's.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use calendar::bookings::Claim;
use calendar::wish::{Channel, Matter};
use calendar::{Booking, BookingId, State, Wish};
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::{Config, MADE_UP_TOWN, made_up_town};
use hub::desk::Act;
use hub::rights::Role;
use hub::store::{Contact, StoredAnswer};

use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const ANNA: &str = "schalter-1";
const BERT: &str = "schalter-2";
/// A Thursday, the day after the hall is open.
const DAY: &str = "2026-03-12";

pub fn supervisor(hall: &Hall) -> Browser {
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    browser
}

fn clerk(hall: &Hall) -> Browser {
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Clerk)));
    browser
}

/// Two clerks by name, whose calendar programs get their appointments by mail.
pub fn two_clerks(relay: &str) -> Config {
    let clerk = |id: &str| {
        format!("[[site.resource]]\nid = \"{id}\"\npool = \"buergerbuero\"\nmail = \"{id}@amt.example\"\n")
    };
    let mail = format!("[mail]\nrelay = \"smtp://{relay}\"\nfrom = \"termine@musterstadt.example\"\n");
    let town = MADE_UP_TOWN.replace("seats = 3\n", "");
    let text = format!("{town}\n{}{}{mail}", clerk(ANNA), clerk(BERT));
    Config::parse("hub.toml", &text).expect("the town is in order")
}

fn at(day: &str, clock: &str) -> DateTime<Utc> {
    format!("{day}T{clock}:00Z").parse().expect("a time")
}

fn books(hall: &Hall, starts_at: DateTime<Utc>, name: &str) -> BookingId {
    let contact = Contact {
        name: name.into(),
        mail: Some(format!("{}@haus.example", name.to_lowercase())),
        phone: None,
        language: "de".into(),
        birthday: None,
    };
    let wish = Wish::of("ausweis", Channel::Staff);
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: Some(contact) };
    match hall.commits_as("clerk:1", OWN, act) {
        StoredAnswer::Booking { booking } => BookingId(booking),
        other => panic!("a booking was made and the answer is {other:?}"),
    }
}

fn booking(hall: &Hall, id: BookingId) -> Booking {
    hall.running.desk.sites()[OWN].bookings().booking(id).expect("it is known").clone()
}

pub fn has(hall: &Hall, id: BookingId) -> String {
    booking(hall, id).seats[0].resource.clone()
}

fn absences(hall: &Hall) -> usize {
    hall.running.desk.sites()[OWN].bookings().absences().count()
}

pub fn looks(browser: &mut Browser, hall: &Hall, whom: &str, from: &str, until: &str) {
    browser.follow(hall, &format!("/absences/look?whom={whom}&from-day={from}&until-day={until}"));
}

/// Presses "save" on the page as it is.
pub fn saves(browser: &mut Browser, hall: &Hall) {
    let names = ["key", "whom", "from-day", "from-time", "until-day", "until-time", "seen"];
    let fields: BTreeMap<&str, String> =
        names.iter().map(|name| (*name, browser.field("/absences", name))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.posts(hall, "/absences", &fields);
}

#[test]
fn a_deputy_takes_over_and_everybody_hears_of_it_once() {
    let Some(mailbox) = Mailbox::start("a_deputy_takes_over_and_everybody_hears_of_it_once") else { return };
    let hall = Hall::of("absence-letters", two_clerks(&mailbox.address));
    // Both have somebody at ten, and one of them at eleven.
    let together = [books(&hall, at(DAY, "10:00"), "Erika"), books(&hall, at(DAY, "10:00"), "Hans")];
    let alone = books(&hall, at(DAY, "11:00"), "Olena");
    for _ in 0..6 {
        mailbox.receives();
    }
    let away = has(&hall, alone);
    let deputy = if away == ANNA { BERT } else { ANNA };
    let stuck = together.into_iter().find(|id| has(&hall, *id) == away).expect("one of them");
    let name = if stuck == together[0] { "Erika" } else { "Hans" };
    let mut browser = supervisor(&hall);
    looks(&mut browser, &hall, &format!("one:{away}"), DAY, "");
    browser.reads("Niemand kann übernehmen: 1");
    browser.reads(name);
    browser.reads("Wird übernommen: 1");
    browser.reads("Olena");
    assert_eq!((absences(&hall), has(&hall, alone)), (0, away.clone()), "a look changes nothing");
    mailbox.stays_empty(&hall);

    saves(&mut browser, &hall);
    assert_eq!((absences(&hall), has(&hall, alone)), (1, deputy.to_owned()));
    assert_eq!(has(&hall, stuck), away, "nobody could take it over");
    browser.reads(&format!("href=\"/bookings/{}\"", stuck.0));
    let mut told: Vec<(String, String)> = Vec::new();
    for _ in 0..3 {
        let mail = mailbox.receives();
        let to = mail["to"][0]["address"].as_str().expect("text").to_owned();
        let file = mail["files"][0]["type"]["params"]["method"].as_str().unwrap_or("none").to_owned();
        told.push((to, file));
    }
    told.sort();
    let clerk = |id: &str, method: &str| (format!("{id}@amt.example"), method.to_owned());
    let mut expected = vec![
        ("olena@haus.example".to_owned(), "PUBLISH".to_owned()),
        clerk(&away, "CANCEL"),
        clerk(deputy, "REQUEST"),
    ];
    expected.sort();
    assert_eq!(told, expected);
    mailbox.stays_empty(&hall);

    // Moved by hand, it is in nobody's way any more.
    browser.follow(&hall, &format!("/bookings/{}/move", stuck.0));
    let link = browser.page.split("class=\"time\" href=\"").nth(1).expect("there is a time");
    let to = link.split("at=").nth(1).and_then(|rest| rest.split('"').next()).expect("the time").to_owned();
    let path = format!("/bookings/{}/move", stuck.0);
    browser.posts(&hall, &path, &[("key", "key-of-a-move"), ("at", &to)]);
    browser.follow(&hall, "/absences");
    assert!(!browser.page.contains(&format!("href=\"/bookings/{}\"", stuck.0)), "{}", browser.page);
    browser.posts(&hall, "/absences/withdraw", &[("key", "key-of-a-return"), ("absence", "1")]);
    browser.reads("Zurzeit ist niemand als abwesend eingetragen.");
    assert_eq!(has(&hall, alone), deputy, "what was taken over stays there");
}

#[test]
fn what_was_not_seen_is_not_saved() {
    let hall = Hall::of("absence-changed", two_clerks("127.0.0.1:1"));
    let first = books(&hall, at(DAY, "10:00"), "Erika");
    let away = has(&hall, first);
    let mut browser = supervisor(&hall);
    looks(&mut browser, &hall, &format!("one:{away}"), DAY, DAY);
    books(&hall, at(DAY, "10:00"), "Hans");
    saves(&mut browser, &hall);
    assert_eq!((browser.status, absences(&hall)), (StatusCode::CONFLICT, 0));
    browser.reads("es wurde noch nichts gespeichert");
    browser.reads("Niemand kann übernehmen: 1");
    saves(&mut browser, &hall);
    assert_eq!(absences(&hall), 1);
}

/// Where all are away, nobody takes over from another.
#[test]
fn a_blocked_time_has_no_appointments_and_no_deputies() {
    let hall = Hall::open("absence-pool");
    let id = books(&hall, at(DAY, "10:00"), "Erika");
    let before = has(&hall, id);
    let mut browser = supervisor(&hall);
    browser.follow(
        &hall,
        &format!("/absences/look?whom=pool:buergerbuero&from-day={DAY}&from-time=10:00&until-time=12:30"),
    );
    browser.reads("Keine Termine in der Gruppe <strong>buergerbuero</strong>");
    browser.reads("Niemand kann übernehmen: 1");
    saves(&mut browser, &hall);
    assert_eq!((absences(&hall), has(&hall, id)), (3, before));
    browser.follow(&hall, &format!("/bookings/new?service=ausweis&from={DAY}"));
    assert!(browser.page.contains(&format!("at={DAY}T0850Z")), "before it is free");
    for time in ["0900", "1000", "1125"] {
        assert!(!browser.page.contains(&format!("at={DAY}T{time}Z")), "{time} is blocked");
    }
    assert!(browser.page.contains(&format!("at={DAY}T1130Z")), "after it is free");
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let hall = Hall::open("absence-wrong");
    let mut browser = supervisor(&hall);
    for (asked, said) in [
        ("", "Bitte wählen Sie aus der Liste."),
        ("whom=one:niemand&from-day=2026-03-12", "Bitte wählen Sie aus der Liste."),
        ("whom=all&from-day=morgen", "Bitte geben Sie den ersten Tag an"),
        ("whom=all&from-day=2026-03-12&from-time=halb", "Bitte geben Sie den ersten Tag an"),
        ("whom=all&from-day=2026-03-12&until-day=2026-03-11", "Das Ende liegt vor dem Anfang"),
        ("whom=all&from-day=2026-03-12&from-time=10:00&until-time=09:00", "Das Ende liegt vor dem Anfang"),
        ("whom=all&from-day=2026-03-12&until-day=9999-01-01", "Das Ende liegt vor dem Anfang"),
        ("whom=all&from-day=%2B262142-12-31", "Bitte geben Sie den ersten Tag an"),
    ] {
        browser.follow(&hall, &format!("/absences/look?{asked}"));
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
        browser.reads(said);
    }
    browser.reads("value=\"all\" selected");
    assert_eq!(absences(&hall), 0);
}

/// The rest of the time is offered to those who wait, and whoever comes late is welcome all the same.
#[test]
fn the_time_of_who_does_not_come_is_somebody_elses() {
    let mut config = made_up_town();
    config.sites[0].pools.iter_mut().for_each(|pool| pool.seats = Some(1));
    let hall = Hall::of("missed", config);
    let mut browser = supervisor(&hall);
    let family = vec![Matter { service: "ausweis".into(), persons: 6 }];
    let wish = Wish { matters: family, ..Wish::of("ausweis", Channel::Staff) };
    let starts_at = hall.now() + TimeDelta::minutes(5);
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: None };
    let StoredAnswer::Booking { booking: id } = hall.commits_as("clerk:1", OWN, act) else {
        panic!("it is booked")
    };
    let state = |id: u64| booking(&hall, BookingId(id)).state;
    hall.passes(TimeDelta::minutes(15));
    assert_eq!(state(id), State::Confirmed, "the grace is not over");
    browser.follow(&hall, "/infopoint");
    assert!(!browser.page.contains("Frei geworden"));
    hall.passes(TimeDelta::minutes(1));
    assert_eq!(state(id), State::Missed);
    browser.follow(&hall, "/infopoint");
    browser.reads("Frei geworden");
    // It was at five past ten in Berlin, and it is sixteen past.
    browser.reads("<strong>10:20</strong> Personalausweis");
    let offer = browser.page.split("/bookings/new/who?").nth(1).expect("it is offered");
    let offer = offer.split('"').next().expect("one at least").replace("&amp;", "&").replace("&#38;", "&");
    browser.follow(&hall, &format!("/bookings/new/who?{offer}"));
    let fields = ["key", "service", "at"].map(|name| (name, browser.field("/bookings/new/who", name)));
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain([("name", "Hans")]).collect();
    browser.posts(&hall, "/bookings/new/who", &fields);
    browser.reads("Der Termin ist gebucht.");

    browser.follow(&hall, &format!("/bookings/{id}"));
    browser.reads("versäumt");
    browser.presses(&hall, &format!("/bookings/{id}/check-in"));
    browser.reads("Nummer <strong>A001</strong>");
    assert_eq!(state(id), State::CheckedIn);
    browser.follow(&hall, "/infopoint");
    assert!(!browser.page.contains("10:20</strong> Personalausweis"), "it is taken");
}

/// One of them gives a visit to the other, at the same time: everybody hears of it once.
#[test]
fn a_clerk_hands_a_booking_over() {
    let Some(mailbox) = Mailbox::start("a_clerk_hands_a_booking_over") else { return };
    let hall = Hall::of("absence-hand-over", two_clerks(&mailbox.address));
    let id = books(&hall, at(DAY, "11:00"), "Olena");
    for _ in 0..2 {
        mailbox.receives();
    }
    let from = has(&hall, id);
    let to = if from == ANNA { BERT } else { ANNA };
    let mut browser = clerk(&hall);
    let hand_over = format!("/bookings/{}/hand-over", id.0);
    browser.follow(&hall, &format!("/bookings/{}", id.0));
    browser.reads(&format!("Statt {from}"));
    let key = browser.field(&hand_over, "key");
    browser.posts(&hall, &hand_over, &[("key", &key), ("from", &from), ("to", "")]);
    assert_eq!(has(&hall, id), from, "nobody was chosen");
    browser.posts(&hall, &hand_over, &[("key", &key), ("from", &from), ("to", to)]);
    assert_eq!((has(&hall, id), booking(&hall, id).starts_at), (to.to_owned(), at(DAY, "11:00")));
    let mut told: Vec<String> = (0..3)
        .map(|_| mailbox.receives()["to"][0]["address"].as_str().expect("an address").to_owned())
        .collect();
    told.sort();
    assert_eq!(told, ["olena@haus.example", "schalter-1@amt.example", "schalter-2@amt.example"]);
    mailbox.stays_empty(&hall);

    // Who has somebody else then takes nothing over.
    let other = books(&hall, at(DAY, "11:00"), "Hans");
    browser.follow(&hall, &format!("/bookings/{}", id.0));
    assert!(!browser.page.contains("weitergeben"), "nobody has time");
    let fields = [("key", "key-of-a-hand-over"), ("from", to), ("to", from.as_str())];
    browser.posts(&hall, &hand_over, &fields);
    browser.reads("kern-alert");
    assert_eq!((has(&hall, id), has(&hall, other)), (to.to_owned(), from));
}

/// A clerk keeps an hour free, and shuts nobody else's.
#[test]
fn a_clerk_blocks_an_hour_and_no_house() {
    let hall = Hall::of("absence-of-a-clerk", two_clerks("127.0.0.1:1"));
    let mut browser = clerk(&hall);
    browser.follow(&hall, &format!("/bookings?with={ANNA}"));
    browser.reads("Zeiten sperren");
    looks(&mut browser, &hall, "all", DAY, "");
    browser.reads("Bitte wählen Sie aus der Liste.");
    looks(&mut browser, &hall, "pool:buergerbuero", DAY, "");
    browser.reads("Bitte wählen Sie aus der Liste.");
    let hour = format!("whom=one:{ANNA}&from-day={DAY}&from-time=10:00&until-time=11:00");
    browser.follow(&hall, &format!("/absences/look?{hour}"));
    saves(&mut browser, &hall);
    assert_eq!(absences(&hall), 1);
    assert!(!browser.page.contains("Aus anderen Programmen"), "files of the personnel are not for clerks");
    assert!(!browser.page.contains("/absences/withdraw"), "nor are the absences of others");
    browser.posts(&hall, "/absences/withdraw", &[("key", "key-of-a-return"), ("absence", "1")]);
    assert_eq!((browser.status, absences(&hall)), (StatusCode::FORBIDDEN, 1));
}
