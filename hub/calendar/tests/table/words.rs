//! What the tables say of what came.

use calendar::bookings::{Booking, Event, Refusal, Seat, State};
use calendar::plan::{Closed, Notice};
use calendar::substitution::Substitution;
use calendar::{FreeDay, Slot, WhyNone};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;

/// `08:00-11:50 x2, 14:00 x1`: slots ten minutes apart of the same count are one.
pub fn day(day: &FreeDay) -> String {
    let slots = match &day.slots {
        Ok(slots) => slots,
        Err(why) => return why_none(why),
    };
    let mut groups: Vec<(Slot, Slot)> = Vec::new();
    for slot in slots {
        match groups.last_mut() {
            Some((_, last))
                if last.count == slot.count && slot.starts_at - last.starts_at == TimeDelta::minutes(10) =>
            {
                *last = *slot;
            }
            _ => groups.push((*slot, *slot)),
        }
    }
    let word = |(first, last): &(Slot, Slot)| match first == last {
        true => format!("{} x{}", clock(first.starts_at), first.count),
        false => format!("{}-{} x{}", clock(first.starts_at), clock(last.starts_at), first.count),
    };
    groups.iter().map(word).collect::<Vec<_>>().join(", ")
}

pub fn why_none(why: &WhyNone) -> String {
    match why {
        WhyNone::Closed(Closed::Holiday(holiday)) => format!("closed: holiday {holiday:?}"),
        WhyNone::Closed(Closed::Closure(name)) => format!("closed: {name}"),
        WhyNone::Closed(Closed::NoHours) => "closed".into(),
        WhyNone::Past => "past".into(),
        WhyNone::TooLate(Notice::Days(days)) => format!("too late: {days} days before"),
        WhyNone::TooLate(Notice::Minutes(minutes)) => format!("too late: {minutes} minutes before"),
        WhyNone::NotReleased { at } => format!("released on {}", moment(*at)),
        WhyNone::TooFar => "too far".into(),
        WhyNone::NotForThis => "hours for something else".into(),
        WhyNone::WalkInsOnly => "walk-ins only".into(),
        WhyNone::NobodyThere => "nobody there".into(),
        WhyNone::TooLong => "too long for this day".into(),
        WhyNone::FullyBooked => "fully booked".into(),
        WhyNone::KeptBack => "kept back".into(),
    }
}

pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NothingThatDay(why) => why_none(why),
        Refusal::NotThroughThisChannel { but } => format!("only through {but:?}"),
        other => other.to_string(),
    }
}

pub fn event(event: &Event) -> String {
    match event {
        Event::Claimed { booking, seats, ends_at, until: None, .. } => {
            format!("{} booked with {} until {}", booking.0, names(seats), clock(*ends_at))
        }
        Event::Claimed { booking, seats, until: Some(until), .. } => {
            format!("{} held with {} for {}", booking.0, names(seats), clock(*until))
        }
        Event::Submitted { booking, until } => format!("{} submitted for {}", booking.0, clock(*until)),
        Event::Confirmed { booking } => format!("{} confirmed", booking.0),
        Event::Lapsed { booking } => format!("{} lapsed", booking.0),
        Event::Rebooked { booking, starts_at, seats, .. } => {
            format!("{} rebooked with {} to {}", booking.0, names(seats), moment(*starts_at))
        }
        Event::Cancelled { booking } => format!("{} cancelled", booking.0),
        Event::CheckedIn { booking } => format!("{} checked in", booking.0),
        Event::Missed { booking } => format!("{} missed", booking.0),
        Event::Moved { booking, to, .. } => format!("{} moved to {}", booking.0, to.resource),
        Event::Absent { absence, resource, .. } => format!("{resource} absent ({})", absence.0),
        Event::Returned { absence } => format!("returned ({})", absence.0),
        Event::Awaited { booking } => format!("{} awaited", booking.0),
        Event::AskedAgain { booking } => format!("{} asked again", booking.0),
        Event::PastForgotten { .. } => "forgotten".into(),
        Event::PlanChanged { version, .. } => format!("plan {version}"),
    }
}

pub fn substitution(found: &Substitution) -> String {
    let moves = found.moves.iter().map(|handover| format!("{} to {}", handover.booking.0, handover.to));
    let stuck = found.stuck.iter().map(|booking| format!("{} stuck", booking.0));
    let said: Vec<String> = moves.chain(stuck).collect();
    if said.is_empty() { "nobody is touched".into() } else { said.join(", ") }
}

pub fn state(booking: &Booking) -> String {
    let state = match booking.state {
        State::Held { .. } => "held",
        State::Unverified { .. } => "unverified",
        State::Confirmed => "confirmed",
        State::CheckedIn => "checked in",
        State::Missed => "missed",
        State::Cancelled => "cancelled",
        State::Lapsed => "lapsed",
    };
    format!(
        "{state} {} with {}, change {}",
        moment(booking.starts_at),
        names(&booking.seats),
        booking.revision
    )
}

fn names(seats: &[Seat]) -> String {
    seats.iter().map(|seat| seat.resource.as_str()).collect::<Vec<_>>().join(" and ")
}

fn clock(at: DateTime<Utc>) -> String {
    at.with_timezone(&Berlin).format("%H:%M").to_string()
}

pub fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Berlin).format("%m-%d %H:%M").to_string()
}
