//! espeak-ng, a program that speaks every language of ours and needs no network: for the speaker of the hall
//! and for the reader at one screen.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

pub(crate) const PROGRAM: &str = "espeak-ng";

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

/// Who speaks a language. Plain German (`de-x-plain`) has the voice of German.
pub(crate) fn voice(language: &str) -> Option<&'static str> {
    let language = language.split('-').next()?;
    VOICES.iter().find(|(code, _)| *code == language).map(|(_, voice)| *voice)
}

/// Whether the program is there. Asked once, at start: nobody installs it while the hall is open.
pub(crate) fn is_installed() -> bool {
    let asked = Command::new(PROGRAM).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = asked.is_ok_and(|status| status.success());
    if !is_there {
        tracing::warn!("{PROGRAM} is not installed, so calls are rung and not said");
    }
    is_there
}

/// What is to be said, and where to.
pub(crate) struct Speech<'a> {
    pub language: &'a str,
    pub words_a_minute: u32,
    /// Options beside those that every speech has.
    pub options: &'a [&'a str],
    pub output: Stdio,
}

impl Speech<'_> {
    /// Begins to speak and returns at once. `text` is not longer than what a pipe holds, so that nobody waits
    /// for a slow voice.
    pub fn begin(self, program: impl AsRef<OsStr>, text: &str) -> io::Result<Child> {
        let Some(voice) = voice(self.language) else {
            return Err(io::Error::other(format!("no voice speaks {:?}", self.language)));
        };
        let mut child = Command::new(program)
            .args(["-v", voice, "-s", &self.words_a_minute.to_string()])
            .args(self.options)
            .args(["-b", "1", "--stdin"])
            .stdin(Stdio::piped())
            .stdout(self.output)
            .stderr(Stdio::null())
            .spawn()?;
        // Through a pipe: no word can be taken for an option, and none is in the list of processes.
        let written = child.stdin.take().expect("its input is piped").write_all(text.as_bytes());
        if let Err(error) = written {
            // It may have ended by itself; it is waited for all the same.
            let _ = child.kill();
            let _ = child.wait();
            return Err(error);
        }
        Ok(child)
    }
}
