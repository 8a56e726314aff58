//! What is done with bookings, and through which channel: booked, moved, cancelled, and how long it took.
//!
//! Which visits came of them is among the other figures; here a booking counts on the day somebody made it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::figures::{Column, Key, Spread};
use super::shown::{Shown, Sum, shown};
use super::{Channel, Report};

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Of the journal.
    pub entry: i64,
    pub site: String,
    /// On which it was done, in the site's time.
    pub day: NaiveDate,
    pub what: What,
    pub channel: Channel,
    /// Of what was asked for on a page: from the first one to the button.
    pub took_s: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It stands: a mail's link was pressed where one was sent.
    Booked,
    Moved,
    Cancelled,
    /// A form was sent; whether it stands is told by another entry.
    AskedFor,
}

impl What {
    /// What is counted.
    pub const COUNTED: [What; 3] = [What::Booked, What::Moved, What::Cancelled];
}

/// Those that take bookings. Who comes from another site has not booked there.
pub const CHANNELS: [Channel; 3] = [Channel::Online, Channel::Kiosk, Channel::Staff];

/// The figures of one channel, or of all, as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    pub channel: Option<Channel>,
    pub booked: Shown,
    pub moved: Shown,
    pub cancelled: Shown,
    /// Of those days: visits with a booking, and bookings nobody came for.
    pub came: Shown,
    pub not_arrived: Shown,
    /// How long a booking took.
    pub took: Option<Spread>,
}

impl Indicator {
    /// In whole percent of all bookings that were made, from shown numbers alone.
    pub fn share_of(&self, all: &Indicator) -> Option<u32> {
        percent(self.booked, &[all.booked])
    }

    /// In whole percent of the bookings of these days, from shown numbers alone.
    pub fn no_shows(&self) -> Option<u32> {
        percent(self.not_arrived, &[self.came, self.not_arrived])
    }
}

fn percent(part: Shown, of: &[Shown]) -> Option<u32> {
    let number = |shown: &Shown| match shown {
        Shown::About(count) => Some(*count),
        Shown::Few | Shown::Hidden => None,
    };
    let sum: u32 = of.iter().map(number).sum::<Option<u32>>()?;
    // Rounded for themselves, the parts may be more than their sum.
    (sum > 0).then_some((number(&part)? * 100 + sum / 2) / sum).map(|percent| percent.min(100))
}

/// All first, then each channel. Who came is taken from `report`, so that no number is told in two ways.
pub fn indicators(deeds: &[Deed], report: &Report) -> Vec<Indicator> {
    let mut counts: BTreeMap<(Option<Channel>, What), u32> = BTreeMap::new();
    let mut times: BTreeMap<Option<Channel>, Vec<u32>> = BTreeMap::new();
    for deed in deeds {
        for of in [None, Some(deed.channel)] {
            *counts.entry((of, deed.what)).or_default() += 1;
            times.entry(of).or_default().extend(deed.took_s);
        }
    }
    let groups: Vec<Option<Channel>> = [None].into_iter().chain(CHANNELS.map(Some)).collect();
    let place = |group: usize, what: usize| group * What::COUNTED.len() + what;
    let of_group = |of: &Option<Channel>| {
        What::COUNTED.map(|what| counts.get(&(*of, what)).copied().unwrap_or_default())
    };
    let counted: Vec<u32> = groups.iter().flat_map(of_group).collect();
    let sum = |what: usize| Sum {
        total: place(0, what),
        parts: (1..groups.len()).map(|group| place(group, what)).collect(),
    };
    let shown = shown(&counted, &(0..What::COUNTED.len()).map(sum).collect::<Vec<_>>());
    let indicator = |(group, channel): (usize, &Option<Channel>)| {
        let line = match channel {
            None => Some(&report.all),
            Some(channel) => report.channels.iter().find(|line| line.key == Key::Channel(*channel)),
        };
        let of_visits = |column| line.map_or(Shown::Few, |line| line.count(column));
        Indicator {
            channel: *channel,
            booked: shown[place(group, 0)],
            moved: shown[place(group, 1)],
            cancelled: shown[place(group, 2)],
            came: of_visits(Column::Bookings),
            not_arrived: of_visits(Column::NotArrived),
            took: times.remove(channel).and_then(Spread::of),
        }
    };
    groups.iter().enumerate().map(indicator).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::report;

    fn deeds(what: What, channel: Channel, count: u32) -> Vec<Deed> {
        let day = NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date");
        let took_s = |n: u32| (what == What::AskedFor).then_some(60 + n * 10);
        let deed = |n| Deed { entry: 0, site: "rathaus".into(), day, what, channel, took_s: took_s(n) };
        (0..count).map(deed).collect()
    }

    #[test]
    fn shares_are_of_what_is_shown() {
        let all = [
            deeds(What::Booked, Channel::Online, 58),
            deeds(What::Booked, Channel::Staff, 29),
            deeds(What::Booked, Channel::Kiosk, 13),
            deeds(What::Cancelled, Channel::Online, 3),
            deeds(What::AskedFor, Channel::Online, 10),
            deeds(What::AskedFor, Channel::Staff, 4),
        ]
        .concat();
        let told = indicators(&all, &report(&[], vec![], false));
        assert_eq!(
            told.iter().map(|line| line.channel).collect::<Vec<_>>(),
            [None, Some(Channel::Online), Some(Channel::Kiosk), Some(Channel::Staff)]
        );
        assert_eq!([told[0].booked, told[1].booked], [Shown::About(100), Shown::About(60)]);
        let shares = told.iter().map(|line| line.share_of(&told[0])).collect::<Vec<_>>();
        assert_eq!(shares, [Some(100), Some(60), Some(15), Some(30)]);
        assert_eq!((told[1].cancelled, told[0].cancelled), (Shown::Few, Shown::Few), "three are too few");
        assert_eq!(told[1].took, Some(Spread { median_s: 100, p90_s: 140, worst_s: 150 }));
        assert_eq!(told[3].took, None, "four measured ones would tell of single persons");
        assert_eq!(told[0].no_shows(), None, "nobody came, and nobody did not");
    }

    #[test]
    fn a_few_are_not_what_is_missing_in_the_sum() {
        let all = [deeds(What::Booked, Channel::Online, 5), deeds(What::Booked, Channel::Kiosk, 2)].concat();
        let told = indicators(&all, &report(&[], vec![], false));
        let booked: Vec<Shown> = told.iter().map(|line| line.booked).collect();
        // Seven at most, and five at least online: two at most would be left for each of the others.
        assert_eq!(booked, [Shown::Hidden, Shown::Hidden, Shown::Few, Shown::Few]);
        assert_eq!(told[2].share_of(&told[0]), None);
    }
}
