//! What no kiosk would send: each is refused with a word that helps, and nothing is lost or drawn.

use town_hall::asker::{Asker, Unanswered};
use town_hall::town::Office;
use ureq::http::Method;
use wire::http::{Act, BODY_BYTES_MAX, TicketState, path};

#[test]
fn nonsense_draws_no_number() {
    let office = Office::at("08:00");
    let kiosk = office.as_kiosk();
    let draw = |asker: &Asker, key: Option<&str>, body: &str| {
        let answer = asker.send(Method::POST, path::KIOSK_TICKETS, key, body).expect("an answer");
        match answer.read::<serde_json::Value>() {
            Err(Unanswered::Refused { status, code, detail }) => {
                assert!(!detail.is_empty(), "{code} says nothing more");
                format!("{status} {code}")
            }
            other => panic!("{other:?}"),
        }
    };
    let key = Some("a-good-key");
    let good = r#"{"service":"reisepass"}"#;
    let long = format!(r#"{{"service":"{}"}}"#, "x".repeat(BODY_BYTES_MAX));
    let stranger = Asker::kiosk(office.url(), "0123456789abcdef0123456789abcdef");

    assert_eq!(draw(&kiosk, key, r#"{"service":"raumfahrt"}"#), "404 unknown-service");
    assert_eq!(draw(&kiosk, key, "{"), "400 bad-json");
    assert_eq!(draw(&kiosk, key, "[]"), "422 bad-json");
    assert_eq!(draw(&kiosk, key, "{}"), "422 bad-json");
    // The hub reads no more of it and hangs up, so the next one needs a line of its own.
    assert_eq!(draw(&office.as_kiosk(), key, &long), "413 too-large");
    assert_eq!(draw(&kiosk, None, good), "400 bad-key");
    assert_eq!(draw(&kiosk, Some("short"), good), "400 bad-key");
    assert_eq!(draw(&kiosk, Some(&"k".repeat(65)), good), "400 bad-key");
    assert_eq!(draw(&stranger, key, good), "401 unauthorized");
    assert_eq!(draw(&office.as_anybody(), key, good), "401 unauthorized");
    assert_eq!(draw(&office.as_partner(), key, good), "403 wrong-asker");

    assert_eq!(kiosk.draw("the-first-real-one", "reisepass").expect("a number").number, "A001");
}

#[test]
fn a_key_belongs_to_one_act_of_one_asker() {
    let office = Office::at("08:00");
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    assert_eq!(kiosk.draw("one-and-the-same", "reisepass").expect("a number").number, "A001");
    assert_eq!(kiosk.draw("one-and-the-same", "reisepass").expect("the same number").number, "A001");
    assert_eq!(clerk.call_next("one-and-the-same", "1").expect("another asker's key").number, "A001");
    assert_eq!(kiosk.draw("another-touch", "reisepass").expect("a number").number, "A002");

    // Whoever means something else by a used key has made a mistake, and must not believe it was done.
    let other = kiosk.draw("one-and-the-same", "ausweis").expect_err("that key drew for a passport");
    assert!(matches!(&other, Unanswered::Refused { status: 422, code, .. } if code == "bad-key"), "{other}");
    assert_eq!(clerk.queue().expect("the queue").waiting.len(), 1, "nothing was drawn");
    assert_eq!(kiosk.draw("one-and-the-same", "reisepass").expect("still the same").number, "A001");
}

#[test]
fn who_is_not_logged_in_calls_nobody() {
    let office = Office::at("08:00");
    office.as_kiosk().draw("visitor-1", "reisepass").expect("a number");
    let strangers = [
        (office.as_anybody(), "unauthorized"),
        (office.as_kiosk(), "wrong-asker"),
        (office.as_partner(), "wrong-asker"),
    ];
    for (stranger, code) in strangers {
        let refused = stranger.call_next("a-good-key", "1").expect_err("no clerk");
        assert_eq!(refused.code(), Some(code), "{refused}");
    }
    let wrong = Asker::clerk(office.url(), "Petra Muster", "geraten und falsch");
    assert_eq!(
        wrong.err().and_then(|refused| refused.code().map(String::from)).as_deref(),
        Some("unauthorized")
    );
    let nobody = Asker::clerk(office.url(), "Niemand", "geraten und falsch");
    assert_eq!(
        nobody.err().and_then(|refused| refused.code().map(String::from)).as_deref(),
        Some("unauthorized")
    );
}

#[test]
fn a_click_on_a_ticket_that_moved_on_says_so() {
    let office = Office::at("08:00");
    office.as_kiosk().draw("visitor-1", "reisepass").expect("a number");
    let clerk = office.as_clerk();
    clerk.call_next("click-0001", "1").expect("A001");
    let code = |answer: Result<_, Unanswered>| match answer {
        Ok(wire::http::DeskTicket { number, .. }) => number,
        Err(refused) => refused.code().unwrap_or("?").to_string(),
    };
    assert_eq!(code(clerk.act("click-0002", "2", "A001", Act::Call)), "moved-on");
    assert_eq!(code(clerk.act("click-0003", "2", "A001", Act::Arrive)), "at-another-counter");
    assert_eq!(code(clerk.act("click-0004", "1", "A001", Act::Finish)), "A001");
    assert_eq!(code(clerk.act("click-0005", "1", "A001", Act::Finish)), "moved-on");
    assert_eq!(code(clerk.act("click-0006", "1", "A999", Act::Finish)), "unknown-ticket");
    assert_eq!(code(clerk.act("click-0007", "1", "nonsense", Act::Finish)), "bad-number");
    assert_eq!(code(clerk.act("click-0008", "77", "A001", Act::Finish)), "unknown-counter");
}

#[test]
fn a_visitors_link_shows_the_ticket_and_a_guessed_one_shows_nothing() {
    let office = Office::at("08:00");
    let issued = office.as_kiosk().draw("visitor-1", "reisepass").expect("a number");
    let token = issued.status_url.rsplit('/').next().expect("a token").to_string();
    let visitor = office.as_anybody();
    let status = |token: &str| {
        let path = format!("/api/v1/visitor/tickets/{token}");
        visitor.get::<wire::http::TicketStatus>(&path).map(|status| status.number)
    };
    assert_eq!(status(&token).expect("the ticket"), "A001");
    assert_eq!(status(&token.to_lowercase()).expect("the ticket"), "A001");
    assert_eq!(status(&issued.short_code).expect("the ticket"), "A001");
    for guess in ["0000-0000", &"0".repeat(26), "A001", "..", &"Z".repeat(5_000)] {
        assert_eq!(status(guess).expect_err("a guess").code(), Some("unknown-ticket"), "{guess:.30}");
    }
}

#[test]
fn a_booking_is_checked_in_once_and_keeps_its_number() {
    let office = Office::at("08:00");
    let (partner, kiosk) = (office.as_partner(), office.as_kiosk());
    let starts_at = office.clock.now() + chrono::TimeDelta::minutes(20);
    let booking = wire::http::Book::of("reisepass", starts_at);
    let booked = partner.book("booking-1", &booking).expect("a seat");
    assert_eq!(kiosk.check_in("touch-0001", &booked.code).expect("checked in").number, "A001");
    assert_eq!(kiosk.check_in("touch-0002", &booked.code.to_lowercase()).expect("the same").number, "A001");
    assert_eq!(
        kiosk.check_in("touch-0003", "0000-0000").expect_err("no code").code(),
        Some("unknown-booking")
    );
    assert_eq!(kiosk.check_in("touch-0004", "Ä").expect_err("no code").code(), Some("unknown-booking"));
    assert_eq!(partner.cancel("cancel-01", &booked.id).expect_err("too late").code(), Some("checked-in"));
}

#[test]
fn a_booking_that_was_called_and_missed_is_told_so_at_the_kiosk() {
    let office = Office::at("08:00");
    let (partner, kiosk, clerk) = (office.as_partner(), office.as_kiosk(), office.as_clerk());
    let starts_at = office.clock.now() + chrono::TimeDelta::minutes(20);
    let booking = wire::http::Book::of("reisepass", starts_at);
    let booked = partner.book("booking-1", &booking).expect("a seat");
    assert_eq!(kiosk.check_in("touch-0001", &booked.code).expect("checked in").number, "A001");
    assert_eq!(clerk.call_next("click-0001", "1").expect("nobody else waits").number, "A001");
    let state = |key, act| clerk.act(key, "1", "A001", act).expect("the act is possible").state;
    assert_eq!(state("click-0002", Act::NoShow), TicketState::Waiting);
    assert_eq!(state("click-0003", Act::Call), TicketState::Called);
    assert_eq!(state("click-0004", Act::NoShow), TicketState::Missed);

    // The number on the old slip is called no more: a slip with it again would be a false promise.
    let refused = kiosk.check_in("touch-0002", &booked.code).expect_err("it was missed");
    assert_eq!(refused.code(), Some("moved-on"), "{refused}");
}

#[test]
fn a_booking_at_the_end_of_all_time_is_refused_and_the_hub_lives() {
    let office = Office::at("08:00");
    // The last multiple of five minutes that a time can hold: whatever is added to it overflows.
    let body = r#"{"service":"reisepass","starts_at":"+262142-12-31T23:55:00Z"}"#;
    let answer = office.as_partner().send(Method::POST, path::PARTNER_BOOKINGS, Some("booking-1"), body);
    let refused = answer.expect("an answer").read::<wire::http::Booked>().expect_err("nobody lives then");
    assert_eq!(refused.code(), Some("too-far"), "{refused}");
    assert_eq!(office.as_kiosk().draw("visitor-1", "reisepass").expect("a number").number, "A001");
}

#[test]
fn nonsense_about_bookings_books_nothing_and_names_what_is_wrong() {
    let office = Office::at("08:00");
    let keys = std::cell::Cell::new(0);
    let book = |body: &str| {
        let key = format!("nonsense-{}", keys.replace(keys.get() + 1));
        let answer = office.as_partner().send(Method::POST, path::PARTNER_BOOKINGS, Some(&key), body);
        match answer.expect("an answer").read::<wire::http::Booked>() {
            Err(Unanswered::Refused { status, code, .. }) => format!("{status} {code}"),
            other => panic!("{other:?}"),
        }
    };
    let at = |starts_at: &str| book(&format!(r#"{{"service":"reisepass","starts_at":"{starts_at}"}}"#));
    let with =
        |more: &str| book(&format!(r#"{{"service":"reisepass","starts_at":"2026-03-11T09:00:00Z",{more}}}"#));
    let matters = vec![r#"{"service":"reisepass"}"#; 1_000].join(",");
    assert_eq!(at("2026-03-10T09:00:00Z"), "400 past");
    // A wall clock without a place says no time: in the night of the change it would say two, or none.
    assert_eq!(at("2026-03-29T02:30:00"), "422 bad-json");
    assert_eq!(at("2026-03-29T02:30:00[Europe/Berlin]"), "422 bad-json");
    assert_eq!(at("2026-02-30T09:00:00Z"), "422 bad-json");
    assert_eq!(with(&format!(r#""further":[{matters}]"#)), "400 matters");
    assert_eq!(with(r#""persons":0"#), "400 persons");
    assert_eq!(with(r#""persons":-1"#), "422 bad-json");
    assert_eq!(with(r#""persons":1e300"#), "422 bad-json");
    assert_eq!(with(&format!(r#""name":"{}""#, "x".repeat(5_000_000))), "413 too-large");
    assert_eq!(
        book(r#"{"service":"reise\u0000pass","starts_at":"2026-03-11T09:00:00Z"}"#),
        "404 unknown-service"
    );
    assert_eq!(book(r#"{"service":"\ud800","starts_at":"2026-03-11T09:00:00Z"}"#), "400 bad-json");
    assert_eq!(book(&format!("{}{}", "[".repeat(20_000), "]".repeat(20_000))), "422 bad-json");

    let kiosk = office.as_kiosk();
    let shows = |code: &str| {
        let answer = kiosk.send(Method::GET, &format!("{}/{code}", path::KIOSK_BOOKINGS), None, "");
        let refused = answer.expect("an answer").read::<wire::http::OwnBooking>().expect_err("no code");
        refused.code().map(str::to_owned)
    };
    for code in ["0000-0000", "%00%00%00%00", "%C3%84", &"0".repeat(10_000)] {
        assert_eq!(shows(code).as_deref(), Some("unknown-booking"), "{code:.30}");
    }
    assert_eq!(shows("%FF").as_deref(), Some("unreadable"));
    let long = kiosk.check_in("touch-0001", &"0".repeat(60_000)).expect_err("no code");
    assert_eq!(long.code(), Some("unknown-booking"));

    let starts_at = office.clock.now() + chrono::TimeDelta::hours(1);
    let booked = office.as_partner().book("booking-1", &wire::http::Book::of("reisepass", starts_at));
    assert_eq!(booked.expect("a seat").id, "1", "nobody was booked before");
}
