//! How the kiosks are, as the staff sees it: somebody has to bring paper.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use chrono_tz::Europe::Berlin;
use hub::config::made_up_town;
use hub::rights::Role;
use hub::store::DeviceKind;
use wire::http::{HelpCalled, Offer, SLOT_DAYS_MAX, SLOTS_BYTES_MAX};

use crate::booking_site::{TIMES, times_on};
use crate::browser::Browser;
use crate::hall::{Asks, Hall, OTHER, OWN};

const OFFER: &str = "/api/v1/kiosk/offer";
const HELP: &str = "/api/v1/kiosk/help";

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

/// Who stands there reads that somebody comes, and the infopoint who asks; it rings once, and not for a desk.
#[test]
fn a_kiosk_rings_at_the_infopoint() {
    let hall = Hall::with_two_sites("help");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let name = kiosk.device.clone().expect("a kiosk is a device");
    let rings = || {
        let answer = kiosk.sends(Method::POST, HELP, "text/plain", "");
        assert_eq!(answer.status(), StatusCode::OK);
        let bytes = hall.runtime.block_on(axum::body::to_bytes(answer.into_body(), usize::MAX));
        serde_json::from_slice::<HelpCalled>(&bytes.expect("it comes from memory")).expect("how it stands")
    };
    let told = || {
        let (_, offer) = kiosk.reads(OFFER);
        serde_json::from_str::<Offer>(&offer).expect("an offer").help
    };
    assert_eq!(told(), None);
    let called = rings();
    assert!(!called.coming);
    assert_eq!(told(), Some(called));
    let asks = format!("Kiosk {name}: Jemand bittet um Hilfe");
    let account = hall.account(OWN, Role::Infopoint);
    let mut infopoint = Browser::default();
    infopoint.cookie = Some(hall.cookie_of(&account));
    infopoint.follow(&hall, "/infopoint");
    infopoint.reads(&asks);
    infopoint.reads("Noch niemand ist unterwegs.");
    let bell = format!("data-bell=\"kiosk {name} {}\"", called.at.timestamp());
    infopoint.reads(&bell);
    for (site, role, path) in [(OWN, Role::Clerk, "/desk/1"), (OTHER, Role::Infopoint, "/infopoint")] {
        let mut other = Browser::default();
        other.cookie = Some(hall.cookie_of(&hall.account(site, role)));
        other.follow(&hall, path);
        assert_eq!(other.status, StatusCode::OK, "{path}");
        assert!(!other.page.contains(&asks), "{}", other.page);
    }
    let presses = |infopoint: &mut Browser, help: &str| {
        let fields = [("key", "key-help-0001"), ("help", help), ("kiosk", name.as_str())];
        infopoint.posts(&hall, "/infopoint/bell", &fields);
    };
    presses(&mut infopoint, "come");
    infopoint.reads("Unterwegs: ");
    let coming = HelpCalled { coming: true, ..called };
    assert_eq!((told(), rings()), (Some(coming), coming), "within a minute it is the same call");
    hall.passes(TimeDelta::minutes(1));
    let again = rings();
    assert!(again.at > called.at && !again.coming, "nobody has come: {again:?}");
    presses(&mut infopoint, "done");
    assert!(!infopoint.page.contains(&asks), "{}", infopoint.page);
    assert_eq!(told(), None);
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

/// Books a time as a citizen who leaves a birthday.
fn books(hall: &Hall, at: &str, name: &str, birthday: &str) -> Browser {
    let mut browser = Browser::default();
    browser.follow(hall, at);
    browser.types(hall, &[("name", name), ("birthday", birthday)]);
    browser
}

/// Asks with what somebody knows by heart: the status, and what came.
fn knows(kiosk: &Asks, clock: &str, (day, month): (u8, u8)) -> (StatusCode, String) {
    let body = format!(r#"{{"clock":"{clock}","day":{day},"month":{month}}}"#);
    let path = "/api/v1/kiosk/check-ins/by-birthday";
    let (status, told) = kiosk.told(Method::POST, path, "application/json", &body);
    (status, String::from_utf8(told).expect("text"))
}

#[test]
fn a_booking_is_checked_in_by_its_time_and_a_birthday() {
    let hall = Hall::open("birthday");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let at = times_on(&browser, TIMES).swap_remove(30);
    for no_day in ["31.2.", "Heiligabend"] {
        let wrong = books(&hall, &at, "Erika Mustermann", no_day);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.reads("Diesen Tag gibt es nicht.");
        wrong.reads(&format!("value=\"{no_day}\""));
    }
    for (name, birthday) in [("Erika", "24.12."), ("Hans", "24.12.1950"), ("Olena", "0103")] {
        books(&hall, &at, name, birthday).reads("fest vereinbart");
    }
    let starts_at = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one").starts_at;
    let clock = starts_at.with_timezone(&Berlin).format("%H:%M").to_string();
    hall.passes(starts_at - hall.now() - TimeDelta::minutes(61));
    assert_eq!(knows(&kiosk, &clock, (1, 3)).0, StatusCode::NOT_FOUND, "it is hours away");
    hall.passes(TimeDelta::minutes(1));
    for (clock, birthday) in [(clock.as_str(), (2, 3)), (&clock, (31, 2)), ("23:55", (1, 3)), ("x", (1, 3))] {
        assert_eq!(knows(&kiosk, clock, birthday).0, StatusCode::NOT_FOUND, "{clock} {birthday:?}");
    }
    let (status, said) = knows(&kiosk, &clock, (24, 12));
    assert_eq!(status, StatusCode::CONFLICT, "two who cannot be told apart");
    assert!(said.contains("several-bookings"), "{said}");
    let (status, said) = knows(&kiosk, &clock, (1, 3));
    assert!(status == StatusCode::OK && said.contains("A001"), "{said}");
    // More people know a birthday than a code: the number is told to nobody a second time.
    let (status, said) = knows(&kiosk, &clock, (1, 3));
    assert!(
        status == StatusCode::CONFLICT && said.contains("checked-in") && !said.contains("A001"),
        "{said}"
    );
    assert_eq!(hall.running.desk.sites()[OWN].day.tickets().len(), 1);
}

#[test]
fn birthdays_cannot_be_tried_out() {
    let hall = Hall::open("birthdays-guessed");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let tried = || knows(&kiosk, "09:40", (1, 1)).0;
    let looked_at = (0..100).take_while(|_| tried() == StatusCode::NOT_FOUND).count();
    assert_eq!(looked_at, 20);
    assert_eq!(tried(), StatusCode::TOO_MANY_REQUESTS);
    hall.passes(TimeDelta::seconds(30));
    assert_eq!((tried(), tried()), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
}

#[test]
fn where_birthdays_are_not_wanted_none_is_kept() {
    let mut config = made_up_town();
    config.sites[0].birthday_check_in = false;
    let hall = Hall::of("no-birthdays", config);
    let mut browser = Browser::default();
    browser.follow(&hall, TIMES);
    let at = times_on(&browser, TIMES).swap_remove(4);
    browser.follow(&hall, &at);
    assert!(!browser.page.contains("birthday"));
    books(&hall, &at, "Erika", "24.12.").reads("fest vereinbart");
    let booking = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one").id;
    let contact = hall.running.web.visitors.of(OWN, booking).expect("it can be read").expect("somebody");
    assert_eq!(contact.birthday, None);
    let (_, offer) = Asks::new(&hall, Role::Kiosk).reads(OFFER);
    assert!(offer.contains(r#""knows_birthdays":false"#), "{offer}");
}
