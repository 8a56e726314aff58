//! The sentences of the visitors' pages and letters. They lie in `hub/translations`, a file a language, and
//! `build/words.rs` brings them here.
//!
//! Staff read German alone, and those words stand in the templates.

use std::fmt::{self, Display};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use unic_langid::LanguageIdentifier;

// The rules of plurals are as gettext writes them.
#[allow(clippy::manual_range_contains)]
mod words {
    use super::Part::{Counted, Open, Words};
    use super::{FormFor, Forms};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// One of [`wire::language`], with its words.
pub struct Language {
    /// BCP 47, as kiosks name it, as the end of an address and in `lang`.
    pub tag: &'static str,
    pub name: &'static str,
    /// As `dir` says it.
    pub direction: &'static str,
    /// Of each of [`words::IDS`].
    words: &'static [Forms],
    form_for: FormFor,
}

/// A sentence; it has several forms if a number chooses between them.
type Forms = &'static [&'static [Part]];

/// Which form is for a number.
type FormFor = fn(u32) -> usize;

enum Part {
    Words(&'static str),
    /// The name of a place that is left open.
    Open(&'static str),
    /// The number that chooses.
    Counted,
}

/// The language of the office, for those who name none that we have.
pub fn german() -> &'static Language {
    &LANGUAGES[0]
}

pub fn all() -> &'static [Language] {
    &*LANGUAGES
}

/// In whatever case it is written: addresses on slips are in capitals.
pub fn named(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
}

/// What a browser asks for in `Accept-Language`, as far as we have it. Plain German is nobody's setting: it
/// is chosen.
pub fn accepted(header: &str) -> &'static Language {
    let wanted = accepted_languages::parse(header);
    let plain = |language: &&Language| language.tag.contains("-x-");
    let have: Vec<LanguageIdentifier> = LANGUAGES
        .iter()
        .filter(|language| !plain(language))
        .map(|language| identifier(language.tag))
        .collect();
    let default = identifier(german().tag);
    let found = negotiate_languages(&wanted, &have, Some(&default), NegotiationStrategy::Lookup);
    found.first().and_then(|found| named(&found.to_string())).unwrap_or(german())
}

impl Language {
    /// A sentence, to be completed by `with` if something is left open in it.
    pub fn say(&'static self, id: &'static str) -> Sentence {
        let place = words::IDS.binary_search(&id);
        let place = place.expect("every sentence that is said is there, which a test reads");
        Sentence { id, forms: self.words[place], form_for: self.form_for, open: vec![], number: None }
    }

    /// "3 Personen", or "niemand".
    pub fn persons(&'static self, count: &u32) -> Sentence {
        match count {
            0 => self.say("nobody"),
            _ => self.say("persons").count(count),
        }
    }

    /// "Nummer A 47, bitte Schalter 3.", for a voice; or, of whoever stays seated, that staff comes to them.
    pub fn call(&'static self, number: &str, counter: &str, stays_seated: bool) -> Sentence {
        let (zone, digits) = wire::as_called(number);
        let number = format!("{zone} {digits}");
        match stays_seated {
            true => self.say("called-seated").with("number", number),
            false => self.say("called-to").with("number", number).with("counter", counter),
        }
    }

    /// "Dienstag, 1. Dezember 2026".
    pub fn date(&'static self, date: NaiveDate) -> Sentence {
        let weekday = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
        let day = match date.day() {
            1 => self.say("day-first").to_string(),
            day => day.to_string(),
        };
        self.say("date")
            .with("weekday", self.say(weekday))
            .with("day", day)
            .with("month", self.say(MONTHS[date.month0() as usize]))
            .with("year", date.year())
    }

    /// "Dienstag, 1. Dezember 2026, 09:00 Uhr".
    pub fn moment(&'static self, at: NaiveDateTime) -> Sentence {
        self.say("moment").with("date", self.date(at.date())).with("clock", self.clock(at.time()))
    }

    /// "09:00 Uhr".
    pub fn clock(&'static self, time: NaiveTime) -> Sentence {
        self.say("clock").with("time", time.format("%H:%M"))
    }
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

/// A sentence of one language.
pub struct Sentence {
    id: &'static str,
    forms: Forms,
    form_for: FormFor,
    open: Vec<(&'static str, String)>,
    number: Option<u32>,
}

impl Sentence {
    pub fn with(mut self, name: &'static str, text: impl Display) -> Sentence {
        self.open.push((name, text.to_string()));
        self
    }

    /// A number decides between singular and plural; it is the `{n}` of a sentence.
    pub fn count(mut self, number: &u32) -> Sentence {
        self.number = Some(*number);
        self
    }
}

impl Display for Sentence {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let form = self.number.map_or(0, self.form_for);
        let form = self.forms.get(form).or(self.forms.last()).expect("a sentence has a form");
        for part in *form {
            match part {
                Part::Words(words) => to.write_str(words)?,
                Part::Counted => self.number.map_or(Ok(()), |number| write!(to, "{number}"))?,
                Part::Open(name) => {
                    let said = self.open.iter().find(|(open, _)| open == name);
                    debug_assert!(said.is_some(), "{name} is left open in {}", self.id);
                    said.map_or(Ok(()), |(_, text)| to.write_str(text))?;
                }
            }
        }
        Ok(())
    }
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let language = |named: &wire::language::Language| {
        let words = words::WORDS.iter().find(|(tag, ..)| *tag == named.code);
        let (_, form_for, words) = *words.expect("every language has its words, which a test reads");
        Language {
            tag: named.code,
            name: named.name,
            direction: if named.rtl { "rtl" } else { "ltr" },
            words,
            form_for,
        }
    };
    wire::language::LANGUAGES.iter().map(language).collect()
});

fn identifier(tag: &str) -> LanguageIdentifier {
    tag.parse().expect("our tags are language identifiers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_first_of_its_languages_that_we_have() {
        for (header, tag) in [
            ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
            ("it-IT,it;q=0.9,ar;q=0.5", "ar"),
            ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
            ("fa-AF", "fa"),
            ("en-GB", "en"),
            ("de-AT", "de"),
            ("it", "de"),
            ("", "de"),
            (";;;q=,,*", "de"),
        ] {
            assert_eq!(accepted(header).tag, tag, "{header}");
        }
    }

    /// That every language has every sentence is a matter of `tests/languages`, as at the kiosk.
    #[test]
    fn every_sentence_can_be_said_whatever_the_number() {
        assert!(words::IDS.len() > 30, "{:?}", words::IDS);
        for (language, id) in
            all().iter().flat_map(|language| words::IDS.iter().map(move |id| (language, *id)))
        {
            let parts = language.say(id).forms.iter().copied().flatten();
            let open = parts.filter_map(|part| match part {
                Part::Open(name) => Some(*name),
                Part::Words(_) | Part::Counted => None,
            });
            for number in [0, 1, 2, 3, 5, 11, 21, 100] {
                let sentence = language.say(id).count(&number);
                let said = open.clone().fold(sentence, |sentence, name| sentence.with(name, "X")).to_string();
                assert!(!said.is_empty() && !said.contains(['{', '}']), "{}: {id}: {said}", language.tag);
            }
        }
    }

    #[test]
    fn a_date_is_one_of_the_language() {
        let date = "2026-12-01".parse().expect("a date");
        for (tag, said) in [
            ("de", "Dienstag, 1. Dezember 2026"),
            ("en", "Tuesday, 1 December 2026"),
            ("uk", "вівторок, 1 грудня 2026 року"),
            ("ru", "вторник, 1 декабря 2026 года"),
            ("tr", "1 Aralık 2026 Salı"),
            ("ar", "الثلاثاء، 1 ديسمبر 2026"),
            ("fa", "سه‌شنبه، 1 دسامبر 2026"),
            ("pl", "wtorek, 1 grudnia 2026"),
            ("ro", "marți, 1 decembrie 2026"),
            ("bg", "вторник, 1 декември 2026 г."),
            ("fr", "mardi 1er décembre 2026"),
        ] {
            assert_eq!(named(tag).expect("we have it").date(date).to_string(), said);
        }
        let second = "2026-12-02".parse().expect("a date");
        assert_eq!(named("fr").expect("we have it").date(second).to_string(), "mercredi 2 décembre 2026");
    }

    #[test]
    fn plurals_are_those_of_the_language() {
        let counted: [(&str, [&str; 5]); 12] = [
            ("de", ["niemand", "1 Person", "2 Personen", "5 Personen", "21 Personen"]),
            ("de-x-plain", ["niemand", "1 Person", "2 Personen", "5 Personen", "21 Personen"]),
            ("en", ["nobody", "1 person", "2 people", "5 people", "21 people"]),
            ("uk", ["нікого", "1 особа", "2 особи", "5 осіб", "21 особа"]),
            ("ru", ["никого", "1 человек", "2 человека", "5 человек", "21 человек"]),
            ("tr", ["kimse yok", "1 kişi", "2 kişi", "5 kişi", "21 kişi"]),
            ("ar", ["لا أحد", "شخص واحد", "شخصان", "5 أشخاص", "21 شخصًا"]),
            ("fa", ["هیچ‌کس", "1 نفر", "2 نفر", "5 نفر", "21 نفر"]),
            ("pl", ["nikt", "1 osoba", "2 osoby", "5 osób", "21 osób"]),
            ("ro", ["nimeni", "1 persoană", "2 persoane", "5 persoane", "21 de persoane"]),
            ("bg", ["никой", "1 човек", "2 души", "5 души", "21 души"]),
            ("fr", ["personne", "1 personne", "2 personnes", "5 personnes", "21 personnes"]),
        ];
        assert_eq!(counted.map(|(tag, _)| tag), wire::language::LANGUAGES.each_ref().map(|named| named.code));
        for (tag, said) in counted {
            let language = named(tag).expect("we have it");
            let persons = |count| language.persons(&count).to_string();
            assert_eq!([0, 1, 2, 5, 21].map(persons), said, "{tag}");
        }
    }
}
