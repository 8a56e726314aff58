//! The database. All SQL of the hub is in this room, and nothing but SQL is.
//!
//! SQLite, one writer (the desk's committer), readers beside it. WAL with synchronous=FULL: what was
//! committed survives a power cut.

mod accounts;
mod beside;
mod devices;
mod journal;

use std::path::Path;

use rusqlite::Connection;

pub use accounts::{Account, AccountError, PASSWORD_CHARS_MIN, Role, SESSION_ABSOLUTE, SESSION_IDLE};
pub use beside::Beside;
pub(crate) use devices::new_token;
pub use devices::{Device, DeviceKind, token_hash};
pub use journal::{Batch, Entry, Journal, Room, StoredAnswer};

pub type Result<T, E = rusqlite::Error> = std::result::Result<T, E>;

/// Forward only; each runs once, in order.
const MIGRATIONS: &[&str] =
    &[include_str!("../../migrations/0001_journal.sql"), include_str!("../../migrations/0010_beside.sql")];

/// How long a reader or the command line waits for the writer. A commit takes milliseconds.
const BUSY_MS: u64 = 5_000;

/// Opens the database for writing, creates or migrates it.
pub fn open(path: &Path) -> Result<Connection> {
    let mut db = connect(path)?;
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
    transaction.commit()?;
    Ok(db)
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
