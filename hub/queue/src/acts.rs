//! What can be asked for, what can happen, and why something may not.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::day::Hours;
use crate::order::Reason;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Arrival, Elsewhere, Number, Priority, TicketId, Visit};
use crate::times::ServiceTimes;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Command {
    OpenDay {
        date: NaiveDate,
        hours: Vec<Hours>,
    },
    CloseDay,
    /// No more numbers and no transfers there today. Who has a booking for it still gets a number.
    CloseZone {
        zone: char,
    },
    OpenZone {
        zone: char,
    },
    /// Kiosks give out so many numbers today; `None` is what the site has set.
    SetContingent {
        of: ContingentOf,
        count: Option<u32>,
    },
    /// The doors close at this time today, if they do not close earlier anyhow; `None` is as planned.
    CloseEarly {
        at: Option<DateTime<Utc>>,
    },
    /// Something is said to visitors today, or no longer. The words lie beside the journal.
    Say {
        place: Notice,
        something: bool,
    },
    /// The estimate of this day counts so many counters, whatever is open; `None` counts them again.
    SetGhostCounters {
        count: Option<u32>,
    },

    OpenCounter {
        counter: CounterId,
    },
    CloseCounter {
        counter: CounterId,
    },
    /// Today this counter takes only these of its services; `None` is all of them again.
    Assign {
        counter: CounterId,
        services: Option<BTreeSet<ServiceId>>,
    },

    /// A walk-in draws a number.
    Draw {
        visit: Visit,
        by: DrawnBy,
    },
    /// A booking checks in and gets its number.
    CheckIn {
        visit: Visit,
        booked_at: DateTime<Utc>,
        /// What the calendar calls the booking. The queue carries it and never asks what it is.
        booking: Option<u64>,
    },
    /// Comes from another site of the hub, where `TransferAway` was said, and keeps its time.
    TakeOver {
        visit: Visit,
        arrival: Arrival,
        arrived_at: DateTime<Utc>,
    },
    /// One matter of a ticket goes on under a number of its own. The day is told the needs of the new
    /// ticket like those of any other.
    SplitOff {
        ticket: TicketId,
        service: ServiceId,
        at: Option<CounterId>,
    },

    /// The next one; with a remark it is only looked at, and `Call` calls it.
    /// `except` are those the clerk has looked at and does not want to call now.
    CallNext {
        counter: CounterId,
        except: Vec<TicketId>,
    },
    Call {
        ticket: TicketId,
        counter: CounterId,
    },
    /// Reads the remark of a ticket before calling it.
    Look {
        ticket: TicketId,
        counter: CounterId,
    },
    /// Looked, and does not call.
    Release {
        ticket: TicketId,
        counter: CounterId,
    },
    Recall {
        ticket: TicketId,
        counter: CounterId,
    },
    Arrive {
        ticket: TicketId,
        counter: CounterId,
    },
    /// `performed` are the services that were really done; `None` is what the visitor came for.
    Finish {
        ticket: TicketId,
        counter: CounterId,
        performed: Option<Vec<ServiceId>>,
    },
    NoShow {
        ticket: TicketId,
        counter: CounterId,
    },
    Park {
        ticket: TicketId,
        counter: CounterId,
    },
    /// A parked or missed visitor is there again and waits, since the time they came.
    TakeBack {
        ticket: TicketId,
    },
    /// To another service or zone, with number and time. `at` is the counter that has the ticket.
    Transfer {
        ticket: TicketId,
        to: Destination,
        at: Option<CounterId>,
        with_note: bool,
    },
    /// To another site of the hub, where `TakeOver` was said. `to` is what it became there.
    TransferAway {
        ticket: TicketId,
        at: Option<CounterId>,
        to: Option<Elsewhere>,
    },
    Prioritise {
        ticket: TicketId,
        priority: Priority,
    },
    /// A walk-in gets a time that others gave up. `booking` is what the calendar calls it.
    TakeTime {
        ticket: TicketId,
        at: DateTime<Utc>,
        booking: Option<u64>,
    },
    /// By the visitor, or by staff for the visitor.
    Withdraw {
        ticket: TicketId,
    },
    /// Takes back the last step of a counter, if nothing else has happened to the ticket.
    Undo {
        counter: CounterId,
    },
}

/// Who gives out the number. Staff know what they do; a kiosk keeps to the limits of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DrawnBy {
    Kiosk,
    Staff,
}

/// What a contingent is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContingentOf {
    Zone(char),
    Service(ServiceId),
}

/// Where visitors read what is said today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    Kiosk,
    Display,
    /// On the display, instead of everything else.
    Emergency,
}

/// Where a ticket is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Destination {
    /// In place of the matter in hand.
    Service(ServiceId),
    /// With the same matters.
    Zone(char),
}

/// A step of a counter that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Call,
    NoShow,
    Finish,
    Park,
    Transfer,
}

/// What happened. Events are stored for ever, so a variant is never changed, only added; fields that
/// came later have a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    DayOpened {
        date: NaiveDate,
        hours: Vec<Hours>,
        /// What the days before have taught: a hub that starts again reads no further back.
        #[serde(default, skip_serializing_if = "ServiceTimes::is_empty")]
        learned: ServiceTimes,
    },
    DayClosed,
    /// The day before was closed by a clock that was ahead. It goes on: its numbers do not begin again,
    /// and whom the closing sent home waits as before.
    DayResumed {
        date: NaiveDate,
    },
    ZoneClosed {
        zone: char,
    },
    ZoneOpened {
        zone: char,
    },
    GhostCountersSet {
        count: Option<u32>,
    },
    ContingentSet {
        of: ContingentOf,
        count: Option<u32>,
    },
    EarlyCloseSet {
        at: Option<DateTime<Utc>>,
    },
    Said {
        place: Notice,
        something: bool,
    },
    CounterOpened {
        counter: CounterId,
    },
    CounterClosed {
        counter: CounterId,
    },
    CounterAssigned {
        counter: CounterId,
        services: Option<BTreeSet<ServiceId>>,
    },
    Drawn {
        number: Number,
        #[serde(flatten)]
        visit: Visit,
        arrival: Arrival,
        /// Of a ticket that came from elsewhere: when its visitor arrived.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrived_at: Option<DateTime<Utc>>,
        /// The booking whose visitor this is. Journals that do not say it are of before it was written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<u64>,
    },
    /// One matter less; a number of its own was drawn for it.
    SplitOff {
        ticket: TicketId,
        service: ServiceId,
    },
    Called {
        ticket: TicketId,
        counter: CounterId,
        reason: Reason,
    },
    LookedAt {
        ticket: TicketId,
        counter: CounterId,
        until: DateTime<Utc>,
        reason: Reason,
    },
    Released {
        ticket: TicketId,
    },
    Recalled {
        ticket: TicketId,
    },
    Arrived {
        ticket: TicketId,
    },
    Finished {
        ticket: TicketId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        performed: Vec<ServiceId>,
        /// Nobody finished it before the day ended.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_hub: bool,
    },
    /// Did not come, and waits again.
    Returned {
        ticket: TicketId,
        locked_until: DateTime<Utc>,
    },
    /// Did not come for the last time.
    Missed {
        ticket: TicketId,
    },
    Parked {
        ticket: TicketId,
    },
    TakenBack {
        ticket: TicketId,
    },
    /// Waits for `services` in `zone` from now on, since the time it came.
    Transferred {
        ticket: TicketId,
        services: Vec<ServiceId>,
        zone: char,
        /// A note for the next clerk; it is read like a remark.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        with_note: bool,
    },
    TransferredAway {
        ticket: TicketId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Elsewhere>,
    },
    Prioritised {
        ticket: TicketId,
        priority: Priority,
    },
    /// A walk-in has an appointment from now on, and keeps the place it had without.
    TookTime {
        ticket: TicketId,
        at: DateTime<Utc>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<u64>,
    },
    Left {
        ticket: TicketId,
    },
    Undone {
        ticket: TicketId,
        counter: CounterId,
        step: Step,
    },
}

/// Why not. A clerk or a kiosk may read it; pages put it into words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the service day of {0} is still open")]
    DayIsOpen(NaiveDate),
    #[error("the service day of {0} has been served already")]
    DayIsOver(NaiveDate),
    #[error("no service day is open")]
    NoDay,
    #[error("the doors open at {opens_at}")]
    NotYetOpen { opens_at: DateTime<Utc> },
    #[error("the hall takes no more visitors today")]
    Closed,
    #[error("there is no such service")]
    UnknownService,
    #[error("there is no such zone")]
    UnknownZone,
    #[error("there is no such counter")]
    UnknownCounter,
    #[error("there is no such ticket today")]
    UnknownTicket,
    #[error("all numbers of zone {zone} are used up today")]
    NumbersUsedUp { zone: char },
    #[error("today's numbers for this are given out")]
    ContingentUsedUp,
    #[error("the doors close too soon for another number")]
    TooLateToday,
    #[error("zone {zone} takes nobody at the moment")]
    ZoneClosed { zone: char },
    #[error("no counter serves all of this together")]
    NotServedTogether,
    #[error("a ticket is for 1 to {max} persons with up to {services_max} matters, each once")]
    TooMuchForOneTicket { max: u32, services_max: usize },
    #[error("this booking is for another day")]
    AnotherDay,
    #[error("nobody arrives later than now")]
    NotArrivedYet,
    #[error("nobody is waiting whom this counter may serve")]
    NobodyWaiting,
    #[error("counter has {number} still")]
    CounterBusy { number: Number },
    #[error("this counter does not serve what {number} came for")]
    NotServedHere { number: Number },
    #[error("this counter has not what {number} needs")]
    NeedsNotMet { number: Number },
    #[error("there is a remark to be read before {number} is called")]
    LookFirst { number: Number },
    #[error("{number} is at another counter")]
    AtAnotherCounter { number: Number },
    /// The ticket moved on meanwhile.
    #[error("{number} is {state} by now")]
    MovedOn { number: Number, state: &'static str },
    #[error("{number} was called often enough")]
    RecalledTooOften { number: Number },
    #[error("{number} did not come for that")]
    NotOnTheTicket { number: Number },
    #[error("{number} has only this matter")]
    OnlyMatter { number: Number },
    #[error("more than {max} counters cannot be assumed")]
    TooManyCounters { max: u32 },
    #[error("a contingent is of {max} numbers at most")]
    TooManyNumbers { max: u16 },
    #[error("the doors are not open at {at} today")]
    NotOpenThen { at: DateTime<Utc> },
    #[error("{number} has an appointment already")]
    HasATime { number: Number },
    #[error("{at} is over")]
    TimeIsOver { at: DateTime<Utc> },
    #[error("there is nothing to undo at this counter")]
    NothingToUndo,
    #[error("it is too late to undo that for {number}")]
    TooLateToUndo { number: Number },
}
