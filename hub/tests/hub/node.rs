//! Servers of others, run by node: nothing of ours is tried against its own misunderstandings.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether there is node and a package of `tests/browser`; else that is said aloud.
pub fn has(package: &str, test: &str) -> bool {
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
    let is_there = node.is_ok_and(|status| status.success());
    if !is_there || !folder().join("node_modules").join(package).exists() {
        crate::skip::skip(test, &format!("no node, or tests/setup.sh has not fetched {package}"));
        return false;
    }
    true
}

/// Runs a script of `tests/browser`.
pub fn script(name: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(name).current_dir(folder());
    node
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser")
}
