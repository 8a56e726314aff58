//! The waiting, sorted so that they can be called one after the other quickly.
//!
//! Which of the first ones is called says the order (`order.rs`); here they only stand in line.

use std::collections::BTreeMap;
use std::iter::Peekable;

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

    /// One person with one matter.
    pub fn plain(service: &'a ServiceId, zone: char) -> Kind<'a> {
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
    pub seats: Seats,
    pub is_booking: bool,
    /// Not there before that.
    pub there_from: Option<DateTime<Utc>>,
}

/// All who wait, to call one after the other.
pub(crate) struct Lines<'a> {
    kinds: BTreeMap<Kind<'a>, Line>,
    /// By when they are back and their rank; one ticket may have two claims of one rank.
    absent: BTreeMap<(DateTime<Utc>, Rank, bool), (Kind<'a>, Candidate)>,
    /// Absent like those, not asked for yet, and in the order in which they come.
    coming: Peekable<Box<dyn Iterator<Item = (Kind<'a>, Candidate)> + 'a>>,
    bookings_in_a_row: BTreeMap<char, u32>,
    rules: &'a OrderRules,
    /// Which seats may serve a kind.
    seats_of: Box<dyn Fn(&Kind) -> Seats + 'a>,
}

fn nobody<'a>() -> Box<dyn Iterator<Item = (Kind<'a>, Candidate)> + 'a> {
    Box::new(std::iter::empty())
}

/// A set of counters, a bit each.
pub(crate) type Seats = u128;

struct Line {
    seats: Seats,
    walk_ins: BTreeMap<Rank, Candidate>,
    bookings: BTreeMap<Rank, Candidate>,
}

impl<'a> Lines<'a> {
    pub fn new(
        day: &'a Day,
        counter: Option<&CounterId>,
        seats_of: impl Fn(&Kind) -> Seats + 'a,
        now: DateTime<Utc>,
    ) -> Lines<'a> {
        let mut lines = Lines {
            kinds: BTreeMap::new(),
            absent: BTreeMap::new(),
            coming: nobody().peekable(),
            bookings_in_a_row: day.bookings_in_a_row(),
            rules: &day.rules.order,
            seats_of: Box::new(seats_of),
        };
        for candidate in day.candidates(counter, now) {
            let ticket = day.ticket(candidate.ticket);
            lines.join(Kind::of(ticket, day.needs(ticket.id)), candidate, now);
        }
        lines
    }

    /// Those who will come, the first ones first.
    pub fn coming(&mut self, coming: impl Iterator<Item = (Kind<'a>, Candidate)> + 'a) {
        let coming: Box<dyn Iterator<Item = (Kind<'a>, Candidate)> + 'a> = Box::new(coming);
        self.coming = coming.peekable();
    }

    pub fn join(&mut self, kind: Kind<'a>, candidate: Candidate, now: DateTime<Utc>) {
        if let Some(until) = candidate.locked_until.filter(|until| *until > now) {
            self.absent.insert((until, candidate.rank(), candidate.is_booking()), (kind, candidate));
            return;
        }
        let seats_of = &self.seats_of;
        let line = self.kinds.entry(kind).or_insert_with(|| Line {
            seats: seats_of(&kind),
            walk_ins: BTreeMap::new(),
            bookings: BTreeMap::new(),
        });
        let side = if candidate.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
        side.insert(candidate.rank(), candidate);
    }

    /// Calls the next one of those whom one of `seats` may serve.
    pub fn call(&mut self, seats: Seats, now: DateTime<Utc>) -> Option<Called<'a>> {
        while let Some((kind, candidate)) = self.coming.next_if(|(_, coming)| !coming.is_absent(now)) {
            self.join(kind, candidate, now);
        }
        while let Some(back) = self.absent.first_entry().filter(|first| first.key().0 <= now) {
            let (kind, candidate) = back.remove();
            self.join(kind, candidate, now);
        }
        let served = self.kinds.iter().filter(|(_, line)| line.seats & seats != 0);
        let heads = served.flat_map(|(_, line)| {
            line.walk_ins.values().next().into_iter().chain(line.bookings.values().next())
        });
        let (chosen, reason) = Firsts::of(heads, &self.bookings_in_a_row, self.rules, now).choose(now)?;
        let chosen = *chosen;
        chosen.count_in(&mut self.bookings_in_a_row, self.rules, now);
        let from = self.kinds.iter_mut().find_map(|(kind, line)| {
            let side = if chosen.is_booking() { &mut line.bookings } else { &mut line.walk_ins };
            side.remove(&chosen.rank()).map(|_| (*kind, line))
        });
        let (kind, line) = from.expect("it stood in a line just now");
        if chosen.took_a_time() {
            line.walk_ins.retain(|_, other| other.ticket != chosen.ticket);
            line.bookings.retain(|_, other| other.ticket != chosen.ticket);
        }
        let seats = line.seats;
        Some(Called {
            place: chosen.place(reason),
            kind,
            seats,
            is_booking: chosen.is_booking(),
            there_from: chosen.locked_until,
        })
    }

    /// Those who are absent, by their rank; each once.
    pub fn absent(&self) -> Vec<&Candidate> {
        let absent = self.absent.values().map(|(_, candidate)| candidate);
        let mut absent: Vec<&Candidate> = absent.filter(|absent| !absent.is_by_time_taken()).collect();
        absent.sort_by_key(|candidate| candidate.rank());
        absent
    }

    /// When the first of those who are absent, and may be served, is there.
    pub fn back_at(&mut self, seats: Seats) -> Option<DateTime<Utc>> {
        let is_served = |kind: &Kind| (self.seats_of)(kind) & seats != 0;
        let mut served = self.absent.iter().filter(|(_, (kind, _))| is_served(kind));
        let back_at = served.next().map(|((until, ..), _)| *until);
        // Those who come before the first one that is served wait like all who are absent.
        while let Some((kind, candidate)) = self.coming.peek() {
            let comes_at = candidate.locked_until;
            if back_at.is_some_and(|back| comes_at.is_none_or(|at| back <= at)) || is_served(kind) {
                return back_at.into_iter().chain(comes_at).min();
            }
            let (kind, candidate) = self.coming.next().expect("it was there to look at");
            let until = candidate.locked_until.unwrap_or_default();
            self.absent.insert((until, candidate.rank(), candidate.is_booking()), (kind, candidate));
        }
        back_at
    }
}
