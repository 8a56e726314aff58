//! Simulated days of a citizens' office, for the reports: who comes when, how long each visit really
//! takes, and a hall that decides who is called. The days are made before anybody is called, so that
//! every hall has the same ones.
#![allow(dead_code, reason = "each report uses its own part of it")]

pub mod ours;
pub mod theirs;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Seconds since midnight.
pub type Second = i64;

pub const OPENS: Second = 8 * 3600;
/// The doors; whoever waits then is still served.
pub const CLOSES: Second = 16 * 3600;
const GOES_HOME: Second = 22 * 3600;

/// Name, real median and real 90th percentile in minutes, share of the visits in percent.
pub const SERVICES: [(&str, f64, f64, u32); 3] =
    [("ausweis", 8.0, 15.0, 50), ("wohnsitz", 9.0, 18.0, 30), ("abholung", 3.0, 6.0, 20)];

/// What kind of day it is.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub counters: usize,
    pub bookings_per_hour: u32,
    pub walk_ins_per_hour: u32,
    pub walk_ins_at_opening: u32,
    /// Of 100 who booked.
    pub come: u32,
}

pub const KINDS: [Kind; 3] = [
    Kind {
        name: "normal",
        counters: 6,
        bookings_per_hour: 24,
        walk_ins_per_hour: 11,
        walk_ins_at_opening: 0,
        come: 85,
    },
    Kind {
        name: "overbooked",
        counters: 6,
        bookings_per_hour: 40,
        walk_ins_per_hour: 8,
        walk_ins_at_opening: 0,
        come: 95,
    },
    Kind {
        name: "backlog",
        counters: 2,
        bookings_per_hour: 4,
        walk_ins_per_hour: 3,
        walk_ins_at_opening: 30,
        come: 90,
    },
];

#[derive(Debug, Clone)]
pub struct Visitor {
    /// When they come; who has booked and stays away never does.
    pub arrives: Option<Second>,
    pub slot: Option<Second>,
    pub service: usize,
    /// Their time at the counter.
    pub takes: Second,
    pub walks: Second,
    /// Goes home without a word before being called.
    pub gives_up: bool,
}

/// What became of a visitor.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fate {
    pub called: Option<Second>,
}

/// A day of visitors, by the time they come or would have come.
pub fn visitors(kind: &Kind, seed: u64) -> Vec<Visitor> {
    let mut chance = Chance::new(seed);
    let mut visitors = Vec::new();
    let mut push = |chance: &mut Chance, arrives: Option<Second>, slot: Option<Second>| {
        let mut pick = chance.below(100) as u32;
        let service = SERVICES.iter().position(|(_, _, _, share)| {
            let here = pick < *share;
            pick = pick.saturating_sub(*share);
            here
        });
        let service = service.unwrap_or(0);
        let (_, median, p90, _) = SERVICES[service];
        let sigma = (p90 / median).ln() / 1.2816;
        let takes = 60.0 * median * (sigma * chance.normal()).exp();
        visitors.push(Visitor {
            arrives,
            slot,
            service,
            takes: takes.clamp(45.0, 3.0 * 3600.0) as Second,
            walks: 15 + chance.below(45) as Second,
            gives_up: slot.is_none() && chance.below(100) < 3,
        });
    };
    for _ in 0..kind.walk_ins_at_opening {
        let at = OPENS - chance.below(900) as Second;
        push(&mut chance, Some(at), None);
    }
    let mut at = OPENS as f64;
    loop {
        at += chance.exponential() * 3600.0 / f64::from(kind.walk_ins_per_hour);
        if at >= (CLOSES - 1800) as f64 {
            break;
        }
        push(&mut chance, Some(at as Second), None);
    }
    // Slots every quarter of an hour, as many in each as the hour has.
    for quarter in 0..(CLOSES - 1800 - OPENS) / 900 {
        let slot = OPENS + quarter * 900;
        let due = |quarter: i64| quarter * i64::from(kind.bookings_per_hour) / 4;
        for _ in due(quarter)..due(quarter + 1) {
            let early = 480.0 + 300.0 * chance.normal();
            let comes = chance.below(100) < u64::from(kind.come);
            let arrives = (slot - early as Second).clamp(OPENS - 900, slot + 1500);
            push(&mut chance, comes.then_some(arrives), Some(slot));
        }
    }
    visitors
}

/// Who decides.
pub trait Hall {
    fn opens(&mut self, visitors: &[Visitor], counters: usize);
    fn arrives(&mut self, visitor: usize, now: Second);
    /// Calls the next one to a free counter.
    fn next(&mut self, counter: usize, now: Second) -> Option<usize>;
    fn sits_down(&mut self, visitor: usize, counter: usize, now: Second);
    fn does_not_come(&mut self, visitor: usize, counter: usize, now: Second);
    fn finishes(&mut self, visitor: usize, counter: usize, now: Second);
    fn goes_for_lunch(&mut self, counter: usize, now: Second);
    fn closes(&mut self, now: Second);
}

/// How long a clerk waits for somebody who does not come.
const IN_VAIN: Second = 120;
/// A clerk without visitors looks again after this.
const LOOKS_AGAIN: Second = 20;
const LUNCH: Second = 1800;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Arrives(usize),
    SitsDown(usize, usize),
    DoesNotCome(usize, usize),
    Finishes(usize, usize),
    Free(usize),
}

/// Plays a day in a hall, and says when everybody was called.
pub fn play(hall: &mut impl Hall, visitors: &[Visitor], kind: &Kind, seed: u64) -> Vec<Fate> {
    let mut chance = Chance::new(seed ^ 0xD1CE);
    let mut fates = vec![Fate::default(); visitors.len()];
    let mut queue: BinaryHeap<Reverse<(Second, What)>> = BinaryHeap::new();
    for (visitor, n) in visitors.iter().zip(0..) {
        queue.extend(visitor.arrives.map(|at| Reverse((at, What::Arrives(n)))));
    }
    queue.extend((0..kind.counters).map(|counter| Reverse((OPENS, What::Free(counter)))));
    let mut lunch_at: Vec<Option<Second>> =
        (0..kind.counters).map(|n| Some(11 * 3600 + 1800 * (n as Second % 4))).collect();
    hall.opens(visitors, kind.counters);
    while let Some(Reverse((now, what))) = queue.pop() {
        if now > GOES_HOME {
            break;
        }
        match what {
            What::Arrives(visitor) => hall.arrives(visitor, now),
            What::SitsDown(visitor, counter) => {
                hall.sits_down(visitor, counter, now);
                queue.push(Reverse((now + visitors[visitor].takes, What::Finishes(visitor, counter))));
            }
            What::DoesNotCome(visitor, counter) => {
                hall.does_not_come(visitor, counter, now);
                queue.push(Reverse((now, What::Free(counter))));
            }
            What::Finishes(visitor, counter) => {
                hall.finishes(visitor, counter, now);
                // A clerk has something to put away.
                queue.push(Reverse((now + chance.below(40) as Second, What::Free(counter))));
            }
            What::Free(counter) if lunch_at[counter].is_some_and(|at| now >= at) => {
                lunch_at[counter] = None;
                hall.goes_for_lunch(counter, now);
                queue.push(Reverse((now + LUNCH, What::Free(counter))));
            }
            What::Free(counter) => match hall.next(counter, now) {
                None => queue.push(Reverse((now + LOOKS_AGAIN, What::Free(counter)))),
                Some(visitor) => {
                    let comes = visitors[visitor].arrives.is_some_and(|at| at <= now);
                    if comes && !visitors[visitor].gives_up {
                        fates[visitor].called.get_or_insert(now);
                        let then = now + visitors[visitor].walks;
                        queue.push(Reverse((then, What::SitsDown(visitor, counter))));
                    } else {
                        queue.push(Reverse((now + IN_VAIN, What::DoesNotCome(visitor, counter))));
                    }
                }
            },
        }
    }
    hall.closes(GOES_HOME);
    fates
}

/// Reproducible chance (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    /// Above 0, at most 1.
    fn part(&mut self) -> f64 {
        ((self.draw() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    pub fn exponential(&mut self) -> f64 {
        -self.part().ln()
    }

    /// By Box and Muller.
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.part().ln()).sqrt() * (std::f64::consts::TAU * self.part()).cos()
    }
}

/// The value that `share` of `values` do not exceed.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((share * last as f64).round() as usize).copied().unwrap_or(f64::NAN)
}
