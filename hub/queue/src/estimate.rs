//! How long somebody will wait: the order of calling, played forward.
//!
//! First the calls are played once with the median times, which says in what order people are called.
//! Then that order is played many times with times drawn from how visits of each service are spread;
//! the range goes from the median of these plays to their 90th percentile. The draws are the same each
//! time: who asks twice at one moment gets one answer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};

use crate::day::{Day, HallState};
use crate::decide::{GHOST_COUNTERS_MAX, MATTERS_MAX};
use crate::lines::{Kind, Lines};
use crate::rules::{CounterId, Needs, ServiceId};
use crate::ticket::{Arrival, Number, State, Ticket, TicketId, Visit};
use crate::times::Spread;

/// From the median to the 90th percentile, `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimate {
    Between {
        from: TimeDelta,
        to: TimeDelta,
    },
    /// No open counter serves this, so no time is promised.
    NoCounterOpen,
    /// The doors are not open yet, or not any more.
    NotOpen,
}

/// From call to greeting: people stand up, look for the counter, walk.
pub(crate) const WALK: TimeDelta = TimeDelta::seconds(30);

/// Plays of one estimate: enough for a 90th percentile, and few enough to be asked every second.
const PLAYS: usize = 37;

/// Those who will be called before, and after so many the range is wide enough anyway.
const CALLS_MAX: usize = 500;

/// Bookings later than this change nothing of what is asked now.
const EXPECTED_AHEAD_MAX: TimeDelta = TimeDelta::hours(4);

/// So many of those who have booked come: Berlin's offices reported 17 to 25 of 100 who did not.
const SHOW_UP: f64 = 0.8;

/// The median says in what order people are called most likely; in a play that drags on, more of those
/// with an appointment come before. This share of each spread is such a play.
const DRAGGING: f64 = 0.7;

/// Not a ticket yet.
const NEWCOMER: TicketId = TicketId(u32::MAX);
/// Bookings count down from here; no day has so many tickets.
const FIRST_EXPECTED: u32 = u32::MAX - 1;

/// A counter as the estimate sees it.
#[derive(Clone, Copy)]
struct Seat<'a> {
    /// `None` is a counter that is only assumed, and serves everybody.
    counter: Option<&'a CounterId>,
    held: Option<TicketId>,
}

/// One call, up to the one that is asked for.
struct Turn<'a> {
    kind: Kind<'a>,
    there_from: DateTime<Utc>,
    may_stay_away: bool,
}

impl Day {
    /// The wait of a ticket that waits now.
    pub fn estimate(&self, id: TicketId, now: DateTime<Utc>) -> Estimate {
        let ticket = self.ticket(id);
        if let State::LookedAt { until, .. } = ticket.state
            && until > now
        {
            return Estimate::Between { from: TimeDelta::zero(), to: until - now };
        }
        self.play(Kind::of(ticket, self.needs(id)), id, None, now)
    }

    /// The wait of somebody who would draw a number for `service` now.
    pub fn estimate_for_new(&self, service: &str, now: DateTime<Utc>) -> Estimate {
        self.estimate_for(&Visit::to(service), now)
    }

    /// The wait of somebody who would draw a number for this now.
    pub fn estimate_for(&self, visit: &Visit, now: DateTime<Utc>) -> Estimate {
        let number = Number { zone: self.service(&visit.service).zone, count: Number::COUNT_MAX };
        let newcomer = Ticket::new(NEWCOMER, number, visit, Arrival::WalkIn, now);
        self.play(Kind::of(&newcomer, Needs::NONE), NEWCOMER, Some(&newcomer), now)
    }

    fn play(&self, kind: Kind, target: TicketId, newcomer: Option<&Ticket>, now: DateTime<Utc>) -> Estimate {
        if !matches!(self.hall(now), HallState::Open { .. } | HallState::LastCalls) {
            return Estimate::NotOpen;
        }
        let seats = self.seats();
        if !seats.iter().any(|seat| self.may_sit(seat, &kind)) {
            return Estimate::NoCounterOpen;
        }
        let mut times = Times { day: self, tables: BTreeMap::new() };
        let mut waits = |share: f64| {
            let lines = self.all_lines(newcomer, now);
            let turns = self.turns(target, lines, &seats, &mut times, share, now)?;
            let mut waits: Vec<TimeDelta> =
                (0..PLAYS).map(|play| self.played(play, &turns, &seats, &mut times, now)).collect();
            waits.sort();
            Some(waits)
        };
        match (waits(0.5), waits(DRAGGING)) {
            (Some(likely), Some(dragging)) => {
                let (from, to) = (mean(&likely[15..=21]), mean(&dragging[32..=34]));
                Estimate::Between { from, to: to.max(from) }
            }
            _ => Estimate::NoCounterOpen,
        }
    }

    fn all_lines<'a>(&'a self, newcomer: Option<&'a Ticket>, now: DateTime<Utc>) -> Lines<'a> {
        let mut lines = Lines::new(self, None, now);
        if let Some(newcomer) = newcomer {
            lines.join(Kind::of(newcomer, Needs::NONE), self.candidate(newcomer), now);
        }
        for (expected, n) in self.expected.iter().zip(0..) {
            if (now..now + EXPECTED_AHEAD_MAX).contains(&expected.at) {
                let kind = Kind::expected(&expected.service, self.service(&expected.service).zone);
                let candidate = self.expected_candidate(TicketId(FIRST_EXPECTED - n), expected);
                lines.join(kind, candidate, now);
            }
        }
        lines
    }

    /// The open counters, or as many as somebody said there are.
    fn seats(&self) -> Vec<Seat<'_>> {
        let open = self.counters.iter().map(|(counter, held)| Seat { counter: Some(counter), held: *held });
        let assumed = Seat { counter: None, held: None };
        match self.ghost_counters {
            None => open.collect(),
            Some(count) => open.chain(std::iter::repeat(assumed)).take(count as usize).collect(),
        }
    }

    fn may_sit(&self, seat: &Seat, kind: &Kind) -> bool {
        seat.counter.is_none_or(|c| self.serves(c, kind.services()) && self.meets(c, kind.needs))
    }

    /// The calls up to the target's, if every visit took the time that `share` of its sort take.
    fn turns<'a>(
        &'a self,
        target: TicketId,
        mut lines: Lines<'a>,
        seats: &[Seat<'a>],
        times: &mut Times<'a>,
        share: f64,
        now: DateTime<Utc>,
    ) -> Option<Vec<Turn<'a>>> {
        let mut turns = Vec::new();
        let mut free_at: Vec<Option<DateTime<Utc>>> =
            seats.iter().map(|seat| Some(now + times.left(seat, share, now))).collect();
        while let Some((at, seat)) = (free_at.iter().zip(0..)).filter_map(|(at, n)| Some(((*at)?, n))).min() {
            let serves = |kind: &Kind| self.may_sit(&seats[seat], kind);
            let Some(called) = lines.call(serves, at) else {
                free_at[seat] = lines.back_at(serves);
                continue;
            };
            turns.push(Turn {
                kind: called.kind,
                there_from: called.there_from.unwrap_or(now),
                may_stay_away: called.place.ticket.0 > self.tickets.len() as u32
                    && called.place.ticket != NEWCOMER,
            });
            if called.place.ticket == target || turns.len() >= CALLS_MAX {
                return Some(turns);
            }
            free_at[seat] = Some(at + WALK + times.of(&called.kind, |_| share));
        }
        None
    }

    /// How long the last of `turns` waits in one play: whenever a counter is free, it takes the first
    /// one who is there and whom it may serve.
    fn played<'a>(
        &'a self,
        play: usize,
        turns: &[Turn<'a>],
        seats: &[Seat<'a>],
        times: &mut Times<'a>,
        now: DateTime<Utc>,
    ) -> TimeDelta {
        let last = turns.len() - 1;
        let stays_away = |n: usize| turns[n].may_stay_away && share(play, n, 0) > SHOW_UP;
        let mut left: Vec<usize> = (0..=last).filter(|n| !stays_away(*n)).collect();
        let mut free_at: Vec<Option<DateTime<Utc>>> = (seats.iter().zip(0..))
            .map(|(seat, n)| Some(now + times.left(seat, share(play, CALLS_MAX + n, 0), now)))
            .collect();
        while let Some((at, seat)) = (free_at.iter().zip(0..)).filter_map(|(at, n)| Some(((*at)?, n))).min() {
            let may = |n: &usize| self.may_sit(&seats[seat], &turns[*n].kind);
            let Some(next) = left.iter().position(|n| turns[*n].there_from <= at && may(n)) else {
                free_at[seat] = left.iter().filter(|n| may(n)).map(|n| turns[*n].there_from).min();
                continue;
            };
            let turn = left.remove(next);
            if turn == last {
                return at - now;
            }
            free_at[seat] = Some(at + WALK + times.of(&turns[turn].kind, |matter| share(play, turn, matter)));
        }
        TimeDelta::zero()
    }
}

/// How long visits take in a play, looked up.
struct Times<'a> {
    day: &'a Day,
    tables: BTreeMap<&'a ServiceId, Table>,
}

struct Table {
    spread: Spread,
    /// The times in seconds of `PLAYS` equal shares of the spread.
    seconds: Vec<i64>,
}

impl<'a> Times<'a> {
    fn table(&mut self, service: &'a ServiceId) -> &Table {
        self.tables.entry(service).or_insert_with(|| {
            let spread = self.day.spread(service);
            let middle = |part: usize| (part as f64 + 0.5) / PLAYS as f64;
            let seconds = (0..PLAYS).map(|part| spread.quantile(middle(part)).num_seconds()).collect();
            Table { spread, seconds }
        })
    }

    /// The service time of a visit; each matter takes its share.
    fn of(&mut self, kind: &Kind<'a>, share: impl Fn(usize) -> f64) -> TimeDelta {
        let part = |matter: usize| (share(matter) * PLAYS as f64) as usize;
        let matters = kind.services().zip(0..);
        let seconds: i64 = matters.map(|(service, n)| self.table(service).seconds[part(n)]).sum();
        longer(TimeDelta::seconds(seconds), self.day.times_longer(kind.persons))
    }

    /// How long a counter is still busy.
    fn left(&mut self, seat: &Seat, share: f64, now: DateTime<Utc>) -> TimeDelta {
        let Some(ticket) = seat.held.map(|id| self.day.ticket(id)) else {
            return TimeDelta::zero();
        };
        let (since, before) = match ticket.state {
            State::Called { at, .. } => (at + WALK, ticket.served_before),
            State::Serving { since, .. } => (since, ticket.served_before),
            _ => (now + WALK, ticket.served_before),
        };
        let factor = self.day.times_longer(ticket.persons);
        let elapsed = (now - since).max(TimeDelta::zero()) + before;
        let in_hand = self.table(&ticket.service).spread.remaining(share, longer(elapsed, 1.0 / factor));
        let further: TimeDelta =
            ticket.further.iter().map(|service| self.table(service).spread.quantile(share)).sum();
        (since - now).max(TimeDelta::zero()) + longer(in_hand + further, factor)
    }
}

/// Of the plays around a quantile: one play alone is a chance.
fn mean(waits: &[TimeDelta]) -> TimeDelta {
    waits.iter().sum::<TimeDelta>() / waits.len() as i32
}

fn longer(time: TimeDelta, factor: f64) -> TimeDelta {
    TimeDelta::seconds((time.num_seconds() as f64 * factor).round() as i64)
}

/// Which share of its spread a visit takes in a play: over all plays each visit takes every share
/// once, shuffled in its own way.
fn share(play: usize, visit: usize, matter: usize) -> f64 {
    static SHUFFLED: LazyLock<Vec<[u8; PLAYS]>> = LazyLock::new(shuffled);
    let row = (visit * MATTERS_MAX + matter) % SHUFFLED.len();
    (f64::from(SHUFFLED[row][play]) + 0.5) / PLAYS as f64
}

/// The shares 0 to `PLAYS`, for every matter that can be in a play. Any shuffle will do (xorshift, and
/// Fisher and Yates), but it is always the same.
fn shuffled() -> Vec<[u8; PLAYS]> {
    let mut chance: u64 = 0x2545_F491_4F6C_DD1D;
    let mut row = || {
        let mut row = std::array::from_fn(|part| part as u8);
        for end in (1..PLAYS).rev() {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            row.swap(end, (chance % (end as u64 + 1)) as usize);
        }
        row
    };
    (0..(CALLS_MAX + GHOST_COUNTERS_MAX as usize) * MATTERS_MAX).map(|_| row()).collect()
}
