//! What somebody whom nobody knows can do to the hub, from anywhere and without an account.

use axum::http::{Method, StatusCode};
use hub::rights::Role;
use hub::store;

use crate::booking_site::{TIMES, books, times_on};
use crate::browser::Browser;
use crate::hall::{Asks, Hall};

/// Half of an address that was typed from paper is in nobody's English.
#[test]
fn an_address_that_lost_something_is_answered_in_the_readers_language() {
    let (hall, mut browser) = (Hall::open("addresses"), Browser::default());
    let own = books(&mut browser, &hall, "Erika");
    browser.language = "tr";
    for (path, said) in [
        ("/termine/uk/rathaus/ausweis?persons=viele", "Ця адреса неповна"),
        ("/termine/pl/rathaus/ausweis?from=jutro", "Ten adres jest niepełny"),
        ("/termine/de?q=a&q=b", "Diese Adresse ist nicht vollständig"),
        ("/termine?q=a&q=b", "Bu adres eksik"),
        ("/ticket?code=a&code=b", "Bu adres eksik"),
        (&format!("{own}/fr/times?gone=300"), "Cette adresse est incomplète"),
    ] {
        browser.follow(&hall, path);
        assert_eq!(browser.status, StatusCode::BAD_REQUEST, "{path}");
        browser.reads(said);
    }
    let staff = Asks::new(&hall, Role::CountyAdmin);
    for path in [
        "/statistics?from=1&from=2",
        "/audit?before=gestern",
        "/desk/3?tab=elephant",
        "/infopoint?again=perhaps",
        "/bookings?day=1&day=2",
        "/bookings/new?at=1&at=2",
        "/absences?whom=1&whom=2",
        "/bell?answered=all",
    ] {
        let (status, page) = staff.reads(path);
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {page}");
        assert!(page.contains("Ihre Eingabe kam nicht vollständig an"), "{path}: {page}");
    }
}

/// A year of six digits is a date to a computer. Whoever counts a day on from the last of all falls over.
#[test]
fn no_date_in_an_address_brings_the_hub_down() {
    let (hall, mut browser) = (Hall::open("far-dates"), Browser::default());
    let own = books(&mut browser, &hall, "Erika");
    let staff = Asks::new(&hall, Role::CountyAdmin);
    for day in ["+262142-12-31", "-262143-01-01", "2037-01-01", "1999-12-31"] {
        let day = day.replace('+', "%2B");
        for path in [format!("{TIMES}/{day}T2359Z"), format!("{own}/de/times/{day}T2359Z")] {
            browser.follow(&hall, &path);
            assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
            browser.posts(&hall, &path, &[("key", "key-of-far"), ("name", "Erika"), ("persons", "1")]);
            assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [format!("{TIMES}?from={day}"), format!("{own}/de/times?from={day}")] {
            browser.follow(&hall, &path);
            assert_eq!(browser.status, StatusCode::OK, "{path}");
        }
        for path in [
            format!("/statistics?to={day}"),
            format!("/statistics?from={day}&to={day}"),
            format!("/audit?day={day}"),
            format!("/audit/entries.csv?day={day}&number=A001"),
            format!("/bookings?day={day}"),
            format!("/bookings/new?service=ausweis&from={day}"),
            format!("/bookings/new/who?service=ausweis&at={day}T2359Z"),
            format!("/absences/look?whom=resource:1&from_day={day}&until_day={day}"),
        ] {
            let (status, page) = staff.reads(&path);
            assert!(!status.is_server_error() && !page.is_empty(), "{path}: {status}");
        }
    }
    // A kiosk or another booking system says it in JSON, and the desk itself decides.
    for (kind, path) in [(Role::Kiosk, "/api/v1/kiosk/bookings"), (Role::Partner, "/api/v1/partner/bookings")]
    {
        let asker = Asks::new(&hall, kind);
        for at in ["+262142-12-31T23:59:59Z", "-262143-01-01T00:00:00Z"] {
            let body = format!(r#"{{"service":"abholen","starts_at":"{at}"}}"#);
            let answer = asker.asks(Method::POST, path, "application/json", &body);
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
    }
    browser.follow(&hall, "/api/v1/health");
    browser.reads("\"works\":true");
}

/// Each answer that is kept is some bytes on the hub's disk, and a key is made up in no time.
#[test]
fn a_stranger_fills_no_disk_with_keys() {
    let (hall, mut browser) = (Hall::open("keys-of-strangers"), Browser::default());
    let kept = || {
        let db = store::connect(&hall.database()).expect("it can be read");
        db.query_row("select count(*) from answer", [], |row| row.get::<_, u32>(0)).expect("a number")
    };
    let own = books(&mut browser, &hall, "Erika");
    assert_eq!(kept(), 1, "the booking, so that a form that is sent twice is one");

    browser.follow(&hall, TIMES);
    let free = times_on(&browser, TIMES).pop().expect("there is a time");
    for key in ["x".repeat(60_000), "short".into(), "with a blank in it".into()] {
        browser.posts(&hall, &free, &[("key", &key), ("name", "Erika"), ("persons", "1")]);
        assert_eq!(browser.status, StatusCode::BAD_REQUEST, "{} characters", key.len());
        browser.posts(&hall, &format!("{own}/de/cancel"), &[("key", &key)]);
        assert_eq!(browser.status, StatusCode::BAD_REQUEST, "{} characters", key.len());
    }
    for n in 0..10 {
        let past = format!("{TIMES}/2020-01-01T0800Z");
        browser.posts(&hall, &past, &[("key", &format!("refused-{n}")), ("name", "E"), ("persons", "1")]);
        browser.reads("Zu dieser Zeit gibt es hier keinen Termin mehr.");
        browser.posts(&hall, &format!("{own}/de/confirm"), &[("key", &format!("confirmed-{n}"))]);
        browser.reads("Ihr Termin ist fest vereinbart.");
    }
    assert_eq!(kept(), 1, "nothing else came about");
}

/// Accounts, names under seal, who was called when: whoever else works on this machine reads none of it.
#[test]
fn no_file_of_the_hub_is_read_by_others_on_its_machine() {
    use std::os::unix::fs::PermissionsExt;
    let hall = Hall::open("private-files");
    hall.draws();
    let database = hall.database();
    let folder = std::fs::read_dir(database.parent().expect("a folder")).expect("it can be read");
    let mut databases = 0;
    for file in folder.map(|file| file.expect("it can be read").path()) {
        if file.to_string_lossy().contains(".db") {
            let mode = file.metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}: {mode:o}", file.display());
            databases += 1;
        }
    }
    assert!(databases >= 6, "with their logs there are more than {databases}");
}
