//! Looking for a service by an everyday word instead of turning pages.

use wire::http::{OfferedService, WhyClosed};

use super::limits::SEARCH_CHARS_MAX;
use super::visit::Step;
use super::{Effect, Refusal, Screen, Session, Touch};

/// As many keys of 20 mm fit a small lying screen, and an upright one at its usual letters.
pub const LETTERS_MAX: usize = 32;

const GERMAN: &str = "abcdefghijklmnopqrstuvwxyzäöüß";
/// Each alphabet in its own order. Where it has more letters than there is room for, those are left out that
/// are found by another (ґ by г, ё by е); so are most letters of French with a sign.
const ALPHABETS: [(&str, &str); 12] = [
    ("de", GERMAN),
    ("de-x-plain", GERMAN),
    ("en", "abcdefghijklmnopqrstuvwxyz"),
    ("uk", "абвгдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("ru", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
    ("tr", "abcçdefgğhıijklmnoöpqrsştuüvwxyz"),
    ("ar", "ءابتةثجحخدذرزسشصضطظعغفقكلمنهوي"),
    ("fa", "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
    ("pl", "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"),
    ("ro", "aăâbcdefghiîjklmnopqrsștțuvwxyz"),
    ("bg", "абвгдежзийклмнопрстуфхцчшщъьюя"),
    ("fr", "aàbcçdeéèêfghijklmnoôpqrstuvwxyz"),
];
/// Words on letters and doors are German: whoever cannot write them with their own letters has German ones
/// besides.
const NOT_ENOUGH_FOR_GERMAN: [&str; 6] = ["uk", "ru", "ar", "fa", "pl", "bg"];

/// The alphabets that can be written in, the own one first.
pub fn alphabets(language: &str) -> Vec<&'static str> {
    let own = ALPHABETS.iter().find(|(code, _)| *code == language).map_or(GERMAN, |(_, letters)| letters);
    let german = NOT_ENOUGH_FOR_GERMAN.contains(&language).then_some(GERMAN);
    [own].into_iter().chain(german).collect()
}

impl Session {
    fn services(&self) -> &[OfferedService] {
        self.offer().map_or(&[][..], |offer| &offer.services)
    }

    /// Whether services are on several pages, so that one may rather look for a word.
    pub(super) fn is_searched(&self) -> bool {
        self.services().len() > self.services_per_page()
    }

    /// All services, and looking for one as the last choice of the first page: it stays where it is, and what
    /// most people come for is still first.
    pub fn service_choices(&self) -> Vec<Touch> {
        let mut all: Vec<Touch> =
            self.services().iter().map(|service| Touch::Service(service.id.clone())).collect();
        if self.is_searched() {
            all.insert(self.services_per_page() - 1, Touch::Search);
        }
        all
    }

    /// Where somebody who comes back finds the service they touched.
    pub(super) fn page_of(&self, service: &str) -> usize {
        let is_it = |choice: &Touch| matches!(choice, Touch::Service(id) if id == service);
        self.service_choices().iter().position(is_it).map_or(0, |at| at / self.services_per_page())
    }

    /// Why there are no numbers for this just now, as far as the hub has told.
    pub(super) fn closed(&self, service: &str) -> Option<WhyClosed> {
        self.services().iter().find(|offered| offered.id == service)?.closed
    }

    /// The letters that are on the screen now.
    pub fn letters(&self, alphabet: usize) -> &'static str {
        let alphabets = alphabets(self.language().code);
        alphabets[alphabet % alphabets.len()]
    }

    /// The first letters of the alphabet one could write in instead, where there is another one.
    pub fn other_letters(&self, alphabet: usize) -> Option<String> {
        let alphabets = alphabets(self.language().code);
        let other = alphabets[(alphabet + 1) % alphabets.len()];
        (alphabets.len() > 1).then(|| other.chars().filter(|letter| *letter != 'ء').take(3).collect())
    }

    fn found(&self, typed: &str) -> Vec<String> {
        let language = self.language().code;
        let is_meant = |service: &&OfferedService| {
            let names = [service.name.de.as_str(), service.name.in_language(language)].into_iter();
            wire::search::finds(typed, names.chain(service.words.iter().map(String::as_str)))
        };
        self.services().iter().filter(is_meant).map(|service| service.id.clone()).collect()
    }

    pub(super) fn touched_search(&mut self, touch: Touch) {
        let Step::Search { mut typed, alphabet } = std::mem::replace(&mut self.step, Step::Home) else {
            return;
        };
        let has_room = typed.chars().count() < SEARCH_CHARS_MAX;
        self.step = match touch {
            Touch::Key(key) if has_room && self.letters(alphabet).contains(key) => {
                typed.push(key);
                Step::Search { typed, alphabet }
            }
            // A blank begins the next word.
            Touch::Key(' ') if has_room && !typed.is_empty() && !typed.ends_with(' ') => {
                typed.push(' ');
                Step::Search { typed, alphabet }
            }
            Touch::EraseKey => {
                typed.pop();
                Step::Search { typed, alphabet }
            }
            Touch::OtherLetters => {
                let alphabet = (alphabet + 1) % alphabets(self.language().code).len();
                Step::Search { typed, alphabet }
            }
            Touch::Find if !typed.is_empty() => match self.found(&typed) {
                nothing if nothing.is_empty() => {
                    Step::Refused { refusal: Refusal::NothingFound, typed: Some(typed), since: self.now }
                }
                services => Step::Found { typed, services, page: 0 },
            },
            Touch::Back => Step::Services { page: 0 },
            _ => Step::Search { typed, alphabet },
        };
    }

    pub(super) fn touched_found(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        match touch {
            Touch::Service(service) => self.choose_service(service, effects),
            Touch::MoreChoices => {
                if let Step::Found { services, .. } = &self.step {
                    self.turn_page(services.len(), self.services_per_page());
                }
            }
            Touch::Back => {
                if let Step::Found { typed, .. } = &self.step {
                    self.step = Step::Search { typed: typed.clone(), alphabet: 0 };
                }
            }
            _ => {}
        }
    }

    pub(super) fn found_screen(&self, services: &[String], page: usize) -> Screen {
        Screen::Found { services: services.to_vec(), page }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wire::language::LANGUAGES;

    use super::*;

    #[test]
    fn every_language_has_its_letters_and_each_has_a_key() {
        assert_eq!(ALPHABETS.map(|(code, _)| code), LANGUAGES.each_ref().map(|language| language.code));
        for (code, letters) in ALPHABETS {
            let keys: BTreeSet<char> = letters.chars().collect();
            assert_eq!(keys.len(), letters.chars().count(), "{code}: a letter has two keys");
            assert!(keys.len() <= LETTERS_MAX, "{code}: {} keys", keys.len());
        }
    }

    /// Whatever is on the letter that they have in their hands.
    #[test]
    fn everybody_can_write_every_german_word() {
        for (code, _) in ALPHABETS {
            for letter in GERMAN.chars() {
                let can_write = alphabets(code).iter().any(|letters| {
                    letters.chars().any(|own| wire::search::finds(&own.to_string(), [&*letter.to_string()]))
                });
                assert!(can_write, "{code}: {letter}");
            }
        }
    }
}
