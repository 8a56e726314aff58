//! What is around the calls: pages of the town, where on the panel the picture lies, day and night.
//!
//! As a value of the time. Nothing of it is needed to find the own number, and a fresh call puts it aside.

use std::time::Duration;

use chrono::NaiveTime;

use crate::config::Config;

/// Whoever reads slowly reads a page in so many seconds; running text is read by nobody who sees badly.
pub const PAGE_SECONDS_MIN: u32 = 8;
/// The line at the bottom changes this often where two things are to be said there: what holds today stays
/// for two turns, why somebody else is called before for one.
const FOOTER_EVERY: Duration = Duration::from_secs(12);
/// The picture moves this often, so that no edge burns itself into the panel.
const SHIFT_EVERY: Duration = Duration::from_secs(180);
/// Round in a circle, in pixels of the layout: nobody notices, and every edge is wiped.
const SHIFTS: [(i8, i8); 8] = [(0, 0), (2, 0), (2, 2), (0, 2), (-2, 2), (-2, 0), (-2, -2), (0, -2)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Which of the town's pages is shown; `None` is how many wait.
    pub page: Option<usize>,
    /// What the town says today makes room for the sentence that explains the order.
    pub notice_rests: bool,
    pub shift: (i8, i8),
    pub night: bool,
}

impl Around {
    /// `calm` is whether nobody was called a moment ago.
    pub fn at(config: &Config, now: Duration, time: Option<NaiveTime>, calm: bool) -> Around {
        // How many wait comes between any two rounds of the town's pages.
        let places = config.pages.len() + 1;
        let place = (now.as_secs() / u64::from(config.page_seconds)) as usize % places;
        let shift = SHIFTS[(now.as_secs() / SHIFT_EVERY.as_secs()) as usize % SHIFTS.len()];
        let notice_rests = now.as_secs() / FOOTER_EVERY.as_secs() % 3 == 2;
        let night = config.night.zip(time).is_some_and(|(night, time)| night.contain(time));
        Around { page: place.checked_sub(1).filter(|_| calm), notice_rests, shift, night }
    }

    /// When it becomes another one. The time of day is looked at each minute anyway.
    pub fn next_deadline(config: &Config, now: Duration) -> Duration {
        let next = |every: u64| Duration::from_secs((now.as_secs() / every + 1) * every);
        // Every shift is at a change of the footer.
        let footer = next(FOOTER_EVERY.as_secs());
        if config.pages.is_empty() { footer } else { footer.min(next(config.page_seconds.into())) }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn config(text: &str) -> Config {
        Config::parse(Path::new("display.toml"), text).expect("a configuration")
    }

    #[test]
    fn pages_come_one_after_the_other_and_give_way_to_a_call() {
        let config = config("page_seconds = 10\n[[page]]\ntext = 'eins'\n[[page]]\ntext = 'zwei'");
        let page = |second, calm| Around::at(&config, Duration::from_secs(second), None, calm).page;
        assert_eq!(
            [0, 9, 10, 20, 29, 30].map(|second| page(second, true)),
            [None, None, Some(0), Some(1), Some(1), None]
        );
        assert_eq!(page(10, false), None);
        assert_eq!(Around::next_deadline(&config, Duration::from_millis(19_500)), Duration::from_secs(20));
    }

    #[test]
    fn the_picture_wanders_in_a_circle_and_comes_back() {
        let config = config("");
        let shift = |minute: u64| Around::at(&config, Duration::from_secs(60 * minute), None, true).shift;
        assert_eq!((shift(0), shift(2), shift(3), shift(24)), ((0, 0), (0, 0), (2, 0), (0, 0)));
        let round: std::collections::BTreeSet<_> = (0..8).map(|step| shift(3 * step)).collect();
        assert_eq!(round.len(), 8);
        assert_eq!(Around::next_deadline(&config, Duration::from_secs(179)), Duration::from_secs(180));
    }

    #[test]
    fn what_holds_today_stays_twice_as_long_as_why_somebody_else_is_called() {
        let rests = |second| Around::at(&config(""), Duration::from_secs(second), None, true).notice_rests;
        assert_eq!([0, 12, 23, 24, 35, 36].map(rests), [false, false, false, true, true, false]);
    }

    #[test]
    fn the_wall_is_dark_at_night_and_not_while_the_time_is_unknown() {
        let config = config("[night]\nfrom = '18:00'\nuntil = '07:00'");
        let night = |time: Option<&str>| {
            let time = time.map(|time| NaiveTime::parse_from_str(time, "%H:%M").expect("a time"));
            Around::at(&config, Duration::ZERO, time, true).night
        };
        assert_eq!([None, Some("06:59"), Some("07:00")].map(night), [false, true, false]);
    }
}
