//! Logging in: name and password, the second factor where there is one, and delays for who guesses.

use std::net::IpAddr;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use wire::http::{Login, Problem, path};

use super::hashing::in_turn;
use super::{Body, Refusal, Web, session};
use crate::config::SecondFactor;
use crate::store::{Account, Proof, Session};

/// Where a request came from, as the door found out.
#[derive(Debug, Clone, Copy)]
pub struct Address(pub IpAddr);

/// What a session still lacks before it opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// The second factor of the account was not shown yet.
    Code,
    /// The role needs one, and the account has none.
    SetUp,
}

/// Opens a session; the cookie of the answer proves it. An account with a second factor shows its
/// code in the same request.
#[utoipa::path(post, path = path::DESK_LOGIN, tag = "desk", request_body = Login,
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn login(
    State(web): State<Web>,
    address: Address,
    Body(body): Body<Login>,
) -> Result<Response, Refusal> {
    let opened = open_session(&web, address, body.name, body.password).await?;
    let mut token = opened.ok_or_else(Refusal::unauthorized)?;
    let opened = session::look(&web, &token).await?.ok_or_else(Refusal::unauthorized)?;
    if lacks(&web, &opened) == Some(Lacks::Code) {
        let proven = match body.code {
            Some(code) => prove(&web, address, &opened, code).await?,
            None => None,
        };
        let Some(proven) = proven else {
            let id = opened.id;
            web.access.write(move |db| Session::close(db, &id)).await?;
            return Err(Refusal::code_missing());
        };
        token = proven;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, session::opening(&token))]).into_response())
}

/// A new session's token, if name and password are right.
pub async fn open_session(
    web: &Web,
    Address(address): Address,
    name: String,
    password: String,
) -> Result<Option<String>, Refusal> {
    let (known_as, asked) = (name.clone(), web.clone());
    let opened = in_turn(move || {
        let now = asked.clock.now();
        // Counted when it is looked at: many that wait for their turn at once are no way around.
        asked.attempts().begin(&name, address, now).map_err(|_| Refusal::slowed_down())?;
        let known = Account::known(&asked.access.read(), &name)?;
        let Some(account) = known.with_password(&password) else { return Ok(None) };
        let token = Session::open(&asked.access.write_blocking(), account.id, Proof::Password, now)?;
        Ok::<_, Refusal>(Some((account, token)))
    });
    let Some((account, token)) = opened.await?? else { return Ok(None) };
    web.attempts().right(&known_as, address, !account.has_second_factor);
    Ok(Some(token))
}

/// The token of a session in place of `session`, if the code is right.
pub async fn prove(
    web: &Web,
    Address(address): Address,
    session: &Session,
    code: String,
) -> Result<Option<String>, Refusal> {
    let (id, account, now) = (session.id, session.account.id, web.clock.now());
    web.attempts().begin(&session.account.name, address, now).map_err(|_| Refusal::slowed_down())?;
    let vault = web.vault.clone();
    let proven = web.access.write(move |db| match Account::proves(db, &vault, account, &code, now)? {
        true => replace(db, id, account, now).map(Some),
        false => Ok(None),
    });
    let token = proven.await?;
    if token.is_some() {
        web.attempts().right(&session.account.name, address, true);
    }
    Ok(token)
}

/// Whoever has proven more gets another token: one that was seen before is worth no more than it was.
pub fn replace(
    db: &rusqlite::Connection,
    old: crate::store::SessionId,
    account: i64,
    now: chrono::DateTime<chrono::Utc>,
) -> crate::store::Result<String> {
    Session::close(db, &old)?;
    Session::open(db, account, Proof::SecondFactor, now)
}

/// What a session lacks, if anything.
pub fn lacks(web: &Web, session: &Session) -> Option<Lacks> {
    let account = &session.account;
    let needed = web.config.hub.second_factor == SecondFactor::Admins && account.role.needs_second_factor();
    match (account.has_second_factor, session.proof) {
        (true, Proof::Password) => Some(Lacks::Code),
        (false, _) if needed => Some(Lacks::SetUp),
        _ => None,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Address, Self::Rejection> {
        Ok(*parts.extensions.get::<Address>().expect("every handler stands behind a door"))
    }
}
