//! How long bookings took those who made them, beside the journal.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::Result;
use super::journal::Batch;

impl Batch<'_> {
    pub fn keep_effort(&self, entry: u64, seconds: u32) -> Result<()> {
        self.transaction
            .prepare_cached("insert into effort (entry, seconds) values (?1, ?2)")?
            .execute(params![entry as i64, seconds])?;
        Ok(())
    }
}

/// In seconds, of the entries behind `after` up to `until`.
pub fn efforts(db: &Connection, after: i64, until: i64) -> Result<BTreeMap<i64, u32>> {
    let mut select =
        db.prepare_cached("select entry, seconds from effort where entry > ?1 and entry <= ?2")?;
    select.query_map([after, until], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
