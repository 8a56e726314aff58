//! Kiosks, displays and booking systems, and the tokens they prove themselves with.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::Result;
use crate::rights::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceKind {
    Kiosk,
    Display,
    /// Another booking system of the town.
    Partner,
}

impl DeviceKind {
    pub fn name(self) -> &'static str {
        match self {
            DeviceKind::Kiosk => "kiosk",
            DeviceKind::Display => "display",
            DeviceKind::Partner => "partner",
        }
    }

    pub fn named(name: &str) -> Option<DeviceKind> {
        [DeviceKind::Kiosk, DeviceKind::Display, DeviceKind::Partner]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    pub fn role(self) -> Role {
        match self {
            DeviceKind::Kiosk => Role::Kiosk,
            DeviceKind::Display => Role::Display,
            DeviceKind::Partner => Role::Partner,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    pub kind: DeviceKind,
    pub site: String,
    /// Its token is worth nothing any more.
    pub revoked: bool,
}

/// Tokens carry 128 random bits, so a plain hash is enough to keep them.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// 128 random bits in 32 characters.
pub(crate) fn new_token() -> String {
    let bits: u128 = rand::random();
    format!("{bits:032x}")
}

impl Device {
    /// Registers a device, or gives it a new token, and returns the token. It is not kept.
    pub fn register(db: &Connection, kind: DeviceKind, id: &str, site: &str) -> Result<String> {
        let token = new_token();
        db.execute(
            "insert into device (id, kind, site, token_hash) values (?1, ?2, ?3, ?4)
             on conflict (id) do update
             set kind = excluded.kind, site = excluded.site,
                 token_hash = excluded.token_hash, revoked_at = null",
            params![id, kind.name(), site, token_hash(&token)],
        )?;
        Ok(token)
    }

    /// From now on the device's token is worth nothing. Says whether there was such a device.
    pub fn revoke(db: &Connection, id: &str, now: DateTime<Utc>) -> Result<bool> {
        let changed = db.execute(
            "update device set revoked_at = ?2 where id = ?1 and revoked_at is null",
            params![id, now.timestamp_millis()],
        )?;
        Ok(changed > 0)
    }

    /// Whose token this is, by what is kept of it.
    pub fn of_token(db: &Connection, hash: &[u8; 32]) -> Result<Option<Device>> {
        db.prepare_cached(&format!(
            "select {DEVICE} from device where token_hash = ?1 and revoked_at is null"
        ))?
        .query_row([hash], device)
        .optional()
    }

    pub fn find(db: &Connection, id: &str) -> Result<Option<Device>> {
        db.prepare_cached(&format!("select {DEVICE} from device where id = ?1"))?
            .query_row([id], device)
            .optional()
    }

    /// By name, those that work first.
    pub fn all(db: &Connection) -> Result<Vec<Device>> {
        db.prepare_cached(&format!("select {DEVICE} from device order by revoked_at is not null, id"))?
            .query_map([], device)?
            .collect()
    }
}

const DEVICE: &str = "id, kind, site, revoked_at is not null as revoked";

fn device(row: &rusqlite::Row) -> Result<Device> {
    let kind: String = row.get("kind")?;
    let kind = DeviceKind::named(&kind).expect("the table takes no other kinds");
    Ok(Device { id: row.get("id")?, kind, site: row.get("site")?, revoked: row.get("revoked")? })
}
