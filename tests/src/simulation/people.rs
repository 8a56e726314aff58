//! What people do: visitors with and without bookings, clerks, and those who press the wrong button.
//!
//! They look at the hall as the hub has committed it and do what is likely, and now and then something
//! senseless: refusals are answers too.

use calendar::bookings::{Absence, AbsenceId, Claim};
use calendar::wish::{Channel, Matter, Whose};
use calendar::{BookingId, Wish};
use chrono::{DateTime, TimeDelta, Utc};
use hub::desk::{Act, Order, SendOn, SiteState, Sites, freed};
use hub::store::Beside;
use queue::{Arrival, Command, Destination, DrawnBy, Need, Needs, Priority, State, Ticket, TicketId, Visit};

use super::settings::{SERVICES, SITES, ZONES};
use crate::replay::chance::Chance;

pub struct People {
    pub chance: Chance,
    /// Visitors who have not come yet.
    pub to_come: usize,
    acts: u64,
}

impl People {
    pub fn new(chance: Chance, visitors: usize) -> People {
        People { chance, to_come: visitors, acts: 0 }
    }

    pub fn any(&mut self, count: usize) -> usize {
        (self.chance.even() * count as f64) as usize
    }

    fn one_of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.any(these.len())]
    }

    /// What is asked of the hub at once: mostly one thing, sometimes several.
    pub fn orders(&mut self, sites: &Sites, now: DateTime<Utc>) -> Vec<Order> {
        if self.chance.happens(0.06) {
            // Alone, so that everybody knows what was said before the next one is called.
            return vec![self.says_something(&sites[SITES[0]])];
        }
        if self.chance.happens(0.04) {
            return self.all_press_next(&sites[SITES[0]]);
        }
        let count = if self.chance.happens(0.2) { 2 + self.any(2) } else { 1 };
        let mut orders: Vec<Order> = (0..count).map(|_| self.order(sites, now)).collect();
        if self.chance.happens(0.03) {
            // A double touch: the same key twice, before anybody could answer.
            orders.extend(orders.first().cloned());
        }
        orders
    }

    /// Clerks at two counters, or at one in two windows, in the same moment.
    fn all_press_next(&mut self, state: &SiteState) -> Vec<Order> {
        let counters = if self.chance.happens(0.2) { ["1", "1"] } else { ["1", "2"] };
        counters.map(|counter| self.by_clerk(state, counter, call_next(counter, vec![]))).into()
    }

    fn order(&mut self, sites: &Sites, now: DateTime<Utc>) -> Order {
        let site = if self.chance.happens(0.9) { SITES[0] } else { SITES[1] };
        let state = &sites[site];
        if self.to_come > 0 && self.chance.happens(0.25) {
            self.to_come -= 1;
            let act = self.visitor(state, now);
            return self.by(state, "kiosk:eingang", act);
        }
        if let Some(act) = self.takes_a_time(state, now) {
            return self.by(state, "clerk:99", act);
        }
        match self.chance.pick([0.75, 0.15, 0.05, 0.05].into_iter()) {
            0 => self.clerk(state),
            1 => self.staff(state, now),
            2 => self.supervisor(state),
            _ => self.booking(state, now),
        }
    }

    /// A visitor comes to the kiosk.
    fn visitor(&mut self, state: &SiteState, now: DateTime<Utc>) -> Act {
        let visit = self.visit();
        let booked: Vec<_> = state
            .bookings()
            .bookings()
            .filter(|booking| booking.state == calendar::State::Confirmed)
            .collect();
        if !booked.is_empty() && self.chance.happens(0.4) {
            let booking = booked[self.any(booked.len())].id;
            let needs = if self.chance.happens(0.2) { self.needs() } else { Needs::NONE };
            return Act::CheckIn { booking, needs, language: self.language() };
        }
        if self.chance.happens(0.35) {
            return Act::Queue(Command::CheckIn { visit, booked_at: self.slot(now), booking: None });
        }
        let by = if self.chance.happens(0.8) { DrawnBy::Kiosk } else { DrawnBy::Staff };
        Act::Queue(Command::Draw { visit, by })
    }

    /// Staff give somebody who waits a time that others gave up; now and then by an old page, or to nobody.
    /// Visitors take it the same way, but of strangers' refusals no answer is kept.
    fn takes_a_time(&mut self, state: &SiteState, now: DateTime<Utc>) -> Option<Act> {
        if self.chance.happens(0.01) {
            return Some(Act::TakeTime { ticket: self.any_ticket(state), at: self.soon(now) });
        }
        let offers = freed::offers(state, &state.day.order(None, now), now);
        if offers.is_empty() || self.chance.happens(0.5) {
            return None;
        }
        let offer = &offers[self.any(offers.len())];
        Some(Act::TakeTime { ticket: offer.tickets[self.any(offer.tickets.len())], at: offer.at })
    }

    /// Most visitors speak German.
    fn language(&mut self) -> Option<String> {
        self.chance.happens(0.3).then(|| self.one_of(&["uk", "ar", "tr"]).to_owned())
    }

    /// Staff write down what a visitor needs, or a word for the next clerk.
    fn says_something(&mut self, state: &SiteState) -> Order {
        let ticket = self.any_ticket(state);
        let needs = self.needs();
        let said = self.acts;
        let note = self.chance.happens(0.5).then(|| format!("said in act {said}"));
        let act = match self.any(3) {
            0 => {
                let visit = Visit { has_remark: note.is_some(), ..self.visit() };
                let command = Command::Draw { visit, by: DrawnBy::Staff };
                Act::QueueBeside { command, beside: Beside { needs, note, language: self.language() } }
            }
            1 => Act::Need { ticket, needs },
            _ => {
                let to = Destination::Service(self.one_of(&SERVICES).into());
                let command = Command::Transfer { ticket, to, at: None, with_note: note.is_some() };
                Act::QueueBeside { command, beside: Beside { note, ..Beside::default() } }
            }
        };
        self.by(state, "clerk:99", act)
    }

    fn needs(&mut self) -> Needs {
        let needs: &[Need] = match self.any(4) {
            0 => &[],
            1 => &[Need::StepFree, Need::HearingLoop],
            _ => &[Need::StepFree],
        };
        needs.iter().copied().collect()
    }

    /// Around now, to the minute: the edges of early, in time, late and too late are minutes too.
    fn slot(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let minutes = self.one_of(&[-30, -11, -10, -10, -9, -6, -5, -5, -4, 0, 0, 4, 5, 6, 10, 15, 30]);
        now + TimeDelta::minutes(minutes)
    }

    fn visit(&mut self) -> Visit {
        let mut visit = Visit::to(self.one_of(&SERVICES));
        if self.chance.happens(0.15) {
            visit.further = SERVICES.iter().filter(|s| **s != visit.service).map(|s| s.to_string()).collect();
            visit.further.truncate(1 + self.any(2));
        }
        visit.persons = if self.chance.happens(0.1) { 1 + self.any(21) as u32 } else { 1 };
        visit.priority = self.one_of(&[Priority::Normal, Priority::Normal, Priority::High, Priority::Low]);
        visit.has_remark = self.chance.happens(0.1);
        visit
    }

    fn booking(&mut self, state: &SiteState, now: DateTime<Utc>) -> Order {
        let booked: Vec<_> = state.bookings().bookings().map(|booking| booking.id).collect();
        let act = match booked.is_empty() || self.chance.happens(0.5) {
            true => self.books(now),
            false => {
                let booking = booked[self.any(booked.len())];
                self.changes(booking, now)
            }
        };
        self.by(state, "partner:zms", act)
    }

    fn books(&mut self, now: DateTime<Utc>) -> Act {
        let mut wish = Wish::of(self.one_of(&SERVICES), self.one_of(&[Channel::Online, Channel::Infopoint]));
        if self.chance.happens(0.2) {
            wish.matters[0].persons = 1 + self.any(4) as u16;
            wish.matters.push(Matter { service: self.one_of(&SERVICES).into(), persons: 1 });
        }
        let claim = if self.chance.happens(0.4) { Claim::Hold } else { Claim::Confirm };
        Act::Book { wish, starts_at: self.soon(now), claim, contact: None }
    }

    /// On the grid of the calendar; some mean tomorrow.
    fn soon(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let five = 300 - now.timestamp().rem_euclid(300);
        let soon = TimeDelta::seconds(five) + TimeDelta::minutes(5 * self.any(12) as i64);
        now + if self.chance.happens(0.25) { soon + TimeDelta::days(1) } else { soon }
    }

    /// Somebody does something with a booking, or a clerk goes home.
    fn changes(&mut self, booking: BookingId, now: DateTime<Utc>) -> Act {
        const CLERKS: [&str; 4] = ["anna", "bert", "carl", "nobody"];
        let (from, to) = (self.one_of(&CLERKS).to_owned(), self.one_of(&CLERKS).to_owned());
        Act::Calendar(match self.any(12) {
            0..=2 => calendar::Command::Release { booking },
            3 | 4 => calendar::Command::Confirm { booking },
            5 => calendar::Command::Submit { booking },
            6..=8 => {
                let (starts_at, channel, whose) = (self.soon(now), Channel::Online, Whose::default());
                calendar::Command::Rebook { booking, starts_at, channel, whose }
            }
            9 => calendar::Command::Move { booking, from, to },
            10 => calendar::Command::Return { absence: AbsenceId(1 + self.any(3) as u64) },
            _ => {
                let until = now + TimeDelta::minutes(5 + self.any(600) as i64);
                return Act::Absent(vec![Absence { resource: from, from: now, until }]);
            }
        })
    }

    /// A clerk does what the counter allows.
    fn clerk(&mut self, state: &SiteState) -> Order {
        let counters: Vec<&String> = state.day.rules().counters.keys().collect();
        let counter = counters[self.any(counters.len())].clone();
        let held = state.day.counters().get(&counter).copied().flatten().and_then(|id| state.day.find(id));
        let command = match held {
            None => self.at_a_free_counter(state, &counter),
            Some(ticket) => self.with_a_visitor(ticket, &counter),
        };
        self.by_clerk(state, &counter, command)
    }

    fn at_a_free_counter(&mut self, state: &SiteState, counter: &str) -> Command {
        let ticket = self.any_ticket(state);
        let counter = counter.to_string();
        match self.chance.pick([0.78, 0.05, 0.03, 0.06, 0.02, 0.03, 0.03].into_iter()) {
            0 => {
                let except = if self.chance.happens(0.1) { vec![ticket] } else { vec![] };
                call_next(&counter, except)
            }
            1 => Command::Call { ticket, counter },
            2 => Command::Look { ticket, counter },
            3 => Command::Undo { counter },
            4 => Command::CloseCounter { counter },
            5 => Command::OpenCounter { counter },
            _ => {
                let services = match self.any(3) {
                    0 => None,
                    1 => Some(["pass".to_string()].into()),
                    _ => Some(SERVICES.map(str::to_string).into()),
                };
                Command::Assign { counter, services }
            }
        }
    }

    fn with_a_visitor(&mut self, ticket: &Ticket, counter: &str) -> Command {
        let (counter, ticket_id) = (counter.to_string(), ticket.id);
        if let State::LookedAt { .. } = ticket.state {
            return match self.any(4) {
                0 => Command::Release { ticket: ticket_id, counter },
                _ => Command::Call { ticket: ticket_id, counter },
            };
        }
        let called = matches!(ticket.state, State::Called { .. });
        let weights = match called {
            //    arrive, no-show, recall, finish, undo, park, transfer, split, away, next
            true => [0.40, 0.15, 0.15, 0.08, 0.08, 0.03, 0.04, 0.02, 0.01, 0.04],
            false => [0.02, 0.02, 0.02, 0.54, 0.08, 0.08, 0.10, 0.06, 0.04, 0.04],
        };
        let at = Some(counter.clone());
        match self.chance.pick(weights.into_iter()) {
            0 => Command::Arrive { ticket: ticket_id, counter },
            1 => Command::NoShow { ticket: ticket_id, counter },
            2 => Command::Recall { ticket: ticket_id, counter },
            3 => {
                let performed = self.chance.happens(0.3).then(|| vec![ticket.service.clone()]);
                Command::Finish { ticket: ticket_id, counter, performed }
            }
            4 => Command::Undo { counter },
            5 => Command::Park { ticket: ticket_id, counter },
            6 => self.transfer(ticket_id, at),
            7 => Command::SplitOff { ticket: ticket_id, service: self.one_of(&SERVICES).into(), at },
            8 => Command::TransferAway { ticket: ticket_id, at, to: None },
            _ => call_next(&counter, vec![]),
        }
    }

    /// Staff do something with a ticket, whoever has it.
    fn staff(&mut self, state: &SiteState, now: DateTime<Utc>) -> Order {
        let ticket = self.any_ticket(state);
        let counter = self.one_of(&["1", "2", "3", "4", "77"]).to_string();
        let command = match self.any(12) {
            0 | 1 => {
                let priority = self.one_of(&[Priority::High, Priority::Normal, Priority::Low]);
                Command::Prioritise { ticket, priority }
            }
            2..=4 => Command::TakeBack { ticket },
            // The visitor goes home, perhaps just when the number is called.
            5 => Command::Withdraw { ticket },
            6 => self.transfer(ticket, None),
            7 => Command::SplitOff { ticket, service: self.one_of(&SERVICES).into(), at: None },
            8 if self.chance.happens(0.6) => {
                let here = state.config.id.as_str();
                let site = SITES.into_iter().find(|site| *site != here).expect("there are two sites");
                let sent = SendOn {
                    ticket,
                    at: Some(counter).filter(|_| self.chance.happens(0.6)),
                    site: site.into(),
                    service: self.one_of(&SERVICES).into(),
                    note: self.chance.happens(0.2).then(|| "a note".into()),
                };
                return self.by(state, "clerk:99", Act::SendOn(sent));
            }
            8 => {
                let arrival =
                    if self.chance.happens(0.5) { Arrival::WalkIn } else { Arrival::Booking { at: now } };
                let arrived_at = now - TimeDelta::minutes(self.any(40) as i64 - 2);
                Command::TakeOver { visit: self.visit(), arrival, arrived_at }
            }
            9 => Command::NoShow { ticket, counter },
            10 => Command::Finish { ticket, counter, performed: Some(vec!["gone".into()]) },
            _ => Command::Release { ticket, counter },
        };
        self.by(state, "clerk:99", Act::Queue(command))
    }

    fn transfer(&mut self, ticket: TicketId, at: Option<String>) -> Command {
        let to = match self.chance.happens(0.5) {
            true => Destination::Service(self.one_of(&SERVICES).into()),
            false => Destination::Zone(self.one_of(&ZONES)),
        };
        Command::Transfer { ticket, to, at, with_note: self.chance.happens(0.2) }
    }

    fn supervisor(&mut self, state: &SiteState) -> Order {
        let zone = self.one_of(&['A', 'K', 'X']);
        let command = match self.any(8) {
            0 | 1 => Command::CloseZone { zone },
            2..=4 => Command::OpenZone { zone },
            5 => Command::SetGhostCounters { count: Some(self.any(120) as u32) },
            6 => Command::SetGhostCounters { count: None },
            _ => Command::OpenDay { date: state.day.date().unwrap_or_default(), hours: vec![] },
        };
        self.by(state, "supervisor:1", Act::Queue(command))
    }

    /// Mostly one of the newest; now and then one that nobody drew.
    fn any_ticket(&mut self, state: &SiteState) -> TicketId {
        let count = state.day.tickets().len();
        let back = self.any(12).min(self.any(40));
        TicketId((count + 1).saturating_sub(1 + back) as u32)
    }

    fn by_clerk(&mut self, state: &SiteState, counter: &str, command: Command) -> Order {
        self.by(state, &format!("clerk:{counter}"), Act::Queue(command))
    }

    pub fn by(&mut self, state: &SiteState, actor: &str, act: Act) -> Order {
        self.acts += 1;
        let key = Some(format!("act-{}", self.acts));
        Order { site: state.config.id.clone(), actor: actor.into(), key, act }
    }
}

fn call_next(counter: &str, except: Vec<TicketId>) -> Command {
    Command::CallNext { counter: counter.into(), except }
}
