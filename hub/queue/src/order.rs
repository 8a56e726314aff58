//! The order of calling. This is the file a town may argue about.
//!
//! Every waiting ticket has a due time; "next" is the earliest due among those a counter may serve.
//! A priority moves the due time by a set number of minutes, and nothing else. One guard stands above: a
//! booking that has waited ten minutes after its time goes first, so that a crowd of walk-ins does not
//! ruin the appointments. It too has a guard: after three bookings in a row in its zone no walk-in that is
//! due earlier is overtaken, so that a day full of bookings does not starve them. On a day of too many
//! visitors both so wait equally long after they were due. A walk-in who took a time that others gave up
//! stands in the order twice, as the walk-in and as a booking of that time, and is called where it comes
//! first: taking a time costs nobody a place, least of all whoever takes it.
//! The order is total (ties: due, arrival, number) and every place in it has a reason.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::lines::{Lines, Seats};
use crate::rules::{CounterId, OrderRules};
use crate::ticket::{Arrival, Priority, State, Ticket, TicketId};

/// A place in the order of calling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub ticket: TicketId,
    pub due: Due,
    pub reason: Reason,
    /// The first of those before it who came later. Reason and due of the two say why.
    pub overtaken_by: Option<TicketId>,
}

/// When a ticket is to be called, and what made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub at: DateTime<Utc>,
    /// So long after it came, by the target of its service; `None` is due by an appointment.
    pub target: Option<TimeDelta>,
    /// What a priority adds: less than nothing is earlier.
    pub moved: TimeDelta,
}

/// Why a ticket stands where it stands. Pages put it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Appointment {
        at: DateTime<Utc>,
    },
    /// Came without an appointment, and took this time, which others had given up.
    FreedTime {
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
    /// Of high priority, and due earlier for it.
    Preferred {
        minutes: u32,
    },
    /// Came so much after its appointment that it counts as a walk-in since.
    AppointmentTooLate {
        minutes: u32,
    },
    /// Did not come when called, and is not called again before that. Only in the order: nobody is
    /// called for it.
    Absent {
        until: DateTime<Utc>,
    },
    /// A clerk called this one on purpose.
    Chosen,
}

/// How a ticket takes part in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A booking that came in time, or late within the grace.
    Booking { at: DateTime<Utc> },
    /// A walk-in, or a booking that came so much too late that it counts as one.
    WalkIn { too_late: Option<TimeDelta> },
}

/// One waiting ticket with everything the order looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub ticket: TicketId,
    due: Due,
    arrived_at: DateTime<Utc>,
    standing: Standing,
    /// The time its visitor took, who came as a walk-in: of the two claims of one ticket.
    took: Option<DateTime<Utc>>,
    zone: char,
    /// Absent until then, and not to be called.
    pub locked_until: Option<DateTime<Utc>>,
}

/// The key of the total order: due, arrival, number.
pub(crate) type Rank = (DateTime<Utc>, DateTime<Utc>, TicketId);

impl Candidate {
    pub fn is_booking(&self) -> bool {
        matches!(self.standing, Standing::Booking { .. })
    }

    pub fn is_absent(&self, now: DateTime<Utc>) -> bool {
        self.locked_until.is_some_and(|until| until > now)
    }

    /// Whether it is the second claim of a ticket that stands in the order as a walk-in already.
    pub fn is_by_time_taken(&self) -> bool {
        self.took.is_some() && self.is_booking()
    }

    /// Whether its ticket has two claims.
    pub fn took_a_time(&self) -> bool {
        self.took.is_some()
    }

    /// A time that was taken is a booking once it has come, whichever of the two claims was called.
    pub fn counts_as_booking(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        self.took.map_or(self.is_booking(), |at| now >= at - rules.early)
    }

    /// Counts a call of this one for the share of its zone's walk-ins.
    pub fn count_in(
        &self,
        bookings_in_a_row: &mut BTreeMap<char, u32>,
        rules: &OrderRules,
        now: DateTime<Utc>,
    ) {
        let so_far = bookings_in_a_row.entry(self.zone).or_default();
        *so_far = if self.counts_as_booking(rules, now) { *so_far + 1 } else { 0 };
    }

    /// Whether it would be called now, were it the first.
    pub fn waits_in_earnest(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        !self.is_absent(now) && !self.is_early(rules, now)
    }

    /// The other claim of whoever took a time: a booking of it, with the same priority.
    fn by_time_taken(self) -> Option<Candidate> {
        let at = self.took?;
        let due = Due::of_booking(at).moved_by(self.due.moved);
        Some(Candidate { standing: Standing::Booking { at }, due, ..self })
    }

    /// A walk-in in a zone where bookings have had their share.
    fn has_its_turn(&self, in_a_row: &BTreeMap<char, u32>, rules: &OrderRules) -> bool {
        let bookings = in_a_row.get(&self.zone).copied().unwrap_or(0);
        !self.is_booking() && bookings + 1 >= rules.share_one_in
    }

    fn is_early(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        matches!(self.standing, Standing::Booking { at } if now < at - rules.early)
    }

    /// How long a booking has waited after its time, or after it came late; whatever its priority.
    fn delay(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        match self.standing {
            Standing::Booking { at } => Some(now - at.max(self.arrived_at)),
            Standing::WalkIn { .. } => None,
        }
    }

    fn is_delayed(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        self.delay(now).is_some_and(|delay| delay >= rules.booking_delay_max)
    }

    pub fn rank(&self) -> Rank {
        (self.due.at, self.arrived_at, self.ticket)
    }

    pub fn place(&self, reason: Reason) -> Place {
        Place { ticket: self.ticket, due: self.due, reason, overtaken_by: None }
    }

    pub fn reason(&self, now: DateTime<Utc>) -> Reason {
        match self.standing {
            _ if self.due.moved < TimeDelta::zero() => {
                Reason::Preferred { minutes: minutes(now - self.arrived_at) }
            }
            Standing::WalkIn { too_late: Some(late) } => {
                Reason::AppointmentTooLate { minutes: minutes(late) }
            }
            Standing::WalkIn { too_late: None } => {
                Reason::Waiting { minutes: minutes(now - self.arrived_at) }
            }
            Standing::Booking { at } if self.arrived_at > at => {
                Reason::AppointmentLate { minutes: minutes(self.arrived_at - at) }
            }
            Standing::Booking { at } if self.took.is_some() => Reason::FreedTime { at },
            Standing::Booking { at } => Reason::Appointment { at },
        }
    }
}

/// The first of each sort of those who may be next, by rank.
#[derive(Default)]
pub(crate) struct Firsts<'a> {
    walk_in: Option<&'a Candidate>,
    /// The first walk-in that no booking may overtake, bookings having had their share.
    turn: Option<&'a Candidate>,
    /// The first booking that has waited too long.
    delayed: Option<&'a Candidate>,
    booking: Option<&'a Candidate>,
    /// The first booking whose time has not come.
    early: Option<&'a Candidate>,
}

impl<'a> Firsts<'a> {
    /// Looks at all of `candidates`. Of those that differ in nothing but arrival the first is enough:
    /// along their rank, nobody behind it has a better claim.
    pub fn of(
        candidates: impl Iterator<Item = &'a Candidate>,
        in_a_row: &BTreeMap<char, u32>,
        rules: &OrderRules,
        now: DateTime<Utc>,
    ) -> Firsts<'a> {
        let mut firsts = Firsts::default();
        let first = |so_far: &mut Option<&'a Candidate>, next: &'a Candidate| {
            if so_far.is_none_or(|first| next.rank() < first.rank()) {
                *so_far = Some(next);
            }
        };
        for next in candidates {
            if !next.is_booking() {
                first(&mut firsts.walk_in, next);
                if next.has_its_turn(in_a_row, rules) {
                    first(&mut firsts.turn, next);
                }
            } else if next.is_early(rules, now) {
                first(&mut firsts.early, next);
            } else {
                first(&mut firsts.booking, next);
                if next.is_delayed(rules, now) {
                    first(&mut firsts.delayed, next);
                }
            }
        }
        firsts
    }

    /// Who is next of them, and why.
    pub fn choose(&self, now: DateTime<Utc>) -> Option<(&'a Candidate, Reason)> {
        let overtakes = |delayed: &Candidate| self.turn.is_none_or(|turn| delayed.rank() < turn.rank());
        if let Some(delayed) = self.delayed.filter(|delayed| overtakes(delayed)) {
            let delay = delayed.delay(now).unwrap_or_default();
            return Some((delayed, Reason::AppointmentDelayed { minutes: minutes(delay) }));
        }
        if let Some(first) = self.walk_in.into_iter().chain(self.booking).min_by_key(|c| c.rank()) {
            let is_turn = !first.is_booking() && self.turn.is_some_and(|turn| turn.ticket == first.ticket);
            return Some(match self.delayed {
                Some(_) if is_turn => {
                    (first, Reason::WalkInsTurn { minutes: minutes(now - first.arrived_at) })
                }
                _ => (first, first.reason(now)),
            });
        }
        match self.early?.standing {
            Standing::Booking { at } => Some((self.early?, Reason::AppointmentEarly { at })),
            Standing::WalkIn { .. } => None,
        }
    }
}

impl Day {
    /// Who would be called next to `counter`, and why.
    pub fn next(&self, counter: &CounterId, now: DateTime<Utc>) -> Option<Place> {
        self.next_except(counter, &[], now)
    }

    /// The same without those of `except`.
    pub fn next_except(&self, counter: &CounterId, except: &[TicketId], now: DateTime<Utc>) -> Option<Place> {
        let candidates: Vec<Candidate> =
            self.candidates(Some(counter), now).filter(|c| !except.contains(&c.ticket)).collect();
        let present = candidates.iter().filter(|c| !c.is_absent(now));
        let (next, reason) =
            Firsts::of(present, &self.bookings_in_a_row(), &self.rules.order, now).choose(now)?;
        Some(next.place(reason))
    }

    /// All who wait, as they would be called one after the other if every call were made now by
    /// `counter`, or by a counter that serves everybody. Those who were absent come last; those whom a
    /// clerk is looking at are not in it.
    pub fn order(&self, counter: Option<&CounterId>, now: DateTime<Utc>) -> Vec<Place> {
        let mut lines = Lines::new(self, counter, |_| Seats::MAX, now);
        let mut order = Vec::with_capacity(self.waiting.len());
        while let Some(called) = lines.call(Seats::MAX, now) {
            order.push(called.place);
        }
        order.extend(lines.absent().into_iter().map(|c| {
            let until = c.locked_until.expect("it is absent until then");
            c.place(Reason::Absent { until })
        }));
        self.note_overtakers(&mut order);
        order
    }

    /// Notes for each place the first before it whose visitor came later.
    fn note_overtakers(&self, order: &mut [Place]) {
        // Each of these came later than all before it. Whoever is the first to have come later than
        // somebody is among them.
        let mut latest: Vec<(DateTime<Utc>, TicketId)> = Vec::new();
        for place in order {
            let came = self.ticket(place.ticket).arrived_at;
            let first = latest.partition_point(|(later, _)| *later <= came);
            match latest.get(first) {
                Some((_, overtaker)) => place.overtaken_by = Some(*overtaker),
                None => latest.push((came, place.ticket)),
            }
        }
    }

    /// Bookings called in each zone since its last walk-in was. More than the share asks for are not
    /// counted.
    pub(crate) fn bookings_in_a_row(&self) -> BTreeMap<char, u32> {
        let of_zone = |calls: &Vec<crate::day::CallMade>| {
            let enough = self.rules.order.share_one_in as usize;
            calls.iter().rev().take(enough).take_while(|call| call.is_booking).count() as u32
        };
        self.calls.iter().map(|(zone, calls)| (*zone, of_zone(calls))).collect()
    }

    /// Everything that somebody who waits may be called by; who took a time is in it twice.
    pub(crate) fn candidates(
        &self,
        counter: Option<&CounterId>,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = Candidate> {
        self.waiting
            .iter()
            .map(|id| self.ticket(*id))
            .filter(move |t| !matches!(t.state, State::LookedAt { until, .. } if until > now))
            .filter(move |t| counter.is_none_or(|counter| self.may_serve(counter, t)))
            .flat_map(|t| {
                let as_it_came = self.candidate(t);
                [Some(as_it_came), as_it_came.by_time_taken()].into_iter().flatten()
            })
    }

    /// A walk-in that will come.
    pub(crate) fn coming_candidate(&self, like: &Ticket, id: TicketId, at: DateTime<Utc>) -> Candidate {
        Candidate {
            ticket: id,
            due: Due::of_walk_in(at, self.service(&like.service).target_wait),
            arrived_at: at,
            standing: Standing::WalkIn { too_late: None },
            took: None,
            zone: like.zone,
            locked_until: Some(at),
        }
    }

    /// A booking that has not checked in: it will be there, and not before it may be called.
    pub(crate) fn expected_candidate(&self, id: TicketId, expected: &crate::day::Expected) -> Candidate {
        let there_from = expected.at - self.rules.order.early;
        Candidate {
            ticket: id,
            due: Due::of_booking(expected.at),
            arrived_at: there_from,
            standing: Standing::Booking { at: expected.at },
            took: None,
            zone: self.service(&expected.service).zone,
            locked_until: Some(there_from),
        }
    }

    pub(crate) fn candidate(&self, ticket: &Ticket) -> Candidate {
        let rules = &self.rules.order;
        let arrived_at = ticket.arrived_at;
        let (standing, due) = match ticket.arrival {
            Arrival::Booking { at } if arrived_at <= at + rules.lateness_grace => {
                (Standing::Booking { at }, Due::of_booking(at.max(arrived_at)))
            }
            arrival => {
                let too_late = arrival.booked_at().map(|at| arrived_at - at);
                let due = Due::of_walk_in(arrived_at, self.service(&ticket.service).target_wait);
                (Standing::WalkIn { too_late }, due)
            }
        };
        let moved = match ticket.priority {
            Priority::High => -rules.high_is_earlier,
            Priority::Normal => TimeDelta::zero(),
            Priority::Low => rules.low_is_later,
        };
        Candidate {
            ticket: ticket.id,
            due: due.moved_by(moved),
            arrived_at,
            standing,
            took: ticket.took,
            zone: ticket.zone,
            locked_until: ticket.locked_until,
        }
    }
}

impl Due {
    fn of_walk_in(came: DateTime<Utc>, target: TimeDelta) -> Due {
        Due { at: came + target, target: Some(target), moved: TimeDelta::zero() }
    }

    fn of_booking(at: DateTime<Utc>) -> Due {
        Due { at, target: None, moved: TimeDelta::zero() }
    }

    fn moved_by(self, moved: TimeDelta) -> Due {
        Due { at: self.at + moved, moved, ..self }
    }
}

fn minutes(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or(0)
}
