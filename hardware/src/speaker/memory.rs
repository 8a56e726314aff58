//! A silent speaker, for tests: it counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::{Speaker, SpeakerFault};

/// A handle; clones are the same speaker.
#[derive(Debug, Clone, Default)]
pub struct MemorySpeaker {
    rung: Arc<AtomicUsize>,
    gone: Arc<AtomicBool>,
}

impl MemorySpeaker {
    /// How often it has rung.
    pub fn rung(&self) -> usize {
        self.rung.load(Ordering::SeqCst)
    }

    /// Pulls the plug, or puts it back.
    pub fn unplug(&self, gone: bool) {
        self.gone.store(gone, Ordering::SeqCst);
    }
}

impl Speaker for MemorySpeaker {
    fn gong(&mut self) -> Result<(), SpeakerFault> {
        if self.gone.load(Ordering::SeqCst) {
            return Err(SpeakerFault::Gone);
        }
        self.rung.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}
