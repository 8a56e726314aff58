//! Stand-ins for random absences: nobody has two visitors at once, and as many are taken over as can be.

mod table;

use calendar::bookings::{Absence, Booking, BookingId, Command, Event, Seat};
use calendar::wish::{Channel, Form, Matter};
use calendar::{Plan, substitution};
use calendar_oracle::chance::Chance;
use chrono::TimeDelta;
use table::{Table, at, clerk, service, town};

const DAYS: u64 = 300;
const SKILLS: [&str; 3] = ["pass", "move", "car"];
const COLLEAGUES: [&str; 4] = ["b", "c", "d", "e"];

#[test]
fn as_many_are_taken_over_as_can_be() {
    let (mut moved, mut stuck) = (0, 0);
    for seed in 1..=DAYS {
        let mut table = Table::of(office(&mut Chance::of(seed)));
        book(&mut table, &mut Chance::of(seed + DAYS));
        let now = at("03-10 07:00");
        let absence = Absence { resource: "a".into(), from: at("03-11 08:00"), until: at("03-11 12:00") };
        let found = substitution(&table.plan, &table.bookings, &absence, now);
        let most = most(&table);
        assert_eq!(found.moves.len(), most, "seed {seed}: {found:?}");
        (moved, stuck) = (moved + found.moves.len(), stuck + found.stuck.len());
        for handover in found.moves {
            let calendar::substitution::Handover { booking, from, to } = handover;
            let said = table.does(&Command::Move { booking, from, to: to.clone() }, now);
            assert_eq!(said, format!("{} moved to {to}", booking.0), "seed {seed}");
            table.no_seat_is_taken_twice();
        }
    }
    assert!(moved > 500 && stuck > 300, "{moved} moved and {stuck} stuck: these days test little");
}

/// One who can do everything and will be absent, and colleagues who can do some of it.
fn office(chance: &mut Chance) -> Plan {
    let mut plan = town();
    plan.resources.clear();
    plan.resources.insert("a".into(), clerk("office", &SKILLS));
    for colleague in COLLEAGUES {
        let skills: Vec<&str> = SKILLS.into_iter().filter(|_| chance.one_in(2)).collect();
        plan.resources.insert(colleague.into(), clerk("office", &skills));
    }
    for skill in SKILLS {
        plan.services.insert(skill.into(), service("office", skill, 20));
    }
    plan
}

/// Visits of one length, each beginning where it likes: two at a time may want the same stand-in.
fn book(table: &mut Table, chance: &mut Chance) {
    let mut id = 0;
    for who in ["a"].into_iter().chain(COLLEAGUES) {
        for place in 0..6 {
            // The absent one has a visit in every second place, and the others here and there.
            if !chance.one_in(if who == "a" { 1 } else { 2 }) {
                continue;
            }
            let offset = if who == "a" { 0 } else { 10 * chance.below(3) as i64 };
            let starts_at = at("03-11 08:00") + TimeDelta::minutes(40 * place + offset);
            let can: Vec<&str> = SKILLS
                .into_iter()
                .filter(|skill| table.plan.resources[who].skills.contains(*skill))
                .collect();
            let service = if can.is_empty() { continue } else { chance.one_of(&can) };
            id += 1;
            table.bookings.apply(&Event::Claimed {
                booking: BookingId(id),
                matters: vec![Matter { service: service.into(), persons: 1 }],
                form: Form::InPerson,
                channel: Channel::Staff,
                urgent: false,
                starts_at,
                ends_at: starts_at + TimeDelta::minutes(20),
                seats: vec![Seat { pool: "office".into(), resource: who.into() }],
                until: None,
            });
        }
    }
}

/// Each visit of `a` alone in its time, so that each can be asked for alone.
fn most(table: &Table) -> usize {
    let with = |who: &str| -> Vec<&Booking> {
        let bookings = table.bookings.bookings();
        bookings.filter(|booking| booking.seats.iter().any(|seat| seat.resource == who)).collect()
    };
    let overlap =
        |one: &Booking, other: &Booking| one.starts_at < other.ends_at && other.starts_at < one.ends_at;
    let can_take = |booking: &&&Booking| {
        COLLEAGUES.iter().any(|colleague| {
            let able = table.plan.resources[*colleague].skills.contains(&booking.matters[0].service);
            able && !with(colleague).iter().any(|other| overlap(booking, other))
        })
    };
    with("a").iter().filter(can_take).count()
}
