//! `kiosk.toml`: every field with its default and the reason for it.
//!
//! A kiosk starts without any file; then it looks for a hub on this machine and prints into a
//! folder, which is what one wants for trying. Reading and checking only: devices are opened
//! elsewhere.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use hardware::printer::PrinterKind;
use hardware::screen::{EDGE_PX_MAX, ScreenKind};
use hardware::slip::{Direction, Roll};
use serde::Deserialize;
use ureq::http::Uri;

use crate::language::{self, Language};

/// The smallest screen on which every button can be 20 mm and every text legible, in mm. The
/// screens are designed for exactly this size, and grow on larger ones.
pub const UPRIGHT_MM_MIN: (f32, f32) = (195.0, 340.0);
pub const LYING_MM_MIN: (f32, f32) = (216.0, 135.0);
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
    /// Pixels to a millimetre, so that a button of 20 mm is 20 mm. Default: 4.0, a 21.5 inch full
    /// HD screen; 5.9 is a 10.1 inch one with 1280 x 800.
    pub dots_per_mm: f32,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            hub: HubConfig::default(),
            screen: ScreenConfig::default(),
            printer: PrinterKind::Folder { dir: "slips".into(), roll: Roll::default() },
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
        ScreenConfig { kind: "window".into(), width: 1080, height: 1920, dots_per_mm: 4.0 }
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
        let dots = self.dots_per_mm;
        holds((1.0..=40.0).contains(&dots), "screen.dots_per_mm", || {
            format!("{dots}; allowed are 1 to 40 (a desktop screen has about 4)")
        })?;
        let (width, height) = (self.width as f32 / dots, self.height as f32 / dots);
        let (width_min, height_min) = if height > width { UPRIGHT_MM_MIN } else { LYING_MM_MIN };
        holds(width >= width_min && height >= height_min, "screen.dots_per_mm", || {
            format!(
                "{} x {} pixels at {dots} to the millimetre are {width:.0} x {height:.0} mm; for \
                 buttons of 20 mm the screen must have at least {width_min} x {height_min} mm",
                self.width, self.height
            )
        })
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
