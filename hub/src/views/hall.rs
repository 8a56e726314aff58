//! The whole hall at a glance, for the supervisor.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use queue::{Arrival, State, Ticket};
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
    pub waits: Vec<Wait>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ZoneRow {
    pub letter: char,
    pub name: String,
    pub waiting: u32,
    pub longest_wait_minutes: Option<u32>,
    pub is_closed: bool,
    /// Numbers given to walk-ins, and how many there are.
    pub drawn: u32,
    pub contingent: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ServiceRow {
    pub name: String,
    pub waiting: u32,
    pub longest_wait_minutes: Option<u32>,
    pub target_minutes: u32,
    pub estimate: Estimate,
    pub drawn: u32,
    pub contingent: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CounterRow {
    pub id: String,
    pub is_open: bool,
    pub ticket: Option<DeskTicket>,
    /// Since when it is free although somebody waits whom it may call.
    pub idle_since: Option<DateTime<Utc>>,
    /// What it may serve, where that is not everything.
    pub services: Option<Vec<String>>,
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
        waits: tickets.iter().filter_map(|ticket| wait(state, ticket)).collect(),
    }
}

fn zone_row(state: &SiteState, zone: &ZoneConfig, now: DateTime<Utc>) -> ZoneRow {
    let here = |ticket: &&Ticket| ticket.zone == zone.letter;
    ZoneRow {
        letter: zone.letter,
        name: zone.name.clone(),
        waiting: waiting(state).filter(here).count() as u32,
        longest_wait_minutes: waiting(state)
            .filter(here)
            .map(|ticket| minutes(now - ticket.arrived_at))
            .max(),
        is_closed: state.day.is_zone_closed(zone.letter),
        drawn: walk_ins(state).filter(|ticket| ticket.number.zone == zone.letter).count() as u32,
        contingent: zone.contingent,
    }
}

fn service_row(state: &SiteState, service: &ServiceConfig, now: DateTime<Utc>) -> ServiceRow {
    let for_it = |ticket: &&Ticket| ticket.service == service.id;
    ServiceRow {
        name: service.name.clone(),
        waiting: waiting(state).filter(for_it).count() as u32,
        longest_wait_minutes: waiting(state).filter(for_it).map(|t| minutes(now - t.arrived_at)).max(),
        target_minutes: service.target_wait_minutes,
        estimate: estimate(state.day.estimate_for_new(&service.id, now)),
        drawn: walk_ins(state).filter(for_it).count() as u32,
        contingent: service.contingent,
    }
}

fn counter_row(state: &SiteState, counter: &CounterConfig, now: DateTime<Utc>) -> CounterRow {
    let names = |ids: &Vec<String>| {
        let known = state.config.services.iter().filter(|service| ids.contains(&service.id));
        known.map(|service| service.name.clone()).collect()
    };
    let held = state.day.counters().get(&counter.id);
    CounterRow {
        id: counter.id.clone(),
        is_open: held.is_some(),
        idle_since: idle_since(state, &counter.id, now),
        ticket: held.copied().flatten().map(|id| desk_ticket(state, state.day.ticket(id))),
        services: counter.services.as_ref().map(names),
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
        minutes: minutes(ticket.first_called_at? - ticket.arrived_at),
        target_minutes: service.target_wait_minutes,
    })
}

fn waiting(state: &SiteState) -> impl Iterator<Item = &Ticket> {
    let waits = |ticket: &&Ticket| matches!(ticket.state, State::Waiting | State::LookedAt { .. });
    state.day.tickets().iter().filter(waits)
}

fn walk_ins(state: &SiteState) -> impl Iterator<Item = &Ticket> {
    state.day.tickets().iter().filter(|ticket| ticket.arrival == Arrival::WalkIn)
}

fn minutes(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or(0)
}
