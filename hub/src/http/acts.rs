//! What staff want done, from the words of the wire to an order, and back to the ticket it was about.
//!
//! The API and the pages come through here alike.

use axum::http::StatusCode;
use queue::{Command, Destination, Number, TicketId, Visit};
use wire::http::{CallNext, DeskTicket, DrawForVisitor, HallAct, IssuedTicket, NOTE_CHARS_MAX, TicketAct};

use super::{Clerk, Refusal, Web};
use crate::desk::{Act, Order, SiteState};
use crate::store::{Beside, StoredAnswer};
use crate::views;

pub fn call_next(web: &Web, clerk: &Clerk, asked: &CallNext) -> Result<Command, Refusal> {
    // Whoever is not there any more need not be left out.
    let except = asked.except.iter().filter_map(|number| found(web, clerk, number).ok()).collect();
    Ok(Command::CallNext { counter: asked.counter.clone(), except })
}

/// What a clerk wants with a number.
pub fn on_ticket(web: &Web, clerk: &Clerk, asked: TicketAct) -> Result<Act, Refusal> {
    use wire::http::Act as Wanted;
    let ticket = found(web, clerk, &asked.number)?;
    let missing = |field: &str| Refusal::bad("field-missing", format!("this act needs the field {field}"));
    let at = Some(asked.counter.clone()).filter(|counter| !counter.is_empty());
    let counter = asked.counter;
    let note = checked_note(asked.note)?;
    Ok(Act::Queue(match asked.act {
        Wanted::Call => Command::Call { ticket, counter },
        Wanted::Look => Command::Look { ticket, counter },
        Wanted::Release => Command::Release { ticket, counter },
        Wanted::Recall => Command::Recall { ticket, counter },
        Wanted::Arrive => Command::Arrive { ticket, counter },
        Wanted::Finish => Command::Finish { ticket, counter, performed: asked.performed },
        Wanted::NoShow => Command::NoShow { ticket, counter },
        Wanted::Park => Command::Park { ticket, counter },
        Wanted::TakeBack => Command::TakeBack { ticket },
        Wanted::Withdraw => Command::Withdraw { ticket },
        Wanted::Prioritise => {
            let priority = asked.priority.ok_or_else(|| missing("priority"))?;
            Command::Prioritise { ticket, priority: views::queue_priority(priority) }
        }
        Wanted::SplitOff => {
            let service = asked.service.ok_or_else(|| missing("service"))?;
            Command::SplitOff { ticket, service, at }
        }
        Wanted::Transfer => {
            let to = match (asked.service, asked.zone) {
                (Some(service), None) => Destination::Service(service),
                (None, Some(zone)) => Destination::Zone(zone),
                _ => return Err(missing("service or zone, one of them")),
            };
            let command = Command::Transfer { ticket, to, at, with_note: note.is_some() };
            let beside = Beside { note, ..Beside::default() };
            return Ok(Act::QueueBeside { command, beside });
        }
        Wanted::Need => {
            let needs = views::queue_needs(&asked.needs.ok_or_else(|| missing("needs"))?);
            return Ok(Act::Need { ticket, needs });
        }
    }))
}

/// A number drawn by staff.
pub fn draw(asked: DrawForVisitor) -> Result<Act, Refusal> {
    let note = checked_note(asked.remark)?;
    let visit = Visit {
        further: asked.further,
        persons: asked.persons,
        priority: views::queue_priority(asked.priority),
        has_remark: note.is_some(),
        ..Visit::to(asked.service)
    };
    let command = Command::Draw { visit, by: queue::DrawnBy::Staff };
    Ok(Act::QueueBeside { command, beside: Beside { needs: views::queue_needs(&asked.needs), note } })
}

pub fn in_hall(asked: HallAct) -> Command {
    match asked {
        HallAct::CloseZone { zone } => Command::CloseZone { zone },
        HallAct::OpenZone { zone } => Command::OpenZone { zone },
        HallAct::GhostCounters { count } => Command::SetGhostCounters { count },
        HallAct::OpenCounter { counter } => Command::OpenCounter { counter },
        HallAct::CloseCounter { counter } => Command::CloseCounter { counter },
        HallAct::Assign { counter, services } => Command::Assign { counter, services },
    }
}

/// Has the desk do it. A refusal says what became of the ticket meanwhile.
pub async fn commit(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<StoredAnswer, Refusal> {
    let about = ticket_of(&act);
    let order = Order { site: clerk.0.site.clone(), actor: clerk.actor(), key: Some(key), act };
    web.desk.commit(order).await.map_err(|not_done| {
        let mut refusal = Refusal::from(not_done);
        if refusal.status == StatusCode::CONFLICT {
            refusal.problem.ticket = about.and_then(|ticket| {
                let state = web.desk.site(&clerk.0.site)?;
                Some(Box::new(views::desk_ticket(&state, state.day.find(ticket)?)))
            });
        }
        refusal
    })
}

/// Has the desk do it, and shows the ticket it was about.
pub async fn carry_out(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<DeskTicket, Refusal> {
    let answer = commit(web, clerk, key, act).await?;
    shown(web, clerk, answer, |state, ticket| Some(views::desk_ticket(state, state.day.find(ticket)?)))
}

/// The same for a number that was drawn: with everything its visitor needs.
pub async fn issue(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<IssuedTicket, Refusal> {
    let answer = commit(web, clerk, key, act).await?;
    let now = web.clock.now();
    shown(web, clerk, answer, |state, ticket| views::issued(state, &web.public_url, ticket, now))
}

fn shown<T>(
    web: &Web,
    clerk: &Clerk,
    answer: StoredAnswer,
    view: impl FnOnce(&SiteState, TicketId) -> Option<T>,
) -> Result<T, Refusal> {
    let StoredAnswer::Ticket { day, ticket } = answer else {
        return Err(Refusal::bad("bad-key", "this key was used for another act"));
    };
    let state = web.desk.site(&clerk.0.site).filter(|state| state.day.date() == Some(day));
    state.and_then(|state| view(&state, TicketId(ticket))).ok_or_else(|| Refusal::unknown("ticket"))
}

/// Today's ticket with this number.
pub fn found(web: &Web, clerk: &Clerk, number: &str) -> Result<TicketId, Refusal> {
    let number: Number =
        number.trim().to_uppercase().parse().map_err(|detail| Refusal::bad("bad-number", detail))?;
    let sites = web.desk.sites();
    let state = sites.get(&clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
    Ok(state.day.find_by_number(number).ok_or_else(|| Refusal::unknown("ticket"))?.id)
}

/// Nothing written is no note.
fn checked_note(note: Option<String>) -> Result<Option<String>, Refusal> {
    let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    match note {
        Some(note) if note.chars().count() > NOTE_CHARS_MAX => {
            let detail = format!("a note has at most {NOTE_CHARS_MAX} characters");
            Err(Refusal::bad("note-too-long", detail))
        }
        note => Ok(note),
    }
}

fn ticket_of(act: &Act) -> Option<TicketId> {
    match act {
        Act::Queue(command) | Act::QueueBeside { command, .. } => match command {
            Command::Call { ticket, .. }
            | Command::Look { ticket, .. }
            | Command::Release { ticket, .. }
            | Command::Recall { ticket, .. }
            | Command::Arrive { ticket, .. }
            | Command::Finish { ticket, .. }
            | Command::NoShow { ticket, .. }
            | Command::Park { ticket, .. }
            | Command::TakeBack { ticket }
            | Command::Transfer { ticket, .. }
            | Command::SplitOff { ticket, .. }
            | Command::Prioritise { ticket, .. }
            | Command::Withdraw { ticket } => Some(*ticket),
            _ => None,
        },
        Act::Need { ticket, .. } => Some(*ticket),
        Act::Book { .. } | Act::Calendar(_) | Act::Absent(_) | Act::CheckIn { .. } => None,
    }
}
