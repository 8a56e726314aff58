//! What a site offers, changed while the hub works: a version of its plan that begins to count in the same
//! transaction in which it is stored.
//!
//! The hub's file is the first version. Whether a plan is in order was asked before it came here; here it is
//! decided whether it fits what happened meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use calendar::{ServiceId, State};
use chrono::{DateTime, Utc};
use tracing::warn;

use super::NotDone;
use super::committer::{Told, Word};
use super::orders::refused;
use super::site_state::SiteState;
use crate::config::{Config, Mistake, SitePlan};
use crate::store::{Batch, Journal, PlanVersion, Room};

/// A version of a plan, as the living state knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    pub version: u32,
    pub plan: Arc<SitePlan>,
    /// Digest of what the hub's file offered when this was saved.
    pub file: String,
}

impl Offered {
    fn of(kept: &PlanVersion, site: &str) -> Result<Offered, Mistake> {
        let plan = SitePlan::read_unchecked(&kept.text, site)?;
        Ok(Offered { version: kept.version, plan: Arc::new(plan), file: kept.file.clone() })
    }
}

/// What an admin saved counts on, also when the hub starts again; and with the rest of the file as it is
/// by then it must be in order. That the file offers something else by now is said, and nothing more: which
/// of the two counts is the admin's to say.
pub fn check_kept(journal: &Journal, config: &Config) -> anyhow::Result<()> {
    for site in &config.sites {
        let Some(kept) = journal.newest_plan(&site.id)? else { continue };
        let name = format!("version {} of what {} offers", kept.version, site.id);
        SitePlan::read(&name, &kept.text, site)?;
        if kept.file != SitePlan::of(site).digest() {
            warn!(
                site = site.id,
                version = kept.version,
                "the file offers something else since this version was saved; the version counts until \
                 somebody chooses on the page /offer"
            );
        }
    }
    Ok(())
}

/// The newest version of a site, as the hub that starts again knows it.
pub(super) fn kept(journal: &Journal, site: &str) -> Result<Option<Word>, rusqlite::Error> {
    let Some(kept) = journal.newest_plan(site)? else { return Ok(None) };
    let unreadable = |mistake: Mistake| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(mistake))
    };
    Offered::of(&kept, site).map(|offered| Some(Word::Plan(offered))).map_err(unreadable)
}

/// The events of a change, or why it is refused.
pub(super) fn change(
    state: &SiteState,
    base: u32,
    plan: &SitePlan,
    now: DateTime<Utc>,
) -> Result<Vec<Room>, NotDone> {
    if base != state.plan_version() {
        return Err(refused("plan-changed", "somebody has saved another version meanwhile"));
    }
    if let Some(service) = in_use(state, plan, now).first() {
        let detail = format!("somebody still comes for {service:?}, so it must be offered");
        return Err(refused("service-in-use", &detail));
    }
    if *plan == SitePlan::of(&state.config) && !state.file_differs() {
        return Err(refused("plan-unchanged", "this is what is offered already"));
    }
    let version = next(state);
    Ok(vec![Room::Calendar(calendar::Event::PlanChanged { version, digest: plan.digest() })])
}

/// Services that `plan` lacks and somebody still comes for: their tickets and bookings would be of nothing.
pub fn in_use(state: &SiteState, plan: &SitePlan, now: DateTime<Utc>) -> BTreeSet<ServiceId> {
    let tickets = state.day.tickets().iter().filter(|ticket| ticket.is_alive());
    let of_tickets = tickets.flat_map(|ticket| [&ticket.service].into_iter().chain(&ticket.further)).cloned();
    let coming = state.coming();
    let today = coming.date(now);
    // Whoever was missed is welcome until the day ends.
    let comes = |state: State| state.is_seated() || state == State::Missed;
    let bookings = coming.bookings().bookings();
    let bookings = bookings.filter(|booking| comes(booking.state) && coming.date(booking.starts_at) >= today);
    let of_bookings = bookings.flat_map(|booking| &booking.matters).map(|matter| matter.service.clone());
    let is_lacking = |id: &ServiceId| !plan.services.iter().any(|service| service.id == *id);
    of_tickets.chain(of_bookings).filter(is_lacking).collect()
}

/// The file's own is version 1, and is kept with the first change.
fn next(state: &SiteState) -> u32 {
    state.plan_version().max(1) + 1
}

/// Writes the version whose event was decided, and lets it count.
pub(super) fn keep(
    state: &mut SiteState,
    transaction: &Batch,
    actor: &str,
    plan: &Arc<SitePlan>,
    now: DateTime<Utc>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<(), rusqlite::Error> {
    let site = state.config.id.clone();
    let (version, of_file) = (next(state), SitePlan::of(state.file()));
    let file = of_file.digest();
    let kept = |version, actor: &str, text| {
        let (actor, file) = (actor.to_owned(), file.clone());
        transaction.keep_plan(&site, &PlanVersion { version, at: now, actor, file, text })
    };
    if state.plan_version() == 0 {
        kept(1, "file", of_file.text())?;
    }
    kept(version, actor, plan.text())?;
    let word = Word::Plan(Offered { version, plan: plan.clone(), file: file.clone() });
    state.hear(&word);
    told.push(Told { site: site.clone(), word, after: happened });
    Ok(())
}
