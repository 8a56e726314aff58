//! Who is away, and when nothing is booked: reported here, after a look at what becomes of the bookings.

use askama::Template;
use calendar::bookings::{Absence, AbsenceId};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::http::Problem;

use super::account::Who;
use super::bookings::Row;
use super::language::{Sentence, german};
use super::{Site, filters, path, query, render};
use crate::absences::{Odd, Standing, Unread, Why};
use crate::rights::Right;

/// All that is reported, and the form for more.
#[derive(Clone, Copy)]
pub struct Absences<'a> {
    pub who: &'a Who<'a>,
    /// Pools and their resources.
    pub pools: &'a [(String, Vec<String>)],
    pub typed: &'a Typed,
    pub mistakes: &'a [Mistake],
    pub lines: &'a [Line],
    /// What stands in its source no more.
    pub gone: &'a [Gone],
    pub sources: &'a [Source],
    /// Why the file that was brought could not be read.
    pub unread: Option<&'a Unread>,
    /// Something was entered or withdrawn just now.
    pub is_saved: bool,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

/// The form as it was filled in.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// "one:ID", "pool:ID" or "all".
    pub whom: String,
    pub from_day: String,
    pub from_time: String,
    pub until_day: String,
    pub until_time: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    Whom,
    From,
    Until,
}

/// Somebody who is away.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: AbsenceId,
    pub resource: String,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Bookings that are in the way, and that nobody could take over.
    pub stuck: Vec<Row>,
}

/// An absence that stands in its source no more.
#[derive(Debug, Clone)]
pub struct Gone {
    pub id: AbsenceId,
    pub absence: Absence,
    pub source: String,
    pub since: DateTime<Utc>,
}

/// Something that tells of absences.
#[derive(Debug, Clone)]
pub struct Source {
    pub label: String,
    /// Of the form's field.
    pub value: String,
    pub is_table: bool,
    /// The hub looks at it by itself.
    pub is_followed: bool,
    pub standing: Option<Standing>,
}

/// What a file that somebody brought would bring.
#[derive(Clone, Copy)]
pub struct Brought<'a> {
    pub who: &'a Who<'a>,
    pub source: &'a str,
    pub value: &'a str,
    pub is_table: bool,
    /// What the file says, for the form that saves it.
    pub said: &'a str,
    pub in_all: usize,
    pub new: &'a [Absence],
    pub others: usize,
    pub gone: usize,
    /// It stands there again.
    pub back: usize,
    pub odd: &'a [Odd],
    pub odd_in_all: usize,
    /// All of it was understood.
    pub is_whole: bool,
    pub moves: &'a [(Row, String)],
    pub stuck: &'a [Row],
    pub seen: &'a str,
    pub has_changed: bool,
    pub zone: Tz,
    pub key: &'a str,
}

/// What an absence would bring.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub who: &'a Who<'a>,
    pub typed: &'a Typed,
    pub whom: &'a Whom,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// With whom it is afterwards.
    pub moves: &'a [(Row, String)],
    pub stuck: &'a [Row],
    /// Tells whether what is saved is what was seen.
    pub seen: &'a str,
    /// It was another when it was looked at.
    pub has_changed: bool,
    pub zone: Tz,
    pub key: &'a str,
}

/// Who is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    One(String),
    Pool(String),
    All,
}

pub fn page(site: &Site, page: &Absences) -> String {
    render(&Page { site, page })
}

pub fn look(site: &Site, page: &Look) -> String {
    render(&LookPage { site, page })
}

pub fn brought(site: &Site, page: &Brought) -> String {
    render(&BroughtPage { site, page })
}

impl Whom {
    pub fn of(typed: &str) -> Option<Whom> {
        match typed.split_once(':') {
            Some(("one", id)) => Some(Whom::One(id.to_owned())),
            Some(("pool", id)) => Some(Whom::Pool(id.to_owned())),
            _ => (typed == "all").then_some(Whom::All),
        }
    }
}

impl Absences<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::ABSENCES)
    }

    fn bookings(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }

    fn is_chosen(&self, kind: &str, id: &str) -> bool {
        self.typed.whom.split_once(':') == Some((kind, id))
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

impl Look<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::ABSENCES)
    }

    fn bookings(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    /// The form as it is filled in, to change something.
    fn back(&self) -> String {
        let Typed { whom, from_day, from_time, until_day, until_time } = self.typed;
        let fields = [
            ("whom", whom.as_str()),
            ("from-day", from_day),
            ("from-time", from_time),
            ("until-day", until_day),
            ("until-time", until_time),
        ];
        format!("{}?{}", self.path(), query(&fields))
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

impl Brought<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::ABSENCES)
    }

    fn bookings(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    fn brings_something(&self) -> bool {
        !self.new.is_empty() || self.gone > 0 || self.back > 0
    }

    fn date(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

fn date(at: &DateTime<Utc>, zone: Tz) -> Sentence {
    german().date(at.with_timezone(&zone).date_naive())
}

#[derive(Template)]
#[template(path = "absences/page.html")]
struct Page<'a> {
    site: &'a Site,
    page: &'a Absences<'a>,
}

#[derive(Template)]
#[template(path = "absences/look.html")]
struct LookPage<'a> {
    site: &'a Site,
    page: &'a Look<'a>,
}

#[derive(Template)]
#[template(path = "absences/feed.html")]
struct BroughtPage<'a> {
    site: &'a Site,
    page: &'a Brought<'a>,
}
