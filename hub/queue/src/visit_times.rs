//! How long the visits of an estimate take: looked up once for each service, then asked often.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::day::Day;
use crate::estimate::{CALLS_MAX, Seat, WALK};
use crate::lines::Kind;
use crate::plays::{PLAYS, share};
use crate::rules::ServiceId;
use crate::ticket::State;
use crate::times::Spread;

pub(crate) struct VisitTimes<'a> {
    day: &'a Day,
    tables: BTreeMap<&'a ServiceId, Table>,
    between: Option<Table>,
}

struct Table {
    spread: Spread,
    /// The times in seconds of `PLAYS` equal shares of the spread.
    seconds: Vec<i64>,
}

impl Table {
    fn new(spread: Spread) -> Table {
        let middle = |part: usize| (part as f64 + 0.5) / PLAYS as f64;
        let seconds = (0..PLAYS).map(|part| spread.quantile(middle(part)).num_seconds()).collect();
        Table { spread, seconds }
    }

    fn at(&self, share: f64) -> i64 {
        self.seconds[(share * PLAYS as f64) as usize]
    }
}

impl<'a> VisitTimes<'a> {
    pub fn new(day: &'a Day) -> VisitTimes<'a> {
        let between = day.service_times().between().map(Table::new);
        VisitTimes { day, tables: BTreeMap::new(), between }
    }

    fn table(&mut self, service: &'a ServiceId) -> &Table {
        self.tables.entry(service).or_insert_with(|| Table::new(self.day.spread(service)))
    }

    /// From a call until the counter calls again.
    pub fn of(&mut self, kind: &Kind<'a>, share: f64) -> TimeDelta {
        let visit: i64 = kind.services().map(|service| self.table(service).at(share)).sum();
        TimeDelta::seconds(self.with_walk_and_between(kind, visit, share))
    }

    /// The same in every play, in seconds: each matter, and the time before the next call, takes its own
    /// share.
    pub fn in_plays(&mut self, kind: &Kind<'a>, visit: usize) -> [i64; PLAYS] {
        let mut visits = [0; PLAYS];
        for (service, n) in kind.services().zip(1..) {
            let table = self.table(service);
            visits.iter_mut().enumerate().for_each(|(play, took)| *took += table.at(share(play, visit, n)));
        }
        std::array::from_fn(|play| self.with_walk_and_between(kind, visits[play], share(play, visit, 0)))
    }

    fn with_walk_and_between(&self, kind: &Kind, visit: i64, of_between: f64) -> i64 {
        let visit = longer(TimeDelta::seconds(visit), self.day.times_longer(kind.persons));
        (WALK + visit).num_seconds() + self.between.as_ref().map_or(0, |between| between.at(of_between))
    }

    /// When each counter is free in a play, in seconds from now.
    pub fn all_left(&mut self, seats: &[Seat<'a>], play: usize, now: DateTime<Utc>) -> Vec<Option<i64>> {
        let left = |(n, seat)| {
            let [of_visit, of_between] = [1, 0].map(|drawn| share(play, CALLS_MAX + n, drawn));
            Some(self.left(seat, of_visit, of_between, now).num_seconds())
        };
        seats.iter().enumerate().map(left).collect()
    }

    /// When the clerk of each counter goes for lunch in a play, in seconds from now.
    pub fn rests(&self, seats: &[Seat<'a>], play: usize, now: DateTime<Utc>) -> Vec<Option<i64>> {
        let rest = |(n, seat)| self.day.rest_of(seat, share(play, CALLS_MAX + n, 2), now);
        let rests = seats.iter().enumerate().map(rest);
        rests.map(|rest| rest.map(|at| (at - now).num_seconds())).collect()
    }

    /// How long a counter is still busy: with what is left of its visit, and the time after it.
    pub fn left(&mut self, seat: &Seat<'a>, share: f64, of_between: f64, now: DateTime<Utc>) -> TimeDelta {
        let Some(ticket) = seat.held.map(|id| self.day.ticket(id)) else {
            return seat.calls_from - now;
        };
        let since = match ticket.state {
            State::Called { at, .. } => at + WALK,
            State::Serving { since, .. } => since,
            _ => now + WALK,
        };
        let factor = self.day.times_longer(ticket.persons);
        let elapsed = (now - since).max(TimeDelta::zero()) + ticket.served_before;
        let in_hand = self.table(&ticket.service).spread.remaining(share, longer(elapsed, 1.0 / factor));
        let further: TimeDelta =
            ticket.further.iter().map(|service| self.table(service).spread.quantile(share)).sum();
        let between = self.between.as_ref().map_or(0, |between| between.at(of_between));
        (since - now).max(TimeDelta::zero()) + longer(in_hand + further, factor) + TimeDelta::seconds(between)
    }
}

fn longer(time: TimeDelta, factor: f64) -> TimeDelta {
    TimeDelta::seconds((time.num_seconds() as f64 * factor).round() as i64)
}
