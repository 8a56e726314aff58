//! A citizen's account elsewhere, from which a form takes the name and the address of mail. Nobody needs one.
//!
//! Asking only, and once: afterwards the hub knows nobody. There is no session, no token is kept, and what
//! the provider calls somebody is not even looked at. What was typed before goes along with the browser,
//! sealed.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::config::{CitizenAccountConfig, Config};
use crate::links::LinkSecret;
use crate::oidc::{Answer, Begun, Flow, NotKnown, Provider, Seal, Word};
use crate::pages::booking::ACCOUNT_ANSWER;

pub struct CitizenAccount {
    config: CitizenAccountConfig,
    pub provider: Arc<Provider>,
    back: Seal,
}

/// A form on its way to the account and back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Along {
    /// Its address, with what was said before.
    pub form: String,
    pub name: String,
    pub mail: String,
    pub phone: String,
    pub birthday: String,
    /// What keeps the time meanwhile.
    pub held: String,
}

/// What the account says, and nothing more of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: Option<String>,
    pub mail: Option<String>,
}

/// What became of it, for the form to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Taken,
    /// There is no name in the account.
    Nothing,
    Down,
    Astray,
    Refused,
}

impl CitizenAccount {
    /// None where the town has none. Asks nobody yet.
    pub fn open(
        config: &Config,
        public_url: &str,
        secret: &LinkSecret,
    ) -> anyhow::Result<Option<CitizenAccount>> {
        let Some(config) = config.citizen_account.clone() else { return Ok(None) };
        let redirect = format!("{public_url}{ACCOUNT_ANSWER}");
        let provider = Provider::new(config.provider(), redirect, Seal::new(secret, "citizen|flow"))?;
        let back = Seal::new(secret, "citizen|back");
        Ok(Some(CitizenAccount { config, provider: Arc::new(provider), back }))
    }

    pub fn label(&self) -> &str {
        &self.config.label
    }

    pub fn begin(&self, along: &Along, now: DateTime<Utc>) -> Result<Begun, NotKnown> {
        self.provider.begin(serde_json::to_string(along).expect("it is plain data"), now)
    }

    /// What a browser that comes back from there remembers.
    pub fn begun(&self, cookie: &str, now: DateTime<Utc>) -> Option<(Flow, Along)> {
        let flow = self.provider.begun(cookie, now).ok()?;
        let along = serde_json::from_str(&flow.along).ok()?;
        Some((flow, along))
    }

    pub async fn finish(&self, flow: Flow, answer: Answer, now: DateTime<Utc>) -> Result<Person, NotKnown> {
        let CitizenAccountConfig { name_claims, mail_claim, .. } = self.config.clone();
        let person = move |word: &Word| {
            let names: Option<Vec<&str>> = name_claims.iter().map(|claim| word.text(claim)).collect();
            let name = names.map(|names| names.join(" "));
            Person { name, mail: word.text(&mail_claim).map(str::to_owned) }
        };
        let is_whole = {
            let person = person.clone();
            move |word: &Word| {
                let person = person(word);
                person.name.is_some() && person.mail.is_some()
            }
        };
        Ok(person(&self.provider.finish(flow, answer, is_whole, now).await?))
    }

    /// For the browser to bring to the form that it is led back to.
    pub fn leads_back(&self, along: &Along, outcome: Outcome, now: DateTime<Utc>) -> String {
        self.back.seal((along, outcome), now)
    }

    /// What it brings there.
    pub fn came_back(&self, cookie: &str, now: DateTime<Utc>) -> Option<(Along, Outcome)> {
        self.back.open(cookie, now)
    }
}

impl From<NotKnown> for Outcome {
    fn from(not_known: NotKnown) -> Outcome {
        match not_known {
            NotKnown::Down => Outcome::Down,
            NotKnown::Astray => Outcome::Astray,
            NotKnown::Refused => Outcome::Refused,
        }
    }
}
