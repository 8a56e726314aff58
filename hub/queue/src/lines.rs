//! The waiting, sorted so that they can be called one after the other quickly.
//!
//! Which of the first ones is called says the order (`order.rs`); here they only stand in line.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::day::Day;
use crate::order::{Candidate, Firsts, Place, Rank};
use crate::rules::{CounterId, Needs, OrderRules, ServiceId};
use crate::ticket::{Priority, Ticket};

/// What those of one line have in common: the same counters may serve them, in the order they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind<'a> {
    pub service: &'a ServiceId,
    pub further: &'a [ServiceId],
    pub persons: u32,
    pub needs: Needs,
    zone: char,
    priority: Priority,
}

impl<'a> Kind<'a> {
    pub fn of(ticket: &'a Ticket, needs: Needs) -> Kind<'a> {
        Kind {
            service: &ticket.service,
            further: &ticket.further,
            persons: ticket.persons,
            needs,
            zone: ticket.zone,
            priority: ticket.priority,
        }
    }

    /// One person with a booking.
    pub fn expected(service: &'a ServiceId, zone: char) -> Kind<'a> {
        let (needs, priority) = (Needs::NONE, Priority::Normal);
        Kind { service, further: &[], persons: 1, needs, zone, priority }
    }

    pub fn services(&self) -> impl Iterator<Item = &'a ServiceId> {
        std::iter::once(self.service).chain(self.further)
    }
}

/// Who was called.
pub(crate) struct Called<'a> {
    pub place: Place,
    pub kind: Kind<'a>,
    /// Not there before that.
    pub there_from: Option<DateTime<Utc>>,
}

/// All who wait, to call one after the other.
pub(crate) struct Lines<'a> {
    kinds: BTreeMap<Kind<'a>, Line>,
    absent: Vec<(Kind<'a>, Candidate)>,
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
            kinds: BTreeMap::new(),
            absent: Vec::new(),
            bookings_in_a_row: day.bookings_in_a_row(),
            rules: &day.rules.order,
        };
        for candidate in day.candidates(counter, now) {
            let ticket = day.ticket(candidate.ticket);
            lines.join(Kind::of(ticket, day.needs(ticket.id)), candidate, now);
        }
        lines
    }

    pub fn join(&mut self, kind: Kind<'a>, candidate: Candidate, now: DateTime<Utc>) {
        if candidate.is_absent(now) {
            self.absent.push((kind, candidate));
            return;
        }
        let line = self.kinds.entry(kind).or_default();
        let side = if candidate.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
        side.insert(candidate.rank(), candidate);
    }

    /// Calls the next one of the kinds that `serves` allows.
    pub fn call(&mut self, serves: impl Fn(&Kind) -> bool, now: DateTime<Utc>) -> Option<Called<'a>> {
        let back = self.absent.extract_if(.., |(_, c)| !c.is_absent(now));
        for (kind, candidate) in back.collect::<Vec<_>>() {
            self.join(kind, candidate, now);
        }
        let served = self.kinds.iter().filter(|(kind, _)| serves(kind));
        let heads = served.flat_map(|(_, line)| {
            line.walk_ins.values().next().into_iter().chain(line.bookings.values().next())
        });
        let (chosen, reason) = Firsts::of(heads, &self.bookings_in_a_row, self.rules, now).choose(now)?;
        let chosen = *chosen;
        chosen.count_in(&mut self.bookings_in_a_row);
        let from = self.kinds.iter_mut().find_map(|(kind, line)| {
            let side = if chosen.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
            side.remove(&chosen.rank()).map(|_| *kind)
        });
        let kind = from.expect("it stood in a line just now");
        Some(Called { place: chosen.place(reason), kind, there_from: chosen.locked_until })
    }

    /// Those who are absent, by their rank.
    pub fn absent(&mut self) -> impl Iterator<Item = &Candidate> {
        self.absent.sort_by_key(|(_, c)| c.rank());
        self.absent.iter().map(|(_, c)| c)
    }

    /// When the first of those who are absent, and may be served, is there.
    pub fn back_at(&self, serves: impl Fn(&Kind) -> bool) -> Option<DateTime<Utc>> {
        let served = self.absent.iter().filter(|(kind, _)| serves(kind));
        served.filter_map(|(_, candidate)| candidate.locked_until).min()
    }
}
