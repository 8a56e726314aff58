//! A hall that calls by the peer's rule: appointments wait from their time on, whether anybody has come
//! or not, and go before walk-ins. Who does not come is called once more after five minutes.

use std::collections::BTreeMap;

use oracle::peer::{self, Waiting};

use super::hall::{Day, Hall, Second, Visitor};

/// Before that nobody is offered again who did not come.
const LOCK: Second = 300;
/// So often somebody who did not come stays in the queue.
const REPEATS: u32 = 1;

#[derive(Default)]
pub struct Theirs {
    visitors: Vec<Visitor>,
    queue: Vec<Entry>,
    /// Called, and not yet there: how often before.
    called: BTreeMap<usize, u32>,
}

struct Entry {
    visitor: usize,
    calls: u32,
    locked_until: Second,
}

impl Theirs {
    fn waits(&mut self, visitor: usize, calls: u32, locked_until: Second) {
        self.queue.push(Entry { visitor, calls, locked_until });
    }
}

impl Hall for Theirs {
    fn opens(&mut self, day: &Day) {
        self.visitors = day.visitors.clone();
        (self.queue.clear(), self.called.clear());
        for (visitor, n) in day.visitors.iter().zip(0..) {
            if visitor.slot.is_some() {
                self.waits(n, 0, 0);
            }
        }
    }

    /// Who comes after having been given up is put back by staff.
    fn arrives(&mut self, visitor: usize, now: Second) {
        let is_known =
            self.queue.iter().any(|entry| entry.visitor == visitor) || self.called.contains_key(&visitor);
        if !is_known {
            self.waits(visitor, 0, now);
        }
    }

    fn next(&mut self, _: usize, now: Second) -> Option<usize> {
        let minute = |second: Second| second as f64 / 60.0;
        let offered = self.queue.iter().filter(|entry| entry.locked_until <= now);
        let waiting: Vec<Waiting> = offered
            .map(|entry| {
                let visitor = &self.visitors[entry.visitor];
                let id = entry.visitor.to_string();
                match visitor.slot {
                    Some(slot) => Waiting::appointment(&id, minute(slot)),
                    None => Waiting::walk_in(&id, minute(visitor.arrives.unwrap_or(now))),
                }
            })
            .collect();
        let first = peer::order(&waiting, minute(now), peer::STEP).into_iter().next()?;
        // An appointment in the future is refused, and then nobody is called.
        if first.time > minute(now) {
            return None;
        }
        let visitor = first.id.parse().ok()?;
        let place = self.queue.iter().position(|entry| entry.visitor == visitor)?;
        self.called.insert(visitor, self.queue.remove(place).calls);
        Some(visitor)
    }

    fn sits_down(&mut self, visitor: usize, _: usize, _: Second) {
        self.called.remove(&visitor);
    }

    fn does_not_come(&mut self, visitor: usize, _: usize, now: Second) {
        let calls = self.called.remove(&visitor).unwrap_or(0) + 1;
        // Who has come meanwhile says so at the desk.
        if calls <= REPEATS || self.visitors[visitor].is_there(now) {
            self.waits(visitor, calls, now + LOCK);
        }
    }

    fn finishes(&mut self, _: usize, _: usize, _: Second) {}

    fn goes_for_lunch(&mut self, _: usize, _: Second) {}

    fn closes(&mut self, _: Second) {}
}
