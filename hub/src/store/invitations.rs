//! One-time links with which people set their own passwords: nobody ever knows another's.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::accounts::{ACCOUNT, Account, account};
use super::devices::{new_token, token_hash};
use super::{Result, Session};

/// A colleague may be on holiday; a link that lies around longer than a week is asked for again.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::days(7);

pub struct Invitation;

impl Invitation {
    /// Makes the link of an account and returns its token; an earlier one is worth nothing now.
    pub fn make(db: &Connection, account: i64, now: DateTime<Utc>) -> Result<String> {
        let token = new_token();
        db.execute(
            "insert into invitation (account, token_hash, made_at) values (?1, ?2, ?3)
             on conflict (account) do update
             set token_hash = excluded.token_hash, made_at = excluded.made_at",
            params![account, token_hash(&token), now.timestamp_millis()],
        )?;
        Ok(token)
    }

    /// Whose link this is, while it is good.
    pub fn account(db: &Connection, token: &str, now: DateTime<Utc>) -> Result<Option<Account>> {
        let oldest = (now - INVITATION_LASTS).timestamp_millis();
        db.prepare_cached(&format!(
            "select {ACCOUNT} from invitation i join account a on a.id = i.account
             where i.token_hash = ?1 and i.made_at >= ?2 and a.disabled_at is null"
        ))?
        .query_row(params![token_hash(token), oldest], account)
        .optional()
    }

    /// The link is used up and the password set; sessions with the old one end.
    pub fn accept(
        db: &mut Connection,
        token: &str,
        password_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Account>> {
        let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let Some(account) = Invitation::account(&transaction, token, now)? else { return Ok(None) };
        transaction.execute("delete from invitation where account = ?1", [account.id])?;
        transaction.execute(
            "update account set password_hash = ?2 where id = ?1",
            params![account.id, password_hash],
        )?;
        Session::close_all_of(&transaction, account.id)?;
        transaction.commit()?;
        Ok(Some(account))
    }
}
