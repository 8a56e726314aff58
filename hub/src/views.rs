//! What others see of a site: the domain put into the words of `wire`.
//!
//! The only place that knows both. Nothing is decided here.

mod arranged;
mod bookings;
mod desk;
mod hall;

use std::collections::BTreeSet;

use calendar::Wish;
use calendar::wish::Channel;
use chrono::{DateTime, TimeDelta, Utc};
use queue::{State, Ticket, TicketId};
use wire::http::{IssuedTicket, Need, OfferedService, TicketState, TicketStatus, WhyClosed};
use wire::mqtt::{Board, CALLS_ON_SHOW_MAX, CallOnShow};
use wire::{Estimate, Hall, Text};

pub use arranged::*;
pub use bookings::*;
pub use desk::*;
pub use hall::*;

use crate::config::ServiceConfig;
use crate::desk::{SiteState, freed};

pub fn hall(state: &SiteState, now: DateTime<Utc>) -> Hall {
    match state.day.hall(now) {
        queue::HallState::NotYetOpen { opens_at } => Hall::NotYetOpen { opens_at },
        queue::HallState::Open { closes_at } => Hall::Open { closes_at },
        queue::HallState::LastCalls => Hall::LastCalls,
        queue::HallState::Closed => Hall::Closed,
    }
}

pub fn estimate(estimate: queue::Estimate) -> Estimate {
    // It was made just now, with whatever was in hand.
    crate::desk::is_at_leisure();
    let whole = |delta: TimeDelta| u32::try_from(delta.num_minutes()).unwrap_or(0);
    match estimate {
        queue::Estimate::Between { from, to } => {
            let started = if to.num_seconds() % 60 > 0 { 1 } else { 0 };
            Estimate::Minutes { from: whole(from), to: whole(to) + started }
        }
        queue::Estimate::NoCounterOpen => Estimate::NoCounterOpen,
        queue::Estimate::NotOpen => Estimate::Unknown,
    }
}

pub fn text(service: &ServiceConfig) -> Text {
    Text { de: service.name.clone(), other: service.names.clone() }
}

pub fn ticket_state(state: &State) -> TicketState {
    match state {
        // Whose remark is read, and who was sent away for a moment, is still to be called.
        State::Waiting | State::LookedAt { .. } | State::Parked { .. } => TicketState::Waiting,
        State::Called { .. } => TicketState::Called,
        State::Serving { .. } => TicketState::Serving,
        State::Missed { .. } => TicketState::Missed,
        State::Finished { .. } => TicketState::Finished,
        State::Left { .. } | State::MovedAway { .. } => TicketState::Left,
    }
}

/// What a kiosk can offer now.
pub fn offered_services(state: &SiteState, now: DateTime<Utc>) -> Vec<OfferedService> {
    let offered = |service: &ServiceConfig| OfferedService {
        id: service.id.clone(),
        name: text(service),
        words: service.words.clone(),
        zone: service.zone,
        waiting: state.day.waiting_in_zone(service.zone) as u32,
        estimate: estimate(state.day.estimate_for_new(&service.id, now)),
        closed: why_closed(state, &service.id, now),
        bookable: state.coming().offers(&Wish::of(&service.id, Channel::Kiosk)),
    };
    state.config.services.iter().map(offered).collect()
}

/// What some counter of the site has: whoever asks for anything else would wait in vain.
pub fn offered_needs(state: &SiteState) -> BTreeSet<Need> {
    let offered = state.config.counters.iter().flat_map(|counter| &counter.offers);
    offered.copied().filter(|need| queue_need(*need).is_some()).collect()
}

/// Why a kiosk would be refused a number for this, while the hall is open.
fn why_closed(state: &SiteState, service: &str, now: DateTime<Utc>) -> Option<WhyClosed> {
    if !hall(state, now).takes_visitors() {
        return None;
    }
    let visit = queue::Visit::to(service);
    let refused = state.day.decide(&queue::Command::Draw { visit, by: queue::DrawnBy::Kiosk }, now).err()?;
    Some(match refused {
        queue::Refusal::ContingentUsedUp | queue::Refusal::NumbersUsedUp { .. } => {
            WhyClosed::ContingentUsedUp
        }
        queue::Refusal::ZoneClosed { .. } => WhyClosed::ZoneClosed,
        queue::Refusal::TooLateToday => WhyClosed::TooLateToday,
        _ => WhyClosed::Other,
    })
}

/// A zone's wall: the last who were called, also when their visit is over. Whoever was out for a
/// moment sees that it was their turn.
pub fn board(state: &SiteState, zone: char, epoch: u64, now: DateTime<Utc>) -> Board {
    let shown = |ticket: &&Ticket| ticket.zone == zone && was_called(ticket);
    let mut called: Vec<&Ticket> = state.day.tickets().iter().filter(shown).collect();
    let newest = |ticket: &&Ticket| std::cmp::Reverse((ticket.last_called_at, ticket.id));
    // Who is awaited gives way to nobody.
    called.sort_by_key(|ticket| (!matches!(ticket.state, State::Called { .. }), newest(ticket)));
    called.truncate(CALLS_ON_SHOW_MAX);
    called.sort_by_key(newest);
    let services = state.config.services.iter().filter(|service| service.zone == zone);
    let estimates = services.map(|service| estimate(state.day.estimate_for_new(&service.id, now)));
    Board {
        service_day: state.day.date().filter(|_| state.day.is_open()),
        epoch,
        sequence: state.sequence,
        at: now,
        hall: hall(state, now),
        calls: called.into_iter().map(|ticket| call_on_show(state, ticket)).collect(),
        waiting: state.day.waiting_in_zone(zone) as u32,
        estimate: estimates.reduce(wider).unwrap_or(Estimate::Unknown),
        zone_name: state.config.zone(zone).map(|z| z.name.clone()).unwrap_or_default(),
        notice: state.notice(queue::Notice::Display).map(str::to_owned),
        emergency: state.notice(queue::Notice::Emergency).map(str::to_owned),
    }
}

/// The number that was called last in a zone, and how often again.
pub fn newest_call(state: &SiteState, zone: char) -> Option<(String, u32)> {
    let called = state.day.tickets().iter().filter(|ticket| ticket.zone == zone && was_called(ticket));
    let newest = called.max_by_key(|ticket| (ticket.last_called_at, ticket.id))?;
    Some((newest.number.to_string(), recalls(newest)))
}

/// In which the visitor with a number is called besides German.
pub fn language_of<'a>(state: &'a SiteState, number: &str) -> Option<&'a str> {
    let ticket = state.day.tickets().iter().find(|ticket| ticket.number.to_string() == number)?;
    state.language(ticket.id)
}

/// Whether the newest call is one to speak of: not that of a visit which was sent on, or put aside. Who
/// waits was called in vain, and nothing has happened since.
fn was_called(ticket: &Ticket) -> bool {
    match ticket.state {
        State::Waiting | State::LookedAt { .. } => ticket.locked_until.is_some(),
        State::Parked { .. } | State::MovedAway { .. } => false,
        _ => ticket.last_called_at.is_some(),
    }
}

/// The range that holds both: a wall speaks for all services of its zone.
fn wider(one: Estimate, other: Estimate) -> Estimate {
    match (one, other) {
        (Estimate::Minutes { from: a, to: b }, Estimate::Minutes { from: c, to: d }) => {
            Estimate::Minutes { from: a.min(c), to: b.max(d) }
        }
        (Estimate::Minutes { .. }, _) => one,
        _ => other,
    }
}

fn call_on_show(state: &SiteState, ticket: &Ticket) -> CallOnShow {
    CallOnShow {
        number: ticket.number.to_string(),
        counter: state.called_to(ticket.id).cloned().unwrap_or_default(),
        called_at: ticket.last_called_at.unwrap_or(ticket.arrived_at),
        recalls: recalls(ticket),
        awaited: matches!(ticket.state, State::Called { .. }),
        stays_seated: stays_seated(state, ticket.id),
    }
}

/// Whether its visitor asked to be fetched. Of all needs this one alone is told in the hall, because it is a
/// way of being called, and as long as the ticket alone.
pub fn stays_seated(state: &SiteState, id: TicketId) -> bool {
    state.day.needs(id).contains(queue::Need::Accompanied)
}

/// A ticket as its visitor gets it, with everything a slip needs.
pub fn issued(state: &SiteState, public_url: &str, id: TicketId, now: DateTime<Utc>) -> Option<IssuedTicket> {
    let ticket = state.day.find(id)?;
    let day = state.day.date()?;
    let zone = state.config.zone(ticket.zone)?;
    Some(IssuedTicket {
        number: ticket.number.to_string(),
        service_day: day,
        service: ticket.service.clone(),
        zone: zone.letter,
        zone_name: zone.name.clone(),
        zone_place: zone.place.clone(),
        drawn_at: ticket.arrived_at,
        appointment_at: ticket.appointment_at(),
        waiting_before: waiting_before(state, id, now),
        estimate: estimate_of(state, ticket, now),
        status_url: format!("{public_url}{}{}", wire::http::path::STATUS_PAGE, state.token(day, id)),
        short_code: crate::links::grouped(&state.code(day, id)),
        again: false,
        needs: needs(state.day.needs(id)),
    })
}

/// What the visitor's page shows.
pub fn status(state: &SiteState, id: TicketId, epoch: u64, now: DateTime<Utc>) -> Option<TicketStatus> {
    let ticket = state.day.find(id)?;
    let estimate = estimate_of(state, ticket, now);
    Some(TicketStatus {
        number: ticket.number.to_string(),
        state: ticket_state(&ticket.state),
        zone_name: state.config.zone(ticket.zone).map(|z| z.name.clone()).unwrap_or_default(),
        counter: ticket.counter().cloned(),
        stays_seated: stays_seated(state, id),
        waiting_before: waiting_before(state, id, now),
        estimate,
        appointment_at: ticket.appointment_at(),
        freed_at: freed_at(state, ticket, estimate, now),
        called_at: ticket.last_called_at.filter(|_| was_called(ticket)),
        at: now,
        moved_to: None,
        epoch,
        sequence: state.sequence,
    })
}

/// The first freed time that its visitor may have, unless they will be called before it anyway.
fn freed_at(
    state: &SiteState,
    ticket: &Ticket,
    estimate: Estimate,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let Estimate::Minutes { to, .. } = estimate else { return None };
    let first = freed::times_for(state, ticket, now).pop_first();
    first.filter(|at| *at <= now + TimeDelta::minutes(to.into()))
}

/// How many of its zone are called before this ticket, as things stand; nobody, once it is called.
fn waiting_before(state: &SiteState, id: TicketId, now: DateTime<Utc>) -> u32 {
    let zone = state.day.ticket(id).zone;
    if state.day.ticket(id).state != State::Waiting {
        return 0;
    }
    let before = state.day.order(None, now).into_iter().take_while(|place| place.ticket != id);
    before.filter(|place| state.day.ticket(place.ticket).zone == zone).count() as u32
}

fn estimate_of(state: &SiteState, ticket: &Ticket, now: DateTime<Utc>) -> Estimate {
    match ticket.state {
        State::Waiting => estimate(state.day.estimate(ticket.id, now)),
        _ => Estimate::Unknown,
    }
}

pub fn recalls(ticket: &Ticket) -> u32 {
    match ticket.state {
        State::Called { recalls, .. } => recalls,
        _ => 0,
    }
}
