//! Questions before an act on a ticket: where to, what was done, what the visitor needs.
//!
//! With script the part is shown in a dialog of the page it belongs to; without, it is a page.

use std::collections::BTreeMap;

use askama::Template;
use wire::Estimate;
use wire::http::{DeskTicket, NOTE_CHARS_MAX, Need, Priority, Stage};

use super::account::Who;
use super::{Site, render};
use crate::rights::Right;
use crate::views::{Destinations, OtherSite};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Transfer,
    /// What was really done.
    Finish,
    SplitOff,
    /// Priority, needs, and the end.
    Change,
}

impl What {
    pub const ALL: [What; 4] = [What::Transfer, What::Finish, What::SplitOff, What::Change];

    pub fn named(name: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.name() == name)
    }

    /// The end of its address.
    pub fn name(self) -> &'static str {
        match self {
            What::Transfer => "transfer",
            What::Finish => "finish",
            What::SplitOff => "split-off",
            What::Change => "change",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub who: &'a Who<'a>,
    /// The page it belongs to; its forms go to `acts` below it.
    pub back: &'a str,
    pub what: What,
    pub ticket: &'a DeskTicket,
    /// German names by service id.
    pub services: &'a BTreeMap<String, String>,
    pub places: &'a Destinations,
    pub others: &'a [OtherSite],
    pub key: &'a str,
}

impl Question<'_> {
    fn name<'b>(&'b self, service: &'b str) -> &'b str {
        self.services.get(service).map_or(service, String::as_str)
    }

    fn matters(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.ticket.service).chain(&self.ticket.further)
    }

    fn is_matter(&self, service: &str) -> bool {
        self.matters().any(|matter| matter == service)
    }

    /// Whoever is at a counter cannot simply leave.
    fn may_withdraw(&self) -> bool {
        matches!(self.ticket.stage, Stage::Waiting | Stage::Called | Stage::Parked | Stage::Missed)
    }
}

/// Needs, and as forms and the wire write them.
pub const NEEDS: [(Need, &str); 6] = [
    (Need::StepFree, "step-free"),
    (Need::HearingLoop, "hearing-loop"),
    (Need::SignLanguage, "sign-language"),
    (Need::Interpreter, "interpreter"),
    (Need::QuietRoom, "quiet-room"),
    (Need::Accompanied, "accompanied"),
];

pub fn page(site: &Site, question: &Question) -> String {
    render(&Page { site, ask: question, desk: question })
}

pub fn part(question: &Question) -> String {
    render(&Part { ask: question })
}

#[derive(Template)]
#[template(path = "ask/page.html")]
struct Page<'a> {
    site: &'a Site,
    ask: &'a Question<'a>,
    /// For the header.
    desk: &'a Question<'a>,
}

#[derive(Template)]
#[template(path = "ask/part.html")]
struct Part<'a> {
    ask: &'a Question<'a>,
}
