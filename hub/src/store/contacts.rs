//! Who booked, and how to reach them: the one place where names and addresses lie, sealed with the key of
//! the day of the visit. A row goes when that day and the next with visitors are over (or four weeks, where
//! nobody comes), and some days after the booking was cancelled; with the key goes every copy.

use calendar::BookingId;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::journal::{Batch, Journal};
use super::{Result, not_sealed};

/// As little as the chosen way of booking needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub mail: Option<String>,
    pub phone: Option<String>,
    /// In which language they read; a tag such as "uk".
    pub language: String,
    /// Of whoever wants to check in without the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Birthday>,
}

/// Without a year: it tells two people at the same time apart, and is of no use to anybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    day: u8,
    month: u8,
}

impl Birthday {
    /// None is a day that is in no year.
    pub fn new(day: u8, month: u8) -> Option<Birthday> {
        const LEAP_YEAR: i32 = 2024;
        NaiveDate::from_ymd_opt(LEAP_YEAR, month.into(), day.into()).map(|_| Birthday { day, month })
    }

    /// As people write it: "24.12.", "24.12", "24 12", "2412". A year behind it is not kept.
    pub fn of(typed: &str) -> Option<Birthday> {
        let typed = typed.trim();
        let (day, month) = match typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            true => typed.split_at(2),
            false => {
                let mut parts = typed.split(['.', ' ', '/', '-']).filter(|part| !part.is_empty());
                (parts.next()?, parts.next()?)
            }
        };
        Birthday::new(day.parse().ok()?, month.parse().ok()?)
    }
}

impl std::fmt::Display for Birthday {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(to, "{}.{}.", self.day, self.month)
    }
}

/// Nobody's name strays into a log.
impl std::fmt::Debug for Contact {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Contact(..)")
    }
}

/// Of a booking, unless it was forgotten.
pub fn contact(db: &Connection, keys: &DayKeys, site: &str, booking: BookingId) -> Result<Option<Contact>> {
    let mut select = db.prepare_cached("select day, sealed from contact where site = ?1 and booking = ?2")?;
    let row: Option<(String, Vec<u8>)> =
        select.query_row(params![site, booking.0 as i64], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((day, sealed)) = row else { return Ok(None) };
    opened(keys, site, booking, &day, &sealed)
}

/// None when the key of its day is gone.
pub(super) fn opened(
    keys: &DayKeys,
    site: &str,
    booking: BookingId,
    day: &str,
    sealed: &[u8],
) -> Result<Option<Contact>> {
    let Ok(day) = day.parse::<NaiveDate>() else { return Ok(None) };
    let opened = keys.open(site, day, &about(booking), sealed).map_err(not_sealed)?;
    Ok(opened.and_then(|text| serde_json::from_str(&text).ok()))
}

impl Journal {
    /// The days whose keys are still needed for somebody who booked, or sent something ahead without a name,
    /// or for where they meet, or for whoever wants to be told until then.
    pub(super) fn days_of_contacts(&self) -> Result<Vec<(String, NaiveDate)>> {
        let mut select = self.db.prepare_cached(
            "select site, day from contact union select site, day from upload
             union select site, day from meeting union select site, day from message
             union select site, until from watch
             union select site, until from feedback where until is not null",
        )?;
        let days = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let days: Vec<(String, String)> = days.collect::<Result<_>>()?;
        Ok(days.into_iter().filter_map(|(site, day)| Some((site, day.parse().ok()?))).collect())
    }

    /// Of all sites, also of those that nobody knows any more: visits before `day`, with what was sent ahead
    /// and where they were to meet, who wanted to be told until before it, and bookings that were cancelled
    /// before `over`. How many there were.
    pub fn forget_old_contacts(&self, day: NaiveDate, over: DateTime<Utc>) -> Result<usize> {
        let day = day.to_string();
        let uploads = self.db.execute("delete from upload where day < ?1", [&day])?;
        let meetings = self.db.execute("delete from meeting where day < ?1", [&day])?;
        let messages = self.db.execute("delete from message where day < ?1", [&day])?;
        let words =
            self.db.execute("update feedback set words = null, until = null where until < ?1", [&day])?;
        let old = "delete from contact where day < ?1 or over_at < ?2";
        let watches = self.forget_old_watches(&day, over)?;
        let contacts = self.db.execute(old, params![day, over.timestamp_millis()])?;
        Ok(uploads + meetings + messages + words + watches + contacts)
    }
}

impl Batch<'_> {
    /// Keeps it for the day of the visit; a booking that is moved to another is sealed anew.
    pub fn keep_contact(&self, site: &str, booking: BookingId, day: NaiveDate, kept: &Contact) -> Result<()> {
        let text = serde_json::to_string(kept).expect("a contact is plain data");
        let sealed = self.keys.seal(site, day, &about(booking), &text).map_err(not_sealed)?;
        let address = kept.mail.as_ref().map(|mail| self.hash_of(site, day, mail)).transpose()?.flatten();
        self.transaction
            .prepare_cached(
                "insert into contact (site, booking, day, sealed, address) values (?1, ?2, ?3, ?4, ?5)
                 on conflict (site, booking) do update
                     set day = excluded.day, sealed = excluded.sealed, address = excluded.address",
            )?
            .execute(params![site, booking.0 as i64, day.to_string(), sealed, address])?;
        Ok(())
    }

    /// The bookings of whoever has this address, on whatever day.
    pub fn bookings_of(&self, site: &str, mail: &str) -> Result<Vec<BookingId>> {
        let mut select =
            self.transaction.prepare_cached("select distinct day from contact where site = ?1")?;
        let days = select.query_map([site], |row| row.get(0))?.collect::<Result<Vec<String>>>()?;
        let mut select = self.transaction.prepare_cached(
            "select booking from contact where site = ?1 and address = ?2 order by booking",
        )?;
        let mut found = Vec::new();
        for day in days.iter().filter_map(|day| day.parse().ok()) {
            let Some(hash) = self.hash_of(site, day, mail)? else { continue };
            let of_day = select.query_map(params![site, hash], |row| row.get::<_, i64>(0))?;
            for booking in of_day {
                found.push(BookingId(booking? as u64));
            }
        }
        Ok(found)
    }

    pub(super) fn hash_of(&self, site: &str, day: NaiveDate, mail: &str) -> Result<Option<[u8; 32]>> {
        self.keyed_hash(site, day, &mailbox(mail))
    }

    /// Of a booking, as the transaction sees it.
    pub fn contact(&self, site: &str, booking: BookingId) -> Result<Option<Contact>> {
        contact(&self.transaction, self.keys, site, booking)
    }

    /// The booking was cancelled; the letter about it is still to be written.
    pub fn contact_is_over(&self, site: &str, booking: BookingId, at: DateTime<Utc>) -> Result<()> {
        self.transaction
            .prepare_cached("update contact set over_at = ?3 where site = ?1 and booking = ?2")?
            .execute(params![site, booking.0 as i64, at.timestamp_millis()])?;
        Ok(())
    }

    pub fn forget_contact(&self, site: &str, booking: BookingId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from contact where site = ?1 and booking = ?2")?
            .execute(params![site, booking.0 as i64])?;
        Ok(())
    }

    /// Of all visits before `day`, and where they were to meet; what was written on the contact page before
    /// it, and sentences about visits whose time is over.
    pub fn forget_contacts_before(&self, site: &str, day: NaiveDate) -> Result<()> {
        self.transaction
            .prepare_cached("delete from contact where site = ?1 and day < ?2")?
            .execute(params![site, day.to_string()])?;
        self.transaction
            .prepare_cached("delete from meeting where site = ?1 and day < ?2")?
            .execute(params![site, day.to_string()])?;
        self.transaction
            .prepare_cached("delete from message where site = ?1 and day < ?2")?
            .execute(params![site, day.to_string()])?;
        self.transaction
            .prepare_cached("update feedback set words = null, until = null where site = ?1 and until < ?2")?
            .execute(params![site, day.to_string()])?;
        Ok(())
    }
}

/// The mailbox an address leads to: nobody's is told apart by capitals, and what follows a plus is a label.
fn mailbox(mail: &str) -> String {
    let mail = mail.trim().to_lowercase();
    let Some((name, server)) = mail.rsplit_once('@') else { return mail };
    let name = name.split('+').next().filter(|name| !name.is_empty()).unwrap_or(name);
    format!("mail {name}@{server}")
}

/// What a sealed contact opens for.
fn about(booking: BookingId) -> String {
    format!("booking {}", booking.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_is_read_as_people_write_it() {
        let expected = Birthday::new(24, 12);
        for typed in ["24.12.", "24.12", " 24. 12. ", "2412", "24/12", "24-12", "24.12.1950"] {
            assert_eq!(Birthday::of(typed), expected, "{typed}");
        }
        assert_eq!(Birthday::of("29.2."), Birthday::new(29, 2));
        for nothing in
            ["", "24", "24.", "0.1.", "31.4.", "30.2.", "12.24.", "1.13.", "Heiligabend", "241", "24.xii"]
        {
            assert_eq!(Birthday::of(nothing), None, "{nothing}");
        }
    }

    /// What was sealed before anybody was asked for it can still be read.
    #[test]
    fn a_contact_of_before_has_no_birthday() {
        let old = r#"{"name":"Erika","mail":null,"phone":null,"language":"de"}"#;
        let contact: Contact = serde_json::from_str(old).expect("it can be read");
        assert_eq!(
            (contact.birthday, serde_json::to_string(&contact).expect("data")),
            (None, old.to_owned())
        );
    }
}
