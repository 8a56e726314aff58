//! Who takes over when a resource is not there, and what nobody can take over.
//!
//! Only told here: the hub carries it out, booking by booking with `Command::Move`, and tells the people.

use chrono::{DateTime, Utc};

use crate::bookings::{Absence, Booking, BookingId, Bookings, State};
use crate::local_day::LocalDay;
use crate::plan::{Plan, Resource, ResourceId};
use crate::presence::working;
use crate::wish::Remit;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Substitution {
    pub moves: Vec<Handover>,
    /// Nobody can take these over: the staff call these visitors.
    pub stuck: Vec<BookingId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    pub booking: BookingId,
    pub from: ResourceId,
    pub to: ResourceId,
}

/// What an absence does to the bookings that begin from `now` on, whether or not it has been reported
/// yet. The resource's deputies come first, in their order, then its colleagues of the same remit.
pub fn substitution(plan: &Plan, bookings: &Bookings, absence: &Absence, now: DateTime<Utc>) -> Substitution {
    let from = &absence.resource;
    let bookings = &*bookings.settled(now);
    let stand_ins = stand_ins(plan, from);
    let mut outcome = Substitution::default();
    // Bookings of one resource never overlap, so whoever takes one over stays free for the others.
    for booking in touched(bookings, absence, now) {
        match takers(plan, bookings, booking, from, &stand_ins).next() {
            Some(taker) => outcome.moves.push(taker),
            None => outcome.stuck.push(booking.id),
        }
    }
    outcome
}

/// Who could take a booking over as it stands, the better first: for each of its seats, whoever has time.
pub fn colleagues(plan: &Plan, bookings: &Bookings, booking: &Booking, now: DateTime<Utc>) -> Vec<Handover> {
    let waits = matches!(booking.state, State::Held { .. } | State::Unverified { .. } | State::Confirmed);
    if !waits || booking.ends_at <= now {
        return vec![];
    }
    let bookings = &*bookings.settled(now);
    let of_seat =
        |from: &ResourceId| takers(plan, bookings, booking, from, &stand_ins(plan, from)).collect::<Vec<_>>();
    booking.seats.iter().flat_map(|seat| of_seat(&seat.resource)).collect()
}

/// Of those who could stand in for `from`, whoever can take this booking.
fn takers<'a>(
    plan: &'a Plan,
    bookings: &'a Bookings,
    booking: &'a Booking,
    from: &'a ResourceId,
    stand_ins: &'a [&ResourceId],
) -> impl Iterator<Item = Handover> + 'a {
    let can =
        move |to: &&&ResourceId| can_serve(plan, booking, from, to) && is_free(plan, bookings, to, booking);
    let able = stand_ins.iter().filter(can);
    able.map(|to| Handover { booking: booking.id, from: from.clone(), to: (*to).clone() })
}

/// The bookings an absence is in the way of, by their time.
pub fn touched<'a>(bookings: &'a Bookings, absence: &Absence, now: DateTime<Utc>) -> Vec<&'a Booking> {
    let running = bookings.running(absence.from, absence.until);
    let is_touched = |booking: &&Booking| {
        let waits = !matches!(booking.state, State::CheckedIn | State::Missed);
        waits
            && booking.starts_at >= now
            && booking.seats.iter().any(|seat| seat.resource == absence.resource)
    };
    running.filter(is_touched).collect()
}

/// Whether `to` could stand in for `from` in this booking, if it had time.
pub(crate) fn can_serve(plan: &Plan, booking: &Booking, from: &str, to: &str) -> bool {
    let (Some(from), Some(stand_in)) = (plan.resources.get(from), plan.resources.get(to)) else {
        return false;
    };
    let is_deputy = from.deputies.iter().any(|deputy| deputy == to);
    let is_fit = stand_in.forms.as_ref().is_none_or(|forms| forms.contains(&booking.form));
    let has_skills = booking.matters.iter().all(|matter| {
        let Some(service) = plan.services.get(&matter.service) else { return false };
        let asked = service.needs.iter().filter(|need| need.pool == from.pool);
        asked.filter_map(|need| need.skill.as_ref()).all(|skill| stand_in.skills.contains(skill))
    });
    is_fit && has_skills && (is_deputy || is_colleague(from, stand_in))
}

/// Whether `to` works through all of the booking, and has nobody then.
pub(crate) fn is_free(plan: &Plan, bookings: &Bookings, to: &ResourceId, booking: &Booking) -> bool {
    let day = LocalDay::of(LocalDay::date_at(booking.starts_at, plan.zone), plan.zone);
    let visit = day.units(booking.starts_at, booking.ends_at);
    let works = visit.without(working(plan, bookings, to, &day)).is_empty();
    // The visit itself counts too: where it needs two clerks, one of them cannot stand in for the other.
    let mut visits = bookings.running(booking.starts_at, booking.ends_at);
    works && !visits.any(|visit| visit.seats.iter().any(|seat| seat.resource == *to))
}

/// Everybody who could stand in, the better first.
fn stand_ins<'a>(plan: &'a Plan, from: &ResourceId) -> Vec<&'a ResourceId> {
    let Some(resource) = plan.resources.get(from) else { return vec![] };
    let deputies = resource.deputies.iter().filter(|deputy| plan.resources.contains_key(*deputy));
    let colleagues = plan.resources.iter().filter(|(id, colleague)| {
        *id != from && is_colleague(resource, colleague) && !resource.deputies.contains(id)
    });
    deputies.chain(colleagues.map(|(id, _)| id)).collect()
}

/// Whose name or place it is, is not stored with a booking, so colleagues must be for the same ones.
fn is_colleague(from: &Resource, to: &Resource) -> bool {
    to.pool == from.pool && to.kind == from.kind && (to.remit == from.remit || to.remit == Remit::Everybody)
}
