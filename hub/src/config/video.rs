//! Where people meet whose appointment is by video: links of the town's own pattern, a Jitsi server, or Zoom.

use std::path::PathBuf;

use openidconnect::url::Url;
use serde::Deserialize;

use super::directory::{check_ca_file, is_safe};
use super::{Hidden, Mistake, SecretFile, Source};

/// Where a room of its own stands in the link of a booking.
pub const ROOM: &str = "{room}";

/// One of the three.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoConfig {
    /// "https://video.stadt.example/raum/{room}".
    pub link: Option<String>,
    /// A Jitsi server: "https://meet.stadt.example".
    pub jitsi: Option<String>,
    pub zoom: Option<ZoomConfig>,
}

/// An app of the kind "Server-to-Server OAuth" in the town's account at Zoom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoomConfig {
    pub account_id: String,
    pub client_id: String,
    /// A file with the secret alone.
    pub client_secret_file: SecretFile,
    /// Whose meetings they are: the mail address of a user of the account.
    pub user: String,
    /// Where the app is let in, and where its meetings are made.
    #[serde(default = "token_url")]
    pub token_url: String,
    #[serde(default = "api_url")]
    pub api_url: String,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
}

fn token_url() -> String {
    "https://zoom.us/oauth/token".into()
}
fn api_url() -> String {
    "https://api.zoom.us/v2".into()
}

impl VideoConfig {
    pub(super) fn check(&self, source: &Source) -> Result<(), Mistake> {
        let named = [self.link.is_some(), self.jitsi.is_some(), self.zoom.is_some()];
        if named.into_iter().filter(|is_named| *is_named).count() != 1 {
            let what = "needs one of link, jitsi and [video.zoom]: where people meet";
            return Err(source.mistake("video", what));
        }
        if let Some(link) = &self.link {
            check_address("link", link, source)?;
            if link.matches(ROOM).count() != 1 {
                let what =
                    format!("{link:?} must have {ROOM} in it once: each booking has a room of its own");
                return Err(source.mistake("link", &what));
            }
        }
        self.jitsi.iter().try_for_each(|server| check_address("jitsi", server, source))?;
        self.zoom.iter().try_for_each(|zoom| zoom.check(source))
    }
}

impl ZoomConfig {
    pub fn secret(&self) -> anyhow::Result<Hidden> {
        self.client_secret_file.read().map_err(anyhow::Error::msg)
    }

    fn check(&self, source: &Source) -> Result<(), Mistake> {
        for (field, text) in
            [("account_id", &self.account_id), ("client_id", &self.client_id), ("user", &self.user)]
        {
            if text.trim().is_empty() {
                return Err(source.mistake(field, "must not be empty"));
            }
        }
        check_address("token_url", &self.token_url, source)?;
        check_address("api_url", &self.api_url, source)?;
        check_ca_file(self.ca_file.as_deref(), source)?;
        let secret = self.client_secret_file.read();
        secret.map(|_| ()).map_err(|what| source.mistake("client_secret_file", &what))
    }
}

/// Nobody listens to a citizen's talk on the way; only on this machine, where it is tried, goes it without.
fn check_address(field: &str, address: &str, source: &Source) -> Result<(), Mistake> {
    let url = Url::parse(&address.replace(ROOM, "room")).ok();
    match url.is_some_and(|url| is_safe(&url, "https", "http")) {
        true => Ok(()),
        false => {
            let what = format!("{address:?} is not an address such as \"https://video.stadt.example\"");
            Err(source.mistake(field, &what))
        }
    }
}
