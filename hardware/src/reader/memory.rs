//! A silent reader, for tests: it remembers.

use std::sync::{Arc, Mutex, MutexGuard};

use super::{Reader, ReaderFault, Reading};

/// A handle; clones are the same reader.
#[derive(Debug, Clone, Default)]
pub struct MemoryReader(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    read: Vec<Reading>,
    is_reading: bool,
    gone: bool,
}

impl MemoryReader {
    /// Everything that was begun, in order.
    pub fn read_so_far(&self) -> Vec<Reading> {
        self.memory().read.clone()
    }

    /// Whether the last of it was not stopped.
    pub fn is_reading(&self) -> bool {
        self.memory().is_reading
    }

    /// Takes the sound card out, or puts it back.
    pub fn unplug(&self, gone: bool) {
        self.memory().gone = gone;
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().expect("nobody panics with it")
    }
}

impl Reader for MemoryReader {
    fn read(&mut self, reading: &Reading) -> Result<(), ReaderFault> {
        let mut memory = self.memory();
        if memory.gone {
            return Err(ReaderFault::Gone);
        }
        memory.read.push(reading.clone());
        memory.is_reading = true;
        Ok(())
    }

    fn hush(&mut self) {
        self.memory().is_reading = false;
    }
}
