//! The clerk's pages: choosing a counter, and the desk at one.
//!
//! A desk is rendered whole for a first visit, as its changing part for the event stream, and as
//! that part with a notice in answer to an act.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Number;
use wire::http::{DeskQueue, DeskTicket, Need, Priority, Problem, Reason, Stage, Step};

use super::account::Who;
use super::bookings::File;
use super::{Site, encoded, filters, path, render};
use crate::floor::{Bell, Helper};
use crate::rights::Right;

/// Rows of the waiting list. A clerk calls from the first few; the rest is counted. A longer list
/// would be sent to every desk at every change.
pub const ROWS_MAX: usize = 50;

/// What a desk shows.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    pub who: &'a Who<'a>,
    pub counter: &'a str,
    /// German names by service id.
    pub services: &'a BTreeMap<String, String>,
    pub queue: &'a DeskQueue,
    pub now: DateTime<Utc>,
    /// Times are shown in this one.
    pub zone: Tz,
    /// Fresh for every rendering and at most 40 characters; each form adds its own ending to it.
    pub key: &'a str,
    /// What was refused just now.
    pub problem: Option<&'a Problem>,
    pub tab: Tab,
    /// What the visitor at the counter sent ahead of a booking.
    pub files: &'a [File],
    /// Who needs help at once, here or elsewhere.
    pub bells: &'a [Bell],
    /// Orders what the bells said, as `sequence` does for the queue.
    pub floor: u64,
}

/// The lists of a desk, in the words clerks know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tab {
    #[default]
    Waiting,
    Open,
    Parked,
    Missed,
    Finished,
}

impl Tab {
    pub const ALL: [Tab; 5] = [Tab::Waiting, Tab::Open, Tab::Parked, Tab::Missed, Tab::Finished];

    /// Those from which a ticket can be taken back.
    pub const SET_ASIDE: [Tab; 2] = [Tab::Parked, Tab::Missed];

    pub fn name(self) -> &'static str {
        match self {
            Tab::Waiting => "waiting",
            Tab::Open => "open",
            Tab::Parked => "parked",
            Tab::Missed => "missed",
            Tab::Finished => "finished",
        }
    }
}

/// A visit takes longer than usual while somebody with an appointment waits.
#[derive(Debug, Clone, Copy)]
struct Overrun<'a> {
    minutes: i64,
    booking: &'a DeskTicket,
}

impl Desk<'_> {
    pub fn path(&self) -> String {
        format!("{}{}", self.who.base, counter_path(self.counter))
    }

    /// The ticket at this counter: looked at, called, or being served.
    fn current(&self) -> Option<&DeskTicket> {
        self.queue.called.iter().chain(&self.queue.looked_at).find(|ticket| self.is_here(ticket))
    }

    fn rows(&self, tab: &Tab) -> &[DeskTicket] {
        match tab {
            Tab::Waiting => &self.queue.waiting,
            Tab::Open => &self.queue.called,
            Tab::Parked => &self.queue.parked,
            Tab::Missed => &self.queue.missed,
            Tab::Finished => &self.queue.finished,
        }
    }

    /// Beyond what nine of ten visits take, while an appointment whose time has come waits.
    fn overrun(&self) -> Option<Overrun<'_>> {
        let ticket = self.current().filter(|ticket| ticket.stage == Stage::Serving)?;
        let over = self.seconds(ticket) - i64::from(ticket.usual_seconds_max?);
        let is_due = |ticket: &&DeskTicket| match ticket.reason {
            Some(Reason::Appointment { at } | Reason::FreedTime { at }) => at <= self.now,
            Some(Reason::AppointmentLate { .. } | Reason::AppointmentDelayed { .. }) => true,
            _ => false,
        };
        let booking = self.queue.waiting.iter().find(is_due)?;
        (over >= 0).then_some(Overrun { minutes: over / 60, booking })
    }

    /// The other desks' bells; the own one is shown apart.
    fn bells_elsewhere(&self) -> impl Iterator<Item = &Bell> {
        self.bells.iter().filter(|bell| bell.place != self.place())
    }

    /// Whether this desk has said already that it comes.
    fn comes_to(&self, bell: &Bell) -> bool {
        bell.answered_by.contains(&self.place())
    }

    fn place(&self) -> Helper {
        Helper::Counter(self.counter.to_owned())
    }

    fn own_bell(&self) -> Option<&Bell> {
        self.bells.iter().find(|bell| bell.place == self.place())
    }

    fn name<'b>(&'b self, service: &'b str) -> &'b str {
        self.services.get(service).map_or(service, String::as_str)
    }

    /// Wait, walk and service time, in seconds.
    fn times(&self, ticket: &DeskTicket) -> [Option<u32>; 3] {
        [ticket.wait_seconds, ticket.walk_seconds, ticket.service_seconds]
    }

    /// "8 Min." of a measured time; under a minute counts as one.
    fn whole_minutes(&self, seconds: &u32) -> u32 {
        seconds.div_ceil(60)
    }

    /// "next" does not offer who was absent a moment ago.
    fn is_absent(&self, ticket: &DeskTicket) -> bool {
        ticket.locked_until.is_some_and(|until| until > self.now)
    }

    fn is_here(&self, ticket: &DeskTicket) -> bool {
        ticket.counter.as_deref() == Some(self.counter)
    }

    /// A service that was taken out of the catalogue during the day is shown by its id.
    fn service<'b>(&'b self, ticket: &'b DeskTicket) -> &'b str {
        self.services.get(&ticket.service).unwrap_or(&ticket.service)
    }

    /// Orders what a page was sent: a browser drops what is older than what it shows.
    fn version(&self) -> String {
        let DeskQueue { epoch, sequence, at, .. } = self.queue;
        format!("{epoch}.{sequence}.{}.{}", self.floor, at.timestamp_millis())
    }

    /// Since the ticket is what it is: waits, was called, or is being served. A clock that was set
    /// back makes that nothing.
    fn minutes(&self, ticket: &DeskTicket) -> i64 {
        self.seconds(ticket) / 60
    }

    fn overtaker<'b>(&'b self, ticket: &DeskTicket) -> Option<&'b DeskTicket> {
        overtaker(self.queue, ticket)
    }

    fn seconds(&self, ticket: &DeskTicket) -> i64 {
        (self.now - ticket.since).num_seconds().max(0)
    }

    /// What whoever may have a freed time waits for.
    fn matter_of(&self, number: &Number) -> &str {
        let ticket = self.queue.waiting.iter().find(|ticket| ticket.number == *number);
        ticket.map_or("", |ticket| self.service(ticket))
    }

    fn longest_waiting(&self) -> Option<&DeskTicket> {
        self.queue.waiting.iter().min_by_key(|ticket| ticket.since)
    }

    fn shown(&self) -> &[DeskTicket] {
        &self.queue.waiting[..self.queue.waiting.len().min(ROWS_MAX)]
    }

    fn not_shown(&self) -> usize {
        self.queue.waiting.len() - self.shown().len()
    }
}

/// Who came later and stands before `ticket`, unless its own reason says it all: that its time has not
/// come, or that nobody was there.
pub fn overtaker<'a>(queue: &'a DeskQueue, ticket: &DeskTicket) -> Option<&'a DeskTicket> {
    let says_it_itself =
        matches!(ticket.reason, Some(Reason::AppointmentEarly { .. } | Reason::Absent { .. }));
    let number = ticket.overtaken_by.as_ref().filter(|_| !says_it_itself)?;
    queue.waiting.iter().find(|other| other.number == *number)
}

/// The whole page.
pub fn page(site: &Site, desk: &Desk) -> String {
    render(&Page { site, desk, swap_notice: false })
}

/// The changing part: the data of `event: live`, and the answer to `GET .../live`.
pub fn live(desk: &Desk) -> String {
    render(&Live { desk })
}

/// The changing part with its notice: the answer to an act that came with `HX-Request`, 200 when
/// it was done and 409 when it was refused.
pub fn answer(desk: &Desk) -> String {
    render(&Answer { desk, swap_notice: true })
}

/// The page on which a clerk chooses a counter.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    pub who: &'a Who<'a>,
    pub counters: &'a [Counter],
    /// More than one for those who look after all.
    pub sites: &'a [OtherSite],
    pub still_open: Option<&'a StillOpen>,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// As written at the counter ("3").
    pub name: String,
    /// Zone or room; may be empty.
    pub place: String,
    pub busy_with: Option<Number>,
}

/// A site to choose, for those who look after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSite {
    pub name: String,
    pub path: String,
    pub is_shown: bool,
}

/// What is still open at the counter that somebody leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StillOpen {
    pub counter: String,
    pub path: String,
    pub number: Number,
}

impl Choice<'_> {
    fn path(&self, counter: &Counter) -> String {
        format!("{}{}", self.who.base, counter_path(&counter.name))
    }
}

/// Asks once more before somebody logs out and leaves a call open. POSTs `key`, `anyway` to
/// [`path::LOGOUT`].
pub fn leave(site: &Site, who: &Who, still_open: &StillOpen) -> String {
    render(&Leave { site, who, still_open })
}

pub fn choose(site: &Site, choice: &Choice) -> String {
    render(&Choose { site, desk: choice })
}

/// `/desk/3`. A counter may be called anything, so its name is percent-encoded.
pub fn counter_path(counter: &str) -> String {
    format!("{}/{}", path::DESK, encoded(counter))
}

#[derive(Template)]
#[template(path = "desk/page.html")]
struct Page<'a> {
    site: &'a Site,
    desk: &'a Desk<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "desk/live.html")]
struct Live<'a> {
    desk: &'a Desk<'a>,
}

#[derive(Template)]
#[template(path = "desk/answer.html")]
struct Answer<'a> {
    desk: &'a Desk<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "desk/choose.html")]
struct Choose<'a> {
    site: &'a Site,
    desk: &'a Choice<'a>,
}

#[derive(Template)]
#[template(path = "desk/leave.html")]
struct Leave<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    still_open: &'a StillOpen,
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
