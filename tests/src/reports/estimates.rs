//! How true the estimates are. Everybody is told a range on arrival: how often were they called within
//! it, and how often not later than its end?
//!
//! Beside it the peer's rule (a mean time that somebody typed in, times the number before) for the same
//! people in the same hall; it is given the true mean of the day, which no town knows. The first days of
//! a hall, on which little is learned, are reported apart.

use std::collections::BTreeMap;
use std::fmt;

use oracle::peer;
use queue::ServiceId;

use super::days::Sort;
use super::hall::{Day, Second, play};
use super::ours::{Ours, Told};
use super::picture::{Bar, Picture, Whose};

/// Of a hundred, so many are to be called within the range they were told, or sooner.
pub const GOAL_PERCENT: f64 = 80.0;
/// Until then the settings count, or a few visits.
const LEARNING_DAYS: usize = 2;

pub struct EstimateReport {
    rows: Vec<Row>,
}

/// One service on days of one sort.
pub struct Row {
    pub sort: String,
    pub service: ServiceId,
    pub phase: Phase,
    hits: Hits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    FirstDays,
    Learned,
}

#[derive(Default)]
struct Hits {
    told: u32,
    within: u32,
    in_time: u32,
    peer_within: u32,
    peer_in_time: u32,
    /// Widths of the ranges in seconds.
    width: Second,
}

impl EstimateReport {
    /// Plays all days of `sorts`.
    pub fn of(sorts: &[Sort]) -> EstimateReport {
        let mut rows = Vec::new();
        for sort in sorts {
            let mut hits: BTreeMap<(Phase, ServiceId), Hits> = BTreeMap::new();
            for days in &sort.halls {
                let mut hall = Ours::that_tells(sort.rules.clone());
                for (day, n) in days.iter().zip(0..) {
                    let phase = if n < LEARNING_DAYS { Phase::FirstDays } else { Phase::Learned };
                    one_day(&mut hall, day, |service, told, wait| {
                        hits.entry((phase, service.clone())).or_default().count(told, wait, mean(day));
                    });
                }
            }
            let row = |((phase, service), hits)| Row { sort: sort.name.clone(), service, phase, hits };
            rows.extend(hits.into_iter().map(row));
        }
        EstimateReport { rows }
    }

    /// Those whose visitors were called later than they were told too often.
    pub fn missed(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.percent(row.hits.in_time) < GOAL_PERCENT)
    }

    pub fn picture(&self) -> Picture {
        let learned = self.rows.iter().filter(|row| row.phase == Phase::Learned);
        let bars = learned.flat_map(|row| {
            let ours = (row.percent(row.hits.within), row.percent(row.hits.in_time));
            let peers = (row.percent(row.hits.peer_within), row.percent(row.hits.peer_in_time));
            [(Whose::Ours, ours), (Whose::Peers, peers)].map(|(whose, (within, in_time))| Bar {
                label: format!("{}, {}", row.sort, row.service),
                whose,
                from: in_time - within,
                to: in_time,
                worst: None,
                words: format!("{within:.0} % within the range, {in_time:.0} % within or sooner"),
            })
        });
        Picture {
            title: "Called within the range they were told (bar), or sooner (left of it), of 100 visitors"
                .into(),
            unit: "%",
            most: 100.0,
            goal: Some(GOAL_PERCENT),
            bars: bars.collect(),
        }
    }
}

/// Plays a day, and says of everybody who was told something and called what that was, and their wait.
fn one_day(hall: &mut Ours, day: &Day, mut heard: impl FnMut(&ServiceId, &Told, Second)) {
    let fates = play(hall, day);
    for (n, told) in &hall.told {
        let visitor = &day.visitors[*n];
        if let (Some(called), Some(arrived)) = (fates[*n].called, visitor.arrives) {
            heard(&visitor.service, told, called - arrived);
        }
    }
}

impl Hits {
    fn count(&mut self, told: &Told, wait: Second, mean: f64) {
        self.told += 1;
        self.width += told.to - told.from;
        self.within += u32::from((minute(told.from)..=up(told.to)).contains(&minute(wait)));
        self.in_time += u32::from(minute(wait) <= up(told.to));
        let place = told.before as u32 + 1;
        let (from, to) = peer::estimate(place, mean, told.counters as u32).expect("a mean above zero");
        self.peer_within += u32::from((Second::from(from)..=Second::from(to)).contains(&minute(wait)));
        self.peer_in_time += u32::from(minute(wait) <= Second::from(to));
    }
}

impl Row {
    fn percent(&self, n: u32) -> f64 {
        100.0 * f64::from(n) / f64::from(self.hits.told)
    }
}

/// Visitors are told whole minutes: the first begun, the last begun and counted in full.
fn minute(seconds: Second) -> Second {
    seconds / 60
}

fn up(seconds: Second) -> Second {
    (seconds + 59) / 60
}

/// In minutes.
fn mean(day: &Day) -> f64 {
    day.visitors.iter().map(|visitor| visitor.takes as f64 / 60.0).sum::<f64>() / day.visitors.len() as f64
}

impl fmt::Display for EstimateReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Called within the range (p50 to p90) that they were told on arrival, or sooner; in percent."
        )?;
        writeln!(f, "The peer's rule is a mean time, here the true one, times the number before.\n")?;
        writeln!(
            f,
            "| days | service | hall | told | within | within or sooner | goal {GOAL_PERCENT:.0} | width | \
             peer: within | within or sooner |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|")?;
        for row in &self.rows {
            let Row { sort, service, phase, hits } = row;
            let [within, in_time] = [hits.within, hits.in_time].map(|n| row.percent(n));
            let [peer_within, peer_in_time] = [hits.peer_within, hits.peer_in_time].map(|n| row.percent(n));
            let phase = if *phase == Phase::Learned { "has learned" } else { "first two days" };
            let goal = if in_time < GOAL_PERCENT { "MISSED" } else { "met" };
            let width = hits.width as f64 / 60.0 / f64::from(hits.told);
            writeln!(
                f,
                "| {sort} | {service} | {phase} | {} | {within:.0} | {in_time:.0} | {goal} | \
                 {width:.0} min | {peer_within:.0} | {peer_in_time:.0} |",
                hits.told,
            )?;
        }
        let missed = self.missed().count();
        writeln!(f, "\n{} of {} rows meet the goal", self.rows.len() - missed, self.rows.len())
    }
}
