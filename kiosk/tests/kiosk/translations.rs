//! No sentence is missing in any language. Slint itself would fall back to German in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kiosk::language::{GERMAN, LANGUAGES};

#[test]
fn every_sentence_of_the_screens_is_translated_and_no_other() {
    let wanted = sentences(&room("ui"));
    assert!(wanted.len() > 50, "the sentences were not found: {wanted:?}");
    for language in LANGUAGES.iter().filter(|language| *language != GERMAN) {
        let translations = Translations::of(language.code);
        let there: BTreeSet<String> = translations.sentences.keys().cloned().collect();
        let missing: Vec<_> = wanted.difference(&there).collect();
        let stale: Vec<_> = there.difference(&wanted).collect();
        assert!(missing.is_empty(), "{}: missing {missing:#?}", language.code);
        assert!(stale.is_empty(), "{}: no longer said anywhere: {stale:#?}", language.code);
    }
}

#[test]
fn every_translation_has_words_and_all_its_plural_forms() {
    for language in LANGUAGES.iter().filter(|language| *language != GERMAN) {
        let translations = Translations::of(language.code);
        for (sentence, forms) in &translations.sentences {
            let empty = forms.iter().any(|form| form.trim().is_empty());
            assert!(!empty, "{}: \"{sentence}\" has no words", language.code);
            let wanted = if sentence.contains(" | ") { translations.plural_forms } else { 1 };
            assert_eq!(forms.len(), wanted, "{}: forms of \"{sentence}\"", language.code);
        }
    }
}

#[test]
fn every_translation_keeps_the_places_for_values() {
    for language in LANGUAGES.iter().filter(|language| *language != GERMAN) {
        for (sentence, forms) in Translations::of(language.code).sentences {
            let original = sentence.split(" | ").next().unwrap_or_default();
            for form in &forms {
                let mut left = places(form);
                // "One second" and "two seconds" are words of their own in Arabic.
                if forms.len() > 1 && !left.contains(&"{n}") {
                    left.push("{n}");
                    left.sort_unstable();
                }
                assert_eq!(left, places(original), "{}: \"{form}\"", language.code);
            }
        }
    }
}

fn room(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// All first arguments of `@tr`, a plural behind " | ".
fn sentences(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(sentences(&path));
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a screen is text");
        for said in source.split("@tr(").skip(1) {
            let (first, rest) =
                quoted(said).unwrap_or_else(|| panic!("{}: @tr without a sentence", path.display()));
            match rest.trim_start().strip_prefix('|').and_then(quoted) {
                Some((plural, _)) => found.insert(format!("{first} | {plural}")),
                None => found.insert(first.to_owned()),
            };
        }
    }
    found
}

/// The first text in quotes, and what follows it. No sentence of ours has a quote in it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

fn places(sentence: &str) -> Vec<&str> {
    let mut places: Vec<&str> = sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| match name {
            "" => "{}",
            "n" => "{n}",
            "0" => "{0}",
            "1" => "{1}",
            "2" => "{2}",
            other => panic!("\"{other}\" is no place for a value in \"{sentence}\""),
        })
        .collect();
    places.sort_unstable();
    places
}

struct Translations {
    plural_forms: usize,
    sentences: BTreeMap<String, Vec<String>>,
}

impl Translations {
    /// Reads as much of a .po file as ours have: one line a text, no contexts.
    fn of(language: &str) -> Self {
        let path = room("translations").join(language).join("LC_MESSAGES/kiosk.po");
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is not there", path.display()));
        let plural_forms = text.split("nplurals=").nth(1).and_then(|rest| rest.chars().next()?.to_digit(10));
        let mut sentences = BTreeMap::new();
        for entry in text.split("\n\n").skip(1) {
            let texts = |key: &str| -> Vec<String> {
                let values = entry.lines().filter(|line| line.starts_with(key));
                values
                    .map(|line| line[line.find('"').unwrap_or(0)..].trim().trim_matches('"').to_owned())
                    .collect()
            };
            let id = [texts("msgid "), texts("msgid_plural ")].concat().join(" | ");
            if !id.is_empty() && sentences.insert(id.clone(), texts("msgstr")).is_some() {
                panic!("{language}: \"{id}\" is there twice");
            }
        }
        let plural_forms = plural_forms.expect("a .po file says how many forms a plural has") as usize;
        Translations { plural_forms, sentences }
    }
}
