//! What another plan would have no place for: bookings that were agreed under the one before.
//!
//! Only told here, before anybody saves that plan. Bookings stay as they were agreed; the staff move them
//! by hand, or leave them be. Who is on leave is not asked: that is the business of `substitution`.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::bookings::{Booking, Bookings, State};
use crate::demand::people;
use crate::local_day::LocalDay;
use crate::plan::{Closed, Plan, PoolId, ResourceId, ServiceId};
use crate::presence::by_the_hours;
use crate::units::{Unit, units};
use crate::wish::Form;

/// Why a booking has no place in a plan; the weightiest reason of all there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// Nobody could check it in.
    ServiceGone(ServiceId),
    /// The service is no longer offered in this form.
    FormGone,
    ResourceGone(ResourceId),
    /// It is in another pool by now, or cannot do this any more.
    Unable(ResourceId),
    Closed(Closed),
    /// The office, or this resource, is not there for all of the visit.
    OutsideHours(ResourceId),
    /// This pool has more visits of the booking's form at a time than it may.
    TooManyAtOnce(PoolId),
    /// More people are in the house than may be.
    HouseFull,
}

/// The bookings that begin from `now` on and have no place in `plan`, by their time. Where there are too many
/// at once, those have none that were booked last.
pub fn unfit<'a>(plan: &Plan, bookings: &'a Bookings, now: DateTime<Utc>) -> Vec<(&'a Booking, Unfit)> {
    let comes =
        |booking: &&Booking| booking.state.is_seated() && booking.ends_at > now && !has_lapsed(booking, now);
    let is_asked = |booking: &Booking| booking.state != State::CheckedIn && booking.starts_at >= now;
    // Who is there already stays; then whoever booked first has the place.
    let mut coming: Vec<&Booking> = bookings.bookings().filter(comes).collect();
    coming.sort_by_key(|booking| (is_asked(booking), booking.id));
    let (mut crowd, mut found) = (Crowd::default(), Vec::new());
    for booking in coming {
        match why(plan, booking).or_else(|| crowd.too_many(plan, booking)) {
            Some(why) if is_asked(booking) => found.push((booking, why)),
            _ => crowd.add(booking),
        }
    }
    found.sort_by_key(|(booking, _)| (booking.starts_at, booking.id));
    found
}

/// Who is there at once, of those who have a place.
#[derive(Debug, Default)]
struct Crowd {
    visits: HashMap<(PoolId, Form, Unit), u16>,
    people: HashMap<Unit, u16>,
}

impl Crowd {
    /// As `left` counts it for a new booking.
    fn too_many(&self, plan: &Plan, booking: &Booking) -> Option<Unfit> {
        let visit = || units(booking.starts_at, booking.ends_at);
        for pool in pools_of(booking) {
            let at_once = plan.pools.get(pool).and_then(|of| of.at_once.get(&booking.form));
            let there = |unit| self.visits.get(&(pool.clone(), booking.form, unit)).copied().unwrap_or(0);
            if at_once.is_some_and(|at_once| visit().any(|unit| there(unit) >= *at_once)) {
                return Some(Unfit::TooManyAtOnce(pool.clone()));
            }
        }
        let inside = |unit: Unit| self.people.get(&unit).copied().unwrap_or(0);
        let with_them = |unit| inside(unit).saturating_add(people(&booking.matters));
        let is_full = |people_max: u16| visit().any(|unit| with_them(unit) > people_max);
        let in_person = booking.form == Form::InPerson;
        (in_person && plan.people_max.is_some_and(is_full)).then_some(Unfit::HouseFull)
    }

    fn add(&mut self, booking: &Booking) {
        for unit in units(booking.starts_at, booking.ends_at) {
            for pool in pools_of(booking) {
                *self.visits.entry((pool.clone(), booking.form, unit)).or_default() += 1;
            }
            if booking.form == Form::InPerson {
                let inside = self.people.entry(unit).or_default();
                *inside = inside.saturating_add(people(&booking.matters));
            }
        }
    }
}

/// Each of them once.
fn pools_of(booking: &Booking) -> BTreeSet<&PoolId> {
    booking.seats.iter().map(|seat| &seat.pool).collect()
}

fn has_lapsed(booking: &Booking, now: DateTime<Utc>) -> bool {
    matches!(booking.state, State::Held { until } | State::Unverified { until } if until <= now)
}

fn why(plan: &Plan, booking: &Booking) -> Option<Unfit> {
    for matter in &booking.matters {
        let Some(service) = plan.services.get(&matter.service) else {
            return Some(Unfit::ServiceGone(matter.service.clone()));
        };
        if !service.forms.contains(&booking.form) {
            return Some(Unfit::FormGone);
        }
    }
    for seat in &booking.seats {
        let Some(resource) = plan.resources.get(&seat.resource) else {
            return Some(Unfit::ResourceGone(seat.resource.clone()));
        };
        if resource.pool != seat.pool || !is_able(plan, booking, &seat.resource) {
            return Some(Unfit::Unable(seat.resource.clone()));
        }
    }
    let day = LocalDay::of(LocalDay::date_at(booking.starts_at, plan.zone), plan.zone);
    let visit = day.units(booking.starts_at, booking.ends_at);
    for (place, seat) in booking.seats.iter().enumerate() {
        match by_the_hours(plan, &seat.resource, booking, place == 0, &day) {
            Err(closed) => return Some(Unfit::Closed(closed)),
            Ok(there) if !visit.without(there).is_empty() => {
                return Some(Unfit::OutsideHours(seat.resource.clone()));
            }
            Ok(_) => {}
        }
    }
    None
}

/// Whether some need of each matter could still be served by a resource of the booking. Where a service
/// asks two skills of one pool, which of its seats has which is not stored, so either will do.
fn is_able(plan: &Plan, booking: &Booking, id: &ResourceId) -> bool {
    let resource = &plan.resources[id];
    let is_fit = resource.forms.as_ref().is_none_or(|forms| forms.contains(&booking.form));
    is_fit
        && booking.matters.iter().all(|matter| {
            let of_pool = |need: &&crate::plan::Need| need.pool == resource.pool;
            let mut asked = plan.services[&matter.service].needs.iter().filter(of_pool).peekable();
            let has = |need: &crate::plan::Need| {
                need.skill.as_ref().is_none_or(|skill| resource.skills.contains(skill))
            };
            asked.peek().is_none() || asked.any(has)
        })
}
