//! The keypad for those who do not see the screen, and the jack beside it.
//!
//! Keys are told apart by touch: arrows, a round key in their middle, and five of other shapes. What a key
//! does is decided by the kiosk.

mod evdev;
mod folder;
mod kind;
mod memory;
mod table;

use serde::Deserialize;

pub use evdev::EvdevKeypad;
pub use folder::{FolderKeypad, KEYS_FILE};
pub use kind::KeypadKind;
pub use memory::{Hand, MemoryKeypad};
pub use table::KeyTable;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Key {
    Up,
    Down,
    Left,
    Right,
    /// The round one, with a tactile mark.
    Ok,
    Back,
    Help,
    Volume,
    Speed,
    /// Says the last thing again.
    Again,
}

/// Something was done at the keypad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Felt {
    Pressed(Key),
    /// A headset was plugged in, or pulled out.
    Headset(bool),
}

/// Where keys come from. Whoever waits for them has a thread to wait in.
pub trait Keypad: Send {
    /// Waits for what is done next. After [`KeypadFault::Gone`] it waits for the keypad as well.
    fn next(&mut self) -> Result<Felt, KeypadFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeypadFault {
    /// Unplugged, or not to be opened. It is looked for until it is there again.
    #[error("the keypad is not there")]
    Gone,
    /// Nobody will press anything any more.
    #[error("the keypad is at its end")]
    Closed,
}
