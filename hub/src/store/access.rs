//! The door's database: accounts, sessions and devices.
//!
//! The committer writes what happens in the queue; who may come in is not part of that, must work
//! while the queue's writes are stuck, and is hashed, slowed down and swept at its own pace. So it
//! has a file of its own beside the other one, where reading finds its pages still in memory: that
//! is a tenth of a millisecond of every act. Reading and writing have a connection each.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::devices::{Device, token_hash};
use super::sessions::{Session, SessionId};
use super::{Change, Result, access_file, connect, open_access};

/// Whoever changes what nobody asked for: the role, say, that the town's directory gives somebody.
const HUB: &str = "hub";
/// More sessions than a town has people at work, and more devices; more are read from the database each
/// time anew.
const KNOWN_MAX: usize = 1_024;

pub struct Access {
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
    known: Mutex<Known>,
}

/// Who was read since somebody wrote last. Every request asks; it is read again only after somebody
/// wrote, which the database itself counts, whichever connection or program that was. So what is revoked
/// is revoked at once.
#[derive(Default)]
struct Known {
    version: Option<i64>,
    sessions: HashMap<SessionId, Session>,
    /// By what is kept of their tokens.
    devices: HashMap<[u8; 32], Device>,
}

impl Access {
    /// Opens what lies beside `database`, the one of what happens.
    pub fn open(database: &Path) -> Result<Access> {
        let writer = open_access(database)?;
        Change::by(&writer, HUB, None)?;
        let reader = connect(&access_file(database))?;
        // A write that strays onto this connection would hold up every reader, so it is an error.
        reader.pragma_update(None, "query_only", true)?;
        Ok(Access { reader: Mutex::new(reader), writer: Mutex::new(writer), known: Mutex::default() })
    }

    /// The session, unless it has ended or its account may no longer log in.
    pub fn session(&self, id: &SessionId, now: DateTime<Utc>) -> Result<Option<Session>> {
        let found = self.look_up(id, |known| &mut known.sessions, |db| Session::find(db, id, now))?;
        Ok(found.filter(|session| !session.has_ended(now)))
    }

    /// Whose token this is.
    pub fn device(&self, token: &str) -> Result<Option<Device>> {
        let hash = token_hash(token);
        self.look_up(&hash, |known| &mut known.devices, |db| Device::of_token(db, &hash))
    }

    fn look_up<T: Clone>(
        &self,
        id: &[u8; 32],
        among: impl Fn(&mut Known) -> &mut HashMap<[u8; 32], T>,
        find: impl FnOnce(&Connection) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        let db = self.read();
        let version = db.prepare_cached("pragma data_version")?.query_row([], |row| row.get(0))?;
        let mut known = self.known.lock().expect("nobody panics while looking somebody up");
        if known.version != Some(version) {
            *known = Known { version: Some(version), ..Known::default() };
        }
        let among = among(&mut known);
        if let Some(found) = among.get(id) {
            return Ok(Some(found.clone()));
        }
        let found = find(&db)?;
        if let Some(found) = &found
            && among.len() < KNOWN_MAX
        {
            among.insert(*id, found.clone());
        }
        Ok(found)
    }

    /// For one prepared statement of a few microseconds.
    pub fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().expect("nobody panics while reading")
    }

    /// Waits for the disk, and perhaps for the committer: not for a thread that others wait for.
    pub fn write_blocking(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().expect("nobody panics while writing")
    }

    /// The same, for somebody: what is changed is noted as theirs.
    pub async fn write_as<T, E>(
        self: &Arc<Self>,
        actor: String,
        now: DateTime<Utc>,
        act: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<rusqlite::Error> + Send + 'static,
    {
        self.write(move |db| {
            Change::by(db, &actor, Some(now))?;
            let done = act(db);
            Change::by(db, HUB, None)?;
            done
        })
        .await
    }

    /// Writes on a thread of its own.
    pub async fn write<T, E>(
        self: &Arc<Self>,
        act: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: Send + 'static,
    {
        let access = self.clone();
        let written = tokio::task::spawn_blocking(move || act(&mut access.write_blocking())).await;
        written.unwrap_or_else(|broken| std::panic::resume_unwind(broken.into_panic()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::store::{Account, DeviceKind, NewAccount, Proof};

    /// Every writer is seen at once, also one that this process knows nothing of.
    #[test]
    fn who_is_known_is_revoked_at_once() {
        let folder = std::env::temp_dir().join(format!("wartemarke-access-{:08x}", rand::random::<u32>()));
        std::fs::create_dir(&folder).unwrap();
        let database = folder.join("hub.db");
        let access = Access::open(&database).unwrap();
        let now = DateTime::UNIX_EPOCH;
        let new = NewAccount { name: "Petra", site: "rathaus", role: Role::Clerk, password_hash: None };
        let account = Account::create(&access.write_blocking(), new, now).unwrap();
        let open = || Session::open(&access.write_blocking(), account.id, Proof::Password, now).unwrap();
        let is_there = |id: &SessionId| access.session(id, now).unwrap().is_some();

        let (one, other) = (Session::id_of(&open()), Session::id_of(&open()));
        assert!(is_there(&one) && is_there(&one) && is_there(&other));
        Session::close(&access.write_blocking(), &one).unwrap();
        assert!(!is_there(&one), "somebody logged out");
        assert!(is_there(&other));
        let elsewhere = open_access(&database).unwrap();
        elsewhere.execute("update account set disabled_at = 0", []).unwrap();
        assert!(!is_there(&other), "another program took the account away");

        elsewhere.execute("update account set disabled_at = null", []).unwrap();
        assert!(is_there(&other));
        let later = now + crate::store::SESSION_IDLE + chrono::TimeDelta::seconds(1);
        assert!(access.session(&other, later).unwrap().is_none(), "nobody used it for too long");

        let token = Device::register(&elsewhere, DeviceKind::Kiosk, "eingang", "rathaus").unwrap();
        let device = |token: &str| access.device(token).unwrap();
        assert!(device(&token).is_some() && device(&token).is_some() && device("another").is_none());
        Device::revoke(&elsewhere, "eingang", now).unwrap();
        assert!(device(&token).is_none(), "another program took the device's token away");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
