//! Opening hours in local wall time, and what they are in UTC on a certain day.

use calendar::local_day::LocalDay;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// "08:00-12:00", any number a day, by weekday. A day without hours is closed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeekHours {
    pub monday: Vec<String>,
    pub tuesday: Vec<String>,
    pub wednesday: Vec<String>,
    pub thursday: Vec<String>,
    pub friday: Vec<String>,
    pub saturday: Vec<String>,
    pub sunday: Vec<String>,
}

impl WeekHours {
    /// The same hours on every day of the week.
    pub fn every_day(hours: &str) -> WeekHours {
        let day = vec![hours.to_string()];
        WeekHours {
            monday: day.clone(),
            tuesday: day.clone(),
            wednesday: day.clone(),
            thursday: day.clone(),
            friday: day.clone(),
            saturday: day.clone(),
            sunday: day,
        }
    }

    fn days(&self) -> [(&'static str, &Vec<String>); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    /// The first mistake: weekday, the text, and what is allowed.
    pub fn mistake(&self) -> Option<(&'static str, &str, String)> {
        for (day, ranges) in self.days() {
            let mut last = None;
            for text in ranges {
                let Some((from, to)) = range(text) else {
                    let what =
                        format!("{text:?} is not a time range such as \"08:00-12:30\" (to 24:00 at most)");
                    return Some((day, text, what));
                };
                if last.is_some_and(|last: u32| from < last) || to <= from {
                    let what =
                        format!("{text:?} must end after it begins, and begin after the range before it");
                    return Some((day, text, what));
                }
                last = Some(to);
            }
        }
        None
    }

    /// Weekday, text, and minutes of wall time of every range.
    pub fn ranges(&self) -> impl Iterator<Item = (&'static str, &str, (u32, u32))> {
        let days = self.days().into_iter();
        days.flat_map(|(day, ranges)| {
            ranges.iter().filter_map(move |text| Some((day, text.as_str(), range(text)?)))
        })
    }

    /// The hours of `date` in minutes of wall time.
    pub fn on(&self, date: NaiveDate) -> Vec<(u32, u32)> {
        let (_, ranges) = self.days()[date.weekday().num_days_from_monday() as usize];
        ranges.iter().filter_map(|text| range(text)).collect()
    }
}

/// Hours of `date` as instants. On the day the clocks change they are an hour shorter or longer, and a
/// time that does not exist means the first moment after the gap.
pub(super) fn instants(
    hours: &[(u32, u32)],
    date: NaiveDate,
    zone: Tz,
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let instant = |minutes| local_instant(date, minutes, zone);
    hours.iter().map(|(from, to)| (instant(*from), instant(*to))).collect()
}

/// Door hours of a day without those a closure takes away, in minutes of wall time.
pub(super) fn without(open: Vec<(u32, u32)>, closed: (u32, u32)) -> Vec<(u32, u32)> {
    let cut = |(from, until): (u32, u32)| {
        let before = (from, until.min(closed.0));
        let after = (from.max(closed.1), until);
        [before, after].into_iter().filter(|(from, until)| from < until)
    };
    open.into_iter().flat_map(cut).collect()
}

/// Of a closure's hours; `None` is the whole day.
pub(super) fn closed_minutes(hours: Option<&str>) -> (u32, u32) {
    hours.and_then(range).unwrap_or((0, 24 * 60))
}

/// Minutes after midnight, "24:00" being 1440.
pub fn minutes(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 {
        return None;
    }
    let minutes = hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok().filter(|m| *m < 60)?;
    (minutes <= 24 * 60).then_some(minutes)
}

/// Before midnight.
pub(super) fn time_of_day(text: &str) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(minutes(text)? * 60, 0)
}

pub(super) fn range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-')?;
    Some((minutes(from)?, minutes(to)?))
}

/// The instant `minutes` of wall time after midnight of `date`, as the calendar counts it: doors, closures
/// and bookings mean the same moment by the same words.
pub fn local_instant(date: NaiveDate, minutes: u32, zone: Tz) -> DateTime<Utc> {
    let (date, minutes) = match minutes {
        1440 => (date + Days::new(1), 0),
        minutes => (date, minutes),
    };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("less than a day");
    LocalDay::of(date, zone).at(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, expected: &str) {
        let hours = WeekHours::every_day("02:30-12:00");
        let date = date.parse().expect("a date");
        let on = instants(&hours.on(date), date, chrono_tz::Europe::Berlin);
        let said: Vec<String> =
            on.iter().map(|(from, to)| format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))).collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn hours_are_wall_time_also_when_the_clocks_change() {
        check("2026-03-11", "01:30-11:00");
        check("2026-07-01", "00:30-10:00");
        check("2026-10-25", "00:30-11:00"); // 02:30 comes twice; the first one counts
        check("2027-03-28", "01:00-10:00"); // 02:30 does not come; 03:00 is the first moment after
    }

    /// Also in the night in which the clocks are set forward, by an hour or by half of one.
    #[test]
    fn what_is_later_on_the_wall_is_never_earlier() {
        for (date, zone) in
            [("2027-03-28", chrono_tz::Europe::Berlin), ("2026-10-04", chrono_tz::Australia::Lord_Howe)]
        {
            let date = date.parse().expect("a date");
            let day: Vec<DateTime<Utc>> =
                (0..=24 * 60).map(|minute| local_instant(date, minute, zone)).collect();
            assert!(day.is_sorted(), "{zone}");
            let calendar = LocalDay::of(date, zone);
            let time = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
            let same = |minute: &u32| day[*minute as usize] == calendar.at(time(*minute).expect("a time"));
            assert_eq!((0..24 * 60).find(|minute| !same(minute)), None, "{zone}");
        }
        let date = "2027-03-28".parse().expect("a date");
        let at = |minute: u32| local_instant(date, 120 + minute, chrono_tz::Europe::Berlin).format("%H:%M");
        assert_eq!([10, 20, 50].map(|minute| at(minute).to_string()), ["01:00"; 3]);
    }

    #[test]
    fn a_mistake_names_the_day_and_what_is_allowed() {
        for (text, part) in [
            ("8:00-12:00", "is not a time range"),
            ("08:00-25:00", "is not a time range"),
            ("08:60-12:00", "is not a time range"),
            ("12:00-08:00", "must end after it begins"),
        ] {
            let hours = WeekHours { tuesday: vec![text.into()], ..Default::default() };
            let (day, _, what) = hours.mistake().expect("a mistake");
            assert_eq!(day, "tuesday");
            assert!(what.contains(part), "{what}");
        }
        assert_eq!(WeekHours::every_day("00:00-24:00").mistake(), None);
    }
}
