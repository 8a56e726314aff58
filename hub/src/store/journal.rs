//! The journal, and what is written in one transaction with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use calendar::{BookingId, Seat, Unit};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::seal::{self, RawEntry, Seal, Wax};
use super::{DayKeys, Result, not_sealed, time};

/// Which crate an event belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Room {
    Queue(queue::Event),
    Calendar(calendar::Event),
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: i64,
    pub site: String,
    pub at: DateTime<Utc>,
    /// Pseudonym of who did it.
    pub actor: String,
    pub event: Room,
}

impl Entry {
    /// Of a row with the columns of [`COLUMNS`].
    pub(super) fn of(row: &Row) -> Result<Entry> {
        let (room, event): (String, String) = (row.get(4)?, row.get(5)?);
        let event = match room.as_str() {
            "queue" => serde_json::from_str(&event).map(Room::Queue),
            _ => serde_json::from_str(&event).map(Room::Calendar),
        };
        let event = event.map_err(unreadable)?;
        Ok(Entry { id: row.get(0)?, site: row.get(1)?, at: time(row.get(2)?), actor: row.get(3)?, event })
    }
}

/// What an entry is made of, in this order.
pub(super) const COLUMNS: &str = "id, site, at, actor, room, event";

/// What an act came to, as it is stored under its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoredAnswer {
    Ticket {
        day: NaiveDate,
        ticket: u32,
        /// It had been drawn by another act: a booking was checked in once more.
        #[serde(default)]
        again: bool,
    },
    Booking {
        booking: u64,
    },
    Absence {
        absence: u64,
    },
    Plan {
        version: u32,
    },
    Done,
    Refused {
        code: String,
        detail: String,
    },
}

/// The writer's side of the database.
pub struct Journal {
    pub(super) db: Connection,
    pub(super) keys: DayKeys,
}

impl Journal {
    pub fn new(db: Connection, keys: DayKeys) -> Journal {
        Journal { db, keys }
    }

    #[cfg(test)]
    pub(super) fn into_inner(self) -> Connection {
        self.db
    }

    /// Reads, oldest first, what the present is made of: all bookings, and the queue from each
    /// site's last service day on that gave out a number.
    pub fn replay(&self, mut each: impl FnMut(Entry)) -> Result<()> {
        let opened = self.beginnings()?;
        let since = opened.values().min().copied().unwrap_or(0);
        let mut select = self.db.prepare(&format!(
            "select {COLUMNS} from journal where room = 'calendar' and id < ?1
             union all
             select {COLUMNS} from journal where id >= ?1
             order by id",
        ))?;
        let mut rows = select.query([since])?;
        while let Some(row) = rows.next()? {
            let (id, site, room): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(4)?);
            // One site's day begins while another's still ends.
            if room == "queue" && opened.get(&site).is_some_and(|opened| id < *opened) {
                continue;
            }
            each(Entry::of(row)?);
        }
        Ok(())
    }

    /// Where the present of each site begins: the opening of the last day on which somebody drew a
    /// number. A day without any may have been opened by a wrong clock, and the one before goes on.
    fn beginnings(&self) -> Result<BTreeMap<String, i64>> {
        let mut select = self.db.prepare(
            "select site, id from journal
             where json_extract(event, '$.event') = 'day-opened' order by site, id desc",
        )?;
        let mut drawn = self.db.prepare(
            "select json_extract(event, '$.event') = 'drawn' from journal
             where id between ?2 and ?3 and site = ?1 and room = 'queue'
               and json_extract(event, '$.event') in ('drawn', 'day-resumed') order by id limit 1",
        )?;
        let (mut beginnings, mut next) = (BTreeMap::new(), BTreeMap::new());
        let mut found = BTreeSet::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (site, opening): (String, i64) = (row.get(0)?, row.get(1)?);
            if found.contains(&site) {
                continue;
            }
            let until = next.insert(site.clone(), opening).unwrap_or(i64::MAX);
            beginnings.insert(site.clone(), opening);
            // A number that was drawn when the day before had been resumed is of that one.
            let is_of_this = drawn.query_row(params![site, opening, until], |row| row.get(0)).optional()?;
            if is_of_this.unwrap_or(false) {
                found.insert(site);
            }
        }
        Ok(beginnings)
    }

    /// Writes a row that says nothing; whether it can be written is the question.
    pub fn probe(&self) -> Result<()> {
        self.db.execute(
            "insert into fact (name, value) values ('probe', 1)
             on conflict (name) do update set value = value + 1",
            [],
        )?;
        Ok(())
    }

    /// Adds one to the epoch: every start of a hub has its own.
    pub fn next_epoch(&self) -> Result<u64> {
        let epoch: i64 = self.db.query_row(
            "insert into fact (name, value) values ('epoch', 1)
             on conflict (name) do update set value = value + 1 returning value",
            [],
            |row| row.get(0),
        )?;
        Ok(epoch as u64)
    }

    /// An operator says that it is really this date at the site.
    pub fn vouch(&self, site: &str, date: NaiveDate) -> Result<()> {
        self.db.execute(
            "insert into fact (name, value) values ('date-at:' || ?1, ?2)
             on conflict (name) do update set value = excluded.value",
            params![site, date.num_days_from_ce()],
        )?;
        Ok(())
    }

    /// Whether an operator has said that it is this date at the site.
    pub fn is_vouched(&self, site: &str, date: NaiveDate) -> Result<bool> {
        is_vouched(&self.db, site, date)
    }

    pub fn begin(&mut self) -> Result<Batch<'_>> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let wax = RefCell::new(Wax::after(seal::newest(&transaction)?));
        Ok(Batch { transaction, wax, keys: &self.keys })
    }

    /// Forgets a site's answers older than `before`: no asker repeats an act that long.
    pub fn forget_answers(&self, site: &str, before: DateTime<Utc>) -> Result<usize> {
        let before = before.timestamp_millis();
        self.db.execute("delete from answer where site = ?1 and at < ?2", params![site, before])
    }

    /// The same of all sites, also of those that nobody knows any more.
    pub fn forget_old_answers(&self, before: DateTime<Utc>) -> Result<usize> {
        self.db.execute("delete from answer where at < ?1", [before.timestamp_millis()])
    }
}

/// One transaction. Dropped without `commit`, nothing of it happened.
pub struct Batch<'a> {
    pub(super) transaction: Transaction<'a>,
    wax: RefCell<Wax>,
    pub(super) keys: &'a DayKeys,
}

impl Batch<'_> {
    /// The epoch of whoever opened this database last.
    pub fn epoch(&self) -> Result<u64> {
        let mut select = self.transaction.prepare_cached("select value from fact where name = 'epoch'")?;
        let epoch: i64 = select.query_row([], |row| row.get(0))?;
        Ok(epoch as u64)
    }

    pub fn is_vouched(&self, site: &str, date: NaiveDate) -> Result<bool> {
        is_vouched(&self.transaction, site, date)
    }

    /// A hash of what is said of a person, under the key of a site's day; none where there is no such key.
    pub fn keyed_hash(&self, site: &str, day: NaiveDate, text: &str) -> Result<Option<[u8; 32]>> {
        self.keys.hash(site, day, text).map_err(not_sealed)
    }

    /// What was asked under this key before (a hash), and the answer to it.
    pub fn answer(&self, site: &str, actor: &str, key: &str) -> Result<Option<(i64, StoredAnswer)>> {
        let mut select = self
            .transaction
            .prepare_cached("select act, answer from answer where site = ?1 and actor = ?2 and key = ?3")?;
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        let found: Option<(i64, String)> = select.query_row(params![site, actor, key], row).optional()?;
        found.map(|(act, text)| Ok((act, serde_json::from_str(&text).map_err(unreadable)?))).transpose()
    }

    pub fn remember(
        &self,
        site: &str,
        actor: &str,
        key: &str,
        at: DateTime<Utc>,
        act: i64,
        answer: &StoredAnswer,
    ) -> Result<()> {
        let text = serde_json::to_string(answer).expect("an answer is plain data");
        self.transaction
            .prepare_cached(
                "insert into answer (site, actor, key, at, act, answer) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![site, actor, key, at.timestamp_millis(), act, text])?;
        Ok(())
    }

    /// Appends an event and returns its id.
    pub fn append(&self, site: &str, at: DateTime<Utc>, actor: &str, event: &Room) -> Result<i64> {
        let (room, text) = match event {
            Room::Queue(event) => ("queue", serde_json::to_string(event)),
            Room::Calendar(event) => ("calendar", serde_json::to_string(event)),
        };
        let text = text.expect("an event is plain data");
        self.transaction
            .prepare_cached("insert into journal (site, at, actor, room, event) values (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![site, at.timestamp_millis(), actor, room, text])?;
        let id = self.transaction.last_insert_rowid();
        let at = at.timestamp_millis();
        self.wax.borrow_mut().take_in(RawEntry { id, site, at, actor, room, event: &text });
        Ok(id)
    }

    pub fn give_number(&self, site: &str, day: NaiveDate, number: queue::Number, ticket: u32) -> Result<()> {
        self.transaction
            .prepare_cached("insert into number (site, day, number, ticket) values (?1, ?2, ?3, ?4)")?
            .execute(params![site, day.to_string(), number.to_string(), ticket])?;
        Ok(())
    }

    pub fn claim(
        &self,
        site: &str,
        seats: &[Seat],
        units: impl Iterator<Item = Unit>,
        booking: BookingId,
    ) -> Result<()> {
        let mut insert = self
            .transaction
            .prepare_cached("insert into claim (site, resource, unit, booking) values (?1, ?2, ?3, ?4)")?;
        for unit in units {
            for seat in seats {
                insert.execute(params![site, seat.resource, unit.0, booking.0 as i64])?;
            }
        }
        Ok(())
    }

    pub fn release(&self, site: &str, booking: BookingId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from claim where site = ?1 and booking = ?2")?
            .execute(params![site, booking.0 as i64])?;
        Ok(())
    }

    pub fn hand_over(&self, site: &str, booking: BookingId, from: &str, to: &str) -> Result<()> {
        self.transaction
            .prepare_cached(
                "update claim set resource = ?4 where site = ?1 and booking = ?2 and resource = ?3",
            )?
            .execute(params![site, booking.0 as i64, from, to])?;
        Ok(())
    }

    /// Of units that began before this one.
    pub fn forget_claims(&self, site: &str, before: Unit) -> Result<()> {
        self.transaction
            .prepare_cached("delete from claim where site = ?1 and unit < ?2")?
            .execute(params![site, before.0])?;
        Ok(())
    }

    /// Seals what was appended and makes it last. Returns the seal, if anything was.
    pub fn commit(self) -> Result<Option<Seal>> {
        let sealed = self.wax.into_inner().harden();
        if let Some((entry, seal)) = sealed {
            seal::put(&self.transaction, entry, seal)?;
        }
        self.transaction.commit()?;
        Ok(sealed.map(|(_, seal)| seal))
    }
}

fn is_vouched(db: &Connection, site: &str, date: NaiveDate) -> Result<bool> {
    let mut select =
        db.prepare_cached("select exists (select 1 from fact where name = 'date-at:' || ?1 and value = ?2)")?;
    select.query_row(params![site, date.num_days_from_ce()], |row| row.get(0))
}

/// Reads on behind entry `after`, oldest first, so many entries at most. Returns how many there were.
pub fn read_on(db: &Connection, after: i64, entries_max: usize, each: impl FnMut(Entry)) -> Result<usize> {
    let select = format!("select {COLUMNS} from journal where id > ?1 order by id limit ?2");
    entries(db, &select, params![after, entries_max as i64], each)
}

/// Reads all that happened to bookings up to entry `until`, oldest first.
pub fn read_bookings(db: &Connection, until: i64, each: impl FnMut(Entry)) -> Result<usize> {
    let select = format!("select {COLUMNS} from journal where room = 'calendar' and id <= ?1 order by id");
    entries(db, &select, [until], each)
}

/// The id of the newest entry.
pub fn newest_entry(db: &Connection) -> Result<i64> {
    db.query_row("select coalesce(max(id), 0) from journal", [], |row| row.get(0))
}

fn entries(db: &Connection, select: &str, with: impl Params, mut each: impl FnMut(Entry)) -> Result<usize> {
    let mut select = db.prepare_cached(select)?;
    let mut rows = select.query(with)?;
    let mut read = 0;
    while let Some(row) = rows.next()? {
        each(Entry::of(row)?);
        read += 1;
    }
    Ok(read)
}

/// A row that another version wrote, or nobody.
fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}
