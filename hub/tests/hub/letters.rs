//! Sentences of the town's own in letters: seen in the whole letter before they are saved, kept as versions,
//! and read by those who book.

use axum::http::StatusCode;

use crate::booking_site::{NO_MAIL_SERVER, asks_by_mail, confirms, link_in, with_mail};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;
use crate::offer::{admin, saves};

const LETTER: &str = "/offer/letters/confirmed";
const SENTENCE: &str = "Bitte benutzen Sie den Eingang im Hof.";

#[test]
fn a_sentence_is_seen_in_the_whole_letter_before_it_is_saved() {
    let hall = Hall::of("letters-preview", with_mail(NO_MAIL_SERVER));
    let mut browser = admin(&hall);
    browser.follow(&hall, "/offer/letters");
    browser.reads("Termin ist vereinbart");
    browser.follow(&hall, LETTER);
    browser.reads("Ihr Termin am Samstag, 14. März 2026, 09:00 Uhr");
    browser.reads("Guten Tag Erika Mustermann,");
    browser.reads("Bitte bringen Sie mit:");
    browser.reads("- Ein biometrisches Foto");
    assert!(!browser.page.contains(SENTENCE));
    let version = || hall.running.desk.site(OWN).expect("the site").plan_version();

    browser.types(&hall, &[("in-de", SENTENCE), ("language", "uk"), ("preview", "1")]);
    assert_eq!(browser.status, StatusCode::OK);
    let whole = browser.page.split("class=\"offer__letter\"").nth(1).expect("the letter").to_owned();
    assert!(whole.starts_with(" lang=\"uk\" dir=\"ltr\">"), "{whole}");
    assert!(whole.contains(SENTENCE), "who has none of their own reads the German one: {whole}");
    browser.reads(&format!("value=\"{SENTENCE}\""));
    assert_eq!(version(), 0, "a look saves nothing");

    browser.types(&hall, &[("in-de", SENTENCE), ("in-en", "Please use\u{7}the yard.")]);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Bitte schreiben Sie eine Zeile mit höchstens 400 Zeichen.");
    browser.types(&hall, &[("in-de", SENTENCE), ("in-en", "Please use the entrance in the yard.")]);
    browser.reads("Eigener Satz im Brief: Termin ist vereinbart (English)");
    assert_eq!(version(), 0);
    saves(&mut browser, &hall);
    browser.reads("Es gilt Fassung 2.");
    browser.follow(&hall, "/offer/letters");
    browser.reads("in 2 Sprachen");
    browser.follow(&hall, "/offer/plan.toml");
    assert!(browser.page.contains(SENTENCE), "it goes along when the plan is taken home");

    // Taken out again.
    browser.follow(&hall, LETTER);
    browser.types(&hall, &[("in-de", ""), ("in-en", "")]);
    saves(&mut browser, &hall);
    let state = hall.running.desk.site(OWN).expect("the site");
    assert_eq!((state.plan_version(), state.config.letters.len()), (3, 0));
    browser.follow(&hall, "/offer/letters/of-no-kind");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
}

#[test]
fn who_books_reads_the_sentence_of_their_letter_and_of_no_other() {
    let test = "who_books_reads_the_sentence_of_their_letter_and_of_no_other";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("letters-sent", with_mail(&mailbox.address));
    let mut staff = admin(&hall);
    staff.follow(&hall, LETTER);
    staff.types(&hall, &[("in-de", SENTENCE)]);
    saves(&mut staff, &hall);
    let mut citizen = Browser::default();
    asks_by_mail(&mut citizen, &hall, "Erika", "erika@haus.example");
    let verify = mailbox.receives();
    assert!(!verify["text"].as_str().expect("text").contains(SENTENCE), "{verify}");
    confirms(&mut citizen, &hall, &link_in(&verify));
    let confirmed = mailbox.receives();
    for part in ["text", "html"] {
        let written = confirmed[part].as_str().expect("text");
        assert!(written.contains(SENTENCE), "{part}: {confirmed}");
        assert!(written.contains("Ein biometrisches Foto"), "{part} says what to bring: {confirmed}");
    }
}
