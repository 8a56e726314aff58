//! The acts of a story, and what it may ask.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{
    Arrival, Command, ContingentOf, Destination, DrawnBy, Expected, Need, Needs, Number, Priority, ServiceId,
    TicketId, Visit,
};

use super::words::{estimate, step_name, words};
use super::{Table, at};

impl Table {
    /// What the hub is asked, for which nothing happens.
    pub(super) fn asks(&mut self, asked: &[&str], now: DateTime<Utc>) -> Option<String> {
        Some(match *asked {
            ["order"] => self.places(now, None, true),
            ["order", counter] => self.places(now, Some(counter), true),
            ["numbers"] => self.places(now, None, false),
            ["numbers", counter] => self.places(now, Some(counter), false),
            ["estimate", service, ref more @ ..] => match service.parse::<Number>() {
                Ok(_) => estimate(self.day.estimate(self.ticket(service), now)),
                Err(_) => estimate(self.day.estimate_for(&visit(service, more), now)),
            },
            ["expect", service, time] => {
                self.expected.push(Expected { service: service.into(), at: at(time) });
                self.day.tell_expected(self.expected.clone());
                format!("{service} at {time}")
            }
            ["bookings_let_in"] => (if self.day.lets_a_booking_in(now) { "yes" } else { "no" }).into(),
            ["overtaken", number] => format!("{} times", self.day.ticket(self.ticket(number)).overtaken),
            ["waited", number] => {
                let ticket = self.day.ticket(self.ticket(number));
                let waited = ticket.first_called_at.expect("it was called") - ticket.arrived_at;
                format!("{} s", waited.num_seconds())
            }
            ["last_step", counter] => match self.day.last_step(&counter.to_string()) {
                Some((ticket, step, until)) => {
                    let number = self.day.ticket(ticket).number;
                    format!("{} of {number} until {}", step_name(step), until.format("%H:%M"))
                }
                None => "none".into(),
            },
            ["state", number] => self.day.ticket(self.ticket(number)).state.name().into(),
            ["waiting", zone] => self.day.waiting_in_zone(letter(zone)).to_string(),
            ["learned", service] => match self.day.service_times().learned(service) {
                Some((median, p90)) => {
                    let minutes = |time: TimeDelta| (time.as_seconds_f64() / 60.0).round();
                    format!("{} to {} min", minutes(median), minutes(p90))
                }
                None => "too little".into(),
            },
            _ => return None,
        })
    }

    pub(super) fn command(&self, words: &[&str]) -> Command {
        match *words {
            ["open_day", date] => {
                let date: NaiveDate = format!("2026-{date}").parse().expect("a date");
                let first = self.hours.first().expect("the doors open").opens_at.date_naive();
                let later = date - first;
                let mut hours = self.hours.clone();
                for hours in &mut hours {
                    (hours.opens_at, hours.closes_at) = (hours.opens_at + later, hours.closes_at + later);
                }
                Command::OpenDay { date, hours }
            }
            ["close_day"] => Command::CloseDay,
            ["close_zone", zone] => Command::CloseZone { zone: letter(zone) },
            ["open_zone", zone] => Command::OpenZone { zone: letter(zone) },
            ["ghosts", count] => Command::SetGhostCounters { count: count.parse().ok() },
            ["contingent", of, count] => {
                let of = match of.parse::<char>() {
                    Ok(zone) => ContingentOf::Zone(zone),
                    Err(_) => ContingentOf::Service(of.into()),
                };
                Command::SetContingent { of, count: count.parse().ok() }
            }
            ["close_early", "never"] => Command::CloseEarly { at: None },
            ["close_early", time] => Command::CloseEarly { at: Some(at(time)) },
            ["open_counter", counter] => Command::OpenCounter { counter: counter.into() },
            ["close_counter", counter] => Command::CloseCounter { counter: counter.into() },
            ["assign", counter, "all"] => Command::Assign { counter: counter.into(), services: None },
            ["assign", counter, list] => Command::Assign {
                counter: counter.into(),
                services: Some(services(list).into_iter().collect()),
            },
            ["draw", service, ref more @ ..] => {
                let by = if more.contains(&"staff") { DrawnBy::Staff } else { DrawnBy::Kiosk };
                Command::Draw { visit: visit(service, more), by }
            }
            ["check_in", service, time, ref more @ ..] => {
                Command::CheckIn { visit: visit(service, more), booked_at: at(time), booking: None }
            }
            ["take_over", service, "walk_in", since, ref more @ ..] => {
                let (visit, arrived_at) = (visit(service, more), at(since));
                Command::TakeOver { visit, arrival: Arrival::WalkIn, arrived_at }
            }
            ["take_over", service, booked, since, ref more @ ..] => {
                let arrival = Arrival::Booking { at: at(booked) };
                Command::TakeOver { visit: visit(service, more), arrival, arrived_at: at(since) }
            }
            ["call_next", counter, ref except @ ..] => {
                let except = except.iter().map(|number| self.ticket(number)).collect();
                Command::CallNext { counter: counter.into(), except }
            }
            [act, number, ref more @ ..] => self.act_on(act, self.ticket_or_counter(number), number, more),
            _ => panic!("no such act: {words:?}"),
        }
    }

    fn act_on(&self, act: &str, ticket: TicketId, first: &str, more: &[&str]) -> Command {
        let counter = || more.first().map(|counter| counter.to_string()).unwrap_or_default();
        let last = |n: usize| more.get(n).filter(|word| **word != "note").map(|c| c.to_string());
        match act {
            "call" => Command::Call { ticket, counter: counter() },
            "look" => Command::Look { ticket, counter: counter() },
            "release" => Command::Release { ticket, counter: counter() },
            "recall" => Command::Recall { ticket, counter: counter() },
            "arrive" => Command::Arrive { ticket, counter: counter() },
            "no_show" => Command::NoShow { ticket, counter: counter() },
            "park" => Command::Park { ticket, counter: counter() },
            "finish" => {
                let performed = more.get(1).map(|list| services(list));
                Command::Finish { ticket, counter: counter(), performed }
            }
            "take_back" => Command::TakeBack { ticket },
            "transfer" => {
                let to = match more[0].parse::<char>() {
                    Ok(zone) => Destination::Zone(zone),
                    Err(_) => Destination::Service(more[0].into()),
                };
                Command::Transfer { ticket, to, at: last(1), with_note: more.contains(&"note") }
            }
            "transfer_away" => Command::TransferAway { ticket, at: last(0), to: None },
            "split_off" => Command::SplitOff { ticket, service: more[0].into(), at: last(1) },
            "prioritise" => Command::Prioritise { ticket, priority: priority(more) },
            "take_time" => Command::TakeTime { ticket, at: at(more[0]), booking: None },
            "withdraw" => Command::Withdraw { ticket },
            "undo" => Command::Undo { counter: first.into() },
            _ => panic!("no such act: {act}"),
        }
    }

    fn ticket(&self, number: &str) -> TicketId {
        let number: Number = number.parse().expect("a number");
        self.day.find_by_number(number).map_or(TicketId(4711), |t| t.id)
    }

    fn ticket_or_counter(&self, word: &str) -> TicketId {
        if word.parse::<Number>().is_ok() { self.ticket(word) } else { TicketId(4711) }
    }

    fn places(&self, now: DateTime<Utc>, counter: Option<&str>, with_reasons: bool) -> String {
        let places = self.day.order(counter.map(String::from).as_ref(), now);
        let said: Vec<String> = (places.iter())
            .map(|place| {
                let number = self.day.ticket(place.ticket).number;
                if with_reasons { format!("{number} ({})", words(place.reason)) } else { number.to_string() }
            })
            .collect();
        match said.len() {
            0 => "nobody".into(),
            _ => said.join(if with_reasons { ", " } else { " " }),
        }
    }
}

fn letter(zone: &str) -> char {
    zone.parse().expect("a letter")
}

/// `pass+car of_3 high remark`: services, persons, priority, and a remark to be read.
fn visit(list: &str, more: &[&str]) -> Visit {
    let mut services = services(list);
    let persons = more.iter().find_map(|word| word.strip_prefix("of_"));
    Visit {
        service: services.remove(0),
        further: services,
        persons: persons.map_or(1, |persons| persons.parse().expect("a count")),
        priority: priority(more),
        has_remark: more.contains(&"remark"),
    }
}

fn services(list: &str) -> Vec<ServiceId> {
    list.split('+').map(String::from).collect()
}

fn priority(more: &[&str]) -> Priority {
    match more {
        _ if more.contains(&"high") => Priority::High,
        _ if more.contains(&"low") => Priority::Low,
        _ => Priority::Normal,
    }
}

pub(super) fn needs(words: &[&str]) -> Needs {
    let known = [
        ("step_free", Need::StepFree),
        ("hearing_loop", Need::HearingLoop),
        ("sign_language", Need::SignLanguage),
        ("interpreter", Need::Interpreter),
        ("quiet_room", Need::QuietRoom),
        ("accompanied", Need::Accompanied),
    ];
    known.into_iter().filter(|(word, _)| words.contains(word)).map(|(_, need)| need).collect()
}
