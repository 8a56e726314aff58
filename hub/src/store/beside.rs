//! What is kept beside the journal while a ticket lives: needs and notes. All of it can be forgotten.

use chrono::NaiveDate;
use queue::{Need, Needs, TicketId};
use rusqlite::params;

use super::Result;
use super::journal::{Batch, Journal};

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
}

impl Journal {
    /// Everything that is kept for the tickets of a site's day.
    pub fn beside(&self, site: &str, day: NaiveDate) -> Result<Vec<(TicketId, Beside)>> {
        let mut select =
            self.db.prepare("select ticket, needs, note from beside where site = ?1 and day = ?2")?;
        let rows = select.query_map(params![site, day.to_string()], |row| {
            let needs: String = row.get(1)?;
            Ok((TicketId(row.get(0)?), Beside { needs: needs_of(&needs), note: row.get(2)? }))
        })?;
        rows.collect()
    }
}

impl Batch<'_> {
    /// The newest word counts.
    pub fn keep_beside(&self, site: &str, day: NaiveDate, ticket: TicketId, beside: &Beside) -> Result<()> {
        let needs = NAMES.iter().filter(|(need, _)| beside.needs.contains(*need));
        let needs: Vec<&str> = needs.map(|(_, name)| *name).collect();
        self.transaction
            .prepare_cached(
                "insert into beside (site, day, ticket, needs, note) values (?1, ?2, ?3, ?4, ?5)
                 on conflict (site, day, ticket) do update set needs = excluded.needs, note = excluded.note",
            )?
            .execute(params![site, day.to_string(), ticket.0, needs.join(" "), beside.note])?;
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
        Ok(())
    }
}

/// A need that a newer program stored and this one does not know is left out.
fn needs_of(names: &str) -> Needs {
    NAMES.iter().filter(|(_, name)| names.split(' ').any(|n| n == *name)).map(|(need, _)| *need).collect()
}
