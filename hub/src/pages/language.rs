//! The languages of the visitors' pages. Their sentences lie in `hub/pages/words`, one file each.
//!
//! Staff read German alone, and those words stand in the templates.

use std::fmt::{self, Display};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// A language by its own name: nobody has to know the German word for it.
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

    /// "Dienstag, 1. Dezember 2026".
    pub fn date(&'static self, date: NaiveDate) -> Sentence {
        let weekday = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
        self.say("date")
            .with("weekday", self.say(weekday))
            .with("day", date.day())
            .with("month", self.say(MONTHS[date.month0() as usize]))
            .with("year", date.year())
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

static LANGUAGES: LazyLock<[Language; 5]> = LazyLock::new(|| {
    [
        language("de", "Deutsch", include_str!("../../pages/words/de.ftl")),
        language("de-x-plain", "Einfache Sprache", include_str!("../../pages/words/de-x-plain.ftl")),
        language("en", "English", include_str!("../../pages/words/en.ftl")),
        language("uk", "Українська", include_str!("../../pages/words/uk.ftl")),
        Language {
            direction: "rtl", ..language("ar", "العربية", include_str!("../../pages/words/ar.ftl"))
        },
    ]
});

fn language(tag: &'static str, name: &'static str, words: &str) -> Language {
    let resource = FluentResource::try_new(words.to_owned()).expect("the embedded sentences can be read");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(tag)]);
    // A number on a wall is found by letters alone, also in a test. Browsers keep directions apart by
    // elements.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no sentence stands twice in a file");
    Language { tag, name, direction: "ltr", words: bundle }
}

/// Of the language whose plurals are meant; a private use is none of its own.
fn identifier(tag: &str) -> LanguageIdentifier {
    let base = tag.split("-x-").next().expect("split gives one at least");
    base.parse().expect("our tags are language identifiers")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_browser_gets_the_first_of_its_languages_that_we_have() {
        for (header, tag) in [
            ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
            ("fr-FR,fr;q=0.9,ar;q=0.5", "ar"),
            ("en-GB", "en"),
            ("de-AT", "de"),
            ("fr", "de"),
            ("", "de"),
            (";;;q=,,*", "de"),
        ] {
            assert_eq!(accepted(header).tag, tag, "{header}");
        }
    }

    /// What is left open in sentences, numbers apart.
    const OPEN: [&str; 13] = [
        "office", "time", "counter", "zone", "name", "date", "clock", "until", "weekday", "day", "month",
        "year", "code",
    ];

    #[test]
    fn every_language_says_every_sentence() {
        let ids = |file: &'static str| -> BTreeSet<&str> {
            let lines = file.lines().filter(|line| !line.starts_with([' ', '#']));
            lines.filter_map(|line| Some(line.split_once(" =")?.0)).collect()
        };
        let german = ids(include_str!("../../pages/words/de.ftl"));
        assert!(german.len() > 30, "{german:?}");
        for (tag, file) in [
            ("de-x-plain", include_str!("../../pages/words/de-x-plain.ftl")),
            ("en", include_str!("../../pages/words/en.ftl")),
            ("uk", include_str!("../../pages/words/uk.ftl")),
            ("ar", include_str!("../../pages/words/ar.ftl")),
        ] {
            assert_eq!(ids(file), german, "{tag}");
        }
        // Whatever is left open in one is known in all, whatever the number.
        for language in all() {
            for id in german.iter().copied() {
                for number in [0, 1, 2, 3, 11, 100] {
                    let sentence = ["count", "minutes", "from", "to"]
                        .into_iter()
                        .fold(language.say(id), |sentence, name| sentence.count(name, &number));
                    let said = OPEN
                        .into_iter()
                        .fold(sentence, |sentence, name| sentence.with(name, "X"))
                        .to_string();
                    assert!(!said.is_empty() && !said.contains(['{', '$']), "{}: {id}: {said}", language.tag);
                }
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
            ("ar", "الثلاثاء، 1 ديسمبر 2026"),
        ] {
            assert_eq!(named(tag).expect("we have it").date(date).to_string(), said);
        }
    }

    #[test]
    fn plurals_are_those_of_the_language() {
        let persons =
            |tag, count| named(tag).expect("we have it").say("persons").count("count", &count).to_string();
        assert_eq!(persons("de", 1), "1 Person");
        assert_eq!(persons("uk", 3), "3 особи");
        assert_eq!(persons("uk", 5), "5 осіб");
        assert_eq!(persons("ar", 2), "شخصان");
        assert_eq!(persons("AR", 0), "لا أحد");
    }
}
