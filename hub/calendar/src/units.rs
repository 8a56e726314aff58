//! Five-minute units of UTC time, and sets of them within one local day.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A slice of UTC time; claims are made of whole ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(pub i64);

impl Unit {
    /// The grid on which German offices offer appointments is never finer.
    pub const MINUTES: i64 = 5;
    const SECONDS: i64 = Self::MINUTES * 60;

    /// The unit that begins at `at`, if one does.
    pub fn starting(at: DateTime<Utc>) -> Option<Unit> {
        let seconds = at.timestamp();
        let on_the_grid = seconds.rem_euclid(Self::SECONDS) == 0 && at.timestamp_subsec_nanos() == 0;
        on_the_grid.then_some(Unit(seconds.div_euclid(Self::SECONDS)))
    }

    /// The unit that runs at `at`.
    pub fn running(at: DateTime<Utc>) -> Unit {
        Unit(at.timestamp().div_euclid(Self::SECONDS))
    }

    /// The first unit that begins at `at` or later.
    pub fn after(at: DateTime<Utc>) -> Unit {
        Unit((at.timestamp() + Self::SECONDS - 1).div_euclid(Self::SECONDS))
    }

    pub fn starts_at(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0 * Self::SECONDS, 0).expect("units are of years that have dates")
    }
}

/// The units from `from` to `to`; the last one may be used in part.
pub fn units(from: DateTime<Utc>, to: DateTime<Utc>) -> impl Iterator<Item = Unit> {
    (Unit::running(from).0..Unit::after(to).0).map(Unit)
}

/// A day of 25 hours, when clocks are set back, is the longest.
pub const DAY_UNITS_MAX: usize = 25 * 60 / Unit::MINUTES as usize;

const WORDS: usize = DAY_UNITS_MAX.div_ceil(64);

/// Some units of one local day, counted from its midnight: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayUnits([u64; WORDS]);

impl DayUnits {
    /// From `from` up to and without `to`; what lies outside the longest day is left out.
    pub fn between(from: usize, to: usize) -> DayUnits {
        let mut units = DayUnits::default();
        for word in 0..WORDS {
            let first = from.clamp(word * 64, word * 64 + 64) - word * 64;
            let end = to.min(DAY_UNITS_MAX).clamp(word * 64, word * 64 + 64) - word * 64;
            if first < end {
                units.0[word] = (u64::MAX >> (64 - (end - first))) << first;
            }
        }
        units
    }

    pub fn contains(&self, unit: usize) -> bool {
        unit < DAY_UNITS_MAX && self.0[unit / 64] >> (unit % 64) & 1 == 1
    }

    pub fn insert(&mut self, unit: usize) {
        if unit < DAY_UNITS_MAX {
            self.0[unit / 64] |= 1 << (unit % 64);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0 == [0; WORDS]
    }

    pub fn or(self, other: DayUnits) -> DayUnits {
        DayUnits(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }

    pub fn and(self, other: DayUnits) -> DayUnits {
        DayUnits(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    pub fn without(self, other: DayUnits) -> DayUnits {
        DayUnits(std::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    /// Where a run of `length` of these units begins. Runs double, so an hour takes four steps.
    pub fn starts_of_runs(self, length: usize) -> DayUnits {
        let (mut runs, mut reached) = (self, 1);
        while reached < length {
            let step = reached.min(length - reached);
            runs = runs.and(runs.earlier(step));
            reached += step;
        }
        runs
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(word * 64 + bit)
            })
        })
    }

    /// Every unit `by` units earlier.
    fn earlier(self, by: usize) -> DayUnits {
        let (words, bits) = (by / 64, by % 64);
        let word = |at: usize| self.0.get(at).copied().unwrap_or(0);
        DayUnits(std::array::from_fn(|at| {
            let carried = if bits == 0 { 0 } else { word(at + words + 1) << (64 - bits) };
            word(at + words) >> bits | carried
        }))
    }
}
