//! The HTTP side: every door by who asks, one file each.
//!
//! Who may come in is decided at the `door`. Handlers translate between the wire and the desk and
//! decide nothing themselves.

mod acts;
mod asker;
mod bookings;
mod desk;
mod docs;
mod door;
mod elsewhere;
mod hashing;
mod kiosk;
mod known;
mod login;
mod open_data;
mod pages;
mod partner;
mod phones;
mod problem;
mod session;
mod since;
mod slots;
mod stay;
mod visitor;

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::{Extension, Router};
use tokio::sync::broadcast;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_axum::routes;

pub use asker::{Asker, Body, Clerk, Key, Person, Somebody};
pub use door::Door;
use door::Doors;
use phones::Phones;
pub use problem::{Refusal, Reply};
pub use session::{SESSION_COOKIE, SetUp};
pub use stay::Stay;

use crate::absences::Feeds;
use crate::attack::Guard;
use crate::attendance::Attendance;
use crate::audit::Audit;
use crate::citizen_account::CitizenAccount;
use crate::clock::Clock;
use crate::config::{Config, Site};
use crate::desk::Desk;
use crate::directory::{Directory, Oidc, Tree};
use crate::floor::Floor;
use crate::limits::{Attempts, Rates};
use crate::mail::Delivery;
use crate::mqtt::{Change, Link};
use crate::rights::Right;
use crate::rounds::Rounds;
use crate::second_factor::Vault;
use crate::statistics::Statistics;
use crate::store::{Access, Contents, Plans, Visitors};
use crate::video::Video;

/// What every handler may use. Cheap to clone, which each layer before a handler does for each request.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

pub struct Shared {
    pub desk: Desk,
    pub config: Arc<Config>,
    pub public_url: Arc<str>,
    pub clock: Clock,
    pub epoch: u64,
    pub changes: broadcast::Sender<Change>,
    pub set_up: Arc<SetUp>,
    pub floor: Arc<Floor>,
    pub attendance: Arc<Attendance>,
    pub access: Arc<Access>,
    pub vault: Arc<Vault>,
    pub statistics: Arc<Statistics>,
    pub audit: Arc<Audit>,
    pub visitors: Arc<Visitors>,
    /// Of what citizens send ahead.
    pub contents: Arc<Contents>,
    pub video: Option<Video>,
    pub plans: Arc<Plans>,
    pub directory: Option<Arc<Directory>>,
    pub citizen_account: Option<CitizenAccount>,
    pub broker: Link,
    /// Where letters are written.
    pub delivery: Option<Delivery>,
    pub feeds: Feeds,
    /// What is done beside the requests.
    pub rounds: Rounds,
    open_data: open_data::OpenData,
    attempts: Mutex<Attempts>,
    rates: Mutex<Rates>,
    /// Of what is written on the contact page.
    messages: Mutex<Rates>,
    /// Of check-ins without a code, which could be guessed.
    birthdays: Mutex<Rates<String>>,
    /// Of those who want to be told when a time becomes free: each may be a letter to a stranger.
    watches: Mutex<Rates>,
    /// Of times that are kept while forms are filled in.
    holds: Mutex<Rates>,
    /// Of the booking pages, where those may be in frames.
    policy_in_frames: Option<HeaderValue>,
    /// In front of those who book on the web.
    guard: Guard,
    phones: Phones,
    slots: slots::Slots,
    /// Places for those who send files.
    senders: pages::Senders,
}

/// What a hub that starts hands to whoever asks it.
pub struct Parts {
    pub desk: Desk,
    pub config: Arc<Config>,
    pub public_url: String,
    pub clock: Clock,
    pub epoch: u64,
    pub changes: broadcast::Sender<Change>,
    pub set_up: SetUp,
    pub access: Access,
    pub vault: Vault,
    pub statistics: Arc<Statistics>,
    pub directory: Option<Directory>,
    pub citizen_account: Option<CitizenAccount>,
    pub broker: Link,
    pub visitors: Visitors,
    pub delivery: Option<Delivery>,
    pub contents: Arc<Contents>,
    pub video: Option<Video>,
    pub rounds: Rounds,
    pub guard: Guard,
}

impl Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Web {
    pub fn new(parts: Parts) -> Web {
        let Parts { desk, config, public_url, clock, epoch, changes, set_up, access, vault, .. } = parts;
        let Parts { statistics, directory, broker, visitors, delivery, contents, video, rounds, .. } = parts;
        let Parts { guard, citizen_account, .. } = parts;
        let public_url = public_url.into();
        let (set_up, access, vault) = (Arc::new(set_up), Arc::new(access), Arc::new(vault));
        let audit = Arc::new(Audit::new(&config.hub.database, clock.clone()));
        let plans = Arc::new(Plans::beside(&config.hub.database));
        let (directory, visitors) = (directory.map(Arc::new), Arc::new(visitors));
        let policy_in_frames = policy_in_frames(&config);
        let (floor, attendance, feeds, open_data, attempts, phones, slots, senders) = Default::default();
        let rates = Mutex::new(Rates::of_requests());
        let messages = Mutex::new(Rates::of_messages());
        let watches = Mutex::new(Rates::of_messages());
        let holds = Mutex::new(Rates::of_holds());
        let birthdays = Mutex::new(Rates::of_birthdays());
        Web(Arc::new(Shared {
            desk,
            config,
            public_url,
            clock,
            epoch,
            changes,
            set_up,
            floor,
            attendance,
            access,
            vault,
            statistics,
            audit,
            visitors,
            contents,
            video,
            plans,
            directory,
            citizen_account,
            broker,
            delivery,
            feeds,
            rounds,
            open_data,
            attempts,
            rates,
            messages,
            birthdays,
            watches,
            holds,
            policy_in_frames,
            guard,
            phones,
            slots,
            senders,
        }))
    }

    /// Where the people of a booking by video meet, as soon as anybody knows.
    pub fn video_link(&self, site: &str, booking: &calendar::Booking) -> Option<String> {
        let stored = |id| self.visitors.place_of(site, id).ok().flatten();
        self.video.as_ref()?.link(site, booking, stored)
    }

    /// A site with what it offers by now; `config` says it as it was when the hub started.
    pub fn site_now(&self, id: &str) -> Option<Arc<Site>> {
        self.desk.sites().get(id).map(|state| state.config.clone())
    }

    /// All of them, in the order of the file.
    pub fn sites_now(&self) -> Vec<Arc<Site>> {
        self.config.sites.iter().filter_map(|site| self.site_now(&site.id)).collect()
    }

    /// The directory that is asked with what somebody typed.
    pub fn ldap(&self) -> Option<&Tree> {
        self.directory.as_ref()?.ldap.as_ref()
    }

    /// The provider of the town's own accounts, if there is one.
    pub fn oidc(&self) -> Option<&Arc<Oidc>> {
        self.directory.as_ref()?.oidc.as_ref()
    }

    /// Open pages look at the floor whenever something changes. Without any open page nobody hears it.
    fn tell_pages(&self, site: &str) {
        let sequence = self.desk.sites().get(site).map_or(0, |state| state.sequence);
        let _ = self.changes.send(Change { site: site.into(), sequence });
    }

    /// Logins that failed.
    pub fn attempts(&self) -> MutexGuard<'_, Attempts> {
        self.attempts.lock().expect("counting does not panic")
    }

    fn holds(&self) -> MutexGuard<'_, Rates> {
        self.holds.lock().expect("counting does not panic")
    }

    fn watches(&self) -> MutexGuard<'_, Rates> {
        self.watches.lock().expect("counting does not panic")
    }

    fn birthdays(&self) -> MutexGuard<'_, Rates<String>> {
        self.birthdays.lock().expect("counting does not panic")
    }

    fn messages(&self) -> MutexGuard<'_, Rates> {
        self.messages.lock().expect("counting does not panic")
    }

    fn rates(&self) -> MutexGuard<'_, Rates> {
        self.rates.lock().expect("counting does not panic")
    }
}

/// All doors of the hub.
pub fn router(web: Web) -> Router {
    let by_tls = web.public_url.starts_with("https://");
    let (router, document, _) = doors(web.clone()).finish();
    let document = Arc::new(document.to_json().expect("the document is plain data"));
    // One stack, from the outside in. Each layer that is put around the router by itself would be a box of
    // its own, which is copied for every request.
    let before_every_door = ServiceBuilder::new()
        .layer(Extension(docs::Written(document)))
        .option_layer(by_tls.then(|| fixed(header::STRICT_TRANSPORT_SECURITY, ONLY_BY_TLS)))
        // Answers are of a moment and mostly for one person; styles and fonts say otherwise themselves.
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(wire::http::BODY_BYTES_MAX));
    let doors = router
        .fallback(pages::not_found)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(before_every_door)
        .with_state(web);
    elsewhere::led(doors)
}

/// Half a year: a browser that came once by TLS comes by nothing else.
const ONLY_BY_TLS: &str = "max-age=15768000";

/// Every door, in the order of who asks.
fn doors(web: Web) -> Doors {
    let api = Doors::new(web, docs::Document::openapi())
        .api(Right::Receive, routes!(kiosk::offer))
        .api(Right::Receive, routes!(kiosk::help))
        .api(Right::Receive, routes!(kiosk::draw_ticket))
        .api(Right::Receive, routes!(kiosk::check_in))
        .api(Right::Receive, routes!(kiosk::check_in_by_birthday))
        .api(Right::Receive, routes!(kiosk::bookings::visit))
        .api(Right::Receive, routes!(slots::for_kiosk))
        .api(Right::Receive, routes!(kiosk::bookings::book))
        .api(Right::Receive, routes!(kiosk::bookings::booking, kiosk::bookings::cancel))
        .api(Right::Receive, routes!(kiosk::bookings::slots))
        .api(Right::Receive, routes!(kiosk::bookings::rebook))
        .api(Right::Book, routes!(partner::book))
        .api(Right::Book, routes!(partner::booking, partner::cancel))
        .api(Right::Book, routes!(partner::confirm))
        .api(Right::Book, routes!(partner::rebook))
        .api(Right::Book, routes!(slots::for_partner))
        .api(Right::Enter, routes!(slots::for_anybody))
        .api(Right::Enter, routes!(open_data::indicators))
        .api(Right::Enter, routes!(open_data::indicators_csv))
        .api(Right::Enter, routes!(open_data::feedback_csv))
        .api(Right::Enter, routes!(login::login))
        .api(Right::SeeQueue, routes!(desk::queue))
        .api(Right::Serve, routes!(desk::call_next))
        .api(Right::Serve, routes!(desk::act))
        .api(Right::Serve, routes!(desk::undo))
        .api(Right::Assist, routes!(desk::draw_for_visitor))
        .api(Right::Assist, routes!(desk::check_in_visitor))
        .api(Right::Direct, routes!(desk::hall))
        .api(Right::SeeQueue, routes!(desk::events))
        .api(Right::Enter, routes!(visitor::status))
        .api(Right::Enter, routes!(visitor::withdraw))
        .api(Right::Enter, routes!(docs::health));
    pages::doors(api).get(wire::http::path::OPENAPI, Right::Enter, docs::openapi)
}

/// The list of all doors, for whoever wants to try every one.
pub fn list_of_doors(web: &Web) -> Vec<Door> {
    doors(web.clone()).finish().2
}

/// Everything comes from the hub itself; nothing is inline, nothing is evaluated, and no page is in a frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same for what the town's websites show in a frame of theirs, if the town says which.
fn policy_in_frames(config: &Config) -> Option<HeaderValue> {
    let sites = &config.hub.embed_in;
    let policy = CONTENT_SECURITY_POLICY.trim_end_matches("'none'").to_owned() + &sites.join(" ");
    let policy = HeaderValue::from_str(&policy).expect("an origin has the letters of a header");
    (!sites.is_empty()).then_some(policy)
}

fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
