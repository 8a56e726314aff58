//! Random days: "next" and the list a clerk sees always agree, and the journal says it all.

mod table;

use chrono::TimeDelta;
use queue::Estimate;
use table::{Table, random};

#[test]
fn whoever_is_on_top_of_a_counters_list_is_called_next() {
    for seed in 1..=random::SEEDS {
        let mut day = Table::new();
        for (time, act) in random::day(seed) {
            day.plays(&time, &act);
            for counter in ["1", "2", "3", "4"] {
                let (next, top) = day.next_and_top(counter, &time);
                assert_eq!(next, top, "seed {seed}, {time}, counter {counter}, after {act:?}");
            }
        }
    }
}

#[test]
fn a_day_that_is_replayed_is_the_same_day() {
    for seed in 1..=random::SEEDS {
        let mut day = Table::new();
        for (time, act) in random::day(seed) {
            day.plays(&time, &act);
        }
        assert_eq!(day.replayed(), day.day, "seed {seed}");
    }
}

#[test]
fn a_ticket_is_at_one_place_only() {
    for seed in 1..=random::SEEDS {
        let mut table = Table::new();
        for (time, act) in random::day(seed) {
            table.plays(&time, &act);
            for (counter, held) in table.day.counters() {
                let there = table.day.tickets().iter().filter(|t| t.held_at() == Some(counter));
                let there: Vec<_> = there.map(|t| t.id).collect();
                assert_eq!(
                    there,
                    held.iter().copied().collect::<Vec<_>>(),
                    "seed {seed}, {time}, after {act:?}"
                );
            }
            let waiting = ["A", "K"].map(|zone| table.plays(&time, &format!("waiting {zone}")));
            let waiting: usize = waiting.iter().map(|n| n.parse::<usize>().expect("a count")).sum();
            let said = (table.day.tickets().iter())
                .filter(|t| matches!(t.state, queue::State::Waiting | queue::State::LookedAt { .. }));
            assert_eq!(said.count(), waiting, "seed {seed}, {time}, after {act:?}");
        }
    }
}

/// Estimates take longer than acts.
const ESTIMATED_EVERY: usize = 7;

#[test]
fn no_estimate_ends_before_it_begins_and_asking_twice_changes_nothing() {
    for seed in 1..=random::SEEDS / 20 {
        let mut table = Table::new();
        for (n, (time, act)) in random::day(seed).enumerate() {
            table.plays(&time, &act);
            if n % ESTIMATED_EVERY != 0 {
                continue;
            }
            let (day, now) = (&table.day, table::at(&time));
            let waiting = day.tickets().iter().filter(|ticket| ticket.state == queue::State::Waiting);
            for ticket in waiting {
                let told = day.estimate(ticket.id, now);
                assert_eq!(told, day.estimate(ticket.id, now), "seed {seed}, {time}, {}", ticket.number);
                if let Estimate::Between { from, to } = told {
                    let right = TimeDelta::zero() <= from && from <= to;
                    assert!(right, "seed {seed}, {time}, {}: {told:?}", ticket.number);
                }
            }
        }
    }
}
