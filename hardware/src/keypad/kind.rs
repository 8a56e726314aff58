//! Which keypad a kiosk has, as its file says it.

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

use super::{EvdevKeypad, FolderKeypad, KeyTable, Keypad};

/// ```toml
/// [keypad]
/// kind = "evdev"        # "folder" with `dir`, "none"
/// device = "Storm Interface AudioNav"
/// headset = "USB Audio Headphone"
/// keys = { up = "KEY_F13" }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum KeypadKind {
    /// A keyboard of the kernel, by its name or path; and its jack by its own, where it is another device.
    Evdev {
        device: String,
        #[serde(default)]
        headset: Option<String>,
        #[serde(default)]
        keys: KeyTable,
    },
    /// A file of key presses, for trying.
    Folder { dir: PathBuf },
    /// A kiosk for eyes and fingers alone.
    None {},
}

impl KeypadKind {
    /// The keypad, if there is to be one. A device that is missing is waited for.
    pub fn open(&self) -> io::Result<Option<Box<dyn Keypad>>> {
        Ok(match self {
            KeypadKind::Evdev { device, headset, keys } => {
                Some(Box::new(EvdevKeypad::follow(device, headset.as_deref(), keys.clone())))
            }
            KeypadKind::Folder { dir } => Some(Box::new(FolderKeypad::open(dir)?)),
            KeypadKind::None {} => None,
        })
    }
}
