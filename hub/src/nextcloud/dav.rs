//! The town's own folder, by WebDAV (RFC 4918) as Nextcloud speaks it: what is put there, and what its
//! answers mean. Nothing is ever read or deleted there.

use std::path::Path;
use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, AsSendBody};

use crate::config::NextcloudConfig;
use crate::trust;
use crate::uploads::Kind;

/// A file of ten megabytes on the line of a small town hall; and a server that says nothing is tried again.
const ANSWERS_WITHIN: Duration = Duration::from_secs(60);

/// Where copies go.
pub trait Shelf: Send {
    /// Puts a file down in folders that are made if need be, the outer one first.
    fn put(&self, folders: &[&str], name: &str, kind: Kind, content: &[u8]) -> Result<(), NotTaken>;
}

/// Why a copy is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// It is locked or full, down, or not where the configuration says: somebody will see to it.
    Later(String),
    /// The password is not taken. Asking often would lock the account up.
    NotLetIn(String),
    /// This file will never be taken.
    Never(String),
}

pub struct Dav {
    agent: Agent,
    /// Of the folder, without a slash at the end.
    url: String,
    authorization: String,
}

impl Dav {
    pub fn open(config: &NextcloudConfig) -> anyhow::Result<Dav> {
        let password = config.password_file.read().map_err(anyhow::Error::msg)?;
        let authorization = format!("Basic {}", STANDARD.encode(format!("{}:{}", config.user, password.0)));
        let agent = agent(config.is_on_this_machine(), config.ca_file.as_deref())?;
        Ok(Dav { agent, url: config.url.trim_end_matches('/').to_owned(), authorization })
    }

    fn asks(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: impl AsSendBody,
    ) -> Result<StatusCode, NotTaken> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header(header::AUTHORIZATION, &self.authorization)
            .header(header::CONTENT_TYPE, kind)
            .body(body)
            .map_err(|error| NotTaken::Never(error.to_string()))?;
        let answer = self.agent.run(request).map_err(|error| NotTaken::Later(error.to_string()))?;
        Ok(answer.status())
    }

    /// Each folder on the way; one that is there already says so.
    fn makes_folders(&self, folders: &[&str]) -> Result<(), NotTaken> {
        let mut path = String::new();
        for folder in folders {
            path = format!("{path}/{}", encoded(folder));
            match self.asks("MKCOL", &path, "text/plain", ())? {
                // RFC 4918, 9.3.1: 405 is that something of this name is there.
                StatusCode::CREATED | StatusCode::METHOD_NOT_ALLOWED => {}
                StatusCode::CONFLICT | StatusCode::NOT_FOUND => {
                    return Err(NotTaken::Later("the folder of the configuration is not there".into()));
                }
                other => return Err(not_taken(other)),
            }
        }
        Ok(())
    }
}

impl Shelf for Dav {
    fn put(&self, folders: &[&str], name: &str, kind: Kind, content: &[u8]) -> Result<(), NotTaken> {
        let path: String = folders.iter().chain([&name]).map(|part| format!("/{}", encoded(part))).collect();
        let mut status = self.asks("PUT", &path, kind.media_type(), content)?;
        // RFC 4918, 9.7.1: the folder is not there yet. Nextcloud says 404.
        if [StatusCode::CONFLICT, StatusCode::NOT_FOUND].contains(&status) {
            self.makes_folders(folders)?;
            status = self.asks("PUT", &path, kind.media_type(), content)?;
        }
        if status.is_success() { Ok(()) } else { Err(not_taken(status)) }
    }
}

fn not_taken(status: StatusCode) -> NotTaken {
    let why = format!("it answers {status}");
    match status.as_u16() {
        401 => NotTaken::NotLetIn(why),
        // What is wrong with the file itself; everything else is put right by somebody, or by itself: 423 is
        // locked, 507 full, 3xx another address.
        400 | 405 | 413 | 414 | 415 | 422 => NotTaken::Never(why),
        _ => NotTaken::Later(why),
    }
}

/// As [`crate::directory`] asks: encrypted, without going where an answer leads.
fn agent(on_this_machine: bool, ca_file: Option<&Path>) -> anyhow::Result<Agent> {
    let mut config = Agent::config_builder()
        .https_only(!on_this_machine)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(ANSWERS_WITHIN));
    if on_this_machine {
        config = config.proxy(None);
    } else {
        let trusted = trust::certificates(ca_file)?;
        let trusted: Vec<_> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let roots = RootCerts::new_with_certs(&trusted);
        config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
    }
    Ok(config.build().new_agent())
}

/// A part of a path.
fn encoded(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    part.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
