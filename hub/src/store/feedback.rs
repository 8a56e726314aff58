//! How visits were, as visitors said. Who said it is nowhere: the answer of a visit is found by a hash that
//! only the key of its day can make, and that key goes with the day. Sentences are sealed with the key of the
//! day on which they are forgotten.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, Row, params};

use super::day_keys::DayKeys;
use super::journal::Batch;
use super::{Result, not_sealed};

/// Whoever leads a site reads them once a month at least; what was not read by then is no use to anybody.
pub const WORDS_KEPT_DAYS: u64 = 30;
/// One sentence, or two.
pub const WORDS_CHARS_MAX: usize = 300;
/// A site of a thousand visitors a day; more are read by nobody.
const WORDS_READ_MAX: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Good,
    Middling,
    Bad,
}

impl Face {
    pub const ALL: [Face; 3] = [Face::Good, Face::Middling, Face::Bad];

    /// As it stands in forms and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Face::Good => "good",
            Face::Middling => "middling",
            Face::Bad => "bad",
        }
    }

    pub fn named(name: &str) -> Option<Face> {
        Face::ALL.into_iter().find(|face| face.name() == name)
    }
}

/// What somebody says of a visit.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    pub face: Face,
    pub words: Option<String>,
}

/// Nobody's words stray into a log.
impl std::fmt::Debug for Answer {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Answer(..)")
    }
}

/// So many answers of one kind, on whatever days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub service: String,
    pub face: Face,
    pub count: u32,
}

/// A sentence, as those read it who lead the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub day: NaiveDate,
    pub service: String,
    pub face: Face,
    pub words: String,
}

/// Of the days from `from` to `to`, both included.
pub fn faces(db: &Connection, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<Said>> {
    let mut select = db.prepare_cached(
        "select service, face, count(*) from feedback where site = ?1 and day between ?2 and ?3
         group by service, face",
    )?;
    let said = |row: &Row| Ok(Said { service: row.get(0)?, face: face(row, 1)?, count: row.get(2)? });
    select.query_map(params![site, from.to_string(), to.to_string()], said)?.collect()
}

/// What can still be read, the newest days first.
pub fn sentences(db: &Connection, keys: &DayKeys, site: &str) -> Result<Vec<Sentence>> {
    let mut select = db.prepare_cached(
        "select day, service, face, words, until from feedback
         where site = ?1 and until is not null order by day desc, service, visit limit ?2",
    )?;
    let mut found = Vec::new();
    let mut rows = select.query(params![site, WORDS_READ_MAX as i64])?;
    while let Some(row) = rows.next()? {
        let (day, until): (String, String) = (row.get(0)?, row.get(4)?);
        let (Ok(day), Ok(until)) = (day.parse(), until.parse()) else { continue };
        let (service, face, sealed): (String, Face, Vec<u8>) = (row.get(1)?, face(row, 2)?, row.get(3)?);
        let words = keys.open(site, until, ABOUT, &sealed).map_err(not_sealed)?;
        found.extend(words.map(|words| Sentence { day, service, face, words }));
    }
    Ok(found)
}

/// One that a newer program stored is an error, for the table allows none.
fn face(row: &Row, column: usize) -> Result<Face> {
    let stored: String = row.get(column)?;
    Face::named(&stored).ok_or(rusqlite::Error::InvalidColumnName(stored))
}

impl Batch<'_> {
    /// Keeps what is said of a visit, in place of what was said before. `is_today` lets a key be made that is
    /// not there yet; of a day that is over none is, for with it one visit could have two answers. Returns
    /// whether it could be kept.
    pub fn keep_feedback(
        &self,
        site: &str,
        day: NaiveDate,
        is_today: bool,
        visit: &str,
        service: &str,
        answer: &Answer,
    ) -> Result<bool> {
        if is_today {
            self.keys.begin(site, day).map_err(not_sealed)?;
        }
        let Some(hash) = self.keyed_hash(site, day, &format!("feedback {visit}"))? else { return Ok(false) };
        let until = day + Days::new(WORDS_KEPT_DAYS);
        let seal = |words: &String| self.keys.seal(site, until, ABOUT, words).map_err(not_sealed);
        let words = answer.words.as_ref().map(seal).transpose()?;
        let until = words.as_ref().map(|_| until.to_string());
        self.transaction
            .prepare_cached(
                "insert into feedback (site, day, visit, service, face, words, until)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 on conflict (site, day, visit) do update
                     set face = excluded.face, words = excluded.words, until = excluded.until",
            )?
            .execute(params![site, day.to_string(), hash, service, answer.face.name(), words, until])?;
        Ok(true)
    }
}

/// What a sealed sentence opens for.
const ABOUT: &str = "feedback";
