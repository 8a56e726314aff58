//! What the camera of a telephone or a kiosk reads.

use qrcode::{Color, QrCode};

/// Units of light around a code in a picture of its own, as ISO/IEC 18004 asks for; a page has them around
/// it.
const QUIET_UNITS: usize = 4;
/// Of a side of a unit in a picture of its own. What a mail shows at half of it is sharp on every telephone.
const DOTS_PER_UNIT: usize = 8;

/// Dark squares of one unit in a square of `size`, as a path of SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub size: usize,
    pub path: String,
}

impl Picture {
    /// # Panics
    /// If the text is longer than any code holds, which are some two thousand letters.
    pub fn of(text: &str) -> Picture {
        let code = code(text);
        let size = code.width();
        let dark = |at: &usize| code[(at % size, at / size)] == Color::Dark;
        let squares = (0..size * size).filter(dark).map(|at| format!("M{} {}h1v1h-1z", at % size, at / size));
        Picture { size, path: squares.collect() }
    }

    /// Of an address of the hub. In capitals, as on the slips of a kiosk: so it has fewer and larger squares.
    pub fn of_address(url: &str) -> Picture {
        Picture::of(&url.to_uppercase())
    }
}

/// The same of an address as a PNG, black on white with a light edge: mails show no SVG.
pub fn png_of_address(url: &str) -> Vec<u8> {
    let code = code(&url.to_uppercase());
    let side = (code.width() + 2 * QUIET_UNITS) * DOTS_PER_UNIT;
    let is_light = |x: usize, y: usize| {
        let unit =
            |dot: usize| (dot / DOTS_PER_UNIT).checked_sub(QUIET_UNITS).filter(|at| *at < code.width());
        unit(x).zip(unit(y)).is_none_or(|at| code[at] == Color::Light)
    };
    // Eight dots are a byte, the first of them its highest bit.
    let bytes = (0..side).flat_map(|y| (0..side / 8).map(move |byte| (byte * 8, y)));
    let byte = |(x, y)| (0..8).fold(0, |byte, dot| byte << 1 | u8::from(is_light(x + dot, y)));
    let dots: Vec<u8> = bytes.map(byte).collect();
    let (mut picture, side) = (Vec::new(), u32::try_from(side).expect("a code has few units"));
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().expect("it is written into memory");
    writer.write_image_data(&dots).expect("it has as many dots as it says");
    writer.finish().expect("it is written into memory");
    picture
}

fn code(text: &str) -> QrCode {
    QrCode::new(text).expect("names and links are short enough for a code")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const ADDRESS: &str = "https://warten.musterstadt.de/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123";

    #[test]
    fn a_picture_is_read_as_the_address_in_capitals() {
        let file = std::env::temp_dir().join(format!("wartemarke-code-{}.png", std::process::id()));
        std::fs::write(&file, png_of_address(ADDRESS)).expect("the folder can be written");
        let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(&file).output();
        std::fs::remove_file(&file).expect("it is there");
        match read {
            Ok(read) => assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), ADDRESS.to_uppercase()),
            Err(_) => println!("SKIPPED: zbarimg is not installed, the code was not read"),
        }
    }
}
