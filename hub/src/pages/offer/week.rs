//! A week of opening hours as one can look at it: computed here, drawn by the templates.

use std::borrow::Borrow;

use calendar::Plan;
use calendar::hours::Series;
use calendar::plan::Closed;
use chrono::{Days, NaiveDate, NaiveTime, Timelike, Weekday};

use crate::config::Site;

/// Seven days from a Monday on.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    pub days: Vec<Day>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub date: NaiveDate,
    pub spans: Vec<Span>,
    /// Why it is closed, if it is closed all day and is not on other such days.
    pub closed: Option<Closed>,
}

/// In minutes of wall time after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: u32,
    pub until: u32,
    /// Appointments begin every so many minutes; 0 are none.
    pub step: u16,
}

/// Of the drawing, in its own units: as wide as a page with seven days is, and an hour high enough to read.
pub const DAY_WIDTH: u32 = 92;
pub const HOUR_HEIGHT: u32 = 26;
pub const AXIS_WIDTH: u32 = 46;
pub const HEAD_HEIGHT: u32 = 40;
/// Shown of every day, whether open or not; a week that is wider open shows more.
const USUAL_HOURS: (u32, u32) = (8, 18);

pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date.week(Weekday::Mon).first_day()
}

impl Week {
    /// The doors of the house.
    pub fn of_house(site: &Site, date: NaiveDate) -> Week {
        let of_day = |date| {
            let minute = |at: &chrono::DateTime<chrono::Utc>| {
                let local = at.with_timezone(&site.time_zone);
                let minutes = local.hour() * 60 + local.minute();
                // What ends after the day ends at its midnight.
                if local.date_naive() > date { 24 * 60 } else { minutes }
            };
            let doors = site.open_on(date);
            let spans =
                doors.iter().map(|(from, to)| Span { from: minute(from), until: minute(to), step: 0 });
            Day { date, spans: spans.collect(), closed: site.closed_on(date) }
        };
        Week::of(date, of_day)
    }

    /// When a pool takes bookings.
    pub fn of_pool(plan: &Plan, pool: &str, date: NaiveDate) -> Week {
        let of_day = |date| match plan.series_on(pool, date) {
            Err(Closed::NoHours) => Day { date, spans: vec![], closed: None },
            Err(why) => Day { date, spans: vec![], closed: Some(why) },
            Ok(series) => {
                let shut: Vec<(u32, u32)> =
                    plan.closures_on(pool, date).filter_map(|closure| closure.hours.map(minutes)).collect();
                let mut spans: Vec<Span> = series.into_iter().flat_map(|of| left(of, &shut)).collect();
                spans.sort();
                Day { date, spans, closed: None }
            }
        };
        Week::of(date, of_day)
    }

    fn of(date: NaiveDate, day: impl Fn(NaiveDate) -> Day) -> Week {
        let monday = monday_of(date);
        Week { days: (0..7).map(|n| day(monday + Days::new(n))).collect() }
    }

    pub fn monday(&self) -> NaiveDate {
        self.days[0].date
    }

    pub fn before(&self) -> NaiveDate {
        self.monday() - Days::new(7)
    }

    pub fn after(&self) -> NaiveDate {
        self.monday() + Days::new(7)
    }

    /// From which full hour to which.
    pub fn hours(&self) -> (u32, u32) {
        let spans = || self.days.iter().flat_map(|day| &day.spans);
        let first = spans().map(|span| span.from / 60).min().unwrap_or(USUAL_HOURS.0);
        let last = spans().map(|span| span.until.div_ceil(60)).max().unwrap_or(USUAL_HOURS.1);
        (first.min(USUAL_HOURS.0), last.max(USUAL_HOURS.1))
    }

    pub fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.spans.is_empty())
    }

    pub fn width(&self) -> u32 {
        AXIS_WIDTH + 7 * DAY_WIDTH
    }

    pub fn height(&self) -> u32 {
        let (first, last) = self.hours();
        HEAD_HEIGHT + (last - first) * HOUR_HEIGHT
    }

    pub fn x(&self, day: impl Borrow<usize>) -> u32 {
        AXIS_WIDTH + *day.borrow() as u32 * DAY_WIDTH
    }

    pub fn y(&self, minute: impl Borrow<u32>) -> u32 {
        HEAD_HEIGHT + (minute.borrow() - self.hours().0 * 60) * HOUR_HEIGHT / 60
    }

    /// Every second full hour has its line and its words.
    pub fn lines(&self) -> impl Iterator<Item = u32> {
        let (first, last) = self.hours();
        (first..=last).step_by(2)
    }
}

impl Day {
    pub fn is_weekend(&self) -> bool {
        use chrono::Datelike;
        matches!(self.date.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

impl Span {
    /// "08:00-12:00", as in the file.
    pub fn text(&self) -> String {
        format!("{}-{}", clock(self.from), clock(self.until))
    }
}

pub fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minutes((from, until): (NaiveTime, NaiveTime)) -> (u32, u32) {
    let minute = |time: NaiveTime| time.hour() * 60 + time.minute();
    let until = if until == NaiveTime::MIN { 24 * 60 } else { minute(until) };
    (minute(from), until)
}

/// What is left of the hours of a series on a day with closures.
fn left(series: &Series, shut: &[(u32, u32)]) -> Vec<Span> {
    let step = series.step_minutes;
    let (from, until) = minutes((series.opens, series.closes));
    let cut = |open: Vec<Span>, shut: &(u32, u32)| -> Vec<Span> {
        let parts = open.into_iter().flat_map(|span| {
            let before = Span { until: span.until.min(shut.0), ..span };
            let after = Span { from: span.from.max(shut.1), ..span };
            [before, after]
        });
        parts.filter(|span| span.from < span.until).collect()
    };
    shut.iter().fold(vec![Span { from, until, step }], cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, MADE_UP_TOWN};

    /// Wednesday's hours, of the house and of its pool, in the week of a date.
    #[track_caller]
    fn check(settings: &str, date: &str, house: &str, pool: &str) {
        let text = MADE_UP_TOWN
            .replace("[\"00:00-24:00\"]", "[\"08:00-12:00\", \"14:00-18:00\"]")
            .replace("day_starts", &format!("land = \"BW\"\n{settings}\nday_starts"));
        let config = Config::parse("hub.toml", &text).expect("it is in order");
        let (site, date) = (&config.sites[0], date.parse().expect("a date"));
        let said = |week: Week| {
            let day = &week.days[2];
            assert_eq!(day.date, monday_of(date) + Days::new(2));
            let spans: Vec<String> = day.spans.iter().map(Span::text).collect();
            match &day.closed {
                Some(why) => format!("{why:?}"),
                None => spans.join(" "),
            }
        };
        assert_eq!(said(Week::of_house(site, date)), house);
        assert_eq!(said(Week::of_pool(&site.plan(), "buergerbuero", date)), pool);
    }

    #[test]
    fn a_week_is_as_the_doors_are() {
        let usual = "08:00-12:00 14:00-18:00";
        check("", "2026-03-09", usual, usual);
        check("", "2026-03-15", usual, usual);
        // The week the clocks go forward in, and the one of the second of April.
        check("", "2026-03-29", usual, usual);
        check("", "2026-12-23", usual, usual);
        check("", "2025-01-01", "Holiday(NewYear)", "Holiday(NewYear)");
        let closure = "closure = [{ from = \"2026-03-11\", name = \"Ausflug\", hours = \"11:00-15:00\" }]";
        check(closure, "2026-03-09", "08:00-11:00 15:00-18:00", "08:00-11:00 15:00-18:00");
        let closure = "closure = [{ from = \"2026-03-11\", name = \"Ausflug\" }]";
        check(closure, "2026-03-09", "Closure(\"Ausflug\")", "Closure(\"Ausflug\")");
        let of_pool = "closure = [{ from = \"2026-03-11\", name = \"A\", pools = [\"buergerbuero\"] }]";
        check(of_pool, "2026-03-09", usual, "Closure(\"A\")");
    }
}
