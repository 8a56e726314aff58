//! A kiosk's screen without a kiosk: the real window, drawn by the software renderer.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use hardware::slip::{Layout, Picture};
use i_slint_backend_testing::{TestingBackend, TestingBackendOptions};
use kiosk::config::ScreenConfig;
use kiosk::language::Language;
use kiosk::session::{Colours, Letters, Sight};
use kiosk::{ui, words};
use slint::{ComponentHandle, PhysicalSize, Rgba8Pixel, SharedPixelBuffer};

/// Size in pixels and pixels to a millimetre of a screen that towns really buy.
#[derive(Clone, Copy)]
pub struct Glass {
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
    pub dots_per_mm: f32,
    /// From the glass to the eyes.
    pub reading_mm: f32,
}

pub const UPRIGHT: Glass =
    Glass { name: "1080x1920", width: 1080, height: 1920, dots_per_mm: 4.0, reading_mm: 600.0 };
pub const LYING: Glass =
    Glass { name: "1280x800", width: 1280, height: 800, dots_per_mm: 5.9, reading_mm: 420.0 };

impl Glass {
    pub fn screen(&self) -> ScreenConfig {
        ScreenConfig {
            width: self.width,
            height: self.height,
            width_mm: self.width as f32 / self.dots_per_mm,
            height_mm: self.height as f32 / self.dots_per_mm,
            reading_mm: self.reading_mm,
            ..ScreenConfig::default()
        }
    }
}

/// As everybody sees it.
pub const USUAL: Sight = Sight { colours: Colours::Light, letters: Letters::Normal, low: false };

/// Lets this thread own a UI with real letters, real layout and a clock moved by hand.
pub fn prepare() {
    slint::platform::set_platform(Box::new(TestingBackend::new(TestingBackendOptions {
        mock_time: true,
        threading: false,
        renderer_name: Some("software".into()),
    })))
    .expect("a thread sets its platform once");
}

/// The window on `glass`, with the sample data of `ui/`.
pub fn window(glass: Glass) -> ui::Kiosk {
    let window = ui::Kiosk::new().expect("the window can be made");
    fit(&window, glass);
    window.show().expect("the window can be shown");
    window
}

pub fn fit(window: &ui::Kiosk, glass: Glass) {
    let theme = window.global::<ui::Theme>();
    theme.set_screen_width(glass.width as f32);
    theme.set_screen_height(glass.height as f32);
    theme.set_dots_per_mm(glass.dots_per_mm);
    theme.set_letters_mm(glass.screen().letters_mm());
    window.window().set_size(PhysicalSize::new(glass.width, glass.height));
}

pub fn speak(window: &ui::Kiosk, language: &'static Language) {
    words::speak(language);
    window.global::<ui::Theme>().set_rtl(language.rtl);
}

/// Equal for pictures that look alike to somebody who sees no colours.
pub fn hash_in_grey(picture: &SharedPixelBuffer<Rgba8Pixel>) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for dot in picture.as_slice() {
        // ITU-R BT.601, coarse enough that what hardly differs is alike.
        let grey = (299 * u32::from(dot.r) + 587 * u32::from(dot.g) + 114 * u32::from(dot.b)) / 1_000;
        (grey / 16).hash(&mut hasher);
    }
    hasher.finish()
}

/// As a PNG; folders are made.
pub fn write_dots(picture: &SharedPixelBuffer<Rgba8Pixel>, path: &Path) {
    std::fs::create_dir_all(path.parent().expect("a picture lies in a folder"))
        .expect("the folder can be made");
    let file = std::fs::File::create(path).expect("the picture can be written");
    let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("a picture has a size");
    writer.write_image_data(picture.as_bytes()).expect("the picture can be written");
}

/// A slip as a picture, for people to look at: beside the screens, if somebody asked for a gallery.
pub fn keep_slip(layout: &Layout, name: &str) {
    let Some(folder) = std::env::var_os("KIOSK_GALLERY").map(PathBuf::from) else { return };
    let png = Picture::of(layout).png().expect("a picture is drawn");
    std::fs::create_dir_all(folder.join("slips")).expect("the folder can be made");
    let path = folder.join(format!("slips/{name}-{:?}.png", layout.roll));
    std::fs::write(path, png).expect("the picture can be written");
}
