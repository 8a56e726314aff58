//! Who is next, told a second time: slowly, from the rules as a town would write them down, over all
//! tickets and without a line of the queue's own order.
//!
//! For tests and simulations alone; no program uses it. It believes the tickets of a day and judges only
//! whom "next" gives.

pub mod peer;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use queue::{Arrival, Day, Event, Need, Priority, Reason, State, Step, Ticket, TicketId};

/// The rule by which somebody is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Share,
    Punctual,
    Due,
    NobodyElse,
}

/// The rule behind a reason the crate gives.
pub fn rule(reason: Reason) -> Rule {
    match reason {
        Reason::WalkInsTurn { .. } => Rule::Share,
        Reason::AppointmentDelayed { .. } => Rule::Punctual,
        Reason::AppointmentEarly { .. } => Rule::NobodyElse,
        _ => Rule::Due,
    }
}

/// Remembers what is in no ticket: which calls were made, and what counters were assigned.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    /// With the zone, and whether it counts as one of a booking.
    calls: Vec<(TicketId, char, bool)>,
    assigned: BTreeMap<String, Vec<String>>,
}

impl Oracle {
    /// Takes note of `event`, which happened at `at`; `day` is as after it.
    pub fn sees(&mut self, day: &Day, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::DayOpened { .. } => *self = Oracle::default(),
            Event::Called { ticket, .. } => {
                let called = day.ticket(*ticket);
                let took_is_here = called.took.is_some_and(|took| at >= took - day.rules().order.early);
                self.calls.push((*ticket, called.zone, took_is_here || booked(day, called).is_some()));
            }
            Event::Undone { ticket, step: Step::Call, .. } => {
                let last =
                    self.calls.iter().rposition(|(called, ..)| called == ticket).expect("it was called");
                self.calls.remove(last);
            }
            Event::CounterAssigned { counter, services: Some(services) } => {
                self.assigned.insert(counter.clone(), services.iter().cloned().collect());
            }
            Event::CounterAssigned { counter, services: None } => {
                self.assigned.remove(counter);
            }
            _ => {}
        }
    }

    /// Who is next for `counter`, and by which rule.
    pub fn next(&self, day: &Day, counter: &str, now: DateTime<Utc>) -> Option<(TicketId, Rule)> {
        self.next_except(day, counter, &[], now)
    }

    /// The same of those who are not in `except`.
    pub fn next_except<'a>(
        &self,
        day: &'a Day,
        counter: &str,
        except: &[TicketId],
        now: DateTime<Utc>,
    ) -> Option<(TicketId, Rule)> {
        let order = &day.rules().order;
        // Whoever took a time stands here twice: as they came, and with that time.
        let here: Vec<Claim<'a>> = (day.tickets().iter())
            .filter(|t| self.can_be_called(day, t, counter, now) && !except.contains(&t.id))
            .flat_map(|ticket| {
                let as_it_came = Claim { ticket, slot: booked(day, ticket) };
                let by_time_taken = ticket.took.map(|at| Claim { ticket, slot: Some(at) });
                [Some(as_it_came), by_time_taken].into_iter().flatten()
            })
            .collect();
        let first = |claims: Vec<Claim<'a>>| claims.into_iter().min_by_key(|claim| claim.rank(day));
        let of =
            |is: &dyn Fn(&Claim) -> bool| here.iter().copied().filter(|claim| is(claim)).collect::<Vec<_>>();

        // Walk-ins whose zone has just called three bookings in a row.
        let share = of(&|claim| {
            claim.slot.is_none()
                && self.bookings_since_a_walk_in(claim.ticket.zone) + 1 >= order.share_one_in as usize
        });
        // Who has waited ten minutes since the appointment goes before all others, but not before those.
        let delayed = of(&|claim| {
            let since = claim.slot.map(|slot| slot.max(claim.ticket.arrived_at));
            since.is_some_and(|since| now >= since + order.booking_delay_max)
        });
        let is_held_back = |claim: &Claim| share.iter().any(|walk_in| walk_in.rank(day) <= claim.rank(day));
        let (held_back, punctual): (Vec<Claim>, Vec<Claim>) = delayed.into_iter().partition(is_held_back);
        // Then who is due first; appointments not sooner than five minutes before.
        let is_early = |claim: &Claim| claim.slot.is_some_and(|slot| now < slot - order.early);
        let in_time = of(&|claim| !is_early(claim));
        let early = of(&is_early);
        let has_a_turn = |claim: &Claim| {
            let is_one = share.iter().any(|walk_in| walk_in.ticket.id == claim.ticket.id);
            !held_back.is_empty() && claim.slot.is_none() && is_one
        };
        let by_due = |claim: &Claim| if has_a_turn(claim) { Rule::Share } else { Rule::Due };
        first(punctual)
            .map(|claim| (claim, Rule::Punctual))
            .or(first(in_time).map(|claim| (claim, by_due(&claim))))
            .or(first(early).map(|claim| (claim, Rule::NobodyElse)))
            .map(|(claim, rule)| (claim.ticket.id, rule))
    }

    fn can_be_called(&self, day: &Day, ticket: &Ticket, counter: &str, now: DateTime<Utc>) -> bool {
        let waits = match ticket.state {
            State::Waiting => true,
            State::LookedAt { until, .. } => until <= now,
            _ => false,
        };
        let set = &day.rules().counters[counter];
        let does = |service: &String| {
            set.services.as_ref().is_none_or(|can| can.contains(service))
                && self.assigned.get(counter).is_none_or(|takes| takes.contains(service))
        };
        let needs = [Need::StepFree, Need::HearingLoop];
        let fits = needs.iter().all(|n| !day.needs(ticket.id).contains(*n) || set.offers.contains(*n));
        let absent = ticket.locked_until.is_some_and(|until| until > now);
        waits && does(&ticket.service) && ticket.further.iter().all(does) && fits && !absent
    }

    fn bookings_since_a_walk_in(&self, zone: char) -> usize {
        let calls = self.calls.iter().rev().filter(|(_, at, _)| *at == zone);
        calls.take_while(|(.., is_booking)| *is_booking).count()
    }
}

/// The time of the booking, if the visitor did not come too late for it to count.
fn booked(day: &Day, ticket: &Ticket) -> Option<DateTime<Utc>> {
    match ticket.arrival {
        Arrival::Booking { at } if ticket.arrived_at <= at + day.rules().order.lateness_grace => Some(at),
        _ => None,
    }
}

/// A visitor, and the appointment by which they are called; without one, by when they came.
#[derive(Clone, Copy)]
struct Claim<'a> {
    ticket: &'a Ticket,
    slot: Option<DateTime<Utc>>,
}

impl Claim<'_> {
    fn rank(&self, day: &Day) -> (DateTime<Utc>, DateTime<Utc>, TicketId) {
        (self.due(day), self.ticket.arrived_at, self.ticket.id)
    }

    fn due(&self, day: &Day) -> DateTime<Utc> {
        let (order, ticket) = (&day.rules().order, self.ticket);
        let due = match self.slot {
            Some(slot) => slot.max(ticket.arrived_at),
            None => ticket.arrived_at + day.rules().services[&ticket.service].target_wait,
        };
        match ticket.priority {
            Priority::High => due - order.high_is_earlier,
            Priority::Normal => due,
            Priority::Low => due + order.low_is_later,
        }
    }
}
