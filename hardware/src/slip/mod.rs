//! The slip: what is on the paper, as a value, and how it is laid out for a roll.
//!
//! Words come from the kiosk in the visitor's language; here are sizes, order and widths only.
//! [`lay_out`] is pure. Letters the printer lacks are drawn by [`letters`], the only room that
//! opens fonts; [`Picture`] shows what the paper looks like. Nothing here talks to a printer.

mod arrow;
mod bitmap;
mod layout;
pub(crate) mod letters;
pub(crate) mod page;
mod picture;
mod wrap;

use serde::Deserialize;

pub use arrow::Direction;
pub use bitmap::Bitmap;
pub use layout::{Align, Drawn, Layout, Row, Text, Unprintable, lay_out};
pub(crate) use layout::{QR_MODULE, QR_QUIET};
pub use letters::letters_missing;
pub use picture::{Picture, plain_text};

/// The content of one slip, top to bottom. Empty texts leave their row out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Town and office, small.
    pub heading: String,
    /// The largest thing on the paper: "A047"; of an appointment its time, "9:00".
    pub number: String,
    /// Under the number: where to wait, "Wartebereich A, Erdgeschoss links"; of an appointment its day.
    pub place: String,
    /// The way there, as an arrow beside it.
    pub way: Option<Direction>,
    /// Whole sentences in German, then in the visitor's language where it is another one.
    pub lines: Vec<Line>,
    /// The visitor's page, upper case so that the code stays coarse.
    pub qr: String,
    /// For people who type.
    pub short_code: String,
    /// "22.11.2026 09:42".
    pub printed_at: String,
    /// What it is, large and at the top, where it is no fresh number: a second copy ("Zweitschrift"), or an
    /// appointment.
    pub title: Option<String>,
    /// For fingers: above it hangs a strip of white at one point, and so the top is found without looking.
    pub is_felt: bool,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub size: LineSize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSize {
    /// Place and wait: cap height at least 4.5 mm.
    Core,
    /// Everything else: cap height at least 3 mm.
    Body,
}

/// Printers of this kind have 203 dots per inch, eight in a millimetre.
pub const DOTS_PER_MM: usize = 8;

/// The roll in the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Roll {
    #[default]
    #[serde(rename = "80mm")]
    Mm80,
    #[serde(rename = "58mm")]
    Mm58,
}

impl Roll {
    /// Dots the head can print side by side: 72 mm and 48 mm.
    pub fn dots(self) -> usize {
        match self {
            Roll::Mm80 => 576,
            Roll::Mm58 => 384,
        }
    }

    /// Dots from edge to edge of the paper.
    pub fn paper_dots(self) -> usize {
        match self {
            Roll::Mm80 => 80 * DOTS_PER_MM,
            Roll::Mm58 => 58 * DOTS_PER_MM,
        }
    }
}
