//! Pictures of the town, from files.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, ensure};
use hardware::screen::EDGE_PX_MAX;
use slint::{Image, Rgba8Pixel, SharedPixelBuffer};

/// A PNG, with or without colours and transparency.
pub fn read(file: &Path) -> anyhow::Result<Image> {
    let told = || format!("{} is no picture that can be shown", file.display());
    let mut decoder = png::Decoder::new(BufReader::new(File::open(file).with_context(told)?));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().with_context(told)?;
    let (width, height) = (reader.info().width, reader.info().height);
    ensure!(
        width.max(height) <= EDGE_PX_MAX,
        "{}: {width} x {height} pixels; {EDGE_PX_MAX} a side at most",
        file.display()
    );
    let mut bytes = vec![0; reader.output_buffer_size().with_context(told)?];
    let frame = reader.next_frame(&mut bytes).with_context(told)?;
    let samples = frame.color_type.samples();
    let mut picture = SharedPixelBuffer::<Rgba8Pixel>::new(width, height);
    let pixels = bytes[..frame.buffer_size()].chunks_exact(samples);
    for (to, from) in picture.make_mut_slice().iter_mut().zip(pixels) {
        let (red, green, blue, alpha) = match *from {
            [grey] => (grey, grey, grey, u8::MAX),
            [grey, alpha] => (grey, grey, grey, alpha),
            [red, green, blue] => (red, green, blue, u8::MAX),
            [red, green, blue, alpha] => (red, green, blue, alpha),
            _ => unreachable!("a pixel has one to four samples"),
        };
        *to = Rgba8Pixel { r: red, g: green, b: blue, a: alpha };
    }
    Ok(Image::from_rgba8(picture))
}
