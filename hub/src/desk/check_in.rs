//! A booking becomes a ticket of today's queue.

use calendar::wish::Form;
use calendar::{Booking, BookingId, Command};
use chrono::{DateTime, Utc};

use super::NotDone;
use super::orders::{not_queued, refused};
use super::site_state::SiteState;
use crate::store::{Room, StoredAnswer};

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
