//! A provider of OpenID Connect and what the hub is called there: the same for the town's own people and for
//! citizens with an account.

use std::path::PathBuf;

use openidconnect::url::Url;

use super::directory::{SecretFile, check_ca_file, is_safe};
use super::{Config, Mistake, Source};

#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Its address, as in its own description at `/.well-known/openid-configuration`.
    pub issuer: String,
    pub client_id: String,
    /// A file with the secret alone. Without one the hub is a public client, with PKCE as always.
    pub client_secret_file: Option<SecretFile>,
    /// Asked for beside "openid".
    pub scopes: Vec<String>,
    /// Values of `acr` that are asked for.
    pub classes: Vec<String>,
    pub ca_file: Option<PathBuf>,
}

impl ProviderConfig {
    /// `table` is where it stands in the file.
    pub(super) fn check(&self, table: &str, config: &Config, source: &Source) -> Result<(), Mistake> {
        let issuer = &self.issuer;
        let url = Url::parse(issuer).ok().filter(|url| url.query().is_none() && url.fragment().is_none());
        let Some(url) = url.filter(|url| is_safe(url, "https", "http")) else {
            let what = format!(
                "{issuer:?} must be an address such as \"https://login.stadt.example/realms/rathaus\", \
                 without ? and #; http:// is allowed on this machine alone"
            );
            return Err(source.mistake_at("issuer", issuer, &what));
        };
        if url.host_str().is_none() || self.client_id.is_empty() {
            let what = "is what the provider calls this hub, and not empty";
            return Err(source.mistake_at("client_id", &self.client_id, what));
        }
        let public = Url::parse(&config.public_url()).ok();
        if !public.is_some_and(|url| is_safe(&url, "https", "http")) || config.is_reached_by_no_name() {
            return Err(source.mistake(
                table,
                "people come back from the provider to [hub] public_url, so it must be there and begin \
                 with https://; without it only a hub on this machine alone may ask a provider",
            ));
        }
        if let Some(file) = &self.client_secret_file {
            file.read().map_err(|what| source.mistake("client_secret_file", &what))?;
        }
        check_ca_file(self.ca_file.as_deref(), source)
    }
}
