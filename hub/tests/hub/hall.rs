//! A hub of the made-up town, with a database of its own, and those who ask it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use calendar::Wish;
use calendar::bookings::Claim;
use calendar::wish::Channel;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use futures_util::{FutureExt, StreamExt};
use hub::config::{Broker, Config, PoolConfig, ServiceConfig, SitePlan, made_up_town};
use hub::desk::{Act, Order};
use hub::rights::Role;
use hub::store::{Account, Device, DeviceKind, NewAccount, Proof, Session, StoredAnswer, Upload};
use hub::uploads::Kind;
use hub::{Clock, Hub, Running};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::mailbox::WAIT_MAX;
use crate::matrix::Line;

pub const OWN: &str = "rathaus";
pub const OTHER: &str = "nordstadt";
/// Bookings of the other site. They count from one in each, so only the last ones have an id that
/// means nothing at the own site.
const BOOKINGS_OF_OTHER: i64 = 330;
/// A service, a pool and a resource of the other site alone.
const ONLY_THERE: &str = "nur-dort";
/// A pool whose members have names, and the one of the own site.
const NAMED: &str = "sozial";
const HERE: &str = "platz-1";

pub struct Hall {
    pub running: Running,
    pub set_up: String,
    /// What one asks with; streams that are opened look at the time.
    pub runtime: Runtime,
    next: AtomicU64,
    /// Goes last, when nobody writes into it any more.
    folder: Folder,
}

struct Folder(PathBuf);

impl Hall {
    pub fn open(name: &str) -> Hall {
        Hall::of(name, made_up_town())
    }

    /// Opens a page that is told what changes.
    pub fn listens(&self, request: Builder) -> OpenPage<'_> {
        let request = request.body(Body::empty()).expect("a request");
        let answer = hub::http::router(self.running.web.clone()).oneshot(request);
        let answer = self.runtime.block_on(answer).expect("a router always answers");
        assert_eq!(answer.status(), StatusCode::OK);
        OpenPage { hall: self, told: answer.into_body().into_data_stream() }
    }

    /// The town has two sites: the second has a counter 9 alone.
    pub fn with_two_sites(name: &str) -> Hall {
        let mut config = made_up_town();
        let mut other = config.sites[0].clone();
        other.id = OTHER.into();
        other.counters.truncate(1);
        other.counters[0].id = "9".into();
        other.services.push(ServiceConfig { id: ONLY_THERE.into(), ..other.services[0].clone() });
        other.pools.push(PoolConfig { id: ONLY_THERE.into(), ..other.pools[0].clone() });
        config.sites.push(other);
        for (site, resource) in [(0, HERE), (1, ONLY_THERE)] {
            let of = &mut config.sites[site];
            of.pools.push(PoolConfig {
                id: NAMED.into(),
                seats: None,
                at_once: [].into(),
                ..of.pools[0].clone()
            });
            let text = format!("id = {resource:?}\npool = {NAMED:?}");
            of.resources.push(toml::from_str(&text).expect("a resource needs no more"));
        }
        let hall = Hall::of(name, config);
        for n in 0..BOOKINGS_OF_OTHER {
            hall.books(OTHER, n);
        }
        for site in [OWN, OTHER] {
            hall.commits(site, draw());
        }
        hall
    }

    pub fn of(name: &str, config: Config) -> Hall {
        Hall::at("2026-03-11T09:00:00Z".parse().expect("a time"), name, config)
    }

    /// At another time: those who vouch for people have clocks of their own.
    pub fn at(start: DateTime<Utc>, name: &str, config: Config) -> Hall {
        let folder = std::env::temp_dir().join(format!("wartemarke-hub-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        Hall::within(Folder(folder), start, config)
    }

    /// This hub ends, and another one starts on its database, with a file that may say something else.
    pub fn starts_again(self, config: Config) -> Hall {
        let Hall { running, folder, .. } = self;
        let now = running.clock.now();
        running.shutdown();
        Hall::within(folder, now, config)
    }

    fn within(folder: Folder, start: DateTime<Utc>, mut config: Config) -> Hall {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        config.hub.listen = anywhere;
        config.hub.database = folder.0.join("hub.db");
        config.broker = Broker::BuiltIn { listen: anywhere };
        let clock = Clock::by_hand(start);
        let running = Hub::start(config, clock).expect("the made-up town starts");
        running.desk.tick_blocking().expect("the desk opens the day");
        // Whoever starts again has accounts, mostly.
        let set_up = running.set_up_link().unwrap_or("/setup/".into());
        let set_up = set_up[set_up.find("/setup/").expect("that is where it leads")..].to_owned();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        Hall { running, set_up, runtime, next: AtomicU64::new(0), folder }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.running.clock.now()
    }

    pub fn passes(&self, time: TimeDelta) {
        self.running.clock.move_to(self.now() + time);
        self.running.desk.tick_blocking().expect("the hub works");
    }

    /// Letters that have a reason by now have gone out.
    pub fn has_written(&self) {
        for work in ["absences", "video calls", "letters"] {
            let rounds = &self.running.web.rounds;
            let Some(next) = rounds.call(work) else { continue };
            let begun = Instant::now();
            while rounds.ended(work) < next {
                assert!(begun.elapsed() < WAIT_MAX, "{work}: a round does not end");
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    pub fn is_open(&self, counter: &str) -> bool {
        self.running.desk.sites()[OWN].day.counters().contains_key(counter)
    }

    /// What the hub does each second by itself.
    pub fn closes_what_was_left(&self) {
        self.runtime.block_on(hub::attendance::close_left(&self.running.web));
    }

    /// A visitor draws a number; the code of the slip.
    pub fn draws(&self) -> String {
        self.commits(OWN, draw());
        let sites = self.running.desk.sites();
        let state = &sites[OWN];
        let ticket = state.day.tickets().last().expect("one was drawn just now").id;
        state.code(state.day.date().expect("the day is open"), ticket)
    }

    /// An account that nobody has logged in with.
    pub fn account(&self, site: &str, role: Role) -> Account {
        let name = format!("{role} {}", self.fresh());
        let new = NewAccount { name: &name, site, role, password_hash: Some("of no password") };
        let db = self.running.web.access.write_blocking();
        Account::create(&db, new, self.now()).expect("the name is new")
    }

    /// A device, and its token.
    pub fn device(&self, site: &str, kind: DeviceKind) -> (String, String) {
        let id = format!("{}-{}", kind.name(), self.fresh());
        let token = self.running.add_device(kind, &id, site).expect("the name is new");
        (id, token)
    }

    /// Logs an account in, and gives the cookie.
    pub fn cookie_of(&self, account: &Account) -> String {
        let db = self.running.web.access.write_blocking();
        let token =
            Session::open(&db, account.id, Proof::Password, self.now()).expect("the database answers");
        format!("{}={token}", hub::http::SESSION_COOKIE)
    }

    /// The `n`th seat of the day.
    fn books(&self, site: &str, n: i64) -> u64 {
        let grid = TimeDelta::minutes(5);
        let starts_at = self.now().duration_trunc(grid).expect("a time of our era") + grid * (6 + n as i32);
        let wish = Wish::of("abholen", Channel::Infopoint);
        let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: None };
        match self.commits_as("infopoint:1", site, act) {
            StoredAnswer::Booking { booking } => booking,
            other => panic!("a booking was made and the answer is {other:?}"),
        }
    }

    /// Somebody sends a file ahead of a visit.
    fn sends_ahead(&self, booking: u64) -> i64 {
        let (upload, sealed) = Upload::sealed("a.pdf".into(), Kind::Pdf, b"of no matter here".to_vec());
        assert!(self.running.web.contents.put(upload.id, &sealed, self.now()).expect("there is a disk"));
        let id = upload.id.0;
        self.commits(OWN, Act::Send { booking: calendar::BookingId(booking), upload, digest: [0; 32] });
        id
    }

    fn commits(&self, site: &str, act: Act) -> StoredAnswer {
        self.commits_as("kiosk:eingang", site, act)
    }

    pub fn commits_as(&self, actor: &str, site: &str, act: Act) -> StoredAnswer {
        let order = Order { site: site.into(), actor: actor.into(), key: None, act };
        self.running.desk.commit_blocking(order).expect("the hall is open")
    }

    pub fn database(&self) -> PathBuf {
        self.folder.0.join("hub.db")
    }

    /// A number no other call got.
    pub fn fresh(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays is no harm; the next run has another.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Somebody of the own site, or nobody, in front of the doors.
pub struct Asks<'a> {
    hall: &'a Hall,
    pub said: String,
    credential: Option<(header::HeaderName, String)>,
    account: Option<Account>,
    pub device: Option<String>,
    origin: &'static str,
}

pub struct Answer {
    pub status: StatusCode,
    pub is_page: bool,
    location: String,
}

impl Answer {
    pub fn leads_to_login(&self) -> bool {
        self.status.is_redirection() && self.location == "/login"
    }
}

impl<'a> Asks<'a> {
    pub fn new(hall: &'a Hall, role: Role) -> Asks<'a> {
        let device = [DeviceKind::Kiosk, DeviceKind::Display, DeviceKind::Partner];
        let device = device.into_iter().find(|kind| kind.role() == role).map(|kind| hall.device(OWN, kind));
        let account = Role::OF_PEOPLE.contains(&role).then(|| hall.account(OWN, role));
        let by_cookie = account.as_ref().map(|account| (header::COOKIE, hall.cookie_of(account)));
        let by_token = |(_, token): &(String, String)| (header::AUTHORIZATION, format!("Bearer {token}"));
        Asks {
            hall,
            said: role.to_string(),
            credential: by_cookie.or(device.as_ref().map(by_token)),
            account,
            device: device.map(|(id, _)| id),
            origin: "http://rathaus.example",
        }
    }

    pub fn whose_account_is_disabled(mut self) -> Asks<'a> {
        let mut db = self.hall.running.web.access.write_blocking();
        let account = self.account.as_ref().expect("a person").id;
        Account::disable(&mut db, account, self.hall.now()).expect("the database answers");
        self.said += ", disabled";
        self
    }

    pub fn who_logged_out(mut self) -> Asks<'a> {
        let logout = self.asks(Method::POST, "/logout", "application/x-www-form-urlencoded", "");
        assert!(logout.leads_to_login());
        self.said += ", logged out";
        self
    }

    pub fn whose_token_is_revoked(mut self) -> Asks<'a> {
        let db = self.hall.running.web.access.write_blocking();
        let device = self.device.as_ref().expect("a device");
        assert!(Device::revoke(&db, device, self.hall.now()).expect("the database answers"));
        self.said += ", revoked";
        self
    }

    pub fn from_a_foreign_page(mut self) -> Asks<'a> {
        self.origin = "https://anderswo.example";
        self
    }

    /// Tries a door with the objects of `site`.
    pub fn at(&self, line: &Line, site: &str) -> Answer {
        let mut path = self.path(line, site);
        if line.body == "site" {
            path = format!("{path}?site={site}");
        }
        let form = line.method == Method::POST && !path.starts_with("/api/");
        let kind = if form { "application/x-www-form-urlencoded" } else { "application/json" };
        self.asks(line.method.clone(), &path, kind, &self.body(line, site))
    }

    fn path(&self, line: &Line, site: &str) -> String {
        let counter = if site == OWN { "1" } else { "9" };
        match line.path {
            path if path.contains("bookings/{id}") => {
                let booking = self.booking(site);
                let path = path.replace("{id}", &booking.to_string());
                match path.contains("{upload}") && site == OWN {
                    true => path.replace("{upload}", &self.hall.sends_ahead(booking).to_string()),
                    false => path.replace("{upload}", "1"),
                }
            }
            path if path.starts_with("/api/v1/kiosk/bookings/{code}") => {
                let booking = calendar::BookingId(self.booking(site));
                path.replace("{code}", &self.hall.running.desk.sites()[site].booking_code(booking))
            }
            "/accounts/{id}" => format!("/accounts/{}", self.hall.account(site, Role::Clerk).id),
            "/devices/{id}/revoke" => {
                format!("/devices/{}/revoke", self.hall.device(site, DeviceKind::Kiosk).0)
            }
            path => path
                .replace("/slots", "/slots?service=abholen&days=3")
                .replace("/new/who", "/new/who?service=abholen&at=2026-03-12T1000Z")
                .replace("{service}", if site == OWN { "abholen" } else { ONLY_THERE })
                .replace("{pool}", if site == OWN { "buergerbuero" } else { ONLY_THERE })
                .replace("{kind}", if site == OWN { "confirmed" } else { "of-no-letter" })
                .replace("{resource}", if site == OWN { HERE } else { ONLY_THERE })
                .replace("{version}", &self.version(site).to_string())
                .replace("{site}", site)
                .replace("{counter}", counter)
                .replace("{id}", "1")
                .replace("{what}", "transfer")
                .replace("{upload}", "1")
                .replace("{token}", "0123456789ABCDEF")
                .replace("{language}", "uk")
                .replace("{name}", "style.css"),
        }
    }

    /// The first one of the own site; the other has none.
    fn version(&self, site: &str) -> u32 {
        let state = self.hall.running.desk.site(OWN).expect("the site");
        if state.plan_version() == 0 {
            let mut plan = SitePlan::of(&state.config);
            plan.people_max = Some(1_000);
            self.hall.commits_as("clerk:1", OWN, Act::ChangePlan { base: 0, plan: plan.into() });
        }
        if site == OWN { 1 } else { 99 }
    }

    /// One of the own site is new.
    fn booking(&self, site: &str) -> u64 {
        match site {
            OWN => self.hall.books(OWN, self.hall.fresh() as i64),
            _ => BOOKINGS_OF_OTHER as u64,
        }
    }

    fn body(&self, line: &Line, site: &str) -> String {
        let key = format!("key-{:08}", self.hall.fresh());
        let counter = if site == OWN { "1" } else { "9" };
        match (line.path, line.body) {
            ("/api/v1/desk/call-next", _) => format!(r#"{{"counter":"{counter}"}}"#),
            ("/api/v1/desk/acts", _) => {
                format!(r#"{{"counter":"{counter}","number":"A001","act":"recall"}}"#)
            }
            ("/bookings/new/who", _) => {
                let minute = self.hall.fresh() % 12 * 5;
                format!("key={key}&service=abholen&at=2026-03-13T10{minute:02}Z&name=Erika")
            }
            (_, "at") => format!("key={key}&at=2026-03-12T1000Z"),
            (_, "draw") => r#"{"service":"ausweis"}"#.into(),
            (_, "code") => {
                let booking = calendar::BookingId(self.hall.books(OWN, self.hall.fresh() as i64));
                let sites = self.hall.running.desk.sites();
                format!(r#"{{"code":"{}"}}"#, sites[OWN].booking_code(booking))
            }
            (_, "time") => {
                format!(r#"{{"starts_at":"{}"}}"#, (self.hall.now() + TimeDelta::days(2)).to_rfc3339())
            }
            (_, "book") => {
                let at = self.hall.now() + TimeDelta::days(1);
                format!(r#"{{"service":"abholen","starts_at":"{}"}}"#, at.to_rfc3339())
            }
            ("/accounts", "new") => {
                format!("key={key}&name=Neu+{}&role=clerk&site={site}", self.hall.fresh())
            }
            ("/devices", "new") => format!("key={key}&id=neu-{}&kind=kiosk&site={site}", self.hall.fresh()),
            (_, "what") => format!("key={key}&act=end-sessions"),
            (_, "key") => format!("key={key}"),
            (_, "act") => format!("key={key}&number=A001&act=recall"),
            _ => String::new(),
        }
    }

    /// What a page or file says.
    pub fn reads(&self, path: &str) -> (StatusCode, String) {
        let (status, bytes) = self.bytes(path);
        (status, String::from_utf8(bytes).expect("pages are UTF-8"))
    }

    pub fn bytes(&self, path: &str) -> (StatusCode, Vec<u8>) {
        self.told(Method::GET, path, "text/plain", "")
    }

    /// What comes back.
    pub fn told(&self, method: Method, path: &str, kind: &str, body: &str) -> (StatusCode, Vec<u8>) {
        let answer = self.sends(method, path, kind, body);
        let (parts, body) = answer.into_parts();
        let bytes = self.hall.runtime.block_on(to_bytes(body, usize::MAX)).expect("it comes from memory");
        (parts.status, bytes.into())
    }

    pub fn asks(&self, method: Method, path: &str, kind: &str, body: &str) -> Answer {
        let answer = self.sends(method, path, kind, body);
        let location = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
        let location = location.unwrap_or_default().to_owned();
        Answer { status: answer.status(), is_page: !path.starts_with("/api/"), location }
    }

    pub fn sends(&self, method: Method, path: &str, kind: &str, body: &str) -> Response {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "rathaus.example")
            .header(header::ORIGIN, self.origin)
            .header(wire::http::IDEMPOTENCY_KEY, format!("key-{:08}", self.hall.fresh()))
            .header(header::CONTENT_TYPE, kind);
        if let Some((name, value)) = &self.credential {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let router = hub::http::router(self.hall.running.web.clone());
        self.hall.runtime.block_on(router.oneshot(request)).expect("a router always answers")
    }
}

/// A page that is open, and what it is told.
pub struct OpenPage<'a> {
    hall: &'a Hall,
    told: BodyDataStream,
}

impl OpenPage<'_> {
    /// Everything that is there to be told since the last time; nothing is waited for.
    pub fn hears(&mut self) -> String {
        self.hall.runtime.block_on(async {
            let mut heard = Vec::new();
            while let Some(Some(Ok(event))) = self.told.next().now_or_never() {
                heard.extend_from_slice(&event);
            }
            String::from_utf8(heard).expect("pages are text")
        })
    }
}

fn draw() -> Act {
    Act::Queue(queue::Command::Draw { visit: queue::Visit::to("ausweis"), by: queue::DrawnBy::Kiosk })
}
