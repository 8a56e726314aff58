//! Random days: "next" and the list a clerk sees always agree.

mod table;

use table::Table;

/// Each a day of its own; a failure prints its seed.
const SEEDS: u64 = 200;
const ACTS_PER_DAY: usize = 60;

#[test]
fn whoever_is_on_top_of_a_counters_list_is_called_next() {
    for seed in 1..=SEEDS {
        let mut chance = Chance(seed);
        let mut day = Table::new();
        let mut minute = 0;
        for _ in 0..ACTS_PER_DAY {
            minute += chance.below(7);
            let time = format!("{:02}:{:02}", 8 + minute / 60, minute % 60);
            let act = act(&mut chance, minute);
            day.plays(&time, &act);
            for counter in ["1", "2", "3", "4"] {
                let (next, top) = day.next_and_top(counter, &time);
                assert_eq!(next, top, "seed {seed}, {time}, counter {counter}, after {act:?}");
            }
        }
    }
}

fn act(chance: &mut Chance, minute: u64) -> String {
    let counter = 1 + chance.below(4);
    let service = ["pass", "pass", "car"][chance.below(3) as usize];
    let number = format!("{}{:03}", if service == "car" { "K" } else { "A" }, 1 + chance.below(12));
    // Around now, so that some are early and some are late.
    let slot = (minute / 5 * 5 + 5 * chance.below(7)).saturating_sub(15);
    match chance.below(10) {
        0..=2 => format!("draw {service}"),
        3..=5 => format!("check_in {service} {:02}:{:02}", 8 + slot / 60, slot % 60),
        6 | 7 => format!("call_next {counter}"),
        8 => format!("no_show {number} {counter}"),
        _ => format!("finish {number} {counter}"),
    }
}

/// Reproducible chance (xorshift); any sequence of acts will do.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
