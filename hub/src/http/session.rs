//! Sessions of people, and the one-time link that makes the first account.

use std::sync::Mutex;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use chrono::TimeDelta;
use tracing::error;

use super::{Refusal, Web};
use crate::oidc::FLOW_LASTS;
use crate::rights::Role;
use crate::store::{Account, NewAccount, Session, new_token};

/// `__Host-` lets a browser take it from this very host and over a safe connection only.
pub const SESSION_COOKIE: &str = "__Host-wartemarke";
/// What a browser remembers while it is at the provider of accounts. It comes back from another site,
/// so it is sent along on the way here (`Lax`), and opens nothing.
const FLOW_COOKIE: &str = "__Host-wartemarke-flow";

/// The session's token in the cookies of a request.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SESSION_COOKIE)
}

/// What was begun with this browser, sealed.
pub fn flow(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, FLOW_COOKIE)
}

pub(super) fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, token)| token)
}

/// The session of a token while it lasts. Whoever asks with it is still there.
pub async fn look(web: &Web, token: &str) -> Result<Option<Session>, Refusal> {
    let (id, now) = (Session::id_of(token), web.clock.now());
    let found = web.access.session(&id, now)?;
    match &found {
        // It has ended, or never was; only the first leaves something to delete.
        None => {}
        Some(session) if session.is_worth_writing(now) => {
            // Whoever reads can read on when nothing can be written any more.
            if let Err(error) = web.access.write(move |db| Session::used(db, &id, now)).await {
                error!(%error, "that a session is in use could not be written");
            }
        }
        Some(_) => {}
    }
    Ok(found)
}

/// The header that opens a session in the browser.
pub fn opening(token: &str) -> HeaderValue {
    let cookie = format!("{SESSION_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Strict");
    HeaderValue::from_str(&cookie).expect("a token is hexadecimal")
}

/// The header that ends it.
pub fn closing() -> HeaderValue {
    HeaderValue::from_static("__Host-wartemarke=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// One that lasts longer than a session, and opens nothing.
pub(super) fn cookie_opening(name: &str, value: &str, lasts: TimeDelta) -> HeaderValue {
    let seconds = lasts.num_seconds();
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}");
    HeaderValue::from_str(&cookie).expect("its value is letters, digits, dots and hyphens")
}

/// The header that has the browser remember a login it begins.
pub fn flow_opening(sealed: &str) -> HeaderValue {
    let seconds = FLOW_LASTS.num_seconds();
    let cookie = format!("{FLOW_COOKIE}={sealed}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    HeaderValue::from_str(&cookie).expect("what is sealed is letters, digits, hyphens and underscores")
}

/// The header that has it forget.
pub fn flow_closing() -> HeaderValue {
    HeaderValue::from_static("__Host-wartemarke-flow=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Refuses what another site makes somebody's browser send. Browsers say where a request comes from;
/// programs say nothing and prove themselves by knowing the session's token.
///
/// The own place is what the request was sent to: the host header, or over HTTP/2 the authority of
/// its address; behind a proxy that changes these, the public address.
pub fn check_origin(web: &Web, headers: &HeaderMap, uri: &Uri) -> Result<(), Refusal> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let foreign_fetch = text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let foreign_origin = text(header::ORIGIN).is_some_and(|origin| {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        let own = text(header::HOST).or(uri.authority().map(|authority| authority.as_str()));
        own != Some(host) && origin != &*web.public_url
    });
    if foreign_fetch || foreign_origin {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "foreign-origin", "sent by a page of another site"));
    }
    Ok(())
}

/// The one-time link of a hub without accounts.
pub struct SetUp {
    token: Mutex<Option<String>>,
}

impl SetUp {
    /// Open while there is no account; every start makes a new link.
    pub fn new(any_account: bool) -> SetUp {
        let token = (!any_account).then(new_token);
        SetUp { token: Mutex::new(token) }
    }

    /// The end of the link, while it is good.
    pub fn token(&self) -> Option<String> {
        self.token.lock().expect("nobody panics with the link in hand").clone()
    }

    pub fn is(&self, token: &str) -> bool {
        self.token().is_some_and(|good| good == token)
    }

    /// Makes the first account, which looks after all sites; the link is used up.
    pub fn first_account(
        &self,
        web: &Web,
        token: &str,
        name: &str,
        password: &str,
    ) -> Result<Account, FirstAccountError> {
        // Hashing takes a while, and the database is not held for it.
        let hash = Account::hashed(password)?;
        let mut good = self.token.lock().expect("nobody panics with the link in hand");
        if good.as_deref() != Some(token) {
            return Err(FirstAccountError::LinkUsed);
        }
        let site = &web.config.sites[0].id;
        let new = NewAccount { name, site, role: Role::CountyAdmin, password_hash: Some(&hash) };
        let account = Account::create(&web.access.write_blocking(), new, web.clock.now())?;
        *good = None;
        Ok(account)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum FirstAccountError {
    #[error("the set-up link was used or belongs to an earlier start")]
    LinkUsed,
    #[error(transparent)]
    Account(#[from] crate::store::AccountError),
}
