//! Letters by mail: who is told what about a booking, and when it went out.
//!
//! A booking never waits for a mail server and never fails with one. The postman reads the journal behind
//! the committer, as the statistics do, and puts down in a file of its own which letters an event causes:
//! one row for each booking, revision, kind and reader, so that nothing is sent twice for one reason and
//! nothing is forgotten in a power cut. What a letter says is put together when it goes out, from what is
//! true at that moment; whatever is no longer true is not sent. The file holds no name and no address:
//! those lie sealed in the database (`store::contacts`) and are gone when their day is over.

mod follow;
mod postman;
mod relay;
mod write;

use calendar::BookingId;
use chrono::{DateTime, Utc};

use follow::Follower;
pub use postman::Postman;
pub use relay::Smtp;
use relay::{Relay, Undelivered};
use write::Writer;

/// A reason to write to somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letter {
    pub site: String,
    pub booking: BookingId,
    /// Of the booking. Calendars call it the sequence.
    pub revision: u32,
    pub kind: Kind,
    pub to: Reader,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Whoever reads the mail presses a button, and only then the booking stands.
    Verify,
    Confirmed,
    /// Another time.
    Rebooked,
    /// The same time with somebody else.
    HandedOver,
    Cancelled,
    /// On the day before.
    Reminder,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Citizen,
    /// A resource that has an address: its calendar program files what it gets.
    Clerk(String),
}

/// What becomes of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The next try is at this time.
    Waits(DateTime<Utc>),
    Sent,
    /// What it would say is no longer so, or nobody is there to read it.
    Pointless,
    /// The server will not take it, in its own words; staff read them.
    Refused(String),
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::Verify, Kind::Confirmed, Kind::Rebooked, Kind::HandedOver, Kind::Cancelled, Kind::Reminder];

    /// As it stands in files and in the identity of a mail.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Verify => "verify",
            Kind::Confirmed => "confirmed",
            Kind::Rebooked => "rebooked",
            Kind::HandedOver => "handed-over",
            Kind::Cancelled => "cancelled",
            Kind::Reminder => "reminder",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Reader {
    /// As it stands in the file: nobody's name, but that of a resource.
    pub fn name(&self) -> &str {
        match self {
            Reader::Citizen => "",
            Reader::Clerk(resource) => resource,
        }
    }

    pub fn named(name: &str) -> Reader {
        match name {
            "" => Reader::Citizen,
            resource => Reader::Clerk(resource.to_owned()),
        }
    }
}
