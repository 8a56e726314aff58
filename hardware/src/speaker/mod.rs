//! Loudspeakers: the gong, later speech.
//!
//! When to ring is decided by the display; here is only how, and that two gongs never overlap.

mod aplay;
mod folder;
mod gong;
mod memory;

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

pub use aplay::AplaySpeaker;
pub use folder::FolderSpeaker;
pub use gong::gong_wav;
pub use memory::MemorySpeaker;

/// Plays sounds one after the other; returns at once.
pub trait Speaker: Send {
    /// Rings the gong once.
    fn gong(&mut self) -> Result<(), SpeakerFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpeakerFault {
    #[error("the loudspeaker cannot be used")]
    Gone,
}

/// ```toml
/// [speaker]
/// kind = "aplay"        # "folder" with `dir`, "memory" for none
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SpeakerKind {
    /// The machine's own sound card, through ALSA's `aplay`.
    Aplay {},
    /// Sound files in a folder, for trying.
    Folder { dir: PathBuf },
    /// Silence.
    Memory {},
}

impl SpeakerKind {
    /// The speaker. A missing sound card is found at the first gong, not here.
    pub fn open(&self) -> io::Result<Box<dyn Speaker>> {
        Ok(match self {
            SpeakerKind::Aplay {} => Box::new(AplaySpeaker::new()?),
            SpeakerKind::Folder { dir } => Box::new(FolderSpeaker::open(dir)?),
            SpeakerKind::Memory {} => Box::new(MemorySpeaker::default()),
        })
    }
}
