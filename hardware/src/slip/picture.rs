//! What a laid-out slip looks like on paper: for the folder printer and for whoever designs slips.
//!
//! Dot for dot at 203 dpi, with the paper's white edges and the cut. The printer's own font is set
//! in a monospaced font of this machine, squeezed into the printer's cells.

use std::io;

use cosmic_text::{Attrs, Buffer, Family, Metrics, Shaping, SwashContent, SwashImage, Weight};
use qrcode::{EcLevel, QrCode};

use super::layout::{CELL_HIGH, CELL_WIDE, QR_MODULE, QR_QUIET};
use super::letters::{self, Fonts, with_fonts};
use super::{Align, Bitmap, DOTS_PER_MM, Layout, Row, Text};

/// The cutter sits about this far beyond the head, so every slip begins with white.
const HEAD_TO_CUTTER: usize = 10 * DOTS_PER_MM;
/// Capitals of font A stand on the twentieth dot of 24 and are 18 dots high.
const BASELINE: usize = 20;
const CAP: usize = 18;
/// Capitals of DejaVu Sans Mono are this part of its type size, its letters this wide.
const CAP_OF_SIZE: f32 = 0.729;
const ADVANCE_OF_SIZE: f32 = 0.602;
/// The knife leaves teeth of a millimetre.
const TOOTH: usize = 8;

/// Colours of the PNG: paper, burnt dots, and the nothing beyond the cut.
const PALETTE: [[u8; 3]; 3] = [[252, 251, 247], [26, 26, 28], [255, 255, 255]];
const ALPHA: [u8; 3] = [255, 255, 0];
const PAPER: u8 = 0;
const INK: u8 = 1;
const NOTHING: u8 = 2;

/// A slip as it hangs from the printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The whole width of the paper, also where the head cannot print.
    pub paper: Bitmap,
}

impl Picture {
    pub fn of(layout: &Layout) -> Picture {
        let width = layout.roll.dots();
        let mut stamps: Vec<(usize, usize, Bitmap)> = Vec::new();
        let mut top = HEAD_TO_CUTTER;
        for row in &layout.rows {
            match row {
                Row::Text(text) => {
                    // Accents of capitals reach above the cell, as they do in print.
                    let rise = CELL_HIGH * text.high / 4;
                    stamps.push((start(text, width), top - rise, set(text, rise)));
                    top += text.pitch();
                }
                Row::Drawn(drawn) => {
                    for row in letters::draw(drawn, width) {
                        let high = row.bitmap.height();
                        stamps.push((row.left, top, row.bitmap));
                        top += high;
                    }
                }
                Row::Qr { data, .. } => {
                    let code = qr(data);
                    let quiet = QR_QUIET * QR_MODULE;
                    let left = (width - code.width()) / 2;
                    let high = code.height() + 2 * quiet;
                    stamps.push((left, top + quiet, code));
                    top += high;
                }
                Row::Arrow(way) => {
                    let arrow = way.picture();
                    let high = arrow.height();
                    stamps.push(((width - arrow.width()) / 2, top, arrow));
                    top += high;
                }
                Row::Feed(dots) => top += dots,
                Row::Cut { margin } => top += margin,
            }
        }
        let edge = (layout.roll.paper_dots() - width) / 2;
        let mut paper = Bitmap::new(layout.roll.paper_dots(), top);
        for (left, top, bitmap) in &stamps {
            paper.stamp(bitmap, (edge + left) as i32, *top as i32);
        }
        Picture { paper }
    }

    /// As a PNG, with the teeth of the knife at both ends.
    pub fn png(&self) -> io::Result<Vec<u8>> {
        let (width, height) = (self.paper.width(), self.paper.height());
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, width as u32, height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(PALETTE.concat());
        encoder.set_trns(ALPHA.to_vec());
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: DOTS_PER_MM as u32 * 1000,
            yppu: DOTS_PER_MM as u32 * 1000,
            unit: png::Unit::Meter,
        }));
        let colours: Vec<u8> = (0..height).flat_map(|y| (0..width).map(move |x| self.colour(x, y))).collect();
        encoder.write_header()?.write_image_data(&colours)?;
        Ok(png)
    }

    fn colour(&self, x: usize, y: usize) -> u8 {
        let tooth = TOOTH / 2 - (x % TOOTH).abs_diff(TOOTH / 2);
        let height = self.paper.height();
        if y < tooth || y + TOOTH / 2 >= height + tooth {
            NOTHING
        } else if self.paper.is_black(x, y) {
            INK
        } else {
            PAPER
        }
    }
}

/// The words of a slip, for eyes and searches: one row a line, the code by its address.
pub fn plain_text(layout: &Layout) -> String {
    let mut text = String::new();
    for row in &layout.rows {
        match row {
            Row::Text(row) => text += row.text.trim_end(),
            Row::Drawn(drawn) => text += &drawn.text,
            Row::Qr { data, .. } => text += &format!("[QR {data}]"),
            Row::Arrow(way) => text.push(way.sign()),
            Row::Cut { .. } => text += "- - - - 8< - - - -",
            Row::Feed(_) => continue,
        }
        text.push('\n');
    }
    text
}

fn start(text: &Text, width: usize) -> usize {
    match text.align {
        Align::Start => 0,
        Align::Centre => width.saturating_sub(text.dots_wide()) / 2,
    }
}

fn qr(data: &str) -> Bitmap {
    let code = QrCode::with_error_correction_level(data, EcLevel::M)
        .expect("a code that was laid out can be encoded");
    let modules = code.width();
    let mut bitmap = Bitmap::new(modules * QR_MODULE, modules * QR_MODULE);
    for (i, module) in code.to_colors().into_iter().enumerate() {
        if module == qrcode::Color::Dark {
            let (left, top) = (i % modules * QR_MODULE, i / modules * QR_MODULE);
            for dot in 0..QR_MODULE * QR_MODULE {
                bitmap.blacken((left + dot % QR_MODULE) as i32, (top + dot / QR_MODULE) as i32);
            }
        }
    }
    bitmap
}

/// One row in the printer's font, with `rise` dots of room above its cells.
fn set(text: &Text, rise: usize) -> Bitmap {
    let (cell_wide, cell_high) = (CELL_WIDE * text.wide, CELL_HIGH * text.high);
    let mut row = Bitmap::new(text.dots_wide(), rise + cell_high);
    let size = (CAP * text.high) as f32 / CAP_OF_SIZE;
    // How many dots of the font's letter share one dot of the printer's.
    let squeeze = ADVANCE_OF_SIZE * size / cell_wide as f32;
    let baseline = (rise + BASELINE * text.high) as i32;
    with_fonts(|fonts| {
        for (column, letter) in text.text.chars().enumerate() {
            if let Some(glyph) = glyph(letter, size, text.bold, fonts) {
                let left = (column * cell_wide) as i32;
                squeeze_into(&mut row, &glyph, squeeze, left, cell_wide, baseline);
            }
        }
    });
    row
}

fn glyph(letter: char, size: f32, bold: bool, fonts: &mut Fonts) -> Option<SwashImage> {
    let weight = if bold { Weight::BOLD } else { Weight::NORMAL };
    let attrs = Attrs::new().family(Family::Name("DejaVu Sans Mono")).weight(weight);
    let mut buffer = Buffer::new(&mut fonts.system, Metrics::new(size, size));
    buffer.set_text(letter.encode_utf8(&mut [0; 4]), &attrs, Shaping::Basic, None);
    buffer.shape_until_scroll(&mut fonts.system, false);
    let key = buffer.layout_runs().next()?.glyphs.first()?.physical((0.0, 0.0), 1.0).cache_key;
    let image = fonts.glyphs.get_image(&mut fonts.system, key).clone()?;
    (image.content == SwashContent::Mask).then_some(image)
}

/// Burns a letter into its cell: each dot is black where at least half of what it covers is.
fn squeeze_into(row: &mut Bitmap, glyph: &SwashImage, squeeze: f32, left: i32, cell: usize, base: i32) {
    let place = glyph.placement;
    let wide = place.width as usize;
    for y in 0..place.height as usize {
        let line = &glyph.data[y * wide..(y + 1) * wide];
        for x in 0..cell {
            let from = (x as f32 * squeeze) as i32 - place.left;
            let to = ((x + 1) as f32 * squeeze).ceil() as i32 - place.left;
            let covered = (from..to)
                .map(|sx| usize::try_from(sx).ok().and_then(|sx| line.get(sx)).map_or(0, |c| u32::from(*c)));
            if covered.sum::<u32>() * 2 >= (to - from) as u32 * 255 {
                row.blacken(left + x as i32, base - place.top + y as i32);
            }
        }
    }
}
