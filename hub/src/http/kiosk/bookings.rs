//! Bookings at a kiosk, for people who have neither telephone nor mail: a time is chosen, and comes out on
//! paper. Nobody is asked for a name; whoever has the code may move and cancel the booking.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use calendar::bookings::Claim;
use calendar::wish::{Channel, Whose};
use calendar::{BookingId, Command, Wish};
use wire::http::{
    BookHere, FreeSlots, Matter, OwnBooking, Problem, Rebook, SLOT_DAYS_MAX, VisitAsked, VisitChoices, path,
};

use crate::config::ServiceConfig;
use crate::desk::Act;
use crate::http::bookings::carry_out;
use crate::http::{Body, Key, Refusal, Reply, Somebody, Web};
use crate::{links, views};

/// Who books there stands in the house.
const CHANNEL: Channel = Channel::Kiosk;

/// What is left to be chosen of a visit: for how many people its last matter may be, and what else can be
/// done on the same way.
#[utoipa::path(get, path = path::KIOSK_VISIT, tag = "kiosk", security(("device" = [])),
    params(VisitAsked),
    responses((status = 200, body = VisitChoices), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn visit(
    State(web): State<Web>,
    kiosk: Somebody,
    asked: Result<Query<VisitAsked>, QueryRejection>,
) -> Reply<VisitChoices> {
    let Query(asked) = asked.map_err(|wrong| Refusal::bad("bad-query", wrong.body_text()))?;
    let state = web.desk.site(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    let plan = state.coming().plan();
    let first = Matter { service: asked.service, persons: asked.persons.unwrap_or(1) };
    let wish = wish([first].into_iter().chain(asked.further));
    calendar::check_chosen(plan, &wish).map_err(|refusal| Refusal::not_booked(&refusal))?;
    let fits = |service: &&ServiceConfig| calendar::goes_along(plan, &wish, service.matter(1));
    let further = state.config.services.iter().filter(fits).map(|service| service.id.clone());
    Ok(Json(VisitChoices {
        persons_max: calendar::persons_of_last_max(plan, &wish),
        further: further.collect(),
    }))
}

/// What somebody who has chosen these wishes.
fn wish(chosen: impl IntoIterator<Item = Matter>) -> Wish {
    Wish { matters: views::matters(chosen), ..Wish::of("", CHANNEL) }
}

/// Books a time. The same idempotency key gets the same booking.
#[utoipa::path(post, path = path::KIOSK_BOOKINGS, tag = "kiosk", security(("device" = [])),
    params(("idempotency-key" = String, Header)), request_body = BookHere,
    responses((status = 200, body = OwnBooking), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn book(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Body(body): Body<BookHere>,
) -> Reply<OwnBooking> {
    let (starts_at, wish) = (body.starts_at, wish(body.matters()));
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: None };
    let booking = carry_out(&web, &kiosk.site, &kiosk.actor, key, act).await?;
    shown(&web, &kiosk, booking)
}

/// A booking as it is now, for whoever has its code.
#[utoipa::path(get, path = "/api/v1/kiosk/bookings/{code}", tag = "kiosk", security(("device" = [])),
    params(("code" = String, Path)),
    responses((status = 200, body = OwnBooking), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn booking(State(web): State<Web>, kiosk: Somebody, Path(code): Path<String>) -> Reply<OwnBooking> {
    let booking = of_code(&web, &kiosk, &code)?;
    shown(&web, &kiosk, booking)
}

/// Where a booking could be instead, by the rules of a kiosk.
#[utoipa::path(get, path = "/api/v1/kiosk/bookings/{code}/slots", tag = "kiosk", security(("device" = [])),
    params(("code" = String, Path)),
    responses((status = 200, body = FreeSlots), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn slots(State(web): State<Web>, kiosk: Somebody, Path(code): Path<String>) -> Reply<FreeSlots> {
    let booking = of_code(&web, &kiosk, &code)?;
    let turn = web.slots.turn().await;
    let coming = web.desk.coming(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    let now = web.clock.now();
    let search = move || -> Result<Vec<calendar::FreeDay>, Refusal> {
        let booking = coming.bookings().booking(booking).ok_or_else(|| Refusal::unknown("booking"))?;
        let wish = booking.wish(CHANNEL, Whose::default());
        let found = coming.free(&wish, coming.date(now), SLOT_DAYS_MAX, now);
        found.map_err(|refusal| Refusal::not_booked(&refusal))
    };
    let found = turn.search(search).await??;
    let days = found.iter().map(views::free_day).collect();
    Ok(Json(FreeSlots { site: kiosk.site, at: now, days }))
}

/// Takes another time and gives the old one back, both or neither.
#[utoipa::path(post, path = "/api/v1/kiosk/bookings/{code}/rebook", tag = "kiosk",
    security(("device" = [])), params(("code" = String, Path), ("idempotency-key" = String, Header)),
    request_body = Rebook,
    responses((status = 200, body = OwnBooking), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem)))]
pub async fn rebook(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Path(code): Path<String>,
    Body(body): Body<Rebook>,
) -> Reply<OwnBooking> {
    let (booking, whose) = (of_code(&web, &kiosk, &code)?, Whose::default());
    let command = Command::Rebook { booking, starts_at: body.starts_at, channel: CHANNEL, whose };
    let booking = carry_out(&web, &kiosk.site, &kiosk.actor, key, Act::Calendar(command)).await?;
    shown(&web, &kiosk, booking)
}

/// Cancels a booking; its seat is free again at once.
#[utoipa::path(delete, path = "/api/v1/kiosk/bookings/{code}", tag = "kiosk", security(("device" = [])),
    params(("code" = String, Path), ("idempotency-key" = String, Header)),
    responses((status = 200, body = OwnBooking), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn cancel(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Path(code): Path<String>,
) -> Reply<OwnBooking> {
    let command = Command::Release { booking: of_code(&web, &kiosk, &code)? };
    let booking = carry_out(&web, &kiosk.site, &kiosk.actor, key, Act::Calendar(command)).await?;
    shown(&web, &kiosk, booking)
}

fn of_code(web: &Web, kiosk: &Somebody, code: &str) -> Result<BookingId, Refusal> {
    let code = links::normalised(code).ok_or_else(|| Refusal::unknown("booking"))?;
    let coming = web.desk.coming(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    coming.of_code(&code).ok_or_else(|| Refusal::unknown("booking"))
}

fn shown(web: &Web, kiosk: &Somebody, booking: BookingId) -> Reply<OwnBooking> {
    let sites = web.desk.sites();
    let state = sites.get(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    let booking = state.bookings().booking(booking).ok_or_else(|| Refusal::unknown("booking"))?;
    let own = views::own_booking(state, &web.public_url, booking);
    own.map(Json).ok_or_else(|| Refusal::unknown("service"))
}
