//! `kiosk.toml`: every field with its default and the reason for it.
//!
//! A kiosk starts without any file; then it looks for a hub on this machine and prints into a
//! folder, which is what one wants for trying.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

use crate::language::{self, Language};

/// The smallest screen on which every button can be 20 mm and every text legible, in mm.
pub const PORTRAIT_MM_MIN: (f32, f32) = (190.0, 330.0);
pub const LANDSCAPE_MM_MIN: (f32, f32) = (210.0, 130.0);
/// A configuration longer than this is another file.
const FILE_BYTES_MAX: u64 = 64 * 1024;

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub hub: HubConfig,
    pub screen: ScreenConfig,
    pub printer: PrinterConfig,
    /// The languages of the first screen, in this order; the kiosk rests in the first one.
    /// Default: all we have.
    pub languages: Vec<String>,
    /// Where visitors find help from a person, by language. Default: a sentence that is true in
    /// any town hall ("Bitte gehen Sie zum Infopoint.").
    pub help_place: Option<wire::Text>,
    /// The zone of the clock on screen and slip. Default: Europe/Berlin, as all of Germany.
    pub time_zone: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HubConfig {
    /// Where the hub listens. Default: this machine, for trying.
    pub url: String,
    /// Who this kiosk is; made in the hub's configuration. Default: empty, which no hub accepts.
    pub token: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScreenConfig {
    /// `window` (a desktop), `linuxkms` (the bare screen of a kiosk) or `stream` (no screen; the
    /// picture is served to a browser). Default: window, which works wherever one would try it.
    pub kind: ScreenKind,
    /// In pixels as the visitor sees them. Default: 1080 x 1920, an upright full HD screen.
    pub width: u32,
    pub height: u32,
    /// Pixels to a millimetre, so that a button of 20 mm is 20 mm. Default: 4.0, a 21.5 inch full
    /// HD screen; 5.9 is a 10.1 inch one with 1280 x 800.
    pub dots_per_mm: f32,
    /// Where a streamed screen is served; only for `stream`. Default: a free port on loopback.
    pub stream_address: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum ScreenKind {
    Window,
    Linuxkms,
    Stream,
}

/// Handed to [`hardware::printer`] as it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrinterConfig {
    /// `folder`, `usb` or `tcp`. Default: folder, so that nobody needs a printer for trying.
    pub kind: PrinterKind,
    /// Of the folder. Default: `slips` where the kiosk was started.
    pub folder: PathBuf,
    /// Of the USB printer. Default: the first one Linux finds.
    pub device: PathBuf,
    /// Of the network printer, host and port. Default: none.
    pub address: String,
    /// Width of the roll in mm, 80 or 58. Default: 80, the width the slip is designed for.
    pub roll_mm: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PrinterKind {
    Folder,
    Usb,
    Tcp,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            hub: HubConfig::default(),
            screen: ScreenConfig::default(),
            printer: PrinterConfig::default(),
            languages: language::LANGUAGES.iter().map(|language| language.code.to_owned()).collect(),
            help_place: None,
            time_zone: "Europe/Berlin".into(),
        }
    }
}

impl Default for HubConfig {
    fn default() -> Self {
        HubConfig { url: "http://127.0.0.1:8080".into(), token: String::new() }
    }
}

impl Default for ScreenConfig {
    fn default() -> Self {
        ScreenConfig {
            kind: ScreenKind::Window,
            width: 1080,
            height: 1920,
            dots_per_mm: 4.0,
            stream_address: "127.0.0.1:0".into(),
        }
    }
}

impl Default for PrinterConfig {
    fn default() -> Self {
        PrinterConfig {
            kind: PrinterKind::Folder,
            folder: "slips".into(),
            device: "/dev/usb/lp0".into(),
            address: String::new(),
            roll_mm: 80,
        }
    }
}

impl Config {
    /// Reads and checks `path`. Errors name the file, the line, the field and what is allowed.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let size =
            std::fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?.len();
        ensure!(
            size <= FILE_BYTES_MAX,
            "{} has {size} bytes; a kiosk.toml has at most {FILE_BYTES_MAX}. Is this the right file?",
            path.display()
        );
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
    }

    /// Reads and checks a configuration as written.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        // The error of `toml` shows the line, marks the field and lists what is allowed.
        let config: Config = toml::from_str(text)?;
        config.check()?;
        Ok(config)
    }

    /// Whether a kiosk can work with this. Flags may have changed what a file said.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(
            self.hub.url.starts_with("http://") || self.hub.url.starts_with("https://"),
            "hub.url is \"{}\"; allowed is an address that starts with http:// or https://",
            self.hub.url
        );
        self.spoken()?;
        ensure!(
            self.time_zone.parse::<chrono_tz::Tz>().is_ok(),
            "time_zone is \"{}\"; allowed is a name of the time zone database, such as \"Europe/Berlin\"",
            self.time_zone
        );
        let screen = &self.screen;
        ensure!(
            (200..=8000).contains(&screen.width) && (200..=8000).contains(&screen.height),
            "screen.width and screen.height are {} and {}; allowed are 200 to 8000 pixels",
            screen.width,
            screen.height
        );
        ensure!(
            (1.0..=40.0).contains(&screen.dots_per_mm),
            "screen.dots_per_mm is {}; allowed are 1 to 40 (a screen of 96 dpi has 3.8)",
            screen.dots_per_mm
        );
        let (width, height) =
            (screen.width as f32 / screen.dots_per_mm, screen.height as f32 / screen.dots_per_mm);
        let (width_min, height_min) = if height > width { PORTRAIT_MM_MIN } else { LANDSCAPE_MM_MIN };
        ensure!(
            width >= width_min && height >= height_min,
            "the screen is {width:.0} x {height:.0} mm (screen.width and screen.height by screen.dots_per_mm); \
             with buttons of 20 mm it must be at least {width_min:.0} x {height_min:.0} mm"
        );
        ensure!(
            matches!(self.printer.roll_mm, 58 | 80),
            "printer.roll_mm is {}; allowed are 58 and 80",
            self.printer.roll_mm
        );
        ensure!(
            self.printer.kind != PrinterKind::Tcp || self.printer.address.contains(':'),
            "printer.address is \"{}\"; for printer.kind = \"tcp\" it names host and port, such as \
             \"192.168.1.40:9100\"",
            self.printer.address
        );
        Ok(())
    }

    /// The zone of clock and slip.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().expect("the time zone was checked")
    }

    /// The languages of the first screen.
    pub fn spoken(&self) -> anyhow::Result<Vec<&'static Language>> {
        let known = || {
            let codes: Vec<&str> = language::LANGUAGES.iter().map(|language| language.code).collect();
            codes.join(", ")
        };
        ensure!(!self.languages.is_empty(), "languages is empty; allowed are one or more of {}", known());
        let mut spoken: Vec<&'static Language> = Vec::new();
        for code in &self.languages {
            let Some(language) = language::find(code) else {
                bail!("languages names \"{code}\"; allowed are {}", known());
            };
            ensure!(!spoken.contains(&language), "languages names \"{code}\" twice");
            spoken.push(language);
        }
        Ok(spoken)
    }
}
