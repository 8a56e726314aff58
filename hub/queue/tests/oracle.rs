//! Who is next, compared with the slow oracle after every act of many random days.

mod table;

use oracle::{Oracle, rule};
use table::{Table, at, random};

#[test]
fn the_order_is_what_the_rules_say() {
    let mut calls = 0;
    for seed in 1..=random::SEEDS {
        let mut table = Table::new();
        let mut oracle = Oracle::default();
        for (time, act) in random::day(seed) {
            let seen = table.journal.len();
            table.plays(&time, &act);
            for (event, _) in &table.journal[seen..] {
                oracle.sees(&table.day, event, at(&time));
            }
            for counter in ["1", "2", "3", "4"] {
                let next = table
                    .day
                    .next(&counter.to_string(), at(&time))
                    .map(|next| (next.ticket, rule(next.reason)));
                let told = oracle.next(&table.day, counter, at(&time));
                assert_eq!(next, told, "seed {seed}, {time}, counter {counter}, after {act:?}");
                calls += usize::from(told.is_some());
            }
        }
    }
    assert!(calls > 10_000, "only {calls} times somebody was next: these days test little");
}
