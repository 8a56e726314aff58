//! What every public site has to say of itself: imprint, privacy, accessibility, and how one uses it. The
//! statements are the town's own, in German or on its website; the help is ours, in every language.

use askama::Template;

use super::language::Language;
use super::{Site, message, render};
use crate::config::{Statement, StatementsConfig};

/// Below it the language, the site and the topic, one after the other.
pub const START: &str = "/ueber";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Help,
    Imprint,
    Privacy,
    Accessibility,
}

impl Topic {
    /// In the order of the foot of pages.
    pub const ALL: [Topic; 4] = [Topic::Help, Topic::Imprint, Topic::Privacy, Topic::Accessibility];

    /// The end of its address.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Help => "hilfe",
            Topic::Imprint => "impressum",
            Topic::Privacy => "datenschutz",
            Topic::Accessibility => "barrierefreiheit",
        }
    }

    pub fn named(name: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.name() == name)
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Topic::Help => "foot-help",
            Topic::Imprint => "foot-imprint",
            Topic::Privacy => "foot-privacy",
            Topic::Accessibility => "foot-accessibility",
        }
    }

    /// What the town says of it, if anything.
    pub fn said_by(self, statements: &StatementsConfig) -> Option<&str> {
        let said = match self {
            Topic::Help => return None,
            Topic::Imprint => &statements.imprint,
            Topic::Privacy => &statements.privacy,
            Topic::Accessibility => &statements.accessibility,
        };
        said.as_deref()
    }
}

pub fn path_of(language: &Language, site: &str, topic: &str) -> String {
    format!("{START}/{}/{site}/{topic}", language.tag)
}

/// Where a service has its own statement.
pub fn privacy_of(language: &Language, site: &str, service: &str) -> String {
    format!("{}#{service}", path_of(language, site, Topic::Privacy.name()))
}

pub struct About<'a> {
    pub language: &'static Language,
    pub topic: Topic,
    pub statement: Option<Statement<'a>>,
    /// Of services that have one of their own.
    pub services: Vec<OfService<'a>>,
    /// Citizens may take their name from an account.
    pub has_account: bool,
    pub place: &'a str,
    pub phone: Option<&'a str>,
}

pub struct OfService<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub statement: Statement<'a>,
}

pub fn page(site: &Site, page: &About) -> String {
    render(&Page { site, page })
}

/// Of a text of the town's own.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

impl About<'_> {
    /// A statement that a town must make and has not made. What we say of privacy is no such statement.
    fn lacks_statement(&self) -> bool {
        self.topic != Topic::Help && self.statement.is_none()
    }

    fn contact(&self, site: &Site) -> String {
        message::path_of(self.language, &site.id)
    }
}

#[derive(Template)]
#[template(path = "about/page.html")]
struct Page<'a> {
    site: &'a Site,
    page: &'a About<'a>,
}
