//! Counters and those who sit at them: coming, leaving with and without an open call, and another site.

use axum::http::StatusCode;
use chrono::TimeDelta;
use hub::rights::Role;

use crate::browser::Browser;
use crate::hall::{Hall, OTHER, OWN};

#[test]
fn a_counter_that_was_left_is_closed_and_opens_with_its_page() {
    let (hall, mut browser) = (Hall::open("left"), Browser::default());
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    browser.follow(&hall, "/desk/3");
    hall.passes(TimeDelta::minutes(4));
    hall.closes_what_was_left();
    assert!(hall.is_open("3"), "the page may be on its way again");
    hall.passes(TimeDelta::minutes(1));
    hall.closes_what_was_left();
    assert!(!hall.is_open("3"), "nobody has been there for five minutes");
    browser.follow(&hall, "/desk/3");
    assert!(hall.is_open("3"), "whoever opens the page sits there");
}

#[test]
fn whom_nobody_has_finished_no_machine_does() {
    let (hall, mut browser) = (Hall::open("left-busy"), Browser::default());
    hall.draws();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    browser.follow(&hall, "/desk/3");
    browser.presses(&hall, "/desk/3/next");
    hall.passes(TimeDelta::minutes(12));
    hall.closes_what_was_left();
    assert!(hall.is_open("3"), "A001 is still called there");
    browser.follow(&hall, "/supervisor");
    browser.reads("unbesetzt? seit 12 Min.");
}

#[test]
fn what_the_supervisor_opens_stays_open() {
    let (hall, mut browser) = (Hall::open("left-opened"), Browser::default());
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    browser.follow(&hall, "/desk/3");
    browser.follow(&hall, "/supervisor");
    for act in ["close-counter", "open-counter"] {
        let key = format!("k-{act}");
        browser.posts(&hall, "/supervisor/hall", &[("key", &key), ("act", act), ("counter", "3")]);
    }
    hall.passes(TimeDelta::hours(2));
    hall.closes_what_was_left();
    assert!(hall.is_open("3"), "it was opened on purpose");
}

#[test]
fn whoever_leaves_a_call_open_is_asked_once_more() {
    let (hall, mut browser) = (Hall::open("leaves"), Browser::default());
    hall.draws();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Clerk)));
    browser.follow(&hall, "/desk/3");
    browser.presses(&hall, "/desk/3/next");
    browser.follow(&hall, "/desk");
    browser.reads("An Schalter 3 ist noch A001 offen.");
    browser.presses(&hall, "/logout");
    browser.reads("Möchten Sie sich wirklich abmelden?");
    browser.follow(&hall, "/desk/3");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.posts(&hall, "/logout", &[("key", "k0000001"), ("anyway", "1")]);
    browser.reads("Anmelden</h1>");
}

#[test]
fn who_looks_after_all_sites_chooses_one_in_the_address() {
    let (hall, mut browser) = (Hall::with_two_sites("elsewhere"), Browser::default());
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::CountyAdmin)));
    browser.follow(&hall, "/desk");
    browser.reads("href=\"/at/nordstadt/desk\"");
    browser.follow(&hall, "/at/nordstadt/desk");
    browser.reads("href=\"/at/nordstadt/desk/9\"");
    browser.follow(&hall, "/at/nordstadt/desk/9");
    browser.presses(&hall, "/at/nordstadt/desk/9/next");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    let called = |site: &str| {
        let sites = hall.running.desk.sites();
        sites[site].day.tickets()[0].state.name()
    };
    assert_eq!([called(OTHER), called(OWN)], ["called", "waiting"]);

    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Supervisor)));
    browser.follow(&hall, "/at/nordstadt/supervisor");
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "a foreign site is as unknown as none");
    browser.follow(&hall, "/at/rathaus/supervisor");
    browser.reads("Überblick für die Leitung");
}

#[test]
fn a_page_leads_only_where_the_role_may_go() {
    let (hall, mut browser) = (Hall::open("ways"), Browser::default());
    for (role, page, leads, hides) in [
        (Role::Infopoint, "/infopoint", vec!["/infopoint"], vec!["/desk", "/supervisor", "/accounts"]),
        (Role::Clerk, "/desk", vec!["/desk"], vec!["/infopoint", "/supervisor", "/accounts"]),
        (Role::Supervisor, "/", vec!["/desk", "/infopoint", "/supervisor"], vec!["/accounts"]),
    ] {
        browser.cookie = Some(hall.cookie_of(&hall.account(OWN, role)));
        browser.follow(&hall, page);
        for way in leads {
            browser.reads(&format!("href=\"{way}\""));
        }
        for way in hides {
            assert!(!browser.page.contains(&format!("href=\"{way}\"")), "{role}: {way} in\n{}", browser.page);
        }
    }
}

#[test]
fn a_visitor_reads_the_page_in_the_language_of_the_browser_or_the_address() {
    let (hall, mut browser) = (Hall::open("languages"), Browser::default());
    let code = hall.draws();
    browser.follow(&hall, &format!("/T/{code}"));
    browser.reads("Sie sind noch nicht dran.");
    browser.language = "uk-UA,uk;q=0.9,de;q=0.5";
    browser.follow(&hall, &format!("/T/{code}"));
    browser.reads("<html lang=\"uk\" dir=\"ltr\">");
    browser.follow(&hall, &format!("/T/{code}/AR"));
    browser.reads("<html lang=\"ar\" dir=\"rtl\">");
    browser.reads(&format!("href=\"/T/{code}/en\""));
    browser.follow(&hall, "/T/7F3C9AKD/en");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("We cannot find your number");
}
