//! Days for the reports: of made-up halls, or of real files of bookings.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use queue::{Counter, OrderRules, Rules, Service, Zone};

use super::hall::{Day, Second, Visitor};
use crate::replay::bookings;
use crate::replay::chance::Chance;
use crate::replay::plan::{Act, Answers, Kind, Plan, comes_at, wall};
use crate::replay::stage;

/// Days of one sort, in halls that go from one to the next and learn.
pub struct Sort {
    pub name: String,
    pub rules: Rules,
    /// Each is a hall of its own.
    pub halls: Vec<Vec<Day>>,
}

/// A sort of day that is made up.
#[derive(Clone, Copy)]
struct MadeUp {
    name: &'static str,
    counters: usize,
    bookings_per_hour: u32,
    walk_ins_per_hour: f64,
    walk_ins_at_opening: u32,
    /// The share of those who booked.
    come: f64,
}

/// What the market of such offices looks like: six counters and mostly bookings; the same overbooked; and
/// a small one before whose doors thirty people stand in the morning.
const MADE_UP: [MadeUp; 3] = [
    MadeUp {
        name: "normal",
        counters: 6,
        bookings_per_hour: 24,
        walk_ins_per_hour: 11.0,
        walk_ins_at_opening: 0,
        come: 0.85,
    },
    MadeUp {
        name: "overbooked",
        counters: 6,
        bookings_per_hour: 40,
        walk_ins_per_hour: 8.0,
        walk_ins_at_opening: 0,
        come: 0.95,
    },
    MadeUp {
        name: "backlog",
        counters: 2,
        bookings_per_hour: 4,
        walk_ins_per_hour: 3.0,
        walk_ins_at_opening: 30,
        come: 0.9,
    },
];

/// Name, real median in minutes, spread, and share of the visits. A spread of 0.5 puts one in ten beyond
/// 1.9 times the median.
const SERVICES: [(&str, f64, f64, f64); 3] =
    [("ausweis", 8.0, 0.49, 0.5), ("wohnsitz", 9.0, 0.54, 0.3), ("abholung", 3.0, 0.54, 0.2)];
const OPENS: Second = 8 * 3600;
const CLOSES: Second = 16 * 3600;
/// Nobody begins later than this before the doors close.
const LAST_VISIT: Second = 1800;
const SLOT_EVERY: Second = 900;
/// Nobody can wait before that.
const AT_THE_DOOR: Second = 900;
const GIVE_UP: f64 = 0.03;
const WALKS: [TimeDelta; 2] = [TimeDelta::seconds(15), TimeDelta::seconds(60)];
const TAKES_MIN: Second = 45;
const TAKES_MAX: Second = 3 * 3600;
/// Whoever comes only when called again has heard the first call somewhere else.
const SECOND_CALL_AFTER: Second = 60;

/// Made-up days: so many halls of each sort, and so many days in each.
pub fn made_up(halls: u64, days: u64) -> Vec<Sort> {
    let sort = |made_up: &MadeUp| Sort {
        name: made_up.name.to_owned(),
        rules: round_guess(),
        halls: (1..=halls)
            .map(|hall| (0..days).map(|day| made_up.day(hall * 1_000 + day)).collect())
            .collect(),
    };
    MADE_UP.iter().map(sort).collect()
}

/// All services are set to the same round times, as a town would that has never measured.
fn round_guess() -> Rules {
    let service = Service {
        zone: 'A',
        target_wait: TimeDelta::minutes(20),
        time_median: TimeDelta::minutes(10),
        time_p90: TimeDelta::minutes(20),
        contingent: None,
    };
    let counters = MADE_UP.iter().map(|made_up| made_up.counters).max().unwrap_or(1);
    Rules {
        zones: vec![Zone { letter: 'A', contingent: None }],
        services: SERVICES.iter().map(|(name, ..)| (name.to_string(), service.clone())).collect(),
        counters: (1..=counters).map(|counter| (counter.to_string(), Counter::default())).collect(),
        order: OrderRules::default(),
    }
}

impl MadeUp {
    fn day(&self, seed: u64) -> Day {
        let mut chance = Chance::from_seed(seed);
        let mut visitors = Vec::new();
        for _ in 0..self.walk_ins_at_opening {
            let at = OPENS - (chance.even() * AT_THE_DOOR as f64) as Second;
            visitors.push(visitor(&mut chance, Some(at), None));
        }
        let mut at = OPENS;
        loop {
            at += chance.gap(self.walk_ins_per_hour).num_seconds();
            if at >= CLOSES - LAST_VISIT {
                break;
            }
            visitors.push(visitor(&mut chance, Some(at), None));
        }
        for quarter in 0..(CLOSES - LAST_VISIT - OPENS) / SLOT_EVERY {
            let slot = OPENS + quarter * SLOT_EVERY;
            let due = |quarter: Second| quarter * Second::from(self.bookings_per_hour) * SLOT_EVERY / 3600;
            for _ in due(quarter)..due(quarter + 1) {
                let comes = chance.happens(self.come);
                let arrives = comes.then(|| arrival(slot, &mut chance).max(OPENS - AT_THE_DOOR));
                visitors.push(visitor(&mut chance, arrives, Some(slot)));
            }
        }
        Day { opens: OPENS, closes: CLOSES, counters: self.counters, visitors, seed }
    }
}

/// When somebody comes who booked for `slot`, and comes.
fn arrival(slot: Second, chance: &mut Chance) -> Second {
    let midnight = DateTime::UNIX_EPOCH;
    loop {
        if let Some(at) = comes_at(midnight + TimeDelta::seconds(slot), chance) {
            return (at - midnight).num_seconds();
        }
    }
}

fn visitor(chance: &mut Chance, arrives: Option<Second>, slot: Option<Second>) -> Visitor {
    let (service, median, spread, _) = SERVICES[chance.pick(SERVICES.iter().map(|(.., share)| *share))];
    let median = TimeDelta::milliseconds((median * 60_000.0) as i64);
    Visitor {
        arrives,
        slot,
        booked: 0,
        service: service.to_owned(),
        takes: chance.around(median, spread).num_seconds().clamp(TAKES_MIN, TAKES_MAX),
        walks: chance.between(WALKS[0], WALKS[1]).num_seconds(),
        gives_up: slot.is_none() && chance.happens(GIVE_UP),
    }
}

/// The days of a file, one after the other, in so many halls: the bookings are real, and all else is as
/// in a replay of the file, drawn anew for each hall.
pub fn of_file(path: &Path, halls: u64, counters: usize, walk_ins_per_hour: f64) -> anyhow::Result<Sort> {
    let bookings = bookings::read(path)?;
    let office = stage::office(walk_ins_per_hour);
    let days = bookings::days(&bookings);
    let plan = |day: &bookings::DayOfFile, seed| Plan::of_day(&bookings, day.day, &office, seed);
    let first = days.first().and_then(|day| plan(day, 1));
    let first = first.with_context(|| format!("{} has no bookings", path.display()))?;
    let config = stage::config(&first, 1, counters, PathBuf::new());
    ensure!(counters > 0, "a hall needs at least one counter");
    let hall = |hall: u64| {
        let of_hall = days.iter().zip(0..).map(|(day, n)| (day, hall * 1_000 + n));
        of_hall.filter_map(|(day, seed)| Some(planned(&plan(day, seed)?, counters, seed))).collect()
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Sort {
        name: name.trim_end_matches("-bookings").to_owned(),
        rules: config.sites[0].rules(),
        halls: (1..=halls).map(hall).collect(),
    })
}

/// A planned day; those who cancelled are not of it.
fn planned(plan: &Plan, counters: usize, seed: u64) -> Day {
    let midnight = wall(plan.day, 0, 0);
    let second = |at: DateTime<Utc>| (at - midnight).num_seconds();
    let acts =
        |n: usize, act: Act| plan.acts.iter().find(move |timed| timed.visitor == n && timed.act == act);
    let stays = |n: &usize| acts(*n, Act::Cancel).is_none();
    let visitor = |n: usize| {
        let visitor = &plan.visitors[n];
        let called_again = visitor.answers == Answers::WhenCalledAgain;
        Visitor {
            arrives: visitor.arrives_at.map(second),
            slot: match visitor.kind {
                Kind::Booking { slot_start } => Some(second(slot_start)),
                Kind::WalkIn => None,
            },
            booked: acts(n, Act::Book).map_or(0, |timed| second(timed.at)),
            service: visitor.service.clone(),
            takes: visitor.service_time.num_seconds(),
            walks: visitor.walk.num_seconds() + if called_again { SECOND_CALL_AFTER } else { 0 },
            gives_up: visitor.answers == Answers::Never,
        }
    };
    Day {
        opens: second(plan.opens_at),
        closes: second(plan.closes_at),
        counters,
        visitors: (0..plan.visitors.len()).filter(stays).map(visitor).collect(),
        seed,
    }
}
