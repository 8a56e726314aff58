//! What other booking systems of the town ask.

use axum::Json;
use axum::extract::{Path, State};
use calendar::BookingId;
use wire::http::{Book, Booked, Problem};

use super::{Body, Key, Refusal, Reply, Somebody, Web};
use crate::desk::{Act, Order};
use crate::links;
use crate::store::StoredAnswer;

/// Books a seat. The answer's `code` checks the booking in at the kiosk.
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
    let act = Act::Book { service: body.service, starts_at: body.starts_at };
    carry_out(&web, &partner, key, act).await
}

/// Cancels a booking; its seat is free again at once.
#[utoipa::path(delete, path = "/api/v1/partner/bookings/{id}", tag = "partner", security(("device" = [])),
    params(("id" = String, Path), ("idempotency-key" = String, Header)),
    responses((status = 200, body = Booked), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn cancel(
    State(web): State<Web>,
    partner: Somebody,
    Key(key): Key,
    Path(id): Path<String>,
) -> Reply<Booked> {
    let booking = id.parse().map(BookingId).map_err(|_| Refusal::unknown("booking"))?;
    carry_out(&web, &partner, key, Act::Cancel { booking }).await
}

async fn carry_out(web: &Web, partner: &Somebody, key: String, act: Act) -> Reply<Booked> {
    let order = Order { site: partner.site.clone(), actor: partner.actor.clone(), key: Some(key), act };
    let StoredAnswer::Booking { booking } = web.desk.commit(order).await? else {
        return Err(Refusal::bad("bad-key", "this key was used for another act"));
    };
    let sites = web.desk.sites();
    let state = &sites[&partner.site];
    let booking = state.calendar().booking(BookingId(booking)).ok_or_else(|| Refusal::unknown("booking"))?;
    Ok(Json(Booked {
        id: booking.id.0.to_string(),
        code: links::grouped(&state.booking_code(booking.id)),
        starts_at: booking.starts_at,
        ends_at: booking.ends_at,
    }))
}
