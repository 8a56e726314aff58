//! The days to come of one site: its bookings, and how they are found.
//!
//! Kept apart from today: whoever reads a site at leisure while the desk goes on makes the desk copy
//! today, and the bookings of a year need not be copied with it.

use std::collections::{BTreeMap, BTreeSet};

use calendar::{BookingId, Calendar, State};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coming {
    pub calendar: Calendar,
    time_zone: Tz,
    by_day: BTreeMap<NaiveDate, BTreeSet<BookingId>>,
    by_code: BTreeMap<String, BookingId>,
}

impl Coming {
    pub fn new(calendar: Calendar, time_zone: Tz) -> Coming {
        Coming { calendar, time_zone, by_day: BTreeMap::new(), by_code: BTreeMap::new() }
    }

    /// Lets an event have happened; `code_of` is what stands on the letter of a booking.
    pub fn apply(&mut self, event: &calendar::Event, code_of: impl Fn(BookingId) -> String) {
        self.calendar.apply(event);
        match event {
            calendar::Event::Booked { booking, starts_at, .. } => {
                self.by_code.insert(code_of(*booking), *booking);
                let date = self.date(*starts_at);
                self.by_day.entry(date).or_default().insert(*booking);
            }
            calendar::Event::PastForgotten { .. } => {
                let calendar = &self.calendar;
                self.by_code.retain(|_, booking| calendar.booking(*booking).is_some());
                for bookings in self.by_day.values_mut() {
                    bookings.retain(|booking| calendar.booking(*booking).is_some());
                }
                self.by_day.retain(|_, bookings| !bookings.is_empty());
            }
            calendar::Event::BookingCancelled { .. } | calendar::Event::BookingCheckedIn { .. } => {}
        }
    }

    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.time_zone).date_naive()
    }

    pub fn of_code(&self, code: &str) -> Option<BookingId> {
        self.by_code.get(code).copied()
    }

    /// Whose visitors have not come yet, by time.
    pub fn expected_on(&self, date: NaiveDate) -> Vec<&calendar::Booking> {
        let bookings = self.by_day.get(&date).into_iter().flatten();
        let mut expected: Vec<_> = bookings
            .filter_map(|booking| self.calendar.booking(*booking))
            .filter(|booking| booking.state == State::Confirmed)
            .collect();
        expected.sort_by_key(|booking| (booking.starts_at, booking.id));
        expected
    }
}
