//! Black and white dots, eight to a byte, as a thermal head burns them.

/// Rows of dots, a set bit is black; each row starts at a byte, the leftmost dot in its high bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

impl Bitmap {
    /// White.
    pub fn new(width: usize, height: usize) -> Self {
        Bitmap { width, height, bytes: vec![0; width.div_ceil(8) * height] }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.height
    }

    pub fn row_bytes(&self) -> usize {
        self.width.div_ceil(8)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn is_black(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && self.bytes[y * self.row_bytes() + x / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Dots beyond the edge are lost, as on paper.
    pub fn blacken(&mut self, x: i32, y: i32) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width && y < self.height {
            let row_bytes = self.row_bytes();
            self.bytes[y * row_bytes + x / 8] |= 0x80 >> (x % 8);
        }
    }

    /// Burns `other` onto this one with its top left corner at (`left`, `top`).
    pub fn stamp(&mut self, other: &Bitmap, left: i32, top: i32) {
        for y in 0..other.height {
            for x in 0..other.width {
                if other.is_black(x, y) {
                    self.blacken(left + x as i32, top + y as i32);
                }
            }
        }
    }

    /// The rows from `top` on, as many as `height`, as far as there are any.
    pub fn rows(&self, top: usize, height: usize) -> Bitmap {
        let mut rows = Bitmap::new(self.width, height.min(self.height.saturating_sub(top)));
        rows.stamp(self, 0, -(top as i32));
        rows
    }

    /// The part with black dots in it, and how far from the left it began. All rows are kept, so
    /// lines keep their pitch; the width is whole bytes, as rasters are sent.
    pub fn trimmed_sides(&self) -> (usize, Bitmap) {
        let inked = |x: &usize| (0..self.height).any(|y| self.is_black(*x, y));
        let Some(left) = (0..self.width).find(inked) else { return (0, Bitmap::new(0, self.height)) };
        let end = (0..self.width).rev().find(inked).map_or(self.width, |right| right + 1);
        // White is kept at the left side, where there is always room for it on a whole-byte roll.
        let left = end.saturating_sub((end - left).next_multiple_of(8));
        let mut trimmed = Bitmap::new((end - left).next_multiple_of(8), self.height);
        trimmed.stamp(self, -(left as i32), 0);
        (left, trimmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_beyond_the_edge_is_clipped_and_not_wrapped() {
        let mut dot = Bitmap::new(2, 2);
        for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            dot.blacken(x, y);
        }
        let mut paper = Bitmap::new(9, 3);
        paper.stamp(&dot, 8, -1);
        let dots = (0..3).flat_map(|y| (0..9).map(move |x| (x, y)));
        let black: Vec<_> = dots.filter(|&(x, y)| paper.is_black(x, y)).collect();
        assert_eq!(black, [(8, 0)]);
    }

    #[test]
    fn white_sides_are_not_sent() {
        let mut paper = Bitmap::new(40, 2);
        paper.blacken(15, 1);
        paper.blacken(20, 0);
        let (left, trimmed) = paper.trimmed_sides();
        assert_eq!((left, trimmed.width(), trimmed.height()), (13, 8, 2));
        assert_eq!(trimmed.bytes(), [0b0000_0001, 0b0010_0000]);
        assert_eq!(Bitmap::new(40, 2).trimmed_sides().1.width(), 0);
    }

    #[test]
    fn ink_at_the_left_edge_stays_there() {
        let mut paper = Bitmap::new(16, 1);
        paper.blacken(0, 0);
        paper.blacken(2, 0);
        let (left, trimmed) = paper.trimmed_sides();
        assert_eq!((left, trimmed.bytes()), (0, &[0b1010_0000][..]));
    }
}
