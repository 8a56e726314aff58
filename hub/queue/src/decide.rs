//! What may happen, and why something may not.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::day::{Day, HallState, Hours};
use crate::order::Reason;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Arrival, Number, State, Ticket, TicketId};

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    OpenDay {
        date: NaiveDate,
        hours: Vec<Hours>,
    },
    CloseDay,
    OpenCounter {
        counter: CounterId,
    },
    CloseCounter {
        counter: CounterId,
    },
    /// A walk-in draws a number.
    Draw {
        service: ServiceId,
    },
    /// A booking checks in and gets its number.
    CheckIn {
        service: ServiceId,
        booked_at: DateTime<Utc>,
    },
    CallNext {
        counter: CounterId,
    },
    Call {
        ticket: TicketId,
        counter: CounterId,
    },
    Recall {
        ticket: TicketId,
        counter: CounterId,
    },
    Arrive {
        ticket: TicketId,
        counter: CounterId,
    },
    Finish {
        ticket: TicketId,
        counter: CounterId,
    },
    NoShow {
        ticket: TicketId,
        counter: CounterId,
    },
    /// By the visitor, or by staff for the visitor.
    Withdraw {
        ticket: TicketId,
    },
}

/// What happened. Events are stored for ever, so a variant is never changed, only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    DayOpened {
        date: NaiveDate,
        hours: Vec<Hours>,
    },
    DayClosed,
    CounterOpened {
        counter: CounterId,
    },
    CounterClosed {
        counter: CounterId,
    },
    Drawn {
        number: Number,
        service: ServiceId,
        arrival: Arrival,
    },
    Called {
        ticket: TicketId,
        counter: CounterId,
        reason: Reason,
    },
    Recalled {
        ticket: TicketId,
    },
    Arrived {
        ticket: TicketId,
    },
    Finished {
        ticket: TicketId,
    },
    /// Did not come, and waits again.
    Returned {
        ticket: TicketId,
        locked_until: DateTime<Utc>,
    },
    /// Did not come for the last time.
    Missed {
        ticket: TicketId,
    },
    Left {
        ticket: TicketId,
    },
}

/// Why not. A clerk or a kiosk may read it; pages put it into words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the service day of {0} is still open")]
    DayIsOpen(NaiveDate),
    #[error("the service day of {0} has been served already")]
    DayIsOver(NaiveDate),
    #[error("no service day is open")]
    NoDay,
    #[error("the doors open at {opens_at}")]
    NotYetOpen { opens_at: DateTime<Utc> },
    #[error("the hall takes no more visitors today")]
    Closed,
    #[error("there is no such service")]
    UnknownService,
    #[error("there is no such counter")]
    UnknownCounter,
    #[error("there is no such ticket today")]
    UnknownTicket,
    #[error("all numbers of zone {zone} are used up today")]
    NumbersUsedUp { zone: char },
    #[error("nobody is waiting whom this counter may serve")]
    NobodyWaiting,
    #[error("counter has {number} still")]
    CounterBusy { number: Number },
    #[error("this counter does not serve what {number} came for")]
    NotServedHere { number: Number },
    #[error("{number} is at another counter")]
    AtAnotherCounter { number: Number },
    /// The ticket moved on meanwhile.
    #[error("{number} is {state} by now")]
    MovedOn { number: Number, state: &'static str },
    #[error("{number} was called often enough")]
    RecalledTooOften { number: Number },
}

impl Day {
    /// Decides what `command` would do at `now`, and changes nothing.
    pub fn decide(&self, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::OpenDay { date, hours } => self.open_day(*date, hours),
            _ if !self.is_open => Err(Refusal::NoDay),
            Command::CloseDay => Ok(self.close_day()),
            Command::OpenCounter { counter } => {
                self.known_counter(counter)?;
                Ok(self.opened(counter))
            }
            Command::CloseCounter { counter } => self.close_counter(counter),
            Command::Draw { service } => self.draw(service, Arrival::WalkIn, now),
            Command::CheckIn { service, booked_at } => {
                self.draw(service, Arrival::Booking { at: *booked_at }, now)
            }
            Command::CallNext { counter } => self.call_next(counter, now),
            Command::Call { ticket, counter } => self.call(*ticket, counter),
            Command::Recall { ticket, counter } => self.recall(*ticket, counter),
            Command::Arrive { ticket, counter } => match self.held_by(*ticket, counter)?.state {
                State::Called { .. } => Ok(vec![Event::Arrived { ticket: *ticket }]),
                _ => Err(self.moved_on(*ticket)),
            },
            Command::Finish { ticket, counter } => {
                self.held_by(*ticket, counter)?;
                Ok(vec![Event::Finished { ticket: *ticket }])
            }
            Command::NoShow { ticket, counter } => self.no_show(*ticket, counter, now),
            Command::Withdraw { ticket } => match self.known_ticket(*ticket)?.state {
                State::Waiting | State::Called { .. } | State::Missed { .. } => {
                    Ok(vec![Event::Left { ticket: *ticket }])
                }
                _ => Err(self.moved_on(*ticket)),
            },
        }
    }

    fn open_day(&self, date: NaiveDate, hours: &[Hours]) -> Result<Vec<Event>, Refusal> {
        match self.date {
            Some(open) if self.is_open => Err(Refusal::DayIsOpen(open)),
            Some(last) if date <= last => Err(Refusal::DayIsOver(date)),
            _ => Ok(vec![Event::DayOpened { date, hours: hours.to_vec() }]),
        }
    }

    /// Whoever is being served was served; whoever still waits goes home.
    fn close_day(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for ticket in &self.tickets {
            match ticket.state {
                State::Serving { .. } => events.push(Event::Finished { ticket: ticket.id }),
                State::Waiting | State::Called { .. } => events.push(Event::Left { ticket: ticket.id }),
                State::Missed { .. } | State::Finished { .. } | State::Left { .. } => {}
            }
        }
        events.push(Event::DayClosed);
        events
    }

    fn close_counter(&self, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        match self.counters.get(counter) {
            None => Ok(vec![]),
            Some(None) => Ok(vec![Event::CounterClosed { counter: counter.clone() }]),
            Some(Some(ticket)) => Err(Refusal::CounterBusy { number: self.ticket(*ticket).number }),
        }
    }

    fn draw(&self, service: &ServiceId, arrival: Arrival, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let zone = self.rules.services.get(service).ok_or(Refusal::UnknownService)?.zone;
        match self.hall(now) {
            HallState::Open { .. } => {}
            HallState::NotYetOpen { opens_at } => return Err(Refusal::NotYetOpen { opens_at }),
            HallState::LastCalls | HallState::Closed => return Err(Refusal::Closed),
        }
        let count = self.last_numbers.get(&zone).copied().unwrap_or(0) + 1;
        if count > Number::COUNT_MAX {
            return Err(Refusal::NumbersUsedUp { zone });
        }
        Ok(vec![Event::Drawn { number: Number { zone, count }, service: service.clone(), arrival }])
    }

    fn call_next(&self, counter: &CounterId, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        self.free_counter(counter)?;
        let next = self.next(counter, now).ok_or(Refusal::NobodyWaiting)?;
        let mut events = self.opened(counter);
        events.push(Event::Called { ticket: next.ticket, counter: counter.clone(), reason: next.reason });
        Ok(events)
    }

    fn call(&self, id: TicketId, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        self.free_counter(counter)?;
        let ticket = self.known_ticket(id)?;
        if !self.rules.counters[counter].serves(&ticket.service) {
            return Err(Refusal::NotServedHere { number: ticket.number });
        }
        match ticket.state {
            State::Waiting | State::Missed { .. } => {
                let mut events = self.opened(counter);
                events.push(Event::Called { ticket: id, counter: counter.clone(), reason: Reason::Chosen });
                Ok(events)
            }
            _ => Err(self.moved_on(id)),
        }
    }

    fn recall(&self, id: TicketId, counter: &CounterId) -> Result<Vec<Event>, Refusal> {
        let ticket = self.held_by(id, counter)?;
        match ticket.state {
            State::Called { recalls, .. } if recalls >= self.rules.order.recalls_max => {
                Err(Refusal::RecalledTooOften { number: ticket.number })
            }
            State::Called { .. } => Ok(vec![Event::Recalled { ticket: id }]),
            _ => Err(self.moved_on(id)),
        }
    }

    fn no_show(&self, id: TicketId, counter: &CounterId, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
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

    fn known_ticket(&self, id: TicketId) -> Result<&Ticket, Refusal> {
        self.find(id).ok_or(Refusal::UnknownTicket)
    }

    fn known_counter(&self, counter: &CounterId) -> Result<(), Refusal> {
        self.rules.counters.contains_key(counter).then_some(()).ok_or(Refusal::UnknownCounter)
    }

    fn free_counter(&self, counter: &CounterId) -> Result<(), Refusal> {
        self.known_counter(counter)?;
        match self.counters.get(counter) {
            Some(Some(ticket)) => Err(Refusal::CounterBusy { number: self.ticket(*ticket).number }),
            _ => Ok(()),
        }
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

impl State {
    /// One word, stable, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Called { .. } => "called",
            State::Serving { .. } => "serving",
            State::Missed { .. } => "missed",
            State::Finished { .. } => "finished",
            State::Left { .. } => "left",
        }
    }
}
