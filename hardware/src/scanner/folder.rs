//! A scanner for trying: a line that somebody writes at the end of a file is a code that is held in front of
//! it.

use std::io;
use std::path::Path;
use std::thread;
use std::time::Instant;

use super::{Lines, Scanner, ScannerFault};
use crate::new_lines::{LOOK_EVERY, NewLines};

/// The file whose new lines are scanned.
pub const SCANS_FILE: &str = "scanner.txt";

const FILE_BEGINS: &str = "\
# Codes zum Ausprobieren. Jede Zeile, die hier angehängt wird, wird vor den Leser gehalten:
#   der Link unter dem QR-Code eines Termins, oder sein Code (7F3C-9AKD)
";

/// Reads `scanner.txt`.
#[derive(Debug)]
pub struct FolderScanner {
    lines: NewLines,
    is_there: bool,
}

impl FolderScanner {
    /// Makes folder and file where they are missing; what was written there before is not scanned.
    pub fn open(dir: &Path) -> io::Result<Self> {
        Ok(FolderScanner { lines: NewLines::open(dir, SCANS_FILE, FILE_BEGINS)?, is_there: true })
    }
}

impl Scanner for FolderScanner {
    fn next(&mut self) -> Result<String, ScannerFault> {
        loop {
            match self.lines.look(as_a_scanner_would) {
                Ok(Some(scanned)) => return Ok(scanned),
                Ok(None) => self.is_there = true,
                Err(error) if self.is_there => {
                    tracing::warn!(file = %self.lines.file().display(), %error, "no codes can be read");
                    self.is_there = false;
                    return Err(ScannerFault::Gone);
                }
                Err(_) => {}
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

fn as_a_scanner_would(line: &str) -> Option<String> {
    let (mut lines, now) = (Lines::default(), Instant::now());
    line.chars().chain(['\r']).filter_map(|letter| lines.take(letter, now)).next()
}
