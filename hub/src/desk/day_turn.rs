//! The turn of the day: service days open and close when their time has come.

use std::sync::Arc;

use calendar::Command;
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};

use super::Sites;
use super::arranged::missed_by_the_end;
use super::committer::Happened;
use super::orders::store;
use super::site_state::SiteState;
use crate::config::local_instant;
use crate::store::{Batch, Room};

/// No office is shut for longer, not even from Christmas to Epiphany with a bridge on either side. A clock
/// that is farther ahead of the last service day was set wrongly (by hand, by a machine that woke without
/// a battery, by a bad time server), and a day it opened would close the office until that date. Who
/// comes back after a longer pause says so with `hub open-day`.
pub(super) const BELIEVED_AHEAD: TimeDelta = TimeDelta::days(28);
/// A clock that is put right by a few seconds at midnight leaves the new day as it is.
const SET_BACK_A_LITTLE: TimeDelta = TimeDelta::hours(1);

/// Opens and closes service days whose time has come.
pub(super) fn turn_days(
    sites: &mut Sites,
    transaction: &Batch,
    now: DateTime<Utc>,
    happened: &mut Vec<Happened>,
) -> Result<(), rusqlite::Error> {
    for state in sites.values_mut().map(Arc::make_mut) {
        // Said before anything else is decided: what lapsed can be given to somebody in the same breath.
        for event in decided(state, &Command::Lapse, now) {
            store(state, transaction, "hub", now, Room::Calendar(event), happened)?;
        }
        for event in too_late(state, now) {
            store(state, transaction, "hub", now, Room::Calendar(event), happened)?;
        }
        let vouched =
            needs_a_word(state, now) && transaction.is_vouched(&state.config.id, date_at(state, now))?;
        for command in turn_of_the_day(state, now, vouched) {
            for event in events_of_turn(state, &command, now) {
                store(state, transaction, "hub", now, event, happened)?;
            }
        }
    }
    Ok(())
}

/// Who has not come within the grace of the open day counts as a walk-in by the queue's rule, and the rest
/// of the time is for somebody else.
pub(super) fn too_late(state: &SiteState, now: DateTime<Utc>) -> Vec<calendar::Event> {
    let before = now - TimeDelta::minutes(state.config.order.lateness_grace_minutes.into());
    match state.day.is_open() && state.day.date() == Some(date_at(state, before)) {
        true => decided(state, &Command::MissLate { before }, now),
        false => vec![],
    }
}

/// What a turn brings to today and to the days to come.
fn events_of_turn(state: &SiteState, command: &queue::Command, now: DateTime<Utc>) -> Vec<Room> {
    let turned = state.day.decide(command, now).unwrap_or_default();
    let resumed = turned.iter().find_map(|event| match event {
        queue::Event::DayResumed { date } => Some(*date),
        _ => None,
    });
    let mut events: Vec<calendar::Event> = match command {
        queue::Command::CloseDay => missed_by_the_end(state, now).collect(),
        queue::Command::OpenDay { .. } => forgets(state, now),
        _ => vec![],
    };
    events.extend(resumed.iter().flat_map(|date| decided(state, &Command::ResumeDay { date: *date }, now)));
    events.into_iter().map(Room::Calendar).chain(turned.into_iter().map(Room::Queue)).collect()
}

fn decided(state: &SiteState, command: &Command, now: DateTime<Utc>) -> Vec<calendar::Event> {
    state.coming().decide(command, now).unwrap_or_default()
}

/// With a new day the bookings before the last one need not be kept in mind; the journal has them. A
/// day on which nobody drew a number may be one that a wrong clock has opened, and makes nobody forget.
fn forgets(state: &SiteState, now: DateTime<Utc>) -> Vec<calendar::Event> {
    let Some(last) = state.last_numbers_on() else { return vec![] };
    let before = local_instant(last, 0, state.config.time_zone);
    decided(state, &Command::ForgetPast { before }, now)
}

/// The service day that is over is closed, the one that has begun is opened. `vouched`: an operator has
/// said that the clock is right.
pub(super) fn turn_of_the_day(state: &SiteState, now: DateTime<Utc>, vouched: bool) -> Vec<queue::Command> {
    if is_far_ahead(state, now) && !vouched {
        return vec![];
    }
    let local = now.with_timezone(&state.config.time_zone);
    let (today, minute) = (local.date_naive(), local.hour() * 60 + local.minute());
    let (starts, ends) = state.config.day_minutes();
    let last = state.day.date();
    let may_begin = (starts..ends).contains(&minute)
        && (last.is_none_or(|last| last < today) || was_too_early(state, now));
    let hours = if may_begin { doors(state, today, vouched) } else { vec![] };
    let begins = !hours.is_empty();
    let is_over = last.is_some_and(|day| today > day || (today == day && minute >= ends));
    let mut commands = Vec::new();
    if state.day.is_open() && (is_over || begins) {
        commands.push(queue::Command::CloseDay);
    }
    if begins {
        commands.push(queue::Command::OpenDay { date: today, hours });
    }
    commands
}

/// When the doors are open. An operator's word beats holiday and closure.
fn doors(state: &SiteState, today: NaiveDate, vouched: bool) -> Vec<queue::Hours> {
    let hours = if vouched { state.config.usually_open_on(today) } else { state.config.open_on(today) };
    hours.into_iter().map(|(opens_at, closes_at)| queue::Hours { opens_at, closes_at }).collect()
}

/// Whether the day opens only if an operator says so: nobody believes the clock, or the house is closed.
pub(super) fn needs_a_word(state: &SiteState, now: DateTime<Utc>) -> bool {
    let today = date_at(state, now);
    is_far_ahead(state, now)
        || state.day.date().is_none_or(|last| last < today) && state.config.closed_on(today).is_some()
}

/// Whether the clock is too far ahead of the last service day to be believed. Then no day is closed
/// and none is opened: visitors keep their places, and all is well when the clock is.
pub(super) fn is_far_ahead(state: &SiteState, now: DateTime<Utc>) -> bool {
    state.day.date().is_some_and(|last| date_at(state, now) - last > BELIEVED_AHEAD)
}

pub(super) fn date_at(state: &SiteState, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&state.config.time_zone).date_naive()
}

/// Whether the last service day was opened by a clock that was ahead, and the office has another day
/// today: nobody drew a number then, and no number was drawn later than today. The day before goes on
/// if it was that clock that closed it; one that was closed at its end or by hand stays closed.
fn was_too_early(state: &SiteState, now: DateTime<Utc>) -> bool {
    let today = date_at(state, now);
    let is_behind = state.day.date().is_some_and(|last| date_at(state, now + SET_BACK_A_LITTLE) < last);
    let goes_on = |before: &queue::Day| match before.date() {
        Some(date) if date == today => {
            before.closed_at().is_some_and(|closed_at| date_at(state, closed_at) > date)
        }
        date => date < Some(today),
    };
    is_behind && state.day.tickets().is_empty() && state.day.before().is_none_or(goes_on)
}
