//! What a replayed day came to: the figures, and whether every invariant held.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use chrono::{NaiveDate, TimeDelta};
use wire::http::Reason;

use super::ledger::{
    Announcement, BOARD_GOES_FORWARD, CALLS_ANNOUNCED_ONCE, CALLS_ON_THE_BOARD, End, INVARIANTS, Ledger,
    MESSAGES_READABLE, NO_CALL_INVENTED, ONE_END, Violation, Visit,
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
            recalls: visits
                .iter()
                .flat_map(|visit| &visit.to_announce)
                .filter(|call| call.recalls > 0)
                .count(),
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
            Reason::FreedTime { .. } => "a freed time that was taken",
            Reason::AppointmentLate { .. } => "an appointment that came late",
            Reason::AppointmentDelayed { .. } => "an appointment kept waiting too long",
            Reason::AppointmentEarly { .. } => "an early appointment, nobody else there",
            Reason::Waiting { .. } => "a walk-in by waiting time",
            Reason::WalkInsTurn { .. } => "a walk-in's turn",
            Reason::Preferred { .. } => "of high priority",
            Reason::AppointmentTooLate { .. } => "an appointment so late that it counts as a walk-in",
            Reason::Absent { .. } => "absent a moment ago",
            Reason::Chosen => "chosen by the clerk",
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
    let mut violations = Vec::new();
    let mut announced: BTreeMap<Announcement, i64> = BTreeMap::new();
    for call in heard.calls.iter().cloned() {
        let call = Announcement { number: call.number, counter: call.counter, recalls: call.recalls };
        *announced.entry(call).or_default() += 1;
    }
    let made: BTreeSet<(&str, &str)> = made(&ledger.visits);
    for call in ledger.visits.iter().flat_map(|visit| &visit.to_announce) {
        *announced.entry(call.clone()).or_default() -= 1;
    }
    for (call, surplus) in announced.into_iter().filter(|(_, surplus)| *surplus != 0) {
        let invented = !made.contains(&(call.number.as_str(), call.counter.as_str()));
        let invariant = if invented { NO_CALL_INVENTED } else { CALLS_ANNOUNCED_ONCE };
        violations.push((invariant, format!("{call:?}: {surplus:+} announcements against calls made")));
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

/// Every number that was called, with where to.
fn made(visits: &[Visit]) -> BTreeSet<(&str, &str)> {
    let announcements = visits.iter().flat_map(|visit| &visit.to_announce);
    announcements.map(|call| (call.number.as_str(), call.counter.as_str())).collect()
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

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeZone, Utc};
    use wire::http::IssuedTicket;
    use wire::mqtt::{Board, Call, CallOnShow};
    use wire::{Estimate, Hall};

    use super::*;
    use crate::replay::ledger::{CallSeen, ONE_COUNTER, ONE_NUMBER_ONE_TICKET};

    #[test]
    fn a_day_without_a_fault_is_told_in_figures() {
        let account = account(|_| ());
        assert_eq!(account.violations, []);
        let told = account.to_string();
        for line in [
            "  visitors     2 numbers given, 1 served, 1 called and not there",
            "  wait         bookings   p50 6:00 min, p90 6:00 min",
            "               walk-ins   p50 11:30 min, p90 11:30 min",
            "               longest    11:30 min (A002)",
            "  after time   bookings   p50 1:00 min, p90 1:00 min (there in time)",
            "  calls        2 and 1 recalls; 3 heard by a display",
            "  invariants   all 13 held",
        ] {
            assert!(told.lines().any(|told| told == line), "{line}\nis not in\n{told}");
        }
    }

    #[test]
    fn each_thing_that_must_not_be_is_seen() {
        check(ONE_NUMBER_ONE_TICKET, |day| {
            day.ledger.visits.push(Visit::of(Kind::WalkIn));
            day.ledger.number_given(2, ticket("A001"), at(8, 30));
        });
        check(ONE_COUNTER, |day| {
            day.ledger.visits[0].at_counter = Some("1".to_owned());
            day.ledger.called(0, "A001", call_seen("2", at(8, 12)));
        });
        check(ONE_END, |day| day.ledger.visits[1].ends.clear());
        check(ONE_END, |day| day.ledger.visits[1].ends.push(End::Served));
        check(ONE_END, |day| day.ledger.visits[1].ends = vec![End::Cancelled]);
        check(CALLS_ANNOUNCED_ONCE, |day| drop(day.heard.calls.remove(0)));
        check(CALLS_ANNOUNCED_ONCE, |day| day.heard.calls.push(announced("A001", "1", 0, 9)));
        check(CALLS_ANNOUNCED_ONCE, |day| drop(day.heard.calls.pop()));
        check(NO_CALL_INVENTED, |day| day.heard.calls.push(announced("A003", "1", 0, 9)));
        check(NO_CALL_INVENTED, |day| day.heard.boards.push(board("A003", "1", 9)));
        check(CALLS_ON_THE_BOARD, |day| drop(day.heard.boards.remove(0)));
        check(BOARD_GOES_FORWARD, |day| day.heard.boards.swap(0, 1));
        check(MESSAGES_READABLE, |day| day.heard.unreadable.push("{".to_owned()));
    }

    #[test]
    fn a_percentile_is_a_wait_somebody_had() {
        let waits = |seconds: &[i64]| Waits::of(seconds.iter().copied().map(TimeDelta::seconds).collect());
        let of = |waits: &Waits, percent| waits.percentile(percent).map(|wait| wait.num_seconds());
        assert_eq!(of(&waits(&[]), 50), None);
        assert_eq!(of(&waits(&[7]), 90), Some(7));
        let ten = waits(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(
            [of(&ten, 0), of(&ten, 50), of(&ten, 90), of(&ten, 100)],
            [Some(1), Some(5), Some(9), Some(10)]
        );
    }

    struct Day {
        ledger: Ledger,
        heard: Heard,
    }

    /// A booking that was served, and a walk-in who was called twice and not there.
    fn account(spoil: impl FnOnce(&mut Day)) -> Account {
        let slot_start = at(8, 10);
        let mut day = Day { ledger: Ledger::default(), heard: Heard::default() };
        day.ledger.visits = vec![Visit::of(Kind::Booking { slot_start }), Visit::of(Kind::WalkIn)];
        day.ledger.number_given(0, ticket("A001"), at(8, 5));
        day.ledger.number_given(1, ticket("A002"), at(8, 8));
        day.ledger.called(0, "A001", call_seen("1", at(8, 11)));
        day.ledger.called(1, "A002", call_seen("2", at(8, 19) + TimeDelta::seconds(30)));
        day.ledger.announces(1, "A002", "2", 1);
        day.ledger.ended(0, End::Served);
        day.ledger.ended(1, End::Missed);
        day.heard.calls =
            vec![announced("A001", "1", 0, 3), announced("A002", "2", 0, 4), announced("A002", "2", 1, 5)];
        day.heard.boards = vec![board("A001", "1", 3), board("A002", "2", 4)];
        spoil(&mut day);
        let plan = Plan {
            day: at(8, 0).date_naive(),
            opens_at: at(8, 0),
            closes_at: at(12, 0),
            visitors: Vec::new(),
            acts: Vec::new(),
        };
        Account::of(&plan, day.ledger, day.heard)
    }

    fn check(invariant: &str, spoil: impl FnOnce(&mut Day)) {
        let violations = account(spoil).violations;
        assert!(violations.iter().any(|found| found.invariant == invariant), "{invariant}: {violations:?}");
    }

    fn at(hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 26, hour, minute, 0).unwrap()
    }

    fn call_seen(counter: &str, at: DateTime<Utc>) -> CallSeen {
        CallSeen { at, counter: counter.to_owned(), reason: Some(Reason::Waiting { minutes: 1 }) }
    }

    fn ticket(number: &str) -> IssuedTicket {
        IssuedTicket {
            number: number.to_owned(),
            service_day: at(8, 0).date_naive(),
            service: "ausweis".to_owned(),
            zone: 'A',
            zone_name: "Bürgerbüro".to_owned(),
            zone_place: String::new(),
            drawn_at: at(8, 5),
            appointment_at: None,
            waiting_before: 0,
            estimate: Estimate::Unknown,
            status_url: String::new(),
            short_code: String::new(),
            again: false,
            needs: [].into(),
        }
    }

    fn announced(number: &str, counter: &str, recalls: u32, sequence: u64) -> Call {
        Call {
            service_day: at(8, 0).date_naive(),
            epoch: 1,
            sequence,
            at: at(8, 11),
            number: number.to_owned(),
            counter: counter.to_owned(),
            recalls,
            language: None,
            stays_seated: false,
        }
    }

    fn board(number: &str, counter: &str, sequence: u64) -> Board {
        let (number, counter) = (number.to_owned(), counter.to_owned());
        Board {
            service_day: Some(at(8, 0).date_naive()),
            epoch: 1,
            sequence,
            at: at(8, 11),
            hall: Hall::Open { closes_at: at(12, 0) },
            calls: vec![CallOnShow {
                number,
                counter,
                called_at: at(8, 11),
                recalls: 0,
                awaited: true,
                stays_seated: false,
            }],
            waiting: 0,
            estimate: Estimate::Unknown,
            zone_name: "Bürgerbüro".to_owned(),
            notice: None,
            emergency: None,
        }
    }
}
