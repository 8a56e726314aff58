//! The supervisor's page: counters, zones, services against their targets, and the waits of today.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{PrinterCondition, Problem, Stage};

use super::account::Who;
use super::{Site, filters, path, render};
use crate::floor::{Bell, Helper, LastWord};
use crate::rights::Right;
use crate::views::{CounterRow, HallOverview, ServiceRow, Wait, ZoneRow};

#[derive(Debug, Clone, Copy)]
pub struct Supervisor<'a> {
    pub who: &'a Who<'a>,
    pub hall: &'a HallOverview,
    pub bells: &'a [Bell],
    /// The site's kiosks by name, with what each said last since the hub started.
    pub kiosks: &'a [(String, Option<LastWord>)],
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

    /// What is said to visitors, and where.
    fn notices(&self) -> [(&'static str, Option<&str>); 3] {
        let today = &self.hall.today;
        [
            ("kiosk", today.on_kiosks.as_deref()),
            ("display", today.on_displays.as_deref()),
            ("emergency", today.in_emergency.as_deref()),
        ]
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

    fn strips(&self) -> Strips<'_> {
        Strips::of(self.hall)
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

/// Today's waits of every service on a line of its own, zone by zone, all at one scale.
#[derive(Debug, Clone, PartialEq)]
struct Strips<'a> {
    zones: Vec<(&'a ZoneRow, Vec<Strip<'a>>)>,
    minutes: Vec<Tick>,
}

#[derive(Debug, Clone, PartialEq)]
struct Strip<'a> {
    service: &'a ServiceRow,
    target: u32,
    called: Vec<Point>,
    /// Who waits now has a ring, which still moves.
    waiting: Vec<Point>,
    in_time: usize,
}

/// Of a strip's drawing without its margins.
const STRIP_HEIGHT: u32 = 36;
/// Points of one wait beside each other would be one point.
const STRIP_ROWS: u32 = 5;
/// The newest of each service; what is older is in the plot above and in the statistics.
const STRIP_POINTS_MAX: usize = 80;

impl Strips<'_> {
    fn of(hall: &HallOverview) -> Strips<'_> {
        let minutes = |service: &ServiceRow| {
            let waits = service.waits.iter().chain(&service.waits_now);
            waits.chain([&service.target_minutes]).copied().max()
        };
        let longest = hall.services.iter().filter_map(minutes).max().unwrap_or(0).max(10).div_ceil(10) * 10;
        let x = |minutes: u32| minutes * PLOT_WIDTH / longest;
        let of_zone = |zone: &ZoneRow| {
            let letter = zone.letter;
            let of_zone = hall.services.iter().filter(move |service| service.zone == letter);
            of_zone.map(|service| Strip::of(service, x)).collect()
        };
        let step = longest.div_ceil(50) * 10;
        Strips {
            zones: hall.zones.iter().map(|zone| (zone, of_zone(zone))).collect(),
            minutes: (0..=longest).step_by(step as usize).map(|w| Tick { at: x(w), value: w }).collect(),
        }
    }
}

impl Strip<'_> {
    /// `x` is the place of so many minutes.
    fn of(service: &ServiceRow, x: impl Fn(u32) -> u32) -> Strip<'_> {
        let ServiceRow { waits, waits_now, target_minutes, .. } = service;
        let point = |(n, wait): (usize, &u32)| Point {
            x: x(*wait),
            y: (n as u32 % STRIP_ROWS + 1) * STRIP_HEIGHT / (STRIP_ROWS + 1),
            is_late: wait > target_minutes,
        };
        let newest = waits.len().saturating_sub(STRIP_POINTS_MAX);
        Strip {
            service,
            target: x(*target_minutes),
            called: waits[newest..].iter().enumerate().map(point).collect(),
            waiting: waits_now.iter().take(STRIP_POINTS_MAX).enumerate().map(point).collect(),
            in_time: waits.iter().filter(|wait| *wait <= target_minutes).count(),
        }
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
    fn every_service_has_a_line_in_its_zone_and_all_have_one_scale() {
        let hall = crate::pages::samples::hall();
        let strips = Strips::of(&hall);
        let names: Vec<(char, usize)> = strips.zones.iter().map(|(zone, s)| (zone.letter, s.len())).collect();
        assert_eq!(names, [('A', 2), ('K', 1)]);
        // 34 minutes is the longest, so 40 are the width.
        assert_eq!(strips.minutes.last(), Some(&Tick { at: PLOT_WIDTH, value: 40 }));
        let first = &strips.zones[0].1[0];
        assert_eq!(first.target, PLOT_WIDTH / 2);
        let waits_34 = Point { x: PLOT_WIDTH * 34 / 40, y: 24, is_late: true };
        assert_eq!(first.waiting.last(), Some(&waits_34));
        let late = first.called.iter().filter(|point| point.is_late).count();
        assert_eq!((first.called.len(), first.in_time + late), (31, 31));
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
