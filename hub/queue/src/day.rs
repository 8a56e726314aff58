//! A service day and everything that has happened on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::decide::Event;
use crate::rules::{CounterId, Rules, Service};
use crate::ticket::{Arrival, Number, State, Ticket, TicketId};

/// One site's service day. A new value is a site before its first day.
#[derive(Debug, Clone)]
pub struct Day {
    pub(crate) rules: Rules,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) is_open: bool,
    pub(crate) hours: Vec<Hours>,
    pub(crate) tickets: Vec<Ticket>,
    /// Those that wait; derived from `tickets`.
    pub(crate) waiting: BTreeSet<TicketId>,
    /// Open counters with the ticket each has called or serves; derived.
    pub(crate) counters: BTreeMap<CounterId, Option<TicketId>>,
    /// The last number given in each zone.
    pub(crate) last_numbers: BTreeMap<char, u16>,
    /// Bookings called in each zone since its last walk-in was.
    pub(crate) bookings_in_a_row: BTreeMap<char, u32>,
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
        Day {
            rules,
            date: None,
            is_open: false,
            hours: Vec::new(),
            tickets: Vec::new(),
            waiting: BTreeSet::new(),
            counters: BTreeMap::new(),
            last_numbers: BTreeMap::new(),
            bookings_in_a_row: BTreeMap::new(),
        }
    }

    /// The day that is being served, or was the last one.
    pub fn date(&self) -> Option<NaiveDate> {
        self.date
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
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

    /// Open counters, with the ticket each has called or serves.
    pub fn counters(&self) -> &BTreeMap<CounterId, Option<TicketId>> {
        &self.counters
    }

    pub fn waiting_in_zone(&self, zone: char) -> usize {
        self.waiting.iter().filter(|id| self.ticket(**id).number.zone == zone).count()
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

    /// Lets `event` have happened at `at`. It cannot fail.
    pub fn apply(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::DayOpened { date, hours } => {
                *self = Day {
                    date: Some(*date),
                    is_open: true,
                    hours: hours.clone(),
                    ..Day::new(self.rules.clone())
                };
            }
            Event::DayClosed => {
                self.is_open = false;
                self.counters.clear();
            }
            Event::CounterOpened { counter } => {
                self.counters.entry(counter.clone()).or_default();
            }
            Event::CounterClosed { counter } => {
                self.counters.remove(counter);
            }
            Event::Drawn { number, service, arrival } => {
                let id = TicketId(self.tickets.len() as u32);
                self.last_numbers.insert(number.zone, number.count);
                self.waiting.insert(id);
                self.tickets.push(Ticket {
                    id,
                    number: *number,
                    service: service.clone(),
                    arrival: *arrival,
                    arrived_at: at,
                    state: State::Waiting,
                    no_shows: 0,
                    locked_until: None,
                    first_called_at: None,
                    last_called_at: None,
                });
            }
            Event::Called { ticket, counter, .. } => self.called(*ticket, counter, at),
            Event::Recalled { ticket } => {
                let ticket = &mut self.tickets[ticket.0 as usize];
                ticket.last_called_at = Some(at);
                if let State::Called { recalls, .. } = &mut ticket.state {
                    *recalls += 1;
                }
            }
            Event::Arrived { ticket } => {
                let ticket = &mut self.tickets[ticket.0 as usize];
                if let State::Called { counter, .. } = &ticket.state {
                    ticket.state = State::Serving { counter: counter.clone(), since: at };
                }
            }
            Event::Returned { ticket, locked_until } => {
                self.leave_counter(*ticket, State::Waiting);
                self.waiting.insert(*ticket);
                let ticket = &mut self.tickets[ticket.0 as usize];
                ticket.no_shows += 1;
                ticket.locked_until = Some(*locked_until);
            }
            Event::Missed { ticket } => {
                self.leave_counter(*ticket, State::Missed { at });
                self.tickets[ticket.0 as usize].no_shows += 1;
            }
            Event::Finished { ticket } => self.leave_counter(*ticket, State::Finished { at }),
            Event::Left { ticket } => self.leave_counter(*ticket, State::Left { at }),
        }
    }

    fn called(&mut self, id: TicketId, counter: &CounterId, at: DateTime<Utc>) {
        let called = self.candidate(self.ticket(id));
        called.count_in(&mut self.bookings_in_a_row);
        self.waiting.remove(&id);
        self.counters.insert(counter.clone(), Some(id));
        let ticket = &mut self.tickets[id.0 as usize];
        ticket.first_called_at.get_or_insert(at);
        ticket.last_called_at = Some(at);
        ticket.locked_until = None;
        ticket.state = State::Called { counter: counter.clone(), at, recalls: 0 };
    }

    fn leave_counter(&mut self, id: TicketId, state: State) {
        self.waiting.remove(&id);
        let ticket = &mut self.tickets[id.0 as usize];
        if let Some(at) = ticket.counter().and_then(|counter| self.counters.get_mut(counter)) {
            *at = None;
        }
        ticket.state = state;
    }
}

/// A service that was taken out of the configuration while somebody waits for it: its visitors are
/// still called in their turn.
static REMOVED_SERVICE: Service = Service {
    zone: 'A',
    target_wait: TimeDelta::minutes(20),
    time_median: TimeDelta::minutes(10),
    time_p90: TimeDelta::minutes(20),
};

impl Arrival {
    /// The time of the booking, if it is one.
    pub fn booked_at(self) -> Option<DateTime<Utc>> {
        match self {
            Arrival::WalkIn => None,
            Arrival::Booking { at } => Some(at),
        }
    }
}
