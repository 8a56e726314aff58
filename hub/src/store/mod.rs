//! The database. All SQL of the hub is in this room, and nothing but SQL is.
//!
//! Five SQLite files: what happens, written by the desk's committer alone; who may come in, the door's
//! `Access`; letters that wait; documents that were sent ahead; and the statistics, which can be made anew
//! from the first. WAL with synchronous=FULL: what was committed survives a power cut.

mod access;
mod accounts;
mod audit;
mod beside;
mod changes;
mod contacts;
mod contents;
mod day_keys;
mod devices;
mod directory;
mod efforts;
mod factors;
mod facts;
pub mod feedback;
mod invitations;
mod journal;
pub mod meetings;
mod messages;
pub mod news;
mod notices;
pub mod outbox;
mod plans;
mod seal;
mod sessions;
mod told;
mod uploads;
mod visitors;
mod watches;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

pub use access::Access;
pub use accounts::{Account, AccountError, NAME_CHARS_MAX, NewAccount, PASSWORD_CHARS_MIN};
pub use audit::{Found, Numbers, Search, between, search, ticket_of};
pub use beside::Beside;
pub use changes::Change;
pub use contacts::{Birthday, Contact, contact};
pub use contents::{Contents, Copied, DueCopy};
pub use day_keys::{DayKeys, InMemory};
pub(crate) use devices::new_token;
pub use devices::{Device, DeviceKind, token_hash};
pub use directory::Bound;
pub use efforts::efforts;
pub use facts::StatisticsFile;
pub use invitations::{INVITATION_LASTS, Invitation};
pub use journal::{Batch, Entry, Journal, Room, StoredAnswer, newest_entry, read_bookings, read_on};
pub use meetings::{Meeting, Meetings, meeting};
pub use messages::{MESSAGES_WAITING_MAX, Message, MessageId, Waiting, messages};
pub use outbox::{No, Written};
pub use plans::{PlanVersion, Plans};
pub use seal::{Seal, Verdict, is_sealed_by, journal_length, newest_seal, verify};
pub use sessions::{Proof, SESSION_ABSOLUTE, SESSION_IDLE, Session, SessionId};
pub use told::ToldAbsence;
pub use uploads::{Place, Upload, UploadId, uploads};
pub use visitors::{NAMES_FOUND_MAX, Visitors};
pub use watches::{Watch, WatchId, Watching, watch, watch_ids, watches};

pub type Result<T, E = rusqlite::Error> = std::result::Result<T, E>;

/// Of what happens. Forward only; each runs once, in order.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_journal.sql"),
    include_str!("../../migrations/0002_seals.sql"),
    include_str!("../../migrations/0003_doors.sql"),
    include_str!("../../migrations/0004_beside.sql"),
    include_str!("../../migrations/0005_answers_of_a_site.sql"),
    include_str!("../../migrations/0006_beside_is_sealed.sql"),
    include_str!("../../migrations/0007_notices.sql"),
    include_str!("../../migrations/0008_claims_of_resources.sql"),
    include_str!("../../migrations/0009_contacts.sql"),
    include_str!("../../migrations/0010_acts_that_nobody_guesses.sql"),
    include_str!("../../migrations/0011_contacts_that_are_over.sql"),
    include_str!("../../migrations/0012_uploads.sql"),
    include_str!("../../migrations/0013_told_absences.sql"),
    include_str!("../../migrations/0014_efforts.sql"),
    include_str!("../../migrations/0015_addresses.sql"),
    include_str!("../../migrations/0016_meetings.sql"),
    include_str!("../../migrations/0017_plans.sql"),
    include_str!("../../migrations/0018_watches.sql"),
    include_str!("../../migrations/0019_messages.sql"),
    include_str!("../../migrations/0020_feedback.sql"),
    include_str!("../../migrations/0021_emergencies.sql"),
];
/// Of who may come in.
const ACCESS_MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/access/0001_people_and_devices.sql"),
    include_str!("../../migrations/access/0002_directory.sql"),
    include_str!("../../migrations/access/0003_changes.sql"),
];

/// Of statistics; whoever adds one that changes what is kept empties all tables, and they are filled anew.
const STATISTICS_MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/statistics/0001_visits.sql"),
    include_str!("../../migrations/statistics/0002_deeds.sql"),
];

/// Of letters by mail.
const OUTBOX_MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/mail/0001_letters.sql"),
    include_str!("../../migrations/mail/0002_numbers_for_words.sql"),
    include_str!("../../migrations/mail/0003_freed.sql"),
];

/// Of what citizens send ahead.
const CONTENTS_MIGRATIONS: &[&str] = &[include_str!("../../migrations/uploads/0001_contents.sql")];

/// How long a reader or the command line waits for the writer. A commit takes milliseconds.
const BUSY: Duration = Duration::from_secs(5);

/// Opens the database of what happens for writing, creates or migrates it.
pub fn open(path: &Path) -> Result<Connection> {
    let mut db = connect(path)?;
    migrate(&mut db, MIGRATIONS)?;
    seal::put_over_old_entries(&mut db)?;
    Ok(db)
}

/// Opens the database of who may come in, which lies beside that of what happens.
pub fn open_access(database: &Path) -> Result<Connection> {
    let mut db = connect(&access_file(database))?;
    migrate(&mut db, ACCESS_MIGRATIONS)?;
    changes::Change::watch(&db)?;
    Ok(db)
}

fn access_file(database: &Path) -> PathBuf {
    database.with_extension("access.db")
}

/// Brings the tables of a database up to this program's version.
fn migrate(db: &mut Connection, migrations: &[&str]) -> Result<()> {
    let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version as usize > migrations.len() {
        // A newer program wrote it in ways this one does not know.
        return Err(rusqlite::Error::InvalidParameterName(format!(
            "the database is of version {version}, and this program knows {} at most; install the newer one",
            migrations.len()
        )));
    }
    for (number, migration) in (1u32..).zip(migrations).skip(version as usize) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()
}

/// All of its tables, and nothing in them.
#[cfg(test)]
fn in_memory(migrations: &[&str]) -> Connection {
    let mut db = connect(Path::new(":memory:")).expect("memory is there");
    migrate(&mut db, migrations).expect("every migration runs");
    db
}

/// Opens a database that exists already, beside the writer.
pub fn connect(path: &Path) -> Result<Connection> {
    make_private(path);
    let db = Connection::open(path)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, so that forgetting means forgetting.
    db.pragma_update(None, "secure_delete", true)?;
    // Without it SQLite compiles a statement anew whenever a value is bound that might change its plan:
    // a tenth of a millisecond before every act of a clerk, for the one lookup of the session.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// Accounts, and who comes when, are nobody's business on this machine but the hub's. SQLite gives its log
/// and what else it makes the mode of the database. Whatever goes wrong here, opening says better.
fn make_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    if path == Path::new(":memory:") {
        return;
    }
    let _ = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).expect("the database holds times of this era")
}

/// The day's key cannot be read or written: to the desk that is a disk that stores nothing.
fn not_sealed(error: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
