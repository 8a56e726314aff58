//! What a day has left for one wish: where it may begin, and on which seats.
//!
//! `free` shows it and `decide` claims it, from this one place: what is shown as free can be claimed.
//! Bookings that are made keep their seats, and are not moved aside to make room: people have been told
//! whom they will see.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::bookings::{Booking, BookingId, Bookings};
use crate::demand::Demand;
use crate::hours::Series;
use crate::left::Left;
use crate::local_day::LocalDay;
use crate::plan::{Closed, Notice, Plan, Release, ResourceId};
use crate::presence::candidates;
use crate::seating;
use crate::units::DayUnits;

/// Why a day has nothing for a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNone {
    Closed(Closed),
    /// The day, or the last time of it, has passed.
    Past,
    /// The public books earlier than that.
    TooLate(Notice),
    /// The public books from then on.
    NotReleased {
        at: DateTime<Utc>,
    },
    /// Nobody plans so far ahead.
    TooFar,
    /// The day's hours are for other matters or other forms of visit.
    NotForThis,
    /// The day's hours are for walk-ins.
    WalkInsOnly,
    /// All who could do it are on leave, or do not work on that day.
    NobodyThere,
    /// The visit takes longer than anybody is there.
    TooLong,
    FullyBooked,
    /// What is left is kept: for walk-ins, urgent matters or the staff, or the house is full.
    KeptBack,
}

#[derive(Debug)]
pub(crate) struct Supply<'a> {
    day: LocalDay,
    /// Every time at which an appointment may begin by the hours.
    pub grid: DayUnits,
    /// Those of them that are not past nor too late.
    pub starts: DayUnits,
    units: usize,
    /// For each need its candidates, and where each could begin.
    candidates: Vec<Vec<(&'a ResourceId, DayUnits)>>,
    /// No resource is a candidate of two needs, so that needs can be counted apart.
    are_apart: bool,
    /// How many more there may be, whoever serves them.
    left: Left,
}

impl<'a> Supply<'a> {
    /// `except` is a booking that moves, and stands in nobody's way.
    pub fn on(
        plan: &'a Plan,
        bookings: &Bookings,
        demand: &Demand<'a>,
        date: NaiveDate,
        except: Option<BookingId>,
        now: DateTime<Utc>,
    ) -> Result<Supply<'a>, WhyNone> {
        let day = LocalDay::of(date, plan.zone);
        let (grid, starts) = starts(plan, demand, &day, now)?;
        let there = candidates(plan, bookings, demand, &day)?;
        let runs = |taken: &HashMap<&ResourceId, DayUnits>| -> Vec<Vec<(&'a ResourceId, DayUnits)>> {
            let run = |(id, units): &(&'a ResourceId, DayUnits)| {
                let free = units.without(taken.get(id).copied().unwrap_or_default());
                (*id, free.starts_of_runs(demand.units).and(starts))
            };
            there.iter().map(|need| need.iter().map(run).collect()).collect()
        };
        let are_apart = is_every_pool_once(demand);
        let nobody = HashMap::new();
        let left = Left::unlimited(day);
        let mut supply =
            Supply { day, grid, starts, units: demand.units, candidates: runs(&nobody), are_apart, left };
        if !supply.has_any() {
            let is_there =
                |need: &Vec<(&ResourceId, DayUnits)>| need.iter().any(|(_, units)| !units.is_empty());
            let all_there = there.iter().all(is_there);
            return Err(if all_there { WhyNone::TooLong } else { WhyNone::NobodyThere });
        }
        let booked: Vec<&Booking> =
            bookings.running(day.starts_at(), day.ends_at()).filter(|b| Some(b.id) != except).collect();
        supply.candidates = runs(&taken(&booked, &day));
        if !supply.has_any() {
            return Err(WhyNone::FullyBooked);
        }
        supply.left = Left::on(plan, bookings, demand, day, &booked, now);
        if !supply.has_any() {
            return Err(WhyNone::KeptBack);
        }
        Ok(supply)
    }

    /// The times that are free, and how many visits of this kind each has room for.
    pub fn slots(&self) -> impl Iterator<Item = (DateTime<Utc>, u16)> {
        let slot =
            |start| Some((self.day.start_of(start), self.count(start))).filter(|(_, count)| *count > 0);
        self.starts.iter().filter_map(slot)
    }

    pub fn unit_starting(&self, at: DateTime<Utc>) -> Option<usize> {
        self.day.unit_starting(at)
    }

    /// The seats a visit that begins there would take, in the order of its needs.
    pub fn seats(&self, start: usize) -> Option<Vec<&'a ResourceId>> {
        if self.count(start) == 0 {
            return None;
        }
        if self.are_apart {
            let first = |need: &Vec<(&'a ResourceId, DayUnits)>| {
                need.iter().find(|(_, runs)| runs.contains(start)).map(|(id, _)| *id)
            };
            return self.candidates.iter().map(first).collect();
        }
        let (ids, needs) = self.fit(start);
        // Any of the visits leaves room for all the others, so the one whose seats can do least goes first.
        let rank = |need: usize, seat: &usize| needs[need].iter().position(|resource| resource == seat);
        let visits = seating::most(&needs, usize::MAX);
        let best = visits.iter().min_by_key(|seats| {
            seats.iter().enumerate().map(|(need, seat)| rank(need, seat)).collect::<Vec<_>>()
        });
        Some(best?.iter().map(|resource| ids[*resource]).collect())
    }

    fn has_any(&self) -> bool {
        self.starts.iter().any(|start| self.count(start) > 0)
    }

    fn count(&self, start: usize) -> u16 {
        let allowed = self.left.of(start, self.units);
        if allowed == 0 {
            return 0;
        }
        let fitting = match self.are_apart {
            true => {
                let count =
                    |need: &Vec<(_, DayUnits)>| need.iter().filter(|(_, r)| r.contains(start)).count();
                self.candidates.iter().map(count).min().unwrap_or(0)
            }
            false => seating::most(&self.fit(start).1, allowed.into()).len(),
        };
        allowed.min(fitting.try_into().unwrap_or(u16::MAX))
    }

    /// The resources that could begin at `start`, numbered, for each need.
    fn fit(&self, start: usize) -> (Vec<&'a ResourceId>, Vec<Vec<usize>>) {
        let mut ids: Vec<&'a ResourceId> = Vec::new();
        let mut number = |id: &'a ResourceId| match ids.iter().position(|known| *known == id) {
            Some(number) => number,
            None => {
                ids.push(id);
                ids.len() - 1
            }
        };
        let fit = |need: &Vec<(&'a ResourceId, DayUnits)>| {
            need.iter().filter(|(_, runs)| runs.contains(start)).map(|(id, _)| number(id)).collect()
        };
        let needs = self.candidates.iter().map(fit).collect();
        (ids, needs)
    }
}

fn is_every_pool_once(demand: &Demand) -> bool {
    let mut pools: Vec<_> = demand.needs.iter().map(|need| need.pool).collect();
    pools.sort();
    pools.windows(2).all(|two| two[0] != two[1])
}

/// The times by the hours of the wish's office, and those that are not past nor too late.
fn starts(
    plan: &Plan,
    demand: &Demand,
    day: &LocalDay,
    now: DateTime<Utc>,
) -> Result<(DayUnits, DayUnits), WhyNone> {
    if day.ends_at() <= now {
        return Err(WhyNone::Past);
    }
    let series = plan.series_on(demand.home(), day.date).map_err(WhyNone::Closed)?;
    let series: Vec<&Series> = series.into_iter().filter(|series| is_for(series, demand)).collect();
    if series.is_empty() {
        return Err(WhyNone::NotForThis);
    }
    let mut grid = DayUnits::default();
    for unit in series.iter().flat_map(|series| series.steps()).filter_map(|time| day.unit_showing(time)) {
        grid.insert(unit);
    }
    if grid.is_empty() {
        return Err(WhyNone::WalkInsOnly);
    }
    let from = |earliest: DateTime<Utc>| {
        let mut starts = DayUnits::default();
        grid.iter().filter(|unit| day.start_of(*unit) >= earliest).for_each(|unit| starts.insert(unit));
        starts
    };
    let mut starts = from(now);
    if starts.is_empty() {
        return Err(WhyNone::Past);
    }
    let leads = demand.leads.iter().filter(|_| demand.wish.channel.is_public());
    for lead in leads {
        let released = released_at(lead.days_ahead, lead.release, &series, day, plan);
        if now < released {
            return Err(WhyNone::NotReleased { at: released });
        }
        let earliest = match lead.notice {
            Notice::Minutes(minutes) => now + TimeDelta::minutes(minutes.into()),
            Notice::Days(days) => {
                let date = LocalDay::date_at(now, plan.zone) + Days::new(days.into());
                LocalDay::of(date, plan.zone).starts_at()
            }
        };
        starts = starts.and(from(earliest));
        if starts.is_empty() {
            return Err(WhyNone::TooLate(lead.notice));
        }
    }
    Ok((grid, starts))
}

fn released_at(
    ahead: u16,
    release: Release,
    series: &[&Series],
    day: &LocalDay,
    plan: &Plan,
) -> DateTime<Utc> {
    let time = match release {
        Release::At(time) => time,
        Release::AtOpening => series.iter().map(|series| series.opens).min().unwrap_or_default(),
    };
    LocalDay::of(day.date - Days::new(ahead.into()), plan.zone).at(time)
}

pub(crate) fn is_for(series: &Series, demand: &Demand) -> bool {
    series.takes(&demand.wish.matters, demand.wish.form)
}

pub(crate) fn taken<'b>(booked: &[&'b Booking], day: &LocalDay) -> HashMap<&'b ResourceId, DayUnits> {
    let mut taken: HashMap<&ResourceId, DayUnits> = HashMap::new();
    for booking in booked {
        let units = day.units(booking.starts_at, booking.ends_at);
        for seat in &booking.seats {
            let known = taken.entry(&seat.resource).or_default();
            *known = known.or(units);
        }
    }
    taken
}
