//! The file of the letters: which there are to be, and what became of each. It holds no name and no
//! address, and all of it follows from the journal but what was sent already, so a hub whose file is
//! lost writes nothing a second time: it begins behind the newest entry.

use std::path::Path;

use calendar::BookingId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::news::{Freed, put_freed};
use super::{OUTBOX_MIGRATIONS, Result, connect, migrate, time};

/// A reason to write to somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letter {
    pub site: String,
    pub booking: BookingId,
    /// Of the booking. Calendars call it the sequence.
    pub revision: u32,
    pub kind: Kind,
    pub to: Reader,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Whoever reads the mail presses a button, and only then the booking stands.
    Verify,
    Confirmed,
    /// Another time.
    Rebooked,
    /// The same time with somebody else.
    HandedOver,
    Cancelled,
    /// On the day before.
    Reminder,
    /// Somebody asked for one more with the same address, and got none.
    Again,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Citizen,
    /// A resource that has an address: its calendar program files what it gets.
    Clerk(String),
}

/// What becomes of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The next try is at this time.
    Waits(DateTime<Utc>),
    Sent,
    /// What it would say is no longer so, or nobody is there to read it.
    Pointless,
    /// The server will not take it.
    Refused(No),
}

/// A mail server's no in numbers: the reply of RFC 5321 and, where it says more, the status of RFC 3463. Its
/// words are nowhere kept, for they mostly repeat the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct No {
    pub reply: u16,
    pub status: Option<[u16; 3]>,
}

impl No {
    /// Of the reply and the words behind it, which begin with the status, if there is one.
    pub fn said(reply: u16, words: &str) -> No {
        No { reply, status: words.split_whitespace().next().and_then(status) }
    }

    /// As it is stored and shown: "550 5.1.1".
    fn read(text: &str) -> Option<No> {
        let (reply, words) = text.split_once(' ').unwrap_or((text, ""));
        Some(No::said(reply.parse().ok()?, words))
    }
}

impl std::fmt::Display for No {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(to, "{}", self.reply)?;
        self.status.map_or(Ok(()), |[class, subject, detail]| write!(to, " {class}.{subject}.{detail}"))
    }
}

fn status(word: &str) -> Option<[u16; 3]> {
    let numbers: Option<Vec<u16>> = word.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// What became of a letter, as it stands in the file.
const SENT: &str = "sent";
const POINTLESS: &str = "pointless";
/// The server's numbers follow.
const REFUSED: &str = "refused: ";

impl Fate {
    /// None is one that a newer program stored.
    fn stored(next_at: Option<i64>, outcome: Option<&str>) -> Option<Fate> {
        match (next_at, outcome) {
            (Some(at), _) => Some(Fate::Waits(time(at))),
            (None, Some(SENT)) => Some(Fate::Sent),
            (None, Some(POINTLESS)) => Some(Fate::Pointless),
            (None, outcome) => No::read(outcome?.strip_prefix(REFUSED)?).map(Fate::Refused),
        }
    }
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Verify,
        Kind::Confirmed,
        Kind::Rebooked,
        Kind::HandedOver,
        Kind::Cancelled,
        Kind::Reminder,
        Kind::Again,
    ];

    /// As it stands in files and in the identity of a mail.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Verify => "verify",
            Kind::Confirmed => "confirmed",
            Kind::Rebooked => "rebooked",
            Kind::HandedOver => "handed-over",
            Kind::Cancelled => "cancelled",
            Kind::Reminder => "reminder",
            Kind::Again => "again",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Reader {
    /// As it stands in the file: nobody's name, but that of a resource.
    pub fn name(&self) -> &str {
        match self {
            Reader::Citizen => "",
            Reader::Clerk(resource) => resource,
        }
    }

    pub fn named(name: &str) -> Reader {
        match name {
            "" => Reader::Citizen,
            resource => Reader::Clerk(resource.to_owned()),
        }
    }
}

pub struct Outbox {
    pub(super) db: Connection,
}

/// A letter that is to go out, and how often that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub letter: Letter,
    pub tries: u32,
}

impl Outbox {
    /// Opens what lies beside `database`. What happened up to entry `newest` is old news to a new file.
    pub fn open(database: &Path, newest: i64) -> Result<Outbox> {
        let mut db = connect(&database.with_extension("mail.db"))?;
        migrate(&mut db, OUTBOX_MIGRATIONS)?;
        db.execute("insert or ignore into fact (name, value) values ('followed', ?1)", [newest])?;
        Ok(Outbox { db })
    }

    /// The entry up to which the journal was followed.
    pub fn followed_to(&self) -> Result<i64> {
        self.db.query_row("select value from fact where name = 'followed'", [], |row| row.get(0))
    }

    /// Puts down what is to be written, and what became free, at once with how far the journal was followed.
    pub fn put(
        &mut self,
        letters: &[Letter],
        freed: &[Freed],
        now: DateTime<Utc>,
        followed_to: i64,
    ) -> Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for freed in freed {
            put_freed(&write, freed, now)?;
        }
        for letter in letters {
            write
                .prepare_cached(
                    "insert or ignore into letter (site, booking, revision, kind, reader, next_at)
                     values (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    letter.site,
                    letter.booking.0 as i64,
                    letter.revision,
                    letter.kind.name(),
                    letter.to.name(),
                    now.timestamp_millis()
                ])?;
        }
        write.execute("update fact set value = ?1 where name = 'followed'", [followed_to])?;
        write.commit()
    }

    /// Those whose time has come, the oldest first, so many at most.
    pub fn due(&self, now: DateTime<Utc>, max: usize) -> Result<Vec<Due>> {
        let mut select = self.db.prepare_cached(
            "select site, booking, revision, kind, reader, tries from letter
             where next_at <= ?1 order by next_at, booking, revision limit ?2",
        )?;
        let found = select.query_map(params![now.timestamp_millis(), max as i64], due)?;
        found.filter_map(Result::transpose).collect()
    }

    /// Whether any letter is to go out, now or later.
    pub fn has_any(&self) -> Result<bool> {
        let exists = "select exists (select 1 from letter where next_at is not null)
                          or exists (select 1 from news where next_at is not null)";
        self.db.prepare_cached(exists)?.query_row([], |row| row.get(0))
    }

    /// Since when the first of those has been due.
    pub fn oldest_due(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        let mut select = self.db.prepare_cached(
            "select min(next_at) from (select next_at from letter union all select next_at from news)
             where next_at <= ?1",
        )?;
        select.query_row([now.timestamp_millis()], |row| Ok(row.get::<_, Option<i64>>(0)?.map(time)))
    }

    /// Writes down what became of a letter that was tried.
    pub fn settle(&self, letter: &Letter, fate: &Fate) -> Result<()> {
        let (next_at, outcome) = match fate {
            Fate::Waits(at) => (Some(at.timestamp_millis()), None),
            Fate::Sent => (None, Some(SENT.to_owned())),
            Fate::Pointless => (None, Some(POINTLESS.to_owned())),
            Fate::Refused(no) => (None, Some(format!("{REFUSED}{no}"))),
        };
        self.db
            .prepare_cached(
                "update letter set next_at = ?6, outcome = ?7, tries = tries + 1
                 where site = ?1 and booking = ?2 and revision = ?3 and kind = ?4 and reader = ?5",
            )?
            .execute(params![
                letter.site,
                letter.booking.0 as i64,
                letter.revision,
                letter.kind.name(),
                letter.to.name(),
                next_at,
                outcome
            ])?;
        Ok(())
    }

    /// Looks at a letter again later; nothing was tried.
    pub fn postpone(&self, letter: &Letter, until: DateTime<Utc>) -> Result<()> {
        self.db
            .prepare_cached(
                "update letter set next_at = ?6
                 where site = ?1 and booking = ?2 and revision = ?3 and kind = ?4 and reader = ?5",
            )?
            .execute(params![
                letter.site,
                letter.booking.0 as i64,
                letter.revision,
                letter.kind.name(),
                letter.to.name(),
                until.timestamp_millis()
            ])?;
        Ok(())
    }

    /// Lets go of letters about bookings that nobody knows any more.
    pub fn forget(&self, mut is_known: impl FnMut(&str, BookingId) -> bool) -> Result<()> {
        let mut select = self.db.prepare_cached("select distinct site, booking from letter")?;
        let all: Vec<(String, i64)> =
            select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
        for (site, booking) in all.iter().filter(|(site, id)| !is_known(site, BookingId(*id as u64))) {
            self.db.execute("delete from letter where site = ?1 and booking = ?2", params![site, booking])?;
        }
        Ok(())
    }
}

/// A letter to the citizen, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub kind: Kind,
    /// Of the booking: the newest says what it is now.
    pub revision: u32,
    pub fate: Fate,
}

/// The letters to the citizen about a booking, the oldest first. Those that had become pointless before they
/// went out are left out.
pub(super) fn letters_about(db: &Connection, site: &str, booking: BookingId) -> Result<Vec<Written>> {
    let mut select = db.prepare_cached(
        "select kind, next_at, outcome, revision from letter
         where site = ?1 and booking = ?2 and reader = ?3 order by revision",
    )?;
    let written = |row: &Row| {
        let (kind, next_at): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let (outcome, revision): (Option<String>, u32) = (row.get(2)?, row.get(3)?);
        let fate = Fate::stored(next_at, outcome.as_deref()).filter(|fate| *fate != Fate::Pointless);
        Ok(Kind::named(&kind).zip(fate).map(|(kind, fate)| Written { kind, revision, fate }))
    };
    let found = select.query_map(params![site, booking.0 as i64, Reader::Citizen.name()], written)?;
    found.filter_map(Result::transpose).collect()
}

/// A kind that a newer program stored is none of ours.
fn due(row: &Row) -> Result<Option<Due>> {
    let kind: String = row.get(3)?;
    let reader: String = row.get(4)?;
    let Some(kind) = Kind::named(&kind) else { return Ok(None) };
    let letter = Letter {
        site: row.get(0)?,
        booking: BookingId(row.get::<_, i64>(1)? as u64),
        revision: row.get(2)?,
        kind,
        to: Reader::named(&reader),
    };
    Ok(Some(Due { letter, tries: row.get(5)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_servers_no_the_numbers_are_kept_and_the_words_are_not() {
        for (reply, words, kept) in [
            (550, "5.1.1 <anna@haus.example>: Recipient address rejected", "550 5.1.1"),
            (552, "mailbox of anna@haus.example is full", "552"),
            (550, "", "550"),
            (550, "5.1.1.2 odd", "550"),
        ] {
            let no = No::said(reply, words);
            assert_eq!(no.to_string(), kept);
            assert_eq!(No::read(kept), Some(no));
        }
    }

    /// Whoever updates has addresses in the file.
    #[test]
    fn words_that_were_kept_before_are_wiped() {
        let db = super::super::in_memory(&OUTBOX_MIGRATIONS[..1]);
        let words = "permanent error (550): 5.1.1 <anna@haus.example>: no (really 552)";
        for (booking, outcome) in [(1, "sent"), (2, &*format!("refused: {words}")), (3, "refused: odd anna")]
        {
            let insert = "insert into letter (site, booking, revision, kind, reader, outcome)
                          values ('rathaus', ?1, 0, 'confirmed', '', ?2)";
            db.execute(insert, params![booking, outcome]).expect("a letter of before");
        }
        db.execute_batch(OUTBOX_MIGRATIONS[1]).expect("the migration runs");
        let mut select = db.prepare("select outcome from letter order by booking").expect("a table");
        let kept: Result<Vec<String>> = select.query_map([], |row| row.get(0)).expect("rows").collect();
        assert_eq!(kept.expect("texts"), ["sent", "refused: 550", "refused: 554"]);
    }
}
