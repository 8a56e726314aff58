//! What a form asks for while programs want every time there is. A script looks for the number while the form
//! is filled in; without one the form waits.

use crate::pages::language::{Language, Sentence};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub challenge: String,
    /// As it was brought.
    pub nonce: String,
    pub bits: u32,
    /// From when it is shown, for whoever has no script.
    pub wait_seconds: u32,
    /// It was sent without one, and so long before it may be.
    pub left_seconds: Option<u32>,
}

impl Stamp {
    pub(super) fn wait(&self, language: &'static Language) -> Sentence {
        let seconds = language.say("stamp-seconds").count(&self.wait_seconds);
        language.say("stamp-wait").with("time", seconds)
    }

    pub(super) fn again(&self, language: &'static Language) -> Option<Sentence> {
        let seconds = language.say("stamp-seconds").count(&self.left_seconds?);
        Some(language.say("stamp-again").with("time", seconds))
    }
}
