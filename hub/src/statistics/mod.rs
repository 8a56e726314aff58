//! Statistics: how the visits of any days went, as figures behind which nobody is recognised.
//!
//! Everything is computed from the journal. This reads it behind the committer, on connections of its
//! own, and keeps the facts of each visit of a day that is over in a file of its own; the open day it
//! has in memory. Who may ask, and how a page looks, is not here.

mod deeds;
mod faces;
mod figures;
mod follow;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use queue::ServiceId;
use rusqlite::Connection;
use tracing::info;

pub use deeds::{Deed, Indicator, What, indicators};
pub use faces::{Faces, faces};
pub use figures::{Column, Key, Line, Report, Spread, report};
pub use shown::{ROUNDED_TO, SHOWN_MIN, Shown, Sum, shown};

use crate::config::Config;
use crate::store::{self, Result, StatisticsFile};
use follow::Follower;

/// So many entries are followed between two transactions: it bounds the memory of the first filling.
const ENTRIES_AT_ONCE: usize = 50_000;

/// What is kept of one visit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts {
    /// Of the arrival or the booking, in the site's time.
    pub hour: u8,
    pub kind: Kind,
    pub channel: Channel,
    /// What was done, or is to be done; of several matters the first.
    pub service: ServiceId,
    pub outcome: Outcome,
    /// Arrival to the first call.
    pub wait_s: Option<u32>,
    /// Call to counter, where the clerk said that the visitor came.
    pub walk_s: Option<u32>,
    /// At the counter, where a clerk finished it.
    pub service_s: Option<u32>,
    /// The pseudonym of who served them; only where the site has switched it on.
    pub clerk: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Booking,
    WalkIn,
}

/// Where the number was drawn; of a booking, where it was booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    Kiosk,
    /// At the infopoint or a counter.
    Staff,
    Online,
    /// From another site, or a further matter under a number of its own.
    Moved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Served,
    NoShow,
    Left,
    /// Goes on at another site, or is still here.
    Elsewhere,
    /// Had a booking and did not come: no visit.
    NotArrived,
}

/// One service day of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub visits: Vec<Facts>,
}

/// The journal is still being read for the first time: so many entries of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filling {
    pub read: u64,
    pub of: u64,
}

/// The statistics of all sites of a hub.
pub struct Statistics {
    config: Arc<Config>,
    book: Mutex<Book>,
    /// The follower is where the file and the journal say it is.
    is_filled: AtomicBool,
    /// It was so once since the start; from then on nothing takes long.
    was_filled: AtomicBool,
    read: AtomicU64,
    /// As many as there were at the start.
    of: u64,
}

struct Book {
    journal: Connection,
    file: StatisticsFile,
    follower: Follower,
    /// The last entry the follower took in.
    at: i64,
}

impl Statistics {
    /// Opens the file beside `database`. Nothing is read yet: that is `catch_up`.
    pub fn open(database: &Path, config: Arc<Config>, now: DateTime<Utc>) -> Result<Statistics> {
        let journal = store::connect(database)?;
        journal.pragma_update(None, "query_only", true)?;
        let mut file = StatisticsFile::open(database)?;
        let today = now.with_timezone(&config.sites[0].time_zone).date_naive();
        let sites = config.sites.iter().map(|site| (site.id.clone(), site.statistics_per_clerk)).collect();
        file.agree(&sites, today)?;
        let follower = Follower::new(&config, &file.clerks_since()?);
        let of = (store::newest_entry(&journal)? - file.followed_to()?).max(0) as u64;
        let book = Mutex::new(Book { journal, file, follower, at: 0 });
        let (is_filled, was_filled, read) = Default::default();
        Ok(Statistics { config, book, is_filled, was_filled, read, of })
    }

    /// Follows the journal to its newest entry. It takes long the first time, and milliseconds after that.
    pub fn catch_up(&self) -> Result<()> {
        let mut book = self.book.lock().expect("following does not panic");
        // Whoever stumbles does not know what the follower has seen, and begins again from the file.
        if self.is_filled.swap(false, Ordering::AcqRel) {
            book.follow(|_| ())?;
            self.is_filled.store(true, Ordering::Release);
            return Ok(());
        }
        book.begin()?;
        let (from, of) = (book.at, self.of);
        book.follow(|at| {
            let read = (at - from) as u64;
            self.read.store(read, Ordering::Release);
            info!(read, of, "the statistics read the journal");
        })?;
        self.is_filled.store(true, Ordering::Release);
        self.was_filled.store(true, Ordering::Release);
        Ok(())
    }

    /// The figures of a site's days from `from` to `to`, both included, up to this moment.
    pub fn report(&self, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Result<Report, Filling>> {
        let days = match self.days(site, from, to)? {
            Ok(days) => days,
            Err(filling) => return Ok(Err(filling)),
        };
        let site = self.config.sites.iter().find(|known| known.id == site);
        let services = site.iter().flat_map(|site| &site.services).map(|service| service.id.clone());
        let per_clerk = site.is_some_and(|site| site.statistics_per_clerk);
        Ok(Ok(report(&days, services.collect(), per_clerk)))
    }

    /// The same, and what was done with bookings on these days.
    pub fn indicators(
        &self,
        site: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Result<(Report, Vec<Indicator>), Filling>> {
        let report = match self.report(site, from, to)? {
            Ok(report) => report,
            Err(filling) => return Ok(Err(filling)),
        };
        let book = self.book.lock().expect("following does not panic");
        let indicators = indicators(&book.file.deeds(site, from, to)?, &report);
        Ok(Ok((report, indicators)))
    }

    /// How the visits of these days were, as visitors said.
    pub fn faces(&self, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<Faces>> {
        let book = self.book.lock().expect("following does not panic");
        let said = store::feedback::faces(&book.journal, site, from, to)?;
        let site = self.config.sites.iter().find(|known| known.id == site);
        Ok(faces(&said, site.iter().flat_map(|site| &site.services).map(|service| service.id.clone())))
    }

    /// The days behind a report.
    pub fn days(&self, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Result<Vec<Day>, Filling>> {
        let filling = Filling { read: self.read.load(Ordering::Acquire), of: self.of };
        // What is read in a moment is waited for.
        if !self.was_filled.load(Ordering::Acquire) && filling.of > ENTRIES_AT_ONCE as u64 {
            return Ok(Err(filling));
        }
        self.catch_up()?;
        let book = self.book.lock().expect("following does not panic");
        let mut days = book.file.days(site, from, to)?;
        days.extend(book.follower.open_day(site).filter(|day| (from..=to).contains(&day.date)));
        Ok(Ok(days))
    }
}

impl Book {
    /// Goes to where the last run stopped; the bookings of before are in nobody's file.
    fn begin(&mut self) -> Result<()> {
        self.at = self.file.followed_to()?;
        let follower = &mut self.follower;
        store::read_bookings(&self.journal, self.at, |entry| {
            follower.take_in(&entry);
        })?;
        // They were put down when they were read first.
        follower.take_deeds();
        Ok(())
    }

    /// Reads on, a portion at a time. `told` hears the last entry of each full one.
    fn follow(&mut self, told: impl Fn(i64)) -> Result<()> {
        loop {
            let (mut over, mut at) = (BTreeMap::new(), self.at);
            let follower = &mut self.follower;
            let read = store::read_on(&self.journal, self.at, ENTRIES_AT_ONCE, |entry| {
                if let Some(day) = follower.take_in(&entry) {
                    over.insert((entry.site.clone(), day.date), day);
                }
                at = entry.id;
            })?;
            let mut deeds = self.follower.take_deeds();
            if !deeds.is_empty() {
                let efforts = store::efforts(&self.journal, self.at, at)?;
                for deed in &mut deeds {
                    deed.took_s = efforts.get(&deed.entry).copied();
                }
                deeds.retain(|deed| deed.what != What::AskedFor || deed.took_s.is_some());
                self.file.put_deeds(&deeds)?;
            }
            // What happened twice to a day counts as it ended; what was read and not written is read again.
            if !over.is_empty() {
                let followed_to = self.follower.oldest_opening().map_or(at, |opening| opening - 1);
                self.file.put(over.iter().map(|((site, _), day)| (site.as_str(), day)), followed_to)?;
            }
            self.at = at;
            if read < ENTRIES_AT_ONCE {
                return Ok(());
            }
            told(at);
        }
    }
}
