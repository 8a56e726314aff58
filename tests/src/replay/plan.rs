//! What happens on one day of an office, as a value: who books, cancels, comes, and when.
//!
//! The file knows the bookings. Everything else is stated here, each number with its reason, and
//! drawn from a seed. Nothing here knows a hub, and who is called when is not planned at all: the
//! hub decides that, and [`super::driver`] sees.

use chrono::{DateTime, DurationRound, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Berlin;

use super::bookings::Booking;
use super::chance::Chance;

/// Of those who booked, so many never come. Berlin's districts reported 17 to 25 % where nobody was
/// reminded; where a mail reminds and cancelling is one press, less.
pub const NO_SHOW_SHARE: f64 = 0.12;
/// Late, but within the ten minutes a booking is kept.
pub const LATE_SHARE: f64 = 0.10;
/// So late that the booking has lapsed: waits as a walk-in.
pub const TOO_LATE_SHARE: f64 = 0.04;
const GRACE: TimeDelta = TimeDelta::minutes(10);
const LATEST: TimeDelta = TimeDelta::minutes(30);
/// All others are early: half of them by more than this, few by more than half an hour.
const EARLY_MEDIAN: TimeDelta = TimeDelta::minutes(8);
const EARLY_SPREAD: f64 = 0.7;
const EARLY_MAX: TimeDelta = TimeDelta::minutes(45);

/// Called, and only there when called again: a telephone, a child, the wrong hall.
const SECOND_CALL_SHARE: f64 = 0.03;
/// Checked in, and gone when called.
const GONE_SHARE: f64 = 0.01;
/// Drew a number and gave up; nobody is waiting for a walk-in elsewhere.
const GONE_SHARE_WALK_IN: f64 = 0.04;

/// From a seat in the hall to the counter, for all legs.
const WALK_MEDIAN: TimeDelta = TimeDelta::seconds(25);
const WALK_SPREAD: f64 = 0.4;
const SERVICE_SPREAD: f64 = 0.5;
const SERVICE_MIN: TimeDelta = TimeDelta::minutes(1);
/// A clerk takes a matter that is longer than this to another day.
const SERVICE_MAX: TimeDelta = TimeDelta::minutes(60);

/// The hall takes the last number this long before it closes.
const LAST_WALK_IN: TimeDelta = TimeDelta::minutes(30);
/// A slot that begins at five to six is not the end of the day.
const LAST_SLOT: TimeDelta = TimeDelta::minutes(30);

/// What the file does not say of an office, and somebody has to.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    pub walk_ins_per_hour: f64,
    pub services: Vec<Service>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// As the hub knows it.
    pub id: String,
    /// How often it is asked for, beside the others.
    pub weight: f64,
    pub minutes_median: u32,
    /// Some matters are for walk-ins only.
    pub bookable: bool,
}

impl Office {
    fn pick(&self, kind: Kind, chance: &mut Chance) -> &Service {
        let asked = |service: &Service| kind == Kind::WalkIn || service.bookable;
        let weights = self.services.iter().map(|service| if asked(service) { service.weight } else { 0.0 });
        &self.services[chance.pick(weights)]
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub day: NaiveDate,
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
    pub visitors: Vec<Visitor>,
    /// In the order of time.
    pub acts: Vec<Timed>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Visitor {
    pub kind: Kind,
    pub service: String,
    /// At the kiosk; None for those who cancelled or never come.
    pub arrives_at: Option<DateTime<Utc>>,
    pub answers: Answers,
    pub walk: TimeDelta,
    pub service_time: TimeDelta,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Booking { slot_start: DateTime<Utc> },
    WalkIn,
}

/// When the number is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    AtOnce,
    WhenCalledAgain,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    pub at: DateTime<Utc>,
    /// Index into the plan's visitors.
    pub visitor: usize,
    pub act: Act,
}

/// What visitors do by themselves; in this order when at the same second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Book,
    Cancel,
    CheckIn,
    Draw,
}

impl Plan {
    /// The plan of `day`, or None when the file has no slot on it.
    pub fn of_day(bookings: &[Booking], day: NaiveDate, office: &Office, seed: u64) -> Option<Plan> {
        let of_day: Vec<&Booking> = bookings.iter().filter(|booking| booking.day() == day).collect();
        let first = of_day.iter().map(|booking| booking.slot_start).min()?;
        let last = of_day.iter().map(|booking| booking.slot_start).max()?;
        let (opens_at, closes_at) = hours(first, last);
        let mut chance = Chance::from_seed(seed);
        let mut plan = Plan { day, opens_at, closes_at, visitors: Vec::new(), acts: Vec::new() };
        for booking in of_day {
            plan.add_booking(booking, office, &mut chance);
        }
        plan.add_walk_ins(office, &mut chance);
        plan.acts.sort_by_key(|timed| (timed.at, timed.act, timed.visitor));
        Some(plan)
    }

    fn add_booking(&mut self, booking: &Booking, office: &Office, chance: &mut Chance) {
        let slot_start = booking.slot_start;
        let comes = comes_at(slot_start, chance);
        // Drawn for those who cancelled too, so that one cancellation does not change everybody else.
        let arrives_at = match booking.cancelled_at {
            Some(_) => None,
            // Nobody is there before the booking was made or the doors opened.
            None => comes.map(|at| at.max(booking.booked_at + TimeDelta::minutes(1)).max(self.opens_at)),
        };
        let visitor = self.add_visitor(Kind::Booking { slot_start }, arrives_at, office, chance);
        self.add_act(Some(booking.booked_at), visitor, Act::Book);
        self.add_act(booking.cancelled_at, visitor, Act::Cancel);
        self.add_act(arrives_at, visitor, Act::CheckIn);
    }

    fn add_walk_ins(&mut self, office: &Office, chance: &mut Chance) {
        if office.walk_ins_per_hour <= 0.0 {
            return;
        }
        let mut at = self.opens_at + chance.gap(office.walk_ins_per_hour);
        while at < self.closes_at - LAST_WALK_IN {
            let visitor = self.add_visitor(Kind::WalkIn, Some(at), office, chance);
            self.add_act(Some(at), visitor, Act::Draw);
            at += chance.gap(office.walk_ins_per_hour);
        }
    }

    fn add_visitor(
        &mut self,
        kind: Kind,
        arrives_at: Option<DateTime<Utc>>,
        office: &Office,
        chance: &mut Chance,
    ) -> usize {
        let service = office.pick(kind, chance);
        let gone = if kind == Kind::WalkIn { GONE_SHARE_WALK_IN } else { GONE_SHARE };
        let answers = match chance.even() {
            x if x < gone => Answers::Never,
            x if x < gone + SECOND_CALL_SHARE => Answers::WhenCalledAgain,
            _ => Answers::AtOnce,
        };
        let service_median = TimeDelta::minutes(service.minutes_median.into());
        self.visitors.push(Visitor {
            kind,
            service: service.id.clone(),
            arrives_at,
            answers,
            walk: chance.around(WALK_MEDIAN, WALK_SPREAD),
            service_time: chance.around(service_median, SERVICE_SPREAD).clamp(SERVICE_MIN, SERVICE_MAX),
        });
        self.visitors.len() - 1
    }

    fn add_act(&mut self, at: Option<DateTime<Utc>>, visitor: usize, act: Act) {
        if let Some(at) = at {
            self.acts.push(Timed { at, visitor, act });
        }
    }
}

/// When somebody with a booking for `slot_start` stands at the kiosk, if ever.
pub fn comes_at(slot_start: DateTime<Utc>, chance: &mut Chance) -> Option<DateTime<Utc>> {
    let state = chance.even();
    let late_by = |from, to, chance: &mut Chance| Some(slot_start + chance.between(from, to));
    if state < NO_SHOW_SHARE {
        None
    } else if state < NO_SHOW_SHARE + TOO_LATE_SHARE {
        late_by(GRACE + TimeDelta::minutes(1), LATEST, chance)
    } else if state < NO_SHOW_SHARE + TOO_LATE_SHARE + LATE_SHARE {
        late_by(TimeDelta::seconds(30), GRACE, chance)
    } else {
        Some(slot_start - chance.around(EARLY_MEDIAN, EARLY_SPREAD).min(EARLY_MAX))
    }
}

/// Full hours of the wall clock around the slots: the file does not know when the doors open.
fn hours(first: DateTime<Utc>, last: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    // The offset of Berlin is whole hours, so full hours of UTC are full hours of the wall.
    let hour = TimeDelta::hours(1);
    let full_hour =
        |at: DateTime<Utc>| at.duration_trunc(hour).expect("an hour divides every time we can hold");
    let end = last + LAST_SLOT;
    let closes_at = if full_hour(end) == end { end } else { full_hour(end) + hour };
    (full_hour(first), closes_at)
}

/// A wall time of a day in the office; for those who write plans and tests by hand.
pub fn wall(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let naive = day.and_hms_opt(hour, minute, 0).expect("an hour and a minute of a day");
    Berlin.from_local_datetime(&naive).earliest().expect("a wall time that exists").with_timezone(&Utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replay::bookings;

    const WEEK: &str = include_str!("../../data/made-up-week.csv");
    const THURSDAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();

    #[test]
    fn a_seed_is_a_day_and_another_seed_is_another_day_of_the_same_bookings() {
        let plan = plan(1);
        assert_eq!(plan, self::plan(1));
        let other = self::plan(2);
        assert_ne!(plan.acts, other.acts);
        assert_eq!(
            made(&plan, Act::Book),
            made(&other, Act::Book),
            "the bookings are the file's, not chance"
        );
        assert_eq!(made(&plan, Act::Cancel), made(&other, Act::Cancel));
    }

    #[test]
    fn every_booking_of_the_day_is_made_and_cancelled_when_it_was() {
        let plan = plan(1);
        assert_eq!((made(&plan, Act::Book).len(), made(&plan, Act::Cancel).len()), (38, 10));
        let first = &plan.acts[0];
        assert_eq!((first.act, first.at.to_rfc3339().as_str()), (Act::Book, FIRST_BOOKED_AT));
    }

    #[test]
    fn who_cancelled_never_stands_at_the_kiosk_and_nobody_does_before_the_doors_open() {
        for seed in 0..50 {
            let plan = plan(seed);
            let cancelled: Vec<usize> = made(&plan, Act::Cancel).iter().map(|timed| timed.visitor).collect();
            for arrival in made(&plan, Act::CheckIn).iter().chain(&made(&plan, Act::Draw)) {
                assert!(!cancelled.contains(&arrival.visitor), "seed {seed}: {arrival:?}");
                assert!(arrival.at >= plan.opens_at, "seed {seed}: {arrival:?}");
                assert_eq!(plan.visitors[arrival.visitor].arrives_at, Some(arrival.at), "seed {seed}");
            }
        }
    }

    #[test]
    fn the_doors_open_on_the_full_hour_before_the_first_slot() {
        let plan = plan(1);
        assert_eq!(plan.opens_at, wall(THURSDAY, 8, 0));
        assert_eq!(plan.closes_at, wall(THURSDAY, 18, 0));
    }

    #[test]
    fn over_many_days_visitors_come_as_stated() {
        let (mut never, mut late, mut too_late, mut early, mut walk_ins) = (0, 0, 0, 0, 0);
        const SEEDS: u64 = 200;
        for seed in 0..SEEDS {
            let plan = plan(seed);
            let cancelled: Vec<usize> = made(&plan, Act::Cancel).iter().map(|timed| timed.visitor).collect();
            for (index, visitor) in plan.visitors.iter().enumerate() {
                match (visitor.kind, visitor.arrives_at) {
                    (Kind::WalkIn, _) => walk_ins += 1,
                    (Kind::Booking { .. }, _) if cancelled.contains(&index) => {}
                    (Kind::Booking { .. }, None) => never += 1,
                    (Kind::Booking { slot_start }, Some(at)) if at - slot_start > GRACE => too_late += 1,
                    (Kind::Booking { slot_start }, Some(at)) if at > slot_start => late += 1,
                    (Kind::Booking { .. }, Some(_)) => early += 1,
                }
            }
        }
        let of_a_hundred = |count: u64| count * 100 / (28 * SEEDS);
        assert!((11..=13).contains(&of_a_hundred(never)), "never {never}");
        assert!((8..=12).contains(&of_a_hundred(late)), "late {late}");
        assert!((3..=5).contains(&of_a_hundred(too_late)), "too late {too_late}");
        assert!((70..=77).contains(&of_a_hundred(early)), "early {early}");
        // 9.5 hours of walk-ins at six an hour.
        assert!((54..=60).contains(&(walk_ins / SEEDS)), "walk-ins {walk_ins}");
    }

    #[test]
    fn nobody_books_what_cannot_be_booked() {
        let plan = plan(1);
        let booked = |visitor: &&Visitor| matches!(visitor.kind, Kind::Booking { .. });
        assert!(plan.visitors.iter().filter(booked).all(|visitor| visitor.service == "ausweis"));
        assert!(plan.visitors.iter().any(|visitor| visitor.service == "kfz"));
    }

    #[test]
    fn a_day_without_slots_has_no_plan() {
        let bookings = bookings::parse("week.csv", WEEK.as_bytes()).unwrap();
        assert_eq!(Plan::of_day(&bookings, NaiveDate::MIN, &office(), 1), None);
    }

    fn plan(seed: u64) -> Plan {
        let bookings = bookings::parse("week.csv", WEEK.as_bytes()).unwrap();
        Plan::of_day(&bookings, THURSDAY, &office(), seed).unwrap()
    }

    fn office() -> Office {
        let service = |id: &str, minutes_median, bookable| {
            let id = id.to_owned();
            Service { id, weight: 1.0, minutes_median, bookable }
        };
        let services = vec![service("ausweis", 10, true), service("kfz", 15, false)];
        Office { walk_ins_per_hour: 6.0, services }
    }

    fn made(plan: &Plan, act: Act) -> Vec<Timed> {
        plan.acts.iter().filter(|timed| timed.act == act).copied().collect()
    }

    const FIRST_BOOKED_AT: &str = "2026-11-17T12:04:10+00:00";
}
