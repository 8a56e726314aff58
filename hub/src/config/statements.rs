//! What the law asks of every public page: imprint, privacy and accessibility, each as a text of the town's
//! own or as the address where its website has it; and where messages of citizens go.

use serde::Deserialize;

use super::mail::check_address;
use super::site::Site;
use super::{Mistake, Source};

/// A long statement has ten pages. Twice as much is somebody's whole website.
const STATEMENT_CHARS_MAX: usize = 40_000;

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StatementsConfig {
    pub imprint: Option<String>,
    pub privacy: Option<String>,
    pub accessibility: Option<String>,
}

/// A statement as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement<'a> {
    /// On the town's website.
    Link(&'a str),
    /// In German, an empty line between paragraphs.
    Text(&'a str),
}

impl Statement<'_> {
    pub fn of(text: &str) -> Statement<'_> {
        let text = text.trim();
        match text.starts_with("https://") && !text.contains(char::is_whitespace) {
            true => Statement::Link(text),
            false => Statement::Text(text),
        }
    }
}

pub(super) fn check(site: &Site, source: &Source) -> Result<(), Mistake> {
    let StatementsConfig { imprint, privacy, accessibility } = &site.statements;
    let of_services = site.services.iter().map(|service| ("privacy", &service.privacy));
    let of_site = [("imprint", imprint), ("privacy", privacy), ("accessibility", accessibility)];
    for (field, text) in of_site.into_iter().chain(of_services) {
        let Some(text) = text else { continue };
        let first = text.lines().next().unwrap_or_default();
        if text.trim().is_empty() || text.chars().count() > STATEMENT_CHARS_MAX {
            let what = format!("must be a text of 1 to {STATEMENT_CHARS_MAX} characters, or an address");
            return Err(source.mistake_at(field, first, &what));
        }
        if text.trim().starts_with("http://") {
            let what = "an address must begin with https://, such as \"https://www.stadt.example/impressum\"";
            return Err(source.mistake_at(field, first, what));
        }
    }
    site.contact.iter().try_for_each(|address| check_address("contact", address, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_a_link_and_all_else_is_a_text() {
        let link = "https://www.musterstadt.de/impressum";
        assert_eq!(Statement::of(&format!(" {link}\n")), Statement::Link(link));
        for text in ["Stadt Musterstadt", "https://www.musterstadt.de und mehr", "javascript:alert(1)"] {
            assert_eq!(Statement::of(text), Statement::Text(text));
        }
    }
}
