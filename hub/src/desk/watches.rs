//! Who wants to be told when a time becomes free: kept beside the journal, in the transaction of the act. No
//! booking changes by it, and the answer is the same for everybody, whoever asked before with that address.

use calendar::wish::Matter;
use calendar::{BookingId, State};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tracing::warn;

use super::committer::{Told, Word};
use super::orders::refused;
use super::site_state::SiteState;
use super::{Act, NotDone};
use crate::store::{Batch, Watch};

/// So many matters one address waits for at a site: more would be for somebody who sells times.
pub const WATCHES_PER_ADDRESS: usize = 3;
/// So many people wait for times of a site. Each freed time is compared with all of them.
pub const WATCHES_MAX: usize = 2_000;
/// Nobody waits longer than towns let people book ahead.
pub const WATCH_DAYS_MAX: u64 = 60;

/// Whether what somebody waits for can be had here at all.
pub(super) fn decide(
    state: &SiteState,
    watch: &Watch,
    until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), NotDone> {
    let coming = state.coming();
    calendar::check(coming.plan(), &watch.wish()).map_err(|refusal| NotDone::of_calendar(&refusal))?;
    let today = coming.date(now);
    match (today..=today + chrono::Days::new(WATCH_DAYS_MAX)).contains(&until) {
        true => Ok(()),
        false => Err(refused("bad-days", "nobody waits for times of the past, or longer than two months")),
    }
}

/// What an act about a watch keeps or forgets.
pub(super) fn keep(
    state: &SiteState,
    transaction: &Batch,
    act: &Act,
    now: DateTime<Utc>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    match act {
        Act::Watch { watch, until } => begin(state, transaction, watch, *until, now),
        Act::ConfirmWatch { watch } => {
            transaction.forget_unconfirmed_watches(site, now - is_kept_for(state))?;
            transaction.confirm_watch(site, *watch, now).map(drop)
        }
        Act::StopWatch { watch } => {
            if transaction.forget_watch(site, *watch)? {
                told.push(Told { site: site.clone(), word: Word::Watch, after: happened });
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn begin(
    state: &SiteState,
    transaction: &Batch,
    watch: &Watch,
    until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    transaction.forget_unconfirmed_watches(site, now - is_kept_for(state))?;
    let known = transaction.watches_of(site, &watch.mail)?;
    if known.len() >= WATCHES_PER_ADDRESS || known.iter().any(|known| known.watch.is_alike(&watch.matters)) {
        return Ok(());
    }
    if transaction.count_watches(site)? >= WATCHES_MAX {
        warn!(site, "as many wait for a time as may");
        return Ok(());
    }
    transaction.keep_watch(site, until, now, watch)
}

/// As long as the link in a letter about a booking may be pressed.
pub(super) fn is_kept_for(state: &SiteState) -> TimeDelta {
    TimeDelta::minutes(state.config.deadlines.verify_minutes.into())
}

/// Whoever has a booking of what they waited for needs to be told no more.
pub(super) fn are_used(
    state: &SiteState,
    transaction: &Batch,
    booking: BookingId,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let site = &state.config.id;
    let Some(stands) = state.bookings().booking(booking).filter(|booking| booking.state == State::Confirmed)
    else {
        return Ok(());
    };
    let matters: &[Matter] = &stands.matters;
    let Some(mail) = transaction.contact(site, booking)?.and_then(|contact| contact.mail) else {
        return Ok(());
    };
    for known in transaction.watches_of(site, &mail)? {
        if known.watch.is_alike(matters) && transaction.forget_watch(site, known.id)? {
            told.push(Told { site: site.clone(), word: Word::Watch, after: happened });
        }
    }
    Ok(())
}
