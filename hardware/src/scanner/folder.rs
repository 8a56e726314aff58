//! A scanner for trying: a line that somebody writes at the end of a file is a code that is held in front of
//! it.

use std::io;
use std::path::Path;
use std::time::Instant;

use super::{Lines, Scanner, ScannerFault};
use crate::new_lines::{Gone, NewLines};

/// The file whose new lines are scanned.
pub const SCANS_FILE: &str = "scanner.txt";

const FILE_BEGINS: &str = "\
# Codes zum Ausprobieren. Jede Zeile, die hier angehängt wird, wird vor das Lesegerät gehalten:
#   der Link unter dem QR-Code eines Termins, oder sein Code (7F3C-9AKD)
";

/// Reads `scanner.txt`.
#[derive(Debug)]
pub struct FolderScanner(NewLines);

impl FolderScanner {
    /// Makes folder and file where they are missing; what was written there before is not scanned.
    pub fn open(dir: &Path) -> io::Result<Self> {
        Ok(FolderScanner(NewLines::open(dir, SCANS_FILE, FILE_BEGINS)?))
    }
}

impl Scanner for FolderScanner {
    fn next(&mut self) -> Result<String, ScannerFault> {
        self.0.next(as_a_scanner_would).map_err(|Gone| ScannerFault::Gone)
    }
}

fn as_a_scanner_would(line: &str) -> Option<String> {
    let (mut lines, now) = (Lines::default(), Instant::now());
    line.chars().chain(['\r']).filter_map(|letter| lines.take(letter, now)).next()
}
