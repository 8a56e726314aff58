//! How the letters do, for whoever watches the hub: nobody else would hear that they stopped.

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};

/// Cheap to clone: the postman says it, and whoever asks reads it.
#[derive(Debug, Clone, Default)]
pub struct Delivery(Arc<Mutex<State>>);

#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// Since when there is a letter that should have gone out, or a server that cannot be reached.
    waits_since: Option<DateTime<Utc>>,
    /// What is to be written could not be written down, or the postman is no more.
    is_broken: bool,
}

impl Delivery {
    /// How long letters have been waiting that should have gone out.
    pub fn waits(&self, now: DateTime<Utc>) -> TimeDelta {
        self.state().waits_since.map_or(TimeDelta::zero(), |since| (now - since).max(TimeDelta::zero()))
    }

    pub fn is_broken(&self) -> bool {
        self.state().is_broken
    }

    pub fn goes_on(&self, waits_since: Option<DateTime<Utc>>) {
        *self.state() = State { waits_since, is_broken: false };
    }

    pub fn breaks(&self) {
        self.state().is_broken = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("nobody panics with it in hand")
    }
}
