//! One site as its announcements tell it, and how far the hub agrees.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use hub::config::Site;
use hub::desk::SiteState;
use oracle::{Oracle, rule};
use queue::{Day, Event, Reason, TicketId};

use super::story::Invariant;
use super::tickets::{Finding, Lives, Place};

/// What was announced of one site, and what it comes to.
pub struct Watched {
    pub config: Site,
    pub day: Day,
    pub oracle: Oracle,
    pub lives: Lives,
    pub bookings: BTreeMap<u64, (calendar::State, Vec<(calendar::Seat, i64)>)>,
    ticket_of: BTreeMap<calendar::BookingId, TicketId>,
    arriving: Option<calendar::BookingId>,
    pub sequence: u64,
}

impl Watched {
    pub fn of(site: &Site) -> Watched {
        Watched {
            config: site.clone(),
            day: Day::new(site.rules()),
            oracle: Oracle::default(),
            lives: Lives::default(),
            bookings: BTreeMap::new(),
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
                self.lives = Lives::default();
                self.ticket_of.clear();
                self.day_opens(*date, given, at, hours)
            }
            Event::DayClosed if closes_by_hand => self.lives.ends(),
            Event::DayClosed => self.lives.ends().and_then(|()| self.day_closes(at)),
            _ if !self.day.is_open() => Err((Invariant::Day, format!("{event:?} on no day"))),
            Event::Called { ticket, counter, reason } | Event::LookedAt { ticket, counter, reason, .. } => {
                self.is_next(*ticket, counter, *reason, at, except)
            }
            Event::Transferred { zone, .. } if self.day.is_zone_closed(*zone) => {
                Err((Invariant::Life, format!("zone {zone} is closed: {event:?}")))
            }
            _ => Ok(()),
        };
        self.day.apply(event, at);
        self.oracle.sees(&self.day, event);
        if let Event::Drawn { .. } = event
            && let Some(booking) = self.arriving.take()
        {
            self.ticket_of.insert(booking, TicketId(self.lives.tickets.len() as u32));
        }
        finding = finding.and(self.lives.happens(event, at, &self.day.rules().order));
        finding
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
        let is_new = !self.day.is_open() && self.day.date().is_none_or(|last| last < date);
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
        match last.is_some_and(|day| today > day || today == day && minute >= ends) {
            true => Ok(()),
            false => Err((Invariant::Day, format!("{last:?} closed at {at}"))),
        }
    }

    pub fn sees_booking(&mut self, event: &calendar::Event) -> Finding {
        match event {
            calendar::Event::Booked { booking, starts_at, ends_at, seat, .. } => {
                let units = calendar::units(*starts_at, *ends_at);
                let claims: Vec<_> = units.map(|unit| (seat.clone(), unit.0)).collect();
                let taken = self.bookings.values().any(|(state, seats)| {
                    *state != calendar::State::Cancelled && seats.iter().any(|seat| claims.contains(seat))
                });
                let booked = (calendar::State::Confirmed, claims);
                if self.bookings.insert(booking.0, booked).is_some() || taken {
                    return Err((Invariant::Seats, format!("{event:?}")));
                }
            }
            calendar::Event::BookingCancelled { booking } => {
                self.bookings.entry(booking.0).and_modify(|b| b.0 = calendar::State::Cancelled);
            }
            calendar::Event::BookingCheckedIn { booking } => {
                self.arriving = Some(*booking);
                self.bookings.entry(booking.0).and_modify(|b| b.0 = calendar::State::CheckedIn);
            }
        }
        Ok(())
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
        let bookings = state.calendar.bookings().map(|booking| (booking.id.0, booking.state));
        if !bookings.eq(self.bookings.iter().map(|(id, (state, _))| (*id, *state))) {
            return replay("the bookings are others than those announced".into());
        }
        let lost = |(booking, ticket): (&calendar::BookingId, &TicketId)| {
            (state.ticket_of_booking(*booking) != Some(*ticket)).then_some(booking.0)
        };
        match self.ticket_of.iter().find_map(lost) {
            Some(booking) => replay(format!("booking {booking} has lost its ticket")),
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
fn first_difference(one: &impl std::fmt::Debug, other: &impl std::fmt::Debug) -> String {
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
