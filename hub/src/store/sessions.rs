//! Sessions of people who are logged in.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::accounts::{ACCOUNT, Account, account};
use super::devices::{new_token, token_hash};
use super::{Result, time};

/// A session ends when nobody used it for this long: the counter of somebody who went home.
pub const SESSION_IDLE: TimeDelta = TimeDelta::hours(2);
/// And after this long in any case: a working day.
pub const SESSION_ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// "Used at" is written this seldom, so that reading a page does not cost a commit each time.
const USED_AT_STEP: TimeDelta = TimeDelta::minutes(5);

/// What is kept of a session's token.
pub type SessionId = [u8; 32];

/// What somebody has shown to be who they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    Password,
    SecondFactor,
}

/// Somebody is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub account: Account,
    pub proof: Proof,
    pub opened_at: DateTime<Utc>,
    pub used_at: DateTime<Utc>,
}

impl Session {
    /// Opens a session and returns its token. Those that have ended go for good.
    pub fn open(db: &Connection, account: i64, proof: Proof, now: DateTime<Utc>) -> Result<String> {
        Session::forget_ended(db, now)?;
        let token = new_token();
        db.execute(
            "insert into session (token_hash, account, proven, opened_at, used_at)
             values (?1, ?2, ?3, ?4, ?4)",
            params![token_hash(&token), account, proof == Proof::SecondFactor, now.timestamp_millis()],
        )?;
        Ok(token)
    }

    pub fn id_of(token: &str) -> SessionId {
        token_hash(token)
    }

    /// The session, unless it has ended or its account may no longer log in.
    pub fn find(db: &Connection, id: &SessionId, now: DateTime<Utc>) -> Result<Option<Session>> {
        let found = db
            .prepare_cached(&format!(
                "select {ACCOUNT}, s.proven, s.opened_at, s.used_at
                 from session s join account a on a.id = s.account
                 where s.token_hash = ?1 and a.disabled_at is null"
            ))?
            .query_row([id], |row| session(row, *id))
            .optional()?;
        Ok(found.filter(|session| !session.has_ended(now)))
    }

    /// Whether `used` has something to write.
    pub fn is_worth_writing(&self, now: DateTime<Utc>) -> bool {
        now - self.used_at > USED_AT_STEP
    }

    /// Somebody is still there.
    pub fn used(db: &Connection, id: &SessionId, now: DateTime<Utc>) -> Result<()> {
        let used_at = now.timestamp_millis();
        db.execute(
            "update session set used_at = max(used_at, ?2) where token_hash = ?1",
            params![id, used_at],
        )?;
        Ok(())
    }

    pub fn close(db: &Connection, id: &SessionId) -> Result<()> {
        db.execute("delete from session where token_hash = ?1", [id])?;
        Ok(())
    }

    /// Ends all sessions of an account, wherever they are open.
    pub fn close_all_of(db: &Connection, account: i64) -> Result<usize> {
        db.execute("delete from session where account = ?1", [account])
    }

    /// How often somebody is logged in.
    pub fn count_of(db: &Connection, account: i64, now: DateTime<Utc>) -> Result<u32> {
        let before = |span: TimeDelta| (now - span).timestamp_millis();
        db.prepare_cached(
            "select count(*) from session where account = ?1 and opened_at >= ?2 and used_at >= ?3",
        )?
        .query_row(params![account, before(SESSION_ABSOLUTE), before(SESSION_IDLE)], |row| row.get(0))
    }

    /// What has ended is of no use to anybody but a thief.
    pub fn forget_ended(db: &Connection, now: DateTime<Utc>) -> Result<usize> {
        let before = |span: TimeDelta| (now - span).timestamp_millis();
        db.execute(
            "delete from session where opened_at < ?1 or used_at < ?2",
            params![before(SESSION_ABSOLUTE), before(SESSION_IDLE)],
        )
    }

    pub(super) fn has_ended(&self, now: DateTime<Utc>) -> bool {
        now - self.opened_at > SESSION_ABSOLUTE || now - self.used_at > SESSION_IDLE
    }
}

fn session(row: &Row, id: SessionId) -> Result<Session> {
    Ok(Session {
        id,
        account: account(row)?,
        proof: if row.get("proven")? { Proof::SecondFactor } else { Proof::Password },
        opened_at: time(row.get("opened_at")?),
        used_at: time(row.get("used_at")?),
    })
}
