//! The HTTP side: routes grouped by who asks, one file each.
//!
//! Handlers translate between the wire and the desk and decide nothing themselves.

mod acts;
mod asker;
mod desk;
mod docs;
mod kiosk;
mod pages;
mod partner;
mod problem;
mod session;
mod visitor;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use rusqlite::Connection;
use tokio::sync::broadcast;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use asker::{Body, Clerk, Key, Kiosk, Partner};
pub use problem::{Refusal, Reply};
pub use session::{SESSION_COOKIE, SetUp};

use crate::clock::Clock;
use crate::config::Config;
use crate::desk::Desk;
use crate::floor::Floor;
use crate::mqtt::Change;

/// What every handler may use. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub desk: Desk,
    pub config: Arc<Config>,
    pub public_url: Arc<str>,
    pub clock: Clock,
    pub epoch: u64,
    pub changes: broadcast::Sender<Change>,
    pub set_up: Arc<SetUp>,
    pub floor: Arc<Floor>,
    db: Arc<Mutex<Connection>>,
}

impl Web {
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        desk: Desk,
        config: Arc<Config>,
        public_url: String,
        clock: Clock,
        epoch: u64,
        changes: broadcast::Sender<Change>,
        set_up: SetUp,
        db: Connection,
    ) -> Web {
        let public_url = public_url.into();
        let (set_up, db) = (Arc::new(set_up), Arc::new(Mutex::new(db)));
        let floor = Arc::default();
        Web { desk, config, public_url, clock, epoch, changes, set_up, floor, db }
    }

    /// Accounts and devices. Hold it for one statement.
    pub fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().expect("no handler panics while it holds the database")
    }
}

/// All routes of the hub.
pub fn router(web: Web) -> Router {
    let (api, document) = OpenApiRouter::with_openapi(docs::Document::openapi())
        .routes(routes!(kiosk::offer))
        .routes(routes!(kiosk::draw_ticket))
        .routes(routes!(kiosk::check_in))
        .routes(routes!(partner::book))
        .routes(routes!(partner::cancel))
        .routes(routes!(desk::login))
        .routes(routes!(desk::queue))
        .routes(routes!(desk::call_next))
        .routes(routes!(desk::act))
        .routes(routes!(desk::undo))
        .routes(routes!(desk::draw_for_visitor))
        .routes(routes!(desk::hall))
        .routes(routes!(desk::events))
        .routes(routes!(visitor::status))
        .routes(routes!(visitor::withdraw))
        .routes(routes!(docs::health))
        .split_for_parts();
    let document = Arc::new(document.to_json().expect("the document is plain data"));
    api.route(wire::http::path::OPENAPI, axum::routing::get(move || docs::openapi(document.clone())))
        .merge(pages::routes())
        .fallback(pages::not_found)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(DefaultBodyLimit::max(wire::http::BODY_BYTES_MAX))
        .layer(CompressionLayer::new())
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .with_state(web)
}

/// Everything comes from the hub itself; nothing is inline, nothing is evaluated.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
