//! What a site offers, for whoever looks after it: what counts now, what another plan would change, and the
//! versions before. One service is in `service`, pools in `pool`, one resource in `resource`, hours
//! and closed days in `hours`, and what holds for the whole house in `rules`.

mod catalogue;
mod changes;
mod form;
mod hours;
mod letters;
pub mod limits;
mod pool;
mod resource;
mod rules;
mod service;
mod week;

use askama::Template;
use calendar::faults::{Fault, SeriesFault};
use calendar::plan::Closed;
use calendar::unfit::Unfit;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use wire::http::Problem;

use super::account::Who;
use super::bookings::Row;
use super::language::{Sentence, german};
use super::{Site, filters, path, render};
use crate::catalogue::{ENTRIES_MAX, Unreadable};
use crate::config::SitePlan;
use crate::rights::Right;

pub use catalogue::{Catalogue, Offered, catalogue};
pub use changes::{Change, Difference, How, Of, changes};
pub use form::{PlanForm, Said};
pub use hours::*;
pub use letters::*;
pub use pool::*;
pub use resource::*;
pub use rules::*;
pub use service::*;
pub use week::{DAY_WIDTH, Day, Span, Week};

/// What counts now.
#[derive(Clone, Copy)]
pub struct Overview<'a> {
    pub who: &'a Who<'a>,
    pub plan: &'a SitePlan,
    /// 0 is the hub's file.
    pub version: u32,
    /// What the file offers, if it offers something else since this version was saved.
    pub file: Option<&'a str>,
    pub unfit: &'a [(Row, Unfit)],
    /// The newest first.
    pub history: &'a [Line],
    /// As it was brought, and what is wrong with it.
    pub brought: Option<Brought<'a>>,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

#[derive(Clone, Copy)]
pub struct Brought<'a> {
    pub text: &'a str,
    pub wrong: Wrong<'a>,
}

/// What is wrong with something that was brought.
#[derive(Debug, Clone, Copy)]
pub enum Wrong<'a> {
    /// In the words of `hub check-config`.
    Plan(&'a str),
    /// XML or JSON without what is looked for in it.
    Catalogue(Unreadable),
}

/// A version in the list.
#[derive(Debug, Clone)]
pub struct Line {
    pub version: u32,
    pub at: DateTime<Utc>,
    pub by: By,
}

/// Who saved a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    File,
    /// By name, as long as the account is there.
    Account(String),
}

/// What another plan would bring, before it is saved.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub who: &'a Who<'a>,
    pub base: u32,
    pub changes: &'a [Change],
    /// Bookings that fit by now and would not any more.
    pub unfit: &'a [(Row, Unfit)],
    /// Services that would be gone and that somebody still comes for, by their names.
    pub in_use: &'a [String],
    /// The plan that would be saved, to be sent with the form.
    pub draft: &'a str,
    /// Tells whether what is saved is what was seen.
    pub seen: &'a str,
    /// It was another when it was looked at.
    pub has_changed: bool,
    /// The same plan is saved on purpose: the file's change was seen, and does not count.
    pub keeps: bool,
    pub zone: Tz,
    pub key: &'a str,
}

/// Somebody else has saved a version since this one was begun.
#[derive(Clone, Copy)]
pub struct Meanwhile<'a> {
    pub who: &'a Who<'a>,
    pub base: u32,
    pub lines: &'a [Line],
    /// From the version that was changed to the one that counts.
    pub changes: &'a [Change],
    /// What was to be saved.
    pub draft: &'a str,
    pub zone: Tz,
    pub key: &'a str,
}

/// One version, and what it changed.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    pub who: &'a Who<'a>,
    pub line: &'a Line,
    /// From the one before; the first has none.
    pub changes: Option<&'a [Change]>,
    /// The version that counts.
    pub newest: u32,
    pub text: &'a str,
    pub zone: Tz,
    pub key: &'a str,
}

pub fn overview(site: &Site, page: &Overview) -> String {
    render(&OverviewPage { site, page })
}

pub fn look(site: &Site, page: &Look) -> String {
    render(&LookPage { site, page })
}

pub fn meanwhile(site: &Site, page: &Meanwhile) -> String {
    render(&MeanwhilePage { site, page })
}

pub fn version(site: &Site, page: &Version) -> String {
    render(&VersionPage { site, page })
}

impl Overview<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn bookings(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

impl Look<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn bookings(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }

    fn can_be_saved(&self) -> bool {
        self.in_use.is_empty() && (self.keeps || !self.changes.is_empty())
    }
}

impl Meanwhile<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

impl Version<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

fn path_of(who: &Who) -> String {
    format!("{}{}", who.base, path::OFFER)
}

fn date(at: &DateTime<Utc>, zone: Tz) -> Sentence {
    german().date(at.with_timezone(&zone).date_naive())
}

fn german_date(date: &NaiveDate) -> Sentence {
    german().date(*date)
}

#[derive(Template)]
#[template(path = "offer/overview.html")]
struct OverviewPage<'a> {
    site: &'a Site,
    page: &'a Overview<'a>,
}

#[derive(Template)]
#[template(path = "offer/look.html")]
struct LookPage<'a> {
    site: &'a Site,
    page: &'a Look<'a>,
}

#[derive(Template)]
#[template(path = "offer/meanwhile.html")]
struct MeanwhilePage<'a> {
    site: &'a Site,
    page: &'a Meanwhile<'a>,
}

#[derive(Template)]
#[template(path = "offer/version.html")]
struct VersionPage<'a> {
    site: &'a Site,
    page: &'a Version<'a>,
}
