//! How templates write times: local for people, UTC for browsers.

use askama::{Result, Values};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

/// "08:05", in the site's time.
#[askama::filter_fn]
pub fn clock(at: &DateTime<Utc>, _: &dyn Values, zone: &Tz) -> Result<String> {
    Ok(at.with_timezone(zone).format("%H:%M").to_string())
}

/// For `datetime` attributes.
#[askama::filter_fn]
pub fn iso(at: &DateTime<Utc>, _: &dyn Values) -> Result<String> {
    Ok(at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// Milliseconds since 1970, as scripts count.
#[askama::filter_fn]
pub fn millis(at: &DateTime<Utc>, _: &dyn Values) -> Result<i64> {
    Ok(at.timestamp_millis())
}
