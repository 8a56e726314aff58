//! The days to come of one site: what it offers, who has booked, and how bookings are found.
//!
//! Kept apart from today: whoever reads a site at leisure while the desk goes on makes the desk copy
//! today, and the bookings of a year need not be copied with it. Free slots are looked for here too, by
//! whoever asks, while the desk goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calendar::bookings::{Absence, AbsenceId};
use calendar::wish::Form;
use calendar::{
    Booking, BookingId, Bookings, Command, Event, FreeDay, Plan, Refusal, State, Wish, free, substitution,
};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    plan: Arc<Plan>,
    bookings: Bookings,
    /// The highest ids so far: no booking gets that of another, not even of a forgotten one.
    newest: BookingId,
    newest_absence: AbsenceId,
    by_day: BTreeMap<NaiveDate, BTreeSet<BookingId>>,
    by_code: BTreeMap<String, BookingId>,
    /// So many events have happened to it.
    version: u64,
}

impl Coming {
    pub(super) fn new(plan: Plan) -> Coming {
        Coming {
            plan: Arc::new(plan),
            bookings: Bookings::default(),
            newest: BookingId(0),
            newest_absence: AbsenceId(0),
            by_day: BTreeMap::new(),
            by_code: BTreeMap::new(),
            version: 0,
        }
    }

    /// Lets an event have happened; `code_of` is what stands on the letter of a booking.
    pub(super) fn apply(&mut self, event: &Event, code_of: impl Fn(BookingId) -> String) {
        if let (Event::Rebooked { booking, .. }, Some(date)) = (event, self.date_of(event)) {
            self.by_day.entry(date).or_default().remove(booking);
        }
        self.bookings.apply(event);
        self.version += 1;
        match event {
            Event::Claimed { booking, starts_at, .. } | Event::Rebooked { booking, starts_at, .. } => {
                self.newest = self.newest.max(*booking);
                self.by_code.insert(code_of(*booking), *booking);
                let date = self.date(*starts_at);
                self.by_day.entry(date).or_default().insert(*booking);
            }
            Event::Absent { absence, .. } => self.newest_absence = self.newest_absence.max(*absence),
            Event::PastForgotten { .. } => {
                let kept = &self.bookings;
                self.by_code.retain(|_, booking| kept.booking(*booking).is_some());
                for bookings in self.by_day.values_mut() {
                    bookings.retain(|booking| kept.booking(*booking).is_some());
                }
                self.by_day.retain(|_, bookings| !bookings.is_empty());
            }
            _ => {}
        }
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn bookings(&self) -> &Bookings {
        &self.bookings
    }

    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.plan.zone).date_naive()
    }

    /// The day of the booking an event is about, as long as it is known.
    pub(super) fn date_of(&self, event: &Event) -> Option<NaiveDate> {
        let booking = self.bookings.booking(event.booking()?)?;
        Some(self.date(booking.starts_at))
    }

    pub fn of_code(&self, code: &str) -> Option<BookingId> {
        self.by_code.get(code).copied()
    }

    /// Whose visitors have not come yet, by time. Whoever is called or seen on a screen does not come.
    pub(super) fn expected_on(&self, date: NaiveDate) -> Vec<&Booking> {
        let bookings = self.by_day.get(&date).into_iter().flatten();
        let mut expected: Vec<_> = bookings
            .filter_map(|booking| self.bookings.booking(*booking))
            .filter(|booking| booking.state == State::Confirmed && booking.form == Form::InPerson)
            .collect();
        expected.sort_by_key(|booking| (booking.starts_at, booking.id));
        expected
    }

    pub fn decide(&self, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        self.bookings.decide(&self.plan, command, now)
    }

    /// An absence, and who takes over the bookings it is in the way of. Where nobody can, the booking
    /// stays with the absent one until staff do something about it.
    pub(super) fn absence(&self, absence: &Absence, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let Absence { resource, from, until } = absence.clone();
        let id = AbsenceId(self.newest_absence.0 + 1);
        let mut events = self.decide(&Command::Absent { absence: id, resource, from, until }, now)?;
        for handover in substitution(&self.plan, &self.bookings, absence, now).moves {
            let calendar::substitution::Handover { booking, from, to } = handover;
            events.extend(self.decide(&Command::Move { booking, from, to }, now)?);
        }
        Ok(events)
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn newest_absence(&self) -> AbsenceId {
        self.newest_absence
    }

    /// The slots of a wish, or why a day has none.
    pub fn free(
        &self,
        wish: &Wish,
        from: NaiveDate,
        days: u16,
        now: DateTime<Utc>,
    ) -> Result<Vec<FreeDay>, Refusal> {
        free(&self.plan, &self.bookings, wish, from, days, now)
    }

    /// Whether anybody who wishes this could have it, on whatever day.
    pub fn offers(&self, wish: &Wish) -> bool {
        calendar::check(&self.plan, wish).is_ok()
    }

    /// The next booking id whose code nobody else holds.
    pub(super) fn next_booking(&self, code_of: impl Fn(BookingId) -> String) -> BookingId {
        let mut next = BookingId(self.newest.0 + 1);
        while self.of_code(&code_of(next)).is_some() {
            next.0 += 1;
        }
        next
    }
}
