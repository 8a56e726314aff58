//! All bookings of a building, as a value: which there are, how far they are, and the seats they take.
//!
//! What a command would do is decided in `decide`; here events happen, and they cannot fail. The plan is
//! an argument, so that hours and staff can change while bookings stay as they were agreed.

mod acts;
mod decide;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use acts::{Claim, Command, Event, Refusal};

use crate::demand::VISIT_UNITS_MAX;
use crate::plan::{PoolId, ResourceId};
use crate::units::Unit;
use crate::wish::{Channel, Form, Matter, Whose, Wish};

pub use crate::BookingId;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookings {
    /// Shared, so that whoever reads at leisure does not make the writer copy them all.
    bookings: BTreeMap<BookingId, Arc<Booking>>,
    /// Those that take seats, by their beginning.
    seated: BTreeSet<(DateTime<Utc>, BookingId)>,
    /// Those that lapse unless somebody does something.
    lapsing: BTreeSet<(DateTime<Utc>, BookingId)>,
    absences: BTreeMap<AbsenceId, Absence>,
    /// Whose citizen was told, at this revision, that there is a booking already.
    told_again: BTreeMap<BookingId, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    pub matters: Vec<Matter>,
    pub form: Form,
    pub channel: Channel,
    pub urgent: bool,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// In the order of the needs.
    pub seats: Vec<Seat>,
    pub state: State,
    /// Grows with every change of time or seats: mails and calendars count by it.
    pub revision: u32,
}

impl Booking {
    /// The same visit at another time, wished for by somebody.
    pub fn wish(&self, channel: Channel, whose: Whose) -> Wish {
        let (matters, form, urgent) = (self.matters.clone(), self.form, self.urgent);
        Wish { matters, form, channel, urgent, whose }
    }
}

/// A resource a booking has for all of its time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Seat {
    pub pool: PoolId,
    pub resource: ResourceId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Kept while somebody fills in the form.
    Held {
        until: DateTime<Utc>,
    },
    /// Kept until somebody follows the link in the mail.
    Unverified {
        until: DateTime<Utc>,
    },
    Confirmed,
    /// The visitor is here and has a number of the queue.
    CheckedIn,
    /// Its time, or its day, went by, and nobody had come.
    Missed,
    Cancelled,
    /// Held or unverified for too long.
    Lapsed,
}

impl State {
    /// Whether the seats are taken. Whoever has missed theirs has given them up.
    pub fn is_seated(self) -> bool {
        !matches!(self, State::Cancelled | State::Lapsed | State::Missed)
    }

    fn until(self) -> Option<DateTime<Utc>> {
        match self {
            State::Held { until } | State::Unverified { until } => Some(until),
            _ => None,
        }
    }
}

/// Given by who reports the absence, so that reporting it twice is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AbsenceId(pub u64);

/// Ten years. Longer, and the resource is rather taken out of the plan.
pub const ABSENCE_MAX: TimeDelta = TimeDelta::days(3_653);

/// A time when a resource is not there: leave, illness, repair. Why is nobody's business here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub resource: ResourceId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Bookings {
    pub fn booking(&self, id: BookingId) -> Option<&Booking> {
        self.bookings.get(&id).map(Arc::as_ref)
    }

    pub fn bookings(&self) -> impl Iterator<Item = &Booking> {
        self.bookings.values().map(Arc::as_ref)
    }

    /// Those that take seats at some time between.
    pub fn running(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> impl Iterator<Item = &Booking> {
        let longest = TimeDelta::minutes(VISIT_UNITS_MAX as i64 * Unit::MINUTES);
        let earliest = from.checked_sub_signed(longest).unwrap_or(from);
        let range = (earliest, BookingId(0))..(until.max(earliest), BookingId(0));
        let seated = self.seated.range(range).map(|(_, id)| &*self.bookings[id]);
        seated.filter(move |booking| booking.ends_at > from)
    }

    pub fn absence(&self, id: AbsenceId) -> Option<&Absence> {
        self.absences.get(&id)
    }

    /// Whether somebody is going to come, or to be called, for it.
    pub fn is_open(&self, id: BookingId, now: DateTime<Utc>) -> bool {
        self.booking(id).is_some_and(|booking| match booking.state {
            State::Held { until } | State::Unverified { until } => now < until,
            State::Confirmed => now < booking.ends_at,
            State::CheckedIn | State::Missed | State::Cancelled | State::Lapsed => false,
        })
    }

    /// All that are reported, the newest last.
    pub fn absences(&self) -> impl Iterator<Item = (AbsenceId, &Absence)> {
        self.absences.iter().map(|(id, absence)| (*id, absence))
    }

    pub fn absences_of(&self, resource: &str) -> impl Iterator<Item = &Absence> {
        self.absences.values().filter(move |absence| absence.resource == resource)
    }

    /// When the next booking lapses, if nobody does anything until then.
    pub fn next_deadline(&self) -> Option<DateTime<Utc>> {
        self.lapsing.first().map(|(until, _)| *until)
    }

    fn is_told_again(&self, id: BookingId) -> bool {
        let told = self.told_again.get(&id);
        self.booking(id).is_some_and(|booking| told == Some(&booking.revision))
    }

    /// Lets `event` have happened. It cannot fail.
    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Claimed {
                booking: id,
                matters,
                form,
                channel,
                urgent,
                starts_at,
                ends_at,
                seats,
                until,
            } => {
                let state = until.map_or(State::Confirmed, |until| State::Held { until });
                self.put(Booking {
                    id,
                    matters,
                    form,
                    channel,
                    urgent,
                    starts_at,
                    ends_at,
                    seats,
                    state,
                    revision: 0,
                });
            }
            Event::Submitted { booking, until } => self.turn(booking, State::Unverified { until }),
            Event::Confirmed { booking } => self.turn(booking, State::Confirmed),
            Event::Lapsed { booking } => self.turn(booking, State::Lapsed),
            Event::Cancelled { booking } => self.turn(booking, State::Cancelled),
            Event::CheckedIn { booking } => self.arrives(booking),
            Event::Missed { booking } => self.turn(booking, State::Missed),
            Event::Awaited { booking } => self.turn(booking, State::Confirmed),
            // It is as it was; whoever has it is written to.
            Event::AskedAgain { booking } => {
                let revision = self.booking(booking).map(|booking| booking.revision);
                self.told_again.extend(revision.map(|revision| (booking, revision)));
            }
            Event::PastForgotten { before } => self.forget_before(before),
            Event::Rebooked { booking, starts_at, ends_at, seats } => {
                let booking = self.take(booking);
                let revision = booking.revision + 1;
                self.put(Booking { starts_at, ends_at, seats, revision, ..booking });
            }
            Event::Moved { booking, from, to } => {
                let mut booking = self.take(booking);
                for seat in booking.seats.iter_mut().filter(|seat| seat.resource == from) {
                    *seat = to.clone();
                }
                booking.revision += 1;
                self.put(booking);
            }
            Event::Absent { absence, resource, from, until } => {
                self.absences.insert(absence, Absence { resource, from, until });
            }
            Event::Returned { absence } => {
                self.absences.remove(&absence);
            }
            // Bookings stay as they were agreed, whatever is offered from now on.
            Event::PlanChanged { .. } => {}
        }
    }

    /// The bookings as they are at `now`, when what has lapsed by then is said to have.
    pub fn settled(&self, now: DateTime<Utc>) -> Cow<'_, Bookings> {
        let lapsed = self.lapsed(now);
        if lapsed.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        lapsed.iter().for_each(|event| settled.apply(event));
        Cow::Owned(settled)
    }

    /// What was kept until `now` and no longer: the limit itself is too late.
    fn lapsed(&self, now: DateTime<Utc>) -> Vec<Event> {
        let over = self.lapsing.iter().take_while(|(until, _)| *until <= now);
        over.map(|(_, booking)| Event::Lapsed { booking: *booking }).collect()
    }

    /// Whether there is something to forget.
    fn has_ended(&self, at: DateTime<Utc>) -> bool {
        let of_bookings = self.bookings.values().any(|booking| booking.ends_at <= at);
        of_bookings || self.absences.values().any(|absence| absence.until <= at)
    }

    /// Lets go of what had ended by `at`. It is in the journal; nothing can be done about it any more.
    fn forget_before(&mut self, at: DateTime<Utc>) {
        let over = self.bookings.values().filter(|booking| booking.ends_at <= at).map(|booking| booking.id);
        for id in over.collect::<Vec<_>>() {
            self.take(id);
            self.told_again.remove(&id);
        }
        self.absences.retain(|_, absence| absence.until > at);
    }

    /// Who comes after having been missed is welcome, and the seats may be somebody else's by now.
    fn arrives(&mut self, id: BookingId) {
        let mut booking = self.take(id);
        if booking.state == State::Missed {
            booking.seats.clear();
        }
        self.put(Booking { state: State::CheckedIn, ..booking });
    }

    fn turn(&mut self, id: BookingId, state: State) {
        let booking = self.take(id);
        self.put(Booking { state, ..booking });
    }

    fn take(&mut self, id: BookingId) -> Booking {
        let booking =
            self.bookings.remove(&id).expect("what happens to a booking happens after it was claimed");
        let booking = Arc::unwrap_or_clone(booking);
        self.seated.remove(&(booking.starts_at, id));
        if let Some(until) = booking.state.until() {
            self.lapsing.remove(&(until, id));
        }
        booking
    }

    fn put(&mut self, booking: Booking) {
        if booking.state.is_seated() {
            self.seated.insert((booking.starts_at, booking.id));
        }
        if let Some(until) = booking.state.until() {
            self.lapsing.insert((until, booking.id));
        }
        self.bookings.insert(booking.id, Arc::new(booking));
    }
}
