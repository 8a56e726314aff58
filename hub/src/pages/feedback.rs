//! How a visit was: three faces with words beside them, and a sentence for whoever likes. No page says whose
//! visit it was, nor what somebody has answered: a telephone goes from hand to hand.

use askama::Template;

use super::language::{Language, Sentence};
use super::{Site, render};
use crate::store::feedback::{Face, WORDS_CHARS_MAX, WORDS_KEPT_DAYS};

/// POSTs `key`, `face` and `words` to itself.
pub struct Ask<'a> {
    pub language: &'static Language,
    pub key: &'a str,
    /// Of this page.
    pub path: &'a str,
    /// Of the visit.
    pub back: &'a str,
    /// As it was filled in, where something is wrong with it.
    pub face: Option<Face>,
    pub words: &'a str,
    pub wrong: Option<Wrong>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NoFace,
    TooLong,
}

pub struct Thanks<'a> {
    pub language: &'static Language,
    /// Where it was said, and may be said otherwise.
    pub path: &'a str,
}

pub fn ask(site: &Site, page: &Ask) -> String {
    render(&AskPage { site, page })
}

pub fn thanks(site: &Site, page: &Thanks) -> String {
    render(&ThanksPage { site, page })
}

impl Ask<'_> {
    fn words_of(&self, face: &Face) -> Sentence {
        self.language.say(match face {
            Face::Good => "judge-good",
            Face::Middling => "judge-middling",
            Face::Bad => "judge-bad",
        })
    }

    fn words_help(&self) -> Sentence {
        self.language.say("judge-words-help").with("number", WORDS_CHARS_MAX)
    }

    fn privacy(&self) -> Sentence {
        self.language.say("judge-privacy").with("number", WORDS_KEPT_DAYS)
    }

    fn is_chosen(&self, face: &Face) -> bool {
        self.face == Some(*face)
    }

    fn is_wrong(&self, wrong: Wrong) -> bool {
        self.wrong == Some(wrong)
    }
}

#[derive(Template)]
#[template(path = "booking/judge.html")]
struct AskPage<'a> {
    site: &'a Site,
    page: &'a Ask<'a>,
}

#[derive(Template)]
#[template(path = "booking/judged.html")]
struct ThanksPage<'a> {
    site: &'a Site,
    page: &'a Thanks<'a>,
}
