//! Free slots of the days to come, and why a day has none.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Form, Matter};

/// So many days are looked at in one question, at most: two months are more than anybody scrolls.
pub const SLOT_DAYS_MAX: u16 = 62;

/// Of an answer with free slots, which is the one longer than [`super::BODY_BYTES_MAX`]: 62 whole days with a
/// slot each five minutes, sixty bytes each, are a good megabyte.
pub const SLOTS_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What somebody would like to book, in the query of a GET.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SlotsAsked {
    pub service: String,
    /// So many people come for it; without it, one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<u16>,
    /// Further matters of the same visit, with commas between them; a colon says for how many people one is,
    /// if it is not one ("pass,wohnsitz:3").
    #[serde(default, with = "further", skip_serializing_if = "Vec::is_empty")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub further: Vec<Matter>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Somebody of the town has said that it cannot wait: seats that are kept for that count as well.
    /// Partners ask so, before they book with `urgent`; kiosks and the public are refused (403).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    /// The first letters of the family name, where they say which clerk is responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where they live, where that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The first day; without it, today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// So many days; without it, fourteen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

impl SlotsAsked {
    /// For one person who comes in person, from today on.
    pub fn of(service: &str, days: u16) -> SlotsAsked {
        SlotsAsked {
            service: service.to_owned(),
            persons: None,
            further: Vec::new(),
            form: None,
            urgent: None,
            name: None,
            place: None,
            from: None,
            days: Some(days),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FreeSlots {
    pub site: String,
    /// By the hub's clock; good for the minute.
    pub at: DateTime<Utc>,
    pub days: Vec<FreeDay>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FreeDay {
    pub date: NaiveDate,
    pub slots: Vec<Slot>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<WhyNone>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Slot {
    pub starts_at: DateTime<Utc>,
    /// So many visits of this kind can be booked there.
    pub count: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhyNone {
    /// Kebab-case, stable: "full", "holiday", "closure", "not-open", "not-released", "too-late".
    pub code: String,
    /// The public holiday ("christmas-day").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holiday: Option<String>,
    /// The name of the closure, as the town wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<String>,
    /// From when on the day can be booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
}

/// Matters as one word of a query: "pass,wohnsitz:3".
pub mod further {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Matter;

    /// Between a service and its number of people: no id of a service has one.
    const FOR: char = ':';

    pub fn word(matters: &[Matter]) -> String {
        let word = |matter: &Matter| match matter.persons {
            1 => matter.service.clone(),
            persons => format!("{}{FOR}{persons}", matter.service),
        };
        matters.iter().map(word).collect::<Vec<_>>().join(",")
    }

    pub fn serialize<S: Serializer>(matters: &[Matter], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&word(matters))
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<Matter>, D::Error> {
        let text = String::deserialize(from)?;
        let matter = |word: &str| match word.split_once(FOR) {
            None => Ok(Matter::of(word)),
            Some((service, persons)) => {
                let persons = persons.parse().map_err(|_| {
                    D::Error::custom(
                        "further: a colon is followed by a number of people (\"pass,wohnsitz:3\")",
                    )
                })?;
                Ok(Matter { service: service.to_owned(), persons })
            }
        };
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(matter).collect()
    }
}
