//! Bookings: made, changed and cancelled, by whoever may.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Text;

/// A visit to be booked, by a booking system of the town.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Book {
    pub service: String,
    /// So many people come for it.
    #[serde(default = "one")]
    pub persons: u16,
    /// Further matters of the same visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Matter>,
    #[serde(default)]
    pub form: Form,
    /// Somebody of the town has said that it cannot wait.
    #[serde(default)]
    pub urgent: bool,
    pub starts_at: DateTime<Utc>,
    /// What says which clerk is responsible, where something does. It is not stored.
    #[serde(default, flatten)]
    pub whose: Whose,
    /// Keeps the time for some minutes only, until it is confirmed.
    #[serde(default)]
    pub hold: bool,
}

impl Book {
    /// One person, in person, for one matter.
    pub fn of(service: &str, starts_at: DateTime<Utc>) -> Book {
        Book {
            service: service.to_owned(),
            persons: one(),
            further: Vec::new(),
            form: Form::InPerson,
            urgent: false,
            starts_at,
            whose: Whose::default(),
            hold: false,
        }
    }
}

fn one() -> u16 {
    1
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Matter {
    pub service: String,
    #[serde(default = "one")]
    pub persons: u16,
}

/// Letters of a name, or a place: some clerks are there for some of them only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Whose {
    /// The first letters of the family name, as many as are needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where they live, as the town names its places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    #[default]
    InPerson,
    Phone,
    Video,
    /// Of a newer asker; it is refused.
    #[serde(other)]
    Unknown,
}

/// To another time; everything else stays as it was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rebook {
    pub starts_at: DateTime<Utc>,
    #[serde(default, flatten)]
    pub whose: Whose,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Booked {
    /// Names the booking between the two systems.
    pub id: String,
    /// Eight characters for the letter or mail, typed or scanned at the kiosk.
    pub code: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    #[serde(default)]
    pub state: BookingState,
    /// Until when it is kept, if it is not confirmed.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
    /// Grows with every change of time or clerk: mails and calendars count by it.
    #[serde(default)]
    pub revision: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BookingState {
    /// Kept while somebody fills in the form.
    Held,
    /// Kept until somebody follows the link in the mail.
    Unverified,
    #[default]
    Confirmed,
    CheckedIn,
    Missed,
    Cancelled,
    /// Held or unverified for too long.
    Lapsed,
    /// Of a newer hub.
    #[serde(other)]
    Unknown,
}

/// A visit to be booked at a kiosk: one person, in person, for one matter. Nobody is asked for a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookHere {
    pub service: String,
    pub starts_at: DateTime<Utc>,
}

/// A booking as whoever has its code gets it at a kiosk: everything a screen and a slip need, and nobody's
/// name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnBooking {
    /// Eight characters that check it in, in two groups ("7F3C-9AKD").
    pub code: String,
    #[serde(default)]
    pub state: BookingState,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub matters: Vec<Text>,
    pub zone: char,
    pub zone_name: String,
    /// How to get there ("Erdgeschoss, links").
    #[serde(default)]
    pub zone_place: String,
    /// Where the house stands ("Rathausplatz 1, 12345 Musterstadt"); empty where the town does not say.
    #[serde(default)]
    pub address: String,
    /// What to bring, as the town wrote it; German.
    #[serde(default)]
    pub bring: Vec<String>,
    /// The whole list in other languages, by their code as in [`crate::language`], as far as the town has
    /// written any of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bring_in: BTreeMap<String, Vec<String>>,
    /// The booking's page, absolute. Whoever has it may move and cancel the booking.
    pub page_url: String,
    /// Whether a kiosk may move it.
    #[serde(default)]
    pub can_move: bool,
}

impl OwnBooking {
    /// What to bring in `language`, in German where the town has not written it.
    pub fn things_in(&self, language: &str) -> &[String] {
        self.bring_in.get(language).unwrap_or(&self.bring)
    }
}
