//! Acts of random days, the sensible and the senseless ones.

/// Each a day of its own; a failure prints its seed.
pub const SEEDS: u64 = 200;
pub const ACTS_PER_DAY: usize = 60;

/// Time and act, `ACTS_PER_DAY` times.
pub fn day(seed: u64) -> impl Iterator<Item = (String, String)> {
    let mut chance = Chance(seed);
    let mut minute = 0;
    (0..ACTS_PER_DAY).map(move |_| {
        minute += chance.below(7);
        (format!("{:02}:{:02}", 8 + minute / 60, minute % 60), act(&mut chance, minute))
    })
}

fn act(chance: &mut Chance, minute: u64) -> String {
    let counter = 1 + chance.below(4);
    let service = ["pass", "pass", "move", "pass+car", "car"][chance.below(5) as usize];
    let zone = if chance.below(4) == 0 { "K" } else { "A" };
    let number = format!("{zone}{:03}", 1 + chance.below(12));
    // Around now, so that some are early and some are late.
    let slot = (minute / 5 * 5 + 5 * chance.below(7)).saturating_sub(15);
    let slot = format!("{:02}:{:02}", 8 + slot / 60, slot % 60);
    let more = ["", "", "", "", " high", " low", " remark", " step_free", " of_3"][chance.below(9) as usize];
    match chance.below(27) {
        0..=3 => format!("draw {service}{more}"),
        4..=7 => format!("check_in {service} {slot}{more}"),
        8..=11 => format!("call_next {counter}"),
        12 => format!("no_show {number} {counter}"),
        13..=15 => format!("finish {number} {counter}"),
        16 => format!("call {number} {counter}"),
        17 => format!("undo {counter}"),
        18 => format!("park {number} {counter}"),
        19 => format!("take_back {number}"),
        20 => format!("transfer {number} {} {counter}", ["car", "pass", "A", "K"][chance.below(4) as usize]),
        21 => format!("prioritise {number}{more}"),
        22 => format!("split_off {number} car {counter}"),
        23..=25 => format!("take_time {number} {slot}"),
        _ => format!("assign {counter} {}", ["all", "pass", "car+pass"][chance.below(3) as usize]),
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
