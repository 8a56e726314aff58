//! A hall that is run by this crate.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{
    Command, Counter, Day, DrawnBy, Estimate, Event, Expected, Hours, OrderRules, Rules, Service, TicketId,
    Visit, Zone,
};

use super::{CLOSES, Hall, OPENS, SERVICES, Second, Visitor};

pub struct Ours {
    pub day: Day,
    date: NaiveDate,
    visitors: Vec<Visitor>,
    /// Whose ticket is which.
    whose: BTreeMap<TicketId, usize>,
    tickets: BTreeMap<usize, TicketId>,
    /// Whether the hall is told who has booked, and has not come yet.
    pub knows_bookings: bool,
    /// Whether people are told how long they will wait.
    pub tells: bool,
    /// What each was told on arrival: from and to in seconds, and how many waited before.
    pub told: BTreeMap<usize, Told>,
}

#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub from: Second,
    pub to: Second,
    pub before: usize,
    pub counters: usize,
}

impl Ours {
    /// All services are set to the same round times, as a town would that has never measured.
    pub fn new(order: OrderRules) -> Ours {
        let service = Service {
            zone: 'A',
            target_wait: TimeDelta::minutes(20),
            time_median: TimeDelta::minutes(10),
            time_p90: TimeDelta::minutes(20),
            contingent: None,
        };
        let rules = Rules {
            zones: vec![Zone { letter: 'A', contingent: None }],
            services: SERVICES.iter().map(|(name, ..)| (name.to_string(), service.clone())).collect(),
            counters: (0..9).map(|n| (n.to_string(), Counter::default())).collect(),
            order,
        };
        Ours {
            day: Day::new(rules),
            date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"),
            visitors: Vec::new(),
            whose: BTreeMap::new(),
            tickets: BTreeMap::new(),
            knows_bookings: true,
            tells: false,
            told: BTreeMap::new(),
        }
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

    fn tell_expected(&mut self) {
        let expected = |(n, visitor): (usize, &Visitor)| {
            let at = self.at(visitor.slot.filter(|_| !self.tickets.contains_key(&n))?);
            Some(Expected { service: SERVICES[visitor.service].0.into(), at })
        };
        let expected: Vec<Expected> = self.visitors.iter().enumerate().filter_map(expected).collect();
        self.day.tell_expected(if self.knows_bookings { expected } else { Vec::new() });
    }
}

impl Hall for Ours {
    fn opens(&mut self, visitors: &[Visitor], counters: usize) {
        self.date += TimeDelta::days(1);
        self.visitors = visitors.to_vec();
        (self.whose.clear(), self.tickets.clear(), self.told.clear());
        let hours = vec![Hours { opens_at: self.at(OPENS), closes_at: self.at(CLOSES) }];
        self.does(Command::OpenDay { date: self.date, hours }, OPENS - 3600);
        for counter in 0..counters {
            self.does(Command::OpenCounter { counter: counter.to_string() }, OPENS - 1800);
        }
    }

    fn arrives(&mut self, n: usize, now: Second) {
        let visitor = &self.visitors[n];
        let visit = Visit::to(SERVICES[visitor.service].0);
        let command = match visitor.slot {
            None => Command::Draw { visit, by: DrawnBy::Staff },
            Some(slot) => Command::CheckIn { visit, booked_at: self.at(slot), booking: None },
        };
        let before = self.day.waiting_in_zone('A');
        if self.does(command, now).is_empty() {
            return;
        }
        let ticket = self.day.tickets().last().expect("a ticket was drawn just now").id;
        self.whose.insert(ticket, n);
        self.tickets.insert(n, ticket);
        if !self.tells {
            return;
        }
        self.tell_expected();
        if let Estimate::Between { from, to } = self.day.estimate(ticket, self.at(now)) {
            let (from, to) = (from.num_seconds(), to.num_seconds());
            self.told.insert(n, Told { from, to, before, counters: self.day.counters().len() });
        }
    }

    fn next(&mut self, counter: usize, now: Second) -> Option<usize> {
        let counter = counter.to_string();
        let events = self.does(Command::CallNext { counter, except: vec![] }, now);
        events.iter().find_map(|event| match event {
            Event::Called { ticket, .. } => Some(self.whose[ticket]),
            _ => None,
        })
    }

    fn sits_down(&mut self, n: usize, counter: usize, now: Second) {
        self.does(Command::Arrive { ticket: self.tickets[&n], counter: counter.to_string() }, now);
    }

    fn does_not_come(&mut self, n: usize, counter: usize, now: Second) {
        self.does(Command::NoShow { ticket: self.tickets[&n], counter: counter.to_string() }, now);
    }

    fn finishes(&mut self, n: usize, counter: usize, now: Second) {
        let (ticket, counter) = (self.tickets[&n], counter.to_string());
        self.does(Command::Finish { ticket, counter, performed: None }, now);
    }

    fn goes_for_lunch(&mut self, counter: usize, now: Second) {
        self.does(Command::CloseCounter { counter: counter.to_string() }, now);
    }

    fn closes(&mut self, now: Second) {
        self.does(Command::CloseDay, now);
    }
}
