//! espeak-ng: it speaks every language of ours, needs no network, and is silent when it is ended.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::{Reader, ReaderFault, Reading};

/// Longer than any slip that is read; a pipe holds it, so nobody waits for a slow voice.
const TEXT_CHARS_MAX: usize = 4_000;

/// One process a reading.
pub struct EspeakReader {
    program: PathBuf,
    /// What is being read, or was.
    reading: Option<Child>,
}

impl Default for EspeakReader {
    fn default() -> Self {
        Self::with_program("espeak-ng")
    }
}

impl EspeakReader {
    /// Another program that takes the same arguments.
    pub fn with_program(program: impl Into<PathBuf>) -> Self {
        EspeakReader { program: program.into(), reading: None }
    }
}

impl Reader for EspeakReader {
    fn read(&mut self, reading: &Reading) -> Result<(), ReaderFault> {
        self.hush();
        // It knows no plain German, and reads it as German.
        let language = reading.language.split('-').next().unwrap_or_default();
        let words_a_minute = reading.words_a_minute.to_string();
        let loudness = reading.loudness.min(200).to_string();
        let text: String = reading.text.chars().take(TEXT_CHARS_MAX).collect();
        // Through a pipe: no word can be taken for an option, and none is in the list of processes.
        let begun = Command::new(&self.program)
            .args(["-v", language, "-s", &words_a_minute, "-a", &loudness, "-b", "1", "--stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let written = begun.and_then(|mut child| {
            let mut stdin = child.stdin.take().expect("its input is piped");
            let written = stdin.write_all(text.as_bytes());
            self.reading = Some(child);
            written
        });
        written.map_err(|error| {
            tracing::error!(program = %self.program.display(), %error, "nothing can be read aloud");
            ReaderFault::Gone
        })
    }

    fn hush(&mut self) {
        if let Some(mut child) = self.reading.take() {
            // It may have ended by itself; then there is nothing to stop, and it is waited for all the same.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for EspeakReader {
    fn drop(&mut self) {
        self.hush();
    }
}
