//! A week of free slots as a picture, and how long it takes to look at 60 days of 100 clerks:
//! `cargo run --release -p calendar --example week`.
//!
//! The week is of a district office like that of Konstanz, with some hundred visits booked already.

#[path = "../tests/konstanz/plan.rs"]
mod plan;

use std::collections::BTreeMap;
use std::time::Instant;

use calendar::bookings::{BookingId, Bookings, Claim, Command};
use calendar::hours::Series;
use calendar::plan::{Closed, Deadlines, Lead, Need, Plan, Pool, Release, Resource, Service};
use calendar::wish::{Channel, Form, Matter, Whose, Wish};
use calendar::{FreeDay, WhyNone, free};
use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Berlin;

fn main() {
    // The week of Labour Day.
    let monday = date("2026-04-27");
    let now = at("2026-04-24 10:00");
    let plan = plan::plan();
    let mut bookings = Bookings::default();
    fill(&plan, &mut bookings, &["abmelden", "zulassen"], monday, now, 110);
    for service in ["abmelden", "führerschein", "jugend"] {
        picture(&plan, &bookings, service, monday, now);
    }
    time_it();
}

/// A line for each half hour: the most visits that can begin in it, `.` for none, blank for closed.
fn picture(plan: &Plan, bookings: &Bookings, service: &str, monday: NaiveDate, now: DateTime<Utc>) {
    let days = free(plan, bookings, &wish(service), monday, 7, now).expect("it can be booked");
    println!(
        "\n{service}, free on {} at {}",
        now.format("%Y-%m-%d"),
        now.with_timezone(&Berlin).format("%H:%M")
    );
    let heads: Vec<String> = days.iter().map(|day| day.date.format("%a %d").to_string()).collect();
    println!("        {}", heads.join("  "));
    for half_hour in 14..36 {
        let cells: Vec<String> = days.iter().map(|day| cell(plan, service, day, half_hour)).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            println!("{:02}:{:02}   {}", half_hour / 2, half_hour % 2 * 30, cells.join(" ").trim_end());
        }
    }
    for FreeDay { date, slots } in &days {
        match slots {
            Ok(slots) => println!("{}  {} times", date.format("%a %d"), slots.len()),
            Err(why) => println!("{}  {}", date.format("%a %d"), words(why)),
        }
    }
}

fn cell(plan: &Plan, service: &str, day: &FreeDay, half_hour: u32) -> String {
    let begins = |at: DateTime<Utc>| {
        let wall = at.with_timezone(&Berlin).time();
        wall.hour() * 2 + wall.minute() / 30 == half_hour
    };
    let slots = day.slots.iter().flatten();
    let most = slots.filter(|slot| begins(slot.starts_at)).map(|slot| slot.count).max();
    let pool = &plan.services[service].needs[0].pool;
    let is_open = plan.series_on(pool, day.date).is_ok_and(|series| {
        series
            .iter()
            .flat_map(|series| series.steps())
            .any(|time| time.hour() * 2 + time.minute() / 30 == half_hour)
    });
    let cell = match (most, is_open) {
        (Some(count), _) => format!("{count} {}", "#".repeat(count.min(4).into())),
        (None, true) => ".".into(),
        (None, false) => String::new(),
    };
    format!("{cell:<7}")
}

fn words(why: &WhyNone) -> String {
    match why {
        WhyNone::Closed(Closed::Holiday(holiday)) => format!("closed: holiday {holiday:?}"),
        WhyNone::Closed(Closed::Closure(name)) => format!("closed: {name}"),
        WhyNone::Closed(Closed::NoHours) => "closed".into(),
        WhyNone::NotReleased { at } => {
            format!("released on {}", at.with_timezone(&Berlin).format("%Y-%m-%d %H:%M"))
        }
        other => format!("{other:?}"),
    }
}

/// Books what is free, here and there.
fn fill(
    plan: &Plan,
    bookings: &mut Bookings,
    services: &[&str],
    monday: NaiveDate,
    now: DateTime<Utc>,
    visits: u64,
) {
    for visit in 0..visits {
        let wish = wish(services[visit as usize % services.len()]);
        let days = free(plan, bookings, &wish, monday, 7, now).expect("it can be booked");
        let slots: Vec<_> = days.iter().flat_map(|day| day.slots.iter().flatten()).collect();
        // The mornings and the first days go first.
        let Some(slot) = slots.get(visit as usize * 37 % slots.len().max(1) / 2) else { return };
        let (booking, starts_at) = (BookingId(bookings.bookings().count() as u64 + 1), slot.starts_at);
        let command = Command::Claim { booking, wish, starts_at, claim: Claim::Confirm };
        let events = bookings.decide(plan, &command, now).expect("what is shown can be claimed");
        events.iter().for_each(|event| bookings.apply(event));
    }
}

fn time_it() {
    let plan = hundred_clerks();
    let now = at("2026-05-08 10:00");
    let mut bookings = Bookings::default();
    let from = date("2026-05-11");
    println!("\n60 days, 100 clerks, steps of 5 minutes, visits of 20 minutes");
    for per_day in [0, 1_000] {
        book_days(&plan, &mut bookings, from, per_day, now);
        let started = Instant::now();
        let days = free(&plan, &bookings, &staff_wish(), from, 60, now).expect("it can be booked");
        let taken = started.elapsed();
        let slots: usize = days.iter().flat_map(|day| &day.slots).map(Vec::len).sum();
        let booked = bookings.bookings().count();
        println!("{booked:>6} bookings: {slots} free times in {:.1} ms", taken.as_secs_f64() * 1_000.0);
        let booking = BookingId(u64::MAX);
        let slot = days.iter().flat_map(|day| day.slots.iter().flatten()).next_back().expect("a slot");
        let command =
            Command::Claim { booking, wish: staff_wish(), starts_at: slot.starts_at, claim: Claim::Hold };
        let started = Instant::now();
        let is_claimed = bookings.decide(&plan, &command, now).is_ok();
        println!(
            "       one claim decided ({is_claimed}) in {:.2} ms",
            started.elapsed().as_secs_f64() * 1_000.0
        );
    }
}

fn book_days(plan: &Plan, bookings: &mut Bookings, from: NaiveDate, per_day: usize, now: DateTime<Utc>) {
    let days = free(plan, bookings, &staff_wish(), from, 60, now).expect("it can be booked");
    let open = days.iter().filter_map(|day| day.slots.as_ref().ok());
    let starts: Vec<DateTime<Utc>> =
        open.flat_map(|slots| slots.iter().step_by(4).map(|slot| slot.starts_at)).collect();
    let clerks: Vec<String> = plan.resources.keys().cloned().collect();
    // Applied as a journal is read: deciding each would be another measurement.
    for (n, starts_at) in starts.into_iter().enumerate() {
        for clerk in clerks.iter().take(per_day / 24) {
            bookings.apply(&calendar::bookings::Event::Claimed {
                booking: BookingId((n * 100 + bookings.bookings().count()) as u64),
                matters: staff_wish().matters,
                form: Form::InPerson,
                channel: Channel::Staff,
                urgent: false,
                starts_at,
                ends_at: starts_at + chrono::TimeDelta::minutes(20),
                seats: vec![calendar::bookings::Seat { pool: "office".into(), resource: clerk.clone() }],
                until: None,
            });
        }
    }
}

fn hundred_clerks() -> Plan {
    let weekdays = [1, 2, 3, 4, 5].map(|n| date(&format!("2026-05-{:02}", 10 + n)).weekday());
    let morning = chrono::NaiveTime::from_hms_opt(8, 0, 0).expect("a time");
    let evening = chrono::NaiveTime::from_hms_opt(16, 0, 0).expect("a time");
    let hours = vec![Series::weekly(date("2026-01-01"), &weekdays, morning, evening, 5)];
    let lead = Lead { days_ahead: 90, release: Release::AtOpening, ..Lead::default() };
    let skills = |n: usize| (0..=n % 4).map(|skill| format!("skill {skill}")).collect();
    let clerk = |n| Resource { pool: "office".into(), skills: skills(n), ..Resource::default() };
    let service = Service {
        minutes: 20,
        minutes_per_person: 0,
        needs: vec![Need { pool: "office".into(), skill: Some("skill 0".into()), forms: None }],
        forms: [Form::InPerson].into(),
        channels: Channel::ALL.into(),
        call_first: false,
        lead: None,
    };
    Plan {
        zone: Berlin,
        town: Some(calendar::holidays::Town::of(calendar::holidays::Land::BadenWuerttemberg)),
        pools: BTreeMap::from([("office".to_string(), Pool { hours, lead, ..Pool::default() })]),
        resources: (1..=100).map(|n| (format!("clerk {n}"), clerk(n))).collect(),
        services: BTreeMap::from([("visit".to_string(), service)]),
        closures: vec![],
        people_max: None,
        deadlines: Deadlines::default(),
    }
}

fn staff_wish() -> Wish {
    Wish::of("visit", Channel::Staff)
}

fn wish(service: &str) -> Wish {
    let matters = vec![Matter { service: service.into(), persons: 1 }];
    let whose = Whose { name: Some("Auer".into()), place: Some("Konstanz".into()) };
    Wish { matters, form: Form::InPerson, channel: Channel::Online, urgent: false, whose }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
    Berlin.from_local_datetime(&local).earliest().expect("the wall shows it").with_timezone(&Utc)
}
