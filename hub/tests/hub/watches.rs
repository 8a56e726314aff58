//! Whoever finds no time is told when one becomes free: asked by a letter first, in the order of asking, once
//! for each time, and of no address anything is known when it is over.

use axum::http::StatusCode;
use calendar::bookings::Claim;
use calendar::wish::Channel;
use calendar::{BookingId, Command, Wish};
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::Config;
use hub::desk::Act;
use hub::store::{self, DayKeys, StoredAnswer};
use serde_json::Value;

use crate::booking_site::{NO_MAIL_SERVER, alone, confirms, link_in, with_mail};
use crate::browser::Browser;
use crate::forgetting::{Backup, is_soon_unreadable};
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const ASK: &str = "/termine/de/rathaus/ausweis/watch";
const ADDRESS: &str = "erika@haus.example";
const SENT: &str = "Bitte sehen Sie in Ihr Postfach";
const NOBODYS: &str = "Sie bekommen keine Nachrichten von uns";

fn town(relay: &str) -> Config {
    alone(with_mail(relay))
}

/// Tomorrow at ten, as the town's clocks show it.
fn ten(hall: &Hall) -> DateTime<Utc> {
    hall.now() + TimeDelta::days(1)
}

fn books(hall: &Hall, starts_at: DateTime<Utc>) -> BookingId {
    let wish = Wish::of("ausweis", Channel::Staff);
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: None };
    match hall.commits_as("clerk:1", OWN, act) {
        StoredAnswer::Booking { booking } => BookingId(booking),
        other => panic!("it is booked: {other:?}"),
    }
}

fn cancels(hall: &Hall, booking: BookingId) {
    hall.commits_as("clerk:1", OWN, Act::Calendar(Command::Release { booking }));
}

/// Asks on the page, and reads that a letter is on its way.
fn asks(hall: &Hall, path: &str, mail: &str) {
    asked(hall, path, mail).reads(SENT);
}

fn asked(hall: &Hall, path: &str, mail: &str) -> Browser {
    let mut browser = Browser::default();
    browser.follow(hall, path);
    browser.reads("Sagen Sie mir Bescheid, wenn ein Termin frei wird");
    browser.types(hall, &[("mail", mail), ("until", "2026-03-20"), ("persons", "1")]);
    browser
}

/// The link of a letter that begins like this, without the hub's name and the language.
fn link(letter: &Value, start: &str) -> String {
    let text = letter["text"].as_str().expect("text");
    let line = text.lines().find_map(|line| Some(&line[line.find(start)?..])).expect("the link");
    line.trim().trim_end_matches("/de").to_owned()
}

fn subject(letter: &Value) -> &str {
    letter["subject"].as_str().expect("text")
}

/// Asks, and presses the button of the letter; the link where it is stopped.
fn waits(hall: &Hall, mailbox: &Mailbox, mail: &str) -> String {
    asks(hall, ASK, mail);
    let letter = mailbox.receives();
    assert_eq!(letter["to"][0]["address"], mail);
    assert_eq!(subject(&letter), "Bitte bestätigen: Bescheid, wenn ein Termin frei wird");
    let own = link(&letter, "/W/");
    let mut browser = Browser::default();
    browser.follow(hall, &format!("{own}/de"));
    browser.reads("Möchten Sie bis zum Freitag, 20. März 2026 Bescheid bekommen");
    browser.presses(hall, &format!("{own}/de/confirm"));
    browser.reads("Wir schreiben Ihnen bis zum Freitag, 20. März 2026");
    own
}

#[test]
fn whoever_asked_is_told_of_a_freed_time_and_books_it() {
    let test = "whoever_asked_is_told_of_a_freed_time_and_books_it";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("watch-whole", town(&mailbox.address));
    let (first, second) = (books(&hall, ten(&hall)), books(&hall, ten(&hall) + TimeDelta::minutes(20)));
    asks(&hall, ASK, "hans@haus.example");
    let not_his = link(&mailbox.receives(), "/W/");
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{not_his}/de"));
    cancels(&hall, second);
    mailbox.stays_empty(&hall);

    let own = waits(&hall, &mailbox, ADDRESS);
    mailbox.stays_empty(&hall);
    cancels(&hall, first);
    let letter = mailbox.receives();
    assert_eq!(letter["to"][0]["address"], ADDRESS, "a link that was looked at asks for nothing");
    assert_eq!(subject(&letter), "Ein Termin ist frei geworden: Donnerstag, 12. März 2026, 10:00 Uhr");
    let text = letter["text"].as_str().expect("text");
    assert!(text.contains("ist nicht für Sie reserviert"), "{text}");
    assert_eq!(link(&letter, "/W/"), own);
    mailbox.stays_empty(&hall);

    browser.follow(&hall, &link(&letter, "/termine/"));
    browser.reads("Donnerstag, 12. März 2026, 10:00 Uhr");
    browser.types(&hall, &[("name", "Erika"), ("mail", ADDRESS), ("persons", "1")]);
    browser.reads(SENT);
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads("Wir schreiben Ihnen");
    confirms(&mut browser, &hall, &link_in(&mailbox.receives()));
    mailbox.receives();
    browser.follow(&hall, &format!("{own}/de"));
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "whoever has a time waits for none");
    browser.reads(NOBODYS);
}

#[test]
fn one_after_the_other_in_the_order_of_asking_and_once_for_a_time() {
    let test = "one_after_the_other_in_the_order_of_asking_and_once_for_a_time";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("watch-order", town(&mailbox.address));
    let at = ten(&hall);
    let booking = books(&hall, at);
    waits(&hall, &mailbox, "erste@haus.example");
    let own = waits(&hall, &mailbox, "zweite@haus.example");
    cancels(&hall, booking);
    assert_eq!(mailbox.receives()["to"][0]["address"], "erste@haus.example");
    mailbox.stays_empty(&hall);
    hall.passes(TimeDelta::minutes(10));
    assert_eq!(mailbox.receives()["to"][0]["address"], "zweite@haus.example");
    hall.passes(TimeDelta::minutes(10));
    mailbox.stays_empty(&hall);

    // The same time once more is no news; and of another one whoever stopped hears nothing.
    cancels(&hall, books(&hall, at));
    mailbox.stays_empty(&hall);
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{own}/de"));
    browser.presses(&hall, &format!("{own}/de/stop"));
    browser.reads(NOBODYS);
    cancels(&hall, books(&hall, at + TimeDelta::minutes(20)));
    assert_eq!(mailbox.receives()["to"][0]["address"], "erste@haus.example");
    hall.passes(TimeDelta::minutes(10));
    mailbox.stays_empty(&hall);
    // What begins within the hour is read by nobody in time.
    cancels(&hall, books(&hall, hall.now() + TimeDelta::minutes(40)));
    mailbox.stays_empty(&hall);
}

#[test]
fn an_address_asks_for_a_few_things_and_the_page_tells_nobody() {
    let test = "an_address_asks_for_a_few_things_and_the_page_tells_nobody";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("watch-limits", town(&mailbox.address));
    let of = |service: &str| format!("/termine/de/rathaus/{service}/watch");
    let (mine, same) = ("Erika+Amt@haus.example", "erika@HAUS.example");
    for (service, mail) in [("ausweis", mine), ("wohnsitz", same), ("abholen", mine)] {
        asks(&hall, &of(service), mail);
        mailbox.receives();
    }
    for (service, mail) in [("ausweis", same), ("fuehrungszeugnis", mine)] {
        asks(&hall, &of(service), mail);
        mailbox.stays_empty(&hall);
    }
    // Five letters at once to whoever, and then one every ten minutes.
    let late = asked(&hall, &of("ausweis"), "hans@haus.example");
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    hall.passes(TimeDelta::minutes(10));
    asks(&hall, &of("ausweis"), "hans@haus.example");
    let own = link(&mailbox.receives(), "/W/");
    // Nobody pressed a button within the hour.
    hall.passes(TimeDelta::minutes(61));
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads(NOBODYS);
    asks(&hall, &of("fuehrungszeugnis"), mine);
    mailbox.receives();
}

#[test]
fn the_page_is_offered_where_nothing_is_free_soon() {
    let mut config = with_mail(NO_MAIL_SERVER);
    let link = "href=\"/termine/de/rathaus/ausweis/watch";
    let shows = |name: &str, config: Config| {
        let hall = Hall::of(name, config);
        let mut browser = Browser::default();
        browser.follow(&hall, "/termine/de/rathaus/ausweis");
        browser.page.contains(link)
    };
    assert!(!shows("watch-soon", config.clone()), "there is a time within a week");
    for pool in &mut config.sites[0].pools {
        pool.lead.notice_days = Some(10);
    }
    assert!(shows("watch-late", config.clone()));
    config.mail = None;
    assert!(!shows("watch-no-mail", config.clone()), "nobody could be written to");
    let hall = Hall::of("watch-without-mail", config);
    let mut browser = Browser::default();
    browser.follow(&hall, ASK);
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
}

#[test]
fn forms_and_links_that_no_page_sends_begin_nothing() {
    let hall = Hall::of("watch-bad", town(NO_MAIL_SERVER));
    let mut browser = Browser::default();
    let long = format!("{}@a.example", "x".repeat(60_000));
    for (fields, said) in [
        (vec![("mail", ADDRESS), ("until", "2026-03-20")], "Ihre Eingabe kam nicht vollständig an"),
        (vec![("key", "kurz"), ("mail", ADDRESS)], "Ihre Eingabe kam nicht vollständig an"),
        (vec![("key", "key-of-a-form"), ("mail", "erika"), ("until", "2026-03-20")], "nicht vollständig"),
        (vec![("key", "key-of-a-form"), ("mail", &*long), ("until", "2026-03-20")], "nicht vollständig"),
        (vec![("key", "key-of-a-form"), ("mail", "a@b.example\nBcc: c@d.example")], "nicht vollständig"),
        (vec![("key", "key-of-a-form"), ("mail", ADDRESS)], "Bitte geben Sie einen Tag an"),
        (vec![("key", "key-of-a-form"), ("mail", ADDRESS), ("until", "2026-03-10")], "Bitte geben Sie einen"),
        (vec![("key", "key-of-a-form"), ("mail", ADDRESS), ("until", "9999-12-31")], "Bitte geben Sie einen"),
        (vec![("key", "key-of-a-form"), ("mail", ADDRESS), ("until", "2026-02-30")], "Bitte geben Sie einen"),
    ] {
        browser.posts(&hall, ASK, &fields);
        assert!(browser.status.is_client_error(), "{fields:?}: {}", browser.status);
        browser.reads(said);
        assert_eq!(count(&hall), 0, "{fields:?}");
    }
    asks(&hall, ASK, ADDRESS);
    assert_eq!(count(&hall), 1);
    for path in ["/W/1/0123456789ABCDEFGHJKMNPQRS/de", "/W/99/x/de", "/W/x/x/de", "/W/%00/x/de"] {
        browser.follow(&hall, path);
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
        browser.reads(NOBODYS);
        browser.posts(&hall, &format!("{path}/stop"), &[("key", "key-of-a-form")]);
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(count(&hall), 1);
}

fn count(hall: &Hall) -> usize {
    let db = store::connect(&hall.database()).expect("it can be read");
    store::watch_ids(&db).expect("it answers").len()
}

/// The address lies sealed, and with the last day its key goes, and with that every copy.
#[test]
fn the_address_is_gone_when_the_last_day_is_over() {
    let hall = Hall::of("watch-forgets", town(NO_MAIL_SERVER));
    asks(&hall, ASK, ADDRESS);
    let db = store::connect(&hall.database()).expect("it can be read");
    let keys = DayKeys::beside(&hall.database());
    let (id, _) = store::watch_ids(&db).expect("it answers").swap_remove(0);
    let watching = store::watch(&db, &keys, id).expect("it answers").expect("it is kept");
    assert_eq!(watching.watch.mail, ADDRESS);
    hall.commits_as("citizen", OWN, Act::ConfirmWatch { watch: id });
    let backup = Backup::of(&hall);
    for _ in 0..9 {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    assert_eq!((count(&hall), backup.addresses(ADDRESS)), (1, 1), "it is the last day");
    for _ in 0..2 {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    assert_eq!(count(&hall), 0);
    is_soon_unreadable(|| backup.addresses(ADDRESS) > 0);
}
