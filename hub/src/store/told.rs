//! Which absences another system of the town told of, beside the journal: so that the same is told once.

use calendar::bookings::{Absence, AbsenceId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::journal::Batch;
use super::visitors::Visitors;
use super::{Result, time};

/// An absence as a feed told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldAbsence {
    pub feed: String,
    pub absence: Absence,
    /// What it became.
    pub id: AbsenceId,
    /// Since when it stands there no more.
    pub gone_at: Option<DateTime<Utc>>,
}

impl Batch<'_> {
    pub fn told_absences(&self, site: &str, feed: &str) -> Result<Vec<ToldAbsence>> {
        let mut all = told(&self.transaction, site)?;
        all.retain(|told| told.feed == feed);
        Ok(all)
    }

    pub fn keep_told(&self, site: &str, feed: &str, id: AbsenceId, absence: &Absence) -> Result<()> {
        self.transaction
            .prepare_cached(
                "insert into told_absence (site, feed, resource, from_at, until_at, absence)
                 values (?1, ?2, ?3, ?4, ?5, ?6)
                 on conflict (site, feed, resource, from_at, until_at)
                 do update set absence = excluded.absence, gone_at = null",
            )?
            .execute(params![
                site,
                feed,
                absence.resource,
                absence.from.timestamp_millis(),
                absence.until.timestamp_millis(),
                id.0 as i64
            ])?;
        Ok(())
    }

    /// It stands in its feed no more, or again.
    pub fn set_gone(&self, site: &str, feed: &str, id: AbsenceId, at: Option<DateTime<Utc>>) -> Result<()> {
        self.transaction
            .prepare_cached(
                "update told_absence set gone_at = ?4 where site = ?1 and feed = ?2 and absence = ?3",
            )?
            .execute(params![site, feed, id.0 as i64, at.map(|at| at.timestamp_millis())])?;
        Ok(())
    }

    /// From now on no feed has anything to do with it.
    pub fn let_go_of(&self, site: &str, id: AbsenceId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from told_absence where site = ?1 and absence = ?2")?
            .execute(params![site, id.0 as i64])?;
        Ok(())
    }

    /// An absence was withdrawn. What its feed still says is not reported again; what it does not say any
    /// more would be.
    pub fn withdrawn(&self, site: &str, id: AbsenceId) -> Result<()> {
        self.transaction
            .prepare_cached(
                "delete from told_absence where site = ?1 and absence = ?2 and gone_at is not null",
            )?
            .execute(params![site, id.0 as i64])?;
        Ok(())
    }

    /// Of all that ended before.
    pub fn forget_told(&self, site: &str, before: DateTime<Utc>) -> Result<()> {
        self.transaction
            .prepare_cached("delete from told_absence where site = ?1 and until_at <= ?2")?
            .execute(params![site, before.timestamp_millis()])?;
        Ok(())
    }
}

impl Visitors {
    /// What all feeds of a site told.
    pub fn told_absences(&self, site: &str) -> Result<Vec<ToldAbsence>> {
        told(&self.reader(), site)
    }
}

fn told(db: &Connection, site: &str) -> Result<Vec<ToldAbsence>> {
    let mut select = db.prepare_cached(
        "select feed, resource, from_at, until_at, absence, gone_at from told_absence
         where site = ?1 order by from_at, resource",
    )?;
    let row = |row: &Row| {
        let absence = Absence { resource: row.get(1)?, from: time(row.get(2)?), until: time(row.get(3)?) };
        let gone_at: Option<i64> = row.get(5)?;
        let id = AbsenceId(row.get::<_, i64>(4)? as u64);
        Ok(ToldAbsence { feed: row.get(0)?, absence, id, gone_at: gone_at.map(time) })
    };
    select.query_map([site], row)?.collect()
}
