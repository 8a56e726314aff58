//! What staff want done, from the words of the wire to an order, and back to the ticket it was about.
//!
//! The API and the pages come through here alike.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use queue::{Command, Destination, Needs, Number, TicketId, Visit};
use wire::http::{
    CallNext, CheckInVisitor, DeskTicket, DrawForVisitor, HallAct, IssuedTicket, MovedTo, NOTE_CHARS_MAX,
    NOTICE_CHARS_MAX, Need, NoticePlace, TicketAct,
};

use super::{Clerk, Refusal, Web};
use crate::desk::{Act, Order, SendOn, SiteState};
use crate::links;
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
        Wanted::Unknown => return Err(Refusal::bad("bad-field", "this act is not known here")),
        Wanted::Transfer if asked.site.is_some() => {
            let site = asked.site.unwrap_or_default();
            let service = asked.service.ok_or_else(|| missing("service"))?;
            return Ok(Act::SendOn(SendOn { ticket, at, site, service, note }));
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
        Wanted::GiveTime => {
            let at = asked.starts_at.ok_or_else(|| missing("starts_at"))?;
            return Ok(Act::TakeTime { ticket, at });
        }
        Wanted::Need => {
            let needs = known_needs(&asked.needs.ok_or_else(|| missing("needs"))?)?;
            return Ok(Act::Need { ticket, needs });
        }
    }))
}

/// A number drawn by staff.
pub fn draw(asked: DrawForVisitor) -> Result<Act, Refusal> {
    let note = checked_note(asked.remark)?;
    let needs = known_needs(&asked.needs)?;
    let visit = Visit {
        further: asked.further,
        persons: asked.persons,
        priority: views::queue_priority(asked.priority),
        has_remark: note.is_some(),
        ..Visit::to(asked.service)
    };
    let command = Command::Draw { visit, by: queue::DrawnBy::Staff };
    Ok(Act::QueueBeside { command, beside: Beside { needs, note, language: None } })
}

pub fn in_hall(asked: HallAct) -> Result<Act, Refusal> {
    let unknown = || Refusal::bad("bad-field", "this is not known here");
    Ok(Act::Queue(match asked {
        HallAct::CloseZone { zone } => Command::CloseZone { zone },
        HallAct::OpenZone { zone } => Command::OpenZone { zone },
        HallAct::GhostCounters { count } => Command::SetGhostCounters { count },
        HallAct::OpenCounter { counter } => Command::OpenCounter { counter },
        HallAct::CloseCounter { counter } => Command::CloseCounter { counter },
        HallAct::Assign { counter, services } => Command::Assign { counter, services },
        HallAct::Contingent { zone, service, count } => {
            let of = match (zone, service) {
                (Some(zone), None) => queue::ContingentOf::Zone(zone),
                (None, Some(service)) => queue::ContingentOf::Service(service),
                _ => return Err(Refusal::bad("field-missing", "a contingent is of a zone or of a service")),
            };
            Command::SetContingent { of, count }
        }
        HallAct::CloseEarly { at } => Command::CloseEarly { at },
        HallAct::Notice { place, words } => {
            let place = match place {
                NoticePlace::Kiosk => queue::Notice::Kiosk,
                NoticePlace::Display => queue::Notice::Display,
                NoticePlace::Emergency => queue::Notice::Emergency,
                NoticePlace::Unknown => return Err(unknown()),
            };
            return Ok(Act::Say { place, words: checked_notice(words)? });
        }
        HallAct::Unknown => return Err(unknown()),
    }))
}

/// Whoever has come to the infopoint with an appointment.
pub fn check_in(web: &Web, clerk: &Clerk, asked: &CheckInVisitor) -> Result<Act, Refusal> {
    let unknown = || Refusal::unknown("booking");
    let state = web.desk.site(&clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
    let booking = match (&asked.code, asked.starts_at) {
        (Some(code), _) => links::normalised(code).and_then(|code| state.booking_of(&code)),
        (None, Some(starts_at)) => {
            let is_meant = |service: &String| asked.service.as_ref().is_none_or(|meant| meant == service);
            let is_for = |booking: &calendar::Booking| {
                booking.starts_at == starts_at
                    && booking.matters.iter().any(|matter| is_meant(&matter.service))
            };
            let mut then = state.expected().filter(|booking| is_for(booking));
            let first = then.next().map(|booking| booking.id);
            if then.next().is_some() {
                let detail = "several appointments begin then; the code says which";
                return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "several-bookings", detail));
            }
            first
        }
        (None, None) => return Err(Refusal::bad("field-missing", "neither code nor time")),
    };
    Ok(Act::CheckIn { booking: booking.ok_or_else(unknown)?, needs: Needs::NONE, language: None })
}

/// Has the desk do it. A refusal says what became of the ticket meanwhile.
pub async fn commit(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<StoredAnswer, Refusal> {
    let about = ticket_of(&act);
    let order = Order { site: clerk.0.site.clone(), actor: clerk.actor(), key: Some(key), act };
    web.desk.commit(order).await.map_err(|not_done| {
        let mut refusal = Refusal::from(not_done);
        if [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY].contains(&refusal.status) {
            refusal.problem.ticket = about.and_then(|ticket| {
                let state = web.desk.site(&clerk.0.site)?;
                let mut now = views::desk_ticket(&state, state.day.find(ticket)?);
                name_office(web, now.moved_to.as_mut());
                Some(Box::new(now))
            });
        }
        refusal
    })
}

/// A site is called by its office.
pub fn name_office(web: &Web, moved: Option<&mut MovedTo>) {
    let Some(moved) = moved else { return };
    if let Some(site) = web.config.sites.iter().find(|site| site.id == moved.site) {
        moved.office = site.office.clone();
    }
}

/// Has the desk do it, and shows the ticket it was about.
pub async fn carry_out(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<DeskTicket, Refusal> {
    let answer = commit(web, clerk, key, act).await?;
    shown(web, clerk, answer, |state, ticket| Some(views::desk_ticket(state, state.day.find(ticket)?)))
}

/// The same for a number that was drawn: with everything its visitor needs.
pub async fn issue(web: &Web, clerk: &Clerk, key: String, act: Act) -> Result<IssuedTicket, Refusal> {
    let answer = commit(web, clerk, key, act).await?;
    let again = matches!(answer, StoredAnswer::Ticket { again: true, .. });
    let now = web.clock.now();
    shown(web, clerk, answer, |state, ticket| {
        let issued = views::issued(state, &web.public_url, ticket, now)?;
        Some(IssuedTicket { again, ..issued })
    })
}

fn shown<T>(
    web: &Web,
    clerk: &Clerk,
    answer: StoredAnswer,
    view: impl FnOnce(&SiteState, TicketId) -> Option<T>,
) -> Result<T, Refusal> {
    let StoredAnswer::Ticket { day, ticket, .. } = answer else {
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

pub fn known_needs(needs: &BTreeSet<Need>) -> Result<Needs, Refusal> {
    match needs.contains(&Need::Unknown) {
        // Left out in silence, it would be met by nobody.
        true => Err(Refusal::bad("bad-field", "one of these needs is not known here")),
        false => Ok(views::queue_needs(needs)),
    }
}

/// One line, as a wall shows it. Nothing written takes the notice away.
fn checked_notice(words: Option<String>) -> Result<Option<String>, Refusal> {
    let words = words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    match words.filter(|words| !words.is_empty()) {
        Some(words) if words.chars().count() > NOTICE_CHARS_MAX => {
            let detail = format!("a notice has at most {NOTICE_CHARS_MAX} characters");
            Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "notice-too-long", detail))
        }
        words => Ok(words),
    }
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
            | Command::TakeTime { ticket, .. }
            | Command::Withdraw { ticket } => Some(*ticket),
            _ => None,
        },
        Act::Need { ticket, .. } | Act::TakeTime { ticket, .. } => Some(*ticket),
        Act::SendOn(sent) => Some(sent.ticket),
        Act::Say { .. } => None,
        Act::Book { .. } | Act::Complete { .. } | Act::Calendar(_) => None,
        Act::CheckIn { .. } | Act::ChangePlan { .. } => None,
        Act::Absent(_) | Act::Told(_) | Act::Keep { .. } => None,
        Act::Watch { .. } | Act::ConfirmWatch { .. } | Act::StopWatch { .. } => None,
        Act::Send { .. } | Act::Discard { .. } | Act::Meeting { .. } => None,
        Act::Write { .. } | Act::Forwarded { .. } | Act::Judge { .. } => None,
        Act::Timed { act, .. } => ticket_of(act),
    }
}
