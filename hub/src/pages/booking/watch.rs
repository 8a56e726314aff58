//! To be told when a time becomes free: asked for on a page of its own, and seen, confirmed and stopped
//! behind the link of the letters.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Mistake, Said, Stamp, clock};
use crate::config::Words;
use crate::pages::language::{Language, Sentence};
use crate::pages::{Site, render};

/// For what, until which day, and where to write.
pub struct AskWatch<'a> {
    pub language: &'static Language,
    /// Of this page, which takes the form as well.
    pub path: &'a str,
    /// Of the times there are.
    pub times: &'a str,
    pub key: &'a str,
    pub matters: Vec<Words<'a>>,
    pub said: &'a Said,
    pub mail: &'a str,
    /// As a browser writes a day.
    pub until: &'a str,
    /// The days that may be chosen.
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub mistakes: &'a [Mistake],
    /// While the site is under attack.
    pub stamp: Option<&'a Stamp>,
}

/// A letter is on its way, without whose button there are no others.
pub struct WatchSent<'a> {
    pub language: &'static Language,
    pub mail: &'a str,
    pub zone: Tz,
    pub until: DateTime<Utc>,
}

/// What somebody waits for, behind the link of its letters.
pub struct OwnWatch<'a> {
    pub language: &'static Language,
    /// `/W/`, the id and the token.
    pub path: &'a str,
    pub key: &'a str,
    pub matters: Vec<Words<'a>>,
    /// Of the times there are: one may have become free before the button was pressed.
    pub times: &'a str,
    pub until: NaiveDate,
    pub is_confirmed: bool,
}

#[derive(Template)]
#[template(path = "booking/ask_watch.html")]
struct AskWatchPage<'a> {
    site: &'a Site,
    page: &'a AskWatch<'a>,
}

pub fn ask_watch(site: &Site, page: &AskWatch) -> String {
    render(&AskWatchPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/watch_sent.html")]
struct WatchSentPage<'a> {
    site: &'a Site,
    page: &'a WatchSent<'a>,
}

pub fn watch_sent(site: &Site, page: &WatchSent) -> String {
    render(&WatchSentPage { site, page })
}

#[derive(Template)]
#[template(path = "booking/own_watch.html")]
struct OwnWatchPage<'a> {
    site: &'a Site,
    page: &'a OwnWatch<'a>,
}

pub fn own_watch(site: &Site, page: &OwnWatch) -> String {
    render(&OwnWatchPage { site, page })
}

impl AskWatch<'_> {
    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }

    fn last_day(&self) -> Sentence {
        self.language.date(self.last)
    }
}

impl WatchSent<'_> {
    fn until(&self) -> Sentence {
        clock(self.language, self.zone, self.until)
    }
}

impl OwnWatch<'_> {
    fn until(&self) -> Sentence {
        self.language.date(self.until)
    }
}
