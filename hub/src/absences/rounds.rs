//! Looking at the feeds once in a while, and how each was found. What stands here is forgotten when the hub
//! ends; what was told lies in the database.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use tracing::warn;

use super::{Odd, Reading, Unread, Window, fetch, read};
use crate::config::{Config, FeedConfig, Site};
use crate::desk::{Act, Desk, Order, Told};

/// How a feed was found when it was looked at last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub looked_at: DateTime<Utc>,
    /// When it could be read.
    pub read_at: Option<DateTime<Utc>>,
    /// Why it could not, the last time.
    pub unread: Option<Unread>,
    /// Of when it could be read.
    pub absences: usize,
    pub others: usize,
    pub odd: Vec<Odd>,
    pub odd_in_all: usize,
}

/// All feeds of the hub, by site and their own id.
#[derive(Default)]
pub struct Feeds {
    standings: Mutex<BTreeMap<(String, String), Standing>>,
    /// Nobody begins a round while another goes on.
    round: Mutex<()>,
}

impl Told {
    pub fn of(feed: &FeedConfig, reading: &Reading, window: Window) -> Told {
        Told {
            feed: feed.id.clone(),
            absences: reading.absences.clone(),
            is_whole: reading.odd.is_empty(),
            horizon: window.horizon,
        }
    }
}

impl Feeds {
    /// Reads the feeds whose time has come, and has reported what is new. Waits for files, the network and
    /// the desk.
    pub fn round(&self, config: &Config, desk: &Desk, now: DateTime<Utc>) {
        let _alone = self.round.lock().expect("a round does not panic");
        for id in config.sites.iter().map(|site| &site.id) {
            // Whoever is named may have come by a change of the offer.
            let Some(site) = desk.site(id).map(|state| state.config.clone()) else { continue };
            let every = TimeDelta::minutes(site.absences.read_every_minutes.into());
            for feed in site.absences.feeds.iter().filter(|feed| feed.is_followed()) {
                let before = self.standing(&site.id, &feed.id);
                // A clock that was ahead and is set back must not silence a feed.
                let is_due = |standing: &Standing| (now - standing.looked_at).abs() >= every;
                if before.as_ref().is_none_or(is_due) {
                    self.look(&site, feed, desk, now);
                }
            }
        }
    }

    pub fn standing(&self, site: &str, feed: &str) -> Option<Standing> {
        self.standings().get(&(site.to_owned(), feed.to_owned())).cloned()
    }

    /// Remembers how a feed was found, also one that somebody brought.
    pub fn found(&self, site: &str, feed: &str, reading: &Result<Reading, Unread>, now: DateTime<Utc>) {
        let mut standings = self.standings();
        let key = (site.to_owned(), feed.to_owned());
        let standing = match reading {
            Ok(reading) => Standing {
                looked_at: now,
                read_at: Some(now),
                unread: None,
                absences: reading.absences.len(),
                others: reading.others,
                odd: reading.odd.clone(),
                odd_in_all: reading.odd_in_all,
            },
            Err(unread) => {
                let before = standings.get(&key).cloned();
                let never = Standing {
                    looked_at: now,
                    read_at: None,
                    unread: None,
                    absences: 0,
                    others: 0,
                    odd: vec![],
                    odd_in_all: 0,
                };
                let before = before.unwrap_or(never);
                Standing { looked_at: now, unread: Some(unread.clone()), ..before }
            }
        };
        standings.insert(key, standing);
    }

    fn look(&self, site: &Site, feed: &FeedConfig, desk: &Desk, now: DateTime<Utc>) {
        let window = Window::of(site, now);
        let Some(bytes) = fetch::get(feed) else { return };
        let reading = bytes.and_then(|bytes| read(&bytes, feed, site, window));
        if let Ok(reading) = &reading {
            let act = Act::Told(Told::of(feed, reading, window));
            let actor = format!("feed:{}", feed.id);
            let order = Order { site: site.id.clone(), actor, key: None, act };
            if let Err(not_done) = desk.commit_blocking(order) {
                // The next round tells it again.
                warn!(site = site.id, feed = feed.id, %not_done, "absences could not be reported");
            }
        }
        self.found(&site.id, &feed.id, &reading, now);
    }

    fn standings(&self) -> MutexGuard<'_, BTreeMap<(String, String), Standing>> {
        self.standings.lock().expect("nobody panics while writing down how a feed was found")
    }
}
