//! A ticket: one visitor's place in today's queue.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::order::Reason;
use crate::rules::{CounterId, ServiceId};

/// Counts the tickets of a service day from 0, in the order they were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketId(pub u32);

/// What is on the paper: zone letter and three digits, a fourth after 999. Never reused on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Number {
    pub zone: char,
    pub count: u16,
}

impl Number {
    /// Four digits is what walls, slips and voices are made for.
    pub const COUNT_MAX: u16 = 9_999;
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}{:03}", self.zone, self.count)
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Number, String> {
        text.parse()
    }
}

impl std::str::FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Number, String> {
        let mut letters = text.chars();
        let zone = letters.next().filter(char::is_ascii_uppercase);
        let digits = letters.as_str();
        let count = match digits.len() {
            3 | 4 if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok(),
            _ => None,
        };
        match (zone, count) {
            (Some(zone), Some(count)) => Ok(Number { zone, count }),
            _ => Err(format!("{text:?} is not a number such as A047")),
        }
    }
}

/// How a visitor came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    WalkIn,
    /// With a booking for this time.
    Booking {
        at: DateTime<Utc>,
    },
}

/// Three levels; each moves the due time by a set number of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    High,
    #[default]
    Normal,
    Low,
}

/// What somebody comes for. Who it is, and what they need, is known elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub service: ServiceId,
    /// Further matters on the same ticket, done at the same counter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<ServiceId>,
    /// A family or a group counts its heads: their visit takes longer.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub persons: u32,
    #[serde(default, skip_serializing_if = "is_normal")]
    pub priority: Priority,
    /// Whether staff wrote something down that is to be read before the call.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_remark: bool,
}

fn one() -> u32 {
    1
}
fn is_one(persons: &u32) -> bool {
    *persons == 1
}
fn is_normal(priority: &Priority) -> bool {
    *priority == Priority::Normal
}

impl Visit {
    /// One person with one matter.
    pub fn to(service: impl Into<ServiceId>) -> Visit {
        Visit {
            service: service.into(),
            further: Vec::new(),
            persons: one(),
            priority: Priority::Normal,
            has_remark: false,
        }
    }

    pub fn services(&self) -> impl Iterator<Item = &ServiceId> {
        std::iter::once(&self.service).chain(&self.further)
    }
}

impl Arrival {
    /// The time of the booking, if it is one.
    pub fn booked_at(self) -> Option<DateTime<Utc>> {
        match self {
            Arrival::WalkIn => None,
            Arrival::Booking { at } => Some(at),
        }
    }
}

/// Where a visit goes on at another site. The queue carries it and never asks what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub site: String,
    /// Of that site's day, which has the same date.
    pub ticket: TicketId,
    pub number: Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub id: TicketId,
    /// Kept for ever, also in another zone.
    pub number: Number,
    /// The matter in hand.
    pub service: ServiceId,
    /// The matters after it.
    pub further: Vec<ServiceId>,
    pub persons: u32,
    pub priority: Priority,
    /// Read before the call.
    pub has_remark: bool,
    pub arrival: Arrival,
    /// The time that somebody else gave up and a walk-in was given. It stands in the order twice, as who
    /// it came as and by this time, and the better place counts.
    pub took: Option<DateTime<Utc>>,
    /// The booking it came from, or whose time it took, by the calendar's id.
    pub booking: Option<u64>,
    /// When it was drawn or checked in; every wait counts from here.
    pub arrived_at: DateTime<Utc>,
    /// Where it waits; another one than the number's letter after a transfer.
    pub zone: char,
    pub state: State,
    /// How often the visitor did not come when called.
    pub no_shows: u32,
    /// "Next" does not offer it before this time.
    pub locked_until: Option<DateTime<Utc>>,
    /// The first call, for the measured wait.
    pub first_called_at: Option<DateTime<Utc>>,
    /// The newest call or recall, for the wall.
    pub last_called_at: Option<DateTime<Utc>>,
    /// How often somebody who came later was called before, for the supervisor.
    pub overtaken: u32,
    /// Time at counters before the visit was interrupted.
    pub served_before: TimeDelta,
    /// How much has happened to it: what is undone must have been the last.
    pub steps: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// A clerk reads the remark before calling; nobody else may call it meanwhile. Still waiting in
    /// the eyes of the visitor, and for everybody when the clerk takes longer than `until`.
    LookedAt {
        counter: CounterId,
        until: DateTime<Utc>,
        reason: Reason,
    },
    Called {
        counter: CounterId,
        at: DateTime<Utc>,
        recalls: u32,
    },
    Serving {
        counter: CounterId,
        since: DateTime<Utc>,
    },
    /// Sent away for a moment, for a photo say; waits again when a clerk takes it back.
    Parked {
        counter: CounterId,
        at: DateTime<Utc>,
    },
    /// Called, and did not come.
    Missed {
        at: DateTime<Utc>,
    },
    Finished {
        at: DateTime<Utc>,
    },
    /// Withdrawn, or still waiting when the day ended.
    Left {
        at: DateTime<Utc>,
    },
    /// Goes on at another site, under a number of that site.
    MovedAway {
        at: DateTime<Utc>,
        /// Journals that do not say it are of before it was written.
        to: Option<Elsewhere>,
    },
}

impl State {
    /// One word, stable, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::LookedAt { .. } => "looked-at",
            State::Called { .. } => "called",
            State::Serving { .. } => "serving",
            State::Parked { .. } => "parked",
            State::Missed { .. } => "missed",
            State::Finished { .. } => "finished",
            State::Left { .. } => "left",
            State::MovedAway { .. } => "moved-away",
        }
    }
}

impl Ticket {
    /// Where the visitor is, or is expected.
    pub fn counter(&self) -> Option<&CounterId> {
        match &self.state {
            State::Called { counter, .. } | State::Serving { counter, .. } => Some(counter),
            _ => None,
        }
    }

    /// Where the visit goes on, if at another site.
    pub fn moved_to(&self) -> Option<&Elsewhere> {
        match &self.state {
            State::MovedAway { to, .. } => to.as_ref(),
            _ => None,
        }
    }

    /// The counter that can call nobody else because of this ticket.
    pub fn held_at(&self) -> Option<&CounterId> {
        match &self.state {
            State::LookedAt { counter, .. } => Some(counter),
            _ => self.counter(),
        }
    }

    /// When the visit was over. Who was missed may still come.
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            State::Finished { at } | State::Left { at } | State::MovedAway { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The time of the appointment it has, whether it came with it or took it here.
    pub fn appointment_at(&self) -> Option<DateTime<Utc>> {
        self.arrival.booked_at().or(self.took)
    }

    /// Whether the visitor is still expected or served today.
    pub fn is_alive(&self) -> bool {
        match self.state {
            State::Waiting | State::LookedAt { .. } | State::Called { .. } => true,
            State::Serving { .. } | State::Parked { .. } => true,
            State::Missed { .. } | State::Finished { .. } | State::Left { .. } => false,
            State::MovedAway { .. } => false,
        }
    }

    pub fn services(&self) -> impl Iterator<Item = &ServiceId> {
        std::iter::once(&self.service).chain(&self.further)
    }
}
