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
    calls: Vec<(TicketId, char)>,
    assigned: BTreeMap<String, Vec<String>>,
}

impl Oracle {
    /// Takes note of `event`; `day` is as after it.
    pub fn sees(&mut self, day: &Day, event: &Event) {
        match event {
            Event::DayOpened { .. } => *self = Oracle::default(),
            Event::Called { ticket, .. } => self.calls.push((*ticket, day.ticket(*ticket).zone)),
            Event::Undone { ticket, step: Step::Call, .. } => {
                let last =
                    self.calls.iter().rposition(|(called, _)| called == ticket).expect("it was called");
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
    pub fn next_except(
        &self,
        day: &Day,
        counter: &str,
        except: &[TicketId],
        now: DateTime<Utc>,
    ) -> Option<(TicketId, Rule)> {
        let order = &day.rules().order;
        let here: Vec<&Ticket> = (day.tickets().iter())
            .filter(|t| self.can_be_called(day, t, counter, now) && !except.contains(&t.id))
            .collect();
        let first = |tickets: Vec<&Ticket>| {
            tickets.into_iter().min_by_key(|t| (due(day, t), t.arrived_at, t.id)).map(|ticket| ticket.id)
        };
        let of = |is: &dyn Fn(&Ticket) -> bool| {
            here.iter().copied().filter(|ticket| is(ticket)).collect::<Vec<_>>()
        };

        // Walk-ins whose zone has just called three bookings in a row.
        let share = of(&|t| {
            booked(day, t).is_none()
                && self.bookings_since_a_walk_in(day, t.zone) + 1 >= order.share_one_in as usize
        });
        // Who has waited ten minutes since the appointment goes before all others, but not before those.
        let delayed = of(&|t| {
            booked(day, t).is_some_and(|slot| now >= slot.max(t.arrived_at) + order.booking_delay_max)
        });
        let is_held_back =
            |t: &Ticket| share.iter().any(|walk_in| first(vec![walk_in, t]) == Some(walk_in.id));
        let (held_back, punctual): (Vec<&Ticket>, Vec<&Ticket>) =
            delayed.into_iter().partition(|t| is_held_back(t));
        // Then who is due first; appointments not sooner than five minutes before.
        let is_early = |t: &Ticket| booked(day, t).is_some_and(|slot| now < slot - order.early);
        let in_time = of(&|t| !is_early(t));
        let early = of(&is_early);
        let has_a_turn = |id| !held_back.is_empty() && share.iter().any(|walk_in| walk_in.id == id);
        let by_due = |id| (id, if has_a_turn(id) { Rule::Share } else { Rule::Due });
        first(punctual)
            .map(|id| (id, Rule::Punctual))
            .or(first(in_time).map(by_due))
            .or(first(early).map(|id| (id, Rule::NobodyElse)))
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

    fn bookings_since_a_walk_in(&self, day: &Day, zone: char) -> usize {
        let calls = self.calls.iter().rev().filter(|(_, at)| *at == zone);
        calls.take_while(|(called, _)| booked(day, day.ticket(*called)).is_some()).count()
    }
}

/// The time of the booking, if the visitor did not come too late for it to count.
fn booked(day: &Day, ticket: &Ticket) -> Option<DateTime<Utc>> {
    match ticket.arrival {
        Arrival::Booking { at } if ticket.arrived_at <= at + day.rules().order.lateness_grace => Some(at),
        _ => None,
    }
}

fn due(day: &Day, ticket: &Ticket) -> DateTime<Utc> {
    let order = &day.rules().order;
    let due = match booked(day, ticket) {
        Some(slot) => slot.max(ticket.arrived_at),
        None => ticket.arrived_at + day.rules().services[&ticket.service].target_wait,
    };
    match ticket.priority {
        Priority::High => due - order.high_is_earlier,
        Priority::Normal => due,
        Priority::Low => due + order.low_is_later,
    }
}
