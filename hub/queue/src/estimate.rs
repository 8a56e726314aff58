//! How long somebody will wait: the order of calling, played forward.
//!
//! First the calls are played once with the median times, which says in what order people are called.
//! Then that order is played many times with times drawn from how visits of each service are spread;
//! the range goes from the median of these plays to their 90th percentile. Who will come counts too:
//! those who have booked, and as many walk-ins as came in the last hour. The draws are the same each
//! time: who asks twice at one moment gets one answer.

use chrono::{DateTime, TimeDelta, Utc};

use crate::breaks::REST;
use crate::day::{Day, HallState};
use crate::lines::{Kind, Lines, Seats};
use crate::order::Candidate;
use crate::plays::{PLAYS, Turn, played};
use crate::rules::{CounterId, Needs};
use crate::ticket::{Arrival, Number, State, Ticket, TicketId, Visit};
use crate::visit_times::VisitTimes;

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

/// After so many calls the range is wide enough anyway.
pub(crate) const CALLS_MAX: usize = 500;

/// More counters than a hall has; each has a bit in a set.
const SEATS_MAX: usize = Seats::BITS as usize;

/// Who comes later than this changes nothing of what is asked now.
const AHEAD_MAX: TimeDelta = TimeDelta::hours(3);
/// The next hours bring walk-ins as this one did.
const LOOK_BACK: TimeDelta = TimeDelta::hours(1);

/// Before the day has shown how many of those who have booked come: so many of so many. Berlin's offices
/// reported 17 to 25 of 100 who did not.
const SHOW_UP_BEFORE: (f64, f64) = (8.0, 10.0);

/// The median says in what order people are called most likely; in a play that drags on, more of those
/// with an appointment come before. This share of each spread is such a play.
const DRAGGING: f64 = 0.7;

/// Of the time in which a clerk may go for lunch.
const MIDST: f64 = 0.5;

/// Not a ticket yet.
const NEWCOMER: TicketId = TicketId(u32::MAX);
/// Those who will come count down from here; no day has so many tickets.
const FIRST_TO_COME: u32 = u32::MAX - 1;

/// A counter as the estimate sees it.
#[derive(Clone, Copy)]
pub(crate) struct Seat<'a> {
    /// `None` is a counter that is only assumed, and serves everybody.
    pub counter: Option<&'a CounterId>,
    pub held: Option<TicketId>,
    /// Not if its clerk is at lunch.
    pub is_open: bool,
    /// Nobody is called there sooner.
    pub calls_from: DateTime<Utc>,
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
        let seats = self.seats(now);
        let open: Vec<Seat> = seats.iter().filter(|seat| seat.is_open).copied().collect();
        if self.seats_of(&open, &kind) == 0 {
            return Estimate::NoCounterOpen;
        }
        let mut times = VisitTimes::new(self);
        let free_at: Vec<Vec<Option<i64>>> =
            (0..PLAYS).map(|play| times.all_left(&seats, play, now)).collect();
        let rests: Vec<Vec<Option<i64>>> = (0..PLAYS).map(|play| times.rests(&seats, play, now)).collect();
        let mut waits = |share: f64| {
            let lines = self.all_lines(newcomer, &seats, now);
            let turns = self.turns(target, lines, &seats, &mut times, share, now)?;
            let mut waits: Vec<TimeDelta> = (0..PLAYS)
                .map(|play| {
                    TimeDelta::seconds(played(play, &turns, free_at[play].clone(), rests[play].clone()))
                })
                .collect();
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

    /// The open counters, and those that are at lunch while others are open; or as many as somebody said
    /// there are.
    fn seats(&self, now: DateTime<Utc>) -> Vec<Seat<'_>> {
        let calls_from = self.calls_from(now);
        let open = self.counters.iter().map(|(counter, held)| Seat {
            counter: Some(counter),
            held: *held,
            is_open: true,
            calls_from,
        });
        match self.ghost_counters {
            None => {
                let away = self.at_rest(now).map(|(counter, back_at)| Seat {
                    counter: Some(counter),
                    held: None,
                    is_open: false,
                    calls_from: back_at,
                });
                open.chain(away).take(SEATS_MAX).collect()
            }
            Some(count) => {
                let assumed = Seat { counter: None, held: None, is_open: true, calls_from };
                open.chain(std::iter::repeat(assumed)).take(count as usize).collect()
            }
        }
    }

    /// Numbers are given before the doors open, and nobody is called before. A clerk who has begun, has.
    fn calls_from(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let doors = self.hours.iter().find(|hours| now < hours.closes_at);
        let has_begun = self.counters.values().any(Option::is_some);
        doors.filter(|_| !has_begun).map_or(now, |doors| doors.opens_at.max(now))
    }

    fn seats_of(&self, seats: &[Seat], kind: &Kind) -> Seats {
        let may = |seat: &Seat| {
            seat.counter.is_none_or(|c| self.serves(c, kind.services()) && self.meets(c, kind.needs))
        };
        seats.iter().zip(0..).filter(|(seat, _)| may(seat)).fold(0, |set, (_, n)| set | (1 << n))
    }

    /// Those who wait, and those who will come.
    fn all_lines<'a>(
        &'a self,
        newcomer: Option<&'a Ticket>,
        seats: &'a [Seat<'a>],
        now: DateTime<Utc>,
    ) -> Lines<'a> {
        let mut lines = Lines::new(self, None, |kind| self.seats_of(seats, kind), now);
        if let Some(newcomer) = newcomer {
            lines.join(Kind::of(newcomer, Needs::NONE), self.candidate(newcomer), now);
        }
        let soon = self.expected.iter().zip((0..FIRST_TO_COME).rev().map(TicketId));
        for (expected, id) in soon.filter(|(expected, _)| (now..now + AHEAD_MAX).contains(&expected.at)) {
            let kind = Kind::plain(&expected.service, self.service(&expected.service).zone);
            lines.join(kind, self.expected_candidate(id, expected), now);
        }
        lines.coming(self.walk_ins_to_come(now));
        lines
    }

    /// In each hour as many as in the last one, at the same minute; the first ones first. Whoever asks
    /// takes only as many as it needs, for a busy hall has hundreds.
    fn walk_ins_to_come(&self, now: DateTime<Utc>) -> impl Iterator<Item = (Kind<'_>, Candidate)> {
        let mut came: Vec<&Ticket> = (self.tickets.iter())
            .filter(|ticket| ticket.arrived_at > now - LOOK_BACK && ticket.arrival == Arrival::WalkIn)
            .collect();
        came.sort_by_key(|ticket| ticket.arrived_at);
        let doors_close = self.hours.last().map_or(now, |hours| hours.closes_at);
        let until = doors_close.min(now + AHEAD_MAX);
        let hours = (1..=AHEAD_MAX.num_hours() as i32).map(|hour| LOOK_BACK * hour);
        let ids = (0..FIRST_TO_COME - self.expected.len() as u32).rev().map(TicketId);
        let each = hours
            .flat_map(move |later| came.clone().into_iter().map(move |came| (came, came.arrived_at + later)));
        each.take_while(move |(_, at)| *at < until).zip(ids).map(|((came, at), id)| {
            (Kind::plain(&came.service, came.zone), self.coming_candidate(came, id, at))
        })
    }

    /// How many of those who have booked come, as far as the day has shown.
    fn show_up(&self, now: DateTime<Utc>) -> f64 {
        let came = self.tickets.iter().filter(|ticket| ticket.arrival != Arrival::WalkIn).count() as f64;
        let grace = self.rules.order.lateness_grace;
        let stayed_away = self.expected.iter().filter(|booking| booking.at + grace < now).count() as f64;
        (came + SHOW_UP_BEFORE.0) / (came + stayed_away + SHOW_UP_BEFORE.1)
    }

    /// The calls up to the target's, if every visit took the time that `share` of its sort take.
    fn turns<'a>(
        &'a self,
        target: TicketId,
        mut lines: Lines<'a>,
        seats: &[Seat<'a>],
        times: &mut VisitTimes<'a>,
        share: f64,
        now: DateTime<Utc>,
    ) -> Option<Vec<Turn>> {
        let show_up = self.show_up(now);
        let mut turns = Vec::new();
        let mut free_at: Vec<Option<DateTime<Utc>>> =
            seats.iter().map(|seat| Some(now + times.left(seat, share, share, now))).collect();
        let mut rests: Vec<Option<DateTime<Utc>>> =
            seats.iter().map(|seat| self.rest_of(seat, MIDST, now)).collect();
        while let Some((at, seat)) = (free_at.iter().zip(0..)).filter_map(|(at, n)| Some(((*at)?, n))).min() {
            if rests[seat].take_if(|rest| *rest <= at).is_some() {
                free_at[seat] = Some(at + REST);
                continue;
            }
            let Some(called) = lines.call(1 << seat, at) else {
                free_at[seat] = lines.back_at(1 << seat);
                continue;
            };
            let has_booked = self.find(called.place.ticket).is_none() && called.is_booking;
            turns.push(Turn {
                seats: called.seats,
                there_from: called.there_from.map_or(0, |there| (there - now).num_seconds()),
                show_up: if has_booked { show_up } else { 1.0 },
                lasts: times.in_plays(&called.kind, turns.len()),
            });
            if called.place.ticket == target || turns.len() >= CALLS_MAX {
                return Some(turns);
            }
            free_at[seat] = Some(at + times.of(&called.kind, share));
        }
        None
    }
}

/// Of the plays around a quantile: one play alone is a chance.
fn mean(waits: &[TimeDelta]) -> TimeDelta {
    waits.iter().sum::<TimeDelta>() / waits.len() as i32
}
