//! Rooms at Zoom, against a server that keeps the contract of its API: rooms are made, moved and given back,
//! and letters wait for a link for a while.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{patch, post};
use axum::{Json, Router};
use chrono::TimeDelta;
use hub::store;
use serde_json::{Value, json};

use crate::booking_site::mail_config;
use crate::browser::Browser;
use crate::calls::{journal, last, sends, times_on, town};
use crate::hall::Hall;
use crate::mailbox::Mailbox;

/// The hub looks each second; what is not done by then is not done.
const DONE_WITHIN: Duration = Duration::from_secs(20);
const PATH: &str = "/termine/de/rathaus/fuehrungszeugnis?form=video";

/// What Zoom knows, and how often it was asked for what.
#[derive(Default)]
struct Known {
    meetings: BTreeMap<u64, Value>,
    made: u64,
    tokens: u32,
    /// How often somebody wanted to be let in.
    asked: u32,
    is_down: bool,
    /// The address behind which it says where people join.
    said: Vec<String>,
}

#[derive(Clone, Default)]
struct Zoom(Arc<Mutex<Known>>);

impl Zoom {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().expect("nobody panics with it in hand")
    }

    fn starts(&self) -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has one");
        listener.set_nonblocking(true).expect("it is ours");
        let doors = Router::new()
            .route("/oauth/token", post(lets_in))
            .route("/v2/users/{user}/meetings", post(makes))
            .route("/v2/meetings/{id}", patch(moves).delete(deletes))
            .with_state(self.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("it listens");
                axum::serve(listener, doors).await.expect("it serves");
            });
        });
        address
    }

    /// Waits until it is so.
    #[track_caller]
    fn becomes(&self, what: &str, is_so: impl Fn(&Known) -> bool) {
        let since = Instant::now();
        while !is_so(&self.known()) {
            assert!(since.elapsed() < DONE_WITHIN, "{what}: {:?}", self.known().said);
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

async fn lets_in(
    State(zoom): State<Zoom>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let mut known = zoom.known();
    known.asked += 1;
    if known.is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let field = |name: &str| asked.get(name).map(String::as_str);
    // "the-app:the secret"
    let is_ours = headers[header::AUTHORIZATION] == "Basic dGhlLWFwcDp0aGUgc2VjcmV0";
    if !is_ours || field("grant_type") != Some("account_credentials") || field("account_id") != Some("town") {
        let wrong = json!({ "reason": "Invalid client_id or client_secret", "error": "invalid_client" });
        return (StatusCode::BAD_REQUEST, Json(wrong)).into_response();
    }
    known.tokens += 1;
    let token = format!("token-{}", known.tokens);
    let scope = "meeting:write";
    let let_in = json!({ "access_token": token, "token_type": "bearer", "expires_in": 3599, "scope": scope });
    Json(let_in).into_response()
}

/// Refuses whoever has no token, or one that was taken back.
fn refusal(known: &mut Known, headers: &HeaderMap, what: &str) -> Option<Response> {
    known.said.push(what.to_owned());
    if known.is_down {
        return Some(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    let good = format!("Bearer token-{}", known.tokens);
    let is_good = headers.get(header::AUTHORIZATION).is_some_and(|token| *token == *good);
    let wrong = json!({ "code": 124, "message": "Invalid access token." });
    (!is_good).then(|| (StatusCode::UNAUTHORIZED, Json(wrong)).into_response())
}

async fn makes(
    State(zoom): State<Zoom>,
    Path(user): Path<String>,
    headers: HeaderMap,
    Json(meeting): Json<Value>,
) -> Response {
    let mut known = zoom.known();
    if let Some(refusal) = refusal(&mut known, &headers, "make") {
        return refusal;
    }
    if user != "termine@musterstadt.example" {
        return StatusCode::NOT_FOUND.into_response();
    }
    known.made += 1;
    let id = 85_000_000_000 + known.made;
    let join_url = format!("https://zoom.example/j/{id}?pwd=Geheimnis{}", known.made);
    known.meetings.insert(id, meeting);
    (
        StatusCode::CREATED,
        Json(json!({ "id": id, "join_url": join_url, "start_url": "https://zoom.example/s/1" })),
    )
        .into_response()
}

async fn moves(
    State(zoom): State<Zoom>,
    Path(id): Path<u64>,
    headers: HeaderMap,
    Json(meeting): Json<Value>,
) -> Response {
    let mut known = zoom.known();
    if let Some(refusal) = refusal(&mut known, &headers, "move") {
        return refusal;
    }
    match known.meetings.get_mut(&id) {
        Some(known) => {
            *known = meeting;
            StatusCode::NO_CONTENT.into_response()
        }
        None => not_there(id),
    }
}

async fn deletes(State(zoom): State<Zoom>, Path(id): Path<u64>, headers: HeaderMap) -> Response {
    let mut known = zoom.known();
    if let Some(refusal) = refusal(&mut known, &headers, "delete") {
        return refusal;
    }
    match known.meetings.remove(&id) {
        Some(_) => StatusCode::NO_CONTENT.into_response(),
        None => not_there(id),
    }
}

fn not_there(id: u64) -> Response {
    let wrong = json!({ "code": 3001, "message": format!("Meeting does not exist: {id}.") });
    (StatusCode::NOT_FOUND, Json(wrong)).into_response()
}

/// A hub of a town that meets at this Zoom.
fn hall(name: &str, zoom: &Zoom, more: &str) -> Hall {
    let address = zoom.starts();
    let secret = std::env::temp_dir().join(format!("wartemarke-{name}-{}", std::process::id()));
    std::fs::write(&secret, "the secret\n").expect("the folder for temporary files can be written");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).expect("it is ours");
    let video = format!(
        "[video.zoom]\naccount_id = \"town\"\nclient_id = \"the-app\"\nclient_secret_file = \"{}\"\n\
         user = \"termine@musterstadt.example\"\ntoken_url = \"http://{address}/oauth/token\"\n\
         api_url = \"http://{address}/v2\"\n",
        secret.display()
    );
    let hall = Hall::of(name, town(&format!("{video}{more}")));
    // It was read when the hub started. A file that stays is no harm.
    let _ = std::fs::remove_file(&secret);
    hall
}

/// Books by video; the page of the booking.
fn books(browser: &mut Browser, hall: &Hall, nth: usize, fields: &[(&str, &str)]) -> String {
    browser.follow(hall, PATH);
    let at = times_on(browser).swap_remove(nth);
    sends(browser, hall, &at, fields);
    browser.reads("Ihr Termin ist fest vereinbart.");
    browser.at.clone()
}

/// Looks again until the page says it.
#[track_caller]
fn comes_to_read(browser: &mut Browser, hall: &Hall, path: &str, words: &str) {
    let since = Instant::now();
    loop {
        browser.follow(hall, path);
        if browser.page.contains(words) {
            return;
        }
        assert!(since.elapsed() < DONE_WITHIN, "{words:?} is not in\n{}", browser.page);
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_room_is_made_moved_and_given_back() {
    let zoom = Zoom::default();
    let hall = hall("zoom-whole", &zoom, "");
    let mut browser = Browser::default();
    let own = books(&mut browser, &hall, 4, &[("name", "Erika Kanarienvogel")]);
    comes_to_read(&mut browser, &hall, &own, "https://zoom.example/j/85000000001?pwd=Geheimnis1");
    let booking = last(&hall);
    let meeting = zoom.known().meetings[&85_000_000_001].clone();
    assert_eq!(meeting["start_time"], booking.starts_at.format("%Y-%m-%dT%H:%M:00Z").to_string());
    assert_eq!((meeting["duration"].as_i64(), meeting["type"].as_i64()), (Some(5), Some(2)));
    assert!(!meeting.to_string().contains("Kanarienvogel"), "nobody there learns who comes: {meeting}");
    assert_eq!(meeting["settings"]["waiting_room"], true);

    browser.follow(&hall, &format!("{own}/times"));
    let later = times_on(&browser).pop().expect("there is a later one");
    // The token was taken back meanwhile.
    zoom.known().tokens += 1;
    sends(&mut browser, &hall, &later, &[]);
    let moved = last(&hall).starts_at.format("%Y-%m-%dT%H:%M:00Z").to_string();
    zoom.becomes("the meeting is moved", |known| known.meetings[&85_000_000_001]["start_time"] == moved);
    browser.follow(&hall, &own);
    browser.reads("pwd=Geheimnis1");

    // Somebody deletes it there; it is made anew when the booking is moved once more.
    zoom.known().meetings.clear();
    browser.follow(&hall, &format!("{own}/times"));
    let earlier = times_on(&browser).swap_remove(20);
    sends(&mut browser, &hall, &earlier, &[]);
    comes_to_read(&mut browser, &hall, &own, "pwd=Geheimnis2");
    browser.follow(&hall, &format!("{own}/cancel"));
    browser.types(&hall, &[]);
    zoom.becomes("the room is given back", |known| known.meetings.is_empty());
    let meetings = || -> u32 {
        let db = store::connect(&hall.database()).expect("it can be read");
        db.query_row("select count(*) from meeting", [], |row| row.get(0)).expect("it answers")
    };
    let since = Instant::now();
    while meetings() > 0 {
        assert!(since.elapsed() < DONE_WITHIN, "the link is kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    for word in ["zoom.example", "Geheimnis", "85000000001"] {
        assert!(!journal(&hall).contains(word), "{word}");
    }
    let sealed = std::fs::read(hall.database()).expect("it can be read");
    assert!(!sealed.windows(9).any(|window| window == b"Geheimnis"), "a link lies open");
}

/// A server in trouble is not asked for each of a hundred bookings, and each is arranged in the end.
#[test]
fn a_provider_that_is_down_is_left_alone() {
    const BOOKINGS: usize = 5;
    let zoom = Zoom::default();
    zoom.known().is_down = true;
    let hall = hall("zoom-alone", &zoom, "");
    for nth in 0..BOOKINGS {
        books(&mut Browser::default(), &hall, nth, &[("name", "Erika")]);
    }
    zoom.becomes("it is asked", |known| known.asked >= 3);
    // Some rounds more, at the same time of the hall's clock.
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!(zoom.known().asked, 3);
    hall.passes(TimeDelta::seconds(21));
    zoom.becomes("the others are tried", |known| known.asked >= 5);
    zoom.known().is_down = false;
    hall.passes(TimeDelta::minutes(2));
    zoom.becomes("all are arranged", |known| known.made == BOOKINGS as u64);
}

/// What does not answer is asked again; the booking stands meanwhile, and the letter waits for the link.
#[test]
fn a_provider_that_is_down_costs_no_booking() {
    let Some(mailbox) = Mailbox::start("a_provider_that_is_down_costs_no_booking") else { return };
    let zoom = Zoom::default();
    zoom.known().is_down = true;
    let hall = hall("zoom-down", &zoom, &mail_config(&mailbox.address));
    let mut browser = Browser::default();
    let fields = [("name", "Erika"), ("mail", "erika@haus.example")];
    let own = books(&mut browser, &hall, 4, &fields);
    browser.reads("Den Link zum Videogespräch finden Sie in einigen Minuten auf dieser Seite.");
    mailbox.stays_empty(&hall);
    zoom.known().is_down = false;
    hall.passes(TimeDelta::minutes(2));
    comes_to_read(&mut browser, &hall, &own, "pwd=Geheimnis1");
    hall.passes(TimeDelta::seconds(5));
    let letter = mailbox.receives();
    assert!(letter["text"].as_str().expect("text").contains("pwd=Geheimnis1"), "{letter}");
    let file = letter["files"][0]["text"].as_str().expect("text").replace("\r\n ", "");
    assert!(file.contains("pwd=Geheimnis1"), "{file}");
    mailbox.stays_empty(&hall);
    assert_eq!(zoom.known().made, 1);
}
