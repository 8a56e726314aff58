//! A browser without script at the hub's real routes: what it is shown, and where it is sent.

use axum::http::StatusCode;
use hub::config::{Config, MADE_UP_TOWN};

use crate::booking_site::{NO_MAIL_SERVER, asks_by_mail, mail_config};
use crate::browser::{Browser, PASSWORD};
use crate::hall::Hall;

#[test]
fn from_the_set_up_link_to_the_first_call() {
    let (hall, mut browser) = (Hall::open("first-call"), Browser::default());
    hall.draws();
    browser.follow(&hall, &hall.set_up);
    browser.types(&hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", "anders")]);
    browser.reads("Die beiden Passwörter sind nicht gleich.");
    browser.types(&hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", PASSWORD)]);
    browser.reads("An welchem Schalter arbeiten Sie?");

    browser.follow(&hall, "/desk/3");
    browser.reads("<strong>1 Person</strong>");
    browser.presses(&hall, "/desk/3/next");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.presses(&hall, "/desk/3/acts");
    browser.reads("Im Gespräch seit");
    browser.presses(&hall, "/desk/3/acts");
    browser.reads("Ihr Schalter ist frei.");
    browser.presses(&hall, "/desk/3/next");
    browser.reads("Zurzeit wartet niemand, den Sie aufrufen können.");

    browser.follow(&hall, &hall.set_up);
    browser.reads("Dieser Link gilt nicht mehr");
}

/// Pressed twice, or sent twice by an impatient browser.
#[test]
fn one_button_pressed_twice_calls_one_visitor() {
    let (hall, mut browser) = (Hall::open("twice"), Browser::default());
    hall.draws();
    hall.draws();
    browser.logs_in(&hall);
    browser.follow(&hall, "/desk/3");
    let form = [("key", browser.field("/desk/3/next", "key"))];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.posts(&hall, "/desk/3/next", &form);
    browser.posts(&hall, "/desk/3/next", &form);
    assert_eq!(browser.status, StatusCode::OK, "the second press is the first one again, and no refusal");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.reads("<strong>1 Person</strong>");
}

#[test]
fn whoever_is_not_logged_in_is_shown_the_way() {
    let (hall, mut browser) = (Hall::open("not-logged-in"), Browser::default());
    browser.follow(&hall, "/desk/3");
    browser.reads("<h1 class=\"kern-heading-large\">Anmelden</h1>");
    browser.script = true;
    browser.follow(&hall, "/desk/3/live");
    assert_eq!(browser.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn logging_out_ends_the_session_and_not_only_the_cookie() {
    let (hall, mut browser) = (Hall::open("logout"), Browser::default());
    browser.logs_in(&hall);
    let cookie = browser.cookie.clone();
    browser.presses(&hall, "/logout");
    browser.reads("Anmelden</h1>");
    browser.cookie = cookie;
    browser.follow(&hall, "/desk");
    browser.reads("Anmelden</h1>");
}

#[test]
fn a_page_of_another_site_cannot_call() {
    let (hall, mut browser) = (Hall::open("foreign"), Browser::default());
    hall.draws();
    browser.logs_in(&hall);
    browser.origin = "https://anderswo.example";
    browser.posts(&hall, "/desk/3/next", &[("key", "0123456789")]);
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.reads("Das ist hier nicht erlaubt");
    browser.origin = "http://rathaus.example";
    browser.follow(&hall, "/desk/3");
    browser.reads("Ihr Schalter ist frei.");
}

#[test]
fn script_gets_the_part_and_the_refusal() {
    let (hall, mut browser) = (Hall::open("script"), Browser::default());
    browser.logs_in(&hall);
    browser.script = true;
    browser.posts(&hall, "/desk/3/next", &[("key", "0123456789")]);
    assert_eq!(browser.status, StatusCode::CONFLICT);
    browser.reads("Zurzeit wartet niemand, den Sie aufrufen können.");
    assert!(!browser.page.contains("<html"), "a part is no page:\n{}", browser.page);
    browser.posts(&hall, "/desk/99/next", &[("key", "0123456780")]);
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "on which the script loads the page anew");
    browser.script = false;
    browser.follow(&hall, "/desk/99");
    browser.reads("Diesen Schalter gibt es nicht.");
}

#[test]
fn a_visitor_follows_the_slip_without_a_cookie() {
    let (hall, mut browser) = (Hall::open("slip"), Browser::default());
    let code = hall.draws();
    browser.follow(&hall, &format!("/ticket?code={}", code.to_lowercase()));
    browser.reads(r#"<bdi class="status__number">A001</bdi>"#);
    browser.reads("Zurzeit ist kein Schalter geöffnet.");
    assert_eq!(browser.cookie, None);
    browser.follow(&hall, "/ticket?code=7F3C-9AKD");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Wir finden Ihre Nummer nicht");
}

/// By a plain form, after one question; a link alone gives nothing up.
#[test]
fn a_visitor_who_goes_home_gives_the_number_up() {
    let (hall, mut browser) = (Hall::open("goes-home"), Browser::default());
    let code = hall.draws();
    let leave = format!("/T/{code}/de/leave");
    browser.follow(&hall, &format!("/T/{code}/de"));
    browser.reads(&format!("href=\"{leave}\">Ich möchte nicht mehr warten"));
    browser.follow(&hall, &leave);
    browser.reads("Möchten Sie wirklich nicht mehr warten?");
    browser.reads("Ihre Nummer A001 gilt dann nicht mehr");
    browser.origin = "https://anderswo.example";
    browser.presses(&hall, &leave);
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.origin = "http://rathaus.example";
    browser.follow(&hall, &leave);
    browser.reads("Möchten Sie wirklich nicht mehr warten?");
    browser.presses(&hall, &leave);
    browser.reads("Diese Nummer gilt nicht mehr.");
    assert_eq!(browser.at, format!("/T/{code}/de"), "whoever loads the page anew gives nothing up");
    browser.follow(&hall, &leave);
    browser.reads("Diese Nummer gilt nicht mehr.");
    browser.follow(&hall, "/T/7F3C9AKD/de/leave");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Wir finden Ihre Nummer nicht");
}

#[test]
fn nonsense_is_answered_with_a_page() {
    let (hall, mut browser) = (Hall::open("nonsense"), Browser::default());
    browser.follow(&hall, "/gibt/es/nicht");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Diese Seite gibt es nicht");
    browser.posts(&hall, "/login", &[("name", "Petra")]);
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
    browser.reads("Ihre Eingabe kam nicht vollständig an");
    let novel = "x".repeat(wire::http::BODY_BYTES_MAX);
    browser.posts(&hall, "/login", &[("name", "Petra"), ("password", &novel)]);
    browser.reads("Ihre Eingabe kam nicht vollständig an");
}

/// Whoever watches the hub from outside is told when nothing can be stored, and when it can be again.
/// A booking never fails with a mail server, so nobody would notice that no letter goes out.
#[test]
fn health_says_how_long_letters_have_been_waiting() {
    let text = format!("{MADE_UP_TOWN}\n{}", mail_config(NO_MAIL_SERVER));
    let hall = Hall::of("health-mail", Config::parse("hub.toml", &text).expect("the town is in order"));
    let mut browser = Browser::default();
    let mut mail = |hall: &Hall| {
        browser.follow(hall, "/api/v1/health");
        let said: serde_json::Value = serde_json::from_str(&browser.page).expect("JSON");
        assert_eq!(said["mail"]["works"], true, "{said}");
        said["mail"]["waits_seconds"].as_i64().expect("a number")
    };
    assert_eq!(mail(&hall), 0);
    asks_by_mail(&mut Browser::default(), &hall, "Erika", "erika@haus.example");
    // The postman looks each second, and nobody answers where he goes.
    let since = std::time::Instant::now();
    loop {
        hall.passes(chrono::TimeDelta::minutes(1));
        if mail(&hall) >= 600 {
            break;
        }
        assert!(since.elapsed() < std::time::Duration::from_secs(20), "it says nothing");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    browser = Browser::default();
    browser.follow(&Hall::open("health-no-mail"), "/api/v1/health");
    browser.reads("\"mail\":null");
}

#[test]
fn health_is_whether_anything_can_be_stored() {
    let (hall, mut browser) = (Hall::open("health"), Browser::default());
    let health = |browser: &mut Browser| {
        browser.follow(&hall, "/api/v1/health");
        let said: serde_json::Value = serde_json::from_str(&browser.page).expect("JSON");
        (browser.status, said["works"].as_bool().expect("whether it works"))
    };
    assert_eq!(health(&mut browser), (StatusCode::OK, true));
    let disk = hub::store::connect(&hall.database()).expect("the database is there");
    disk.execute("alter table journal rename to lost", []).expect("nobody writes just now");
    let draw = queue::Command::Draw { visit: queue::Visit::to("ausweis"), by: queue::DrawnBy::Kiosk };
    let order = hub::desk::Order {
        site: crate::hall::OWN.into(),
        actor: "kiosk:eingang".into(),
        key: None,
        act: hub::desk::Act::Queue(draw),
    };
    hall.running.desk.commit_blocking(order).expect_err("nothing can be stored");
    assert_eq!(health(&mut browser), (StatusCode::SERVICE_UNAVAILABLE, false));
    disk.execute("alter table lost rename to journal", []).expect("nobody writes just now");
    // The hub tries once a second by itself.
    let again = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while health(&mut browser) != (StatusCode::OK, true) {
        assert!(std::time::Instant::now() < again, "the hub did not find its database again");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
