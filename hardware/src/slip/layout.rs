//! From a slip to rows of known size: the one place that decides sizes, order and widths.
//!
//! Sizes follow what people can read at arm's length (ETSI EN 301 549, 5.1.4: 0.7 degrees) and what
//! a 203 dpi head can do; a cell of the printer's font A is 12 by 24 dots with capitals of 18.

use qrcode::{EcLevel, QrCode};

use super::arrow::ARROW_DOTS;
use super::letters;
use super::page;
use super::wrap::{wrap, wrap_evenly};
use super::{DOTS_PER_MM, Direction, LineSize, Roll, Slip};

/// Font A, once magnified.
pub(crate) const CELL_WIDE: usize = 12;
pub(crate) const CELL_HIGH: usize = 24;
/// White between two rows; the cell itself has six dots of white below its capitals.
pub(crate) const LEADING: usize = 2;
/// The white between the last row and the cut.
const CUT_MARGIN: usize = 8 * DOTS_PER_MM;
/// White above the cut of a slip that is felt, beside the 13 mm or so between head and knife: enough for two
/// fingertips.
const STRIP: usize = 4 * DOTS_PER_MM;
/// Between paragraphs.
const GAP: usize = 6;
/// Before place and wait are said again, in the visitor's language: 4 mm.
const LANGUAGE_GAP: usize = 32;

/// The number on an 80 mm roll is 24 mm high; 58 mm has room for 18 mm and five letters.
const NUMBER_MAGNIFY_80: usize = 8;
const NUMBER_MAGNIFY_58: usize = 6;
/// Below 12 mm the number is not the largest thing on the paper any more.
const NUMBER_MAGNIFY_MIN: usize = 4;
/// Place and wait are twice as wide too while they stay within this many rows.
const CORE_WIDE_ROWS_MAX: usize = 2;

/// Cap heights of drawn rows: 4.5 mm for place and wait, 4 mm on the small roll; a little more than
/// the 3 mm that running text needs, which is enough because drawn letters are wider.
const CORE_CAP_80: usize = 36;
const CORE_CAP_58: usize = 32;
const BODY_CAP: usize = 26;

/// A module of the QR code: 0.75 mm, above the 0.5 mm that worn heads and old phones need.
pub(crate) const QR_MODULE: usize = 6;
/// White around the code, in modules (ISO/IEC 18004).
pub(crate) const QR_QUIET: usize = 4;
/// Version 5. More modules make a code of more than 34 mm, which pushes the slip beyond 120 mm.
const QR_MODULES_MAX: usize = 37;

/// Longer paragraphs are a leaflet, not a slip.
const PARAGRAPH_LETTERS_MAX: usize = 400;
/// A slip is 90 to 120 mm in one language, and that of a visit for five matters with what to bring, in two
/// languages on narrow paper, four times as long; beyond this something is wrong with its text.
const SLIP_MM_MAX: usize = 500;

/// What will be on the paper, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub roll: Roll,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// In the printer's own font.
    Text(Text),
    /// A paragraph with letters the printer lacks; its rows break where the fonts say.
    Drawn(Drawn),
    /// Which way to go, centred.
    Arrow(Direction),
    /// A QR code, centred, level M.
    Qr { data: String, modules: usize },
    /// White, in dots.
    Feed(usize),
    /// A cut that leaves the slip hanging at one point, after this much white.
    Cut { margin: usize },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// Magnification of font A, 1 to 8.
    pub wide: usize,
    pub high: usize,
    pub bold: bool,
    pub align: Align,
}

impl Text {
    pub fn dots_wide(&self) -> usize {
        self.text.chars().count() * CELL_WIDE * self.wide
    }

    /// From the top of this row to the top of the next.
    pub fn pitch(&self) -> usize {
        CELL_HIGH * self.high + LEADING
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub text: String,
    /// Height of a Latin capital in dots; other scripts have the same type size.
    pub cap: usize,
    pub bold: bool,
    /// `Start` is the right edge where the script is written from there.
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Start,
    Centre,
}

/// Why a slip cannot be printed on this roll. The kiosk then shows the number only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    #[error("the slip has no number")]
    NumberMissing,
    #[error("the number has {letters} letters, and at most {letters_max} fit across this roll")]
    NumberTooWide { letters: usize, letters_max: usize },
    #[error("the printer's own font has no {letter:?}, so it cannot stand in the number")]
    NumberLetter { letter: char },
    #[error("the address in the QR code is too long: {bytes} bytes make a code larger than 34 mm")]
    QrTooLong { bytes: usize },
    #[error("a paragraph has {letters} letters, {letters_max} at most")]
    ParagraphTooLong { letters: usize, letters_max: usize },
    #[error("the slip would be {mm} mm long, {mm_max} mm at most")]
    TooLong { mm: usize, mm_max: usize },
    #[error("this machine has no fonts, so letters that the printer lacks cannot be drawn")]
    NoFont,
}

impl Layout {
    /// Whether this machine can draw what the printer's own font cannot set.
    pub(crate) fn check_fonts(&self) -> Result<(), Unprintable> {
        let draws = self.rows.iter().any(|row| matches!(row, Row::Drawn(_)));
        if draws { letters::can_draw() } else { Ok(()) }
    }
}

/// Lays `slip` out for `roll`. Nothing is cut off: what does not fit is an error.
pub fn lay_out(slip: &Slip, roll: Roll) -> Result<Layout, Unprintable> {
    let mut rows = Vec::new();
    if slip.is_felt {
        rows.push(Row::Cut { margin: STRIP });
    }
    if let Some(title) = &slip.title {
        paragraph(&mut rows, roll, title, core(roll, [title.as_str()]))?;
    }
    paragraph(&mut rows, roll, &slip.heading, Style::Small)?;
    rows.push(Row::Feed(GAP));
    rows.push(number(&slip.number, roll)?);
    rows.extend(slip.way.map(Row::Arrow));
    paragraph(&mut rows, roll, &slip.place, core(roll, [slip.place.as_str()]))?;
    // All of them in one size: two sizes side by side look like two degrees of importance.
    let cores = slip.lines.iter().filter(|line| line.size == LineSize::Core);
    let core = core(roll, cores.map(|line| line.text.as_str()));
    let mut above = LineSize::Core;
    for line in &slip.lines {
        rows.push(Row::Feed(gap(above, line.size)));
        above = line.size;
        let style = match line.size {
            LineSize::Core => core,
            LineSize::Body => Style::Body,
        };
        paragraph(&mut rows, roll, &line.text, style)?;
    }
    rows.extend(qr(&slip.qr)?);
    footer(&mut rows, roll, &slip.short_code, &slip.printed_at)?;
    rows.push(Row::Cut { margin: CUT_MARGIN });

    let layout = Layout { roll, rows };
    let mm = layout.dots_high().div_ceil(DOTS_PER_MM);
    if mm > SLIP_MM_MAX {
        return Err(Unprintable::TooLong { mm, mm_max: SLIP_MM_MAX });
    }
    Ok(layout)
}

fn gap(above: LineSize, below: LineSize) -> usize {
    match (above, below) {
        (LineSize::Body, LineSize::Core) => LANGUAGE_GAP,
        (LineSize::Core, LineSize::Body) => GAP + GAP / 2,
        _ => GAP,
    }
}

impl Layout {
    /// The length of the slip; drawn paragraphs are estimated, since only the fonts know.
    pub fn dots_high(&self) -> usize {
        let row_high = |row: &Row| match row {
            Row::Text(text) => text.pitch(),
            Row::Drawn(drawn) => drawn.dots_high_about(self.roll),
            Row::Qr { modules, .. } => (modules + 2 * QR_QUIET) * QR_MODULE,
            Row::Arrow(_) => ARROW_DOTS,
            Row::Feed(dots) => *dots,
            Row::Cut { margin } => *margin,
        };
        self.rows.iter().map(row_high).sum()
    }
}

impl Drawn {
    /// With letters as wide as in Cyrillic, the widest of the scripts we expect.
    fn dots_high_about(&self, roll: Roll) -> usize {
        let letters_a_row = (roll.dots() / self.cap).max(1);
        self.text.chars().count().div_ceil(letters_a_row) * self.cap * 2
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// With this magnification of the width.
    Core(usize),
    Body,
    Small,
}

fn paragraph(rows: &mut Vec<Row>, roll: Roll, text: &str, style: Style) -> Result<(), Unprintable> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(());
    }
    let letters = text.chars().count();
    if letters > PARAGRAPH_LETTERS_MAX {
        let letters_max = PARAGRAPH_LETTERS_MAX;
        return Err(Unprintable::ParagraphTooLong { letters, letters_max });
    }
    let align = if style == Style::Body { Align::Start } else { Align::Centre };
    let bold = matches!(style, Style::Core(_));
    // Once wide and twice high, the strokes of the printer's font are a hair; body rows need them
    // stronger too. Drawn rows have strokes enough.
    let emphasised = style != Style::Small;
    if !page::has(&text.replace(['\n', '\r', '\t'], " ")) {
        let cap = match (style, roll) {
            (Style::Core(_), Roll::Mm80) => CORE_CAP_80,
            (Style::Core(_), Roll::Mm58) => CORE_CAP_58,
            _ => BODY_CAP,
        };
        rows.push(Row::Drawn(Drawn { text: text.to_owned(), cap, bold, align }));
        return Ok(());
    }
    let (wide, lines) = match style {
        Style::Core(wide) => (wide, wrap_evenly(text, columns(roll, wide))),
        Style::Body | Style::Small => (1, wrap(text, columns(roll, 1))),
    };
    rows.extend(
        lines.into_iter().map(|text| Row::Text(Text { text, wide, high: 2, bold: emphasised, align })),
    );
    Ok(())
}

/// Twice as wide, unless one of these paragraphs then takes too much paper. Drawn ones do not
/// count: they have a size of their own.
fn core<'a>(roll: Roll, texts: impl IntoIterator<Item = &'a str>) -> Style {
    let mut set = texts.into_iter().filter(|text| page::has(text));
    let narrow = set.any(|text| wrap(text, columns(roll, 2)).len() > CORE_WIDE_ROWS_MAX);
    Style::Core(if narrow { 1 } else { 2 })
}

fn columns(roll: Roll, wide: usize) -> usize {
    roll.dots() / (CELL_WIDE * wide)
}

fn number(number: &str, roll: Roll) -> Result<Row, Unprintable> {
    let text = number.trim().to_owned();
    let letters = text.chars().count();
    if letters == 0 {
        return Err(Unprintable::NumberMissing);
    }
    if let Some(letter) = text.chars().find(|letter| page::byte(*letter).is_none()) {
        return Err(Unprintable::NumberLetter { letter });
    }
    let largest = match roll {
        Roll::Mm80 => NUMBER_MAGNIFY_80,
        Roll::Mm58 => NUMBER_MAGNIFY_58,
    };
    let magnify = largest.min(columns(roll, 1) / letters);
    if magnify < NUMBER_MAGNIFY_MIN {
        let letters_max = columns(roll, NUMBER_MAGNIFY_MIN);
        return Err(Unprintable::NumberTooWide { letters, letters_max });
    }
    let (wide, high) = (magnify, magnify);
    Ok(Row::Text(Text { text, wide, high, bold: true, align: Align::Centre }))
}

/// No address, no code: a kiosk that is alone may not know the visitor's page.
fn qr(data: &str) -> Result<Option<Row>, Unprintable> {
    if data.is_empty() {
        return Ok(None);
    }
    let modules = QrCode::with_error_correction_level(data, EcLevel::M).ok().map(|code| code.width());
    match modules {
        Some(modules) if modules <= QR_MODULES_MAX => Ok(Some(Row::Qr { data: data.to_owned(), modules })),
        _ => Err(Unprintable::QrTooLong { bytes: data.len() }),
    }
}

/// Code and time share a row where both fit with some white between them.
fn footer(rows: &mut Vec<Row>, roll: Roll, code: &str, time: &str) -> Result<(), Unprintable> {
    let used = code.chars().count() + time.chars().count();
    if code.is_empty() || time.is_empty() || used + 2 > columns(roll, 1) {
        paragraph(rows, roll, code, Style::Small)?;
        return paragraph(rows, roll, time, Style::Small);
    }
    let white = " ".repeat(columns(roll, 1) - used);
    let text = format!("{code}{white}{time}");
    let (wide, high, bold, align) = (1, 2, false, Align::Start);
    if page::has(&text) {
        rows.push(Row::Text(Text { text, wide, high, bold, align }));
        return Ok(());
    }
    paragraph(rows, roll, &format!("{code} {time}"), Style::Small)
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
