//! A service day and everything that has happened on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::acts::{ContingentOf, Step};
use crate::breaks::Duty;
use crate::decide::UNDO_WITHIN;
use crate::rules::{CounterId, Needs, Rules, Service, ServiceId};
use crate::ticket::{Number, Ticket, TicketId};
use crate::times::ServiceTimes;

mod apply;

/// One site's service day. A new value is a site before its first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub(crate) rules: Rules,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) is_open: bool,
    pub(crate) closed_at: Option<DateTime<Utc>>,
    /// The last day on which somebody drew a number, until somebody does on this one: a clock that is
    /// ahead may have closed that one and opened this.
    pub(crate) before: Option<Box<Day>>,
    /// As they are today.
    pub(crate) hours: Vec<Hours>,
    /// As the site has set them.
    pub(crate) planned: Vec<Hours>,
    pub(crate) closes_early: Option<DateTime<Utc>>,
    pub(crate) tickets: Vec<Ticket>,
    /// Those that wait; derived from `tickets`.
    pub(crate) waiting: BTreeSet<TicketId>,
    /// Open counters with the ticket each looks at, has called or serves; derived.
    pub(crate) counters: BTreeMap<CounterId, Option<TicketId>>,
    /// The last number given in each zone.
    pub(crate) last_numbers: BTreeMap<char, u16>,
    /// Every call of a zone, for the share of its walk-ins.
    pub(crate) calls: BTreeMap<char, Vec<CallMade>>,
    /// Numbers given to walk-ins, for the contingents.
    pub(crate) walk_ins_of_service: BTreeMap<ServiceId, u32>,
    pub(crate) walk_ins_of_zone: BTreeMap<char, u32>,
    pub(crate) closed_zones: BTreeSet<char>,
    /// Contingents of today, where they are others than the site has set.
    pub(crate) contingents: BTreeMap<ContingentOf, u32>,
    /// What counters take today, where that is less than what they can.
    pub(crate) assigned: BTreeMap<CounterId, BTreeSet<ServiceId>>,
    /// So many counters the estimate assumes, if not those that are open.
    pub(crate) ghost_counters: Option<u32>,
    pub(crate) last_steps: BTreeMap<CounterId, LastStep>,
    /// Since when each counter could have called somebody.
    pub(crate) free_since: BTreeMap<CounterId, DateTime<Utc>>,
    /// Counters that were open today, also when they are not now.
    pub(crate) duties: BTreeMap<CounterId, Duty>,
    pub(crate) times: ServiceTimes,
    /// Beside the events, told from outside.
    pub(crate) needs: BTreeMap<TicketId, Needs>,
    pub(crate) expected: Vec<Expected>,
}

/// One call, as the share of walk-ins counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CallMade {
    pub ticket: TicketId,
    pub is_booking: bool,
}

/// What a counter did last, with what it takes to undo it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LastStep {
    pub step: Step,
    pub at: DateTime<Utc>,
    /// The ticket before the step.
    pub before: Ticket,
    /// Who was overtaken by the call.
    pub overtook: Vec<TicketId>,
    /// What the visit taught about the time of its service.
    pub learned: Option<(ServiceId, TimeDelta)>,
    /// What the call taught about the time between visits.
    pub between: Option<TimeDelta>,
}

/// A booking that has not checked in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub service: ServiceId,
    pub at: DateTime<Utc>,
}

/// From when to when the doors are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
}

/// Whether the hall takes visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HallState {
    NotYetOpen { opens_at: DateTime<Utc> },
    Open { closes_at: DateTime<Utc> },
    LastCalls,
    Closed,
}

impl Day {
    pub fn new(rules: Rules) -> Day {
        Day::with_times(rules, ServiceTimes::default())
    }

    /// A site before its first day, with what earlier days have taught.
    pub fn with_times(rules: Rules, times: ServiceTimes) -> Day {
        Day {
            rules,
            date: None,
            is_open: false,
            closed_at: None,
            before: None,
            hours: Vec::new(),
            planned: Vec::new(),
            closes_early: None,
            tickets: Vec::new(),
            waiting: BTreeSet::new(),
            counters: BTreeMap::new(),
            last_numbers: BTreeMap::new(),
            calls: BTreeMap::new(),
            walk_ins_of_service: BTreeMap::new(),
            walk_ins_of_zone: BTreeMap::new(),
            closed_zones: BTreeSet::new(),
            contingents: BTreeMap::new(),
            assigned: BTreeMap::new(),
            ghost_counters: None,
            last_steps: BTreeMap::new(),
            free_since: BTreeMap::new(),
            duties: BTreeMap::new(),
            times,
            needs: BTreeMap::new(),
            expected: Vec::new(),
        }
    }

    /// The day that is being served, or was the last one.
    pub fn date(&self) -> Option<NaiveDate> {
        self.date
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// When it was closed, if it was.
    pub fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.closed_at
    }

    /// The last day on which somebody drew a number, as long as nobody has on this one.
    pub fn before(&self) -> Option<&Day> {
        self.before.as_deref()
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// From now on these count. What has happened stays as it is: nothing that was decided is stored with
    /// the rules it was decided by, so that a day told again with the newest rules is the very same value.
    pub fn set_rules(&mut self, rules: Rules) {
        if let Some(before) = &mut self.before {
            before.set_rules(rules.clone());
        }
        self.rules = rules;
    }

    /// All tickets of the day, in the order they were drawn.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// # Panics
    /// When `id` is of another day: ids come from this day's own events.
    pub fn ticket(&self, id: TicketId) -> &Ticket {
        &self.tickets[id.0 as usize]
    }

    pub fn find(&self, id: TicketId) -> Option<&Ticket> {
        self.tickets.get(id.0 as usize)
    }

    pub fn find_by_number(&self, number: Number) -> Option<&Ticket> {
        self.tickets.iter().find(|t| t.number == number)
    }

    /// Open counters, with the ticket each looks at, has called or serves.
    pub fn counters(&self) -> &BTreeMap<CounterId, Option<TicketId>> {
        &self.counters
    }

    pub fn waiting_in_zone(&self, zone: char) -> usize {
        self.waiting.iter().filter(|id| self.ticket(**id).zone == zone).count()
    }

    pub fn hall(&self, now: DateTime<Utc>) -> HallState {
        if !self.is_open {
            return HallState::Closed;
        }
        let lead = self.rules.order.draw_before_opening;
        let somebody_is_here = !self.waiting.is_empty() || self.counters.values().any(Option::is_some);
        let was_open = self.hours.first().is_some_and(|first| now >= first.closes_at);
        match self.hours.iter().find(|hours| now < hours.closes_at) {
            Some(hours) if now >= hours.opens_at - lead => HallState::Open { closes_at: hours.closes_at },
            // Those who waited before the lunch break are still called.
            _ if was_open && somebody_is_here => HallState::LastCalls,
            Some(hours) => HallState::NotYetOpen { opens_at: hours.opens_at },
            None => HallState::Closed,
        }
    }

    pub(crate) fn service(&self, id: &str) -> &Service {
        self.rules.services.get(id).unwrap_or(&REMOVED_SERVICE)
    }

    /// What a visitor needs of the counter. It comes from beside the journal, which must not hold it:
    /// whoever keeps the day tells it after the draw, and again after a replay.
    ///
    /// # Panics
    /// When `ticket` is of another day: ids come from this day's own events.
    pub fn tell_needs(&mut self, ticket: TicketId, needs: Needs) {
        self.ticket(ticket);
        self.needs.insert(ticket, needs);
    }

    /// The tickets whose needs were told.
    pub fn told(&self) -> impl Iterator<Item = &Ticket> {
        self.needs.keys().map(|ticket| self.ticket(*ticket))
    }

    pub fn forget_needs(&mut self, ticket: TicketId) {
        self.needs.remove(&ticket);
    }

    pub fn needs(&self, ticket: TicketId) -> Needs {
        self.needs.get(&ticket).copied().unwrap_or_default()
    }

    /// The bookings that have not checked in yet, for the estimate; they too come from beside the
    /// journal of the queue. The newest list counts.
    pub fn tell_expected(&mut self, expected: Vec<Expected>) {
        self.expected = expected;
    }

    /// How long visits take, as learned from this day and those before.
    pub fn service_times(&self) -> &ServiceTimes {
        &self.times
    }

    pub fn is_zone_closed(&self, zone: char) -> bool {
        self.closed_zones.contains(&zone)
    }

    /// So many numbers kiosks give out today; `None` is no limit.
    pub fn contingent(&self, of: &ContingentOf) -> Option<u32> {
        let of_site = || match of {
            ContingentOf::Zone(zone) => self.rules.zones.iter().find(|z| z.letter == *zone)?.contingent,
            ContingentOf::Service(service) => self.service(service).contingent,
        };
        self.contingents.get(of).copied().or_else(of_site)
    }

    /// Whether that is another than the site has set.
    pub fn is_contingent_of_today(&self, of: &ContingentOf) -> bool {
        self.contingents.contains_key(of)
    }

    /// Numbers given to walk-ins, as contingents count them: where and for what they were drawn.
    pub fn given(&self, of: &ContingentOf) -> u32 {
        let given = match of {
            ContingentOf::Zone(zone) => self.walk_ins_of_zone.get(zone),
            ContingentOf::Service(service) => self.walk_ins_of_service.get(service),
        };
        given.copied().unwrap_or(0)
    }

    /// When the doors are open today.
    pub fn hours(&self) -> &[Hours] {
        &self.hours
    }

    /// When they close, if that is earlier than the site has set.
    pub fn closes_early(&self) -> Option<DateTime<Utc>> {
        self.closes_early
    }

    /// What a counter takes today, where that is less than it can.
    pub fn assigned(&self, counter: &str) -> Option<&BTreeSet<ServiceId>> {
        self.assigned.get(counter)
    }

    pub fn ghost_counters(&self) -> Option<u32> {
        self.ghost_counters
    }

    /// The last step of a counter, and until when it can be undone if nothing else happens.
    pub fn last_step(&self, counter: &CounterId) -> Option<(TicketId, Step, DateTime<Utc>)> {
        let last = self.last_steps.get(counter)?;
        Some((last.before.id, last.step, last.at + UNDO_WITHIN))
    }

    /// Whether a counter may serve all of `services` today.
    pub(crate) fn serves<'a>(
        &self,
        counter: &CounterId,
        mut services: impl Iterator<Item = &'a ServiceId>,
    ) -> bool {
        let assigned = self.assigned.get(counter);
        let takes = |service: &str| assigned.is_none_or(|assigned| assigned.contains(service));
        let counter = self.rules.counters.get(counter);
        services.all(|service| takes(service) && counter.is_some_and(|c| c.serves(service)))
    }

    /// Since when an open counter could have called somebody; nothing, before it has called anybody.
    pub fn free_since(&self, counter: &CounterId) -> Option<DateTime<Utc>> {
        let is_free = self.counters.get(counter)?.is_none();
        self.free_since.get(counter).copied().filter(|_| is_free)
    }

    /// The open counters that may call a ticket, as it waits.
    pub fn counters_for(&self, ticket: TicketId) -> Vec<CounterId> {
        let ticket = self.ticket(ticket);
        self.counters.keys().filter(|counter| self.may_serve(counter, ticket)).cloned().collect()
    }

    pub(crate) fn meets(&self, counter: &CounterId, needs: Needs) -> bool {
        self.rules.counters.get(counter).is_some_and(|c| needs.are_met_by(c.offers))
    }

    pub(crate) fn may_serve(&self, counter: &CounterId, ticket: &Ticket) -> bool {
        self.serves(counter, ticket.services()) && self.meets(counter, self.needs(ticket.id))
    }
}

/// A service that was taken out of the configuration while somebody waits for it: its visitors are
/// still called in their turn.
static REMOVED_SERVICE: Service = Service {
    zone: 'A',
    target_wait: TimeDelta::minutes(20),
    time_median: TimeDelta::minutes(10),
    time_p90: TimeDelta::minutes(20),
    contingent: None,
};
