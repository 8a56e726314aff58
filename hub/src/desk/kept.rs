//! What is kept beside the journal, written in one transaction with what happened: needs, notes and
//! languages of tickets, who booked, where they meet, and what was sent ahead. Nothing is decided here.

use std::sync::Arc;

use calendar::BookingId;
use chrono::{DateTime, Utc};

use super::committer::{Told, Word};
use super::site_state::SiteState;
use super::{Act, Order, Sites};
use crate::store::{Batch, Beside, StoredAnswer, Upload, UploadId};
use crate::uploads::FILES_MAX;

/// What an act tells beside the journal, and of which ticket. `came` is its answer.
pub(super) fn what_is_told(
    state: &SiteState,
    act: &Act,
    came: &StoredAnswer,
) -> Option<(queue::TicketId, Beside)> {
    let StoredAnswer::Ticket { ticket, .. } = came else { return None };
    let ticket = queue::TicketId(*ticket);
    match act {
        Act::QueueBeside { command: queue::Command::Draw { .. }, beside } => Some((ticket, beside.clone())),
        // A transfer says nothing of needs, and without a note the remark stays.
        Act::QueueBeside { beside, .. } => {
            let before = state.beside(ticket);
            Some((ticket, Beside { note: beside.note.clone().or(before.note), ..before }))
        }
        // Whoever checks in once more and says nothing still needs what they said at first.
        Act::CheckIn { needs, language, .. } if *needs != queue::Needs::NONE || language.is_some() => {
            let before = state.beside(ticket);
            let needs = if *needs == queue::Needs::NONE { before.needs } else { *needs };
            Some((ticket, Beside { needs, language: language.clone().or(before.language), ..before }))
        }
        Act::Need { needs, .. } => Some((ticket, Beside { needs: *needs, ..state.beside(ticket) })),
        // Whoever needs something needs it for every matter.
        Act::Queue(queue::Command::SplitOff { ticket: from, .. }) => {
            let beside = state.beside(*from);
            (beside != Beside::default()).then_some((ticket, beside))
        }
        _ => None,
    }
}

/// Whoever is sent to another site needs there what they needed here, and the note goes with them.
pub(super) fn what_goes_along(sites: &Sites, order: &Order) -> Option<(String, queue::TicketId, Beside)> {
    let Act::SendOn(sent) = &order.act else { return None };
    let here = &sites[&order.site];
    let moved = here.day.find(sent.ticket)?.moved_to()?;
    let before = here.beside(sent.ticket);
    let beside = Beside { note: sent.note.clone().or(before.note), ..before };
    (beside != Beside::default()).then(|| (moved.site.clone(), moved.ticket, beside))
}

pub(super) fn say(
    state: &mut SiteState,
    transaction: &Batch,
    place: queue::Notice,
    words: Option<&str>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let Some(day) = state.day.date() else { return Ok(()) };
    transaction.keep_notice(&state.config.id, day, place, words)?;
    let word = Word::Notice(place, words.map(str::to_owned));
    state.hear(&word);
    told.push(Told { site: state.config.id.clone(), word, after: happened });
    Ok(())
}

pub(super) fn keep(
    state: &mut SiteState,
    transaction: &Batch,
    ticket: queue::TicketId,
    beside: Beside,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let Some(day) = state.day.date() else { return Ok(()) };
    transaction.keep_beside(&state.config.id, day, ticket, &beside)?;
    let word = Word::Ticket(ticket, Some(beside));
    state.hear(&word);
    told.push(Told { site: state.config.id.clone(), word, after: happened });
    Ok(())
}

/// Keeps a file's row for the day of the visit, unless there are enough of them already.
pub(super) fn send(
    state: &mut SiteState,
    transaction: &Batch,
    booking: BookingId,
    upload: &Upload,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<Option<StoredAnswer>, rusqlite::Error> {
    let site = &state.config.id;
    if transaction.count_uploads(site, booking)? >= FILES_MAX {
        let detail = format!("no more than {FILES_MAX} files are sent ahead of a visit");
        return Ok(Some(StoredAnswer::Refused { code: "too-many-uploads".into(), detail }));
    }
    let starts_at = state.bookings().booking(booking).expect("it was looked for").starts_at;
    transaction.keep_upload(site, booking, state.coming().date(starts_at), upload)?;
    told.push(Told { site: site.clone(), word: Word::Aside { forgotten: false }, after: happened });
    Ok(None)
}

pub(super) fn discard(
    state: &mut SiteState,
    transaction: &Batch,
    booking: BookingId,
    upload: UploadId,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    transaction.forget_upload(site, booking, upload)?;
    told.push(Told { site: site.clone(), word: Word::Aside { forgotten: true }, after: happened });
    Ok(())
}

/// Forgets what was kept beside the journal for visits that are over.
pub(super) fn forget_past(
    sites: &mut Sites,
    transaction: &Batch,
    now: DateTime<Utc>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    for (site, state) in sites {
        let Some(day) = state.day.date() else { continue };
        for ticket in state.to_forget(now) {
            transaction.forget_beside(site, day, ticket)?;
            let word = Word::Ticket(ticket, None);
            Arc::make_mut(state).hear(&word);
            told.push(Told { site: site.clone(), word, after: happened });
        }
    }
    Ok(())
}

/// Who booked is kept for the day of the visit, whichever that is by now.
pub(super) fn follow_with_contact(
    state: &SiteState,
    transaction: &Batch,
    event: &calendar::Event,
    now: DateTime<Utc>,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    match event {
        calendar::Event::Rebooked { booking, starts_at, .. } => match transaction.contact(site, *booking)? {
            Some(contact) => {
                let day = state.coming().date(*starts_at);
                transaction.keep_contact(site, *booking, day, &contact)
            }
            None => Ok(()),
        },
        calendar::Event::Lapsed { booking } => transaction.forget_contact(site, *booking),
        calendar::Event::Cancelled { booking } => match state.bookings().booking(*booking) {
            Some(stood) if stood.state == calendar::State::Confirmed => {
                transaction.contact_is_over(site, *booking, now)
            }
            // Nobody is written to about what never stood.
            _ => transaction.forget_contact(site, *booking),
        },
        _ => Ok(()),
    }
}

/// Where the people of a booking by video meet, for as long as anybody does.
pub(super) fn keep_meeting(state: &SiteState, transaction: &Batch, act: &Act) -> Result<(), rusqlite::Error> {
    let Act::Meeting { booking, revision, place } = act else { return Ok(()) };
    let site = &state.config.id;
    match (place, state.bookings().booking(*booking)) {
        (Some(place), Some(known)) => {
            let day = state.coming().date(known.starts_at);
            transaction.keep_meeting(site, *booking, day, *revision, place)
        }
        _ => transaction.forget_meeting(site, *booking),
    }
}

/// What was sent ahead is kept for the same day, and for nobody once nobody comes.
pub(super) fn follow_with_uploads(
    state: &SiteState,
    transaction: &Batch,
    event: &calendar::Event,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    match event {
        calendar::Event::Rebooked { booking, starts_at, .. } => {
            transaction.move_uploads(site, *booking, state.coming().date(*starts_at))
        }
        calendar::Event::Cancelled { booking } | calendar::Event::Lapsed { booking } => {
            transaction.forget_uploads(site, *booking)
        }
        _ => Ok(()),
    }
}
