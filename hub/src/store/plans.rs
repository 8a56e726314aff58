//! What a site offers, version by version: written by the committer, read by whoever looks at the history.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::journal::{Batch, Journal};
use super::{Result, connect, time};

/// One version of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanVersion {
    /// Counts from 1, which is what the hub's file offered when somebody first saved a change.
    pub version: u32,
    pub at: DateTime<Utc>,
    /// Pseudonym of who saved it.
    pub actor: String,
    /// Digest of what the hub's file offered then.
    pub file: String,
    /// In the shape of the hub's file.
    pub text: String,
}

const COLUMNS: &str = "version, at, actor, file, plan";

impl Journal {
    /// What counts, if anybody has saved a change.
    pub fn newest_plan(&self, site: &str) -> Result<Option<PlanVersion>> {
        let select = format!("select {COLUMNS} from plan where site = ?1 order by version desc limit 1");
        self.db.query_row(&select, [site], version).optional()
    }
}

impl Batch<'_> {
    pub fn keep_plan(&self, site: &str, plan: &PlanVersion) -> Result<()> {
        let PlanVersion { version, at, actor, file, text } = plan;
        self.transaction.execute(
            "insert into plan (site, version, at, actor, file, plan) values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![site, version, at.timestamp_millis(), actor, file, text],
        )?;
        Ok(())
    }
}

/// Reads versions beside the committer.
pub struct Plans {
    database: PathBuf,
}

impl Plans {
    pub fn beside(database: &Path) -> Plans {
        Plans { database: database.to_owned() }
    }

    /// The newest first, those before `before` alone.
    pub fn history(&self, site: &str, before: Option<u32>, count_max: usize) -> Result<Vec<PlanVersion>> {
        let db = self.reader()?;
        let select = format!(
            "select {COLUMNS} from plan where site = ?1 and version < ?2 order by version desc limit ?3"
        );
        let before = before.map_or(i64::MAX, i64::from);
        db.prepare(&select)?.query_map(params![site, before, count_max as i64], version)?.collect()
    }

    pub fn of(&self, site: &str, number: u32) -> Result<Option<PlanVersion>> {
        let select = format!("select {COLUMNS} from plan where site = ?1 and version = ?2");
        self.reader()?.query_row(&select, params![site, number], version).optional()
    }

    fn reader(&self) -> Result<Connection> {
        let db = connect(&self.database)?;
        db.pragma_update(None, "query_only", true)?;
        Ok(db)
    }
}

fn version(row: &Row) -> Result<PlanVersion> {
    Ok(PlanVersion {
        version: row.get(0)?,
        at: time(row.get(1)?),
        actor: row.get(2)?,
        file: row.get(3)?,
        text: row.get(4)?,
    })
}
