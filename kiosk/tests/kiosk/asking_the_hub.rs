//! The hub client over real HTTP: what an answer means, and what none means.

use kiosk::config::HubConfig;
use kiosk::hub_client::HubClient;
use kiosk::session::{Act, Answer, Unheard};
use serde_json::json;
use wire::Hall;
use wire::http::{CheckIn, DrawTicket, path};

use crate::scene::{at, offer, ticket};
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
    let act = Act::CheckIn(CheckIn { code: "7F3C9AKD".into(), language: None });
    assert_eq!(client(&hub.url()).ask("run-2", &act), Answer::Refused("unknown-booking".into()));
    assert_eq!(hub.was_asked(path::KIOSK_CHECK_INS).what, "POST /api/v1/kiosk/check-ins");
}

#[test]
fn an_offer_is_heard_with_fields_of_a_newer_hub() {
    let mut told = json!(offer(Hall::Open { closes_at: at("12:00") }));
    told["moon"] = json!("full");
    told["hall"]["music"] = json!(true);
    let hub = SmallHub::new(move |_| Some((200, told.to_string())));
    let heard = client(&hub.url()).offer().expect("this is an offer");
    assert_eq!(heard.town, "Musterstadt");
    assert!(heard.hall.takes_visitors());
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
    assert_eq!(client(&url).offer(), Err(Unheard::Unreachable));
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
    Act::Draw(DrawTicket { service: "passport".into(), language: Some("uk".into()) })
}

fn client(url: &str) -> HubClient {
    let hub = HubConfig { url: url.into(), token: "k1-secret".into(), ..HubConfig::default() };
    HubClient::new(&hub).expect("no file is needed")
}
