//! Seats that are kept for what cannot wait, as a booking system of the town asks for them.

use axum::http::{Method, StatusCode};
use hub::config::made_up_town;
use hub::rights::Role;
use wire::http::{Book, FreeSlots, SlotsAsked, path};

use crate::hall::{Asks, Hall, OWN};

const JSON: &str = "application/json";

/// At a house that keeps its only seat for urgent matters.
fn house(name: &str) -> Hall {
    let mut config = made_up_town();
    for pool in &mut config.sites[0].pools {
        (pool.seats, pool.urgent) = (Some(1), 1);
    }
    Hall::of(name, config)
}

fn asked(urgent: Option<bool>) -> String {
    let asked = SlotsAsked { urgent, ..SlotsAsked::of("ausweis", 2) };
    let word = asked.urgent.map(|urgent| format!("&urgent={urgent}")).unwrap_or_default();
    format!("?service={}&days=2{word}", asked.service)
}

fn slots(partner: &Asks, urgent: Option<bool>) -> FreeSlots {
    let (status, body) =
        partner.told(Method::GET, &format!("{}{}", path::PARTNER_SLOTS, asked(urgent)), JSON, "");
    assert_eq!(status, StatusCode::OK);
    serde_json::from_slice(&body).expect("free slots")
}

#[test]
fn a_partner_finds_and_books_the_seats_that_are_kept() {
    let hall = house("partner-urgent");
    let partner = Asks::new(&hall, Role::Partner);
    for urgent in [None, Some(false)] {
        let days = slots(&partner, urgent).days;
        assert!(days.iter().all(|day| day.slots.is_empty()), "all seats are kept: {days:?}");
        assert_eq!(days[1].why.as_ref().map(|why| why.code.as_str()), Some("kept-back"));
    }
    let found = slots(&partner, Some(true));
    let slot = found.days[1].slots.first().expect("it is kept for this");
    // What was found can be had, and by nobody who can wait.
    for (urgent, expected) in [(false, StatusCode::CONFLICT), (true, StatusCode::OK)] {
        let book = Book { urgent, ..Book::of("ausweis", slot.starts_at) };
        let body = serde_json::to_string(&book).expect("it is plain data");
        let (status, said) = partner.told(Method::POST, path::PARTNER_BOOKINGS, JSON, &body);
        assert_eq!(status, expected, "{}", String::from_utf8_lossy(&said));
    }
    let left = slots(&partner, Some(true));
    assert_ne!(left.days[1].slots.first(), Some(slot), "the only seat is taken");
}

#[test]
fn who_stands_at_the_kiosk_or_sits_at_home_is_refused() {
    let hall = house("nobody-urgent");
    let public = format!("/api/v1/public/{OWN}/slots");
    for (role, path) in [(Role::Kiosk, path::KIOSK_SLOTS), (Role::Visitor, public.as_str())] {
        let asks = Asks::new(&hall, role);
        for (urgent, expected) in [(Some(true), StatusCode::FORBIDDEN), (Some(false), StatusCode::OK)] {
            let (status, _) = asks.told(Method::GET, &format!("{path}{}", asked(urgent)), JSON, "");
            assert_eq!(status, expected, "{path} with {urgent:?}");
        }
    }
}

#[test]
fn the_document_of_the_api_says_who_may_ask_so() {
    let hall = Hall::open("urgent-document");
    let (_, document) = Asks::new(&hall, Role::Visitor).reads(path::OPENAPI);
    let document: serde_json::Value = serde_json::from_str(&document).expect("it is JSON");
    let of_partners = &document["paths"][path::PARTNER_SLOTS]["get"]["parameters"];
    let urgent = of_partners.as_array().expect("a list").iter().find(|of| of["name"] == "urgent");
    let words = urgent.expect("it is told")["description"].to_string();
    assert!(words.contains("Partners") && words.contains("403"), "{words}");
}
