//! Which key of a keyboard is which key of the keypad. A keypad for blind fingers is a keyboard to the
//! kernel, and each maker has an idea of its own of what it types.

use std::collections::BTreeMap;

use evdev::KeyCode;
use serde::Deserialize;

use super::Key;

/// As a keyboard has them that somebody plugs in for trying.
const USUAL: [(Key, KeyCode); 10] = [
    (Key::Up, KeyCode::KEY_UP),
    (Key::Down, KeyCode::KEY_DOWN),
    (Key::Left, KeyCode::KEY_LEFT),
    (Key::Right, KeyCode::KEY_RIGHT),
    (Key::Ok, KeyCode::KEY_ENTER),
    (Key::Back, KeyCode::KEY_BACKSPACE),
    (Key::Help, KeyCode::KEY_F1),
    (Key::Volume, KeyCode::KEY_F2),
    (Key::Speed, KeyCode::KEY_F3),
    (Key::Again, KeyCode::KEY_F4),
];

/// ```toml
/// keys = { up = "KEY_F13", ok = "KEY_F17" }     # the others as they are on every keyboard
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<Key, String>")]
pub struct KeyTable(BTreeMap<u16, Key>);

impl Default for KeyTable {
    fn default() -> Self {
        KeyTable(USUAL.into_iter().map(|(key, code)| (code.0, key)).collect())
    }
}

impl TryFrom<BTreeMap<Key, String>> for KeyTable {
    type Error = String;

    fn try_from(named: BTreeMap<Key, String>) -> Result<Self, String> {
        let mut table = BTreeMap::new();
        for (key, usual) in USUAL {
            let code = match named.get(&key) {
                Some(name) => code_of(name)?,
                None => usual,
            };
            if let Some(other) = table.insert(code.0, key) {
                return Err(format!("{code:?} is both {other:?} and {key:?}; each needs a key of its own"));
            }
        }
        Ok(KeyTable(table))
    }
}

impl KeyTable {
    pub(super) fn key(&self, code: u16) -> Option<Key> {
        self.0.get(&code).copied()
    }

    pub(super) fn codes(&self) -> impl Iterator<Item = KeyCode> {
        self.0.keys().copied().map(KeyCode)
    }
}

fn code_of(name: &str) -> Result<KeyCode, String> {
    name.parse().map_err(|_| {
        format!("\"{name}\" is no key; allowed are the kernel's names, such as \"KEY_F13\" or \"KEY_ENTER\"")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_as_on_every_keyboard() {
        let table = table(&[(Key::Up, "KEY_F13"), (Key::Ok, "KEY_KPENTER")]).expect("these are keys");
        assert_eq!(table.key(KeyCode::KEY_F13.0), Some(Key::Up));
        assert_eq!(table.key(KeyCode::KEY_KPENTER.0), Some(Key::Ok));
        assert_eq!(table.key(KeyCode::KEY_DOWN.0), Some(Key::Down));
        assert_eq!((table.key(KeyCode::KEY_UP.0), table.key(KeyCode::KEY_ENTER.0)), (None, None));
        assert_eq!(KeyTable::try_from(BTreeMap::new()), Ok(KeyTable::default()));
    }

    #[test]
    fn a_name_that_is_no_key_and_a_key_with_two_meanings_are_refused() {
        let refused = table(&[(Key::Up, "F13")]).expect_err("the kernel says KEY_F13");
        assert!(refused.starts_with("\"F13\" is no key; allowed are"), "{refused}");
        let refused = table(&[(Key::Up, "KEY_DOWN")]).expect_err("that is another key already");
        assert_eq!(refused, "KEY_DOWN is both Up and Down; each needs a key of its own");
    }

    fn table(named: &[(Key, &str)]) -> Result<KeyTable, String> {
        let named: BTreeMap<Key, String> = named.iter().map(|(key, name)| (*key, (*name).into())).collect();
        KeyTable::try_from(named)
    }
}
