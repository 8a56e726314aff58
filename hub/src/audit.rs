//! Whether the journal is as the hub wrote it, for whoever asks by a page.
//!
//! Reading all of it takes minutes in an old database. So it is read by one thread at a time, on a
//! connection of its own, which the committer never waits for; pages ask how far it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use tracing::error;

use crate::clock::Clock;
use crate::store::{self, Entry, Result, Verdict};

/// Of what is under a broken seal so many entries are shown; mostly it is a handful.
const SUSPECTS_MAX: usize = 50;
/// Progress is told this often.
const ENTRIES_PER_WORD: u64 = 1_000;

pub struct Audit {
    database: PathBuf,
    clock: Clock,
    check: Mutex<Check>,
}

/// How far the newest check is.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// Nobody has asked since the hub started.
    Never,
    Reading {
        read: u64,
        of: u64,
    },
    Done(Arc<Outcome>),
    /// The database does not answer; the log says why.
    Failed,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub at: DateTime<Utc>,
    pub verdict: Verdict,
    /// What is under a seal that does not fit, or under none.
    pub suspects: Vec<Entry>,
    /// A seal that somebody had noted down, and whether it is one of this journal.
    pub noted: Option<(String, bool)>,
}

impl Audit {
    pub fn new(database: &Path, clock: Clock) -> Audit {
        Audit { database: database.to_owned(), clock, check: Mutex::new(Check::Never) }
    }

    /// A connection that reads the journal.
    pub fn journal(&self) -> Result<Connection> {
        let db = store::connect(&self.database)?;
        db.pragma_update(None, "query_only", true)?;
        Ok(db)
    }

    pub fn check(&self) -> Check {
        self.stands().clone()
    }

    /// Begins to read the journal, unless that is under way already.
    pub fn begin(self: &Arc<Self>, noted: Option<String>) {
        let mut stands = self.stands();
        if matches!(*stands, Check::Reading { .. }) {
            return;
        }
        *stands = Check::Reading { read: 0, of: 0 };
        drop(stands);
        let audit = self.clone();
        let read = move || {
            let done = audit.read(noted).map(Arc::new);
            *audit.stands() = match done {
                Ok(outcome) => Check::Done(outcome),
                Err(error) => {
                    error!(%error, "the journal could not be checked");
                    Check::Failed
                }
            };
        };
        let thread = std::thread::Builder::new().name("audit".into()).spawn(read);
        if let Err(error) = thread {
            error!(%error, "the journal could not be checked");
            *self.stands() = Check::Failed;
        }
    }

    fn read(&self, noted: Option<String>) -> Result<Outcome> {
        let db = self.journal()?;
        let of = store::journal_length(&db)?;
        let verdict = store::verify(&db, |read| {
            if read % ENTRIES_PER_WORD == 1 {
                *self.stands() = Check::Reading { read, of };
            }
        })?;
        let suspects = match verdict {
            Verdict::Whole { .. } => Vec::new(),
            Verdict::Broken { sound, broken } => store::between(&db, sound, broken, SUSPECTS_MAX)?,
            Verdict::Unsealed { sealed, .. } => store::between(&db, sealed, i64::MAX, SUSPECTS_MAX)?,
        };
        let known = noted.map(|noted| Ok::<_, rusqlite::Error>((store::is_sealed_by(&db, &noted)?, noted)));
        let noted = known.transpose()?.map(|(known, noted)| (noted, known));
        Ok(Outcome { at: self.clock.now(), verdict, suspects, noted })
    }

    fn stands(&self) -> MutexGuard<'_, Check> {
        self.check.lock().expect("nobody panics with it in hand")
    }
}
