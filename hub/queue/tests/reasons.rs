//! Whether what a place says is true: whenever somebody stands before a visitor who came first, the
//! reason of one of the two names the rule that did it.

mod table;

use chrono::{DateTime, TimeDelta, Utc};
use queue::{Arrival, Place, Priority, Reason, Ticket};
use table::{Table, at, random, rules};

#[test]
fn whoever_is_overtaken_is_told_why() {
    let mut overtaken = 0;
    for seed in 1..=random::SEEDS {
        let mut rules = rules();
        // Walk-ins of one zone with two targets: the shorter one goes before.
        rules.services.get_mut("move").expect("it is there").target_wait = TimeDelta::minutes(8);
        let mut table = Table::open(rules, &[("08:00", "18:00")]);
        for (time, act) in random::day(seed) {
            table.plays(&time, &act);
            for counter in [None, Some("1"), Some("2"), Some("4")] {
                let order = table.day.order(counter.map(String::from).as_ref(), at(&time));
                let told = |why| format!("seed {seed}, {time}, counter {counter:?}, {act}: {why}");
                overtaken += look_at(&table, &order, at(&time), told);
            }
        }
    }
    assert!(overtaken > 10_000, "only {overtaken} times somebody was overtaken: these days test little");
}

/// Compares every place with all before it. So many have somebody before them who came later.
fn look_at(table: &Table, order: &[Place], now: DateTime<Utc>, told: impl Fn(String) -> String) -> usize {
    let ticket = |place: &Place| table.day.ticket(place.ticket);
    let mut overtaken = 0;
    for (n, behind) in order.iter().enumerate() {
        let due = behind.due.at - behind.due.moved;
        let is_due = due == due_without_priority(table, ticket(behind)) || Some(due) == ticket(behind).took;
        assert!(is_due, "{}", told(format!("due of {behind:?}")));
        let later = |before: &&Place| ticket(before).arrived_at > ticket(behind).arrived_at;
        let first = order[..n].iter().find(later).map(|before| before.ticket);
        assert_eq!(behind.overtaken_by, first, "{}", told(format!("who overtook {behind:?}")));
        for before in order[..n].iter().filter(later) {
            let names_the_rule = by_guard_or_absence(table, before, behind, now) || by_due(before, behind);
            assert!(names_the_rule, "{}", told(format!("{before:?} goes before {behind:?}")));
        }
        overtaken += usize::from(first.is_some());
    }
    overtaken
}

/// A guard lifted the one, or the other is not to be called yet; and it is true.
fn by_guard_or_absence(table: &Table, before: &Place, behind: &Place, now: DateTime<Utc>) -> bool {
    let order = &table.day.rules().order;
    let (lifted, held) = (table.day.ticket(before.ticket), table.day.ticket(behind.ticket));
    let has_a_turn = match before.reason {
        Reason::WalkInsTurn { .. } => before.due.target.is_some() && before.due.at <= behind.due.at,
        Reason::AppointmentDelayed { .. } => {
            let slot = lifted.appointment_at().expect("it has an appointment");
            before.due.target.is_none() && now - slot.max(lifted.arrived_at) >= order.booking_delay_max
        }
        _ => false,
    };
    let is_held_back = match behind.reason {
        Reason::Absent { until } => held.locked_until == Some(until) && until > now,
        Reason::AppointmentEarly { at } => held.arrival == Arrival::Booking { at } && now < at - order.early,
        _ => false,
    };
    has_a_turn || is_held_back
}

/// The one is due first, and something in what the two say makes it so: an appointment, a priority, a
/// shorter target.
fn by_due(before: &Place, behind: &Place) -> bool {
    let by_appointment = [before, behind].into_iter().any(|place| names_an_appointment(place.reason));
    let by_priority = before.due.moved < TimeDelta::zero() || behind.due.moved > TimeDelta::zero();
    let by_target = before.due.target < behind.due.target;
    before.due.at <= behind.due.at && (by_appointment || by_priority || by_target)
}

fn names_an_appointment(reason: Reason) -> bool {
    matches!(reason, Reason::Appointment { .. } | Reason::FreedTime { .. } | Reason::AppointmentLate { .. })
}

/// As the rules would be written down, without a line of the order's own.
fn due_without_priority(table: &Table, ticket: &Ticket) -> DateTime<Utc> {
    let rules = table.day.rules();
    assert!(ticket.priority != Priority::High || rules.order.high_is_earlier > TimeDelta::zero());
    match ticket.arrival {
        Arrival::Booking { at } if ticket.arrived_at <= at + rules.order.lateness_grace => {
            at.max(ticket.arrived_at)
        }
        _ => ticket.arrived_at + rules.services[&ticket.service].target_wait,
    }
}
