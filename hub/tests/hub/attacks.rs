//! Programs want every time there is: the hub notices, asks whoever books on the web for a stamp or to wait,
//! and nobody else, and stops when it is over. Nothing that somebody typed is lost by it.

use axum::http::{Method, StatusCode, header};
use calendar::BookingId;
use chrono::TimeDelta;
use hub::config::{AskStamps, Config, made_up_town};
use hub::rights::Role;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::booking_site::{NO_MAIL_SERVER, TIMES, books, times_on, with_mail};
use crate::bookings_of_staff::{self, logged_in};
use crate::browser::Browser;
use crate::hall::{Asks, Hall, OWN};

const AGAIN: &str = "Bitte drücken Sie in 20 Sekunden noch einmal auf den Knopf.";
const STANDS: &str = "Ihr Termin ist fest vereinbart.";
/// What the hub takes for an attack: so many forms within a minute.
const ATTACK: usize = 60;

fn always() -> Config {
    let mut config = with_mail(NO_MAIL_SERVER);
    config.attack.stamps = AskStamps::Always;
    config
}

fn count(hall: &Hall) -> usize {
    hall.running.desk.sites()[OWN].bookings().bookings().count()
}

/// A program asks for times nobody can have, so many at once.
fn attacks(hall: &Hall, forms: usize) {
    let mut program = Browser::default();
    for _ in 0..forms {
        let key = format!("key-of-a-program-{}", hall.fresh());
        let at = format!("{TIMES}/2026-03-12T0801Z");
        program.posts(hall, &at, &[("name", "x"), ("persons", "1"), ("key", &key)]);
    }
}

fn is_told_of_an_attack(hall: &Hall) -> bool {
    let (_, said) = Asks::new(hall, Role::Visitor).reads("/api/v1/health");
    let health: Value = serde_json::from_str(&said).expect("JSON");
    health["under_attack"].as_bool().expect("it is said")
}

/// The form for the `n`th time on the page.
fn opens(browser: &mut Browser, hall: &Hall, n: usize) -> String {
    browser.follow(hall, TIMES);
    let at = times_on(browser, TIMES).swap_remove(n);
    browser.follow(hall, &at);
    at
}

/// The number that the script of the page looks for.
fn works(browser: &Browser, form: &str) -> (String, String) {
    let challenge = browser.field(form, "challenge");
    let bits = browser.page.split("data-bits=\"").nth(1).and_then(|rest| rest.split('"').next());
    let bits: u32 = bits.expect("the form says how hard it is").parse().expect("a number");
    let is_found = |nonce: &u64| {
        let hash = Sha256::digest(format!("{challenge}:{nonce}"));
        u64::from_be_bytes(hash[..8].try_into().expect("eight bytes")).leading_zeros() >= bits
    };
    let nonce = (0..).find(is_found).expect("one of them is good");
    (challenge, nonce.to_string())
}

/// Sends the form under a name, with what it was asked for.
fn sends(browser: &mut Browser, hall: &Hall, name: &str, (challenge, nonce): (&str, &str)) {
    let fields = [("name", name), ("persons", "1"), ("challenge", challenge), ("nonce", nonce)];
    browser.types(hall, &fields);
}

#[test]
fn a_claim_without_a_stamp_takes_nothing_and_keeps_what_was_typed() {
    let hall = Hall::open("attack-begins");
    let mut citizen = Browser::default();
    let form = opens(&mut citizen, &hall, 0);
    assert_eq!(citizen.field(&form, "challenge"), "", "in peace nobody is asked anything");
    attacks(&hall, ATTACK - 1);
    assert!(!is_told_of_an_attack(&hall));
    // Hers is one more.
    citizen.types(&hall, &[("name", "Erika Mustermann"), ("persons", "1")]);
    assert_eq!(citizen.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(citizen.headers[header::RETRY_AFTER], "20");
    citizen.reads(AGAIN);
    assert_eq!(citizen.field(&form, "name"), "Erika Mustermann");
    assert!(is_told_of_an_attack(&hall));
    assert_eq!(count(&hall), 0);

    let stamp = works(&citizen, &form);
    citizen.types(&hall, &[("name", ""), ("challenge", &stamp.0), ("nonce", &stamp.1)]);
    citizen.reads("Bitte geben Sie Ihren Namen ein");
    assert_eq!((citizen.field(&form, "challenge"), citizen.field(&form, "nonce")), stamp, "worked for once");
    sends(&mut citizen, &hall, "Erika Mustermann", (&stamp.0, &stamp.1));
    citizen.reads(STANDS);
    assert_eq!(count(&hall), 1);
}

#[test]
fn a_stamp_is_good_for_one_act_on_one_form() {
    let hall = Hall::of("attack-once", always());
    let mut citizen = Browser::default();
    let form = opens(&mut citizen, &hall, 0);
    let (challenge, nonce) = works(&citizen, &form);
    let key = citizen.field(&form, "key");
    let fields = |key: &str| {
        [("name", "Erika"), ("persons", "1"), ("challenge", &challenge), ("nonce", &nonce), ("key", key)]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let posts = |browser: &mut Browser, form: &str, key: &str| {
        let fields = fields(key);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.posts(&hall, form, &fields);
    };
    let other = opens(&mut citizen, &hall, 5);
    posts(&mut citizen, &other, "key-of-another-form");
    citizen.reads(AGAIN);
    // Whoever presses twice has one booking, and reads the same.
    for _ in 0..2 {
        posts(&mut citizen, &form, &key);
        citizen.reads(STANDS);
    }
    posts(&mut citizen, &form, "key-of-another-act");
    citizen.reads(AGAIN);
    assert_eq!(count(&hall), 1);
}

#[test]
fn whoever_has_no_script_waits_and_books() {
    let hall = Hall::of("attack-waits", always());
    let mut citizen = Browser::default();
    let form = opens(&mut citizen, &hall, 5);
    citizen.reads("<noscript>");
    citizen.reads("Deshalb können Sie dieses Formular erst nach 20 Sekunden abschicken.");
    let challenge = citizen.field(&form, "challenge");
    hall.passes(TimeDelta::seconds(19));
    sends(&mut citizen, &hall, "Erika", (&challenge, ""));
    citizen.reads("Bitte drücken Sie in 1 Sekunde noch einmal auf den Knopf.");
    assert_eq!(count(&hall), 0);
    assert_eq!(citizen.field(&form, "challenge"), challenge, "nobody waits twice");
    hall.passes(TimeDelta::seconds(1));
    sends(&mut citizen, &hall, "Erika", (&challenge, ""));
    citizen.reads(STANDS);
    assert_eq!(count(&hall), 1);
}

#[test]
fn when_it_is_over_nobody_is_asked_any_more() {
    let hall = Hall::open("attack-ends");
    let mut citizen = Browser::default();
    attacks(&hall, ATTACK);
    let form = opens(&mut citizen, &hall, 0);
    assert_ne!(citizen.field(&form, "challenge"), "");
    hall.passes(TimeDelta::minutes(9));
    assert!(is_told_of_an_attack(&hall), "it may be a pause");
    hall.passes(TimeDelta::minutes(5));
    assert!(!is_told_of_an_attack(&hall));
    books(&mut citizen, &hall, "Erika");
    assert_eq!(count(&hall), 1);
}

#[test]
fn whoever_is_known_is_never_asked() {
    let hall = Hall::of("attack-known", always());
    let at = (hall.now() + TimeDelta::days(1)).to_rfc3339();
    let claim = format!(r#"{{"service":"abholen","starts_at":"{at}"}}"#);
    for (role, path) in [(Role::Kiosk, "/api/v1/kiosk/bookings"), (Role::Partner, "/api/v1/partner/bookings")]
    {
        let answer = Asks::new(&hall, role).asks(Method::POST, path, "application/json", &claim);
        assert_eq!(answer.status, StatusCode::OK, "{role}");
    }
    let mut infopoint = logged_in(&hall, Role::Infopoint);
    bookings_of_staff::books(&mut infopoint, &hall, 20, &[("name", "Erika"), ("phone", "06203 123")]);
    // A clerk who looks at what citizens see, too.
    books(&mut infopoint, &hall, "Hans");
    assert_eq!(count(&hall), 4);
}

#[test]
fn letters_to_strangers_need_a_stamp_too() {
    let hall = Hall::of("attack-watch", always());
    let path = format!("{TIMES}/watch");
    let mut citizen = Browser::default();
    citizen.follow(&hall, &path);
    let fields = [("mail", "erika@haus.example"), ("until", "2026-03-20"), ("persons", "1")];
    let stamp = works(&citizen, &path);
    citizen.types(&hall, &fields);
    citizen.reads(AGAIN);
    citizen.reads("value=\"erika@haus.example\"");
    citizen.reads("value=\"2026-03-20\"");
    citizen.types(&hall, &[&fields[..], &[("challenge", &stamp.0), ("nonce", &stamp.1)]].concat());
    citizen.reads("Bitte sehen Sie in Ihr Postfach");
}

/// However slowly: who never answers keeps times from those who would come.
#[test]
fn times_that_are_kept_for_nobody_are_an_attack() {
    /// After so many letters, of which the first were answered.
    fn asked_after(name: &str, answered: usize) -> Option<usize> {
        let mut config = with_mail(NO_MAIL_SERVER);
        config.attack.asks_per_minute = 10_000;
        let hall = Hall::of(name, config);
        let mut program = Browser::default();
        let mut is_asked = |n: usize| {
            let at = hall.now() + TimeDelta::days(1) + TimeDelta::minutes(20) * (n as i32 / 3);
            let (key, mail) = (format!("key-of-a-program-{n}"), format!("nobody-{n}@haus.example"));
            let form = format!("{TIMES}/{}", at.format("%Y-%m-%dT%H%MZ"));
            let fields = [("name", "x"), ("persons", "1"), ("mail", &*mail), ("key", &*key)];
            program.posts(&hall, &form, &fields);
            if program.page.contains(AGAIN) {
                return true;
            }
            program.reads("Bitte sehen Sie in Ihr Postfach");
            if n < answered {
                let own = hall.running.desk.sites()[OWN].booking_path(BookingId(n as u64 + 1));
                program.posts(&hall, &format!("{own}/de/confirm"), &[("key", &format!("{key}-confirm"))]);
                program.reads(STANDS);
            }
            false
        };
        (0..120).find(|n| is_asked(*n))
    }
    assert_eq!(asked_after("attack-unanswered", 0), Some(100));
    assert_eq!(asked_after("attack-answered", 5), Some(105));
}

#[test]
fn whoever_looks_after_the_hub_is_told() {
    let hall = Hall::of("attack-told", made_up_town());
    let mut admin = logged_in(&hall, Role::SiteAdmin);
    admin.follow(&hall, "/accounts");
    assert!(!admin.page.contains("angegriffen"));
    attacks(&hall, ATTACK);
    admin.follow(&hall, "/accounts");
    admin.reads("Seit 10:00 Uhr schicken dort Programme sehr viele Anfragen.");
    admin.reads("Sie müssen nichts tun.");
}
