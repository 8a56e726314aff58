//! What a visitor says at the kiosk that they need: it changes who calls them, and is known to nobody when
//! the visit is over.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use hub::desk::Act;
use hub::rights::Role;
use queue::{Command, TicketId};
use serde_json::{Value, json};

use crate::bookings_of_staff::logged_in;
use crate::browser::Browser;
use crate::forgetting::{Log, Wire, every_file, knows_nothing};
use crate::hall::{Asks, Hall, OWN};

const OFFER: &str = "/api/v1/kiosk/offer";
const TICKETS: &str = "/api/v1/kiosk/tickets";
const CHECK_INS: &str = "/api/v1/kiosk/check-ins";
/// As they are written wherever they are.
const WORDS: [&str; 5] = ["hearing-loop", "accompanied", "HearingLoop", "Accompanied", "Needs("];

#[test]
fn what_some_counter_has_is_offered_and_nothing_else() {
    let hall = Hall::open("needs-offered");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let (_, page) = kiosk.reads(OFFER);
    let offer: Value = serde_json::from_str(&page).expect("an offer");
    assert_eq!(offer["needs"], json!(["step-free", "hearing-loop", "accompanied"]));
}

#[test]
fn only_a_counter_that_has_it_calls_and_the_clerk_reads_how() {
    let hall = Hall::open("needs-called");
    let answer =
        asks(&hall, TICKETS, json!({"service": "ausweis", "needs": ["hearing-loop", "accompanied"]}));
    assert_eq!(answer["needs"], json!(["hearing-loop", "accompanied"]), "for the slip");
    hall.draws();
    let mut clerk = logged_in(&hall, Role::Supervisor);
    clerk.follow(&hall, "/desk/3");
    clerk.reads("Kein offener Schalter hat, was hier jemand braucht.");
    clerk.reads("<strong>A001</strong>");
    clerk.presses(&hall, "/desk/3/next");
    clerk.reads("<p class=\"at-counter__number\">A002</p>");
    clerk.follow(&hall, "/desk/1");
    assert!(!clerk.page.contains("Kein offener Schalter hat"), "this one has it");
    clerk.presses(&hall, "/desk/1/next");
    clerk.reads("<p class=\"at-counter__number\">A001</p>");
    clerk.reads("<li class=\"facts__need\">möchte am Platz abgeholt werden</li>");
    let mut infopoint = logged_in(&hall, Role::Infopoint);
    asks(&hall, TICKETS, json!({"service": "ausweis", "needs": ["accompanied"]}));
    infopoint.follow(&hall, "/infopoint");
    infopoint.reads(">möchte am Platz abgeholt werden</span>");
    infopoint.reads("Nur Schalter 1 kann diese Nummer aufrufen.");
    infopoint.follow(&hall, "/infopoint/slip?number=A003");
    infopoint.reads("Bitte bleiben Sie sitzen. Wir holen Sie am Platz ab.");
}

/// The wall and the status page are told how somebody is called, and nothing of another need.
#[test]
fn whoever_is_fetched_stays_seated_on_the_wall_and_on_their_page() {
    let hall = Hall::open("needs-seated");
    let fetched = asks(&hall, TICKETS, json!({"service": "ausweis", "needs": ["accompanied"]}));
    let other = asks(&hall, TICKETS, json!({"service": "ausweis", "needs": ["step-free"]}));
    let mut clerk = logged_in(&hall, Role::Supervisor);
    clerk.follow(&hall, "/desk/1");
    clerk.presses(&hall, "/desk/1/next");
    clerk.reads("<p class=\"at-counter__number\">A001</p>");
    let reads = |path: &str| {
        let mut phone = Browser::default();
        phone.follow(&hall, path);
        phone.page
    };
    let page = |issued: &Value| {
        let code = issued["short_code"].as_str().expect("a code").replace('-', "");
        reads(&format!("/T/{code}/de"))
    };
    assert!(page(&fetched).contains("Bitte bleiben Sie sitzen. Wir kommen zu Ihnen."), "{}", page(&fetched));
    let wall = reads("/wall/rathaus");
    assert!(wall.contains("Nummer A 1: Bitte bleiben Sie sitzen, wir kommen zu Ihnen."), "{wall}");
    clerk.posts(&hall, "/desk/1/acts", &[("key", "key-of-an-end"), ("number", "A001"), ("act", "finish")]);
    clerk.follow(&hall, "/desk/1");
    clerk.presses(&hall, "/desk/1/next");
    clerk.reads("<p class=\"at-counter__number\">A002</p>");
    assert!(page(&other).contains("Schalter 1"), "{}", page(&other));
    assert!(!page(&other).contains("sitzen"), "{}", page(&other));
}

/// The same code checked in again, from a kiosk at which nothing was said.
#[test]
fn whoever_checks_in_says_it_once() {
    let hall = Hall::open("needs-booked");
    let wish = calendar::Wish::of("abholen", calendar::wish::Channel::Infopoint);
    let starts_at = hall.now() + TimeDelta::minutes(10);
    let claim = calendar::bookings::Claim::Confirm;
    hall.commits_as("infopoint:1", OWN, Act::Book { wish, starts_at, claim, contact: None });
    let site = hall.running.desk.site(OWN).expect("the site");
    let booking = site.bookings().bookings().last().expect("it was made").id;
    let code = site.booking_code(booking);
    let checked_in = asks(&hall, CHECK_INS, json!({"code": code, "needs": ["step-free"]}));
    assert_eq!(checked_in["needs"], json!(["step-free"]));
    let again = asks(&hall, CHECK_INS, json!({"code": code, "language": "uk"}));
    assert_eq!((&again["needs"], &again["again"]), (&json!(["step-free"]), &json!(true)));
}

#[test]
fn a_need_that_is_not_known_is_refused_and_not_left_out() {
    let hall = Hall::open("needs-unknown");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let wish = r#"{"service":"ausweis","needs":["levitation"]}"#;
    assert_eq!(kiosk.asks(Method::POST, TICKETS, "application/json", wish).status, StatusCode::BAD_REQUEST);
    assert_eq!(hall.running.desk.site(OWN).expect("the site").day.tickets().len(), 0);
}

/// Needs may tell of somebody's health. The journal is kept for good and lies in every backup; it is never
/// told, nor are log and wire, and beside it everything is gone when the ticket has ended.
#[test]
fn nothing_of_it_is_in_the_journal_the_log_or_on_the_wire_and_nothing_is_left_when_the_ticket_ends() {
    let hall = Hall::open("needs-forgotten");
    let (log, wire) = (Log::begins(&hall), Wire::listens(&hall));
    asks(&hall, TICKETS, json!({"service": "ausweis", "needs": ["hearing-loop", "accompanied"]}));
    let rows = || {
        let db = hub::store::connect(&hall.database()).expect("it can be read");
        db.query_row("select count(*) from beside", [], |row| row.get::<_, i64>(0)).expect("it is a table")
    };
    assert_eq!(rows(), 1);
    let (ticket, counter) = (TicketId(0), || "1".to_owned());
    let does = |command| hall.commits_as("clerk:1", OWN, Act::Queue(command));
    does(Command::OpenCounter { counter: counter() });
    does(Command::Call { ticket, counter: counter() });
    assert_eq!(rows(), 1, "whoever serves them reads it still");
    let everywhere = || {
        let db = hub::store::connect(&hall.database()).expect("it can be read");
        let events = "select group_concat(event) from journal";
        let journal: String = db.query_row(events, [], |row| row.get(0)).expect("events");
        assert!(journal.contains("ausweis"), "the journal was not read: {journal}");
        knows_nothing("the journal", journal.as_bytes(), &WORDS);
        let folder = hall.database().parent().expect("a folder").to_owned();
        every_file(&folder, &mut |file, bytes| knows_nothing(&file.display().to_string(), bytes, &WORDS));
    };
    everywhere();
    does(Command::Finish { ticket, counter: counter(), performed: None });
    hall.passes(queue::UNDO_WITHIN + TimeDelta::seconds(1));
    assert_eq!(rows(), 0, "the visit is over");
    assert_eq!(hall.running.desk.site(OWN).expect("the site").day.needs(ticket), queue::Needs::NONE);
    everywhere();
    let (log, wire) = (log.said(), wire.heard());
    assert!(log.contains("Draw") || log.contains("A001"), "the log was not heard: {log}");
    assert!(wire.windows(4).any(|part| part == b"A001"), "the wire was not heard");
    knows_nothing("the log", log.as_bytes(), &WORDS);
    knows_nothing("the wire", &wire, &WORDS);
}

fn asks(hall: &Hall, path: &str, wish: Value) -> Value {
    let kiosk = Asks::new(hall, Role::Kiosk);
    let answer = kiosk.sends(Method::POST, path, "application/json", &wish.to_string());
    assert_eq!(answer.status(), StatusCode::OK, "{path} {wish}");
    let body = hall.runtime.block_on(axum::body::to_bytes(answer.into_body(), usize::MAX)).expect("a body");
    serde_json::from_slice(&body).expect("it is JSON")
}
