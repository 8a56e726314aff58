//! What no page of ours sends, and what people do with old links and odd keyboards: each is answered with a
//! German sentence that says what to do, and nothing is lost or half done.

use std::io::{Read, Write};
use std::net::TcpStream;

use axum::http::StatusCode;
use calendar::{Booking, State};
use chrono::TimeDelta;
use hub::config::made_up_town;
use hub::rights::Role;

use crate::booking_site::{NO_MAIL_SERVER, asks_by_mail, confirms, link_in, times_on, with_mail};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const TIMES: &str = "/termine/de/rathaus/ausweis";
const AT: &str = "/termine/de/rathaus/ausweis/2026-03-12T1000Z";
const KEY: &str = "key=key-of-a-form";

const UNREADABLE: &str = "Ihre Eingabe kam nicht vollständig an";
const INCOMPLETE: &str = "Diese Adresse ist nicht vollständig";
const NO_PAGE: &str = "Diese Seite gibt es nicht";
const NO_BOOKING: &str = "Wir finden diesen Termin nicht";
const NO_NAME: &str = "Bitte geben Sie Ihren Namen ein, mit höchstens 100 Zeichen.";
const NO_ADDRESS: &str = "E-Mail-Adresse ist nicht vollständig";
const PASSED: &str = "Für diese Zeit ist es inzwischen zu spät.";
const NO_TIME: &str = "Zu dieser Zeit gibt es hier keinen Termin mehr.";

fn bookings(hall: &Hall) -> Vec<Booking> {
    hall.running.desk.sites()[OWN].bookings().bookings().cloned().collect()
}

/// German, and nothing of what the hub is made of.
#[track_caller]
fn is_for_people(browser: &Browser, what: &str) {
    assert!(browser.page.contains("<html lang=\"de\""), "{what}: {}", browser.page);
    for technical in ["deserialize", "UTF-8", "Failed", "Invalid", "panicked", "\"code\""] {
        assert!(!browser.page.contains(technical), "{what} says {technical}: {}", browser.page);
    }
}

#[test]
fn forms_that_no_page_sends_book_nothing_and_say_so() {
    let hall = Hall::of("bad-forms", with_mail(NO_MAIL_SERVER));
    let mut browser = Browser::default();
    let long = "x".repeat(60_000);
    let matters = "&persons=1".repeat(1_000);
    for (body, said) in [
        ("", UNREADABLE),
        ("name=Erika", UNREADABLE),
        ("key=kurz&name=Erika", UNREADABLE),
        (&format!("key={long}&name=Erika"), UNREADABLE),
        ("key=0123456789%00&name=Erika", UNREADABLE),
        ("key=0123456789+abc&name=Erika", UNREADABLE),
        (&format!("{KEY}{matters}&name=Erika"), UNREADABLE),
        (&format!("{KEY}&name=Erika&persons=eine"), UNREADABLE),
        (&format!("{KEY}&name=Erika&persons=-1"), UNREADABLE),
        (&format!("{KEY}&name=Erika&persons=70000"), UNREADABLE),
        (&format!("{KEY}&name={long}"), NO_NAME),
        (&format!("{KEY}&name=%00"), NO_NAME),
        (&format!("{KEY}&name=Erika%00Muster"), NO_NAME),
        (&format!("{KEY}&name=Erika%0D%0ABcc:+b@b.example"), NO_NAME),
        // As a page in another alphabet would send "Müller".
        (&format!("{KEY}&name=M%FCller"), NO_NAME),
        (&format!("{KEY}&name=%ED%A0%80"), NO_NAME),
        (&format!("{KEY}&name=Erika&mail=erika@a.example%0ABcc:+b@b.example"), NO_ADDRESS),
        (&format!("{KEY}&name=Erika&mail=erika@a.example%00"), NO_ADDRESS),
        (&format!("{KEY}&name=Erika&mail={long}@a.example"), NO_ADDRESS),
    ] {
        browser.posts_as_it_is(&hall, AT, body.as_bytes().to_vec());
        let what = &body[..body.len().min(60)];
        assert!(browser.status.is_client_error(), "{what}: {}", browser.status);
        is_for_people(&browser, what);
        browser.reads(said);
        assert_eq!(bookings(&hall), [], "{what}");
    }
    browser.posts_as_it_is(&hall, AT, [KEY.as_bytes(), b"&name=M\xFCller"].concat());
    browser.reads(NO_NAME);
    assert_eq!(bookings(&hall), []);

    // The key of all these was used for nothing, and is still good.
    browser.posts_as_it_is(&hall, AT, format!("{KEY}&name=Erika").into_bytes());
    browser.reads("Ihr Termin ist fest vereinbart.");
    assert_eq!(bookings(&hall).len(), 1);
}

#[test]
fn addresses_that_lead_nowhere_say_so() {
    let hall = Hall::open("bad-addresses");
    let mut browser = Browser::default();
    let long = "9".repeat(20_000);
    for (path, status, said) in [
        ("/termine/de/rathaus/aus%00weis", 404, NO_PAGE),
        ("/termine/de/rathaus/aus%FFweis", 400, UNREADABLE),
        ("/termine/%FF/rathaus/ausweis", 400, UNREADABLE),
        (&format!("/termine/de/rathaus/{long}"), 404, NO_PAGE),
        (&format!("{TIMES}/{long}"), 404, NO_PAGE),
        (&format!("{TIMES}?persons=viele"), 400, INCOMPLETE),
        (&format!("{TIMES}?from=2026-02-30"), 400, INCOMPLETE),
        (&format!("{TIMES}?persons=1&persons=2"), 400, INCOMPLETE),
        ("/termine?q=a&q=b", 400, INCOMPLETE),
        ("/ueber/de/rathaus/kontakt?about=a&about=b", 400, INCOMPLETE),
        ("/ueber/de/rathaus/kontakt?about=%00%FF", 200, "Bürgerbüro, Rathausplatz 1"),
        ("/ueber/de/rathaus/impre%00ssum", 404, NO_PAGE),
        ("/ueber/de/%FF/hilfe", 400, UNREADABLE),
        ("/ueber/klingon/rathaus/hilfe", 200, "So vereinbaren Sie einen Termin"),
        ("/B/0000-0000/00000000000000000000000000/de/feedback", 404, NO_BOOKING),
        ("/termine?q=%00%FF", 200, "Dazu haben wir nichts gefunden."),
        (&format!("/termine?q={long}"), 200, "Dazu haben wir nichts gefunden."),
        (&format!("/B/{long}/{long}"), 404, NO_BOOKING),
        ("/B/%00/%00", 404, NO_BOOKING),
        ("/B/%FF/x", 400, UNREADABLE),
        ("/B/0000-0000/00000000000000000000000000/de/cancel", 404, NO_BOOKING),
        (&format!("/T/{long}"), 404, "Wir finden"),
        ("/T/%FF", 400, UNREADABLE),
        (&format!("/ticket?code={long}"), 404, "Wir finden"),
        ("/assets/%FF", 400, UNREADABLE),
    ] {
        browser.follow(&hall, path);
        let what = &path[..path.len().min(60)];
        assert_eq!(browser.status.as_u16(), status, "{what}: {}", browser.page);
        is_for_people(&browser, what);
        browser.reads(said);
    }
}

/// The hub stops reading after some pages' worth; the person still reads a sentence.
#[test]
fn a_name_of_five_megabytes_is_answered_in_german_over_the_wire() {
    let hall = Hall::open("bad-size");
    let name = "x".repeat(5_000_000);
    for (path, kind, body) in [
        (AT, "application/x-www-form-urlencoded", format!("{KEY}&name={name}")),
        ("/api/v1/desk/login", "application/json", format!(r#"{{"name":"{name}","password":""}}"#)),
    ] {
        let mut wire = TcpStream::connect(hall.running.http).expect("the hub listens");
        let long = body.len();
        write!(wire, "POST {path} HTTP/1.1\r\nhost: rathaus.example\r\n").expect("it reads the head");
        write!(wire, "content-type: {kind}\r\ncontent-length: {long}\r\n\r\n").expect("it reads the head");
        wire.write_all(body.as_bytes()).expect("it reads to the end what it does not want");
        let mut answer = String::new();
        let said = match path {
            AT => UNREADABLE,
            _ => "too-large",
        };
        let mut bytes = [0; 16 * 1024];
        while !answer.contains(said) {
            let read = wire.read(&mut bytes).expect("it answers");
            assert!(read > 0, "the answer was only {answer}");
            answer += &String::from_utf8_lossy(&bytes[..read]);
        }
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(bookings(&hall), []);
}

/// Times as others write them: of yesterday, of no clock, and of the hour that the town's clocks leave out.
#[test]
fn times_that_never_come_are_not_booked() {
    let start = "2026-03-28T20:00:00Z".parse().expect("a time");
    let hall = Hall::at(start, "bad-times", made_up_town());
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{TIMES}?from=2026-03-29"));
    for (clock, is_there) in
        [("01:55 Uhr", true), ("02:00 Uhr", false), ("02:55 Uhr", false), ("03:00 Uhr", true)]
    {
        let day = browser.page.split("<details").nth(1).expect("the first day");
        assert_eq!(day.contains(&format!(">{clock}<")), is_there, "{clock} in {day}");
    }
    for (n, (at, said)) in [
        ("2026-03-28T1900Z", PASSED),
        ("1970-01-01T0000Z", NO_PAGE),
        ("2026-03-29T0102Z", NO_TIME),
        ("9999-12-31T2355Z", NO_PAGE),
        // Half past two on that night, as if there were one.
        ("2026-03-29T0230", NO_PAGE),
        ("2026-03-29T0230+0100", NO_PAGE),
        ("2026-03-29T2430Z", NO_PAGE),
    ]
    .into_iter()
    .enumerate()
    {
        browser.posts_as_it_is(&hall, &format!("{TIMES}/{at}"), format!("{KEY}-{n}&name=Erika").into_bytes());
        is_for_people(&browser, at);
        browser.reads(said);
        assert_eq!(bookings(&hall), [], "{at}");
    }
    // The first minute after the gap.
    browser.posts_as_it_is(
        &hall,
        &format!("{TIMES}/2026-03-29T0100Z"),
        format!("{KEY}&name=Erika").into_bytes(),
    );
    browser.reads("Ihr Termin ist fest vereinbart.");
    browser.reads("03:00 Uhr");

    // Somebody is away from an hour that there is not: it begins with the one that comes instead.
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    let away = "whom=all&from-day=2026-03-29&from-time=02:30&until-time=02:45";
    browser.follow(&hall, &format!("/absences/look?{away}"));
    browser.reads("Das Ende liegt vor dem Anfang");
    browser.follow(&hall, &format!("/absences/look?{}", away.replace("02:45", "04:00")));
    browser.reads("03:00 Uhr, bis");
}

#[test]
fn a_newline_in_a_name_or_an_address_writes_to_nobody() {
    let test = "a_newline_in_a_name_or_an_address_writes_to_nobody";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("bad-newlines", with_mail(&mailbox.address));
    let mut citizen = Browser::default();
    let mut staff = Browser::default();
    staff.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Infopoint)));
    let who = "/bookings/new/who";
    let mut sent = 0;
    for (name, mail) in [
        ("Erika%0ABcc:+b@b.example", "erika@a.example"),
        ("Erika%0D%0ABcc:+b@b.example", "erika@a.example"),
        ("Erika%C2%85Bcc:+b@b.example", "erika@a.example"),
        ("Erika", "erika@a.example%0ABcc:+b@b.example"),
        ("Erika", "erika@a.example,b@b.example"),
        ("Erika", "erika@a.example+%3Cb@b.example%3E"),
        ("Erika", "%22erika%0A%22@a.example"),
    ] {
        sent += 1;
        let form = format!("key=key-of-form-{sent}&name={name}&mail={mail}");
        citizen.posts_as_it_is(&hall, AT, form.clone().into_bytes());
        assert_eq!(citizen.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        citizen.reads("Bitte prüfen Sie Ihre Angaben.");
        staff.posts_as_it_is(&hall, who, format!("{form}&service=ausweis&at=2026-03-12T1000Z").into_bytes());
        assert_eq!(staff.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(bookings(&hall), []);
    mailbox.stays_empty(&hall);
    // What is odd and still a name is written as it is, and is no second line.
    let odd = "O%27Brien%2C+%3CErika%3E+%22%40%22+%3BBcc%3A+b%40b.example";
    citizen.posts_as_it_is(&hall, AT, format!("{KEY}&name={odd}&mail=erika@a.example").into_bytes());
    citizen.reads("Bitte sehen Sie in Ihr Postfach");
    let letter = mailbox.receives();
    assert_eq!(letter["to"].as_array().map(Vec::len), Some(1), "{letter}");
    assert_eq!(letter["to"][0]["address"], "erika@a.example");
    assert_eq!(letter["to"][0]["name"], "O'Brien, <Erika> \"@\" ;Bcc: b@b.example");
    mailbox.stays_empty(&hall);
}

/// Twice, too late, after somebody cancelled, and after somebody else has the time.
#[test]
fn the_link_of_a_letter_says_how_things_stand_whenever_it_is_pressed() {
    let test = "the_link_of_a_letter_says_how_things_stand_whenever_it_is_pressed";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let mut config = with_mail(&mailbox.address);
    config.sites[0].pools.iter_mut().for_each(|pool| pool.seats = Some(1));
    let hall = Hall::of("bad-links", config);
    let mut browser = Browser::default();
    let state = |n: usize| bookings(&hall)[n].state;
    let presses = |browser: &mut Browser, own: &str, n: u32| {
        let form = format!("key=key-of-press-{n}").into_bytes();
        browser.posts_as_it_is(&hall, &format!("{own}/de/confirm"), form);
        assert_eq!(browser.status, StatusCode::OK);
        is_for_people(browser, own);
    };

    // Twice, by the same press and by another, is once.
    asks_by_mail(&mut browser, &hall, "Erika", "erika@haus.example");
    let own = link_in(&mailbox.receives());
    confirms(&mut browser, &hall, &own);
    let before = bookings(&hall);
    mailbox.receives();
    for n in [1, 1, 2] {
        presses(&mut browser, &own, n);
        browser.reads("Ihr Termin ist fest vereinbart.");
    }
    assert_eq!(bookings(&hall), before);
    mailbox.stays_empty(&hall);

    // After it was cancelled.
    browser.posts_as_it_is(&hall, &format!("{own}/de/cancel"), b"key=key-of-cancel".to_vec());
    browser.reads("Dieser Termin ist abgesagt.");
    mailbox.receives();
    presses(&mut browser, &own, 3);
    browser.reads("Dieser Termin ist abgesagt.");
    assert_eq!(state(0), State::Cancelled);
    mailbox.stays_empty(&hall);

    // Too late, and meanwhile the time is somebody else's.
    asks_by_mail(&mut browser, &hall, "Hans", "hans@haus.example");
    let late = link_in(&mailbox.receives());
    let at = bookings(&hall)[1].starts_at;
    hall.passes(TimeDelta::minutes(61));
    presses(&mut browser, &late, 4);
    browser.reads("Dieser Termin wurde nicht rechtzeitig bestätigt. Die Zeit ist wieder für andere frei.");
    assert_eq!(state(1), State::Lapsed);
    let address = format!("{TIMES}/{}", at.format("%Y-%m-%dT%H%MZ"));
    browser.posts_as_it_is(&hall, &address, b"key=key-of-olena&name=Olena".to_vec());
    browser.reads("Ihr Termin ist fest vereinbart.");
    presses(&mut browser, &late, 5);
    browser.reads("nicht rechtzeitig bestätigt");
    for (act, key) in [("cancel", 6), (&format!("times/{}", at.format("%Y-%m-%dT%H%MZ")), 7)] {
        browser.posts_as_it_is(
            &hall,
            &format!("{late}/de/{act}"),
            format!("key=key-of-press-{key}").into_bytes(),
        );
        browser.reads("nicht rechtzeitig bestätigt");
    }
    assert_eq!((state(1), state(2), bookings(&hall).len()), (State::Lapsed, State::Confirmed, 3));
    assert!(!times_on(&browser, TIMES).contains(&address), "it is Olena's");
}
