//! A reader for trying: what would be heard is a line in a file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use super::{Reader, ReaderFault, Reading};

const LOG_FILE: &str = "read.log";

/// Writes `read.log`: a language and what is read in it, or `-` for silence.
#[derive(Debug)]
pub struct FolderReader {
    dir: PathBuf,
}

impl FolderReader {
    /// Makes the folder where it is missing.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Self> {
        let dir = dir.into();
        fs::create_dir_all(&dir)?;
        Ok(FolderReader { dir })
    }

    fn write(&self, line: &str) -> Result<(), ReaderFault> {
        let file = OpenOptions::new().create(true).append(true).open(self.dir.join(LOG_FILE));
        file.and_then(|mut file| writeln!(file, "{line}")).map_err(|error| {
            tracing::error!(dir = %self.dir.display(), %error, "what is read cannot be written");
            ReaderFault::Gone
        })
    }
}

impl Reader for FolderReader {
    fn read(&mut self, reading: &Reading) -> Result<(), ReaderFault> {
        self.write(&format!("{} {}", reading.language, reading.text))
    }

    fn hush(&mut self) {
        // Whoever tries this reads the file; a line that is missing there is told by the log.
        let _ = self.write("-");
    }
}
