//! The keys under which lies what must be forgotten: needs and notes of tickets, names and addresses of
//! who booked. One for each site and day, in a file of its own beside the database.
//!
//! When a day is over its key is overwritten and gone, and with it every copy of what it sealed: in the
//! database's log and free pages, and in every backup. So the folder of keys is not backed up with the
//! database. A disk that writes to another place what it is told to overwrite (most SSDs do) keeps the
//! old block until it needs it; the folder belongs on an encrypted disk, like all of the hub.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

const KEY_BYTES: usize = 32;

pub struct DayKeys {
    lies: Lies,
}

enum Lies {
    In(PathBuf),
    /// For a hub without a disk; it outlives the hub, as a disk does.
    InMemory(InMemory),
}

/// Keys by the names their files would have.
pub type InMemory = Arc<Mutex<BTreeMap<String, [u8; KEY_BYTES]>>>;

impl DayKeys {
    /// In a folder that is made with the first key.
    pub fn beside(database: &Path) -> DayKeys {
        DayKeys { lies: Lies::In(database.with_extension("daykeys")) }
    }

    pub fn in_memory(keys: InMemory) -> DayKeys {
        DayKeys { lies: Lies::InMemory(keys) }
    }

    /// Seals `text` so that it opens for what it is about alone, and with the key of this day alone.
    pub fn seal(&self, site: &str, day: NaiveDate, about: &str, text: &str) -> io::Result<Vec<u8>> {
        let name = name(site, day);
        let key = self.read_or_make(&name)?;
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = text.as_bytes().to_vec();
        aead(&key)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound_to(&name, about)),
                &mut sealed,
            )
            .expect("a note is short enough to be sealed");
        Ok([&nonce[..], &sealed].concat())
    }

    /// What was sealed, unless its day's key is gone.
    pub fn open(&self, site: &str, day: NaiveDate, about: &str, sealed: &[u8]) -> io::Result<Option<String>> {
        let name = name(site, day);
        let (Some(key), Some((nonce, sealed))) = (self.read(&name)?, sealed.split_at_checked(NONCE_LEN))
        else {
            return Ok(None);
        };
        let nonce = Nonce::try_assume_unique_for_key(nonce).expect("it is as long as a nonce");
        let mut sealed = sealed.to_vec();
        let opened = aead(&key).open_in_place(nonce, Aad::from(bound_to(&name, about)), &mut sealed);
        Ok(opened.ok().and_then(|text| String::from_utf8(text.to_vec()).ok()))
    }

    /// Makes the key of a day, if there is none.
    pub fn begin(&self, site: &str, day: NaiveDate) -> io::Result<()> {
        self.read_or_make(&name(site, day)).map(|_| ())
    }

    /// A hash that nobody can make without the key of this day; none is made for it.
    pub fn hash(&self, site: &str, day: NaiveDate, text: &str) -> io::Result<Option<[u8; KEY_BYTES]>> {
        let key = self.read(&name(site, day))?;
        let hash = |key: [u8; KEY_BYTES]| {
            let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), format!("hash|{text}").as_bytes());
            tag.as_ref().try_into().expect("SHA-256 is as long as a key")
        };
        Ok(key.map(hash))
    }

    /// Destroys the keys of all days but these.
    pub fn keep_only(&self, open: &[(String, NaiveDate)]) -> io::Result<()> {
        let kept: Vec<String> = open.iter().map(|(site, day)| name(site, *day)).collect();
        let folder = match &self.lies {
            Lies::In(folder) => folder,
            Lies::InMemory(keys) => {
                lock(keys).retain(|name, _| kept.contains(name));
                return Ok(());
            }
        };
        let files = match std::fs::read_dir(folder) {
            Ok(files) => files,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        for file in files {
            let file = file?;
            if kept.iter().any(|kept| file.file_name() == kept.as_str()) {
                continue;
            }
            // Overwritten before it is removed: a removed file's block still has what was in it.
            let mut key = OpenOptions::new().write(true).open(file.path())?;
            key.write_all(&[0; KEY_BYTES])?;
            key.sync_all()?;
            std::fs::remove_file(file.path())?;
        }
        File::open(folder)?.sync_all()
    }

    fn read(&self, name: &str) -> io::Result<Option<[u8; KEY_BYTES]>> {
        let folder = match &self.lies {
            Lies::In(folder) => folder,
            Lies::InMemory(keys) => return Ok(lock(keys).get(name).copied()),
        };
        let mut key = [0; KEY_BYTES];
        match File::open(folder.join(name)).and_then(|mut file| file.read_exact(&mut key)) {
            Ok(()) => Ok(Some(key)),
            // A power cut while it was made: nothing was sealed with it yet.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read_or_make(&self, name: &str) -> io::Result<[u8; KEY_BYTES]> {
        match self.read(name)? {
            Some(key) => Ok(key),
            None => self.make(name),
        }
    }

    fn make(&self, name: &str) -> io::Result<[u8; KEY_BYTES]> {
        let key: [u8; KEY_BYTES] = rand::random();
        let folder = match &self.lies {
            Lies::In(folder) => folder,
            Lies::InMemory(keys) => {
                lock(keys).insert(name.to_owned(), key);
                return Ok(key);
            }
        };
        std::fs::create_dir_all(folder)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(folder.join(name))?;
        file.write_all(&key)?;
        file.sync_all()?;
        File::open(folder)?.sync_all()?;
        Ok(key)
    }
}

fn lock(keys: &InMemory) -> std::sync::MutexGuard<'_, BTreeMap<String, [u8; KEY_BYTES]>> {
    keys.lock().expect("nobody panics while holding it")
}

/// A site is named by letters, digits and hyphens, and so is a file.
fn name(site: &str, day: NaiveDate) -> String {
    format!("{site}.{day}")
}

fn bound_to(name: &str, about: &str) -> Vec<u8> {
    format!("{name}|{about}").into_bytes()
}

fn aead(key: &[u8; KEY_BYTES]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("it is as long as a key"))
}
