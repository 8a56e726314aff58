//! The visitor's page behind the code on the slip. The link is the only proof; there is no cookie.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use queue::TicketId;
use serde::Deserialize;
use wire::http::path::STATUS_PAGE;
use wire::http::{TicketState, TicketStatus};

use super::{html, live as stream, site_named, trouble};
use crate::http::Web;
use crate::http::desk::changes;
use crate::http::login::Address;
use crate::http::visitor::ticket_of;
use crate::pages::status::{self as page, Status};
use crate::pages::trouble::Trouble;
use crate::{links, views};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// The short code of a slip, typed on the start page.
pub async fn by_code(State(web): State<Web>, Query(typed): Query<Typed>) -> Response {
    match links::normalised(&typed.code) {
        Some(code) => Redirect::to(&format!("{STATUS_PAGE}{code}")).into_response(),
        None => trouble(&web, Trouble::TicketUnknown),
    }
}

pub async fn page(State(web): State<Web>, Path(token): Path<String>) -> Response {
    let Some(slip) = Slip::of(&web, &token) else { return trouble(&web, Trouble::TicketUnknown) };
    let site = site_named(&web, &slip.site);
    let drawn = slip.show(|status| page::page(&site, status));
    drawn.map_or_else(|| trouble(&web, Trouble::TicketUnknown), |page| html(StatusCode::OK, page))
}

pub async fn live(State(web): State<Web>, Path(token): Path<String>) -> Response {
    let part = Slip::of(&web, &token).and_then(|slip| slip.show(page::live));
    part.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |part| html(StatusCode::OK, part))
}

pub async fn events(
    State(web): State<Web>,
    Address(address): Address,
    Path(token): Path<String>,
) -> Response {
    let Some(slip) = Slip::of(&web, &token) else { return StatusCode::NOT_FOUND.into_response() };
    // Without a stream the page asks now and then.
    let Some(place) = web.phones.admit(&slip.token, address) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let told = stream::events(changes(&web, slip.site.clone()), slip);
    Sse::new(place.hears(told)).into_response()
}

/// A slip somebody holds.
struct Slip {
    web: Web,
    /// As it stands in the address.
    token: String,
    site: String,
    ticket: TicketId,
}

impl Slip {
    fn of(web: &Web, token: &str) -> Option<Slip> {
        let (site, ticket) = ticket_of(web, token).ok()?;
        Some(Slip { web: web.clone(), token: links::normalised(token)?, site, ticket })
    }

    fn show(&self, draw: impl FnOnce(&Status) -> String) -> Option<String> {
        let (ticket, zone) = self.status()?;
        let path = format!("{STATUS_PAGE}{}", self.token);
        Some(draw(&Status { path: &path, ticket: &ticket, zone }))
    }

    fn status(&self) -> Option<(TicketStatus, chrono_tz::Tz)> {
        // A new day forgets yesterday's tickets and begins its ids anew: the link has to hold still.
        let (site, ticket) = ticket_of(&self.web, &self.token).ok()?;
        let state = self.web.desk.site(&site)?;
        Some((views::status(&state, ticket, self.web.clock.now())?, state.config.time_zone))
    }
}

/// A call must reach the phone at once; how many wait before may come a little later.
impl stream::Live for Slip {
    type Glance = Option<(TicketState, Option<String>)>;

    fn glance(&self) -> Self::Glance {
        let sites = self.web.desk.sites();
        let ticket = sites.get(&self.site)?.day.find(self.ticket)?;
        Some((views::ticket_state(&ticket.state), ticket.counter().cloned()))
    }

    fn draw(&self) -> Option<String> {
        self.show(page::live)
    }
}
