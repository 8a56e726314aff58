//! How bookings went, for anybody: only numbers behind which nobody is recognised.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The months that are over, the oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Indicators {
    pub site: String,
    pub town: String,
    pub office: String,
    /// Every number is a multiple of it. What is missing is smaller, or would give something smaller away.
    pub rounded_to: u32,
    pub months: Vec<IndicatorMonth>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorMonth {
    /// "2026-03".
    pub month: String,
    /// All first, then each channel.
    pub channels: Vec<IndicatorLine>,
    /// How visits of this month were, as visitors said; nothing, where nobody was asked. All first, then each
    /// service.
    #[serde(default)]
    pub feedback: Vec<FeedbackLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FeedbackLine {
    /// Its id; of the line about all there is none.
    pub service: Option<String>,
    pub answers: Option<u32>,
    pub good: Option<u32>,
    pub middling: Option<u32>,
    pub bad: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorLine {
    /// "all", "online", "kiosk" or "staff".
    pub channel: String,
    /// Of the month in which it was done.
    pub booked: Option<u32>,
    pub moved: Option<u32>,
    pub cancelled: Option<u32>,
    /// Of the month of the appointment.
    pub came: Option<u32>,
    pub not_arrived: Option<u32>,
    /// How long a booking took, from the first page to the button: half of them at most so long.
    pub minutes_median: Option<f64>,
    /// Nine of ten at most so long.
    pub minutes_p90: Option<f64>,
}
