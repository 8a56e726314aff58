//! What somebody wants to book, and who books it. No name is here: of a name only the first letters are
//! asked, where they decide who is responsible, and they are never stored.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::plan::ServiceId;

/// How a visit takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    InPerson,
    Phone,
    Video,
}

/// Through what somebody books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Online,
    Kiosk,
    /// The infopoint, for somebody who stands there or calls.
    Infopoint,
    /// The clerks themselves.
    Staff,
}

impl Channel {
    pub const ALL: [Channel; 4] = [Channel::Online, Channel::Kiosk, Channel::Infopoint, Channel::Staff];

    /// Whether lead times and the public's share of the seats hold here.
    pub fn is_public(self) -> bool {
        matches!(self, Channel::Online | Channel::Kiosk)
    }
}

/// One thing to be done in a visit, for one person or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    pub service: ServiceId,
    pub persons: u16,
}

/// What somebody wants to book, whenever it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wish {
    /// One after the other, in one visit with one clerk.
    pub matters: Vec<Matter>,
    pub form: Form,
    pub channel: Channel,
    pub urgent: bool,
    /// It says who somebody is, and is never stored.
    #[serde(skip)]
    pub whose: Whose,
}

impl Wish {
    pub fn of(service: &str, channel: Channel) -> Wish {
        let matters = vec![Matter { service: service.to_owned(), persons: 1 }];
        Wish { matters, form: Form::InPerson, channel, urgent: false, whose: Whose::default() }
    }
}

/// What decides which clerk is responsible, where something does. It never prints what it is: logs are
/// made of what is printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Whose {
    /// The first letters of the family name, as many as are needed.
    pub name: Option<String>,
    /// Where they live, as the town names its places.
    pub place: Option<String>,
}

impl std::fmt::Debug for Whose {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Whose(..)")
    }
}

/// For whom a clerk is responsible.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remit {
    #[default]
    Everybody,
    /// Family names from the first to the second, both included: ("A", "Ki") and ("Kl", "Z").
    Names(Vec<(String, String)>),
    Places(BTreeSet<String>),
}

/// Why a remit cannot be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    Name,
    Place,
}

impl Remit {
    pub fn covers(&self, whose: &Whose) -> Result<bool, Unsaid> {
        match self {
            Remit::Everybody => Ok(true),
            Remit::Names(ranges) => {
                let name = as_in_a_register(whose.name.as_deref().ok_or(Unsaid::Name)?);
                if name.is_empty() {
                    return Err(Unsaid::Name);
                }
                let within = |(first, last): &(String, String)| {
                    let (first, last) = (as_in_a_register(first), as_in_a_register(last));
                    let cut: String = name.chars().take(last.chars().count()).collect();
                    first <= name && cut <= last
                };
                Ok(ranges.iter().any(within))
            }
            Remit::Places(places) => Ok(places.contains(whose.place.as_ref().ok_or(Unsaid::Place)?)),
        }
    }
}

/// Letters as a German register orders them (DIN 5007-1): Ä is A, ß is ss, and only letters count.
fn as_in_a_register(name: &str) -> String {
    let mut letters = String::new();
    for letter in name.chars().flat_map(char::to_uppercase) {
        match letter {
            'Ä' | 'À' | 'Á' | 'Â' | 'Å' => letters.push('A'),
            'Ö' | 'Ò' | 'Ó' | 'Ô' | 'Ø' => letters.push('O'),
            'Ü' | 'Ù' | 'Ú' | 'Û' => letters.push('U'),
            'É' | 'È' | 'Ê' | 'Ë' => letters.push('E'),
            'Ç' | 'Č' | 'Ć' => letters.push('C'),
            'Š' | 'Ş' => letters.push('S'),
            'Ž' => letters.push('Z'),
            letter if letter.is_alphabetic() => letters.push(letter),
            _ => {}
        }
    }
    letters
}
