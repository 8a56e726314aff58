//! The file of the contents of what citizens send ahead. It is written by whoever takes a file in, beside
//! the desk and before the desk hears of it; what no booking has a row for is swept out again. Without the
//! rows of the database nobody can read any of it, so it needs no care of its own when it is forgotten.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::day_keys::DayKeys;
use super::uploads::{Place, Upload, UploadId, places, uploads};
use super::{CONTENTS_MIGRATIONS, Result, connect, migrate, time};

/// All files of all visits to come, at most: a disk that is full stops the queue, and files do not matter as
/// much. It is enough for two thousand pictures of passports, and a card of the smallest hub has eight times
/// as much.
const CONTENTS_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// As SQLite makes them.
const PAGE_BYTES: u64 = 4_096;
/// A content that lies here for so long without a row never gets one: the desk answers within seconds.
const ROW_WITHIN: TimeDelta = TimeDelta::minutes(10);

pub struct Contents {
    contents: Mutex<Connection>,
    /// The database with the rows, which is read alone.
    rows: Mutex<Connection>,
    keys: DayKeys,
}

/// A copy that is to be made, and how often that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueCopy {
    pub place: Place,
    pub tries: u32,
}

/// What became of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    Done,
    /// The next try is at this time.
    Waits(DateTime<Utc>),
    /// Trying again brings the same.
    Refused(String),
}

impl Contents {
    pub fn open(database: &Path) -> Result<Contents> {
        Contents::of_at_most(CONTENTS_BYTES_MAX, database)
    }

    fn of_at_most(bytes: u64, database: &Path) -> Result<Contents> {
        let mut contents = connect(&database.with_extension("uploads.db"))?;
        contents.pragma_update(None, "max_page_count", (bytes / PAGE_BYTES) as i64)?;
        migrate(&mut contents, CONTENTS_MIGRATIONS)?;
        let rows = connect(database)?;
        rows.pragma_update(None, "query_only", true)?;
        let (contents, rows) = (Mutex::new(contents), Mutex::new(rows));
        Ok(Contents { contents, rows, keys: DayKeys::beside(database) })
    }

    /// Puts a sealed content down. False, if there is no room for it.
    pub fn put(&self, upload: UploadId, sealed: &[u8], now: DateTime<Utc>) -> Result<bool> {
        let put = lock(&self.contents)
            .execute(
                "insert into content (upload, at, sealed) values (?1, ?2, ?3)",
                params![upload.0, now.timestamp_millis(), sealed],
            )
            .map(|_| true);
        match put {
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::DiskFull => Ok(false),
            put => put,
        }
    }

    /// What was sent. None, if it was forgotten or is not what was sent.
    pub fn of(&self, upload: &Upload) -> Result<Option<Vec<u8>>> {
        let sealed: Option<Vec<u8>> = lock(&self.contents)
            .query_row("select sealed from content where upload = ?1", [upload.id.0], |row| row.get(0))
            .optional()?;
        Ok(sealed.and_then(|sealed| upload.opened(sealed)))
    }

    pub fn forget(&self, upload: UploadId) -> Result<()> {
        lock(&self.contents).execute("delete from content where upload = ?1", [upload.0])?;
        Ok(())
    }

    /// Forgets what no booking has any more.
    pub fn sweep(&self, now: DateTime<Utc>) -> Result<()> {
        let kept: Vec<i64> = self.places()?.into_iter().map(|place| place.id.0).collect();
        let db = lock(&self.contents);
        let before = (now - ROW_WITHIN).timestamp_millis();
        let mut select =
            db.prepare_cached("select upload from content where at < ?1 union select upload from copy")?;
        let old: Vec<i64> = select.query_map([before], |row| row.get(0))?.collect::<Result<_>>()?;
        for upload in old.into_iter().filter(|upload| kept.binary_search(upload).is_err()) {
            db.execute("delete from content where upload = ?1", [upload])?;
            db.execute("delete from copy where upload = ?1", [upload])?;
        }
        Ok(())
    }

    /// Those that were not copied yet and whose time has come, so many at most.
    pub fn copies_due(&self, now: DateTime<Utc>, max: usize) -> Result<Vec<DueCopy>> {
        let places = self.places()?;
        let db = lock(&self.contents);
        let mut select = db.prepare_cached("select tries, next_at from copy where upload = ?1")?;
        let mut due = Vec::new();
        for place in places {
            let row = |row: &rusqlite::Row| Ok((row.get::<_, u32>(0)?, row.get::<_, Option<i64>>(1)?));
            let tries = match select.query_row([place.id.0], row).optional()? {
                None => Some(0),
                Some((tries, next_at)) => next_at.filter(|at| time(*at) <= now).map(|_| tries),
            };
            due.extend(tries.map(|tries| DueCopy { place, tries }));
            if due.len() == max {
                break;
            }
        }
        Ok(due)
    }

    /// Writes down what became of a copy that was tried.
    pub fn settle_copy(&self, upload: UploadId, copied: &Copied) -> Result<()> {
        let (next_at, outcome) = match copied {
            Copied::Done => (None, Some("copied".to_owned())),
            Copied::Waits(at) => (Some(at.timestamp_millis()), None),
            Copied::Refused(why) => (None, Some(format!("refused: {why}"))),
        };
        lock(&self.contents).execute(
            "insert into copy (upload, tries, next_at, outcome) values (?1, 1, ?2, ?3)
             on conflict (upload) do update
             set tries = tries + 1, next_at = excluded.next_at, outcome = excluded.outcome",
            params![upload.0, next_at, outcome],
        )?;
        Ok(())
    }

    /// A file, unless it was forgotten.
    pub fn upload(&self, place: &Place) -> Result<Option<Upload>> {
        let found = uploads(&lock(&self.rows), &self.keys, &place.site, place.booking)?;
        Ok(found.into_iter().find(|upload| upload.id == place.id))
    }

    fn places(&self) -> Result<Vec<Place>> {
        places(&lock(&self.rows))
    }
}

fn lock(db: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    db.lock().expect("nobody panics while it is held")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Journal, open};
    use crate::uploads::Kind;
    use calendar::BookingId;

    const SITE: &str = "rathaus";

    struct Office {
        folder: std::path::PathBuf,
        journal: Journal,
    }

    impl Office {
        fn open(name: &str) -> Office {
            let folder =
                std::env::temp_dir().join(format!("wartemarke-contents-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).expect("it can be made");
            let database = folder.join("hub.db");
            let db = open(&database).expect("a new database");
            Office { journal: Journal::new(db, DayKeys::beside(&database)), folder }
        }

        fn database(&self) -> std::path::PathBuf {
            self.folder.join("hub.db")
        }

        fn keeps(&mut self, booking: u64, upload: &Upload) {
            let batch = self.journal.begin().expect("it begins");
            let day = "2026-03-12".parse().expect("a day");
            batch.keep_upload(SITE, BookingId(booking), day, upload).expect("it is kept");
            batch.commit().expect("it is stored");
        }
    }

    impl Drop for Office {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }

    fn sent(content: &[u8]) -> (Upload, Vec<u8>) {
        Upload::sealed("a.pdf".into(), Kind::Pdf, content.to_vec())
    }

    fn noon() -> DateTime<Utc> {
        "2026-03-11T11:00:00Z".parse().expect("a time")
    }

    #[test]
    fn what_no_booking_has_is_swept_out_and_what_is_just_taken_in_is_not() {
        let mut office = Office::open("sweep");
        let contents = Contents::open(&office.database()).expect("it opens");
        let (kept, old, new) = (sent(b"kept"), sent(b"old"), sent(b"new"));
        let start = noon();
        contents.put(kept.0.id, &kept.1, start).expect("it is put");
        contents.put(old.0.id, &old.1, start).expect("it is put");
        office.keeps(7, &kept.0);
        let later = start + TimeDelta::minutes(11);
        contents.put(new.0.id, &new.1, later - TimeDelta::seconds(1)).expect("it is put");
        contents.sweep(later).expect("it is swept");
        let is_there = |upload: &Upload| contents.of(upload).expect("it is read").is_some();
        assert_eq!([&kept.0, &old.0, &new.0].map(is_there), [true, false, true]);
    }

    #[test]
    fn a_full_shelf_takes_nothing_more_and_loses_nothing() {
        let office = Office::open("full");
        let contents = Contents::of_at_most(256 * 1024, &office.database()).expect("it opens");
        let small = sent(&[1; 1_000]);
        assert!(contents.put(small.0.id, &small.1, noon()).expect("there is room"));
        let large = sent(&vec![2; 400 * 1024]);
        assert!(!contents.put(large.0.id, &large.1, noon()).expect("that is no fault of the disk"));
        assert!(contents.of(&small.0).expect("it is read").is_some());
        contents.forget(small.0.id).expect("it is forgotten");
        let again = sent(&[3; 1_000]);
        assert!(contents.put(again.0.id, &again.1, noon()).expect("there is room again"));
    }

    #[test]
    fn a_copy_is_tried_until_it_is_made_or_refused() {
        let mut office = Office::open("copies");
        let contents = Contents::open(&office.database()).expect("it opens");
        let (one, other) = (sent(b"one"), sent(b"other"));
        office.keeps(7, &one.0);
        office.keeps(8, &other.0);
        let due = |at| -> Vec<(UploadId, u32)> {
            let due = contents.copies_due(at, 10).expect("it is read");
            due.into_iter().map(|due| (due.place.id, due.tries)).collect()
        };
        let start = noon();
        let mut both = vec![(one.0.id, 0), (other.0.id, 0)];
        both.sort();
        assert_eq!(due(start), both);
        let later = start + TimeDelta::minutes(5);
        contents.settle_copy(one.0.id, &Copied::Waits(later)).expect("it is written");
        contents.settle_copy(other.0.id, &Copied::Refused("413".into())).expect("it is written");
        assert_eq!(due(start), []);
        assert_eq!(due(later), [(one.0.id, 1)]);
        contents.settle_copy(one.0.id, &Copied::Done).expect("it is written");
        assert_eq!(due(later + TimeDelta::days(1)), []);
    }
}
