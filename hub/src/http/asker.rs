//! Who asks: a device by its token, a person by the session, or nobody; and with which key.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use wire::http::{BODY_BYTES_MAX, IDEMPOTENCY_KEY, IDEMPOTENCY_KEY_CHARS_MAX};

use super::door::is_for_programs;
use super::{Refusal, Web, elsewhere, session};
use crate::rights::{Right, Role};
use crate::store::{Account, Device, Session};

/// Shorter keys would collide by chance.
const IDEMPOTENCY_KEY_CHARS_MIN: usize = 8;
/// As much as a person pastes into a form by mistake: a photograph, or a book.
const DISCARDED_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Names a site other than the asker's own, for those who may see all.
const SITE: &str = "site";

/// Who asks, as the door found out.
#[derive(Debug, Clone)]
pub enum Asker {
    Nobody,
    Device(Device),
    /// `site` is what the request is about: the own one, or another that was named.
    Person {
        session: Session,
        site: String,
    },
}

/// A device or a person of the town, at the site the request is about.
pub struct Somebody {
    pub site: String,
    /// The pseudonym in the journal: "kiosk:eingang", "clerk:17".
    pub actor: String,
}
/// Whoever is logged in, about the own site or everybody's.
pub struct Person(pub Session);
/// The account of whoever is logged in; its site is the one the request is about. And what the addresses
/// of that site begin with: nothing, if it is the own one.
#[derive(Clone)]
pub struct Clerk(pub Account, pub String);
/// The idempotency key of an act: of the header, or of a form.
pub struct Key(pub String);
/// A JSON body; anything else is told what is wrong with it.
pub struct Body<T>(pub T);

impl Asker {
    /// By the token of a device, or by the session's cookie. A wrong or ended one is nobody's.
    pub async fn of(web: &Web, headers: &HeaderMap) -> Result<Asker, Refusal> {
        // A site that was taken out of the configuration is served to nobody.
        let served = |site: &str| web.desk.sites().contains_key(site);
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
            let device = web.access.device(token)?;
            let device = device.filter(|device| served(&device.site));
            return Ok(device.map_or(Asker::Nobody, Asker::Device));
        }
        let Some(token) = session::token(headers) else { return Ok(Asker::Nobody) };
        let session = session::look(web, token).await?.filter(|session| served(&session.account.site));
        Ok(session.map_or(Asker::Nobody, |session| {
            let site = session.account.site.clone();
            Asker::Person { session, site }
        }))
    }

    pub fn role(&self) -> Role {
        match self {
            Asker::Nobody => Role::Visitor,
            Asker::Device(device) => device.kind.role(),
            Asker::Person { session, .. } => session.account.role,
        }
    }

    /// Whether somebody of one site may look into another.
    pub fn reaches(&self, site: &str) -> bool {
        let own = match self {
            Asker::Nobody => None,
            Asker::Device(device) => Some(&device.site),
            Asker::Person { session, .. } => Some(&session.account.site),
        };
        own.is_some_and(|own| own == site) || self.role().may(Right::AllSites)
    }

    /// The address may name a site. A foreign one is as unknown as one that is not there.
    pub(super) fn at_site_of(self, web: &Web, parts: &Parts) -> Result<Asker, Refusal> {
        let uri = &parts.uri;
        let named = uri.query().into_iter().flat_map(|query| query.split('&'));
        let named = named.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == SITE);
        let by_program = named.filter(|_| is_for_programs(uri)).map(|(_, named)| named);
        let Some(named) = by_program.or(elsewhere::site(parts)) else { return Ok(self) };
        if !self.reaches(named) || !web.desk.sites().contains_key(named) {
            return Err(Refusal::unknown("site"));
        }
        Ok(match self {
            Asker::Person { session, .. } => Asker::Person { session, site: named.to_owned() },
            other => other,
        })
    }
}

impl Clerk {
    pub fn actor(&self) -> String {
        format!("clerk:{}", self.0.id)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asker, Refusal> {
        Ok(parts.extensions.get::<Asker>().cloned().expect("every handler stands behind a door"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Somebody {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Somebody, Refusal> {
        match Asker::from_request_parts(parts, state).await? {
            Asker::Nobody => Err(Refusal::unauthorized()),
            Asker::Device(device) => {
                let actor = format!("{}:{}", device.kind.name(), device.id);
                Ok(Somebody { site: device.site, actor })
            }
            Asker::Person { session, site } => {
                Ok(Somebody { site, actor: format!("clerk:{}", session.account.id) })
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Person, Refusal> {
        match Asker::from_request_parts(parts, state).await? {
            Asker::Person { session, .. } => Ok(Person(session)),
            Asker::Nobody | Asker::Device(_) => Err(Refusal::unauthorized()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Clerk {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Clerk, Refusal> {
        match Asker::from_request_parts(parts, state).await? {
            Asker::Person { session, site } => {
                let base = if site == session.account.site { String::new() } else { elsewhere::base(&site) };
                Ok(Clerk(Account { site, ..session.account }, base))
            }
            Asker::Nobody | Asker::Device(_) => Err(Refusal::unauthorized()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Key, Refusal> {
        key_of(&parts.headers)
    }
}

fn key_of(headers: &HeaderMap) -> Result<Key, Refusal> {
    let wrong = || {
        let detail = format!(
            "the header {IDEMPOTENCY_KEY} must carry {IDEMPOTENCY_KEY_CHARS_MIN} to \
             {IDEMPOTENCY_KEY_CHARS_MAX} visible ASCII characters, new for each act"
        );
        Refusal::bad("bad-key", detail)
    };
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).ok_or_else(wrong)?;
    Key::checked(key).ok_or_else(wrong)
}

impl Key {
    /// The key, if it is one.
    pub fn checked(key: &str) -> Option<Key> {
        let fits = (IDEMPOTENCY_KEY_CHARS_MIN..=IDEMPOTENCY_KEY_CHARS_MAX).contains(&key.len());
        (fits && key.bytes().all(|b| b.is_ascii_graphic())).then(|| Key(key.to_string()))
    }
}

/// A form with another key is none of ours: what is stored with every act has a bound.
impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(text: D) -> Result<Key, D::Error> {
        let text = String::deserialize(text)?;
        Key::checked(&text).ok_or_else(|| D::Error::custom("the form carries no good key"))
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, web: &Web) -> Result<Body<T>, Refusal> {
        if is_longer(&request, BODY_BYTES_MAX) {
            reads_to_the_end(request).await;
            return Err(Refusal::too_large());
        }
        match Json::<T>::from_request(request, web).await {
            Ok(Json(body)) => Ok(Body(body)),
            Err(rejection) => Err(body_refusal(rejection)),
        }
    }
}

/// By its own word. Who says nothing is read up to the limit, and hung up on.
pub fn is_longer(request: &Request, bytes_max: usize) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > bytes_max)
}

/// Reads what is too much and keeps nothing of it: a browser that is still sending takes no answer, and says
/// that the connection broke.
pub async fn reads_to_the_end(request: Request) {
    let mut left = DISCARDED_BYTES_MAX;
    let mut chunks = request.into_body().into_data_stream();
    while let Some(Ok(chunk)) = chunks.next().await {
        left = left.saturating_sub(chunk.len());
        if left == 0 {
            return;
        }
    }
}

fn body_refusal(rejection: JsonRejection) -> Refusal {
    let status = rejection.status();
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "not-json",
        _ => "bad-json",
    };
    Refusal::new(status, code, rejection.body_text())
}
