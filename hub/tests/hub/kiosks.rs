//! How the kiosks are, as the staff sees it: somebody has to bring paper.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use hub::rights::Role;
use hub::store::DeviceKind;
use wire::http::{HelpCalled, Offer, SLOT_DAYS_MAX, SLOTS_BYTES_MAX};

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
    for elsewhere in [
        hall.cookie_of(&hall.account(OWN, Role::Clerk)),
        hall.cookie_of(&hall.account(OTHER, Role::Infopoint)),
    ] {
        let mut other = Browser::default();
        other.cookie = Some(elsewhere);
        other.follow(&hall, "/infopoint");
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
