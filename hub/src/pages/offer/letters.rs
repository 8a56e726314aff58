//! The letters to citizens: which of them has a sentence of the town's own, and one of them as it will be
//! read.

use askama::Template;

use super::{Fault, PlanForm, Said, SeriesFault, path_of};
use crate::config::{SENTENCE_CHARS_MAX, Sentences};
use crate::pages::account::Who;
use crate::pages::language::{self, Language, german};
use crate::pages::{Site, render};
use crate::rights::Right;
use crate::store::outbox::Kind;

/// All kinds, and in how many languages each has a sentence.
#[derive(Clone, Copy)]
pub struct Letters<'a> {
    pub who: &'a Who<'a>,
    pub sentences: &'a Sentences,
    /// Nobody is written to where the hub has no mail server.
    pub are_written: bool,
}

/// The form of one: POSTs `key`, `in-TAG` for each language, `language` and, for a look at the letter,
/// `preview`.
#[derive(Clone, Copy)]
pub struct LetterForm<'a> {
    pub who: &'a Who<'a>,
    pub kind: Kind,
    pub form: &'a PlanForm,
    pub preview: Preview<'a>,
    pub key: &'a str,
}

/// A letter as it is received, about a booking that is made up.
#[derive(Clone, Copy)]
pub struct Preview<'a> {
    pub language: &'static Language,
    pub from: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
}

pub fn letters(site: &Site, page: &Letters) -> String {
    render(&LettersPage { site, page })
}

pub fn letter(site: &Site, page: &LetterForm) -> String {
    render(&LetterPage { site, page })
}

/// What a letter is called among those who look after it.
fn called(kind: Kind) -> String {
    render(&Called { kind })
}

/// The field of a sentence, "confirmed.en", for people.
pub(super) fn letter_said(field: &str) -> String {
    let (kind, tag) = field.split_once('.').unwrap_or((field, german().tag));
    let language = language::named(tag).unwrap_or(german()).name;
    Kind::named(kind).map_or_else(|| field.to_owned(), |kind| format!("{} ({language})", called(kind)))
}

impl Letters<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn languages(&self, kind: &Kind) -> usize {
        self.sentences.get(kind).map_or(0, |said| said.len())
    }

    fn called(&self, kind: &Kind) -> String {
        called(*kind)
    }
}

impl LetterForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn called(&self) -> String {
        called(self.kind)
    }

    fn has(&self, tag: &str) -> bool {
        self.form.has_mistake(&format!("in-{tag}"))
    }

    fn typed_in(&self, language: &Language) -> &str {
        self.form.get(&format!("in-{}", language.tag))
    }
}

#[derive(Template)]
#[template(path = "offer/letters.html")]
struct LettersPage<'a> {
    site: &'a Site,
    page: &'a Letters<'a>,
}

#[derive(Template)]
#[template(path = "offer/letter.html")]
struct LetterPage<'a> {
    site: &'a Site,
    page: &'a LetterForm<'a>,
}

#[derive(Template)]
#[template(path = "offer/letter_called.txt")]
struct Called {
    kind: Kind,
}
