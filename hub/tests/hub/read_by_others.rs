//! What calendar programs make of our files, and which days others count as holidays.

use std::collections::BTreeSet;

use calendar::holidays::{Land, Town, holidays};
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::{Config, MADE_UP_TOWN};
use serde_json::{Value, json};

use crate::booking_site::{confirms, link_in, mail_config};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;
use crate::readers;

/// As others write them, in the order of [`Land::ALL`].
const LANDS: [&str; 16] =
    ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"];
const YEARS: std::ops::RangeInclusive<i32> = 2025..=2034;

#[test]
fn others_count_the_same_holidays() {
    let test = "others_count_the_same_holidays";
    let (first, last) = (YEARS.start().to_string(), YEARS.end().to_string());
    let Some(theirs) = readers::ask(test, "german_holidays.py", &[&first, &last], "") else { return };
    let of_year = |year| {
        let of_land = move |(name, land)| {
            let days = holidays(Town::of(land), year).into_iter();
            days.map(move |(date, _)| format!("{name} {date}"))
        };
        LANDS.into_iter().zip(Land::ALL).flat_map(of_land)
    };
    let ours: BTreeSet<String> = YEARS.flat_map(of_year).collect();
    let theirs: BTreeSet<String> = theirs.lines().map(str::to_owned).collect();
    let only_ours: Vec<_> = ours.difference(&theirs).collect();
    let only_theirs: Vec<_> = theirs.difference(&ours).collect();
    assert!(only_ours.is_empty() && only_theirs.is_empty(), "{only_ours:?} {only_theirs:?}");
    assert!(ours.len() > 1_500, "{} holidays are too few", ours.len());
}

/// In the night in which the clocks are set back, and on the day of it: the hour that comes twice.
#[test]
fn calendars_file_what_citizens_and_clerks_are_sent() {
    is_filed(&Night {
        test: "calendars_file_what_citizens_and_clerks_are_sent",
        day_before: "2026-10-24T09:00:00Z",
        booked: ("2026-10-25T00:30:00Z", "Sonntag, 25. Oktober 2026, 02:30 Uhr"),
        moved: ("2026-10-25T02:30:00Z", "Sonntag, 25. Oktober 2026, 03:30 Uhr"),
    });
}

/// In the night in which they are set forward: a visit that begins five minutes before the hour that never
/// comes, and is over five minutes after it; and one right after it.
#[test]
fn calendars_file_what_is_sent_in_the_night_that_lacks_an_hour() {
    is_filed(&Night {
        test: "calendars_file_what_is_sent_in_the_night_that_lacks_an_hour",
        day_before: "2026-03-28T09:00:00Z",
        booked: ("2026-03-29T00:55:00Z", "Sonntag, 29. März 2026, 01:55 Uhr"),
        moved: ("2026-03-29T01:00:00Z", "Sonntag, 29. März 2026, 03:00 Uhr"),
    });
}

/// Times of a night in which the clocks change, in UTC and as people are told them.
struct Night {
    test: &'static str,
    day_before: &'static str,
    booked: (&'static str, &'static str),
    moved: (&'static str, &'static str),
}

/// Somebody books, moves and cancels, and a calendar program reads what citizen and clerk are sent.
fn is_filed(night: &Night) {
    let test = night.test;
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::at(at(night.day_before), test, with_a_clerk(&mailbox.address));
    let mut browser = Browser::default();
    let (booked, told) = night.booked;
    browser.follow(&hall, &format!("/termine/de/rathaus/ausweis/{}", in_a_path(booked)));
    browser.types(&hall, &[("name", "Erika"), ("mail", "erika@haus.example"), ("persons", "1")]);
    let asked = mailbox.receives();
    says(&asked, told);
    let own = link_in(&asked);
    confirms(&mut browser, &hall, &own);
    let Some([citizen, clerk]) = both(test, &mailbox, told) else { return };
    let uid = citizen["uid"].clone();
    files(&citizen, &json!({ "method": "PUBLISH", "status": "CONFIRMED", "sequence": 0, "alarms": [-3600] }));
    files(
        &clerk,
        &json!({ "method": "REQUEST", "status": "CONFIRMED", "sequence": 0, "uid": uid,
        "organizer": "mailto:termine@musterstadt.example", "attendee": "mailto:schalter-3@stadt.example" }),
    );
    for file in [&citizen, &clerk] {
        lasts(file, booked, TimeDelta::minutes(10));
    }

    let (moved, told) = night.moved;
    browser.follow(&hall, &format!("{own}/de/times/{}", in_a_path(moved)));
    browser.types(&hall, &[]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    let Some([citizen, clerk]) = both(test, &mailbox, told) else { return };
    files(&citizen, &json!({ "method": "PUBLISH", "sequence": 1, "uid": uid }));
    files(&clerk, &json!({ "method": "REQUEST", "sequence": 1, "uid": uid }));
    for file in [&citizen, &clerk] {
        lasts(file, moved, TimeDelta::minutes(10));
    }

    browser.follow(&hall, &format!("{own}/de/cancel"));
    browser.types(&hall, &[]);
    browser.reads("Dieser Termin ist abgesagt.");
    let Some([citizen, clerk]) = both(test, &mailbox, told) else { return };
    files(&citizen, &json!({ "method": "PUBLISH", "status": "CANCELLED", "sequence": 2, "uid": uid }));
    files(&clerk, &json!({ "method": "CANCEL", "status": "CANCELLED", "sequence": 2, "uid": uid }));
    mailbox.stays_empty(&hall);
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().count(), 1);
}

/// "2026-03-29T00:55:00Z" as the booking pages write it.
fn in_a_path(moment: &str) -> String {
    at(moment).format("%Y-%m-%dT%H%MZ").to_string()
}

/// The citizen is told the time that the clock on their wall will show.
#[track_caller]
fn says(letter: &Value, told: &str) {
    for part in ["text", "html"] {
        assert!(letter[part].as_str().expect("text").contains(told), "{part} says {told}: {letter}");
    }
}

/// The files of the next two letters, as a calendar program reads them: the citizen's and the clerk's.
fn both(test: &str, mailbox: &Mailbox, told: &str) -> Option<[Value; 2]> {
    let mut letters = [mailbox.receives(), mailbox.receives()];
    letters.sort_by_key(|letter| letter["to"][0]["address"] != "erika@haus.example");
    says(&letters[0], told);
    let [citizen, clerk] = letters.map(|letter| {
        let file = letter["files"][0]["text"].as_str().expect("a calendar file").to_owned();
        let said = readers::ask(test, "calendar_file.py", &[], &file)?;
        let said: Value = serde_json::from_str(&said).expect("it writes JSON");
        let method = &letter["files"][0]["type"]["params"]["method"];
        assert_eq!(*method, said["method"], "the type of the part says the same as the file");
        Some(said)
    });
    Some([citizen?, clerk?])
}

#[track_caller]
fn files(read: &Value, expected: &Value) {
    for (field, value) in expected.as_object().expect("fields") {
        assert_eq!(read[field], *value, "{field} of {read}");
    }
    assert_eq!((&read["errors"], &read["stamped"]), (&json!([]), &json!(true)), "{read}");
}

#[track_caller]
fn lasts(read: &Value, starts_at: &str, time: TimeDelta) {
    let ends_at = (at(starts_at) + time).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!((&read["starts_at"], &read["ends_at"]), (&json!(starts_at), &json!(ends_at)), "{read}");
    assert_eq!(read["shown_at"], json!([starts_at]), "once, and there: {read}");
}

fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().expect("a time")
}

/// The made-up town with a mail server, and a clerk whose calendar program files what it is sent.
fn with_a_clerk(relay: &str) -> Config {
    let clerk = "[[site.resource]]\nid = \"schalter-3\"\npool = \"buergerbuero\"\nkind = \"clerk\"\n\
                 mail = \"schalter-3@stadt.example\"\n";
    let town = MADE_UP_TOWN.replacen("id = \"buergerbuero\"\nseats = 3\n", "id = \"buergerbuero\"\n", 1);
    Config::parse("hub.toml", &format!("{town}\n{clerk}{}", mail_config(relay)))
        .expect("the town is in order")
}
