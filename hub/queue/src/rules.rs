//! What a site decides for itself: zones, services, counters, and the numbers of the order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

/// Names a service within its site ("reisepass").
pub type ServiceId = String;
/// Names a counter as it is written on the wall ("3").
pub type CounterId = String;

/// The settings of one site that the queue needs. They are checked when the hub starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    pub zones: Vec<Zone>,
    pub services: BTreeMap<ServiceId, Service>,
    pub counters: BTreeMap<CounterId, Counter>,
    pub order: OrderRules,
}

/// A waiting area with its own wall and its own letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub letter: char,
}

impl Zone {
    /// Letters that look like digits or like each other on a wall or to a tired eye are not used.
    pub const LETTERS: &str = "ACDEFGHJKLMNPRTUVWXY";
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub zone: char,
    /// A walk-in is due this long after it was drawn.
    pub target_wait: TimeDelta,
    /// Half of the visits take no longer than this.
    pub time_median: TimeDelta,
    /// Nine of ten visits take no longer than this.
    pub time_p90: TimeDelta,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// What this counter may serve; `None` is everything.
    pub services: Option<BTreeSet<ServiceId>>,
}

impl Counter {
    pub fn serves(&self, service: &str) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(service))
    }
}

/// The numbers of the order of calling. A town may argue about every one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRules {
    /// A booking that checks in this much after its time still counts as a booking.
    pub lateness_grace: TimeDelta,
    /// A booking is called at most this long before its time, unless nobody else is there.
    pub early: TimeDelta,
    /// While walk-ins past their due time wait, at least one call in so many is one of them.
    pub share_one_in: u32,
    /// A booking that waits longer than this after its time goes before all others.
    pub booking_delay_max: TimeDelta,
    /// Somebody who did not come when called is not offered by "next" again for this long.
    pub absent_lock: TimeDelta,
    /// So many times somebody who did not come goes back into the queue; then the ticket is missed.
    pub returns_max: u32,
    /// So many times a call may be repeated.
    pub recalls_max: u32,
    /// Numbers are given out this long before the doors open.
    pub draw_before_opening: TimeDelta,
}

impl Default for OrderRules {
    fn default() -> Self {
        OrderRules {
            lateness_grace: TimeDelta::minutes(10),
            early: TimeDelta::minutes(5),
            share_one_in: 4,
            booking_delay_max: TimeDelta::minutes(10),
            absent_lock: TimeDelta::minutes(5),
            returns_max: 1,
            recalls_max: 3,
            draw_before_opening: TimeDelta::minutes(30),
        }
    }
}
