//! A silent speaker, for tests: it remembers.

use std::sync::{Arc, Mutex, MutexGuard};

use super::{Sentence, Signal, Sound, Speaker, SpeakerFault};

/// A handle; clones are the same speaker.
#[derive(Debug, Clone, Default)]
pub struct MemorySpeaker(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    played: Vec<Sound>,
    gone: bool,
    sounding: bool,
}

impl MemorySpeaker {
    /// How often the gong has rung.
    pub fn rung(&self) -> usize {
        self.signals(Signal::Gong)
    }

    /// How often a signal was heard.
    pub fn signals(&self, signal: Signal) -> usize {
        self.memory().played.iter().filter(|sound| sound.signal == Some(signal)).count()
    }

    /// What was said, in order.
    pub fn said(&self) -> Vec<Sentence> {
        self.memory().played.iter().flat_map(|sound| sound.sentences.clone()).collect()
    }

    pub fn played(&self) -> Vec<Sound> {
        self.memory().played.clone()
    }

    /// Pulls the plug, or puts it back.
    pub fn unplug(&self, gone: bool) {
        self.memory().gone = gone;
    }

    /// What was played last takes its time, until this is taken back.
    pub fn sounds_on(&self, sounding: bool) {
        self.memory().sounding = sounding;
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().expect("nobody panics with it")
    }
}

impl Speaker for MemorySpeaker {
    fn play(&mut self, sound: &Sound) -> Result<(), SpeakerFault> {
        let mut memory = self.memory();
        if memory.gone {
            return Err(SpeakerFault::Gone);
        }
        memory.played.push(sound.clone());
        Ok(())
    }

    fn is_sounding(&self) -> bool {
        self.memory().sounding
    }

    fn has_voice(&self) -> bool {
        true
    }
}
