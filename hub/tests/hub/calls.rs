//! Appointments by telephone and by video: chosen where the town offers them, and nobody waits in the hall.

use axum::http::StatusCode;
use calendar::bookings::State;
use calendar::wish::Form;
use calendar::{Booking, Command};
use chrono::TimeDelta;
use hub::config::{Config, MADE_UP_TOWN};
use hub::desk::{Act, NotDone, Order};
use hub::rights::Role;
use hub::store::{self, DayKeys};

use crate::booking_site::mail_config;
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const PATH: &str = "/termine/de/rathaus/fuehrungszeugnis";
const JITSI: &str = "[video]\njitsi = \"https://meet.musterstadt.example\"\n";

/// The made-up town, which offers one matter in all three forms, with more in its file.
pub fn town(more: &str) -> Config {
    let (all, some) = ("forms = [\"in-person\", \"phone\", \"video\"]", "forms = [\"in-person\", \"phone\"]");
    let (start, rest) = MADE_UP_TOWN.rsplit_once(some).expect("one matter is done on the telephone");
    let text = format!("{start}{all}{rest}\n{more}");
    Config::parse("hub.toml", &text).expect("the town is in order")
}

pub fn times_on(browser: &Browser) -> Vec<String> {
    let links = browser.page.split("class=\"time\" href=\"").skip(1);
    let links = links.map(|rest| rest.split('"').next().expect("split gives one at least"));
    links.map(|link| link.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

/// Fills in the form a chosen time leads to, as the page has it.
pub fn sends(browser: &mut Browser, hall: &Hall, at: &str, fields: &[(&str, &str)]) {
    browser.follow(hall, at);
    let path = at.split('?').next().expect("split gives one at least").to_owned();
    let kept = ["key", "form"].map(|field| (field, browser.field(&path, field)));
    let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
    browser.posts(hall, &path, &all);
}

pub fn last(hall: &Hall) -> Booking {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").clone()
}

pub fn journal(hall: &Hall) -> String {
    let db = store::connect(&hall.database()).expect("it can be read");
    let mut select = db.prepare("select actor || event from journal").expect("it can be asked");
    let events = select.query_map([], |row| row.get::<_, String>(0)).expect("it answers");
    events.map(|event| event.expect("a row")).collect()
}

#[test]
fn a_citizen_is_called_and_asked_for_a_number_only_then() {
    let hall = Hall::of("calls-phone", town(""));
    let mut browser = Browser::default();
    browser.follow(&hall, PATH);
    browser.reads("Wie soll der Termin stattfinden?");
    assert!(!browser.page.contains("Per Video"), "there is no place to meet by video");
    let in_person = times_on(&browser).swap_remove(30);
    browser.follow(&hall, &in_person);
    assert!(!browser.page.contains("Telefonnummer"), "nobody needs it");
    sends(&mut browser, &hall, &in_person, &[("name", "Erika"), ("phone", "06203 123")]);
    let contact = |booking: &Booking| {
        let db = store::connect(&hall.database()).expect("it can be read");
        let keys = DayKeys::beside(&hall.database());
        store::contact(&db, &keys, OWN, booking.id).expect("it can be read").expect("it is kept")
    };
    assert_eq!(contact(&last(&hall)).phone, None, "what was not asked for is not kept");

    browser.follow(&hall, &format!("{PATH}?form=phone"));
    let at = times_on(&browser).swap_remove(2);
    for phone in ["", "keins"] {
        sends(&mut browser, &hall, &at, &[("name", "Hans"), ("phone", phone)]);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{phone:?}");
        browser.reads("Bitte geben Sie eine Telefonnummer ein.");
        browser.reads("value=\"Hans\"");
    }
    sends(&mut browser, &hall, &at, &[("name", "Hans"), ("phone", "06203 123-45")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    browser.reads("Wir rufen Sie zu dieser Zeit an.");
    assert!(!browser.page.contains("melden Sie sich an"), "there is nothing to check in to");
    let booking = last(&hall);
    assert_eq!(booking.form, Form::Phone);
    assert_eq!(contact(&booking).phone.as_deref(), Some("06203 123-45"));
    assert!(!journal(&hall).contains("06203"));
    browser.follow(&hall, &format!("{}/termin.ics", browser.at.trim_end_matches("/de")));
    browser.reads("LOCATION:Am Telefon");

    // One room is quiet, and three clerks are there for who comes.
    let after = at.split('?').next().expect("split gives one at least");
    browser.follow(&hall, &format!("{PATH}?form=phone"));
    assert!(!times_on(&browser).iter().any(|time| time.starts_with(after)), "one line, one talk");
    browser.follow(&hall, PATH);
    assert!(times_on(&browser).iter().any(|time| time.starts_with(after)));
}

/// Whom a clerk calls does not fail to come. Whether the talk took place is said by the staff.
#[test]
fn a_call_is_not_missed_and_makes_no_number() {
    let hall = Hall::of("calls-outcome", town(JITSI));
    let mut browser = Browser::default();
    let mut calls = Vec::new();
    for (form, phone) in [("phone", "06203 1"), ("video", ""), ("in-person", "")] {
        browser.follow(&hall, &format!("{PATH}?form={form}"));
        let at = times_on(&browser).swap_remove(1);
        sends(&mut browser, &hall, &at, &[("name", "Erika"), ("phone", phone)]);
        browser.reads("Ihr Termin ist fest vereinbart.");
        calls.push(last(&hall));
    }
    hall.passes(TimeDelta::minutes(40));
    let state =
        |n: usize| hall.running.desk.sites()[OWN].bookings().booking(calls[n].id).expect("known").state;
    assert_eq!([state(0), state(1), state(2)], [State::Confirmed, State::Confirmed, State::Missed]);
    let act = Act::CheckIn { booking: calls[0].id, needs: queue::Needs::NONE, language: None };
    let order = Order { site: OWN.into(), actor: "kiosk:eingang".into(), key: None, act };
    let refused = hall.running.desk.commit_blocking(order).expect_err("nobody is in the hall");
    assert!(matches!(refused, NotDone::Refused { ref code, .. } if code == "not-in-person"), "{refused:?}");

    let mut staff = Browser::default();
    staff.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Infopoint)));
    staff.follow(&hall, "/bookings");
    for call in &calls[..2] {
        assert!(!staff.page.contains(&format!("id=\"check-in-{}\"", call.id.0)), "{}", staff.page);
    }
    let paths = [0, 1, 2].map(|n: usize| format!("/bookings/{}", calls[n].id.0));
    staff.follow(&hall, &paths[0]);
    staff.reads("Gespräch hat stattgefunden");
    let says = |staff: &mut Browser, path: &str, outcome: &str| {
        let key = format!("key-of-a-form-{}", hall.fresh());
        staff.posts(&hall, &format!("{path}/outcome"), &[("key", &key), ("outcome", outcome)]);
    };
    says(&mut staff, &paths[0], "held");
    staff.reads("hat stattgefunden");
    says(&mut staff, &paths[1], "not-reached");
    staff.reads("nicht erreicht");
    says(&mut staff, &paths[2], "held");
    assert!(staff.status.is_client_error(), "whoever comes is checked in");
    says(&mut staff, &paths[1], "danced");
    assert!(staff.status.is_client_error());
    assert_eq!([state(0), state(1), state(2)], [State::CheckedIn, State::Missed, State::Missed]);
    assert!(hall.running.desk.sites()[OWN].day.tickets().is_empty(), "no number was given");
}

#[test]
fn who_meets_by_video_has_a_room_of_their_own() {
    let Some(mailbox) = Mailbox::start("who_meets_by_video_has_a_room_of_their_own") else { return };
    let hall = Hall::of("calls-video", town(&format!("{JITSI}{}", mail_config(&mailbox.address))));
    let mut browser = Browser::default();
    let room = |page: &str| {
        let at = page.find("https://meet.musterstadt.example/").expect("a link");
        let room = page[at..].split(|c: char| c.is_whitespace() || c == '"').next();
        room.expect("split gives one at least").to_owned()
    };
    let mut books = |name: &str| {
        browser.follow(&hall, &format!("{PATH}?form=video"));
        // Within the hour nobody has to confirm.
        let at = times_on(&browser).swap_remove(4);
        sends(&mut browser, &hall, &at, &[("name", name), ("mail", &format!("{name}@haus.example"))]);
        browser.reads("Öffnen Sie zu dieser Zeit den Link.");
        (browser.at.clone(), room(&browser.page))
    };
    let ((own, first), (_, second)) = (books("erika"), books("hans"));
    assert_ne!(first, second);
    assert_eq!(first.rsplit('/').next().map(str::len), Some(26), "130 bits are not guessed: {first}");
    let letter = mailbox.receives();
    assert!(letter["text"].as_str().expect("text").contains(&first), "{letter}");
    let file = letter["files"][0]["text"].as_str().expect("text").replace("\r\n ", "");
    assert!(file.contains(&format!("LOCATION:{first}")), "{file}");
    assert!(!journal(&hall).contains(first.rsplit('/').next().expect("the room")));
    mailbox.receives();
    browser.follow(&hall, &format!("{own}/cancel"));
    browser.types(&hall, &[]);
    browser.reads("Dieser Termin ist abgesagt.");
    assert!(!browser.page.contains(&first), "nobody meets there");
    assert!(!mailbox.receives().to_string().contains(&first));
}

#[test]
fn what_is_by_video_alone_is_not_offered_where_nobody_can_meet() {
    let only = |more: &str| {
        let mut config = town(more);
        let services = &mut config.sites[0].services;
        let service = services.iter_mut().find(|service| service.id == "fuehrungszeugnis");
        service.expect("it is there").forms = [Form::Video].into();
        config
    };
    let hall = Hall::of("calls-nowhere", only(""));
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de");
    assert!(!browser.page.contains(PATH), "{}", browser.page);
    browser.follow(&hall, PATH);
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    let hall = Hall::of("calls-somewhere", only(JITSI));
    browser.follow(&hall, PATH);
    let at = times_on(&browser).swap_remove(0);
    assert!(at.contains("?form=video&"), "{at}");
    browser.follow(&hall, "/termine/de/rathaus/fuehrungszeugnis,ausweis");
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "one of the two needs somebody who comes");
}

#[test]
fn whoever_calls_the_infopoint_for_a_call_says_a_number() {
    let hall = Hall::of("calls-staff", town(""));
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Infopoint)));
    browser.follow(&hall, "/bookings/new?service=fuehrungszeugnis&form=phone");
    let at = times_on(&browser).swap_remove(3);
    let who = "/bookings/new/who";
    for (phone, status) in [("", StatusCode::UNPROCESSABLE_ENTITY), ("06203 1", StatusCode::OK)] {
        browser.follow(&hall, &at);
        let kept =
            ["key", "service", "persons", "form", "at"].map(|field| (field, browser.field(who, field)));
        let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
        let all: Vec<(&str, &str)> = kept.chain([("name", "Erika"), ("phone", phone)]).collect();
        browser.posts(&hall, who, &all);
        assert_eq!(browser.status, status, "{phone:?}");
    }
    assert_eq!(last(&hall).form, Form::Phone);
    let command = Command::Miss { booking: last(&hall).id };
    hall.commits_as("clerk:1", OWN, Act::Calendar(command));
}
