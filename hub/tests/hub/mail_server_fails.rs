//! The town's mail server forgets what it said, or is away for an hour: nobody reads a letter as two, and no
//! letter is lost that is still true.

use chrono::TimeDelta;
use hub::store;
use serde_json::Value;

use crate::booking_site::{asks_by_mail, confirms, link_in, with_mail};
use crate::browser::Browser;
use crate::hall::Hall;
use crate::mailbox::Mailbox;

/// Later than any letter is tried again after its first tries.
const SOON: TimeDelta = TimeDelta::minutes(2);

/// It has the whole letter, and then says that it has none: programs show the two as one, by their id.
#[test]
fn a_letter_that_was_turned_away_after_all_of_it_comes_again_as_the_same() {
    comes_again_as_the_same("full", "a_letter_that_was_turned_away_after_all_of_it_comes_again_as_the_same");
}

/// It has the whole letter, and its word for that is lost on the way.
#[test]
fn a_letter_whose_receipt_was_lost_comes_again_as_the_same() {
    comes_again_as_the_same("silent", "a_letter_whose_receipt_was_lost_comes_again_as_the_same");
}

fn comes_again_as_the_same(mood: &str, test: &str) {
    let Some(mut mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of(&format!("mail-{mood}"), with_mail(&mailbox.address));
    mailbox.is_asked_to_answer(mood);
    let mut citizen = Browser::default();
    asks_by_mail(&mut citizen, &hall, "Erika", "erika@haus.example");
    let first = mailbox.receives();
    hall.passes(SOON);
    let again = mailbox.receives();
    for part in ["id", "to", "subject", "text", "html"] {
        assert!(!again[part].is_null(), "{part}");
        assert_eq!(again[part], first[part], "{part}");
    }
    hall.passes(TimeDelta::minutes(30));
    mailbox.stays_empty(&hall);

    // And with what is attached to it.
    mailbox.is_asked_to_answer(mood);
    confirms(&mut citizen, &hall, &link_in(&first));
    let first = mailbox.receives();
    hall.passes(SOON);
    let again = mailbox.receives();
    assert_eq!((&again["id"], uid(&again)), (&first["id"], uid(&first)));
    mailbox.stays_empty(&hall);
}

fn uid(letter: &Value) -> String {
    let file = letter["files"][0]["text"].as_str().expect("a calendar file");
    file.lines().find(|line| line.starts_with("UID:")).expect("it has one").to_owned()
}

/// Nothing is wrong with the server, and it is never asked; so nobody else waits because of it.
#[test]
fn an_address_that_the_server_cannot_write_holds_up_nobody_elses_letter() {
    let test = "an_address_that_the_server_cannot_write_holds_up_nobody_elses_letter";
    let Some(mailbox) = Mailbox::of_old_kind(test) else { return };
    let hall = Hall::of("mail-ascii", with_mail(&mailbox.address));
    asks_by_mail(&mut Browser::default(), &hall, "Jürgen", "jürgen@haus.example");
    asks_by_mail(&mut Browser::default(), &hall, "Hans", "hans@haus.example");
    assert_eq!(mailbox.receives()["to"][0]["address"], "hans@haus.example");
    let outbox = store::connect(&hall.database().with_extension("mail.db")).expect("it can be read");
    let outcome = "select outcome from letter where outcome != 'sent'";
    let outcome: String = outbox.query_row(outcome, [], |row| row.get(0)).expect("one was not sent");
    assert_eq!(outcome, "refused: 553 5.6.7");
    waits(&hall, false);
}

#[test]
fn letters_of_an_outage_come_when_it_is_over_and_those_that_are_untrue_by_then_do_not() {
    let test = "letters_of_an_outage_come_when_it_is_over_and_those_that_are_untrue_by_then_do_not";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("mail-outage", with_mail(&mailbox.address));
    let [mut erika, mut hans, mut olena] = [(); 3].map(|()| Browser::default());
    let mut own = Vec::new();
    for (browser, name) in [(&mut erika, "erika"), (&mut hans, "hans")] {
        asks_by_mail(browser, &hall, name, &format!("{name}@haus.example"));
        own.push(link_in(&mailbox.receives()));
    }
    let place = mailbox.goes_away();
    for (browser, own) in [(&mut erika, &own[0]), (&mut hans, &own[1])] {
        confirms(browser, &hall, own);
    }
    asks_by_mail(&mut olena, &hall, "olena", "olena@haus.example");
    waits(&hall, true);
    // Hans changes his mind, and Olena's time is nobody's when she could confirm it.
    hans.follow(&hall, &format!("{}/de/cancel", own[1]));
    hans.types(&hall, &[]);
    hans.reads("Dieser Termin ist abgesagt.");
    for _ in 0..8 {
        hall.passes(TimeDelta::minutes(10));
    }
    waits(&hall, true);

    let mailbox = Mailbox::comes_back(&place);
    hall.passes(TimeDelta::hours(5));
    let mut letters = [mailbox.receives(), mailbox.receives()].map(|letter| {
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        (text(&letter["to"][0]["address"]), text(&letter["subject"]))
    });
    letters.sort();
    let [(first, confirmed), (second, cancelled)] = letters;
    assert_eq!([&*first, &*second], ["erika@haus.example", "hans@haus.example"]);
    assert!(confirmed.starts_with("Ihr Termin am"), "{confirmed}");
    assert!(cancelled.contains("abgesagt"), "{cancelled}");
    mailbox.stays_empty(&hall);
    waits(&hall, false);
}

/// Whether the hub says that a letter is waiting, or does so within a moment.
#[track_caller]
fn waits(hall: &Hall, expected: bool) {
    let since = std::time::Instant::now();
    let mut browser = Browser::default();
    loop {
        hall.passes(TimeDelta::seconds(1));
        browser.follow(hall, wire::http::path::HEALTH);
        let health: Value = serde_json::from_str(&browser.whole).expect("it is JSON");
        let said = health["mail"]["waits_seconds"].as_i64().expect("a number");
        assert_eq!(health["mail"]["works"], true, "{health}");
        if (said > 0) == expected {
            return;
        }
        assert!(since.elapsed() < crate::mailbox::WAIT_MAX, "{health}");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}
