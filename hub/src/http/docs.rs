//! The API's own description.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Extension, Json};
use serde::Serialize;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{SESSION_COOKIE, Web};

#[derive(OpenApi)]
#[openapi(
    info(title = "Wartemarke", description = "The hub of a town hall: kiosks, desks, visitors, and \
        other booking systems. Every act carries an idempotency key; the same key gives the same answer."),
    modifiers(&Schemes),
    tags((name = "kiosk"), (name = "desk"), (name = "visitor"), (name = "partner"), (name = "operation"))
)]
pub struct Document;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("device", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

/// The hub's health, for machines.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    pub version: &'static str,
    pub epoch: u64,
    /// Numbers can be drawn and called, and are stored.
    pub works: bool,
    /// Walls hear of calls. Kiosks and desks work without it.
    pub broker: bool,
    /// How letters do, where the hub writes any. Everything else works without them.
    pub mail: Option<MailHealth>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MailHealth {
    /// Letters are written and tried.
    pub works: bool,
    /// For so long there has been a letter that should have gone out, or a mail server that cannot be
    /// reached. Some minutes are nothing; an hour is.
    pub waits_seconds: i64,
}

/// 503 when nothing can be stored, or the hub has stopped answering for some seconds.
#[utoipa::path(get, path = wire::http::path::HEALTH, tag = "operation",
    responses((status = 200, body = Health), (status = 503, body = Health)))]
pub async fn health(State(web): State<Web>) -> (StatusCode, Json<Health>) {
    let works = web.desk.is_well();
    let status = if works { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let version = env!("CARGO_PKG_VERSION");
    let mail = web.delivery.as_ref().map(|delivery| MailHealth {
        works: !delivery.is_broken(),
        waits_seconds: delivery.waits(web.clock.now()).num_seconds(),
    });
    (status, Json(Health { version, epoch: web.epoch, works, broker: web.broker.is_up(), mail }))
}

/// The document as JSON.
#[derive(Clone)]
pub struct Written(pub Arc<String>);

pub async fn openapi(Extension(Written(document)): Extension<Written>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document.as_str().to_string())
}
