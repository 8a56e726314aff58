//! The statistics: figures of any days, as tables, as plots, and to take away.
//!
//! Page, CSV and spreadsheet are made from the same tables, which hold only what may be shown.

pub mod faces;
pub mod indicators;
mod plots;
#[cfg(test)]
pub mod samples;
mod sheets;
mod tables;

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use wire::http::Problem;

use super::account::Who;
use super::accounts::Choice;
use super::{Site, render};
use crate::config::ServiceConfig;
use crate::rights::Right;
use crate::statistics::{Faces, Filling, Indicator, Report};

use plots::{Days, Hours, Services};
pub use sheets::{csv, xlsx};
pub use tables::{Cell, Row, Table, What, columns, tables};

/// What was asked for, and what there is.
pub struct Statistics<'a> {
    pub sites: &'a [Choice],
    /// The chosen one of `sites`.
    pub site: &'a str,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    pub names: &'a Names,
    /// Visitors are asked how it was, or were.
    pub asks: bool,
    pub faces: &'a [Faces],
    pub found: Found<'a>,
}

#[derive(Clone, Copy)]
pub enum Found<'a> {
    Report(&'a Report, &'a [Indicator]),
    /// The journal is being read for the first time.
    Filling(Filling),
    Wrong(&'a Problem),
}

/// What services and clerks are called, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub services: BTreeMap<String, String>,
    pub clerks: BTreeMap<String, String>,
}

/// GETs `site`, `from` and `to` from the same address.
pub fn page(site: &Site, who: &Who, statistics: &Statistics) -> String {
    let tables = match statistics.found {
        Found::Report(report, _) => tables(report, statistics.names),
        Found::Filling(_) | Found::Wrong(_) => Vec::new(),
    };
    render(&Page { site, who, statistics, tables })
}

/// More days than two years and their comparison: longer ranges are asked in parts.
pub const DAYS_MAX: u64 = 800;
/// So many rows of a table are shown at once; of longer ones people want the picture first.
const ROWS_OPEN_MAX: usize = 12;

impl Names {
    pub fn of_services<'a>(services: impl Iterator<Item = &'a ServiceConfig>) -> Names {
        let services = services.map(|service| (service.id.clone(), service.name.clone())).collect();
        Names { services, clerks: BTreeMap::new() }
    }
}

impl Statistics<'_> {
    fn percent(&self, filling: &Filling) -> u64 {
        filling.read * 100 / filling.of.max(1)
    }

    /// Ranges that people ask for often: the first day of each up to today, and its name in the template.
    fn usual(&self) -> [(NaiveDate, u32); 4] {
        let days_ago = |days| self.today - chrono::Days::new(days);
        [(self.today, 1), (days_ago(6), 7), (days_ago(27), 28), (days_ago(364), 365)]
    }

    fn link(&self, path: &str, from: &NaiveDate) -> String {
        let site = self.site;
        format!("{path}?site={site}&from={from}&to={}", self.to)
    }

    fn link_to_today(&self, from: &NaiveDate) -> String {
        format!("{}?site={}&from={from}&to={}", super::path::STATISTICS, self.site, self.today)
    }
}

#[derive(Template)]
#[template(path = "statistics/page.html")]
struct Page<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    statistics: &'a Statistics<'a>,
    tables: Vec<Table>,
}

impl Page<'_> {
    fn is_long(&self, table: &Table) -> bool {
        table.rows.len() > ROWS_OPEN_MAX
    }

    fn columns(&self) -> Vec<String> {
        columns().split_off(tables::NAME_COLUMNS)
    }

    fn days(&self, report: &Report) -> Option<Days> {
        Days::of(&report.days)
    }

    fn hours(&self, report: &Report) -> Option<Hours> {
        Hours::of(&report.hours)
    }

    fn services(&self, report: &Report) -> Option<Services> {
        Services::of(&report.services, self.statistics.names)
    }
}
