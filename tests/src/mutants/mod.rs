//! Mistakes planted in the heart of the hub, to see that the simulation finds each.
//!
//! The product knows nothing of them: they are planted in a copy of its sources, as text. A mutant whose
//! original text is gone is a mutant nobody looks for any more, and fails like one that lives on.

mod table;
mod workshop;

pub use table::{MUTANTS, Mutant};
pub use workshop::{Found, Workshop};

use std::path::{Path, PathBuf};

/// So many days a mutant has before it counts as one that lives on.
pub const SEEDS: u64 = 400;
/// Small halls meet the edges of rules as often as large ones, and sooner.
pub const VISITORS_MAX: usize = 40;

impl Mutant {
    /// The mutated text of each file it changes, or why it cannot be planted in the sources at `root`.
    pub fn planted(&self, root: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
        let mut files: Vec<(&'static str, String)> = Vec::new();
        for (file, original, mutated) in self.edits {
            let known = files.iter().position(|(known, _)| known == file);
            let text = match known {
                Some(known) => files.remove(known).1,
                None => std::fs::read_to_string(root.join(file))?,
            };
            let times = text.matches(original).count();
            anyhow::ensure!(
                times == 1,
                "{}: {file} has its original text {times} times, not once",
                self.name
            );
            files.push((file, text.replacen(original, mutated, 1)));
        }
        Ok(files)
    }
}

/// The project's sources.
pub fn sources() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a room of the project")
}

/// Where this program was built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| sources().join("target"), PathBuf::from)
}
