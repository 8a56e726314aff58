//! One site as its announcements tell it, and how far the hub agrees.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use hub::config::Site;
use hub::desk::{Act, SiteState};
use hub::store::Beside;
use oracle::{Oracle, rule};
use queue::{Day, Event, Expected, Reason, TicketId};

use super::claims::Claims;
use super::story::Invariant;
use super::tickets::{Finding, Lives, Place};

/// What was announced of one site, and what it comes to.
pub struct Watched {
    pub config: Site,
    pub day: Day,
    pub oracle: Oracle,
    pub lives: Lives,
    /// What is known of the last day with a number, as long as the one after it has none.
    before: Option<(Oracle, Lives, BTreeMap<u64, TicketId>)>,
    /// What was said of tickets beside the journal.
    said: BTreeMap<TicketId, Beside>,
    /// The ticket that was split; a number of its own comes with the next event.
    splitting: Option<TicketId>,
    pub bookings: Claims,
    ticket_of: BTreeMap<u64, TicketId>,
    /// Checked in by the event before; the ticket comes with the next one.
    arriving: Option<u64>,
    pub sequence: u64,
}

impl Watched {
    pub fn of(site: &Site) -> Watched {
        Watched {
            config: site.clone(),
            day: Day::new(site.rules()),
            oracle: Oracle::default(),
            lives: Lives::default(),
            before: None,
            said: BTreeMap::new(),
            splitting: None,
            bookings: Claims::default(),
            ticket_of: BTreeMap::new(),
            arriving: None,
            sequence: 0,
        }
    }

    pub fn sees(
        &mut self,
        event: &Event,
        at: DateTime<Utc>,
        except: &[Vec<TicketId>],
        hours: &[(u32, u32)],
        closes_by_hand: bool,
    ) -> Finding {
        let mut finding = match event {
            Event::DayOpened { date, hours: given, .. } => {
                let (oracle, lives) = (self.oracle.clone(), std::mem::take(&mut self.lives));
                let known = (oracle, lives, std::mem::take(&mut self.ticket_of));
                if !known.1.tickets.is_empty() {
                    self.before = Some(known);
                }
                self.day_opens(*date, given, at, hours)
            }
            Event::DayResumed { date } => self.day_goes_on(*date, at),
            Event::DayClosed => {
                let ended = self.lives.ends().and_then(|()| self.nobody_is_waited_for());
                if closes_by_hand { ended } else { ended.and_then(|()| self.day_closes(at)) }
            }
            _ if !self.day.is_open() => Err((Invariant::Day, format!("{event:?} on no day"))),
            Event::Called { ticket, counter, reason } | Event::LookedAt { ticket, counter, reason, .. } => {
                self.is_next(*ticket, counter, *reason, at, except)
            }
            Event::TookTime { at: taken, booking, .. } => self.is_to_be_had(*taken, *booking, at),
            Event::Transferred { zone, .. } if self.day.is_zone_closed(*zone) => {
                Err((Invariant::Life, format!("zone {zone} is closed: {event:?}")))
            }
            _ => Ok(()),
        };
        let place_before = self.place_of_who_takes(event, at);
        self.day.apply(event, at);
        if self.place_of_who_takes(event, at) > place_before {
            finding = finding.and(Err((Invariant::Freed, format!("{event:?} cost the place in the queue"))));
        }
        self.oracle.sees(&self.day, event, at);
        match event {
            Event::DayOpened { .. } | Event::DayResumed { .. } => self.expects(),
            Event::DayClosed => self.said.clear(),
            Event::TookTime { ticket, booking, .. } => {
                self.arriving = None;
                self.ticket_of.extend(booking.map(|booking| (booking, *ticket)));
            }
            Event::SplitOff { ticket, .. } => self.splitting = Some(*ticket),
            Event::Drawn { booking, .. } => {
                self.before = None;
                self.goes_with_the_split(TicketId(self.lives.tickets.len() as u32));
                let arriving = self.arriving.take();
                if *booking != arriving {
                    let what = format!("booking {arriving:?} checked in, and the ticket is of {booking:?}");
                    finding = finding.and(Err((Invariant::Replay, what)));
                }
                self.ticket_of
                    .extend(booking.map(|booking| (booking, TicketId(self.lives.tickets.len() as u32))));
            }
            _ => {}
        }
        finding = finding.and(self.lives.happens(event, at, &self.day.rules().order));
        finding
    }

    /// The time was given up, is still to come, and is booked for this ticket by the event before.
    fn is_to_be_had(&self, taken: DateTime<Utc>, booking: Option<u64>, at: DateTime<Utc>) -> Finding {
        let is_freed = booking.is_some_and(|booking| self.bookings.is_of_a_freed_time(booking, taken));
        match is_freed && booking == self.arriving && taken > at {
            true => Ok(()),
            false => {
                let what = format!("{taken} is taken as booking {booking:?}, after {:?}", self.arriving);
                Err((Invariant::Freed, what))
            }
        }
    }

    /// How many would be called before whoever takes a time, if it is that which happens.
    fn place_of_who_takes(&self, event: &Event, at: DateTime<Utc>) -> Option<usize> {
        let Event::TookTime { ticket, .. } = event else { return None };
        self.day.order(None, at).iter().position(|place| place.ticket == *ticket)
    }

    fn is_next(
        &self,
        ticket: TicketId,
        counter: &str,
        reason: Reason,
        at: DateTime<Utc>,
        except: &[Vec<TicketId>],
    ) -> Finding {
        let was_looked_at = matches!(self.lives.place(ticket), Some(Place::LookedAt(by)) if by == counter);
        if reason == Reason::Chosen || was_looked_at {
            return Ok(());
        }
        let said = Some((ticket, rule(reason)));
        let mut told = except.iter().map(Vec::as_slice).chain([&[][..]]);
        match told.any(|except| self.oracle.next_except(&self.day, counter, except, at) == said) {
            true => Ok(()),
            false => {
                let told = self.oracle.next(&self.day, counter, at);
                let what = format!("called to {counter}: {said:?}, and next by the oracle is {told:?}");
                Err((Invariant::Order, what))
            }
        }
    }

    fn day_opens(
        &self,
        date: chrono::NaiveDate,
        given: &[queue::Hours],
        at: DateTime<Utc>,
        hours: &[(u32, u32)],
    ) -> Finding {
        let (today, minute) = wall_time(at);
        let (starts, ends) = self.config.day_minutes();
        let is_time = date == today && (starts..ends).contains(&minute);
        let last = self.day.date();
        let follows = last.is_none_or(|last| last < date) && !self.is_far_ahead(at);
        let is_new = !self.day.is_open() && (follows || self.gives_way(at));
        // The doors are open by the wall clock, also on the days it changes.
        let doors: Vec<(u32, u32)> = given
            .iter()
            .map(|h| (wall_time(h.opens_at), wall_time(h.closes_at)))
            .map(|((_, opens), (day, closes))| (opens, if day > date { closes + 24 * 60 } else { closes }))
            .collect();
        match is_time && is_new && doors == hours {
            true => Ok(()),
            false => Err((Invariant::Day, format!("{date} opened at {at}, the doors at {doors:?}"))),
        }
    }

    fn day_closes(&self, at: DateTime<Utc>) -> Finding {
        let (today, minute) = wall_time(at);
        let (_, ends) = self.config.day_minutes();
        let last = self.day.date();
        let is_over = last.is_some_and(|day| today > day || today == day && minute >= ends);
        match is_over && !self.is_far_ahead(at) || self.gives_way(at) {
            true => Ok(()),
            false => Err((Invariant::Day, format!("{last:?} closed at {at}"))),
        }
    }

    /// Whoever needs something needs it for every matter.
    fn goes_with_the_split(&mut self, drawn: TicketId) {
        let said = self.splitting.take().and_then(|ticket| self.said.get(&ticket));
        if let Some(said) = said.filter(|said| **said != Beside::default()).cloned() {
            self.day.tell_needs(drawn, said.needs);
            self.said.insert(drawn, said);
        }
    }

    pub fn is_told(&mut self, ticket: TicketId, act: &Act) {
        let before = self.said.get(&ticket).cloned().unwrap_or_default();
        let said = match act {
            Act::QueueBeside { command: queue::Command::Draw { .. }, beside } => beside.clone(),
            Act::QueueBeside { beside, .. } => Beside { note: beside.note.clone().or(before.note), ..before },
            Act::Need { needs, .. } => Beside { needs: *needs, ..before },
            Act::CheckIn { needs, language, .. } if *needs != queue::Needs::NONE || language.is_some() => {
                let needs = if *needs == queue::Needs::NONE { before.needs } else { *needs };
                Beside { needs, language: language.clone().or(before.language), ..before }
            }
            _ => return,
        };
        self.knows(ticket, said);
    }

    pub fn knows(&mut self, ticket: TicketId, beside: Beside) {
        self.day.tell_needs(ticket, beside.needs);
        self.said.insert(ticket, beside);
    }

    pub fn beside(&self, ticket: TicketId) -> Beside {
        self.said.get(&ticket).cloned().unwrap_or_default()
    }

    /// Two minutes after the end of a visit nobody needs to know any more.
    pub fn forgets(&mut self, now: DateTime<Utc>) {
        let day = &self.day;
        let is_over = |ticket: &TicketId| {
            day.ticket(*ticket).ended_at().is_some_and(|at| now - at > TimeDelta::minutes(2))
        };
        let over: Vec<TicketId> = self.said.keys().copied().filter(is_over).collect();
        for ticket in over {
            self.said.remove(&ticket);
            self.day.forget_needs(ticket);
        }
    }

    pub fn knows_what_was_said(&self, state: &SiteState) -> Finding {
        let said = |ticket: &queue::Ticket| self.said.get(&ticket.id).cloned().unwrap_or_default();
        let wrong = state.day.tickets().iter().find(|ticket| state.beside(ticket.id) != said(ticket));
        match wrong {
            Some(ticket) => {
                let (knows, said) = (state.beside(ticket.id), said(ticket));
                Err((Invariant::Kept, format!("of {} it knows {knows:?}, said was {said:?}", ticket.number)))
            }
            None => Ok(()),
        }
    }

    fn day_goes_on(&mut self, date: chrono::NaiveDate, at: DateTime<Utc>) -> Finding {
        let closed_at = self.day.before().and_then(Day::closed_at);
        let by_a_wrong_clock = closed_at.is_some_and(|closed_at| wall_time(closed_at).0 > date);
        let (Some((oracle, mut lives, ticket_of)), Some(closed_at)) = (self.before.take(), closed_at) else {
            return Err((Invariant::Day, format!("{date} goes on, and was never")));
        };
        let may = self.gives_way(at) && by_a_wrong_clock && wall_time(at).0 == date;
        lives.go_on(closed_at);
        (self.oracle, self.lives, self.ticket_of) = (oracle, lives, ticket_of);
        match may {
            true => self.bookings.all_are_awaited_again(date, closed_at),
            false => Err((Invariant::Day, format!("{date} goes on at {at}, closed at {closed_at}"))),
        }
    }

    /// Nobody believes a clock that is four weeks ahead.
    pub fn is_far_ahead(&self, at: DateTime<Utc>) -> bool {
        self.day.date().is_some_and(|last| (wall_time(at).0 - last).num_days() > 28)
    }

    /// The service day was opened by a clock that was ahead, and may be left for the day it is.
    pub fn gives_way(&self, at: DateTime<Utc>) -> bool {
        let today = wall_time(at).0;
        let is_behind = self.day.date().is_some_and(|last| wall_time(at + TimeDelta::hours(1)).0 < last);
        let before = self.day.before().map(|before| (before.date(), before.closed_at()));
        let may = before.is_none_or(|(date, closed_at)| {
            let by_a_wrong_clock = closed_at.map(|closed_at| wall_time(closed_at).0) > date;
            date < Some(today) || date == Some(today) && by_a_wrong_clock
        });
        is_behind && self.day.tickets().is_empty() && may
    }

    /// Whoever has not come by the end of the day has missed it.
    fn nobody_is_waited_for(&self) -> Finding {
        let expected = self.day.date().map(|today| self.bookings.confirmed_on(today)).unwrap_or_default();
        match expected.first() {
            Some(booked) => Err((Invariant::Seats, format!("the day ends, and {booked:?} is not missed"))),
            None => Ok(()),
        }
    }

    /// Who has booked for the service day and has not come yet.
    fn expects(&mut self) {
        let expected = self.day.date().map(|today| self.bookings.confirmed_on(today)).unwrap_or_default();
        let expected = expected.into_iter().map(|(service, at)| Expected { service, at });
        self.day.tell_expected(expected.collect());
    }

    pub fn sees_booking(&mut self, event: &calendar::Event, at: DateTime<Utc>) -> Finding {
        if let calendar::Event::CheckedIn { booking } = event {
            self.arriving = Some(booking.0);
        }
        let finding = match event {
            // Yesterday's and today's are kept; who comes on the wrong day is told so.
            calendar::Event::PastForgotten { before } if Some(wall_time(*before).0) > self.day.date() => {
                Err((Invariant::Seats, format!("forgotten too soon: {event:?}")))
            }
            _ => Ok(()),
        };
        let finding = finding.and(self.bookings.sees(event, at));
        self.expects();
        finding
    }

    pub fn is_at(&self, sequence: u64) -> Finding {
        match sequence == self.sequence {
            true => Ok(()),
            false => Err((Invariant::Wall, format!("entry {sequence} shown, {} announced", self.sequence))),
        }
    }

    /// Everything the hub knows of the site.
    pub fn compares(&self, state: &SiteState) -> Finding {
        let replay = |what: String| Err((Invariant::Replay, what));
        self.is_at(state.sequence)?;
        for ticket in state.day.tickets() {
            if self.lives.tickets.len() != state.day.tickets().len() {
                return replay(format!(
                    "{} tickets instead of {}",
                    state.day.tickets().len(),
                    self.lives.tickets.len()
                ));
            }
            self.lives.agrees(ticket)?;
        }
        let held = state.day.counters().iter().filter_map(|(c, held)| Some((c.clone(), (*held)?)));
        if held.collect::<BTreeMap<_, _>>() != *self.lives.at_counters() && state.day.is_open() {
            let what =
                format!("counters {:?}, and seen {:?}", state.day.counters(), self.lives.at_counters());
            return Err((Invariant::OneClerk, what));
        }
        if state.day != self.day {
            return replay(format!("hub and announced: {}", first_difference(&state.day, &self.day)));
        }
        self.knows_what_was_said(state)?;
        self.knows_bookings(state)
    }

    fn knows_bookings(&self, state: &SiteState) -> Finding {
        let replay = |what: String| Err((Invariant::Replay, what));
        self.bookings.compares(state)?;
        let tickets = state.day.tickets().iter();
        let ticket_of: BTreeMap<u64, TicketId> =
            tickets.filter_map(|ticket| Some((ticket.booking?, ticket.id))).collect();
        if ticket_of != self.ticket_of {
            return replay(format!("bookings became {ticket_of:?}, and announced was {:?}", self.ticket_of));
        }
        let found = |id: &u64| {
            let booking = calendar::BookingId(*id);
            state.booking_of(&state.booking_code(booking)) == Some(booking)
        };
        let forgotten = self.bookings.forgotten();
        match self.bookings.known().find(|id| !found(id)).or(forgotten.iter().find(|id| found(id))) {
            Some(booking) => replay(format!("the code of booking {booking} says the wrong thing")),
            None => Ok(()),
        }
    }

    /// What a wall that comes now would show.
    pub fn boards_agree(&self, state: &SiteState) -> Finding {
        for zone in &self.config.zones {
            let board = hub::views::board(state, zone.letter, 0, DateTime::UNIX_EPOCH);
            let here = || self.lives.tickets.iter().filter(|life| life.zone == zone.letter);
            let waiting = here().filter(|life| life.place.waits()).count();
            let shown: BTreeMap<String, &str> =
                board.calls.iter().map(|call| (call.number.clone(), call.counter.as_str())).collect();
            // Who is awaited is on the wall, and of whoever else is at a counter it says the right one.
            let wrong = here().find(|life| match &life.place {
                Place::Called(counter) => shown.get(&life.number.to_string()) != Some(&counter.as_str()),
                Place::Serving(counter) => {
                    shown.get(&life.number.to_string()).is_some_and(|said| said != counter)
                }
                place => place.waits() && !life.came_not() && shown.contains_key(&life.number.to_string()),
            });
            let known = |number: &String| here().any(|life| life.number.to_string() == *number);
            let invented = shown.keys().find(|number| !known(number));
            if wrong.is_some() || invented.is_some() || board.waiting as usize != waiting {
                let what = format!(
                    "zone {}: {shown:?} and {} waiting on the wall; wrong of {:?}, invented {invented:?}, \
                     in truth {waiting} wait",
                    zone.letter,
                    board.waiting,
                    wrong.map(|life| (life.number, &life.place))
                );
                return Err((Invariant::Wall, what));
            }
        }
        Ok(())
    }
}

/// The first line in which two values differ, as they print.
pub fn first_difference(one: &impl std::fmt::Debug, other: &impl std::fmt::Debug) -> String {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let mut under = "";
    for (a, b) in one.lines().zip(other.lines()) {
        if a != b {
            return format!("in {} {} / {}", under.trim(), a.trim(), b.trim());
        }
        // A field of the day stands four blanks in.
        if a.starts_with("    ") && !a[4..].starts_with([' ', '}', ']']) {
            under = a;
        }
    }
    "one has more".into()
}

/// When the clocks of Germany are an hour further, in these years.
static SUMMERS: LazyLock<[(DateTime<Utc>, DateTime<Utc>); 3]> = LazyLock::new(|| {
    [
        ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
        ("2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"),
        ("2028-03-26T01:00:00Z", "2028-10-29T01:00:00Z"),
    ]
    .map(|(from, to)| (from.parse().expect("a time"), to.parse().expect("a time")))
});

/// Date and minute of the day by German clocks, without the library the hub asks.
pub fn wall_time(at: DateTime<Utc>) -> (chrono::NaiveDate, u32) {
    let summer = SUMMERS.iter().any(|(from, to)| (*from..*to).contains(&at));
    let local = (at + TimeDelta::hours(if summer { 2 } else { 1 })).naive_utc();
    (local.date(), local.hour() * 60 + local.minute())
}
