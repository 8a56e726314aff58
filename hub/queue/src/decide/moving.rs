//! Tickets on their way: back to waiting, to another service, zone or site, or home.

use chrono::{DateTime, Utc};

use super::{Event, Refusal};
use crate::acts::Destination;
use crate::day::Day;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Priority, State, TicketId};

impl Day {
    pub(super) fn take_back(&self, id: TicketId) -> Result<Vec<Event>, Refusal> {
        match self.known_ticket(id)?.state {
            State::Parked { .. } | State::Missed { .. } => Ok(vec![Event::TakenBack { ticket: id }]),
            _ => Err(self.moved_on(id)),
        }
    }

    pub(super) fn transfer(
        &self,
        id: TicketId,
        to: &Destination,
        at: Option<&CounterId>,
        with_note: bool,
    ) -> Result<Vec<Event>, Refusal> {
        let ticket = self.free_or_at(id, at)?;
        let (services, zone) = match to {
            Destination::Service(service) => {
                let zone = self.rules.services.get(service).ok_or(Refusal::UnknownService)?.zone;
                let further = ticket.further.iter().filter(|matter| *matter != service);
                let services: Vec<&ServiceId> = std::iter::once(service).chain(further).collect();
                self.served_together(&services)?;
                (services.into_iter().cloned().collect(), zone)
            }
            Destination::Zone(zone) => {
                self.known_zone(*zone)?;
                (ticket.services().cloned().collect(), *zone)
            }
        };
        self.open_zone_only(zone)?;
        Ok(vec![Event::Transferred { ticket: id, services, zone, with_note }])
    }

    pub(super) fn prioritise(&self, id: TicketId, priority: Priority) -> Result<Vec<Event>, Refusal> {
        let ticket = self.known_ticket(id)?;
        match ticket.is_alive() {
            true if ticket.priority == priority => Ok(vec![]),
            true => Ok(vec![Event::Prioritised { ticket: id, priority }]),
            false => Err(self.moved_on(id)),
        }
    }

    /// Only who waits takes a time, and only one: whoever is looked at is as good as called.
    pub(super) fn take_time(
        &self,
        id: TicketId,
        at: DateTime<Utc>,
        booking: Option<u64>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let ticket = self.known_ticket(id)?;
        let number = ticket.number;
        match ticket.state {
            State::Waiting if ticket.appointment_at().is_some() => Err(Refusal::HasATime { number }),
            State::Waiting if at < now => Err(Refusal::TimeIsOver { at }),
            State::Waiting => Ok(vec![Event::TookTime { ticket: id, at, booking }]),
            State::LookedAt { .. } => Err(Refusal::AtAnotherCounter { number }),
            _ => Err(self.moved_on(id)),
        }
    }

    pub(super) fn withdraw(&self, id: TicketId) -> Result<Vec<Event>, Refusal> {
        match self.known_ticket(id)?.state {
            State::Waiting | State::LookedAt { .. } | State::Called { .. } | State::Parked { .. } => {}
            State::Missed { .. } => {}
            _ => return Err(self.moved_on(id)),
        }
        Ok(vec![Event::Left { ticket: id }])
    }
}
