//! The infopoint's pages: drawing for a visitor, checking in, changing a ticket, and the slip.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::http::{
    DeskQueue, DeskTicket, IssuedTicket, NOTE_CHARS_MAX, Need, PrinterCondition, Priority, Problem, Reason,
};

use super::account::Who;
use super::ask::NEEDS;
use super::booking::address_of;
use super::desk::{ROWS_MAX, overtaker};
use super::{Site, filters, path, query, render};
use crate::floor::{Bell, HelpCall, Helper, LastWord};
use crate::rights::Right;
use crate::views::{ExpectedBooking, FreedTime};

#[derive(Debug, Clone, Copy)]
pub struct Infopoint<'a> {
    pub who: &'a Who<'a>,
    /// German names by service id.
    pub services: &'a BTreeMap<String, String>,
    pub queue: &'a DeskQueue,
    /// Bookings of today that have not checked in.
    pub expected: &'a [ExpectedBooking],
    /// Times of today that somebody else may have.
    pub freed: &'a [FreedTime],
    /// Who needs help at once.
    pub bells: &'a [Bell],
    /// At which kiosks somebody asks for help.
    pub help: &'a [HelpCall],
    /// The site's kiosks by name, with what each said last since the hub started.
    pub kiosks: &'a [(String, Option<LastWord>)],
    /// Orders what the bells said, as `sequence` does for the queue.
    pub floor: u64,
    /// The number that was drawn just now.
    pub drawn: Option<&'a IssuedTicket>,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

impl Infopoint<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::INFOPOINT)
    }

    /// Where a freed time is booked for somebody.
    fn offers(&self, freed: &FreedTime) -> String {
        let at = address_of(freed.at);
        let fields = query(&[("service", &freed.service), ("at", &at)]);
        format!("{}{}/new/who?{fields}", self.who.base, path::BOOKINGS)
    }

    fn name<'b>(&'b self, service: &'b str) -> &'b str {
        self.services.get(service).map_or(service, String::as_str)
    }

    fn version(&self) -> String {
        let DeskQueue { epoch, sequence, at, .. } = self.queue;
        format!("{epoch}.{sequence}.{}.{}", self.floor, at.timestamp_millis())
    }

    /// Those that need somebody. Of one that was never heard nothing is known: it may be away for good.
    fn troubled_kiosks(&self) -> impl Iterator<Item = &(String, Option<LastWord>)> {
        let needs_somebody = |word: &LastWord| {
            let printer = word.printer.unwrap_or(PrinterCondition::Unknown);
            word.is_away(self.now) || !matches!(printer, PrinterCondition::Ready | PrinterCondition::Unknown)
        };
        self.kiosks.iter().filter(move |(_, word)| word.as_ref().is_some_and(needs_somebody))
    }

    fn minutes(&self, ticket: &DeskTicket) -> i64 {
        (self.now - ticket.since).num_minutes().max(0)
    }

    /// Whoever may still need something: those who wait, are parked or were missed.
    fn rows(&self) -> impl Iterator<Item = &DeskTicket> {
        let queue = self.queue;
        queue.waiting.iter().take(ROWS_MAX).chain(&queue.parked).chain(&queue.missed)
    }

    fn overtaker<'b>(&'b self, ticket: &DeskTicket) -> Option<&'b DeskTicket> {
        overtaker(self.queue, ticket)
    }

    fn is_absent(&self, ticket: &DeskTicket) -> bool {
        ticket.locked_until.is_some_and(|until| until > self.now)
    }
}

pub fn page(site: &Site, point: &Infopoint) -> String {
    render(&Page { site, desk: point, swap_notice: false })
}

pub fn live(point: &Infopoint) -> String {
    render(&Live { desk: point })
}

/// The changing part with its notice, in answer to an act by script.
pub fn answer(point: &Infopoint) -> String {
    render(&Answer { desk: point, swap_notice: true })
}

/// The slip for the printer of the browser.
pub fn slip(slip: &Slip) -> String {
    render(slip)
}

#[derive(Template)]
#[template(path = "infopoint/page.html")]
struct Page<'a> {
    site: &'a Site,
    desk: &'a Infopoint<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "infopoint/live.html")]
struct Live<'a> {
    desk: &'a Infopoint<'a>,
}

#[derive(Template)]
#[template(path = "infopoint/answer.html")]
struct Answer<'a> {
    desk: &'a Infopoint<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "infopoint/slip.html")]
pub struct Slip<'a> {
    pub site: &'a Site,
    pub ticket: &'a IssuedTicket,
    pub service: &'a str,
    pub zone: Tz,
    /// A second one says so.
    pub again: bool,
    /// Of somebody who was sent here from another site, and has to find the way.
    pub moved: bool,
}
