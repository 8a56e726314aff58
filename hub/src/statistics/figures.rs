//! From facts to figures, and from figures to what may be shown of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use queue::ServiceId;

use super::shown::{SHOWN_MIN, Shown, Sum, shown};
use super::{Channel, Day, Facts, Kind, Outcome};

/// What is counted of every group of visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Visits,
    Bookings,
    WalkIns,
    Served,
    NoShows,
    Left,
    Elsewhere,
    /// Bookings that nobody came for; they are no visits.
    NotArrived,
}

impl Column {
    pub const ALL: [Column; 8] = [
        Column::Visits,
        Column::Bookings,
        Column::WalkIns,
        Column::Served,
        Column::NoShows,
        Column::Left,
        Column::Elsewhere,
        Column::NotArrived,
    ];
    const BY_KIND: [Column; 2] = [Column::Bookings, Column::WalkIns];
    const BY_OUTCOME: [Column; 4] = [Column::Served, Column::NoShows, Column::Left, Column::Elsewhere];

    fn counts(self, visit: &Facts) -> bool {
        let came = visit.outcome != Outcome::NotArrived;
        match self {
            Column::Visits => came,
            Column::Bookings => came && visit.kind == Kind::Booking,
            Column::WalkIns => came && visit.kind == Kind::WalkIn,
            Column::Served => visit.outcome == Outcome::Served,
            Column::NoShows => visit.outcome == Outcome::NoShow,
            Column::Left => visit.outcome == Outcome::Left,
            Column::Elsewhere => visit.outcome == Outcome::Elsewhere,
            Column::NotArrived => !came,
        }
    }
}

/// Which visits a line is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    All,
    Day(NaiveDate),
    /// Of all such days of the week, counted from Monday as 0.
    Hour(u8, u8),
    Service(ServiceId),
    Channel(Channel),
    /// Who called them; `None` was called by nobody.
    Clerk(Option<String>),
}

/// Times of a group, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    pub median_s: u32,
    pub p90_s: u32,
    pub worst_s: u32,
}

/// The figures of one group, as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub key: Key,
    counts: [Shown; Column::ALL.len()],
    pub wait: Option<Spread>,
    pub walk: Option<Spread>,
    pub service: Option<Spread>,
}

impl Line {
    pub fn count(&self, column: Column) -> Shown {
        self.counts[column as usize]
    }
}

/// Everything that is shown of some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub all: Line,
    pub days: Vec<Line>,
    pub hours: Vec<Line>,
    pub services: Vec<Line>,
    pub channels: Vec<Line>,
    /// Only where the site has switched it on.
    pub clerks: Option<Vec<Line>>,
}

/// Counts, measures, and takes out what would give somebody away. `services` have a line each, even
/// without a visit, and so has every hour between the first and the last: what is missing tells too.
pub fn report(days: &[Day], services: Vec<ServiceId>, per_clerk: bool) -> Report {
    let mut all = Groups::of([Key::All].into());
    let mut by_day = Groups::of(days.iter().map(|day| Key::Day(day.date)).collect());
    let mut by_hour = Groups::of(hours(days));
    let mut by_service = Groups::of(services.into_iter().map(Key::Service).collect());
    let channels = [Channel::Kiosk, Channel::Staff, Channel::Online, Channel::Moved];
    let mut by_channel = Groups::of(channels.map(Key::Channel).into());
    let mut by_clerk = Groups::of(BTreeSet::new());
    for day in days {
        for visit in &day.visits {
            all.add(Key::All, visit);
            by_day.add(Key::Day(day.date), visit);
            by_hour.add(Key::Hour(weekday(day.date), visit.hour), visit);
            by_service.add(Key::Service(visit.service.clone()), visit);
            by_channel.add(Key::Channel(visit.channel), visit);
            if per_clerk {
                by_clerk.add(Key::Clerk(visit.clerk.clone()), visit);
            }
        }
    }
    let mut breakdowns = vec![all, by_day, by_hour, by_service, by_channel];
    breakdowns.extend(per_clerk.then_some(by_clerk));
    let mut lines = told(breakdowns).into_iter();
    let mut next = || lines.next().expect("every breakdown has its lines");
    let all = next().pop().expect("all of them are one group");
    let (days, hours, services, channels) = (next(), next(), next(), next());
    Report { all, days, hours, services, channels, clerks: per_clerk.then(next) }
}

/// Every hour of every weekday on which there was a day, within the hours in which somebody came.
fn hours(days: &[Day]) -> BTreeSet<Key> {
    let hours = || days.iter().flat_map(|day| &day.visits).map(|visit| visit.hour);
    let (Some(first), Some(last)) = (hours().min(), hours().max()) else { return BTreeSet::new() };
    let weekdays: BTreeSet<u8> = days.iter().map(|day| weekday(day.date)).collect();
    weekdays.into_iter().flat_map(|day| (first..=last).map(move |hour| Key::Hour(day, hour))).collect()
}

fn weekday(date: NaiveDate) -> u8 {
    date.weekday().days_since(Weekday::Mon) as u8
}

/// One way to divide the visits.
struct Groups(BTreeMap<Key, Group>);

#[derive(Default)]
struct Group {
    counts: [u32; Column::ALL.len()],
    waits: Vec<u32>,
    walks: Vec<u32>,
    services: Vec<u32>,
}

impl Groups {
    fn of(keys: BTreeSet<Key>) -> Groups {
        Groups(keys.into_iter().map(|key| (key, Group::default())).collect())
    }

    fn add(&mut self, key: Key, visit: &Facts) {
        let group = self.0.entry(key).or_default();
        for column in Column::ALL.into_iter().filter(|column| column.counts(visit)) {
            group.counts[column as usize] += 1;
        }
        group.waits.extend(visit.wait_s);
        group.walks.extend(visit.walk_s);
        group.services.extend(visit.service_s);
    }
}

/// What may be shown of all breakdowns together; the first has the one group of them all.
fn told(breakdowns: Vec<Groups>) -> Vec<Vec<Line>> {
    let counts: Vec<u32> =
        breakdowns.iter().flat_map(|groups| groups.0.values()).flat_map(|group| group.counts).collect();
    let sizes: Vec<usize> = breakdowns.iter().map(|groups| groups.0.len()).collect();
    let shown = shown(&counts, &sums(&sizes));
    let mut of_group = shown.chunks_exact(Column::ALL.len());
    let mut line = |(key, group): (Key, Group)| {
        let counts = of_group.next().expect("every group was counted").try_into();
        let counts: [Shown; Column::ALL.len()] = counts.expect("a group has so many counts");
        let enough = counts[Column::Visits as usize] != Shown::Few;
        let spread = |times| Spread::of(times).filter(|_| enough);
        let [wait, walk, service] = [group.waits, group.walks, group.services].map(spread);
        Line { key, counts, wait, walk, service }
    };
    breakdowns.into_iter().map(|groups| groups.0.into_iter().map(&mut line).collect()).collect()
}

/// What adds up: in every group by kind and by outcome, and every breakdown to all.
fn sums(sizes: &[usize]) -> Vec<Sum> {
    let place = |group: usize, column: Column| group * Column::ALL.len() + column as usize;
    let groups: usize = sizes.iter().sum();
    let mut sums = Vec::new();
    for group in 0..groups {
        for parts in [&Column::BY_KIND[..], &Column::BY_OUTCOME[..]] {
            let parts = parts.iter().map(|column| place(group, *column)).collect();
            sums.push(Sum { total: place(group, Column::Visits), parts });
        }
    }
    let mut first = 0;
    for size in sizes {
        for column in Column::ALL.into_iter().filter(|_| first > 0 && *size > 0) {
            let parts = (first..first + size).map(|group| place(group, column)).collect();
            sums.push(Sum { total: place(0, column), parts });
        }
        first += size;
    }
    sums
}

impl Spread {
    /// By nearest rank. Of too few it would tell of single persons.
    pub(super) fn of(mut times: Vec<u32>) -> Option<Spread> {
        if times.len() < SHOWN_MIN as usize {
            return None;
        }
        times.sort_unstable();
        let rank = |percent: usize| times[(times.len() * percent).div_ceil(100) - 1];
        Some(Spread { median_s: rank(50), p90_s: rank(90), worst_s: rank(100) })
    }
}
