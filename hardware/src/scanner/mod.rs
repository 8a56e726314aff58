//! The scanner: it reads codes from paper and from telephones.
//!
//! Anybody can print a code, with whatever in it. Here what a scanner sends is cut into lines of printable
//! letters, none of them long; what a line means is decided by the kiosk, and until then it is nothing.

mod collector;
mod evdev;
mod folder;
mod kind;
mod layout;
mod memory;
mod serial;

pub use collector::{LINE_CHARS_MAX, Lines};
pub use evdev::EvdevScanner;
pub use folder::{FolderScanner, SCANS_FILE};
pub use kind::ScannerKind;
pub use layout::Layout;
pub use memory::{MemoryScanner, Paper};
pub use serial::SerialScanner;

/// Where codes come from. Whoever waits for them has a thread to wait in.
pub trait Scanner: Send {
    /// Waits for the next code, as it is printed: letters, digits and signs of ASCII. After
    /// [`ScannerFault::Gone`] it waits for the scanner as well.
    fn next(&mut self) -> Result<String, ScannerFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScannerFault {
    /// Unplugged, or not to be opened. It is looked for until it is there again.
    #[error("the scanner is not there")]
    Gone,
    /// Nobody will hold anything in front of it any more.
    #[error("the scanner is at its end")]
    Closed,
}

/// Codes that wait to be understood; a flood of them is no visitor, and what is more is dropped.
const WAITING_MAX: usize = 4;
