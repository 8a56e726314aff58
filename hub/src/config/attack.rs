//! What the hub takes for an attack on the booking site, and whether it asks for stamps then.

use serde::Deserialize;

use super::{Mistake, Source};

/// More is what the whole of a large land would ask.
const ASKS_PER_MINUTE_MAX: u32 = 100_000;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttackConfig {
    pub stamps: AskStamps,
    /// So many forms that want a time, or a letter, within a minute are an attack, if they are ten times as
    /// many as usual as well. A town with two hundred appointments a day has one in two minutes.
    pub asks_per_minute: u32,
}

/// When whoever books on the web brings a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskStamps {
    UnderAttack,
    /// Of an attack that the hub does not notice.
    Always,
    Never,
}

impl Default for AttackConfig {
    fn default() -> AttackConfig {
        AttackConfig { stamps: AskStamps::UnderAttack, asks_per_minute: 60 }
    }
}

impl AttackConfig {
    pub(super) fn check(&self, source: &Source) -> Result<(), Mistake> {
        match self.asks_per_minute {
            1..=ASKS_PER_MINUTE_MAX => Ok(()),
            asks => {
                let what = format!(
                    "must be 1 to {ASKS_PER_MINUTE_MAX}; who wants no stamps writes stamps = \"never\""
                );
                Err(source.mistake_at("asks_per_minute", &asks.to_string(), &what))
            }
        }
    }
}
