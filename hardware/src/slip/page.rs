//! The letters of code page WPC1252 (`ESC t 16`), from our own table.
//!
//! The escpos crate encodes `-` as a soft hyphen in some pages and sends letters a page lacks as
//! raw UTF-8; a byte from here is either the right letter or none at all.

/// The page's bytes 0x80 to 0x9F; `\0` where it has no letter.
const UPPER_CONTROLS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The byte of `letter`, if the printer's own font has it.
pub fn byte(letter: char) -> Option<u8> {
    match letter {
        // Spaces that only forbid a line break, and the hyphens that do.
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(b' '),
        '\u{2010}' | '\u{2011}' => Some(b'-'),
        // A soft hyphen is a place to break, not a letter.
        '\u{ad}' => None,
        ' '..='~' | '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        '\0' => None,
        _ => UPPER_CONTROLS.iter().position(|c| *c == letter).map(|i| 0x80 + i as u8),
    }
}

/// Whether all of `text` can be set in the printer's own font.
pub fn has(text: &str) -> bool {
    text.chars().all(|letter| letter == '\u{ad}' || byte(letter).is_some())
}

/// The bytes of a row. Call it for rows the page [`has`] only.
pub fn bytes(row: &str) -> Vec<u8> {
    row.chars().filter_map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_has_its_letters_and_the_hyphen_stays_a_hyphen() {
        assert_eq!(
            bytes("Kfz-Zulassung: äöüÄÖÜß §5 10–15 „Ja“ 3 €"),
            b"Kfz-Zulassung: \xe4\xf6\xfc\xc4\xd6\xdc\xdf \xa75 10\x9615 \x84Ja\x93 3 \x80"
        );
        assert_eq!(bytes("10\u{202f}min, 15\u{2011}25"), b"10 min, 15-25");
    }

    #[test]
    fn letters_of_other_scripts_are_never_sent_as_something_else() {
        for missing in ["Очікування", "انتظار", "Doğum", "Łódź", "等待", "a\u{308}", "tab\t", "\u{90}"]
        {
            assert!(!has(missing), "{missing}");
        }
        assert!(has("Pass, carte d’identité, señor, Straße"));
    }
}
