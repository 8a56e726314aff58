//! One open booking for each address and matter: who asks for another is written to, and whoever only
//! knows the address learns nothing.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use hub::config::{Config, MADE_UP_TOWN};
use hub::store::{self, DayKeys};
use serde_json::Value;

use crate::booking_site::{NO_MAIL_SERVER, confirms, link_in, mail_config};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

/// A moment, on whatever machine.
const FORGOTTEN_WITHIN: Duration = Duration::from_secs(10);
const ADDRESS: &str = "erika.kanarienvogel@haus.example";

fn town(relay: &str, per_address: u16) -> Config {
    let limit = format!("bookings_per_address = {per_address}\nday_starts");
    let text = MADE_UP_TOWN.replacen("day_starts", &limit, 1);
    Config::parse("hub.toml", &format!("{text}\n{}", mail_config(relay))).expect("the town is in order")
}

/// Asks for the last time that is shown; what the page says afterwards.
fn asks(hall: &Hall, matters: &str, mail: &str) -> String {
    let mut browser = Browser::default();
    let path = format!("/termine/de/rathaus/{matters}");
    browser.follow(hall, &path);
    let start = format!("href=\"{path}/2026-");
    let last = browser.page.rsplit(&start).next().and_then(|rest| rest.split('"').next());
    let at = format!("{path}/2026-{}", last.expect("a time"));
    browser.follow(hall, &at);
    browser.types(hall, &[("name", "Erika"), ("mail", mail)]);
    browser.page
}

/// What the page says to whoever wants a time that nobody can have.
fn asks_in_vain(hall: &Hall, mail: &str) -> String {
    let mut browser = Browser::default();
    let key = format!("key-in-vain-{}", hall.fresh());
    let at = "/termine/de/rathaus/ausweis/2026-03-12T0801Z";
    browser.posts(hall, at, &[("name", "Erika"), ("mail", mail), ("persons", "1"), ("key", &key)]);
    browser.reads("Zu dieser Zeit gibt es hier keinen Termin mehr.");
    let since = browser.page.split("since=").nth(1).and_then(|rest| rest.split(['"', '&']).next());
    browser.page.replace(since.unwrap_or("-"), "")
}

fn count(hall: &Hall) -> usize {
    hall.running.desk.sites()[OWN].bookings().bookings().count()
}

fn subject(letter: &Value) -> &str {
    letter["subject"].as_str().expect("text")
}

#[test]
fn who_asks_again_is_told_of_the_booking_by_mail_and_by_nothing_else() {
    let test = "who_asks_again_is_told_of_the_booking_by_mail_and_by_nothing_else";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("again-told", town(&mailbox.address, 1));
    let first = asks(&hall, "ausweis", ADDRESS);
    let own = link_in(&mailbox.receives());
    confirms(&mut Browser::default(), &hall, &own);
    mailbox.receives();

    let again = asks(&hall, "ausweis", "Erika.Kanarienvogel+Amt@HAUS.example");
    let said = |page: &str| page.replace("Erika.Kanarienvogel+Amt@HAUS.example", ADDRESS);
    assert_eq!(said(&again), first, "nothing on the page tells that there is a booking");
    assert_eq!(count(&hall), 1);
    let letter = mailbox.receives();
    assert!(subject(&letter).starts_with("Sie haben schon einen Termin am"), "{letter}");
    assert_eq!(link_in(&letter), own, "it leads to the one there is");
    assert_eq!(letter["to"][0]["address"], ADDRESS, "as it was typed when it was booked");
    assert!(letter["files"].as_array().expect("a list").is_empty());
    assert_eq!(asks_in_vain(&hall, ADDRESS), asks_in_vain(&hall, "nobody@haus.example"), "nor this way");
    // Somebody who tries it a hundred times fills no mailbox.
    asks(&hall, "ausweis", ADDRESS);
    asks(&hall, "wohnsitz,ausweis", ADDRESS);
    mailbox.stays_empty(&hall);
    assert_eq!(count(&hall), 1, "also not among others in one visit");

    asks(&hall, "wohnsitz", ADDRESS);
    assert!(
        subject(&mailbox.receives()).starts_with("Bitte bestätigen"),
        "another matter is another booking"
    );
    asks(&hall, "ausweis", "hans@haus.example");
    assert!(subject(&mailbox.receives()).starts_with("Bitte bestätigen"), "and so is another address");
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{own}/de/cancel"));
    browser.types(&hall, &[]);
    mailbox.receives();
    asks(&hall, "ausweis", ADDRESS);
    assert!(subject(&mailbox.receives()).starts_with("Bitte bestätigen"), "what is cancelled is not open");
    assert_eq!(count(&hall), 4);
}

#[test]
fn what_nobody_confirmed_counts_until_it_lapses() {
    let Some(mailbox) = Mailbox::start("what_nobody_confirmed_counts_until_it_lapses") else { return };
    let hall = Hall::of("again-lapses", town(&mailbox.address, 1));
    asks(&hall, "ausweis", ADDRESS);
    let own = link_in(&mailbox.receives());
    asks(&hall, "ausweis", ADDRESS);
    let letter = mailbox.receives();
    assert!(subject(&letter).starts_with("Sie haben schon einen Termin am"), "{letter}");
    assert_eq!(link_in(&letter), own);
    hall.passes(TimeDelta::minutes(61));
    asks(&hall, "ausweis", ADDRESS);
    assert!(subject(&mailbox.receives()).starts_with("Bitte bestätigen"));
}

#[test]
fn a_town_may_allow_more() {
    let Some(mailbox) = Mailbox::start("a_town_may_allow_more") else { return };
    let hall = Hall::of("again-two", town(&mailbox.address, 2));
    for (said, booked) in [("Bitte bestätigen", 1), ("Bitte bestätigen", 2), ("Sie haben schon", 2)] {
        asks(&hall, "ausweis", ADDRESS);
        assert!(subject(&mailbox.receives()).starts_with(said), "{said}");
        assert_eq!(count(&hall), booked);
    }
}

/// Neither the address nor anything that could be compared with it outlives the day of the visit.
#[test]
fn the_hash_is_of_the_day_and_goes_with_it() {
    let hall = Hall::of("again-forgets", town(NO_MAIL_SERVER, 1));
    asks(&hall, "ausweis", ADDRESS);
    let hashes = || {
        let db = store::connect(&hall.database()).expect("it can be read");
        let mut select = db.prepare("select day, address from contact").expect("it can be asked");
        let row = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?));
        select.query_map([], row).expect("it answers").collect::<Result<Vec<_>, _>>().expect("rows")
    };
    let (day, hash) = hashes().swap_remove(0);
    let day: chrono::NaiveDate = day.parse().expect("a date");
    let keys = DayKeys::beside(&hall.database());
    let of = |day| keys.hash(OWN, day, &format!("mail {ADDRESS}")).expect("it can be read");
    assert_eq!(of(day).map(|hash| hash.to_vec()), Some(hash.clone()));
    assert_ne!(of(hall.now().date_naive()).map(|hash| hash.to_vec()), Some(hash));
    for word in ["kanarienvogel", ADDRESS] {
        let db = store::connect(&hall.database()).expect("it can be read");
        let mut select = db.prepare("select event from journal").expect("it can be asked");
        let events = select.query_map([], |row| row.get::<_, String>(0)).expect("it answers");
        assert!(events.map(|event| event.expect("a row")).all(|event| !event.contains(word)));
    }
    while hall.now().date_naive() <= day + TimeDelta::days(1) {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    hall.draws();
    hall.passes(TimeDelta::days(1));
    assert!(hashes().is_empty());
    // The key goes right after the desk has answered.
    let since = Instant::now();
    while of(day).is_some() {
        assert!(since.elapsed() < FORGOTTEN_WITHIN, "with the key every copy of the hash is of nobody");
        std::thread::sleep(Duration::from_millis(20));
    }
}
