//! Words of the town that are not ours to translate: in the language of whoever reads them where the town has
//! written them, and in German where it has not.

use std::fmt::{self, Display};

/// As somebody reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words<'a> {
    pub text: &'a str,
    /// Then a page of another language says so: a voice reads them aloud as what they are.
    pub is_german: bool,
}

impl Words<'_> {
    pub fn german(text: &str) -> Words<'_> {
        Words { text, is_german: true }
    }
}

impl Display for Words<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(self.text)
    }
}

/// One after the other, with commas between them.
pub fn joined(words: &[Words]) -> String {
    words.iter().map(|words| words.text).collect::<Vec<_>>().join(", ")
}
