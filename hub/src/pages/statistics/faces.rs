//! How visits were: what page, file and open data have in common, and the sentences for those who lead.

use askama::Template;
use chrono::NaiveDate;

use super::tables::{Cell, name};
use super::{Choice, Names};
use crate::pages::account::Who;
use crate::pages::{Site, render, spreadsheet};
use crate::rights::Right;
use crate::statistics::{Faces, Key};
use crate::store::feedback::{Face, Sentence, WORDS_KEPT_DAYS};

/// Headings, the first of them of the service.
pub fn columns() -> Vec<String> {
    render(&Columns {}).lines().map(str::to_owned).collect()
}

/// A row each, in the order of [`columns`].
pub fn rows(faces: &[Faces], names: &Names) -> Vec<Vec<String>> {
    let count = |shown| Cell::Count(shown).words();
    let row = |of: &Faces| {
        let called = match &of.service {
            Some(service) => name(&Key::Service(service.clone()), names),
            None => render(&All {}),
        };
        [called, count(of.answers)].into_iter().chain(of.of.map(count)).collect()
    };
    faces.iter().map(row).collect()
}

pub fn csv(faces: &[Faces], names: &Names) -> Vec<u8> {
    spreadsheet::csv([columns()].into_iter().chain(rows(faces, names)))
}

/// Of several months, with the month in front.
pub fn csv_of_months<'a>(months: impl Iterator<Item = (NaiveDate, &'a [Faces])>, names: &Names) -> Vec<u8> {
    let head = [super::indicators::month_column()].into_iter().chain(columns()).collect();
    let of_month = |(month, faces): (NaiveDate, &[Faces])| {
        let month = month.format("%Y-%m").to_string();
        let row = |row: Vec<String>| [month.clone()].into_iter().chain(row).collect();
        rows(faces, names).into_iter().map(row).collect::<Vec<_>>()
    };
    spreadsheet::csv([head].into_iter().chain(months.flat_map(of_month)))
}

/// What visitors said in words.
#[derive(Clone, Copy)]
pub struct Sentences<'a> {
    pub sites: &'a [Choice],
    /// The chosen one of `sites`.
    pub site: &'a str,
    /// Visitors are asked there.
    pub are_asked: bool,
    pub sentences: &'a [Sentence],
    pub names: &'a Names,
}

pub fn sentences(site: &Site, who: &Who, page: &Sentences) -> String {
    render(&SentencesPage { site, who, page })
}

impl Sentences<'_> {
    fn service(&self, id: &str) -> String {
        name(&Key::Service(id.into()), self.names)
    }
}

#[derive(Template)]
#[template(path = "statistics/faces_columns.txt")]
struct Columns {}

#[derive(Template)]
#[template(path = "statistics/faces_all.txt")]
struct All {}

#[derive(Template)]
#[template(path = "statistics/sentences.html")]
struct SentencesPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    page: &'a Sentences<'a>,
}
