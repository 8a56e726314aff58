//! Plays a table of a day's acts. It is the only caller of the crate in the story tests.
//!
//! A line is a time (`+08:00` is the next day), an act and what comes of it. The acts are in
//! `acts.rs`, the words for what comes of them in `words.rs`.
#![allow(dead_code, reason = "each test program uses its own part of the table")]

mod acts;
pub mod random;
mod words;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use queue::{
    Counter, Day, Event, Expected, Hours, Need, OrderRules, Place, Rules, Service, ServiceTimes, TicketId,
    Zone,
};

/// Plays every line and compares its outcome; two blanks or more separate the columns.
pub fn check(story: &str) {
    play(Table::new(), story);
}

/// The same on a day with a break from 12:00 to 14:00.
pub fn check_with_break(story: &str) {
    let hours = [("08:00", "12:00"), ("14:00", "18:00")];
    play(Table::open(rules(), &hours), story);
}

/// The same in a town that has other settings.
pub fn check_with(settings: impl Fn(&mut Rules), story: &str) {
    let mut rules = rules();
    settings(&mut rules);
    play(Table::open(rules, &[("08:00", "18:00")]), story);
}

fn play(mut table: Table, story: &str) {
    for line in story.lines() {
        let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        let [time, act, outcome] = columns[..] else { panic!("not three columns: {line:?}") };
        assert_eq!(table.plays(time, act), outcome, "in the line {:?}", line.trim());
        assert_eq!(table.replayed(), table.day, "replayed after the line {:?}", line.trim());
    }
}

/// A day from 08:00 to 18:00 with counters 1 to 3 for everything and counter 4 for cars. Counter 2 can
/// be reached without steps and has a hearing loop.
pub struct Table {
    pub day: Day,
    hours: Vec<Hours>,
    pub journal: Vec<(Event, DateTime<Utc>)>,
    needs: Vec<(TicketId, queue::Needs)>,
    expected: Vec<Expected>,
}

pub fn rules() -> Rules {
    let service = |zone, target, median, p90| Service {
        zone,
        target_wait: TimeDelta::minutes(target),
        time_median: TimeDelta::minutes(median),
        time_p90: TimeDelta::minutes(p90),
        contingent: None,
    };
    let everything = Counter::default();
    let step_free =
        Counter { services: None, offers: [Need::StepFree, Need::HearingLoop].into_iter().collect() };
    let cars = Counter { services: Some(["car".to_string()].into()), ..Counter::default() };
    Rules {
        zones: vec![Zone { letter: 'A', contingent: None }, Zone { letter: 'K', contingent: None }],
        services: BTreeMap::from([
            ("pass".into(), service('A', 20, 10, 20)),
            ("move".into(), service('A', 20, 10, 20)),
            ("car".into(), service('K', 30, 10, 20)),
        ]),
        counters: BTreeMap::from([
            ("1".into(), everything.clone()),
            ("2".into(), step_free),
            ("3".into(), everything),
            ("4".into(), cars),
        ]),
        order: OrderRules::default(),
    }
}

impl Table {
    pub fn new() -> Table {
        Table::open(rules(), &[("08:00", "18:00")])
    }

    pub fn open(rules: Rules, hours: &[(&str, &str)]) -> Table {
        let hours = hours.iter().map(|(from, to)| Hours { opens_at: at(from), closes_at: at(to) });
        let mut table = Table {
            day: Day::new(rules),
            hours: hours.collect(),
            journal: Vec::new(),
            needs: Vec::new(),
            expected: Vec::new(),
        };
        assert_eq!(table.plays("00:00", "open_day 03-11"), "day opened");
        table
    }

    /// Plays one act and says what came of it.
    pub fn plays(&mut self, time: &str, act: &str) -> String {
        let now = at(time);
        let words: Vec<&str> = act.split(' ').collect();
        if let Some(answer) = self.asks(&words, now) {
            return answer;
        }
        match self.day.decide(&self.command(&words), now) {
            Err(refusal) => refusal.to_string(),
            Ok(events) if events.is_empty() => "nothing".into(),
            Ok(events) => {
                let said: Vec<String> = events.iter().map(|event| self.happens(event, now)).collect();
                self.tells_needs(&words);
                said.join(", ")
            }
        }
    }

    /// Applies the event and words it. Every event also survives being stored and read again.
    fn happens(&mut self, event: &Event, now: DateTime<Utc>) -> String {
        let stored = serde_json::to_string(event).expect("events can be stored");
        let event: Event = serde_json::from_str(&stored).expect("events can be read again");
        if let Event::DayOpened { .. } = event {
            self.expected.clear();
        }
        if let Event::DayOpened { .. } | Event::DayClosed = event {
            self.needs.clear();
        }
        self.day.apply(&event, now);
        let said = self.words(&event);
        self.journal.push((event, now));
        said
    }

    fn tells_needs(&mut self, words: &[&str]) {
        let needs = acts::needs(words);
        if needs != queue::Needs::NONE {
            let ticket = self.day.tickets().last().expect("a ticket was drawn just now").id;
            self.day.tell_needs(ticket, needs);
            self.needs.push((ticket, needs));
        }
    }

    /// The day as the journal has it, and as it was told beside the journal.
    pub fn replayed(&self) -> Day {
        let mut day = Day::with_times(self.day.rules().clone(), ServiceTimes::default());
        for (event, at) in &self.journal {
            day.apply(event, *at);
        }
        for (ticket, needs) in &self.needs {
            day.tell_needs(*ticket, *needs);
        }
        day.tell_expected(self.expected.clone());
        day
    }

    /// The same, as a hub reads it that starts again: nothing from before the last day with a number.
    pub fn replayed_from_the_last_opening(&self) -> Day {
        let mut day = Day::new(self.day.rules().clone());
        let opened = |(event, _): &(Event, DateTime<Utc>)| matches!(event, Event::DayOpened { .. });
        let drawn = self.journal.iter().rposition(|(event, _)| matches!(event, Event::Drawn { .. }));
        let last = self.journal[..drawn.unwrap_or(1)].iter().rposition(opened).expect("a day was opened");
        for (event, at) in &self.journal[last..] {
            day.apply(event, *at);
        }
        day
    }

    /// Who would be called next, and who stands on top of that counter's list.
    pub fn next_and_top(&self, counter: &str, time: &str) -> (Option<Place>, Option<Place>) {
        let (counter, now) = (counter.to_string(), at(time));
        let absent =
            |place: &Place| self.day.ticket(place.ticket).locked_until.is_some_and(|until| until > now);
        let order = self.day.order(Some(&counter), now);
        (self.day.next(&counter, now), order.first().copied().filter(|top| !absent(top)))
    }
}

/// A time of the day the stories play on, or with `+` of the next one.
pub fn at(time: &str) -> DateTime<Utc> {
    let (days, time) = time.strip_prefix('+').map_or((0, time), |time| (1, time));
    let time: NaiveTime = format!("{time}:00").parse().expect("a time of day");
    let date = NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date") + TimeDelta::days(days);
    date.and_time(time).and_utc()
}
