//! A picture as the eye has it, and what tesseract reads in a part of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use i_slint_backend_testing::ElementHandle;
use slint::{Rgba8Pixel, SharedPixelBuffer};

/// What can be called: whoever waits knows that a letter comes first, and then digits.
const LETTERS: &str = "ACDEFGHJKLMNPRTUVWXY";
const DIGITS: &str = "0123456789";
/// Tesseract wants letters of forty pixels and more, and an eye has none: between what it tells apart
/// everything is smooth. And it takes a picture for one word (8), one line (13, 7) or one letter (10). Nobody
/// looks once: what is seen alike three times is believed.
const LOOKS: [(usize, &str); 6] = [(3, "8"), (4, "13"), (3, "7"), (5, "8"), (4, "7"), (6, "13")];
const BELIEVED: u32 = 3;
const LOOKS_AT_A_LETTER: [(usize, &str); 6] = [(6, "10"), (8, "13"), (5, "7"), (7, "10"), (6, "8"), (8, "7")];
/// In its font a text's box is so high, its digits stand so much below the middle, and with some ground above
/// and below they are so high.
const BOX_OF_FONT: f32 = 1.4;
const MIDDLE_OF_FONT: f32 = 0.03;
const LOOKED_AT_OF_FONT: f32 = 0.86;
/// And so wide: a digit, and what a letter has more, with ground on both sides.
const DIGIT_OF_FONT: f32 = 0.6;
const MORE_OF_FONT: f32 = 0.5;
/// Around what is looked at, in the eye's pixels.
const GROUND: usize = 3;
/// In its font a letter is at least so wide, and at most.
const LETTER_OF_FONT: [f64; 2] = [0.22, 1.0];
/// Where ink is less than this part of the most there is, letters end.
const GAP: f64 = 0.12;
/// Ground that is darker than this has light digits.
const DARK: f64 = 140.0;
/// Ink differs so much from its ground, in the steps of a picture.
const INK: f64 = 60.0;

/// What the eye has: light ran together in it, and it takes it for greys, in the steps of a picture.
pub struct Glimpse {
    width: usize,
    height: usize,
    greys: Vec<f64>,
    /// Pixels of this for one of the wall.
    scale: f64,
}

/// Where on the wall one looks, in its pixels.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    font: f32,
}

impl Part {
    /// The digits of a text.
    pub fn of(text: &ElementHandle) -> Part {
        let (at, size) = (text.absolute_position(), text.size());
        let font = size.height / BOX_OF_FONT;
        let middle = at.y + size.height / 2.0 + MIDDLE_OF_FONT * font;
        let half = LOOKED_AT_OF_FONT * font / 2.0;
        let letters = text.accessible_label().map_or(0, |label| label.chars().count()) as f32;
        // The box may be wider than the text, up to the edge of what it stands on.
        let right = at.x + size.width.min((letters * DIGIT_OF_FONT + MORE_OF_FONT) * font);
        let left = at.x - half / 8.0;
        Part { left, top: middle - half, right, bottom: middle + half, font }
    }
}

impl Glimpse {
    /// `scale` pixels of the eye for one of the picture.
    pub fn of(picture: &SharedPixelBuffer<Rgba8Pixel>, scale: f64) -> Glimpse {
        let (from_width, from_height) = (picture.width() as usize, picture.height() as usize);
        let width = (from_width as f64 * scale).floor() as usize;
        let height = (from_height as f64 * scale).floor() as usize;
        let shines: Vec<f64> = picture.as_slice().iter().map(light_of).collect();
        let mean = |x: usize, y: usize| {
            let (mut sum, mut all) = (0.0, 0.0);
            for (row, of_row) in covered(y, scale, from_height) {
                for (column, of_column) in covered(x, scale, from_width) {
                    sum += shines[row * from_width + column] * of_row * of_column;
                    all += of_row * of_column;
                }
            }
            sum / all
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let greys = places.map(|(x, y)| grey(mean(x, y))).collect();
        Glimpse { width, height, greys, scale }
    }

    pub fn write(&self, file: &Path) -> anyhow::Result<()> {
        let grey: Vec<u8> = self.greys.iter().map(|grey| grey.round() as u8).collect();
        std::fs::write(file, png(self.width, self.height, &grey)?)
            .with_context(|| format!("{} cannot be written", file.display()))
    }

    /// A letter and digits.
    pub fn read_number(&self, part: &Part) -> anyhow::Result<String> {
        let letter = believed(LOOKS_AT_A_LETTER, |smooth, mode| {
            let read = self.look(part, smooth)?.parted().0.read(mode, LETTERS)?;
            // It is one.
            Ok(Some(read).filter(|read| read.chars().count() == 1).unwrap_or_default())
        })?;
        let digits = believed(LOOKS, |smooth, mode| {
            let read = self.look(part, smooth)?.parted().1.read(mode, DIGITS)?;
            // There are three, and four from a thousand on.
            let is_number = |read: &String| read.len() == 3 || read.len() == 4 && !read.starts_with('0');
            Ok(Some(read).filter(is_number).unwrap_or_default())
        })?;
        Ok(letter + &digits)
    }

    pub fn read_counter(&self, part: &Part) -> anyhow::Result<String> {
        believed(LOOKS, |smooth, mode| self.look(part, smooth)?.read(mode, DIGITS))
    }

    /// Closer: the ink there, dark on light ground, whatever it is on the wall.
    fn look(&self, part: &Part, smooth: usize) -> anyhow::Result<Seen> {
        let scale = self.scale * smooth as f64;
        let pixel = |at: f32| (f64::from(at).max(0.0) * scale) as usize;
        let (left, top) = (pixel(part.left), pixel(part.top));
        let right = pixel(part.right).min(self.width * smooth);
        let bottom = pixel(part.bottom).min(self.height * smooth);
        ensure!(left < right && top < bottom, "{part:?} is not on the wall");
        let place = |at: usize| (at as f64 + 0.5) / smooth as f64 - 0.5;
        let rows = (top..bottom).map(|y| {
            let greys = (left..right).map(|x| self.between(place(x), place(y)));
            greys.collect::<Vec<f64>>()
        });
        let mut rows: Vec<Vec<f64>> = rows.collect();
        if rows[0][0] < DARK {
            rows.iter_mut().flatten().for_each(|grey| *grey = 255.0 - *grey);
        }
        let font = f64::from(part.font) * scale;
        Ok(Seen { ground: rows[0][0], rows, font, around: GROUND * smooth }.without_edges())
    }

    /// The grey between four pixels.
    fn between(&self, x: f64, y: f64) -> f64 {
        let (x, y) = (x.clamp(0.0, (self.width - 1) as f64), y.clamp(0.0, (self.height - 1) as f64));
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (of_right, of_bottom) = (x.fract(), y.fract());
        let at = |x: usize, y: usize| self.greys[y * self.width + x];
        let above = at(left, top) * (1.0 - of_right) + at(right, top) * of_right;
        let below = at(left, bottom) * (1.0 - of_right) + at(right, bottom) * of_right;
        above * (1.0 - of_bottom) + below * of_bottom
    }
}

/// What is seen alike three times, or else what is seen most often.
fn believed(
    looks: [(usize, &str); 6],
    read: impl Fn(usize, &str) -> anyhow::Result<String>,
) -> anyhow::Result<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (smooth, mode) in looks {
        let now = read(smooth, mode)?;
        if now.is_empty() {
            continue;
        }
        let times = seen.entry(now.clone()).or_default();
        *times += 1;
        if *times == BELIEVED {
            return Ok(now);
        }
    }
    Ok(seen.into_iter().max_by_key(|(_, times)| *times).map(|(read, _)| read).unwrap_or_default())
}

/// What is looked at, in steps of grey.
struct Seen {
    ground: f64,
    rows: Vec<Vec<f64>>,
    /// The size of the font, in pixels of this.
    font: f64,
    /// Ground on a sheet around it.
    around: usize,
}

impl Seen {
    fn is_ink(&self, grey: f64) -> bool {
        grey < self.ground - INK
    }

    /// The ink alone.
    fn without_edges(self) -> Seen {
        let in_row = |row: &&Vec<f64>| row.iter().any(|grey| self.is_ink(*grey));
        let in_column = |x: &usize| self.rows.iter().any(|row| self.is_ink(row[*x]));
        let columns = || (0..self.rows[0].len()).filter(in_column);
        let (Some(left), Some(right)) = (columns().next(), columns().next_back()) else { return self };
        let rows = self.rows.iter().filter(in_row).map(|row| row[left..=right].to_vec()).collect();
        Seen { rows, ..self }
    }

    /// Where the first letter ends.
    fn first_gap(&self) -> usize {
        let [least, most] = LETTER_OF_FONT.map(|part| (part * self.font) as usize);
        let wide = self.rows[0].len();
        let ink_of = |x: usize| -> f64 {
            self.rows.iter().map(|row| (self.ground - row[x] - INK / 5.0).max(0.0)).sum()
        };
        let ink: Vec<f64> = (0..wide).map(ink_of).collect();
        let within = least.min(wide - 1)..most.clamp(1, wide);
        let least_ink = ink[within.clone()].iter().copied().fold(f64::INFINITY, f64::min);
        let few = (least_ink * 1.2).max(ink.iter().copied().fold(0.0, f64::max) * GAP);
        let mut gap = within.clone().find(|x| ink[*x] <= few).unwrap_or(within.start);
        // To the middle of the gap.
        while gap + 1 < within.end && ink[gap + 1] <= ink[gap] {
            gap += 1;
        }
        gap
    }

    /// The first letter, and the rest.
    fn parted(&self) -> (Seen, Seen) {
        let part = |from: usize, to: usize| Seen {
            rows: self.rows.iter().map(|row| row[from..to].to_vec()).collect(),
            ..*self
        };
        let gap = self.first_gap();
        (part(0, gap), part(gap, self.rows[0].len()))
    }

    /// With ground around it, as on any sheet.
    fn read(&self, mode: &str, letters: &str) -> anyhow::Result<String> {
        let around = self.around;
        let (wide, high) = (self.rows[0].len() + 2 * around, self.rows.len() + 2 * around);
        let mut sheet = vec![self.ground as u8; wide * high];
        for (y, row) in self.rows.iter().enumerate() {
            let start = (y + around) * wide + around;
            row.iter().zip(&mut sheet[start..]).for_each(|(grey, dot)| *dot = *grey as u8);
        }
        tesseract(&png(wide, high, &sheet)?, mode, letters)
    }
}

/// The pixels of the wall that one of the eye covers, and how much of each.
fn covered(at: usize, scale: f64, most: usize) -> impl Iterator<Item = (usize, f64)> {
    let (from, to) = (at as f64 / scale, (at + 1) as f64 / scale);
    let part = move |pixel: usize| (to.min((pixel + 1) as f64) - from.max(pixel as f64)).max(0.0);
    (from as usize..(to.ceil() as usize).min(most)).map(move |pixel| (pixel, part(pixel)))
}

fn light_of(dot: &Rgba8Pixel) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(dot.r) + 0.7152 * linear(dot.g) + 0.0722 * linear(dot.b)
}

/// Of a light from 0 to 1.
fn grey(light: f64) -> f64 {
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    value.clamp(0.0, 1.0) * 255.0
}

fn png(width: usize, height: usize, grey: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut png = png::Encoder::new(&mut file, u32::try_from(width)?, u32::try_from(height)?);
    png.set_color(png::ColorType::Grayscale);
    png.set_depth(png::BitDepth::Eight);
    png.write_header()?.write_image_data(grey)?;
    Ok(file)
}

/// Read by somebody else, who knows which letters there are.
fn tesseract(picture: &[u8], mode: &str, letters: &str) -> anyhow::Result<String> {
    let mut child = Command::new("tesseract")
        .args(["stdin", "stdout", "-l", "eng", "--psm", mode])
        .args(["-c", &format!("tessedit_char_whitelist={letters}")])
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("tesseract cannot be started")?;
    child.stdin.take().expect("its input is piped").write_all(picture)?;
    let read = child.wait_with_output()?;
    ensure!(read.status.success(), "tesseract ended with an error");
    Ok(String::from_utf8_lossy(&read.stdout).split_whitespace().collect())
}
