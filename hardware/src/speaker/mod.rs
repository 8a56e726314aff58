//! Loudspeakers: the gong and another signal, and what is said.
//!
//! When to ring and what to say is decided by the programs; here is only how, and that two sounds never
//! overlap.

mod aplay;
mod folder;
mod gong;
mod memory;
mod sound;
mod voice;
mod wave;

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

pub use aplay::AplaySpeaker;
pub use folder::FolderSpeaker;
pub use memory::MemorySpeaker;
pub use sound::{Signal, Sound, Volume};
pub use voice::{Sentence, can_speak};

/// Plays sounds one after the other; returns at once.
pub trait Speaker: Send {
    /// An error may be about the sound before this one; this one is tried all the same.
    fn play(&mut self, sound: &Sound) -> Result<(), SpeakerFault>;

    /// Whether something is heard now, or will be without another word.
    fn is_sounding(&self) -> bool;

    /// Whether sentences are heard as well as the gong.
    fn has_voice(&self) -> bool;
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
    /// The speaker. A missing sound card is found at the first sound, not here.
    pub fn open(&self) -> io::Result<Box<dyn Speaker>> {
        Ok(match self {
            SpeakerKind::Aplay {} => Box::new(AplaySpeaker::new()?),
            SpeakerKind::Folder { dir } => Box::new(FolderSpeaker::open(dir)?),
            SpeakerKind::Memory {} => Box::new(MemorySpeaker::default()),
        })
    }
}
