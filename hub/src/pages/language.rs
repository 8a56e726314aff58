//! The sentences of the visitors' pages and letters. They lie in `hub/pages/words`, one file a language.
//!
//! Staff read German alone, and those words stand in the templates.

use std::fmt::{self, Display};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// One of [`wire::language`], with its words.
pub struct Language {
    /// BCP 47, as kiosks name it, as the end of an address and in `lang`.
    pub tag: &'static str,
    pub name: &'static str,
    /// As `dir` says it.
    pub direction: &'static str,
    words: FluentBundle<FluentResource>,
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
        Sentence { language: self, id, open: FluentArgs::new() }
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
        self.say("date")
            .with("weekday", self.say(weekday))
            // French counts the first of a month otherwise than the second.
            .count("day", &date.day())
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
    language: &'static Language,
    id: &'static str,
    open: FluentArgs<'static>,
}

impl Sentence {
    pub fn with(mut self, name: &'static str, text: impl Display) -> Sentence {
        self.open.set(name, text.to_string());
        self
    }

    /// A number decides between singular and plural.
    pub fn count(mut self, name: &'static str, count: &u32) -> Sentence {
        self.open.set(name, *count);
        self
    }
}

impl Display for Sentence {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let words = &self.language.words;
        let pattern = words.get_message(self.id).and_then(|message| message.value());
        let pattern = pattern.expect("every language has every sentence, which a test counts");
        to.write_str(&words.format_pattern(pattern, Some(&self.open), &mut vec![]))
    }
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let language = |named: &wire::language::Language| Language {
        tag: named.code,
        name: named.name,
        direction: if named.rtl { "rtl" } else { "ltr" },
        words: words(named.code),
    };
    wire::language::LANGUAGES.iter().map(language).collect()
});

/// The files of `hub/pages/words`, each behind the tag it is named by.
macro_rules! files {
    [$($tag:literal),*] => { [$(($tag, include_str!(concat!("../../pages/words/", $tag, ".ftl")))),*] };
}

static FILES: [(&str, &str); 12] =
    files!["de", "de-x-plain", "en", "uk", "ru", "tr", "ar", "fa", "pl", "ro", "bg", "fr"];

fn words(tag: &str) -> FluentBundle<FluentResource> {
    let file =
        FILES.iter().find(|(of, _)| *of == tag).expect("every language has its words, which a test reads");
    let resource = FluentResource::try_new(file.1.to_owned()).expect("the embedded sentences can be read");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(tag)]);
    // A number on a wall is found by letters alone, also in a test. Browsers keep directions apart by
    // elements.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no sentence stands twice in a file");
    bundle
}

/// Of the language whose plurals are meant; a private use is none of its own.
fn identifier(tag: &str) -> LanguageIdentifier {
    let base = tag.split("-x-").next().expect("split gives one at least");
    base.parse().expect("our tags are language identifiers")
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

    /// What is left open in sentences, numbers apart.
    const OPEN: [&str; 16] = [
        "office", "time", "counter", "zone", "name", "date", "clock", "until", "weekday", "month", "year",
        "code", "number", "kinds", "size", "files",
    ];

    /// That every language has every sentence is a matter of `tests/languages.rs`, as at the kiosk.
    #[test]
    fn every_sentence_can_be_said_whatever_the_number() {
        let lines = FILES[0].1.lines().filter(|line| !line.starts_with([' ', '#']));
        let ids: Vec<&'static str> = lines.filter_map(|line| Some(line.split_once(" =")?.0)).collect();
        assert!(ids.len() > 30, "{ids:?}");
        for (language, id) in all().iter().flat_map(|language| ids.iter().map(move |id| (language, *id))) {
            for number in [0, 1, 2, 3, 11, 100] {
                let sentence = ["count", "minutes", "from", "to", "day"]
                    .into_iter()
                    .fold(language.say(id), |sentence, name| sentence.count(name, &number));
                let said =
                    OPEN.into_iter().fold(sentence, |sentence, name| sentence.with(name, "X")).to_string();
                assert!(!said.is_empty() && !said.contains(['{', '$']), "{}: {id}: {said}", language.tag);
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
            let persons = |count| language.say("persons").count("count", &count).to_string();
            assert_eq!([0, 1, 2, 5, 21].map(persons), said, "{tag}");
        }
    }
}
