//! What is kept beside the journal while a ticket lives: needs, notes and languages. All of it can be
//! forgotten, and it lies in the database sealed, see `day_keys`.

use std::time::Duration;

use chrono::NaiveDate;
use queue::{Need, Needs, TicketId};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::journal::{Batch, Journal};
use super::{BUSY, Result, not_sealed};

/// Needs by the names they are stored under.
const NAMES: [(Need, &str); 6] = [
    (Need::StepFree, "step-free"),
    (Need::HearingLoop, "hearing-loop"),
    (Need::SignLanguage, "sign-language"),
    (Need::Interpreter, "interpreter"),
    (Need::QuietRoom, "quiet-room"),
    (Need::Accompanied, "accompanied"),
];

/// What is known of one ticket beside the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    pub needs: Needs,
    pub note: Option<String>,
    /// That of the visitor, where it is not German (BCP 47): the wall calls in it as well.
    pub language: Option<String>,
}

/// As it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    needs: Vec<String>,
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

impl Beside {
    /// As it is sealed, or hashed under the key of its day.
    pub fn text(&self) -> String {
        let needs = NAMES.iter().filter(|(need, _)| self.needs.contains(*need));
        let needs: Vec<String> = needs.map(|(_, name)| (*name).to_owned()).collect();
        serde_json::to_string(&Kept { needs, note: self.note.clone(), language: self.language.clone() })
            .expect("needs, a note and a language are plain data")
    }
}

impl Journal {
    /// Everything that is kept for the tickets of a site's day. What was sealed with a key that is gone
    /// is forgotten already.
    pub fn beside(&self, site: &str, day: NaiveDate) -> Result<Vec<(TicketId, Beside)>> {
        let mut select = self.db.prepare("select ticket, sealed from beside where site = ?1 and day = ?2")?;
        let mut rows = select.query(params![site, day.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (ticket, sealed): (u32, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let opened = self.keys.open(site, day, &ticket.to_string(), &sealed).map_err(not_sealed)?;
            let Some(kept) = opened.and_then(|text| serde_json::from_str::<Kept>(&text).ok()) else {
                continue;
            };
            let Kept { needs, note, language } = kept;
            found.push((TicketId(ticket), Beside { needs: needs_of(&needs), note, language }));
        }
        Ok(found)
    }

    /// Destroys the keys of all days but those that are open or will have visitors who booked, and empties
    /// the database's log of what was deleted. Whether that could be done: whoever reads holds the log, an
    /// auditor for minutes, and is not waited for.
    pub fn forget_for_good(&self, open: &[(String, NaiveDate)]) -> Result<bool> {
        let needed = [open, &self.days_of_contacts()?].concat();
        self.keys.keep_only(&needed).map_err(not_sealed)?;
        self.db.busy_timeout(Duration::ZERO)?;
        let emptied =
            self.db.query_row("pragma wal_checkpoint(truncate)", [], |row| Ok(row.get::<_, i64>(0)? == 0));
        self.db.busy_timeout(BUSY)?;
        emptied
    }
}

impl Batch<'_> {
    /// The newest word counts.
    pub fn keep_beside(&self, site: &str, day: NaiveDate, ticket: TicketId, beside: &Beside) -> Result<()> {
        let sealed = self.keys.seal(site, day, &ticket.0.to_string(), &beside.text()).map_err(not_sealed)?;
        self.transaction
            .prepare_cached(
                "insert into beside (site, day, ticket, sealed) values (?1, ?2, ?3, ?4)
                 on conflict (site, day, ticket) do update set sealed = excluded.sealed",
            )?
            .execute(params![site, day.to_string(), ticket.0, sealed])?;
        Ok(())
    }

    pub fn forget_beside(&self, site: &str, day: NaiveDate, ticket: TicketId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from beside where site = ?1 and day = ?2 and ticket = ?3")?
            .execute(params![site, day.to_string(), ticket.0])?;
        Ok(())
    }

    pub fn forget_all_beside(&self, site: &str) -> Result<()> {
        self.transaction.prepare_cached("delete from beside where site = ?1")?.execute(params![site])?;
        self.transaction.prepare_cached("delete from notice where site = ?1")?.execute(params![site])?;
        Ok(())
    }
}

/// A need that a newer program stored and this one does not know is left out.
fn needs_of(names: &[String]) -> Needs {
    NAMES.iter().filter(|(_, name)| names.iter().any(|n| n == name)).map(|(need, _)| *need).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::store::{DayKeys, connect, open};

    #[test]
    fn an_auditor_who_reads_for_long_holds_up_no_act() {
        let folder = std::env::temp_dir().join(format!("wartemarke-beside-{:08x}", rand::random::<u32>()));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("hub.db");
        let journal = Journal::new(open(&path).unwrap(), DayKeys::in_memory(Default::default()));
        let reader = connect(&path).unwrap();
        reader.execute_batch("begin; select count(*) from journal").unwrap();
        journal.probe().unwrap();

        let since = Instant::now();
        assert!(!journal.forget_for_good(&[]).unwrap(), "the log is in a reader's hands");
        assert!(since.elapsed() < BUSY / 2, "the committer waited for a reader");
        reader.execute_batch("commit").unwrap();
        assert!(journal.forget_for_good(&[]).unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
