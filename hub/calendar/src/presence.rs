//! Who is there on a day: the hours of the office, the clerk's own, and no leave. Bookings are not here.

use crate::bookings::{Booking, Bookings};
use crate::demand::Demand;
use crate::hours::Series;
use crate::local_day::LocalDay;
use crate::plan::{Closed, Plan, ResourceId, in_force};
use crate::supply::{WhyNone, is_for};
use crate::units::{DAY_UNITS_MAX, DayUnits};

/// A resource and when it is there.
pub(crate) type There<'a> = (&'a ResourceId, DayUnits);

/// For each need its candidates and when they are there.
pub(crate) fn candidates<'a>(
    plan: &'a Plan,
    bookings: &Bookings,
    demand: &Demand<'a>,
    day: &LocalDay,
) -> Result<Vec<Vec<There<'a>>>, WhyNone> {
    let mut candidates = Vec::new();
    for (place, need) in demand.needs.iter().enumerate() {
        let mut series = plan.series_on(need.pool, day.date).map_err(WhyNone::Closed)?;
        // Only the office itself has hours for some matters; its rooms and machines are there for all.
        if place == 0 {
            series.retain(|series| is_for(series, demand));
        }
        let open = open(plan, need.pool, &series, day);
        let there = |id: &&'a ResourceId| (*id, presence(plan, bookings, id, open, day));
        candidates.push(need.candidates.iter().map(there).collect());
    }
    Ok(candidates)
}

/// The hours of a pool, without those a closure takes away.
fn open(plan: &Plan, pool: &str, series: &[&Series], day: &LocalDay) -> DayUnits {
    let hours = series.iter().map(|series| day.between(series.opens, series.closes));
    let open = hours.fold(DayUnits::default(), DayUnits::or);
    let closed = plan.closures_on(pool, day.date).filter_map(|closure| closure.hours);
    closed.fold(open, |open, (from, until)| open.without(day.between(from, until)))
}

/// When a resource works, of the hours its pool has.
fn presence(plan: &Plan, bookings: &Bookings, id: &ResourceId, open: DayUnits, day: &LocalDay) -> DayUnits {
    let Some(resource) = plan.resources.get(id) else { return DayUnits::default() };
    let works = match &resource.hours {
        None => open,
        Some(hours) => {
            // Whether a holiday closes is the office's to say.
            let hours = in_force(hours, day.date, false);
            let own = hours.iter().map(|series| day.between(series.opens, series.closes));
            open.and(own.fold(DayUnits::default(), DayUnits::or))
        }
    };
    let away = bookings.absences_of(id).map(|absence| day.units(absence.from, absence.until));
    away.fold(works, DayUnits::without)
}

/// The same for a whole day of its pool, whatever the visit.
pub(crate) fn working(plan: &Plan, bookings: &Bookings, id: &ResourceId, day: &LocalDay) -> DayUnits {
    let Some(resource) = plan.resources.get(id) else { return DayUnits::default() };
    let Ok(series) = plan.series_on(&resource.pool, day.date) else { return DayUnits::default() };
    presence(plan, bookings, id, open(plan, &resource.pool, &series, day), day)
}

/// When a plan would have a resource there for a visit, leave not counted. `is_office` is whether it is the
/// seat of the office itself, which may have hours for some matters alone.
pub(crate) fn by_the_hours(
    plan: &Plan,
    id: &ResourceId,
    visit: &Booking,
    is_office: bool,
    day: &LocalDay,
) -> Result<DayUnits, Closed> {
    let Some(resource) = plan.resources.get(id) else { return Ok(DayUnits::default()) };
    let mut series = plan.series_on(&resource.pool, day.date)?;
    series.retain(|series| !is_office || series.takes(&visit.matters, visit.form));
    Ok(presence(plan, &Bookings::default(), id, open(plan, &resource.pool, &series, day), day))
}

/// How many resources of a pool are there in each unit.
pub(crate) fn present(
    plan: &Plan,
    bookings: &Bookings,
    pool: &str,
    series: &[&Series],
    day: &LocalDay,
) -> Vec<u16> {
    let open = open(plan, pool, series, day);
    let mut count = vec![0; DAY_UNITS_MAX];
    for (id, _) in plan.resources.iter().filter(|(_, resource)| resource.pool == pool) {
        presence(plan, bookings, id, open, day).iter().for_each(|unit| count[unit] += 1);
    }
    count
}
