//! The booking site, as a citizen uses it: on a phone without script, and with the mails it brings.

use axum::http::StatusCode;
use chrono::TimeDelta;
use hub::config::{Config, MADE_UP_TOWN, made_up_town};
use hub::store;
use serde_json::Value;

use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

pub const TIMES: &str = "/termine/de/rathaus/ausweis";

/// The addresses of all times on a page, the button of the next one included.
pub fn times_on(browser: &Browser, below: &str) -> Vec<String> {
    times_in(&browser.page, below)
}

fn times_in(page: &str, below: &str) -> Vec<String> {
    let start = format!("href=\"{below}/2026-");
    let links = page.split(&start).skip(1);
    links
        .map(|rest| format!("{below}/2026-{}", rest.split(['"', '?']).next().expect("one at least")))
        .collect()
}

/// Books the first time there is, under a name alone; the path of the booking's page.
pub fn books(browser: &mut Browser, hall: &Hall, name: &str) -> String {
    browser.follow(hall, TIMES);
    let first = times_on(browser, TIMES).swap_remove(0);
    browser.follow(hall, &first);
    browser.types(hall, &[("name", name), ("persons", "1")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    browser.at.trim_end_matches("/de").to_owned()
}

/// Asks for the last time on the page, which is days away, as somebody with an address.
pub fn asks_by_mail(browser: &mut Browser, hall: &Hall, name: &str, mail: &str) {
    browser.follow(hall, TIMES);
    let at = times_on(browser, TIMES).pop().expect("there is a time");
    browser.follow(hall, &at);
    browser.types(hall, &[("name", name), ("mail", mail), ("persons", "1")]);
    browser.reads("Bitte sehen Sie in Ihr Postfach");
}

/// Where the link of a letter leads, without the hub's name and the language of whoever booked.
pub fn link_in(letter: &Value) -> String {
    let text = letter["text"].as_str().expect("text");
    let link = text.lines().find(|line| line.contains("/B/")).expect("the link").trim();
    let link = &link[link.find("/B/").expect("it is there")..];
    link.strip_suffix("/de").expect("it was booked in German").to_owned()
}

/// Presses the button behind the link of a letter.
pub fn confirms(browser: &mut Browser, hall: &Hall, own: &str) {
    browser.follow(hall, own);
    browser.reads("Ihr Termin ist noch nicht bestätigt.");
    browser.presses(hall, &format!("{own}/de/confirm"));
    browser.reads("Ihr Termin ist fest vereinbart.");
}

#[test]
fn a_citizen_books_moves_and_cancels() {
    let hall = Hall::open("booking-whole");
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine?q=pass");
    browser.reads("Termin vereinbaren");
    assert!(browser.page.contains(TIMES), "{}", browser.page);
    let own = books(&mut browser, &hall, "Erika Mustermann");
    assert!(!browser.page.contains("Erika"), "whoever finds the link learns no name");
    browser.follow(&hall, &format!("{own}/termin.ics"));
    let file = browser.page.clone();
    assert!(file.contains("METHOD:PUBLISH") && file.contains("SEQUENCE:0"), "{file}");
    let place = r"LOCATION:Bürgerbüro\, Rathausplatz 1\, 12345 Musterstadt";
    assert!(file.contains(place), "the telephone shows the way: {file}");
    let booking = |hall: &Hall| {
        let sites = hall.running.desk.sites();
        sites[OWN].bookings().bookings().last().expect("one was booked").clone()
    };
    let before = booking(&hall);

    browser.follow(&hall, &format!("{own}/de/times"));
    let later = times_on(&browser, &format!("{own}/de/times")).pop().expect("there is a later one");
    browser.follow(&hall, &later);
    browser.reads("Möchten Sie den Termin auf");
    assert_eq!(booking(&hall).starts_at, before.starts_at, "a link moves nothing");
    browser.types(&hall, &[]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    let moved = booking(&hall);
    assert!(moved.starts_at > before.starts_at && moved.id == before.id);
    browser.follow(&hall, &format!("{own}/termin.ics"));
    assert!(browser.page.contains("SEQUENCE:1"), "{}", browser.page);

    browser.follow(&hall, &format!("{own}/de/cancel"));
    browser.reads("wirklich absagen?");
    assert_eq!(booking(&hall), moved, "a link cancels nothing");
    browser.types(&hall, &[]);
    browser.reads("Dieser Termin ist abgesagt.");
    for old in ["cancel", "times"] {
        browser.follow(&hall, &format!("{own}/de/{old}"));
        browser.reads("Dieser Termin ist abgesagt.");
    }
}

#[test]
fn a_time_that_somebody_else_took_leads_to_the_others() {
    let hall = Hall::of("booking-taken", alone(made_up_town()));
    let (mut first, mut second) = (Browser::default(), Browser::default());
    for browser in [&mut first, &mut second] {
        browser.follow(&hall, TIMES);
        let at = times_on(browser, TIMES).swap_remove(0);
        browser.follow(&hall, &at);
    }
    first.types(&hall, &[("name", "Erika"), ("persons", "1")]);
    first.reads("Ihr Termin ist fest vereinbart.");
    second.types(&hall, &[("name", "Hans"), ("persons", "1")]);
    second.reads("Diese Zeit ist nicht mehr frei.");
    let taken = first.at.clone();
    second.follow(&hall, TIMES);
    let next = times_on(&second, TIMES).swap_remove(0);
    second.follow(&hall, &next);
    second.types(&hall, &[("name", "Hans"), ("persons", "1")]);
    second.reads("Ihr Termin ist fest vereinbart.");
    assert_ne!(second.at, taken);
}

/// It was still on the page when the form was opened, and is over when the form is sent.
#[test]
fn a_time_that_has_come_too_near_is_not_called_taken() {
    let hall = Hall::of("booking-passed", alone(made_up_town()));
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let at = times_on(&browser, TIMES).swap_remove(0);
    browser.follow(&hall, &at);
    hall.passes(TimeDelta::days(1));
    browser.types(&hall, &[("name", "Erika"), ("persons", "1")]);
    browser.reads("Für diese Zeit ist es inzwischen zu spät.");
    assert!(!browser.page.contains("nicht mehr frei"), "{}", browser.page);
}

/// A day of the calendar shows its times at once.
#[test]
fn a_day_is_chosen_in_the_calendar() {
    let hall = Hall::of("booking-calendar", alone(made_up_town()));
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let days: Vec<&str> = browser.page.split("<a class=\"month__free\" href=\"").skip(1).collect();
    assert!(days.len() > 2, "{}", browser.page);
    let (to, rest) = days[2].split_once("#days\" aria-label=\"").expect("an address and a name");
    let (to, day) = (to.replace("&#38;", "&"), rest.split('"').next().expect("its name").to_owned());
    browser.follow(&hall, &to);
    let open: Vec<&str> = browser.page.split("<details class=\"kern-accordion day\" open>").skip(1).collect();
    assert_eq!(open.len(), 1, "one day is open: {}", browser.page);
    assert!(open[0].split("</summary>").next().expect("its head").contains(&day), "{day}: {}", open[0]);
    assert!(!times_in(open[0], TIMES).is_empty());
}

/// The calendar's own word for a day is no word for people.
#[test]
fn a_public_holiday_is_one_in_the_language_of_whoever_looks() {
    let text = MADE_UP_TOWN.replacen("# land = \"BW\"", "land = \"BW\"", 1);
    let hall = Hall::of("booking-holiday", Config::parse("hub.toml", &text).expect("it is in order"));
    let mut browser = Browser::default();
    for (language, said) in [("de", "Freitag, 3. April 2026</span> Feiertag"), ("fr", "jour férié")] {
        browser.follow(&hall, &format!("/termine/{language}/rathaus/ausweis?from=2026-04-02"));
        browser.reads(said);
        assert!(!browser.page.contains("good-friday"), "{}", browser.page);
    }
}

#[test]
fn a_form_that_is_sent_twice_is_one_booking() {
    let hall = Hall::open("booking-twice");
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let at = times_on(&browser, TIMES).swap_remove(0);
    browser.follow(&hall, &at);
    let key = browser.field(&at, "key");
    let before = hall.running.desk.sites()[OWN].bookings().bookings().count();
    for _ in 0..3 {
        browser.posts(&hall, &at, &[("name", "Erika"), ("persons", "1"), ("key", &key)]);
        browser.reads("Ihr Termin ist fest vereinbart.");
    }
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().count(), before + 1);
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_booked() {
    let config = with_mail(NO_MAIL_SERVER);
    let hall = Hall::of("booking-wrong", config);
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let at = times_on(&browser, TIMES).swap_remove(0);
    let long = "x".repeat(101);
    for (name, mail, said) in [
        ("", "", "Bitte geben Sie Ihren Namen ein, mit höchstens 100 Zeichen."),
        ("  ", "", "Bitte geben Sie Ihren Namen ein, mit höchstens 100 Zeichen."),
        (&long, "", "Bitte geben Sie Ihren Namen ein, mit höchstens 100 Zeichen."),
        ("Erika", "erika", "E-Mail-Adresse ist nicht vollständig"),
        ("Erika", "erika@a.example\r\nBcc: b@b.example", "E-Mail-Adresse ist nicht vollständig"),
    ] {
        browser.follow(&hall, &at);
        browser.types(&hall, &[("name", name), ("mail", mail), ("persons", "1")]);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?} {mail:?}");
        browser.reads(said);
    }
    for (path, status) in [
        ("/termine/de/rathaus/elefant", StatusCode::NOT_FOUND),
        ("/termine/de/anderswo/ausweis", StatusCode::NOT_FOUND),
        ("/termine/de/rathaus/ausweis/morgen", StatusCode::NOT_FOUND),
        ("/termine/de/rathaus/ausweis/2026-13-45T9999Z", StatusCode::NOT_FOUND),
        ("/B/0000-0000/00000000000000000000000000", StatusCode::NOT_FOUND),
        ("/B/x/y", StatusCode::NOT_FOUND),
    ] {
        browser.follow(&hall, path);
        assert_eq!(browser.status, status, "{path}");
    }
    // In the past, off the grid, and further ahead than anybody plans.
    for at in ["2020-01-01T0800Z", "2026-03-12T0801Z", "2030-03-12T0800Z"] {
        let at = format!("{TIMES}/{at}");
        browser.posts(
            &hall,
            &at,
            &[("name", "Erika"), ("persons", "1"), ("key", &at.replace(TIMES, "key-of").replace("/", "-"))],
        );
        browser.reads("Zu dieser Zeit gibt es hier keinen Termin mehr.");
    }
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().count(), 0);
}

#[test]
fn a_link_of_another_booking_opens_nothing() {
    let hall = Hall::open("booking-links");
    let mut browser = Browser::default();
    let (mine, other) = (books(&mut browser, &hall, "Erika"), books(&mut browser, &hall, "Hans"));
    let code = mine.split('/').nth(2).expect("the code");
    let token = other.split('/').nth(3).expect("the token");
    browser.follow(&hall, &format!("/B/{code}/{token}"));
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Wir finden diesen Termin nicht");
}

#[test]
fn a_booking_by_mail_stands_when_its_link_was_pressed() {
    let Some(mut mailbox) = Mailbox::start("a_booking_by_mail_stands_when_its_link_was_pressed") else {
        return;
    };
    let hall = Hall::of("booking-mail", with_mail(&mailbox.address));
    // As many mail servers treat whom they do not know.
    mailbox.is_asked_to_answer("later");
    let mut browser = Browser::default();
    asks_by_mail(&mut browser, &hall, "Erika Müßig", "erika@haus.example");
    mailbox.stays_empty(&hall);
    hall.passes(TimeDelta::minutes(2));
    let verify = mailbox.receives();
    assert_eq!(verify["to"][0]["address"], "erika@haus.example");
    assert_eq!(verify["to"][0]["name"], "Erika Müßig");
    assert_eq!(verify["from"][0]["address"], "termine@musterstadt.example");
    assert_eq!(verify["automatic"], "auto-generated");
    let subject = verify["subject"].as_str().expect("text");
    assert!(subject.starts_with("Bitte bestätigen Sie Ihren Termin am"), "{subject}");
    assert!(!subject.contains("ausweis"), "whoever looks over the shoulder reads the matter: {subject}");
    assert!(verify["files"].as_array().expect("a list").is_empty());
    let own = link_in(&verify);

    browser.follow(&hall, &own);
    browser.reads("Ihr Termin ist noch nicht bestätigt.");
    mailbox.stays_empty(&hall);
    confirms(&mut browser, &hall, &own);
    let confirmed = mailbox.receives();
    assert_ne!(confirmed["id"], verify["id"]);
    let picture = &confirmed["pictures"][0];
    assert!(picture["contentType"] == "image/png" && picture["cid"] == "code", "{picture}");
    assert!(confirmed["html"].as_str().expect("text").contains("data:image/png"), "it is on the mail's page");
    assert!(verify["pictures"].as_array().expect("a list").is_empty(), "there is nothing to show yet");
    let file = &confirmed["files"][0];
    assert_eq!(file["contentType"], "text/calendar");
    assert!(file["type"]["params"]["method"] == "PUBLISH", "{file}");
    assert!(file["text"].as_str().expect("text").contains("METHOD:PUBLISH"), "{file}");

    browser.follow(&hall, &format!("{own}/de/cancel"));
    browser.types(&hall, &[]);
    browser.reads("Dieser Termin ist abgesagt.");
    let cancelled = mailbox.receives();
    assert!(cancelled["subject"].as_str().expect("text").contains("abgesagt"));
    assert!(cancelled["files"][0]["text"].as_str().expect("text").contains("STATUS:CANCELLED"));
    mailbox.stays_empty(&hall);
}

/// No time passes, so whoever rests for a moment rests for ever.
#[test]
fn a_mailbox_that_is_full_holds_up_nobody_elses_letter() {
    let test = "a_mailbox_that_is_full_holds_up_nobody_elses_letter";
    let Some(mut mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("booking-full", with_mail(&mailbox.address));
    mailbox.is_asked_to_answer("later");
    asks_by_mail(&mut Browser::default(), &hall, "Erika", "erika@haus.example");
    mailbox.stays_empty(&hall);
    asks_by_mail(&mut Browser::default(), &hall, "Hans", "hans@haus.example");
    assert_eq!(mailbox.receives()["to"][0]["address"], "hans@haus.example");
    mailbox.stays_empty(&hall);
    hall.passes(TimeDelta::minutes(1));
    assert_eq!(mailbox.receives()["to"][0]["address"], "erika@haus.example");
}

#[test]
fn a_booking_nobody_confirms_is_free_again() {
    let Some(mailbox) = Mailbox::start("a_booking_nobody_confirms_is_free_again") else { return };
    let hall = Hall::of("booking-lapses", alone(with_mail(&mailbox.address)));
    let mut browser = Browser::default();
    asks_by_mail(&mut browser, &hall, "Erika", "erika@haus.example");
    let (asked, verify) = (browser.at.clone(), mailbox.receives());
    let is_free = |browser: &mut Browser| {
        browser.follow(&hall, TIMES);
        times_on(browser, TIMES).contains(&asked)
    };
    assert!(!is_free(&mut browser), "it is kept for Erika");
    hall.passes(TimeDelta::minutes(61));
    browser.follow(&hall, &link_in(&verify));
    browser.reads("nicht rechtzeitig bestätigt");
    assert!(is_free(&mut browser));
    mailbox.stays_empty(&hall);
}

/// Keys of days that are over go, and that of the visit's day stays.
#[test]
fn whoever_booked_days_ago_is_reminded_by_name_the_day_before() {
    let test = "whoever_booked_days_ago_is_reminded_by_name_the_day_before";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("booking-reminds", with_mail(&mailbox.address));
    let mut browser = Browser::default();
    asks_by_mail(&mut browser, &hall, "Erika Müßig", "erika@haus.example");
    confirms(&mut browser, &hall, &link_in(&mailbox.receives()));
    mailbox.receives();
    let booking = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("hers").clone();
    // It is ten in the morning each time, when reminders begin.
    let days_left = || (booking.starts_at.date_naive() - hall.now().date_naive()).num_days();
    assert!(days_left() > 3, "days pass before it");
    while days_left() > 2 {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    mailbox.stays_empty(&hall);
    hall.draws();
    hall.passes(TimeDelta::days(1));
    let reminder = mailbox.receives();
    let subject = reminder["subject"].as_str().expect("text");
    assert!(subject.starts_with("Erinnerung an Ihren Termin am"), "{subject}");
    assert!(reminder["text"].as_str().expect("text").contains("Guten Tag Erika Müßig,"), "{reminder}");
    mailbox.stays_empty(&hall);
    let outbox = hall.database().with_extension("mail.db");
    let written = || std::fs::metadata(outbox.with_extension("db-wal")).expect("it is there").len();
    let before = written();
    mailbox.stays_empty(&hall);
    assert_eq!(written(), before, "nothing is written each second that says nothing new");
}

#[test]
fn who_moves_a_booking_is_known_until_the_new_day() {
    let Some(mailbox) = Mailbox::start("who_moves_a_booking_is_known_until_the_new_day") else { return };
    let hall = Hall::of("booking-moves", with_mail(&mailbox.address));
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    // Within the hour nobody has to confirm. The first two are the time that begins now.
    let at = times_on(&browser, TIMES).swap_remove(3);
    browser.follow(&hall, &at);
    browser.types(&hall, &[("name", "Erika"), ("mail", "erika@haus.example"), ("persons", "1")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    let own = browser.at.trim_end_matches("/de").to_owned();
    assert!(mailbox.receives()["subject"].as_str().expect("text").starts_with("Ihr Termin am"));
    browser.follow(&hall, &format!("{own}/de/times"));
    let later = times_on(&browser, &format!("{own}/de/times")).pop().expect("there is a later one");
    browser.follow(&hall, &later);
    browser.types(&hall, &[]);
    assert!(mailbox.receives()["subject"].as_str().expect("text").starts_with("Ihr neuer Termin am"));
    for _ in 0..3 {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    browser.follow(&hall, &format!("{own}/de/cancel"));
    browser.types(&hall, &[]);
    let cancelled = mailbox.receives();
    assert!(cancelled["text"].as_str().expect("text").contains("Guten Tag Erika,"), "{cancelled}");
}

#[test]
fn a_mailbox_that_is_none_is_written_to_once_and_the_address_is_kept_nowhere() {
    let test = "a_mailbox_that_is_none_is_written_to_once_and_the_address_is_kept_nowhere";
    let Some(mut mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("booking-refused", with_mail(&mailbox.address));
    mailbox.is_asked_to_answer("never");
    asks_by_mail(&mut Browser::default(), &hall, "Erika", "nobody@haus.example");
    mailbox.stays_empty(&hall);
    let outbox = store::connect(&hall.database().with_extension("mail.db")).expect("it can be read");
    let outcome = || -> (u32, String) {
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        outbox.query_row("select tries, outcome from letter", [], row).expect("one letter")
    };
    let said = outcome();
    assert_eq!(said, (1, "refused: 550 5.1.1".to_owned()));
    assert!(!knows(&hall, "haus.example"), "the server's words repeat the address");
    hall.passes(TimeDelta::minutes(30));
    mailbox.stays_empty(&hall);
    assert_eq!(outcome(), said);
}

/// Whether any file of the hub has these words in the open.
fn knows(hall: &Hall, words: &str) -> bool {
    let database = hall.database();
    let files = std::fs::read_dir(database.parent().expect("a folder")).expect("it can be read");
    let has = |file: std::io::Result<std::fs::DirEntry>| {
        let bytes = std::fs::read(file.expect("it can be read").path()).unwrap_or_default();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    };
    files.into_iter().any(has)
}

/// With one clerk in each office.
pub fn alone(mut config: Config) -> Config {
    config.sites[0].pools.iter_mut().for_each(|pool| pool.seats = Some(1));
    config
}

/// Where nobody listens.
pub const NO_MAIL_SERVER: &str = "127.0.0.1:1";

/// The made-up town with a mail server.
pub fn with_mail(relay: &str) -> Config {
    let text = format!("{MADE_UP_TOWN}\n{}", mail_config(relay));
    Config::parse("hub.toml", &text).expect("the town is in order")
}

pub fn mail_config(relay: &str) -> String {
    format!("[mail]\nrelay = \"smtp://{relay}\"\nfrom = \"termine@musterstadt.example\"\n")
}
