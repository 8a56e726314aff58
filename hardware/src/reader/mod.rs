//! The voice that reads a screen to one person, through a headset or the kiosk's own loudspeaker.
//!
//! It is not the speaker of the hall: there sounds wait for each other, and here what is new stops what is
//! old. What is said, and whether it may be said aloud, is decided by the kiosk.

mod espeak;
mod folder;
mod memory;

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

pub use espeak::EspeakReader;
pub use folder::FolderReader;
pub use memory::MemoryReader;

/// Sentences, and how they are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub text: String,
    /// BCP 47, as everywhere.
    pub language: String,
    pub words_a_minute: u32,
    /// Hundredths of the usual loudness; 200 is the loudest.
    pub loudness: u32,
}

/// Reads one thing at a time.
pub trait Reader: Send {
    /// Stops what is being read, begins with this, and returns at once.
    fn read(&mut self, reading: &Reading) -> Result<(), ReaderFault>;

    /// Silence, at once.
    fn hush(&mut self);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReaderFault {
    #[error("nothing can be read aloud")]
    Gone,
}

/// ```toml
/// [reader]
/// kind = "espeak"       # "folder" with `dir`, "memory" for none
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReaderKind {
    /// The program espeak-ng, which plays by itself through the machine's sound card.
    Espeak {},
    /// A line in a file for everything that is read, for trying.
    Folder { dir: PathBuf },
    /// Silence.
    Memory {},
}

impl ReaderKind {
    /// The reader. A missing program is found at the first reading, not here.
    pub fn open(&self) -> io::Result<Box<dyn Reader>> {
        Ok(match self {
            ReaderKind::Espeak {} => Box::new(EspeakReader::default()),
            ReaderKind::Folder { dir } => Box::new(FolderReader::open(dir)?),
            ReaderKind::Memory {} => Box::new(MemoryReader::default()),
        })
    }
}
