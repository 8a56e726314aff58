//! How values of the hub become words, numbers and times that the screens can put into sentences.

use std::cell::Cell;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Estimate;

use crate::language::{GERMAN, Language};
use crate::ui;

thread_local! {
    // The language slint draws in is one per UI thread, and slint does not tell it.
    static SPOKEN: Cell<&'static Language> = const { Cell::new(GERMAN) };
}

/// Lets everything on this UI thread speak `language`. Needs a window to exist.
pub fn speak(language: &'static Language) {
    // German is the language of the source.
    let code = if language == GERMAN { "" } else { language.code };
    match slint::select_bundled_translation(code) {
        Ok(()) => SPOKEN.set(language),
        Err(error) => tracing::error!(code, %error, "a language has no translation"),
    }
}

/// Keeps the language of the screen and goes back to it when dropped: a slip speaks two languages
/// between two frames, and nobody sees it.
pub struct Spoken(&'static Language);

impl Spoken {
    pub fn now() -> Self {
        Spoken(SPOKEN.get())
    }
}

impl Drop for Spoken {
    fn drop(&mut self) {
        speak(self.0);
    }
}

/// "09:42".
pub fn time(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

pub fn count(people: u32) -> i32 {
    i32::try_from(people).unwrap_or(i32::MAX)
}

/// Kind, median and 90th percentile of a wait, as the screens take it.
pub fn wait(estimate: Estimate) -> (ui::WaitKind, i32, i32) {
    match estimate {
        Estimate::Minutes { from, to } => (ui::WaitKind::Minutes, count(from), count(to)),
        Estimate::NoCounterOpen => (ui::WaitKind::NoCounterOpen, 0, 0),
        Estimate::Unknown => (ui::WaitKind::Unknown, 0, 0),
    }
}
