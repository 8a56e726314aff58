//! What the holder of a slip may ask: the link is the only proof, and there is no cookie.

use axum::Json;
use axum::extract::{Path, State};
use queue::TicketId;
use wire::http::{Problem, TicketStatus};

use super::{Key, Refusal, Reply, Web};
use crate::desk::{Act, Order};
use crate::{links, views};

/// Where a ticket stands.
#[utoipa::path(get, path = "/api/v1/visitor/tickets/{token}", tag = "visitor", params(("token" = String,
    Path)),
    responses((status = 200, body = TicketStatus), (status = 404, body = Problem)))]
pub async fn status(State(web): State<Web>, Path(token): Path<String>) -> Reply<TicketStatus> {
    let (site, ticket) = ticket_of(&web, &token)?;
    let state = web.desk.site(&site).ok_or_else(|| Refusal::unknown("site"))?;
    let status = views::status(&state, ticket, web.clock.now());
    status.map(Json).ok_or_else(|| Refusal::unknown("ticket"))
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
    let (site, ticket) = ticket_of(&web, &token)?;
    let act = Act::Queue(queue::Command::Withdraw { ticket });
    // Two visitors may make up the same key, and every day has a ticket 17 again.
    let day = web.desk.site(&site).and_then(|state| state.day.date()).unwrap_or_default();
    let actor = format!("visitor:{day}:{}", ticket.0);
    web.desk.commit(Order { site, actor, key: Some(key), act }).await?;
    status(State(web), Path(token)).await
}

/// The site and ticket a link or short code belongs to.
pub fn ticket_of(web: &Web, typed: &str) -> Result<(String, TicketId), Refusal> {
    let token = links::normalised(typed).ok_or_else(|| Refusal::unknown("ticket"))?;
    let sites = web.desk.sites();
    let mut found = sites.iter().filter_map(|(site, state)| Some((site.clone(), state.ticket_of(&token)?)));
    found.next().ok_or_else(|| Refusal::unknown("ticket"))
}
