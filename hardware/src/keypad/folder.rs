//! A keypad for trying: a line that somebody writes at the end of a file is a key that is pressed.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::{Felt, Key, Keypad, KeypadFault};

/// The file whose new lines are pressed.
pub const KEYS_FILE: &str = "keypad.txt";
/// Somebody who tries for a year does not fill it.
const FILE_BYTES_MAX: u64 = 256 * 1024;
/// As soon as a finger would feel it.
const LOOK_EVERY: Duration = Duration::from_millis(100);

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
    file: PathBuf,
    /// Lines that were pressed already.
    pressed: usize,
    /// So few were there at the last look: an editor was writing the file anew, or somebody has emptied it.
    fewer: Option<usize>,
    is_there: bool,
}

impl FolderKeypad {
    /// Makes folder and file where they are missing; what was written there before is nobody's press.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Self> {
        let dir = dir.into();
        fs::create_dir_all(&dir)?;
        let file = dir.join(KEYS_FILE);
        if !file.try_exists()? {
            fs::write(&file, FILE_BEGINS)?;
        }
        let pressed = whole_lines(&read(&file)?).count();
        Ok(FolderKeypad { file, pressed, fewer: None, is_there: true })
    }

    /// The first press that has come since, if one has.
    fn look(&mut self) -> io::Result<Option<Felt>> {
        let text = read(&self.file)?;
        let count = whole_lines(&text).count();
        if count < self.pressed {
            if self.fewer.replace(count) == Some(count) {
                self.pressed = count;
            }
            return Ok(None);
        }
        self.fewer = None;
        for line in whole_lines(&text).skip(self.pressed) {
            self.pressed += 1;
            let word = line.trim();
            match WORDS.iter().find(|(known, _)| *known == word) {
                Some((_, felt)) => return Ok(Some(*felt)),
                None if word.is_empty() || word.starts_with('#') => {}
                None => tracing::warn!(word, "no key is called that"),
            }
        }
        Ok(None)
    }
}

impl Keypad for FolderKeypad {
    fn next(&mut self) -> Result<Felt, KeypadFault> {
        loop {
            match self.look() {
                Ok(Some(felt)) => return Ok(felt),
                Ok(None) => self.is_there = true,
                Err(error) if self.is_there => {
                    tracing::warn!(file = %self.file.display(), %error, "no keys can be read");
                    self.is_there = false;
                    return Err(KeypadFault::Gone);
                }
                Err(_) => {}
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

/// Whoever writes a line ends it, and until then it is none.
fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'))
}

fn read(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(file)?.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        let what = format!("it has more than {FILE_BYTES_MAX} bytes; empty it");
        return Err(io::Error::new(ErrorKind::FileTooLarge, what));
    }
    Ok(text)
}
