//! A file for trying: every line that somebody writes at its end is something that happens.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Somebody who tries for a year does not fill it.
const FILE_BYTES_MAX: u64 = 256 * 1024;
/// As soon as a finger would feel it.
const LOOK_EVERY: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub struct NewLines {
    file: PathBuf,
    /// Lines that were read already.
    read: usize,
    /// So few were there at the last look: an editor was writing the file anew, or somebody has emptied it.
    fewer: Option<usize>,
    is_there: bool,
}

/// The file cannot be read any more. It is looked for until it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

impl NewLines {
    /// Makes folder and file where they are missing; what was written there before is nothing new.
    pub fn open(dir: &Path, name: &str, begins: &str) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let file = dir.join(name);
        if !file.try_exists()? {
            fs::write(&file, begins)?;
        }
        let read = whole_lines(&text(&file)?).count();
        Ok(NewLines { file, read, fewer: None, is_there: true })
    }

    /// Waits for the next line that says something to `means`. After [`Gone`] it waits for the file as well.
    pub fn next<T>(&mut self, means: impl Fn(&str) -> Option<T>) -> Result<T, Gone> {
        loop {
            match self.look(&means) {
                Ok(Some(meant)) => return Ok(meant),
                Ok(None) => self.is_there = true,
                Err(error) if self.is_there => {
                    tracing::warn!(file = %self.file.display(), %error, "nothing can be read");
                    self.is_there = false;
                    return Err(Gone);
                }
                Err(_) => {}
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// The first line that has come since and says something to `means`, if one has. Comments say nothing.
    fn look<T>(&mut self, means: impl Fn(&str) -> Option<T>) -> io::Result<Option<T>> {
        let text = text(&self.file)?;
        let count = whole_lines(&text).count();
        if count < self.read {
            if self.fewer.replace(count) == Some(count) {
                self.read = count;
            }
            return Ok(None);
        }
        self.fewer = None;
        for line in whole_lines(&text).skip(self.read) {
            self.read += 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(meant) = means(line) {
                return Ok(Some(meant));
            }
        }
        Ok(None)
    }
}

/// Whoever writes a line ends it, and until then it is none.
fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'))
}

fn text(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(file)?.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        let what = format!("it has more than {FILE_BYTES_MAX} bytes; empty it");
        return Err(io::Error::new(ErrorKind::FileTooLarge, what));
    }
    Ok(text)
}
