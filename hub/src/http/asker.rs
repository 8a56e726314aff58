//! Who asks: a kiosk or partner by its token, a clerk by the session, and with which key.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use serde::de::DeserializeOwned;
use wire::http::{IDEMPOTENCY_KEY, IDEMPOTENCY_KEY_CHARS_MAX};

use super::{Refusal, Web, session};
use crate::store::{Account, Device, DeviceKind};

/// Shorter keys would collide by chance.
const IDEMPOTENCY_KEY_CHARS_MIN: usize = 8;

pub struct Kiosk(pub Device);
pub struct Partner(pub Device);
pub struct Clerk(pub Account);
/// The idempotency key of an act.
pub struct Key(pub String);
/// A JSON body; anything else is told what is wrong with it.
pub struct Body<T>(pub T);

impl Kiosk {
    pub fn actor(&self) -> String {
        format!("kiosk:{}", self.0.id)
    }
}

impl Partner {
    pub fn actor(&self) -> String {
        format!("partner:{}", self.0.id)
    }
}

impl Clerk {
    pub fn actor(&self) -> String {
        format!("clerk:{}", self.0.id)
    }
}

impl FromRequestParts<Web> for Kiosk {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Kiosk, Refusal> {
        device(parts, web, DeviceKind::Kiosk).map(Kiosk)
    }
}

impl FromRequestParts<Web> for Partner {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Partner, Refusal> {
        device(parts, web, DeviceKind::Partner).map(Partner)
    }
}

fn device(parts: &Parts, web: &Web, kind: DeviceKind) -> Result<Device, Refusal> {
    let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(Refusal::unauthorized)?;
    let served = |device: &Device| web.desk.sites().contains_key(&device.site);
    let device = Device::of_token(&web.db(), token)?.filter(served).ok_or_else(Refusal::unauthorized)?;
    if device.kind != kind {
        let detail = format!("this is for a {}, not for a {}", kind.name(), device.kind.name());
        return Err(Refusal::new(StatusCode::FORBIDDEN, "wrong-asker", detail));
    }
    Ok(device)
}

impl FromRequestParts<Web> for Clerk {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Clerk, Refusal> {
        if parts.method != Method::GET {
            session::check_origin(web, &parts.headers, &parts.uri)?;
        }
        let token = session::token(&parts.headers).ok_or_else(Refusal::unauthorized)?;
        let account = Account::of_session(&web.db(), token, web.clock.now())?;
        // The account of a site that was taken out of the configuration opens nothing.
        let served = |account: &Account| web.desk.sites().contains_key(&account.site);
        account.filter(served).map(Clerk).ok_or_else(Refusal::unauthorized)
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

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, web: &Web) -> Result<Body<T>, Refusal> {
        match Json::<T>::from_request(request, web).await {
            Ok(Json(body)) => Ok(Body(body)),
            Err(rejection) => Err(body_refusal(rejection)),
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
