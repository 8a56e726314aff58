//! What was seen of every visitor from outside, kept beside the hub and never asked back from it.
//!
//! The hub's own word is not proof that it kept its word: this book is written from the answers it
//! gave at the time, and [`super::account`] compares.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use wire::Number;
use wire::http::{Booked, IssuedTicket, Reason};

use super::plan::Kind;

/// What became of a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Served,
    /// Called and not there.
    Missed,
    /// Took back the booking.
    Cancelled,
    /// Had a booking and did not come.
    NeverCame,
    /// The hub took no booking for this slot.
    BookingRefused(String),
    /// The kiosk gave no number.
    NumberRefused(String),
}

#[derive(Debug, Clone)]
pub struct Visit {
    pub kind: Kind,
    pub booked: Option<Booked>,
    pub ticket: Option<IssuedTicket>,
    /// When the number was given.
    pub arrived_at: Option<DateTime<Utc>>,
    pub calls: Vec<CallSeen>,
    /// What every display should hear of this visitor: calls and recalls, as the clerk's answers had them.
    pub to_announce: Vec<Announcement>,
    /// Where the visitor is called to or served now.
    pub at_counter: Option<String>,
    /// How often somebody called in vain, and the hub put the ticket back into the queue.
    pub absences: u32,
    pub ends: Vec<End>,
    /// The number of somebody who watches and touched the kiosk; not in the plan.
    pub onlooker: Option<Number>,
}

/// One call as the clerk's answer had it.
#[derive(Debug, Clone)]
pub struct CallSeen {
    pub at: DateTime<Utc>,
    pub counter: String,
    pub reason: Option<Reason>,
}

/// One sound of the gong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Announcement {
    pub number: Number,
    pub counter: String,
    pub recalls: u32,
}

impl Visit {
    pub fn of(kind: Kind) -> Self {
        Visit {
            kind,
            booked: None,
            ticket: None,
            arrived_at: None,
            calls: Vec::new(),
            to_announce: Vec::new(),
            at_counter: None,
            absences: 0,
            ends: Vec::new(),
            onlooker: None,
        }
    }

    pub fn number(&self) -> Option<&str> {
        self.ticket.as_ref().map(|ticket| &ticket.number).or(self.onlooker.as_ref()).map(String::as_str)
    }
}

/// Something that must never be, with what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The invariant, as a sentence that should be true.
    pub invariant: &'static str,
    pub seen: String,
}

pub const ONE_NUMBER_ONE_TICKET: &str = "no number is given twice on a day";
pub const ONE_TOUCH_ONE_TICKET: &str = "a repeated touch gives the same answer and no second ticket";
pub const ONE_COUNTER: &str = "nobody is called by two counters";
pub const ORDER_AS_SAID: &str = "the next is the first of the list the clerk saw";
pub const EVERY_CALL_HAS_A_REASON: &str = "every position in the list has a reason";
pub const ACTS_DO_WHAT_THEY_SAY: &str = "what a clerk does to a ticket is what becomes of it";
pub const ONE_END: &str = "every visitor with a number ends in exactly one way";
pub const NOBODY_LEFT: &str = "nobody is left in the hall at the end";
pub const CALLS_ANNOUNCED_ONCE: &str = "every call and recall is announced exactly once";
pub const NO_CALL_INVENTED: &str = "no display is shown a call that was not made";
pub const CALLS_ON_THE_BOARD: &str = "every called number stood on the board";
pub const BOARD_GOES_FORWARD: &str = "the board never goes backwards";
pub const MESSAGES_READABLE: &str = "every message keeps the contract";

/// Checked at every end, in this order.
pub const INVARIANTS: [&str; 13] = [
    ONE_NUMBER_ONE_TICKET,
    ONE_TOUCH_ONE_TICKET,
    ONE_COUNTER,
    ORDER_AS_SAID,
    EVERY_CALL_HAS_A_REASON,
    ACTS_DO_WHAT_THEY_SAY,
    ONE_END,
    NOBODY_LEFT,
    CALLS_ANNOUNCED_ONCE,
    NO_CALL_INVENTED,
    CALLS_ON_THE_BOARD,
    BOARD_GOES_FORWARD,
    MESSAGES_READABLE,
];

/// The book.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub visits: Vec<Visit>,
    pub violations: Vec<Violation>,
    by_number: HashMap<Number, usize>,
}

impl Ledger {
    pub fn violated(&mut self, invariant: &'static str, seen: impl Into<String>) {
        self.violations.push(Violation { invariant, seen: seen.into() });
    }

    pub fn visit_of(&self, number: &str) -> Option<usize> {
        self.by_number.get(number).copied()
    }

    /// A number was given to `visit`.
    pub fn number_given(&mut self, visit: usize, ticket: IssuedTicket, at: DateTime<Utc>) {
        if let Some(other) = self.by_number.insert(ticket.number.clone(), visit) {
            let number = &ticket.number;
            self.violated(
                ONE_NUMBER_ONE_TICKET,
                format!("{number} was given to visitors {other} and {visit}"),
            );
        }
        self.visits[visit].ticket = Some(ticket);
        self.visits[visit].arrived_at = Some(at);
    }

    /// A number nobody of the plan has: somebody who watches the replay touched the kiosk.
    pub fn onlooker(&mut self, number: &str) -> usize {
        let visit = self.visits.len();
        self.visits.push(Visit { onlooker: Some(number.to_owned()), ..Visit::of(Kind::WalkIn) });
        self.by_number.insert(number.to_owned(), visit);
        visit
    }

    /// `number` of `visit` was called.
    pub fn called(&mut self, visit: usize, number: &str, call: CallSeen) {
        if let Some(other) = &self.visits[visit].at_counter {
            let seen = format!("{number} is at counter {other}, and was called to {}", call.counter);
            self.violated(ONE_COUNTER, seen);
        }
        self.announces(visit, number, &call.counter, 0);
        self.visits[visit].at_counter = Some(call.counter.clone());
        self.visits[visit].calls.push(call);
    }

    /// A call or recall that a display must hear of.
    pub fn announces(&mut self, visit: usize, number: &str, counter: &str, recalls: u32) {
        let (number, counter) = (number.to_owned(), counter.to_owned());
        self.visits[visit].to_announce.push(Announcement { number, counter, recalls });
    }

    /// The visitor did not come, and waits again.
    pub fn went_back(&mut self, visit: usize) {
        self.visits[visit].at_counter = None;
        self.visits[visit].absences += 1;
    }

    pub fn ended(&mut self, visit: usize, end: End) {
        self.visits[visit].at_counter = None;
        self.visits[visit].ends.push(end);
    }

    /// Everybody who is waiting, called or being served.
    pub fn in_the_hall(&self) -> usize {
        self.visits.iter().filter(|visit| visit.arrived_at.is_some() && visit.ends.is_empty()).count()
    }
}
