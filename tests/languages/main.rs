//! Every language of `wire::language` says everything, at the kiosk, on the slip, at the display, on pages of
//! the hub and in letters. All rooms are read here as text and asked the same: slint would fall back to the
//! source in silence, the hub to German, and no visitor would tell us.

mod pages;
mod rooms;

use std::collections::BTreeSet;

use hardware::slip::letters_missing;
use hub::pages::language;
use rooms::{ROOMS, Room, Sentence, folders_in, places, read, without_places};
use town_hall::readers;
use wire::language::{GERMAN, LANGUAGES};

/// How often a noun changes with its number, as gettext says it.
const SLAVIC: &str = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 \
                      && (n%100<10 || n%100>=20) ? 1 : 2);";
const PLURALS: [(&str, &str); 12] = [
    ("de", "nplurals=2; plural=(n != 1);"),
    ("de-x-plain", "nplurals=2; plural=(n != 1);"),
    ("en", "nplurals=2; plural=(n != 1);"),
    ("uk", SLAVIC),
    ("ru", SLAVIC),
    ("tr", "nplurals=2; plural=(n != 1);"),
    (
        "ar",
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 \
         : n%100>=11 ? 4 : 5);",
    ),
    ("fa", "nplurals=2; plural=(n > 1);"),
    ("pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    ("ro", "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);"),
    ("bg", "nplurals=2; plural=(n != 1);"),
    ("fr", "nplurals=2; plural=(n > 1);"),
];

/// The letters of each language. What looks alike is not: a Persian ی is no Arabic ي, and nobody who
/// searches finds the one by the other.
const LETTERS: [(&str, &str); 12] = [
    ("de", "abcdefghijklmnopqrstuvwxyzäöüß"),
    ("de-x-plain", "abcdefghijklmnopqrstuvwxyzäöüß"),
    ("en", "abcdefghijklmnopqrstuvwxyz"),
    ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("tr", "abcçdefgğhıijklmnoöprsştuüvyzâ"),
    ("ar", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{650}\u{651}\u{652}"),
    ("fa", "آأئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u{64b}\u{650}\u{654}"),
    ("pl", "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"),
    ("ro", "aăâbcdefghiîjklmnoprsștțuvxz"),
    ("bg", "абвгдежзийклмнопрстуфхцчшщъьюя"),
    ("fr", "aàâbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyz"),
];

/// Words that no other language of ours has.
const GERMAN_WORDS: [&str; 10] =
    ["bitte", "sie", "ihre", "ihren", "nummer", "nicht", "schalter", "einen", "wir", "uhr"];

/// Said alike in both.
const SAME_AS_IN_GERMAN: [(&str, &str); 13] = [
    ("en", "book-name"),
    ("en", "Code: {}"),
    ("en", "month-4"),
    ("en", "month-8"),
    ("en", "month-9"),
    ("en", "month-11"),
    ("en", "sheet-month-4"),
    ("en", "sheet-month-8"),
    ("en", "sheet-month-9"),
    ("en", "sheet-month-11"),
    ("fr", "sheet-month-5"),
    ("ro", "sheet-month-5"),
    ("ro", "sheet-month-8"),
];

/// These stand large on the slip, each in a row that has room for this many letters on the wide roll.
const LETTERS_PER_ROW: usize = 24;
const LARGE_ON_THE_SLIP: [&str; 6] = [
    "Termin um {} Uhr.",
    "Wartende vor Ihnen: {}",
    "Kein Schalter ist offen.",
    "Etwa eine Minute.",
    "Etwa {n} Minute. | Etwa {n} Minuten.",
    "Etwa {0} bis {n} Minute. | Etwa {0} bis {n} Minuten.",
];

/// Even the button of a shorter German word is wide enough for twice as many letters.
const SHORT_WORD: usize = 6;

/// So many numbers show every rule: all go by the last two digits.
const NUMBERS: u32 = 1000;

#[test]
fn every_language_has_its_words_and_there_are_words_of_no_other() {
    for room in ROOMS {
        let wanted: BTreeSet<String> = room.translated_into().into_iter().map(str::to_owned).collect();
        assert_eq!(folders_in(&room.folder()), wanted, "{}", room.folder());
    }
}

#[test]
fn every_sentence_is_translated_and_no_other() {
    let mut findings = Vec::new();
    for room in ROOMS {
        assert!(room.source().len() > 20, "{room:?}: the sentences were not found: {:?}", room.source());
        for (code, words) in room.translations() {
            let (file, source) = (room.file(code), room.source_for(code));
            for (name, said) in &source {
                let (at, wanted) = (&said.at, said.original.join(" | "));
                let Some(translated) = words.get(name) else {
                    let entry = room.entry(name, &said.original, forms_of(code));
                    findings
                        .push(format!("{file}: add this, which {at} says, with its translation:\n{entry}"));
                    continue;
                };
                let there = &translated.at;
                if translated.original != said.original {
                    findings.push(format!(
                        "{there}: {at} says \"{wanted}\" now. Write that as msgid, and look whether the \
                         translation still says it."
                    ));
                } else if translated.is_fuzzy {
                    findings.push(format!(
                        "{there}: look whether the translation says \"{wanted}\", and take away \"fuzzy\"."
                    ));
                } else if translated.forms.iter().any(|form| form.trim().is_empty()) {
                    findings.push(format!("{there}: write the translation of \"{wanted}\"."));
                }
            }
            for (_, stale) in words.iter().filter(|(name, _)| !source.contains_key(*name)) {
                let stands = stale.original.join(" | ");
                findings.push(format!("{}: \"{stands}\" is said no more. Take it away.", stale.at));
            }
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn pages_and_letters_say_what_is_there_and_leave_nothing_open() {
    let findings = pages::findings(&Room::Hub.source());
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn every_form_has_all_places_for_values() {
    for room in ROOMS {
        let source = room.source();
        for (_, words) in room.translations() {
            for (name, sentence) in words.iter().filter(|(name, _)| source.contains_key(*name)) {
                let wanted = source[name].places();
                for form in &sentence.forms {
                    // "One second" and "two seconds" may be words of their own.
                    let counted = sentence.is_counted().then(|| rooms::COUNTED.to_owned());
                    let places: BTreeSet<_> = places(form).chain(counted).collect();
                    assert_eq!(places, wanted, "{}: \"{form}\"", sentence.at);
                }
            }
        }
    }
}

#[test]
fn every_room_has_every_plural_form_of_every_language() {
    assert_eq!(PLURALS.map(|(code, _)| code), LANGUAGES.each_ref().map(|language| language.code));
    for room in ROOMS {
        for (code, words) in room.translations() {
            let (file, rule) = (room.file(code), rule_of(code));
            let header = format!("\"Plural-Forms: {rule}\\n\"");
            assert!(read(&file).contains(&header), "{file}: write the rule into the header: {rule}");
            for sentence in words.values() {
                let wanted = if sentence.is_counted() { forms_of(code) } else { 1 };
                assert_eq!(sentence.forms.len(), wanted, "{}: forms of {:?}", sentence.at, sentence.original);
            }
        }
    }
}

/// The hub has the rules compiled; programs of translators, and another gettext here, work them out.
#[test]
fn pages_count_as_the_headers_of_their_files_say() {
    let rules = PLURALS.map(|(_, rule)| rule.split_once("plural=").expect("a rule").1.trim_end_matches(';'));
    let test = "pages_count_as_the_headers_of_their_files_say";
    let said = readers::ask(test, "plurals.py", &[&NUMBERS.to_string()], &(rules.join("\n") + "\n"));
    let Some(said) = said else { return };
    let form_of: Vec<Vec<usize>> = said
        .lines()
        .map(|line| line.split(' ').map(|form| form.parse().expect("the place of a form")).collect())
        .collect();
    let mut counted = 0;
    for (code, words) in Room::Hub.translations() {
        let language = language::named(code).expect("we have it");
        let rule = PLURALS.iter().position(|(of, _)| *of == code).expect("every language has a rule");
        for (name, sentence) in words.into_iter().filter(|(_, sentence)| sentence.is_counted()) {
            let name: &str = name.leak();
            for (number, form) in (0..).zip(&form_of[rule]) {
                let wanted = sentence.forms[*form].replace("{n}", &number.to_string()).replace("{from}", "X");
                let said = language.say(name).with("from", "X").count(&number).to_string();
                assert_eq!(said, wanted, "{}: for {number}", sentence.at);
                counted += 1;
            }
        }
    }
    assert!(counted > 10_000, "only {counted} were found");
}

#[test]
fn nothing_is_left_in_german() {
    for room in ROOMS {
        let german = room.german();
        for (code, words) in room.all().into_iter().filter(|(code, _)| !code.starts_with(GERMAN.code)) {
            for (name, sentence) in words.iter().filter(|(name, _)| german.contains_key(*name)) {
                let allowed = SAME_AS_IN_GERMAN.contains(&(code, name)) || !has_letters(&sentence.forms[0]);
                let is_german = sentence.forms == german[name].forms;
                assert!(allowed || !is_german, "{}: {name} is German", sentence.at);
                for word in sentence.forms.iter().flat_map(|form| form.split(|c: char| !c.is_alphabetic())) {
                    let is_german = GERMAN_WORDS.contains(&word.to_lowercase().as_str());
                    assert!(!is_german, "{}: \"{word}\" is German", sentence.at);
                }
            }
        }
    }
}

#[test]
fn every_language_is_written_in_its_own_letters() {
    assert_eq!(LETTERS.map(|(code, _)| code), LANGUAGES.each_ref().map(|language| language.code));
    for (code, letters) in LETTERS {
        for sentence in said_in(code) {
            for form in &sentence.forms {
                // An address of mail is Latin everywhere.
                for word in without_places(form).split_whitespace().filter(|word| !word.contains('@')) {
                    let mut foreign = word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
                    let foreign = foreign.find(|letter| !letters.contains(*letter));
                    assert_eq!(foreign, None, "{}: \"{word}\" in \"{form}\"", sentence.at);
                }
            }
        }
    }
}

#[test]
fn no_letter_of_any_language_is_a_box() {
    for language in &LANGUAGES {
        let all: String = said_in(language.code).flat_map(|sentence| sentence.forms).collect();
        let all = format!("{} {}", language.name, without_places(&all));
        assert_eq!(letters_missing(&all).as_deref(), Ok(""), "{}", language.code);
    }
    assert_eq!(letters_missing("A\u{10ffff}").as_deref(), Ok("\u{10ffff}"));
}

#[test]
fn buttons_and_rows_have_room_for_every_language() {
    for (code, words) in Room::Kiosk.translations() {
        for (id, sentence) in words {
            let german = id.split(" | ").next().unwrap_or(&id).chars().count();
            for form in &sentence.forms {
                let letters = form.chars().count();
                assert!(
                    letters < 2 * german.max(SHORT_WORD),
                    "{code}: \"{form}\" is twice as long as \"{id}\""
                );
                if LARGE_ON_THE_SLIP.contains(&id.as_str()) {
                    let time = form.contains("{}") && id.contains("Uhr");
                    let printed = ["{}", "{0}", "{n}"].iter().fold(form.clone(), |form, place| {
                        form.replace(place, if time { "10:15" } else { "25" })
                    });
                    let letters = printed.chars().count();
                    assert!(letters <= LETTERS_PER_ROW, "{code}: {letters} letters in a row: \"{printed}\"");
                }
            }
        }
    }
}

fn rule_of(code: &str) -> &'static str {
    PLURALS.iter().find(|(of, _)| *of == code).expect("every language has a rule").1
}

fn forms_of(code: &str) -> usize {
    rule_of(code)["nplurals=".len()..][..1].parse().expect("a rule begins with its number")
}

/// Everything of a language, in all rooms.
fn said_in(code: &str) -> impl Iterator<Item = Sentence> {
    let words = ROOMS.into_iter().flat_map(Room::all).filter(move |(of, _)| *of == code);
    words.flat_map(|(_, words)| words.into_values())
}

fn has_letters(form: &str) -> bool {
    without_places(form).contains(char::is_alphabetic)
}
