//! How long a booking takes whoever makes it, without knowing who: addresses and forms carry when their first
//! page was shown, signed by the hub. There is no cookie, and nothing is kept of those who go away.

use chrono::{DateTime, TimeDelta, Utc};

use super::Web;
use crate::desk::Act;

/// Whoever takes longer has had lunch in between.
const TOOK_MAX: TimeDelta = TimeDelta::hours(2);

/// What the next page carries: what this one was given, or now.
pub fn kept(web: &Web, site: &str, said: &str) -> String {
    match began(web, site, said) {
        Some(_) => said.to_owned(),
        None => new(web, site),
    }
}

/// Of a first page.
pub fn new(web: &Web, site: &str) -> String {
    let sites = web.desk.sites();
    sites.get(site).map(|state| state.begun(web.clock.now())).unwrap_or_default()
}

/// The act with how long it took to come to it, as far as that is known.
pub fn timed(web: &Web, site: &str, said: &str, act: Act) -> Act {
    let took = began(web, site, said).map(|began| web.clock.now() - began);
    match took.and_then(|took| u32::try_from(took.num_seconds()).ok()) {
        Some(seconds) => Act::Timed { seconds, act: Box::new(act) },
        None => act,
    }
}

fn began(web: &Web, site: &str, said: &str) -> Option<DateTime<Utc>> {
    let began = web.desk.sites().get(site)?.began(said)?;
    let since = web.clock.now() - began;
    (TimeDelta::zero() <= since && since <= TOOK_MAX).then_some(began)
}
