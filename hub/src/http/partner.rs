//! What other booking systems of the town ask.

use axum::Json;
use axum::extract::{Path, State};
use calendar::wish::Channel;
use calendar::{BookingId, Command};
use wire::http::{Book, Booked, Problem, Rebook};

use super::{Body, Key, Refusal, Reply, Somebody, Web, bookings};
use crate::desk::Act;
use crate::views;

/// Who books there does it at home.
const CHANNEL: Channel = Channel::Online;

/// Books a visit, or keeps the time for some minutes. The answer's `code` checks the booking in at the
/// kiosk.
#[utoipa::path(post, path = wire::http::path::PARTNER_BOOKINGS, tag = "partner", security(("device" = [])),
    params(("idempotency-key" = String, Header)), request_body = Book,
    responses((status = 200, body = Booked), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn book(
    State(web): State<Web>,
    partner: Somebody,
    Key(key): Key,
    Body(body): Body<Book>,
) -> Reply<Booked> {
    let act =
        views::book(body, CHANNEL).ok_or_else(|| Refusal::not_booked(&calendar::Refusal::NotInThisForm))?;
    carry_out(&web, &partner, key, act).await
}

/// A booking as it is now.
#[utoipa::path(get, path = "/api/v1/partner/bookings/{id}", tag = "partner", security(("device" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = Booked), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn booking(State(web): State<Web>, partner: Somebody, Path(id): Path<String>) -> Reply<Booked> {
    shown(&web, &partner, booking_id(&id)?)
}

/// Confirms what was held.
#[utoipa::path(post, path = "/api/v1/partner/bookings/{id}/confirm", tag = "partner",
    security(("device" = [])), params(("id" = String, Path), ("idempotency-key" = String, Header)),
    responses((status = 200, body = Booked), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn confirm(
    State(web): State<Web>,
    partner: Somebody,
    Key(key): Key,
    Path(id): Path<String>,
) -> Reply<Booked> {
    let booking = booking_id(&id)?;
    carry_out(&web, &partner, key, Act::Calendar(Command::Confirm { booking })).await
}

/// Takes another time and gives the old one back, both or neither.
#[utoipa::path(post, path = "/api/v1/partner/bookings/{id}/rebook", tag = "partner",
    security(("device" = [])), params(("id" = String, Path), ("idempotency-key" = String, Header)),
    request_body = Rebook,
    responses((status = 200, body = Booked), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn rebook(
    State(web): State<Web>,
    partner: Somebody,
    Key(key): Key,
    Path(id): Path<String>,
    Body(body): Body<Rebook>,
) -> Reply<Booked> {
    let act = views::rebook(booking_id(&id)?, body, CHANNEL);
    carry_out(&web, &partner, key, act).await
}

/// Cancels a booking; its seat is free again at once.
#[utoipa::path(delete, path = "/api/v1/partner/bookings/{id}", tag = "partner", security(("device" = [])),
    params(("id" = String, Path), ("idempotency-key" = String, Header)),
    responses((status = 200, body = Booked), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn cancel(
    State(web): State<Web>,
    partner: Somebody,
    Key(key): Key,
    Path(id): Path<String>,
) -> Reply<Booked> {
    let booking = booking_id(&id)?;
    carry_out(&web, &partner, key, Act::Calendar(Command::Release { booking })).await
}

fn booking_id(text: &str) -> Result<BookingId, Refusal> {
    text.parse().map(BookingId).map_err(|_| Refusal::unknown("booking"))
}

async fn carry_out(web: &Web, partner: &Somebody, key: String, act: Act) -> Reply<Booked> {
    let booking = bookings::carry_out(web, &partner.site, &partner.actor, key, act).await?;
    shown(web, partner, booking)
}

fn shown(web: &Web, partner: &Somebody, booking: BookingId) -> Reply<Booked> {
    let sites = web.desk.sites();
    let state = sites.get(&partner.site).ok_or_else(|| Refusal::unknown("site"))?;
    let booking = state.bookings().booking(booking).ok_or_else(|| Refusal::unknown("booking"))?;
    Ok(Json(views::booked(state, booking)))
}
