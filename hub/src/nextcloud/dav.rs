//! The town's own folder, by WebDAV (RFC 4918) as Nextcloud speaks it: what is put there, and what its
//! answers mean. Nothing is ever read or deleted there.

use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use ureq::{Agent, AsSendBody};

use crate::config::NextcloudConfig;
use crate::fetch;
use crate::uploads::Kind;

/// A file of ten megabytes on the line of a small town hall; and a server that says nothing is tried again.
const ANSWERS_WITHIN: Duration = Duration::from_secs(60);
/// RFC 3986, 2.3: these stand in a path as they are.
const OF_A_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

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
        let agent = fetch::agent(config.is_on_this_machine(), config.ca_file.as_deref(), ANSWERS_WITHIN)?;
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

/// A part of a path.
fn encoded(part: &str) -> PercentEncode<'_> {
    utf8_percent_encode(part, OF_A_PATH)
}
