//! A folder for one test, and patience for what another thread or program brings about.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any program of these tests needs, on a busy machine too.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("wartemarke-devices-{}-{name}", std::process::id()));
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(&dir).expect("a writable folder");
    dir
}

#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "still waiting until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
