//! Many screens on one picture: what is wrong with a language or a size of letters is seen at a glance.

use std::path::Path;

use slint::{Rgba8Pixel, SharedPixelBuffer};

use crate::glass;

/// A screen is this much smaller on the sheet; large letters can still be read.
const SMALLER: usize = 4;
/// Screens beside each other.
const COLUMNS_UPRIGHT: usize = 11;
const COLUMNS_LYING: usize = 8;
/// Between two of them.
const GAP: usize = 8;

#[derive(Default)]
pub struct Sheet(Vec<SharedPixelBuffer<Rgba8Pixel>>);

impl Sheet {
    pub fn add(&mut self, picture: &SharedPixelBuffer<Rgba8Pixel>) {
        let (width, height) = (picture.width() as usize / SMALLER, picture.height() as usize / SMALLER);
        let mut small = SharedPixelBuffer::new(width as u32, height as u32);
        let (dots, stride) = (picture.as_slice(), picture.width() as usize);
        for (at, dot) in small.make_mut_slice().iter_mut().enumerate() {
            let (x, y) = (at % width * SMALLER, at / width * SMALLER);
            let area = (y..y + SMALLER).flat_map(|row| &dots[row * stride + x..row * stride + x + SMALLER]);
            let sums = area.fold([0_usize; 3], |[r, g, b], dot| {
                [r + usize::from(dot.r), g + usize::from(dot.g), b + usize::from(dot.b)]
            });
            let [r, g, b] = sums.map(|sum| (sum / (SMALLER * SMALLER)) as u8);
            *dot = Rgba8Pixel { r, g, b, a: 255 };
        }
        self.0.push(small);
    }

    /// Nothing, where no picture was added.
    pub fn write(&self, path: &Path) {
        let Some(first) = self.0.first() else { return };
        let (width, height) = (first.width() as usize, first.height() as usize);
        let most = if height > width { COLUMNS_UPRIGHT } else { COLUMNS_LYING };
        let columns = most.min(self.0.len());
        let rows = self.0.len().div_ceil(columns);
        let (wide, high) = (columns * (width + GAP), rows * (height + GAP));
        let mut sheet = SharedPixelBuffer::<Rgba8Pixel>::new(wide as u32, high as u32);
        let dots = sheet.make_mut_slice();
        dots.fill(Rgba8Pixel { r: 110, g: 110, b: 110, a: 255 });
        for (nth, small) in self.0.iter().enumerate() {
            let (left, top) = (nth % columns * (width + GAP), nth / columns * (height + GAP));
            for (row, line) in small.as_slice().chunks(width).enumerate() {
                let at = (top + row) * wide + left;
                dots[at..at + width].copy_from_slice(line);
            }
        }
        glass::write_dots(&sheet, path);
    }
}
