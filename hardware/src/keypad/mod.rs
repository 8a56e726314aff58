//! The keypad for those who do not see the screen, and the jack beside it.
//!
//! Keys are told apart by touch: arrows, a round key in their middle, and five of other shapes. What a key
//! does is decided by the kiosk.

mod memory;

pub use memory::{Hand, MemoryKeypad};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Waits for what is done next.
    fn next(&mut self) -> Result<Felt, KeypadFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeypadFault {
    #[error("the keypad is not there")]
    Gone,
}
