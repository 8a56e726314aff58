//! How values of the hub become words, numbers and times that the screens can put into sentences.

use std::cell::Cell;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use slint::{ComponentHandle, SharedString};
use wire::http::OwnBooking;
use wire::{Estimate, Text};

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

/// In which everything on this UI thread speaks.
pub fn spoken() -> &'static Language {
    SPOKEN.get()
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

/// "9:42".
pub fn time(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%-H:%M").to_string()
}

/// "Donnerstag, 26. November".
pub fn date(window: &ui::Kiosk, date: NaiveDate) -> SharedString {
    day(window, ui::Near::Later, date)
}

/// "Heute", "Morgen" or the date, to somebody who looks at `now`.
pub fn day_from(window: &ui::Kiosk, date: NaiveDate, now: Option<DateTime<Utc>>, zone: Tz) -> SharedString {
    let today = now.map(|now| now.with_timezone(&zone).date_naive());
    let near = match today.map(|today| (date - today).num_days()) {
        Some(0) => ui::Near::Today,
        Some(1) => ui::Near::Tomorrow,
        _ => ui::Near::Later,
    };
    day(window, near, date)
}

fn day(window: &ui::Kiosk, near: ui::Near, date: NaiveDate) -> SharedString {
    let phrases = window.global::<ui::Phrases>();
    let (weekdays, months) = (phrases.invoke_weekdays(), phrases.invoke_months());
    let weekday = nth(&weekdays, date.weekday().num_days_from_monday());
    phrases.invoke_day(near, weekday, date.day() as i32, nth(&months, date.month0()))
}

/// "Donnerstag, 26. November, 9:00 Uhr".
pub fn moment(window: &ui::Kiosk, at: DateTime<Utc>, zone: Tz) -> SharedString {
    let day = date(window, at.with_timezone(&zone).date_naive());
    window.global::<ui::Phrases>().invoke_moment(day, time(at, zone).into())
}

/// Of a list of names, in any script.
fn nth(names: &str, index: u32) -> SharedString {
    let name = names.split([',', '،']).nth(index as usize);
    name.expect("every language has all days and months").trim().into()
}

/// What a booking is for, in the language that is asked for, which is spoken just now.
pub fn matters(window: &ui::Kiosk, booking: &OwnBooking, language: &str) -> String {
    visit(window, booking.matters_and_persons(), language)
}

/// The same of matters, each with how many people come for it.
pub fn visit<'a>(
    window: &ui::Kiosk,
    matters: impl Iterator<Item = (&'a Text, u16)>,
    language: &str,
) -> String {
    let matter = |(name, persons)| String::from(self::matter(window, name, persons, language));
    matters.map(matter).collect::<Vec<_>>().join(", ")
}

pub fn matter(window: &ui::Kiosk, name: &Text, persons: u16, language: &str) -> SharedString {
    window.global::<ui::Phrases>().invoke_matter(name.in_language(language).into(), persons.into())
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
