//! The hub's one TOML file: every field with its default and its reason.
//!
//! Reading and checking only. A mistake is told with file, line, field, and what is allowed.

mod absences;
mod attack;
mod citizen_account;
mod directory;
mod faults;
mod hours;
mod letters;
mod made_up;
mod mail;
#[cfg(test)]
mod mistakes;
mod nextcloud;
mod order;
mod plan;
mod plan_text;
mod provider;
mod site;
mod statements;
mod video;
mod words;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use absences::{AbsencesConfig, BROUGHT, FeedConfig, FeedKind};
pub use attack::{AskStamps, AttackConfig};
pub use citizen_account::CitizenAccountConfig;
pub use directory::{DirectoryConfig, GroupConfig, Hidden, LdapConfig, LdapSearch, OidcConfig, SecretFile};
pub use faults::{DAYS_AHEAD_MAX, HOLD_MINUTES_MAX, SEATS_MAX, VERIFY_MINUTES_MAX};
pub use hours::{WeekHours, local_instant, minutes};
pub use letters::{SENTENCE_CHARS_MAX, Sentences, is_sentence, sentence};
pub use made_up::{MADE_UP_TOWN, made_up_town};
pub use mail::{Encrypted, MailConfig, RelayUrl};
pub use nextcloud::NextcloudConfig;
pub use order::OrderConfig;
pub use plan::{
    ClosureConfig, DeadlinesConfig, LandCode, LeadConfig, LocalHoliday, NeedConfig, PoolConfig,
    ResourceConfig, name_range,
};
pub use plan_text::{PLAN_BYTES_MAX, SitePlan};
pub use provider::ProviderConfig;
pub use site::{
    CounterConfig, SERVICE_MINUTES_MAX, ServiceConfig, Site, TARGET_WAIT_MINUTES_MAX, ZoneConfig,
};
pub use statements::{Statement, StatementsConfig};
pub use video::{ROOM, VideoConfig, ZoomConfig};
pub use words::{Words, bring, joined};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(default)]
    pub hub: HubConfig,
    /// Needed as soon as `hub.listen` is more than this machine: citizens' and clerks' traffic is
    /// never sent in the clear.
    pub tls: Option<Tls>,
    #[serde(default)]
    pub broker: Broker,
    /// Accounts the town has already. Without it, people have accounts of the hub alone.
    pub directory: Option<DirectoryConfig>,
    /// Accounts that citizens have elsewhere, to take their name from. Without it they type it.
    pub citizen_account: Option<CitizenAccountConfig>,
    /// When programs want every time there is.
    #[serde(default)]
    pub attack: AttackConfig,
    /// Without it nobody is written to: bookings stand at once, and their code is on the screen.
    pub mail: Option<MailConfig>,
    /// Without it what citizens send ahead lies in the hub alone, and is gone after the visit.
    pub nextcloud: Option<NextcloudConfig>,
    /// Where people meet whose appointment is by video. Without it citizens cannot book any by video.
    pub video: Option<VideoConfig>,
    #[serde(rename = "site")]
    pub sites: Vec<Site>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HubConfig {
    /// Where pages and API are served. The default is this machine only.
    pub listen: SocketAddr,
    /// How visitors reach the hub from their phones; it is in the QR code of every slip. The
    /// default is the address of `listen`.
    pub public_url: Option<String>,
    /// The database; journal and secrets lie beside it. Relative to the place the hub is started.
    pub database: PathBuf,
    /// Who logs in with a code from the telephone as well.
    pub second_factor: SecondFactor,
    /// The address of a proxy in front of the hub, which says in `x-forwarded-for` who asks. Without
    /// one nobody is believed: the header is written by whoever likes.
    pub proxy: Option<IpAddr>,
    /// Websites that may show the booking pages in a frame of theirs, by their origin. Without one none may:
    /// a page in a stranger's frame can be laid under buttons that say something else.
    pub embed_in: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondFactor {
    /// Admins must, everybody else may.
    Admins,
    /// Everybody may. For trying on this machine only.
    Optional,
}

impl Default for HubConfig {
    fn default() -> Self {
        HubConfig {
            listen: ([127, 0, 0, 1], 8080).into(),
            public_url: None,
            database: "wartemarke.db".into(),
            second_factor: SecondFactor::Admins,
            proxy: None,
            embed_in: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// PEM, with the chain.
    pub certificate: PathBuf,
    /// PEM.
    pub key: PathBuf,
}

/// The MQTT broker that carries calls to the displays.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Broker {
    /// A broker inside the hub, for trying and for tests: no access control, so this machine only.
    BuiltIn {
        #[serde(default = "Broker::loopback")]
        listen: SocketAddr,
    },
    /// Mosquitto, or another broker of the building.
    External {
        /// "mqtt://127.0.0.1:1883" or "mqtts://broker.example:8883". Without TLS only on this machine.
        url: String,
        user: Option<String>,
        /// A file with the password alone, readable by the hub only.
        password_file: Option<PathBuf>,
    },
}

impl Broker {
    fn loopback() -> SocketAddr {
        ([127, 0, 0, 1], 1883).into()
    }
}

impl Default for Broker {
    fn default() -> Self {
        Broker::BuiltIn { listen: Broker::loopback() }
    }
}

/// A mistake in the configuration, worded for the person who made it.
#[derive(Debug, thiserror::Error)]
pub enum Mistake {
    #[error("{path}: cannot be read: {why}")]
    Unreadable { path: String, why: std::io::Error },
    #[error("{path}:{line}: {field}: {what}")]
    At { path: String, line: usize, field: String, what: String },
}

impl Config {
    pub fn read(path: &Path) -> Result<Config, Mistake> {
        let name = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|why| Mistake::Unreadable { path: name.clone(), why })?;
        Config::parse(&name, &text)
    }

    /// `name` is what a mistake calls the file.
    pub fn parse(name: &str, text: &str) -> Result<Config, Mistake> {
        let source = Source { name, text };
        let config: Config = toml::from_str(text).map_err(|error| source.syntax(&error))?;
        config.check(&source)?;
        Ok(config)
    }

    fn check(&self, source: &Source) -> Result<(), Mistake> {
        if !self.hub.listen.ip().is_loopback() && self.tls.is_none() {
            return Err(source.mistake(
                "listen",
                "is reachable from other machines, so a [tls] section with \
                 certificate and key is needed; without one only 127.0.0.1 or [::1] are allowed",
            ));
        }
        if let Some(url) = &self.hub.public_url {
            let place = url.strip_prefix("https://").or(url.strip_prefix("http://"));
            if place.is_none_or(|place| place.trim_end_matches('/').contains('/') || place.is_empty()) {
                let what = format!(
                    "{url:?} must be an address without a path, such as \"https://warten.stadt.example\": \
                     it is in upper case in QR codes, where paths could not be told apart"
                );
                return Err(source.mistake("public_url", &what));
            }
        }
        if self.is_reached_by_others() && self.hub.second_factor == SecondFactor::Optional {
            return Err(source.mistake(
                "second_factor",
                "must be \"admins\" where other machines reach the hub, also through a proxy or by its \
                 public_url; \"optional\" is for trying",
            ));
        }
        if let Some(site) = self.hub.embed_in.iter().find(|site| !is_origin(site)) {
            let what = format!(
                "{site:?} must be the origin of a website, without a path, such as \
                 \"https://www.stadt.example\"; http:// is allowed for this machine only"
            );
            return Err(source.mistake("embed_in", &what));
        }
        self.check_broker(source)?;
        if self.sites.is_empty() {
            return Err(source.mistake("site", "at least one [[site]] is needed"));
        }
        let mut ids = std::collections::BTreeSet::new();
        for site in &self.sites {
            if !ids.insert(&site.id) {
                return Err(
                    source.mistake("id", &format!("{:?} names two sites; each needs its own", site.id))
                );
            }
            site.check(source)?;
        }
        self.attack.check(source)?;
        self.mail.iter().try_for_each(|mail| mail.check(source))?;
        self.nextcloud.iter().try_for_each(|nextcloud| nextcloud.check(source))?;
        self.video.iter().try_for_each(|video| video.check(source))?;
        self.citizen_account.iter().try_for_each(|account| account.check(self, source))?;
        self.directory.iter().try_for_each(|directory| directory.check(self, source))
    }

    fn is_reached_by_others(&self) -> bool {
        let is_here = |url: &String| {
            let place = url.split_once("://").map_or(&url[..], |(_, place)| place);
            ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
                place.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
            })
        };
        let listens_here = self.hub.listen.ip().is_loopback() && self.hub.proxy.is_none();
        !listens_here || self.hub.public_url.as_ref().is_some_and(|url| !is_here(url))
    }

    fn check_broker(&self, source: &Source) -> Result<(), Mistake> {
        match &self.broker {
            Broker::BuiltIn { listen } if !listen.ip().is_loopback() => Err(source.mistake_at(
                "listen",
                &listen.to_string(),
                "the built-in broker has no access control, so only 127.0.0.1 or [::1] are allowed; \
                 use kind = \"external\" with mosquitto for other machines",
            )),
            Broker::BuiltIn { .. } => Ok(()),
            Broker::External { url, .. } => {
                BrokerUrl::parse(url).map(|_| ()).map_err(|what| source.mistake("url", &what))
            }
        }
    }

    /// Other machines come to it, and it was not said by which name.
    fn is_reached_by_no_name(&self) -> bool {
        self.hub.public_url.is_none() && !self.hub.listen.ip().is_loopback()
    }

    /// How visitors reach the hub, without a slash at the end.
    pub fn public_url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let default = || format!("{scheme}://{}", self.hub.listen);
        let url = self.hub.public_url.clone().unwrap_or_else(default);
        url.trim_end_matches('/').to_string()
    }
}

/// Whether a header may name it: letters of a host, perhaps a port, and nothing that begins another word.
fn is_origin(site: &str) -> bool {
    let host = |place: &str| {
        let (name, port) = place.rsplit_once(':').unwrap_or((place, "443"));
        let letters = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
        let is_here = ["localhost", "127.0.0.1"].contains(&name);
        (!name.is_empty() && name.chars().all(letters) && port.parse::<u16>().is_ok()).then_some(is_here)
    };
    match site.split_once("://") {
        Some(("https", place)) => host(place).is_some(),
        Some(("http", place)) => host(place) == Some(true),
        _ => false,
    }
}

/// Where an external broker is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerUrl {
    pub host: String,
    pub port: u16,
    pub tls: bool,
}

impl BrokerUrl {
    pub fn parse(url: &str) -> Result<BrokerUrl, String> {
        let wrong = || format!("{url:?} is not an address such as \"mqtts://broker.example:8883\"");
        let server = Server::of(url).ok_or_else(wrong)?;
        let tls = match server.scheme {
            "mqtt" => false,
            "mqtts" => true,
            _ => return Err(wrong()),
        };
        if !tls && !server.is_here() {
            return Err(format!("{url:?} would send calls in the clear; use mqtts:// for another machine"));
        }
        Ok(BrokerUrl { host: server.host.to_string(), port: server.port, tls })
    }
}

/// The parts of "scheme://host:port".
struct Server<'a> {
    scheme: &'a str,
    host: &'a str,
    port: u16,
}

impl Server<'_> {
    fn of(url: &str) -> Option<Server<'_>> {
        let (scheme, place) = url.split_once("://")?;
        let (host, port) = place.trim_end_matches('/').rsplit_once(':')?;
        Some(Server { scheme, host, port: port.parse().ok()? })
    }

    /// On this machine, where nobody listens on the way.
    fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }
}

/// The text of a configuration file, to find the line of a mistake in.
pub(crate) struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn syntax(&self, error: &toml::de::Error) -> Mistake {
        let at = error.span().map_or(0, |span| span.start);
        let line = 1 + self.text[..at.min(self.text.len())].matches('\n').count();
        let words = self.text.lines().nth(line - 1).unwrap_or_default();
        let field = words.split('=').next().unwrap_or_default().trim().to_string();
        Mistake::At { path: self.name.into(), line, field, what: error.message().to_string() }
    }

    /// A mistake in the first line that sets `field`.
    pub(crate) fn mistake(&self, field: &str, what: &str) -> Mistake {
        self.mistake_at(field, "", what)
    }

    /// A mistake in the first line that sets `field` to something with `value` in it.
    pub(crate) fn mistake_at(&self, field: &str, value: &str, what: &str) -> Mistake {
        self.in_line(self.text.lines().position(|line| sets(line, field, value)), field, what)
    }

    /// A mistake in the last such line: what was said before is said again there.
    pub(crate) fn said_again(&self, field: &str, value: &str, what: &str) -> Mistake {
        let lines: Vec<&str> = self.text.lines().collect();
        self.in_line(lines.iter().rposition(|line| sets(line, field, value)), field, what)
    }

    fn in_line(&self, index: Option<usize>, field: &str, what: &str) -> Mistake {
        let line = index.map_or(1, |index| index + 1);
        Mistake::At { path: self.name.into(), line, field: field.into(), what: what.into() }
    }
}

/// Whether a line of TOML sets `field`, or opens its table, with `value` in it.
fn sets(line: &str, field: &str, value: &str) -> bool {
    if line.trim_start().starts_with('#') {
        return false;
    }
    let start = line.trim_start_matches([' ', '\t', '[', '{']);
    let named = start.strip_prefix(field).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let whole = |(at, found): (usize, &str)| {
        edge(line[..at].chars().next_back()) && edge(line[at + found.len()..].chars().next())
    };
    (named || line.contains(&format!(" {field} "))) && line.match_indices(value).any(whole)
}
