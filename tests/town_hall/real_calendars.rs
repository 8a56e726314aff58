//! What the public calendars of two real offices offered: hours and grid, read from what was seen `open`.
//!
//! How many seats a time had is not in these files, and neither is who came.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use flate2::read::GzDecoder;

const HEADER: &str = "seen_at,location_id,slot_start,event";
const TIME: &str = "%Y-%m-%d %H:%M:%S";

/// What one calendar offered, in wall time.
#[derive(Default)]
pub struct Calendar {
    /// When visits could begin, and since when it was seen that they could.
    open: BTreeMap<NaiveDateTime, NaiveDateTime>,
}

/// Hours of a weekday: the first visit begins, and the last one ends.
pub type Hours = (NaiveTime, NaiveTime);

/// The calendars of a file, by their number.
pub fn read(path: &Path) -> BTreeMap<String, Calendar> {
    let (mut text, file) = (String::new(), std::fs::File::open(path).expect("it can be read"));
    GzDecoder::new(file).read_to_string(&mut text).expect("it is text in gzip");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(HEADER));
    let mut calendars = BTreeMap::<String, Calendar>::new();
    for line in lines {
        let columns: Vec<&str> = line.split(',').collect();
        let [seen_at, calendar, starts_at, event] = columns[..] else { panic!("four columns: {line}") };
        if event == "open" {
            let time = |text| NaiveDateTime::parse_from_str(text, TIME).expect("a time");
            let calendar = calendars.entry(calendar.to_owned()).or_default();
            let since = calendar.open.entry(time(starts_at)).or_insert(time(seen_at));
            *since = (*since).min(time(seen_at));
        }
    }
    calendars
}

impl Calendar {
    /// Since when a visit could begin then, if ever.
    pub fn open_since(&self, starts_at: NaiveDateTime) -> Option<NaiveDateTime> {
        self.open.get(&starts_at).copied()
    }

    pub fn first_day(&self) -> NaiveDate {
        self.days().first().copied().expect("a calendar offers something")
    }

    pub fn last_day(&self) -> NaiveDate {
        self.days().last().copied().expect("a calendar offers something")
    }

    /// The days on which it offered anything.
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        self.open.keys().map(NaiveDateTime::date).collect()
    }

    /// The grid: visits begin every so many minutes. It is what all steps of one day have in common.
    pub fn step_minutes(&self) -> u32 {
        self.steps(|_| true).into_iter().fold(0, common)
    }

    /// How long a visit takes: the commonest step of the newest day, on which nobody has booked yet and
    /// no second clerk begins between two visits of the first.
    pub fn visit_minutes(&self) -> u32 {
        let newest = self.last_day();
        let mut counts = BTreeMap::<u32, usize>::new();
        for step in self.steps(|day| day == newest) {
            *counts.entry(step).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).expect("more than one visit a day").0
    }

    /// The hours of each weekday. They go on while the next visit begins before one that began is over; a
    /// time that was seen on one of these weekdays counts for all of them.
    pub fn hours(&self) -> Vec<(Weekday, Hours)> {
        let visit = TimeDelta::minutes(self.visit_minutes().into());
        let mut by_weekday = BTreeMap::<u8, BTreeSet<NaiveTime>>::new();
        for begins in self.open.keys() {
            let weekday = begins.weekday().num_days_from_monday() as u8;
            by_weekday.entry(weekday).or_default().insert(begins.time());
        }
        let mut hours = Vec::<(Weekday, Hours)>::new();
        for (weekday, begins) in by_weekday {
            let weekday = Weekday::try_from(weekday).expect("one of seven");
            for time in begins {
                match hours.last_mut() {
                    Some((of, (_, closes))) if *of == weekday && time <= *closes => *closes = time + visit,
                    _ => hours.push((weekday, (time, time + visit))),
                }
            }
        }
        hours
    }

    /// Minutes from each visit of a day to the next one.
    fn steps(&self, of_day: impl Fn(NaiveDate) -> bool) -> Vec<u32> {
        let begins: Vec<_> = self.open.keys().filter(|begins| of_day(begins.date())).collect();
        let one_day = begins.windows(2).filter(|two| two[0].date() == two[1].date());
        one_day.map(|two| (two[1].time() - two[0].time()).num_minutes() as u32).collect()
    }
}

/// Minutes after midnight as a town writes them: "07:05".
pub fn written(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The largest number that both are a multiple of.
fn common(one: u32, other: u32) -> u32 {
    match one {
        0 => other,
        one => common(other % one, one),
    }
}
