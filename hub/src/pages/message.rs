//! The contact page, and the letter that what is written there becomes for the office. Where no letter can go
//! out the page says telephone and address instead.

use askama::Template;

use super::about::START;
use super::language::{self, Language, Sentence};
use super::trouble::Trouble;
use super::{Site, render};
use crate::store::Message;

/// A page and a half: what is longer is a case, and goes by post.
pub const MESSAGE_CHARS_MAX: usize = 3_000;

/// What cannot be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    Message,
    Name,
    Mail,
}

/// Why a message that is in order was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// From this place many were written just now.
    TooMany,
    /// The form has been sent before, with other words.
    Again,
}

/// The page: POSTs `key`, `message`, `name`, `mail` and `about` to itself.
pub struct Write<'a> {
    pub language: &'static Language,
    pub key: &'a str,
    /// Somebody at the office is written to.
    pub by_mail: bool,
    pub place: &'a str,
    pub phone: Option<&'a str>,
    pub message: &'a str,
    pub name: &'a str,
    pub mail: &'a str,
    /// What led here.
    pub trouble: Option<Trouble>,
    pub mistakes: &'a [Mistake],
    pub later: Option<Later>,
}

/// It is on its way.
pub struct Sent<'a> {
    pub language: &'static Language,
    pub place: &'a str,
    pub phone: Option<&'a str>,
    /// There is an address to answer to.
    pub is_answered: bool,
}

pub fn path_of(language: &Language, site: &str) -> String {
    format!("{START}/{}/{site}/kontakt", language.tag)
}

/// With what somebody read before.
pub fn path_about(language: &Language, site: &str, trouble: Trouble) -> String {
    format!("{}?about={}", path_of(language, site), trouble.name())
}

pub fn page(site: &Site, page: &Write) -> String {
    render(&WritePage { site, page })
}

pub fn sent(site: &Site, page: &Sent) -> String {
    render(&SentPage { site, page })
}

/// What the office reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
}

/// Nothing that a citizen typed is in the subject: it is a line of the letter's head.
pub fn letter(message: &Message, office: &str) -> Letter {
    let language = language::named(&message.language).unwrap_or(language::german());
    let trouble = message.trouble.as_deref().and_then(Trouble::named);
    let text = render(&LetterText { message, office, language, trouble });
    Letter { subject: render(&Subject {}), text }
}

impl Write<'_> {
    fn path(&self, site: &Site) -> String {
        path_of(self.language, &site.id)
    }

    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }

    fn too_long(&self) -> Sentence {
        self.language.say("contact-mistake-message").with("number", MESSAGE_CHARS_MAX)
    }
}

#[derive(Template)]
#[template(path = "about/write.html")]
struct WritePage<'a> {
    site: &'a Site,
    page: &'a Write<'a>,
}

#[derive(Template)]
#[template(path = "about/sent.html")]
struct SentPage<'a> {
    site: &'a Site,
    page: &'a Sent<'a>,
}

#[derive(Template)]
#[template(path = "about/letter.txt")]
struct LetterText<'a> {
    message: &'a Message,
    office: &'a str,
    language: &'static Language,
    trouble: Option<Trouble>,
}

#[derive(Template)]
#[template(path = "about/subject.txt")]
struct Subject {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_reads_who_wrote_what_and_after_which_trouble() {
        let message = Message {
            words: "Guten Tag,\n\nder Eingang ist zu.".into(),
            name: Some("Erika Müller".into()),
            mail: None,
            language: "uk".into(),
            trouble: Some("broken".into()),
        };
        let whole = letter(&message, "Bürgerbüro");
        assert_eq!(whole.subject, "Nachricht von der Kontaktseite");
        for said in
            ["Guten Tag,\n\nder Eingang ist zu.", "Erika Müller", "Українська", "„Etwas ist schiefgegangen“"]
        {
            assert!(whole.text.contains(said), "{said:?} is not in\n{}", whole.text);
        }
        assert!(whole.text.contains("Eine Adresse für die Antwort wurde nicht angegeben."), "{}", whole.text);
        let plain = Message { trouble: None, mail: Some("erika@haus.example".into()), ..message };
        let plain = letter(&plain, "Bürgerbüro").text;
        assert!(plain.contains("erika@haus.example") && !plain.contains("schiefgegangen"), "{plain}");
    }
}
