//! Clerks' accounts and sessions.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::devices::{new_token, token_hash};

/// A session ends when nobody used it for this long: the counter of somebody who went home.
pub const SESSION_IDLE: TimeDelta = TimeDelta::hours(2);
/// And after this long in any case: a working day.
pub const SESSION_ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// NIST SP 800-63B asks for 8 at least; longer and no rules about signs is what it recommends.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Hashing a novel would keep a core busy.
pub const PASSWORD_CHARS_MAX: usize = 200;
const NAME_CHARS_MAX: usize = 60;
/// "Used at" is written this seldom, so that reading a page does not cost a commit each time.
const USED_AT_STEP: TimeDelta = TimeDelta::minutes(5);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Clerk,
    Supervisor,
    Admin,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Role::Clerk => "clerk",
            Role::Supervisor => "supervisor",
            Role::Admin => "admin",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub site: String,
    pub role: Role,
}

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("a name needs 1 to {NAME_CHARS_MAX} characters")]
    Name,
    #[error("a password needs {PASSWORD_CHARS_MIN} to {PASSWORD_CHARS_MAX} characters")]
    Password,
    #[error("this name is taken")]
    NameTaken,
    #[error("the database does not answer")]
    Database(#[from] rusqlite::Error),
}

impl Account {
    pub fn any(db: &Connection) -> Result<bool> {
        db.query_row("select exists (select 1 from account)", [], |row| row.get(0))
    }

    pub fn create(
        db: &Connection,
        name: &str,
        password: &str,
        site: &str,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<Account, AccountError> {
        Account::create_hashed(db, name, &Account::hashed(password)?, site, role, now)
    }

    /// What is kept of a password. It takes a while, on purpose.
    pub fn hashed(password: &str) -> Result<String, AccountError> {
        if !(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&password.chars().count()) {
            return Err(AccountError::Password);
        }
        let hash: PasswordHash =
            Argon2::default().hash_password(password.as_bytes()).map_err(|_| AccountError::Password)?;
        Ok(hash.to_string())
    }

    pub fn create_hashed(
        db: &Connection,
        name: &str,
        hash: &str,
        site: &str,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<Account, AccountError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(AccountError::Name);
        }
        let inserted = db.execute(
            "insert into account (name, site, role, password_hash, created_at) values (?1, ?2, ?3, ?4, ?5)
             on conflict (name) do nothing",
            params![name, site, role.name(), hash, now.timestamp_millis()],
        )?;
        if inserted == 0 {
            return Err(AccountError::NameTaken);
        }
        Ok(Account { id: db.last_insert_rowid(), name: name.into(), site: site.into(), role })
    }

    /// The account of that name, still to be proven by its password.
    pub fn known(db: &Connection, name: &str) -> Result<Known> {
        let found = db
            .prepare_cached("select id, name, site, role, password_hash from account where name = ?1")?
            .query_row([name.trim()], |row| Ok((account(row)?, row.get(4)?)))
            .optional()?;
        Ok(Known { found })
    }

    /// Opens a session and returns its token.
    pub fn open_session(&self, db: &Connection, now: DateTime<Utc>) -> Result<String> {
        let token = new_token();
        db.execute(
            "insert into session (token_hash, account, opened_at, used_at) values (?1, ?2, ?3, ?3)",
            params![token_hash(&token), self.id, now.timestamp_millis()],
        )?;
        Ok(token)
    }

    pub fn close_session(db: &Connection, token: &str) -> Result<()> {
        db.execute("delete from session where token_hash = ?1", [token_hash(token)])?;
        Ok(())
    }

    /// Who is logged in with this session, if it has not ended.
    pub fn of_session(db: &Connection, token: &str, now: DateTime<Utc>) -> Result<Option<Account>> {
        let hash = token_hash(token);
        let found: Option<(Account, i64, i64)> = db
            .prepare_cached(
                "select a.id, a.name, a.site, a.role, s.opened_at, s.used_at
                 from session s join account a on a.id = s.account where s.token_hash = ?1",
            )?
            .query_row([hash], |row| Ok((account(row)?, row.get(4)?, row.get(5)?)))
            .optional()?;
        let Some((account, opened_at, used_at)) = found else { return Ok(None) };
        let millis = now.timestamp_millis();
        let ended = millis - opened_at > SESSION_ABSOLUTE.num_milliseconds()
            || millis - used_at > SESSION_IDLE.num_milliseconds();
        if ended {
            db.execute("delete from session where token_hash = ?1", [hash])?;
            return Ok(None);
        }
        if millis - used_at > USED_AT_STEP.num_milliseconds() {
            db.execute("update session set used_at = ?2 where token_hash = ?1", params![hash, millis])?;
        }
        Ok(Some(account))
    }
}

/// Somebody who says a name, until the password is checked. No database is needed for that, because
/// it takes a while.
pub struct Known {
    found: Option<(Account, String)>,
}

impl Known {
    /// The account, if the password is right. Takes as long when there is no such name.
    pub fn with_password(self, password: &str) -> Option<Account> {
        let hash = self.found.as_ref().map_or(NOBODYS_HASH, |(_, hash)| hash.as_str());
        let right = password.chars().count() <= PASSWORD_CHARS_MAX
            && PasswordHash::new(hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        self.found.filter(|_| right).map(|(account, _)| account)
    }
}

/// Belongs to nobody; verified against when a name is unknown, so that names cannot be guessed by time.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$Mm9TzZp2wBPwq8f0yKk0bnJ8o9m1cJm0s6dJb1oRrXE";

fn account(row: &rusqlite::Row) -> Result<Account> {
    let role: String = row.get(3)?;
    let role = match role.as_str() {
        "admin" => Role::Admin,
        "supervisor" => Role::Supervisor,
        _ => Role::Clerk,
    };
    Ok(Account { id: row.get(0)?, name: row.get(1)?, site: row.get(2)?, role })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_checked_against_a_hash_that_can_be_read() {
        assert!(PasswordHash::new(NOBODYS_HASH).is_ok(), "or names could be guessed by time");
        let nobody = Known { found: None };
        assert_eq!(nobody.with_password("whatever it may be"), None);
    }
}
