//! Counted seats: the small calendar that the hub runs on. A pool is a number of seats that can all do
//! the same.
//!
//! Skills, leave, forms of visit and free slots are not here but in the rest of the crate, which the hub
//! moves to; its journal goes on reading these events.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::BookingId;
use crate::plan::ServiceId;
use crate::units::{Unit, units};

/// A seat of a pool: one clerk or counter that can serve one visitor at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Seat {
    pub pool: String,
    pub seat: u16,
}

/// What a site offers for booking. Checked when the hub starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    pub services: BTreeMap<ServiceId, Bookable>,
    /// Pools and their number of seats.
    pub pools: BTreeMap<String, u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookable {
    pub duration: TimeDelta,
    pub pool: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    pub service: ServiceId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub seat: Seat,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Confirmed,
    /// The citizen is here and has a number of today's queue.
    CheckedIn,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Book { service: ServiceId, starts_at: DateTime<Utc> },
    Cancel { booking: BookingId },
    CheckIn { booking: BookingId },
}

/// What happened. Events are stored for ever, so a variant is never changed, only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    Booked {
        booking: BookingId,
        service: ServiceId,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        seat: Seat,
    },
    BookingCancelled {
        booking: BookingId,
    },
    BookingCheckedIn {
        booking: BookingId,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("this service cannot be booked")]
    UnknownService,
    #[error("appointments begin at full five minutes")]
    OffTheGrid,
    #[error("this time has passed")]
    Past,
    #[error("the office is not open for all of this time")]
    NotOpen,
    #[error("every seat is taken at this time")]
    Full,
    #[error("there is no such booking")]
    UnknownBooking,
    #[error("this booking was cancelled")]
    Cancelled,
    #[error("this booking is checked in already")]
    CheckedIn,
}

/// All bookings of one site and the seats they claim.
#[derive(Debug, Clone)]
pub struct Calendar {
    offer: Offer,
    bookings: BTreeMap<BookingId, Booking>,
    claims: BTreeMap<(Seat, Unit), BookingId>,
}

impl Calendar {
    pub fn new(offer: Offer) -> Calendar {
        Calendar { offer, bookings: BTreeMap::new(), claims: BTreeMap::new() }
    }

    pub fn booking(&self, id: BookingId) -> Option<&Booking> {
        self.bookings.get(&id)
    }

    pub fn bookings(&self) -> impl Iterator<Item = &Booking> {
        self.bookings.values()
    }

    /// Decides what `command` would do at `now`, and changes nothing. `open` are the opening hours
    /// of the day in question.
    pub fn decide(
        &self,
        command: &Command,
        open: &[(DateTime<Utc>, DateTime<Utc>)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Book { service, starts_at } => self.book(service, *starts_at, open, now),
            Command::Cancel { booking } => match self.known(*booking)?.state {
                State::Confirmed => Ok(vec![Event::BookingCancelled { booking: *booking }]),
                State::Cancelled => Err(Refusal::Cancelled),
                State::CheckedIn => Err(Refusal::CheckedIn),
            },
            Command::CheckIn { booking } => match self.known(*booking)?.state {
                State::Confirmed => Ok(vec![Event::BookingCheckedIn { booking: *booking }]),
                State::Cancelled => Err(Refusal::Cancelled),
                State::CheckedIn => Err(Refusal::CheckedIn),
            },
        }
    }

    /// Lets `event` have happened. It cannot fail.
    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Booked { booking: id, service, starts_at, ends_at, seat } => {
                for unit in units(starts_at, ends_at) {
                    self.claims.insert((seat.clone(), unit), id);
                }
                let state = State::Confirmed;
                self.bookings.insert(id, Booking { id, service, starts_at, ends_at, seat, state });
            }
            Event::BookingCancelled { booking } => {
                let booking = self.bookings.get_mut(&booking).expect("a cancelled booking was booked before");
                booking.state = State::Cancelled;
                for unit in units(booking.starts_at, booking.ends_at) {
                    self.claims.remove(&(booking.seat.clone(), unit));
                }
            }
            Event::BookingCheckedIn { booking } => {
                let booking =
                    self.bookings.get_mut(&booking).expect("a checked-in booking was booked before");
                booking.state = State::CheckedIn;
            }
        }
    }

    fn book(
        &self,
        service: &ServiceId,
        starts_at: DateTime<Utc>,
        open: &[(DateTime<Utc>, DateTime<Utc>)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let bookable = self.offer.services.get(service).ok_or(Refusal::UnknownService)?;
        let ends_at = starts_at + bookable.duration;
        Unit::starting(starts_at).ok_or(Refusal::OffTheGrid)?;
        if starts_at < now {
            return Err(Refusal::Past);
        }
        if !open.iter().any(|(from, to)| *from <= starts_at && ends_at <= *to) {
            return Err(Refusal::NotOpen);
        }
        let seats = self.offer.pools.get(&bookable.pool).copied().unwrap_or(0);
        let seat = (1..=seats)
            .map(|seat| Seat { pool: bookable.pool.clone(), seat })
            .find(|seat| {
                units(starts_at, ends_at).all(|unit| !self.claims.contains_key(&(seat.clone(), unit)))
            })
            .ok_or(Refusal::Full)?;
        let booking = BookingId(self.bookings.keys().last().map_or(1, |last| last.0 + 1));
        Ok(vec![Event::Booked { booking, service: service.clone(), starts_at, ends_at, seat }])
    }

    fn known(&self, id: BookingId) -> Result<&Booking, Refusal> {
        self.bookings.get(&id).ok_or(Refusal::UnknownBooking)
    }
}
