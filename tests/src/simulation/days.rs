//! Many days, on all processors, and what they were like.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::run::simulate;
use super::story::Failure;

/// What a day was like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Day {
    pub days: usize,
    pub visitors: usize,
    pub steps: usize,
    pub faults: usize,
    pub restarts: usize,
    pub calls: usize,
    /// Freed times that somebody took.
    pub taken: usize,
}

impl std::ops::AddAssign for Day {
    fn add_assign(&mut self, other: Day) {
        self.days += other.days;
        self.visitors += other.visitors;
        self.steps += other.steps;
        self.faults += other.faults;
        self.restarts += other.restarts;
        self.calls += other.calls;
        self.taken += other.taken;
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Day { days, visitors, steps, faults, restarts, calls, taken } = self;
        write!(f, "{days} days, {visitors} visitors, {steps} steps, {calls} times \"next\", ")?;
        write!(f, "{taken} freed times taken, ")?;
        write!(f, "{faults} faults, {restarts} restarts")
    }
}

/// Plays the days of `seeds` on all processors; `each` hears of every day that went well. The result is
/// their sum, or of the days that went wrong the one with the smallest seed.
pub fn simulate_all(
    seeds: Range<u64>,
    visitors_max: usize,
    each: impl Fn(&Day) + Sync,
) -> Result<Day, Box<Failure>> {
    let next = AtomicU64::new(seeds.start);
    let outcome: Mutex<Result<Day, Box<Failure>>> = Mutex::new(Ok(Day::default()));
    let plays = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= seeds.end {
            return;
        }
        let day = simulate(seed, visitors_max);
        let mut outcome = outcome.lock().expect("a day that panics is a day that went wrong");
        match (day, &mut *outcome) {
            (Ok(day), Ok(sum)) => {
                *sum += day;
                each(&day);
            }
            (Err(failure), Ok(_)) => *outcome = Err(failure),
            (Err(failure), Err(first)) if failure.seed < first.seed => *first = failure,
            _ => {}
        }
        if outcome.is_err() {
            // Those before it are played to their end by the others.
            return;
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(plays);
        }
    });
    outcome.into_inner().expect("nobody panics while holding it")
}
