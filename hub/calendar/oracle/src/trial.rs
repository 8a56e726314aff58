//! A random town in which things happen; what the crate shows as free is compared after each.

use calendar::bookings::{AbsenceId, BookingId, Bookings, Claim, Command};
use calendar::{Plan, Slot, Wish, free};
use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::chance::Chance;
use crate::{slots, towns};

/// So many things happen in a town, each a calendar of its own.
const ACTS: usize = 20;

/// What was compared.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub calendars: usize,
    pub slots: usize,
    /// Calendars on which nothing was free.
    pub empty: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.calendars += other.calendars;
        self.slots += other.slots;
        self.empty += other.empty;
    }
}

/// Plays the town of a seed. What is shown as free is what the rules say, and can be claimed as often as
/// it says and no more often.
pub fn try_town(seed: u64) -> Result<Tally, String> {
    let mut chance = Chance::of(seed);
    let plan = towns::town(&mut chance);
    let day = towns::date(chance.one_of(&towns::DAYS));
    let midnight = plan.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    let midnight = midnight.expect("no clock is set at midnight here").with_timezone(&Utc);
    let mut now = midnight - TimeDelta::hours(chance.below(40) as i64);
    let mut bookings = Bookings::default();
    let mut tally = Tally::default();
    for act in 0..ACTS {
        now += TimeDelta::minutes(chance.below(90) as i64);
        let wish = towns::wish(&mut chance);
        let shown = match free(&plan, &bookings, &wish, day, 1, now) {
            Ok(days) => days.into_iter().next().expect("one day").slots.unwrap_or_default(),
            Err(_) => vec![],
        };
        let told = slots(&plan, &bookings, &wish, day, now);
        if shown != told {
            return Err(format!("seed {seed}, act {act}: shown {shown:?}, told {told:?} for {wish:?}"));
        }
        tally += Tally { calendars: 1, slots: told.len(), empty: told.is_empty().into() };
        let slot = (!shown.is_empty()).then(|| chance.one_of(&shown));
        if let Some(slot) = slot {
            claim_all(&plan, &bookings, &wish, slot, now)
                .map_err(|wrong| format!("seed {seed}, act {act}: {wrong}"))?;
        }
        let command = next_act(&mut chance, slot, wish, act as u64, now);
        if let Ok(events) = bookings.decide(&plan, &command, now) {
            events.iter().for_each(|event| bookings.apply(event));
        }
    }
    Ok(tally)
}

/// As often as it says, and not once more.
fn claim_all(
    plan: &Plan,
    bookings: &Bookings,
    wish: &Wish,
    slot: Slot,
    now: DateTime<Utc>,
) -> Result<(), String> {
    let mut bookings = bookings.clone();
    for nth in 0..=slot.count {
        let (booking, wish) = (BookingId(1_000 + u64::from(nth)), wish.clone());
        let command = Command::Claim { booking, wish, starts_at: slot.starts_at, claim: Claim::Confirm };
        let decided = bookings.decide(plan, &command, now);
        if decided.is_ok() != (nth < slot.count) {
            return Err(format!("claim {nth} of {slot:?}: {decided:?}"));
        }
        decided.unwrap_or_default().iter().for_each(|event| bookings.apply(event));
    }
    Ok(())
}

fn next_act(chance: &mut Chance, slot: Option<Slot>, wish: Wish, act: u64, now: DateTime<Utc>) -> Command {
    let earlier = BookingId(chance.below(act as usize + 1) as u64);
    match (slot, chance.below(12)) {
        (_, 0) => Command::Release { booking: earlier },
        (_, 1) => Command::Confirm { booking: earlier },
        (_, 2) => {
            let from = now + TimeDelta::minutes(5 * chance.below(300) as i64);
            let until = from + TimeDelta::minutes(5 + 5 * chance.below(60) as i64);
            let resource = chance.one_of(&towns::RESOURCES).to_string();
            Command::Absent { absence: AbsenceId(act), resource, from, until }
        }
        (Some(slot), 3) => {
            let (channel, whose) = (wish.channel, wish.whose);
            Command::Rebook { booking: earlier, starts_at: slot.starts_at, channel, whose }
        }
        (Some(slot), kind) => {
            let claim = if kind < 6 { Claim::Hold } else { Claim::Confirm };
            Command::Claim { booking: BookingId(act), wish, starts_at: slot.starts_at, claim }
        }
        (None, _) => Command::Lapse,
    }
}
