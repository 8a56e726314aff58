//! How somebody finds a service by everyday words. The pages of the hub and the kiosks search alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that are others to a computer, and the same to whoever has only one of them at hand.
const SAME_LETTERS: [(char, &str); 11] = [
    ('ß', "ss"),
    ('ł', "l"),
    ('ı', "i"),
    ('œ', "oe"),
    ('æ', "ae"),
    ('ґ', "г"),
    ('ك', "ک"),
    ('ي', "ی"),
    ('ى', "ی"),
    ('ة', "ه"),
    // It only keeps two letters of a Persian word apart.
    ('\u{200c}', ""),
];
/// An umlaut without its dots, as people write it who have no such key.
const UMLAUTS: [(&str, &str); 3] = [("ae", "a"), ("oe", "o"), ("ue", "u")];

/// Whether something that is called by these names and words is meant: each word of what is looked for is
/// part of one of them. Who looks for nothing finds everything.
pub fn finds<'a>(query: &str, called: impl IntoIterator<Item = &'a str>) -> bool {
    let called: Vec<String> = called.into_iter().map(plain).collect();
    query.split_whitespace().map(plain).all(|word| called.iter().any(|called| called.contains(&word)))
}

/// Without capitals, and without dots, hooks and strokes on letters.
fn plain(text: &str) -> String {
    let letters: String = text.to_lowercase().nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let mut plain = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match SAME_LETTERS.iter().find(|(other, _)| *other == letter) {
            Some((_, same)) => plain.push_str(same),
            None => plain.push(letter),
        }
    }
    UMLAUTS.iter().fold(plain, |text, (written_out, letter)| text.replace(written_out, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_found_by_parts_of_its_names_and_words() {
        for query in ["Perso", "perso", "AUSWEIS", "ausweis  beantragen", "beantragen perso", ""] {
            assert!(finds(query, CARD), "{query:?}");
        }
        for query in ["Pesro", "ausweis abholen", "x"] {
            assert!(!finds(query, CARD), "{query:?}");
        }
    }

    /// By everybody, on whatever keyboard.
    #[test]
    fn letters_that_are_not_at_hand_are_not_needed() {
        for (query, name) in [
            ("fuhrerschein", "Führerschein"),
            ("fuehrerschein", "Führerschein"),
            ("fuehr", "Führerschein"),
            ("führ", "Fuehrerschein"),
            ("strasse", "Straße"),
            ("neu", "Neue Adresse"),
            ("bau", "Bauen"),
            ("zaswiad", "Zaświadczenie"),
            ("lodka", "Łódka"),
            ("kimlik karti", "Kimlik kartı"),
            ("inmatric", "Înmatricularea"),
            ("pasaport", "pașaport"),
            ("peche", "permis de pêche"),
            ("учета", "с учёта"),
            ("грунт", "ґрунт"),
            ("اقامه", "إقامة"),
            ("کارت شناسايي", "کارت شناسایی"),
        ] {
            assert!(finds(query, [name]), "{query:?} in {name:?}");
        }
        assert!(!finds("fahr", ["Führerschein"]), "another vowel is another word");
    }

    const CARD: [&str; 3] = ["Personalausweis beantragen", "Perso", "Identity card"];
}
