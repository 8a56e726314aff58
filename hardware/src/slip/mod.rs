//! The slip: what is on the paper, as a value, and how it is laid out for a roll.
//!
//! Words come from the kiosk in the visitor's language; here are sizes, order and widths only.

/// The content of one slip, top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Town and office, small.
    pub heading: String,
    /// "A047".
    pub number: String,
    /// Where to wait: "Wartebereich A, Erdgeschoss links".
    pub place: String,
    /// Whole sentences in German, then in the visitor's language where it is another one.
    pub lines: Vec<Line>,
    /// The visitor's page, upper case so that the code stays coarse.
    pub qr: String,
    /// For people who type.
    pub short_code: String,
    /// "22.11.2026 09:42".
    pub printed_at: String,
    /// Set on a second copy; the paper then says so at the top ("Zweitschrift").
    pub copy: Option<String>,
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

/// The roll in the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    Mm80,
    Mm58,
}
