//! A matter that several sites do, each with its next free time.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::START;
use crate::config::Words;
use crate::pages::language::{Language, Sentence};
use crate::pages::{Site, render};

/// One that is booked at several sites.
pub struct Shared<'a> {
    pub id: &'a str,
    pub name: Words<'a>,
}

pub struct Everywhere<'a> {
    pub language: &'static Language,
    /// Of the matter.
    pub name: Words<'a>,
    /// The one where it is free first is the first.
    pub sites: Vec<AtSite<'a>>,
}

pub struct AtSite<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub town: &'a str,
    pub address: Option<&'a str>,
    pub zone: Tz,
    pub first: Option<DateTime<Utc>>,
    /// Whether times could be looked for: some offices must be told first who it is.
    pub is_known: bool,
    /// Of its times.
    pub to: String,
}

#[derive(Template)]
#[template(path = "booking/everywhere.html")]
struct EverywherePage<'a> {
    site: &'a Site,
    page: &'a Everywhere<'a>,
}

pub fn everywhere(site: &Site, page: &Everywhere) -> String {
    render(&EverywherePage { site, page })
}

impl Everywhere<'_> {
    fn moment(&self, at: &DateTime<Utc>, zone: &Tz) -> Sentence {
        self.language.moment(at.with_timezone(zone).naive_local())
    }
}
