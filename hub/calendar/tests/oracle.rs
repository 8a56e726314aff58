//! Free slots of many random towns, compared with an oracle that is slow and simple, and claimed.
//!
//! What is shown as free can be claimed as often as it says and no more often; and it is what the rules
//! say, told a second time without bits, sets and matchings.

mod slow;
#[path = "../table/mod.rs"]
mod table;
mod towns;

use calendar::bookings::{AbsenceId, BookingId, Bookings, Claim, Command};
use calendar::{Plan, Slot, free};
use chrono::{DateTime, TimeDelta, Utc};
use table::chance::Chance;
use table::{at, date};

/// Each a town of its own; a failure prints its seed.
const TOWNS: u64 = 50;
const ACTS: usize = 20;

#[test]
fn what_is_free_is_what_the_rules_say() {
    let (mut slots, mut empty) = (0, 0);
    for seed in 1..=TOWNS {
        let mut chance = Chance::of(seed);
        let plan = towns::town(&mut chance);
        let day = date(chance.one_of(&towns::DAYS));
        let mut now = at(&format!("{} 00:00", day)) - TimeDelta::hours(chance.below(40) as i64);
        let mut bookings = Bookings::default();
        for act in 0..ACTS {
            now += TimeDelta::minutes(chance.below(90) as i64);
            let wish = towns::wish(&mut chance);
            let shown = match free(&plan, &bookings, &wish, day, 1, now) {
                Ok(days) => days.into_iter().next().expect("one day").slots.unwrap_or_default(),
                Err(_) => vec![],
            };
            let told = slow::slots(&plan, &bookings, &wish, day, now);
            assert_eq!(shown, told, "seed {seed}, act {act}, {wish:?}");
            (slots, empty) = (slots + told.len(), empty + usize::from(told.is_empty()));
            let slot = (!shown.is_empty()).then(|| chance.one_of(&shown));
            if let Some(slot) = slot {
                assert_claimable(&plan, &bookings, &wish, slot, now, seed);
            }
            let command = next_act(&mut chance, slot, wish, act as u64, now);
            if let Ok(events) = bookings.decide(&plan, &command, now) {
                events.iter().for_each(|event| bookings.apply(event));
            }
        }
    }
    assert!(slots > 4_000 && empty > 300, "{slots} slots and {empty} empty days: these towns test little");
}

/// As often as it says, and not once more.
fn assert_claimable(
    plan: &Plan,
    bookings: &Bookings,
    wish: &calendar::Wish,
    slot: Slot,
    now: DateTime<Utc>,
    seed: u64,
) {
    let mut bookings = bookings.clone();
    for nth in 0..=slot.count {
        let (booking, wish) = (BookingId(1_000 + u64::from(nth)), wish.clone());
        let command = Command::Claim { booking, wish, starts_at: slot.starts_at, claim: Claim::Confirm };
        let decided = bookings.decide(plan, &command, now);
        assert_eq!(decided.is_ok(), nth < slot.count, "seed {seed}, claim {nth} of {slot:?}: {decided:?}");
        decided.unwrap_or_default().iter().for_each(|event| bookings.apply(event));
    }
}

fn next_act(
    chance: &mut Chance,
    slot: Option<Slot>,
    wish: calendar::Wish,
    act: u64,
    now: DateTime<Utc>,
) -> Command {
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
