//! How the kiosks are, as the staff sees it: somebody has to bring paper.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use hub::rights::Role;
use hub::store::DeviceKind;
use wire::http::{SLOT_DAYS_MAX, SLOTS_BYTES_MAX};

use crate::browser::Browser;
use crate::hall::{Asks, Hall, OTHER, OWN};

const OFFER: &str = "/api/v1/kiosk/offer";

#[test]
fn the_staff_reads_what_a_kiosk_says_of_its_printer() {
    let hall = Hall::with_two_sites("kiosks");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let (unheard, _) = hall.device(OWN, DeviceKind::Kiosk);
    let (foreign, _) = hall.device(OTHER, DeviceKind::Kiosk);
    let name = kiosk.device.clone().expect("a kiosk is a device");
    let says = |printer: &str| {
        let asked = kiosk.asks(Method::GET, &format!("{OFFER}{printer}"), "text/plain", "");
        assert_eq!(asked.status, StatusCode::OK, "{printer}");
    };
    let reads = |role, path: &str, sentence: &str, is_there: bool| {
        let mut browser = Browser::default();
        browser.cookie = Some(hall.cookie_of(&hall.account(OWN, role)));
        browser.follow(&hall, path);
        assert_eq!(browser.page.contains(sentence), is_there, "{sentence:?} in\n{}", browser.page);
        assert!(!browser.page.contains(&foreign), "what is elsewhere is not of this house");
    };
    let no_paper = format!("Am Kiosk {name} fehlt Papier.");
    says("?printer=paper-out");
    reads(Role::Infopoint, "/infopoint", &no_paper, true);
    reads(Role::Supervisor, "/supervisor", &no_paper, true);
    let never = format!("Der Kiosk {unheard} hat sich noch nicht gemeldet");
    reads(Role::Supervisor, "/supervisor", &never, true);
    reads(Role::Infopoint, "/infopoint", &unheard, false);
    says("?printer=paper-low");
    reads(Role::Infopoint, "/infopoint", &format!("Am Kiosk {name} geht das Papier bald zu Ende."), true);
    says("?printer=ready");
    reads(Role::Infopoint, "/infopoint", &name, false);
    reads(Role::Supervisor, "/supervisor", &format!("Der Kiosk {name} ist bereit."), true);
    // A kiosk of before, and one that knows more than we do.
    for said in ["", "?printer=on-fire", "?moon=full"] {
        says(said);
        reads(Role::Supervisor, "/supervisor", &format!("Der Kiosk {name} ist da."), true);
    }
    hall.passes(TimeDelta::minutes(1));
    let away = format!("Der Kiosk {name} meldet sich seit 10:00 Uhr nicht mehr.");
    reads(Role::Supervisor, "/supervisor", &away, true);
    reads(Role::Infopoint, "/infopoint", &away, true);
}

/// The made-up town is open day and night, and has a time each five minutes for two months.
#[test]
fn the_longest_list_of_times_is_one_that_a_kiosk_reads() {
    let hall = Hall::open("longest-times");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let (status, times) = kiosk.reads(&format!("/api/v1/kiosk/slots?service=abholen&days={SLOT_DAYS_MAX}"));
    assert_eq!(status, StatusCode::OK);
    assert!((600_000..SLOTS_BYTES_MAX).contains(&times.len()), "{} bytes", times.len());
}

/// At the infopoint the same door is used by people, who have no printer of ours.
#[test]
fn only_a_kiosk_is_heard_of() {
    let hall = Hall::open("no-kiosk");
    let infopoint = Asks::new(&hall, Role::Infopoint);
    let asked = infopoint.asks(Method::GET, &format!("{OFFER}?printer=paper-out"), "text/plain", "");
    assert_eq!(asked.status, StatusCode::OK);
    let (_, page) = infopoint.reads("/infopoint");
    assert!(!page.contains("fehlt Papier"), "{page}");
}
