//! Whoever has an account elsewhere takes name and address from it into the form, and may change both.
//! Nothing else of it is kept, nobody is logged in afterwards, and whatever goes wrong leads back to the
//! form.

use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use hub::config::Config;
use hub::store::{self, DayKeys};
use serde_json::json;

use crate::booking_site::TIMES;
use crate::browser::Browser;
use crate::forgetting::every_file;
use crate::hall::{Hall, OWN};
use crate::provider::{Provider, Window, with};

/// As long as a hub asks again whether the provider is there, and some more.
const SOON: std::time::Duration = std::time::Duration::from_secs(30);
/// What the provider calls her, and nobody may ever read.
const SUBJECT: &str = "kanarienvogel-4711";
const TYPED: &str = "Erika Halbgetippt";
const ASTRAY: &str = "Diese Anmeldung gilt nicht mehr. Bitte versuchen Sie es noch einmal";
const OFFERS: &str = "Angaben aus BundID übernehmen";

fn erika(provider: &Provider) {
    let erika = json!({ "name": "Erika Mustermann", "email": "erika@haus.example",
        "given_name": "Erika", "family_name": "Mustermann-Groß" });
    provider.people(&json!({ SUBJECT: erika, "leer": {} }));
}

fn opens(provider: &Provider, name: &str, more: &str) -> Hall {
    opened(provider.for_citizens(more), name)
}

fn opened(config: Config, name: &str) -> Hall {
    // A provider's clock is not ours to move.
    let hall = Hall::at(Utc::now(), name, config);
    let since = std::time::Instant::now();
    let account = hall.running.web.citizen_account.as_ref().expect("the town has one");
    while !account.provider.is_there() {
        assert!(since.elapsed() < SOON, "the hub does not find its provider");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    hall
}

/// The form for one of the last times on the page, which is days away.
fn form(browser: &mut Browser, hall: &Hall) -> String {
    browser.follow(hall, TIMES);
    let start = format!("href=\"{TIMES}/2");
    let links: Vec<&str> = browser.page.split(&start).collect();
    // Before the very last there is time for two people.
    let last =
        links.iter().rev().nth(5).and_then(|rest| rest.split(['"', '?']).next()).expect("there is a time");
    let form = format!("{TIMES}/2{last}");
    browser.follow(hall, &form);
    form
}

/// Presses the button with something typed already; where the browser is sent.
fn leaves(browser: &mut Browser, hall: &Hall, form: &str) -> String {
    let key = browser.field(form, "key");
    let fields = [("key", &*key), ("name", TYPED), ("mail", "halb@"), ("persons", "2")];
    browser.posts(hall, &format!("{form}/account"), &fields);
    browser.reads("<h1 class=\"kern-heading-large\">Weiter zu BundID</h1>");
    let url = browser.page.split("content=\"0; url=").nth(1).and_then(|rest| rest.split('"').next());
    url.expect("the page leads on").replace("&#38;", "&")
}

#[track_caller]
fn is_as_typed(browser: &Browser, form: &str) {
    assert_eq!(browser.at.split('?').next(), Some(form), "the matter and the time");
    assert_eq!(browser.field(form, "name"), TYPED);
    browser.reads("value=\"halb@\"");
    assert_eq!(browser.field(form, "persons"), "2");
    assert_eq!((&browser.cookie, &browser.flow), (&None, &None));
}

#[test]
fn name_and_address_are_filled_in_and_can_be_changed() {
    let Some(provider) = Provider::start("citizen") else { return };
    erika(&provider);
    let hall = opens(&provider, "citizen", "");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    browser.reads(OFFERS);
    let url = leaves(&mut browser, &hall, &form);
    assert!(url.starts_with(&provider.issuer), "{url}");
    assert!(url.contains("redirect_uri=https%3A%2F%2Fwarten.example%2Ftermine%2Faccount%2Fanswer&"), "{url}");
    assert!(url.contains("code_challenge_method=S256") && url.contains("nonce="), "{url}");
    let back = Window::default().answers(&url, Some(SUBJECT));
    browser.follow(&hall, &back);
    browser.reads("Wir haben die Angaben aus Ihrem Konto eingetragen.");
    assert_eq!(browser.at.split('?').next(), Some(&*form));
    assert_eq!(browser.field(&form, "name"), "Erika Mustermann");
    browser.reads("value=\"erika@haus.example\"");
    assert_eq!(browser.field(&form, "persons"), "2");
    assert_eq!((&browser.cookie, &browser.flow), (&None, &None), "nobody is logged in");
    browser.types(&hall, &[("name", "Erika Müller"), ("mail", "mueller@haus.example"), ("persons", "2")]);
    browser.reads("Bitte sehen Sie in Ihr Postfach");
    let booking = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").id;
    let db = store::connect(&hall.database()).expect("it can be read");
    let contact = store::contact(&db, &DayKeys::beside(&hall.database()), OWN, booking);
    let contact = contact.expect("it can be read").expect("it is kept");
    assert_eq!((&*contact.name, contact.mail.as_deref()), ("Erika Müller", Some("mueller@haus.example")));
    browser.follow(&hall, &form);
    assert_eq!(browser.field(&form, "name"), "", "the next form knows nothing of it");
}

#[test]
fn a_name_may_stand_in_two_parts_or_nowhere() {
    let Some(provider) = Provider::start("citizen-parts") else { return };
    erika(&provider);
    let hall = opens(&provider, "citizen-parts", "name_claims = [\"given_name\", \"family_name\"]");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    let url = leaves(&mut browser, &hall, &form);
    browser.follow(&hall, &Window::default().answers(&url, Some(SUBJECT)));
    assert_eq!(browser.field(&form, "name"), "Erika Mustermann-Groß");
    browser.follow(&hall, &form);
    let url = leaves(&mut browser, &hall, &form);
    browser.follow(&hall, &Window::default().answers(&url, Some("leer")));
    browser.reads("In Ihrem Konto haben wir keinen Namen gefunden.");
    is_as_typed(&browser, &form);
}

#[test]
fn whatever_goes_wrong_leads_back_to_the_form_as_it_was() {
    let Some(mut provider) = Provider::start("citizen-wrong") else { return };
    erika(&provider);
    let hall = opens(&provider, "citizen-wrong", "");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    let mut comes_back = |says: &str, changed: &mut dyn FnMut(&str) -> String| {
        browser.follow(&hall, &form);
        let url = leaves(&mut browser, &hall, &form);
        let back = changed(&url);
        browser.follow(&hall, &back);
        browser.reads(says);
        is_as_typed(&browser, &form);
    };
    let answers = |url: &str| Window::default().answers(url, Some(SUBJECT));
    comes_back("Die Anmeldung wurde abgebrochen.", &mut |url| Window::default().answers(url, None));
    comes_back(ASTRAY, &mut |url| with(&answers(url), "state", "another"));
    comes_back(ASTRAY, &mut |url| with(&answers(url), "iss", "https://anderswo.example"));
    for parameter in ["nonce", "code_challenge"] {
        let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        comes_back(ASTRAY, &mut |url| answers(&with(url, parameter, other)));
    }
    comes_back(ASTRAY, &mut |_| "/termine/account/answer?code=a&code=b".to_owned());
    comes_back("Das Konto ist gerade nicht erreichbar.", &mut |url| {
        let back = answers(url);
        provider.ends();
        back
    });
}

/// A link with the answer to somebody else's login fills nobody's form in.
#[test]
fn without_the_browser_that_began_it_nothing_is_filled_in() {
    let Some(provider) = Provider::start("citizen-other") else { return };
    erika(&provider);
    let hall = opens(&provider, "citizen-other", "");
    let (mut browser, mut victim) = (Browser::default(), Browser::default());
    let form = form(&mut browser, &hall);
    let url = leaves(&mut browser, &hall, &form);
    assert!(!browser.flow.as_ref().expect("it remembers").contains("Erika"), "and cannot be read");
    let back = Window::default().answers(&url, Some(SUBJECT));
    let is_lost = |browser: &mut Browser| {
        browser.follow(&hall, &back);
        assert_eq!((browser.status, &browser.flow), (StatusCode::UNPROCESSABLE_ENTITY, &None));
        browser.reads("Diese Anmeldung gilt nicht mehr</h1>");
        browser.reads("Ein Konto brauchen Sie dafür nicht.");
        assert!(!browser.page.contains("Mustermann"), "{}", browser.page);
    };
    is_lost(&mut victim);
    hall.passes(TimeDelta::minutes(10));
    is_lost(&mut browser);
}

/// Where the staff log in at the same provider, a citizen's answer opens no door of theirs.
#[test]
fn nobody_is_logged_in_among_the_staff() {
    let Some(provider) = Provider::start("citizen-staff") else { return };
    erika(&provider);
    let mut config = provider.for_citizens("");
    config.directory = provider.config("").directory;
    let hall = opened(config, "citizen-staff");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    let url = leaves(&mut browser, &hall, &form);
    let back = Window::default().answers(&url, Some(SUBJECT));
    browser.follow(&hall, &back.replace("/termine/account/answer", "/login/directory/answer"));
    browser.reads("Diese Anmeldung gilt nicht mehr");
    assert_eq!(browser.cookie, None);
}

#[test]
fn a_provider_that_is_down_is_not_offered() {
    let Some(provider) = Provider::that_is_down("citizen-down") else { return };
    let hall = Hall::at(Utc::now(), "citizen-down", provider.for_citizens(""));
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    assert!(!browser.page.contains(OFFERS), "{}", browser.page);
    let fields = [("key", "key-of-a-form"), ("name", TYPED), ("mail", "halb@"), ("persons", "2")];
    browser.posts(&hall, &format!("{form}/account"), &fields);
    browser.reads("Das Konto ist gerade nicht erreichbar.");
    assert_eq!(browser.field(&form, "name"), TYPED);
    browser.reads("value=\"halb@\"");
}

#[test]
fn where_the_file_says_nothing_there_is_no_account() {
    let hall = Hall::open("citizen-off");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    assert!(!browser.page.contains("formaction"), "{}", browser.page);
    browser.posts(&hall, &format!("{form}/account"), &[("key", "key-of-a-form"), ("name", TYPED)]);
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.follow(&hall, "/termine/account/answer?code=a&state=b");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.follow(&hall, "/ueber/de/rathaus/datenschutz");
    assert!(!browser.page.contains("Angaben aus einem Konto"), "{}", browser.page);
}

#[test]
fn the_privacy_page_says_what_the_browser_keeps() {
    let Some(provider) = Provider::that_is_down("citizen-privacy") else { return };
    let hall = Hall::at(Utc::now(), "citizen-privacy", provider.for_citizens(""));
    let mut browser = Browser::default();
    browser.follow(&hall, "/ueber/de/rathaus/datenschutz");
    browser.reads("Nur wenn Sie Angaben aus einem Konto übernehmen");
}

/// Neither who she is there nor what proves it lies in any file of the hub.
#[test]
fn nothing_of_the_account_is_kept() {
    let Some(provider) = Provider::start("citizen-canary") else { return };
    erika(&provider);
    let hall = opens(&provider, "citizen-canary", "");
    let mut browser = Browser::default();
    let form = form(&mut browser, &hall);
    let url = leaves(&mut browser, &hall, &form);
    let back = Window::default().answers(&url, Some(SUBJECT));
    let code = back.split("code=").nth(1).and_then(|rest| rest.split('&').next()).expect("a code").to_owned();
    browser.follow(&hall, &back);
    browser.reads("Wir haben die Angaben aus Ihrem Konto eingetragen.");
    assert!(!browser.page.contains(SUBJECT));
    browser.types(&hall, &[("name", "Erika"), ("mail", "erika@haus.example"), ("persons", "2")]);
    browser.reads("Bitte sehen Sie in Ihr Postfach");
    let mut files = 0;
    every_file(hall.database().parent().expect("a folder"), &mut |file, bytes| {
        files += 1;
        // Every token of the provider begins with its head, and that with a brace, in base 64.
        for secret in [SUBJECT, &code, "eyJ"] {
            let is_there = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!is_there, "{} has {secret}", file.display());
        }
    });
    assert!(files >= 3, "only {files} files were looked at");
}
