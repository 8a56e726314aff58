//! The rules of free slots, told simply: unit by unit, booking by booking, and every way to seat visits.

use std::collections::BTreeSet;

use calendar::bookings::{Booking, Bookings, State};
use calendar::holidays::holiday_on;
use calendar::hours::Series;
use calendar::plan::{Notice, Plan, Release, Resource};
use calendar::wish::{Channel, Form, Remit, Wish};
use calendar::{Slot, Unit};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

const UNIT: TimeDelta = TimeDelta::minutes(Unit::MINUTES);

pub fn slots(
    plan: &Plan,
    bookings: &Bookings,
    wish: &Wish,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<Slot> {
    let Some(needs) = needs(plan, wish) else { return vec![] };
    let midnight = date.and_time(NaiveTime::MIN);
    let first = plan.zone.from_local_datetime(&midnight).earliest().expect("midnight is there");
    let moments = (0..320).map(|n| first.with_timezone(&Utc) + UNIT * n);
    let wall = moments.map(|at| (at, at.with_timezone(&plan.zone).naive_local())).collect();
    // What is booked on other days is in nobody's way.
    let (from, until) = (first.with_timezone(&Utc), first.with_timezone(&Utc) + UNIT * 320);
    let is_near = |booking: &&Booking| booking.starts_at < until && from < booking.ends_at;
    let booked = bookings.bookings().filter(is_near).collect();
    let day = Day { plan, bookings, booked, wish, date, now, needs, wall };
    let starts = day.wall.iter().map(|(at, _)| *at).filter(|at| day.may_begin(*at));
    starts.map(|starts_at| Slot { starts_at, count: day.count(starts_at) }).filter(|s| s.count > 0).collect()
}

struct Day<'a> {
    plan: &'a Plan,
    bookings: &'a Bookings,
    /// Those that may be on the day.
    booked: Vec<&'a Booking>,
    wish: &'a Wish,
    date: NaiveDate,
    now: DateTime<Utc>,
    needs: Vec<Seekers<'a>>,
    /// Every unit of the day, and some more, with what the wall shows.
    wall: Vec<(DateTime<Utc>, NaiveDateTime)>,
}

/// A need: its pool and who could fill it.
struct Seekers<'a> {
    pool: &'a str,
    able: Vec<&'a str>,
}

/// `None` if the wish cannot be had at all.
fn needs<'a>(plan: &'a Plan, wish: &Wish) -> Option<Vec<Seekers<'a>>> {
    let mut wanted: Vec<(&str, usize, BTreeSet<&str>)> = Vec::new();
    for matter in &wish.matters {
        let service = &plan.services[&matter.service];
        let is_staff = wish.channel == Channel::Staff;
        if !is_staff && (service.call_first || !service.channels.contains(&wish.channel)) {
            return None;
        }
        for (place, need) in service.needs.iter().enumerate() {
            if place > 0 && need.forms.as_ref().is_some_and(|forms| !forms.contains(&wish.form)) {
                continue;
            }
            let nth = service.needs[..place].iter().filter(|other| other.pool == need.pool).count();
            match wanted.iter_mut().find(|(pool, of, _)| *pool == need.pool && *of == nth) {
                Some((_, _, skills)) => skills.extend(need.skill.as_deref()),
                None => wanted.push((&need.pool, nth, need.skill.as_deref().into_iter().collect())),
            }
        }
    }
    let needs: Vec<Seekers> = wanted
        .iter()
        .map(|(pool, _, skills)| {
            let is_able = |(_, resource): &(&String, &Resource)| {
                let covers = match &resource.remit {
                    Remit::Names(_) => wish.whose.name.as_deref() == Some("Abel"),
                    _ => true,
                };
                resource.pool == **pool
                    && skills.iter().all(|skill| resource.skills.contains(*skill))
                    && resource.forms.as_ref().is_none_or(|forms| forms.contains(&wish.form))
                    && covers
            };
            Seekers { pool, able: plan.resources.iter().filter(is_able).map(|(id, _)| id.as_str()).collect() }
        })
        .collect();
    needs.iter().all(|need| !need.able.is_empty()).then_some(needs)
}

impl Day<'_> {
    /// Whether the hours, the leads and the clock allow a visit to begin then.
    fn may_begin(&self, at: DateTime<Utc>) -> bool {
        let wall = at.with_timezone(&self.plan.zone);
        let first = self.plan.zone.from_local_datetime(&wall.naive_local()).earliest();
        let is_second_time = first.is_some_and(|first| first < wall);
        let series = self.own_series();
        let is_step = series.iter().any(|series| {
            let since = (wall.time() - series.opens).num_minutes();
            let step = i64::from(series.step_minutes);
            step > 0 && wall.time() >= series.opens && wall.time() < series.closes && since % step == 0
        });
        let is_now_or_later = at >= self.now && wall.date_naive() == self.date;
        is_now_or_later && is_step && !is_second_time && self.leads_allow(at, &series)
    }

    fn leads_allow(&self, at: DateTime<Utc>, series: &[&Series]) -> bool {
        if !matches!(self.wish.channel, Channel::Online | Channel::Kiosk) {
            return true;
        }
        let today = self.now.with_timezone(&self.plan.zone).date_naive();
        self.wish.matters.iter().all(|matter| {
            let lead = self.plan.services[&matter.service].lead.unwrap_or(self.plan.pools["office"].lead);
            let opens = match lead.release {
                Release::At(time) => time,
                Release::AtOpening => series.iter().map(|series| series.opens).min().expect("it is a step"),
            };
            let release = self.date - Days::new(lead.days_ahead.into());
            // Compared on the wall; the moments of release are not in an odd hour here.
            let wall = self.now.with_timezone(&self.plan.zone).naive_local();
            let is_released = wall >= release.and_time(opens);
            let is_in_time = match lead.notice {
                Notice::Minutes(minutes) => at - self.now >= TimeDelta::minutes(minutes.into()),
                Notice::Days(days) => self.date >= today + Days::new(days.into()),
            };
            is_released && is_in_time
        })
    }

    fn count(&self, starts_at: DateTime<Utc>) -> u16 {
        let units: Vec<DateTime<Utc>> = (0..self.units()).map(|n| starts_at + UNIT * n as i32).collect();
        let fit: Vec<Vec<&str>> = self
            .needs
            .iter()
            .enumerate()
            .map(|(place, need)| {
                let is_fit = |id: &&str| {
                    units.iter().all(|unit| self.is_there(id, *unit, place == 0) && self.is_idle(id, *unit))
                };
                need.able.iter().copied().filter(is_fit).collect()
            })
            .collect();
        let kept = units.iter().map(|unit| self.left(*unit, starts_at)).min().expect("a visit has units");
        // Each visit takes somebody else for each need.
        let able = fit.iter().map(Vec::len).min().expect("a visit needs somebody");
        let all = fit.iter().flatten().collect::<BTreeSet<_>>().len() / fit.len();
        let most = kept.min(able.min(all) as u16);
        (0..=most).rev().find(|count| seats(&fit, *count)).expect("no visit always fits")
    }

    fn units(&self) -> u32 {
        let units = |minutes: u32| ((f64::from(minutes) / 5.0).round() as u32).max(1);
        let one = |matter: &calendar::wish::Matter| {
            let service = &self.plan.services[&matter.service];
            units(u32::from(service.minutes + (matter.persons - 1) * service.minutes_per_person))
        };
        self.wish.matters.iter().map(one).sum()
    }

    /// How many more visits the rules leave room for in a unit, whoever serves them.
    fn left(&self, unit: DateTime<Utc>, starts_at: DateTime<Utc>) -> u16 {
        let booked: Vec<&Booking> = self.booked(unit).collect();
        let mut left = self.plan.resources.len() as u16;
        let mut allow = |limit: u16, used: usize, each: usize| {
            left = left.min((usize::from(limit).saturating_sub(used) / each) as u16);
        };
        for pool in self.needs.iter().map(|need| need.pool).collect::<BTreeSet<_>>() {
            let here: Vec<&&Booking> =
                booked.iter().filter(|b| b.seats.iter().any(|seat| seat.pool == pool)).collect();
            let each = self.needs.iter().filter(|need| need.pool == pool).count();
            let seats = |urgent: bool| -> usize {
                let of = here.iter().filter(|booking| booking.urgent == urgent);
                of.flat_map(|booking| &booking.seats).filter(|seat| seat.pool == pool).count()
            };
            if let Some(limit) = self.plan.pools[pool].at_once.get(&self.wish.form) {
                allow(*limit, here.iter().filter(|booking| booking.form == self.wish.form).count(), 1);
            }
            for series in self.series(pool).into_iter().filter(|series| self.covers(series, unit)) {
                if let (Some(limit), Channel::Online | Channel::Kiosk) = (series.public, self.wish.channel) {
                    let public = |b: &&&&Booking| matches!(b.channel, Channel::Online | Channel::Kiosk);
                    allow(limit, here.iter().filter(public).count(), 1);
                }
                if series.walk_ins == 0 && series.urgent == 0 {
                    continue;
                }
                let ids = self.plan.resources.iter().filter(|(_, resource)| resource.pool == pool);
                let present = ids.filter(|(id, _)| self.is_there(id, unit, false)).count() as u16;
                let freed = self.plan.pools["office"].urgent_freed_minutes;
                let is_freed = freed.is_some_and(|f| starts_at - self.now <= TimeDelta::minutes(f.into()));
                let kept = if self.wish.urgent || is_freed { 0 } else { usize::from(series.urgent) };
                let used = usize::from(series.walk_ins) + seats(false) + seats(true).max(kept);
                allow(present, used, each);
            }
        }
        if let (Some(limit), Form::InPerson) = (self.plan.people_max, self.wish.form) {
            let people =
                |matters: &[calendar::wish::Matter]| matters.iter().map(|m| m.persons).max().unwrap_or(0);
            let inside = booked.iter().filter(|booking| booking.form == Form::InPerson);
            let inside: u16 = inside.map(|booking| people(&booking.matters)).sum();
            allow(limit, inside.into(), people(&self.wish.matters).into());
        }
        left
    }

    /// In the hours of its office, or of those for this wish alone, and its own; and not on leave.
    fn is_there(&self, id: &str, unit: DateTime<Utc>, for_the_wish: bool) -> bool {
        let resource = &self.plan.resources[id];
        let series = if for_the_wish { self.own_series() } else { self.series(&resource.pool) };
        let is_open = series.iter().any(|series| self.covers(series, unit));
        let is_closed = self.plan.closures.iter().any(|closure| {
            let is_here = closure.pools.as_ref().is_none_or(|pools| pools.contains(&resource.pool));
            let is_on = is_here && closure.from <= self.date && self.date <= closure.until;
            is_on && closure.hours.is_some_and(|(from, until)| self.is_between(from, until, unit))
        });
        let works = resource
            .hours
            .as_ref()
            .is_none_or(|hours| in_force(hours, self.date).iter().any(|series| self.covers(series, unit)));
        let mut away = self.bookings.absences_of(id);
        let is_away = away.any(|absence| absence.from < unit + UNIT && unit < absence.until);
        is_open && !is_closed && works && !is_away
    }

    fn is_idle(&self, id: &str, unit: DateTime<Utc>) -> bool {
        !self.booked(unit).any(|booking| booking.seats.iter().any(|seat| seat.resource == id))
    }

    fn booked(&self, unit: DateTime<Utc>) -> impl Iterator<Item = &Booking> {
        self.booked.iter().copied().filter(move |booking| {
            let is_seated = match booking.state {
                State::Held { until } | State::Unverified { until } => self.now < until,
                State::Cancelled | State::Lapsed | State::Missed => false,
                _ => true,
            };
            is_seated && booking.starts_at < unit + UNIT && unit < booking.ends_at
        })
    }

    fn own_series(&self) -> Vec<&Series> {
        let mut series = self.series("office");
        series.retain(|series| {
            let mut services = self.wish.matters.iter().map(|matter| &matter.service);
            series.services.as_ref().is_none_or(|of| services.all(|service| of.contains(service)))
                && series.forms.as_ref().is_none_or(|forms| forms.contains(&self.wish.form))
        });
        series
    }

    /// The hours of a pool on the day; none when it is closed.
    fn series(&self, pool: &str) -> Vec<&Series> {
        let is_closed = self.plan.closures.iter().any(|closure| {
            let is_here = closure.pools.as_ref().is_none_or(|pools| pools.contains(pool));
            is_here && closure.hours.is_none() && closure.from <= self.date && self.date <= closure.until
        });
        let is_holiday = self.plan.town.is_some_and(|town| holiday_on(town, self.date).is_some());
        let hours = &self.plan.pools[pool].hours;
        let kept = |series: &Series| {
            !is_closed && (!is_holiday || series.until == Some(series.from)) && series.is_on(self.date)
        };
        let instead = hours.iter().any(|series| series.instead && kept(series));
        let of_pool = self.plan.pools[pool].hours.iter();
        of_pool.filter(|series| kept(series) && (!instead || series.instead)).collect()
    }

    fn covers(&self, series: &Series, unit: DateTime<Utc>) -> bool {
        self.is_between(series.opens, series.closes, unit)
    }

    fn is_between(&self, from: NaiveTime, until: NaiveTime, unit: DateTime<Utc>) -> bool {
        self.moment(from) <= unit && unit < self.moment(until)
    }

    /// The first moment of the day at which the wall shows this or a later time.
    fn moment(&self, time: NaiveTime) -> DateTime<Utc> {
        let shown = self.date.and_time(time);
        self.wall.iter().find(|(_, wall)| *wall >= shown).expect("every time comes").0
    }
}

fn in_force(hours: &[Series], date: NaiveDate) -> Vec<&Series> {
    let on: Vec<&Series> = hours.iter().filter(|series| series.is_on(date)).collect();
    let instead = on.iter().any(|series| series.instead);
    on.into_iter().filter(|series| !instead || series.instead).collect()
}

/// Whether so many visits can be seated, by trying every way.
fn seats(fit: &[Vec<&str>], visits: u16) -> bool {
    fn rest(fit: &[Vec<&str>], open: &mut Vec<usize>, used: &mut Vec<String>) -> bool {
        let Some(need) = open.pop() else { return true };
        for id in &fit[need] {
            if used.iter().any(|other| other == id) {
                continue;
            }
            used.push(id.to_string());
            if rest(fit, open, used) {
                return true;
            }
            used.pop();
        }
        open.push(need);
        false
    }
    let mut open: Vec<usize> = (0..visits).flat_map(|_| 0..fit.len()).collect();
    rest(fit, &mut open, &mut Vec::new())
}
