//! What is said to the hall, as a wave.

use std::io;
use std::process::Stdio;

use super::wave;
use crate::espeak::{self, Speech};

/// espeak-ng's usual 175 are too fast for a hall, and for whoever learns the language.
const WORDS_A_MINUTE: u32 = 140;
/// Beyond this it is a speech, and nobody waits for its end.
const SENTENCE_CHARS_MAX: usize = 300;

/// Words and the language they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    /// BCP 47. Plain German (`de-x-plain`) has the voice of German.
    pub language: String,
}

/// Whether there is a voice for a language.
pub fn can_speak(language: &str) -> bool {
    espeak::voice(language).is_some()
}

/// The sentence as a wave. Takes a tenth of a second, and fails where espeak-ng is not installed.
pub(super) fn speak(sentence: &Sentence) -> io::Result<Vec<i16>> {
    let text: String = sentence.text.chars().take(SENTENCE_CHARS_MAX).collect();
    let speech = Speech {
        language: &sentence.language,
        words_a_minute: WORDS_A_MINUTE,
        options: &["--stdout"],
        output: Stdio::piped(),
    };
    let spoken = speech.begin(espeak::PROGRAM, &text)?.wait_with_output()?;
    let samples = wave::samples_of(&spoken.stdout).filter(|samples| !samples.is_empty());
    samples.filter(|_| spoken.status.success()).ok_or_else(|| io::Error::other("the voice wrote no wave"))
}
