//! What a command would do: the events it brings, or why not. Nothing changes here.
//!
//! One file for each kind of act: the day and its counters, how numbers come about, calls, and how
//! tickets move. What they share stands here.

mod calls;
mod days;
mod drawing;
mod moving;

use chrono::{DateTime, TimeDelta, Utc};

pub use calls::LOOK_MAX;
pub use days::GHOST_COUNTERS_MAX;
pub use drawing::{MATTERS_MAX, PERSONS_MAX};

use crate::acts::{Command, Event, Refusal};
use crate::day::Day;
use crate::rules::CounterId;
use crate::ticket::{Arrival, State, Ticket, TicketId};

/// A slip of the hand is noticed at once. Later the visitor has acted on it, or the statistics have.
pub const UNDO_WITHIN: TimeDelta = TimeDelta::minutes(2);

impl Day {
    /// Decides what `command` would do at `now`, and changes nothing.
    pub fn decide(&self, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::OpenDay { date, hours } => self.open_day(*date, hours),
            _ if !self.is_open => Err(Refusal::NoDay),
            Command::CloseDay => Ok(self.close_day()),
            Command::CloseZone { zone } => self.close_zone(*zone),
            Command::OpenZone { zone } => self.open_zone(*zone),
            Command::SetGhostCounters { count } => self.set_ghost_counters(*count),
            Command::SetContingent { of, count } => self.set_contingent(of, *count),
            Command::CloseEarly { at } => self.close_early(*at),
            Command::Say { place, something } => {
                Ok(vec![Event::Said { place: *place, something: *something }])
            }
            Command::OpenCounter { counter } => {
                self.known_counter(counter)?;
                Ok(self.opened(counter))
            }
            Command::CloseCounter { counter } => self.close_counter(counter),
            Command::Assign { counter, services } => self.assign(counter, services.as_ref()),
            Command::Draw { visit, by } => self.draw(visit, *by, now),
            Command::CheckIn { visit, booked_at, booking } => self.check_in(visit, *booked_at, *booking, now),
            Command::TakeOver { visit, arrival, arrived_at } => {
                self.take_over(visit, *arrival, *arrived_at, now)
            }
            Command::SplitOff { ticket, service, at } => self.split_off(*ticket, service, at.as_ref()),
            _ => self.decide_on_ticket(command, now),
        }
    }

    /// The acts of a clerk on one ticket.
    fn decide_on_ticket(&self, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::CallNext { counter, except } => self.call_next(counter, except, now),
            Command::Call { ticket, counter } => self.call(*ticket, counter, now),
            Command::Look { ticket, counter } => self.look(*ticket, counter, now),
            Command::Release { ticket, counter } => self.release(*ticket, counter),
            Command::Recall { ticket, counter } => self.recall(*ticket, counter),
            Command::Arrive { ticket, counter } => match self.held_by(*ticket, counter)?.state {
                State::Called { .. } => Ok(vec![Event::Arrived { ticket: *ticket }]),
                _ => Err(self.moved_on(*ticket)),
            },
            Command::Finish { ticket, counter, performed } => {
                self.finish(*ticket, counter, performed.as_deref())
            }
            Command::NoShow { ticket, counter } => self.no_show(*ticket, counter, now),
            Command::Park { ticket, counter } => {
                self.held_by(*ticket, counter)?;
                Ok(vec![Event::Parked { ticket: *ticket }])
            }
            Command::TakeBack { ticket } => self.take_back(*ticket),
            Command::Transfer { ticket, to, at, with_note } => {
                self.transfer(*ticket, to, at.as_ref(), *with_note)
            }
            Command::TransferAway { ticket, at, to } => {
                self.free_or_at(*ticket, at.as_ref())?;
                Ok(vec![Event::TransferredAway { ticket: *ticket, to: to.clone() }])
            }
            Command::Prioritise { ticket, priority } => self.prioritise(*ticket, *priority),
            Command::TakeTime { ticket, at, booking } => self.take_time(*ticket, *at, *booking, now),
            Command::Withdraw { ticket } => self.withdraw(*ticket),
            Command::Undo { counter } => self.undo(counter, now),
            _ => unreachable!("decided before: {command:?}"),
        }
    }

    /// The ticket, if it is called to or served at `counter`.
    fn held_by(&self, id: TicketId, counter: &CounterId) -> Result<&Ticket, Refusal> {
        // A counter that was taken out of the configuration may still finish what it has.
        if !self.counters.contains_key(counter) {
            self.known_counter(counter)?;
        }
        let ticket = self.known_ticket(id)?;
        match ticket.counter() {
            Some(at) if at == counter => Ok(ticket),
            Some(_) => Err(Refusal::AtAnotherCounter { number: ticket.number }),
            None => Err(self.moved_on(id)),
        }
    }

    /// The ticket, if it goes on and is at no other counter than `at`.
    fn free_or_at(&self, id: TicketId, at: Option<&CounterId>) -> Result<&Ticket, Refusal> {
        let ticket = self.known_ticket(id)?;
        match ticket.held_at() {
            Some(held) if Some(held) == at => Ok(ticket),
            Some(_) => Err(Refusal::AtAnotherCounter { number: ticket.number }),
            None if ticket.is_alive() || matches!(ticket.state, State::Missed { .. }) => Ok(ticket),
            None => Err(self.moved_on(id)),
        }
    }

    fn known_ticket(&self, id: TicketId) -> Result<&Ticket, Refusal> {
        self.find(id).ok_or(Refusal::UnknownTicket)
    }

    fn known_counter(&self, counter: &CounterId) -> Result<(), Refusal> {
        self.rules.counters.contains_key(counter).then_some(()).ok_or(Refusal::UnknownCounter)
    }

    fn known_zone(&self, zone: char) -> Result<(), Refusal> {
        self.rules.zones.iter().any(|z| z.letter == zone).then_some(()).ok_or(Refusal::UnknownZone)
    }

    fn open_zone_only(&self, zone: char) -> Result<(), Refusal> {
        if self.is_zone_closed(zone) { Err(Refusal::ZoneClosed { zone }) } else { Ok(()) }
    }

    fn opened(&self, counter: &CounterId) -> Vec<Event> {
        match self.counters.contains_key(counter) {
            true => vec![],
            false => vec![Event::CounterOpened { counter: counter.clone() }],
        }
    }

    fn moved_on(&self, id: TicketId) -> Refusal {
        let ticket = self.ticket(id);
        Refusal::MovedOn { number: ticket.number, state: ticket.state.name() }
    }
}
