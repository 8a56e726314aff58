//! Free times as somebody before the screen can take them in: a few at first, and more by the day.
//!
//! A month of free slots is hundreds of buttons. What is left out here is free all the same, and can be
//! had at the infopoint or online.

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use wire::http::FreeSlots;

use super::Free;
use super::limits::{CHOICES_PER_PAGE, TIMES_A_DAY_MAX};

/// The days on which something is free, each with all its free times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    days: Vec<Day>,
    zone: Tz,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub times: Vec<DateTime<Utc>>,
}

/// Half a day is what people plan by: before lunch, or after.
const NOON: u32 = 12;
/// Minutes between two times that are shown of a day; the finest that keeps them few. The last is a day's
/// times without any choice, and holds whatever the day.
const STEPS: [u32; 8] = [5, 10, 15, 20, 30, 60, 120, 24 * 60];

impl Times {
    pub fn of(found: FreeSlots, zone: Tz) -> Times {
        let day = |day: wire::http::FreeDay| {
            let times: Vec<_> = day.slots.into_iter().map(|slot| slot.starts_at).collect();
            (!times.is_empty()).then_some(Day { date: day.date, times })
        };
        Times { days: found.days.into_iter().filter_map(day).collect(), zone }
    }

    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The next one there is.
    pub fn first(&self) -> Free {
        let first = self.days.first().and_then(|day| day.times.first());
        first.map_or(Free::Nothing, |at| Free::From(*at))
    }

    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// The first time of each of the next half days; one place of the page is left for another day.
    pub fn soonest(&self) -> Vec<DateTime<Utc>> {
        let all = self.days.iter().flat_map(|day| &day.times);
        let half = |at: &DateTime<Utc>| {
            let local = at.with_timezone(&self.zone);
            (local.date_naive(), local.hour() >= NOON)
        };
        firsts(all, half).into_iter().take(CHOICES_PER_PAGE - 1).collect()
    }

    /// Times of a day, as close to each other as few buttons allow.
    pub fn of_day(&self, date: NaiveDate) -> Vec<DateTime<Utc>> {
        let Some(day) = self.days.iter().find(|day| day.date == date) else { return Vec::new() };
        let every = |step: u32| {
            firsts(&day.times, |at| {
                let local = at.with_timezone(&self.zone);
                (local.hour() * 60 + local.minute()) / step
            })
        };
        let few = STEPS.into_iter().map(every).find(|times| times.len() <= TIMES_A_DAY_MAX);
        few.expect("one time a day is few")
    }
}

/// The first time of each kind; times come in their order.
fn firsts<'a, K: PartialEq>(
    times: impl IntoIterator<Item = &'a DateTime<Utc>>,
    kind: impl Fn(&DateTime<Utc>) -> K,
) -> Vec<DateTime<Utc>> {
    let mut firsts: Vec<DateTime<Utc>> = Vec::new();
    for at in times {
        if firsts.last().is_none_or(|last| kind(last) != kind(at)) {
            firsts.push(*at);
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, TimeDelta};
    use wire::http::{FreeDay, Slot};

    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Berlin;

    #[test]
    fn the_first_page_has_the_next_mornings_and_afternoons() {
        let times = times(&[("2026-11-26", "11:40-16:00"), ("2026-11-27", "09:00-11:00")]);
        assert_eq!(said(&times.soonest()), ["26. 11:40", "26. 12:00", "27. 09:00"]);
    }

    #[test]
    fn of_many_days_five_half_days_are_on_the_first_page() {
        let days = ["2026-11-26", "2026-11-27", "2026-11-30"].map(|day| (day, "09:00-16:00"));
        assert_eq!(times(&days).soonest().len(), CHOICES_PER_PAGE - 1);
    }

    #[test]
    fn of_a_day_with_few_times_all_are_shown() {
        let times = times(&[("2026-11-26", "11:35-11:50")]);
        let all = times.of_day(times.days()[0].date);
        assert_eq!(said(&all), ["26. 11:35", "26. 11:40", "26. 11:45", "26. 11:50"]);
    }

    #[test]
    fn of_a_long_day_one_an_hour_is_shown_and_no_more_than_two_pages() {
        let times = times(&[("2026-11-26", "08:05-18:00")]);
        let shown = said(&times.of_day(times.days()[0].date));
        assert_eq!(shown[..3], ["26. 08:05", "26. 09:00", "26. 10:00"]);
        assert!(shown.len() <= TIMES_A_DAY_MAX, "{shown:?}");
    }

    #[test]
    fn days_without_times_are_left_out() {
        let day = |date: &str| FreeDay { date: date.parse().expect("a date"), slots: vec![], why: None };
        let found = FreeSlots { site: "r".into(), at: DateTime::UNIX_EPOCH, days: vec![day("2026-11-26")] };
        let times = Times::of(found, ZONE);
        assert!(times.is_empty());
        assert_eq!(times.first(), Free::Nothing);
        assert!(times.soonest().is_empty());
        assert!(times.of_day("2026-11-26".parse().expect("a date")).is_empty());
    }

    /// A slot each five minutes, of wall times from and to.
    fn times(days: &[(&str, &str)]) -> Times {
        let day = |(date, hours): &(&str, &str)| {
            let date: NaiveDate = date.parse().expect("a date");
            let (from, to) = hours.split_once('-').expect("hours");
            let at = |time: &str| {
                let time: NaiveTime = format!("{time}:00").parse().expect("a time");
                date.and_time(time).and_local_timezone(ZONE).single().expect("a time of winter").to_utc()
            };
            let (mut at_last, to) = (at(from), at(to));
            let mut slots = Vec::new();
            while at_last <= to {
                slots.push(Slot { starts_at: at_last, count: 1 });
                at_last += TimeDelta::minutes(5);
            }
            FreeDay { date, slots, why: None }
        };
        let days = days.iter().map(day).collect();
        Times::of(FreeSlots { site: "r".into(), at: DateTime::UNIX_EPOCH, days }, ZONE)
    }

    fn said(times: &[DateTime<Utc>]) -> Vec<String> {
        times.iter().map(|at| at.with_timezone(&ZONE).format("%d. %H:%M").to_string()).collect()
    }
}
