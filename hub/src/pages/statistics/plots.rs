//! The figures as plots, in units of the drawing; templates draw them.
//!
//! Everything comes from what is shown in the tables, so no bar tells more than they do.

use super::Names;
use super::tables::{name, tenths};
use crate::statistics::{Column, Key, Line, Shown, Spread};

/// Of a drawing without its margins.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;
/// A number that is not shown has a stump that stands for none.
const STUMP: f64 = 3.0;
/// More dates than these would stand in each other.
const DATES_MAX: usize = 8;
/// Steps of an axis, from which the first is taken that makes five lines at most.
const STEPS: [u32; 14] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000];
const LINES_MAX: u32 = 5;

/// A line of the grid at `at`, and what is written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub words: String,
}

/// Visits and waits of each day.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    pub bars: Vec<Bar>,
    pub visits: Vec<Tick>,
    pub waits: Vec<WaitOfDay>,
    pub minutes: Vec<Tick>,
    pub dates: Vec<Tick>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub is_shown: bool,
}

/// From the middle to what nine of ten waited at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaitOfDay {
    pub x: f64,
    pub median_y: f64,
    pub p90_y: f64,
}

impl Days {
    pub fn of(days: &[Line]) -> Option<Days> {
        let tallest = days.iter().filter_map(visits).max()?;
        let (step, top) = scale(tallest);
        let longest = days.iter().filter_map(|day| day.wait).map(|wait| tenths(wait.p90_s) / 10 + 1).max();
        let (minutes_step, minutes_top) = scale(longest.unwrap_or(1));
        let width = WIDTH / days.len() as f64;
        let place = |n: usize| n as f64 * width;
        let bar = |(n, day): (usize, &Line)| {
            let height = visits(day).map_or(STUMP, |count| share(count, top) * HEIGHT);
            let is_shown = visits(day).is_some();
            let x = short(place(n) + width * 0.1);
            Bar { x, y: short(HEIGHT - height), width: short(width * 0.8), height: short(height), is_shown }
        };
        let wait = |(n, day): (usize, &Line)| {
            let y =
                |seconds: u32| short(HEIGHT - f64::from(seconds) / 60.0 / f64::from(minutes_top) * HEIGHT);
            let Spread { median_s, p90_s, .. } = day.wait?;
            Some(WaitOfDay { x: short(place(n) + width / 2.0), median_y: y(median_s), p90_y: y(p90_s) })
        };
        let every = days.len().div_ceil(DATES_MAX);
        let date = |(n, day): (usize, &Line)| {
            let Key::Day(date) = day.key else { return None };
            let words = date.format("%d.%m.").to_string();
            (n % every == 0).then(|| Tick { at: short(place(n) + width / 2.0), words })
        };
        Some(Days {
            bars: days.iter().enumerate().map(bar).collect(),
            visits: upwards(step, top),
            waits: days.iter().enumerate().filter_map(wait).collect(),
            minutes: upwards(minutes_step, minutes_top),
            dates: days.iter().enumerate().filter_map(date).collect(),
        })
    }
}

/// Days of the week downwards, hours to the right.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    pub cells: Vec<HourCell>,
    pub weekdays: Vec<(u8, f64)>,
    pub hours: Vec<Tick>,
    pub cell_width: f64,
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HourCell {
    pub x: f64,
    pub y: f64,
    /// From 0 to [`LEVELS`]: how many visits, compared with the fullest hour.
    pub level: u32,
    /// None, where it is not shown.
    pub visits: Option<u32>,
}

/// So many shades can be told apart.
pub const LEVELS: u32 = 4;
const ROW_HEIGHT: f64 = 34.0;

impl Hours {
    pub fn of(hours: &[Line]) -> Option<Hours> {
        let most = hours.iter().filter_map(visits).max()?;
        let at = |line: &Line| match line.key {
            Key::Hour(weekday, hour) => Some((weekday, hour)),
            _ => None,
        };
        let first = hours.iter().filter_map(at).map(|(_, hour)| hour).min()?;
        let last = hours.iter().filter_map(at).map(|(_, hour)| hour).max()?;
        let mut weekdays: Vec<u8> = hours.iter().filter_map(at).map(|(weekday, _)| weekday).collect();
        weekdays.dedup();
        let cell_width = short(WIDTH / f64::from(last - first + 1));
        let x = |hour: u8| short(f64::from(hour - first) * cell_width);
        let y = |weekday: u8| {
            weekdays.iter().position(|known| *known == weekday).unwrap_or(0) as f64 * ROW_HEIGHT
        };
        let cell = |line: &Line| {
            let (weekday, hour) = at(line)?;
            let visits = visits(line);
            let level = visits.map_or(0, |count| (count * LEVELS).div_ceil(most));
            Some(HourCell { x: x(hour), y: y(weekday), level, visits })
        };
        Some(Hours {
            cells: hours.iter().filter_map(cell).collect(),
            hours: (first..=last)
                .map(|hour| Tick { at: short(x(hour) + cell_width / 2.0), words: hour.to_string() })
                .collect(),
            cell_width,
            height: weekdays.len() as f64 * ROW_HEIGHT,
            weekdays: weekdays.iter().map(|weekday| (*weekday, y(*weekday))).collect(),
        })
    }
}

/// How long people wait for each service.
#[derive(Debug, Clone, PartialEq)]
pub struct Services {
    pub rows: Vec<ServiceWait>,
    pub minutes: Vec<Tick>,
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ServiceWait {
    pub name: String,
    /// Of its line.
    pub y: f64,
    pub median: f64,
    pub p90: f64,
    pub worst: f64,
}

/// A name, and below it the line.
const SERVICE_HEIGHT: f64 = 44.0;

impl Services {
    pub fn of(services: &[Line], names: &Names) -> Option<Services> {
        let measured: Vec<(&Line, Spread)> =
            services.iter().filter_map(|line| Some((line, line.wait?))).collect();
        let longest = measured.iter().map(|(_, wait)| tenths(wait.worst_s) / 10 + 1).max()?;
        let (step, right) = scale(longest);
        let x = |seconds: u32| short(f64::from(seconds) / 60.0 / f64::from(right) * WIDTH);
        let row = |(n, (line, wait)): (usize, &(&Line, Spread))| ServiceWait {
            name: name(&line.key, names),
            y: n as f64 * SERVICE_HEIGHT + SERVICE_HEIGHT * 0.7,
            median: x(wait.median_s),
            p90: x(wait.p90_s),
            worst: x(wait.worst_s),
        };
        let minute = |value: u32| Tick { at: short(share(value, right) * WIDTH), words: value.to_string() };
        Some(Services {
            rows: measured.iter().enumerate().map(row).collect(),
            minutes: (0..=right).step_by(step as usize).map(minute).collect(),
            height: measured.len() as f64 * SERVICE_HEIGHT,
        })
    }
}

fn visits(line: &Line) -> Option<u32> {
    match line.count(Column::Visits) {
        Shown::About(count) => Some(count),
        Shown::Few | Shown::Hidden => None,
    }
}

/// The step of an axis up to `most`, and where the axis ends.
fn scale(most: u32) -> (u32, u32) {
    let fits = |step: &&u32| most.div_ceil(**step) <= LINES_MAX;
    let step = *STEPS.iter().find(fits).unwrap_or(&STEPS[STEPS.len() - 1]);
    (step, most.div_ceil(step).max(1) * step)
}

fn upwards(step: u32, top: u32) -> Vec<Tick> {
    let tick = |value: u32| Tick { at: short(HEIGHT - share(value, top) * HEIGHT), words: value.to_string() };
    (0..=top).step_by(step as usize).map(tick).collect()
}

fn share(value: u32, of: u32) -> f64 {
    f64::from(value) / f64::from(of)
}

/// A tenth of a unit is finer than any screen.
fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_few_lines_and_ends_above_everything() {
        assert_eq!(
            [1, 5, 7, 23, 60, 301].map(scale),
            [(1, 1), (1, 5), (2, 8), (5, 25), (20, 60), (100, 400)]
        );
    }
}
