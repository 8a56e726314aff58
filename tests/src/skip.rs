//! Tests that this machine cannot hold, said aloud.
//!
//! A test without its tool must not look like one that passed. `tests/run.sh` names a file in
//! [`SKIPS`], counts its lines, and prints them at the end.

use std::io::Write;

/// The file that collects the reasons; unset when a person runs one test by hand.
pub const SKIPS: &str = "WARTEMARKE_SKIPS";

/// Says that `test` was not held, and why. The caller returns right after.
pub fn skip(test: &str, reason: &str) {
    eprintln!("SKIPPED {test}: {reason}");
    let Ok(path) = std::env::var(SKIPS) else { return };
    // Several processes append at once: one short write each stays one line.
    let written = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(format!("{test}: {reason}\n").as_bytes()));
    if let Err(error) = written {
        panic!("the skipped test could not be counted in {path}: {error}");
    }
}
