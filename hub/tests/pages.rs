//! A browser without script at the hub's real routes: what it is shown, and where it is sent.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use hub::config::{Broker, made_up_town};
use hub::desk::{Act, Order};
use hub::{Clock, Hub, Running};
use tokio::runtime::Runtime;
use tower::ServiceExt;

const PASSWORD: &str = "drei kleine Wörter";

#[test]
fn from_the_set_up_link_to_the_first_call() {
    let (hall, mut browser) = (Hall::open("first-call"), Browser::default());
    hall.draws();
    browser.follow(&hall, &hall.set_up);
    browser.types(&hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", "anders")]);
    browser.reads("Die beiden Passwörter sind nicht gleich.");
    browser.types(&hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", PASSWORD)]);
    browser.reads("An welchem Schalter arbeiten Sie?");

    browser.follow(&hall, "/desk/3");
    browser.reads("<strong>1 Person</strong>");
    browser.presses(&hall, "/desk/3/next");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.presses(&hall, "/desk/3/acts");
    browser.reads("Im Gespräch seit");
    browser.presses(&hall, "/desk/3/acts");
    browser.reads("Ihr Schalter ist frei.");
    browser.presses(&hall, "/desk/3/next");
    browser.reads("Zurzeit wartet niemand, den Sie aufrufen können.");

    browser.follow(&hall, &hall.set_up);
    browser.reads("Dieser Link gilt nicht mehr");
}

/// Pressed twice, or sent twice by an impatient browser.
#[test]
fn one_button_pressed_twice_calls_one_visitor() {
    let (hall, mut browser) = (Hall::open("twice"), Browser::default());
    hall.draws();
    hall.draws();
    browser.logs_in(&hall);
    browser.follow(&hall, "/desk/3");
    let form = [("key", browser.field("/desk/3/next", "key"))];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.posts(&hall, "/desk/3/next", &form);
    browser.posts(&hall, "/desk/3/next", &form);
    assert_eq!(browser.status, StatusCode::OK, "the second press is the first one again, and no refusal");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.reads("<strong>1 Person</strong>");
}

#[test]
fn whoever_is_not_logged_in_is_shown_the_way() {
    let (hall, mut browser) = (Hall::open("not-logged-in"), Browser::default());
    browser.follow(&hall, "/desk/3");
    browser.reads("<h1 class=\"kern-heading-large\">Anmelden</h1>");
    browser.script = true;
    browser.follow(&hall, "/desk/3/live");
    assert_eq!(browser.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn logging_out_ends_the_session_and_not_only_the_cookie() {
    let (hall, mut browser) = (Hall::open("logout"), Browser::default());
    browser.logs_in(&hall);
    let cookie = browser.cookie.clone();
    browser.presses(&hall, "/logout");
    browser.reads("Anmelden</h1>");
    browser.cookie = cookie;
    browser.follow(&hall, "/desk");
    browser.reads("Anmelden</h1>");
}

#[test]
fn a_page_of_another_site_cannot_call() {
    let (hall, mut browser) = (Hall::open("foreign"), Browser::default());
    hall.draws();
    browser.logs_in(&hall);
    browser.origin = "https://anderswo.example";
    browser.posts(&hall, "/desk/3/next", &[("key", "0123456789")]);
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.reads("Das ist hier nicht erlaubt");
    browser.origin = "http://rathaus.example";
    browser.follow(&hall, "/desk/3");
    browser.reads("Ihr Schalter ist frei.");
}

#[test]
fn script_gets_the_part_and_the_refusal() {
    let (hall, mut browser) = (Hall::open("script"), Browser::default());
    browser.logs_in(&hall);
    browser.script = true;
    browser.posts(&hall, "/desk/3/next", &[("key", "0123456789")]);
    assert_eq!(browser.status, StatusCode::CONFLICT);
    browser.reads("Zurzeit wartet niemand, den Sie aufrufen können.");
    assert!(!browser.page.contains("<html"), "a part is no page:\n{}", browser.page);
    browser.posts(&hall, "/desk/99/next", &[("key", "0123456780")]);
    browser.reads("Diesen Schalter gibt es nicht.");
}

#[test]
fn without_script_a_question_is_a_page_and_a_list_has_an_address() {
    let (hall, mut browser) = (Hall::open("questions"), Browser::default());
    hall.draws();
    browser.logs_in(&hall);
    browser.follow(&hall, "/desk/3");
    browser.presses(&hall, "/desk/3/next");
    browser.follow(&hall, "/desk/3/ask/transfer?number=A001");
    browser.reads("A001 weiterleiten");
    let key = browser.field("/desk/3/acts", "key");
    let fields = [("key", key.as_str()), ("number", "A001"), ("act", "transfer"), ("to", "zone:K")];
    browser.posts(&hall, "/desk/3/acts", &fields);
    browser.reads("Zurücknehmen: Weiterleiten von A001");
    browser.presses(&hall, "/desk/3/undo");
    browser.reads(r#"<p class="at-counter__number">A001</p>"#);
    browser.follow(&hall, "/desk/3?tab=open");
    browser.reads(r#"data-panel="open">"#);
    browser.reads(r#"data-panel="waiting" hidden>"#);
    browser.follow(&hall, "/desk/3/ask/transfer?number=A777");
    browser.reads("Diese Nummer gibt es heute nicht.");
}

/// The answer has an address of its own, so that loading it anew draws nothing.
#[test]
fn the_infopoint_draws_for_whom_the_kiosk_is_not() {
    let (hall, mut browser) = (Hall::open("infopoint"), Browser::default());
    browser.logs_in(&hall);
    browser.follow(&hall, "/infopoint");
    let key = browser.field("/infopoint/draw", "key");
    let fields = [("key", key.as_str()), ("service", "ausweis"), ("persons", "2"), ("need", "step-free")];
    browser.posts(&hall, "/infopoint/draw", &fields);
    browser.reads("Die Nummer ist A001");
    browser.reads("<span class=\"mark mark--strong\">stufenlos</span>");
    browser.posts(&hall, "/infopoint/draw", &fields);
    browser.reads("Die Nummer ist A001");
    let too_many = [("key", "another-key"), ("service", "ausweis"), ("persons", "99")];
    browser.posts(&hall, "/infopoint/draw", &too_many);
    browser.reads("Das ist zu viel für eine Nummer.");
    browser.posts(&hall, "/infopoint/check-in", &[("key", "a-third-key"), ("code", "7F3C-9AKD")]);
    browser.reads("Diesen Termin finden wir nicht.");
    browser.follow(&hall, "/infopoint/slip?number=A001&again=true");
    browser.reads("Zweitschrift");
    // Counter 3 is not step-free.
    browser.follow(&hall, "/desk/3");
    browser.presses(&hall, "/desk/3/next");
    browser.reads("Zurzeit wartet niemand, den Sie aufrufen können.");
}

#[test]
fn the_supervisor_closes_a_zone_and_sees_it() {
    let (hall, mut browser) = (Hall::open("supervisor"), Browser::default());
    hall.draws();
    browser.logs_in(&hall);
    browser.follow(&hall, "/supervisor");
    let act = [("key", "close-zone-K"), ("act", "close-zone"), ("zone", "K")];
    browser.posts(&hall, "/supervisor/hall", &act);
    browser.reads("nimmt niemanden an");
    let ghosts = [("key", "ghost-counters"), ("act", "ghost-counters"), ("count", "100")];
    browser.posts(&hall, "/supervisor/hall", &ghosts);
    browser.reads("So viele Schalter lassen sich nicht annehmen.");
}

#[test]
fn a_visitor_follows_the_slip_without_a_cookie() {
    let (hall, mut browser) = (Hall::open("slip"), Browser::default());
    let code = hall.draws();
    browser.follow(&hall, &format!("/ticket?code={}", code.to_lowercase()));
    browser.reads(r#"<span class="status__number">A001</span>"#);
    browser.reads("Zurzeit ist kein Schalter geöffnet.");
    assert_eq!(browser.cookie, None);
    browser.follow(&hall, "/ticket?code=7F3C-9AKD");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Wir finden Ihre Nummer nicht");
}

#[test]
fn nonsense_is_answered_with_a_page() {
    let (hall, mut browser) = (Hall::open("nonsense"), Browser::default());
    browser.follow(&hall, "/gibt/es/nicht");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.reads("Diese Seite gibt es nicht");
    browser.posts(&hall, "/login", &[("name", "Petra")]);
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
    browser.reads("Ihre Eingabe kam nicht vollständig an");
    let novel = "x".repeat(wire::http::BODY_BYTES_MAX);
    browser.posts(&hall, "/login", &[("name", "Petra"), ("password", &novel)]);
    browser.reads("Ihre Eingabe kam nicht vollständig an");
}

/// A hub of the made-up town, with a database of its own.
struct Hall {
    running: Running,
    set_up: String,
    folder: PathBuf,
}

impl Hall {
    fn open(name: &str) -> Hall {
        let folder = std::env::temp_dir().join(format!("wartemarke-pages-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        let mut config = made_up_town();
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        config.hub.listen = anywhere;
        config.hub.database = folder.join("hub.db");
        config.broker = Broker::BuiltIn { listen: anywhere };
        let clock = Clock::by_hand("2026-03-11T09:00:00Z".parse().expect("a time"));
        let running = Hub::start(config, clock).expect("the made-up town starts");
        running.desk.tick_blocking().expect("the desk opens the day");
        let set_up = running.set_up_link().expect("there is no account yet");
        let set_up = set_up[set_up.find("/setup/").expect("that is where it leads")..].to_owned();
        Hall { running, set_up, folder }
    }

    /// A visitor draws a number; the code of the slip.
    fn draws(&self) -> String {
        let visit = queue::Visit::to("ausweis");
        let act = Act::Queue(queue::Command::Draw { visit, by: queue::DrawnBy::Kiosk });
        let order = Order { site: "rathaus".into(), actor: "kiosk:eingang".into(), key: None, act };
        let desk = self.running.desk.clone();
        let drawn =
            std::thread::spawn(move || desk.commit_blocking(order)).join().expect("it does not panic");
        drawn.expect("the hall is open");
        let sites = self.running.desk.sites();
        let state = &sites["rathaus"];
        let ticket = state.day.tickets().last().expect("one was drawn just now").id;
        state.code(state.day.date().expect("the day is open"), ticket)
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        // A folder that stays is no harm; the next run has another.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Follows links and redirects, keeps the cookie, and sends forms as it finds them.
struct Browser {
    status: StatusCode,
    page: String,
    /// Where the page came from.
    at: String,
    cookie: Option<String>,
    origin: &'static str,
    /// Says that htmx asks.
    script: bool,
    runtime: Runtime,
}

impl Default for Browser {
    fn default() -> Browser {
        Browser {
            status: StatusCode::OK,
            page: String::new(),
            at: "/".into(),
            cookie: None,
            origin: "http://rathaus.example",
            script: false,
            runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime"),
        }
    }
}

impl Browser {
    fn logs_in(&mut self, hall: &Hall) {
        self.follow(hall, &hall.set_up);
        self.types(hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", PASSWORD)]);
        self.reads("An welchem Schalter arbeiten Sie?");
    }

    fn follow(&mut self, hall: &Hall, path: &str) {
        self.ask(hall, Request::get(path), path, String::new());
    }

    /// Fills in the form of the page, which has its own address.
    fn types(&mut self, hall: &Hall, fields: &[(&str, &str)]) {
        let path = self.at.clone();
        let key = self.field(&path, "key");
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("key", key.as_str())]).collect();
        self.posts(hall, &path, &fields);
    }

    /// Presses the first button whose form goes to `path`.
    fn presses(&mut self, hall: &Hall, path: &str) {
        let fields = ["key", "number", "act"].map(|name| (name, self.field(path, name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.posts(hall, path, &fields);
    }

    fn posts(&mut self, hall: &Hall, path: &str, fields: &[(&str, &str)]) {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, self.origin);
        self.ask(hall, request, path, body.join("&"));
    }

    fn ask(&mut self, hall: &Hall, request: axum::http::request::Builder, path: &str, body: String) {
        let mut request = request.header(header::HOST, "rathaus.example");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if self.script {
            request = request.header("hx-request", "true");
        }
        let request = request.body(Body::from(body)).expect("a request");
        let router = hub::http::router(hall.running.web.clone());
        let (parts, page) = self.runtime.block_on(async {
            let answer = router.oneshot(request).await.expect("a router always answers");
            let (parts, body) = answer.into_parts();
            (parts, to_bytes(body, usize::MAX).await.expect("it comes from memory"))
        });
        self.keep_cookie(&parts.headers);
        if let Some(place) = parts.headers.get(header::LOCATION) {
            let place = place.to_str().expect("our paths are ASCII").to_owned();
            return self.follow(hall, &place);
        }
        let page = String::from_utf8(page.into()).expect("pages are UTF-8");
        (self.status, self.at) = (parts.status, path.to_owned());
        self.page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("our cookies are ASCII");
            assert!(set.contains("HttpOnly; SameSite=Strict"), "{set}");
            let pair = set.split(';').next().expect("split gives one at least");
            self.cookie = (!set.contains("Max-Age=0")).then(|| pair.to_owned());
        }
    }

    /// The value of a field in the first form that goes to `path`; empty where there is none.
    fn field(&self, path: &str, name: &str) -> String {
        let start = format!("<form method=\"post\" action=\"{path}\"");
        let Some((_, form)) = self.page.split_once(&start) else {
            panic!("no form goes to {path} in\n{}", self.page);
        };
        let form = form.split("</form>").next().expect("split gives one at least");
        let value = form.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest);
        value.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn reads(&self, words: &str) {
        assert!(self.page.contains(words), "{words:?} is not in\n{}", self.page);
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
