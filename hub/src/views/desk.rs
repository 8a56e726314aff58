//! What clerks, the infopoint and the supervisor see.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use queue::{State, Ticket, TicketId};
use wire::http::{
    DeskQueue, DeskTicket, Due, FreedTime, LastStep, MovedTo, Need, Priority, Reason, Stage, Step,
};

use super::{recalls, ticket_state};
use crate::desk::SiteState;
use crate::desk::freed::{self, Offer};

/// So many of the parked, missed and finished are shown: a clerk looks for one of the last hour.
pub const PAST_ROWS_MAX: usize = 30;
/// Those of the next hours in a large hall.
const EXPECTED_ROWS_MAX: usize = 60;

pub fn reason(reason: queue::Reason) -> Reason {
    match reason {
        queue::Reason::Appointment { at } => Reason::Appointment { at },
        queue::Reason::FreedTime { at } => Reason::FreedTime { at },
        queue::Reason::AppointmentLate { minutes } => Reason::AppointmentLate { minutes },
        queue::Reason::AppointmentDelayed { minutes } => Reason::AppointmentDelayed { minutes },
        queue::Reason::AppointmentEarly { at } => Reason::AppointmentEarly { at },
        queue::Reason::Waiting { minutes } => Reason::Waiting { minutes },
        queue::Reason::WalkInsTurn { minutes } => Reason::WalkInsTurn { minutes },
        queue::Reason::Preferred { minutes } => Reason::Preferred { minutes },
        queue::Reason::AppointmentTooLate { minutes } => Reason::AppointmentTooLate { minutes },
        queue::Reason::Absent { until } => Reason::Absent { until },
        queue::Reason::Chosen => Reason::Chosen,
    }
}

pub fn priority(priority: queue::Priority) -> Priority {
    match priority {
        queue::Priority::High => Priority::High,
        queue::Priority::Normal => Priority::Normal,
        queue::Priority::Low => Priority::Low,
    }
}

pub fn queue_priority(priority: Priority) -> queue::Priority {
    match priority {
        Priority::High => queue::Priority::High,
        Priority::Normal => queue::Priority::Normal,
        Priority::Low => queue::Priority::Low,
    }
}

/// What the queue knows of it; nothing, if it is of a newer program.
pub fn queue_need(need: Need) -> Option<queue::Need> {
    Some(match need {
        Need::StepFree => queue::Need::StepFree,
        Need::HearingLoop => queue::Need::HearingLoop,
        Need::SignLanguage => queue::Need::SignLanguage,
        Need::Interpreter => queue::Need::Interpreter,
        Need::QuietRoom => queue::Need::QuietRoom,
        Need::Accompanied => queue::Need::Accompanied,
        Need::Unknown => return None,
    })
}

pub fn queue_needs(needs: &BTreeSet<Need>) -> queue::Needs {
    needs.iter().filter_map(|need| queue_need(*need)).collect()
}

pub fn needs(needs: queue::Needs) -> BTreeSet<Need> {
    Need::ALL.into_iter().filter(|need| queue_need(*need).is_some_and(|need| needs.contains(need))).collect()
}

/// The queue as a clerk sees it; at a counter, those whom this counter may serve, in its own order.
pub fn desk_queue(state: &SiteState, counter: Option<&str>, epoch: u64, now: DateTime<Utc>) -> DeskQueue {
    let order = state.day.order(counter.map(String::from).as_ref(), now);
    let waiting = order.iter().map(|place| DeskTicket {
        // A counter's own list has nobody whom it may not call.
        only_counters: if counter.is_none() { only_counters(state, place.ticket) } else { None },
        ..waiting(state, place)
    });
    let tickets = || state.day.tickets().iter();
    let mut called: Vec<&Ticket> = tickets().filter(|t| t.counter().is_some()).collect();
    called.sort_by_key(|ticket| std::cmp::Reverse((ticket.last_called_at, ticket.id)));
    let looked_at = tickets().filter(|t| matches!(t.state, State::LookedAt { .. }));
    let newest = |of: &dyn Fn(&State) -> Option<DateTime<Utc>>| -> Vec<DeskTicket> {
        let mut found: Vec<_> = tickets().filter_map(|t| Some((of(&t.state)?, t))).collect();
        found.sort_by_key(|(at, ticket)| std::cmp::Reverse((*at, ticket.id)));
        found.into_iter().take(PAST_ROWS_MAX).map(|(_, ticket)| desk_ticket(state, ticket)).collect()
    };
    DeskQueue {
        service_day: state.day.date().filter(|_| state.day.is_open()),
        epoch,
        sequence: state.sequence,
        at: now,
        waiting: waiting.collect(),
        called: called.into_iter().map(|ticket| with_remark(state, ticket, counter)).collect(),
        looked_at: looked_at.map(|ticket| with_remark(state, ticket, counter)).collect(),
        parked: newest(&|state| match state {
            State::Parked { at, .. } => Some(*at),
            _ => None,
        }),
        missed: newest(&|state| match state {
            State::Missed { at } => Some(*at),
            _ => None,
        }),
        finished: newest(&|state| match state {
            State::Finished { at } => Some(*at),
            _ => None,
        }),
        last_step: counter.and_then(|counter| last_step(state, counter, now)),
        freed: freed::offers(state, &order, now).into_iter().map(|offer| freed_time(state, offer)).collect(),
        unserved: unserved(state),
    }
}

/// A counter's own list has none of them, and they would wait unseen until the doors close.
fn unserved(state: &SiteState) -> Vec<DeskTicket> {
    let is_stuck = |ticket: &&Ticket| {
        ticket.state == State::Waiting
            && state.day.needs(ticket.id) != queue::Needs::NONE
            && state.day.counters_for(ticket.id).is_empty()
    };
    // Before the first counter opens, everybody waits for one.
    let all = if state.day.counters().is_empty() { &[] } else { state.day.tickets() };
    let stuck = all.iter().filter(is_stuck).take(PAST_ROWS_MAX);
    stuck.map(|ticket| desk_ticket(state, ticket)).collect()
}

fn freed_time(state: &SiteState, offer: Offer) -> FreedTime {
    let number = |ticket: TicketId| state.day.ticket(ticket).number.to_string();
    FreedTime { at: offer.at, numbers: offer.tickets.into_iter().map(number).collect() }
}

/// The booking that the visitor at a counter came with.
pub fn booking_at(state: &SiteState, counter: &str) -> Option<calendar::BookingId> {
    let is_here = |ticket: &&Ticket| ticket.held_at().is_some_and(|at| at == counter);
    state.day.tickets().iter().find(is_here)?.booking.map(calendar::BookingId)
}

/// A ticket in its place, with why it is there.
fn waiting(state: &SiteState, place: &queue::Place) -> DeskTicket {
    let minutes = |delta: TimeDelta| delta.num_minutes();
    DeskTicket {
        reason: Some(reason(place.reason)),
        due: Some(Due {
            at: place.due.at,
            target_minutes: place.due.target.and_then(|target| u32::try_from(minutes(target)).ok()),
            moved_minutes: i32::try_from(minutes(place.due.moved)).unwrap_or(0),
        }),
        overtaken_by: place.overtaken_by.map(|other| state.day.ticket(other).number.to_string()),
        ..desk_ticket(state, state.day.ticket(place.ticket))
    }
}

/// The open counters that may call a ticket, where these are not all.
fn only_counters(state: &SiteState, ticket: queue::TicketId) -> Option<Vec<String>> {
    let by = state.day.counters_for(ticket);
    (by.len() < state.day.counters().len()).then_some(by)
}

fn last_step(state: &SiteState, counter: &str, now: DateTime<Utc>) -> Option<LastStep> {
    let counter = counter.to_owned();
    let (ticket, step, until) = state.day.last_step(&counter)?;
    // Whether it can still be undone only the queue knows.
    state.day.decide(&queue::Command::Undo { counter }, now).ok()?;
    let step = match step {
        queue::Step::Call => Step::Call,
        queue::Step::NoShow => Step::NoShow,
        queue::Step::Finish => Step::Finish,
        queue::Step::Park => Step::Park,
        queue::Step::Transfer => Step::Transfer,
    };
    let ticket = state.day.ticket(ticket);
    Some(LastStep { number: ticket.number.to_string(), step, until, moved_to: moved_to(ticket) })
}

/// Who knows the other sites puts in the name of the office.
fn moved_to(ticket: &Ticket) -> Option<MovedTo> {
    let queue::Elsewhere { site, number, .. } = ticket.moved_to()?;
    Some(MovedTo { site: site.clone(), office: site.clone(), number: number.to_string() })
}

/// What a remark says is for the counter that has the ticket, and nobody else.
fn with_remark(state: &SiteState, ticket: &Ticket, counter: Option<&str>) -> DeskTicket {
    let is_here = counter.is_some() && ticket.held_at().map(String::as_str) == counter;
    let remark = is_here.then(|| state.note(ticket.id)).flatten().map(str::to_owned);
    DeskTicket { remark, ..desk_ticket(state, ticket) }
}

pub fn desk_ticket(state: &SiteState, ticket: &Ticket) -> DeskTicket {
    let since = match ticket.state {
        State::Waiting | State::LookedAt { .. } => ticket.arrived_at,
        State::Called { at, .. } => at,
        State::Serving { since, .. } => since,
        State::Parked { at, .. } | State::Missed { at } | State::Finished { at } => at,
        State::Left { at } | State::MovedAway { at, .. } => at,
    };
    let course = state.courses.get(&ticket.id);
    let counter = match &ticket.state {
        State::LookedAt { counter, .. } | State::Parked { counter, .. } => Some(counter),
        State::Finished { .. } => course.and_then(|course| course.counter.as_ref()),
        _ => ticket.counter(),
    };
    let seconds = |delta: TimeDelta| u32::try_from(delta.num_seconds()).unwrap_or(0);
    DeskTicket {
        number: ticket.number.to_string(),
        service: ticket.service.clone(),
        state: ticket_state(&ticket.state),
        counter: counter.cloned(),
        since,
        recalls: recalls(ticket),
        reason: None,
        due: None,
        overtaken_by: None,
        only_counters: None,
        stage: stage(&ticket.state),
        zone: Some(ticket.zone),
        further: ticket.further.clone(),
        persons: ticket.persons,
        priority: priority(ticket.priority),
        has_remark: ticket.has_remark,
        remark: None,
        needs: needs(state.day.needs(ticket.id)),
        arrived_at: Some(ticket.arrived_at),
        appointment_at: ticket.appointment_at(),
        locked_until: ticket.locked_until.filter(|_| ticket.state == State::Waiting),
        no_shows: ticket.no_shows,
        overtaken: ticket.overtaken,
        wait_seconds: ticket.first_called_at.map(|at| seconds(at - ticket.arrived_at)),
        walk_seconds: course.and_then(|course| course.walk()).map(seconds),
        service_seconds: course.and_then(|course| course.service()).map(seconds),
        usual_seconds_max: usual_max(state, ticket).map(seconds),
        performed: course.map(|course| course.performed.clone()).unwrap_or_default(),
        moved_to: moved_to(ticket),
    }
}

fn stage(state: &State) -> Stage {
    match state {
        State::Waiting => Stage::Waiting,
        State::LookedAt { .. } => Stage::LookedAt,
        State::Called { .. } => Stage::Called,
        State::Serving { .. } => Stage::Serving,
        State::Parked { .. } => Stage::Parked,
        State::Missed { .. } => Stage::Missed,
        State::Finished { .. } => Stage::Finished,
        State::Left { .. } | State::MovedAway { .. } => Stage::Left,
    }
}

/// Where a ticket can be sent, with what awaits its visitor there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destinations {
    pub services: Vec<Destination>,
    pub zones: Vec<Destination>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Of a service its id, of a zone its letter.
    pub id: String,
    pub name: String,
    pub waiting: u32,
    pub estimate: wire::Estimate,
    pub is_closed: bool,
}

pub fn destinations(state: &SiteState, now: DateTime<Utc>) -> Destinations {
    let waiting = |zone| state.day.waiting_in_zone(zone) as u32;
    let services = state.config.services.iter().map(|service| Destination {
        id: service.id.clone(),
        name: service.name.clone(),
        waiting: waiting(service.zone),
        estimate: super::estimate(state.day.estimate_for_new(&service.id, now)),
        is_closed: state.day.is_zone_closed(service.zone),
    });
    let zones = state.config.zones.iter().map(|zone| Destination {
        id: zone.letter.to_string(),
        name: zone.name.clone(),
        waiting: waiting(zone.letter),
        estimate: wire::Estimate::Unknown,
        is_closed: state.day.is_zone_closed(zone.letter),
    });
    Destinations { services: services.collect(), zones: zones.collect() }
}

/// What another site of the hub takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSite {
    pub id: String,
    pub office: String,
    pub services: Vec<Destination>,
}

/// Without estimates: a county has hundreds of services, and each would be simulated.
pub fn elsewhere(state: &SiteState) -> OtherSite {
    let services = state.config.services.iter().map(|service| Destination {
        id: service.id.clone(),
        name: service.name.clone(),
        waiting: state.day.waiting_in_zone(service.zone) as u32,
        estimate: wire::Estimate::Unknown,
        is_closed: !state.day.is_open() || state.day.is_zone_closed(service.zone),
    });
    OtherSite {
        id: state.config.id.clone(),
        office: state.config.office.clone(),
        services: services.collect(),
    }
}

/// A booking of the service day whose visitor has not come yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedBooking {
    pub code: String,
    pub service: String,
    pub at: DateTime<Utc>,
}

/// By time. More than a page holds are cut at the end: they come later.
pub fn expected(state: &SiteState) -> Vec<ExpectedBooking> {
    let row = |booking: &calendar::Booking| ExpectedBooking {
        code: state.booking_code(booking.id),
        service: crate::desk::first_service(booking),
        at: booking.starts_at,
    };
    state.expected().take(EXPECTED_ROWS_MAX).map(row).collect()
}

/// Nine of ten visits of this kind take no longer, by the catalogue; each further person adds to it.
fn usual_max(state: &SiteState, ticket: &Ticket) -> Option<TimeDelta> {
    let rules = state.day.rules();
    let of = |service: &String| Some(rules.services.get(service)?.time_p90);
    let one: TimeDelta = ticket.services().filter_map(of).sum();
    let percent = 100 + (ticket.persons - 1) * rules.order.further_person_percent;
    (one > TimeDelta::zero()).then(|| one * percent as i32 / 100)
}
