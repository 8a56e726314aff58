//! Logging in: name and password, the second factor where there is one, and delays for who guesses.

use std::net::IpAddr;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use wire::http::{Login, Problem, path};

use super::hashing::in_turn;
use super::known::Known;
use super::{Body, Refusal, Web, session};
use crate::config::SecondFactor;
use crate::directory::{self, Tree};
use crate::limits::Origin;
use crate::oidc::NotKnown;
use crate::rights::Role;
use crate::store::{Account, Bound, Proof, Session};

/// Where a request came from, as the door found out.
#[derive(Debug, Clone, Copy)]
pub struct Address(pub IpAddr);

/// From where somebody logs in: the network, and what the browser knows.
pub struct Whence {
    address: IpAddr,
    known: Known,
}

impl Whence {
    fn origin(&self, web: &Web, name: &str) -> Origin {
        Origin { address: self.address, browser: self.known.browser_of(&web.vault, name, web.clock.now()) }
    }

    /// Logged in with nothing left to prove: the browser knows this name from now on.
    pub fn known_now(self, web: &Web, name: &str) -> HeaderValue {
        self.known.with(&web.vault, name, web.clock.now())
    }
}

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
        (status = 422, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn login(
    State(web): State<Web>,
    whence: Whence,
    Body(body): Body<Login>,
) -> Result<Response, Refusal> {
    let opened = open_session(&web, &whence, body.name, body.password).await?;
    let mut token = opened.ok_or_else(Refusal::unauthorized)?;
    let opened = session::look(&web, &token).await?.ok_or_else(Refusal::unauthorized)?;
    if lacks(&web, &opened) == Some(Lacks::Code) {
        let proven = match body.code {
            Some(code) => prove(&web, &whence, &opened, code).await?,
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
    whence: &Whence,
    name: String,
    password: String,
) -> Result<Option<String>, Refusal> {
    let from = whence.origin(web, &name);
    if let Some(tree) = web.ldap()
        // An account of the hub's own is one, also where the directory knows the same name.
        && !Account::known(&web.access.read(), &name)?.is_own()
    {
        web.attempts().begin(&name, from, web.clock.now()).map_err(|_| Refusal::slowed_down())?;
        return by_directory(web, tree, from, name, password).await;
    }
    let (known_as, asked) = (name.clone(), web.clone());
    let opened = in_turn(move || {
        let now = asked.clock.now();
        // Counted when it is looked at: many that wait for their turn at once are no way around.
        asked.attempts().begin(&name, from, now).map_err(|_| Refusal::slowed_down())?;
        let known = Account::known(&asked.access.read(), &name)?;
        let Some(account) = known.with_password(&password) else { return Ok(None) };
        let token = Session::open(&asked.access.write_blocking(), account.id, Proof::Password, now)?;
        Ok::<_, Refusal>(Some((account, token)))
    });
    let Some((account, token)) = opened.await?? else { return Ok(None) };
    web.attempts().right(&known_as, from, !account.has_second_factor);
    Ok(Some(token))
}

/// A new session's token, if the directory's groups let somebody work here, and nobody here has closed
/// the account.
pub async fn enter(web: &Web, known: directory::Known) -> Result<(String, Role), Refusal> {
    let now = web.clock.now();
    let first_site = &web.config.sites[0].id;
    let standing = web.directory.as_ref().and_then(|directory| directory.standing(&known, first_site));
    let entered = web.access.write(move |db| {
        let bound = Bound { issuer: &known.issuer, subject: &known.subject };
        let Some(standing) = standing else {
            Account::lost_standing(db, bound)?;
            return Ok(Err(Refusal::no_group()));
        };
        let stands = (standing.role, &*standing.sites);
        let account = Account::of_directory(db, bound, &known.name, stands, now)?;
        if account.disabled {
            return Ok(Err(Refusal::account_closed()));
        }
        let proof = if known.second_factor { Proof::SecondFactor } else { Proof::Password };
        Ok(Ok((Session::open(db, account.id, proof, now)?, account.role)))
    });
    entered.await.map_err(|error: rusqlite::Error| Refusal::from(error))?
}

/// What the pages have words for.
pub fn code_of(not_known: NotKnown) -> &'static str {
    match not_known {
        NotKnown::Down => "directory-down",
        NotKnown::Astray => "directory-astray",
        NotKnown::Refused => "directory-refused",
    }
}

/// The same with a name and password of the town's directory.
async fn by_directory(
    web: &Web,
    tree: &Tree,
    from: Origin,
    name: String,
    password: String,
) -> Result<Option<String>, Refusal> {
    let asked = tree.ask(&name, &password).await;
    // A second factor may still be to come; an answer that never came is nobody's mistake.
    let right = || web.attempts().right(&name, from, false);
    match asked {
        Ok(None) => Ok(None),
        Ok(Some(known)) => {
            right();
            let (token, _) = enter(web, known).await?;
            let session = session::look(web, &token).await?;
            if session.is_some_and(|session| lacks(web, &session) != Some(Lacks::Code)) {
                web.attempts().pardon(&name);
            }
            Ok(Some(token))
        }
        Err(not_known) => {
            right();
            Err(Refusal::directory(code_of(not_known)))
        }
    }
}

/// The token of a session in place of `session`, if the code is right.
pub async fn prove(
    web: &Web,
    whence: &Whence,
    session: &Session,
    code: String,
) -> Result<Option<String>, Refusal> {
    let from = whence.origin(web, &session.account.name);
    let (id, account, now) = (session.id, session.account.id, web.clock.now());
    web.attempts().begin(&session.account.name, from, now).map_err(|_| Refusal::slowed_down())?;
    let vault = web.vault.clone();
    let proven = web.access.write(move |db| match Account::proves(db, &vault, account, &code, now)? {
        true => replace(db, id, account, now).map(Some),
        false => Ok(None),
    });
    let token = proven.await?;
    if token.is_some() {
        web.attempts().right(&session.account.name, from, true);
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
        // One was shown: ours, or the directory's own where that is trusted.
        (_, Proof::SecondFactor) => None,
        (true, Proof::Password) => Some(Lacks::Code),
        (false, Proof::Password) => needed.then_some(Lacks::SetUp),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Whence {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Whence, Self::Rejection> {
        let Address(address) = Address::from_request_parts(parts, state).await?;
        Ok(Whence { address, known: Known::of(&parts.headers) })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Address, Self::Rejection> {
        Ok(*parts.extensions.get::<Address>().expect("every handler stands behind a door"))
    }
}
