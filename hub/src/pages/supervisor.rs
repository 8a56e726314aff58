//! The supervisor's page: counters, zones, services against their targets, and the waits of today.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{Problem, Stage};

use super::account::Who;
use super::{Site, filters, path, render};
use crate::floor::{Bell, Helper};
use crate::rights::Right;
use crate::views::{CounterRow, HallOverview, ServiceRow, Wait};

#[derive(Debug, Clone, Copy)]
pub struct Supervisor<'a> {
    pub who: &'a Who<'a>,
    pub hall: &'a HallOverview,
    pub bells: &'a [Bell],
    /// Counters that are open, and whose pages are closed since then.
    pub left: &'a BTreeMap<String, DateTime<Utc>>,
    /// After this long a counter counts as left.
    pub unattended_minutes: u32,
    /// Orders what the page was sent: epoch, sequence, and what the bells said.
    pub version: (u64, u64, u64),
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

impl Supervisor<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::SUPERVISOR)
    }

    fn version(&self) -> String {
        let (epoch, sequence, floor) = self.version;
        format!("{epoch}.{sequence}.{floor}.{}", self.now.timestamp_millis())
    }

    fn open_counters(&self) -> usize {
        self.hall.counters.iter().filter(|counter| counter.is_open).count()
    }

    fn minutes(&self, since: &DateTime<Utc>) -> i64 {
        (self.now - *since).num_minutes().max(0)
    }

    /// For so many minutes nobody seems to sit at an open counter.
    fn unattended(&self, counter: &CounterRow) -> Option<i64> {
        let since = self.left.get(&counter.id).or(counter.idle_since.as_ref()).filter(|_| counter.is_open)?;
        Some(self.minutes(since)).filter(|minutes| *minutes >= i64::from(self.unattended_minutes.max(1)))
    }

    fn is_over(&self, service: &ServiceRow) -> bool {
        service.longest_wait_minutes.is_some_and(|wait| wait > service.target_minutes)
    }

    fn plot(&self) -> Option<Plot> {
        Plot::of(&self.hall.waits)
    }
}

/// Today's waits as points; the template draws them. Everything is in units of the drawing.
#[derive(Debug, Clone, PartialEq)]
struct Plot {
    points: Vec<Point>,
    hours: Vec<Tick>,
    waits: Vec<Tick>,
    targets: Vec<Tick>,
    /// So many of all were called within their target.
    in_time: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    x: u32,
    y: u32,
    is_late: bool,
}

/// A line of the grid at `at`, and what is written there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Tick {
    at: u32,
    value: u32,
}

/// Of the drawing without its margins.
const PLOT_WIDTH: u32 = 640;
const PLOT_HEIGHT: u32 = 220;
/// More points than this hide each other; the newest are drawn.
const PLOT_POINTS_MAX: usize = 400;

impl Plot {
    fn of(waits: &[Wait]) -> Option<Plot> {
        let first_hour = waits.iter().map(|wait| wait.called_minute).min()? / 60;
        let last_hour = waits.iter().map(|wait| wait.called_minute).max()? / 60 + 1;
        let tallest = waits.iter().map(|wait| wait.minutes.max(wait.target_minutes)).max()?.max(10);
        let tallest = tallest.div_ceil(10) * 10;
        let x = |minute: u32| (minute - first_hour * 60) * PLOT_WIDTH / ((last_hour - first_hour) * 60);
        let y = |minutes: u32| PLOT_HEIGHT - minutes * PLOT_HEIGHT / tallest;
        let point = |wait: &Wait| Point {
            x: x(wait.called_minute),
            y: y(wait.minutes),
            is_late: wait.minutes > wait.target_minutes,
        };
        let mut targets: Vec<u32> = waits.iter().map(|wait| wait.target_minutes).collect();
        targets.sort_unstable();
        targets.dedup();
        let step = tallest.div_ceil(50) * 10;
        let newest = waits.len().saturating_sub(PLOT_POINTS_MAX);
        Some(Plot {
            points: waits[newest..].iter().map(point).collect(),
            hours: (first_hour..=last_hour).map(|hour| Tick { at: x(hour * 60), value: hour }).collect(),
            waits: (0..=tallest).step_by(step as usize).map(|w| Tick { at: y(w), value: w }).collect(),
            targets: targets.into_iter().map(|target| Tick { at: y(target), value: target }).collect(),
            in_time: waits.iter().filter(|wait| wait.minutes <= wait.target_minutes).count(),
        })
    }
}

pub fn page(site: &Site, supervisor: &Supervisor) -> String {
    render(&Page { site, desk: supervisor, swap_notice: false })
}

pub fn live(supervisor: &Supervisor) -> String {
    render(&Live { desk: supervisor })
}

pub fn answer(supervisor: &Supervisor) -> String {
    render(&Answer { desk: supervisor, swap_notice: true })
}

#[derive(Template)]
#[template(path = "supervisor/page.html")]
struct Page<'a> {
    site: &'a Site,
    desk: &'a Supervisor<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "supervisor/live.html")]
struct Live<'a> {
    desk: &'a Supervisor<'a>,
}

#[derive(Template)]
#[template(path = "supervisor/answer.html")]
struct Answer<'a> {
    desk: &'a Supervisor<'a>,
    swap_notice: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(called_minute: u32, minutes: u32) -> Wait {
        Wait { called_minute, minutes, target_minutes: 20 }
    }

    #[test]
    fn a_plot_spans_the_hours_and_the_longest_wait() {
        assert_eq!(Plot::of(&[]), None);
        let plot = Plot::of(&[wait(8 * 60, 0), wait(9 * 60, 20), wait(9 * 60 + 30, 40)]).expect("waits");
        let at = |n: usize| (plot.points[n].x, plot.points[n].y, plot.points[n].is_late);
        assert_eq!(at(0), (0, PLOT_HEIGHT, false));
        assert_eq!(at(1), (PLOT_WIDTH / 2, PLOT_HEIGHT / 2, false));
        assert_eq!(at(2), (PLOT_WIDTH * 3 / 4, 0, true));
        assert_eq!(plot.targets, [Tick { at: PLOT_HEIGHT / 2, value: 20 }]);
        assert_eq!(plot.in_time, 2);
        assert_eq!(plot.hours.iter().map(|tick| tick.value).collect::<Vec<_>>(), [8, 9, 10]);
    }
}
