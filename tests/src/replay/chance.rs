//! Chance from a seed: the same seed gives the same day on every machine, today and in ten years.
//!
//! The generator is a published one (xoshiro256++), not "the standard one", which may change.

use chrono::TimeDelta;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

pub struct Chance(Xoshiro256PlusPlus);

impl Chance {
    pub fn from_seed(seed: u64) -> Self {
        Chance(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Evenly from 0 to 1, without 1.
    pub fn even(&mut self) -> f64 {
        self.0.random::<f64>()
    }

    /// Happens in `share` of all cases.
    pub fn happens(&mut self, share: f64) -> bool {
        self.even() < share
    }

    /// An index into `weights`, as often as its weight says.
    pub fn pick(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.even() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// Evenly between two times, in whole seconds.
    pub fn between(&mut self, from: TimeDelta, to: TimeDelta) -> TimeDelta {
        let span = (to - from).num_seconds() as f64;
        from + TimeDelta::seconds((self.even() * span) as i64)
    }

    /// The gap to the next arrival of a Poisson stream.
    pub fn gap(&mut self, per_hour: f64) -> TimeDelta {
        let hours = -(1.0 - self.even()).ln() / per_hour;
        TimeDelta::milliseconds((hours * 3_600_000.0) as i64)
    }

    /// A time of which half are shorter than `median`, with a long tail (log-normal): how long
    /// things take that people do. A spread of 0.5 puts one in ten beyond 1.9 times the median.
    pub fn around(&mut self, median: TimeDelta, spread: f64) -> TimeDelta {
        // Box and Muller, 1958.
        let radius = (-2.0 * (1.0 - self.even()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.even()).cos();
        TimeDelta::seconds((median.num_seconds() as f64 * (spread * normal).exp()).round() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_the_same_day_for_ever() {
        let mut chance = Chance::from_seed(1);
        let first: Vec<u32> = (0..4).map(|_| (chance.even() * 1_000_000.0) as u32).collect();
        assert_eq!(first, SEED_ONE, "a changed generator would make every reported seed worthless");
    }

    #[test]
    fn half_of_what_people_do_takes_shorter_than_the_median_and_a_tenth_nearly_twice_as_long() {
        let mut chance = Chance::from_seed(2);
        let median = TimeDelta::seconds(600);
        let mut taken: Vec<i64> = (0..4_000).map(|_| chance.around(median, 0.5).num_seconds()).collect();
        taken.sort_unstable();
        assert!((570..=630).contains(&taken[2_000]), "p50 {}", taken[2_000]);
        assert!((1_050..=1_230).contains(&taken[3_600]), "p90 {}", taken[3_600]);
    }

    #[test]
    fn twelve_arrivals_an_hour_are_five_minutes_apart_in_the_mean() {
        let mut chance = Chance::from_seed(3);
        let total: TimeDelta = (0..4_000).map(|_| chance.gap(12.0)).sum();
        assert!((285..=315).contains(&(total.num_seconds() / 4_000)), "{total}");
    }

    #[test]
    fn a_weight_of_nothing_is_never_picked() {
        let mut chance = Chance::from_seed(4);
        let mut picked = [0; 3];
        for _ in 0..1_000 {
            picked[chance.pick([3.0, 0.0, 1.0].into_iter())] += 1;
        }
        assert_eq!(picked[1], 0);
        assert!((690..=810).contains(&picked[0]), "{picked:?}");
    }

    const SEED_ONE: [u32; 4] = [811_612, 747_104, 100_150, 746_216];
}
