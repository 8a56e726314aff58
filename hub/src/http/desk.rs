//! What clerks ask, as JSON. The pages do the same through forms.

use std::convert::Infallible;

use axum::Json;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use queue::{Command, Number, TicketId};
use tokio_stream::wrappers::BroadcastStream;
use wire::http::{CallNext, DeskQueue, DeskTicket, Problem, TicketAct, path};

use super::{Body, Clerk, Key, Refusal, Reply, Stay, Web};
use crate::desk::{Act, Order};
use crate::store::StoredAnswer;
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
    carry_out(&web, &clerk, key, Command::CallNext { counter: body.counter, except: vec![] }).await.map(Json)
}

/// Calls, recalls, greets, finishes, misses or withdraws a certain ticket.
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
    let command = command(&web, &clerk, body)?;
    carry_out(&web, &clerk, key, command).await.map(Json)
}

/// The queue's command for what a clerk wants with a number.
pub fn command(web: &Web, clerk: &Clerk, asked: TicketAct) -> Result<Command, Refusal> {
    let number: Number = asked.number.parse().map_err(|detail| Refusal::bad("bad-number", detail))?;
    let sites = web.desk.sites();
    let state = sites.get(&clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
    let ticket = state.day.find_by_number(number).ok_or_else(|| Refusal::unknown("ticket"))?.id;
    let counter = asked.counter;
    Ok(match asked.act {
        wire::http::Act::Call => Command::Call { ticket, counter },
        wire::http::Act::Recall => Command::Recall { ticket, counter },
        wire::http::Act::Arrive => Command::Arrive { ticket, counter },
        wire::http::Act::Finish => Command::Finish { ticket, counter, performed: None },
        wire::http::Act::NoShow => Command::NoShow { ticket, counter },
        wire::http::Act::Withdraw => Command::Withdraw { ticket },
    })
}

/// Has the desk do it, and shows the ticket it was about.
pub async fn carry_out(
    web: &Web,
    clerk: &Clerk,
    key: String,
    command: Command,
) -> Result<DeskTicket, Refusal> {
    let act = Act::Queue(command);
    let order = Order { site: clerk.0.site.clone(), actor: clerk.actor(), key: Some(key), act };
    let StoredAnswer::Ticket { day, ticket } = web.desk.commit(order).await? else {
        return Err(Refusal::bad("bad-key", "this key was used for another act"));
    };
    let sites = web.desk.sites();
    let state = &sites[&clerk.0.site];
    let ticket = state.day.find(TicketId(ticket)).filter(|_| state.day.date() == Some(day));
    ticket.map(views::desk_ticket).ok_or_else(|| Refusal::unknown("ticket"))
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
