//! The database. All SQL of the hub is in this room, and nothing but SQL is.
//!
//! SQLite, one writer of what happens (the desk's committer), and beside it the door's `Access`. WAL
//! with synchronous=FULL: what was committed survives a power cut.

mod access;
mod accounts;
mod devices;
mod factors;
mod invitations;
mod journal;
mod seal;
mod sessions;

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

pub use access::Access;
pub use accounts::{Account, AccountError, NAME_CHARS_MAX, NewAccount, PASSWORD_CHARS_MIN};
pub(crate) use devices::new_token;
pub use devices::{Device, DeviceKind, token_hash};
pub use invitations::{INVITATION_LASTS, Invitation};
pub use journal::{Batch, Entry, Journal, Room, StoredAnswer};
pub use seal::{Seal, Verdict, is_sealed_by, journal_length, verify};
pub use sessions::{Proof, SESSION_ABSOLUTE, SESSION_IDLE, Session, SessionId};

pub type Result<T, E = rusqlite::Error> = std::result::Result<T, E>;

/// Forward only; each runs once, in order.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_journal.sql"),
    include_str!("../../migrations/0002_seals.sql"),
    include_str!("../../migrations/0003_roles.sql"),
    include_str!("../../migrations/0004_second_factor.sql"),
];

/// How long a reader or the command line waits for the writer. A commit takes milliseconds.
const BUSY_MS: u64 = 5_000;

/// Opens the database for writing, creates or migrates it.
pub fn open(path: &Path) -> Result<Connection> {
    let mut db = connect(path)?;
    migrate(&mut db)?;
    Ok(db)
}

/// Brings the tables of a database up to this program's version.
fn migrate(db: &mut Connection) -> Result<()> {
    let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version as usize > MIGRATIONS.len() {
        // A newer program wrote it in ways this one does not know.
        return Err(rusqlite::Error::InvalidParameterName(format!(
            "the database is of version {version}, and this program knows {} at most; install the newer one",
            MIGRATIONS.len()
        )));
    }
    for (number, migration) in (1u32..).zip(MIGRATIONS).skip(version as usize) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    seal::put_over_old_entries(&transaction)?;
    transaction.commit()
}

/// All tables, and nothing in them.
#[cfg(test)]
fn migrated_in_memory() -> Connection {
    let mut db = connect(Path::new(":memory:")).expect("memory is there");
    migrate(&mut db).expect("every migration runs");
    db
}

/// Opens a database that exists already, beside the writer.
pub fn connect(path: &Path) -> Result<Connection> {
    let db = Connection::open(path)?;
    db.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, so that forgetting means forgetting.
    db.pragma_update(None, "secure_delete", true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).expect("the database holds times of this era")
}
