//! The town's mail server, through which those who booked are written to.

use std::path::PathBuf;

use lettre::Address;
use serde::Deserialize;

use super::directory::check_ca_file;
use super::{Hidden, Mistake, SecretFile, Server, Source};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// "smtp://mail.stadt.example:587" is encrypted after the first words (STARTTLS), and
    /// "smtps://mail.stadt.example:465" from the start. Only a server on this machine goes without.
    pub relay: String,
    /// The sender's address alone; the name before it is the office's.
    pub from: String,
    /// Where answers go: a mailbox that somebody reads.
    pub reply_to: Option<String>,
    pub user: Option<String>,
    pub password_file: Option<SecretFile>,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
}

/// Where a mail server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayUrl {
    pub host: String,
    pub port: u16,
    /// None in the clear.
    pub encrypted: Option<Encrypted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encrypted {
    AfterHello,
    FromTheStart,
}

impl RelayUrl {
    pub fn parse(url: &str) -> Result<RelayUrl, String> {
        let wrong = || format!("{url:?} is not an address such as \"smtp://mail.stadt.example:587\"");
        let server = Server::of(url).ok_or_else(wrong)?;
        let encrypted = match (server.scheme, server.is_here()) {
            ("smtp", true) => None,
            ("smtp", false) => Some(Encrypted::AfterHello),
            ("smtps", _) => Some(Encrypted::FromTheStart),
            _ => return Err(wrong()),
        };
        Ok(RelayUrl { host: server.host.to_owned(), port: server.port, encrypted })
    }
}

impl MailConfig {
    /// # Panics
    /// If the configuration was not checked.
    pub fn relay_url(&self) -> RelayUrl {
        RelayUrl::parse(&self.relay).expect("a checked configuration has an address here")
    }

    /// Name and password for the mail server, if it wants any.
    pub fn credentials(&self) -> anyhow::Result<Option<(String, Hidden)>> {
        let Some((user, file)) = self.user.as_ref().zip(self.password_file.as_ref()) else { return Ok(None) };
        Ok(Some((user.clone(), file.read().map_err(anyhow::Error::msg)?)))
    }

    pub(super) fn check(&self, source: &Source) -> Result<(), Mistake> {
        RelayUrl::parse(&self.relay).map_err(|what| source.mistake("relay", &what))?;
        for (field, address) in [("from", Some(&self.from)), ("reply_to", self.reply_to.as_ref())] {
            let Some(address) = address else { continue };
            check_address(field, address, source)?;
        }
        check_ca_file(self.ca_file.as_deref(), source)?;
        if self.user.is_some() != self.password_file.is_some() {
            return Err(source.mistake(
                if self.user.is_some() { "user" } else { "password_file" },
                "a mail server that asks for a user asks for a password too: both fields or neither",
            ));
        }
        let Some(file) = &self.password_file else { return Ok(()) };
        file.read().map(|_| ()).map_err(|what| source.mistake("password_file", &what))
    }
}

pub(super) fn check_address(field: &str, address: &str, source: &Source) -> Result<(), Mistake> {
    if address.parse::<Address>().is_err() {
        let what = format!("{address:?} is not a mail address such as \"termine@stadt.example\"");
        return Err(source.mistake_at(field, address, &what));
    }
    Ok(())
}
