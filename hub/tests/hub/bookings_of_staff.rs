//! Bookings on the staff's pages: made for whoever calls, found, checked in, moved and cancelled, and the
//! letters that follow.

use axum::http::{Request, StatusCode, header};
use calendar::{Booking, State};
use chrono::TimeDelta;
use hub::config::made_up_town;
use hub::rights::Role;

use crate::booking_site::{NO_MAIL_SERVER, with_mail};
use crate::browser::Browser;
use crate::hall::{Hall, OTHER, OWN};
use crate::mailbox::Mailbox;

const NEW: &str = "/bookings/new?service=ausweis";
const WHO: &str = "/bookings/new/who";

pub fn logged_in(hall: &Hall, role: Role) -> Browser {
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, role)));
    browser
}

/// Where the times of a page lead.
fn times_on(browser: &Browser) -> Vec<String> {
    let links = browser.page.split("class=\"time\" href=\"").skip(1);
    let links = links.map(|rest| rest.split('"').next().expect("split gives one at least"));
    links.map(|link| link.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// Books the `n`th time there is.
pub fn books(browser: &mut Browser, hall: &Hall, n: usize, fields: &[(&str, &str)]) -> u64 {
    browser.follow(hall, NEW);
    let at = times_on(browser).swap_remove(n);
    browser.follow(hall, &at);
    let kept: Vec<(&str, String)> = ["key", "service", "persons", "form", "at"]
        .into_iter()
        .map(|field| (field, browser.field(WHO, field)))
        .collect();
    let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
    browser.posts(hall, WHO, &all);
    last(hall).id.0
}

fn last(hall: &Hall) -> Booking {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").clone()
}

fn booking(hall: &Hall, id: u64) -> Booking {
    let sites = hall.running.desk.sites();
    sites[OWN].bookings().booking(calendar::BookingId(id)).expect("it is known").clone()
}

fn key(hall: &Hall) -> String {
    format!("key-of-a-form-{}", hall.fresh())
}

#[test]
fn the_infopoint_books_for_somebody_on_the_telephone() {
    let hall = Hall::open("staff-books");
    let mut browser = logged_in(&hall, Role::Infopoint);
    let id = books(&mut browser, &hall, 20, &[("name", "Erika Müller"), ("phone", "06203 123")]);
    assert_eq!(browser.status, StatusCode::OK);
    browser.reads("Der Termin ist gebucht.");
    browser.reads("Erika Müller");
    browser.reads("06203 123");
    browser.reads("Ein biometrisches Foto");
    let booked = booking(&hall, id);
    assert_eq!((booked.state, booked.channel), (State::Confirmed, calendar::wish::Channel::Infopoint));
    let code = hall.running.desk.sites()[OWN].booking_code(booked.id);
    let code = hub::links::grouped(&code);
    browser.reads(&code);
    browser.follow(&hall, &format!("/bookings/{id}/slip"));
    browser.reads(&code);
    browser.reads("<svg class=\"qr\"");
    assert!(!browser.page.contains("Erika"), "paper is left lying about");
    browser.follow(&hall, "/bookings");
    browser.reads("Erika Müller");
}

/// Who serves a matter may always book it, and the infopoint may not what needs a talk first.
#[test]
fn what_needs_a_talk_first_is_booked_by_clerks_alone() {
    let mut config = made_up_town();
    let ausweis = config.sites[0].services.iter_mut().find(|service| service.id == "ausweis");
    ausweis.expect("it is there").call_first = true;
    let hall = Hall::of("staff-talks", config);
    let mut infopoint = logged_in(&hall, Role::Infopoint);
    infopoint.follow(&hall, NEW);
    infopoint.reads("nur sie kann den Termin buchen");
    assert!(times_on(&infopoint).is_empty());
    let mut clerk = logged_in(&hall, Role::Clerk);
    books(&mut clerk, &hall, 0, &[("name", "Erika")]);
    clerk.reads("Der Termin ist gebucht.");
}

/// Seats kept for what cannot wait are found by whoever of the staff says so, and by nobody else.
#[test]
fn what_cannot_wait_gets_the_seats_that_are_kept_for_it() {
    let mut config = made_up_town();
    for pool in &mut config.sites[0].pools {
        (pool.seats, pool.urgent) = (Some(1), 1);
    }
    let hall = Hall::of("staff-urgent", config);
    let mut browser = logged_in(&hall, Role::Infopoint);
    browser.follow(&hall, NEW);
    browser.reads("Es ist eilig");
    assert!(times_on(&browser).is_empty(), "all seats are kept");
    browser.follow(&hall, &format!("{NEW}&urgent=1"));
    let at = times_on(&browser).swap_remove(3);
    browser.follow(&hall, &at);
    browser.reads(", eilig");
    let kept =
        ["key", "service", "persons", "form", "at", "urgent"].map(|field| (field, browser.field(WHO, field)));
    let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
    browser.posts(&hall, WHO, &kept.chain([("name", "Erika Müller")]).collect::<Vec<_>>());
    browser.reads("Der Termin ist gebucht.");
    assert!(last(&hall).urgent);
}

/// Where nothing is kept, nobody is asked.
#[test]
fn nobody_is_asked_whether_it_is_urgent_for_nothing() {
    let hall = Hall::open("staff-not-urgent");
    let mut browser = logged_in(&hall, Role::Infopoint);
    browser.follow(&hall, NEW);
    assert!(!times_on(&browser).is_empty());
    assert!(!browser.page.contains("Es ist eilig"));
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost() {
    let hall = Hall::of("staff-wrong", with_mail(NO_MAIL_SERVER));
    let mut browser = logged_in(&hall, Role::Infopoint);
    browser.follow(&hall, &format!("{NEW}&persons=3"));
    let at = times_on(&browser).swap_remove(5);
    for (name, phone, mail, said) in [
        ("", "06203 123", "erika@haus.example", "Bitte geben Sie den Namen ein, mit höchstens 100 Zeichen."),
        ("Erika", "keins", "erika@haus.example", "Das ist keine Telefonnummer."),
        ("Erika", "06203 123", "erika@", "Diese Adresse ist nicht vollständig."),
    ] {
        browser.follow(&hall, &at);
        let kept = ["service", "persons", "form", "at"].map(|field| (field, browser.field(WHO, field)));
        assert_eq!(kept[1].1, "3");
        let key = key(&hall);
        let typed = [("name", name), ("phone", phone), ("mail", mail), ("language", "uk"), ("key", &key)];
        let all: Vec<(&str, &str)> =
            kept.iter().map(|(field, value)| (*field, value.as_str())).chain(typed).collect();
        browser.posts(&hall, WHO, &all);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        browser.reads(said);
        for value in [name, phone, mail].iter().filter(|value| !value.is_empty()) {
            browser.reads(&format!("value=\"{value}\""));
        }
        browser.reads("<option value=\"uk\" lang=\"uk\" selected>");
        assert_eq!(browser.field(WHO, "persons"), "3");
        assert_eq!(browser.field(WHO, "at"), kept[3].1);
    }
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().count(), 0);
    for path in ["/bookings/7", "/bookings/x", "/bookings/new/who", "/bookings/new/who?service=ausweis&at=x"]
    {
        browser.follow(&hall, path);
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
    }
    browser.follow(&hall, "/bookings?day=gestern&with=niemand");
    browser.reads("An diesem Tag gibt es keine Termine.");
}

/// Nothing that was spelled on the telephone is spelled twice.
#[test]
fn a_time_that_has_gone_keeps_what_was_typed() {
    let mut config = made_up_town();
    config.sites[0].pools.iter_mut().for_each(|pool| pool.seats = Some(1));
    let hall = Hall::of("staff-gone", config);
    let (mut one, mut other) = (logged_in(&hall, Role::Infopoint), logged_in(&hall, Role::Infopoint));
    one.follow(&hall, NEW);
    let at = times_on(&one).swap_remove(3);
    for browser in [&mut one, &mut other] {
        browser.follow(&hall, &at);
    }
    let sends = |browser: &mut Browser, name: &str, at: Option<&str>| {
        let kept = ["key", "service", "persons", "form", "at"].map(|field| browser.field(WHO, field));
        let [key, service, persons, form, chosen] = &kept;
        let at = at.unwrap_or(chosen);
        let fields = [("key", key), ("service", service), ("persons", persons), ("form", form)];
        let fields = fields.map(|(field, value)| (field, value.as_str()));
        let all: Vec<(&str, &str)> = fields.into_iter().chain([("at", at), ("name", name)]).collect();
        browser.posts(&hall, WHO, &all);
    };
    sends(&mut one, "Erika", None);
    one.reads("Der Termin ist gebucht.");
    sends(&mut other, "Hans", None);
    assert_eq!(other.status, StatusCode::CONFLICT);
    other.reads("Diese Zeit ist nicht mehr frei.");
    other.reads("value=\"Hans\"");
    let next = other.page.split("<option value=\"2026-").nth(1).expect("others are offered");
    let next = format!("2026-{}", next.split('"').next().expect("one at least"));
    sends(&mut other, "Hans", Some(&next));
    other.reads("Der Termin ist gebucht.");
}

#[test]
fn a_form_that_is_sent_twice_is_one_booking() {
    let hall = Hall::open("staff-twice");
    let mut browser = logged_in(&hall, Role::Infopoint);
    let key = key(&hall);
    browser.follow(&hall, NEW);
    let at = times_on(&browser).swap_remove(4);
    let at = at.split("at=").nth(1).expect("the time");
    for _ in 0..3 {
        let fields = [("key", key.as_str()), ("service", "ausweis"), ("at", at), ("name", "Erika")];
        browser.posts(&hall, WHO, &fields);
        browser.reads("Der Termin ist gebucht.");
    }
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().count(), 1);
}

#[test]
fn a_booking_is_checked_in_moved_and_cancelled() {
    let hall = Hall::open("staff-acts");
    let mut browser = logged_in(&hall, Role::Supervisor);
    let id = books(&mut browser, &hall, 2, &[("name", "Erika")]);
    let before = booking(&hall, id);
    let path = format!("/bookings/{id}");
    browser.follow(&hall, &format!("{path}/move"));
    let later = times_on(&browser).pop().expect("there is a later one");
    browser.follow(&hall, &later);
    browser.reads("Uhr verlegen?");
    assert_eq!(booking(&hall, id).starts_at, before.starts_at, "a link moves nothing");
    let (key_of, at) =
        (browser.field(&format!("{path}/move"), "key"), browser.field(&format!("{path}/move"), "at"));
    browser.posts(&hall, &format!("{path}/move"), &[("key", &key_of), ("at", &at)]);
    let moved = booking(&hall, id);
    assert!(moved.starts_at > before.starts_at && moved.revision == 1);
    browser.follow(&hall, "/bookings");
    browser.reads("verlegt auf");
    browser.follow(&hall, &format!("/bookings?day={}", moved.starts_at.date_naive()));
    browser.reads("Erika");

    browser.follow(&hall, &format!("{path}/cancel"));
    browser.reads("wirklich absagen?");
    assert_eq!(booking(&hall, id), moved, "a link cancels nothing");
    browser.presses(&hall, &format!("{path}/cancel"));
    browser.reads("abgesagt");
    assert_eq!(booking(&hall, id).state, State::Cancelled);
    browser.posts(&hall, &format!("{path}/move"), &[("key", &key(&hall)), ("at", &at)]);
    browser.reads("Dieser Termin wurde abgesagt.");

    let today = books(&mut browser, &hall, 0, &[("name", "Hans")]);
    browser.follow(&hall, "/bookings");
    browser.presses(&hall, &format!("/bookings/{today}/check-in"));
    browser.reads("Nummer <strong>A001</strong>");
    browser.reads("Zettel mit Nummer A001 drucken");
    assert_eq!(booking(&hall, today).state, State::CheckedIn);
    browser.follow(&hall, "/infopoint");
    browser.reads("A001");
    browser.posts(&hall, &format!("/bookings/{today}/cancel"), &[("key", &key(&hall))]);
    browser.reads("Dieser Termin ist schon angemeldet.");
}

#[test]
fn bookings_are_found_by_name_code_and_time() {
    let hall = Hall::open("staff-search");
    let mut browser = logged_in(&hall, Role::Infopoint);
    let today = books(&mut browser, &hall, 20, &[("name", "Erika Müller")]);
    browser.follow(&hall, NEW);
    let last_time = times_on(&browser).len() - 1;
    let later = books(&mut browser, &hall, last_time, &[("name", "Hans-Peter MÜLLER")]);
    let finds = |browser: &mut Browser, sought: &str| {
        browser.posts(&hall, "/bookings", &[("key", "k0000001"), ("q", sought)]);
        assert_eq!(browser.status, StatusCode::OK);
        [today, later].map(|id| browser.page.contains(&format!("id=\"open-{id}\"")))
    };
    assert_eq!(finds(&mut browser, "müller"), [true, true]);
    assert_eq!(finds(&mut browser, "müller hans"), [false, true]);
    assert_eq!(finds(&mut browser, "Elefant"), [false, false]);
    browser.reads("Dazu gibt es keinen Termin.");
    let zone = chrono_tz::Europe::Berlin;
    let at = booking(&hall, today).starts_at.with_timezone(&zone).format("%H:%M").to_string();
    assert_eq!(finds(&mut browser, &at), [true, false]);
    let code = hall.running.desk.sites()[OWN].booking_code(calendar::BookingId(later));
    assert_eq!(finds(&mut browser, &code.to_lowercase()), [false, false]);
    assert_eq!(browser.at, format!("/bookings/{later}"), "a code leads to its booking");
    browser.reads("Hans-Peter MÜLLER");
}

/// A clerk says whose bookings they are, and is shown those alone; and finds everybody's, because in a small
/// town hall whoever has time helps out.
#[test]
fn a_clerk_is_shown_the_bookings_of_one_resource_and_finds_those_of_all() {
    let hall = Hall::open("staff-clerk");
    let mut infopoint = logged_in(&hall, Role::Infopoint);
    let id = books(&mut infopoint, &hall, 20, &[("name", "Erika Müller")]);
    let has_it = booking(&hall, id).seats[0].resource.clone();
    let mut clerk = logged_in(&hall, Role::Clerk);
    clerk.follow(&hall, "/bookings");
    clerk.reads("Bitte wählen Sie unter „Bei“ Ihre Termine aus.");
    assert!(!clerk.page.contains("Erika"));
    clerk.posts(&hall, "/bookings", &[("key", "k0000001"), ("q", "Müller")]);
    clerk.reads("Erika Müller");
    for n in 1..=3 {
        let resource = format!("buergerbuero-{n}");
        clerk.follow(&hall, &format!("/bookings?with={resource}"));
        assert_eq!(clerk.page.contains("Erika Müller"), resource == has_it, "{resource}");
        clerk.posts(&hall, "/bookings", &[("key", "k0000001"), ("q", "Müller"), ("with", &resource)]);
        clerk.reads("Erika Müller");
    }
    let at =
        booking(&hall, id).starts_at.with_timezone(&chrono_tz::Europe::Berlin).format("%H:%M").to_string();
    clerk.posts(&hall, "/bookings", &[("key", "k0000001"), ("q", &at)]);
    clerk.reads("Erika Müller");
    clerk.posts(&hall, "/bookings", &[("key", "k0000001"), ("q", "Elefant")]);
    clerk.reads("Dazu gibt es keinen Termin.");
    clerk.follow(&hall, &format!("/bookings/{id}"));
    clerk.reads("Erika Müller");
}

/// In the hall next to it numbers are drawn all morning; the list has nothing to do with that.
#[test]
fn an_open_list_is_drawn_anew_when_a_booking_of_its_day_changes() {
    let hall = Hall::open("staff-live");
    let mut browser = logged_in(&hall, Role::Infopoint);
    let cookie = browser.cookie.clone().expect("somebody is logged in");
    let mut page = hall.listens(Request::get("/bookings/events").header(header::COOKIE, cookie));
    let mut lists = || page.hears().matches("event: live").count();
    assert_eq!(lists(), 1, "as it is");
    for _ in 0..3 {
        hall.draws();
    }
    assert_eq!(lists(), 0, "numbers are not in it");
    browser.follow(&hall, NEW);
    let last_time = times_on(&browser).len() - 1;
    books(&mut browser, &hall, last_time, &[("name", "Hans")]);
    assert_eq!(lists(), 0, "that is days away");
    let id = books(&mut browser, &hall, 20, &[("name", "Erika")]);
    assert_eq!(lists(), 1, "somebody comes today");
    browser.posts(&hall, &format!("/bookings/{id}/cancel"), &[("key", &key(&hall))]);
    assert_eq!(lists(), 1, "and does not, after all");
}

#[test]
fn no_site_shows_who_comes_to_another() {
    let hall = Hall::with_two_sites("staff-sites");
    let mut browser = logged_in(&hall, Role::Supervisor);
    browser.follow(&hall, &format!("/at/{OTHER}/bookings"));
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    let mut county = logged_in(&hall, Role::CountyAdmin);
    county.follow(&hall, &format!("/at/{OTHER}/bookings"));
    county.reads(&format!("href=\"/at/{OTHER}/bookings/new\""));
    assert_eq!(county.status, StatusCode::OK);
}

#[test]
fn each_act_of_the_staff_is_one_letter() {
    let Some(mailbox) = Mailbox::start("each_act_of_the_staff_is_one_letter") else { return };
    let hall = Hall::of("staff-letters", with_mail(&mailbox.address));
    let mut browser = logged_in(&hall, Role::Infopoint);
    browser.follow(&hall, NEW);
    let last_time = times_on(&browser).len() - 1;
    let fields = [("name", "Erika Müßig"), ("mail", "erika@haus.example"), ("language", "en")];
    let id = books(&mut browser, &hall, last_time, &fields);
    assert_eq!(booking(&hall, id).state, State::Confirmed, "the staff vouches for the address");
    let confirmed = mailbox.receives();
    assert_eq!(confirmed["to"][0]["address"], "erika@haus.example");
    assert_eq!(confirmed["files"][0]["contentType"], "text/calendar");
    assert!(confirmed["text"].as_str().expect("text").contains("Erika Müßig"), "{confirmed}");
    mailbox.stays_empty(&hall);
    browser.follow(&hall, &format!("/bookings/{id}"));
    browser.reads("Bestätigung: verschickt");

    let path = format!("/bookings/{id}");
    browser.follow(&hall, &format!("{path}/move"));
    let at = times_on(&browser).swap_remove(30);
    let at = at.split("at=").nth(1).expect("the time").to_owned();
    browser.posts(&hall, &format!("{path}/move"), &[("key", &key(&hall)), ("at", &at)]);
    let moved = mailbox.receives();
    assert!(moved["files"][0]["text"].as_str().expect("text").contains("SEQUENCE:1"), "{moved}");
    browser.posts(&hall, &format!("{path}/cancel"), &[("key", &key(&hall))]);
    let cancelled = mailbox.receives();
    assert!(cancelled["files"][0]["text"].as_str().expect("text").contains("STATUS:CANCELLED"));
    mailbox.stays_empty(&hall);
}

#[test]
fn a_letter_that_was_refused_is_seen_by_the_staff() {
    let Some(mut mailbox) = Mailbox::start("a_letter_that_was_refused_is_seen_by_the_staff") else { return };
    let hall = Hall::of("staff-refused", with_mail(&mailbox.address));
    let mut browser = logged_in(&hall, Role::Infopoint);
    mailbox.is_asked_to_answer("later");
    let fields = [("name", "Erika"), ("mail", "nobody@haus.example")];
    let id = books(&mut browser, &hall, 20, &fields);
    mailbox.stays_empty(&hall);
    browser.follow(&hall, "/bookings");
    browser.reads("E-Mail wartet");
    mailbox.is_asked_to_answer("never");
    hall.passes(TimeDelta::minutes(2));
    mailbox.stays_empty(&hall);
    browser.follow(&hall, "/bookings");
    browser.reads("E-Mail nicht zustellbar");
    browser.follow(&hall, &format!("/bookings/{id}"));
    browser.reads("Diese E-Mail-Adresse gibt es nicht.");
    browser.reads("550 5.1.1");
}
