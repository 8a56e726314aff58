//! How a number comes about: drawn, checked in, taken over from another site, or split off.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Arrival, Event, Refusal};
use crate::acts::{ContingentOf, DrawnBy};
use crate::day::{Day, HallState};
use crate::estimate::Estimate;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Number, Ticket, TicketId, Visit};

/// A larger group is an event, and is agreed by telephone.
pub const PERSONS_MAX: u32 = 20;
/// More matters than this are a day at the town hall; the rest gets a number of its own.
pub const MATTERS_MAX: usize = 5;
/// A booking so far from the doors' hours is of another day.
const FAR_FROM_TODAY: TimeDelta = TimeDelta::hours(12);

impl Day {
    pub(super) fn draw(&self, visit: &Visit, by: DrawnBy, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let zone = self.checked_zone(visit)?;
        self.open_zone_only(zone)?;
        match by {
            DrawnBy::Kiosk => {
                let closes_at = self.open_hall(now)?;
                self.contingent_left(visit, zone)?;
                self.can_still_be_served(visit, closes_at, now)?;
            }
            // Staff see who stands before them, and whether the clerks still take somebody.
            DrawnBy::Staff if self.hall(now) == HallState::LastCalls => {}
            DrawnBy::Staff => drop(self.open_hall(now)?),
        }
        Ok(vec![self.drawn_number(visit, zone, Arrival::WalkIn, None, None)?])
    }

    /// A booking was promised a place: no contingent and no closed zone keeps it out, and until its grace
    /// is over no closed door either: doors close for those who come without one. Later than that its
    /// visitor is a walk-in like any other.
    pub(super) fn check_in(
        &self,
        visit: &Visit,
        booked_at: DateTime<Utc>,
        booking: Option<u64>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let zone = self.checked_zone(visit)?;
        if let (Some(first), Some(last)) = (self.planned.first(), self.planned.last())
            && !(first.opens_at - FAR_FROM_TODAY..last.closes_at + FAR_FROM_TODAY).contains(&booked_at)
        {
            return Err(Refusal::AnotherDay);
        }
        if !self.is_let_in(booked_at, now) {
            self.open_hall(now)?;
        }
        Ok(vec![self.drawn_number(visit, zone, Arrival::Booking { at: booked_at }, None, booking)?])
    }

    /// Whether a booking of today that is awaited still could be checked in, whatever the doors say to those
    /// without one.
    pub fn lets_a_booking_in(&self, now: DateTime<Utc>) -> bool {
        self.is_open && self.expected.iter().any(|expected| self.is_let_in(expected.at, now))
    }

    fn is_let_in(&self, booked_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let first_opens_at = self.hours.first().map(|first| first.opens_at);
        let doors_were_opened =
            first_opens_at.is_some_and(|opens_at| now >= opens_at - self.rules.order.draw_before_opening);
        doors_were_opened && now <= booked_at + self.rules.order.lateness_grace
    }

    /// The doors of this site may be closed already: the visitor is in the house.
    pub(super) fn take_over(
        &self,
        visit: &Visit,
        arrival: Arrival,
        arrived_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let zone = self.checked_zone(visit)?;
        self.open_zone_only(zone)?;
        if arrived_at > now {
            return Err(Refusal::NotArrivedYet);
        }
        Ok(vec![self.drawn_number(visit, zone, arrival, Some(arrived_at), None)?])
    }

    pub(super) fn split_off(
        &self,
        id: TicketId,
        service: &ServiceId,
        at: Option<&CounterId>,
    ) -> Result<Vec<Event>, Refusal> {
        let ticket = self.free_or_at(id, at)?;
        if !ticket.services().any(|matter| matter == service) {
            return Err(Refusal::NotOnTheTicket { number: ticket.number });
        }
        if ticket.further.is_empty() {
            return Err(Refusal::OnlyMatter { number: ticket.number });
        }
        let visit = of_one_matter(ticket, service);
        let zone = self.checked_zone(&visit)?;
        self.open_zone_only(zone)?;
        let drawn = self.drawn_number(&visit, zone, ticket.arrival, Some(ticket.arrived_at), None)?;
        Ok(vec![Event::SplitOff { ticket: id, service: service.clone() }, drawn])
    }

    /// Where the visit waits, if it can be served at all.
    fn checked_zone(&self, visit: &Visit) -> Result<char, Refusal> {
        let zone = self.rules.services.get(&visit.service).ok_or(Refusal::UnknownService)?.zone;
        let matters: Vec<&ServiceId> = visit.services().collect();
        let repeated = (1..matters.len()).any(|n| matters[..n].contains(&matters[n]));
        if !(1..=PERSONS_MAX).contains(&visit.persons) || matters.len() > MATTERS_MAX || repeated {
            return Err(Refusal::TooMuchForOneTicket { max: PERSONS_MAX, services_max: MATTERS_MAX });
        }
        if !visit.further.iter().all(|service| self.rules.services.contains_key(service)) {
            return Err(Refusal::UnknownService);
        }
        self.served_together(&matters)?;
        Ok(zone)
    }

    /// Several matters need a counter that serves them all, open or not. One matter waits even for a
    /// counter that nobody has set up yet.
    pub(super) fn served_together(&self, matters: &[&ServiceId]) -> Result<(), Refusal> {
        let one_of = |counter: &crate::rules::Counter| matters.iter().all(|m| counter.serves(m));
        match matters.len() == 1 || self.rules.counters.values().any(one_of) {
            true => Ok(()),
            false => Err(Refusal::NotServedTogether),
        }
    }

    /// When the doors close, if they are open for drawing.
    fn open_hall(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
        match self.hall(now) {
            HallState::Open { closes_at } => Ok(closes_at),
            HallState::NotYetOpen { opens_at } => Err(Refusal::NotYetOpen { opens_at }),
            HallState::LastCalls | HallState::Closed => Err(Refusal::Closed),
        }
    }

    fn contingent_left(&self, visit: &Visit, zone: char) -> Result<(), Refusal> {
        let of = [ContingentOf::Zone(zone), ContingentOf::Service(visit.service.clone())];
        let used_up = of.iter().any(|of| self.contingent(of).is_some_and(|limit| self.given(of) >= limit));
        if used_up { Err(Refusal::ContingentUsedUp) } else { Ok(()) }
    }

    fn can_still_be_served(
        &self,
        visit: &Visit,
        closes_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let order = &self.rules.order;
        let lead = order.last_draw_before_closing;
        if !lead.is_zero() && now >= closes_at - lead {
            return Err(Refusal::TooLateToday);
        }
        // As likely as not the visitor would be called after the doors have closed.
        if order.refuses_who_would_wait_in_vain
            && let Estimate::Between { from, .. } = self.estimate_for(visit, now)
            && now + from >= closes_at
        {
            return Err(Refusal::TooLateToday);
        }
        Ok(())
    }

    fn drawn_number(
        &self,
        visit: &Visit,
        zone: char,
        arrival: Arrival,
        arrived_at: Option<DateTime<Utc>>,
        booking: Option<u64>,
    ) -> Result<Event, Refusal> {
        let count = self.last_numbers.get(&zone).copied().unwrap_or(0) + 1;
        if count > Number::COUNT_MAX {
            return Err(Refusal::NumbersUsedUp { zone });
        }
        Ok(Event::Drawn {
            number: Number { zone, count },
            visit: visit.clone(),
            arrival,
            arrived_at,
            booking,
        })
    }
}

fn of_one_matter(ticket: &Ticket, service: &ServiceId) -> Visit {
    Visit {
        service: service.clone(),
        further: Vec::new(),
        persons: ticket.persons,
        priority: ticket.priority,
        has_remark: ticket.has_remark,
    }
}
