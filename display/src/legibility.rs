//! How many rows the wall has, so that the last row of chairs can read it.
//!
//! The larger the room beside the panel, the larger the digits and the fewer the rows; where even two rows
//! are too small the configuration is refused. The sizes stand here and nowhere else: `ui/theme.slint` is
//! told them.

use crate::config::Wall;

/// Cap height for each metre to the farthest seat, for every called number: EN 301 549 asks for
/// 0.7 degrees, which is 12.2 mm, and DIN 32975 comes to 11.6 mm at a visual acuity of 0.3.
pub const MM_PER_M: f64 = 12.0;
/// The current call is half as large again: it is what somebody looks for who has just heard
/// the gong.
pub const CURRENT_MM_PER_M: f64 = 18.0;

/// The layout is drawn for this width, and scaled to others.
pub const LAYOUT_WIDTH_PX: f64 = 1920.0;
/// How much of a font is the height of its digits (Noto Sans).
pub const CAP_HEIGHT: f64 = 0.714;

/// Sizes of one wall, in pixels of the layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Below the current call.
    pub rows: u8,
    pub row_font_px: f64,
    pub current_font_px: f64,
    pub current_height_px: f64,
    /// What the rows take of the wall's width. A number of five letters and the largest counter fit.
    pub rows_width_px: f64,
}

/// From the most rows to the largest digits. With one more row of the smallest ones the wall would be a
/// timetable, which nobody finds a number on; with one less than the fewest, the width is used up.
const LAYOUTS: [Layout; 3] = [
    Layout {
        rows: 4,
        row_font_px: 172.0,
        current_font_px: 258.0,
        current_height_px: 286.0,
        rows_width_px: 1240.0,
    },
    Layout {
        rows: 3,
        row_font_px: 213.0,
        current_font_px: 320.0,
        current_height_px: 340.0,
        rows_width_px: 1240.0,
    },
    Layout {
        rows: 2,
        row_font_px: 244.0,
        current_font_px: 366.0,
        current_height_px: 380.0,
        rows_width_px: 1370.0,
    },
];

/// Panels on sale; anything else is a slip of the keyboard.
const DIAGONAL_INCH: std::ops::RangeInclusive<f64> = 10.0..=120.0;
const SEAT_M: std::ops::RangeInclusive<f64> = 0.5..=50.0;
const MM_PER_INCH: f64 = 25.4;

/// The layout with the most rows that the last row of chairs can read. A wall that it cannot read at all is
/// refused, with the field and the numbers.
pub fn layout(wall: &Wall, width_px: u32, height_px: u32) -> Result<Layout, (&'static str, String)> {
    let Wall { diagonal_inch, farthest_seat_m } = *wall;
    for (field, value, allowed, unit) in [
        ("wall.diagonal_inch", diagonal_inch, DIAGONAL_INCH, "inches"),
        ("wall.farthest_seat_m", farthest_seat_m, SEAT_M, "metres"),
    ] {
        if !allowed.contains(&value) {
            let (from, to) = (allowed.start(), allowed.end());
            return Err((field, format!("{value} {unit}; allowed are {from} to {to}")));
        }
    }
    let reaches = |layout: &&Layout| farthest_seat_m <= layout.reach_m(wall, width_px, height_px);
    if let Some(layout) = LAYOUTS.iter().find(reaches) {
        return Ok(*layout);
    }
    let reach = reach_m(wall, width_px, height_px);
    let digits = MM_PER_M * reach;
    let needed = MM_PER_M * farthest_seat_m;
    let larger = (diagonal_inch * farthest_seat_m / reach).ceil();
    Err((
        "wall.farthest_seat_m",
        format!(
            "at {farthest_seat_m} m digits must be {needed:.0} mm high, and on {diagonal_inch} \
             inches they are {digits:.0} mm: seats may be up to {reach:.1} m away, or the panel \
             must have {larger} inches"
        ),
    ))
}

/// How far away the wall can be read at most, in metres and rounded down to centimetres.
pub fn reach_m(wall: &Wall, width_px: u32, height_px: u32) -> f64 {
    let reaches = LAYOUTS.iter().map(|layout| layout.reach_m(wall, width_px, height_px));
    reaches.fold(0.0, f64::max)
}

impl Layout {
    /// How far away everything called can be read in this layout.
    pub fn reach_m(&self, wall: &Wall, width_px: u32, height_px: u32) -> f64 {
        let mm = |font_px: f64| font_px * CAP_HEIGHT * mm_of_a_px(wall, width_px, height_px);
        let reach = (mm(self.row_font_px) / MM_PER_M).min(mm(self.current_font_px) / CURRENT_MM_PER_M);
        (reach * 100.0).floor() / 100.0
    }
}

/// The size on the panel of a pixel of the layout.
pub fn mm_of_a_px(wall: &Wall, width_px: u32, height_px: u32) -> f64 {
    let (width, height) = (f64::from(width_px), f64::from(height_px));
    wall.diagonal_inch * MM_PER_INCH * width / width.hypot(height) / LAYOUT_WIDTH_PX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_the_panel_the_larger_the_room() {
        let reach = |diagonal_inch| reach_m(&Wall { diagonal_inch, farthest_seat_m: 1.0 }, 1920, 1080);
        assert_eq!([32.0, 43.0, 55.0, 75.0].map(reach), [5.35, 7.19, 9.2, 12.55]);
    }

    #[test]
    fn the_larger_the_room_the_fewer_the_rows() {
        let rows = |farthest_seat_m| {
            layout(&Wall { diagonal_inch: 55.0, farthest_seat_m }, 1920, 1080).map(|layout| layout.rows).ok()
        };
        assert_eq!(
            [3.0, 6.4, 6.6, 8.0, 8.1, 9.2, 9.3].map(rows),
            [Some(4), Some(4), Some(3), Some(3), Some(2), Some(2), None]
        );
    }

    #[test]
    fn a_wall_that_the_last_row_cannot_read_is_refused_with_the_numbers() {
        let wall = Wall { diagonal_inch: 43.0, farthest_seat_m: 8.0 };
        let (field, reason) = layout(&wall, 1920, 1080).expect_err("too far away");
        assert_eq!(field, "wall.farthest_seat_m");
        assert_eq!(
            reason,
            "at 8 m digits must be 96 mm high, and on 43 inches they are 86 mm: \
             seats may be up to 7.2 m away, or the panel must have 48 inches"
        );
    }

    #[test]
    fn more_pixels_are_not_larger_digits() {
        let wall = Wall { diagonal_inch: 55.0, farthest_seat_m: 8.0 };
        assert_eq!(reach_m(&wall, 3840, 2160), reach_m(&wall, 1920, 1080));
    }
}
