//! What a wish takes of a plan: how long, and which resources could be its seats.

use std::collections::{BTreeMap, BTreeSet};

use crate::bookings::Refusal;
use crate::plan::{Lead, Plan, PoolId, Resource, ResourceId, Service};
use crate::units::Unit;
use crate::wish::{Channel, Matter, Remit, Unsaid, Whose, Wish};

/// More services in one visit are a mistake of the asker.
pub const MATTERS_MAX: usize = 5;
/// A large family; a group is not an appointment but an event.
pub const PERSONS_MAX: u16 = 20;
/// Eight hours. Longer is not a visit, and nobody is open so long.
pub const VISIT_UNITS_MAX: usize = 8 * 12;

#[derive(Debug)]
pub(crate) struct Demand<'a> {
    pub wish: &'a Wish,
    pub units: usize,
    pub needs: Vec<Needed<'a>>,
    pub leads: Vec<Lead>,
}

/// One resource for the whole visit, out of these.
#[derive(Debug)]
pub(crate) struct Needed<'a> {
    pub pool: &'a PoolId,
    /// Those that can do least come first, so that those who can do much stay free for it.
    pub candidates: Vec<&'a ResourceId>,
}

impl<'a> Demand<'a> {
    pub fn of(plan: &'a Plan, wish: &'a Wish) -> Result<Demand<'a>, Refusal> {
        let services = services(plan, &wish.matters)?;
        let home = &services[0].1.needs.first().ok_or(Refusal::NobodyResponsible)?.pool;
        for (_, service) in &services {
            if service.needs.first().is_none_or(|need| need.pool != *home) {
                return Err(Refusal::NotTogether);
            }
            may_book(service, wish)?;
        }
        let units = services.iter().map(|(matter, service)| service.units(matter.persons)).sum();
        if units > VISIT_UNITS_MAX {
            return Err(Refusal::TooLong);
        }
        let leads = services.iter().map(|(_, service)| {
            service.lead.unwrap_or_else(|| plan.pools.get(home).map(|pool| pool.lead).unwrap_or_default())
        });
        let leads = leads.collect();
        Ok(Demand { wish, units, needs: needed(plan, &services, wish)?, leads })
    }

    pub fn home(&self) -> &'a PoolId {
        self.needs[0].pool
    }
}

/// Whether a wish can be had at all, on whatever day: as far as the plan alone can tell.
pub fn check(plan: &Plan, wish: &Wish) -> Result<(), Refusal> {
    Demand::of(plan, wish).map(|_| ())
}

/// For so many people a matter may be booked: one comes for what takes no longer with a second.
pub fn persons_max(minutes_per_person: u16) -> u16 {
    if minutes_per_person > 0 { PERSONS_MAX } else { 1 }
}

/// Whether all of a wish can be done in one visit, whoever comes.
pub fn goes_together(plan: &Plan, wish: &Wish) -> bool {
    match check(plan, wish) {
        Ok(()) => true,
        // Whose it is can be said later. At a kiosk nobody is asked for a name.
        Err(Refusal::NameNeeded | Refusal::PlaceNeeded) => wish.channel != Channel::Kiosk,
        Err(_) => false,
    }
}

/// Whether `further` can be done in the same visit besides.
pub fn goes_along(plan: &Plan, wish: &Wish, further: Matter) -> bool {
    let is_new = wish.matters.iter().all(|known| known.service != further.service);
    let matters = wish.matters.iter().cloned().chain([further]).collect();
    is_new && goes_together(plan, &Wish { matters, ..wish.clone() })
}

/// For so many people the last matter of a wish may be, beside the others in one visit; at least one.
pub fn persons_of_last_max(plan: &Plan, wish: &Wish) -> u16 {
    let Some((last, others)) = wish.matters.split_last() else { return 1 };
    let max = plan.services.get(&last.service).map_or(1, |service| persons_max(service.minutes_per_person));
    // More than may be in the house at once would find no time on any day.
    let max = max.min(plan.people_max.unwrap_or(max));
    let fits = |persons: &u16| {
        let last = Matter { persons: *persons, ..last.clone() };
        let matters = others.iter().cloned().chain([last]).collect();
        goes_together(plan, &Wish { matters, ..wish.clone() })
    };
    (2..=max).take_while(fits).last().unwrap_or(1)
}

/// Whether a wish is as one is put together by choosing: each matter once, and for several people only where
/// they take longer than one. Whoever makes bookings of their own may say otherwise.
pub fn check_chosen(plan: &Plan, wish: &Wish) -> Result<(), Refusal> {
    for (nth, Matter { service, persons }) in wish.matters.iter().enumerate() {
        if wish.matters[..nth].iter().any(|known| known.service == *service) {
            return Err(Refusal::Matters);
        }
        let max = plan.services.get(service).map_or(PERSONS_MAX, |of| persons_max(of.minutes_per_person));
        if !(1..=max).contains(persons) {
            return Err(Refusal::Persons);
        }
    }
    check(plan, wish)
}

/// So many minutes a visit takes of the calendar.
pub fn minutes(plan: &Plan, matters: &[Matter]) -> Result<u32, Refusal> {
    let services = services(plan, matters)?;
    let units: usize = services.iter().map(|(matter, service)| service.units(matter.persons)).sum();
    Ok(units as u32 * Unit::MINUTES as u32)
}

/// What says which clerk is responsible for a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecidedBy {
    /// So many first letters of the family name; `None` where names do not matter.
    pub letters: Option<usize>,
    /// The places that are told apart; none where places do not matter.
    pub places: BTreeSet<String>,
    /// Whether whoever lives at none of these places is served as well.
    pub elsewhere: bool,
}

/// What has to be known of whoever comes before anybody can say what is free.
pub fn decided_by(plan: &Plan, wish: &Wish) -> Result<DecidedBy, Refusal> {
    let services = services(plan, &wish.matters)?;
    let mut by = DecidedBy::default();
    for (pool, skills) in merged(&services, wish) {
        for (_, resource) in able(plan, pool, &skills, wish) {
            match &resource.remit {
                Remit::Everybody => by.elsewhere = true,
                Remit::Names(ranges) => {
                    let ends = ranges.iter().flat_map(|(first, last)| [first, last]);
                    by.letters = by.letters.max(ends.map(|end| end.chars().count()).max());
                }
                Remit::Places(places) => by.places.extend(places.iter().cloned()),
            }
        }
    }
    Ok(by)
}

/// Whether hours keep seats for such a visit in case that it cannot wait: only then is it worth asking.
pub fn keeps_for_urgent(plan: &Plan, wish: &Wish) -> bool {
    let Ok(services) = services(plan, &wish.matters) else { return false };
    let pools = merged(&services, wish).into_iter().filter_map(|(pool, _)| plan.pools.get(pool));
    pools.flat_map(|pool| &pool.hours).any(|series| series.urgent > 0)
}

impl Wish {
    /// People who come, not counted twice if they come for several things.
    pub fn people(&self) -> u16 {
        people(&self.matters)
    }
}

pub(crate) fn people(matters: &[Matter]) -> u16 {
    matters.iter().map(|matter| matter.persons).max().unwrap_or(0)
}

fn services<'a>(plan: &'a Plan, matters: &'a [Matter]) -> Result<Vec<(&'a Matter, &'a Service)>, Refusal> {
    if matters.is_empty() || matters.len() > MATTERS_MAX {
        return Err(Refusal::Matters);
    }
    if matters.iter().any(|matter| !(1..=PERSONS_MAX).contains(&matter.persons)) {
        return Err(Refusal::Persons);
    }
    let service = |matter: &'a Matter| Some((matter, plan.services.get(&matter.service)?));
    matters.iter().map(|matter| service(matter).ok_or(Refusal::UnknownService)).collect()
}

fn may_book(service: &Service, wish: &Wish) -> Result<(), Refusal> {
    if !service.forms.contains(&wish.form) {
        return Err(Refusal::NotInThisForm);
    }
    if service.call_first && wish.channel != Channel::Staff {
        return Err(Refusal::CallFirst);
    }
    // Who serves a matter may always book it.
    if wish.channel != Channel::Staff && !service.channels.contains(&wish.channel) {
        return Err(Refusal::NotThroughThisChannel { but: service.channels.clone() });
    }
    Ok(())
}

fn needed<'a>(
    plan: &'a Plan,
    services: &[(&'a Matter, &'a Service)],
    wish: &Wish,
) -> Result<Vec<Needed<'a>>, Refusal> {
    let needs = merged(services, wish).into_iter().map(|(pool, skills)| {
        let candidates = candidates(plan, pool, &skills, wish)?;
        Ok(Needed { pool, candidates })
    });
    needs.collect()
}

/// The needs of all matters at once: one clerk who can do everything, one room that is fit for it.
fn merged<'a>(
    services: &[(&'a Matter, &'a Service)],
    wish: &Wish,
) -> Vec<(&'a PoolId, BTreeSet<&'a String>)> {
    let mut merged: Vec<(&PoolId, usize, BTreeSet<&String>)> = Vec::new();
    for (_, service) in services {
        let mut nth_of_pool = BTreeMap::new();
        for (place, need) in service.needs.iter().enumerate() {
            // The first need is the office itself, in every form.
            if place > 0 && need.forms.as_ref().is_some_and(|forms| !forms.contains(&wish.form)) {
                continue;
            }
            let nth = nth_of_pool.entry(&need.pool).or_insert(0);
            match merged.iter_mut().find(|(pool, of, _)| *pool == &need.pool && of == nth) {
                Some((_, _, skills)) => skills.extend(&need.skill),
                None => merged.push((&need.pool, *nth, need.skill.iter().collect())),
            }
            *nth += 1;
        }
    }
    merged.into_iter().map(|(pool, _, skills)| (pool, skills)).collect()
}

fn candidates<'a>(
    plan: &'a Plan,
    pool: &PoolId,
    skills: &BTreeSet<&String>,
    wish: &Wish,
) -> Result<Vec<&'a ResourceId>, Refusal> {
    let mut found = Vec::new();
    for (id, resource) in able(plan, pool, skills, wish) {
        if covers(resource, &wish.whose)? {
            found.push((breadth(resource), id));
        }
    }
    if found.is_empty() {
        return Err(Refusal::NobodyResponsible);
    }
    found.sort();
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

fn able<'a>(
    plan: &'a Plan,
    pool: &PoolId,
    skills: &BTreeSet<&String>,
    wish: &Wish,
) -> impl Iterator<Item = (&'a ResourceId, &'a Resource)> {
    let of_pool = plan.resources.iter().filter(move |(_, resource)| resource.pool == *pool);
    of_pool.filter(move |(_, resource)| is_able(resource, skills, wish))
}

fn is_able(resource: &Resource, skills: &BTreeSet<&String>, wish: &Wish) -> bool {
    let fits = resource.forms.as_ref().is_none_or(|forms| forms.contains(&wish.form));
    fits && skills.iter().all(|skill| resource.skills.contains(*skill))
}

fn covers(resource: &Resource, whose: &Whose) -> Result<bool, Refusal> {
    resource.remit.covers(whose).map_err(|unsaid| match unsaid {
        Unsaid::Name => Refusal::NameNeeded,
        Unsaid::Place => Refusal::PlaceNeeded,
    })
}

/// How much a resource can do beside this visit.
fn breadth(resource: &Resource) -> (usize, bool, usize) {
    let forms = resource.forms.as_ref().map_or(usize::MAX, BTreeSet::len);
    (resource.skills.len(), resource.remit == Remit::Everybody, forms)
}
