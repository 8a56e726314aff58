//! The web pages: what people ask with a browser, answered in HTML.
//!
//! Handlers gather what a page shows and hand it to `crate::pages`; acts go the same way as those
//! of the API. Everything works as plain forms and links; with script, parts of a page are
//! exchanged by the same paths.

mod bell;
mod desk;
mod entrance;
mod filled;
mod infopoint;
mod live;
mod supervisor;
mod visitor;

use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::de::DeserializeOwned;

use super::{Clerk, Refusal, Web, problem};
use crate::pages::trouble::{self, Trouble};
use crate::pages::{Site, asset, path};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(path::HOME, get(entrance::home))
        .route(path::LOGIN, get(entrance::login_page).post(entrance::login))
        .route(path::LOGOUT, post(entrance::logout))
        .route("/setup/{token}", get(entrance::set_up_page).post(entrance::set_up))
        .route(path::DESK, get(desk::choose))
        .route("/desk/{counter}", get(desk::page))
        .route("/desk/{counter}/live", get(desk::live))
        .route("/desk/{counter}/events", get(desk::events))
        .route("/desk/{counter}/next", post(desk::next))
        .route("/desk/{counter}/acts", post(desk::act))
        .route("/desk/{counter}/undo", post(desk::undo))
        .route("/desk/{counter}/ask/{what}", get(desk::ask))
        .route("/desk/{counter}/bell", post(bell::at_desk))
        .merge(infopoint::routes())
        .merge(supervisor::routes())
        .route(path::TICKET_BY_CODE, get(visitor::by_code))
        .route("/T/{token}", get(visitor::page))
        .route("/T/{token}/live", get(visitor::live))
        .route("/T/{token}/events", get(visitor::events))
        .route(asset::ROUTE, get(asset::serve))
}

/// Whatever has no path: a problem for programs, a page for people.
pub async fn not_found(State(web): State<Web>, uri: Uri) -> Response {
    match uri.path().starts_with("/api/") {
        true => problem::not_found().await.into_response(),
        false => trouble(&web, Trouble::NotFound),
    }
}

/// Pages show the state of a moment, and a desk's are for one person: no cache keeps them.
fn html(status: StatusCode, html: String) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

fn trouble(web: &Web, trouble: Trouble) -> Response {
    html(trouble.status(), trouble::page(&first_site(web), trouble))
}

/// Refusals that no form can show.
fn refused(web: &Web, refusal: &Refusal) -> Response {
    match refusal.status {
        StatusCode::UNAUTHORIZED => Redirect::to(path::LOGIN).into_response(),
        StatusCode::FORBIDDEN => trouble(web, Trouble::Forbidden),
        StatusCode::NOT_FOUND => trouble(web, Trouble::NotFound),
        StatusCode::TOO_MANY_REQUESTS => trouble(web, Trouble::TooMany),
        _ => trouble(web, Trouble::Broken),
    }
}

/// Pages that belong to no site's desk or ticket carry the name of the first one.
fn first_site(web: &Web) -> Site {
    site_named(web, &web.config.sites[0].id)
}

fn site_named(web: &Web, id: &str) -> Site {
    let sites = &web.config.sites;
    let site = sites.iter().find(|site| site.id == id).unwrap_or(&sites[0]);
    Site { town: site.town.clone(), office: site.office.clone() }
}

/// A key for the forms of one rendering.
fn fresh_key() -> String {
    format!("{:016x}", rand::random::<u64>())
}

/// Whether the page's script asks, which exchanges a part and not the page.
fn by_script(headers: &HeaderMap) -> bool {
    headers.get("hx-request").is_some_and(|value| value == HeaderValue::from_static("true"))
}

/// What was typed into a form of ours.
struct Typed<T>(T);

impl<T: DeserializeOwned> FromRequest<Web> for Typed<T> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Typed<T>, Response> {
        match Form::<T>::from_request(request, web).await {
            Ok(Form(typed)) => Ok(Typed(typed)),
            Err(_) => Err(trouble(web, Trouble::FormUnreadable)),
        }
    }
}

/// A clerk in front of a page. Whoever is not logged in is shown the way; a script is told, and
/// loads the page anew.
struct AtDesk(Clerk);

impl FromRequestParts<Web> for AtDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<AtDesk, Response> {
        match Clerk::from_request_parts(parts, web).await {
            Ok(clerk) => Ok(AtDesk(clerk)),
            Err(refusal) if by_script(&parts.headers) => Err(refusal.into_response()),
            Err(refusal) => Err(refused(web, &refusal)),
        }
    }
}
