//! The order of calling. This is the file a town may argue about.
//!
//! Every waiting ticket has a due time; "next" is the earliest due among those a counter may serve.
//! Two guards stand above, in this order: walk-ins past their due time get at least one call in
//! four, so that a day full of bookings does not starve them; and a booking that has waited ten
//! minutes after its time goes first, so that a crowd of walk-ins does not ruin the appointments.
//! The order is total (ties: due, arrival, number) and every place in it has a reason.

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
    locked_until: Option<DateTime<Utc>>,
}

impl Candidate {
    pub fn is_booking(&self) -> bool {
        matches!(self.standing, Standing::Booking { .. })
    }

    pub fn locked_until(&self) -> Option<DateTime<Utc>> {
        self.locked_until
    }

    fn is_early(&self, rules: &OrderRules, now: DateTime<Utc>) -> bool {
        matches!(self.standing, Standing::Booking { at } if now < at - rules.early)
    }

    /// The key of the total order.
    fn rank(&self) -> (DateTime<Utc>, DateTime<Utc>, TicketId) {
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

/// Who is next among `candidates`; `bookings_in_a_row` were called since the last walk-in.
pub(crate) fn pick<'a>(
    candidates: impl Iterator<Item = &'a Candidate> + Clone,
    bookings_in_a_row: u32,
    rules: &OrderRules,
    now: DateTime<Utc>,
) -> Option<Place> {
    let present = candidates.filter(|c| c.locked_until.is_none_or(|until| until <= now));
    let in_time = present.clone().filter(|c| !c.is_early(rules, now));

    if bookings_in_a_row + 1 >= rules.share_one_in {
        let overdue = in_time.clone().filter(|c| !c.is_booking() && c.due <= now);
        if let Some(walk_in) = overdue.min_by_key(|c| c.rank()) {
            return Some(walk_in.place(Reason::WalkInsTurn { minutes: minutes(now - walk_in.arrived_at) }));
        }
    }
    let delayed = in_time.clone().filter(|c| c.is_booking() && c.due + rules.booking_delay_max <= now);
    if let Some(booking) = delayed.min_by_key(|c| c.rank()) {
        return Some(booking.place(Reason::AppointmentDelayed { minutes: minutes(now - booking.due) }));
    }
    if let Some(first) = in_time.min_by_key(|c| c.rank()) {
        return Some(first.place(first.reason(now)));
    }
    let early = present.min_by_key(|c| c.rank())?;
    Some(early.place(Reason::AppointmentEarly { at: early.due }))
}

impl Day {
    /// Who would be called next to `counter`, and why.
    pub fn next(&self, counter: &CounterId, now: DateTime<Utc>) -> Option<Place> {
        let candidates: Vec<Candidate> = self.candidates(Some(counter)).collect();
        pick(candidates.iter(), self.bookings_in_a_row, &self.rules.order, now)
    }

    /// All who wait, as they would be called one after the other if every call were made now by
    /// `counter`, or by a counter that serves everything. Those who were absent come last.
    pub fn order(&self, counter: Option<&CounterId>, now: DateTime<Utc>) -> Vec<Place> {
        let (mut waiting, mut absent): (Vec<_>, Vec<_>) =
            self.candidates(counter).partition(|c| c.locked_until.is_none_or(|until| until <= now));
        let mut in_a_row = self.bookings_in_a_row;
        let mut order = Vec::with_capacity(waiting.len() + absent.len());
        while let Some(place) = pick(waiting.iter(), in_a_row, &self.rules.order, now) {
            let index =
                waiting.iter().position(|c| c.ticket == place.ticket).expect("it was picked from here");
            in_a_row = if waiting[index].is_booking() { in_a_row + 1 } else { 0 };
            waiting.remove(index);
            order.push(place);
        }
        absent.sort_by_key(|c| c.rank());
        order.extend(absent.iter().map(|c| c.place(c.reason(now))));
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
        Candidate { ticket: ticket.id, due, arrived_at, standing, locked_until: ticket.locked_until }
    }
}

fn minutes(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or(0)
}
