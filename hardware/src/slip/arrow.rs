//! The arrow beside a waiting zone: which way to go from where the slip comes out.

use serde::Deserialize;

use super::{Bitmap, DOTS_PER_MM};

/// Ten millimetres: as high as two rows of text.
pub(crate) const ARROW_DOTS: usize = 10 * DOTS_PER_MM;
/// Of the edge: half the shaft, where the head begins, and half its height there.
const SHAFT: f32 = 0.11;
const HEAD_FROM: f32 = 0.48;
const HEAD: f32 = 0.4;

/// As somebody sees it who stands before the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Left,
    Right,
    /// Past the kiosk.
    Ahead,
    /// Turn round.
    Back,
}

impl Direction {
    /// For eyes and searches.
    pub(crate) fn sign(self) -> char {
        match self {
            Direction::Left => '←',
            Direction::Right => '→',
            Direction::Ahead => '↑',
            Direction::Back => '↓',
        }
    }

    pub(crate) fn picture(self) -> Bitmap {
        let mut bitmap = Bitmap::new(ARROW_DOTS, ARROW_DOTS);
        let place = |dot: usize| (dot as f32 + 0.5) / ARROW_DOTS as f32;
        for y in 0..ARROW_DOTS {
            for x in 0..ARROW_DOTS {
                // Along the arrow, and away from its middle.
                let (along, across) = match self {
                    Direction::Right => (place(x), place(y) - 0.5),
                    Direction::Left => (1.0 - place(x), place(y) - 0.5),
                    Direction::Ahead => (1.0 - place(y), place(x) - 0.5),
                    Direction::Back => (place(y), place(x) - 0.5),
                };
                let half = match along < HEAD_FROM {
                    true => SHAFT,
                    false => HEAD * (1.0 - along) / (1.0 - HEAD_FROM),
                };
                if across.abs() <= half {
                    bitmap.blacken(x as i32, y as i32);
                }
            }
        }
        bitmap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_direction_points_where_it_says() {
        let edges = |direction: Direction| {
            let picture = direction.picture();
            let (middle, end) = (ARROW_DOTS / 2, ARROW_DOTS - 1);
            // Where the tip is, and a little beside the middle of each edge, where the shaft ends.
            let beside = middle - 8;
            [(0, beside), (end, beside), (beside, 0), (beside, end)].map(|(x, y)| picture.is_black(x, y))
        };
        // Left, right, above, below: the shaft reaches the edge it comes from.
        assert_eq!(edges(Direction::Right), [true, false, false, false]);
        assert_eq!(edges(Direction::Left), [false, true, false, false]);
        assert_eq!(edges(Direction::Ahead), [false, false, false, true]);
        assert_eq!(edges(Direction::Back), [false, false, true, false]);
    }
}
