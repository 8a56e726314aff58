//! How good the estimates are, on simulated days: `cargo run --release --example estimate-report`.
//!
//! Everybody is told a range on arrival. How often were they called within it, and how often not later
//! than its end? Beside it the peer's rule (a mean time, typed in, times the number before) for the same
//! people; it is given the true mean, which no town knows. The settings of our services are one round
//! guess for all; the first days, on which little is learned, are reported apart.

#[path = "../tests/peer/mod.rs"]
mod peer;
mod sim;

use std::collections::BTreeMap;

use sim::{KINDS, Kind, SERVICES, Second, ours::Ours};

const SEEDS: u64 = 6;
const DAYS: u64 = 12;
/// Until then the settings count, or a few visits.
const LEARNING_DAYS: u64 = 2;

#[derive(Default)]
struct Hits {
    told: u32,
    within: u32,
    not_later: u32,
    peer_within: u32,
    peer_not_later: u32,
    /// Widths of the ranges in seconds.
    width: i64,
}

fn main() {
    for kind in &KINDS {
        println!("\n{} day, {} counters", kind.name, kind.counters);
        println!(
            "| service | days | told | within p50..p90 | not after p90 | width | peer: within | not after |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let mut learned: BTreeMap<usize, Hits> = BTreeMap::new();
        let mut first: BTreeMap<usize, Hits> = BTreeMap::new();
        let mut unaware: BTreeMap<usize, Hits> = BTreeMap::new();
        for seed in 1..=SEEDS {
            days(kind, seed, true, &mut first, &mut learned);
            days(kind, seed, false, &mut BTreeMap::new(), &mut unaware);
        }
        table(&learned, "learned");
        table(&first, "first two");
        table(&unaware, "learned, bookings unknown");
    }
}

/// Plays days one after the other in one hall, which learns.
fn days(
    kind: &Kind,
    seed: u64,
    knows_bookings: bool,
    first: &mut BTreeMap<usize, Hits>,
    learned: &mut BTreeMap<usize, Hits>,
) {
    let mut hall = Ours::new(Default::default());
    (hall.tells, hall.knows_bookings) = (true, knows_bookings);
    for day in 0..DAYS {
        let seed = seed * 1_000 + day;
        let visitors = sim::visitors(kind, seed);
        let fates = sim::play(&mut hall, &visitors, kind, seed);
        let mean = mean(&visitors);
        for (n, told) in &hall.told {
            let (Some(called), Some(arrived)) = (fates[*n].called, visitors[*n].arrives) else { continue };
            let wait = called - arrived;
            let hits = if day < LEARNING_DAYS { &mut *first } else { &mut *learned };
            let hits = hits.entry(visitors[*n].service).or_default();
            hits.told += 1;
            hits.width += told.to - told.from;
            hits.within += u32::from((minute(told.from)..=up(told.to)).contains(&minute(wait)));
            hits.not_later += u32::from(minute(wait) <= up(told.to));
            let place = told.before as u32 + 1;
            let (from, to) = peer::estimate(place, mean, told.counters as u32).expect("a mean above zero");
            hits.peer_within += u32::from((Second::from(from)..=Second::from(to)).contains(&minute(wait)));
            hits.peer_not_later += u32::from(minute(wait) <= Second::from(to));
        }
    }
}

/// Visitors are told whole minutes: the first begun, the last begun and counted in full.
fn minute(seconds: Second) -> Second {
    seconds / 60
}

fn up(seconds: Second) -> Second {
    (seconds + 59) / 60
}

fn mean(visitors: &[sim::Visitor]) -> f64 {
    visitors.iter().map(|visitor| visitor.takes as f64 / 60.0).sum::<f64>() / visitors.len() as f64
}

fn table(services: &BTreeMap<usize, Hits>, days: &str) {
    for (service, hits) in services {
        let share = |n: u32| 100.0 * f64::from(n) / f64::from(hits.told);
        println!(
            "| {} | {days} | {} | {:.0} % | {:.0} % | {:.0} min | {:.0} % | {:.0} % |",
            SERVICES[*service].0,
            hits.told,
            share(hits.within),
            share(hits.not_later),
            hits.width as f64 / 60.0 / f64::from(hits.told),
            share(hits.peer_within),
            share(hits.peer_not_later),
        );
    }
}
