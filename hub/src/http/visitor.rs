//! What the holder of a slip may ask: the link is the only proof, and there is no cookie.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use queue::TicketId;
use wire::http::{Problem, TicketStatus};

use super::{Key, Refusal, Reply, Web};
use crate::desk::{Act, Order, VISITOR, whereabouts};
use crate::{links, views};

/// Where a ticket stands.
#[utoipa::path(get, path = "/api/v1/visitor/tickets/{token}", tag = "visitor", params(("token" = String,
    Path)),
    responses((status = 200, body = TicketStatus), (status = 404, body = Problem)))]
pub async fn status(State(web): State<Web>, Path(token): Path<String>) -> Reply<TicketStatus> {
    status_of(&web, &token).map(|(status, _)| Json(status))
}

/// Where the ticket of a link or code stands, and at which site.
pub fn status_of(web: &Web, token: &str) -> Result<(TicketStatus, String), Refusal> {
    let held = holder_of(web, token)?;
    let state = web.desk.site(&held.site).ok_or_else(|| Refusal::unknown("site"))?;
    let status = views::status(&state, held.ticket, web.epoch, web.clock.now());
    let mut status = status.ok_or_else(|| Refusal::unknown("ticket"))?;
    status.moved_to = held.has_moved.then(|| state.config.office.clone());
    Ok((status, held.site))
}

/// The visitor leaves, and the others move up.
#[utoipa::path(delete, path = "/api/v1/visitor/tickets/{token}", tag = "visitor",
    params(("token" = String, Path), ("idempotency-key" = String, Header)),
    responses((status = 200, body = TicketStatus), (status = 400, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn withdraw(
    State(web): State<Web>,
    Key(key): Key,
    Path(token): Path<String>,
) -> Reply<TicketStatus> {
    leave(&web, &token, key).await?;
    status(State(web), Path(token)).await
}

/// Gives the place of a slip up.
pub async fn leave(web: &Web, token: &str, key: String) -> Result<(), Refusal> {
    let (site, ticket) = ticket_of(web, token)?;
    commit(web, site, ticket, key, Act::Queue(queue::Command::Withdraw { ticket })).await
}

/// Takes a time of today that somebody gave up, if it is still to be had.
pub async fn take(web: &Web, token: &str, key: String, at: DateTime<Utc>) -> Result<(), Refusal> {
    let (site, ticket) = ticket_of(web, token)?;
    commit(web, site, ticket, key, Act::TakeTime { ticket, at }).await
}

async fn commit(web: &Web, site: String, ticket: TicketId, key: String, act: Act) -> Result<(), Refusal> {
    // Two visitors may make up the same key, and every day has a ticket 17 again.
    let day = web.desk.site(&site).and_then(|state| state.day.date()).unwrap_or_default();
    let actor = format!("{VISITOR}{day}:{}", ticket.0);
    web.desk.commit(Order { site, actor, key: Some(key), act }).await?;
    Ok(())
}

/// What a link or short code leads to.
pub struct Held {
    pub site: String,
    pub ticket: TicketId,
    /// It began at another site.
    pub has_moved: bool,
}

/// Whoever was sent to another site holds the old slip still, and it leads there.
pub fn holder_of(web: &Web, typed: &str) -> Result<Held, Refusal> {
    let token = links::normalised(typed).ok_or_else(|| Refusal::unknown("ticket"))?;
    let sites = web.desk.sites();
    let mut found = sites.iter().filter_map(|(site, state)| Some((site, state.ticket_of(&token)?)));
    let (began, first) = found.next().ok_or_else(|| Refusal::unknown("ticket"))?;
    let (site, ticket) = whereabouts(&sites, began, first);
    Ok(Held { has_moved: site != *began, site, ticket })
}

/// The site and ticket a link or short code belongs to now.
pub fn ticket_of(web: &Web, typed: &str) -> Result<(String, TicketId), Refusal> {
    holder_of(web, typed).map(|held| (held.site, held.ticket))
}
