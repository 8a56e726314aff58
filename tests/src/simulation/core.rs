//! The hub's core in one hand: committer, desk and journal without a thread, a socket or a disk.
//!
//! The database lies in memory and outlives the hub that writes it, as a disk does. A clock is moved
//! by hand, and what goes wrong goes wrong on demand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use hub::desk::{Announcer, Committer, Desk, NotDone, Order};
use hub::links::LinkSecret;
use hub::store::{DayKeys, InMemory, Journal, Room, StoredAnswer};
use hub::{Clock, Config};
use queue::TicketId;
use rusqlite::Connection;

/// SQLite asks this often, in instructions of its machine, whether it shall go on.
const ASKED_EVERY: i32 = 50;

pub type Answer = Result<StoredAnswer, NotDone>;

/// A row of the journal, read without the hub's own reader.
pub struct Row {
    pub sequence: u64,
    pub site: String,
    pub at: DateTime<Utc>,
    pub event: Room,
}

pub struct Core {
    running: Option<(Committer, Desk)>,
    config: Arc<Config>,
    now: Arc<AtomicI64>,
    faults: Arc<Faults>,
    /// A database in memory is gone with its last connection; this one stays.
    disk: Connection,
    keys: InMemory,
    name: String,
}

#[derive(Default)]
struct Faults {
    /// The next commit is refused, as by a full disk.
    commit: AtomicBool,
    /// So often the machine is asked until it breaks off, in the midst of a transaction; 0 is never.
    midway: AtomicI64,
}

impl Core {
    pub fn starts(config: Config, now: DateTime<Utc>) -> anyhow::Result<Core> {
        static DISKS: AtomicU64 = AtomicU64::new(0);
        let name = format!("file:/simulated-{}?vfs=memdb", DISKS.fetch_add(1, Ordering::Relaxed));
        let mut core = Core {
            running: None,
            config: Arc::new(config),
            now: Arc::new(AtomicI64::new(now.timestamp_millis())),
            faults: Arc::default(),
            disk: hub::store::open(name.as_ref())?,
            keys: InMemory::default(),
            name,
        };
        core.start()?;
        Ok(core)
    }

    /// The hub is gone at once, and another one reads what it left.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        self.running = None;
        self.faults.commit.store(false, Ordering::Relaxed);
        self.faults.midway.store(0, Ordering::Relaxed);
        self.start()
    }

    fn start(&mut self) -> anyhow::Result<()> {
        let mut db = hub::store::open(self.name.as_ref())?;
        // Nobody takes the power from this machine's memory.
        db.pragma_update(None, "synchronous", "off")?;
        let faults = self.faults.clone();
        db.commit_hook(Some(move || faults.commit.swap(false, Ordering::Relaxed)))?;
        let faults = self.faults.clone();
        let breaks_off = move || faults.midway.fetch_sub(1, Ordering::Relaxed) == 1;
        db.progress_handler(ASKED_EVERY, Some(breaks_off))?;
        let secret = LinkSecret::made_of([7; 32]);
        let clock = Clock::ByHand(self.now.clone());
        let journal = Journal::new(db, DayKeys::in_memory(self.keys.clone()));
        self.running = Some(Committer::open(journal, self.config.clone(), secret, clock)?);
        Ok(())
    }

    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.now.load(Ordering::Relaxed)).expect("a time of this era")
    }

    /// Backwards too: clocks are set.
    pub fn moves_by(&self, delta: TimeDelta) {
        self.now.fetch_add(delta.num_milliseconds(), Ordering::Relaxed);
    }

    pub fn moves_to(&self, time: DateTime<Utc>) {
        self.now.store(time.timestamp_millis(), Ordering::Relaxed);
    }

    pub fn step(&mut self, orders: Vec<Order>, announcer: &mut impl Announcer) -> Vec<Answer> {
        self.running().0.step(orders, announcer)
    }

    pub fn tick(&mut self, announcer: &mut impl Announcer) {
        self.running().0.tick(announcer);
    }

    pub fn desk(&self) -> &Desk {
        &self.running.as_ref().expect("the hub runs").1
    }

    pub fn epoch(&self) -> u64 {
        self.running.as_ref().expect("the hub runs").0.epoch()
    }

    pub fn next_commit_fails(&self) {
        self.faults.commit.store(true, Ordering::Relaxed);
    }

    /// The next transaction fails after a while, if it is long enough.
    pub fn breaks_off_midway(&self, asked: i64) {
        self.faults.midway.store(asked, Ordering::Relaxed);
    }

    pub fn works_again(&self) {
        self.faults.commit.store(false, Ordering::Relaxed);
        self.faults.midway.store(0, Ordering::Relaxed);
    }

    /// The tickets of whom something lies beside the journal.
    pub fn beside(&self, site: &str) -> anyhow::Result<Vec<TicketId>> {
        let mut select =
            self.disk.prepare_cached("select ticket from beside where site = ?1 order by ticket")?;
        let tickets = select.query_map([site], |row| Ok(TicketId(row.get(0)?)))?;
        Ok(tickets.collect::<Result<_, _>>()?)
    }

    /// Resource, unit and booking of every seat that is taken.
    pub fn claims(&self, site: &str) -> anyhow::Result<Vec<(String, i64, u64)>> {
        let mut select = self.disk.prepare_cached(
            "select resource, unit, booking from claim where site = ?1 order by resource, unit, booking",
        )?;
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as u64));
        let rows = select.query_map([site], row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What lies on the disk after the entry `since`.
    pub fn rows(&self, since: u64) -> anyhow::Result<Vec<Row>> {
        let mut select = self
            .disk
            .prepare_cached("select id, site, at, room, event from journal where id > ?1 order by id")?;
        let mut rows = select.query([since as i64])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (room, text): (String, String) = (row.get(3)?, row.get(4)?);
            let event = match room.as_str() {
                "queue" => Room::Queue(serde_json::from_str(&text)?),
                _ => Room::Calendar(serde_json::from_str(&text)?),
            };
            let at = DateTime::from_timestamp_millis(row.get(2)?).context("a time of this era")?;
            found.push(Row { sequence: row.get::<_, i64>(0)? as u64, site: row.get(1)?, at, event });
        }
        Ok(found)
    }

    fn running(&mut self) -> &mut (Committer, Desk) {
        self.running.as_mut().expect("the hub runs")
    }
}
