//! An account that citizens have elsewhere and from which they may take their name: BundID, a Land's or the
//! town's own, each by way of a provider of OpenID Connect. Nobody needs one, so it is off where the file
//! says nothing.

use std::path::PathBuf;

use serde::Deserialize;

use super::provider::ProviderConfig;
use super::{Config, Mistake, SecretFile, Source};

/// It stands on a button, in twelve languages.
const LABEL_CHARS_MAX: usize = 30;
/// First and family name, a title, and one more.
const NAME_CLAIMS_MAX: usize = 4;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitizenAccountConfig {
    /// What people call it: "BundID". The sentence around it is ours.
    pub label: String,
    pub issuer: String,
    pub client_id: String,
    pub client_secret_file: Option<SecretFile>,
    #[serde(default = "profile_and_mail")]
    pub scopes: Vec<String>,
    /// Where the name stands; of several, one after the other.
    #[serde(default = "name")]
    pub name_claims: Vec<String>,
    #[serde(default = "mail")]
    pub mail_claim: String,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
}

fn profile_and_mail() -> Vec<String> {
    vec!["profile".into(), "email".into()]
}
fn name() -> Vec<String> {
    vec!["name".into()]
}
fn mail() -> String {
    "email".into()
}

impl CitizenAccountConfig {
    pub fn provider(&self) -> ProviderConfig {
        ProviderConfig {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret_file: self.client_secret_file.clone(),
            scopes: self.scopes.clone(),
            classes: Vec::new(),
            ca_file: self.ca_file.clone(),
        }
    }

    pub(super) fn check(&self, config: &Config, source: &Source) -> Result<(), Mistake> {
        let label = &self.label;
        let is_line = !label.trim().is_empty() && !label.contains(char::is_control);
        if !is_line || label.chars().count() > LABEL_CHARS_MAX {
            let what = format!(
                "{label:?} must be one line of 1 to {LABEL_CHARS_MAX} characters, such as \"BundID\""
            );
            return Err(source.mistake_at("label", label, &what));
        }
        if !(1..=NAME_CLAIMS_MAX).contains(&self.name_claims.len()) {
            let what = format!(
                "must be 1 to {NAME_CLAIMS_MAX} names of claims, such as [\"given_name\", \"family_name\"]"
            );
            return Err(source.mistake("name_claims", &what));
        }
        self.provider().check("citizen_account", config, source)
    }
}
