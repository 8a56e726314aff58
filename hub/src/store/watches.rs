//! Who wants to be told when a time becomes free. The address lies here alone, sealed with the key of the
//! last day they want it for; the journal knows nothing of it, for nothing happens to anybody's booking.

use calendar::Wish;
use calendar::wish::{Channel, Form, Matter, Whose};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::journal::{Batch, Journal};
use super::visitors::Visitors;
use super::{Result, not_sealed, time};

/// Counts them in all sites of a hub, and is never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct WatchId(pub i64);

/// What somebody waits for, and where to write.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    pub mail: String,
    /// In which language they read; a tag such as "uk".
    pub language: String,
    /// Of one visit.
    pub matters: Vec<Matter>,
    pub form: Form,
    /// Of the family name, and where they live: as much as decides who is responsible.
    pub letters: String,
    pub place: String,
}

/// Nobody's address strays into a log.
impl std::fmt::Debug for Watch {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Watch(..)")
    }
}

impl Watch {
    /// As they would book it on the web.
    pub fn wish(&self) -> Wish {
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let whose = Whose { name: filled(&self.letters), place: filled(&self.place) };
        Wish { matters: self.matters.clone(), form: self.form, whose, ..Wish::of("", Channel::Online) }
    }

    /// The matters as addresses have them.
    pub fn ids(&self) -> String {
        self.matters.iter().map(|matter| matter.service.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Whether both are for one of the same things.
    pub fn is_alike(&self, matters: &[Matter]) -> bool {
        self.matters.iter().any(|matter| matters.iter().any(|other| other.service == matter.service))
    }
}

/// A watch as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watching {
    pub id: WatchId,
    pub site: String,
    pub until: NaiveDate,
    pub asked_at: DateTime<Utc>,
    pub is_confirmed: bool,
    pub watch: Watch,
}

/// What it opens for, beside site and day.
const ABOUT: &str = "watch";
const COLUMNS: &str = "id, site, until, asked_at, confirmed_at is not null, sealed";

/// One of them, unless it was forgotten or the key of its last day is gone.
pub fn watch(db: &Connection, keys: &DayKeys, id: WatchId) -> Result<Option<Watching>> {
    let mut select = db.prepare_cached(&format!("select {COLUMNS} from watch where id = ?1"))?;
    let row = select.query_row([id.0], sealed).optional()?;
    row.map_or(Ok(None), |row| opened(keys, row))
}

/// All of a site, in the order in which they asked.
pub fn watches(db: &Connection, keys: &DayKeys, site: &str) -> Result<Vec<Watching>> {
    let mut select =
        db.prepare_cached(&format!("select {COLUMNS} from watch where site = ?1 order by id"))?;
    let rows = select.query_map([site], sealed)?;
    rows.filter_map(|row| row.and_then(|row| opened(keys, row)).transpose()).collect()
}

/// Those of all sites, with whether the button was pressed.
pub fn watch_ids(db: &Connection) -> Result<Vec<(WatchId, bool)>> {
    let mut select = db.prepare_cached("select id, confirmed_at is not null from watch order by id")?;
    select.query_map([], |row| Ok((WatchId(row.get(0)?), row.get(1)?)))?.collect()
}

struct Sealed {
    id: WatchId,
    site: String,
    until: String,
    asked_at: i64,
    is_confirmed: bool,
    text: Vec<u8>,
}

fn sealed(row: &Row) -> Result<Sealed> {
    Ok(Sealed {
        id: WatchId(row.get(0)?),
        site: row.get(1)?,
        until: row.get(2)?,
        asked_at: row.get(3)?,
        is_confirmed: row.get(4)?,
        text: row.get(5)?,
    })
}

fn opened(keys: &DayKeys, row: Sealed) -> Result<Option<Watching>> {
    let Sealed { id, site, until, asked_at, is_confirmed, text } = row;
    let Ok(until) = until.parse() else { return Ok(None) };
    let text = keys.open(&site, until, ABOUT, &text).map_err(not_sealed)?;
    let watch = text.and_then(|text| serde_json::from_str(&text).ok());
    let asked_at = time(asked_at);
    Ok(watch.map(|watch| Watching { id, site, until, asked_at, is_confirmed, watch }))
}

impl Visitors {
    pub fn watch(&self, id: WatchId) -> Result<Option<Watching>> {
        watch(&self.reader(), self.keys(), id)
    }
}

impl Journal {
    /// Of all sites: those whose last day was before `day`, and those that asked before `over` and pressed no
    /// button.
    pub(super) fn forget_old_watches(&self, day: &str, over: DateTime<Utc>) -> Result<usize> {
        let old = "delete from watch where until < ?1 or confirmed_at is null and asked_at < ?2";
        self.db.execute(old, params![day, over.timestamp_millis()])
    }
}

impl Batch<'_> {
    pub fn keep_watch(&self, site: &str, until: NaiveDate, at: DateTime<Utc>, kept: &Watch) -> Result<()> {
        let text = serde_json::to_string(kept).expect("a watch is plain data");
        let sealed = self.keys.seal(site, until, ABOUT, &text).map_err(not_sealed)?;
        let address = self.hash_of(site, until, &kept.mail)?.expect("its key was just used");
        self.transaction
            .prepare_cached(
                "insert into watch (site, until, asked_at, sealed, address) values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![site, until.to_string(), at.timestamp_millis(), sealed, address])?;
        Ok(())
    }

    /// Those of whoever has this address.
    pub fn watches_of(&self, site: &str, mail: &str) -> Result<Vec<Watching>> {
        let mut select =
            self.transaction.prepare_cached("select distinct until from watch where site = ?1")?;
        let days = select.query_map([site], |row| row.get(0))?.collect::<Result<Vec<String>>>()?;
        let columns = format!("select {COLUMNS} from watch where site = ?1 and until = ?2 and address = ?3");
        let mut select = self.transaction.prepare_cached(&columns)?;
        let mut found = Vec::new();
        for day in days.iter().filter_map(|day| day.parse::<NaiveDate>().ok()) {
            let Some(hash) = self.hash_of(site, day, mail)? else { continue };
            for row in select.query_map(params![site, day.to_string(), hash], sealed)? {
                found.extend(opened(self.keys, row?)?);
            }
        }
        Ok(found)
    }

    pub fn count_watches(&self, site: &str) -> Result<usize> {
        let mut select = self.transaction.prepare_cached("select count(*) from watch where site = ?1")?;
        select.query_row([site], |row| row.get::<_, i64>(0)).map(|count| count as usize)
    }

    /// The button of its letter was pressed, in time. Whether there is such a one.
    pub fn confirm_watch(&self, site: &str, id: WatchId, at: DateTime<Utc>) -> Result<bool> {
        let confirmed = self
            .transaction
            .prepare_cached(
                "update watch set confirmed_at = coalesce(confirmed_at, ?3) where site = ?1 and id = ?2",
            )?
            .execute(params![site, id.0, at.timestamp_millis()])?;
        Ok(confirmed > 0)
    }

    pub fn forget_watch(&self, site: &str, id: WatchId) -> Result<bool> {
        let forgotten = self
            .transaction
            .prepare_cached("delete from watch where site = ?1 and id = ?2")?
            .execute(params![site, id.0])?;
        Ok(forgotten > 0)
    }

    /// Nobody pressed the button of those that asked before this.
    pub fn forget_unconfirmed_watches(&self, site: &str, asked: DateTime<Utc>) -> Result<()> {
        self.transaction
            .prepare_cached("delete from watch where site = ?1 and confirmed_at is null and asked_at < ?2")?
            .execute(params![site, asked.timestamp_millis()])?;
        Ok(())
    }

    /// Of whom the last day was before `day`.
    pub fn forget_watches_before(&self, site: &str, day: NaiveDate) -> Result<()> {
        self.transaction
            .prepare_cached("delete from watch where site = ?1 and until < ?2")?
            .execute(params![site, day.to_string()])?;
        Ok(())
    }
}
