//! The letters to those who want to be told when a time becomes free, and the times that did. In the file of
//! the letters: no address is here, and a file that is lost writes nothing a second time.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::outbox::{Fate, Outbox};
use super::watches::WatchId;
use super::{Result, time};

/// A time that became free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freed {
    pub site: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// A letter to one of them: about a time, or with the button without which there are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    pub watch: WatchId,
    pub about: Option<DateTime<Utc>>,
}

impl News {
    /// As it is stored: no time of ours is 0.
    fn time(&self) -> i64 {
        self.about.map_or(0, |at| at.timestamp_millis())
    }
}

/// Once more, if it was taken meanwhile and is free again.
pub(super) fn put_freed(write: &Connection, freed: &Freed, now: DateTime<Utc>) -> Result<()> {
    let Freed { site, starts_at, ends_at } = freed;
    let put = "insert or ignore into freed (site, starts_at, ends_at, next_at) values (?1, ?2, ?3, ?4)";
    write.prepare_cached(put)?.execute(params![
        site,
        starts_at.timestamp_millis(),
        ends_at.timestamp_millis(),
        now.timestamp_millis()
    ])?;
    Ok(())
}

impl Outbox {
    /// Those of whom the next one may be told by now.
    pub fn freed(&self, now: DateTime<Utc>) -> Result<Vec<Freed>> {
        let mut select = self.db.prepare_cached(
            "select site, starts_at, ends_at from freed where next_at <= ?1 order by starts_at",
        )?;
        let freed = |row: &Row| {
            Ok(Freed { site: row.get(0)?, starts_at: time(row.get(1)?), ends_at: time(row.get(2)?) })
        };
        select.query_map([now.timestamp_millis()], freed)?.collect()
    }

    /// Nobody else is told of it before this time.
    pub fn wait_with(&self, freed: &Freed, until: DateTime<Utc>) -> Result<()> {
        let Freed { site, starts_at, ends_at } = freed;
        let next = "update freed set next_at = ?4 where site = ?1 and starts_at = ?2 and ends_at = ?3";
        self.db.prepare_cached(next)?.execute(params![
            site,
            starts_at.timestamp_millis(),
            ends_at.timestamp_millis(),
            until.timestamp_millis()
        ])?;
        Ok(())
    }

    /// There is nobody left to be told of it.
    pub fn is_told(&self, freed: &Freed) -> Result<()> {
        let gone = "delete from freed where site = ?1 and starts_at = ?2 and ends_at = ?3";
        let (from, until) = (freed.starts_at.timestamp_millis(), freed.ends_at.timestamp_millis());
        self.db.prepare_cached(gone)?.execute(params![freed.site, from, until])?;
        Ok(())
    }

    /// What is put down already stays as it is: nobody gets two letters about one time.
    pub fn put_news(&self, news: &News, now: DateTime<Utc>) -> Result<()> {
        let put = "insert or ignore into news (watch, time, next_at) values (?1, ?2, ?3)";
        let next_at = now.timestamp_millis();
        self.db.prepare_cached(put)?.execute(params![news.watch.0, news.time(), next_at])?;
        Ok(())
    }

    pub fn has_news(&self, news: &News) -> Result<bool> {
        let has = "select exists (select 1 from news where watch = ?1 and time = ?2)";
        self.db.prepare_cached(has)?.query_row([news.watch.0, news.time()], |row| row.get(0))
    }

    /// Those whose time has come, and how often each was tried.
    pub fn due_news(&self, now: DateTime<Utc>, max: usize) -> Result<Vec<(News, u32)>> {
        let mut select = self.db.prepare_cached(
            "select watch, time, tries from news where next_at <= ?1 order by next_at, watch limit ?2",
        )?;
        let due = |row: &Row| {
            let about = Some(row.get(1)?).filter(|at| *at != 0).map(time);
            Ok((News { watch: WatchId(row.get(0)?), about }, row.get(2)?))
        };
        select.query_map(params![now.timestamp_millis(), max as i64], due)?.collect()
    }

    /// A letter that became pointless before it was sent is forgotten: when the time is free once more, it is
    /// news again.
    pub fn settle_news(&self, news: &News, fate: &Fate) -> Result<()> {
        let next_at = match fate {
            Fate::Waits(at) => Some(at.timestamp_millis()),
            Fate::Pointless if news.about.is_some() => {
                let gone = "delete from news where watch = ?1 and time = ?2";
                self.db.prepare_cached(gone)?.execute([news.watch.0, news.time()])?;
                return Ok(());
            }
            Fate::Sent | Fate::Pointless | Fate::Refused(_) => None,
        };
        let settle = "update news set next_at = ?3, tries = tries + 1 where watch = ?1 and time = ?2";
        self.db.prepare_cached(settle)?.execute(params![news.watch.0, news.time(), next_at])?;
        Ok(())
    }

    /// Lets go of letters to those whom nobody knows any more.
    pub fn forget_news(&self, is_known: impl Fn(WatchId) -> bool) -> Result<()> {
        let mut select = self.db.prepare_cached("select distinct watch from news")?;
        let all: Vec<i64> = select.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
        for watch in all.into_iter().filter(|watch| !is_known(WatchId(*watch))) {
            self.db.execute("delete from news where watch = ?1", [watch])?;
        }
        Ok(())
    }
}
