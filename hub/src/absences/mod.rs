//! Absences as other systems of the town say them: tables and calendars become times at which a resource is
//! not there. What the hub does about them is the desk's business; nothing is reported here.
//!
//! Only who and when is read. Why somebody is away is nobody's business at this place, so titles are looked
//! at for names and never kept, and an entry that is not understood is told by its place alone.

mod fetch;
mod ics;
mod people;
mod rounds;
mod table;

use std::collections::BTreeSet;

use calendar::bookings::{ABSENCE_MAX, Absence};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::config::{FeedConfig, FeedKind, Site, local_instant};

pub use rounds::{Feeds, Standing};

/// Ten thousand lines of a table, or a calendar of years; more is not a list of absences.
pub const FEED_BYTES_MAX: usize = 5 * 1024 * 1024;
/// Leave of a hundred clerks for a year. All of it is carried out at once, so that nobody takes over who is
/// away as well, and the desk waits meanwhile.
pub const ABSENCES_MAX: usize = 1_000;
/// Entries that are not understood are shown so far; they are mended one after the other anyway.
const ODD_MAX: usize = 20;

/// What stands in a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Each once, however often it stands there; of what is over, none.
    pub absences: Vec<Absence>,
    /// So many entries are about people who take no bookings here.
    pub others: usize,
    /// What was not understood. While there is any, nothing can be said to be missing.
    pub odd: Vec<Odd>,
    pub odd_in_all: usize,
}

/// An entry that is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd {
    /// The line of a table, or which event of a calendar.
    pub place: usize,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A day or time cannot be read.
    Time,
    EndsBeforeItBegins,
    /// Ten years away.
    TooFar,
    /// A time zone that is not known.
    Zone,
    /// How it comes again is not understood.
    Repeats,
    /// It fits several people.
    Several,
}

/// Why nothing of a feed could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    NotReached,
    TooLarge,
    NoCalendar,
    NoTable,
    /// The heading that is not there.
    NoColumn(String),
    TooMany,
}

/// From when to when absences are of interest.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub now: DateTime<Utc>,
    /// What begins later is read when it is nearer.
    pub horizon: DateTime<Utc>,
}

impl Window {
    pub fn of(site: &Site, now: DateTime<Utc>) -> Window {
        Window { now, horizon: now + TimeDelta::days(site.absences.days_ahead.into()) }
    }
}

/// One time as it stands in a feed, before it is known whose.
struct Stretch {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

/// Reads what `bytes` say by the settings of `feed`.
pub fn read(bytes: &[u8], feed: &FeedConfig, site: &Site, window: Window) -> Result<Reading, Unread> {
    if bytes.len() > FEED_BYTES_MAX {
        return Err(Unread::TooLarge);
    }
    let text = text_of(bytes);
    let mut collected = Collected { window, absences: BTreeSet::new(), reading: Reading::default() };
    let people = people::People::of(feed, site);
    match feed.kind {
        FeedKind::Ics => ics::read(&text, &people, site.time_zone, &mut collected)?,
        FeedKind::Csv => table::read(&text, feed, &people, site.time_zone, &mut collected)?,
    }
    if collected.absences.len() > ABSENCES_MAX {
        return Err(Unread::TooMany);
    }
    let absence = |(resource, from, until)| Absence { resource, from, until };
    let absences = collected.absences.into_iter().map(absence).collect();
    Ok(Reading { absences, ..collected.reading })
}

/// UTF-8, or what older programs on Windows write. Names alone differ, and those stay the same each time.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

struct Collected {
    window: Window,
    absences: BTreeSet<(String, DateTime<Utc>, DateTime<Utc>)>,
    reading: Reading,
}

impl Collected {
    fn is_odd(&mut self, place: usize, why: Why) {
        self.reading.odd_in_all += 1;
        if self.reading.odd.len() < ODD_MAX {
            self.reading.odd.push(Odd { place, why });
        }
    }

    fn is_of_others(&mut self) {
        self.reading.others += 1;
    }

    fn takes(&mut self, place: usize, resource: &str, Stretch { from, until }: Stretch) {
        let Window { now, horizon } = self.window;
        if until <= from {
            self.is_odd(place, Why::EndsBeforeItBegins);
        } else if until <= now || from > horizon {
            // Over, or not yet of interest.
        } else if [from, until].iter().any(|at| (*at - now).abs() > ABSENCE_MAX - TimeDelta::days(1)) {
            self.is_odd(place, Why::TooFar);
        } else if self.absences.len() <= ABSENCES_MAX {
            self.absences.insert((resource.to_owned(), from, until));
        }
    }
}

/// The instant of a wall time. One that comes twice is the first, one that does not exist the end of the gap.
fn instant(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    local_instant(wall.date(), wall.hour() * 60 + wall.minute(), zone)
}

/// Years in which days can be counted on without care.
fn is_of_this_time(date: NaiveDate) -> bool {
    let years = NaiveDate::from_ymd_opt(1980, 1, 1).zip(NaiveDate::from_ymd_opt(2200, 1, 1));
    years.is_some_and(|(from, until)| from <= date && date < until)
}

fn day_after(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(1))
}

#[cfg(test)]
mod tests;
