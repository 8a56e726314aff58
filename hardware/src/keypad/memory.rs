//! A keypad without keys, for tests: whoever has the other end presses.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Felt, Key, Keypad, KeypadFault};

pub struct MemoryKeypad(Receiver<Felt>);

/// The hand at a [`MemoryKeypad`]. When the last one is gone, so is the keypad.
#[derive(Debug, Clone)]
pub struct Hand(Sender<Felt>);

impl MemoryKeypad {
    pub fn new() -> (MemoryKeypad, Hand) {
        let (felt, waiting) = channel();
        (MemoryKeypad(waiting), Hand(felt))
    }
}

impl Hand {
    pub fn presses(&self, key: Key) {
        self.feels(Felt::Pressed(key));
    }

    pub fn plugs(&self, headset: bool) {
        self.feels(Felt::Headset(headset));
    }

    fn feels(&self, felt: Felt) {
        // Nobody is at the other end any more: then nothing is felt.
        let _ = self.0.send(felt);
    }
}

impl Keypad for MemoryKeypad {
    fn next(&mut self) -> Result<Felt, KeypadFault> {
        self.0.recv().map_err(|_| KeypadFault::Closed)
    }
}
