//! The hub client over real HTTP: what an answer means, and what none means.

use hardware::printer::{PrinterFault, PrinterState};
use kiosk::config::HubConfig;
use kiosk::hub_client::HubClient;
use kiosk::session::{Act, Answer, Unheard, Wanted};
use serde_json::json;
use wire::Hall;
use wire::http::{BookHere, CheckIn, DrawTicket, Matter, VisitChoices, path};

use crate::scene::{at, free, offer, own, ticket};
use crate::small_hub::SmallHub;

#[test]
fn an_act_carries_who_asks_and_its_key_and_brings_a_number() {
    let answer = json!(ticket("A047")).to_string();
    let hub = SmallHub::new(move |_| Some((201, answer.clone())));
    let issued = client(&hub.url()).ask("run-1", &draw());
    assert_eq!(issued, Answer::Issued(Box::new(ticket("A047"))));
    let asked = hub.was_asked(path::KIOSK_TICKETS);
    assert_eq!(asked.what, "POST /api/v1/kiosk/tickets");
    assert_eq!(asked.authorization, "Bearer k1-secret");
    assert_eq!(asked.key, "run-1");
    let body: serde_json::Value = serde_json::from_str(&asked.body).expect("the body is JSON");
    assert_eq!(body, json!({ "service": "passport", "language": "uk" }));
}

#[test]
fn a_code_goes_to_the_check_ins() {
    let hub = SmallHub::new(|_| {
        Some((404, json!({ "code": "unknown-booking", "detail": "no such booking" }).to_string()))
    });
    let act = Act::CheckIn(CheckIn { code: "7F3C9AKD".into(), language: None, needs: [].into() });
    assert_eq!(client(&hub.url()).ask("run-2", &act), Answer::Refused("unknown-booking".into()));
    assert_eq!(hub.was_asked(path::KIOSK_CHECK_INS).what, "POST /api/v1/kiosk/check-ins");
}

#[test]
fn an_offer_is_heard_with_fields_of_a_newer_hub() {
    let mut told = json!(offer(Hall::Open { closes_at: at("12:00") }));
    told["moon"] = json!("full");
    told["hall"]["music"] = json!(true);
    let hub = SmallHub::new(move |_| Some((200, told.to_string())));
    let heard = client(&hub.url()).offer(None).expect("this is an offer");
    assert_eq!(heard.town, "Musterstadt");
    assert!(heard.hall.takes_visitors());
}

/// With every question it hears how the printer is.
#[test]
fn the_hub_hears_of_the_paper() {
    let told = json!(offer(Hall::Open { closes_at: at("12:00") })).to_string();
    let hub = SmallHub::new(move |_| Some((200, told.clone())));
    let client = client(&hub.url());
    for (printer, said) in [
        (None, "GET /api/v1/kiosk/offer"),
        (Some(PrinterState::PaperLow), "GET /api/v1/kiosk/offer?printer=paper-low"),
        (Some(PrinterFault::CoverOpen.into()), "GET /api/v1/kiosk/offer?printer=cover-open"),
    ] {
        client.offer(printer).expect("this is an offer");
        assert_eq!(hub.was_asked(path::KIOSK_OFFER).what, said);
    }
}

/// A hub of before offers no times, and a kiosk of today asks it for none.
#[test]
fn an_offer_of_an_older_hub_has_nothing_to_book() {
    let mut told = json!(offer(Hall::Open { closes_at: at("12:00") }));
    told.as_object_mut().expect("an offer").remove("keeps_bookings");
    for service in told["services"].as_array_mut().expect("services") {
        service.as_object_mut().expect("a service").remove("bookable");
    }
    let hub = SmallHub::new(move |_| Some((200, told.to_string())));
    let heard = client(&hub.url()).offer(None).expect("this is an offer");
    assert!(!heard.keeps_bookings && heard.services.iter().all(|service| !service.bookable));
}

#[test]
fn every_act_about_a_booking_has_its_door() {
    let (booking, starts_at) = (Box::new(own("2026-03-12T08:00")), at("10:00"));
    for (act, what, body, has_key) in [
        (
            Act::Book(BookHere::of("passport", starts_at)),
            "POST /api/v1/kiosk/bookings",
            json!({ "service": "passport", "starts_at": "2026-03-11T10:00:00Z" }),
            true,
        ),
        (
            Act::Book(BookHere::for_all(several(), starts_at)),
            "POST /api/v1/kiosk/bookings",
            json!({
                "service": "passport",
                "persons": 3,
                "further": [{ "service": "address" }, { "service": "card", "persons": 2 }],
                "starts_at": "2026-03-11T10:00:00Z",
            }),
            true,
        ),
        (Act::Look { code: "7F3C9AKD".into() }, "GET /api/v1/kiosk/bookings/7F3C9AKD", json!(null), false),
        (
            Act::Move { booking: booking.clone(), starts_at },
            "POST /api/v1/kiosk/bookings/7F3C-9AKD/rebook",
            json!({ "starts_at": "2026-03-11T10:00:00Z" }),
            true,
        ),
        (
            Act::Cancel { booking: booking.clone() },
            "DELETE /api/v1/kiosk/bookings/7F3C-9AKD",
            json!(null),
            true,
        ),
    ] {
        let mut answer = json!(own("2026-03-12T08:00"));
        answer["moon"] = json!("full");
        let hub = SmallHub::new(move |_| Some((200, answer.to_string())));
        assert_eq!(client(&hub.url()).ask("run-7", &act), Answer::Booking(booking.clone()), "{what}");
        let asked = hub.was_asked("");
        let sent: serde_json::Value = serde_json::from_str(&asked.body).unwrap_or_default();
        assert_eq!((asked.what.as_str(), sent), (what, body));
        assert_eq!(asked.authorization, "Bearer k1-secret");
        assert_eq!(asked.key, if has_key { "run-7" } else { "" }, "{what}");
    }
}

#[test]
fn free_times_are_asked_for_by_service_or_by_booking() {
    let of_one = Wanted::New { matters: vec![Matter::of("pass & co")] };
    let several = Wanted::New { matters: several() };
    let of_several = "GET /api/v1/kiosk/slots?service=passport&persons=3&further=address%2Ccard%3A2&days=62";
    for (of, what) in [
        (of_one, "GET /api/v1/kiosk/slots?service=pass%20%26%20co&days=62"),
        (several, of_several),
        (Wanted::Move(Box::new(own("2026-03-12T08:00"))), "GET /api/v1/kiosk/bookings/7F3C-9AKD/slots"),
    ] {
        // Two months of long days are more than any other answer.
        let mut many = free();
        many.days = (0..62).map(|_| many.days[2].clone()).collect();
        assert!(json!(many).to_string().len() > wire::http::BODY_BYTES_MAX);
        let told = json!(many).to_string();
        let hub = SmallHub::new(move |_| Some((200, told.clone())));
        let answer = client(&hub.url()).ask("run-8", &Act::FindTimes { of, was_taken: false });
        assert_eq!(answer, Answer::Times(Box::new(many)));
        assert_eq!(hub.was_asked("").what, what);
    }
}

#[test]
fn what_is_left_to_be_chosen_is_asked_for_all_matters() {
    for (matters, what) in [
        (vec![Matter::of("passport")], "GET /api/v1/kiosk/visit?service=passport"),
        (several(), "GET /api/v1/kiosk/visit?service=passport&persons=3&further=address%2Ccard%3A2"),
    ] {
        let told = VisitChoices { persons_max: 20, further: vec!["dog".into()] };
        let answer = json!(told).to_string();
        let hub = SmallHub::new(move |_| Some((200, answer.clone())));
        let answer = client(&hub.url()).ask("run-9", &Act::AskChoices { matters, counted: false });
        assert_eq!(answer, Answer::Choices(Box::new(told)));
        assert_eq!(hub.was_asked("").what, what);
    }
}

/// Three people, and two more matters.
fn several() -> Vec<Matter> {
    let of = |service: &str, persons| Matter { service: service.into(), persons };
    vec![of("passport", 3), of("address", 1), of("card", 2)]
}

#[test]
fn what_is_no_answer_of_a_hub_is_not_heard() {
    let lost = Answer::Unheard(Unheard::Unreachable);
    check(None, lost.clone());
    check(Some((500, "broken".into())), lost.clone());
    check(Some((503, json!({ "code": "starting", "detail": "" }).to_string())), lost.clone());
    check(Some((200, "<html>".into())), lost.clone());
    check(Some((200, "x".repeat(wire::http::BODY_BYTES_MAX + 1))), lost.clone());
    check(Some((302, String::new())), lost);
    check(Some((401, String::new())), Answer::Unheard(Unheard::WrongToken));
    check(Some((403, String::new())), Answer::Unheard(Unheard::WrongToken));
    check(Some((413, "too large".into())), Answer::Refused("413".into()));
}

#[test]
fn a_hub_that_is_not_there_is_not_heard() {
    // A port that was free a moment ago, and that nobody listens on.
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let url = format!("http://{}", free.expect("loopback has a free port"));
    assert_eq!(client(&url).ask("run-1", &draw()), Answer::Unheard(Unheard::Unreachable));
    assert_eq!(client(&url).offer(None), Err(Unheard::Unreachable));
}

#[test]
fn an_authority_that_cannot_be_read_is_told_at_the_start() {
    let ca_file = Some(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk.toml").into());
    let refused = HubClient::new(&HubConfig { ca_file, ..HubConfig::default() }).err();
    let told = refused.expect("that is no certificate").to_string();
    assert!(told.ends_with("kiosk.toml has no certificates that can be read"), "{told}");
}

#[track_caller]
fn check(says: Option<(u16, String)>, means: Answer) {
    let hub = SmallHub::new(move |_| says.clone());
    assert_eq!(client(&hub.url()).ask("run-1", &draw()), means);
}

fn draw() -> Act {
    Act::Draw(DrawTicket { service: "passport".into(), language: Some("uk".into()), needs: [].into() })
}

fn client(url: &str) -> HubClient {
    let hub = HubConfig { url: url.into(), token: "k1-secret".into(), ..HubConfig::default() };
    HubClient::new(&hub).expect("no file is needed")
}
