//! Every message that crosses between the programs: MQTT topics and payloads, HTTP paths and bodies.
//!
//! No behaviour lives here but how the names in them are searched, and no type of the queue or the
//! calendar. SD cards are flashed on different days, so these messages are tolerant where the domain types
//! are strict: unknown fields are ignored, fields are only ever added (with a default), and a change that
//! would break a reader gets a new version in the topic and the path. The hub translates.

pub mod http;
pub mod language;
pub mod mqtt;
pub mod search;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a visitor sees and hears: zone letter and three digits, four after 999 ("A047", "A1000").
pub type Number = String;

/// The zone's letter and the digits as they are called: "A047" is "A" and "47", nobody says the nought.
pub fn as_called(number: &str) -> (&str, &str) {
    let digits_at = number.find(|letter: char| letter.is_ascii_digit()).unwrap_or(number.len());
    let (zone, digits) = number.split_at(digits_at);
    (zone, digits.trim_start_matches('0'))
}

/// How long somebody who waits is still likely to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Estimate {
    /// Whole minutes; `from` is the median, `to` the 90th percentile, and `from <= to`.
    Minutes { from: u32, to: u32 },
    /// Nobody can be called as things stand, so no time is promised.
    NoCounterOpen,
    /// Not computed here (before opening, or by an older hub).
    #[serde(other)]
    Unknown,
}

/// Whether the waiting hall takes visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Hall {
    NotYetOpen {
        opens_at: DateTime<Utc>,
    },
    Open {
        closes_at: DateTime<Utc>,
    },
    /// No new numbers, but those who wait are still called.
    LastCalls,
    #[serde(other)]
    Closed,
}

impl Hall {
    /// Whether a visitor may draw a number now.
    pub fn takes_visitors(self) -> bool {
        matches!(self, Hall::Open { .. })
    }
}

/// A text in the languages the town has written it in. German is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Text {
    pub de: String,
    /// Other languages by their code, as in [`language`] ("en", "uk"; plain German is "de-x-plain").
    #[serde(default, flatten)]
    pub other: std::collections::BTreeMap<String, String>,
}

impl Text {
    pub fn german(de: impl Into<String>) -> Self {
        Text { de: de.into(), other: Default::default() }
    }

    /// The text in `language`, in German where the town has not written it.
    pub fn in_language(&self, language: &str) -> &str {
        self.other.get(language).unwrap_or(&self.de)
    }
}

/// A day on which a site serves visitors. It is opened and closed by the hub, never by a clock
/// that passes midnight.
pub type ServiceDay = NaiveDate;

/// What is not so is not said.
pub(crate) fn is_no(said: &bool) -> bool {
    !said
}
