//! The start page, the login, and the set-up of the first account.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::Problem;

use super::{Typed, first_site, fresh_key, html, refused, trouble};
use crate::http::desk::open_session;
use crate::http::session::{self, FirstAccountError};
use crate::http::{Refusal, Web};
use crate::pages::entrance::{self as page, Login, SetUp};
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::store::{Account, AccountError};

pub async fn home(State(web): State<Web>) -> Response {
    html(StatusCode::OK, page::home(&first_site(&web)))
}

pub async fn login_page(State(web): State<Web>) -> Response {
    login_form(&web, "", None)
}

#[derive(Deserialize)]
pub struct Credentials {
    name: String,
    password: String,
}

pub async fn login(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    Typed(typed): Typed<Credentials>,
) -> Result<Response, Response> {
    session::check_origin(&web, &headers, &uri).map_err(|refusal| refused(&web, &refusal))?;
    match open_session(&web, typed.name.clone(), typed.password).await {
        Ok(Some(token)) => Ok(to_desk(&token)),
        Ok(None) => Ok(login_form(&web, &typed.name, Some(&said("wrong-login")))),
        Err(refusal) => Ok(login_form(&web, &typed.name, Some(&refusal.problem))),
    }
}

fn login_form(web: &Web, name: &str, problem: Option<&Problem>) -> Response {
    let login = Login { name, key: &fresh_key(), problem };
    html(status_with(problem), page::login(&first_site(web), &login))
}

pub async fn logout(State(web): State<Web>, headers: HeaderMap, uri: Uri) -> Result<Response, Response> {
    session::check_origin(&web, &headers, &uri).map_err(|refusal| refused(&web, &refusal))?;
    if let Some(token) = session::token(&headers) {
        Account::close_session(&web.db(), token).map_err(|error| refused(&web, &error.into()))?;
    }
    let cookie = AppendHeaders([(header::SET_COOKIE, session::closing())]);
    Ok((cookie, Redirect::to(path::LOGIN)).into_response())
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
    headers: HeaderMap,
    uri: Uri,
    Typed(typed): Typed<FirstAccount>,
) -> Result<Response, Response> {
    session::check_origin(&web, &headers, &uri).map_err(|refusal| refused(&web, &refusal))?;
    if typed.password != typed.repeated {
        return Ok(set_up_form(&web, &token, &typed.name, Some(&said("passwords-differ"))));
    }
    let name = typed.name.clone();
    let made = {
        let (web, token) = (web.clone(), token.clone());
        // Hashing takes a while, on purpose.
        tokio::task::spawn_blocking(move || make_account(&web, &token, &typed)).await
    };
    match made.map_err(|_| refused(&web, &Refusal::broken()))? {
        Ok(session) => Ok(to_desk(&session)),
        Err(FirstAccountError::LinkUsed) => Ok(trouble(&web, Trouble::LinkUsed)),
        Err(FirstAccountError::Account(error)) => {
            let code = account_code(&error);
            Ok(set_up_form(&web, &token, &name, Some(&said(code))))
        }
    }
}

/// The first account, and a session of it.
fn make_account(web: &Web, token: &str, typed: &FirstAccount) -> Result<String, FirstAccountError> {
    let account = web.set_up.first_account(web, token, &typed.name, &typed.password)?;
    Ok(account.open_session(&web.db(), web.clock.now()).map_err(AccountError::from)?)
}

fn account_code(error: &AccountError) -> &'static str {
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

fn to_desk(session_token: &str) -> Response {
    let cookie = AppendHeaders([(header::SET_COOKIE, session::opening(session_token))]);
    (cookie, Redirect::to(path::DESK)).into_response()
}

fn status_with(problem: Option<&Problem>) -> StatusCode {
    problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY)
}

/// A problem the pages have words for.
fn said(code: &str) -> Problem {
    Problem { code: code.into(), detail: String::new(), ticket: None }
}
