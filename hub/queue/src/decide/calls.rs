//! Calls: the next one, a certain one, again, or nobody came.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Event, Refusal, UNDO_WITHIN};
use crate::day::{Day, LastStep};
use crate::order::Reason;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{State, Ticket, TicketId};

/// A remark is read in less. After that the visitor waits for everybody again, whatever keeps the
/// clerk.
pub const LOOK_MAX: TimeDelta = TimeDelta::minutes(3);

impl Day {
    pub(super) fn call_next(
        &self,
        counter: &CounterId,
        except: &[TicketId],
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        self.free_counter(counter)?;
        let next = self.next_except(counter, except, now).ok_or(Refusal::NobodyWaiting)?;
        let mut events = self.opened(counter);
        events.extend(self.freed(next.ticket));
        if self.ticket(next.ticket).has_remark {
            events.push(looked_at(next.ticket, counter, next.reason, now));
        } else {
            events.push(called(next.ticket, counter, next.reason));
        }
        Ok(events)
    }

    pub(super) fn call(
        &self,
        id: TicketId,
        counter: &CounterId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        self.known_counter(counter)?;
        let ticket = self.known_ticket(id)?;
        if let State::LookedAt { counter: at, reason, .. } = &ticket.state
            && at == counter
        {
            return Ok(vec![called(id, counter, *reason)]);
        }
        self.callable(id, counter, now)?;
        if ticket.has_remark {
            return Err(Refusal::LookFirst { number: ticket.number });
        }
        let mut events = self.opened(counter);
        events.extend(self.freed(id));
        events.push(called(id, counter, Reason::Chosen));
        Ok(events)
    }

    pub(super) fn look(
        &self,
        id: TicketId,
        counter: &CounterId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        self.known_counter(counter)?;
        self.known_ticket(id)?;
        self.callable(id, counter, now)?;
        let mut events = self.opened(counter);
        events.extend(self.freed(id));
        events.push(looked_at(id, counter, Reason::Chosen, now));
        Ok(events)
    }

    pub(super) fn release(&self, id: TicketId, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        let ticket = self.known_ticket(id)?;
        match &ticket.state {
            State::LookedAt { counter: at, .. } if at == counter => Ok(vec![Event::Released { ticket: id }]),
            State::LookedAt { .. } => Err(Refusal::AtAnotherCounter { number: ticket.number }),
            _ => Err(self.moved_on(id)),
        }
    }

    pub(super) fn recall(&self, id: TicketId, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        let ticket = self.held_by(id, counter)?;
        match ticket.state {
            State::Called { recalls, .. } if recalls >= self.rules.order.recalls_max => {
                Err(Refusal::RecalledTooOften { number: ticket.number })
            }
            State::Called { .. } => Ok(vec![Event::Recalled { ticket: id }]),
            _ => Err(self.moved_on(id)),
        }
    }

    pub(super) fn no_show(
        &self,
        id: TicketId,
        counter: &CounterId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let ticket = self.held_by(id, counter)?;
        let State::Called { .. } = ticket.state else {
            return Err(self.moved_on(id));
        };
        if ticket.no_shows < self.rules.order.returns_max {
            let locked_until = now + self.rules.order.absent_lock;
            return Ok(vec![Event::Returned { ticket: id, locked_until }]);
        }
        Ok(vec![Event::Missed { ticket: id }])
    }

    pub(super) fn finish(
        &self,
        id: TicketId,
        counter: &CounterId,
        performed: Option<&[ServiceId]>,
    ) -> Result<Vec<Event>, Refusal> {
        let ticket = self.held_by(id, counter)?;
        let performed = match performed {
            Some(services) if services.iter().all(|s| self.rules.services.contains_key(s)) => {
                services.to_vec()
            }
            Some(_) => return Err(Refusal::UnknownService),
            None => ticket.services().cloned().collect(),
        };
        Ok(vec![Event::Finished { ticket: id, performed, by_hub: false }])
    }

    pub(super) fn undo(&self, counter: &CounterId, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        self.known_counter(counter)?;
        let LastStep { step, at, before, .. } = self.last_steps.get(counter).ok_or(Refusal::NothingToUndo)?;
        let ticket = self.ticket(before.id);
        if now - *at > UNDO_WITHIN || ticket.steps != before.steps + 1 {
            return Err(Refusal::TooLateToUndo { number: ticket.number });
        }
        if before.counter().is_some() {
            self.free_counter(counter)?;
        }
        Ok(vec![Event::Undone { ticket: before.id, counter: counter.clone(), step: *step }])
    }

    /// Whether `counter` could call this ticket now.
    fn callable(&self, id: TicketId, counter: &CounterId, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.free_counter(counter)?;
        let ticket = self.ticket(id);
        let number = ticket.number;
        match &ticket.state {
            State::Waiting | State::Missed { .. } | State::Parked { .. } => {}
            State::LookedAt { until, .. } if *until <= now => {}
            State::LookedAt { .. } => return Err(Refusal::AtAnotherCounter { number }),
            _ => return Err(self.moved_on(id)),
        }
        if !self.serves(counter, ticket.services()) {
            return Err(Refusal::NotServedHere { number });
        }
        if !self.meets(counter, self.needs(id)) {
            return Err(Refusal::NeedsNotMet { number });
        }
        Ok(())
    }

    fn free_counter(&self, counter: &CounterId) -> Result<(), Refusal> {
        self.known_counter(counter)?;
        match self.counters.get(counter) {
            Some(Some(ticket)) => Err(Refusal::CounterBusy { number: self.ticket(*ticket).number }),
            _ => Ok(()),
        }
    }

    /// Whoever looked too long has looked in vain.
    fn freed(&self, id: TicketId) -> Option<Event> {
        let looked_at = |ticket: &Ticket| matches!(ticket.state, State::LookedAt { .. });
        looked_at(self.ticket(id)).then_some(Event::Released { ticket: id })
    }
}

fn called(ticket: TicketId, counter: &CounterId, reason: Reason) -> Event {
    Event::Called { ticket, counter: counter.clone(), reason }
}

fn looked_at(ticket: TicketId, counter: &CounterId, reason: Reason, now: DateTime<Utc>) -> Event {
    Event::LookedAt { ticket, counter: counter.clone(), until: now + LOOK_MAX, reason }
}
