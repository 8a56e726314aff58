//! Choosing a time: for whoever calls and wants an appointment, and for one that is moved.

use askama::Template;
use calendar::wish::Form;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use wire::http::Problem;

use super::{date, path_of};
use crate::pages::account::Who;
use crate::pages::booking::{DayOfTimes, Mistake, Why, address_of};
use crate::pages::language::{self, Language, Sentence, german};
use crate::pages::{Site, filters, path, query, render};
use crate::rights::Right;
use crate::views::Arranged;

/// Another time for a booking.
pub struct Move<'a> {
    pub who: &'a Who<'a>,
    pub booking: &'a Arranged,
    pub wished: &'a Wished<'a>,
    pub times: Option<Times>,
    pub zone: Tz,
    pub problem: Option<&'a Problem>,
}

/// The first half of booking for somebody: what for, and the free times.
pub struct New<'a> {
    pub who: &'a Who<'a>,
    /// Id and German name.
    pub services: &'a [(&'a str, &'a str)],
    /// When the first page was shown, for those that follow.
    pub since: &'a str,
    pub wished: Option<&'a Wished<'a>>,
    pub times: Option<Times>,
    pub zone: Tz,
    pub problem: Option<&'a Problem>,
}

/// What somebody wishes, as the fields say it.
#[derive(Debug, Clone)]
pub struct Wished<'a> {
    /// Ids and German names of what is done in one visit; the first is what it is called by.
    pub services: Vec<(&'a str, &'a str)>,
    /// What can be done in the same visit.
    pub further: Vec<(&'a str, &'a str)>,
    pub persons: u16,
    /// As many as one visit may be for; 1 asks nobody.
    pub persons_max: u16,
    pub forms: Vec<Form>,
    pub form: Form,
    /// Of the family name and the place, where clerks are there for some of them only.
    pub letters: Option<&'a str>,
    pub place: Option<&'a str>,
    /// So many letters of the name decide.
    pub letters_max: usize,
    /// Whether it cannot wait; `None` asks nobody, where no seats are kept for that.
    pub urgent: Option<bool>,
    /// When the first page was shown, for those that follow.
    pub since: &'a str,
}

/// What the field says of a visit that cannot wait.
pub const URGENT: &str = "1";

pub struct Times {
    pub days: Vec<DayOfTimes>,
    pub earlier: Option<NaiveDate>,
    pub later: Option<NaiveDate>,
}

/// The second half: who comes.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    pub who: &'a Who<'a>,
    pub wished: &'a Wished<'a>,
    pub at: DateTime<Utc>,
    /// Free times to choose from, when the one that was chosen has gone.
    pub others: &'a [DateTime<Utc>],
    pub name: &'a str,
    pub phone: &'a str,
    pub mail: &'a str,
    /// As it was typed, where it is of use at the kiosk.
    pub birthday: Option<&'a str>,
    pub language: &'static Language,
    pub by_mail: bool,
    pub mistakes: &'a [Mistake],
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

pub fn other_times(site: &Site, page: &Move) -> String {
    render(&MovePage { site, page })
}

pub fn new(site: &Site, page: &New) -> String {
    render(&NewPage { site, page })
}

pub fn caller(site: &Site, page: &Caller) -> String {
    render(&CallerPage { site, page })
}

impl Wished<'_> {
    /// Their names, with commas between them.
    fn names(&self) -> String {
        self.services.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
    }

    fn service(&self) -> &str {
        self.services.first().map(|(id, _)| *id).unwrap_or_default()
    }

    /// The matters beside the first, by their ids with commas between them.
    fn others(&self) -> String {
        self.others_without("")
    }

    fn others_without(&self, gone: &str) -> String {
        let others = self.services.iter().skip(1).map(|(id, _)| *id).filter(|id| *id != gone);
        others.collect::<Vec<_>>().join(",")
    }

    fn fields(&self) -> String {
        self.fields_with(&self.others())
    }

    fn fields_with(&self, others: &str) -> String {
        let (persons, form) = (self.persons.to_string(), form_name(&self.form));
        query(&[
            ("service", self.service()),
            ("further", others),
            ("persons", &persons),
            ("form", form),
            ("letters", self.letters.unwrap_or_default()),
            ("place", self.place.unwrap_or_default()),
            ("urgent", if self.urgent == Some(true) { URGENT } else { "" }),
            ("since", self.since),
        ])
    }
}

impl New<'_> {
    fn path(&self) -> String {
        format!("{}{}/new", self.who.base, path::BOOKINGS)
    }

    fn list(&self) -> String {
        format!("{}{}", self.who.base, path::BOOKINGS)
    }

    fn is_wished(&self, service: &str) -> bool {
        self.wished.is_some_and(|wished| wished.service() == service)
    }

    /// The same wish without one of its matters.
    fn without(&self, id: &str) -> String {
        let fields = self.wished.map(|wished| wished.fields_with(&wished.others_without(id)));
        format!("{}?{}", self.path(), fields.unwrap_or_default())
    }

    /// Where a chosen time leads: `at` follows.
    fn to(&self) -> String {
        let fields = self.wished.map(Wished::fields).unwrap_or_default();
        format!("{}/who?{fields}&at=", self.path())
    }

    fn from(&self) -> String {
        format!("{}?{}&from=", self.path(), self.wished.map(Wished::fields).unwrap_or_default())
    }

    fn lacks(&self, code: &str) -> bool {
        self.problem.is_some_and(|problem| problem.code == code)
    }
}

impl Move<'_> {
    fn booking_path(&self) -> String {
        path_of(self.who, self.booking)
    }

    fn path(&self) -> String {
        format!("{}/move", self.booking_path())
    }

    fn whose(&self) -> String {
        let (letters, place) = (self.wished.letters, self.wished.place);
        query(&[("letters", letters.unwrap_or_default()), ("place", place.unwrap_or_default())])
    }

    fn to(&self) -> String {
        format!("{}?{}&at=", self.path(), self.whose())
    }

    fn from(&self) -> String {
        format!("{}?{}&from=", self.path(), self.whose())
    }

    fn date(&self) -> Sentence {
        date(&self.booking.at, self.zone)
    }

    fn lacks(&self, code: &str) -> bool {
        self.problem.is_some_and(|problem| problem.code == code)
    }
}

impl Times {
    fn date(&self, day: &DayOfTimes) -> Sentence {
        german().date(day.date)
    }

    fn address(&self, at: &DateTime<Utc>) -> String {
        address_of(*at)
    }
}

impl Caller<'_> {
    fn path(&self) -> String {
        format!("{}{}/new/who", self.who.base, path::BOOKINGS)
    }

    fn back(&self) -> String {
        format!("{}{}/new?{}", self.who.base, path::BOOKINGS, self.wished.fields())
    }

    fn date(&self) -> Sentence {
        date(&self.at, self.zone)
    }

    fn date_of(&self, at: &DateTime<Utc>) -> Sentence {
        date(at, self.zone)
    }

    fn has(&self, mistake: Mistake) -> bool {
        self.mistakes.contains(&mistake)
    }

    fn languages(&self) -> &'static [Language] {
        language::all()
    }

    fn address(&self, at: &DateTime<Utc>) -> String {
        address_of(*at)
    }
}

/// As the catalogue and the wire write it.
pub const fn form_name(form: &Form) -> &'static str {
    match form {
        Form::InPerson => "in-person",
        Form::Phone => "phone",
        Form::Video => "video",
    }
}

#[derive(Template)]
#[template(path = "bookings/move.html")]
struct MovePage<'a> {
    site: &'a Site,
    page: &'a Move<'a>,
}

#[derive(Template)]
#[template(path = "bookings/new.html")]
struct NewPage<'a> {
    site: &'a Site,
    page: &'a New<'a>,
}

#[derive(Template)]
#[template(path = "bookings/caller.html")]
struct CallerPage<'a> {
    site: &'a Site,
    page: &'a Caller<'a>,
}
