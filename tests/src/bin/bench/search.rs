//! The search for free times: beside a plain scan of the same calendar, and over HTTP beside an empty
//! handler that answers the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::ensure;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use calendar::bookings::{BookingId, Bookings, Claim, Command};
use calendar::hours::Series;
use calendar::plan::{Deadlines, Lead, Need, Plan, Pool, Resource, Service};
use calendar::wish::{Channel, Form, Matter, Whose, Wish};
use calendar::{Slot, free};
use calendar_oracle::chance::Chance;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Europe::Berlin;
use town_hall::asker::Asker;
use town_hall::town::{DAY, Office, hall_with_hours, instant};
use ureq::http::Method;
use wire::http::path;

use super::rounds::{Goal, Line, ROUNDS, median, micros};

const CLERKS: usize = 100;
const DAYS: u16 = 60;
const SERVICE: &str = "pass";
/// Seven of ten times are taken, as in a town where people wait for weeks.
const TAKEN_OF_TEN: usize = 7;
/// A scan takes seconds, and differs by less than a tenth from round to round.
const SCANS: usize = 7;
/// Enough for a p99.
const REQUESTS: usize = 300;

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    print(beside_a_scan()?);
    for line in over_http()? {
        print(line);
    }
    Ok(())
}

fn beside_a_scan() -> anyhow::Result<Line> {
    let (plan, now) = (plan(), instant(DAY, "07:00"));
    let bookings = booked(&plan, now)?;
    let (mut ratios, mut ours_all, mut scans_all) = (vec![], vec![], vec![]);
    for round in 0..=SCANS {
        let since = Instant::now();
        let ours = search(&plan, &bookings, now)?;
        let ours_took = since.elapsed();
        let since = Instant::now();
        let scan: Vec<Vec<Slot>> =
            dates().map(|date| calendar_oracle::slots(&plan, &bookings, &wish(), date, now)).collect();
        let scan_took = since.elapsed();
        ensure!(ours == scan, "the two do not find the same");
        if round > 0 {
            ratios.push(scan_took.as_secs_f64() / ours_took.as_secs_f64());
            ours_all.push(ours_took.as_secs_f64() * 1e3);
            scans_all.push(scan_took.as_secs_f64() * 1e3);
        }
    }
    Ok(Line {
        name: format!("search: plain scan / ours, {DAYS} days x {CLERKS} clerks"),
        ratios,
        goal: Goal::AtLeast(100.0),
        figures: format!("{:.1} ms against {:.0}", median(&ours_all), median(&scans_all)),
    })
}

fn search(plan: &Plan, bookings: &Bookings, now: DateTime<Utc>) -> anyhow::Result<Vec<Vec<Slot>>> {
    let days = free(plan, bookings, &wish(), DAY, DAYS, now)?;
    Ok(days.into_iter().map(|day| day.slots.unwrap_or_default()).collect())
}

fn dates() -> impl Iterator<Item = NaiveDate> {
    (0..DAYS).map(|n| DAY + Days::new(n.into()))
}

/// An office of a hundred clerks, open all day from Monday to Friday.
fn plan() -> Plan {
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time of day");
    let hours = vec![Series::weekly(DAY, &week, time(8), time(16), 10)];
    let lead = Lead { days_ahead: DAYS, ..Lead::default() };
    let clerk = |n: usize| {
        let skills = BTreeSet::from([SERVICE.to_owned()]);
        (format!("clerk {n}"), Resource { pool: "office".into(), skills, ..Resource::default() })
    };
    let service = Service {
        minutes: 10,
        minutes_per_person: 0,
        needs: vec![Need { pool: "office".into(), skill: Some(SERVICE.into()), forms: None }],
        forms: BTreeSet::from([Form::InPerson]),
        channels: Channel::ALL.into_iter().collect(),
        call_first: false,
        lead: None,
    };
    Plan {
        zone: Berlin,
        town: None,
        pools: BTreeMap::from([("office".into(), Pool { hours, lead, ..Pool::default() })]),
        resources: (1..=CLERKS).map(clerk).collect(),
        services: BTreeMap::from([(SERVICE.into(), service)]),
        closures: vec![],
        people_max: None,
        deadlines: Deadlines::default(),
    }
}

fn wish() -> Wish {
    Wish {
        matters: vec![Matter { service: SERVICE.into(), persons: 1 }],
        form: Form::InPerson,
        channel: Channel::Online,
        urgent: false,
        whose: Whose::default(),
    }
}

/// Most of the times are taken, here and there.
fn booked(plan: &Plan, now: DateTime<Utc>) -> anyhow::Result<Bookings> {
    let mut chance = Chance::of(1);
    let mut bookings = Bookings::default();
    let all: Vec<Slot> = search(plan, &bookings, now)?.into_iter().flatten().collect();
    let mut next = 0;
    for slot in all {
        for _ in (0..slot.count).filter(|_| chance.below(10) < TAKEN_OF_TEN).collect::<Vec<_>>() {
            next += 1;
            let (booking, claim) = (BookingId(next), Claim::Confirm);
            let command = Command::Claim { booking, wish: wish(), starts_at: slot.starts_at, claim };
            for event in bookings.decide(plan, &command, now)? {
                bookings.apply(&event);
            }
        }
    }
    Ok(bookings)
}

/// The first to ask in a minute waits for the search; all others get what was found.
fn over_http() -> anyhow::Result<[Line; 2]> {
    let lead = format!("seats = {CLERKS}\nlead = {{ days_ahead = {DAYS} }}");
    let hall = hall_with_hours("08:00-16:00", CLERKS, 3).replacen(&format!("seats = {CLERKS}"), &lead, 1);
    let office = Office::of(&hall, instant(DAY, "07:00"));
    let partner = office.as_partner();
    let query = |service: &str| format!("{}?service={service}&days={DAYS}", path::PARTNER_SLOTS);
    let answer = partner.send(Method::GET, &query("ausweis"), None, "")?;
    ensure!(answer.status == 200, "the search answers {}: {}", answer.status, answer.body);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let nobody = Asker::partner(format!("http://{}", serve_empty(&runtime, answer.body)?), "no-token");
    let (mut again, mut first) = (Compared::default(), Compared::default());
    for round in 0..=ROUNDS {
        let ours = asks(&partner, &query("ausweis"), || ())?;
        // Every request is the first of its minute.
        let firsts = asks(&partner, &query("reisepass"), || office.passes(chrono::TimeDelta::minutes(1)))?;
        let empty = asks(&nobody, &query("ausweis"), || ())?;
        if round > 0 {
            again.compares(micros(&ours, 0.99), micros(&empty, 0.99));
            first.compares(micros(&firsts, 0.99), micros(&empty, 0.99));
        }
    }
    Ok([
        again.line("search: HTTP p99, asked again / empty handler", Goal::AtMost(1.5)),
        first.line("search: HTTP p99, first of its minute / empty", Goal::None),
    ])
}

#[derive(Default)]
struct Compared {
    ratios: Vec<f64>,
    ours: Vec<f64>,
    empty: Vec<f64>,
}

impl Compared {
    fn compares(&mut self, ours: f64, empty: f64) {
        self.ratios.push(ours / empty);
        self.ours.push(ours);
        self.empty.push(empty);
    }

    fn line(self, name: &str, goal: Goal) -> Line {
        let figures = format!("{:.0} µs against {:.0}", median(&self.ours), median(&self.empty));
        Line { name: name.into(), ratios: self.ratios, goal, figures }
    }
}

fn serve_empty(runtime: &tokio::runtime::Runtime, body: String) -> anyhow::Result<SocketAddr> {
    let body = axum::body::Bytes::from(body);
    let handler = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], body) }
    };
    let router = Router::new().route(path::PARTNER_SLOTS, get(handler));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// One question after the other; `before` each something may happen.
fn asks(asker: &Asker, query: &str, before: impl Fn()) -> anyhow::Result<Vec<Duration>> {
    let ask = |_| {
        before();
        let since = Instant::now();
        let answer = asker.send(Method::GET, query, None, "")?;
        ensure!(answer.status == 200, "{}: {}", answer.status, answer.body);
        Ok(since.elapsed())
    };
    (0..REQUESTS).map(ask).collect()
}
