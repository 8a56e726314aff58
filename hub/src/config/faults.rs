//! What cannot be right about a site's offer for booking, with the line where it stands.

use std::collections::BTreeSet;

use calendar::faults::{Fault, SeriesFault};
use chrono::NaiveTime;

use super::hours::{WeekHours, range, time_of_day};
use super::mail::check_address;
use super::plan::{LeadConfig, PoolConfig, ResourceConfig, name_range, seat_id};
use super::site::Site;
use super::{Mistake, Source, letters, statements};

/// Nobody has more clerks for one thing; it bounds the work of every search.
pub const SEATS_MAX: u16 = 200;
/// A year and some: nobody plans further ahead.
pub const DAYS_AHEAD_MAX: u16 = calendar::DAYS_MAX;
/// Whoever books for the people of a home has as many; more is a trade in appointments.
const BOOKINGS_PER_ADDRESS_MAX: u16 = 50;
/// No form takes longer, and whoever opens one keeps a time from others.
pub const HOLD_MINUTES_MAX: u32 = 60;
/// A working day; a time kept for longer is a booking.
pub const VERIFY_MINUTES_MAX: u32 = 24 * 60;
/// Longer, and nobody finds the way in it.
const WAY_CHARS_MAX: usize = 200;

pub(super) fn check(site: &Site, source: &Source) -> Result<(), Mistake> {
    check_way(site, source)?;
    statements::check(site, source)?;
    letters::check(site, source)?;
    site.pools.iter().try_for_each(|pool| check_pool(pool, site, source))?;
    check_resources(site, source)?;
    for service in &site.services {
        service.lead.iter().try_for_each(|lead| check_lead(lead, source))?;
        let needs_something = service.skill.is_some() || !service.needs.is_empty();
        if service.pool.is_none() && needs_something {
            let what = format!("{:?} has no pool, and without one it cannot be booked", service.id);
            return Err(source.mistake_at("id", &service.id, &what));
        }
    }
    for (field, minutes, most) in [
        ("hold_minutes", site.deadlines.hold_minutes, HOLD_MINUTES_MAX),
        ("verify_minutes", site.deadlines.verify_minutes, VERIFY_MINUTES_MAX),
    ] {
        if !(1..=most).contains(&minutes) {
            let what = format!("must be 1 to {most}");
            return Err(source.mistake_at(field, &minutes.to_string(), &what));
        }
    }
    if !(1..=BOOKINGS_PER_ADDRESS_MAX).contains(&site.bookings_per_address) {
        let what = format!("must be 1 to {BOOKINGS_PER_ADDRESS_MAX}");
        return Err(source.mistake_at("bookings_per_address", &site.bookings_per_address.to_string(), &what));
    }
    check_languages(site, source)?;
    check_closures(site, source)?;
    check_holidays(site, source)?;
    site.plan().faults().first().map_or(Ok(()), |fault| Err(mistake(site, source, fault)))
}

/// What is written into letters, calendars and slips, a row each.
fn check_way(site: &Site, source: &Source) -> Result<(), Mistake> {
    let one = [("address", &site.address), ("directions", &site.directions), ("phone", &site.phone)];
    let one = one.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
    let others = site.directions_in.iter().map(|(language, text)| (language.as_str(), text));
    for (field, text) in one.chain(others) {
        let fits = !text.trim().is_empty() && text.chars().count() <= WAY_CHARS_MAX;
        if !fits || text.chars().any(char::is_control) {
            let what = format!("must be one line of 1 to {WAY_CHARS_MAX} characters, or not there at all");
            return Err(source.mistake_at(field, text, &what));
        }
    }
    Ok(())
}

/// Whoever reads a language that is none would never be found by what is written in it.
fn check_languages(site: &Site, source: &Source) -> Result<(), Mistake> {
    let of_services = site.services.iter().flat_map(|service| service.bring_in.keys());
    let of_services = of_services.map(|language| ("bring_in", language));
    let of_site = site.directions_in.keys().map(|language| ("directions_in", language));
    for (field, language) in of_site.chain(of_services) {
        let known = || wire::language::LANGUAGES.iter().map(|known| known.code).filter(|code| *code != "de");
        if !known().any(|code| code == language) {
            let known: Vec<&str> = known().collect();
            let what = format!("{language:?} is none of the other languages; there are {}", known.join(", "));
            return Err(source.mistake_at(field, language, &what));
        }
    }
    Ok(())
}

fn check_pool(pool: &PoolConfig, site: &Site, source: &Source) -> Result<(), Mistake> {
    if site.pools.iter().filter(|other| other.id == pool.id).count() > 1 {
        let what = format!("{:?} names two pools", pool.id);
        return Err(source.said_again("id", &pool.id, &what));
    }
    if let Some(seats) = pool.seats.filter(|seats| *seats > SEATS_MAX) {
        let what = format!("must be at most {SEATS_MAX}");
        return Err(source.mistake_at("seats", &seats.to_string(), &what));
    }
    if pool.seats.is_some() && site.resources.iter().any(|resource| resource.pool == pool.id) {
        let what = format!("pool {:?} has [[site.resource]] too; choose one of the two", pool.id);
        return Err(source.mistake_at("seats", &pool.seats.unwrap_or(0).to_string(), &what));
    }
    if pool.step_minutes == 0 {
        return Err(source.mistake_at("step_minutes", "0", "must be a multiple of 5"));
    }
    if let Some((day, text, what)) = pool.hours.as_ref().and_then(WeekHours::mistake) {
        return Err(source.mistake_at(day, text, &what));
    }
    check_lead(&pool.lead, source)
}

fn check_lead(lead: &LeadConfig, source: &Source) -> Result<(), Mistake> {
    if let (Some(minutes), Some(_)) = (lead.notice_minutes, lead.notice_days) {
        let what = "stands beside notice_days; choose one of the two";
        return Err(source.mistake_at("notice_minutes", &minutes.to_string(), what));
    }
    if lead.days_ahead > DAYS_AHEAD_MAX {
        let what = format!("must be at most {DAYS_AHEAD_MAX}");
        return Err(source.mistake_at("days_ahead", &lead.days_ahead.to_string(), &what));
    }
    match lead.release.as_deref().filter(|text| time_of_day(text).is_none()) {
        Some(text) => Err(source.mistake_at("release", text, "must be a time of day such as \"08:00\"")),
        None => Ok(()),
    }
}

fn check_resources(site: &Site, source: &Source) -> Result<(), Mistake> {
    let counted = |pool: &PoolConfig| {
        let id = pool.id.clone();
        (1..=pool.seats.unwrap_or(0)).map(move |n| seat_id(&id, n))
    };
    let mut ids: BTreeSet<String> = site.pools.iter().flat_map(counted).collect();
    for resource in &site.resources {
        if !ids.insert(resource.id.clone()) {
            let what =
                format!("{:?} names two resources (a pool's seats are called pool-1, pool-2)", resource.id);
            return Err(source.said_again("id", &resource.id, &what));
        }
        check_resource(resource, source)?;
        resource.mail.iter().try_for_each(|address| check_address("mail", address, source))?;
    }
    Ok(())
}

fn check_resource(resource: &ResourceConfig, source: &Source) -> Result<(), Mistake> {
    if let Some((day, text, what)) = resource.hours.as_ref().and_then(WeekHours::mistake) {
        return Err(source.mistake_at(day, text, &what));
    }
    if let Some(names) = resource.names.iter().find(|names| name_range(names).is_none()) {
        let what = format!("{names:?} is not a range of names such as \"A-Ki\"");
        return Err(source.mistake_at("names", names, &what));
    }
    if let (Some(names), false) = (resource.names.first(), resource.places.is_empty()) {
        let what = "stands beside places; a resource is for names or for places";
        return Err(source.mistake_at("names", names, what));
    }
    Ok(())
}

fn check_closures(site: &Site, source: &Source) -> Result<(), Mistake> {
    for closure in &site.closures {
        let hours = closure.hours.as_deref();
        let is_range = |text: &str| range(text).is_some_and(|(from, until)| from < until);
        if let Some(text) = hours.filter(|text| !is_range(text)) {
            let what = format!("{text:?} is not a time range such as \"12:00-24:00\"");
            return Err(source.mistake_at("hours", text, &what));
        }
        let is_pool = |id: &&String| site.pools.iter().any(|pool| pool.id == **id);
        if let Some(pool) = closure.pools.iter().flatten().find(|pool| !is_pool(pool)) {
            let what = format!("there is no [[site.pool]] with id {pool:?}");
            return Err(source.mistake_at("pools", pool, &what));
        }
    }
    Ok(())
}

fn check_holidays(site: &Site, source: &Source) -> Result<(), Mistake> {
    let is_out_of_place =
        |holiday: &super::plan::LocalHoliday| site.land.is_none_or(|land| !holiday.lands().contains(&land));
    match site.local_holidays.iter().find(|holiday| is_out_of_place(holiday)) {
        Some(holiday) => {
            let lands: Vec<String> = holiday.lands().iter().map(|land| format!("{land:?}")).collect();
            let what = format!("this holiday is a town's own affair in {} only", lands.join(" and "));
            Err(source.mistake("local_holidays", &what))
        }
        None => Ok(()),
    }
}

fn mistake(site: &Site, source: &Source, fault: &Fault) -> Mistake {
    match fault {
        Fault::Series { of, series, fault } => series_mistake(site, source, of, *series, *fault),
        Fault::PoolUnknown { pool, .. } => {
            source.mistake_at("pool", pool, &format!("there is no [[site.pool]] with id {pool:?}"))
        }
        Fault::DeputyUnknown { deputy, .. } => {
            let what = format!("there is no [[site.resource]] with id {deputy:?}");
            source.mistake_at("deputies", deputy, &what)
        }
        Fault::ServiceWithoutNeed(service) => {
            source.mistake_at("id", service, "needs a pool, or nobody would serve it")
        }
        Fault::ServiceWithoutForm(_) => {
            source.mistake_at("forms", "", "must name at least one of in-person, phone, video")
        }
        Fault::NobodyAble { service, need } => nobody_able(site, source, service, *need),
        Fault::ServiceTooLong(service) => {
            let of = site.services.iter().find(|of| of.id == *service);
            let minutes = of.map_or(0, |of| of.minutes).to_string();
            source.mistake_at("minutes", &minutes, "a visit takes at most eight hours")
        }
        Fault::LeadLeavesNothing(of) => {
            let what = format!("{of:?}: when the day is released, it is too late to book it already");
            source.mistake("days_ahead", &what)
        }
        Fault::ClosureEndsBeforeItBegins(name) => {
            let closure = site.closures.iter().find(|closure| closure.name == *name);
            let until = closure.and_then(|closure| closure.until).map(|until| until.to_string());
            source.mistake_at("until", &until.unwrap_or_default(), "must not be before `from`")
        }
    }
}

fn nobody_able(site: &Site, source: &Source, service: &str, need: usize) -> Mistake {
    let Some(of) = site.services.iter().find(|of| of.id == service) else {
        return source.mistake("service", "nobody can do it");
    };
    let first = || (of.pool.clone().unwrap_or_default(), of.skill.clone());
    let further = |need: &super::plan::NeedConfig| (need.pool.clone(), need.skill.clone());
    let (pool, skill) = need.checked_sub(1).and_then(|n| of.needs.get(n)).map_or_else(first, further);
    match skill {
        Some(skill) => {
            let what = format!("no [[site.resource]] of pool {pool:?} has the skill {skill:?}");
            source.mistake_at("skill", &skill, &what)
        }
        None => {
            let what = format!("pool {pool:?} has neither seats nor a [[site.resource]]");
            source.mistake_at("pool", &pool, &what)
        }
    }
}

/// `series` counts the weekly hours first, then the series that are written one by one.
fn series_mistake(site: &Site, source: &Source, of: &str, series: usize, fault: SeriesFault) -> Mistake {
    let plan = site.plan();
    let hours = match (plan.pools.get(of), plan.resources.get(of)) {
        (Some(pool), _) => pool.hours.get(series),
        (None, resource) => resource.and_then(|resource| resource.hours.as_ref()?.get(series)),
    };
    let Some(hours) = hours else { return source.mistake("hours", "something is wrong with them") };
    let minutes_of = |time: NaiveTime| (time - NaiveTime::MIN).num_minutes() as u32;
    let closes = if hours.closes == NaiveTime::MIN { 24 * 60 } else { minutes_of(hours.closes) };
    let is_on_the_grid = minutes_of(hours.opens) % 5 == 0 && closes % 5 == 0;
    let what = match fault {
        SeriesFault::ClosesBeforeItOpens => "must end after it begins".to_owned(),
        SeriesFault::StepDoesNotFit | SeriesFault::OffTheGrid if is_on_the_grid => {
            let open = closes.saturating_sub(minutes_of(hours.opens));
            let what = format!(
                "must be a multiple of 5 by which {open} minutes of hours can be divided: the last \
                 appointment would end after closing"
            );
            return source.mistake_at("step_minutes", &hours.step_minutes.to_string(), &what);
        }
        SeriesFault::StepDoesNotFit | SeriesFault::OffTheGrid => {
            "where appointments are booked, times must be multiples of 5 minutes".to_owned()
        }
        SeriesFault::EndsBeforeItBegins => "`until` must not be before `from`".to_owned(),
        SeriesFault::NoWeekday => "weekdays must name at least one day".to_owned(),
        SeriesFault::NeverComes => {
            "repeat must be { weeks = 1 } or more, { nth-of-month = 1 } to 5, or \"last-of-month\"".to_owned()
        }
    };
    let week = site.pools.iter().find(|pool| pool.id == of).map(|pool| site.hours_of(pool));
    let own = site.resources.iter().find(|resource| resource.id == of).and_then(|r| r.hours.as_ref());
    let of_week = week.or(own).into_iter().flat_map(WeekHours::ranges);
    let times = (minutes_of(hours.opens), closes);
    match of_week.into_iter().find(|(_, _, range)| *range == times) {
        Some((day, text, _)) => source.mistake_at(day, text, &what),
        None => source.mistake_at("opens", &hours.opens.format("%H:%M").to_string(), &what),
    }
}
