//! Seals: what shows that the journal is as it was written.
//!
//! A seal is a hash over the one before and over the entries since. It proves nothing against
//! somebody who writes all seals anew; for that, the log has the newest one of every day.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::Result;

/// As people note it down: 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal([u8; 32]);

/// Before the first entry.
const NOTHING_YET: Seal = Seal([0; 32]);

impl Seal {
    /// One that nobody made.
    #[cfg(test)]
    pub fn of(bytes: [u8; 32]) -> Seal {
        Seal(bytes)
    }
}

impl std::fmt::Display for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A row of the journal as the database holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawEntry<'a> {
    pub id: i64,
    pub site: &'a str,
    pub at: i64,
    pub actor: &'a str,
    pub room: &'a str,
    pub event: &'a str,
}

/// Takes entries in, one after the other, until they are sealed.
pub(super) struct Wax {
    hash: Sha256,
    last: Option<i64>,
}

impl Wax {
    pub fn after(before: Seal) -> Wax {
        Wax { hash: Sha256::new_with_prefix(before.0), last: None }
    }

    pub fn take_in(&mut self, entry: RawEntry) {
        self.hash.update(entry.id.to_be_bytes());
        self.hash.update(entry.at.to_be_bytes());
        for text in [entry.site, entry.actor, entry.room, entry.event] {
            // With its length, so that no letter can move from one column into the next.
            self.hash.update((text.len() as u64).to_be_bytes());
            self.hash.update(text);
        }
        self.last = Some(entry.id);
    }

    /// The seal over what was taken in, and the last entry it covers; nothing, if it is over nothing.
    pub fn harden(self) -> Option<(i64, Seal)> {
        let seal = Seal(self.hash.finalize().into());
        self.last.map(|last| (last, seal))
    }
}

/// What reading all of the journal showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is under a seal that fits.
    Whole { entries: u64, newest: Seal },
    /// Up to and with entry `sound` all is as it was written; the seal of entry `broken` does not fit.
    Broken { sound: i64, broken: i64 },
    /// Behind entry `sealed` there are entries that no hub has sealed.
    Unsealed { sealed: i64, entries: u64 },
}

/// The newest seal of a database.
pub(super) fn newest(db: &Connection) -> Result<Seal> {
    let found = db
        .prepare_cached("select hash from seal order by entry desc limit 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.map_or(NOTHING_YET, Seal))
}

pub(super) fn put(db: &Connection, entry: i64, seal: Seal) -> Result<()> {
    db.prepare_cached("insert into seal (entry, hash) values (?1, ?2)")?.execute(params![entry, seal.0])?;
    Ok(())
}

/// Seals entries that were written before there were seals.
pub(super) fn put_over_old_entries(db: &mut Connection) -> Result<()> {
    let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let any: bool = db.query_row("select exists (select 1 from seal)", [], |row| row.get(0))?;
    if any {
        return Ok(());
    }
    let mut wax = Wax::after(NOTHING_YET);
    each_entry(&db, |entry, _| {
        wax.take_in(entry);
        Ok(())
    })?;
    if let Some((entry, seal)) = wax.harden() {
        put(&db, entry, seal)?;
    }
    db.commit()
}

/// The newest seal, and the last entry under it; for whoever notes it down.
pub fn newest_seal(db: &Connection) -> Result<Option<(i64, Seal)>> {
    db.query_row("select entry, hash from seal order by entry desc limit 1", [], |row| {
        Ok((row.get(0)?, Seal(row.get(1)?)))
    })
    .optional()
}

/// Whether a seal that somebody noted down is one of this database.
pub fn is_sealed_by(db: &Connection, noted: &str) -> Result<bool> {
    let noted: String = noted.split_whitespace().collect::<String>().to_lowercase();
    db.query_row("select exists (select 1 from seal where lower(hex(hash)) = ?1)", [noted], |row| row.get(0))
}

/// How many entries `verify` will read.
pub fn journal_length(db: &Connection) -> Result<u64> {
    let entries: i64 = db.query_row("select count(*) from journal", [], |row| row.get(0))?;
    Ok(entries as u64)
}

/// Reads all of the journal and compares it with its seals. `read` hears the number of entries so far.
pub fn verify(db: &Connection, mut read: impl FnMut(u64)) -> Result<Verdict> {
    let (mut wax, mut newest) = (Wax::after(NOTHING_YET), NOTHING_YET);
    let (mut entries, mut loose, mut sound) = (0, 0, 0);
    let mut broken = None;
    each_entry(db, |entry, seal| {
        entries += 1;
        loose += 1;
        read(entries);
        wax.take_in(entry);
        if let (Some(hash), None) = (seal, broken) {
            let seal = Seal(hash);
            let made = std::mem::replace(&mut wax, Wax::after(seal)).harden();
            if made != Some((entry.id, seal)) {
                broken = Some(entry.id);
            }
            (loose, newest) = (0, seal);
            sound = if broken.is_none() { entry.id } else { sound };
        }
        Ok(())
    })?;
    // An entry that was removed may have taken its seal's place in the join with it.
    let lost: Option<i64> =
        db.query_row("select min(entry) from seal where entry not in (select id from journal)", [], |row| {
            row.get(0)
        })?;
    Ok(match broken.into_iter().chain(lost).min() {
        Some(broken) => Verdict::Broken { sound, broken },
        None if loose > 0 => Verdict::Unsealed { sealed: sound, entries: loose },
        None => Verdict::Whole { entries, newest },
    })
}

fn each_entry(db: &Connection, mut each: impl FnMut(RawEntry, Option<[u8; 32]>) -> Result<()>) -> Result<()> {
    let mut select = db.prepare(
        "select j.id, j.site, j.at, j.actor, j.room, j.event, s.hash
         from journal j left join seal s on s.entry = j.id order by j.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let entry = RawEntry {
            id: row.get(0)?,
            site: text(1)?,
            at: row.get(2)?,
            actor: text(3)?,
            room: text(4)?,
            event: text(5)?,
        };
        each(entry, row.get(6)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::store::DayKeys;
    use crate::store::{Journal, MIGRATIONS, Room, in_memory};

    /// Three transactions: entries 1 and 2, entry 3, entries 4 and 5.
    fn written() -> Connection {
        let mut journal = Journal::new(in_memory(MIGRATIONS), DayKeys::in_memory(Default::default()));
        for entries in [2, 1, 2] {
            let batch = journal.begin().unwrap();
            for _ in 0..entries {
                let event = Room::Queue(queue::Event::DayClosed);
                batch.append("rathaus", DateTime::UNIX_EPOCH, "clerk:17", &event).unwrap();
            }
            batch.commit().unwrap();
        }
        journal.into_inner()
    }

    /// What somebody finds who wrote in the file by hand.
    fn after(tampering: &str) -> Verdict {
        let db = written();
        db.execute_batch("drop trigger journal_is_kept; drop trigger journal_is_not_rewritten;").unwrap();
        db.execute_batch("drop trigger seal_is_kept; pragma foreign_keys = off;").unwrap();
        db.execute_batch(tampering).unwrap();
        verify(&db, |_| ()).unwrap()
    }

    #[test]
    fn a_journal_that_nobody_touched_is_whole() {
        let db = written();
        let newest = newest(&db).unwrap();
        assert_eq!(verify(&db, |_| ()).unwrap(), Verdict::Whole { entries: 5, newest });
        assert_ne!(newest, NOTHING_YET);
    }

    #[test]
    fn every_tampering_breaks_a_seal() {
        let breaks = |sound, broken| Verdict::Broken { sound, broken };
        assert_eq!(after("update journal set actor = 'clerk:18' where id = 1"), breaks(0, 2));
        assert_eq!(after("update journal set at = at + 1 where id = 3"), breaks(2, 3));
        assert_eq!(after("update journal set event = '{\"event\":\"x\"}' where id = 4"), breaks(3, 5));
        assert_eq!(after("update journal set site = site || 'c', actor = substr(actor, 2)"), breaks(0, 2));
        assert_eq!(after("delete from journal where id = 4"), breaks(3, 5));
        assert_eq!(after("delete from journal where id = 3"), breaks(2, 3));
        assert_eq!(
            after("delete from journal where id = 3; delete from seal where entry = 3"),
            breaks(2, 5),
            "the next seal counts on the lost one"
        );
        assert_eq!(
            after("insert into journal (site, at, actor, room, event) values ('a', 0, 'b', 'queue', '{}')"),
            Verdict::Unsealed { sealed: 5, entries: 1 }
        );
    }

    #[test]
    fn entries_from_before_there_were_seals_are_sealed_when_the_hub_starts() {
        let mut db = written();
        db.execute_batch("drop trigger seal_is_kept; delete from seal;").unwrap();
        assert_eq!(verify(&db, |_| ()).unwrap(), Verdict::Unsealed { sealed: 0, entries: 5 });
        put_over_old_entries(&mut db).unwrap();
        assert!(matches!(verify(&db, |_| ()).unwrap(), Verdict::Whole { entries: 5, .. }));
    }
}
