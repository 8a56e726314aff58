//! A speaker for trying: each sound becomes a file in a folder and a line in its log.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use super::{Sound, Speaker, SpeakerFault};
use crate::espeak;

/// A replayed day rings hundreds of times; after these files (100 MB with speech) only the log goes on.
const FILES_MAX: u32 = 200;
const LOG_FILE: &str = "gong.log";

/// Writes `gong-0001.wav` and a line in `gong.log` with what is said, and so on.
#[derive(Debug)]
pub struct FolderSpeaker {
    dir: PathBuf,
    rung: u32,
    has_voice: bool,
}

impl FolderSpeaker {
    /// Makes the folder where it is missing, and begins to count anew.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Self> {
        let dir = dir.into();
        fs::create_dir_all(&dir)?;
        Ok(FolderSpeaker { dir, rung: 0, has_voice: espeak::is_installed() })
    }

    fn write(&mut self, sound: &Sound) -> io::Result<()> {
        self.rung += 1;
        let name = format!("gong-{:04}.wav", self.rung);
        if self.rung <= FILES_MAX {
            fs::write(self.dir.join(&name), sound.wav())?;
        }
        let mut log = OpenOptions::new().create(true).append(true).open(self.dir.join(LOG_FILE))?;
        write!(log, "{} {name}", chrono::Local::now().format("%Y-%m-%d %H:%M:%S%.3f"))?;
        for sentence in &sound.sentences {
            write!(log, " {}: {}", sentence.language, sentence.text)?;
        }
        writeln!(log)
    }
}

impl Speaker for FolderSpeaker {
    fn play(&mut self, sound: &Sound) -> Result<(), SpeakerFault> {
        self.write(sound).map_err(|error| {
            tracing::error!(dir = %self.dir.display(), %error, "a sound cannot be written");
            SpeakerFault::Gone
        })
    }

    /// Files are silent.
    fn is_sounding(&self) -> bool {
        false
    }

    fn has_voice(&self) -> bool {
        self.has_voice
    }
}
