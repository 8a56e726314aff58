//! What citizens say to the office, and what the office has to say of itself: statements and help, the
//! contact page, and how a visit was.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use calendar::bookings::Claim;
use calendar::wish::Channel;
use calendar::{BookingId, Command as Calendar, Wish};
use chrono::TimeDelta;
use hub::config::{Config, MADE_UP_TOWN, made_up_town};
use hub::desk::{Act, NotDone, Order, Visit};
use hub::rights::Role;
use hub::store::feedback::{Answer, Face};
use hub::store::{self, DayKeys, StoredAnswer};
use queue::{Command, TicketId};

use crate::booking_site::{self, NO_MAIL_SERVER, mail_config};
use crate::browser::Browser;
use crate::hall::{Asks, Hall, OWN};
use crate::mailbox::Mailbox;

const CONTACT: &str = "/ueber/de/rathaus/kontakt";
const OFFICE: &str = "buergerbuero@musterstadt.example";

/// The made-up town, whose office is written to.
pub fn with_contact(relay: &str) -> Config {
    let town = "town = \"Stadt Musterstadt\"";
    let text = MADE_UP_TOWN.replacen(town, &format!("contact = \"{OFFICE}\"\n{town}"), 1);
    Config::parse("hub.toml", &format!("{text}\n{}", mail_config(relay))).expect("it is in order")
}

/// Somebody is called, served and gone; the path of the slip's page, without a language.
pub fn is_served(hall: &Hall) -> String {
    let slip = hall.draws();
    let state = hall.running.desk.site(OWN).expect("the site");
    let ticket = state.day.tickets().last().expect("one was drawn").id;
    serves(hall, ticket);
    format!("/T/{slip}")
}

fn serves(hall: &Hall, ticket: TicketId) {
    let counter = || "1".to_owned();
    for command in [
        Command::Call { ticket, counter: counter() },
        Command::Arrive { ticket, counter: counter() },
        Command::Finish { ticket, counter: counter(), performed: None },
    ] {
        hall.commits_as("clerk:77", OWN, Act::Queue(command));
    }
}

/// What the form of a page asks for, and a face.
pub fn judges(browser: &mut Browser, hall: &Hall, path: &str, face: &str, words: &str) {
    browser.follow(hall, path);
    browser.types(hall, &[("face", face), ("words", words)]);
}

/// All answers of the hub, as they stand in its database: day, service, face.
fn answers(hall: &Hall) -> Vec<(String, String, String)> {
    let db = store::connect(&hall.database()).expect("it can be read");
    let mut select = db.prepare("select day, service, face from feedback").expect("the table is there");
    let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    select.query_map([], row).expect("it can be read").map(|row| row.expect("texts")).collect()
}

fn waiting(hall: &Hall) -> usize {
    let db = store::connect(&hall.database()).expect("it can be read");
    store::messages(&db, &DayKeys::beside(&hall.database())).expect("it can be read").len()
}

#[test]
fn every_statement_is_the_towns_own_or_says_that_it_is_missing() {
    let imprint = "imprint = \"\"\"\nStadt Musterstadt";
    let text = MADE_UP_TOWN
        .replacen(imprint, &format!("privacy = \"https://www.stadt.example/daten\"\n{imprint}"), 1)
        .replacen(
            "\nminutes = 12\n",
            "\nminutes = 12\nprivacy = \"Ihr Foto geht an die Bundesdruckerei.\"\n",
            1,
        );
    let hall = Hall::of("about", Config::parse("hub.toml", &text).expect("it is in order"));
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de");
    browser.reads("href=\"/ueber/de/rathaus/impressum\"");
    browser.reads("href=\"https://www.stadt.example/daten\" target=\"_blank\" rel=\"noopener\"");
    for (topic, said) in [
        ("impressum", "Sie ist erfunden, damit Sie alles ausprobieren können."),
        ("datenschutz", "<a class=\"kern-link about__link\" href=\"https://www.stadt.example/daten\""),
        ("datenschutz", "id=\"ausweis\""),
        ("datenschutz", "Ihr Foto geht an die Bundesdruckerei."),
        ("barrierefreiheit", "Dieser Text fehlt hier noch."),
        ("hilfe", "So vereinbaren Sie einen Termin"),
    ] {
        browser.follow(&hall, &format!("/ueber/de/rathaus/{topic}"));
        assert_eq!(browser.status, StatusCode::OK, "{topic}");
        browser.reads(said);
    }
    browser.follow(&hall, "/ueber/uk/rathaus/hilfe");
    browser.reads("Як записатися на прийом");
    // Whoever books finds the way to the statement of the matter.
    browser.follow(&hall, "/termine/de/rathaus/ausweis/2026-03-12T1000Z");
    browser.reads("href=\"/ueber/de/rathaus/datenschutz#ausweis\"");
    browser.follow(&hall, "/termine/de/rathaus/abholen/2026-03-12T1000Z");
    assert!(!browser.page.contains("datenschutz#"), "it has none: {}", browser.page);
    for nowhere in ["/ueber/de/rathaus/elefant", "/ueber/de/anderswo/hilfe", "/ueber/de/anderswo/kontakt"] {
        browser.follow(&hall, nowhere);
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{nowhere}");
        browser.reads("href=\"/ueber/de/rathaus/kontakt?about=not-found\"");
    }
}

#[test]
fn where_nobody_is_written_to_the_page_says_how_else() {
    for (name, config) in
        [("contact-no-mail", made_up_town()), ("contact-no-address", booking_site::with_mail(NO_MAIL_SERVER))]
    {
        let hall = Hall::of(name, config);
        let mut browser = Browser::default();
        browser.follow(&hall, CONTACT);
        browser.reads("Bürgerbüro, Rathausplatz 1, 12345 Musterstadt");
        assert!(!browser.page.contains("<form"), "{}", browser.page);
        browser.posts(&hall, CONTACT, &[("key", "key-of-a-form"), ("message", "Hallo")]);
        assert_eq!(browser.status, StatusCode::NOT_FOUND);
        assert_eq!(waiting(&hall), 0);
    }
}

#[test]
fn a_message_goes_to_the_office_and_nothing_of_it_is_kept() {
    let Some(mailbox) = Mailbox::start("a_message_goes_to_the_office_and_nothing_of_it_is_kept") else {
        return;
    };
    let hall = Hall::of("contact", with_contact(&mailbox.address));
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{CONTACT}?about=broken"));
    browser.reads("Wir schreiben dazu, welche Fehlermeldung Sie gesehen haben.");
    let words = "Guten Tag,\r\n\r\nder Eingang ist zu.\r\n.\r\nBcc: b@b.example";
    let about = browser.field(CONTACT, "about");
    let typed =
        [("message", words), ("name", "Erika Müßig"), ("mail", "erika@haus.example"), ("about", &*about)];
    let key = browser.field(CONTACT, "key");
    for _ in 0..2 {
        let form: Vec<(&str, &str)> = typed.iter().copied().chain([("key", &*key)]).collect();
        browser.posts(&hall, CONTACT, &form);
        browser.reads("Ihre Nachricht ist unterwegs");
        browser.reads("Wir antworten Ihnen an die Adresse");
    }
    let letter = mailbox.receives();
    assert_eq!(letter["to"][0]["address"], OFFICE);
    assert_eq!(letter["from"][0]["address"], "termine@musterstadt.example");
    assert_eq!(letter["subject"], "Nachricht von der Kontaktseite");
    let text = letter["text"].as_str().expect("text").replace("\r\n", "\n");
    assert!(text.starts_with("Guten Tag,\n\nder Eingang ist zu.\n.\nBcc: b@b.example\n"), "{text}");
    for said in ["Name: Erika Müßig", "Antwort an: erika@haus.example", "„Etwas ist schiefgegangen“"] {
        assert!(text.contains(said), "{said:?} is not in\n{text}");
    }
    // Pressed twice it was one message, and it is gone.
    mailbox.stays_empty(&hall);
    assert_eq!(waiting(&hall), 0);
    // The old form with other words is a new message, but that is asked first.
    browser.posts(&hall, CONTACT, &[("key", &*key), ("message", "Und noch etwas.")]);
    assert_eq!(browser.status, StatusCode::CONFLICT);
    browser.reads("Ist das eine neue Nachricht?");
    browser.types(&hall, &[("message", "Und noch etwas.")]);
    browser.reads("Antworten können wir Ihnen nicht");
    let letter = mailbox.receives();
    assert!(letter["text"].as_str().expect("text").contains("Und noch etwas."), "{letter}");
}

#[test]
fn a_message_waits_for_the_mail_server_and_goes_when_it_is_there() {
    let test = "a_message_waits_for_the_mail_server_and_goes_when_it_is_there";
    let Some(mut mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("contact-waits", with_contact(&mailbox.address));
    mailbox.is_asked_to_answer("later");
    let mut browser = Browser::default();
    browser.follow(&hall, CONTACT);
    browser.types(&hall, &[("message", "Der Eingang ist zu.")]);
    mailbox.stays_empty(&hall);
    assert_eq!(waiting(&hall), 1);
    hall.passes(TimeDelta::minutes(1));
    assert_eq!(mailbox.receives()["to"][0]["address"], OFFICE);
    // A mailbox that is none is not written to again and again.
    mailbox.is_asked_to_answer("never");
    browser.follow(&hall, CONTACT);
    browser.types(&hall, &[("message", "Der Eingang ist zu.")]);
    mailbox.stays_empty(&hall);
    assert_eq!(waiting(&hall), 0);
}

#[test]
fn what_is_wrong_with_a_message_is_said_and_it_is_kept_in_the_form() {
    let hall = Hall::of("contact-wrong", with_contact(NO_MAIL_SERVER));
    let mut browser = Browser::default();
    let long = "x".repeat(3_001);
    for (message, name, mail, said) in [
        ("", "Erika", "", "Bitte schreiben Sie eine Nachricht, mit höchstens 3000 Zeichen."),
        (&*long, "", "", "Bitte schreiben Sie eine Nachricht, mit höchstens 3000 Zeichen."),
        ("Hallo\0", "", "", "Bitte schreiben Sie eine Nachricht"),
        ("Hallo", "Erika\r\nBcc: b@b.example", "", "Bitte geben Sie Ihren Namen ein"),
        ("Hallo", "", "erika@", "Diese E-Mail-Adresse ist nicht vollständig."),
        ("Hallo", "", "erika@a.example\nBcc: b@b.example", "Diese E-Mail-Adresse ist nicht vollständig."),
    ] {
        browser.follow(&hall, CONTACT);
        browser.types(&hall, &[("message", message), ("name", name), ("mail", mail)]);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{message:?} {name:?} {mail:?}");
        browser.reads(said);
        assert!(message != "Hallo" || browser.page.contains("Hallo</textarea>"), "{}", browser.page);
    }
    assert_eq!(waiting(&hall), 0);
    // Five from one place, and the next one is asked to wait; what was typed is not lost.
    for n in 1..=6 {
        browser.follow(&hall, CONTACT);
        browser.types(&hall, &[("message", &*format!("Nachricht {n}"))]);
    }
    assert_eq!((browser.status, waiting(&hall)), (StatusCode::TOO_MANY_REQUESTS, 5));
    browser.reads("Wir können gerade keine weitere Nachricht annehmen.");
    browser.reads("Nachricht 6</textarea>");
}

#[test]
fn who_was_served_says_how_it_was_and_may_say_otherwise() {
    let hall = Hall::open("judge");
    let mut browser = Browser::default();
    // Whoever waits is not asked.
    let waits = format!("/T/{}", hall.draws());
    browser.follow(&hall, &format!("{waits}/de/feedback"));
    browser.reads("Sie sind");
    assert!(!browser.page.contains("Wie war Ihr Besuch?"), "{}", browser.page);

    let slip = is_served(&hall);
    let judge = format!("{slip}/de/feedback");
    browser.follow(&hall, &format!("{slip}/de"));
    browser.reads(&format!("href=\"{judge}\""));
    browser.follow(&hall, &judge);
    let key = browser.field(&judge, "key");
    browser.types(&hall, &[("words", "Sehr freundlich.")]);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Bitte wählen Sie eine der drei Antworten.");
    browser.reads("Sehr freundlich.</textarea>");
    browser.posts(&hall, &judge, &[("key", &*key), ("face", "good"), ("words", "Sehr freundlich.")]);
    browser.reads("Vielen Dank für Ihre Antwort");
    let ausweis = |face: &str| ("2026-03-11".to_owned(), "ausweis".to_owned(), face.to_owned());
    assert_eq!(answers(&hall), [ausweis("good")]);
    // Back, and another face: by the old form and by a new one it is still one answer.
    browser.posts(&hall, &judge, &[("key", &*key), ("face", "middling"), ("words", "")]);
    browser.reads("Vielen Dank für Ihre Antwort");
    assert_eq!(answers(&hall), [ausweis("middling")]);
    judges(&mut browser, &hall, &judge, "bad", "  Zu \r\n laut. ");
    assert_eq!(answers(&hall), [ausweis("bad")]);
    let long = "x".repeat(301);
    judges(&mut browser, &hall, &judge, "bad", &long);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);

    let reads = || Asks::new(&hall, Role::Supervisor).reads("/statistics/feedback");
    let (status, page) = reads();
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("Zu laut."), "whoever was just here would be known: {page}");
    hall.passes(TimeDelta::days(1));
    let (_, page) = reads();
    assert!(page.contains("Zu laut.") && page.contains("schlecht"), "{page}");
    assert!(!page.contains("Sehr freundlich."), "that is not what they say any more: {page}");
}

/// What no page of ours sends.
#[test]
fn odd_forms_say_nothing_to_anybody() {
    let hall = Hall::of("said-odd", with_contact(NO_MAIL_SERVER));
    let judge = format!("{}/de/feedback", is_served(&hall));
    let mut browser = Browser::default();
    let long = "x".repeat(70_000);
    for (path, form) in [
        (CONTACT, "".to_owned()),
        (CONTACT, "message=Hallo".to_owned()),
        (CONTACT, "key=kurz&message=Hallo".to_owned()),
        (CONTACT, format!("key=key-of-a-form&message={long}")),
        (&*judge, "face=good".to_owned()),
        (&*judge, format!("key=key-of-a-form&face=good&words={long}")),
    ] {
        browser.posts_as_it_is(&hall, path, form.clone().into_bytes());
        assert_eq!(browser.status, StatusCode::BAD_REQUEST, "{path} {}", &form[..form.len().min(40)]);
        browser.reads("Ihre Eingabe kam nicht vollständig an");
    }
    for form in ["key=key-of-a-form&face=angry", "key=key-of-a-form&face=good&words=%00", "key=key-of-a-form"]
    {
        browser.posts_as_it_is(&hall, &judge, form.as_bytes().to_vec());
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    // A page in another alphabet.
    browser.posts_as_it_is(&hall, CONTACT, b"key=key-of-a-form&message=M\xFCller".to_vec());
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    for nobodys in ["/T/0000-0000/de/feedback", "/T/x/de/feedback"] {
        browser.follow(&hall, nobodys);
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{nobodys}");
    }
    assert_eq!((answers(&hall).len(), waiting(&hall)), (0, 0));
}

/// By slip and by link it is one visit.
#[test]
fn a_booking_is_judged_once_by_slip_and_by_link() {
    let hall = Hall::open("judge-booking");
    let mut browser = Browser::default();
    let own = booking_site::books(&mut browser, &hall, "Erika");
    browser.follow(&hall, &format!("{own}/de/feedback"));
    browser.reads("Ihr Termin ist fest vereinbart.");
    let booking = BookingId(1);
    assert_eq!(hall.running.desk.sites()[OWN].bookings().bookings().last().expect("hers").id, booking);
    hall.commits_as("clerk:77", OWN, Act::CheckIn { booking, needs: queue::Needs::NONE, language: None });
    let state = hall.running.desk.site(OWN).expect("the site");
    let ticket = state.ticket_of_booking(booking).expect("it has a number");
    let slip = format!("/T/{}", state.code(state.day.date().expect("the day is open"), ticket));
    browser.follow(&hall, &format!("{own}/de/feedback"));
    browser.reads("Sie sind angemeldet.");
    serves(&hall, ticket);
    browser.follow(&hall, &format!("{own}/de"));
    browser.reads(&format!("href=\"{own}/de/feedback\""));
    judges(&mut browser, &hall, &format!("{own}/de/feedback"), "good", "");
    judges(&mut browser, &hall, &format!("{slip}/de/feedback"), "bad", "");
    assert_eq!(answers(&hall).len(), 1);
    assert_eq!(answers(&hall)[0].2, "bad");
}

#[test]
fn a_site_that_does_not_ask_takes_no_answer() {
    let mut config = made_up_town();
    config.sites[0].feedback = false;
    let hall = Hall::of("judge-off", config);
    let mut browser = Browser::default();
    let slip = is_served(&hall);
    browser.follow(&hall, &format!("{slip}/de"));
    assert!(!browser.page.contains("/feedback"), "{}", browser.page);
    let form = [("key", "key-of-a-form"), ("face", "good")];
    browser.posts(&hall, &format!("{slip}/de/feedback"), &form);
    browser.reads("Ihr Besuch ist abgeschlossen.");
    assert_eq!(answers(&hall), []);
    let (_, page) = Asks::new(&hall, Role::Supervisor).reads("/statistics");
    assert!(!page.contains("Rückmeldungen"), "{page}");
}

/// When the day is over nobody knows whose answer was whose, and so nobody changes one: a second key of that
/// day would make it two visits.
#[test]
fn an_answer_of_a_day_that_is_over_is_nobodys() {
    let hall = Hall::open("judge-over");
    let starts_at = hall.now();
    let (wish, claim) = (Wish::of("abholen", Channel::Staff), Claim::Confirm);
    hall.commits_as("clerk:77", OWN, Act::Book { wish, starts_at, claim, contact: None });
    let booking = BookingId(1);
    hall.commits_as("clerk:77", OWN, Act::CheckIn { booking, needs: queue::Needs::NONE, language: None });
    let state = hall.running.desk.site(OWN).expect("the site");
    serves(&hall, state.ticket_of_booking(booking).expect("it has a number"));
    let says = |face| {
        let act = Act::Judge { visit: Visit::Booking(booking), answer: Answer { face, words: None } };
        let order = Order { site: OWN.into(), actor: "citizen".into(), key: None, act };
        hall.running.desk.commit_blocking(order)
    };
    assert_eq!((says(Face::Bad), says(Face::Good)), (Ok(StoredAnswer::Done), Ok(StoredAnswer::Done)));
    let key_of_day = hall.database().with_extension("daykeys").join("rathaus.2026-03-11");
    assert!(key_of_day.exists());
    hall.passes(TimeDelta::days(1));
    let since = Instant::now();
    while key_of_day.exists() {
        assert!(since.elapsed() < Duration::from_secs(10), "the key of the day is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
    let refused = says(Face::Bad).expect_err("its day is over");
    assert!(matches!(&refused, NotDone::Refused { code, .. } if code == "nothing-to-judge"), "{refused:?}");
    assert!(!key_of_day.exists(), "no key of a day that is over is made again");
    assert_eq!(answers(&hall).iter().map(|(_, _, face)| face.as_str()).collect::<Vec<_>>(), ["good"]);
}

/// A talk on the telephone has no number; the staff say whether it took place.
#[test]
fn a_talk_that_took_place_is_judged_by_its_link() {
    let hall = Hall::open("judge-phone");
    let mut browser = Browser::default();
    let times = "/termine/de/rathaus/fuehrungszeugnis?form=phone";
    browser.follow(&hall, times);
    let below = "/termine/de/rathaus/fuehrungszeugnis";
    let first = booking_site::times_on(&browser, below).swap_remove(0);
    browser.follow(&hall, &format!("{first}?form=phone"));
    let key = browser.field(&first, "key");
    let form =
        [("name", "Erika"), ("phone", "06203 123"), ("form", "phone"), ("persons", "1"), ("key", &*key)];
    browser.posts(&hall, &first, &form);
    browser.reads("Wir rufen Sie zu dieser Zeit an.");
    let own = browser.at.trim_end_matches("/de").to_owned();
    hall.passes(TimeDelta::minutes(20));
    browser.follow(&hall, &format!("{own}/de"));
    assert!(!browser.page.contains("/feedback"), "nobody has said that it took place: {}", browser.page);
    let held = Calendar::CheckIn { booking: BookingId(1) };
    hall.commits_as("clerk:77", OWN, Act::Calendar(held));
    judges(&mut browser, &hall, &format!("{own}/de/feedback"), "good", "Sehr nett.");
    browser.reads("Vielen Dank für Ihre Antwort");
    assert_eq!(answers(&hall)[0].1, "fuehrungszeugnis");
}

#[test]
fn faces_are_figures_for_those_who_lead_and_for_everybody_if_the_site_wants() {
    let mut config = made_up_town();
    config.sites[0].open_data = true;
    let hall = Hall::of("judge-figures", config);
    let mut browser = Browser::default();
    for n in 0..40 {
        // A kiosk gives out no more in a minute.
        hall.passes(TimeDelta::seconds(3));
        let slip = is_served(&hall);
        judges(
            &mut browser,
            &hall,
            &format!("{slip}/de/feedback"),
            if n < 20 { "good" } else { "bad" },
            "Geheim.",
        );
    }
    let supervisor = Asks::new(&hall, Role::Supervisor);
    let (_, page) = supervisor.reads("/statistics");
    assert!(page.contains("Rückmeldungen nach dem Besuch"), "{page}");
    let (status, csv) = supervisor.reads("/statistics/feedback.csv");
    assert_eq!(status, StatusCode::OK);
    let csv = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8, for Excel");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "Dienstleistung;Antworten;gut;geht so;schlecht");
    assert_eq!(lines[1], "Alle Antworten;40;20;unter 5;20");
    for path in ["/statistics/feedback", "/statistics/feedback.csv"] {
        let (status, _) = Asks::new(&hall, Role::Clerk).reads(path);
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
    hall.passes(TimeDelta::days(21));
    let anybody = Asks::new(&hall, Role::Visitor);
    let (_, said) = anybody.reads("/api/v1/public/rathaus/indicators");
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let all = &said["months"][0]["feedback"][0];
    assert_eq!(
        (&all["good"], &all["middling"], &all["bad"]),
        (&20.into(), &serde_json::Value::Null, &20.into())
    );
    let (status, table) = anybody.reads("/api/v1/public/rathaus/feedback.csv");
    assert_eq!(status, StatusCode::OK);
    assert!(table.contains("\r\n2026-03;Alle Antworten;40;20;unter 5;20\r\n"), "{table}");
    assert!(!table.contains("Geheim"));
}
