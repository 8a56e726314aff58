//! How fast a replayed day passes.
//!
//! The hub's clock is moved by hand in both cases; only whether anybody could watch differs. What
//! runs on real time whatever the speed (heartbeat, gong, time-outs of screens) is not moved.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// Sets the hub's hand-moved clock.
pub type MoveClock = Arc<dyn Fn(DateTime<Utc>) + Send + Sync>;

/// The clock moves this often while somebody watches: often enough that minutes tick smoothly.
const STEP: Duration = Duration::from_millis(100);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As fast as the hub answers, for tests.
    MovedClock,
    /// So many times as fast as real time, to watch.
    Speed(u32),
}

/// The time of the replayed day.
pub struct DayClock {
    pace: Pace,
    move_clock: MoveClock,
    now: DateTime<Utc>,
}

impl DayClock {
    pub fn starts_at(now: DateTime<Utc>, pace: Pace, move_clock: MoveClock) -> Self {
        move_clock(now);
        DayClock { pace, move_clock, now }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Is at `at` when it returns; at once when `at` is not later than now.
    pub fn pass_until(&mut self, at: DateTime<Utc>) {
        if let Pace::Speed(speed) = self.pace {
            let step = TimeDelta::from_std(STEP * speed).expect("a step of a day fits");
            while self.now + step < at {
                std::thread::sleep(STEP);
                self.jump_to(self.now + step);
            }
            if at > self.now {
                std::thread::sleep((at - self.now).to_std().expect("the later time is later") / speed);
            }
        }
        self.jump_to(at);
    }

    /// Is at `at` without anybody having waited: nights, and the days before.
    pub fn jump_to(&mut self, at: DateTime<Utc>) {
        if at > self.now {
            self.now = at;
            (self.move_clock)(at);
        }
    }
}
