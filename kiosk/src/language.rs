//! The languages a visitor can choose. The words themselves lie in `translations/`.
//!
//! A language is added here, in `translations/<code>/`, and nowhere else.

/// One language, by its own name: nobody has to know the German word for their language.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47, as in the folder of its translation and in [`wire::Text`].
    pub code: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// Written from right to left: the whole layout is mirrored.
    pub rtl: bool,
}

/// The language of the office. It is the language of the texts in the source, and the one in
/// which a town has written everything.
pub const GERMAN: &Language = &LANGUAGES[0];

pub static LANGUAGES: [Language; 5] = [
    Language { code: "de", name: "Deutsch", rtl: false },
    Language { code: "de-x-plain", name: "Einfache Sprache", rtl: false },
    Language { code: "en", name: "English", rtl: false },
    Language { code: "uk", name: "Українська", rtl: false },
    Language { code: "ar", name: "العربية", rtl: true },
];

/// The language with this code, if we have it.
pub fn find(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}
