//! Folders for one test or one town, which are gone with it.
//!
//! A name is drawn by chance: process numbers come again, and with them what a killed test left.

use std::path::{Path, PathBuf};

/// A folder that is gone when its owner is.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(purpose: &str) -> std::io::Result<Folder> {
        let name = format!("wartemarke-{purpose}-{:08x}", rand::random::<u32>());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path)?;
        Ok(Folder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is the temporary folder's own to clean up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
