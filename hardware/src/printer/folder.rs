//! A printer for trying: each slip becomes a picture and a text in a folder, and a person edits a
//! file there to pull out the paper.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Printed, Printer, PrinterFault, PrinterState};
use crate::slip::{self, Layout, Picture, Roll, Slip, lay_out, plain_text};

/// The file a person edits.
pub const STATE_FILE: &str = "printer-state.txt";
/// A state file is a word and some comments; anything larger is not ours.
const STATE_FILE_BYTES_MAX: u64 = 64 * 1024;

const STATE_FILE_BEGINS: &str = "\
# Zustand des Druckers zum Ausprobieren. Ein Wort, jederzeit zu ändern:
#   ready        bereit
#   paper-low    druckt noch, aber die Rolle ist bald zu Ende
#   paper-out    kein Papier
#   cover-open   Deckel offen
#   cutter-jam   Messer klemmt
#   gone         ausgeschaltet oder abgezogen
ready
";

/// The words of the state file.
const WORDS: [(&str, PrinterState); 6] = [
    ("ready", PrinterState::Ready),
    ("paper-low", PrinterState::PaperLow),
    ("paper-out", PrinterState::Faulty(PrinterFault::PaperOut)),
    ("cover-open", PrinterState::Faulty(PrinterFault::CoverOpen)),
    ("cutter-jam", PrinterState::Faulty(PrinterFault::CutterJam)),
    ("gone", PrinterState::Faulty(PrinterFault::Gone)),
];

/// Writes `slip-0001.png` and `slip-0001.txt`, and so on.
#[derive(Debug)]
pub struct FolderPrinter {
    dir: PathBuf,
    roll: Roll,
}

impl FolderPrinter {
    /// Makes the folder and its state file where they are missing; slips that lie there stay.
    pub fn open(dir: impl Into<PathBuf>, roll: Roll) -> io::Result<Self> {
        let dir = dir.into();
        fs::create_dir_all(&dir)?;
        let state_file = dir.join(STATE_FILE);
        if !state_file.try_exists()? {
            fs::write(state_file, STATE_FILE_BEGINS)?;
        }
        Ok(FolderPrinter { dir, roll })
    }

    fn write(&self, layout: &Layout) -> io::Result<PathBuf> {
        let name = format!("slip-{:04}", next_number(&self.dir)?);
        let text = self.dir.join(format!("{name}.txt"));
        let picture = self.dir.join(format!("{name}.png"));
        fs::write(text, plain_text(layout))?;
        // Renamed into place, so that a page watching the folder never shows half a picture.
        let unfinished = self.dir.join(format!(".{name}.png.part"));
        fs::write(&unfinished, Picture::of(layout).png()?)?;
        fs::rename(unfinished, &picture)?;
        Ok(picture)
    }
}

impl Printer for FolderPrinter {
    fn state(&mut self) -> PrinterState {
        let file = self.dir.join(STATE_FILE);
        read_state(&file).unwrap_or_else(|error| {
            tracing::error!(file = %file.display(), %error, "the printer's state cannot be read");
            PrinterFault::Gone.into()
        })
    }

    fn print(&mut self, slip: &Slip) -> Result<Printed, PrinterFault> {
        let layout = lay_out(slip, self.roll)?;
        // A picture is drawn throughout, in the printer's own letters too.
        slip::letters::can_draw()?;
        if let PrinterState::Faulty(fault) = self.state() {
            return Err(fault);
        }
        match self.write(&layout) {
            Ok(picture) => {
                tracing::info!(picture = %picture.display(), "a slip was printed");
                Ok(Printed::Confirmed)
            }
            Err(error) => {
                tracing::error!(dir = %self.dir.display(), %error, "a slip cannot be written");
                Err(PrinterFault::Gone)
            }
        }
    }
}

/// Why a state file says nothing.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("it has {0} bytes; one word is enough")]
    TooLarge(u64),
    #[error("it says {found:?}; one of these words is needed: {}", allowed())]
    NoSuchWord { found: String },
}

fn allowed() -> String {
    WORDS.map(|(word, _)| word).join(", ")
}

/// The one word that is not in a comment. A missing file is a printer that was unplugged.
fn read_state(file: &Path) -> Result<PrinterState, Unreadable> {
    let bytes = match fs::metadata(file) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(PrinterFault::Gone.into()),
        Err(error) => return Err(error.into()),
    };
    if bytes > STATE_FILE_BYTES_MAX {
        return Err(Unreadable::TooLarge(bytes));
    }
    let text = fs::read_to_string(file)?;
    let words = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let found = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let state = WORDS.iter().find(|(word, _)| *word == found).map(|(_, state)| *state);
    state.ok_or(Unreadable::NoSuchWord { found })
}

/// One more than the highest slip in the folder, so that pictures keep their names.
fn next_number(dir: &Path) -> io::Result<u32> {
    let mut highest = 0;
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("slip-")?.strip_suffix(".png"));
        highest = highest.max(number.and_then(|number| number.parse().ok()).unwrap_or(0));
    }
    Ok(highest + 1)
}
