//! Whom an entry of a feed is about.

use std::collections::BTreeSet;

use crate::config::{FeedConfig, FeedKind, Site};

pub(super) struct People<'a> {
    feed: &'a FeedConfig,
    /// In lower case, and who that is.
    known: Vec<(String, &'a str)>,
    resources: BTreeSet<String>,
}

pub(super) enum Whose {
    Resource(String),
    /// Somebody who takes no bookings here.
    Others,
    /// Two or more.
    Several,
}

impl People<'_> {
    pub fn of<'a>(feed: &'a FeedConfig, site: &Site) -> People<'a> {
        let known = feed.people.iter().map(|(said, id)| (said.trim().to_lowercase(), id.as_str())).collect();
        People { feed, known, resources: site.plan().resources.into_keys().collect() }
    }

    /// What says whom an entry is about; `None` where all entries are about one.
    pub fn said_by(&self) -> Option<&str> {
        self.feed.who.as_deref()
    }

    pub fn meant<'a>(&self, said: impl Iterator<Item = &'a str>) -> Whose {
        if let Some(resource) = &self.feed.resource {
            return Whose::Resource(resource.clone());
        }
        let mut meant: Vec<String> = said.flat_map(|said| self.named(said)).collect();
        meant.sort();
        meant.dedup();
        match (meant.pop(), meant.is_empty()) {
            (None, _) => Whose::Others,
            (Some(resource), true) => Whose::Resource(resource),
            (Some(_), false) => Whose::Several,
        }
    }

    fn named(&self, said: &str) -> Vec<String> {
        // Calendars write commas so.
        let said = said.trim().to_lowercase().replace("\\,", ",").replace("\\;", ";");
        let said = said.strip_prefix("mailto:").unwrap_or(&said);
        let exactly = self.known.iter().filter(|(known, _)| known == said).map(|(_, id)| (*id).to_owned());
        let exactly: Vec<String> = exactly.collect();
        if !exactly.is_empty() {
            return exactly;
        }
        if let Some(id) = self.resources.get(said) {
            return vec![id.clone()];
        }
        // A field of a table holds one thing, a title some more.
        let among = |(known, _): &&(String, &str)| self.feed.kind == FeedKind::Ics && has_words(said, known);
        self.known.iter().filter(among).map(|(_, id)| (*id).to_owned()).collect()
    }
}

/// Whether `words` stand in `text` as whole words: Anna is not in "Annalena".
fn has_words(text: &str, words: &str) -> bool {
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| {
            is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
        })
}
