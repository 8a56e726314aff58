//! Which letter a key is. A scanner that pretends to be a keyboard types keys and no letters, as a keyboard
//! of the country it was set to.

use evdev::KeyCode;
use serde::Deserialize;

/// As the scanner was set: most are delivered as American keyboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    #[default]
    Us,
    De,
}

type Row = &'static [(KeyCode, char, char)];

/// The same on both, but for Y and Z.
const LETTERS: Row = &[
    (KeyCode::KEY_A, 'a', 'A'),
    (KeyCode::KEY_B, 'b', 'B'),
    (KeyCode::KEY_C, 'c', 'C'),
    (KeyCode::KEY_D, 'd', 'D'),
    (KeyCode::KEY_E, 'e', 'E'),
    (KeyCode::KEY_F, 'f', 'F'),
    (KeyCode::KEY_G, 'g', 'G'),
    (KeyCode::KEY_H, 'h', 'H'),
    (KeyCode::KEY_I, 'i', 'I'),
    (KeyCode::KEY_J, 'j', 'J'),
    (KeyCode::KEY_K, 'k', 'K'),
    (KeyCode::KEY_L, 'l', 'L'),
    (KeyCode::KEY_M, 'm', 'M'),
    (KeyCode::KEY_N, 'n', 'N'),
    (KeyCode::KEY_O, 'o', 'O'),
    (KeyCode::KEY_P, 'p', 'P'),
    (KeyCode::KEY_Q, 'q', 'Q'),
    (KeyCode::KEY_R, 'r', 'R'),
    (KeyCode::KEY_S, 's', 'S'),
    (KeyCode::KEY_T, 't', 'T'),
    (KeyCode::KEY_U, 'u', 'U'),
    (KeyCode::KEY_V, 'v', 'V'),
    (KeyCode::KEY_W, 'w', 'W'),
    (KeyCode::KEY_X, 'x', 'X'),
    (KeyCode::KEY_SPACE, ' ', ' '),
    (KeyCode::KEY_ENTER, '\r', '\r'),
    (KeyCode::KEY_KPENTER, '\r', '\r'),
];

const US: Row = &[
    (KeyCode::KEY_Y, 'y', 'Y'),
    (KeyCode::KEY_Z, 'z', 'Z'),
    (KeyCode::KEY_1, '1', '!'),
    (KeyCode::KEY_2, '2', '@'),
    (KeyCode::KEY_3, '3', '#'),
    (KeyCode::KEY_4, '4', '$'),
    (KeyCode::KEY_5, '5', '%'),
    (KeyCode::KEY_6, '6', '^'),
    (KeyCode::KEY_7, '7', '&'),
    (KeyCode::KEY_8, '8', '*'),
    (KeyCode::KEY_9, '9', '('),
    (KeyCode::KEY_0, '0', ')'),
    (KeyCode::KEY_MINUS, '-', '_'),
    (KeyCode::KEY_EQUAL, '=', '+'),
    (KeyCode::KEY_LEFTBRACE, '[', '{'),
    (KeyCode::KEY_RIGHTBRACE, ']', '}'),
    (KeyCode::KEY_SEMICOLON, ';', ':'),
    (KeyCode::KEY_APOSTROPHE, '\'', '"'),
    (KeyCode::KEY_GRAVE, '`', '~'),
    (KeyCode::KEY_BACKSLASH, '\\', '|'),
    (KeyCode::KEY_COMMA, ',', '<'),
    (KeyCode::KEY_DOT, '.', '>'),
    (KeyCode::KEY_SLASH, '/', '?'),
];

const DE: Row = &[
    (KeyCode::KEY_Y, 'z', 'Z'),
    (KeyCode::KEY_Z, 'y', 'Y'),
    (KeyCode::KEY_1, '1', '!'),
    (KeyCode::KEY_2, '2', '"'),
    (KeyCode::KEY_3, '3', '§'),
    (KeyCode::KEY_4, '4', '$'),
    (KeyCode::KEY_5, '5', '%'),
    (KeyCode::KEY_6, '6', '&'),
    (KeyCode::KEY_7, '7', '/'),
    (KeyCode::KEY_8, '8', '('),
    (KeyCode::KEY_9, '9', ')'),
    (KeyCode::KEY_0, '0', '='),
    (KeyCode::KEY_MINUS, 'ß', '?'),
    (KeyCode::KEY_SEMICOLON, 'ö', 'Ö'),
    (KeyCode::KEY_APOSTROPHE, 'ä', 'Ä'),
    (KeyCode::KEY_LEFTBRACE, 'ü', 'Ü'),
    (KeyCode::KEY_RIGHTBRACE, '+', '*'),
    (KeyCode::KEY_BACKSLASH, '#', '\''),
    (KeyCode::KEY_102ND, '<', '>'),
    (KeyCode::KEY_COMMA, ',', ';'),
    (KeyCode::KEY_DOT, '.', ':'),
    (KeyCode::KEY_SLASH, '-', '_'),
];

impl Layout {
    /// The letter of a key; what is on neither keyboard is no letter.
    pub fn letter(self, key: KeyCode, with_shift: bool) -> Option<char> {
        let own = match self {
            Layout::Us => US,
            Layout::De => DE,
        };
        let (_, plain, shifted) = LETTERS.iter().chain(own).find(|(code, ..)| *code == key)?;
        Some(if with_shift { *shifted } else { *plain })
    }
}
