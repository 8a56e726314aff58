//! The turn of the day: service days open and close when their time has come.

use std::sync::Arc;

use chrono::{DateTime, Timelike, Utc};

use super::Sites;
use super::committer::Happened;
use super::orders::store;
use super::site_state::SiteState;
use crate::config::local_instant;
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
            if let queue::Command::OpenDay { .. } = command {
                for event in forgets(state, now) {
                    store(state, transaction, "hub", now, Room::Calendar(event), happened)?;
                }
            }
            for event in state.day.decide(&command, now).unwrap_or_default() {
                store(state, transaction, "hub", now, Room::Queue(event), happened)?;
            }
        }
    }
    Ok(())
}

/// With a new day the bookings before the last one need not be kept in mind; the journal has them. A
/// day on which nobody drew a number may be one that a wrong clock has opened, and makes nobody forget.
fn forgets(state: &SiteState, now: DateTime<Utc>) -> Vec<calendar::Event> {
    let Some(last) = state.day.date().filter(|_| !state.day.tickets().is_empty()) else { return vec![] };
    let before = local_instant(last, 0, state.config.time_zone);
    state.calendar().decide(&calendar::Command::ForgetPast { before }, &[], now).unwrap_or_default()
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
