//! Which scanner a kiosk has, as its file says it.

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

use super::{EvdevScanner, FolderScanner, Layout, Scanner, SerialScanner};

/// ```toml
/// [scanner]
/// kind = "evdev"        # "serial" with `path`, "folder" with `dir`, "none"
/// device = "Honeywell HF680"
/// layout = "us"
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ScannerKind {
    /// One that types as a keyboard, by the kernel's name for it or by its path.
    Evdev {
        device: String,
        #[serde(default)]
        layout: Layout,
    },
    /// One on a serial line.
    Serial {
        path: PathBuf,
        #[serde(default = "usual_baud")]
        baud: u32,
    },
    /// A file of codes, for trying.
    Folder { dir: PathBuf },
    /// Codes are typed.
    None {},
}

/// As most are delivered.
fn usual_baud() -> u32 {
    9_600
}

impl ScannerKind {
    /// The scanner, if there is to be one. A device that is missing is waited for.
    pub fn open(&self) -> io::Result<Option<Box<dyn Scanner>>> {
        Ok(match self {
            ScannerKind::Evdev { device, layout } => Some(Box::new(EvdevScanner::follow(device, *layout))),
            ScannerKind::Serial { path, baud } => Some(Box::new(SerialScanner::follow(path, *baud))),
            ScannerKind::Folder { dir } => Some(Box::new(FolderScanner::open(dir)?)),
            ScannerKind::None {} => None,
        })
    }
}
