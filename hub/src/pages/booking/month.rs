//! A month as a sheet on a wall shows it: a week in each row, and on which days something is free.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Times;
use crate::pages::language::{Language, Sentence};

/// As weeks are printed here, in whatever language.
const WEEKDAYS: [(&str, &str); 7] = [
    ("sheet-monday", "monday"),
    ("sheet-tuesday", "tuesday"),
    ("sheet-wednesday", "wednesday"),
    ("sheet-thursday", "thursday"),
    ("sheet-friday", "friday"),
    ("sheet-saturday", "saturday"),
    ("sheet-sunday", "sunday"),
];
/// Named alone, and not within a date.
const MONTHS: [&str; 12] = [
    "sheet-month-1",
    "sheet-month-2",
    "sheet-month-3",
    "sheet-month-4",
    "sheet-month-5",
    "sheet-month-6",
    "sheet-month-7",
    "sheet-month-8",
    "sheet-month-9",
    "sheet-month-10",
    "sheet-month-11",
    "sheet-month-12",
];

#[derive(Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
    /// Those of its days that have free times.
    free: Vec<NaiveDate>,
    /// The first day of the last month before it, and of the next one after it, that has free times.
    earlier: Option<NaiveDate>,
    later: Option<NaiveDate>,
}

impl Month {
    /// The month of the first free day from `from` on. `free` are all free days up to `last`, in order; of a
    /// month that is not known to its end there is no sheet.
    pub fn from(free: &[NaiveDate], from: NaiveDate, last: NaiveDate) -> Option<Month> {
        let first = first_of(*free.iter().find(|day| **day >= from)?);
        let next = first.checked_add_months(Months::new(1)).filter(|next| *next <= last + Days::new(1))?;
        Some(Month {
            first,
            free: free.iter().copied().filter(|day| (first..next).contains(day)).collect(),
            earlier: free.iter().rfind(|day| **day < first).map(|day| first_of(*day)),
            later: free.iter().find(|day| **day >= next).map(|day| first_of(*day)),
        })
    }

    /// Rows from Monday to Sunday; nothing where the days of other months would be.
    pub(super) fn weeks(&self) -> Vec<[Option<NaiveDate>; 7]> {
        let ahead = u64::from(self.first.weekday().num_days_from_monday());
        let day = |place: u64| {
            let day = self.first.checked_add_days(Days::new(place.checked_sub(ahead)?))?;
            (first_of(day) == self.first).then_some(day)
        };
        let weeks = (0..).map(|week| [0, 1, 2, 3, 4, 5, 6].map(|weekday| day(7 * week + weekday)));
        weeks.take_while(|week| week.iter().any(Option::is_some)).collect()
    }

    pub(super) fn is_free(&self, day: &NaiveDate) -> bool {
        self.free.contains(day)
    }

    pub(super) fn name(&self, language: &'static Language) -> Sentence {
        named(language, self.first)
    }

    /// What leads to other months, the earlier one first.
    pub(super) fn others(&self) -> impl Iterator<Item = (&'static str, NaiveDate)> {
        [("prev", self.earlier), ("next", self.later)]
            .into_iter()
            .filter_map(|(way, first)| Some((way, first?)))
    }
}

impl Times<'_> {
    pub(super) fn weekdays(&self) -> [(Sentence, Sentence); 7] {
        WEEKDAYS.map(|(short, long)| (self.language.say(short), self.language.say(long)))
    }

    pub(super) fn month_named(&self, first: &NaiveDate) -> Sentence {
        named(self.language, *first)
    }
}

fn named(language: &'static Language, first: NaiveDate) -> Sentence {
    let month = language.say(MONTHS[first.month0() as usize]);
    language.say("sheet").with("month", month).with("year", first.year())
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &[&str]) -> Vec<NaiveDate> {
        days.iter().map(|day| day.parse().expect("a date")).collect()
    }

    fn month(free: &[&str], from: &str) -> Option<Month> {
        let last = "2028-12-31".parse().expect("a date");
        Month::from(&days(free), from.parse().expect("a date"), last)
    }

    #[test]
    fn it_is_the_month_of_the_first_free_day() {
        let free = ["2026-11-30", "2027-01-04", "2027-01-29", "2027-03-01"];
        let shown = month(&free, "2026-12-01").expect("something is free");
        assert_eq!(shown.first, days(&["2027-01-01"])[0]);
        assert_eq!(shown.free, days(&["2027-01-04", "2027-01-29"]));
        assert_eq!(shown.earlier, Some(days(&["2026-11-01"])[0]), "December has none and is passed over");
        assert_eq!(shown.later, Some(days(&["2027-03-01"])[0]));
        assert_eq!(month(&free, "2027-03-02"), None);
        assert_eq!(month(&[], "2026-12-01"), None);
        let known_to = |last: &str| Month::from(&days(&free), days(&["2027-01-01"])[0], days(&[last])[0]);
        assert!(known_to("2027-01-31").is_some() && known_to("2027-01-30").is_none());
    }

    #[test]
    fn each_day_of_a_month_stands_once_under_its_weekday() {
        // One that begins on a Sunday, a February of four whole weeks, and one of a leap year.
        for (day, weeks) in [("2026-11-30", 6), ("2027-02-28", 4), ("2028-02-29", 5)] {
            let shown = month(&[day], "2026-11-29").expect("something is free");
            let rows = shown.weeks();
            assert_eq!(rows.len(), weeks, "{day}");
            let stands: Vec<NaiveDate> = rows.iter().flatten().flatten().copied().collect();
            let all: Vec<NaiveDate> =
                shown.first.iter_days().take_while(|day| first_of(*day) == shown.first).collect();
            assert_eq!(stands, all);
            for row in rows {
                for (place, day) in row.iter().enumerate().filter_map(|(place, day)| Some((place, (*day)?))) {
                    assert_eq!(day.weekday().num_days_from_monday() as usize, place, "{day}");
                }
            }
        }
    }
}
