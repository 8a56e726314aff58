//! A hall on one day: who comes when, how long each visit really takes, and somebody who decides who is
//! called. The days are made before anybody is called, so that every hall has the same ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::TimeDelta;
use queue::ServiceId;

use crate::replay::chance::Chance;

/// Seconds since midnight.
pub type Second = i64;

/// One day, as it would be for any hall.
#[derive(Debug, Clone)]
pub struct Day {
    pub opens: Second,
    /// The doors; whoever waits then is still served.
    pub closes: Second,
    pub counters: usize,
    pub visitors: Vec<Visitor>,
    /// Of what clerks do between two visitors.
    pub seed: u64,
}

#[derive(Debug, Clone)]
pub struct Visitor {
    /// When they come; who has booked and stays away never does.
    pub arrives: Option<Second>,
    pub slot: Option<Second>,
    /// Since when the booking is known.
    pub booked: Second,
    pub service: ServiceId,
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

/// Who decides.
pub trait Hall {
    fn opens(&mut self, day: &Day);
    fn arrives(&mut self, visitor: usize, now: Second);
    /// Calls the next one to a free counter.
    fn next(&mut self, counter: usize, now: Second) -> Option<usize>;
    fn sits_down(&mut self, visitor: usize, counter: usize, now: Second);
    fn does_not_come(&mut self, visitor: usize, counter: usize, now: Second);
    fn finishes(&mut self, visitor: usize, counter: usize, now: Second);
    fn goes_for_lunch(&mut self, counter: usize, now: Second);
    fn closes(&mut self, now: Second);
}

/// Nobody is left in the building.
const GOES_HOME: Second = 22 * 3600;
/// How long a clerk waits for somebody who does not come.
const IN_VAIN: Second = 120;
/// A clerk without visitors looks again after this.
const LOOKS_AGAIN: Second = 20;
/// A clerk has something to put away.
const PUTS_AWAY_MAX: TimeDelta = TimeDelta::seconds(40);
/// Half an hour each, one after the other, where the doors are open for as long as that needs.
const LUNCH: Second = 1800;
const LUNCH_FROM: Second = 11 * 3600;
const LUNCHES: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Arrives(usize),
    SitsDown(usize, usize),
    DoesNotCome(usize, usize),
    Finishes(usize, usize),
    Free(usize),
}

/// Plays a day in a hall, and says when everybody was called.
pub fn play(hall: &mut impl Hall, day: &Day) -> Vec<Fate> {
    let Day { opens, counters, visitors, .. } = day;
    let mut chance = Chance::from_seed(day.seed);
    let mut fates = vec![Fate::default(); visitors.len()];
    let mut queue: BinaryHeap<Reverse<(Second, What)>> = BinaryHeap::new();
    for (visitor, n) in visitors.iter().zip(0..) {
        queue.extend(visitor.arrives.map(|at| Reverse((at, What::Arrives(n)))));
    }
    queue.extend((0..*counters).map(|counter| Reverse((*opens, What::Free(counter)))));
    let mut lunch_at: Vec<Option<Second>> = (0..*counters).map(|counter| day.lunch_at(counter)).collect();
    hall.opens(day);
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
                let puts_away = chance.between(TimeDelta::zero(), PUTS_AWAY_MAX).num_seconds();
                queue.push(Reverse((now + puts_away, What::Free(counter))));
            }
            What::Free(counter) if lunch_at[counter].is_some_and(|at| now >= at) => {
                lunch_at[counter] = None;
                hall.goes_for_lunch(counter, now);
                queue.push(Reverse((now + LUNCH, What::Free(counter))));
            }
            What::Free(counter) => match hall.next(counter, now) {
                None => queue.push(Reverse((now + LOOKS_AGAIN, What::Free(counter)))),
                Some(visitor) if visitors[visitor].is_there(now) => {
                    fates[visitor].called.get_or_insert(now);
                    let then = now + visitors[visitor].walks;
                    queue.push(Reverse((then, What::SitsDown(visitor, counter))));
                }
                Some(visitor) => queue.push(Reverse((now + IN_VAIN, What::DoesNotCome(visitor, counter)))),
            },
        }
    }
    hall.closes(GOES_HOME);
    fates
}

impl Day {
    fn lunch_at(&self, counter: usize) -> Option<Second> {
        let at = LUNCH_FROM + LUNCH * (counter % LUNCHES) as Second;
        (self.closes > LUNCH_FROM + LUNCH * LUNCHES as Second).then_some(at)
    }
}

impl Visitor {
    /// Whether they would hear their number.
    pub fn is_there(&self, now: Second) -> bool {
        self.arrives.is_some_and(|at| at <= now) && !self.gives_up
    }
}
