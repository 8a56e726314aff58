//! A rectangle of a picture as PNG, compressed fast rather than well: loopback is not short of
//! bytes, and the machine may be a small one.

use slint::{Rgb8Pixel, SharedPixelBuffer};

use super::protocol::Output;

const BYTES_PER_PIXEL: usize = 3;

/// The part of `picture` at `x`, `y`, clipped to it; `None` where nothing is left.
pub fn cut_out(
    picture: &SharedPixelBuffer<Rgb8Pixel>,
    (x, y): (u32, u32),
    (width, height): (u32, u32),
) -> Option<Output> {
    let width = width.min(picture.width().saturating_sub(x));
    let height = height.min(picture.height().saturating_sub(y));
    if width == 0 || height == 0 {
        return None;
    }
    let stride = picture.width() as usize * BYTES_PER_PIXEL;
    let row = x as usize * BYTES_PER_PIXEL..(x + width) as usize * BYTES_PER_PIXEL;
    let mut pixels = Vec::with_capacity(row.len() * height as usize);
    for line in picture.as_bytes().chunks_exact(stride).skip(y as usize).take(height as usize) {
        pixels.extend_from_slice(&line[row.clone()]);
    }
    let edge = |pixels: u32| u16::try_from(pixels).expect("a screen is at most 7680 pixels wide");
    Some(Output::Picture {
        x: edge(x),
        y: edge(y),
        width: edge(width),
        height: edge(height),
        png: png(&pixels, width, height),
    })
}

fn png(pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut png| png.write_image_data(pixels));
    written.expect("memory takes every picture, and this one has as many pixels as it says");
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_cut_out_and_the_rest_is_left() {
        let mut picture = SharedPixelBuffer::<Rgb8Pixel>::new(4, 3);
        for (i, pixel) in picture.make_mut_slice().iter_mut().enumerate() {
            pixel.r = i as u8;
        }
        let Some(Output::Picture { x, y, width, height, png }) = cut_out(&picture, (2, 1), (9, 9)) else {
            panic!("there are pixels");
        };
        assert_eq!((x, y, width, height), (2, 1, 2, 2));
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut pixels = vec![0; 12];
        reader.next_frame(&mut pixels).expect("a whole PNG");
        assert_eq!(pixels.iter().step_by(3).collect::<Vec<_>>(), [&6, &7, &10, &11]);
    }

    #[test]
    fn nothing_outside_the_picture_is_sent() {
        let picture = SharedPixelBuffer::<Rgb8Pixel>::new(4, 3);
        assert_eq!(cut_out(&picture, (4, 0), (1, 1)), None);
        assert_eq!(cut_out(&picture, (0, 0), (0, 3)), None);
    }
}
