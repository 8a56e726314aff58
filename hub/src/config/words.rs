//! Words of the town that are not ours to translate: in the language of whoever reads them where the town has
//! written them, and in German where it has not.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use calendar::Booking;
use calendar::wish::Matter;

use super::site::{ServiceConfig, Site};

/// As somebody reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words<'a> {
    pub text: &'a str,
    /// Then a page of another language says so: a voice reads them aloud as what they are.
    pub is_german: bool,
}

impl Words<'_> {
    pub fn german(text: &str) -> Words<'_> {
        Words { text, is_german: true }
    }
}

impl Display for Words<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(self.text)
    }
}

/// One after the other, with commas between them.
pub fn joined(words: &[Words]) -> String {
    words.iter().map(|words| words.text).collect::<Vec<_>>().join(", ")
}

impl ServiceConfig {
    /// Its name in a language, or the town's own where it has no other.
    pub fn name_in(&self, language: &str) -> &str {
        self.named_in(language).text
    }

    /// The same, for a page that says which of the two it is.
    pub fn named_in(&self, language: &str) -> Words<'_> {
        let own = self.names.get(language).map(|name| Words { text: name, is_german: false });
        own.unwrap_or(Words::german(&self.name))
    }

    /// All of it in one language: half a list in another one would be read as the whole.
    fn things_in(&self, language: &str) -> impl Iterator<Item = Words<'_>> {
        let own = self.bring_in.get(language).filter(|things| !things.is_empty());
        let is_german = own.is_none();
        own.unwrap_or(&self.bring).iter().map(move |text| Words { text, is_german })
    }
}

impl Site {
    /// What a booking is for, in a language.
    pub fn matters(&self, booking: &Booking, language: &str) -> Vec<Words<'_>> {
        self.names_of(&booking.matters, language)
    }

    pub fn names_of(&self, matters: &[Matter], language: &str) -> Vec<Words<'_>> {
        let of = |matter: &Matter| {
            let service = self.services.iter().find(|service| service.id == matter.service)?;
            Some(service.named_in(language))
        };
        matters.iter().filter_map(of).collect()
    }

    /// What to bring for a booking.
    pub fn bring(&self, booking: &Booking, language: &str) -> Vec<Words<'_>> {
        bring(self.services_of(booking), language)
    }

    /// The same in every language in which the town has written something for it.
    pub fn bring_in(&self, booking: &Booking) -> BTreeMap<&str, Vec<Words<'_>>> {
        let languages = self.services_of(booking).flat_map(|service| service.bring_in.keys());
        languages.map(|language| (language.as_str(), self.bring(booking, language))).collect()
    }

    fn services_of(&self, booking: &Booking) -> impl Iterator<Item = &ServiceConfig> {
        let of = |matter: &Matter| self.services.iter().find(|service| service.id == matter.service);
        booking.matters.iter().filter_map(of)
    }

    /// How people get there.
    pub fn directions_in(&self, language: &str) -> Option<Words<'_>> {
        let own = self.directions_in.get(language).map(|text| Words { text, is_german: false });
        own.or(self.directions.as_deref().map(Words::german))
    }
}

/// What to bring for all of them, in the order in which the town has written it and each thing once; what it
/// has not written in a language in German.
pub fn bring<'a>(services: impl Iterator<Item = &'a ServiceConfig>, language: &str) -> Vec<Words<'a>> {
    let mut things = Vec::new();
    for thing in services.flat_map(|service| service.things_in(language)) {
        if !things.contains(&thing) {
            things.push(thing);
        }
    }
    things
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, MADE_UP_TOWN, made_up_town};

    #[test]
    fn whoever_has_no_list_in_their_language_reads_the_german_one() {
        let mut site = made_up_town().sites.remove(0);
        let second = &mut site.services[1];
        second.bring = vec!["Ein biometrisches Foto".into(), "Der Brief".into()];
        let said = |language: &str| -> Vec<(String, bool)> {
            let things = bring(site.services[..2].iter(), language);
            things.iter().map(|thing| (thing.to_string(), thing.is_german)).collect()
        };
        let german = |text: &str| (text.to_owned(), true);
        let papers = "Personalausweis, Reisepass oder Geburtsurkunde";
        let all = [german(papers), german("Ein biometrisches Foto"), german("Der Brief")];
        assert_eq!(said("de"), all, "each once, in the town's own order");
        assert_eq!(said("tr"), all);
        let [photo, letter] = [german("Ein biometrisches Foto"), german("Der Brief")];
        let of_first = ["Identity card, passport or birth certificate", "A biometric photo"];
        let [papers, own] = of_first.map(|text| (text.to_owned(), false));
        assert_eq!(said("en"), [papers, own, photo, letter], "what nobody has translated is there as well");
        assert_eq!(site.directions_in("tr"), site.directions.as_deref().map(Words::german));
        assert!(site.directions_in("en").is_some_and(|way| !way.is_german && way.text.starts_with("Tram 5")));
    }

    #[test]
    fn a_language_that_is_none_is_refused() {
        for (from, to) in [("bring_in.en", "bring_in.english"), ("directions_in.en", "directions_in.de")] {
            let text = MADE_UP_TOWN.replacen(from, to, 1);
            let mistake = Config::parse("hub.toml", &text).expect_err(to).to_string();
            assert!(
                mistake.contains("is none of the other languages; there are de-x-plain, en"),
                "{mistake}"
            );
        }
    }
}
