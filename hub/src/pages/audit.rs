//! The auditor's page: who did what and when, and whether anybody has changed it since.

use std::collections::BTreeMap;

use askama::Template;
use calendar::Event as Booking;
use calendar::wish::Form;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use queue::{ContingentOf, Event, Notice, Priority, Reason, Step};

use super::account::Who;
use super::accounts::Choice;
use super::{Site, query, render, spreadsheet};
use crate::audit::Check;
use crate::rights::Right;
use crate::store::{Change, Entry, Room, Verdict};

/// What somebody filled in; an empty field asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub site: String,
    pub day: Option<NaiveDate>,
    pub number: String,
    /// The number of an account, or a pseudonym: "17", "kiosk:eingang".
    pub actor: String,
    pub act: String,
}

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub at: String,
    pub site: String,
    pub actor: String,
    pub number: Option<String>,
    pub act: String,
}

pub struct Audit<'a> {
    pub sites: &'a [Choice],
    pub filter: &'a Filter,
    pub lines: &'a [Line],
    /// Where the next, older page begins.
    pub next: Option<i64>,
    /// This page is not the first.
    pub is_older: bool,
    /// Who changed accounts and devices, the newest first.
    pub changes: &'a [ChangeLine],
    pub check: Checked<'a>,
}

/// A change of an account or a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    pub at: String,
    pub actor: String,
    pub about: String,
    pub act: String,
}

/// Puts a change into words. `names` are those of the accounts, by their ids.
pub fn change_line(change: &Change, names: &BTreeMap<String, String>, zone: Tz) -> ChangeLine {
    let about = match change.about.split_once(':') {
        Some(("account", id)) => names.get(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})")),
        Some((_, device)) => device.to_owned(),
        None => change.about.clone(),
    };
    ChangeLine {
        at: change.at.with_timezone(&zone).format("%d.%m.%Y %H:%M:%S").to_string(),
        actor: render(&Actor { actor: &change.actor }),
        about,
        act: render(&ChangeWords { change }),
    }
}

/// What is known of the journal's soundness.
pub struct Checked<'a> {
    pub check: &'a Check,
    /// Of the journal as it is now, with the last entry under it.
    pub newest: Option<(i64, String)>,
    pub suspects: &'a [Line],
    pub zone: Tz,
    pub key: &'a str,
}

/// GETs the filter's fields and `before` from its own address, and POSTs `key` and `seal` below it.
pub fn page(site: &Site, who: &Who, audit: &Audit) -> String {
    render(&Page { site, who, audit, checked: &audit.check })
}

/// The part that a page fetches while a check goes on.
pub fn check(checked: &Checked) -> String {
    render(&CheckPart { checked })
}

pub fn csv(lines: &[Line]) -> Vec<u8> {
    let head = render(&Columns {}).lines().map(str::to_owned).collect();
    let row = |line: &Line| {
        let number = line.number.clone().unwrap_or_default();
        let Line { id, at, site, actor, act, .. } = line;
        vec![id.to_string(), at.clone(), site.clone(), actor.clone(), number, act.clone()]
    };
    spreadsheet::csv([head].into_iter().chain(lines.iter().map(row)))
}

/// Puts an entry into words. `services` are those of its site, by their ids.
pub fn line(
    entry: &Entry,
    number: Option<String>,
    site: &str,
    services: &BTreeMap<String, String>,
    zone: Tz,
) -> Line {
    Line {
        id: entry.id,
        at: entry.at.with_timezone(&zone).format("%d.%m.%Y %H:%M:%S").to_string(),
        site: site.to_owned(),
        actor: render(&Actor { actor: &entry.actor }),
        number,
        act: render(&ActWords { event: &entry.event, services, zone }),
    }
}

impl Filter {
    /// The address of a page with this filter.
    fn link(&self, path: &str, before: Option<&i64>) -> String {
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        let fields = [
            ("site", self.site.as_str()),
            ("day", &day),
            ("number", &self.number),
            ("actor", &self.actor),
            ("act", &self.act),
        ];
        let before = before.map(i64::to_string).unwrap_or_default();
        let fields: Vec<(&str, &str)> = fields.into_iter().chain([("before", before.as_str())]).collect();
        format!("{path}?{}", query(&fields))
    }
}

impl Checked<'_> {
    /// Sixteen groups of four digits, as people write them down.
    fn groups<'a>(&self, seal: &'a str) -> Vec<&'a str> {
        seal.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect()
    }
}

#[derive(Template)]
#[template(path = "audit/page.html")]
struct Page<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    audit: &'a Audit<'a>,
    checked: &'a Checked<'a>,
}

impl Page<'_> {
    /// Every act one can look for, as the journal calls it and as people do.
    fn acts(&self) -> Vec<(String, String)> {
        let acts = render(&Acts {});
        let pairs = acts.lines().filter_map(|line| line.split_once('|'));
        pairs.map(|(name, words)| (name.to_owned(), words.to_owned())).collect()
    }
}

#[derive(Template)]
#[template(path = "audit/check.html")]
struct CheckPart<'a> {
    checked: &'a Checked<'a>,
}

#[derive(Template)]
#[template(path = "audit/acts.txt")]
struct Acts {}

#[derive(Template)]
#[template(path = "audit/columns.txt")]
struct Columns {}

#[derive(Template)]
#[template(path = "audit/actor.txt")]
struct Actor<'a> {
    actor: &'a str,
}

#[derive(Template)]
#[template(path = "audit/change.txt")]
struct ChangeWords<'a> {
    change: &'a Change,
}

#[derive(Template)]
#[template(path = "audit/act.txt")]
struct ActWords<'a> {
    event: &'a Room,
    services: &'a BTreeMap<String, String>,
    zone: Tz,
}

impl ActWords<'_> {
    fn service<'a>(&'a self, id: &'a str) -> &'a str {
        self.services.get(id).map_or(id, String::as_str)
    }

    fn local(&self, at: &DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }
}
