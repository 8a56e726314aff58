//! Opening hours: of the house or of one pool, drawn as a week and to be changed, with the days on which
//! it is closed beside them.

use std::borrow::Borrow;

use askama::Template;
use calendar::holidays::Holiday;
use calendar::plan::Closed;
use chrono::NaiveDate;

use super::{Fault, PlanForm, Said, SeriesFault, Week, german_date, path_of, week};
use crate::pages::account::Who;
use crate::pages::language::Sentence;
use crate::pages::{Site, render};
use crate::rights::Right;

/// In the order of the week, as fields are called; their German names are the template's.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[derive(Clone, Copy)]
pub struct HoursForm<'a> {
    pub who: &'a Who<'a>,
    /// Nothing, for the house.
    pub pool: Option<&'a str>,
    pub pools: &'a [String],
    pub week: &'a Week,
    pub form: &'a PlanForm,
    /// So many series the form has; the last one is empty.
    pub series: usize,
    pub key: &'a str,
}

/// Closures and public holidays.
#[derive(Clone, Copy)]
pub struct ClosuresForm<'a> {
    pub who: &'a Who<'a>,
    pub form: &'a PlanForm,
    /// So many the form has; the last one is empty.
    pub count: usize,
    pub pools: &'a [String],
    /// Of the months to come; nothing, where no Land is set.
    pub holidays: &'a [(NaiveDate, Holiday)],
    pub has_land: bool,
    pub key: &'a str,
}

pub fn hours(site: &Site, page: &HoursForm) -> String {
    render(&HoursPage { site, page })
}

pub fn closures(site: &Site, page: &ClosuresForm) -> String {
    render(&ClosuresPage { site, page })
}

impl HoursForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn own_path(&self) -> String {
        self.path_of_pool(self.pool.unwrap_or_default())
    }

    fn path_of_pool(&self, pool: &str) -> String {
        match pool {
            "" => format!("{}/hours", self.path()),
            pool => format!("{}/hours/{pool}", self.path()),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.form.has_mistake(field)
    }

    /// The field of a series.
    fn of(&self, n: impl Borrow<usize>, name: &str) -> &str {
        self.form.get(&format!("series-{}-{name}", n.borrow()))
    }

    fn is(&self, n: impl Borrow<usize>, name: &str, value: &str) -> bool {
        self.form.is(&format!("series-{}-{name}", n.borrow()), value)
    }

    fn is_wrong(&self, n: impl Borrow<usize>, name: &str) -> bool {
        self.form.has_mistake(&format!("series-{}-{name}", n.borrow()))
    }

    fn is_series_wrong(&self, n: impl Borrow<usize>) -> bool {
        let start = format!("series-{}-", n.borrow());
        self.form.has_mistake_in(&start)
    }

    fn date(&self, date: impl Borrow<NaiveDate>) -> Sentence {
        german_date(date.borrow())
    }

    fn clock(&self, hour: impl Borrow<u32>) -> String {
        week::clock(hour.borrow() * 60)
    }
}

impl ClosuresForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn has(&self, n: impl Borrow<usize>, field: &str) -> bool {
        self.form.has_mistake(&format!("closure-{}-{field}", n.borrow()))
    }

    fn of(&self, n: impl Borrow<usize>, name: &str) -> &str {
        self.form.get(&format!("closure-{}-{name}", n.borrow()))
    }

    fn is(&self, n: impl Borrow<usize>, name: &str, value: &str) -> bool {
        self.form.is(&format!("closure-{}-{name}", n.borrow()), value)
    }

    fn date(&self, date: &NaiveDate) -> Sentence {
        german_date(date)
    }
}

#[derive(Template)]
#[template(path = "offer/hours.html")]
struct HoursPage<'a> {
    site: &'a Site,
    page: &'a HoursForm<'a>,
}

#[derive(Template)]
#[template(path = "offer/closures.html")]
struct ClosuresPage<'a> {
    site: &'a Site,
    page: &'a ClosuresForm<'a>,
}
