//! The door's database: accounts, sessions and devices.
//!
//! The committer writes what happens in the queue; who may come in is not part of that, must work
//! while the queue's writes are stuck, and is hashed, slowed down and swept at its own pace. So it
//! has a file of its own beside the other one, where reading finds its pages still in memory: that
//! is a tenth of a millisecond of every act. Reading and writing have a connection each.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::Connection;

use super::{Result, access_file, connect, open_access};

pub struct Access {
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
}

impl Access {
    /// Opens what lies beside `database`, the one of what happens.
    pub fn open(database: &Path) -> Result<Access> {
        let writer = open_access(database)?;
        let reader = connect(&access_file(database))?;
        // A write that strays onto this connection would hold up every reader, so it is an error.
        reader.pragma_update(None, "query_only", true)?;
        Ok(Access { reader: Mutex::new(reader), writer: Mutex::new(writer) })
    }

    /// For one prepared statement of a few microseconds.
    pub fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().expect("nobody panics while reading")
    }

    /// Waits for the disk, and perhaps for the committer: not for a thread that others wait for.
    pub fn write_blocking(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().expect("nobody panics while writing")
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
