//! What citizens send ahead of a visit. Who may read it is decided by one small row beside the booking,
//! sealed with the key of the day of the visit: in it lies the key of the content. So a booking that is
//! moved takes its files along in the desk's own transaction, however large they are, and when the day's key
//! is destroyed nobody can open the contents, wherever they were copied to.

use calendar::BookingId;
use chrono::NaiveDate;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::journal::Batch;
use super::{Result, not_sealed};
use crate::uploads::Kind;

/// Drawn by lot; it stands in addresses of the staff, and tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UploadId(pub i64);

/// A file that was sent ahead, without its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: UploadId,
    pub name: String,
    pub kind: Kind,
    pub bytes: u64,
    key: ContentKey,
}

/// Opens one content and no other; it is used once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ContentKey([u8; 32]);

/// As it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    kind: Kind,
    bytes: u64,
    key: ContentKey,
}

/// Nobody's name strays into a log, and no key either.
impl std::fmt::Debug for Upload {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Upload(..)")
    }
}

impl Upload {
    /// A new one, and its content as it may lie on a disk.
    pub fn sealed(name: String, kind: Kind, content: Vec<u8>) -> (Upload, Vec<u8>) {
        let id = UploadId((rand::random::<u64>() >> 1) as i64);
        let upload = Upload { id, name, kind, bytes: content.len() as u64, key: ContentKey(rand::random()) };
        let mut sealed = content;
        upload
            .aead()
            .seal_in_place_append_tag(once(), upload.about(), &mut sealed)
            .expect("a file is short enough to be sealed");
        (upload, sealed)
    }

    /// The content, unless it is not what was sent.
    pub fn opened(&self, mut sealed: Vec<u8>) -> Option<Vec<u8>> {
        let length = self.aead().open_in_place(once(), self.about(), &mut sealed).ok()?.len();
        sealed.truncate(length);
        Some(sealed)
    }

    fn aead(&self) -> LessSafeKey {
        LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &self.key.0).expect("it is as long as a key"))
    }

    fn about(&self) -> Aad<[u8; 8]> {
        Aad::from(self.id.0.to_be_bytes())
    }
}

/// A key that seals one content needs no other.
fn once() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

/// The files of a booking in the order of their ids, as far as they were not forgotten.
pub fn uploads(db: &Connection, keys: &DayKeys, site: &str, booking: BookingId) -> Result<Vec<Upload>> {
    let mut select =
        db.prepare_cached("select id, day, sealed from upload where site = ?1 and booking = ?2 order by id")?;
    let rows = select.query_map(params![site, booking.0 as i64], |row| {
        Ok((UploadId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?))
    })?;
    let opened = rows.map(|row| {
        let (id, day, sealed) = row?;
        let Ok(day) = day.parse::<NaiveDate>() else { return Ok(None) };
        let text = keys.open(site, day, &about(booking, id), &sealed).map_err(not_sealed)?;
        let kept = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        Ok(kept.map(|Kept { name, kind, bytes, key }| Upload { id, name, kind, bytes, key }))
    });
    opened.filter_map(Result::transpose).collect()
}

/// Where a file belongs; nothing of it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub id: UploadId,
    pub site: String,
    pub booking: BookingId,
    pub day: NaiveDate,
}

/// Of every file that is kept.
pub fn places(db: &Connection) -> Result<Vec<Place>> {
    let mut select = db.prepare_cached("select id, site, booking, day from upload order by id")?;
    let rows = select.query_map([], |row| {
        let (id, booking, day): (i64, i64, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let place =
            |day| Place { id: UploadId(id), site: String::new(), booking: BookingId(booking as u64), day };
        let site: String = row.get(1)?;
        Ok(day.parse().ok().map(place).map(|place| Place { site, ..place }))
    })?;
    rows.filter_map(Result::transpose).collect()
}

impl Batch<'_> {
    /// Keeps it for the day of the visit.
    pub fn keep_upload(&self, site: &str, booking: BookingId, day: NaiveDate, upload: &Upload) -> Result<()> {
        let Upload { id, name, kind, bytes, key } = upload.clone();
        let kept =
            serde_json::to_string(&Kept { name, kind, bytes, key }).expect("a file's row is plain data");
        let sealed = self.keys.seal(site, day, &about(booking, id), &kept).map_err(not_sealed)?;
        self.transaction
            .prepare_cached(
                "insert into upload (id, site, booking, day, sealed) values (?1, ?2, ?3, ?4, ?5)
                 on conflict (id) do update set day = excluded.day, sealed = excluded.sealed",
            )?
            .execute(params![id.0, site, booking.0 as i64, day.to_string(), sealed])?;
        Ok(())
    }

    /// How many files a booking has, whether they can be opened or not.
    pub fn count_uploads(&self, site: &str, booking: BookingId) -> Result<usize> {
        let count: Option<i64> = self
            .transaction
            .prepare_cached("select count(*) from upload where site = ?1 and booking = ?2")?
            .query_row(params![site, booking.0 as i64], |row| row.get(0))
            .optional()?;
        Ok(count.unwrap_or(0) as usize)
    }

    /// Seals them anew, with the key of the day the booking is on now.
    pub fn move_uploads(&self, site: &str, booking: BookingId, day: NaiveDate) -> Result<()> {
        for upload in uploads(&self.transaction, self.keys, site, booking)? {
            self.keep_upload(site, booking, day, &upload)?;
        }
        Ok(())
    }

    pub fn forget_upload(&self, site: &str, booking: BookingId, upload: UploadId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from upload where site = ?1 and booking = ?2 and id = ?3")?
            .execute(params![site, booking.0 as i64, upload.0])?;
        Ok(())
    }

    pub fn forget_uploads(&self, site: &str, booking: BookingId) -> Result<()> {
        self.transaction
            .prepare_cached("delete from upload where site = ?1 and booking = ?2")?
            .execute(params![site, booking.0 as i64])?;
        Ok(())
    }

    /// Of all visits before `day`.
    pub fn forget_uploads_before(&self, site: &str, day: NaiveDate) -> Result<()> {
        self.transaction
            .prepare_cached("delete from upload where site = ?1 and day < ?2")?
            .execute(params![site, day.to_string()])?;
        Ok(())
    }
}

/// What a sealed row opens for.
fn about(booking: BookingId, upload: UploadId) -> String {
    format!("upload {} of booking {}", upload.0, booking.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_opens_with_its_own_key_alone() {
        let (one, sealed) = Upload::sealed("a.pdf".into(), Kind::Pdf, b"Erika Mustermann".to_vec());
        let (other, _) = Upload::sealed("a.pdf".into(), Kind::Pdf, b"Erika Mustermann".to_vec());
        assert!(!sealed.windows(5).any(|part| part == b"Erika"));
        assert_eq!(one.opened(sealed.clone()).as_deref(), Some(&b"Erika Mustermann"[..]));
        assert_eq!(other.opened(sealed.clone()), None);
        let moved = Upload { id: other.id, ..one.clone() };
        assert_eq!(moved.opened(sealed.clone()), None, "it is not what stands under this id");
        let mut changed = sealed;
        changed[3] ^= 1;
        assert_eq!(one.opened(changed), None);
        assert_eq!(format!("{one:?}"), "Upload(..)");
    }
}
