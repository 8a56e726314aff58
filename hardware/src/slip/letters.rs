//! Rows the printer's own font cannot set, drawn with the fonts of the machine.
//!
//! Shaping and the direction of writing are cosmic-text's. Fonts are loaded at the first such row
//! and stay loaded: a kiosk that prints German only never pays for them.

use std::sync::{LazyLock, Mutex, PoisonError};

use cosmic_text::{
    Attrs, Buffer, CacheKey, Family, FontSystem, LayoutRun, Metrics, Shaping, SwashCache, Weight, Wrap,
};

use super::{Align, Bitmap, DOTS_PER_MM, Drawn, Roll, Unprintable};

/// Capitals of Noto Sans are this part of the type size.
const CAP_OF_SIZE: f32 = 0.714;
/// Line height as a part of the type size: room for Arabic and for stacked accents.
const LINE_OF_SIZE: f32 = 1.36;
/// A centred paragraph is made narrower in steps of a 24th of the paper, down to half of it.
const NARROWER_STEPS: usize = 12;
/// An edge dot is burnt from this coverage on; heads spread heat, so a little less than half.
const BURN_FROM: u8 = 112;

pub(crate) struct Fonts {
    pub(crate) system: FontSystem,
    pub(crate) glyphs: SwashCache,
}

static FONTS: LazyLock<Mutex<Fonts>> =
    LazyLock::new(|| Mutex::new(Fonts { system: FontSystem::new(), glyphs: SwashCache::new() }));

/// Lends the fonts. They are a cache, so what a panicking thread left is still good.
pub(crate) fn with_fonts<T>(use_them: impl FnOnce(&mut Fonts) -> T) -> T {
    use_them(&mut FONTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whether there is any font to draw with. Without one, shaping would panic.
pub(crate) fn can_draw() -> Result<(), Unprintable> {
    with_fonts(|fonts| if fonts.system.db().is_empty() { Err(Unprintable::NoFont) } else { Ok(()) })
}

/// The letters of `text` that no font of this machine has. They would be boxes on paper and screen.
pub fn letters_missing(text: &str) -> Result<String, Unprintable> {
    can_draw()?;
    let drawn = Drawn { text: text.to_owned(), cap: DOTS_PER_MM, bold: false, align: Align::Start };
    Ok(with_fonts(|fonts| without_glyph(&shape(&drawn, Roll::Mm80.dots(), fonts))))
}

/// One row of a drawn paragraph, trimmed to its ink, and where its left edge belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DrawnRow {
    pub bitmap: Bitmap,
    pub left: usize,
}

/// The rows of `drawn` on a paper `width` dots wide, top to bottom, without gaps between them.
/// Whoever calls this [`can_draw`].
pub(crate) fn draw(drawn: &Drawn, width: usize) -> Vec<DrawnRow> {
    with_fonts(|fonts| {
        let buffer = shape(drawn, width, fonts);
        let line = (drawn.cap as f32 / CAP_OF_SIZE * LINE_OF_SIZE).round() as usize;
        let lines = buffer.layout_runs().count();
        // Drawn as one sheet and cut afterwards: deep letters reach into the line below.
        let mut sheet = Bitmap::new(width, lines * line + drawn.cap / 2);
        for (i, run) in buffer.layout_runs().enumerate() {
            let baseline = (i * line) as f32 + (run.line_y - run.line_top).round();
            let left = left_edge(&run, drawn.align, width as f32);
            for glyph in run.glyphs {
                // Snapped to whole dots: a thermal head has no halves.
                let physical = glyph.physical((left, baseline), 1.0);
                burn(&mut sheet, physical.cache_key, physical.x, physical.y, fonts);
            }
        }
        let rows = (0..lines).map(|i| {
            let last = i + 1 == lines;
            let (left, bitmap) = sheet.rows(i * line, if last { usize::MAX } else { line }).trimmed_sides();
            DrawnRow { bitmap, left }
        });
        rows.collect()
    })
}

fn shape(drawn: &Drawn, width: usize, fonts: &mut Fonts) -> Buffer {
    let size = drawn.cap as f32 / CAP_OF_SIZE;
    let mut buffer = Buffer::new(&mut fonts.system, Metrics::new(size, size * LINE_OF_SIZE));
    let weight = if drawn.bold { Weight::BOLD } else { Weight::MEDIUM };
    let attrs = Attrs::new().family(Family::Name("Noto Sans")).weight(weight);
    buffer.set_wrap(Wrap::WordOrGlyph);
    buffer.set_text(&drawn.text, &attrs, Shaping::Advanced, None);
    let mut lines_at = |width: f32| {
        buffer.set_size(Some(width), None);
        buffer.shape_until_scroll(&mut fonts.system, false);
        buffer.layout_runs().count()
    };
    let lines = lines_at(width as f32);
    if drawn.align == Align::Centre {
        // No lonely last word: the narrowest column that needs no further line.
        let narrower = (1..=NARROWER_STEPS).map(|step| (width - step * width / 24) as f32);
        let fits = narrower.take_while(|narrower| lines_at(*narrower) == lines).last();
        lines_at(fits.unwrap_or(width as f32));
    }
    let missing = without_glyph(&buffer);
    if !missing.is_empty() {
        // A box on the paper is better than no paper; the German text above it is whole.
        tracing::warn!(missing, "no font of this machine has some letters of a slip");
    }
    buffer
}

/// What no font of this machine can draw, each letter with those it would be joined to.
fn without_glyph(buffer: &Buffer) -> String {
    let letters = |run: LayoutRun| -> String {
        let missing = run.glyphs.iter().filter(|glyph| glyph.glyph_id == 0);
        missing.map(|glyph| &run.text[glyph.start..glyph.end]).collect()
    };
    buffer.layout_runs().map(letters).collect()
}

fn left_edge(run: &LayoutRun, align: Align, width: f32) -> f32 {
    // Lines that are written from the right were set against the edge of the column already.
    let set_at = run.glyphs.iter().map(|glyph| glyph.x).fold(f32::INFINITY, f32::min);
    let room = width - run.line_w;
    let belongs_at = match align {
        Align::Centre => room / 2.0,
        Align::Start if run.rtl => room,
        Align::Start => 0.0,
    };
    if set_at.is_finite() { (belongs_at - set_at).round() } else { 0.0 }
}

fn burn(paper: &mut Bitmap, key: CacheKey, left: i32, top: i32, fonts: &mut Fonts) {
    let Fonts { system, glyphs } = fonts;
    glyphs.with_pixels(system, key, cosmic_text::Color::rgb(0, 0, 0), |x, y, colour| {
        if colour.a() >= BURN_FROM {
            paper.blacken(left + x, top + y);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, align: Align) -> Vec<DrawnRow> {
        draw(&Drawn { text: text.into(), cap: 36, bold: true, align }, 576)
    }

    #[test]
    fn arabic_starts_at_the_right_edge_and_cyrillic_at_the_left() {
        let arabic = drawn("يرجى الانتظار حتى يظهر رقمك على الشاشة الكبيرة في قاعة الانتظار.", Align::Start);
        assert!(arabic.len() > 1, "the sentence needs more than one row");
        for row in &arabic {
            let end = row.left + row.bitmap.width();
            assert!((560..=576).contains(&end), "the row ends at {end}");
        }
        for row in drawn("Будь ласка, зачекайте, доки ваш номер з’явиться.", Align::Start)
        {
            assert!(row.left <= 8, "the row begins at {}", row.left);
        }
    }

    /// A Latin capital among drawn letters has the promised height, so sizes match across scripts.
    #[test]
    fn a_drawn_capital_is_as_high_as_it_says() {
        let rows = drawn("Н", Align::Start);
        let bitmap = &rows[0].bitmap;
        let inked = |y: &usize| (0..bitmap.width()).any(|x| bitmap.is_black(x, *y));
        let high = (0..bitmap.height()).filter(inked).count();
        assert!((35..=37).contains(&high), "{high} dots");
    }

    /// The tail of the last letter hangs far below its line; none of it may be cut off.
    #[test]
    fn deep_letters_are_whole() {
        let ink = |rows: Vec<DrawnRow>| -> u32 {
            rows.iter().flat_map(|row| row.bitmap.bytes()).map(|byte| byte.count_ones()).sum()
        };
        let one = ink(drawn("حوالي", Align::Start));
        let two = ink(drawn("حوالي\nحوالي", Align::Start));
        assert_eq!(two, 2 * one);
    }

    #[test]
    fn a_centred_paragraph_leaves_no_word_alone() {
        let rows = drawn("Перед вами 4 особи, приблизно 15–25 хвилин.", Align::Centre);
        let widths: Vec<_> = rows.iter().map(|row| row.bitmap.width()).collect();
        let (narrowest, widest) = (widths.iter().min(), widths.iter().max());
        assert!(narrowest.zip(widest).is_some_and(|(n, w)| n * 2 > *w), "{widths:?}");
    }

    #[test]
    fn no_row_is_wider_than_the_paper_whatever_the_word() {
        for row in drawn(&"Перевезеннянебезпечнихвантажів".repeat(4), Align::Centre)
        {
            assert!(row.left + row.bitmap.width() <= 576);
        }
    }
}
