//! `wartemarke/v1/{site}/...`, JSON, QoS 1.
//!
//! A display needs only its zone's board (retained), the calls and the heartbeat. `epoch` grows by
//! one at every start of the hub and `sequence` with everything that happens at the site; what the
//! clock alone changes (opening, estimates) comes with the same sequence and a later `at`. By these
//! three a display tells an old message from a new one whatever the broker delivers twice or late.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Estimate, Hall, Number, ServiceDay, is_no};

/// The hub says that it lives this often.
pub const HEARTBEAT_EVERY_MS: u64 = 1_000;
/// A display that heard nothing for this long says that it is being updated: two lost heartbeats
/// are weather, three are a fault a visitor should know of.
pub const STALE_AFTER_MS: u64 = 3_000;
/// No message of ours is larger. A board carries at most [`CALLS_ON_SHOW_MAX`] calls.
pub const PAYLOAD_BYTES_MAX: usize = 16 * 1024;
/// More rows than any wall can show legibly.
pub const CALLS_ON_SHOW_MAX: usize = 12;

/// Retained: what a zone's wall shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub service_day: Option<ServiceDay>,
    pub epoch: u64,
    pub sequence: u64,
    pub at: DateTime<Utc>,
    pub hall: Hall,
    /// The calls on show, the newest first.
    pub calls: Vec<CallOnShow>,
    pub waiting: u32,
    /// For somebody who would draw a number now.
    pub estimate: Estimate,
    /// The name of the zone, German ("Bürgerbüro").
    #[serde(default)]
    pub zone_name: String,
    /// A sentence for everybody, said for today; German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// What everybody must know at once, instead of everything else; German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<String>,
}

/// A called number, and still there when the visit is over: whoever was out for a moment sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOnShow {
    pub number: Number,
    /// As written at the counter ("3").
    pub counter: String,
    pub called_at: DateTime<Utc>,
    /// How often it was called again.
    #[serde(default)]
    pub recalls: u32,
    /// Nobody has come to the counter yet.
    #[serde(default)]
    pub awaited: bool,
    /// Whoever was called stays where they sit, and staff comes to them: anybody may ask for it, and it says
    /// nothing of why. Hubs of before do not say.
    #[serde(default, skip_serializing_if = "is_no")]
    pub stays_seated: bool,
}

/// One call or recall, for gong and voice. Never retained: nobody is called twice because a
/// display was switched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub service_day: ServiceDay,
    pub epoch: u64,
    pub sequence: u64,
    pub at: DateTime<Utc>,
    pub number: Number,
    pub counter: String,
    #[serde(default)]
    pub recalls: u32,
    /// The visitor's language, where the kiosk was told one: the voice calls in it as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whoever was called stays where they sit, and staff comes to them: anybody may ask for it, and it says
    /// nothing of why. Hubs of before do not say.
    #[serde(default, skip_serializing_if = "is_no")]
    pub stays_seated: bool,
}

/// Sent by the hub's committer itself: a heartbeat means that numbers can be drawn and called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    pub epoch: u64,
    pub sequence: u64,
    pub at: DateTime<Utc>,
}

/// Retained, with a last will: what a kiosk or display says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceState {
    pub online: bool,
    #[serde(default)]
    pub version: String,
    /// One word, such as "ready" or "paper-out".
    #[serde(default)]
    pub condition: String,
}

pub fn board_topic(site: &str, zone: char) -> String {
    format!("wartemarke/v1/{site}/board/{zone}")
}

pub fn call_topic(site: &str, zone: char) -> String {
    format!("wartemarke/v1/{site}/call/{zone}")
}

pub fn heartbeat_topic(site: &str) -> String {
    format!("wartemarke/v1/{site}/heartbeat")
}

pub fn device_state_topic(site: &str, device: &str) -> String {
    format!("wartemarke/v1/{site}/device/{device}/state")
}

pub fn device_command_topic(site: &str, device: &str) -> String {
    format!("wartemarke/v1/{site}/device/{device}/command")
}
