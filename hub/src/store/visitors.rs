//! Who booked, as the staff read it: names and how to reach them, and what became of their letters. Nothing
//! is written here, and nothing is kept in memory: a name is read when somebody looks at it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use calendar::BookingId;
use rusqlite::{Connection, Row};

use super::contacts::{Contact, contact, opened};
use super::day_keys::DayKeys;
use super::feedback::{Sentence, sentences};
use super::meetings::{Place, meeting};
use super::outbox::{Written, letters_about};
use super::uploads::{Upload, uploads};
use super::{Result, connect};

/// More people of one name are found by the day of their visit.
pub const NAMES_FOUND_MAX: usize = 50;

pub struct Visitors {
    contacts: Mutex<Connection>,
    keys: DayKeys,
    /// Where letters are written.
    letters: Option<Mutex<Connection>>,
}

impl Visitors {
    /// Reads beside those who write `database` and, if letters go out, the file of these.
    pub fn open(database: &Path, writes_letters: bool) -> Result<Visitors> {
        let reader = |file: &Path| {
            let reader = connect(file)?;
            reader.pragma_update(None, "query_only", true)?;
            Ok::<_, rusqlite::Error>(Mutex::new(reader))
        };
        let letters = writes_letters.then(|| reader(&database.with_extension("mail.db"))).transpose()?;
        Ok(Visitors { contacts: reader(database)?, keys: DayKeys::beside(database), letters })
    }

    /// Whether anybody is written to at all.
    pub fn are_written_to(&self) -> bool {
        self.letters.is_some()
    }

    pub fn of(&self, site: &str, booking: BookingId) -> Result<Option<Contact>> {
        contact(&lock(&self.contacts), &self.keys, site, booking)
    }

    /// What was sent ahead for a booking; the contents lie elsewhere.
    pub fn uploads(&self, site: &str, booking: BookingId) -> Result<Vec<Upload>> {
        uploads(&lock(&self.contacts), &self.keys, site, booking)
    }

    /// Where the people of a booking by video meet, as far as somebody was asked for it.
    pub fn place_of(&self, site: &str, booking: BookingId) -> Result<Option<Place>> {
        let found = meeting(&lock(&self.contacts), &self.keys, site, booking)?;
        Ok(found.and_then(|meeting| meeting.place))
    }

    /// What visitors said of their visits, as far as it can still be read.
    pub fn sentences(&self, site: &str) -> Result<Vec<Sentence>> {
        sentences(&lock(&self.contacts), &self.keys, site)
    }

    /// Whose name has every word of `name` in it, whenever they come.
    pub fn named(&self, site: &str, name: &str) -> Result<BTreeMap<BookingId, Contact>> {
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let is_meant = |contact: &Contact| {
            let name = contact.name.to_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        let db = lock(&self.contacts);
        let mut select =
            db.prepare_cached("select booking, day, sealed from contact where site = ?1 order by day")?;
        let rows = select.query_map([site], sealed)?;
        let opened = rows.filter_map(|row| self.open_row(site, row).transpose());
        let meant = opened.filter(|found| found.as_ref().map_or(true, |(_, contact)| is_meant(contact)));
        meant.take(NAMES_FOUND_MAX).collect()
    }

    /// The letters to the citizen about a booking, as far as letters are written here.
    pub fn letters_about(&self, site: &str, booking: BookingId) -> Result<Vec<Written>> {
        let Some(letters) = &self.letters else { return Ok(vec![]) };
        letters_about(&lock(letters), site, booking)
    }

    pub(super) fn keys(&self) -> &DayKeys {
        &self.keys
    }

    pub(super) fn reader(&self) -> MutexGuard<'_, Connection> {
        lock(&self.contacts)
    }

    /// None when it was forgotten, or its key was.
    fn open_row(&self, site: &str, row: Result<Sealed>) -> Result<Option<(BookingId, Contact)>> {
        let (booking, day, sealed) = row?;
        Ok(opened(&self.keys, site, booking, &day, &sealed)?.map(|contact| (booking, contact)))
    }
}

type Sealed = (BookingId, String, Vec<u8>);

fn sealed(row: &Row) -> Result<Sealed> {
    Ok((BookingId(row.get::<_, i64>(0)? as u64), row.get(1)?, row.get(2)?))
}

fn lock(db: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    db.lock().expect("nobody panics while reading")
}
