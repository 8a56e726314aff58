//! What can be asked for, what can happen, and why something may not.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AbsenceId, BookingId, Seat};
use crate::plan::ResourceId;
use crate::supply::WhyNone;
use crate::wish::{Channel, Form, Matter, Whose, Wish};

/// What somebody asks for. Asking for what is so already brings no event and is no mistake: answers get
/// lost, and links are clicked twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Command {
    /// Takes seats. The asker makes up the booking's id and keeps it when asking again.
    Claim {
        booking: BookingId,
        wish: Wish,
        starts_at: DateTime<Utc>,
        claim: Claim,
    },
    /// The form is filled in, and the mail with the link goes out.
    Submit {
        booking: BookingId,
    },
    Confirm {
        booking: BookingId,
    },
    /// To another time, with whom it may be; the old seats are free from the same moment.
    Rebook {
        booking: BookingId,
        starts_at: DateTime<Utc>,
        channel: Channel,
        #[serde(skip)]
        whose: Whose,
    },
    /// Gives the seats back.
    Release {
        booking: BookingId,
    },
    CheckIn {
        booking: BookingId,
    },
    /// Whoever has it asked for one more of its kind, and has as many as anybody may.
    AskAgain {
        booking: BookingId,
    },
    /// Nobody came; also said of all at once, by `CloseDay`.
    Miss {
        booking: BookingId,
    },
    /// Who should have come before this time, on the day it is of, and has not, is waited for no longer.
    MissLate {
        before: DateTime<Utc>,
    },
    /// The service day is over: who has not come by now has missed it.
    CloseDay {
        date: NaiveDate,
    },
    /// To another resource, at the same time: a deputy takes over.
    Move {
        booking: BookingId,
        from: ResourceId,
        to: ResourceId,
    },
    /// The resource is not there. Who has a booking with it is told by `substitution`.
    Absent {
        absence: AbsenceId,
        resource: ResourceId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    },
    /// An absence is withdrawn.
    Return {
        absence: AbsenceId,
    },
    /// The service day goes on after all: a clock that was ahead had closed it.
    ResumeDay {
        date: NaiveDate,
    },
    /// Gives back what was held, by whoever goes away: it never was a booking that one could cancel.
    LetGo {
        booking: BookingId,
    },
    /// Says of everything kept for too long that it is.
    Lapse,
    /// What ended before is remembered by the journal alone.
    ForgetPast {
        before: DateTime<Utc>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Claim {
    /// For a few minutes, while a form is filled in.
    Hold,
    /// Until the link in a letter was followed, and the letter goes out at once.
    Verify,
    /// At once, as kiosk, infopoint and staff do.
    Confirm,
    /// At once, and the visitor is here already: whoever waits takes a time that others gave up.
    Here,
}

/// What happened. Events are stored for ever, so a variant is never changed, only added. Two
/// are stored under longer names, because the queue has a `missed` and a `returned` too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    Claimed {
        booking: BookingId,
        matters: Vec<Matter>,
        form: Form,
        channel: Channel,
        urgent: bool,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        seats: Vec<Seat>,
        /// Until when it is held; `None` is confirmed.
        until: Option<DateTime<Utc>>,
    },
    Submitted {
        booking: BookingId,
        until: DateTime<Utc>,
    },
    Confirmed {
        booking: BookingId,
    },
    Lapsed {
        booking: BookingId,
    },
    Rebooked {
        booking: BookingId,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        seats: Vec<Seat>,
    },
    Cancelled {
        booking: BookingId,
    },
    CheckedIn {
        booking: BookingId,
    },
    #[serde(rename = "booking-missed")]
    Missed {
        booking: BookingId,
    },
    Moved {
        booking: BookingId,
        from: ResourceId,
        to: Seat,
    },
    Absent {
        absence: AbsenceId,
        resource: ResourceId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    },
    #[serde(rename = "absence-withdrawn")]
    Returned {
        absence: AbsenceId,
    },
    /// Who was missed by the end of a day that goes on is waited for again.
    Awaited {
        booking: BookingId,
    },
    /// Whoever has it asked for one more of its kind, and got none.
    AskedAgain {
        booking: BookingId,
    },
    /// What ended before is not kept in mind any more.
    PastForgotten {
        before: DateTime<Utc>,
    },
    /// From here on another version of the plan counts. What stands in it is kept beside the journal; its
    /// digest is in here, so that the seals cover it too.
    PlanChanged {
        version: u32,
        digest: String,
    },
}

impl Event {
    /// The one booking it is about.
    pub fn booking(&self) -> Option<BookingId> {
        match self {
            Event::Claimed { booking, .. }
            | Event::Submitted { booking, .. }
            | Event::Confirmed { booking }
            | Event::Lapsed { booking }
            | Event::Rebooked { booking, .. }
            | Event::Cancelled { booking }
            | Event::CheckedIn { booking }
            | Event::Missed { booking }
            | Event::Moved { booking, .. }
            | Event::Awaited { booking }
            | Event::AskedAgain { booking } => Some(*booking),
            Event::Absent { .. }
            | Event::Returned { .. }
            | Event::PastForgotten { .. }
            | Event::PlanChanged { .. } => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("one to five matters, each once")]
    Matters,
    #[error("a matter is for one to twenty persons, some for one only")]
    Persons,
    #[error("this service cannot be booked")]
    UnknownService,
    #[error("these matters need a visit each")]
    NotTogether,
    #[error("these matters take longer than one visit may")]
    TooLong,
    #[error("this service is not given in this form")]
    NotInThisForm,
    #[error("this service cannot be booked here")]
    NotThroughThisChannel { but: BTreeSet<Channel> },
    #[error("this service is booked after a telephone call")]
    CallFirst,
    #[error("the first letters of the name are needed")]
    NameNeeded,
    #[error("the place of living is needed")]
    PlaceNeeded,
    #[error("nobody is responsible for this visit")]
    NobodyResponsible,

    #[error("this day has nothing")]
    NothingThatDay(WhyNone),
    #[error("no appointment begins at this time")]
    NotASlot,
    #[error("this time has passed")]
    Past,
    #[error("it is too late to book this time")]
    TooLate,
    #[error("every seat is taken at this time")]
    Taken,

    #[error("there is no such booking")]
    UnknownBooking,
    #[error("this id is of another booking")]
    AnotherBooking,
    #[error("this booking was held or unverified for too long")]
    Lapsed,
    #[error("this booking was cancelled")]
    Cancelled,
    #[error("this booking is checked in already")]
    CheckedIn,
    #[error("this booking was missed")]
    Missed,
    #[error("this address has as many open bookings for this as it may")]
    AskedAgain,
    #[error("this booking is not confirmed yet")]
    Unconfirmed,
    #[error("this booking is for another day")]
    AnotherDay,

    #[error("there is no such resource")]
    UnknownResource,
    #[error("this booking is not with that resource")]
    NotWithThat,
    #[error("that resource cannot do this")]
    Unable,
    #[error("an absence ends after it begins")]
    EndsBeforeItBegins,
    #[error("an absence is of these ten years")]
    AbsenceTooFar,
}
