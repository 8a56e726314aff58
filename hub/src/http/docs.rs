//! The API's own description.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::IntoResponse;
use axum::{Extension, Json};
use serde::Serialize;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{SESSION_COOKIE, Web};
use crate::rights::{Right, Role};

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

/// What every operation may answer before its handler is reached, by the right it takes. Said here once, so
/// that no handler forgets it.
pub fn tells_of_the_door(operation: &mut Operation, method: &Method, right: Right) {
    let is_for_everybody = Role::Visitor.may(right);
    let is_act = method != Method::GET;
    let answers = [
        ("400", true, "What is asked cannot be read."),
        ("401", !is_for_everybody, "Token or session is missing, wrong or ended."),
        (
            "403",
            !is_for_everybody || is_act,
            "Whoever asks may not do this, or not from another site's page.",
        ),
        ("404", true, "There is no such thing here."),
        ("429", true, "Too many at once; try again in a moment."),
        ("503", true, "Nothing can be read or stored just now; try again in a moment."),
    ];
    for (status, _, words) in answers.into_iter().filter(|(_, may_be, _)| *may_be) {
        let told = operation.responses.responses.entry(status.to_owned());
        told.or_insert_with(|| {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            ResponseBuilder::new().description(words).content("application/json", problem).build().into()
        });
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
    /// Work beside the requests whose last round failed, or that has stopped until the hub starts again:
    /// "letters", "statistics", "sweeping" (what is to be forgotten), "copies", "absences", "video calls".
    pub failing: Vec<&'static str>,
    /// Programs seem to want every time there is, so whoever books on the web brings a stamp, or waits. It is
    /// nothing that fails.
    pub under_attack: bool,
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
    let (broker, failing) = (web.broker.is_up(), web.rounds.failing());
    let under_attack = web.guard.since(web.clock.now()).is_some();
    (status, Json(Health { version, epoch: web.epoch, works, broker, mail, failing, under_attack }))
}

/// The document as JSON.
#[derive(Clone)]
pub struct Written(pub Arc<String>);

pub async fn openapi(Extension(Written(document)): Extension<Written>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document.as_str().to_string())
}
