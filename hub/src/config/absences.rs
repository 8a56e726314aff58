//! Where absences are read from: tables and calendars that another system of the town writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;

use super::directory::check_ca_file;
use super::site::Site;
use super::{Mistake, Server, Source};

/// Who goes on leave today is known by tomorrow at the latest.
const READ_EVERY_MINUTES_MAX: u32 = 24 * 60;
/// Nobody books further ahead.
const DAYS_AHEAD_MAX: u16 = calendar::DAYS_MAX;
/// What stands between the fields of a table.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AbsencesConfig {
    pub read_every_minutes: u32,
    /// What begins later than so many days from today is read when it is nearer.
    pub days_ahead: u16,
    #[serde(rename = "feed")]
    pub feeds: Vec<FeedConfig>,
}

impl Default for AbsencesConfig {
    fn default() -> AbsencesConfig {
        AbsencesConfig { read_every_minutes: 10, days_ahead: DAYS_AHEAD_MAX, feeds: Vec::new() }
    }
}

/// What feeds that are not in the file begin with.
pub const BROUGHT: &str = "ics:";

/// One table or calendar. With neither `file` nor `url` it is brought by hand.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedConfig {
    /// In the journal and on the page; never changed later.
    pub id: String,
    pub kind: FeedKind,
    pub file: Option<PathBuf>,
    /// "https://..."; in the clear from this machine alone.
    pub url: Option<String>,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
    /// All of it is about this one: a calendar of one clerk.
    pub resource: Option<String>,
    /// Or what says whom a line is about: the heading of a column, or a property of an event ("ATTENDEE").
    pub who: Option<String>,
    /// What stands there, and which resource that is.
    #[serde(default)]
    pub people: BTreeMap<String, String>,
    /// Headings of columns.
    pub from: Option<String>,
    pub until: Option<String>,
    /// Times of day in columns of their own; without them the day is the whole day.
    pub from_time: Option<String>,
    pub until_time: Option<String>,
    pub separator: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeedKind {
    /// A calendar (RFC 5545).
    Ics,
    /// A table with headings.
    Csv,
}

impl FeedConfig {
    /// A calendar of one resource that somebody brings without having said so in the file.
    pub fn brought(resource: &str) -> FeedConfig {
        FeedConfig {
            // No feed of the file is called so, for want of the colon.
            id: format!("{BROUGHT}{resource}"),
            kind: FeedKind::Ics,
            resource: Some(resource.to_owned()),
            file: None,
            url: None,
            ca_file: None,
            who: None,
            people: BTreeMap::new(),
            from: None,
            until: None,
            from_time: None,
            until_time: None,
            separator: None,
        }
    }

    /// Whether the hub reads it by itself.
    pub fn is_followed(&self) -> bool {
        self.file.is_some() || self.url.is_some()
    }

    pub fn from(&self) -> &str {
        self.from.as_deref().unwrap_or("Von")
    }

    pub fn until(&self) -> &str {
        self.until.as_deref().unwrap_or("Bis")
    }

    pub fn separator(&self) -> char {
        self.separator.unwrap_or(';')
    }

    fn check(&self, known: &BTreeSet<String>, source: &Source) -> Result<(), Mistake> {
        let at = |field: &str, value: &str, what: &str| Err(source.mistake_at(field, value, what));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(plain) {
            let what = format!("{:?}: only lower case letters, digits and hyphens are allowed", self.id);
            return at("id", &self.id, &what);
        }
        if let (Some(url), Some(_)) = (&self.url, &self.file) {
            return at("url", url, "stands beside file; choose one of the two");
        }
        if let Some(url) = self.url.as_ref().filter(|url| !is_safe(url)) {
            let what = format!(
                "{url:?} must be an address such as \"https://personal.stadt.example/abwesend.ics\"; http:// \
                 is allowed on this machine alone"
            );
            return at("url", url, &what);
        }
        check_ca_file(self.ca_file.as_deref(), source)?;
        match (&self.resource, &self.who) {
            (Some(resource), Some(_)) => {
                return at("resource", resource, "stands beside who; choose one of the two");
            }
            (None, None) => {
                let what = "needs `resource`, if all of it is about one, or `who`, which says whom";
                return at("id", &self.id, what);
            }
            _ => {}
        }
        let unknown = |id: &&String| !known.contains(*id);
        if let Some(id) = self.resource.iter().find(unknown) {
            return at("resource", id, &format!("there is no [[site.resource]] with id {id:?}"));
        }
        if let Some(id) = self.people.values().find(unknown) {
            return at("people", id, &format!("there is no [[site.resource]] with id {id:?}"));
        }
        self.check_table(source)
    }

    /// What only a table has.
    fn check_table(&self, source: &Source) -> Result<(), Mistake> {
        let headings = [
            ("from", &self.from),
            ("until", &self.until),
            ("from_time", &self.from_time),
            ("until_time", &self.until_time),
        ];
        let separator = self.separator.map(String::from);
        let of_a_table = headings.into_iter().chain([("separator", &separator)]);
        let set = of_a_table.filter_map(|(field, value)| Some((field, value.as_ref()?))).next();
        if let (FeedKind::Ics, Some((field, value))) = (self.kind, set) {
            let what = "is of kind = \"csv\" alone; a calendar says by itself where its times are";
            return Err(source.mistake_at(field, value, what));
        }
        match self.separator.filter(|separator| !SEPARATORS.contains(separator)) {
            Some(_) => {
                Err(source
                    .mistake("separator", "must be \";\", \",\", \"|\" or \"\\t\", which is a tabulator"))
            }
            None => Ok(()),
        }
    }
}

/// Nobody on the way reads who is away.
fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let here = || {
        let host = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        Server::of(&format!("{scheme}://{host}")).is_some_and(|server| server.is_here())
    };
    match scheme {
        "https" => !host.is_empty(),
        "http" => here(),
        _ => false,
    }
}

pub(super) fn check(site: &Site, source: &Source) -> Result<(), Mistake> {
    let AbsencesConfig { read_every_minutes, days_ahead, feeds } = &site.absences;
    if !(1..=READ_EVERY_MINUTES_MAX).contains(read_every_minutes) {
        let what = format!("must be 1 to {READ_EVERY_MINUTES_MAX}");
        return Err(source.mistake_at("read_every_minutes", &read_every_minutes.to_string(), &what));
    }
    if !(1..=DAYS_AHEAD_MAX).contains(days_ahead) {
        let what = format!("must be 1 to {DAYS_AHEAD_MAX}");
        return Err(source.said_again("days_ahead", &days_ahead.to_string(), &what));
    }
    let known: BTreeSet<String> = site.plan().resources.into_keys().collect();
    let mut ids = BTreeSet::new();
    for feed in feeds {
        if !ids.insert(&feed.id) {
            let what = format!("{:?} names two feeds", feed.id);
            return Err(source.said_again("id", &feed.id, &what));
        }
        feed.check(&known, source)?;
    }
    Ok(())
}
