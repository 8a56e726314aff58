//! What clerks ask, as JSON. The pages do the same through forms.

use std::convert::Infallible;

use axum::Json;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use queue::Command;
use tokio_stream::wrappers::BroadcastStream;
use wire::http::{
    CallNext, CheckInVisitor, DeskQueue, DeskTicket, DrawForVisitor, HallAct, IssuedTicket, Problem,
    TicketAct, Undo, path,
};

use super::{Body, Clerk, Key, Refusal, Reply, Stay, Web, acts};
use crate::desk::Act;
use crate::views;

/// Who waits, in the order of calling, with reasons; and who is at a counter.
#[utoipa::path(get, path = path::DESK_QUEUE, tag = "desk", security(("session" = [])),
    responses((status = 200, body = DeskQueue), (status = 401, body = Problem)))]
pub async fn queue(State(web): State<Web>, clerk: Clerk) -> Reply<DeskQueue> {
    let sites = web.desk.sites();
    let state = sites.get(&clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
    Ok(Json(views::desk_queue(state, None, web.epoch, web.clock.now())))
}

/// Calls the next visitor to a counter.
#[utoipa::path(post, path = path::DESK_CALL_NEXT, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = CallNext,
    responses((status = 200, body = DeskTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn call_next(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<CallNext>,
) -> Reply<DeskTicket> {
    let command = acts::call_next(&web, &clerk, &body)?;
    acts::carry_out(&web, &clerk, key, Act::Queue(command)).await.map(Json)
}

/// Everything a clerk does with a certain ticket.
#[utoipa::path(post, path = path::DESK_ACTS, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = TicketAct,
    responses((status = 200, body = DeskTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn act(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<TicketAct>,
) -> Reply<DeskTicket> {
    let act = acts::on_ticket(&web, &clerk, body)?;
    acts::carry_out(&web, &clerk, key, act).await.map(Json)
}

/// Takes back the last step of a counter.
#[utoipa::path(post, path = path::DESK_UNDO, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = Undo,
    responses((status = 200, body = DeskTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn undo(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<Undo>,
) -> Reply<DeskTicket> {
    acts::carry_out(&web, &clerk, key, Act::Queue(Command::Undo { counter: body.counter })).await.map(Json)
}

/// Draws a number for somebody who does not use the kiosk.
#[utoipa::path(post, path = path::DESK_TICKETS, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = DrawForVisitor,
    responses((status = 200, body = IssuedTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn draw_for_visitor(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<DrawForVisitor>,
) -> Reply<IssuedTicket> {
    acts::issue(&web, &clerk, key, acts::draw(body)?).await.map(Json)
}

/// Checks somebody in who has come to the infopoint with an appointment.
#[utoipa::path(post, path = path::DESK_CHECK_INS, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = CheckInVisitor,
    responses((status = 200, body = IssuedTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn check_in_visitor(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<CheckInVisitor>,
) -> Reply<IssuedTicket> {
    let act = acts::check_in(&web, &clerk, &body)?;
    acts::issue(&web, &clerk, key, act).await.map(Json)
}

/// Closes and opens zones and counters, changes today's contingents, hours and notices, and
/// says how many counters the estimate counts.
#[utoipa::path(post, path = path::DESK_HALL, tag = "desk", security(("session" = [])),
    params(("idempotency-key" = String, Header)), request_body = HallAct,
    responses((status = 200, body = DeskQueue), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn hall(
    State(web): State<Web>,
    clerk: Clerk,
    Key(key): Key,
    Body(body): Body<HallAct>,
) -> Reply<DeskQueue> {
    acts::commit(&web, &clerk, key, acts::in_hall(body)?).await?;
    queue(State(web), clerk).await
}

/// A server-sent event with the new sequence whenever the clerk's site changes.
#[utoipa::path(get, path = path::DESK_EVENTS, tag = "desk", security(("session" = [])),
    responses((status = 200, content_type = "text/event-stream", body = String),
        (status = 401, body = Problem)))]
pub async fn events(
    State(web): State<Web>,
    clerk: Clerk,
    stay: Stay,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = changes(&web, clerk.0.site).map(|sequence| Ok(Event::default().data(sequence.to_string())));
    Sse::new(stay.hears(changes)).keep_alive(KeepAlive::default())
}

/// The sequence of a site now, and again at each change. Who was too slow to hear every one hears
/// the newest.
pub fn changes(web: &Web, site: String) -> impl Stream<Item = u64> + use<> {
    let heard = BroadcastStream::new(web.changes.subscribe());
    let now = web.desk.sites().get(&site).map(|state| state.sequence);
    let web = web.clone();
    let later = heard.filter_map(move |change| {
        let sequence = match change {
            Ok(change) if *change.site == *site => Some(change.sequence),
            Ok(_) => None,
            Err(_) => web.desk.sites().get(&site).map(|state| state.sequence),
        };
        async move { sequence }
    });
    tokio_stream::iter(now).chain(later)
}
