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
    /// So many walk-ins a day get a number from a kiosk; `None` is no limit.
    pub contingent: Option<u32>,
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
    /// So many walk-ins a day get a number from a kiosk; `None` is no limit.
    pub contingent: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// What this counter may serve; `None` is everything.
    pub services: Option<BTreeSet<ServiceId>>,
    /// Whom it is fit for, beside those who need nothing special.
    pub offers: Needs,
}

impl Counter {
    pub fn serves(&self, service: &str) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(service))
    }
}

/// What a visitor cannot do without: not a wish, but a condition on the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    StepFree,
    HearingLoop,
    SignLanguage,
    Interpreter,
    QuietRoom,
    Accompanied,
}

/// A set of needs. It cannot be stored on purpose: the journal must never hold one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Needs(u8);

impl Needs {
    pub const NONE: Needs = Needs(0);

    pub fn contains(self, need: Need) -> bool {
        self.0 & (1 << need as u8) != 0
    }

    pub fn are_met_by(self, offers: Needs) -> bool {
        self.0 & !offers.0 == 0
    }
}

impl FromIterator<Need> for Needs {
    fn from_iter<T: IntoIterator<Item = Need>>(needs: T) -> Needs {
        Needs(needs.into_iter().fold(0, |set, need| set | (1 << need as u8)))
    }
}

/// The numbers of the order of calling. A town may argue about every one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRules {
    /// A booking that checks in this much after its time still counts as a booking.
    pub lateness_grace: TimeDelta,
    /// A booking is called at most this long before its time, unless nobody else is there.
    pub early: TimeDelta,
    /// While walk-ins are due before delayed bookings, at least one call in so many is one of them.
    pub share_one_in: u32,
    /// A booking that waits longer than this after its time goes before those who are due earlier.
    pub booking_delay_max: TimeDelta,
    /// Somebody who did not come when called is not offered by "next" again for this long.
    pub absent_lock: TimeDelta,
    /// So many times somebody who did not come goes back into the queue; then the ticket is missed.
    pub returns_max: u32,
    /// So many times a call may be repeated.
    pub recalls_max: u32,
    /// A high priority is due this much earlier.
    pub high_is_earlier: TimeDelta,
    /// A low priority is due this much later.
    pub low_is_later: TimeDelta,
    /// Numbers are given out this long before the doors open.
    pub draw_before_opening: TimeDelta,
    /// Kiosks give the last number this long before the doors close.
    pub last_draw_before_closing: TimeDelta,
    /// Whether kiosks refuse who would, by the estimate, not be called before the doors close.
    pub refuses_who_would_wait_in_vain: bool,
    /// Each further person of a group adds so much of the service's time, in percent.
    pub further_person_percent: u32,
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
            high_is_earlier: TimeDelta::minutes(20),
            low_is_later: TimeDelta::minutes(20),
            draw_before_opening: TimeDelta::minutes(30),
            last_draw_before_closing: TimeDelta::zero(),
            refuses_who_would_wait_in_vain: false,
            further_person_percent: 60,
        }
    }
}
