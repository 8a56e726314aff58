//! `kiosk.toml`: every field with its default and the reason for it.
//!
//! A kiosk starts without any file; then it looks for a hub on this machine and prints into a
//! folder, which is what one wants for trying. Reading and checking only: devices are opened
//! elsewhere.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use hardware::keypad::KeypadKind;
use hardware::printer::PrinterKind;
use hardware::reader::ReaderKind;
use hardware::scanner::ScannerKind;
use hardware::screen::{EDGE_PX_MAX, ScreenKind};
use hardware::slip::{Direction, Roll};
use hardware::speaker::SpeakerKind;
use serde::Deserialize;
use ureq::http::Uri;

use crate::language::{self, Language};
use crate::session::Glass;

/// The smallest screen on which every button can be 20 mm and every text legible, in mm. The
/// screens are designed for exactly this size, and grow on larger ones.
pub const UPRIGHT_MM_MIN: (f32, f32) = (195.0, 340.0);
pub const LYING_MM_MIN: (f32, f32) = (216.0, 135.0);
/// The letters these screens are designed with, in mm of the size that printers count; a little more fits.
pub const UPRIGHT_LETTERS_MM: f32 = 8.6 * 1.2;
pub const LYING_LETTERS_MM: f32 = 7.2 * 1.2;
/// Letters whose capitals are seen under 0.7 degrees (EN 301 549, 5.1.4: 0.01222 mm high for each mm away),
/// where a capital of Noto Sans is 0.714 of the size.
const LETTERS_A_MM_AWAY: f32 = 0.01222 / 0.714;
/// The part of an upright screen that somebody in a wheelchair reaches.
const LOW_PART: f32 = 0.4;
/// Edges of a screen that is a screen, and of one that is measured in millimetres.
const EDGE_MM_MIN: f32 = 50.0;
const EDGE_MM_MAX: f32 = 2_000.0;
/// Pixels are square; rulers are not this exact.
const SQUARE_WITHIN: f32 = 0.04;
/// An arm is no longer than this, and nobody reads nearer than that.
const READING_MM_MIN: f32 = 300.0;
const READING_MM_MAX: f32 = 1_000.0;
/// A configuration longer than this is another file.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// The default configuration as a file to begin with.
pub const EXAMPLE: &str = include_str!("../kiosk.toml");

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub hub: HubConfig,
    pub screen: ScreenConfig,
    /// What prints the slips, see [`PrinterKind`]. Default: a folder `slips` where the kiosk was
    /// started, so that nobody needs a printer for trying.
    pub printer: PrinterKind,
    /// What reads the screen to those who do not see it, see [`ReaderKind`]. Default: nothing, because not
    /// every machine has a voice.
    pub reader: ReaderKind,
    /// What the signal of the question "are you still there?" comes from, see [`SpeakerKind`]. Default:
    /// silence, because not every machine has a loudspeaker.
    pub speaker: SpeakerKind,
    /// What those press who do not see the screen, see [`KeypadKind`]. Default: nothing, as beside most
    /// screens.
    pub keypad: KeypadKind,
    /// What reads the codes of bookings, see [`ScannerKind`]. Default: nothing; codes are typed.
    pub scanner: ScannerKind,
    /// The languages of the first screen, in this order; the kiosk rests in the first one.
    /// Default: all we have, German first.
    pub languages: Vec<String>,
    /// Where visitors find help from a person, by language: `{ de = "...", en = "..." }`.
    /// Default: a sentence that is true in any town hall ("Bitte gehen Sie zum Infopoint.").
    pub help_place: Option<wire::Text>,
    /// The way from this kiosk to each waiting zone, by its letter: an arrow on the slip. Default: none,
    /// because only the house knows it.
    pub ways: BTreeMap<char, Direction>,
    /// The zone of the clock on screen and slip. Default: Europe/Berlin, as all of Germany.
    pub time_zone: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HubConfig {
    /// Where the hub listens. Default: this machine, for trying.
    pub url: String,
    /// Who signs the hub's certificate, in PEM. Default: the authorities that browsers know too, so a
    /// town that signs for itself names its own here.
    pub ca_file: Option<PathBuf>,
    /// Who this kiosk is; made in the hub's configuration. Default: empty, which no hub accepts.
    pub token: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScreenConfig {
    /// `window` (a desktop), `linuxkms` (the bare screen of a kiosk) or `stream:127.0.0.1:PORT`
    /// (no screen; the picture is served to a browser). Default: window, for trying.
    pub kind: String,
    /// In pixels as the visitor sees them. Default: 1080 x 1920, an upright full HD screen.
    pub width: u32,
    pub height: u32,
    /// The same edges in millimetres, so that a button of 20 mm is 20 mm. Default: 270 x 480, a 21.5
    /// inch full HD screen; a 15.4 inch one with 1280 x 800 pixels has 331 x 207.
    pub width_mm: f32,
    pub height_mm: f32,
    /// From the glass to the eyes, in millimetres. Default: 600, somebody who stands before it, or sits
    /// in a wheelchair.
    pub reading_mm: f32,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            hub: HubConfig::default(),
            screen: ScreenConfig::default(),
            printer: PrinterKind::Folder { dir: "slips".into(), roll: Roll::default() },
            reader: ReaderKind::Memory {},
            speaker: SpeakerKind::Memory {},
            keypad: KeypadKind::None {},
            scanner: ScannerKind::None {},
            languages: codes().map(str::to_owned).collect(),
            help_place: None,
            ways: BTreeMap::new(),
            time_zone: "Europe/Berlin".into(),
        }
    }
}

impl Default for HubConfig {
    fn default() -> Self {
        HubConfig { url: "http://127.0.0.1:8080".into(), ca_file: None, token: String::new() }
    }
}

impl Default for ScreenConfig {
    fn default() -> Self {
        ScreenConfig {
            kind: "window".into(),
            width: 1080,
            height: 1920,
            width_mm: 270.0,
            height_mm: 480.0,
            reading_mm: 600.0,
        }
    }
}

/// What is wrong with a configuration, said to the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    #[error("{name} cannot be read: {why}")]
    File { name: String, why: String },
    /// Not TOML, an unknown field, or a value of another kind.
    #[error("{name}:{line}: {what}")]
    Syntax { name: String, line: usize, what: String },
    /// A value that cannot be; `name` and `line` where it was written.
    #[error("{name}:{line}: {field}: {what}")]
    Value { name: String, line: usize, field: &'static str, what: String },
    /// The same, of a value that a flag, the environment or a default gave.
    #[error("{field}: {what}")]
    Given { field: &'static str, what: String },
}

impl Config {
    /// Reads and checks `path`.
    pub fn read(path: &Path) -> Result<Self, Mistake> {
        let name = path.display().to_string();
        let unreadable = |why: &dyn Display| Mistake::File { name: name.clone(), why: why.to_string() };
        let size = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
        if size > FILE_BYTES_MAX {
            let why = format!("it has {size} bytes, and a kiosk.toml at most {FILE_BYTES_MAX}");
            return Err(unreadable(&why));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(&error))?;
        Self::parse(&name, &text)
    }

    /// Reads and checks `text`; `name` is what to call it in a mistake.
    pub fn parse(name: &str, text: &str) -> Result<Self, Mistake> {
        let config: Config = toml::from_str(text).map_err(|error| Mistake::Syntax {
            name: name.into(),
            line: line_at(text, error.span().map_or(0, |span| span.start)),
            what: error.message().to_owned(),
        })?;
        config.check().map_err(|mistake| match mistake {
            Mistake::Given { field, what } => match line_of(text, field) {
                Some(line) => Mistake::Value { name: name.into(), line, field, what },
                None => Mistake::Given { field, what },
            },
            other => other,
        })?;
        Ok(config)
    }

    /// Whether a kiosk can work with this. Flags may have changed what a file said.
    pub fn check(&self) -> Result<(), Mistake> {
        self.check_hub()?;
        self.spoken()?;
        let zone = self.time_zone.parse::<chrono_tz::Tz>();
        let allowed = "allowed is a name of the time zone database, such as \"Europe/Berlin\"";
        holds(zone.is_ok(), "time_zone", || format!("\"{}\" is no time zone; {allowed}", self.time_zone))?;
        self.screen.check()
    }

    fn check_hub(&self) -> Result<(), Mistake> {
        let url = &self.hub.url;
        let is_web = url.starts_with("http://") || url.starts_with("https://");
        holds(is_web, "hub.url", || {
            format!("\"{url}\" is no address; allowed is one that starts with http:// or https://")
        })?;
        // As in the display: what is sent in clear stays within the machine.
        let in_clear = url.starts_with("http://");
        holds(!in_clear || stays_here(url), "hub.url", || {
            format!(
                "\"{url}\" must begin with https:// unless the hub is on this machine (127.0.0.1): in \
                 the network anybody could read the token"
            )
        })?;
        // It travels in a header: a line break in it would be a second header.
        let is_token = self.hub.token.chars().all(|letter| letter.is_ascii_graphic());
        holds(is_token, "hub.token", || "allowed are letters, digits and signs without spaces".into())
    }

    /// The languages of the first screen.
    pub fn spoken(&self) -> Result<Vec<&'static Language>, Mistake> {
        let known = || codes().collect::<Vec<_>>().join(", ");
        let mut spoken: Vec<&'static Language> = Vec::new();
        for code in &self.languages {
            let language = language::find(code).ok_or_else(|| Mistake::Given {
                field: "languages",
                what: format!("\"{code}\" is not spoken here; allowed are {}", known()),
            })?;
            holds(!spoken.contains(&language), "languages", || format!("\"{code}\" is there twice"))?;
            spoken.push(language);
        }
        holds(!spoken.is_empty(), "languages", || {
            format!("is empty; allowed are one or more of {}", known())
        })?;
        Ok(spoken)
    }

    /// The zone of clock and slip, of a checked configuration.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().expect("a checked configuration has a time zone")
    }
}

impl ScreenConfig {
    /// What to install, of a checked configuration.
    pub fn kind(&self) -> ScreenKind {
        self.kind.parse().expect("a checked configuration has a screen")
    }

    fn check(&self) -> Result<(), Mistake> {
        if let Err(fault) = self.kind.parse::<ScreenKind>() {
            return Err(Mistake::Given { field: "screen.kind", what: fault.to_string() });
        }
        let edges = 1..=EDGE_PX_MAX;
        let edge = |px: u32| format!("{px} pixels; allowed are 1 to {EDGE_PX_MAX}");
        holds(edges.contains(&self.width), "screen.width", || edge(self.width))?;
        holds(edges.contains(&self.height), "screen.height", || edge(self.height))?;
        let (width, height) = (self.width_mm, self.height_mm);
        let of = |mm: f32| format!("{mm} mm; allowed are {EDGE_MM_MIN} to {EDGE_MM_MAX}");
        holds((EDGE_MM_MIN..=EDGE_MM_MAX).contains(&width), "screen.width_mm", || of(width))?;
        holds((EDGE_MM_MIN..=EDGE_MM_MAX).contains(&height), "screen.height_mm", || of(height))?;
        let (across, down) = (self.dots_per_mm(), self.height as f32 / height);
        holds((across / down - 1.0).abs() <= SQUARE_WITHIN, "screen.height_mm", || {
            format!(
                "{} x {} pixels on {width} x {height} mm are not square: {across:.2} pixels to the \
                 millimetre across and {down:.2} down; measure the picture, without its frame",
                self.width, self.height
            )
        })?;
        let (width_min, height_min) = if self.is_upright() { UPRIGHT_MM_MIN } else { LYING_MM_MIN };
        holds(width >= width_min && height >= height_min, "screen.width_mm", || {
            format!(
                "the screen has {width:.0} x {height:.0} mm; for buttons of 20 mm it must have at least \
                 {width_min} x {height_min} mm"
            )
        })?;
        let reading = self.reading_mm;
        holds((READING_MM_MIN..=READING_MM_MAX).contains(&reading), "screen.reading_mm", || {
            format!("{reading}; allowed are {READING_MM_MIN} to {READING_MM_MAX}")
        })?;
        let room = (width / width_min).min(height / height_min);
        let letters_max = room * if self.is_upright() { UPRIGHT_LETTERS_MM } else { LYING_LETTERS_MM };
        holds(self.letters_mm() <= letters_max, "screen.reading_mm", || {
            format!(
                "from {reading} mm letters are legible at {:.1} mm (0.7 degrees), and this screen has room \
                 for {letters_max:.1} mm; take a larger screen, or let visitors come as near as {:.0} mm",
                self.letters_mm(),
                letters_max / LETTERS_A_MM_AWAY
            )
        })
    }

    /// Pixels to a millimetre.
    pub fn dots_per_mm(&self) -> f32 {
        self.width as f32 / self.width_mm
    }

    /// The smallest size of letters, as printers count it, in millimetres.
    pub fn letters_mm(&self) -> f32 {
        self.reading_mm * LETTERS_A_MM_AWAY
    }

    /// What the session has to know of the screen.
    pub fn glass(&self) -> Glass {
        let low = LOW_PART * self.height_mm;
        let can_be_low = self.width_mm >= LYING_MM_MIN.0 && low >= LYING_MM_MIN.1;
        Glass { upright: self.is_upright(), can_be_low: self.is_upright() && can_be_low }
    }

    fn is_upright(&self) -> bool {
        self.height > self.width
    }
}

fn codes() -> impl Iterator<Item = &'static str> {
    language::LANGUAGES.iter().map(|language| language.code)
}

/// Whether an address is on this machine.
fn stays_here(url: &str) -> bool {
    let Ok(url) = url.parse::<Uri>() else { return false };
    let host = url.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn holds(condition: bool, field: &'static str, what: impl FnOnce() -> String) -> Result<(), Mistake> {
    if condition { Ok(()) } else { Err(Mistake::Given { field, what: what() }) }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The line that sets `field` ("screen.width"), if one does.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let (table, key) = field.split_once('.').unwrap_or(("", field));
    let mut within = "";
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            within = name.trim();
        }
        let set = line.split('=').next().unwrap_or_default().trim();
        if (within == table && set == key) || (within.is_empty() && set == field) {
            return Some(at + 1);
        }
    }
    None
}
