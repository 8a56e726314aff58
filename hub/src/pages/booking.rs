//! The booking site, for citizens: what can be booked, the free times, who comes, and afterwards the
//! booking itself behind its link. Phones first, and no step needs a script or a cookie: each is an
//! address, and whoever goes back finds what was there. Choosing matters and times is in `choose`.

mod account;
mod choose;
mod everywhere;
mod month;
mod stamp;
mod watch;

use askama::Template;
use calendar::wish::Form;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::language::{Language, Sentence};
use super::{Site, render};
use crate::clock::near;
use crate::config::Words;
use crate::qr::Picture;
use crate::uploads::{FILE_BYTES_MAX, FILES_MAX};

pub use account::{ACCOUNT_ANSWER, Account, AccountLeave, account_leave, account_lost};
pub use choose::*;
pub use everywhere::{AtSite, Everywhere, Shared, everywhere};
pub use month::Month;
pub use stamp::Stamp;
pub use watch::*;

/// Where it begins; below it the language, the site, the services (with commas between them) and the time,
/// one after the other.
pub const START: &str = "/termine";

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
    /// The address of this page, for cameras.
    pub picture: &'a Picture,
    pub matters: Vec<Words<'a>>,
    pub persons: u32,
    pub at: DateTime<Utc>,
    pub zone: Tz,
    pub place: &'a str,
    /// How to get there.
    pub directions: Option<Words<'a>>,
    pub phone: Option<&'a str>,
    pub form: Form,
    /// Where people meet by video, as far as that is known.
    pub video: Option<&'a str>,
    pub bring: Vec<Words<'a>>,
    pub stage: OwnStage,
    /// What there is to say about coming.
    pub arrival: Option<Arrival>,
    /// It has taken place, and is over.
    pub can_be_judged: bool,
    /// What the page asks before it is done.
    pub asks: Option<Asks>,
    /// What was said to find the time it is to be moved to.
    pub said: &'a Said,
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

/// Coming, on the day itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// One may say it from then on.
    From(DateTime<Utc>),
    Now,
    /// It was said, and could not be done.
    Refused,
    /// It has become a number, which has a page of its own.
    Number {
        number: String,
        path: String,
    },
}

impl Arrival {
    fn is_refused(&self) -> bool {
        *self == Arrival::Refused
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnStage {
    Unverified {
        until: DateTime<Utc>,
    },
    Stands,
    Here,
    /// Its time is over, and whoever comes today is still let in.
    Late,
    Cancelled,
    Lapsed,
    Over,
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
    said: &'static str,
    help: &'static str,
}

pub fn not_found(site: &Site, language: &'static Language) -> String {
    render(&NotFoundPage { site, language, said: "own-not-found", help: "own-not-found-help" })
}

/// Of a watch that was stopped or used, that is over, or that is nobody's: the address is gone in any case.
pub fn no_watch(site: &Site, language: &'static Language) -> String {
    render(&NotFoundPage { site, language, said: "watch-over", help: "watch-over-help" })
}

impl LetterSent<'_> {
    fn until(&self) -> Sentence {
        clock(self.language, self.zone, self.until)
    }
}

impl Own<'_> {
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
            OwnStage::Late => self.language.say("own-late"),
            OwnStage::Cancelled => self.language.say("own-cancelled"),
            OwnStage::Lapsed => self.language.say("own-lapsed"),
            OwnStage::Over => self.language.say("own-over"),
        }
    }

    fn may_come_from(&self, from: &DateTime<Utc>) -> Sentence {
        self.language.say("own-arrive-from").with("clock", clock(self.language, self.zone, *from))
    }

    fn is_in_person(&self) -> bool {
        self.form == Form::InPerson
    }

    fn how(&self) -> Sentence {
        self.language.say(form_said(self.form))
    }

    /// What there is to do when the time has come.
    fn then(&self) -> Option<Sentence> {
        match self.form {
            Form::InPerson => None,
            Form::Phone => Some(self.language.say("own-phone")),
            Form::Video if self.video.is_some() => Some(self.language.say("own-video")),
            Form::Video => Some(self.language.say("own-video-soon")),
        }
    }

    fn moves_to(&self) -> Option<(String, Sentence)> {
        let Some(Asks::Move(at)) = self.asks else { return None };
        let sure = self
            .language
            .say("own-move-sure")
            .with("date", date(self.language, self.zone, at))
            .with("clock", clock(self.language, self.zone, at));
        Some((address_of(at), sure))
    }

    /// Of the times it could be at instead.
    fn other_times(&self) -> String {
        self.said.after(&format!("{}/{}/times", self.path, self.language.tag), &[])
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

    fn shows_bring(&self) -> bool {
        self.is_to_come() && self.asks.is_none() && !self.bring.is_empty()
    }

    /// Somebody will look at what is sent ahead.
    fn shows_sent(&self) -> bool {
        self.asks.is_none() && matches!(self.stage, OwnStage::Stands | OwnStage::Here)
    }

    fn takes_more(&self) -> bool {
        self.sent.len() < FILES_MAX
    }

    fn may_be_sent(&self) -> Sentence {
        self.language
            .say("upload-help")
            .with("kinds", KINDS)
            .with("size", size_max())
            .with("files", FILES_MAX)
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

/// A number as a telephone dials it.
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
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
