//! Bookings by channel: what page, file and open data have in common.

use askama::Template;
use chrono::NaiveDate;

use super::tables::{Cell, tenths};
use crate::pages::{render, spreadsheet};
use crate::statistics::{Channel, Indicator};

/// Headings, the first of them of the channel.
pub fn columns() -> Vec<String> {
    render(&Columns {}).lines().map(str::to_owned).collect()
}

/// A row each, in the order of [`columns`].
pub fn rows(indicators: &[Indicator]) -> Vec<Vec<String>> {
    let Some(all) = indicators.first() else { return vec![] };
    indicators.iter().map(|of| row(of, all)).collect()
}

fn row(of: &Indicator, all: &Indicator) -> Vec<String> {
    let count = |shown| Cell::Count(shown).words();
    let percent = |percent: Option<u32>| render(&Percent { percent });
    let time = |seconds: Option<u32>| Cell::Time(seconds.map(tenths)).words();
    vec![
        render(&Name { channel: of.channel }),
        count(of.booked),
        percent(of.share_of(all)),
        count(of.moved),
        count(of.cancelled),
        count(of.came),
        count(of.not_arrived),
        percent(of.no_shows()),
        time(of.took.map(|took| took.median_s)),
        time(of.took.map(|took| took.p90_s)),
    ]
}

pub fn csv(indicators: &[Indicator]) -> Vec<u8> {
    spreadsheet::csv([columns()].into_iter().chain(rows(indicators)))
}

/// The heading of what stands in front of several months.
pub fn month_column() -> String {
    render(&Month {})
}

/// Of several months, with the month in front.
pub fn csv_of_months<'a>(months: impl Iterator<Item = (NaiveDate, &'a [Indicator])>) -> Vec<u8> {
    let head = [month_column()].into_iter().chain(columns()).collect();
    let of_month = |(month, indicators): (NaiveDate, &[Indicator])| {
        let month = month.format("%Y-%m").to_string();
        let row = |row: Vec<String>| [month.clone()].into_iter().chain(row).collect();
        rows(indicators).into_iter().map(row).collect::<Vec<_>>()
    };
    spreadsheet::csv([head].into_iter().chain(months.flat_map(of_month)))
}

#[derive(Template)]
#[template(path = "statistics/indicator_columns.txt")]
struct Columns {}

#[derive(Template)]
#[template(path = "statistics/month.txt")]
struct Month {}

#[derive(Template)]
#[template(path = "statistics/channel.txt")]
struct Name {
    channel: Option<Channel>,
}

#[derive(Template)]
#[template(path = "statistics/percent.txt")]
struct Percent {
    percent: Option<u32>,
}
