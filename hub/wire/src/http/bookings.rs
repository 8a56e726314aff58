//! Bookings: made, changed and cancelled, by whoever may.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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

pub(super) fn one() -> u16 {
    1
}

fn is_one(persons: &u16) -> bool {
    *persons == one()
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Matter {
    pub service: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub persons: u16,
}

impl Matter {
    /// Of one person.
    pub fn of(service: &str) -> Matter {
        Matter { service: service.to_owned(), persons: one() }
    }
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

/// A visit to be booked at a kiosk, in person. Nobody is asked for a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookHere {
    pub service: String,
    /// So many people come for it. Kiosks of before say nothing, and mean one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub persons: u16,
    /// Further matters of the same visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Matter>,
    pub starts_at: DateTime<Utc>,
}

impl BookHere {
    /// One person, for one matter.
    pub fn of(service: &str, starts_at: DateTime<Utc>) -> BookHere {
        BookHere { service: service.to_owned(), persons: one(), further: Vec::new(), starts_at }
    }

    /// A visit is for something: `matters` is not empty.
    pub fn for_all(matters: Vec<Matter>, starts_at: DateTime<Utc>) -> BookHere {
        let mut matters = matters.into_iter();
        let first = matters.next().expect("a visit is for something");
        BookHere { service: first.service, persons: first.persons, further: matters.collect(), starts_at }
    }

    /// All that the visit is for, in the order in which it was chosen.
    pub fn matters(self) -> Vec<Matter> {
        let first = Matter { service: self.service, persons: self.persons };
        [first].into_iter().chain(self.further).collect()
    }
}

/// What a visit may still be, in the query of a GET: asked before its times are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VisitAsked {
    pub service: String,
    /// So many people come for it; without it, one.
    #[serde(default)]
    pub persons: Option<u16>,
    /// As in [`super::SlotsAsked`].
    #[serde(default, with = "super::further")]
    #[param(value_type = Option<String>)]
    pub further: Vec<Matter>,
}

/// What is left to be chosen of a visit, by the rules of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VisitChoices {
    /// For so many people the last of its matters may be; of one nobody is asked.
    #[serde(default = "one")]
    pub persons_max: u16,
    /// Services that can be done in the same visit besides, by their ids.
    #[serde(default)]
    pub further: Vec<String>,
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
    /// So many people come for each of them; hubs of before do not say.
    #[serde(default)]
    pub persons: Vec<u16>,
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
    /// Each matter, and for how many people it is.
    pub fn matters_and_persons(&self) -> impl Iterator<Item = (&Text, u16)> {
        self.matters.iter().zip(self.persons.iter().copied().chain(std::iter::repeat(one())))
    }

    /// What to bring in `language`, in German where the town has not written it.
    pub fn things_in(&self, language: &str) -> &[String] {
        self.bring_in.get(language).unwrap_or(&self.bring)
    }
}
