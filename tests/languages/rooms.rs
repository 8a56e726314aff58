//! The three rooms that speak to people, what each of them says, and the files in which it is translated.
//!
//! All files are gettext's. What they are translated from differs: screens say German at the kiosk and
//! English at the display, and the German of pages and letters lies in a template.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rspolib::{POEntry, pofile};
use wire::language::{GERMAN, LANGUAGES};

pub const TEMPLATE: &str = "hub/translations/hub.pot";
/// The place of the number that chooses between the forms.
pub const COUNTED: &str = "n";

#[derive(Debug, Clone, Copy)]
pub enum Room {
    Kiosk,
    Display,
    Hub,
}

pub const ROOMS: [Room; 3] = [Room::Kiosk, Room::Display, Room::Hub];

/// Sentences by their name: that in the source of pages, elsewhere the words, with a plural behind " | ".
pub type Words = BTreeMap<String, Sentence>;

#[derive(Debug)]
pub struct Sentence {
    /// File and line.
    pub at: String,
    /// What is to be translated, with its plural if a number chooses.
    pub original: Vec<String>,
    /// What is said.
    pub forms: Vec<String>,
    /// Somebody, or msgmerge, doubts the translation.
    pub is_fuzzy: bool,
}

impl Sentence {
    pub fn is_counted(&self) -> bool {
        self.original.len() > 1
    }

    pub fn places(&self) -> BTreeSet<String> {
        let counted = self.is_counted().then(|| COUNTED.to_owned());
        self.forms.iter().flat_map(|form| places(form)).chain(counted).collect()
    }
}

impl Room {
    /// Also the name of its files.
    fn name(self) -> &'static str {
        match self {
            Room::Kiosk => "kiosk",
            Room::Display => "display",
            Room::Hub => "hub",
        }
    }

    pub fn folder(self) -> String {
        format!("{}/translations", self.name())
    }

    pub fn file(self, code: &str) -> String {
        format!("{}/{code}/LC_MESSAGES/{}.po", self.folder(), self.name())
    }

    fn language_of_source(self) -> &'static str {
        match self {
            Room::Kiosk | Room::Hub => GERMAN.code,
            Room::Display => "en",
        }
    }

    /// The languages that it is translated into. Plain German calls as German does.
    pub fn translated_into(self) -> Vec<&'static str> {
        let codes = LANGUAGES.iter().map(|language| language.code);
        let has_none = |code: &str| code == "de-x-plain" && matches!(self, Room::Display);
        codes.filter(|code| *code != self.language_of_source() && !has_none(code)).collect()
    }

    pub fn source(self) -> Words {
        match self {
            Room::Kiosk | Room::Display => said_on_screens(&format!("{}/ui", self.name()), ".slint"),
            Room::Hub => gettext(TEMPLATE),
        }
    }

    /// What is to be translated. A display shows German or English; its voice speaks every language.
    pub fn source_for(self, code: &str) -> Words {
        match self {
            Room::Display if code != GERMAN.code => said_on_screens("display/ui", "/voice.slint"),
            _ => self.source(),
        }
    }

    pub fn translations(self) -> Vec<(&'static str, Words)> {
        let codes = self.translated_into().into_iter();
        codes.map(|code| (code, gettext(&self.file(code)))).collect()
    }

    /// The source and the translations.
    pub fn all(self) -> Vec<(&'static str, Words)> {
        [(self.language_of_source(), self.source())].into_iter().chain(self.translations()).collect()
    }

    pub fn german(self) -> Words {
        let german = self.all().into_iter().find(|(code, _)| *code == GERMAN.code);
        german.expect("every room speaks German").1
    }

    /// How a translator writes a new sentence into a file.
    pub fn entry(self, name: &str, original: &[String], forms_of_language: usize) -> String {
        let context = match self {
            Room::Kiosk | Room::Display => String::new(),
            Room::Hub => format!("msgctxt \"{name}\"\n"),
        };
        match original {
            [one] => format!("{context}msgid \"{one}\"\nmsgstr \"\"\n"),
            [one, many, ..] => {
                let forms: String =
                    (0..forms_of_language).map(|form| format!("msgstr[{form}] \"\"\n")).collect();
                format!("{context}msgid \"{one}\"\nmsgid_plural \"{many}\"\n{forms}")
            }
            [] => String::new(),
        }
    }
}

/// All first arguments of `@tr`, in files that end so.
fn said_on_screens(folder: &str, ending: &str) -> Words {
    let mut found = Words::new();
    for (path, source) in texts_in(folder, &[ending]) {
        for (start, _) in source.match_indices("@tr(") {
            let at = at(&path, &source, start);
            let said = quoted(&source[start + "@tr(".len()..]);
            let (first, rest) = said.unwrap_or_else(|| panic!("{at}: @tr without a sentence"));
            let plural = rest.trim_start().strip_prefix('|').and_then(quoted).map(|(plural, _)| plural);
            let original: Vec<String> = [first].into_iter().chain(plural).map(str::to_owned).collect();
            let sentence = Sentence { at, forms: original.clone(), original, is_fuzzy: false };
            found.insert(sentence.original.join(" | "), sentence);
        }
    }
    found
}

/// The first text in quotes, and what follows it. No sentence of ours has a quote in it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

/// A template says what it asks for.
fn gettext(path: &str) -> Words {
    let file = tree().join(path);
    assert!(file.is_file(), "{path} is missing. Every language has one, as a copy of another language's.");
    let file = pofile(file.to_str().expect("our paths are UTF-8"));
    let file = file.unwrap_or_else(|error| panic!("{path} cannot be read: {error}"));
    let mut words = Words::new();
    for entry in file.entries.into_iter().filter(|entry| !entry.obsolete) {
        let at = format!("{path}, line {}", entry.linenum);
        let original: Vec<String> =
            [Some(entry.msgid.clone()), entry.msgid_plural.clone()].into_iter().flatten().collect();
        let forms = match path == TEMPLATE {
            true => original.clone(),
            false => forms(&entry),
        };
        let name = entry.msgctxt.clone().unwrap_or_else(|| original.join(" | "));
        let sentence = Sentence { at, is_fuzzy: entry.fuzzy(), original, forms };
        if let Some(other) = words.insert(name, sentence) {
            panic!("{} stands there a second time. Take one of the two away.", other.at);
        }
    }
    words
}

fn forms(entry: &POEntry) -> Vec<String> {
    match entry.msgid_plural {
        Some(_) => entry.msgstr_plural.clone(),
        None => entry.msgstr.iter().cloned().collect(),
    }
}

/// The names of the places for values: "0" in "{0}" of a screen, "time" in "{time}" of a page.
pub fn places(form: &str) -> impl Iterator<Item = String> {
    let inner = form.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inner.map(|(name, _)| name.to_owned())
}

pub fn without_places(form: &str) -> String {
    let (first, rest) = form.split_once('{').unwrap_or((form, ""));
    let after = rest.split('{').map(|rest| rest.split_once('}').map_or(rest, |(_, after)| after));
    [first].into_iter().chain(after).collect()
}

/// Every text below a folder that ends so, with its path.
pub fn texts_in(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(tree().join(folder)).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{folder}/{}", entry.file_name().to_str().expect("our paths are UTF-8"));
        if entry.path().is_dir() {
            found.extend(texts_in(&path, endings));
        } else if endings.iter().any(|ending| path.ends_with(ending)) {
            found.push((path.clone(), read(&path)));
        }
    }
    found
}

/// "hub/src/pages/status.rs, line 12".
pub fn at(path: &str, text: &str, start: usize) -> String {
    format!("{path}, line {}", text[..start].matches('\n').count() + 1)
}

/// The folders in a folder.
pub fn folders_in(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(tree().join(folder)).expect("the folder is there");
    let folders =
        entries.map(|entry| entry.expect("the folder can be read").path()).filter(|path| path.is_dir());
    folders.filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect()
}

pub fn read(path: &str) -> String {
    fs::read_to_string(tree().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
