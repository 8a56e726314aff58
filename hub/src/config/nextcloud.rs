//! The town's own folder, into which what citizens send ahead is copied.

use std::path::PathBuf;

use openidconnect::url::Url;
use serde::Deserialize;

use super::directory::{check_ca_file, is_safe};
use super::{Mistake, SecretFile, Source};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextcloudConfig {
    /// Of a folder that is there, by WebDAV:
    /// "https://cloud.stadt.example/remote.php/dav/files/wartemarke/Unterlagen". Never in the clear, but on
    /// this machine.
    pub url: String,
    pub user: String,
    /// With an app password, so that the account's own is nowhere.
    pub password_file: SecretFile,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
}

impl NextcloudConfig {
    pub fn is_on_this_machine(&self) -> bool {
        self.url.starts_with("http://")
    }

    pub(super) fn check(&self, source: &Source) -> Result<(), Mistake> {
        let url = Url::parse(&self.url).ok().filter(|url| url.query().is_none() && url.fragment().is_none());
        let is_folder = url.is_some_and(|url| {
            let has_nobody_in_it = url.username().is_empty() && url.password().is_none();
            is_safe(&url, "https", "http") && has_nobody_in_it && url.has_host()
        });
        if !is_folder {
            let what = format!(
                "{:?} must be a folder by WebDAV, such as \
                 \"https://cloud.stadt.example/remote.php/dav/files/wartemarke/Unterlagen\", without name \
                 and password in it; http:// is allowed on this machine alone",
                self.url
            );
            return Err(source.mistake_at("url", &self.url, &what));
        }
        if self.user.is_empty() || self.user.contains(':') {
            return Err(
                source.mistake("user", "is the account whose folder it is: not empty, and without ':'")
            );
        }
        check_ca_file(self.ca_file.as_deref(), source)?;
        self.password_file.read().map(|_| ()).map_err(|what| source.mistake("password_file", &what))
    }
}
