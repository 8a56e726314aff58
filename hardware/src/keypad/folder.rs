//! A keypad for trying: a line that somebody writes at the end of a file is a key that is pressed.

use std::io;
use std::path::Path;
use std::thread;

use super::{Felt, Key, Keypad, KeypadFault};
use crate::new_lines::{LOOK_EVERY, NewLines};

/// The file whose new lines are pressed.
pub const KEYS_FILE: &str = "keypad.txt";

const FILE_BEGINS: &str = "\
# Tasten zum Ausprobieren. Jede Zeile, die hier angehängt wird, ist ein Tastendruck:
#   up down left right ok back help volume speed again
#   headset-in      ein Kopfhörer wird eingesteckt
#   headset-out     und wieder herausgezogen
";

const WORDS: [(&str, Felt); 12] = [
    ("up", Felt::Pressed(Key::Up)),
    ("down", Felt::Pressed(Key::Down)),
    ("left", Felt::Pressed(Key::Left)),
    ("right", Felt::Pressed(Key::Right)),
    ("ok", Felt::Pressed(Key::Ok)),
    ("back", Felt::Pressed(Key::Back)),
    ("help", Felt::Pressed(Key::Help)),
    ("volume", Felt::Pressed(Key::Volume)),
    ("speed", Felt::Pressed(Key::Speed)),
    ("again", Felt::Pressed(Key::Again)),
    ("headset-in", Felt::Headset(true)),
    ("headset-out", Felt::Headset(false)),
];

/// Reads `keypad.txt`.
#[derive(Debug)]
pub struct FolderKeypad {
    lines: NewLines,
    is_there: bool,
}

impl FolderKeypad {
    /// Makes folder and file where they are missing; what was written there before is nobody's press.
    pub fn open(dir: impl AsRef<Path>) -> io::Result<Self> {
        Ok(FolderKeypad { lines: NewLines::open(dir.as_ref(), KEYS_FILE, FILE_BEGINS)?, is_there: true })
    }
}

impl Keypad for FolderKeypad {
    fn next(&mut self) -> Result<Felt, KeypadFault> {
        loop {
            match self.lines.look(felt) {
                Ok(Some(felt)) => return Ok(felt),
                Ok(None) => self.is_there = true,
                Err(error) if self.is_there => {
                    tracing::warn!(file = %self.lines.file().display(), %error, "no keys can be read");
                    self.is_there = false;
                    return Err(KeypadFault::Gone);
                }
                Err(_) => {}
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

fn felt(word: &str) -> Option<Felt> {
    let known = WORDS.iter().find(|(known, _)| *known == word).map(|(_, felt)| *felt);
    if known.is_none() {
        tracing::warn!(word, "no key is called that");
    }
    known
}
