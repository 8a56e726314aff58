//! What a session hears, what it wants done, and what it shows: the words of its conversation.

use chrono::{DateTime, Utc};
use hardware::printer::{Printed, PrinterFault, PrinterState};
use wire::http::{CheckIn, DrawTicket, IssuedTicket, Offer, WhyClosed};

/// Names one act of one visitor; the hub gives the same answer to the same key.
pub type Key = String;

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Nothing but time.
    TimePassed,
    Touched(Touch),
    /// The hub told what it offers, or could not be asked.
    Offered(Result<Box<Offer>, Unheard>),
    /// The hub answered an act, or did not.
    Answered {
        key: Key,
        answer: Answer,
    },
    /// The printer is done with the slip of an act.
    Printed {
        key: Key,
        outcome: Result<Printed, PrinterFault>,
    },
    /// What the printer says while nobody prints.
    PrinterSaid(PrinterState),
}

/// What a visitor's finger meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// Beside everything: it only shows that somebody is there.
    Anywhere,
    Language(String),
    DrawNumber,
    EnterCode,
    Service(String),
    MoreChoices,
    Key(char),
    EraseKey,
    SubmitCode,
    TryAgain,
    Back,
    /// "Fertig", "Ich habe mir die Nummer gemerkt".
    Done,
    StillHere,
    Help,
    ChangeLanguage,
}

/// Why the hub was not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// No connection, no answer in time, or an answer that makes no sense.
    Unreachable,
    /// It answered, but does not know this kiosk.
    WrongToken,
}

/// The hub's answer to an act.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Issued(Box<IssuedTicket>),
    /// The code of [`wire::http::Problem`].
    Refused(String),
    Unheard(Unheard),
}

/// What the session wants done. The shell does it and reports back as an [`Input`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    FetchOffer,
    Ask { key: Key, act: Act },
    Print { key: Key, ticket: Box<IssuedTicket>, language: &'static str },
    LookAtPrinter,
}

/// What a visitor wants of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Draw(DrawTicket),
    CheckIn(CheckIn),
}

impl Act {
    /// Whether the visitor wants the same again, in whatever language.
    pub fn is_same_wish(&self, other: &Act) -> bool {
        match (self, other) {
            (Act::Draw(one), Act::Draw(other)) => one.service == other.service,
            (Act::CheckIn(one), Act::CheckIn(other)) => one.code == other.code,
            _ => false,
        }
    }
}

/// The one thing on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// The hub has not been heard since the kiosk was switched on.
    Starting,
    Languages {
        page: usize,
    },
    Home,
    Services {
        page: usize,
    },
    Code {
        typed: String,
    },
    /// The hub is being asked.
    Asking {
        slow: bool,
    },
    Issued {
        ticket: Box<IssuedTicket>,
        paper: Paper,
    },
    Refused(Refusal),
    /// The hub could not be asked; trying again is the same act with the same key.
    NotReached,
    NotYetOpen {
        opens_at: DateTime<Utc>,
    },
    LastCalls,
    Closed,
    HubAway,
    Help,
}

/// Where the slip of a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Printing,
    Printed,
    Missing(PrinterFault),
}

/// Why the hub said no, as far as it matters to a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No numbers now: before opening, after closing.
    NoNumbersNow,
    ServiceNotOffered,
    TooManyNumbers,
    CodeUnknown,
    /// The booking is for another day.
    OtherDay,
    TooEarly,
    AlreadyCheckedIn,
    /// Cancelled or moved.
    BookingGone,
    /// All numbers of today are given out for this, and not for everything.
    UsedUpToday,
    ZoneClosed,
    /// Whoever draws now would not be called before the doors close.
    TooLateToday,
    /// The booking has a number that was called, or whose visit is over.
    MovedOn,
    /// Anything a newer hub may say.
    Other,
}

impl Refusal {
    /// Understands the code of a [`wire::http::Problem`]. A kiosk may be older than its hub, so
    /// an unknown code is a refusal too, with a sentence that sends the visitor to a person.
    pub fn of_code(code: &str) -> Self {
        match code {
            "closed" | "not-yet-open" | "day-is-over" | "numbers-used-up" => Refusal::NoNumbersNow,
            "unknown-service" => Refusal::ServiceNotOffered,
            "contingent-used-up" => Refusal::UsedUpToday,
            "zone-closed" => Refusal::ZoneClosed,
            "too-late-today" => Refusal::TooLateToday,
            "moved-on" => Refusal::MovedOn,
            "too-many-tickets" => Refusal::TooManyNumbers,
            "unknown-booking" => Refusal::CodeUnknown,
            "another-day" => Refusal::OtherDay,
            "too-early" => Refusal::TooEarly,
            "checked-in" => Refusal::AlreadyCheckedIn,
            "cancelled" => Refusal::BookingGone,
            _ => Refusal::Other,
        }
    }

    /// What the hub would say to whoever asks for a service that it offers as closed.
    pub fn of_closed(why: WhyClosed) -> Self {
        match why {
            WhyClosed::ContingentUsedUp => Refusal::UsedUpToday,
            WhyClosed::ZoneClosed => Refusal::ZoneClosed,
            WhyClosed::TooLateToday => Refusal::TooLateToday,
            WhyClosed::Other => Refusal::ServiceNotOffered,
        }
    }

    /// Whether another code may help.
    pub fn is_about_the_code(self) -> bool {
        matches!(self, Refusal::CodeUnknown)
    }
}
