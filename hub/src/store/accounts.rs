//! The accounts of people who work with the queue.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Session};
use crate::rights::Role;

/// NIST SP 800-63B asks for 8 at least; longer and no rules about signs is what it recommends.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Hashing a novel would keep a core busy.
pub const PASSWORD_CHARS_MAX: usize = 200;
/// Longer ones fit no header of a page.
pub const NAME_CHARS_MAX: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub site: String,
    pub role: Role,
    /// A former colleague.
    pub disabled: bool,
    /// None while the invitation was not used.
    pub has_password: bool,
    pub has_second_factor: bool,
    /// It logs in with the town's directory, which gives it role and sites.
    pub from_directory: bool,
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

/// An account that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    pub name: &'a str,
    pub site: &'a str,
    pub role: Role,
    /// Of [`Account::hashed`]; without one nobody can log in before an invitation was used.
    pub password_hash: Option<&'a str>,
}

impl Account {
    /// Whether there is one of the hub's own: a way in that needs no directory.
    pub fn any(db: &Connection) -> Result<bool> {
        db.query_row(
            "select exists (select 1 from account where id not in (select account from directory_account))",
            [],
            |row| row.get(0),
        )
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

    pub fn create(db: &Connection, new: NewAccount, now: DateTime<Utc>) -> Result<Account, AccountError> {
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(AccountError::Name);
        }
        if !Account::named(db, name)?.is_empty() {
            return Err(AccountError::NameTaken);
        }
        let inserted = db.execute(
            "insert into account (name, site, role, password_hash, created_at) values (?1, ?2, ?3, ?4, ?5)
             on conflict (name) do nothing",
            params![name, new.site, new.role.name(), new.password_hash, now.timestamp_millis()],
        )?;
        // Somebody else was quicker.
        if inserted == 0 {
            return Err(AccountError::NameTaken);
        }
        let account = Account::find(db, db.last_insert_rowid())?;
        Ok(account.expect("it was made on this connection just now"))
    }

    pub fn find(db: &Connection, id: i64) -> Result<Option<Account>> {
        db.prepare_cached(&format!("select {ACCOUNT} from account a where id = ?1"))?
            .query_row([id], account)
            .optional()
    }

    /// By name, those who may log in first.
    pub fn all(db: &Connection) -> Result<Vec<Account>> {
        db.prepare_cached(&format!(
            "select {ACCOUNT} from account a order by disabled_at is not null, name collate nocase"
        ))?
        .query_map([], account)?
        .collect()
    }

    /// The account of that name, still to be proven by its password.
    pub fn known(db: &Connection, name: &str) -> Result<Known> {
        let named = Account::named(db, name.trim())?;
        let mut select = db.prepare_cached(&format!(
            "select {ACCOUNT}, password_hash from account a
             where id = ?1 and disabled_at is null and password_hash is not null"
        ))?;
        let mut found = Vec::new();
        for id in named {
            let known = select.query_row([id], |row| Ok((account(row)?, row.get("password_hash")?)));
            found.extend(known.optional()?);
        }
        // As it is written goes first. Two that differ in capitals alone are from before names were one
        // however they are typed.
        let exact = found.iter().position(|(account, _)| account.name == name.trim());
        let found = match exact {
            Some(exact) => Some(found.swap_remove(exact)),
            None if found.len() == 1 => found.pop(),
            None => None,
        };
        Ok(Known { found })
    }

    /// Whose name it is, however it is typed. SQLite compares no capitals but those of English, so the
    /// names are compared here: a county's are a few thousand, and a password takes longer to check.
    pub(super) fn named(db: &Connection, name: &str) -> Result<Vec<i64>> {
        let wanted = name.to_lowercase();
        let mut select = db.prepare_cached("select id, name from account")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let same = rows.filter(|row| row.as_ref().map_or(true, |(_, name)| name.to_lowercase() == wanted));
        same.map(|row| row.map(|(id, _)| id)).collect()
    }

    /// Sessions stay: what the account may do is looked up at each request.
    pub fn change_role(db: &Connection, id: i64, role: Role) -> Result<()> {
        db.execute("update account set role = ?2 where id = ?1", params![id, role.name()])?;
        Ok(())
    }

    /// Nobody logs in with it any more, and whoever is logged in is put out.
    pub fn disable(db: &mut Connection, id: i64, now: DateTime<Utc>) -> Result<()> {
        let transaction = db.transaction()?;
        let at = now.timestamp_millis();
        transaction.execute("update account set disabled_at = ?2 where id = ?1", params![id, at])?;
        transaction.execute("delete from invitation where account = ?1", [id])?;
        Session::close_all_of(&transaction, id)?;
        transaction.commit()
    }

    pub fn enable(db: &Connection, id: i64) -> Result<()> {
        db.execute("update account set disabled_at = null where id = ?1", [id])?;
        Ok(())
    }
}

/// Somebody who says a name, until the password is checked. No database is needed for that, because
/// it takes a while.
pub struct Known {
    found: Option<(Account, String)>,
}

impl Known {
    /// Whether the hub has a password to compare with.
    pub fn is_own(&self) -> bool {
        self.found.is_some()
    }

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

/// What [`account`] reads, of a table called `a`.
pub(super) const ACCOUNT: &str = "a.id, a.name, a.site, a.role, a.disabled_at is not null as disabled, \
     a.password_hash is not null as has_password, \
     a.second_factor is not null as has_second_factor, \
     exists (select 1 from directory_account d where d.account = a.id) as from_directory";

pub(super) fn account(row: &rusqlite::Row) -> Result<Account> {
    let role: String = row.get("role")?;
    let role = Role::named(&role).ok_or_else(|| {
        rusqlite::Error::InvalidParameterName(format!("the database has an account with the role {role:?}"))
    })?;
    Ok(Account {
        id: row.get("id")?,
        name: row.get("name")?,
        site: row.get("site")?,
        role,
        disabled: row.get("disabled")?,
        has_password: row.get("has_password")?,
        has_second_factor: row.get("has_second_factor")?,
        from_directory: row.get("from_directory")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ACCESS_MIGRATIONS, in_memory};

    #[test]
    fn a_name_is_one_however_it_is_typed() {
        let db = in_memory(ACCESS_MIGRATIONS);
        let now = DateTime::UNIX_EPOCH;
        let new =
            |name| NewAccount { name, site: "rathaus", role: Role::Clerk, password_hash: Some("a hash") };
        let id = Account::create(&db, new("Jörg Öztürk"), now).expect("the name is new").id;
        let known = |name: &str| {
            let known = Account::known(&db, name).expect("the database answers");
            known.found.map(|(account, _)| account.id)
        };
        assert_eq!(known("Jörg Öztürk"), Some(id));
        assert_eq!(known(" JÖRG öztürk "), Some(id));
        assert_eq!(known("Jörg"), None);
        let again = Account::create(&db, new("jörg ÖZTÜRK"), now);
        assert!(matches!(again, Err(AccountError::NameTaken)), "{again:?}");
        // Of before: then it has to be typed as it is written.
        let twin = "insert into account (name, site, role, password_hash, created_at)
                    values ('JÖRG ÖZTÜRK', 'rathaus', 'clerk', 'a hash', 0)";
        db.execute(twin, []).expect("it is written");
        assert_eq!(known("Jörg Öztürk"), Some(id));
        assert_eq!(known("jörg öztürk"), None);
    }

    #[test]
    fn an_unknown_name_is_checked_against_a_hash_that_can_be_read() {
        assert!(PasswordHash::new(NOBODYS_HASH).is_ok(), "or names could be guessed by time");
        let nobody = Known { found: None };
        assert_eq!(nobody.with_password("whatever it may be"), None);
    }
}
