//! Programs of others, run by Python, that read what we write and count what we count.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a script of `tests/readers` says to `input`; none, and that aloud, where its packages are missing.
pub fn ask(test: &str, script: &str, arguments: &[&str], input: &str) -> Option<String> {
    let Some(python) = installed() else {
        crate::skip::skip(test, "tests/setup.sh has not installed the readers");
        return None;
    };
    let mut reader = Command::new(python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/readers").join(script))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python starts");
    reader.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("it reads");
    let said = reader.wait_with_output().expect("it ends");
    assert!(said.status.success(), "{script} cannot read\n{input}");
    Some(String::from_utf8(said.stdout).expect("it writes UTF-8"))
}

fn installed() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home)?;
    let python = cache.join("wartemarke/readers/bin/python");
    python.exists().then_some(python)
}
