//! A hall that is run by our queue.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{Command, DrawnBy, Estimate, Event, Expected, Hours, Rules, TicketId, Visit};

use super::hall::{Day, Hall, Second, Visitor};

/// Clerks are at their counters this long before the doors open.
const READY: Second = 1800;

pub struct Ours {
    day: queue::Day,
    date: NaiveDate,
    visitors: Vec<Visitor>,
    /// Whose ticket is which.
    whose: BTreeMap<TicketId, usize>,
    tickets: BTreeMap<usize, TicketId>,
    /// Whether people are told how long they will wait.
    tells: bool,
    /// What each was told on arrival.
    pub told: BTreeMap<usize, Told>,
}

#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub from: Second,
    pub to: Second,
    /// So many waited before.
    pub before: usize,
    /// So many counters were open.
    pub counters: usize,
}

impl Ours {
    pub fn new(rules: Rules) -> Ours {
        Ours {
            day: queue::Day::new(rules),
            date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"),
            visitors: Vec::new(),
            whose: BTreeMap::new(),
            tickets: BTreeMap::new(),
            tells: false,
            told: BTreeMap::new(),
        }
    }

    pub fn that_tells(rules: Rules) -> Ours {
        Ours { tells: true, ..Ours::new(rules) }
    }

    fn at(&self, now: Second) -> DateTime<Utc> {
        self.date.and_time(Default::default()).and_utc() + TimeDelta::seconds(now)
    }

    fn does(&mut self, command: Command, now: Second) -> Vec<Event> {
        let now = self.at(now);
        let events = self.day.decide(&command, now).unwrap_or_default();
        for event in &events {
            self.day.apply(event, now);
        }
        events
    }

    fn tell_expected(&mut self, now: Second) {
        let expected = |(n, visitor): (usize, &Visitor)| {
            let awaited = visitor.booked <= now && !self.tickets.contains_key(&n);
            let at = self.at(visitor.slot.filter(|_| awaited)?);
            Some(Expected { service: visitor.service.clone(), at })
        };
        let expected: Vec<Expected> = self.visitors.iter().enumerate().filter_map(expected).collect();
        self.day.tell_expected(expected);
    }
}

impl Hall for Ours {
    fn opens(&mut self, day: &Day) {
        self.date += TimeDelta::days(1);
        self.visitors = day.visitors.clone();
        (self.whose.clear(), self.tickets.clear(), self.told.clear());
        let hours = vec![Hours { opens_at: self.at(day.opens), closes_at: self.at(day.closes) }];
        self.does(Command::OpenDay { date: self.date, hours }, day.opens - 2 * READY);
        for counter in 1..=day.counters {
            self.does(Command::OpenCounter { counter: counter.to_string() }, day.opens - READY);
        }
    }

    fn arrives(&mut self, n: usize, now: Second) {
        let visitor = &self.visitors[n];
        let visit = Visit::to(visitor.service.clone());
        let command = match visitor.slot {
            None => Command::Draw { visit, by: DrawnBy::Staff },
            Some(slot) => Command::CheckIn { visit, booked_at: self.at(slot), booking: None },
        };
        let zone = self.day.rules().services[&visitor.service].zone;
        let before = self.day.waiting_in_zone(zone);
        if self.does(command, now).is_empty() {
            return;
        }
        let ticket = self.day.tickets().last().expect("a ticket was drawn just now").id;
        self.whose.insert(ticket, n);
        self.tickets.insert(n, ticket);
        if !self.tells {
            return;
        }
        self.tell_expected(now);
        if let Estimate::Between { from, to } = self.day.estimate(ticket, self.at(now)) {
            let (from, to) = (from.num_seconds(), to.num_seconds());
            self.told.insert(n, Told { from, to, before, counters: self.day.counters().len() });
        }
    }

    fn next(&mut self, counter: usize, now: Second) -> Option<usize> {
        let events = self.does(Command::CallNext { counter: name(counter), except: vec![] }, now);
        events.iter().find_map(|event| match event {
            Event::Called { ticket, .. } => Some(self.whose[ticket]),
            _ => None,
        })
    }

    fn sits_down(&mut self, n: usize, counter: usize, now: Second) {
        self.does(Command::Arrive { ticket: self.tickets[&n], counter: name(counter) }, now);
    }

    fn does_not_come(&mut self, n: usize, counter: usize, now: Second) {
        self.does(Command::NoShow { ticket: self.tickets[&n], counter: name(counter) }, now);
    }

    fn finishes(&mut self, n: usize, counter: usize, now: Second) {
        let ticket = self.tickets[&n];
        self.does(Command::Finish { ticket, counter: name(counter), performed: None }, now);
    }

    fn goes_for_lunch(&mut self, counter: usize, now: Second) {
        self.does(Command::CloseCounter { counter: name(counter) }, now);
    }

    fn closes(&mut self, now: Second) {
        self.does(Command::CloseDay, now);
    }
}

fn name(counter: usize) -> String {
    (counter + 1).to_string()
}
