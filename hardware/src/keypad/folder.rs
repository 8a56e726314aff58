//! A keypad for trying: a line that somebody writes at the end of a file is a key that is pressed.

use std::io;
use std::path::Path;

use super::{Felt, Key, Keypad, KeypadFault};
use crate::new_lines::{Gone, NewLines};

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
pub struct FolderKeypad(NewLines);

impl FolderKeypad {
    /// Makes folder and file where they are missing; what was written there before is nobody's press.
    pub fn open(dir: impl AsRef<Path>) -> io::Result<Self> {
        Ok(FolderKeypad(NewLines::open(dir.as_ref(), KEYS_FILE, FILE_BEGINS)?))
    }
}

impl Keypad for FolderKeypad {
    fn next(&mut self) -> Result<Felt, KeypadFault> {
        self.0.next(felt).map_err(|Gone| KeypadFault::Gone)
    }
}

fn felt(word: &str) -> Option<Felt> {
    let known = WORDS.iter().find(|(known, _)| *known == word).map(|(_, felt)| *felt);
    if known.is_none() {
        tracing::warn!(word, "no key is called that");
    }
    known
}
