//! Plays a table of what a town's calendar goes through. It is the only caller of the crate in the story
//! tests.
//!
//! A line is a time, an act and what comes of it; two blanks or more separate the columns. Times are
//! those on the wall: `03-11 07:00` is in 2026, `2027-03-28 07:00` says its year. A name of several words
//! has `_` between them.
#![allow(dead_code, reason = "each test program uses its own part of the table")]

mod words;

use std::collections::{BTreeMap, BTreeSet};

use calendar::bookings::{Absence, AbsenceId, Bookings, Command, Event};
use calendar::bookings::{BookingId, Claim};
use calendar::holidays::{Land, Town};
use calendar::hours::Series;
use calendar::plan::{Deadlines, Lead, Need, Notice, Plan, Pool, Release, Resource, Service};
use calendar::wish::{Channel, Form, Matter, Whose, Wish};
use calendar::{FreeDay, free, substitution, units};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Berlin;

/// Plays every line in the town of these tests and compares its outcome.
pub fn check(story: &str) {
    check_with(|_| {}, story);
}

/// The same in a town that has other settings.
pub fn check_with(settings: impl Fn(&mut Plan), story: &str) {
    let mut plan = town();
    settings(&mut plan);
    check_in(plan, story);
}

/// The same in another town altogether.
pub fn check_in(plan: Plan, story: &str) {
    assert_eq!(plan.faults(), vec![], "the plan of the story");
    let mut table = Table::of(plan);
    for line in story.lines() {
        let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        let [time, act, outcome] = columns[..] else { panic!("not three columns: {line:?}") };
        assert_eq!(table.plays(time, act), outcome, "in the line {:?}", line.trim());
        assert_eq!(table.replayed(), table.bookings, "replayed after the line {:?}", line.trim());
        table.no_seat_is_taken_twice();
    }
}

/// A town in Baden-Württemberg: an office with Anna, who can do everything, and Bert, who does passes, and
/// open in the mornings and on Thursday afternoons.
pub fn town() -> Plan {
    let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let hours = vec![
        Series::weekly(day("2026-01-01"), &weekdays, time("08:00"), time("12:00"), 10),
        Series::weekly(day("2026-01-01"), &[Weekday::Thu], time("14:00"), time("18:00"), 10),
    ];
    let lead = Lead { notice: Notice::Minutes(0), days_ahead: 56, release: Release::AtOpening };
    let office = Pool { hours, lead, ..Pool::default() };
    Plan {
        zone: Berlin,
        town: Some(Town::of(Land::BadenWuerttemberg)),
        pools: BTreeMap::from([("office".into(), office)]),
        resources: BTreeMap::from([
            ("anna".into(), clerk("office", &["pass", "move"])),
            ("bert".into(), clerk("office", &["pass"])),
        ]),
        services: BTreeMap::from([
            ("pass".into(), service("office", "pass", 10)),
            ("move".into(), Service { minutes_per_person: 10, ..service("office", "move", 20) }),
        ]),
        closures: vec![],
        people_max: None,
        deadlines: Deadlines::default(),
    }
}

pub fn clerk(pool: &str, skills: &[&str]) -> Resource {
    let skills = skills.iter().map(|skill| skill.to_string()).collect();
    Resource { pool: pool.into(), skills, ..Resource::default() }
}

/// By everybody, in person.
pub fn service(pool: &str, skill: &str, minutes: u16) -> Service {
    Service {
        minutes,
        minutes_per_person: 0,
        needs: vec![Need { pool: pool.into(), skill: Some(skill.into()), forms: None }],
        forms: BTreeSet::from([Form::InPerson]),
        channels: Channel::ALL.into(),
        call_first: false,
        lead: None,
    }
}

pub struct Table {
    pub plan: Plan,
    pub bookings: Bookings,
    pub journal: Vec<Event>,
}

impl Table {
    pub fn of(plan: Plan) -> Table {
        Table { plan, bookings: Bookings::default(), journal: Vec::new() }
    }

    /// Plays one act and says what came of it.
    pub fn plays(&mut self, time: &str, act: &str) -> String {
        let now = at(time);
        let spoken = act.split(' ').enumerate().map(|(n, word)| match n {
            0 => word.to_owned(),
            _ => word.replace('_', " "),
        });
        let spoken: Vec<String> = spoken.collect();
        let words: Vec<&str> = spoken.iter().map(String::as_str).collect();
        match words[..] {
            ["free", matters, date, ..] => {
                let date = self::date(date);
                let found = free(&self.plan, &self.bookings, &wish(matters, &words[3..]), date, 1, now);
                found.map_or_else(|refusal| words::refusal(&refusal), |days| words::day(&days[0]))
            }
            ["takes_over", absence] => {
                let absence = self.bookings.absence(AbsenceId(number(absence))).expect("an absence");
                words::substitution(&substitution(&self.plan, &self.bookings, absence, now))
            }
            ["would_take_over", resource, ..] => {
                let absence = self.absence(resource, &words[2..]);
                words::substitution(&substitution(&self.plan, &self.bookings, &absence, now))
            }
            ["state", booking] => match self.bookings.booking(BookingId(number(booking))) {
                Some(booking) => words::state(booking),
                None => "unknown".into(),
            },
            ["deadline"] => self.bookings.next_deadline().map_or("none".into(), words::moment),
            _ => self.does(&self.command(&words), now),
        }
    }

    pub fn does(&mut self, command: &Command, now: DateTime<Utc>) -> String {
        match self.bookings.decide(&self.plan, command, now) {
            Err(refusal) => words::refusal(&refusal),
            Ok(events) if events.is_empty() => "nothing".into(),
            Ok(events) => {
                let said: Vec<String> = events.iter().map(|event| self.happens(event)).collect();
                said.join(", ")
            }
        }
    }

    /// Applies the event and words it. Every event also survives being stored and read again.
    fn happens(&mut self, event: &Event) -> String {
        let stored = serde_json::to_string(event).expect("events can be stored");
        let event: Event = serde_json::from_str(&stored).expect("events can be read again");
        self.bookings.apply(&event);
        let said = words::event(&event);
        self.journal.push(event);
        said
    }

    pub fn replayed(&self) -> Bookings {
        let mut bookings = Bookings::default();
        self.journal.iter().for_each(|event| bookings.apply(event));
        bookings
    }

    pub fn no_seat_is_taken_twice(&self) {
        let mut claims = BTreeSet::new();
        for booking in self.bookings.bookings().filter(|booking| booking.state.is_seated()) {
            for seat in &booking.seats {
                for unit in units(booking.starts_at, booking.ends_at) {
                    assert!(claims.insert((&seat.resource, unit)), "{seat:?} is taken twice at {unit:?}");
                }
            }
        }
    }

    pub fn free(&self, wish: &Wish, from: NaiveDate, days: u16, now: DateTime<Utc>) -> Vec<FreeDay> {
        free(&self.plan, &self.bookings, wish, from, days, now).expect("the wish can be had")
    }

    fn command(&self, words: &[&str]) -> Command {
        let booking = |id: &str| BookingId(number(id));
        let moment = |date: &str, time: &str| at(&format!("{date} {time}"));
        match *words {
            ["claim", id, matters, date, time, ref more @ ..] => Command::Claim {
                booking: booking(id),
                wish: wish(matters, more),
                starts_at: moment(date, time),
                claim: match more {
                    _ if more.contains(&"hold") => Claim::Hold,
                    _ if more.contains(&"here") => Claim::Here,
                    _ => Claim::Confirm,
                },
            },
            ["submit", id] => Command::Submit { booking: booking(id) },
            ["confirm", id] => Command::Confirm { booking: booking(id) },
            ["rebook", id, date, time, ref more @ ..] => {
                let wish = wish("pass", more);
                let (channel, whose) = (wish.channel, wish.whose);
                Command::Rebook { booking: booking(id), starts_at: moment(date, time), channel, whose }
            }
            ["release", id] => Command::Release { booking: booking(id) },
            ["check_in", id] => Command::CheckIn { booking: booking(id) },
            ["ask_again", id] => Command::AskAgain { booking: booking(id) },
            ["miss", id] => Command::Miss { booking: booking(id) },
            ["miss_late", day, time] => Command::MissLate { before: moment(day, time) },
            ["close_day", day] => Command::CloseDay { date: date(day) },
            ["resume_day", day] => Command::ResumeDay { date: date(day) },
            ["forget_before", day, time] => Command::ForgetPast { before: moment(day, time) },
            ["move", id, from, to] => {
                Command::Move { booking: booking(id), from: from.into(), to: to.into() }
            }
            ["absent", id, resource, ref times @ ..] => {
                let Absence { resource, from, until } = self.absence(resource, times);
                Command::Absent { absence: AbsenceId(number(id)), resource, from, until }
            }
            ["return", id] => Command::Return { absence: AbsenceId(number(id)) },
            ["lapse"] => Command::Lapse,
            _ => panic!("no such act: {words:?}"),
        }
    }

    /// `03-11 08:00 12:00`, or `03-11 03-13` for whole days.
    fn absence(&self, resource: &str, times: &[&str]) -> Absence {
        let (from, until) = match *times {
            [day, from, until] if from.contains(':') => (format!("{day} {from}"), format!("{day} {until}")),
            [from, until] => {
                let next = date(until).succ_opt().expect("a next day");
                (format!("{from} 00:00"), format!("{next} 00:00"))
            }
            _ => panic!("no times of an absence: {times:?}"),
        };
        Absence { resource: resource.into(), from: at(&from), until: at(&until) }
    }
}

/// `pass+move`, or `move*3` for three persons; then who books it and how.
pub fn wish(matters: &str, more: &[&str]) -> Wish {
    let matter = |text: &str| {
        let (service, persons) = text.split_once('*').unwrap_or((text, "1"));
        Matter { service: service.into(), persons: persons.parse().expect("a number of persons") }
    };
    let mut wish = Wish {
        matters: matters.split('+').map(matter).collect(),
        form: Form::InPerson,
        channel: Channel::Online,
        urgent: false,
        whose: Whose::default(),
    };
    for word in more {
        match word.split_once('=') {
            Some(("name", name)) => wish.whose.name = Some(name.into()),
            Some(("place", place)) => wish.whose.place = Some(place.into()),
            _ => match *word {
                "kiosk" => wish.channel = Channel::Kiosk,
                "infopoint" => wish.channel = Channel::Infopoint,
                "staff" => wish.channel = Channel::Staff,
                "phone" => wish.form = Form::Phone,
                "video" => wish.form = Form::Video,
                "urgent" => wish.urgent = true,
                "hold" | "here" => {}
                _ => panic!("no such word of a wish: {word}"),
            },
        }
    }
    wish
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

/// A moment as the wall shows it.
pub fn at(moment: &str) -> DateTime<Utc> {
    let (day, clock) = moment.split_once(' ').expect("a date and a time");
    let local = date(day).and_time(time(clock));
    Berlin.from_local_datetime(&local).earliest().expect("the wall shows this time").with_timezone(&Utc)
}

/// `03-11` is in 2026.
pub fn date(text: &str) -> NaiveDate {
    match text.len() {
        5 => day(&format!("2026-{text}")),
        _ => day(text),
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn time(text: &str) -> NaiveTime {
    format!("{text}:00").parse().expect("a time of day")
}
