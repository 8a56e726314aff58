//! What citizens write on the contact page, until it went out. It lies sealed with the key of the day on
//! which it was written, beside the contacts, and is forgotten with them; sent, it goes at once.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::journal::Batch;
use super::{Result, not_sealed, time};

/// So many of a site may wait for the mail server; more are no citizens.
pub const MESSAGES_WAITING_MAX: u32 = 200;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub words: String,
    pub name: Option<String>,
    /// Where the answer goes.
    pub mail: Option<String>,
    /// In which language the page was; a tag such as "uk".
    pub language: String,
    /// The name of the trouble that led to the page.
    pub trouble: Option<String>,
}

/// Nobody's words stray into a log.
impl std::fmt::Debug for Message {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Message(..)")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MessageId(pub i64);

/// A message that has not gone out.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: MessageId,
    pub site: String,
    pub at: DateTime<Utc>,
    pub message: Message,
}

/// The oldest first. What cannot be read any more is left out, and goes with its day.
pub fn messages(db: &Connection, keys: &DayKeys) -> Result<Vec<Waiting>> {
    let mut select = db.prepare_cached("select id, site, day, at, sealed from message order by id")?;
    let mut found = Vec::new();
    for row in select.query_map([], sealed)? {
        let (id, site, day, at, sealed) = row?;
        let Ok(day) = day.parse() else { continue };
        let text = keys.open(&site, day, ABOUT, &sealed).map_err(not_sealed)?;
        let message = text.and_then(|text| serde_json::from_str(&text).ok());
        found.extend(message.map(|message| Waiting { id, site, at, message }));
    }
    Ok(found)
}

type Sealed = (MessageId, String, String, DateTime<Utc>, Vec<u8>);

fn sealed(row: &Row) -> Result<Sealed> {
    Ok((MessageId(row.get(0)?), row.get(1)?, row.get(2)?, time(row.get(3)?), row.get(4)?))
}

impl Batch<'_> {
    pub fn keep_message(
        &self,
        site: &str,
        day: NaiveDate,
        at: DateTime<Utc>,
        message: &Message,
    ) -> Result<()> {
        let text = serde_json::to_string(message).expect("a message is plain data");
        let sealed = self.keys.seal(site, day, ABOUT, &text).map_err(not_sealed)?;
        self.transaction
            .prepare_cached("insert into message (site, day, at, sealed) values (?1, ?2, ?3, ?4)")?
            .execute(params![site, day.to_string(), at.timestamp_millis(), sealed])?;
        Ok(())
    }

    pub fn count_messages(&self, site: &str) -> Result<u32> {
        let mut select = self.transaction.prepare_cached("select count(*) from message where site = ?1")?;
        select.query_row([site], |row| row.get(0))
    }

    /// It went out, or never will.
    pub fn forget_message(&self, site: &str, id: MessageId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from message where site = ?1 and id = ?2")?
            .execute(params![site, id.0])?;
        Ok(())
    }
}

/// What a sealed message opens for.
const ABOUT: &str = "message";
