//! What a command would do: the events it brings, or why not. Nothing changes here.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    ABSENCE_MAX, AbsenceId, Booking, BookingId, Bookings, Claim, Command, Event, Refusal, Seat, State,
};
use crate::demand::Demand;
use crate::free::{DAYS_MAX, is_near};
use crate::local_day::LocalDay;
use crate::plan::{Plan, ResourceId};
use crate::substitution;
use crate::supply::{Supply, WhyNone};
use crate::units::Unit;
use crate::wish::{Channel, Form, Whose, Wish};

impl Bookings {
    /// Decides what `command` would do at `now`, and changes nothing. What has lapsed by now is said
    /// first, so that its seats can be given to somebody else in the same breath.
    pub fn decide(&self, plan: &Plan, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let mut events = self.lapsed(now);
        let settled = self.settled(now);
        events.extend(settled.decide_settled(plan, command, now)?);
        Ok(events)
    }

    fn decide_settled(
        &self,
        plan: &Plan,
        command: &Command,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Claim { booking, wish, starts_at, claim } => {
                self.claim(plan, *booking, wish, *starts_at, *claim, now)
            }
            Command::Submit { booking } => self.submit(plan, *booking, now),
            Command::Confirm { booking } => match self.known(*booking)?.state {
                State::Held { .. } | State::Unverified { .. } => {
                    Ok(vec![Event::Confirmed { booking: *booking }])
                }
                State::Confirmed | State::CheckedIn => Ok(vec![]),
                ended => Err(refusal(ended)),
            },
            Command::Rebook { booking, starts_at, channel, whose } => {
                self.rebook(plan, *booking, *starts_at, *channel, whose, now)
            }
            Command::Release { booking } => match self.known(*booking)?.state {
                State::Held { .. } | State::Unverified { .. } | State::Confirmed => {
                    Ok(vec![Event::Cancelled { booking: *booking }])
                }
                State::Cancelled | State::Lapsed => Ok(vec![]),
                ended => Err(refusal(ended)),
            },
            Command::LetGo { booking } => match self.known(*booking)?.state {
                State::Held { .. } => Ok(vec![Event::Lapsed { booking: *booking }]),
                State::Lapsed => Ok(vec![]),
                _ => Err(Refusal::AnotherBooking),
            },
            Command::CheckIn { booking } => self.check_in(plan, *booking, now),
            Command::AskAgain { booking } => match self.known(*booking)?.state {
                State::Held { .. } | State::Unverified { .. } | State::Confirmed => {
                    // Once for each revision: the letter is the same, and nobody fills the journal by asking.
                    if self.is_told_again(*booking) {
                        return Ok(vec![]);
                    }
                    Ok(vec![Event::AskedAgain { booking: *booking }])
                }
                ended => Err(refusal(ended)),
            },
            Command::Miss { booking } => match self.known(*booking)?.state {
                State::Confirmed => Ok(vec![Event::Missed { booking: *booking }]),
                State::Missed => Ok(vec![]),
                ended => Err(refusal(ended)),
            },
            Command::MissLate { before } => Ok(self.miss_late(plan, *before)),
            Command::CloseDay { date } if !is_near(plan, *date, now) => {
                Err(Refusal::NothingThatDay(WhyNone::TooFar))
            }
            Command::CloseDay { date } => Ok(self.close_day(plan, *date)),
            Command::Move { booking, from, to } => self.hand_over(plan, *booking, from, to),
            Command::Absent { absence, resource, from, until } => {
                self.absent(plan, *absence, resource, (*from, *until), now)
            }
            Command::Return { absence } => match self.absence(*absence) {
                Some(_) => Ok(vec![Event::Returned { absence: *absence }]),
                None => Ok(vec![]),
            },
            Command::ResumeDay { date } if !is_near(plan, *date, now) => {
                Err(Refusal::NothingThatDay(WhyNone::TooFar))
            }
            Command::ResumeDay { date } => Ok(self.resume_day(plan, *date)),
            Command::Lapse => Ok(vec![]),
            Command::ForgetPast { before } => Ok(match self.has_ended(*before) {
                true => vec![Event::PastForgotten { before: *before }],
                false => vec![],
            }),
        }
    }

    fn claim(
        &self,
        plan: &Plan,
        id: BookingId,
        wish: &Wish,
        starts_at: DateTime<Utc>,
        claim: Claim,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        if let Some(known) = self.booking(id) {
            return match known.state {
                _ if !is_as_wished(known, wish) || known.starts_at != starts_at => {
                    Err(Refusal::AnotherBooking)
                }
                State::Held { .. } if matches!(claim, Claim::Confirm | Claim::Here) => {
                    Err(Refusal::AnotherBooking)
                }
                ended @ (State::Cancelled | State::Lapsed | State::Missed) => Err(refusal(ended)),
                _ => Ok(vec![]),
            };
        }
        let (ends_at, seats) = self.seats(plan, wish, starts_at, None, now)?;
        let until = match claim {
            Claim::Hold => Some(now + TimeDelta::minutes(plan.deadlines.hold_minutes.into())),
            Claim::Verify => Some(verified_by(plan, starts_at, now)),
            Claim::Confirm | Claim::Here => None,
        };
        let Wish { matters, form, channel, urgent, .. } = wish.clone();
        let claimed =
            Event::Claimed { booking: id, matters, form, channel, urgent, starts_at, ends_at, seats, until };
        let at_once = match claim {
            Claim::Verify => until.map(|until| Event::Submitted { booking: id, until }),
            Claim::Here => Some(Event::CheckedIn { booking: id }),
            Claim::Hold | Claim::Confirm => None,
        };
        Ok([Some(claimed), at_once].into_iter().flatten().collect())
    }

    /// The seats a wish would take at a time, and its end.
    fn seats(
        &self,
        plan: &Plan,
        wish: &Wish,
        starts_at: DateTime<Utc>,
        except: Option<BookingId>,
        now: DateTime<Utc>,
    ) -> Result<(DateTime<Utc>, Vec<Seat>), Refusal> {
        let demand = Demand::of(plan, wish)?;
        // Asked before anything is computed from it: years far from ours have no local time.
        let is_of_our_years = (starts_at - now).num_days().abs() <= i64::from(DAYS_MAX);
        let date = if is_of_our_years { LocalDay::date_at(starts_at, plan.zone) } else { NaiveDate::MIN };
        if !is_near(plan, date, now) {
            return Err(Refusal::NothingThatDay(WhyNone::TooFar));
        }
        let supply = Supply::on(plan, self, &demand, date, except, now).map_err(Refusal::NothingThatDay)?;
        let start = supply.unit_starting(starts_at).filter(|unit| supply.grid.contains(*unit));
        let start = start.ok_or(Refusal::NotASlot)?;
        if !supply.starts.contains(start) {
            return Err(if starts_at < now { Refusal::Past } else { Refusal::TooLate });
        }
        let seats = supply.seats(start).ok_or(Refusal::Taken)?;
        let seats = demand.needs.iter().zip(seats);
        let seats = seats.map(|(need, id)| Seat { pool: need.pool.clone(), resource: id.clone() }).collect();
        let ends_at = starts_at + TimeDelta::minutes(demand.units as i64 * Unit::MINUTES);
        Ok((ends_at, seats))
    }

    fn submit(&self, plan: &Plan, id: BookingId, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let booking = self.known(id)?;
        match booking.state {
            State::Held { .. } => {
                let until = verified_by(plan, booking.starts_at, now);
                Ok(vec![Event::Submitted { booking: id, until }])
            }
            State::Unverified { .. } | State::Confirmed | State::CheckedIn => Ok(vec![]),
            ended => Err(refusal(ended)),
        }
    }

    fn rebook(
        &self,
        plan: &Plan,
        id: BookingId,
        starts_at: DateTime<Utc>,
        channel: Channel,
        whose: &Whose,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        let booking = self.known(id)?;
        match booking.state {
            State::Confirmed => {}
            State::Held { .. } | State::Unverified { .. } => return Err(Refusal::Unconfirmed),
            ended => return Err(refusal(ended)),
        }
        if booking.starts_at == starts_at {
            return Ok(vec![]);
        }
        let wish = booking.wish(channel, whose.clone());
        let (ends_at, seats) = self.seats(plan, &wish, starts_at, Some(id), now)?;
        Ok(vec![Event::Rebooked { booking: id, starts_at, ends_at, seats }])
    }

    /// Who comes on the right day is welcome, even after having been missed.
    fn check_in(&self, plan: &Plan, id: BookingId, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        let booking = self.known(id)?;
        match booking.state {
            State::CheckedIn => return Ok(vec![]),
            State::Confirmed | State::Missed => {}
            State::Held { .. } | State::Unverified { .. } => return Err(Refusal::Unconfirmed),
            ended => return Err(refusal(ended)),
        }
        let date = |at| LocalDay::date_at(at, plan.zone);
        if date(booking.starts_at) != date(now) {
            return Err(Refusal::AnotherDay);
        }
        Ok(vec![Event::CheckedIn { booking: id }])
    }

    fn close_day(&self, plan: &Plan, date: NaiveDate) -> Vec<Event> {
        self.to_come(plan, date).map(|booking| Event::Missed { booking: booking.id }).collect()
    }

    fn miss_late(&self, plan: &Plan, before: DateTime<Utc>) -> Vec<Event> {
        let to_come = self.to_come(plan, LocalDay::date_at(before, plan.zone));
        let late = to_come.filter(|booking| booking.starts_at < before);
        late.map(|booking| Event::Missed { booking: booking.id }).collect()
    }

    /// Of two who had the same seat, one after the other had been missed, the newer one has it.
    fn resume_day(&self, plan: &Plan, date: NaiveDate) -> Vec<Event> {
        let day = LocalDay::of(date, plan.zone);
        let is_of_the_day = |booking: &&Booking| {
            let runs = booking.starts_at < day.ends_at() && day.starts_at() < booking.ends_at;
            runs && booking.state == State::Missed && booking.form == Form::InPerson
        };
        let missed: Vec<&Booking> = self.bookings().filter(is_of_the_day).collect();
        let (mut after, mut events) = (self.clone(), Vec::new());
        for booking in missed.into_iter().rev().filter(|booking| !booking.seats.is_empty()) {
            if !after.has_seats_of(booking) {
                events.push(Event::Awaited { booking: booking.id });
                after.apply(&Event::Awaited { booking: booking.id });
            }
        }
        events.reverse();
        events
    }

    /// Whether others have a seat of it by now.
    fn has_seats_of(&self, booking: &Booking) -> bool {
        let mut others = self.running(booking.starts_at, booking.ends_at);
        others.any(|other| {
            other.seats.iter().any(|seat| booking.seats.iter().any(|own| own.resource == seat.resource))
        })
    }

    /// Visits of a day whose people come to the house, and have not yet. Whom a clerk calls does not fail
    /// to come.
    fn to_come(&self, plan: &Plan, date: NaiveDate) -> impl Iterator<Item = &Booking> {
        let day = LocalDay::of(date, plan.zone);
        let of_the_day = self.running(day.starts_at(), day.ends_at());
        of_the_day.filter(|booking| booking.state == State::Confirmed && booking.form == Form::InPerson)
    }

    fn hand_over(
        &self,
        plan: &Plan,
        id: BookingId,
        from: &ResourceId,
        to: &ResourceId,
    ) -> Result<Vec<Event>, Refusal> {
        let booking = self.known(id)?;
        if !booking.state.is_seated() {
            return Err(refusal(booking.state));
        }
        let resource = plan.resources.get(to).ok_or(Refusal::UnknownResource)?;
        let has = |resource: &ResourceId| booking.seats.iter().any(|seat| seat.resource == *resource);
        match (has(from), has(to)) {
            (true, false) => {}
            (false, true) => return Ok(vec![]),
            _ => return Err(Refusal::NotWithThat),
        }
        if !substitution::can_serve(plan, booking, from, to) {
            return Err(Refusal::Unable);
        }
        if !substitution::is_free(plan, self, to, booking) {
            return Err(Refusal::Taken);
        }
        let to = Seat { pool: resource.pool.clone(), resource: to.clone() };
        Ok(vec![Event::Moved { booking: id, from: from.clone(), to }])
    }

    fn absent(
        &self,
        plan: &Plan,
        id: AbsenceId,
        resource: &ResourceId,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Refusal> {
        if !plan.resources.contains_key(resource) {
            return Err(Refusal::UnknownResource);
        }
        if until <= from {
            return Err(Refusal::EndsBeforeItBegins);
        }
        if [from, until].iter().any(|at| (*at - now).abs() > ABSENCE_MAX) {
            return Err(Refusal::AbsenceTooFar);
        }
        let told = super::Absence { resource: resource.clone(), from, until };
        if self.absence(id) == Some(&told) {
            return Ok(vec![]);
        }
        // The same absence told anew is longer or shorter than was thought.
        Ok(vec![Event::Absent { absence: id, resource: resource.clone(), from, until }])
    }

    fn known(&self, id: BookingId) -> Result<&Booking, Refusal> {
        self.booking(id).ok_or(Refusal::UnknownBooking)
    }
}

fn is_as_wished(booking: &Booking, wish: &Wish) -> bool {
    booking.matters == wish.matters && booking.form == wish.form && booking.urgent == wish.urgent
}

/// Why a booking that is this far goes no further.
/// Whoever has not answered the letter when it begins has no use for it.
fn verified_by(plan: &Plan, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + TimeDelta::minutes(plan.deadlines.verify_minutes.into())).min(starts_at)
}

fn refusal(state: State) -> Refusal {
    match state {
        State::Held { .. } | State::Unverified { .. } => Refusal::Unconfirmed,
        State::Confirmed => unreachable!("a confirmed booking can be changed"),
        State::CheckedIn => Refusal::CheckedIn,
        State::Missed => Refusal::Missed,
        State::Cancelled => Refusal::Cancelled,
        State::Lapsed => Refusal::Lapsed,
    }
}
