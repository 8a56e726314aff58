//! The order of calling. This is the file a town may argue about.
//!
//! Every waiting ticket has a due time; "next" is the earliest due among those a counter may serve.
//! Two guards stand above, in this order: walk-ins past their due time get at least one call in
//! four of their zone, so that a day full of bookings does not starve them; and a booking that has waited ten
//! minutes after its time goes first, so that a crowd of walk-ins does not ruin the appointments.
//! The order is total (ties: due, arrival, number) and every place in it has a reason.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::rules::{CounterId, OrderRules};
use crate::ticket::{Arrival, Ticket, TicketId};

/// A place in the order of calling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub ticket: TicketId,
    pub due: DateTime<Utc>,
    pub reason: Reason,
}

/// Why a ticket stands where it stands. Pages put it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Appointment {
        at: DateTime<Utc>,
    },
    AppointmentLate {
        minutes: u32,
    },
    AppointmentDelayed {
        minutes: u32,
    },
    AppointmentEarly {
        at: DateTime<Utc>,
    },
    Waiting {
        minutes: u32,
    },
    WalkInsTurn {
        minutes: u32,
    },
    /// A clerk called this one on purpose.
    Chosen,
}

/// How a ticket takes part in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A booking that came in time, or late within the grace.
    Booking { at: DateTime<Utc> },
    /// A walk-in, or a booking that came too late to count as one.
    WalkIn,
}

/// One waiting ticket with everything the order looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub ticket: TicketId,
    due: DateTime<Utc>,
    arrived_at: DateTime<Utc>,
    standing: Standing,
    zone: char,
    locked_until: Option<DateTime<Utc>>,
}

/// The key of the total order: due, arrival, number.
type Rank = (DateTime<Utc>, DateTime<Utc>, TicketId);

impl Candidate {
    pub fn is_booking(&self) -> bool {
        matches!(self.standing, Standing::Booking { .. })
    }

    /// Counts a call of this one for the share of its zone's walk-ins.
    pub fn count_in(&self, bookings_in_a_row: &mut BTreeMap<char, u32>) {
        let so_far = bookings_in_a_row.entry(self.zone).or_default();
        *so_far = if self.is_booking() { *so_far + 1 } else { 0 };
    }

    /// A walk-in past its due time in a zone where bookings have had their share.
    fn has_its_turn(&self, in_a_row: &BTreeMap<char, u32>, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        let bookings = in_a_row.get(&self.zone).copied().unwrap_or(0);
        !self.is_booking() && self.due <= now && bookings + 1 >= rules.share_one_in
    }

    fn is_early(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        matches!(self.standing, Standing::Booking { at } if now < at - rules.early)
    }

    fn rank(&self) -> Rank {
        (self.due, self.arrived_at, self.ticket)
    }

    fn place(&self, reason: Reason) -> Place {
        Place { ticket: self.ticket, due: self.due, reason }
    }

    fn reason(&self, now: DateTime<Utc>) -> Reason {
        match self.standing {
            Standing::WalkIn => Reason::Waiting { minutes: minutes(now - self.arrived_at) },
            Standing::Booking { at } if self.arrived_at > at => {
                Reason::AppointmentLate { minutes: minutes(self.arrived_at - at) }
            }
            Standing::Booking { at } => Reason::Appointment { at },
        }
    }
}

/// The first of those who may be next, by rank. As due times only grow along a rank, nobody behind
/// these has a better claim.
#[derive(Default)]
struct Firsts<'a> {
    walk_in: Option<&'a Candidate>,
    /// The first walk-in whose turn it is, bookings having had their share.
    turn: Option<&'a Candidate>,
    booking: Option<&'a Candidate>,
}

impl<'a> Firsts<'a> {
    fn of(
        candidates: impl Iterator<Item = &'a Candidate>,
        in_a_row: &BTreeMap<char, u32>,
        rules: &OrderRules,
        now: DateTime<Utc>,
    ) -> Firsts<'a> {
        let first = |so_far: Option<&'a Candidate>, next: &'a Candidate| {
            Some(so_far.filter(|first| first.rank() <= next.rank()).unwrap_or(next))
        };
        candidates.fold(Firsts::default(), |firsts, next| match next.is_booking() {
            true => Firsts { booking: first(firsts.booking, next), ..firsts },
            false if next.has_its_turn(in_a_row, rules, now) => {
                let (walk_in, turn) = (first(firsts.walk_in, next), first(firsts.turn, next));
                Firsts { walk_in, turn, ..firsts }
            }
            false => Firsts { walk_in: first(firsts.walk_in, next), ..firsts },
        })
    }

    /// Who is next of them, and why.
    fn choose(&self, rules: &OrderRules, now: DateTime<Utc>) -> Option<(&'a Candidate, Reason)> {
        if let Some(turn) = self.turn {
            return Some((turn, Reason::WalkInsTurn { minutes: minutes(now - turn.arrived_at) }));
        }
        let in_time = self.booking.filter(|c| !c.is_early(rules, now));
        if let Some(delayed) = in_time.filter(|c| c.due + rules.booking_delay_max <= now) {
            return Some((delayed, Reason::AppointmentDelayed { minutes: minutes(now - delayed.due) }));
        }
        if let Some(first) = self.walk_in.into_iter().chain(in_time).min_by_key(|c| c.rank()) {
            return Some((first, first.reason(now)));
        }
        self.booking.map(|early| (early, Reason::AppointmentEarly { at: early.due }))
    }
}

/// All who wait, each service's walk-ins and bookings in their rank, to call one after the other.
pub(crate) struct Lines<'a> {
    services: BTreeMap<&'a str, Line>,
    absent: Vec<(&'a str, Candidate)>,
    bookings_in_a_row: BTreeMap<char, u32>,
    rules: &'a OrderRules,
}

#[derive(Default)]
struct Line {
    walk_ins: BTreeMap<Rank, Candidate>,
    bookings: BTreeMap<Rank, Candidate>,
}

impl<'a> Lines<'a> {
    pub fn new(day: &'a Day, counter: Option<&CounterId>, now: DateTime<Utc>) -> Lines<'a> {
        let mut lines = Lines {
            services: BTreeMap::new(),
            absent: Vec::new(),
            bookings_in_a_row: day.bookings_in_a_row.clone(),
            rules: &day.rules.order,
        };
        for candidate in day.candidates(counter) {
            lines.join(&day.ticket(candidate.ticket).service, candidate, now);
        }
        lines
    }

    pub fn join(&mut self, service: &'a str, candidate: Candidate, now: DateTime<Utc>) {
        if candidate.locked_until.is_some_and(|until| until > now) {
            self.absent.push((service, candidate));
            return;
        }
        let line = self.services.entry(service).or_default();
        let side = if candidate.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
        side.insert(candidate.rank(), candidate);
    }

    /// Calls the next one of the services that `serves` allows.
    pub fn call(&mut self, serves: impl Fn(&str) -> bool, now: DateTime<Utc>) -> Option<(Place, &'a str)> {
        let back = self.absent.extract_if(.., |(_, c)| c.locked_until.is_none_or(|until| until <= now));
        for (service, candidate) in back.collect::<Vec<_>>() {
            self.join(service, candidate, now);
        }
        let served = self.services.iter().filter(|(service, _)| serves(service));
        let heads = served.flat_map(|(_, line)| {
            line.walk_ins.values().next().into_iter().chain(line.bookings.values().next())
        });
        let (chosen, reason) =
            Firsts::of(heads, &self.bookings_in_a_row, self.rules, now).choose(self.rules, now)?;
        let chosen = *chosen;
        chosen.count_in(&mut self.bookings_in_a_row);
        let from = self.services.iter_mut().find_map(|(service, line)| {
            let side = if chosen.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
            side.remove(&chosen.rank()).map(|_| *service)
        });
        Some((chosen.place(reason), from.expect("it stood in a line just now")))
    }

    /// When the first of those who were absent, and may be served, is called again.
    pub fn back_at(&self, serves: impl Fn(&str) -> bool) -> Option<DateTime<Utc>> {
        let served = self.absent.iter().filter(|(service, _)| serves(service));
        served.filter_map(|(_, candidate)| candidate.locked_until).min()
    }
}

impl Day {
    /// Who would be called next to `counter`, and why.
    pub fn next(&self, counter: &CounterId, now: DateTime<Utc>) -> Option<Place> {
        let candidates: Vec<Candidate> = self.candidates(Some(counter)).collect();
        let present = candidates.iter().filter(|c| c.locked_until.is_none_or(|until| until <= now));
        let rules = &self.rules.order;
        let (next, reason) = Firsts::of(present, &self.bookings_in_a_row, rules, now).choose(rules, now)?;
        Some(next.place(reason))
    }

    /// All who wait, as they would be called one after the other if every call were made now by
    /// `counter`, or by a counter that serves everything. Those who were absent come last.
    pub fn order(&self, counter: Option<&CounterId>, now: DateTime<Utc>) -> Vec<Place> {
        let mut lines = Lines::new(self, counter, now);
        let mut order = Vec::with_capacity(self.waiting.len());
        while let Some((place, _)) = lines.call(|_| true, now) {
            order.push(place);
        }
        lines.absent.sort_by_key(|(_, c)| c.rank());
        order.extend(lines.absent.iter().map(|(_, c)| c.place(c.reason(now))));
        order
    }

    pub(crate) fn candidates(&self, counter: Option<&CounterId>) -> impl Iterator<Item = Candidate> {
        let counter = counter.and_then(|id| self.rules.counters.get(id));
        self.waiting
            .iter()
            .map(|id| self.ticket(*id))
            .filter(move |t| counter.is_none_or(|c| c.serves(&t.service)))
            .map(|t| self.candidate(t))
    }

    pub(crate) fn candidate(&self, ticket: &Ticket) -> Candidate {
        let rules = &self.rules.order;
        let arrived_at = ticket.arrived_at;
        let (standing, due) = match ticket.arrival {
            Arrival::Booking { at } if arrived_at <= at + rules.lateness_grace => {
                (Standing::Booking { at }, at.max(arrived_at))
            }
            _ => (Standing::WalkIn, arrived_at + self.service(&ticket.service).target_wait),
        };
        Candidate {
            ticket: ticket.id,
            due,
            arrived_at,
            standing,
            zone: ticket.number.zone,
            locked_until: ticket.locked_until,
        }
    }
}

fn minutes(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or(0)
}
