//! Times of today that others gave up, and who of those that wait may have one.
//!
//! An offer is computed whenever somebody looks and is kept nowhere: whoever does not take it has lost
//! nothing, and nobody else waits for the answer. Taking one asks the very same question again, on the state
//! the committer has by then, so that what is offered can be had, and by the first alone. The seat is the
//! calendar's, so that nobody else's appointment begins a minute later for it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use calendar::bookings::Claim;
use calendar::plan::PoolId;
use calendar::wish::{Channel, Form, Matter};
use calendar::{Booking, Command, State, Wish};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{Arrival, Place, Ticket, TicketId};

use super::orders::not_queued;
use super::site_state::SiteState;
use super::{Coming, NotDone};
use crate::store::{Room, StoredAnswer};

/// An offer is read, a button is pressed, and then somebody stands up: nobody is offered what begins before
/// they could be called.
const TAKEN_BEFORE: TimeDelta = TimeDelta::minutes(2);
/// Who waits here wants to be served now. What is free later they find at the kiosk, like everybody.
const OFFERED_AHEAD: TimeDelta = TimeDelta::minutes(60);
/// A clerk gives away the next few; more would push the queue off the screen.
const OFFERS_MAX: usize = 3;
/// To whom: the first in line, and who comes after if they do not want it.
const TAKERS_MAX: usize = 3;

/// A time of today that a booking left, as far as it is still to come.
pub struct GivenUp<'a> {
    /// What was booked there first of all.
    pub service: &'a str,
    pub span: Range<DateTime<Utc>>,
    /// Of whose resources one is free again.
    pools: BTreeSet<&'a PoolId>,
}

/// A freed time, and those who wait that may have it, in the order of calling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub at: DateTime<Utc>,
    pub tickets: Vec<TicketId>,
}

/// By cancelling, by moving, or by not coming until the grace was over.
pub fn given_up(coming: &Coming, now: DateTime<Utc>) -> Vec<GivenUp<'_>> {
    let today = coming.date(now);
    let is_given_up = |booking: &&Booking| matches!(booking.state, State::Missed | State::Cancelled);
    let left = coming.on(today).filter(is_given_up).map(|booking| (booking, booking.starts_at));
    let left = left.chain(coming.moved_from(today));
    let in_person = left.filter(|(booking, _)| booking.form == Form::InPerson);
    let given_up = in_person.filter_map(|(booking, at)| {
        let span = at..at + (booking.ends_at - booking.starts_at);
        let pools = booking.seats.iter().map(|seat| &seat.pool).collect();
        (now < span.end).then_some(GivenUp { service: &booking.matters.first()?.service, span, pools })
    });
    given_up.collect()
}

/// The first time that is free for `wish` in each of these spans of a day.
pub fn firsts_within(
    coming: &Coming,
    wish: &Wish,
    day: NaiveDate,
    spans: &[&Range<DateTime<Utc>>],
    now: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let found = coming.free(wish, day, 1, now).unwrap_or_default();
    let slots = found.into_iter().flat_map(|day| day.slots.unwrap_or_default());
    let free: Vec<DateTime<Utc>> = slots.map(|slot| slot.starts_at).collect();
    spans.iter().filter_map(|span| free.iter().find(|at| span.contains(at)).copied()).collect()
}

/// The freed times that the visitor of this ticket may have.
pub fn times_for(state: &SiteState, ticket: &Ticket, now: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
    match may_take(state, ticket, now) {
        true => fitting(state.coming(), &given_up(state.coming(), now), &wish_of(ticket), now),
        false => BTreeSet::new(),
    }
}

/// The next of them with those who may have each; `order` are those who wait.
pub fn offers(state: &SiteState, order: &[Place], now: DateTime<Utc>) -> Vec<Offer> {
    let given_up = given_up(state.coming(), now);
    if given_up.is_empty() {
        return Vec::new();
    }
    // Most of a hall wait for the same few things.
    let mut known: Vec<(Wish, BTreeSet<DateTime<Utc>>)> = Vec::new();
    let mut takers: BTreeMap<DateTime<Utc>, Vec<TicketId>> = BTreeMap::new();
    let tickets = order.iter().map(|place| state.day.ticket(place.ticket));
    for ticket in tickets.filter(|ticket| may_take(state, ticket, now)) {
        let wish = wish_of(ticket);
        let n = known.iter().position(|(other, _)| *other == wish).unwrap_or_else(|| {
            let times = fitting(state.coming(), &given_up, &wish, now);
            known.push((wish, times));
            known.len() - 1
        });
        for at in &known[n].1 {
            takers.entry(*at).or_default().push(ticket.id);
        }
    }
    let offers = takers.into_iter().take(OFFERS_MAX);
    offers
        .map(|(at, tickets)| Offer { at, tickets: tickets.into_iter().take(TAKERS_MAX).collect() })
        .collect()
}

/// When what somebody gave up begins, if this ticket may have any of it; cheap, to be asked at every change.
pub fn glance(state: &SiteState, ticket: &Ticket, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let given_up = given_up(state.coming(), now);
    match !given_up.is_empty() && may_take(state, ticket, now) {
        true => given_up.into_iter().map(|given_up| given_up.span.start).collect(),
        false => Vec::new(),
    }
}

/// A walk-in takes a time: it is booked, its visitor is here, and the ticket has it.
pub(super) fn take(
    state: &SiteState,
    id: TicketId,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(Vec<Room>, Option<StoredAnswer>), NotDone> {
    let booking = state.next_booking();
    if let (Some(ticket), Some(day)) = (state.day.find(id), state.day.date())
        && ticket.took == Some(at)
    {
        return Ok((vec![], Some(StoredAnswer::Ticket { day, ticket: id.0, again: true })));
    }
    let command = queue::Command::TakeTime { ticket: id, at, booking: Some(booking.0) };
    let taken = state.day.decide(&command, now).map_err(|refusal| not_queued(&refusal))?;
    let ticket = state.day.ticket(id);
    if !times_for(state, ticket, now).contains(&at) {
        return Err(NotDone::of_calendar(&calendar::Refusal::Taken));
    }
    let claim = Command::Claim { booking, wish: wish_of(ticket), starts_at: at, claim: Claim::Here };
    let booked = state.coming().decide(&claim, now).map_err(|refusal| NotDone::of_calendar(&refusal))?;
    Ok((booked.into_iter().map(Room::Calendar).chain(taken.into_iter().map(Room::Queue)).collect(), None))
}

/// Somebody who waits, came without an appointment, is there, and could be called by a counter that is open.
fn may_take(state: &SiteState, ticket: &Ticket, now: DateTime<Utc>) -> bool {
    let is_absent = ticket.locked_until.is_some_and(|until| until > now);
    let is_without = ticket.arrival == Arrival::WalkIn && ticket.took.is_none();
    let waits = ticket.state == queue::State::Waiting && is_without && !is_absent;
    waits && state.day.is_open() && !state.day.counters_for(ticket.id).is_empty()
}

/// What the visitor waits for, as the infopoint would book it for somebody who stands there: no lead time
/// keeps out who is here already.
fn wish_of(ticket: &Ticket) -> Wish {
    // More persons than a booking takes are refused there.
    let persons = u16::try_from(ticket.persons).unwrap_or(u16::MAX);
    let matters = ticket.services().map(|service| Matter { service: service.clone(), persons });
    Wish { matters: matters.collect(), ..Wish::of(&ticket.service, Channel::Infopoint) }
}

fn fitting(
    coming: &Coming,
    given_up: &[GivenUp],
    wish: &Wish,
    now: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let needs = wish.matters.iter().filter_map(|matter| coming.plan().services.get(&matter.service));
    let needed: BTreeSet<&PoolId> = needs.flat_map(|service| &service.needs).map(|need| &need.pool).collect();
    let (from, until) = (now + TAKEN_BEFORE, now + OFFERED_AHEAD);
    let spans = given_up.iter().filter(|given_up| !given_up.pools.is_disjoint(&needed));
    let spans: Vec<Range<DateTime<Utc>>> =
        spans.map(|given_up| given_up.span.start.max(from)..given_up.span.end.min(until)).collect();
    match spans.iter().any(|span| !span.is_empty()) {
        true => firsts_within(coming, wish, coming.date(now), &spans.iter().collect::<Vec<_>>(), now),
        false => BTreeSet::new(),
    }
}
