//! A second book of one site's bookings, kept from what is announced: who has which seat until when.
//!
//! Written down otherwise than in the calendar: a list of seats and units is all there is.

use std::collections::BTreeMap;

use calendar::bookings::{AbsenceId, Seat};
use calendar::{Event, State};
use chrono::{DateTime, NaiveDate, Utc};
use hub::desk::SiteState;

use super::story::Invariant;
use super::tickets::Finding;
use super::watched::wall_time;

/// A clerk and five minutes.
pub type Claim = (String, i64);

#[derive(Default)]
pub struct Claims {
    booked: BTreeMap<u64, Booked>,
    absences: BTreeMap<u64, (String, DateTime<Utc>, DateTime<Utc>)>,
    /// So long past that nobody need remember them.
    forgotten: Vec<u64>,
    /// The times of those who cancelled, moved or did not come.
    given_up: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

struct Booked {
    state: State,
    claims: Vec<Claim>,
    service: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    missed_at: Option<DateTime<Utc>>,
}

impl Booked {
    fn is_seated(&self) -> bool {
        !matches!(self.state, State::Cancelled | State::Lapsed | State::Missed)
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        match self.state {
            State::Held { until } | State::Unverified { until } => Some(until),
            _ => None,
        }
    }
}

impl Claims {
    pub fn contains_key(&self, booking: &u64) -> bool {
        self.booked.contains_key(booking)
    }

    pub fn known(&self) -> impl Iterator<Item = &u64> {
        self.booked.keys()
    }

    pub fn forgotten(&self) -> &[u64] {
        &self.forgotten
    }

    /// Service and time of those who are still to come that day, by time.
    pub fn confirmed_on(&self, date: NaiveDate) -> Vec<(String, DateTime<Utc>)> {
        let of_the_day =
            |booked: &&Booked| booked.state == State::Confirmed && wall_time(booked.starts_at).0 == date;
        let mut found: Vec<&Booked> = self.booked.values().filter(of_the_day).collect();
        found.sort_by_key(|booked| booked.starts_at);
        found.into_iter().map(|booked| (booked.service.clone(), booked.starts_at)).collect()
    }

    /// Whether this booking is of a time that somebody else gave up.
    pub fn is_of_a_freed_time(&self, booking: u64, at: DateTime<Utc>) -> bool {
        let is_then = self.booked.get(&booking).is_some_and(|booked| booked.starts_at == at);
        is_then && self.given_up.iter().any(|(from, until)| (*from..*until).contains(&at))
    }

    /// Every seat that is somebody's, as the table has it.
    pub fn rows(&self) -> Vec<(String, i64, u64)> {
        let seated = self.booked.iter().filter(|(_, booked)| booked.is_seated());
        let rows = seated.flat_map(|(id, booked)| {
            booked.claims.iter().map(|(resource, unit)| (resource.clone(), *unit, *id))
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort();
        rows
    }

    /// Nothing is kept for anybody longer than was said, once the hub has looked at the clock.
    pub fn none_is_overdue(&self, now: DateTime<Utc>) -> Finding {
        match self.booked.iter().find(|(_, booked)| booked.until().is_some_and(|until| until <= now)) {
            Some((id, booked)) => {
                Err((Invariant::Seats, format!("booking {id} is {:?} still at {now}", booked.state)))
            }
            None => Ok(()),
        }
    }

    pub fn sees(&mut self, event: &Event, at: DateTime<Utc>) -> Finding {
        let wrong = || Err((Invariant::Seats, format!("{event:?}")));
        if let Event::Cancelled { booking } | Event::Missed { booking } | Event::Rebooked { booking, .. } =
            event
            && let Some(left) = self.booked.get(&booking.0)
        {
            self.given_up.push((left.starts_at, left.ends_at));
        }
        match event {
            Event::Claimed { booking, matters, starts_at, ends_at, seats, until, .. } => {
                let claims = claims(seats, *starts_at, *ends_at);
                let is_known = self.booked.contains_key(&booking.0) || self.forgotten.contains(&booking.0);
                let may = !is_known && self.may_claim(&claims, None) && self.is_there(&claims);
                let state = until.map_or(State::Confirmed, |until| State::Held { until });
                let (service, starts_at, ends_at) = (matters[0].service.clone(), *starts_at, *ends_at);
                self.booked.insert(
                    booking.0,
                    Booked { state, claims, service, starts_at, ends_at, missed_at: None },
                );
                if may { Ok(()) } else { wrong() }
            }
            Event::Rebooked { booking, starts_at, ends_at, seats } => {
                let claims = claims(seats, *starts_at, *ends_at);
                let may = self.may_claim(&claims, Some(booking.0)) && self.is_there(&claims);
                let Some(booked) = self.booked.get_mut(&booking.0) else { return wrong() };
                (booked.starts_at, booked.ends_at, booked.claims) = (*starts_at, *ends_at, claims);
                if may && booked.state == State::Confirmed { Ok(()) } else { wrong() }
            }
            Event::Moved { booking, from, to } => {
                let Some(booked) = self.booked.get_mut(&booking.0) else { return wrong() };
                booked.claims.iter_mut().filter(|claim| claim.0 == *from).for_each(|claim| {
                    claim.0.clone_from(&to.resource);
                });
                let claims = booked.claims.clone();
                let may = self.may_claim(&claims, Some(booking.0)) && self.is_there(&claims);
                if may { Ok(()) } else { wrong() }
            }
            Event::Absent { absence, resource, from, until } => {
                self.absences.insert(absence.0, (resource.clone(), *from, *until));
                Ok(())
            }
            Event::Returned { absence } => self.absences.remove(&absence.0).map_or_else(wrong, |_| Ok(())),
            Event::PastForgotten { before } => {
                let past = self.booked.extract_if(.., |_, booked| booked.ends_at <= *before);
                self.forgotten.extend(past.map(|(booking, _)| booking));
                self.absences.retain(|_, (_, _, until)| *until > *before);
                let kept_from = before.timestamp().div_euclid(300);
                // Of what began before, the part that is over is nobody's.
                let booked = self.booked.values_mut();
                booked.for_each(|booked| booked.claims.retain(|(_, unit)| *unit >= kept_from));
                Ok(())
            }
            _ => self.turns(event, at).map_or_else(wrong, |()| Ok(())),
        }
    }

    /// Another state, if it may follow the one before.
    fn turns(&mut self, event: &Event, at: DateTime<Utc>) -> Option<()> {
        let id = event.booking()?.0;
        // Who is waited for again has the seats again, if nobody else has.
        let is_free = self.may_claim(&self.booked.get(&id)?.claims, Some(id));
        let booked = self.booked.get_mut(&id)?;
        let is_kept = booked.until().is_some_and(|until| at < until);
        let (may, state) = match event {
            Event::Submitted { until, .. } => {
                (is_kept && matches!(booked.state, State::Held { .. }), State::Unverified { until: *until })
            }
            Event::Confirmed { .. } => (is_kept, State::Confirmed),
            Event::Lapsed { .. } => (booked.until().is_some_and(|until| until <= at), State::Lapsed),
            Event::Cancelled { .. } => (is_kept || booked.state == State::Confirmed, State::Cancelled),
            Event::CheckedIn { .. } => {
                (matches!(booked.state, State::Confirmed | State::Missed), State::CheckedIn)
            }
            Event::Missed { .. } => {
                booked.missed_at = Some(at);
                (booked.state == State::Confirmed, State::Missed)
            }
            Event::AskedAgain { .. } => (is_kept || booked.state == State::Confirmed, booked.state),
            Event::Awaited { .. } => (booked.state == State::Missed && is_free, State::Confirmed),
            _ => return None,
        };
        if booked.state == State::Missed && state == State::CheckedIn {
            // Who comes after all has no seat any more.
            booked.claims.clear();
        }
        booked.state = state;
        may.then_some(())
    }

    /// The day goes on that a wrong clock had closed: nobody whom that end made miss a time is left out,
    /// unless somebody else has the seats by now.
    pub fn all_are_awaited_again(&self, date: NaiveDate, closed_at: DateTime<Utc>) -> Finding {
        let left_out = |(id, booked): &(&u64, &Booked)| {
            booked.state == State::Missed
                && booked.missed_at == Some(closed_at)
                && wall_time(booked.starts_at).0 == date
                && !booked.claims.is_empty()
                && self.may_claim(&booked.claims, Some(**id))
        };
        match self.booked.iter().find(left_out) {
            Some((id, _)) => Err((Invariant::Seats, format!("{date} goes on, and booking {id} is missed"))),
            None => Ok(()),
        }
    }

    fn may_claim(&self, claims: &[Claim], own: Option<u64>) -> bool {
        let others = self.booked.iter().filter(|(id, booked)| Some(**id) != own && booked.is_seated());
        let is_taken = |claim: &Claim| claims.contains(claim);
        !others.flat_map(|(_, booked)| &booked.claims).any(is_taken)
    }

    fn is_there(&self, claims: &[Claim]) -> bool {
        let begins = |unit: i64| DateTime::from_timestamp(unit * 300, 0).expect("a time of ours");
        claims.iter().all(|(resource, unit)| {
            let (begins, ends) = (begins(*unit), begins(unit + 1));
            let mut absences = self.absences.values();
            !absences.any(|(of, from, until)| of == resource && *from < ends && begins < *until)
        })
    }

    /// The hub knows the same bookings in the same states, and the same absences.
    pub fn compares(&self, state: &SiteState) -> Finding {
        let replay = |what: String| Err((Invariant::Replay, what));
        let bookings = state.bookings().bookings().map(|booking| (booking.id.0, booking.state));
        if !bookings.eq(self.booked.iter().map(|(id, booked)| (*id, booked.state))) {
            return replay("the bookings are others than those announced".into());
        }
        let knows = |id: &u64| state.bookings().absence(AbsenceId(*id)).is_some();
        match self.absences.keys().all(knows) {
            true => Ok(()),
            false => replay("an absence that was announced is not known".into()),
        }
    }
}

fn claims(seats: &[Seat], starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Vec<Claim> {
    let units = starts_at.timestamp() / 300..(ends_at.timestamp() + 299) / 300;
    units.flat_map(|unit| seats.iter().map(move |seat| (seat.resource.clone(), unit))).collect()
}
