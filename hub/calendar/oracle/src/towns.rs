//! Random towns: every rule there is, in small numbers, so that they meet.

use std::collections::{BTreeMap, BTreeSet};

use calendar::holidays::{Land, Town};
use calendar::hours::{Repeat, Series};
use calendar::plan::{Closure, Deadlines, Kind, Lead, Need, Notice, Plan, Pool, Release, Resource, Service};
use calendar::wish::{Channel, Form, Matter, Remit, Whose, Wish};
use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Europe::Berlin;

use crate::chance::Chance;

pub const RESOURCES: [&str; 7] = ["a", "b", "c", "d", "room 1", "room 2", "desk"];
const SERVICES: [&str; 4] = ["pass", "move", "wed", "car"];
/// The two odd days of summer time, a holiday that is one of them, others, and the end of a year.
pub const DAYS: [&str; 6] =
    ["2026-10-25", "2027-03-28", "2026-03-11", "2026-04-03", "2026-12-31", "2028-02-29"];
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub fn town(chance: &mut Chance) -> Plan {
    let rooms = Pool { hours: vec![hours(chance, 0)], ..Pool::default() };
    let pools = BTreeMap::from([("office".to_string(), office(chance)), ("rooms".into(), rooms)]);
    let mut resources = BTreeMap::new();
    for id in RESOURCES {
        let is_room = id.len() > 1;
        let pool = if is_room { "rooms" } else { "office" }.to_string();
        let kind = if is_room { Kind::Room } else { Kind::Clerk };
        let skills = SERVICES.iter().filter(|_| !chance.one_in(3)).map(|skill| skill.to_string()).collect();
        let own = chance.one_in(4).then(|| vec![hours(chance, 0), hours(chance, 0)]);
        let forms = chance.one_in(5).then(|| [Form::Phone].into());
        let names = Remit::Names(vec![("A".into(), "K".into())]);
        let remit = if chance.one_in(8) { names } else { Remit::Everybody };
        resources.insert(
            id.to_string(),
            Resource { pool, kind, skills, remit, forms, hours: own, deputies: vec![] },
        );
    }
    Plan {
        zone: Berlin,
        town: (!chance.one_in(3)).then(|| Town::of(Land::Saxony)),
        pools,
        resources,
        services: SERVICES.iter().map(|id| (id.to_string(), service(chance, id))).collect(),
        closures: closures(chance),
        people_max: chance.one_in(3).then(|| 2 + chance.below(3) as u16),
        deadlines: Deadlines { hold_minutes: 30, verify_minutes: 60 },
    }
}

pub fn wish(chance: &mut Chance) -> Wish {
    let matters = (0..1 + chance.below(5) / 4).map(|_| Matter {
        service: chance.one_of(&SERVICES).to_string(),
        persons: 1 + (chance.below(6) / 4) as u16,
    });
    Wish {
        matters: matters.collect(),
        form: chance.one_of(&[Form::InPerson, Form::InPerson, Form::Phone]),
        channel: chance.one_of(&Channel::ALL),
        urgent: chance.one_in(4),
        whose: Whose { name: Some(chance.one_of(&["Abel", "Zorn"]).to_string()), place: None },
    }
}

fn office(chance: &mut Chance) -> Pool {
    let step = chance.one_of(&[5, 10, 15, 30]);
    let series = (0..1 + chance.below(3)).map(|_| hours(chance, step)).collect();
    let notice = match chance.below(4) {
        0 => Notice::Days(1),
        1 => Notice::Minutes(45),
        _ => Notice::Minutes(0),
    };
    let release = if chance.one_in(2) { Release::AtOpening } else { Release::At(time("07:00")) };
    let days_ahead = chance.one_of(&[1, 20]);
    Pool {
        hours: series,
        lead: Lead { notice, days_ahead, release },
        at_once: BTreeMap::from([(Form::Phone, 1 + chance.below(3) as u16)]),
        urgent_freed_minutes: chance.one_in(2).then_some(180),
    }
}

/// Many are open at night, when the clocks are set.
fn hours(chance: &mut Chance, step: u16) -> Series {
    let minute = |minutes: usize| NaiveTime::MIN + chrono::TimeDelta::minutes(minutes as i64);
    let opens = 30 * chance.one_of(&[0, 2, 3, 4, 5, 6, 16, 20]);
    let closes = opens + 30 * (1 + chance.below(14));
    let mut series = Series::weekly(date("2026-01-05"), &WEEK, minute(opens), minute(closes), step);
    series.repeat =
        chance.one_of(&[Repeat::Weeks(1), Repeat::Weeks(1), Repeat::Weeks(2), Repeat::LastOfMonth]);
    if chance.one_in(6) {
        let day = date(chance.one_of(&DAYS));
        (series.from, series.until, series.repeat) = (day, Some(day), Repeat::Weeks(1));
        series.instead = chance.one_in(2);
    }
    series.services = chance.one_in(6).then(|| ["pass".to_string(), "car".into()].into());
    series.forms = chance.one_in(8).then(|| [Form::InPerson].into());
    series.public = chance.one_in(3).then(|| chance.below(3) as u16);
    series.walk_ins = chance.one_in(4).into();
    series.urgent = chance.one_in(4).into();
    series
}

fn service(chance: &mut Chance, id: &str) -> Service {
    let need =
        |pool: &str, skill: &str| Need { pool: pool.into(), skill: Some(skill.to_string()), forms: None };
    let mut needs = vec![need("office", id)];
    match chance.below(5) {
        // Two clerks of one office, whose skills may overlap.
        0 => needs.push(need("office", chance.one_of(&SERVICES))),
        1 => needs.push(Need { forms: Some([Form::InPerson].into()), ..need("rooms", id) }),
        2 => needs.push(Need { skill: None, ..need("rooms", id) }),
        _ => {}
    }
    let channels = Channel::ALL.into_iter().filter(|_| !chance.one_in(6)).collect();
    let lead = chance.one_in(5).then_some(Lead { notice: Notice::Minutes(90), ..Lead::default() });
    Service {
        minutes: chance.one_of(&[5, 10, 12, 20, 45]),
        minutes_per_person: chance.one_of(&[0, 5]),
        needs,
        forms: BTreeSet::from([Form::InPerson, Form::Phone]),
        channels,
        call_first: chance.one_in(12),
        lead,
    }
}

/// "2026-03-11".
pub(crate) fn date(shown: &str) -> NaiveDate {
    shown.parse().expect("a date")
}

/// "07:00".
fn time(shown: &str) -> NaiveTime {
    NaiveTime::parse_from_str(shown, "%H:%M").expect("a time of day")
}

fn closures(chance: &mut Chance) -> Vec<Closure> {
    let mut closures = Vec::new();
    for _ in 0..chance.below(3) {
        let day = date(chance.one_of(&DAYS));
        let hours = (!chance.one_in(5)).then(|| (time("02:30"), time("09:00")));
        let pools = chance.one_in(2).then(|| ["rooms".to_string()].into());
        closures.push(Closure { from: day, until: day, hours, pools, name: "works outing".into() });
    }
    closures
}
