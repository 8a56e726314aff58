//! The visitor's page behind the code on the slip. The link is the only proof; there is no cookie.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt};
use serde::Deserialize;
use tokio_stream::wrappers::BroadcastStream;
use wire::http::path::STATUS_PAGE;
use wire::http::{TicketState, TicketStatus};

use super::{Typed, first_site, fresh_key, html, live as stream, site_named, trouble, unread};
use crate::desk::{Visit, can_be_judged, freed};
use crate::http::login::Address;
use crate::http::pages::query::Query;
use crate::http::visitor::{self, status_of, ticket_of};
use crate::http::{Key, Web};
use crate::pages::booking::time_of;
use crate::pages::language::{self, Language};
use crate::pages::status::{self as page, Status};
use crate::pages::trouble::Trouble;
use crate::{links, views};

/// The address of no slip: what cannot be one has its languages there.
const NOBODYS: &str = "/T/0";

#[derive(Deserialize)]
pub struct ByCode {
    #[serde(default)]
    code: String,
}

/// The short code of a slip, typed on the start page.
pub async fn by_code(State(web): State<Web>, headers: HeaderMap, Query(typed): Query<ByCode>) -> Response {
    match links::normalised(&typed.code) {
        Some(code) => Redirect::to(&format!("{STATUS_PAGE}{code}")).into_response(),
        None => unknown(&web, NOBODYS, preferred(&headers)),
    }
}

/// Without a language in the address the browser's counts.
pub async fn page(State(web): State<Web>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    shown(&web, &token, preferred(&headers))
}

pub async fn page_in(State(web): State<Web>, Path((token, tag)): Path<(String, String)>) -> Response {
    shown(&web, &token, named(&tag))
}

/// Asks whether the visitor means it. Whoever has no place any more is told where they stand.
pub async fn ask_leave(State(web): State<Web>, Path((token, tag)): Path<(String, String)>) -> Response {
    let language = named(&tag);
    let Some(slip) = Slip::of(&web, &token, language) else { return shown(&web, &token, language) };
    let site = site_named(&web, &slip.site);
    let mut is_there = false;
    let asked = slip.show(|status| {
        is_there = status.can_leave();
        page::leave(&site, status)
    });
    match asked.filter(|_| is_there) {
        Some(asked) => html(StatusCode::OK, asked),
        None => slip.leads_back(),
    }
}

#[derive(Deserialize)]
pub struct Pressed {
    key: String,
}

/// Whatever became of it, the page says how things stand.
pub async fn leave(
    State(web): State<Web>,
    Path((token, tag)): Path<(String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let Some(slip) = Slip::of(&web, &token, language) else { return Ok(shown(&web, &token, language)) };
    match visitor::leave(&web, &slip.token, pressed.key).await {
        Err(refusal) if refusal.status.is_server_error() => Err(trouble(&web, Trouble::Broken)),
        _ => Ok(slip.leads_back()),
    }
}

#[derive(Deserialize)]
pub struct Taken {
    key: Key,
    at: String,
}

/// Whoever comes too late for it reads so, and waits as before.
pub async fn take(
    State(web): State<Web>,
    Path((token, tag)): Path<(String, String)>,
    Typed(pressed): Typed<Taken>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let Some(slip) = Slip::of(&web, &token, language) else { return Ok(shown(&web, &token, language)) };
    let Some(at) = time_of(&pressed.at, web.clock.now()) else { return Err(unread(&web)) };
    match visitor::take(&web, &slip.token, pressed.key.0, at).await {
        Ok(()) => Ok(slip.leads_back()),
        Err(refusal) if refusal.status.is_server_error() => Err(trouble(&web, Trouble::Broken)),
        Err(_) => {
            let site = site_named(&web, &slip.site);
            let gone = slip.show(|status| page::page(&site, &Status { is_taken: true, ..*status }));
            Ok(gone.map_or_else(|| shown(&web, &token, language), |gone| html(StatusCode::CONFLICT, gone)))
        }
    }
}

pub async fn live(State(web): State<Web>, Path((token, tag)): Path<(String, String)>) -> Response {
    let part = Slip::of(&web, &token, named(&tag)).and_then(|slip| slip.show(page::live));
    part.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |part| html(StatusCode::OK, part))
}

pub async fn events(
    State(web): State<Web>,
    Address(address): Address,
    Path((token, tag)): Path<(String, String)>,
) -> Response {
    let Some(slip) = Slip::of(&web, &token, named(&tag)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Without a stream the page asks now and then.
    let Some(place) = web.phones.admit(&slip.token, address) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let told = stream::events(changes_where(&web, &slip), slip);
    Sse::new(place.hears(told)).into_response()
}

/// The changes of the site where the ticket is, which may become another one.
fn changes_where(web: &Web, slip: &Slip) -> impl Stream<Item = u64> + use<> {
    let (web, token) = (web.clone(), slip.token.clone());
    let all = BroadcastStream::new(web.changes.subscribe());
    let here = all.filter_map(move |change| {
        let site = || ticket_of(&web, &token).map(|(site, _)| site).unwrap_or_default();
        let sequence = match change {
            Ok(change) => (*change.site == *site()).then_some(change.sequence),
            Err(_) => Some(0),
        };
        async move { sequence }
    });
    tokio_stream::iter([0]).chain(here)
}

fn shown(web: &Web, token: &str, language: &'static Language) -> Response {
    let drawn = Slip::of(web, token, language).and_then(|slip| {
        let site = site_named(web, &slip.site);
        slip.show(|status| page::page(&site, status))
    });
    match (drawn, links::normalised(token)) {
        (Some(page), _) => html(StatusCode::OK, page),
        // It may be yesterday's, whose page had the same languages.
        (None, Some(token)) => unknown(web, &format!("{STATUS_PAGE}{token}"), language),
        (None, None) => unknown(web, NOBODYS, language),
    }
}

fn unknown(web: &Web, path: &str, language: &'static Language) -> Response {
    html(StatusCode::NOT_FOUND, page::unknown(&first_site(web), path, language))
}

/// A language we do not have is a mistyped address: the page is shown all the same.
pub fn named(tag: &str) -> &'static Language {
    language::named(tag).unwrap_or(language::german())
}

pub fn preferred(headers: &HeaderMap) -> &'static Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    language::accepted(accepted.unwrap_or_default())
}

/// A slip somebody holds.
struct Slip {
    web: Web,
    /// As it stands in the address.
    token: String,
    site: String,
    language: &'static Language,
}

impl Slip {
    fn of(web: &Web, token: &str, language: &'static Language) -> Option<Slip> {
        let (site, _) = ticket_of(web, token).ok()?;
        Some(Slip { web: web.clone(), token: links::normalised(token)?, site, language })
    }

    fn show(&self, draw: impl FnOnce(&Status) -> String) -> Option<String> {
        let (ticket, zone, can_be_judged) = self.status()?;
        let path = format!("{STATUS_PAGE}{}", self.token);
        let (language, key, ticket) = (self.language, fresh_key(), &ticket);
        let is_taken = false;
        Some(draw(&Status { path: &path, language, ticket, can_be_judged, zone, key: &key, is_taken }))
    }

    fn leads_back(&self) -> Response {
        Redirect::to(&format!("{STATUS_PAGE}{}/{}", self.token, self.language.tag)).into_response()
    }

    fn status(&self) -> Option<(TicketStatus, chrono_tz::Tz, bool)> {
        // A new day forgets yesterday's tickets and begins its ids anew: the link has to hold still.
        let (status, site) = status_of(&self.web, &self.token).ok()?;
        let state = self.web.desk.site(&site)?;
        let visit = ticket_of(&self.web, &self.token).map(|(_, ticket)| Visit::Ticket(ticket));
        let now = self.web.clock.now();
        let can_be_judged = visit.is_ok_and(|visit| can_be_judged(&state, visit, now));
        Some((status, state.config.time_zone, can_be_judged))
    }
}

/// A call must reach the phone at once, and a time that somebody else could take before; how many wait
/// before may come a little later.
impl stream::Live for Slip {
    type Glance = Option<(String, TicketState, Option<String>, Vec<DateTime<Utc>>)>;

    fn glance(&self) -> Self::Glance {
        let (site, ticket) = ticket_of(&self.web, &self.token).ok()?;
        let sites = self.web.desk.sites();
        let state = sites.get(&site)?;
        let ticket = state.day.find(ticket)?;
        let freed = freed::glance(state, ticket, self.web.clock.now());
        Some((site, views::ticket_state(&ticket.state), ticket.counter().cloned(), freed))
    }

    fn draw(&self) -> Option<String> {
        self.show(page::live)
    }
}
