//! The whole hall at a glance, for the supervisor.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use queue::{ContingentOf, State, Ticket};
use wire::Estimate;
use wire::http::DeskTicket;

use super::{desk_ticket, estimate};
use crate::config::{CounterConfig, ServiceConfig, ZoneConfig};
use crate::desk::SiteState;

#[derive(Debug, Clone, PartialEq)]
pub struct HallOverview {
    pub zones: Vec<ZoneRow>,
    pub services: Vec<ServiceRow>,
    pub counters: Vec<CounterRow>,
    /// So many counters the estimate assumes, if not those that are open.
    pub ghost_counters: Option<u32>,
    /// Tickets that were overtaken by somebody who came later, and the most times of one of them.
    pub overtaken: u32,
    pub overtaken_most: u32,
    pub today: Today,
    pub waits: Vec<Wait>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ZoneRow {
    pub letter: char,
    pub name: String,
    pub waiting: u32,
    pub longest_wait_minutes: Option<u32>,
    pub is_closed: bool,
    /// Numbers given to walk-ins, and how many there are; today's own limit may be another than planned.
    pub drawn: u32,
    pub contingent: Option<u32>,
    pub is_of_today: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ServiceRow {
    pub name: String,
    pub zone: char,
    pub waiting: u32,
    pub longest_wait_minutes: Option<u32>,
    pub target_minutes: u32,
    pub estimate: Estimate,
    pub drawn: u32,
    pub contingent: Option<u32>,
    pub is_of_today: bool,
    pub id: String,
    /// Minutes to the first call of everybody who was called today, from their arrival or the time of their
    /// booking; the newest is last.
    pub waits: Vec<u32>,
    /// Minutes so far of everybody who waits now.
    pub waits_now: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CounterRow {
    pub id: String,
    pub is_open: bool,
    pub ticket: Option<DeskTicket>,
    /// Since when it is free although somebody waits whom it may call.
    pub idle_since: Option<DateTime<Utc>>,
    /// What it may serve today, where that is not everything.
    pub services: Option<Vec<String>>,
    /// That is less than it can.
    pub is_assigned: bool,
}

/// What is otherwise today than the site has planned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Today {
    pub opens_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub closes_early: bool,
    pub on_kiosks: Option<String>,
    pub on_displays: Option<String>,
    /// What the displays show instead of everything else.
    pub in_emergency: Option<String>,
}

/// One wait of today, from arrival to the first call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Of the call, in minutes of the local day.
    pub called_minute: u32,
    pub minutes: u32,
    pub target_minutes: u32,
}

pub fn hall_overview(state: &SiteState, now: DateTime<Utc>) -> HallOverview {
    let tickets = state.day.tickets();
    HallOverview {
        zones: state.config.zones.iter().map(|zone| zone_row(state, zone, now)).collect(),
        services: state.config.services.iter().map(|service| service_row(state, service, now)).collect(),
        counters: state.config.counters.iter().map(|counter| counter_row(state, counter, now)).collect(),
        ghost_counters: state.day.ghost_counters(),
        overtaken: tickets.iter().filter(|ticket| ticket.overtaken > 0).count() as u32,
        overtaken_most: tickets.iter().map(|ticket| ticket.overtaken).max().unwrap_or(0),
        today: today(state),
        waits: tickets.iter().filter_map(|ticket| wait(state, ticket)).collect(),
    }
}

fn zone_row(state: &SiteState, zone: &ZoneConfig, now: DateTime<Utc>) -> ZoneRow {
    let here = |ticket: &&Ticket| ticket.zone == zone.letter;
    let of = ContingentOf::Zone(zone.letter);
    ZoneRow {
        letter: zone.letter,
        name: zone.name.clone(),
        waiting: waiting(state).filter(here).count() as u32,
        longest_wait_minutes: waiting(state)
            .filter(here)
            .map(|ticket| minutes(now - waits_since(ticket)))
            .max(),
        is_closed: state.day.is_zone_closed(zone.letter),
        drawn: state.day.given(&of),
        contingent: state.day.contingent(&of),
        is_of_today: state.day.is_contingent_of_today(&of),
    }
}

fn service_row(state: &SiteState, service: &ServiceConfig, now: DateTime<Utc>) -> ServiceRow {
    let for_it = |ticket: &&Ticket| ticket.service == service.id;
    let waits_now: Vec<u32> =
        waiting(state).filter(for_it).map(|ticket| minutes(now - waits_since(ticket))).collect();
    let of = ContingentOf::Service(service.id.clone());
    let called = state
        .day
        .tickets()
        .iter()
        .filter(for_it)
        .filter_map(|ticket| Some((ticket.first_called_at?, ticket)));
    let mut called: Vec<(DateTime<Utc>, &Ticket)> = called.collect();
    called.sort_by_key(|(at, ticket)| (*at, ticket.id));
    ServiceRow {
        name: service.name.clone(),
        zone: service.zone,
        waiting: waits_now.len() as u32,
        longest_wait_minutes: waits_now.iter().copied().max(),
        target_minutes: service.target_wait_minutes,
        estimate: estimate(state.day.estimate_for_new(&service.id, now)),
        drawn: state.day.given(&of),
        contingent: state.day.contingent(&of),
        is_of_today: state.day.is_contingent_of_today(&of),
        id: service.id.clone(),
        waits: called.into_iter().map(|(at, ticket)| minutes(at - waits_since(ticket))).collect(),
        waits_now,
    }
}

fn counter_row(state: &SiteState, counter: &CounterConfig, now: DateTime<Utc>) -> CounterRow {
    let assigned = state.day.assigned(&counter.id);
    let can = |id: &String| counter.services.as_ref().is_none_or(|services| services.contains(id));
    let takes = |id: &String| can(id) && assigned.is_none_or(|assigned| assigned.contains(id));
    let is_special = counter.services.is_some() || assigned.is_some();
    let services = state.config.services.iter().filter(|service| takes(&service.id));
    let held = state.day.counters().get(&counter.id);
    CounterRow {
        id: counter.id.clone(),
        is_open: held.is_some(),
        idle_since: idle_since(state, &counter.id, now),
        ticket: held.copied().flatten().map(|id| desk_ticket(state, state.day.ticket(id))),
        services: is_special.then(|| services.map(|service| service.name.clone()).collect()),
        is_assigned: assigned.is_some(),
    }
}

fn idle_since(state: &SiteState, counter: &String, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let next = state.day.next(counter, now)?;
    let free_since = state.day.free_since(counter)?;
    Some(free_since.max(state.day.ticket(next.ticket).arrived_at))
}

fn wait(state: &SiteState, ticket: &Ticket) -> Option<Wait> {
    let called = ticket.first_called_at?.with_timezone(&state.config.time_zone);
    let service = state.config.services.iter().find(|service| service.id == ticket.service)?;
    Some(Wait {
        called_minute: called.hour() * 60 + called.minute(),
        minutes: minutes(ticket.first_called_at? - waits_since(ticket)),
        target_minutes: service.target_wait_minutes,
    })
}

fn waiting(state: &SiteState) -> impl Iterator<Item = &Ticket> {
    let waits = |ticket: &&Ticket| matches!(ticket.state, State::Waiting | State::LookedAt { .. });
    state.day.tickets().iter().filter(waits)
}

/// Whoever comes early for an appointment waits for it, and not for us.
fn waits_since(ticket: &Ticket) -> DateTime<Utc> {
    ticket.arrival.booked_at().map_or(ticket.arrived_at, |booked_at| booked_at.max(ticket.arrived_at))
}

fn today(state: &SiteState) -> Today {
    let (hours, said) = (state.day.hours(), |place| state.notice(place).map(str::to_owned));
    Today {
        opens_at: hours.first().map(|hours| hours.opens_at),
        closes_at: hours.last().map(|hours| hours.closes_at),
        closes_early: state.day.closes_early().is_some(),
        on_kiosks: said(queue::Notice::Kiosk),
        on_displays: said(queue::Notice::Display),
        in_emergency: said(queue::Notice::Emergency),
    }
}

fn minutes(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or(0)
}
