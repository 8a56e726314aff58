//! Whether the committer works, for whoever watches the hub from outside.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Five heartbeats: one commit on a busy disk takes longer than a beat, and none takes as long as this.
const BEAT_OLD_AFTER: Duration = Duration::from_secs(5);

/// The committer notes it, anybody may feel it.
#[derive(Debug, Clone)]
pub(super) struct Pulse(Arc<Mutex<Beat>>);

#[derive(Debug, Clone, Copy)]
struct Beat {
    /// When numbers could be drawn and called last.
    at: Instant,
    broken: bool,
}

impl Pulse {
    pub fn new(now: Instant) -> Pulse {
        Pulse(Arc::new(Mutex::new(Beat { at: now, broken: false })))
    }

    pub fn beats(&self, now: Instant) {
        *self.lock() = Beat { at: now, broken: false };
    }

    pub fn breaks(&self) {
        self.lock().broken = true;
    }

    pub fn is_well(&self, now: Instant) -> bool {
        let beat = *self.lock();
        !beat.broken && now.saturating_duration_since(beat.at) < BEAT_OLD_AFTER
    }

    fn lock(&self) -> MutexGuard<'_, Beat> {
        self.0.lock().expect("nobody panics while feeling a pulse")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_is_well_while_it_beats_and_nothing_is_broken() {
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let pulse = Pulse::new(start);
        assert!(pulse.is_well(start + second * 4));
        assert!(!pulse.is_well(start + second * 5), "it has not beaten for too long");
        pulse.beats(start + second * 5);
        assert!(pulse.is_well(start + second * 6));
        pulse.breaks();
        assert!(!pulse.is_well(start + second * 6), "nothing can be stored");
        pulse.beats(start + second * 7);
        assert!(pulse.is_well(start + second * 7), "the disk takes writes again");
    }
}
