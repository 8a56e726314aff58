//! The start page, the login, and the set-up of the first account.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::Problem;

use super::desk::still_open;
use super::filled::Filled;
use super::own::who;
use super::{Typed, first_site, fresh_key, html, landing, refused, site_named, trouble};
use crate::http::hashing::in_turn;
use crate::http::login::{Lacks, Whence, lacks, open_session};
use crate::http::session::{self, FirstAccountError};
use crate::http::{Asker, Refusal, Web};
use crate::pages::entrance::{self as page, Login, SetUp};
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::rights::Role;
use crate::store::{Account, AccountError, Proof, Session};

/// On the way to the login page: logged out here, and not at the provider of accounts.
const STAYS: &str = "stays";

pub async fn home(State(web): State<Web>, asker: Asker) -> Response {
    let key = fresh_key();
    let person = match &asker {
        Asker::Person { session, .. } => Some(&session.account),
        Asker::Nobody | Asker::Device(_) => None,
    };
    let who = person.map(|account| who(account, &key));
    html(StatusCode::OK, page::home(&first_site(&web), who.as_ref()))
}

pub async fn login_page(State(web): State<Web>, uri: Uri) -> Response {
    let stays = uri.query() == Some(STAYS);
    shown(&web, &Login { stays, ..Login::default() })
}

#[derive(Deserialize)]
pub struct Credentials {
    name: String,
    password: String,
}

pub async fn login(
    State(web): State<Web>,
    whence: Whence,
    Typed(typed): Typed<Credentials>,
) -> Result<Response, Response> {
    match open_session(&web, &whence, typed.name.clone(), typed.password).await {
        Ok(Some(token)) => {
            let opened = session::look(&web, &token).await.map_err(|refusal| refused(&web, &refusal))?;
            let opened = opened.ok_or_else(|| refused(&web, &Refusal::unauthorized()))?;
            let mut landed = to_landing(&token, opened.account.role);
            if lacks(&web, &opened) != Some(Lacks::Code) {
                landed.headers_mut().append(header::SET_COOKIE, whence.known_now(&web, &typed.name));
            }
            Ok(landed)
        }
        Ok(None) => Ok(login_form(&web, &typed.name, Some(&said("wrong-login")))),
        Err(refusal) => Ok(login_form(&web, &typed.name, Some(&refusal.problem))),
    }
}

/// The login with everything that leads in here.
pub fn login_form(web: &Web, name: &str, problem: Option<&Problem>) -> Response {
    shown(web, &Login { name, problem, ..Login::default() })
}

fn shown(web: &Web, login: &Login) -> Response {
    let by_provider = web.oidc().map(|oidc| oidc.is_there());
    let groups = web.directory.iter().flat_map(|directory| directory.groups()).collect::<Vec<_>>();
    let by_directory = web.ldap().is_some();
    let login = Login { key: &fresh_key(), by_provider, by_directory, groups: &groups, ..*login };
    html(status_with(login.problem), page::login(&first_site(web), &login))
}

/// Whoever leaves a call open is asked once more.
pub async fn logout(
    State(web): State<Web>,
    asker: Asker,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    if let Asker::Person { session, .. } = &asker
        && !form.has("anyway")
        && let Some(open) = still_open(&web, session.account.id)
    {
        let site = site_named(&web, &session.account.site);
        let page = crate::pages::desk::leave(&site, &who(&session.account, &fresh_key()), &open);
        return Ok(html(StatusCode::OK, page));
    }
    let mut to = path::LOGIN.to_owned();
    if let Some(token) = session::token(&headers) {
        let left = session::look(&web, token).await.map_err(|refusal| refused(&web, &refusal))?;
        let came_by_provider = left.is_some_and(|session| session.account.from_directory);
        if came_by_provider && web.oidc().is_some_and(|oidc| oidc.logout_url().is_some()) {
            to = format!("{to}?{STAYS}");
        }
        let id = Session::id_of(token);
        let closed = web.access.write(move |db| Session::close(db, &id)).await;
        closed.map_err(|error| refused(&web, &error.into()))?;
    }
    let cookie = AppendHeaders([(header::SET_COOKIE, session::closing())]);
    Ok((cookie, Redirect::to(&to)).into_response())
}

pub async fn set_up_page(State(web): State<Web>, Path(token): Path<String>) -> Response {
    match web.set_up.is(&token) {
        true => set_up_form(&web, &token, "", None),
        false => trouble(&web, Trouble::LinkUsed),
    }
}

#[derive(Deserialize)]
pub struct FirstAccount {
    name: String,
    password: String,
    repeated: String,
}

pub async fn set_up(
    State(web): State<Web>,
    Path(token): Path<String>,
    Typed(typed): Typed<FirstAccount>,
) -> Result<Response, Response> {
    // Whoever has no link is not worth a hash.
    if !web.set_up.is(&token) {
        return Ok(trouble(&web, Trouble::LinkUsed));
    }
    if typed.password != typed.repeated {
        return Ok(set_up_form(&web, &token, &typed.name, Some(&said("passwords-differ"))));
    }
    let name = typed.name.clone();
    let made = {
        let (web, token) = (web.clone(), token.clone());
        in_turn(move || make_account(&web, &token, &typed)).await
    };
    match made.map_err(|refusal| refused(&web, &refusal))? {
        Ok((account, session)) => Ok(to_landing(&session, account.role)),
        Err(FirstAccountError::LinkUsed) => Ok(trouble(&web, Trouble::LinkUsed)),
        Err(FirstAccountError::Account(error)) => {
            let code = account_code(&error);
            Ok(set_up_form(&web, &token, &name, Some(&said(code))))
        }
    }
}

/// The first account, and a session of it.
fn make_account(
    web: &Web,
    token: &str,
    typed: &FirstAccount,
) -> Result<(Account, String), FirstAccountError> {
    let account = web.set_up.first_account(web, token, &typed.name, &typed.password)?;
    let db = web.access.write_blocking();
    let opened = Session::open(&db, account.id, Proof::Password, web.clock.now());
    Ok((account, opened.map_err(AccountError::from)?))
}

pub fn account_code(error: &AccountError) -> &'static str {
    match error {
        AccountError::Name => "name-missing",
        AccountError::Password => "password-too-short",
        AccountError::NameTaken => "name-taken",
        AccountError::Database(_) => "broken",
    }
}

fn set_up_form(web: &Web, token: &str, name: &str, problem: Option<&Problem>) -> Response {
    let path = format!("/setup/{token}");
    let set_up = SetUp { path: &path, name, key: &fresh_key(), problem };
    html(status_with(problem), page::set_up(&first_site(web), &set_up))
}

/// Logged in, and on to where the role begins. A second factor that is missing is asked for there.
pub fn to_landing(session_token: &str, role: Role) -> Response {
    let cookie = AppendHeaders([(header::SET_COOKIE, session::opening(session_token))]);
    (cookie, Redirect::to(landing(role))).into_response()
}

pub fn status_with(problem: Option<&Problem>) -> StatusCode {
    match problem.map(|problem| problem.code.as_str()) {
        None => StatusCode::OK,
        Some("login-slowed-down" | "too-many-attempts") => StatusCode::TOO_MANY_REQUESTS,
        Some("directory-down") => StatusCode::SERVICE_UNAVAILABLE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// A problem the pages have words for.
pub fn said(code: &str) -> Problem {
    Problem { code: code.into(), detail: String::new(), ticket: None }
}
