//! The languages visitors can choose, at the kiosk, on the slip, on the pages of the hub and in letters.
//!
//! Only their names are here. What is said in them lies in the `translations` of kiosk, display and hub.

/// One language, by its own name: nobody has to know the German word for their language.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47, as in [`crate::Text`] and in the names of the files of its words.
    pub code: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// Written from right to left: the whole layout is mirrored.
    pub rtl: bool,
}

/// The language of the office. It is the language of the texts in the kiosk's source, and the one in
/// which a town has written everything.
pub const GERMAN: &Language = &LANGUAGES[0];

pub static LANGUAGES: [Language; 12] = [
    left_to_right("de", "Deutsch"),
    left_to_right("de-x-plain", "Einfache Sprache"),
    left_to_right("en", "English"),
    left_to_right("uk", "Українська"),
    left_to_right("ru", "Русский"),
    left_to_right("tr", "Türkçe"),
    right_to_left("ar", "العربية"),
    right_to_left("fa", "فارسی"),
    left_to_right("pl", "Polski"),
    left_to_right("ro", "Română"),
    left_to_right("bg", "Български"),
    left_to_right("fr", "Français"),
];

/// The language with this code, if we have it.
pub fn find(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

const fn left_to_right(code: &'static str, name: &'static str) -> Language {
    Language { code, name, rtl: false }
}

const fn right_to_left(code: &'static str, name: &'static str) -> Language {
    Language { code, name, rtl: true }
}
