//! Rows the printer's own font cannot set, drawn with the fonts of the machine.
//!
//! Shaping and the direction of writing are cosmic-text's. Fonts are loaded at the first such row
//! and stay loaded: a kiosk that prints German only never pays for them.

use std::sync::{LazyLock, Mutex, PoisonError};

use cosmic_text::{
    Attrs, Buffer, CacheKey, Family, FontSystem, LayoutRun, Metrics, Shaping, SwashCache, Weight, Wrap,
};

use super::{Align, Bitmap, Drawn};

/// Capitals of Noto Sans are this part of the type size.
const CAP_OF_SIZE: f32 = 0.714;
/// Line height as a part of the type size: room for Arabic and for stacked accents.
const LINE_OF_SIZE: f32 = 1.36;
/// An edge dot is burnt from this coverage on; heads spread heat, so a little less than half.
const BURN_FROM: u8 = 112;

pub(crate) struct Fonts {
    pub(crate) system: FontSystem,
    pub(crate) glyphs: SwashCache,
}

static FONTS: LazyLock<Mutex<Fonts>> = LazyLock::new(|| {
    Mutex::new(Fonts { system: FontSystem::new(), glyphs: SwashCache::new() })
});

/// Lends the fonts. They are a cache, so what a panicking thread left is still good.
pub(crate) fn with_fonts<T>(use_them: impl FnOnce(&mut Fonts) -> T) -> T {
    use_them(&mut FONTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One row of a drawn paragraph, trimmed to its ink, and where its left edge belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DrawnRow {
    pub bitmap: Bitmap,
    pub left: usize,
}

/// The rows of `drawn` on a paper `width` dots wide, top to bottom, without gaps between them.
pub(crate) fn draw(drawn: &Drawn, width: usize) -> Vec<DrawnRow> {
    with_fonts(|fonts| {
        let size = drawn.cap as f32 / CAP_OF_SIZE;
        let mut buffer = Buffer::new(&mut fonts.system, Metrics::new(size, size * LINE_OF_SIZE));
        let weight = if drawn.bold { Weight::BOLD } else { Weight::MEDIUM };
        let attrs = Attrs::new().family(Family::Name("Noto Sans")).weight(weight);
        buffer.set_size(Some(width as f32), None);
        buffer.set_wrap(Wrap::WordOrGlyph);
        buffer.set_text(&drawn.text, &attrs, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut fonts.system, false);
        let missing = buffer.layout_runs().flat_map(|run| run.glyphs).filter(|g| g.glyph_id == 0).count();
        if missing > 0 {
            // A box on the paper is better than no paper; the German text above it is whole.
            tracing::warn!(missing, "no font of this machine has some letters of a slip");
        }
        buffer.layout_runs().map(|run| row(&run, drawn.align, width, fonts)).collect()
    })
}

fn row(run: &LayoutRun, align: Align, width: usize, fonts: &mut Fonts) -> DrawnRow {
    let mut paper = Bitmap::new(width, run.line_height.round() as usize);
    let baseline = run.line_y - run.line_top;
    for glyph in run.glyphs {
        // Snapped to whole dots: a thermal head has no halves.
        let physical = glyph.physical((0.0, baseline), 1.0);
        burn(&mut paper, physical.cache_key, physical.x, physical.y, fonts);
    }
    let bitmap = paper.trimmed_sides();
    let room = width - bitmap.width();
    let left = match align {
        Align::Centre => room / 2,
        Align::Start if run.rtl => room,
        Align::Start => 0,
    };
    DrawnRow { bitmap, left }
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
            assert_eq!(row.left + row.bitmap.width(), 576);
        }
        let cyrillic = drawn("Будь ласка, зачекайте.", Align::Start);
        assert_eq!(cyrillic.iter().map(|row| row.left).collect::<Vec<_>>(), [0]);
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

    #[test]
    fn no_row_is_wider_than_the_paper_whatever_the_word() {
        for row in drawn(&"Перевезеннянебезпечнихвантажів".repeat(4), Align::Centre) {
            assert!(row.left + row.bitmap.width() <= 576);
        }
    }
}
