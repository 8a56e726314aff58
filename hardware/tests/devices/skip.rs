//! What a test says that cannot be held on this machine.

use std::fs::OpenOptions;
use std::io::Write;

/// Says so, and where all tests run together has it counted: `tests/run.sh` reads the file.
pub fn skipped(reason: &str) {
    println!("SKIPPED: {reason}");
    if let Some(file) = std::env::var_os("WARTEMARKE_SKIPS") {
        let mut file = OpenOptions::new().append(true).create(true).open(file).expect("the list of skips");
        // A test has a thread of its own, named after it.
        let test = std::thread::current().name().unwrap_or("a device").to_owned();
        writeln!(file, "{test}: {reason}").expect("one line");
    }
}
