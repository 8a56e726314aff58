//! Where people meet by video: links that a provider gave, sealed with the key of the day of the visit.
//! They are keys themselves, and are forgotten with the names of those who meet there.

use std::collections::BTreeMap;
use std::path::Path;

use calendar::BookingId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::journal::Batch;
use super::{Result, connect, not_sealed};
use crate::video::Place;

/// A place as it was arranged for a revision of its booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub revision: u32,
    /// None when the key of its day is gone.
    pub place: Option<Place>,
}

/// As it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    link: String,
    id: Option<String>,
}

/// Reads beside those who write.
pub struct Meetings {
    db: Connection,
    keys: DayKeys,
}

impl Meetings {
    pub fn open(database: &Path) -> Result<Meetings> {
        let db = connect(database)?;
        db.pragma_update(None, "query_only", true)?;
        Ok(Meetings { db, keys: DayKeys::beside(database) })
    }

    pub fn of_site(&self, site: &str) -> Result<BTreeMap<BookingId, Meeting>> {
        let mut select =
            self.db.prepare_cached("select booking, revision, day, sealed from meeting where site = ?1")?;
        let rows = select.query_map([site], |row| Ok((row.get::<_, i64>(0)? as u64, sealed(row)?)))?;
        let opened = rows.map(|row| {
            let (booking, sealed) = row?;
            Ok((BookingId(booking), open(&self.keys, site, BookingId(booking), sealed)?))
        });
        opened.collect()
    }
}

/// Of a booking, as it was arranged last.
pub fn meeting(db: &Connection, keys: &DayKeys, site: &str, booking: BookingId) -> Result<Option<Meeting>> {
    let mut select = db.prepare_cached(
        "select booking, revision, day, sealed from meeting where site = ?1 and booking = ?2",
    )?;
    let row = select.query_row(params![site, booking.0 as i64], sealed).optional()?;
    row.map(|row| open(keys, site, booking, row)).transpose()
}

impl Batch<'_> {
    pub fn keep_meeting(
        &self,
        site: &str,
        booking: BookingId,
        day: NaiveDate,
        revision: u32,
        place: &Place,
    ) -> Result<()> {
        let kept = Kept { link: place.link.clone(), id: place.id.clone() };
        let text = serde_json::to_string(&kept).expect("a meeting is plain data");
        let sealed = self.keys.seal(site, day, &about(booking), &text).map_err(not_sealed)?;
        self.transaction
            .prepare_cached(
                "insert into meeting (site, booking, day, revision, sealed) values (?1, ?2, ?3, ?4, ?5)
                 on conflict (site, booking) do update
                     set day = excluded.day, revision = excluded.revision, sealed = excluded.sealed",
            )?
            .execute(params![site, booking.0 as i64, day.to_string(), revision, sealed])?;
        Ok(())
    }

    pub fn forget_meeting(&self, site: &str, booking: BookingId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from meeting where site = ?1 and booking = ?2")?
            .execute(params![site, booking.0 as i64])?;
        Ok(())
    }
}

type Sealed = (u32, String, Vec<u8>);

fn sealed(row: &Row) -> Result<Sealed> {
    Ok((row.get(1)?, row.get(2)?, row.get(3)?))
}

fn open(keys: &DayKeys, site: &str, booking: BookingId, (revision, day, sealed): Sealed) -> Result<Meeting> {
    let text = match day.parse::<NaiveDate>() {
        Ok(day) => keys.open(site, day, &about(booking), &sealed).map_err(not_sealed)?,
        Err(_) => None,
    };
    let kept = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    Ok(Meeting { revision, place: kept.map(|kept| Place { link: kept.link, id: kept.id }) })
}

/// What a sealed meeting opens for.
fn about(booking: BookingId) -> String {
    format!("meeting {}", booking.0)
}
