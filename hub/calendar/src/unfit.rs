//! What another plan would have no place for: bookings that were agreed under the one before.
//!
//! Only told here, before anybody saves that plan. Bookings stay as they were agreed; the staff move them
//! by hand, or leave them be. Who is on leave is not asked: that is the business of `substitution`.

use chrono::{DateTime, Utc};

use crate::bookings::{Booking, Bookings, State};
use crate::local_day::LocalDay;
use crate::plan::{Closed, Plan, ResourceId, ServiceId};
use crate::presence::by_the_hours;

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
}

/// The bookings that begin from `now` on and have no place in `plan`, by their time.
pub fn unfit<'a>(plan: &Plan, bookings: &'a Bookings, now: DateTime<Utc>) -> Vec<(&'a Booking, Unfit)> {
    let is_agreed = |booking: &&Booking| {
        let waits = !matches!(booking.state, State::CheckedIn);
        booking.state.is_seated() && waits && booking.starts_at >= now && !has_lapsed(booking, now)
    };
    let agreed = bookings.bookings().filter(is_agreed);
    let mut found: Vec<_> = agreed.filter_map(|booking| Some((booking, why(plan, booking)?))).collect();
    found.sort_by_key(|(booking, _)| (booking.starts_at, booking.id));
    found
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
