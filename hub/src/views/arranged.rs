//! Bookings as the staff see them: those of a day, and one of them. No name is here.

use std::collections::BTreeMap;
use std::ops::Range;

use calendar::wish::{Channel, Form};
use calendar::{Booking, BookingId, State, Wish};
use chrono::{DateTime, NaiveDate, Utc};

use crate::config::Words;
use crate::desk::freed::{firsts_within, given_up};
use crate::desk::{Coming, SiteState};
use crate::links;

#[derive(Debug, Clone, PartialEq)]
pub struct Arranged {
    pub id: BookingId,
    /// Of the letter, as it is written.
    pub code: String,
    pub at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// In German.
    pub matters: Vec<String>,
    pub persons: u32,
    pub form: Form,
    /// The clerks, rooms and machines it takes.
    pub with: Vec<String>,
    pub state: State,
    /// What it became when its visitor came.
    pub number: Option<String>,
    /// The time of the day that is looked at at which it was before it was moved.
    pub was_at: Option<DateTime<Utc>>,
    /// It is on another day by now.
    pub is_elsewhere: bool,
}

impl Arranged {
    /// Where it stands in the list of a day.
    pub fn listed_at(&self) -> DateTime<Utc> {
        self.was_at.filter(|_| self.is_elsewhere).unwrap_or(self.at)
    }

    pub fn is_with(&self, resource: &str) -> bool {
        self.with.iter().any(|with| with == resource)
    }
}

/// A time of today that somebody else may have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FreedTime {
    pub at: DateTime<Utc>,
    /// By its id.
    pub service: String,
}

/// More are no help to whoever looks at them.
const FREED_ROWS_MAX: usize = 8;

/// Times of today that others gave up, as far as they can still be booked: whoever waits may have them.
pub fn freed(coming: &Coming, now: DateTime<Utc>) -> Vec<FreedTime> {
    let given_up = given_up(coming, now);
    let mut of_service: BTreeMap<&str, Vec<&Range<DateTime<Utc>>>> = BTreeMap::new();
    for given_up in &given_up {
        of_service.entry(given_up.service).or_default().push(&given_up.span);
    }
    let times = of_service.into_iter().flat_map(|(service, spans)| {
        let wish = Wish::of(service, Channel::Infopoint);
        let firsts = firsts_within(coming, &wish, coming.date(now), &spans, now);
        firsts.into_iter().map(|at| FreedTime { at, service: service.to_owned() })
    });
    let mut freed: Vec<FreedTime> = times.collect();
    freed.sort();
    freed.truncate(FREED_ROWS_MAX);
    freed
}

pub fn arranged(state: &SiteState, booking: &Booking) -> Arranged {
    let number = state.ticket_of_booking(booking.id).map(|id| state.day.ticket(id).number.to_string());
    Arranged {
        id: booking.id,
        code: links::grouped(&state.booking_code(booking.id)),
        at: booking.starts_at,
        ends_at: booking.ends_at,
        matters: state.config.matters(booking, "de").iter().map(Words::to_string).collect(),
        persons: booking.matters.iter().map(|matter| u32::from(matter.persons)).max().unwrap_or(1),
        form: booking.form,
        with: booking.seats.iter().map(|seat| seat.resource.clone()).collect(),
        state: booking.state,
        number,
        was_at: None,
        is_elsewhere: false,
    }
}

/// All bookings of a day by their time, with those that were moved away from it. What was never confirmed
/// is of no interest to anybody.
pub fn arranged_on(state: &SiteState, date: NaiveDate) -> Vec<Arranged> {
    let coming = state.coming();
    let here = coming.on(date).filter(|booking| booking.state != State::Lapsed);
    let mut rows: Vec<Arranged> = here.map(|booking| arranged(state, booking)).collect();
    for (booking, was_at) in coming.moved_from(date) {
        let was_at = Some(was_at);
        match rows.iter_mut().find(|row| row.id == booking.id) {
            Some(row) => row.was_at = was_at,
            None => rows.push(Arranged { was_at, is_elsewhere: true, ..arranged(state, booking) }),
        }
    }
    rows.sort_by_key(|row| (row.listed_at(), row.id));
    rows
}
