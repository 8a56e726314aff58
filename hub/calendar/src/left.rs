//! How many more visits of one kind there may be, whoever would serve them: what hours keep for walk-ins,
//! urgent matters and the staff, how many of a form there may be at once, and how full the house is.

use chrono::{DateTime, TimeDelta, Utc};

use crate::bookings::{Booking, Bookings};
use crate::demand::{Demand, people};
use crate::hours::Series;
use crate::local_day::LocalDay;
use crate::plan::{Plan, PoolId};
use crate::presence::present;
use crate::units::DAY_UNITS_MAX;
use crate::wish::Form;

#[derive(Debug)]
pub(crate) struct Left {
    day: LocalDay,
    /// In each unit, for visits that begin while seats are kept for urgent matters.
    ordinary: Vec<u16>,
    /// The same for visits that begin so soon that those seats are free for all.
    freed: Vec<u16>,
    freed_until: Option<DateTime<Utc>>,
}

impl Left {
    pub fn unlimited(day: LocalDay) -> Left {
        let all = vec![u16::MAX; DAY_UNITS_MAX];
        Left { day, ordinary: all.clone(), freed: all, freed_until: None }
    }

    /// `booked` are the bookings of the day.
    pub fn on(
        plan: &Plan,
        bookings: &Bookings,
        demand: &Demand,
        day: LocalDay,
        booked: &[&Booking],
        now: DateTime<Utc>,
    ) -> Left {
        let mut left = Left::unlimited(day);
        let freed = plan.pools[demand.home()].urgent_freed_minutes;
        left.freed_until = freed.map(|minutes| now + TimeDelta::minutes(minutes.into()));
        let wish = demand.wish;
        let mut pools: Vec<&PoolId> = demand.needs.iter().map(|need| need.pool).collect();
        pools.sort();
        pools.dedup();
        for pool in pools {
            let with_it = |booking: &&&Booking| booking.seats.iter().any(|seat| seat.pool == *pool);
            let booked: Vec<&Booking> = booked.iter().filter(with_it).copied().collect();
            if let Ok(series) = plan.series_on(pool, day.date) {
                if wish.channel.is_public() {
                    left.keep_for_the_staff(&series, &booked);
                }
                if series.iter().any(|series| series.walk_ins > 0 || series.urgent > 0) {
                    let present = present(plan, bookings, pool, &series, &day);
                    left.keep_seats(&series, &booked, demand, pool, &present);
                }
            }
            if let Some(at_once) = plan.pools[pool].at_once.get(&wish.form) {
                let same_form = booked.iter().filter(|booking| booking.form == wish.form);
                let running = left.tally(same_form.map(|booking| (*booking, 1)));
                left.allow(|unit, _| at_once.saturating_sub(running[unit]));
            }
        }
        if let (Some(people_max), Form::InPerson) = (plan.people_max, wish.form) {
            let inside = booked.iter().filter(|booking| booking.form == Form::InPerson);
            let inside = left.tally(inside.map(|booking| (*booking, people(&booking.matters))));
            left.allow(|unit, _| people_max.saturating_sub(inside[unit]) / wish.people().max(1));
        }
        left
    }

    /// How many visits may begin at `start` that take so many units.
    pub fn of(&self, start: usize, units: usize) -> u16 {
        let is_freed = self.freed_until.is_some_and(|until| self.day.start_of(start) <= until);
        let left = if is_freed { &self.freed } else { &self.ordinary };
        left[start..(start + units).min(DAY_UNITS_MAX)].iter().min().copied().unwrap_or(0)
    }

    /// The public has so many visits at a time, whoever booked the others.
    fn keep_for_the_staff(&mut self, series: &[&Series], booked: &[&Booking]) {
        let mut limited = series.iter().filter_map(|series| Some((series, series.public?))).peekable();
        // A day has thousands of bookings, and most towns keep nothing for the staff.
        if limited.peek().is_none() {
            return;
        }
        let public = booked.iter().filter(|booking| booking.channel.is_public());
        let running = self.tally(public.map(|booking| (*booking, 1)));
        for (series, public) in limited {
            let hours = self.day.between(series.opens, series.closes);
            let left = |unit: usize| public.saturating_sub(running[unit]);
            self.allow(|unit, _| if hours.contains(unit) { left(unit) } else { u16::MAX });
        }
    }

    /// Urgent visits have the seats kept for them first, and then any.
    fn keep_seats(
        &mut self,
        series: &[&Series],
        booked: &[&Booking],
        demand: &Demand,
        pool: &PoolId,
        present: &[u16],
    ) {
        let seats = |booking: &Booking| booking.seats.iter().filter(|seat| seat.pool == *pool).count() as u16;
        let held = |urgent: bool| {
            let bookings = booked.iter().filter(move |booking| booking.urgent == urgent);
            self.tally(bookings.map(|booking| (*booking, seats(booking))))
        };
        let (urgent, ordinary) = (held(true), held(false));
        let seats_of_one = demand.needs.iter().filter(|need| need.pool == pool).count() as u16;
        // Hours that keep nothing have no limit: who is on leave may still have a booking then.
        for series in series.iter().filter(|series| series.walk_ins > 0 || series.urgent > 0) {
            let hours = self.day.between(series.opens, series.closes);
            let left = |unit: usize, is_freed: bool| {
                let kept = if is_freed || demand.wish.urgent { 0 } else { series.urgent };
                let urgent = urgent[unit].max(kept);
                let spoken_for = series.walk_ins.saturating_add(ordinary[unit]).saturating_add(urgent);
                present[unit].saturating_sub(spoken_for) / seats_of_one
            };
            self.allow(|unit, freed| if hours.contains(unit) { left(unit, freed) } else { u16::MAX });
        }
    }

    /// No more than this, for each unit and for visits that begin when urgent seats are freed or before.
    fn allow(&mut self, left: impl Fn(usize, bool) -> u16) {
        for (known, is_freed) in [(&mut self.ordinary, false), (&mut self.freed, true)] {
            for (unit, known) in known.iter_mut().enumerate() {
                *known = (*known).min(left(unit, is_freed));
            }
        }
    }

    /// The sum of what counts for each booking, in each unit.
    fn tally<'b>(&self, booked: impl Iterator<Item = (&'b Booking, u16)>) -> Vec<u16> {
        let mut sums = vec![0u16; DAY_UNITS_MAX];
        for (booking, counts) in booked {
            for unit in self.day.units(booking.starts_at, booking.ends_at).iter() {
                sums[unit] = sums[unit].saturating_add(counts);
            }
        }
        sums
    }
}
