//! The town's own people at its provider of accounts: what their groups are, and whether a second factor was
//! shown there.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::Known;
use crate::config::OidcConfig;
use crate::links::LinkSecret;
use crate::oidc::{Answer, Begun, NotKnown, Provider, Seal, Word};
use crate::pages::path;

pub struct Oidc {
    config: OidcConfig,
    pub provider: Arc<Provider>,
    /// Where people come out who log out there.
    after_logout: String,
}

impl Oidc {
    /// `public_url` is where people reach the hub, and where the provider sends them back to.
    pub fn new(config: &OidcConfig, public_url: &str, secret: &LinkSecret) -> anyhow::Result<Oidc> {
        let redirect = format!("{public_url}{}", path::DIRECTORY_ANSWER);
        let provider = Provider::new(config.provider(), redirect, Seal::new(secret, "directory|flow"))?;
        let after_logout = format!("{public_url}{}", path::LOGIN);
        Ok(Oidc { config: config.clone(), provider: Arc::new(provider), after_logout })
    }

    /// Whether somebody may be sent there.
    pub fn is_there(&self) -> bool {
        self.provider.is_there()
    }

    /// Begins a login.
    pub fn begin(&self, now: DateTime<Utc>) -> Result<Begun, NotKnown> {
        self.provider.begin(String::new(), now)
    }

    /// Who came back, if the answer is one to what `cookie` remembers.
    pub async fn finish(&self, cookie: &str, answer: Answer, now: DateTime<Utc>) -> Result<Known, NotKnown> {
        let flow = self.provider.begun(cookie, now)?;
        let claim = self.config.groups_claim.clone();
        let is_enough = move |word: &Word| groups(&claim, word).is_some() && word.text("name").is_some();
        Ok(self.known(&self.provider.finish(flow, answer, is_enough, now).await?))
    }

    pub fn logout_url(&self) -> Option<String> {
        self.provider.logout_url(self.after_logout.clone())
    }

    fn known(&self, word: &Word) -> Known {
        let name = word.text("name").or_else(|| word.text("preferred_username"));
        Known {
            issuer: self.config.issuer.clone(),
            subject: word.subject.clone(),
            name: name.unwrap_or(&word.subject).to_owned(),
            groups: groups(&self.config.groups_claim, word).unwrap_or_default(),
            second_factor: self.shown_second_factor(word),
        }
    }

    /// What is signed says so, and nothing else.
    fn shown_second_factor(&self, word: &Word) -> bool {
        let methods = word.signed.get("amr").and_then(Value::as_array).into_iter().flatten();
        let mut methods = methods.filter_map(Value::as_str);
        let class = word.signed.get("acr").and_then(Value::as_str);
        let is_in = |trusted: &[String], said: &str| trusted.iter().any(|trusted| trusted == said);
        methods.any(|method| is_in(&self.config.second_factor_amr, method))
            || class.is_some_and(|class| is_in(&self.config.second_factor_acr, class))
    }
}

/// The list at the name of the configuration; a name with points may also lead further in.
fn groups(name: &str, word: &Word) -> Option<Vec<String>> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let at = |claims: &Map<String, Value>| {
        let inside = || rest.split('.').try_fold(claims.get(first)?, |value, part| value.get(part));
        match claims.get(name).or_else(inside)? {
            Value::String(group) => Some(vec![group.clone()]),
            Value::Array(groups) => {
                let groups: BTreeSet<&str> = groups.iter().filter_map(Value::as_str).collect();
                Some(groups.into_iter().map(str::to_owned).collect())
            }
            _ => None,
        }
    };
    at(&word.signed).or_else(|| at(&word.told))
}
