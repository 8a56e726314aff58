//! The bytes of a laid-out slip in ESC/POS.
//!
//! The escpos crate builds the commands. Three things do not go through it: text (its encoder turns
//! `-` into a soft hyphen in some pages and missing letters into raw UTF-8), the raster (its own
//! wants the `image` crate and sends a stray CAN first) and the cut (its partial one is a full one).

use std::cell::RefCell;
use std::rc::Rc;

use escpos::driver::Driver;
use escpos::printer::Printer as Builder;
use escpos::utils::{JustifyMode, PageCode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};

use crate::slip::letters::{self, DrawnRow};
use crate::slip::{Align, Bitmap, Drawn, Layout, QR_MODULE, QR_QUIET, Roll, Row, Text, page};

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;
/// Motion units, so that a feed of one is a dot on every model.
const DOTS_PER_INCH: u8 = 203;
/// The largest feed one command can carry.
const FEED_DOTS_MAX: usize = 255;

/// Everything the printer must be told to print and cut `layout`.
pub fn commands(layout: &Layout) -> Vec<u8> {
    let tape = Tape::default();
    let mut to = Builder::new(tape.clone(), Protocol::default(), None);
    build(&mut to, layout).expect("sizes and texts of a layout are within what ESC/POS can say");
    tape.0.take()
}

fn build(to: &mut Builder<Tape>, layout: &Layout) -> escpos::errors::Result<()> {
    // Smoothing rounds the stairs of letters from fourfold size on.
    to.init()?.page_code(PageCode::WPC1252)?.smoothing(true)?;
    to.motion_units(DOTS_PER_INCH, DOTS_PER_INCH)?;
    let mut manner = Manner::default();
    for row in &layout.rows {
        match row {
            Row::Text(row) => text(to, &mut manner, row)?,
            Row::Drawn(row) => drawn(to, &mut manner, row, layout.roll)?,
            Row::Qr { data, .. } => {
                manner.align(to, Align::Centre)?;
                feed(to, QR_QUIET * QR_MODULE)?;
                to.qrcode_option(data, coarse_and_sturdy())?;
                feed(to, QR_QUIET * QR_MODULE)?;
            }
            Row::Arrow(way) => {
                manner.align(to, Align::Start)?;
                let arrow = way.picture();
                to.custom(&raster(&arrow, (layout.roll.dots() - arrow.width()) / 2))?;
            }
            Row::Feed(dots) => feed(to, *dots)?,
            Row::Cut { margin } => {
                let dots = u8::try_from(*margin).expect("a cut margin fits one feed");
                // Feeds the last row to the knife and `dots` more, and leaves one point uncut.
                to.custom(&[GS, b'V', 66, dots])?;
            }
        }
    }
    to.print()?;
    Ok(())
}

fn text(to: &mut Builder<Tape>, manner: &mut Manner, row: &Text) -> escpos::errors::Result<()> {
    manner.align(to, row.align)?;
    manner.bold(to, row.bold)?;
    manner.size(to, row.wide, row.high)?;
    manner.pitch(to, row.pitch())?;
    let mut line = page::bytes(&row.text);
    line.push(b'\n');
    to.custom(&line)?;
    Ok(())
}

fn drawn(to: &mut Builder<Tape>, manner: &mut Manner, row: &Drawn, roll: Roll) -> escpos::errors::Result<()> {
    manner.align(to, Align::Start)?;
    for DrawnRow { bitmap, left } in letters::draw(row, roll.dots()) {
        to.custom(&raster(&bitmap, left))?;
    }
    Ok(())
}

/// `GS v 0`: one row of a paragraph at a time, since small printers hold little of a picture.
/// The margin left of it is set with `GS L` and taken back, which is shorter than sending white.
fn raster(bitmap: &Bitmap, left: usize) -> Vec<u8> {
    let two = |n: usize| u16::try_from(n).expect("a roll has fewer than 65536 dots").to_le_bytes();
    let mut bytes = vec![GS, b'L'];
    bytes.extend(two(left));
    bytes.extend([GS, b'v', b'0', 0]);
    bytes.extend(two(bitmap.row_bytes()));
    bytes.extend(two(bitmap.height()));
    bytes.extend(bitmap.bytes());
    bytes.extend([GS, b'L', 0, 0]);
    bytes
}

fn coarse_and_sturdy() -> QRCodeOption {
    QRCodeOption::new(QRCodeModel::Model2, QR_MODULE as u8, QRCodeCorrectionLevel::M)
}

/// `ESC J`, as often as it takes.
fn feed(to: &mut Builder<Tape>, dots: usize) -> escpos::errors::Result<()> {
    let mut left = dots;
    while left > 0 {
        let now = left.min(FEED_DOTS_MAX);
        to.custom(&[ESC, b'J', now as u8])?;
        left -= now;
    }
    Ok(())
}

/// What the printer was last told, so that nothing is told twice.
#[derive(Default)]
struct Manner {
    align: Option<Align>,
    bold: bool,
    size: Option<(usize, usize)>,
    pitch: Option<usize>,
}

impl Manner {
    fn align(&mut self, to: &mut Builder<Tape>, align: Align) -> escpos::errors::Result<()> {
        if self.align.replace(align) != Some(align) {
            to.justify(match align {
                Align::Start => JustifyMode::LEFT,
                Align::Centre => JustifyMode::CENTER,
            })?;
        }
        Ok(())
    }

    fn bold(&mut self, to: &mut Builder<Tape>, bold: bool) -> escpos::errors::Result<()> {
        if std::mem::replace(&mut self.bold, bold) != bold {
            to.bold(bold)?;
        }
        Ok(())
    }

    fn size(&mut self, to: &mut Builder<Tape>, wide: usize, high: usize) -> escpos::errors::Result<()> {
        if self.size.replace((wide, high)) != Some((wide, high)) {
            to.size(wide as u8, high as u8)?;
        }
        Ok(())
    }

    /// Set for each height: a line feed of less than a letter's height is undefined on clones.
    fn pitch(&mut self, to: &mut Builder<Tape>, dots: usize) -> escpos::errors::Result<()> {
        if self.pitch.replace(dots) != Some(dots) {
            to.line_spacing(u8::try_from(dots).expect("eight times 24 dots and white fit a byte"))?;
        }
        Ok(())
    }
}

/// Takes the bytes down instead of sending them: a slip is sent whole or not at all.
#[derive(Clone, Default)]
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Driver for Tape {
    fn name(&self) -> String {
        "tape".into()
    }

    fn write(&self, data: &[u8]) -> escpos::errors::Result<()> {
        self.0.borrow_mut().extend_from_slice(data);
        Ok(())
    }

    fn read(&self, _buf: &mut [u8]) -> escpos::errors::Result<usize> {
        Ok(0)
    }

    fn flush(&self) -> escpos::errors::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::{Line, LineSize, Slip, lay_out};

    /// Longer than most: what a German slip may cost at a slow serial printer.
    const GERMAN_SLIP_BYTES_MAX: usize = 1536;

    fn slip() -> Slip {
        let line = |text: &str, size| Line { text: text.into(), size };
        Slip {
            heading: "Stadt Schriesheim · Bürgerbüro".into(),
            number: "A047".into(),
            place: "Wartebereich A, Erdgeschoss links".into(),
            way: None,
            lines: vec![
                line("Es warten 4 vor Ihnen, etwa 15–25 Minuten (Stand 09:42).", LineSize::Core),
                line("Termine und Nummern werden gemischt aufgerufen.", LineSize::Body),
                line("Sie hören einen Ton. Ihre Nummer steht dann auf dem Bild-Schirm.", LineSize::Body),
            ],
            qr: "HTTPS://BUERGER.EXAMPLE/T/7F3C9AKD2M4N6P8R0T2V4X6Z8B".into(),
            short_code: "7F3C-9AKD".into(),
            printed_at: "22.11.2026 09:42".into(),
            title: None,
            is_felt: false,
        }
    }

    fn sent(slip: &Slip, roll: Roll) -> Vec<u8> {
        commands(&lay_out(slip, roll).expect("the slip fits"))
    }

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn a_german_slip_is_short_and_has_no_picture_in_it() {
        for roll in [Roll::Mm80, Roll::Mm58] {
            let bytes = sent(&slip(), roll);
            assert!(bytes.len() <= GERMAN_SLIP_BYTES_MAX, "{} bytes", bytes.len());
            assert!(!contains(&bytes, b"\x1dv0"), "a raster");
            assert!(contains(&bytes, b"\x1bt\x10"), "WPC1252 is chosen");
            assert!(contains(&bytes, b"Wartebereich A"));
            assert!(contains(&bytes, b"Sie h\xf6ren einen Ton."));
            assert!(contains(&bytes, b"7F3C-9AKD"), "the hyphen is a hyphen");
            assert!(bytes.ends_with(&[GS, b'V', 66, 64]), "a partial cut after 8 mm");
        }
    }

    /// A strip that hangs at one point: at its top, for at its end every slip has one.
    #[test]
    fn whoever_listens_finds_the_top_of_the_slip_by_touch() {
        let cuts = |bytes: &[u8]| bytes.windows(3).filter(|window| window == &[GS, b'V', 66]).count();
        let felt = Slip { is_felt: true, ..slip() };
        for roll in [Roll::Mm80, Roll::Mm58] {
            let (with, without) = (sent(&felt, roll), sent(&slip(), roll));
            assert_eq!((cuts(&with), cuts(&without)), (2, 1));
            let strip = with.windows(3).position(|window| window == [GS, b'V', 66]).expect("a cut");
            let first = with.windows(5).position(|window| window == b"Stadt").expect("the heading");
            assert!(strip < first, "nothing is printed above it");
        }
    }

    #[test]
    fn the_number_is_eight_times_as_large_and_the_code_is_model_two() {
        let bytes = sent(&slip(), Roll::Mm80);
        assert!(contains(&bytes, b"\x1d!\x77\x1b3\xc2A047\n"), "GS ! 8 by 8, then 194 dots a row");
        assert!(contains(&bytes, b"\x1d(k\x04\x001A2\x00"), "model 2");
        assert!(contains(&bytes, b"\x1d(k\x03\x001C\x06"), "6 dots a module");
        assert!(contains(&bytes, b"\x1d(k\x03\x001E1"), "level M");
        assert!(contains(&sent(&slip(), Roll::Mm58), b"\x1d!\x55"), "6 by 6 on the small roll");
    }

    #[test]
    fn rows_the_printer_has_no_letters_for_come_as_pictures_and_only_those() {
        let mut slip = slip();
        let text = "Будь ласка, зачекайте.".into();
        slip.lines.push(Line { text, size: LineSize::Body });
        let bytes = sent(&slip, Roll::Mm80);
        let rasters = bytes.windows(4).filter(|window| window == b"\x1dv0\0").count();
        assert_eq!(rasters, 1);
        assert!(contains(&bytes, b"Sie h\xf6ren einen Ton."));
    }

    /// A slip is one job: a stray CAN or a status request inside would spoil it on some printers.
    #[test]
    fn no_stray_bytes_between_the_commands() {
        let bytes = sent(&slip(), Roll::Mm80);
        // The white around the code is a feed of 24 dots, which is CAN's number too.
        let cancels = (0..bytes.len()).filter(|&i| bytes[i] == 0x18 && bytes[i - 2..i] != [ESC, b'J']);
        assert_eq!(cancels.collect::<Vec<_>>(), [0; 0]);
        assert!(!contains(&bytes, &[0x10, 4]), "DLE EOT");
    }
}
