//! What a district office like that of Konstanz offers: licence plates, driving licences, youth welfare
//! by letters of the name, building permits by place; in person, on the telephone, by video. The matters
//! and their rules are those that district offices publish; names of clerks are made up.

use std::collections::{BTreeMap, BTreeSet};

use calendar::holidays::{Land, Town};
use calendar::hours::{Repeat, Series};
use calendar::plan::{Closure, Deadlines, Kind, Lead, Need, Notice, Plan, Pool, Release, Resource, Service};
use calendar::wish::{Channel, Form, Remit};
use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Europe::Berlin;

use Weekday::{Fri, Mon, Thu, Tue, Wed};

pub fn plan() -> Plan {
    Plan {
        zone: Berlin,
        town: Some(Town::of(Land::BadenWuerttemberg)),
        pools: BTreeMap::from([
            ("plates".into(), pool(plates_hours(), in_days(0, 28))),
            ("licences".into(), pool(vec![mornings(15)], in_days(1, 42))),
            ("youth".into(), youth()),
            ("building".into(), pool(vec![fortnightly()], in_days(3, 56))),
            ("rooms".into(), pool(vec![all_day()], Lead::default())),
        ]),
        resources: resources(),
        services: services(),
        closures: closures(),
        people_max: Some(60),
        deadlines: Deadlines::default(),
    }
}

fn pool(hours: Vec<Series>, lead: Lead) -> Pool {
    Pool { hours, lead, ..Pool::default() }
}

/// On Thursdays until six, as everywhere. At nine there is always a queue, so one counter is kept.
fn plates_hours() -> Vec<Series> {
    let morning =
        Series { walk_ins: 1, public: Some(3), ..series(&[Mon, Tue, Wed, Thu, Fri], "07:30", "12:00", 10) };
    let afternoon = series(&[Thu], "13:30", "18:00", 10);
    vec![morning, afternoon]
}

fn youth() -> Pool {
    let at_once = BTreeMap::from([(Form::Video, 1)]);
    let hours = vec![Series { urgent: 1, ..mornings(30) }, series(&[Thu], "14:00", "17:30", 30)];
    Pool { at_once, urgent_freed_minutes: Some(24 * 60), ..pool(hours, in_days(1, 56)) }
}

fn fortnightly() -> Series {
    Series { repeat: Repeat::Weeks(2), ..series(&[Tue, Thu], "09:00", "12:00", 45) }
}

fn mornings(step: u16) -> Series {
    series(&[Mon, Tue, Wed, Thu, Fri], "08:00", "12:00", step)
}

fn all_day() -> Series {
    series(&[Mon, Tue, Wed, Thu, Fri], "07:30", "18:00", 15)
}

fn in_days(notice: u16, days_ahead: u16) -> Lead {
    Lead { notice: Notice::Days(notice), days_ahead, release: Release::AtOpening }
}

fn resources() -> BTreeMap<String, Resource> {
    let clerk = |pool: &str, skills: &[&str]| Resource {
        pool: pool.into(),
        skills: skills.iter().map(|skill| skill.to_string()).collect(),
        ..Resource::default()
    };
    let names = |first: &str, last: &str| Remit::Names(vec![(first.into(), last.into())]);
    let places = |places: &[&str]| Remit::Places(places.iter().map(|place| place.to_string()).collect());
    let with = |remit, deputy: &str, clerk| Resource { remit, deputies: vec![deputy.into()], ..clerk };
    let room = Resource { kind: Kind::Room, ..clerk("rooms", &[]) };
    let mut resources = BTreeMap::new();
    for counter in 1..=4 {
        resources.insert(format!("Schalter {counter}"), clerk("plates", &["register", "deregister"]));
    }
    resources.insert("Schalter 5".into(), clerk("plates", &["deregister"]));
    for (name, resource) in [
        ("auer", clerk("licences", &["exchange", "first licence", "international"])),
        ("bosch", clerk("licences", &["exchange", "international"])),
        ("graf", with(names("A", "K"), "huber", clerk("youth", &["advice", "custody"]))),
        ("huber", with(names("L", "Z"), "graf", clerk("youth", &["advice", "custody"]))),
        ("maier", with(places(&["Konstanz", "Allensbach"]), "noll", clerk("building", &["permit"]))),
        ("noll", with(places(&["Singen", "Radolfzell"]), "maier", clerk("building", &["permit"]))),
        ("R1", room.clone()),
        ("R2", room),
    ] {
        resources.insert(name.into(), resource);
    }
    resources
}

fn services() -> BTreeMap<String, Service> {
    use Channel::{Infopoint, Kiosk, Online};
    let in_person: &[Form] = &[Form::InPerson];
    let all_forms: &[Form] = &[Form::InPerson, Form::Phone, Form::Video];
    let service = |pool: &str, skill: &str, minutes: u16, forms: &[Form]| Service {
        minutes,
        minutes_per_person: 0,
        needs: vec![Need { pool: pool.into(), skill: Some(skill.into()), forms: None }],
        forms: forms.iter().copied().collect(),
        channels: BTreeSet::from([Online, Kiosk, Infopoint]),
        call_first: false,
        lead: None,
    };
    let in_a_room = |service: Service| {
        let room = Need { pool: "rooms".into(), skill: None, forms: Some([Form::InPerson].into()) };
        Service { needs: [service.needs.clone(), vec![room]].concat(), ..service }
    };
    let car = Service { minutes_per_person: 10, ..service("plates", "register", 20, in_person) };
    let custody = Service { channels: [Infopoint].into(), ..service("youth", "custody", 60, in_person) };
    BTreeMap::from([
        ("zulassen".to_string(), car),
        ("abmelden".into(), service("plates", "deregister", 10, in_person)),
        ("umtausch".into(), service("licences", "exchange", 15, in_person)),
        ("führerschein".into(), service("licences", "first licence", 30, in_person)),
        ("international".into(), service("licences", "international", 10, in_person)),
        ("jugend".into(), in_a_room(service("youth", "advice", 30, all_forms))),
        ("sorgeerklärung".into(), in_a_room(custody)),
        (
            "bauen".into(),
            Service { call_first: false, ..in_a_room(service("building", "permit", 45, all_forms)) },
        ),
        ("bauantrag".into(), Service { call_first: true, ..service("building", "permit", 90, all_forms) }),
    ])
}

fn closures() -> Vec<Closure> {
    let closure = |from: &str, until: &str, name: &str| Closure {
        from: date(from),
        until: date(until),
        hours: None,
        pools: None,
        name: name.into(),
    };
    let carnival = Closure {
        hours: Some((time("12:00"), time("18:00"))),
        ..closure("2026-02-12", "2026-02-12", "Schmotziger Dunschtig")
    };
    vec![
        carnival,
        closure("2026-12-24", "2026-12-24", "Heiligabend"),
        closure("2026-12-31", "2026-12-31", "Silvester"),
    ]
}

fn series(weekdays: &[Weekday], opens: &str, closes: &str, step: u16) -> Series {
    Series::weekly(date("2026-01-01"), weekdays, time(opens), time(closes), step)
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn time(text: &str) -> NaiveTime {
    format!("{text}:00").parse().expect("a time of day")
}
