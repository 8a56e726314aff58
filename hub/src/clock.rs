//! The hub's clock. Only the shell reads it; everything inside is told the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Nothing that is asked of a town hall is farther from today than ten years. Far beyond, days have no local
/// time and no neighbours, and whoever counts from there panics.
const NEAR: TimeDelta = TimeDelta::days(3_652);

/// The day that somebody typed or an address ends with, if it is of our time.
pub fn near(day: NaiveDate, now: DateTime<Utc>) -> Option<NaiveDate> {
    ((day - now.date_naive()).abs() <= NEAR).then_some(day)
}

/// Whole milliseconds, because the journal stores those: a replayed day equals the day it replays.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Stands still until somebody moves it; for tests and replays.
    ByHand(Arc<AtomicI64>),
    /// Runs from `start`, `speed` times as fast; for trying a whole day in minutes.
    Faster {
        start: DateTime<Utc>,
        since: Instant,
        speed: u32,
    },
}

impl Clock {
    pub fn by_hand(start: DateTime<Utc>) -> Clock {
        Clock::ByHand(Arc::new(AtomicI64::new(start.timestamp_millis())))
    }

    pub fn faster(start: DateTime<Utc>, speed: u32) -> Clock {
        Clock::Faster { start, since: Instant::now(), speed }
    }

    pub fn now(&self) -> DateTime<Utc> {
        let millis = match self {
            Clock::System => Utc::now().timestamp_millis(),
            Clock::ByHand(millis) => millis.load(Ordering::Acquire),
            Clock::Faster { start, since, speed } => {
                let passed = since.elapsed().as_millis() as i64 * i64::from(*speed);
                (*start + TimeDelta::milliseconds(passed)).timestamp_millis()
            }
        };
        DateTime::from_timestamp_millis(millis).expect("the clock shows a time within this era")
    }

    /// Moves a clock that is moved by hand; it never goes back.
    ///
    /// # Panics
    /// On any other clock: time cannot be set there.
    pub fn move_to(&self, time: DateTime<Utc>) {
        match self {
            Clock::ByHand(millis) => {
                millis.fetch_max(time.timestamp_millis(), Ordering::AcqRel);
            }
            _ => panic!("only a clock that is moved by hand can be moved"),
        }
    }
}
