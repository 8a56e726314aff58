//! Logging in and out by way of the town's own provider of accounts.
//!
//! A browser leaves the hub here and comes back here; where it goes after that is the hub's own word
//! and nothing that was brought along.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::entrance::{login_form, said};
use super::{first_site, html, landing, trouble};
use crate::http::{Web, login, session};
use crate::oidc::Answer;
use crate::pages::entrance as page;
use crate::pages::path;
use crate::pages::trouble::Trouble;

/// Off to the provider, with a cookie that remembers what was asked.
pub async fn start(State(web): State<Web>) -> Response {
    let Some(oidc) = web.oidc() else { return trouble(&web, Trouble::NotFound) };
    match oidc.begin(web.clock.now()) {
        Ok(begun) => {
            let cookie = AppendHeaders([(header::SET_COOKIE, session::flow_opening(&begun.cookie))]);
            (cookie, Redirect::to(&begun.url)).into_response()
        }
        Err(not_known) => login_form(&web, "", Some(&said(login::code_of(not_known)))),
    }
}

/// Back from the provider. Whatever comes of it, the cookie has done its work.
pub async fn answer(
    State(web): State<Web>,
    headers: HeaderMap,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Response {
    let Some(oidc) = web.oidc() else { return trouble(&web, Trouble::NotFound) };
    let cookie = session::flow(&headers).unwrap_or_default();
    let Query(answer) = answer.unwrap_or_default();
    let entered = match oidc.finish(cookie, answer, web.clock.now()).await {
        Ok(known) => login::enter(&web, known).await.map_err(|refusal| refusal.problem),
        Err(not_known) => Err(said(login::code_of(not_known))),
    };
    let done = (header::SET_COOKIE, session::flow_closing());
    match entered {
        Ok((token, role)) => {
            let cookies = AppendHeaders([done, (header::SET_COOKIE, session::opening(&token))]);
            // The session's cookie goes nowhere on another site's behalf, and a redirect from here would
            // still be the provider's: so a page of ours leads on.
            (cookies, html(StatusCode::OK, page::welcome(&first_site(&web), landing(role)))).into_response()
        }
        Err(problem) => (AppendHeaders([done]), login_form(&web, "", Some(&problem))).into_response(),
    }
}

/// Out of the provider, too, for whoever leaves a computer that others use.
pub async fn leave(State(web): State<Web>) -> Response {
    match web.oidc().and_then(|oidc| oidc.logout_url()) {
        Some(url) => Redirect::to(&url).into_response(),
        None => Redirect::to(path::LOGIN).into_response(),
    }
}
