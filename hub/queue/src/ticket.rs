//! A ticket: one visitor's place in today's queue.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub id: TicketId,
    pub number: Number,
    pub service: ServiceId,
    pub arrival: Arrival,
    /// When it was drawn or checked in; every wait counts from here.
    pub arrived_at: DateTime<Utc>,
    pub state: State,
    /// How often the visitor did not come when called.
    pub no_shows: u32,
    /// "Next" does not offer it before this time.
    pub locked_until: Option<DateTime<Utc>>,
    /// The first call, for the measured wait.
    pub first_called_at: Option<DateTime<Utc>>,
    /// The newest call or recall, for the wall.
    pub last_called_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Waiting,
    Called {
        counter: CounterId,
        at: DateTime<Utc>,
        recalls: u32,
    },
    Serving {
        counter: CounterId,
        since: DateTime<Utc>,
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
}

impl Ticket {
    /// Where the visitor is, or is expected.
    pub fn counter(&self) -> Option<&CounterId> {
        match &self.state {
            State::Called { counter, .. } | State::Serving { counter, .. } => Some(counter),
            _ => None,
        }
    }

    /// Whether the visitor is still expected or served today.
    pub fn is_alive(&self) -> bool {
        matches!(self.state, State::Waiting | State::Called { .. } | State::Serving { .. })
    }
}
