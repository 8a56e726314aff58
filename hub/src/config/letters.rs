//! Sentences of the town's own in its letters: "Bitte benutzen Sie den Eingang im Hof." One for each kind of
//! letter and language. Where it stands in a letter is not said here.

use std::collections::BTreeMap;

use super::site::Site;
use super::{Mistake, Source};
use crate::store::outbox::Kind;

/// Two or three sentences; a longer one is a letter of its own, and nobody reads it.
pub const SENTENCE_CHARS_MAX: usize = 400;

/// By kind of letter, and there by language.
pub type Sentences = BTreeMap<Kind, BTreeMap<String, String>>;

/// A sentence in the language of a letter, or else in German. Whether it is the latter comes with it.
pub fn sentence<'a>(sentences: &'a Sentences, kind: Kind, language: &str) -> Option<(&'a str, bool)> {
    let said = sentences.get(&kind)?;
    let german = wire::language::GERMAN.code;
    let own = said.get(language).map(|sentence| (sentence.as_str(), language == german));
    own.or_else(|| said.get(german).map(|sentence| (sentence.as_str(), true)))
}

/// One line, as letters have room for it.
pub fn is_sentence(text: &str) -> bool {
    let length = text.chars().count();
    (1..=SENTENCE_CHARS_MAX).contains(&length) && !text.chars().any(char::is_control) && text.trim() == text
}

pub(super) fn check(site: &Site, source: &Source) -> Result<(), Mistake> {
    for (language, sentence) in site.letters.values().flatten() {
        if !wire::language::LANGUAGES.iter().any(|known| known.code == language) {
            let known: Vec<&str> = wire::language::LANGUAGES.iter().map(|known| known.code).collect();
            let what = format!("{language:?} is no language of letters; there are {}", known.join(", "));
            return Err(source.mistake_at("letters", language, &what));
        }
        if !is_sentence(sentence) {
            let what =
                format!("must be one line of 1 to {SENTENCE_CHARS_MAX} characters, without blanks around it");
            return Err(source.mistake_at(language, sentence, &what));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_no_sentence_in_their_language_reads_the_german_one() {
        let words = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(tag, words)| (tag.to_string(), words.to_string())).collect()
        };
        let sentences: Sentences = [
            (Kind::Confirmed, words(&[("de", "Im Hof."), ("en", "In the yard.")])),
            (Kind::Reminder, words(&[("en", "In the yard.")])),
        ]
        .into();
        assert_eq!(sentence(&sentences, Kind::Confirmed, "en"), Some(("In the yard.", false)));
        assert_eq!(sentence(&sentences, Kind::Confirmed, "uk"), Some(("Im Hof.", true)));
        assert_eq!(sentence(&sentences, Kind::Confirmed, "de"), Some(("Im Hof.", true)));
        assert_eq!(sentence(&sentences, Kind::Reminder, "uk"), None);
        assert_eq!(sentence(&sentences, Kind::Cancelled, "de"), None);
    }

    #[test]
    fn a_sentence_is_one_line() {
        let long = "x".repeat(SENTENCE_CHARS_MAX + 1);
        for wrong in ["", " ", " Hof", "Im\nHof", "Im\r\nBcc: a@b.example", long.as_str()] {
            assert!(!is_sentence(wrong), "{wrong:?}");
        }
        assert!(is_sentence("Bitte benutzen Sie den Eingang im Hof."));
    }
}
