//! `display.toml`: what this wall is, where it hears of calls, and how far away people sit.
//!
//! Every field has a default, so a wall for trying needs no file. A value that cannot be right is
//! refused here, with the file, the line, the field and what is allowed.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use hardware::screen::{EDGE_PX_MAX, ScreenKind};
use hardware::speaker::SpeakerKind;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::around::PAGE_SECONDS_MIN;
use crate::hours::{Hours, Sound};
use crate::legibility;
use crate::subscription::is_loopback;

/// A file to begin with: what a wall is without one, each setting with its reason.
pub const EXAMPLE: &str = include_str!("../display.toml");

/// More zones on one wall are a departure board, not a waiting room.
pub const ZONES_MAX: usize = 6;
/// Whoever waits has seen them all by the time their number comes.
pub const PAGES_MAX: usize = 12;
/// What fits beside the calls in letters that can be read in passing.
pub const PAGE_CHARS_MAX: usize = 120;
/// A page that stays for longer is a poster.
const PAGE_SECONDS_MAX: u32 = 120;
/// A name is part of MQTT topics and of log lines.
pub const NAME_CHARS_MAX: usize = 32;

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The site whose calls are shown. Default `rathaus`, the made-up town's.
    pub site: Name,
    /// The waiting zones shown on this wall, in this order. Default `["A"]`: most walls hang in one.
    pub zones: Zones,
    /// What this machine calls itself to the broker, and in the hub's list of devices. Two machines
    /// of one name throw each other out. Default `display-1`.
    pub device: Name,
    /// `de` or `en`. Default `de`.
    pub language: Language,
    /// The zone of the times on the wall. Default `Europe/Berlin`.
    #[serde(deserialize_with = "time_zone")]
    pub time_zone: chrono_tz::Tz,
    pub broker: Broker,
    pub screen: Screen,
    pub wall: Wall,
    /// `aplay`, the machine's sound card; `folder`, with `dir`, for trying; or `memory`, none.
    /// Default `memory`: a wall that is being tried should not ring. The SD card says `aplay`.
    pub speaker: SpeakerKind,
    /// Volume by the time of day, and whether a voice says the number.
    pub sound: Sound,
    /// When the wall is dark. Default never.
    pub night: Option<Hours>,
    /// What the town tells beside the calls while nobody is called. Default nothing.
    #[serde(rename = "page")]
    pub pages: Vec<Page>,
    /// How long each of them stays, 8 at least. Default 12.
    pub page_seconds: u32,
}

/// Either a text or a picture (PNG).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub text: Option<String>,
    pub picture: Option<PathBuf>,
}

/// Where messages come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Broker {
    /// `host:port`. Default `127.0.0.1:1883`, the hub's own broker for trying.
    pub address: HostPort,
    /// The name under which the broker lets this machine in. Default none.
    pub user: Option<String>,
    /// A file with the password, readable by this program only. Default none.
    pub password_file: Option<PathBuf>,
    /// Whether the line is encrypted. Default `false`, which is only accepted on this machine:
    /// in a network, anybody could read calls and make some up.
    pub tls: bool,
    /// The certificate the broker's is signed with. Default: those the system trusts.
    pub ca_file: Option<PathBuf>,
}

/// Where the pixels go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Screen {
    /// `window`, `linuxkms` or `stream`. Default `window`; the SD card says `linuxkms`.
    pub kind: Kind,
    /// Of a stream: where viewers connect, on loopback. Default `127.0.0.1:7802`.
    pub address: SocketAddr,
    /// Pixels. Default 1920 x 1080, what nearly every panel has.
    pub width: u32,
    pub height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Window,
    LinuxKms,
    Stream,
}

/// The panel and the room.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wall {
    /// The visible diagonal, as in the shop. Default 55.
    pub diagonal_inch: f64,
    /// From the panel to the last chair. Default 8.
    pub farthest_seat_m: f64,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            site: Name("rathaus".into()),
            zones: Zones(vec!['A']),
            device: Name("display-1".into()),
            language: Language::De,
            time_zone: chrono_tz::Europe::Berlin,
            broker: Broker::default(),
            screen: Screen::default(),
            wall: Wall::default(),
            speaker: SpeakerKind::Memory {},
            sound: Sound::default(),
            night: None,
            pages: Vec::new(),
            page_seconds: 12,
        }
    }
}

impl Default for Broker {
    fn default() -> Self {
        let address = HostPort { host: "127.0.0.1".into(), port: 1883 };
        Broker { address, user: None, password_file: None, tls: false, ca_file: None }
    }
}

impl Default for Screen {
    fn default() -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 7802));
        Screen { kind: Kind::Window, address, width: 1920, height: 1080 }
    }
}

impl Default for Wall {
    fn default() -> Self {
        Wall { diagonal_inch: 55.0, farthest_seat_m: 8.0 }
    }
}

impl Screen {
    pub fn choice(&self) -> ScreenKind {
        match self.kind {
            Kind::Window => ScreenKind::Window,
            Kind::LinuxKms => ScreenKind::LinuxKms,
            Kind::Stream => ScreenKind::Stream { address: self.address },
        }
    }

    pub fn choose(&mut self, kind: ScreenKind) {
        self.kind = match kind {
            ScreenKind::Window => Kind::Window,
            ScreenKind::LinuxKms => Kind::LinuxKms,
            ScreenKind::Stream { address } => {
                self.address = address;
                Kind::Stream
            }
        };
    }
}

/// Why a configuration is refused. Says the file, and the line and the field where there is one.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    pub file: PathBuf,
    pub line: Option<usize>,
    pub reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for Refused {}

impl Config {
    pub fn read(file: &Path) -> Result<Self, Refused> {
        let text = std::fs::read_to_string(file).map_err(|fault| Refused {
            file: file.to_owned(),
            line: None,
            reason: format!("cannot be read: {fault}"),
        })?;
        Self::parse(file, &text)
    }

    /// `file` is only for what is said about it.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Refused> {
        let refused = |line, reason| Refused { file: file.to_owned(), line, reason };
        let config: Config = toml::from_str(text).map_err(|fault| {
            let start = fault.span().map(|span| span.start);
            let line = start.map(|start| 1 + text[..start].matches('\n').count());
            let field = line.and_then(|line| field_in(text.lines().nth(line - 1)?));
            let reason = match field {
                Some(field) => format!("{field}: {}", fault.message()),
                None => fault.message().to_owned(),
            };
            refused(line, reason)
        })?;
        config.check().map_err(|(field, reason)| {
            let is_field = |line: &str| field_in(line) == field.rsplit('.').next();
            let line = text.lines().position(is_field).map(|line| line + 1);
            refused(line, format!("{field}: {reason}"))
        })?;
        Ok(config)
    }

    /// What one field alone cannot know. Also after the command line has changed something.
    pub fn check(&self) -> Result<(), (&'static str, String)> {
        let Broker { address, tls, user, password_file, .. } = &self.broker;
        if !tls && !is_loopback(&address.host) {
            let reason = "must be `true` unless the broker is on this machine (127.0.0.1): in the \
                          network anybody could read calls and make some up";
            return Err(("broker.tls", reason.into()));
        }
        if password_file.is_some() && user.is_none() {
            return Err(("broker.password_file", "needs broker.user beside it".into()));
        }
        let Screen { width, height, .. } = self.screen;
        for (field, pixels) in [("screen.width", width), ("screen.height", height)] {
            if !(1..=EDGE_PX_MAX).contains(&pixels) {
                return Err((field, format!("{pixels} pixels; allowed are 1 to {EDGE_PX_MAX}")));
            }
        }
        if width <= height {
            return Err(("screen.width", "the wall is landscape: it must be wider than high".into()));
        }
        self.check_pages()?;
        legibility::layout(&self.wall, width, height).map(|_| ())
    }

    fn check_pages(&self) -> Result<(), (&'static str, String)> {
        let seconds = PAGE_SECONDS_MIN..=PAGE_SECONDS_MAX;
        if !seconds.contains(&self.page_seconds) {
            let reason = format!(
                "{} seconds; allowed are {PAGE_SECONDS_MIN} to {PAGE_SECONDS_MAX}",
                self.page_seconds
            );
            return Err(("page_seconds", reason));
        }
        if self.pages.len() > PAGES_MAX {
            return Err(("page", format!("{} pages; {PAGES_MAX} at most", self.pages.len())));
        }
        for Page { text, picture } in &self.pages {
            match (text, picture) {
                (Some(text), None) if (1..=PAGE_CHARS_MAX).contains(&text.trim().chars().count()) => {}
                (Some(_), None) => {
                    return Err(("page.text", format!("must have 1 to {PAGE_CHARS_MAX} characters")));
                }
                (None, Some(_)) => {}
                _ => return Err(("page.text", "a page has either a text or a picture".into())),
            }
        }
        Ok(())
    }
}

/// The field that a line of TOML sets.
fn field_in(line: &str) -> Option<&str> {
    let (field, _) = line.split_once('=')?;
    let field = field.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    (!field.is_empty() && field.chars().all(plain)).then_some(field)
}

/// A name in topics: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        match text.len() {
            1..=NAME_CHARS_MAX if text.chars().all(plain) => Ok(Name(text.to_owned())),
            _ => Err(format!(
                "`{text}` is not a name: 1 to {NAME_CHARS_MAX} small letters, digits and hyphens"
            )),
        }
    }
}

impl std::ops::Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The letters of one or more zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zones(Vec<char>);

impl Zones {
    fn of(letters: Vec<char>) -> Result<Self, String> {
        // Letters that are mistaken for digits or for each other are no zones anywhere.
        let allowed = |c: &char| c.is_ascii_uppercase() && !"IOQSZB".contains(*c);
        let twice = letters.iter().enumerate().any(|(i, c)| letters[..i].contains(c));
        match letters.len() {
            1..=ZONES_MAX if letters.iter().all(allowed) && !twice => Ok(Zones(letters)),
            _ => Err(format!("must be 1 to {ZONES_MAX} different letters from A to Y without B, I, O, Q, S")),
        }
    }
}

/// "A" or "A,C", as on a command line.
impl FromStr for Zones {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let letter = |part: &str| match part.trim().chars().collect::<Vec<_>>()[..] {
            [letter] => Ok(letter),
            _ => Err(format!("`{part}` is no zone: zones are single letters, as in `A,C`")),
        };
        Zones::of(text.split(',').map(letter).collect::<Result<_, _>>()?)
    }
}

impl std::ops::Deref for Zones {
    type Target = [char];
    fn deref(&self) -> &[char] {
        &self.0
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPort {
    pub host: String,
    pub port: u16,
}

impl FromStr for HostPort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.rsplit_once(':').and_then(|(host, port)| {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            Some((host, port.parse().ok()?))
        });
        match parts {
            Some((host, port)) if !host.is_empty() && port != 0 => {
                Ok(HostPort { host: host.to_owned(), port })
            }
            _ => Err(format!("`{text}` is no address: write `host:port`, as in `127.0.0.1:1883`")),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    De,
    En,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Language::De => "de",
            Language::En => "en",
        }
    }
}

fn time_zone<'de, D: Deserializer<'de>>(from: D) -> Result<chrono_tz::Tz, D::Error> {
    let name = String::deserialize(from)?;
    let unknown = |_| D::Error::custom(format!("`{name}` is no time zone: try `Europe/Berlin`"));
    name.parse().map_err(unknown)
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Zones {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Zones::of(Vec::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for HostPort {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
