//! The figures as tables of words and numbers: what page, CSV and spreadsheet have in common.

use askama::Template;

use super::Names;
use crate::pages::render;
use crate::statistics::{Channel, Column, Key, Line, Report, Shown, Spread};

/// What a table divides the visits by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    All,
    Days,
    Hours,
    Services,
    Channels,
    Clerks,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub what: What,
    pub title: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub name: String,
    /// In the order of [`columns`].
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    Count(Shown),
    /// In tenths of a minute; nothing, where too few were measured.
    Time(Option<u32>),
}

impl Cell {
    /// As people read it.
    pub fn words(&self) -> String {
        render(&CellWords { cell: *self })
    }

    /// The number a spreadsheet may calculate with, if one is shown.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Count(Shown::About(count)) => Some(f64::from(*count)),
            Cell::Time(Some(tenths)) => Some(f64::from(*tenths) / 10.0),
            _ => None,
        }
    }
}

impl Table {
    /// An id in the page, and the address of its plot's words.
    pub fn id(&self) -> &'static str {
        match self.what {
            What::All => "all",
            What::Days => "days",
            What::Hours => "hours",
            What::Services => "services",
            What::Channels => "channels",
            What::Clerks => "clerks",
        }
    }
}

/// The headings of what divides the visits, of the rows' names, and of every cell.
pub fn columns() -> Vec<String> {
    render(&Columns {}).lines().map(str::to_owned).collect()
}

/// Those in front of the cells.
pub const NAME_COLUMNS: usize = 2;

pub fn tables(report: &Report, names: &Names) -> Vec<Table> {
    let table = |what, lines: &[Line]| Table {
        what,
        title: render(&Title { what }),
        rows: lines.iter().map(|line| row(line, names)).collect(),
    };
    let mut tables = vec![
        table(What::All, std::slice::from_ref(&report.all)),
        table(What::Services, &report.services),
        table(What::Channels, &report.channels),
        table(What::Days, &report.days),
        table(What::Hours, &report.hours),
    ];
    tables.extend(report.clerks.as_ref().map(|clerks| table(What::Clerks, clerks)));
    tables
}

fn row(line: &Line, names: &Names) -> Row {
    let counts = Column::ALL.map(|column| Cell::Count(line.count(column)));
    let times = [line.wait, line.walk, line.service].into_iter().flat_map(|spread| {
        let time = |of: fn(&Spread) -> u32| Cell::Time(spread.as_ref().map(|spread| tenths(of(spread))));
        [time(|s| s.median_s), time(|s| s.p90_s), time(|s| s.worst_s)]
    });
    Row { name: name(&line.key, names), cells: counts.into_iter().chain(times).collect() }
}

/// Of a minute, to the nearest one.
pub fn tenths(seconds: u32) -> u32 {
    (seconds + 3) / 6
}

pub fn name(key: &Key, names: &Names) -> String {
    let known = match key {
        Key::Service(id) => names.services.get(id),
        Key::Clerk(Some(id)) => names.clerks.get(id),
        _ => None,
    };
    render(&Name { key, known: known.map(String::as_str) })
}

#[derive(Template)]
#[template(path = "statistics/columns.txt")]
struct Columns {}

#[derive(Template)]
#[template(path = "statistics/title.txt")]
struct Title {
    what: What,
}

#[derive(Template)]
#[template(path = "statistics/name.txt")]
struct Name<'a> {
    key: &'a Key,
    /// What the town calls it.
    known: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "statistics/cell.txt")]
struct CellWords {
    cell: Cell,
}
