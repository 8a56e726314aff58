//! Whether the last row can read the wall.
//!
//! The layout is one for all walls: what grows with the room is the panel, or the room is too
//! large for it. Sizes are those of `ui/theme.slint`, which a test holds to these numbers.

use crate::config::Wall;

/// Cap height for each metre to the farthest seat, for every called number: EN 301 549 asks for
/// 0.7 degrees, which is 12.2 mm, and DIN 32975 comes to 11.6 mm at a visual acuity of 0.3.
pub const MM_PER_M: f64 = 12.0;
/// The current call is half as large again: it is what somebody looks for who has just heard
/// the gong.
pub const CURRENT_MM_PER_M: f64 = 18.0;

/// The layout is drawn for this width, and scaled to others.
pub const LAYOUT_WIDTH_PX: f64 = 1920.0;
/// Font sizes in the layout, and how much of a font is the height of its digits (Noto Sans).
pub const ROW_FONT_PX: f64 = 213.0;
pub const CURRENT_FONT_PX: f64 = 320.0;
pub const CAP_HEIGHT: f64 = 0.714;

/// Panels on sale; anything else is a slip of the keyboard.
const DIAGONAL_INCH: std::ops::RangeInclusive<f64> = 10.0..=120.0;
const SEAT_M: std::ops::RangeInclusive<f64> = 0.5..=50.0;
const MM_PER_INCH: f64 = 25.4;

/// Refuses a wall that its last row cannot read; names the field and the numbers.
pub fn check(wall: &Wall, width_px: u32, height_px: u32) -> Result<(), (&'static str, String)> {
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
    let reach = reach_m(wall, width_px, height_px);
    if farthest_seat_m <= reach {
        return Ok(());
    }
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

/// How far away the wall can be read, in metres and rounded down to centimetres.
pub fn reach_m(wall: &Wall, width_px: u32, height_px: u32) -> f64 {
    let (width, height) = (f64::from(width_px), f64::from(height_px));
    let width_mm = wall.diagonal_inch * MM_PER_INCH * width / width.hypot(height);
    let mm = |font_px: f64| font_px * CAP_HEIGHT / LAYOUT_WIDTH_PX * width_mm;
    let reach = (mm(ROW_FONT_PX) / MM_PER_M).min(mm(CURRENT_FONT_PX) / CURRENT_MM_PER_M);
    (reach * 100.0).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_the_panel_the_larger_the_room() {
        let reach = |diagonal_inch| reach_m(&Wall { diagonal_inch, farthest_seat_m: 1.0 }, 1920, 1080);
        assert_eq!([32.0, 43.0, 55.0, 75.0].map(reach), [4.67, 6.28, 8.03, 10.95]);
    }

    #[test]
    fn a_wall_that_the_last_row_cannot_read_is_refused_with_the_numbers() {
        let wall = Wall { diagonal_inch: 43.0, farthest_seat_m: 8.0 };
        let (field, reason) = check(&wall, 1920, 1080).expect_err("too far away");
        assert_eq!(field, "wall.farthest_seat_m");
        assert_eq!(
            reason,
            "at 8 m digits must be 96 mm high, and on 43 inches they are 75 mm: \
             seats may be up to 6.3 m away, or the panel must have 55 inches"
        );
    }

    #[test]
    fn more_pixels_are_not_larger_digits() {
        let wall = Wall { diagonal_inch: 55.0, farthest_seat_m: 8.0 };
        assert_eq!(reach_m(&wall, 3840, 2160), reach_m(&wall, 1920, 1080));
    }

    #[test]
    fn the_layout_has_the_sizes_that_are_promised() {
        let theme = include_str!("../ui/theme.slint");
        for (name, size) in [("row-digits", ROW_FONT_PX), ("current-digits", CURRENT_FONT_PX)] {
            let line = format!("{name}: {size} * unit;");
            assert!(theme.contains(&line), "ui/theme.slint has no `{line}`");
        }
    }
}
