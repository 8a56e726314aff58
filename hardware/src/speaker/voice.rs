//! The voice: espeak-ng, a program that speaks every language of ours and needs no network.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::wave;

const PROGRAM: &str = "espeak-ng";
/// Words a minute. Its usual 175 are too fast for a hall, and for whoever learns the language.
const WORDS_A_MINUTE: &str = "140";
/// Beyond this it is a speech, and nobody waits for its end.
const SENTENCE_CHARS_MAX: usize = 300;

/// Our languages (BCP 47, without what follows the hyphen) and the voice that speaks each.
const VOICES: [(&str, &str); 11] = [
    ("de", "de"),
    ("en", "en-gb"),
    ("uk", "uk"),
    ("ru", "ru"),
    ("tr", "tr"),
    ("ar", "ar"),
    ("fa", "fa"),
    ("pl", "pl"),
    ("ro", "ro"),
    ("bg", "bg"),
    ("fr", "fr-fr"),
];

/// Words and the language they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    /// BCP 47. Plain German (`de-x-plain`) has the voice of German.
    pub language: String,
}

/// Whether there is a voice for a language.
pub fn can_speak(language: &str) -> bool {
    voice(language).is_some()
}

/// Whether the program is there. Asked once, at start: nobody installs it while the hall is open.
pub(super) fn is_installed() -> bool {
    let asked = Command::new(PROGRAM).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = asked.is_ok_and(|status| status.success());
    if !is_there {
        tracing::warn!("{PROGRAM} is not installed, so calls are rung and not said");
    }
    is_there
}

fn voice(language: &str) -> Option<&'static str> {
    let language = language.split('-').next()?;
    VOICES.iter().find(|(code, _)| *code == language).map(|(_, voice)| *voice)
}

/// The sentence as a wave. Takes a tenth of a second, and fails where the program is not installed.
pub(super) fn speak(sentence: &Sentence) -> io::Result<Vec<i16>> {
    let Some(voice) = voice(&sentence.language) else {
        return Err(io::Error::other(format!("no voice speaks {:?}", sentence.language)));
    };
    let text: String = sentence.text.chars().take(SENTENCE_CHARS_MAX).collect();
    // Through a pipe: no word can be taken for an option.
    let mut child = Command::new(PROGRAM)
        .args(["-v", voice, "-s", WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // So few letters fit any pipe: nobody waits for the other here.
    child.stdin.take().expect("its input is piped").write_all(text.as_bytes())?;
    let spoken = child.wait_with_output()?;
    let samples = wave::samples_of(&spoken.stdout).filter(|samples| !samples.is_empty());
    samples.filter(|_| spoken.status.success()).ok_or_else(|| io::Error::other("the voice wrote no wave"))
}
