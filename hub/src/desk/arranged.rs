//! What orders about bookings come to beyond the calendar: who may have one more, how a booking becomes a
//! ticket, and the rows that lie beside its events.

use calendar::wish::{Channel, Form};
use calendar::{Booking, BookingId, Command};
use chrono::{DateTime, Utc};

use super::codes::calendar_code;
use super::orders::{Decided, not_queued, refused};
use super::site_state::SiteState;
use super::{Act, NotDone, Order};
use crate::store::{Batch, Room, StoredAnswer};

/// A citizen who has open bookings of this kind already gets none; whoever reads the mail of that address is
/// told of the one there is, and nobody else.
pub(super) fn asked_again(
    state: &SiteState,
    transaction: &Batch,
    order: &Order,
    now: DateTime<Utc>,
) -> Result<Option<Decided>, rusqlite::Error> {
    let Act::Book { wish, contact: Some(contact), .. } = &order.act else { return Ok(None) };
    let Some(mail) = contact.mail.as_ref().filter(|_| wish.channel == Channel::Online) else {
        return Ok(None);
    };
    let bookings = state.bookings();
    let is_alike = |booking: &Booking| {
        booking.matters.iter().any(|known| wish.matters.iter().any(|matter| matter.service == known.service))
    };
    let open = transaction.bookings_of(&order.site, mail)?;
    let open = open.into_iter().filter(|id| bookings.is_open(*id, now));
    let mut open: Vec<&Booking> = open.filter_map(|id| bookings.booking(id)).collect();
    open.retain(|booking| is_alike(booking));
    let Some(first) = open.iter().min_by_key(|booking| booking.starts_at) else { return Ok(None) };
    if open.len() < usize::from(state.config.bookings_per_address) {
        return Ok(None);
    }
    let refused = calendar::Refusal::AskedAgain;
    let (code, detail) = (calendar_code(&refused).to_owned(), refused.to_string());
    let told = state.coming().decide(&Command::AskAgain { booking: first.id }, now);
    let told = told.unwrap_or_default().into_iter().map(|event| (order.site.clone(), Room::Calendar(event)));
    Ok(Some(Ok((told.collect(), Some(StoredAnswer::Refused { code, detail })))))
}

/// A booking becomes a ticket, or is one already.
pub(super) fn check_in(
    state: &SiteState,
    id: BookingId,
    now: DateTime<Utc>,
) -> Result<(Vec<Room>, Option<StoredAnswer>), NotDone> {
    if let Some(ticket) = state.ticket_of_booking(id) {
        let ticket_now = state.day.ticket(ticket);
        if !ticket_now.is_alive() {
            let moved = queue::Refusal::MovedOn { number: ticket_now.number, state: ticket_now.state.name() };
            return Err(refused("moved-on", &moved.to_string()));
        }
        let day = state.day.date().expect("a ticket is of a day");
        return Ok((vec![], Some(StoredAnswer::Ticket { day, ticket: ticket.0, again: true })));
    }
    let coming = state.coming();
    // Whom a clerk calls stands in no hall, and a number on the wall would call nobody.
    if coming.bookings().booking(id).is_some_and(|booking| booking.form != Form::InPerson) {
        return Err(refused("not-in-person", "this booking is by telephone or video"));
    }
    let checked_in = coming
        .decide(&Command::CheckIn { booking: id }, now)
        .map_err(|refusal| NotDone::of_calendar(&refusal))?;
    let booking = coming.bookings().booking(id).expect("it can check in, so it exists");
    if checked_in.is_empty() {
        return Err(NotDone::of_calendar(&calendar::Refusal::CheckedIn));
    }
    let date = coming.date(booking.starts_at);
    if state.day.date() != Some(date) {
        return Err(refused("another-day", &format!("this booking is for {date}")));
    }
    let command =
        queue::Command::CheckIn { visit: visit(booking), booked_at: booking.starts_at, booking: Some(id.0) };
    let drawn = state.day.decide(&command, now).map_err(|refusal| not_queued(&refusal))?;
    let drawn = drawn.into_iter().map(Room::Queue);
    Ok((checked_in.into_iter().map(Room::Calendar).chain(drawn).collect(), None))
}

/// What the visitor of a booking comes for, in the words of the queue.
fn visit(booking: &Booking) -> queue::Visit {
    let mut services: Vec<queue::ServiceId> = Vec::new();
    for matter in &booking.matters {
        if !services.contains(&matter.service) {
            services.push(matter.service.clone());
        }
    }
    let service = services.remove(0);
    let persons = booking.matters.iter().map(|matter| u32::from(matter.persons)).max().unwrap_or(1);
    queue::Visit { further: services, persons, ..queue::Visit::to(service) }
}

/// Whoever has not come by the end of the open day has missed it.
pub(super) fn missed_by_the_end(
    state: &SiteState,
    now: DateTime<Utc>,
) -> impl Iterator<Item = calendar::Event> + use<> {
    let date = state.day.date().filter(|_| state.day.is_open());
    let missed = date.and_then(|date| state.coming().decide(&Command::CloseDay { date }, now).ok());
    missed.unwrap_or_default().into_iter()
}

/// Keeps the rows of seats that are taken: by their key no two bookings have the same.
pub(super) fn claim(
    state: &SiteState,
    transaction: &Batch,
    event: &calendar::Event,
) -> Result<(), rusqlite::Error> {
    use calendar::Event::*;
    let site = &state.config.id;
    match event {
        Claimed { booking, starts_at, ends_at, seats, .. } => {
            transaction.claim(site, seats, calendar::units(*starts_at, *ends_at), *booking)
        }
        Rebooked { booking, starts_at, ends_at, seats } => {
            transaction.release(site, *booking)?;
            transaction.claim(site, seats, calendar::units(*starts_at, *ends_at), *booking)
        }
        Moved { booking, from, to } => transaction.hand_over(site, *booking, from, &to.resource),
        Cancelled { booking } | Lapsed { booking } => transaction.release(site, *booking),
        Missed { booking } => transaction.release(site, *booking),
        Awaited { booking } => match state.bookings().booking(*booking) {
            None => Ok(()),
            Some(again) => {
                // A hub of before kept the seats of who had missed theirs.
                transaction.release(site, again.id)?;
                let units = calendar::units(again.starts_at, again.ends_at);
                transaction.claim(site, &again.seats, units, again.id)
            }
        },
        // Nobody can book what is over.
        PastForgotten { before } => transaction.forget_claims(site, calendar::Unit::running(*before)),
        Submitted { .. } | Confirmed { .. } | CheckedIn { .. } | AskedAgain { .. } => Ok(()),
        Absent { .. } | Returned { .. } => Ok(()),
    }
}

/// Who booked is kept for the day of the visit, whichever that is by now.
pub(super) fn follow_with_contact(
    state: &SiteState,
    transaction: &Batch,
    event: &calendar::Event,
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
