//! How long somebody will wait: the order of calling, played forward.
//!
//! Every counter takes the median time per visit; the upper end of the range adds the spread of all
//! the visits before. No learning here: the times are settings of the service.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::day::{Day, HallState};
use crate::order::Lines;
use crate::rules::CounterId;
use crate::ticket::{Arrival, Number, State, Ticket, TicketId};

/// From the median to the 90th percentile, `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimate {
    Between {
        from: TimeDelta,
        to: TimeDelta,
    },
    /// No open counter serves this, so no time is promised.
    NoCounterOpen,
    /// The doors are not open yet, or not any more.
    NotOpen,
}

/// From call to greeting: people stand up, look for the counter, walk.
const WALK: TimeDelta = TimeDelta::seconds(30);

/// A visit that runs over its time is assumed to take this much longer, whenever one looks.
const OVERRUN: TimeDelta = TimeDelta::minutes(2);

impl Day {
    /// The wait of a ticket that waits now.
    pub fn estimate(&self, id: TicketId, now: DateTime<Utc>) -> Estimate {
        self.play(id, &self.ticket(id).service, Lines::new(self, None, now), now)
    }

    /// The wait of somebody who would draw a number for `service` now.
    pub fn estimate_for_new(&self, service: &str, now: DateTime<Utc>) -> Estimate {
        let newcomer = Ticket {
            id: TicketId(u32::MAX),
            number: Number { zone: self.service(service).zone, count: Number::COUNT_MAX },
            service: service.to_string(),
            arrival: Arrival::WalkIn,
            arrived_at: now,
            state: State::Waiting,
            no_shows: 0,
            locked_until: None,
            first_called_at: None,
            last_called_at: None,
        };
        let mut lines = Lines::new(self, None, now);
        lines.join(service, self.candidate(&newcomer), now);
        self.play(newcomer.id, service, lines, now)
    }

    /// Plays the calls until `target` is called.
    fn play(&self, target: TicketId, service: &str, mut lines: Lines, now: DateTime<Utc>) -> Estimate {
        if !matches!(self.hall(now), HallState::Open { .. } | HallState::LastCalls) {
            return Estimate::NotOpen;
        }
        let mut free_at: BTreeMap<&CounterId, DateTime<Utc>> =
            self.counters.iter().map(|(counter, held)| (counter, self.free_at(*held, now))).collect();
        let able = free_at.keys().filter(|c| self.may_serve(c, service)).count();
        if able == 0 {
            return Estimate::NoCounterOpen;
        }
        let mut visits = self.counters.values().flatten().count();
        while let Some((&counter, &at)) = free_at.iter().min_by_key(|(_, at)| **at) {
            let serves = |service: &str| self.may_serve(counter, service);
            match lines.call(serves, at) {
                Some((place, _)) if place.ticket == target => {
                    let slack = self.service(service).time_p90 - self.service(service).time_median;
                    let spread = slack.as_seconds_f64() * (visits as f64).sqrt() / able as f64;
                    let from = at - now;
                    return Estimate::Between { from, to: from + TimeDelta::seconds(spread.ceil() as i64) };
                }
                Some((_, its_service)) => {
                    visits += 1;
                    free_at.insert(counter, at + WALK + self.service(its_service).time_median);
                }
                None => {
                    match lines.back_at(serves) {
                        Some(until) => free_at.insert(counter, until),
                        None => free_at.remove(counter),
                    };
                }
            }
        }
        Estimate::NoCounterOpen
    }

    fn free_at(&self, held: Option<TicketId>, now: DateTime<Utc>) -> DateTime<Utc> {
        let Some(ticket) = held.map(|id| self.ticket(id)) else {
            return now;
        };
        let since = match ticket.state {
            State::Called { at, .. } => at + WALK,
            State::Serving { since, .. } => since,
            _ => return now,
        };
        (since + self.service(&ticket.service).time_median).max(now + OVERRUN)
    }

    fn may_serve(&self, counter: &CounterId, service: &str) -> bool {
        self.rules.counters.get(counter).is_some_and(|c| c.serves(service))
    }
}
