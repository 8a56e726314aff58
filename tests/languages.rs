//! Every language of `wire::language` says everything, at the kiosk, on the slip, on the pages of the hub
//! and in letters. Both rooms are read here as text and asked the same: slint would fall back to German in
//! silence, and no visitor of a page would tell us.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use hardware::slip::letters_missing;
use wire::language::{GERMAN, LANGUAGES};

/// How often a noun changes with its number, as gettext says it; how pages count is the library's matter.
const SLAVIC: &str = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 \
                      && (n%100<10 || n%100>=20) ? 1 : 2);";
const PLURALS: [(&str, &str); 13] = [
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
const SAME_AS_IN_GERMAN: [(&str, &str); 11] = [
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
    ("ro", "sheet-month-5"),
    ("ro", "sheet-month-8"),
    ("fr", "sheet-month-5"),
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

/// The two rooms in which words lie.
const ROOMS: [Room; 2] = [Room::Kiosk, Room::Pages];

#[test]
fn every_language_has_its_words_and_there_are_words_of_no_other() {
    let named = |skipped: Option<&str>| -> BTreeSet<String> {
        let codes = LANGUAGES.iter().map(|language| language.code.to_owned());
        codes.filter(|code| Some(code.as_str()) != skipped).collect()
    };
    // German is what the screens are written in.
    assert_eq!(names_in("kiosk/translations"), named(Some(GERMAN.code)));
    assert_eq!(names_in("hub/pages/words"), named(None));
}

#[test]
fn every_language_says_every_sentence_and_no_other() {
    for room in ROOMS {
        let german = room.german();
        assert!(german.len() > 50, "{room:?}: the sentences were not found: {german:?}");
        for (code, words) in room.others() {
            let missing: Vec<_> = german.keys().filter(|id| !words.contains_key(*id)).collect();
            let stale: Vec<_> = words.keys().filter(|id| !german.contains_key(*id)).collect();
            assert!(missing.is_empty(), "{room:?}, {code}: missing {missing:#?}");
            assert!(stale.is_empty(), "{room:?}, {code}: no longer said anywhere: {stale:#?}");
        }
    }
}

#[test]
fn every_form_has_words_and_all_places_for_values() {
    for room in ROOMS {
        let german = room.german();
        for (code, words) in room.others() {
            for (id, sentence) in words {
                let wanted = german[&id].places();
                for form in &sentence.forms {
                    assert!(!form.trim().is_empty(), "{room:?}, {code}: \"{id}\" has no words");
                    // "One second" and "two seconds" may be words of their own.
                    let places: BTreeSet<_> = places(form).chain(sentence.counted.clone()).collect();
                    assert_eq!(places, wanted, "{room:?}, {code}: \"{form}\"");
                }
            }
        }
    }
}

#[test]
fn the_kiosk_has_every_plural_form_of_every_language() {
    assert_eq!(PLURALS.map(|(code, _)| code)[..], LANGUAGES.each_ref().map(|language| language.code)[1..]);
    for (code, rule) in PLURALS {
        let file = read(&format!("kiosk/translations/{code}/LC_MESSAGES/kiosk.po"));
        assert!(file.contains(&format!("\"Plural-Forms: {rule}\\n\"")), "{code}: the rule is not {rule}");
        let forms_max: usize = rule["nplurals=".len()..][..1].parse().expect("a rule begins with its number");
        for (id, sentence) in Room::Kiosk.words(code) {
            let wanted = if id.contains(" | ") { forms_max } else { 1 };
            assert_eq!(sentence.forms.len(), wanted, "{code}: forms of \"{id}\"");
        }
    }
}

#[test]
fn nothing_is_left_in_german() {
    for room in ROOMS {
        let german = room.german();
        for (code, words) in room.others().into_iter().filter(|(code, _)| *code != "de-x-plain") {
            for (id, sentence) in &words {
                let allowed = SAME_AS_IN_GERMAN.contains(&(code, id)) || !has_letters(&sentence.forms[0]);
                assert!(allowed || sentence.forms != german[id].forms, "{room:?}, {code}: {id} is German");
                for word in sentence.forms.iter().flat_map(|form| form.split(|c: char| !c.is_alphabetic())) {
                    let is_german = GERMAN_WORDS.contains(&word.to_lowercase().as_str());
                    assert!(!is_german, "{room:?}, {code}: \"{word}\" in {sentence:?}");
                }
            }
        }
    }
}

#[test]
fn every_language_is_written_in_its_own_letters() {
    assert_eq!(LETTERS.map(|(code, _)| code), LANGUAGES.each_ref().map(|language| language.code));
    for (code, letters) in LETTERS {
        for (room, words) in ROOMS.map(|room| (room, room.words(code))) {
            for form in words.values().flat_map(|sentence| &sentence.forms) {
                // An address of mail is Latin everywhere.
                for word in without_places(form).split_whitespace().filter(|word| !word.contains('@')) {
                    let mut foreign = word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
                    let foreign = foreign.find(|letter| !letters.contains(*letter));
                    assert_eq!(foreign, None, "{room:?}, {code}: \"{word}\" in \"{form}\"");
                }
            }
        }
    }
}

#[test]
fn no_letter_of_any_language_is_a_box() {
    for language in &LANGUAGES {
        for (room, words) in ROOMS.map(|room| (room, room.words(language.code))) {
            let all: String = words.values().flat_map(|sentence| &sentence.forms).cloned().collect();
            let all = format!("{} {}", language.name, without_places(&all));
            assert_eq!(letters_missing(&all).as_deref(), Ok(""), "{room:?}, {}", language.code);
        }
    }
    assert_eq!(letters_missing("A\u{10ffff}").as_deref(), Ok("\u{10ffff}"));
}

#[test]
fn buttons_and_rows_have_room_for_every_language() {
    for (code, words) in Room::Kiosk.others() {
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

#[derive(Debug, Clone, Copy)]
enum Room {
    Kiosk,
    Pages,
}

type Words = BTreeMap<String, Sentence>;

/// What one language says. `counted` is the number that chooses between the forms.
#[derive(Debug, Default)]
struct Sentence {
    forms: Vec<String>,
    counted: Option<String>,
}

impl Sentence {
    fn places(&self) -> BTreeSet<String> {
        self.forms.iter().flat_map(|form| places(form)).chain(self.counted.clone()).collect()
    }
}

impl Room {
    fn german(self) -> Words {
        self.words(GERMAN.code)
    }

    fn others(self) -> Vec<(&'static str, Words)> {
        let others = LANGUAGES.iter().filter(|language| *language != GERMAN);
        others.map(|language| (language.code, self.words(language.code))).collect()
    }

    fn words(self, code: &str) -> Words {
        match self {
            Room::Kiosk if code == GERMAN.code => said_on_screens(&tree().join("kiosk/ui")),
            Room::Kiosk => gettext(&read(&format!("kiosk/translations/{code}/LC_MESSAGES/kiosk.po"))),
            Room::Pages => fluent(&read(&format!("hub/pages/words/{code}.ftl"))),
        }
    }
}

/// All first arguments of `@tr`, a plural behind " | ".
fn said_on_screens(folder: &Path) -> Words {
    let mut found = Words::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(said_on_screens(&path));
            continue;
        }
        let source = fs::read_to_string(&path).expect("a screen is text");
        for said in source.split("@tr(").skip(1) {
            let (first, rest) =
                quoted(said).unwrap_or_else(|| panic!("{}: @tr without a sentence", path.display()));
            let plural = rest.trim_start().strip_prefix('|').and_then(quoted).map(|(plural, _)| plural);
            let forms: Vec<String> = [first].into_iter().chain(plural).map(str::to_owned).collect();
            found.insert(forms.join(" | "), Sentence { forms, counted: plural.map(|_| "n".to_owned()) });
        }
    }
    found
}

/// The first text in quotes, and what follows it. No sentence of ours has a quote in it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

/// Reads as much of a .po file as ours have: one line a text, no contexts.
fn gettext(file: &str) -> Words {
    let mut words = Words::new();
    for entry in file.split("\n\n").skip(1) {
        let texts = |key: &str| -> Vec<String> {
            let lines = entry.lines().filter(|line| line.starts_with(key));
            lines.map(|line| line[line.find('"').unwrap_or(0)..].trim_matches('"').to_owned()).collect()
        };
        let id = [texts("msgid "), texts("msgid_plural ")].concat();
        let counted = (id.len() > 1).then(|| "n".to_owned());
        let sentence = Sentence { forms: texts("msgstr"), counted };
        let id = id.join(" | ");
        assert!(words.insert(id.clone(), sentence).is_none(), "\"{id}\" is there twice");
    }
    words
}

/// Reads as much of a .ftl file as ours have: a sentence a line, or a choice by a number, a form a line.
fn fluent(file: &str) -> Words {
    let mut words = Words::new();
    let mut last = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if let Some((id, said)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            let forms = Some(said.trim().to_owned()).filter(|said| !said.is_empty());
            let sentence = Sentence { forms: forms.into_iter().collect(), counted: None };
            last = id.to_owned();
            assert!(words.insert(last.clone(), sentence).is_none(), "\"{id}\" is there twice");
            continue;
        }
        let sentence = words.get_mut(&last).expect("a form follows its sentence");
        let line = line.trim();
        if let Some(counted) = line.strip_prefix("{ $").and_then(|line| line.strip_suffix(" ->")) {
            sentence.counted = Some(counted.to_owned());
        } else if let Some((_, form)) = line.trim_start_matches('*').split_once("] ") {
            sentence.forms.push(form.to_owned());
        } else {
            assert_eq!(line, "}", "{last}: this line is not understood");
        }
    }
    words
}

/// The names of the places for values: "{0}" of a screen, "{ $time }" of a page.
fn places(form: &str) -> impl Iterator<Item = String> {
    let inner = form.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inner.map(|(name, _)| name.trim().trim_start_matches('$').to_owned())
}

fn without_places(form: &str) -> String {
    let (first, rest) = form.split_once('{').unwrap_or((form, ""));
    let after = rest.split('{').map(|rest| rest.split_once('}').map_or(rest, |(_, after)| after));
    [first].into_iter().chain(after).collect()
}

fn has_letters(form: &str) -> bool {
    without_places(form).contains(char::is_alphabetic)
}

fn names_in(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(tree().join(folder)).expect("the folder is there");
    let name = |path: PathBuf| path.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
    entries.filter_map(|entry| name(entry.expect("the folder can be read").path())).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(tree().join(path)).unwrap_or_else(|_| panic!("{path} is not there"))
}

fn tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
