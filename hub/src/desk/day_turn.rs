//! The turn of the day: service days open and close when their time has come.

use std::sync::Arc;

use chrono::{DateTime, Timelike, Utc};

use super::Sites;
use super::committer::Happened;
use super::orders::store;
use super::site_state::SiteState;
use crate::store::{Batch, Room};

/// Opens and closes service days whose time has come.
pub(super) fn turn_days(
    sites: &mut Sites,
    transaction: &Batch,
    now: DateTime<Utc>,
    happened: &mut Vec<Happened>,
) -> Result<(), rusqlite::Error> {
    for state in sites.values_mut().map(Arc::make_mut) {
        for command in turn_of_the_day(state, now) {
            for event in state.day.decide(&command, now).unwrap_or_default() {
                store(state, transaction, "hub", now, Room::Queue(event), happened)?;
            }
        }
    }
    Ok(())
}

/// The service day that is over is closed, the one that has begun is opened. A clock that is set
/// back a little closes nothing.
pub(super) fn turn_of_the_day(state: &SiteState, now: DateTime<Utc>) -> Vec<queue::Command> {
    let local = now.with_timezone(&state.config.time_zone);
    let (today, minute) = (local.date_naive(), local.hour() * 60 + local.minute());
    let (starts, ends) = state.config.day_minutes();
    let last = state.day.date();
    let mut commands = Vec::new();
    if state.day.is_open() && last.is_some_and(|day| today > day || (today == day && minute >= ends)) {
        commands.push(queue::Command::CloseDay);
    }
    let hours: Vec<queue::Hours> = (state.config.open_on(today).into_iter())
        .map(|(opens_at, closes_at)| queue::Hours { opens_at, closes_at })
        .collect();
    let has_begun = (starts..ends).contains(&minute) && last.is_none_or(|last| last < today);
    if has_begun && !hours.is_empty() {
        commands.push(queue::Command::OpenDay { date: today, hours });
    }
    commands
}
