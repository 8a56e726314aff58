//! How long visits take, learned from those that were finished.
//!
//! A value: nothing is read or stored here. Each service has a histogram of its visits in steps of a
//! constant ratio, in which an odd visit weighs no more than any other and old days fade.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::rules::{Service, ServiceId};

/// Shorter is a slip of the hand, not a visit.
const SHORTEST_SECONDS: f64 = 20.0;
/// Longer is a clerk who forgot to press "finish".
const LONGEST_SECONDS: f64 = 4.0 * 60.0 * 60.0;
/// Each step is so much longer than the one before: finer than anybody plans.
const STEP_RATIO: f64 = 1.15;
/// From the shortest to the longest: ln(720) / ln(1.15), rounded up.
const STEPS: usize = 48;
/// What is left of a day's weight on the next: half of it is gone after two weeks of five days.
const KEPT_PER_DAY: f64 = 0.933;
/// So many visits are needed before their spread says more than the settings.
const ENOUGH: f64 = 20.0;
/// The 90th percentile of the normal distribution.
const Z90: f64 = 1.2816;

/// The times of all services of a site.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ServiceTimes {
    services: BTreeMap<ServiceId, Vec<f64>>,
    /// From the end of a visit to the next call while somebody waits: clerks put things away, call in
    /// vain, and go for lunch.
    #[serde(default)]
    between: Vec<f64>,
}

/// Weights are sums of ones and shares of them, and never "not a number".
impl Eq for ServiceTimes {}

impl ServiceTimes {
    /// What the visits of earlier days teach: so many service days ago (1 was the last one), which
    /// service, how long.
    pub fn learned_from(visits: impl IntoIterator<Item = (u32, ServiceId, TimeDelta)>) -> ServiceTimes {
        let mut times = ServiceTimes::default();
        for (days_ago, service, took) in visits {
            let fades = days_ago.saturating_sub(1).min(i32::MAX as u32) as i32;
            times.weigh(&service, took, KEPT_PER_DAY.powi(fades));
        }
        times
    }

    pub(crate) fn learn(&mut self, service: &str, took: TimeDelta) {
        self.weigh(service, took, 1.0);
    }

    pub(crate) fn unlearn(&mut self, service: &str, took: TimeDelta) {
        self.weigh(service, took, -1.0);
    }

    fn weigh(&mut self, service: &str, took: TimeDelta, weight: f64) {
        let seconds = took.num_seconds() as f64;
        if !(SHORTEST_SECONDS..LONGEST_SECONDS).contains(&seconds) {
            return;
        }
        add(self.services.entry(service.to_string()).or_default(), seconds, weight);
    }

    /// `weight` is 1, or -1 for what was undone.
    pub(crate) fn weigh_between(&mut self, took: TimeDelta, weight: f64) {
        let seconds = took.num_seconds() as f64;
        if seconds < LONGEST_SECONDS {
            add(&mut self.between, seconds.max(SHORTEST_SECONDS), weight);
        }
    }

    pub(crate) fn between(&self) -> Option<Spread> {
        Spread::learned(&self.between)
    }

    /// In whole thousandths of a visit: such a number is the same after it was written and read.
    pub(crate) fn a_day_later(mut self) -> ServiceTimes {
        for weight in self.services.values_mut().flatten().chain(&mut self.between) {
            *weight = (*weight * KEPT_PER_DAY * 1_000.0).round() / 1_000.0;
        }
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.services.is_empty() && self.between.is_empty()
    }

    /// The median and the 90th percentile of a service, as far as enough visits tell.
    pub fn learned(&self, service: &str) -> Option<(TimeDelta, TimeDelta)> {
        let spread = Spread::learned(self.services.get(service)?)?;
        Some((spread.quantile(0.5), spread.quantile(0.9)))
    }
}

fn add(weights: &mut Vec<f64>, seconds: f64, weight: f64) {
    weights.resize(STEPS, 0.0);
    let step = (seconds / SHORTEST_SECONDS).ln() / STEP_RATIO.ln();
    weights[(step as usize).min(STEPS - 1)] += weight;
}

/// How the times of a service are spread: the weight of each step, adding up to one.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    weights: Vec<f64>,
}

impl Spread {
    fn learned(weights: &[f64]) -> Option<Spread> {
        let total: f64 = weights.iter().sum();
        (total >= ENOUGH).then(|| Spread { weights: weights.iter().map(|weight| weight / total).collect() })
    }

    /// Log-normal through the two quantiles of the settings, as times of service commonly are.
    fn set(service: &Service) -> Spread {
        let seconds = |time: TimeDelta| time.as_seconds_f64().max(SHORTEST_SECONDS);
        let (median, p90) = (seconds(service.time_median).ln(), seconds(service.time_p90).ln());
        let sigma = ((p90 - median) / Z90).max(0.05);
        let below = |step: usize| normal((edge(step).ln() - median) / sigma);
        let mut weights: Vec<f64> = (0..STEPS).map(|step| below(step + 1) - below(step)).collect();
        weights[0] += below(0);
        weights[STEPS - 1] += 1.0 - below(STEPS);
        Spread { weights }
    }

    /// The time that `share` of the visits do not exceed.
    pub fn quantile(&self, share: f64) -> TimeDelta {
        self.remaining(share, TimeDelta::zero())
    }

    /// What is left, in `share` of the cases at most, of a visit that has taken `elapsed` already.
    pub fn remaining(&self, share: f64, elapsed: TimeDelta) -> TimeDelta {
        let elapsed = elapsed.as_seconds_f64().max(0.0);
        let left = |step: usize| match (edge(step), edge(step + 1)) {
            (_, to) if to <= elapsed => 0.0,
            (from, _) if from >= elapsed => self.weights[step],
            (from, to) => self.weights[step] * (to / elapsed).ln() / (to / from).ln(),
        };
        let total: f64 = (0..STEPS).map(left).sum();
        if total <= 1e-9 {
            return OVERRUN;
        }
        let mut wanted = share * total;
        for step in 0..STEPS {
            let here = left(step);
            if here > 0.0 && wanted <= here {
                let from = edge(step).max(elapsed);
                let end = from * (edge(step + 1) / from).powf(wanted / here);
                return TimeDelta::seconds((end - elapsed).round() as i64);
            }
            wanted -= here;
        }
        TimeDelta::seconds((LONGEST_SECONDS - elapsed).max(0.0) as i64).max(OVERRUN)
    }
}

/// A visit that is longer than any before is assumed to take this much longer, whenever one looks.
const OVERRUN: TimeDelta = TimeDelta::minutes(5);

/// Where a step begins, in seconds.
fn edge(step: usize) -> f64 {
    static EDGES: LazyLock<Vec<f64>> =
        LazyLock::new(|| (0..=STEPS as i32).map(|step| SHORTEST_SECONDS * STEP_RATIO.powi(step)).collect());
    EDGES[step]
}

/// The normal distribution, by the approximation 26.2.17 of Abramowitz and Stegun (error below 1e-7).
fn normal(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let tail: f64 = series.iter().rev().fold(0.0, |sum, factor| (sum + factor) * t);
    let tail = tail * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    if z > 0.0 { 1.0 - tail } else { tail }
}

impl Day {
    /// How the times of a service are spread: as learned, or as set while too little is known.
    pub(crate) fn spread(&self, service: &str) -> Spread {
        let learned = self.times.services.get(service).and_then(|weights| Spread::learned(weights));
        learned.unwrap_or_else(|| Spread::set(self.service(service)))
    }

    /// How many times longer the visit of a group takes than that of one person.
    pub(crate) fn times_longer(&self, persons: u32) -> f64 {
        let further = f64::from(persons.saturating_sub(1));
        1.0 + further * f64::from(self.rules.order.further_person_percent) / 100.0
    }
}
