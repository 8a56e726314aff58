//! espeak-ng reads: it plays by itself, and is silent when it is ended.

use std::path::PathBuf;
use std::process::{Child, Stdio};

use super::{Reader, ReaderFault, Reading};
use crate::espeak::{self, Speech};

/// Longer than any slip that is read; a pipe holds it.
const TEXT_CHARS_MAX: usize = 4_000;

/// One process a reading.
pub struct EspeakReader {
    program: PathBuf,
    /// What is being read, or was.
    reading: Option<Child>,
}

impl Default for EspeakReader {
    fn default() -> Self {
        Self::with_program(espeak::PROGRAM)
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
        let loudness = reading.loudness.min(200).to_string();
        let text: String = reading.text.chars().take(TEXT_CHARS_MAX).collect();
        let speech = Speech {
            language: &reading.language,
            words_a_minute: reading.words_a_minute,
            options: &["-a", &loudness],
            output: Stdio::null(),
        };
        let begun = speech.begin(&self.program, &text);
        self.reading = Some(begun.map_err(|error| {
            tracing::error!(program = %self.program.display(), %error, "nothing can be read aloud");
            ReaderFault::Gone
        })?);
        Ok(())
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
