//! Choosing: the matters of a visit, what must be said before its times are shown, the times, and who comes.

use askama::Template;
use calendar::wish::Form;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::{Account, Month, START, Shared, Stamp, address_of, clock};
use crate::config::Words;
use crate::pages::bookings::form_name;
use crate::pages::language::{Language, Sentence};
use crate::pages::{Site, message, query, render};

/// What may be booked.
pub struct Start<'a> {
    pub language: &'static Language,
    /// What was looked for.
    pub query: &'a str,
    /// Nothing was found for it, so everything is shown.
    pub is_everything: bool,
    pub offices: Vec<Office<'a>>,
    /// What several of them do; it has a page of its own.
    pub shared: Vec<Shared<'a>>,
    /// A further matter is looked for, for the same visit as these.
    pub chosen: Option<Chosen<'a>>,
}

pub struct Office<'a> {
    pub id: &'a str,
    /// When this page was shown, for those that follow.
    pub since: String,
    pub name: &'a str,
    pub town: &'a str,
    pub phone: Option<&'a str>,
    pub matters: Vec<Matter<'a>>,
}

pub struct Matter<'a> {
    pub id: &'a str,
    pub name: Words<'a>,
    pub minutes: u32,
    pub by: By,
}

/// How somebody gets a turn for a matter. Those that are not booked here are shown all the same: whoever
/// looks for one and finds nothing thinks that the office does not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Booking,
    /// A talk comes first, or only a clerk books it.
    Phone,
    Kiosk,
    Infopoint,
    KioskOrInfopoint,
    /// Nobody books it.
    WalkIn,
}

impl By {
    /// What there is to do; nothing to be said where it is booked here.
    pub fn said(self) -> Option<&'static str> {
        match self {
            By::Booking => None,
            By::Phone => Some("by-phone"),
            By::Kiosk => Some("by-kiosk"),
            By::Infopoint => Some("by-infopoint"),
            By::KioskOrInfopoint => Some("by-kiosk-or-infopoint"),
            By::WalkIn => Some("by-walk-in"),
        }
    }
}

/// The matters of a visit that is not booked yet.
pub struct Chosen<'a> {
    pub language: &'static Language,
    /// By its id.
    pub site: &'a str,
    pub matters: Vec<Matter<'a>>,
    pub said: Said,
    /// What the whole visit takes.
    pub minutes: u32,
    /// There is something that can be done in the same visit.
    pub may_add: bool,
}

/// What was said of a visit before its times are shown. It goes along from address to address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub persons: u32,
    pub form: Form,
    /// Of the family name.
    pub letters: String,
    pub place: String,
    /// When the first page was shown; nothing where another time is looked for.
    pub since: String,
}

/// What is asked before times are shown.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// As many persons as one visit may be for; 1 asks nobody.
    pub persons_max: u32,
    /// How it may take place; a single one is not asked.
    pub forms: Vec<Form>,
    /// So many first letters of the family name say which clerk is responsible.
    pub letters: Option<u32>,
    /// Where people live says it, by these places.
    pub places: Vec<String>,
    /// Whoever lives elsewhere is served as well.
    pub elsewhere: bool,
    /// What was said is nobody's business here.
    pub is_nobodys: bool,
}

/// The free times for the matters of a visit.
pub struct Times<'a> {
    pub language: &'static Language,
    /// Of this page; below it each time.
    pub path: &'a str,
    /// What a time is chosen for, unless a booking is moved.
    pub chosen: Option<&'a Chosen<'a>>,
    pub said: &'a Said,
    pub asked: &'a Asked,
    pub zone: Tz,
    /// None as long as something must be said first.
    pub free: Option<Free>,
    /// The day that was chosen in the calendar: its times are seen at once.
    pub chosen_day: Option<NaiveDate>,
    /// The time that was chosen before.
    pub gone: Option<Gone>,
    /// Where whoever finds none, or only late ones, asks to be told when one becomes free.
    pub watch: Option<String>,
    /// A booking is moved to the time that is chosen.
    pub moves: Option<Moved<'a>>,
}

/// Why a time that was chosen can no longer be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gone {
    /// Somebody else was faster.
    Taken,
    /// It has come too near.
    Passed,
    /// The office opens otherwise, or does something else.
    Changed,
    /// The form was sent before, with something else in it.
    Sent,
}

impl Gone {
    /// As an address says it.
    pub fn word(self) -> &'static str {
        match self {
            Gone::Taken => "taken",
            Gone::Passed => "passed",
            Gone::Changed => "changed",
            Gone::Sent => "sent",
        }
    }

    pub fn sentence(self) -> &'static str {
        match self {
            Gone::Taken => "book-taken",
            Gone::Passed => "book-passed",
            Gone::Changed => "book-changed",
            Gone::Sent => "book-sent-before",
        }
    }
}

/// A booking for which another time is looked for.
pub struct Moved<'a> {
    pub matters: Vec<Words<'a>>,
    /// Of its page.
    pub back: &'a str,
}

/// A few days, each with its times or with a reason.
pub struct Free {
    pub days: Vec<DayOfTimes>,
    /// The one of the first of these days that has times.
    pub month: Option<Month>,
    pub earlier: Option<NaiveDate>,
    pub later: Option<NaiveDate>,
}

pub struct DayOfTimes {
    pub date: NaiveDate,
    pub times: Vec<DateTime<Utc>>,
    /// Why there is none.
    pub why: Option<Why>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// By the town's own name for it, where it has one; German.
    Closed(Option<String>),
    Holiday,
    Full,
    TooSoon,
    NotYet,
}

impl Why {
    fn name(&self) -> Option<&str> {
        match self {
            Why::Closed(name) => name.as_deref(),
            Why::Holiday | Why::Full | Why::TooSoon | Why::NotYet => None,
        }
    }
}

/// Who comes, to a time that was chosen.
pub struct WhoComes<'a> {
    pub language: &'static Language,
    /// Of this page, which takes the form as well.
    pub path: &'a str,
    /// Of the times to choose from.
    pub times: &'a str,
    pub key: &'a str,
    pub held: Option<Held<'a>>,
    pub matters: Vec<Words<'a>>,
    /// What to bring for all of it.
    pub bring: Vec<Words<'a>>,
    pub said: &'a Said,
    pub zone: Tz,
    pub at: DateTime<Utc>,
    /// The hub writes letters.
    pub by_mail: bool,
    pub name: &'a str,
    pub mail: &'a str,
    pub phone: &'a str,
    /// As it was typed, where it is of use at the kiosk.
    pub birthday: Option<&'a str>,
    /// Of matters that have a statement of their own: name, and where it is.
    pub privacy: Vec<(Words<'a>, String)>,
    pub mistakes: &'a [Mistake],
    /// While the site is under attack.
    pub stamp: Option<&'a Stamp>,
    /// From which it may be filled in, where the town has one.
    pub account: Option<Account<'a>>,
}

/// A time that is kept while the form is filled in.
pub struct Held<'a> {
    /// What the form brings.
    pub held: &'a str,
    /// Until when.
    pub said: String,
    /// For how long from now.
    pub seconds: i64,
}

/// The sentence for how a visit takes place.
pub fn form_said(form: Form) -> &'static str {
    match form {
        Form::InPerson => "form-in-person",
        Form::Phone => "form-phone",
        Form::Video => "form-video",
    }
}

/// At none of the places that are told apart. No town has a place of this name.
pub const ELSEWHERE: &str = "-";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    Name,
    Mail,
    Phone,
    Birthday,
    /// The last day on which somebody wants to be told.
    Until,
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

/// Of the times for matters of a site, by their ids with commas between them.
pub fn path_of(language: &Language, site: &str, ids: &str) -> String {
    format!("{START}/{}/{site}/{ids}", language.tag)
}

impl Said {
    /// What is not said otherwise: one person, whoever it is.
    pub fn nothing() -> Said {
        let [letters, place, since] = Default::default();
        Said { persons: 1, form: Form::InPerson, letters, place, since }
    }

    /// As fields of a form.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let persons = if self.persons > 1 { self.persons.to_string() } else { String::new() };
        let form = if self.form == Form::InPerson { "" } else { form_name(&self.form) };
        let fields = [
            ("persons", persons),
            ("form", form.to_owned()),
            ("letters", self.letters.clone()),
            ("place", self.place.clone()),
            ("since", self.since.clone()),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// As the end of an address, with something more.
    pub fn after(&self, path: &str, more: &[(&str, &str)]) -> String {
        let fields = self.fields();
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
        let all: Vec<(&str, &str)> = fields.chain(more.iter().copied()).collect();
        match query(&all) {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

impl Asked {
    fn asks(&self) -> bool {
        self.persons_max > 1 || self.forms.len() > 1 || self.letters.is_some() || !self.places.is_empty()
    }
}

impl Start<'_> {
    /// Where a message is written, for whoever has no telephone number.
    fn contact(&self, office: &Office) -> String {
        message::path_of(self.language, office.id)
    }

    fn to(&self, office: &Office, matter: &Matter) -> String {
        match &self.chosen {
            None => {
                let said = Said { since: office.since.clone(), ..Said::nothing() };
                said.after(&path_of(self.language, office.id, matter.id), &[])
            }
            Some(chosen) => chosen.with(matter.id),
        }
    }
}

impl Chosen<'_> {
    /// Of the times for these matters.
    pub fn path(&self) -> String {
        path_of(self.language, self.site, &self.ids())
    }

    /// The ids as addresses have them, in the order in which they were chosen.
    pub fn ids(&self) -> String {
        self.matters.iter().map(|matter| matter.id).collect::<Vec<_>>().join(",")
    }

    fn back(&self) -> String {
        self.said.after(&self.path(), &[])
    }

    fn with(&self, id: &str) -> String {
        let ids = format!("{},{id}", self.ids());
        self.said.after(&path_of(self.language, self.site, &ids), &[])
    }

    fn without(&self, id: &str) -> String {
        let ids = self.matters.iter().map(|matter| matter.id).filter(|other| *other != id);
        let ids: Vec<&str> = ids.collect();
        self.said.after(&path_of(self.language, self.site, &ids.join(",")), &[])
    }

    /// Where a further matter is looked for.
    fn add(&self) -> String {
        let path = format!("{START}/{}", self.language.tag);
        self.said.after(&path, &[("site", self.site), ("chosen", &self.ids())])
    }
}

impl Times<'_> {
    /// The first time of all, where nobody chose a day.
    fn next(&self) -> Option<&DateTime<Utc>> {
        self.first().filter(|_| self.chosen_day.is_none())
    }

    fn first(&self) -> Option<&DateTime<Utc>> {
        self.free.as_ref()?.days.iter().find_map(|day| day.times.first())
    }

    fn date(&self, date: &NaiveDate) -> Sentence {
        self.language.date(*date)
    }

    fn is_chosen(&self, day: &DayOfTimes) -> bool {
        self.chosen_day == Some(day.date)
    }

    fn clock(&self, at: &DateTime<Utc>) -> Sentence {
        clock(self.language, self.zone, *at)
    }

    fn moment(&self, at: &DateTime<Utc>) -> Sentence {
        self.language.moment(at.with_timezone(&self.zone).naive_local())
    }

    fn address(&self, at: &DateTime<Utc>) -> String {
        self.said.after(&format!("{}/{}", self.path, address_of(*at)), &[])
    }

    fn from(&self, date: &NaiveDate) -> String {
        self.said.after(self.path, &[("from", &date.to_string())])
    }

    fn letters_help(&self, letters: &u32) -> Sentence {
        self.language.say("book-letters-help").count(letters)
    }

    fn form_said(&self, form: &Form) -> Sentence {
        self.language.say(form_said(*form))
    }

    fn lives_at(&self, place: &str) -> bool {
        self.said.place == place
    }

    /// Nothing where the town has a name for it.
    fn why(&self, why: &Why) -> Option<Sentence> {
        Some(self.language.say(match why {
            Why::Closed(Some(_)) => return None,
            Why::Closed(None) => "book-closed",
            Why::Holiday => "book-holiday",
            Why::Full => "book-full",
            Why::TooSoon => "book-too-soon",
            Why::NotYet => "book-not-yet",
        }))
    }
}

/// Until when a time is kept for whoever fills in the form.
pub fn held_until(language: &'static Language, zone: Tz, until: DateTime<Utc>) -> Sentence {
    language.say("book-held").with("until", clock(language, zone, until))
}

impl WhoComes<'_> {
    fn is_in_person(&self) -> bool {
        self.said.form == Form::InPerson
    }

    /// Nobody else is asked for a number.
    fn is_by_phone(&self) -> bool {
        self.said.form == Form::Phone
    }

    fn how(&self) -> Sentence {
        self.language.say(form_said(self.said.form))
    }

    fn moment(&self) -> Sentence {
        self.language.moment(self.at.with_timezone(&self.zone).naive_local())
    }

    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }
}
