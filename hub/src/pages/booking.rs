//! The booking site, for citizens: what can be booked, the free times, who comes, and afterwards the
//! booking itself behind its link. Phones first, without script and without cookies: each step is an
//! address, and whoever goes back finds what was there.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::language::{Language, Sentence};
use super::{Site, query, render};
use crate::clock::near;
use crate::uploads::{FILE_BYTES_MAX, FILES_MAX};

/// Where it begins; below it the language, the site, the service and the time, one after the other.
pub const START: &str = "/termine";

/// What may be booked.
pub struct Start<'a> {
    pub language: &'static Language,
    /// What was looked for.
    pub query: &'a str,
    /// Nothing was found for it, so everything is shown.
    pub is_everything: bool,
    pub offices: Vec<Office<'a>>,
}

pub struct Office<'a> {
    pub id: &'a str,
    /// When this page was shown, for those that follow.
    pub since: String,
    pub name: &'a str,
    pub town: &'a str,
    pub matters: Vec<Matter<'a>>,
}

pub struct Matter<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub minutes: u32,
}

/// The free times for a matter.
pub struct Times<'a> {
    pub language: &'static Language,
    /// Of this page; below it each time.
    pub path: &'a str,
    /// What a time is chosen for.
    pub matter: &'a str,
    pub persons: u32,
    /// As many as one visit may be for; 1 asks nobody.
    pub persons_max: u32,
    pub zone: Tz,
    pub days: Vec<DayOfTimes>,
    pub earlier: Option<NaiveDate>,
    pub later: Option<NaiveDate>,
    /// Somebody else was faster.
    pub was_taken: bool,
    /// When the first page was shown, for those that follow.
    pub since: &'a str,
    /// A booking is moved to the time that is chosen, and the way back is to it.
    pub moves: Option<&'a str>,
}

pub struct DayOfTimes {
    pub date: NaiveDate,
    pub times: Vec<DateTime<Utc>>,
    /// Why there is none.
    pub why: Option<Why>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// By the name of the holiday or closure, where it has one.
    Closed(Option<String>),
    Full,
    TooSoon,
    NotYet,
}

/// Who comes, to a time that was chosen.
pub struct WhoComes<'a> {
    pub language: &'static Language,
    /// Of this page, which takes the form as well.
    pub path: &'a str,
    /// Of the times to choose from.
    pub times: &'a str,
    pub key: &'a str,
    /// When the first page was shown.
    pub since: &'a str,
    pub matter: &'a str,
    pub persons: u32,
    pub zone: Tz,
    pub at: DateTime<Utc>,
    /// The hub writes letters.
    pub by_mail: bool,
    pub name: &'a str,
    pub mail: &'a str,
    pub mistakes: &'a [Mistake],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    Name,
    Mail,
    Phone,
}

/// A letter is on its way, and the time is kept until then.
pub struct LetterSent<'a> {
    pub language: &'static Language,
    /// Where it went, to see whether that was typed right.
    pub mail: &'a str,
    pub zone: Tz,
    pub until: DateTime<Utc>,
}

/// A booking behind its link.
pub struct Own<'a> {
    pub language: &'static Language,
    /// `/B/`, the code and the token.
    pub path: &'a str,
    pub key: &'a str,
    pub code: &'a str,
    pub matters: Vec<&'a str>,
    pub persons: u32,
    pub at: DateTime<Utc>,
    pub zone: Tz,
    pub place: &'a str,
    /// How to get there, in German.
    pub directions: Option<&'a str>,
    pub phone: Option<&'a str>,
    /// What to bring.
    pub bring: Vec<&'a str>,
    pub stage: OwnStage,
    /// What the page asks before it is done.
    pub asks: Option<Asks>,
    /// What was sent ahead.
    pub sent: Vec<Sent<'a>>,
    /// Why a file was not taken just now.
    pub unsendable: Option<Unsendable>,
    /// The office keeps copies of its own.
    pub is_copied: bool,
}

/// A file that was sent ahead.
pub struct Sent<'a> {
    pub id: i64,
    pub name: &'a str,
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsendable {
    Nothing,
    TooLarge,
    OtherKind,
    Damaged,
    TooMany,
    /// Neither the sender nor the file is to blame.
    Full,
}

/// As files of these kinds are called everywhere, in Latin letters.
const KINDS: &str = "PDF, JPEG, PNG";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    Cancel,
    /// To be at this time instead.
    Move(DateTime<Utc>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnStage {
    Unverified { until: DateTime<Utc> },
    Stands,
    Here,
    Cancelled,
    Lapsed,
    Over,
}

#[derive(Template)]
#[template(path = "booking/start.html")]
struct StartPage<'a> {
    site: &'a Site,
    page: &'a Start<'a>,
}

pub fn start(site: &Site, page: &Start) -> String {
    render(&StartPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/times.html")]
struct TimesPage<'a> {
    site: &'a Site,
    page: &'a Times<'a>,
}

pub fn times(site: &Site, page: &Times) -> String {
    render(&TimesPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/who_comes.html")]
struct WhoComesPage<'a> {
    site: &'a Site,
    page: &'a WhoComes<'a>,
}

pub fn who_comes(site: &Site, page: &WhoComes) -> String {
    render(&WhoComesPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/letter_sent.html")]
struct LetterSentPage<'a> {
    site: &'a Site,
    page: &'a LetterSent<'a>,
}

pub fn letter_sent(site: &Site, page: &LetterSent) -> String {
    render(&LetterSentPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/own.html")]
struct OwnPage<'a> {
    site: &'a Site,
    page: &'a Own<'a>,
}

pub fn own(site: &Site, page: &Own) -> String {
    render(&OwnPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/not_found.html")]
struct NotFoundPage<'a> {
    site: &'a Site,
    language: &'static Language,
}

pub fn not_found(site: &Site, language: &'static Language) -> String {
    render(&NotFoundPage { site, language })
}

impl Times<'_> {
    /// The first time of all, and what its address ends with.
    fn next(&self) -> Option<&DateTime<Utc>> {
        self.days.iter().find_map(|day| day.times.first())
    }

    fn date(&self, date: &NaiveDate) -> Sentence {
        self.language.date(*date)
    }

    fn clock(&self, at: &DateTime<Utc>) -> Sentence {
        clock(self.language, self.zone, *at)
    }

    fn moment(&self, at: &DateTime<Utc>) -> Sentence {
        self.language.moment(at.with_timezone(&self.zone).naive_local())
    }

    fn address(&self, at: &DateTime<Utc>) -> String {
        let persons = if self.persons == 1 { String::new() } else { self.persons.to_string() };
        match query(&[("persons", &persons), ("since", self.since)]) {
            none if none.is_empty() => format!("{}/{}", self.path, address_of(*at)),
            query => format!("{}/{}?{query}", self.path, address_of(*at)),
        }
    }

    fn from(&self, date: &NaiveDate) -> String {
        let (date, persons) = (date.to_string(), self.persons.to_string());
        format!("{}?{}", self.path, query(&[("from", &date), ("persons", &persons), ("since", self.since)]))
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::Closed(Some(name)) => name.clone(),
            Why::Closed(None) => self.language.say("book-closed").to_string(),
            Why::Full => self.language.say("book-full").to_string(),
            Why::TooSoon => self.language.say("book-too-soon").to_string(),
            Why::NotYet => self.language.say("book-not-yet").to_string(),
        }
    }
}

impl WhoComes<'_> {
    fn moment(&self) -> Sentence {
        self.language.moment(self.at.with_timezone(&self.zone).naive_local())
    }

    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }
}

impl LetterSent<'_> {
    fn until(&self) -> Sentence {
        clock(self.language, self.zone, self.until)
    }
}

impl Own<'_> {
    /// As a telephone dials it.
    fn dialled(&self, phone: &str) -> String {
        phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }

    fn moment(&self) -> Sentence {
        self.language.moment(self.at.with_timezone(&self.zone).naive_local())
    }

    fn stands_for(&self) -> Sentence {
        match self.stage {
            OwnStage::Unverified { until } => {
                self.language.say("own-unverified").with("until", clock(self.language, self.zone, until))
            }
            OwnStage::Stands => self.language.say("own-stands"),
            OwnStage::Here => self.language.say("own-here"),
            OwnStage::Cancelled => self.language.say("own-cancelled"),
            OwnStage::Lapsed => self.language.say("own-lapsed"),
            OwnStage::Over => self.language.say("own-over"),
        }
    }

    fn moves_to(&self) -> Option<(String, Sentence)> {
        let Some(Asks::Move(at)) = self.asks else { return None };
        let sure = self.language.say("own-move-sure");
        let sure = sure.with("date", date(self.language, self.zone, at));
        Some((address_of(at), sure.with("clock", clock(self.language, self.zone, at))))
    }

    fn is_to_be_cancelled(&self) -> bool {
        self.asks == Some(Asks::Cancel)
    }

    fn is_unverified(&self) -> bool {
        matches!(self.stage, OwnStage::Unverified { .. })
    }

    fn stands(&self) -> bool {
        self.stage == OwnStage::Stands
    }

    fn is_to_come(&self) -> bool {
        self.stands() || self.is_unverified()
    }

    /// Somebody will look at what is sent ahead.
    fn shows_sent(&self) -> bool {
        self.asks.is_none() && matches!(self.stage, OwnStage::Stands | OwnStage::Here)
    }

    fn takes_more(&self) -> bool {
        self.sent.len() < FILES_MAX
    }

    fn may_be_sent(&self) -> Sentence {
        let kinds = self.language.say("upload-help").with("kinds", KINDS);
        kinds.with("size", size_max()).with("files", FILES_MAX)
    }

    fn why_not(&self, why: &Unsendable) -> Sentence {
        match why {
            Unsendable::Nothing => self.language.say("upload-nothing"),
            Unsendable::TooLarge => self.language.say("upload-too-large").with("size", size_max()),
            Unsendable::OtherKind => self.language.say("upload-other-kind").with("kinds", KINDS),
            Unsendable::Damaged => self.language.say("upload-damaged"),
            Unsendable::TooMany => self.language.say("upload-enough"),
            Unsendable::Full => self.language.say("upload-full"),
        }
    }
}

/// A unit that is written alike everywhere.
fn size_max() -> String {
    format!("{}\u{a0}MB", FILE_BYTES_MAX / 1024 / 1024)
}

/// A time as an address ends with it: "2026-12-01T0800Z".
pub fn address_of(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H%MZ").to_string()
}

/// The time of such an address, if it is of our time.
pub fn time_of(address: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let at = chrono::NaiveDateTime::parse_from_str(address, "%Y-%m-%dT%H%MZ").ok()?;
    near(at.date(), now).map(|_| at.and_utc())
}

fn date(language: &'static Language, zone: Tz, at: DateTime<Utc>) -> Sentence {
    language.date(at.with_timezone(&zone).date_naive())
}

fn clock(language: &'static Language, zone: Tz, at: DateTime<Utc>) -> Sentence {
    language.clock(at.with_timezone(&zone).time())
}
