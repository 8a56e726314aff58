//! Bookings on the staff's pages: those of a day, one with everything that can be done about it, and the
//! paper of it. Choosing a time, for a new one or another, is in `times`.

mod times;

use askama::Template;
use calendar::State;
use calendar::substitution::Handover;
use calendar::wish::Form;
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use wire::http::Problem;

use super::account::Who;
use super::booking::{Asks, address_of};
use super::language::{self, Sentence, german};
use super::{Site, filters, path, query, render};
use crate::config::Words;
use crate::qr::Picture;
use crate::rights::Right;
use crate::store::outbox::{Fate, Kind};
use crate::store::{Contact, No, Written};
use crate::views::Arranged;

pub use times::*;

/// The bookings of a day.
#[derive(Clone, Copy)]
pub struct Day<'a> {
    pub who: &'a Who<'a>,
    pub date: NaiveDate,
    pub today: NaiveDate,
    /// Clerks, rooms and machines that have bookings.
    pub resources: &'a [String],
    /// The one whose bookings are shown.
    pub with: Option<&'a str>,
    /// Whoever looks sees those of one resource, and has not said of which.
    pub has_to_choose: bool,
    pub rows: &'a [Row],
    /// What was looked for: then the rows are of any day.
    pub sought: Option<&'a str>,
    /// Orders what the page was sent: epoch and sequence.
    pub version: (u64, u64),
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub booking: Arranged,
    pub name: Option<String>,
    pub mailed: Mailed,
    /// So many files were sent ahead.
    pub files: usize,
}

/// A file that was sent ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    /// Where it is opened, by who may.
    pub path: Option<String>,
}

/// Whether the visitor has heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailed {
    Nobody,
    Waits,
    Sent,
    Refused,
}

/// Why a letter reached nobody, as far as a mail server says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreached {
    NoSuchMailbox,
    MailboxFull,
    MailboxClosed,
    NotTaken,
}

/// One booking, and what may be done about it.
#[derive(Clone, Copy)]
pub struct One<'a> {
    pub who: &'a Who<'a>,
    pub booking: &'a Arranged,
    pub contact: Option<&'a Contact>,
    pub letters: &'a [Written],
    pub files: &'a [File],
    /// The hub writes letters.
    pub by_mail: bool,
    pub place: &'a str,
    /// Where people meet by video, as far as that is known.
    pub video: Option<&'a str>,
    pub bring: &'a [Words<'a>],
    /// It was made just now.
    pub is_new: bool,
    pub asks: Option<Asks>,
    /// Of the family name and the place, for another time with the right clerk.
    pub letters_of_name: Option<&'a str>,
    pub living: Option<&'a str>,
    /// Who could take it over as it stands.
    pub colleagues: &'a [Handover],
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

/// Who could take a booking over from somebody.
struct Takers<'a> {
    from: &'a str,
    to: Vec<&'a str>,
}

/// For the printer of the browser.
pub struct Slip<'a> {
    pub booking: &'a Arranged,
    pub place: &'a str,
    pub bring: &'a [Words<'a>],
    /// Of the booking's page, where it is moved and cancelled.
    pub picture: &'a Picture,
    pub zone: Tz,
}

pub fn day(site: &Site, page: &Day) -> String {
    render(&DayPage { site, page })
}

pub fn live(page: &Day) -> String {
    render(&Live { page })
}

pub fn one(site: &Site, page: &One) -> String {
    render(&OnePage { site, page })
}

pub fn slip(site: &Site, page: &Slip) -> String {
    render(&SlipPage { site, page })
}

impl Mailed {
    /// What the newest letters came to.
    pub fn of(letters: &[Written]) -> Mailed {
        let newest = letters.iter().map(|letter| letter.revision).max();
        let newest = letters.iter().filter(|letter| Some(letter.revision) == newest);
        let fates: Vec<&Fate> = newest.map(|letter| &letter.fate).collect();
        let any = |is: fn(&Fate) -> bool| fates.iter().any(|fate| is(fate));
        match () {
            () if any(|fate| matches!(fate, Fate::Refused(_))) => Mailed::Refused,
            () if any(|fate| matches!(fate, Fate::Waits(_))) => Mailed::Waits,
            () if any(|fate| matches!(fate, Fate::Sent)) => Mailed::Sent,
            () => Mailed::Nobody,
        }
    }
}

impl Unreached {
    /// The status says more than the reply, where there is one.
    fn of(no: &No) -> Unreached {
        match (no.status, no.reply) {
            (Some([_, 1, _]), _) | (None, 550 | 551 | 553) => Unreached::NoSuchMailbox,
            (Some([_, 2, 2]), _) | (None, 552) => Unreached::MailboxFull,
            (Some([_, 2, _]), _) => Unreached::MailboxClosed,
            _ => Unreached::NotTaken,
        }
    }
}

impl Row {
    pub fn of(booking: Arranged, contact: Option<&Contact>, letters: &[Written], files: usize) -> Row {
        let name = contact.map(|contact| contact.name.clone());
        Row { booking, name, mailed: Mailed::of(letters), files }
    }
}

impl File {
    /// In tenths of a megabyte, as people read sizes; none is nothing.
    pub(super) fn tenths(&self) -> u64 {
        const TENTH: u64 = 1024 * 1024 / 10;
        self.bytes.div_ceil(TENTH).max(1)
    }
}

impl Day<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    /// For whoever is shown, if it is one.
    fn absences(&self) -> String {
        let path = format!("{}{}", self.who.base, path::ABSENCES);
        match self.with {
            Some(with) => format!("{path}?{}", query(&[("whom", &format!("one:{with}"))])),
            None => path,
        }
    }

    /// What this list is of, as the end of an address.
    fn asked(&self) -> String {
        query(&[("day", &self.date.to_string()), ("with", self.with.unwrap_or_default())])
    }

    fn on(&self, date: NaiveDate) -> String {
        let (date, with) = (date.to_string(), self.with.unwrap_or_default());
        format!("{}?{}", self.path(), query(&[("day", &date), ("with", with)]))
    }

    fn day_before(&self) -> String {
        self.on(self.date.checked_sub_days(Days::new(1)).unwrap_or(self.date))
    }

    fn day_after(&self) -> String {
        self.on(self.date.checked_add_days(Days::new(1)).unwrap_or(self.date))
    }

    fn todays(&self) -> String {
        self.on(self.today)
    }

    fn is_today(&self) -> bool {
        self.date == self.today
    }

    fn version(&self) -> String {
        let (epoch, sequence) = self.version;
        format!("{epoch}.{sequence}.{}", self.now.timestamp_millis())
    }

    fn heading(&self) -> Sentence {
        german().date(self.date)
    }

    fn is_with(&self, resource: &str) -> bool {
        self.with == Some(resource)
    }

    /// Nobody comes to this any more.
    fn is_over(&self, booking: &Arranged) -> bool {
        booking.is_elsewhere || matches!(booking.state, State::Cancelled | State::Missed)
    }

    fn may_check_in(&self, booking: &Arranged) -> bool {
        may_check_in(booking, self.today, self.zone)
    }

    fn date_of(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }
}

impl One<'_> {
    fn list(&self) -> String {
        let day = self.booking.at.with_timezone(&self.zone).date_naive();
        format!("{}{}?{}", self.who.base, path::BOOKINGS, query(&[("day", &day.to_string())]))
    }

    fn path(&self) -> String {
        path_of(self.who, self.booking)
    }

    fn date(&self) -> Sentence {
        date(&self.booking.at, self.zone)
    }

    fn date_of(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }

    fn may_check_in(&self) -> bool {
        may_check_in(self.booking, self.today, self.zone)
    }

    /// It is said afterwards whether the call took place: nobody comes who could be checked in.
    fn may_be_closed(&self) -> bool {
        let is_today = self.booking.at.with_timezone(&self.zone).date_naive() == self.today;
        let is_call = self.booking.form != Form::InPerson && self.booking.at <= self.now;
        is_today && is_call && self.booking.state == State::Confirmed
    }

    /// It can be moved and cancelled.
    fn stands(&self) -> bool {
        self.booking.state == State::Confirmed && self.now < self.booking.ends_at
    }

    fn is_kept(&self) -> bool {
        matches!(self.booking.state, State::Held { .. } | State::Unverified { .. })
    }

    fn new_path(&self) -> String {
        format!("{}{}/new", self.who.base, path::BOOKINGS)
    }

    fn address(&self, at: &DateTime<Utc>) -> String {
        address_of(*at)
    }

    fn moves_to(&self) -> Option<DateTime<Utc>> {
        match self.asks {
            Some(Asks::Move(at)) => Some(at),
            _ => None,
        }
    }

    /// Whom it is with, and who could have it instead.
    fn takers(&self) -> Vec<Takers<'_>> {
        let mut takers: Vec<Takers> = Vec::new();
        for Handover { from, to, .. } in self.colleagues {
            match takers.iter_mut().find(|takers| takers.from == from) {
                Some(takers) => takers.to.push(to),
                None => takers.push(Takers { from, to: vec![to] }),
            }
        }
        takers
    }

    fn is_to_be_cancelled(&self) -> bool {
        self.asks == Some(Asks::Cancel)
    }

    fn language<'a>(&'a self, tag: &'a str) -> &'a str {
        language::named(tag).map_or(tag, |language| language.name)
    }
}

impl Slip<'_> {
    fn date(&self) -> Sentence {
        date(&self.booking.at, self.zone)
    }
}

/// Whoever comes on the right day is welcome, also too late.
fn may_check_in(booking: &Arranged, today: NaiveDate, zone: Tz) -> bool {
    let is_today = booking.at.with_timezone(&zone).date_naive() == today && !booking.is_elsewhere;
    is_today && booking.form == Form::InPerson && matches!(booking.state, State::Confirmed | State::Missed)
}

fn path_of(who: &Who, booking: &Arranged) -> String {
    format!("{}{}/{}", who.base, path::BOOKINGS, booking.id.0)
}

fn date(at: &DateTime<Utc>, zone: Tz) -> Sentence {
    german().date(at.with_timezone(&zone).date_naive())
}

#[derive(Template)]
#[template(path = "bookings/day.html")]
struct DayPage<'a> {
    site: &'a Site,
    page: &'a Day<'a>,
}

#[derive(Template)]
#[template(path = "bookings/live.html")]
struct Live<'a> {
    page: &'a Day<'a>,
}

#[derive(Template)]
#[template(path = "bookings/one.html")]
struct OnePage<'a> {
    site: &'a Site,
    page: &'a One<'a>,
}

#[derive(Template)]
#[template(path = "bookings/slip.html")]
struct SlipPage<'a> {
    site: &'a Site,
    page: &'a Slip<'a>,
}
