//! What a replayed day came to: the figures, and whether every invariant held.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wire::http::Reason;

use super::ledger::{
    BOARD_GOES_FORWARD, CALLS_ANNOUNCED_ONCE, CALLS_ON_THE_BOARD, End, INVARIANTS, Ledger, MESSAGES_READABLE,
    NO_CALL_INVENTED, ONE_END, Violation, Visit,
};
use super::plan::{Kind, Plan};
use super::watch::Heard;

#[derive(Debug, Clone)]
pub struct Account {
    pub day: NaiveDate,
    pub bookings: usize,
    pub bookings_refused: BTreeMap<String, usize>,
    pub cancelled: usize,
    pub never_came: usize,
    pub walk_ins: usize,
    /// No number at the kiosk, by why.
    pub numbers_refused: BTreeMap<String, usize>,
    pub numbers: usize,
    pub served: usize,
    /// Called and not there.
    pub missed: usize,
    pub onlookers: usize,
    /// From the number to the call.
    pub booking_waits: Waits,
    /// From the time of the booking to the call, of those who were there in time.
    pub booking_delays: Waits,
    pub walk_in_waits: Waits,
    pub longest: Option<(String, TimeDelta)>,
    pub calls: usize,
    pub recalls: usize,
    /// Calls and recalls that a display heard.
    pub calls_shown: usize,
    pub repeated_messages: usize,
    /// What the list gave as the reason, for how many calls.
    pub reasons: BTreeMap<&'static str, usize>,
    pub violations: Vec<Violation>,
}

/// Waiting times, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits(Vec<TimeDelta>);

impl Waits {
    pub fn of(mut waits: Vec<TimeDelta>) -> Self {
        waits.sort_unstable();
        Waits(waits)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The wait that `percent` of all did not exceed (nearest rank).
    pub fn percentile(&self, percent: usize) -> Option<TimeDelta> {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied()
    }
}

impl Account {
    pub fn of(plan: &Plan, mut ledger: Ledger, heard: Heard) -> Account {
        check_ends(&mut ledger);
        check_messages(&mut ledger, &heard);
        let visits = &ledger.visits;
        let ended = |end: End| visits.iter().filter(|visit| visit.ends.contains(&end)).count();
        let is_booking = |visit: &Visit| matches!(visit.kind, Kind::Booking { .. });
        let waits =
            |of: &dyn Fn(&Visit) -> Option<TimeDelta>| Waits::of(visits.iter().filter_map(of).collect());
        let longest = visits.iter().filter_map(|visit| Some((visit.number()?.to_owned(), wait(visit)?)));
        Account {
            day: plan.day,
            bookings: visits.iter().filter(|visit| is_booking(visit)).count(),
            bookings_refused: refusals(visits, |end| match end {
                End::BookingRefused(code) => Some(code),
                _ => None,
            }),
            cancelled: ended(End::Cancelled),
            never_came: ended(End::NeverCame),
            walk_ins: visits
                .iter()
                .filter(|visit| visit.kind == Kind::WalkIn && visit.onlooker.is_none())
                .count(),
            numbers_refused: refusals(visits, |end| match end {
                End::NumberRefused(code) => Some(code),
                _ => None,
            }),
            numbers: visits.iter().filter(|visit| visit.ticket.is_some()).count(),
            served: ended(End::Served),
            missed: ended(End::Missed),
            onlookers: visits.iter().filter(|visit| visit.onlooker.is_some()).count(),
            booking_waits: waits(&|visit| wait(visit).filter(|_| is_booking(visit))),
            booking_delays: waits(&delay),
            walk_in_waits: waits(&|visit| wait(visit).filter(|_| !is_booking(visit))),
            longest: longest.max_by_key(|(number, wait)| (*wait, std::cmp::Reverse(number.clone()))),
            calls: visits.iter().map(|visit| visit.calls.len()).sum(),
            recalls: visits.iter().map(|visit| visit.recalls as usize).sum(),
            calls_shown: heard.calls.len(),
            repeated_messages: heard.repeated,
            reasons: reasons(visits),
            violations: ledger.violations,
        }
    }

    pub fn all_held(&self) -> bool {
        self.violations.is_empty()
    }
}

/// From the number to the first call.
fn wait(visit: &Visit) -> Option<TimeDelta> {
    Some(visit.calls.first()?.at - visit.arrived_at?)
}

fn delay(visit: &Visit) -> Option<TimeDelta> {
    let Kind::Booking { slot_start } = visit.kind else { return None };
    let in_time = visit.arrived_at? <= slot_start;
    in_time.then_some((visit.calls.first()?.at - slot_start).max(TimeDelta::zero()))
}

fn refusals<'a>(
    visits: &'a [Visit],
    code: impl Fn(&'a End) -> Option<&'a String>,
) -> BTreeMap<String, usize> {
    let mut refusals = BTreeMap::new();
    for code in visits.iter().flat_map(|visit| &visit.ends).filter_map(code) {
        *refusals.entry(code.clone()).or_default() += 1;
    }
    refusals
}

fn reasons(visits: &[Visit]) -> BTreeMap<&'static str, usize> {
    let mut reasons = BTreeMap::new();
    for reason in visits.iter().flat_map(|visit| &visit.calls).filter_map(|call| call.reason) {
        let words = match reason {
            Reason::Appointment { .. } => "an appointment at its time",
            Reason::AppointmentLate { .. } => "an appointment that came late",
            Reason::AppointmentDelayed { .. } => "an appointment kept waiting too long",
            Reason::AppointmentEarly { .. } => "an early appointment, nobody else there",
            Reason::Waiting { .. } => "a walk-in by waiting time",
            Reason::WalkInsTurn { .. } => "a walk-in's turn",
            Reason::Unknown => "a reason we do not know",
        };
        *reasons.entry(words).or_default() += 1;
    }
    reasons
}

fn check_ends(ledger: &mut Ledger) {
    for visit in 0..ledger.visits.len() {
        let Visit { ends, ticket, booked, .. } = &ledger.visits[visit];
        if ends.len() != 1 {
            let number = ledger.visits[visit].number().unwrap_or("no number");
            let seen = format!("visitor {visit} ({number}, booked: {}) ended as {ends:?}", booked.is_some());
            ledger.violated(ONE_END, seen);
        } else if ticket.is_some() && !matches!(ends[0], End::Served | End::Missed) {
            let seen = format!("visitor {visit} had a number, and ended as {:?}", ends[0]);
            ledger.violated(ONE_END, seen);
        }
    }
}

fn check_messages(ledger: &mut Ledger, heard: &Heard) {
    for words in &heard.unreadable {
        ledger.violated(MESSAGES_READABLE, words.clone());
    }
    // A call is told from its recalls by how often the number had been called again.
    let mut announced: HashMap<(&str, &str, u32), usize> = HashMap::new();
    for call in &heard.calls {
        *announced.entry((&call.number, &call.counter, call.recalls)).or_default() += 1;
    }
    let mut violations = Vec::new();
    let mut made: BTreeSet<(&str, &str)> = BTreeSet::new();
    for visit in &ledger.visits {
        let (Some(number), Some(call)) = (visit.number(), visit.calls.first()) else { continue };
        made.insert((number, &call.counter));
        for recalls in 0..=visit.recalls {
            let times = announced.remove(&(number, call.counter.as_str(), recalls)).unwrap_or(0);
            if times != 1 {
                let seen =
                    format!("{number} to {}, recall {recalls}, was announced {times} times", call.counter);
                violations.push((CALLS_ANNOUNCED_ONCE, seen));
            }
        }
    }
    for ((number, counter, recalls), _) in announced {
        let seen = format!("{number} to {counter}, recall {recalls}, was announced and never made");
        violations.push((NO_CALL_INVENTED, seen));
    }
    let shown: BTreeSet<(&str, &str)> = heard
        .boards
        .iter()
        .flat_map(|board| &board.calls)
        .map(|call| (call.number.as_str(), call.counter.as_str()))
        .collect();
    for (number, counter) in shown.difference(&made) {
        violations.push((NO_CALL_INVENTED, format!("a board showed {number} at {counter}")));
    }
    for (number, counter) in made.difference(&shown) {
        violations.push((CALLS_ON_THE_BOARD, format!("{number} at {counter} never did")));
    }
    violations.extend(backward_boards(heard).map(|seen| (BOARD_GOES_FORWARD, seen)));
    for (invariant, seen) in violations {
        ledger.violated(invariant, seen);
    }
}

/// Boards of one zone that came after a later one.
fn backward_boards(heard: &Heard) -> impl Iterator<Item = String> {
    let mut latest: HashMap<&str, (u64, u64)> = HashMap::new();
    let mut backward = Vec::new();
    for board in &heard.boards {
        let this = (board.epoch, board.sequence);
        let last = latest.insert(&board.zone_name, this);
        if last.is_some_and(|last| last > this) {
            backward.push(format!("{} showed {this:?} after {last:?}", board.zone_name));
        }
    }
    backward.into_iter()
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = |refused: &BTreeMap<String, usize>| match refused.is_empty() {
            true => String::new(),
            false => {
                let each: Vec<String> =
                    refused.iter().map(|(code, count)| format!("{count} {code}")).collect();
                format!(", refused: {}", each.join(", "))
            }
        };
        let kept = self.bookings - self.bookings_refused.values().sum::<usize>();
        writeln!(f, "{}", self.day.format("%A, %d %B %Y"))?;
        writeln!(
            f,
            "  bookings     {} made, {kept} kept by the hub{}; {} cancelled, {} never came",
            self.bookings,
            refused(&self.bookings_refused),
            self.cancelled,
            self.never_came
        )?;
        writeln!(f, "  walk-ins     {}{}", self.walk_ins, refused(&self.numbers_refused))?;
        writeln!(
            f,
            "  visitors     {} numbers given, {} served, {} called and not there",
            self.numbers, self.served, self.missed
        )?;
        if self.onlookers > 0 {
            writeln!(f, "  onlookers    {} numbers drawn by somebody who watched", self.onlookers)?;
        }
        writeln!(f, "  wait         bookings   {}", Row(&self.booking_waits))?;
        writeln!(f, "               walk-ins   {}", Row(&self.walk_in_waits))?;
        if let Some((number, wait)) = &self.longest {
            writeln!(f, "               longest    {} ({number})", Minutes(*wait))?;
        }
        writeln!(f, "  after time   bookings   {} (there in time)", Row(&self.booking_delays))?;
        writeln!(
            f,
            "  calls        {} and {} recalls; {} heard by a display",
            self.calls, self.recalls, self.calls_shown
        )?;
        for (reason, count) in &self.reasons {
            writeln!(f, "               {count:>4}  {reason}")?;
        }
        match self.violations.is_empty() {
            true => writeln!(f, "  invariants   all {} held", INVARIANTS.len())?,
            false => writeln!(f, "  INVARIANTS BROKEN, {} times:", self.violations.len())?,
        }
        for Violation { invariant, seen } in &self.violations {
            writeln!(f, "      {invariant}: {seen}")?;
        }
        Ok(())
    }
}

struct Row<'a>(&'a Waits);

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.percentile(50), self.0.percentile(90)) {
            (Some(p50), Some(p90)) => write!(f, "p50 {}, p90 {}", Minutes(p50), Minutes(p90)),
            _ => write!(f, "nobody"),
        }
    }
}

struct Minutes(TimeDelta);

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02} min", self.0.num_minutes(), self.0.num_seconds() % 60)
    }
}
