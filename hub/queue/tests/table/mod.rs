//! Plays a table of a day's acts. It is the only caller of the crate in the story tests.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use queue::{
    Arrival, Command, Counter, Day, Estimate, Event, Hours, Number, OrderRules, Place, Reason, Rules,
    Service, TicketId, Zone,
};

/// Plays every line and compares its outcome; two blanks or more separate the columns.
#[allow(dead_code, reason = "each test program uses its own part of the table")]
pub fn check(story: &str) {
    play(Table::new(), story);
}

/// The same on a day with a break from 12:00 to 14:00.
#[allow(dead_code, reason = "each test program uses its own part of the table")]
pub fn check_with_break(story: &str) {
    let hours = [("08:00", "12:00"), ("14:00", "18:00")];
    play(Table::open(&hours), story);
}

fn play(mut table: Table, story: &str) {
    for line in story.lines() {
        let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        let [time, act, outcome] = columns[..] else { panic!("not three columns: {line:?}") };
        assert_eq!(table.plays(time, act), outcome, "in the line {:?}", line.trim());
    }
}

/// A day from 08:00 to 18:00 with counters 1 to 3 for everything and counter 4 for cars.
pub struct Table {
    day: Day,
    hours: Vec<Hours>,
}

impl Table {
    pub fn new() -> Table {
        Table::open(&[("08:00", "18:00")])
    }

    fn open(hours: &[(&str, &str)]) -> Table {
        let service = |zone, target, median, p90| Service {
            zone,
            target_wait: TimeDelta::minutes(target),
            time_median: TimeDelta::minutes(median),
            time_p90: TimeDelta::minutes(p90),
        };
        let everything = Counter { services: None };
        let cars = Counter { services: Some(["car".to_string()].into()) };
        let rules = Rules {
            zones: vec![Zone { letter: 'A' }, Zone { letter: 'K' }],
            services: BTreeMap::from([
                ("pass".into(), service('A', 20, 10, 20)),
                ("car".into(), service('K', 30, 10, 20)),
            ]),
            counters: BTreeMap::from([
                ("1".into(), everything.clone()),
                ("2".into(), everything.clone()),
                ("3".into(), everything),
                ("4".into(), cars),
            ]),
            order: OrderRules::default(),
        };
        let hours = hours.iter().map(|(from, to)| Hours { opens_at: at(from), closes_at: at(to) });
        let mut table = Table { day: Day::new(rules), hours: hours.collect() };
        assert_eq!(table.plays("00:00", "open_day 03-11"), "day opened");
        table
    }

    /// Plays one act and says what came of it.
    pub fn plays(&mut self, time: &str, act: &str) -> String {
        let now = at(time);
        let words: Vec<&str> = act.split(' ').collect();
        match words[..] {
            ["order"] => return self.order(now),
            ["numbers"] => return self.numbers(now),
            ["estimate", service] => return estimate(self.day.estimate_for_new(service, now)),
            _ => {}
        }
        match self.day.decide(&self.command(&words), now) {
            Err(refusal) => refusal.to_string(),
            Ok(events) if events.is_empty() => "nothing".into(),
            Ok(events) => {
                let said: Vec<String> = events.iter().map(|event| self.happens(event, now)).collect();
                said.join(", ")
            }
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let ticket = |number: &str| {
            let number: Number = number.parse().expect("a number");
            self.day.find_by_number(number).map_or(TicketId(4711), |t| t.id)
        };
        match *words {
            ["open_day", date] => {
                let date: NaiveDate = format!("2026-{date}").parse().expect("a date");
                Command::OpenDay { date, hours: self.hours.clone() }
            }
            ["close_day"] => Command::CloseDay,
            ["open_counter", counter] => Command::OpenCounter { counter: counter.into() },
            ["close_counter", counter] => Command::CloseCounter { counter: counter.into() },
            ["draw", service] => Command::Draw { service: service.into() },
            ["check_in", service, time] => Command::CheckIn { service: service.into(), booked_at: at(time) },
            ["call_next", counter] => Command::CallNext { counter: counter.into() },
            ["call", number, counter] => Command::Call { ticket: ticket(number), counter: counter.into() },
            ["recall", number, counter] => {
                Command::Recall { ticket: ticket(number), counter: counter.into() }
            }
            ["arrive", number, counter] => {
                Command::Arrive { ticket: ticket(number), counter: counter.into() }
            }
            ["finish", number, counter] => {
                Command::Finish { ticket: ticket(number), counter: counter.into() }
            }
            ["no_show", number, counter] => {
                Command::NoShow { ticket: ticket(number), counter: counter.into() }
            }
            ["withdraw", number] => Command::Withdraw { ticket: ticket(number) },
            _ => panic!("no such act: {words:?}"),
        }
    }

    /// Applies the event and words it. Every event also survives being stored and read again.
    fn happens(&mut self, event: &Event, now: DateTime<Utc>) -> String {
        let stored = serde_json::to_string(event).expect("events can be stored");
        let event: Event = serde_json::from_str(&stored).expect("events can be read again");
        self.day.apply(&event, now);
        let number = |id: &TicketId| self.day.ticket(*id).number.to_string();
        match &event {
            Event::DayOpened { .. } => "day opened".into(),
            Event::DayClosed => "day closed".into(),
            Event::CounterOpened { counter } => format!("counter {counter} opened"),
            Event::CounterClosed { counter } => format!("counter {counter} closed"),
            Event::Drawn { number, arrival: Arrival::WalkIn | Arrival::Booking { .. }, .. } => {
                format!("{number} drawn")
            }
            Event::Called { ticket, counter, reason } => {
                format!("{} called to {counter} ({})", number(ticket), words(*reason))
            }
            Event::Recalled { ticket } => format!("{} recalled", number(ticket)),
            Event::Arrived { ticket } => format!("{} arrived", number(ticket)),
            Event::Finished { ticket } => format!("{} finished", number(ticket)),
            Event::Returned { ticket, locked_until } => {
                format!("{} waits again until {}", number(ticket), locked_until.format("%H:%M"))
            }
            Event::Missed { ticket } => format!("{} missed", number(ticket)),
            Event::Left { ticket } => format!("{} left", number(ticket)),
        }
    }

    /// Who would be called next, and who stands on top of that counter's list.
    #[allow(dead_code, reason = "each test program uses its own part of the table")]
    pub fn next_and_top(&self, counter: &str, time: &str) -> (Option<Place>, Option<Place>) {
        let (counter, now) = (counter.to_string(), at(time));
        let absent =
            |place: &Place| self.day.ticket(place.ticket).locked_until.is_some_and(|until| until > now);
        let order = self.day.order(Some(&counter), now);
        (self.day.next(&counter, now), order.first().copied().filter(|top| !absent(top)))
    }

    /// The order without its reasons.
    fn numbers(&self, now: DateTime<Utc>) -> String {
        let places = self.day.order(None, now);
        let numbers: Vec<String> =
            places.iter().map(|place| self.day.ticket(place.ticket).number.to_string()).collect();
        numbers.join(" ")
    }

    fn order(&self, now: DateTime<Utc>) -> String {
        let places = self.day.order(None, now);
        let said: Vec<String> = places
            .iter()
            .map(|place| format!("{} ({})", self.day.ticket(place.ticket).number, words(place.reason)))
            .collect();
        said.join(", ")
    }
}

fn at(time: &str) -> DateTime<Utc> {
    let time: NaiveTime = format!("{time}:00").parse().expect("a time of day");
    NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date").and_time(time).and_utc()
}

fn words(reason: Reason) -> String {
    match reason {
        Reason::Appointment { at } => format!("appointment {}", at.format("%H:%M")),
        Reason::AppointmentLate { minutes } => format!("{minutes} min late"),
        Reason::AppointmentDelayed { minutes } => format!("{minutes} min after its time"),
        Reason::AppointmentEarly { at } => format!("early for {}", at.format("%H:%M")),
        Reason::Waiting { minutes } => format!("waiting {minutes} min"),
        Reason::WalkInsTurn { minutes } => format!("a walk-in's turn, waiting {minutes} min"),
        Reason::Chosen => "chosen".into(),
    }
}

fn estimate(estimate: Estimate) -> String {
    match estimate {
        Estimate::Between { from, to } => {
            format!("{} to {} min", from.num_minutes(), to.num_minutes())
        }
        Estimate::NoCounterOpen => "no counter open".into(),
        Estimate::NotOpen => "not open".into(),
    }
}
