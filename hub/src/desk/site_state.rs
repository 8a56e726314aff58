//! One site: today's queue, the bookings, and what joins them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use calendar::{BookingId, Calendar};
use chrono::{DateTime, NaiveDate, Utc};
use queue::{CounterId, Day, TicketId};

use crate::config::Site;
use crate::links::LinkSecret;
use crate::store::{Beside, Room};

use super::course::{self, Course};

/// Everything the hub knows of a site. A pure function of the journal and the configuration.
#[derive(Clone)]
pub struct SiteState {
    pub config: Arc<Site>,
    pub day: Day,
    pub calendar: Calendar,
    /// The id of the last journal entry of this site; walls and pages count by it.
    pub sequence: u64,
    /// How the visits of the day went.
    pub courses: BTreeMap<TicketId, Course>,
    /// Remarks and notes of tickets that live; beside the journal, like the needs the day is told.
    notes: BTreeMap<TicketId, String>,
    secret: LinkSecret,
    /// Links and codes of today's tickets.
    by_token: HashMap<String, TicketId>,
    by_code: HashMap<String, BookingId>,
    /// The ticket a booking became when it checked in today.
    checked_in: BTreeMap<BookingId, TicketId>,
    /// Checked in by the event before; the ticket comes with the next one.
    arriving: Option<BookingId>,
}

impl SiteState {
    pub fn new(config: Arc<Site>, secret: LinkSecret) -> SiteState {
        SiteState {
            day: Day::new(config.rules()),
            calendar: Calendar::new(config.offer()),
            config,
            sequence: 0,
            courses: BTreeMap::new(),
            notes: BTreeMap::new(),
            secret,
            by_token: HashMap::new(),
            by_code: HashMap::new(),
            checked_in: BTreeMap::new(),
            arriving: None,
        }
    }

    /// Lets an event have happened. It cannot fail.
    pub fn apply(&mut self, event: &Room, at: DateTime<Utc>, id: u64) {
        match event {
            Room::Queue(event) => {
                self.day.apply(event, at);
                course::follow(&mut self.courses, event, at);
                match event {
                    queue::Event::DayOpened { .. } => {
                        self.by_token.clear();
                        self.checked_in.clear();
                        self.courses.clear();
                        self.notes.clear();
                    }
                    queue::Event::Drawn { .. } => self.ticket_drawn(),
                    queue::Event::DayClosed => self.notes.clear(),
                    event => {
                        if let Some(ticket) = ended(event) {
                            self.notes.remove(&ticket);
                        }
                    }
                }
            }
            Room::Calendar(event) => {
                self.calendar.apply(event);
                match event {
                    calendar::Event::Booked { booking, .. } => {
                        self.by_code.insert(self.booking_code(*booking), *booking);
                    }
                    calendar::Event::BookingCheckedIn { booking } => self.arriving = Some(*booking),
                    calendar::Event::BookingCancelled { .. } => {}
                }
            }
        }
        self.sequence = id;
    }

    /// What is kept beside the journal for a ticket; the newest word counts.
    pub fn tell(&mut self, ticket: TicketId, beside: &Beside) {
        self.day.tell_needs(ticket, beside.needs);
        match &beside.note {
            Some(note) => self.notes.insert(ticket, note.clone()),
            None => self.notes.remove(&ticket),
        };
    }

    pub fn beside(&self, ticket: TicketId) -> Beside {
        Beside { needs: self.day.needs(ticket), note: self.note(ticket).map(str::to_owned) }
    }

    pub fn note(&self, ticket: TicketId) -> Option<&str> {
        self.notes.get(&ticket).map(String::as_str)
    }

    fn ticket_drawn(&mut self) {
        let ticket = self.day.tickets().last().expect("a ticket was drawn just now").id;
        if let Some(booking) = self.arriving.take() {
            self.checked_in.insert(booking, ticket);
        }
        if let Some(day) = self.day.date() {
            self.by_token.insert(self.token(day, ticket), ticket);
            self.by_token.insert(self.code(day, ticket), ticket);
        }
    }

    /// The end of the ticket's link, known to whoever holds the slip.
    pub fn token(&self, day: NaiveDate, ticket: TicketId) -> String {
        self.secret.ticket_token(&self.config.id, day, ticket.0)
    }

    /// The ticket's short code, for people who type.
    pub fn code(&self, day: NaiveDate, ticket: TicketId) -> String {
        self.secret.ticket_code(&self.config.id, day, ticket.0)
    }

    pub fn booking_code(&self, booking: BookingId) -> String {
        self.secret.booking_code(&self.config.id, booking.0)
    }

    /// Whose link or short code this is, if it is of today.
    pub fn ticket_of(&self, token_or_code: &str) -> Option<TicketId> {
        self.by_token.get(token_or_code).copied()
    }

    pub fn booking_of(&self, code: &str) -> Option<BookingId> {
        self.by_code.get(code).copied()
    }

    /// The ticket of a booking that is checked in today.
    pub fn ticket_of_booking(&self, booking: BookingId) -> Option<TicketId> {
        self.checked_in.get(&booking).copied()
    }

    /// The counter a ticket of today was called to last, also when the visit is over.
    pub fn called_to(&self, ticket: TicketId) -> Option<&CounterId> {
        self.courses.get(&ticket)?.counter.as_ref()
    }

    /// The next booking id whose code nobody else holds.
    pub fn free_booking_id(&self, mut booking: BookingId) -> BookingId {
        while self.by_code.contains_key(&self.booking_code(booking)) {
            booking.0 += 1;
        }
        booking
    }
}

/// The ticket that ends with `event`. A missed one may still come.
pub(super) fn ended(event: &queue::Event) -> Option<TicketId> {
    match event {
        queue::Event::Finished { ticket, .. }
        | queue::Event::Left { ticket }
        | queue::Event::TransferredAway { ticket } => Some(*ticket),
        _ => None,
    }
}
