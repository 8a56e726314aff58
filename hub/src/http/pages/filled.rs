//! A form of staff as it was filled in: fields by name, some of them several times.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use wire::http::{Act, TicketAct};

use crate::http::{Key, Refusal};

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Filled(Vec<(String, String)>);

impl Filled {
    /// The first field of this name, if something is in it.
    pub fn get(&self, name: &str) -> Option<&str> {
        let filled = self.0.iter().find(|(field, value)| field == name && !value.is_empty());
        filled.map(|(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(field, value)| field == name && !value.is_empty());
        named.map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// All fields as they came.
    pub fn into_pairs(self) -> impl Iterator<Item = (String, String)> {
        self.0.into_iter()
    }

    pub fn key(&self) -> Result<String, Refusal> {
        let key = self.get("key").and_then(Key::checked).map(|key| key.0);
        key.ok_or_else(|| Refusal::bad("bad-key", "the form carries no good key"))
    }

    /// One word of the wire, such as an act or a priority.
    pub fn word<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refusal> {
        self.get(name).map(|value| word(name, value)).transpose()
    }

    pub fn words<T: DeserializeOwned + Ord>(&self, name: &str) -> Result<BTreeSet<T>, Refusal> {
        self.all(name).map(|value| word(name, value)).collect()
    }

    /// An act on one ticket. A destination is "service:kfz", "zone:K" or "site:nordstadt:kfz"; a box that
    /// may be empty comes with a field that says it was shown.
    pub fn act(&self, counter: &str) -> Result<TicketAct, Refusal> {
        let act: Act =
            self.word("act")?.ok_or_else(|| Refusal::bad("field-missing", "the form names no act"))?;
        let (mut service, mut zone, mut site) = (self.get("service").map(str::to_owned), None, None);
        match self.get("to").and_then(|to| to.split_once(':')) {
            Some(("service", id)) => service = Some(id.to_owned()),
            Some(("zone", letter)) => zone = letter.chars().next(),
            Some(("site", there)) => {
                let (id, there) = there.split_once(':').unwrap_or((there, ""));
                site = Some(id.to_owned());
                service = Some(there.to_owned()).filter(|service| !service.is_empty());
            }
            _ => {}
        }
        Ok(TicketAct {
            performed: self
                .has("performed-shown")
                .then(|| self.all("performed").map(str::to_owned).collect()),
            service,
            zone,
            site,
            note: self.get("note").map(str::to_owned),
            priority: self.word("priority")?,
            starts_at: self.word("starts_at")?,
            needs: (act == Act::Need).then(|| self.words("need")).transpose()?,
            ..TicketAct::plain(counter, self.get("number").unwrap_or_default(), act)
        })
    }
}

fn word<T: DeserializeOwned>(name: &str, value: &str) -> Result<T, Refusal> {
    let deserializer: StrDeserializer<Error> = value.into_deserializer();
    T::deserialize(deserializer).map_err(|error| Refusal::bad("bad-field", format!("{name}: {error}")))
}

#[cfg(test)]
mod tests {
    use wire::http::{Need, Priority};

    use super::*;

    fn filled(fields: &[(&str, &str)]) -> Filled {
        Filled(fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect())
    }

    #[test]
    fn a_destination_is_a_service_or_a_zone() {
        let to = |to: &str| {
            let act =
                filled(&[("act", "transfer"), ("number", "A001"), ("to", to)]).act("3").expect("an act");
            (act.service, act.zone)
        };
        assert_eq!(to("service:kfz"), (Some("kfz".into()), None));
        assert_eq!(to("zone:K"), (None, Some('K')));
        assert_eq!(to(""), (None, None));
        let act = filled(&[("act", "transfer"), ("number", "A001"), ("to", "site:nordstadt:kfz")]);
        let act = act.act("3").expect("an act");
        assert_eq!((act.site, act.service), (Some("nordstadt".into()), Some("kfz".into())));
    }

    #[test]
    fn nothing_ticked_is_not_the_same_as_not_asked() {
        let performed = |fields: &[(&str, &str)]| {
            let all: Vec<_> = [("act", "finish"), ("number", "A001")].iter().chain(fields).copied().collect();
            filled(&all).act("3").expect("an act").performed
        };
        assert_eq!(performed(&[]), None);
        assert_eq!(performed(&[("performed-shown", "1")]), Some(vec![]));
        let two = [("performed-shown", "1"), ("performed", "pass"), ("performed", "car")];
        assert_eq!(performed(&two), Some(vec!["pass".into(), "car".into()]));
    }

    #[test]
    fn words_are_those_of_the_wire() {
        let act = filled(&[("act", "need"), ("number", "A001"), ("need", "step-free"), ("priority", "high")]);
        let act = act.act("").expect("an act");
        assert_eq!(act.needs, Some([Need::StepFree].into()));
        assert_eq!(act.priority, Some(Priority::High));
        let dances = filled(&[("act", "dance"), ("number", "A001")]).act("3").expect("it is read");
        assert_eq!(dances.act, Act::Unknown, "which is refused by whoever carries it out");
    }
}
