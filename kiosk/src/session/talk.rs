//! What a session hears, what it wants done, and what it shows: the words of its conversation.

use chrono::{DateTime, NaiveDate, Utc};
use hardware::keypad::Felt;
use hardware::printer::{Printed, PrinterFault, PrinterState};
use wire::http::{
    BookHere, CheckIn, CheckInByBirthday, DrawTicket, FreeSlots, HelpCalled, IssuedTicket, Matter, Need,
    Offer, OwnBooking, VisitChoices, WhyClosed,
};

use super::{Hearing, Known, NeedChoice, Said, SightChange};

/// Names one act of one visitor; the hub gives the same answer to the same key.
pub type Key = String;

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Nothing but time.
    TimePassed,
    Touched(Touch),
    /// Something was done at the keypad or the jack beside it.
    Felt(Felt),
    /// What was held in front of the scanner, which may be anything.
    Scanned(String),
    /// The hub told what it offers, or could not be asked.
    Offered(Result<Box<Offer>, Unheard>),
    /// The hub answered an act, or did not.
    Answered {
        key: Key,
        answer: Answer,
    },
    /// What is free for a service, if the hub was heard.
    FreeTold {
        service: String,
        found: Option<Box<FreeSlots>>,
    },
    /// It rang at the infopoint, or it could not.
    HelpRung(Option<HelpCalled>),
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
    /// Not now, but at a time.
    BookTime,
    /// So many come for it.
    Persons(u16),
    /// Something else is to be done in the same visit.
    AddMatter,
    Time(DateTime<Utc>),
    Day(NaiveDate),
    AnotherDay,
    MoveBooking,
    CancelBooking,
    /// "Termin buchen", "Ja, absagen", once more after everything was shown.
    Confirm,
    MoreChoices,
    Key(char),
    EraseKey,
    SubmitCode,
    /// Without the code.
    ByHeart,
    TryAgain,
    Back,
    /// "Fertig", "Ich habe mir die Nummer gemerkt".
    Done,
    StillHere,
    Help,
    ChangeLanguage,
    /// "Besonderer Bedarf": somebody wants to say what they cannot do without.
    AskNeeds,
    /// Chosen, or not any more.
    Need(Need),
    /// Looking for a service by a word.
    Search,
    OtherLetters,
    Find,
    /// "Anzeige": somebody wants to see the screen otherwise.
    ChangeSight,
    Sight(SightChange),
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
    Choices(Box<VisitChoices>),
    Times(Box<FreeSlots>),
    Booking(Box<OwnBooking>),
    /// The code of [`wire::http::Problem`].
    Refused(String),
    Unheard(Unheard),
}

/// What the session wants done. The shell does it and reports back as an [`Input`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// With what the printer said last, if it has said anything.
    FetchOffer {
        printer: Option<PrinterState>,
    },
    Ask {
        key: Key,
        act: Act,
    },
    /// While somebody reads what else they could do: nobody waits for it.
    FindFree {
        service: String,
    },
    Print {
        key: Key,
        given: Given,
        language: &'static str,
    },
    RingForHelp {
        key: Key,
    },
    LookAtPrinter,
    /// In the language of the screen, once the screen is there.
    Say {
        what: Said,
        how: Hearing,
    },
    Hush,
    /// A signal for whoever stands before it, seeing or not.
    Signal,
}

/// What a visitor wants of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Draw(DrawTicket),
    CheckIn(CheckIn),
    CheckInByBirthday(CheckInByBirthday),
    /// How the booking with this code stands.
    Look {
        code: String,
    },
    /// What is left to be chosen of a visit; `counted` where it was said how many come for the last matter.
    AskChoices {
        matters: Vec<Matter>,
        counted: bool,
    },
    /// What is free; once more, where the time that was wanted has gone to somebody else.
    FindTimes {
        of: Wanted,
        was_taken: bool,
    },
    Book(BookHere),
    Move {
        booking: Box<OwnBooking>,
        starts_at: DateTime<Utc>,
    },
    Cancel {
        booking: Box<OwnBooking>,
    },
}

/// What a time is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    New { matters: Vec<Matter> },
    Move(Box<OwnBooking>),
}

/// What a visitor takes along, on paper or in their head.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Number(Box<IssuedTicket>),
    Booking { done: Done, booking: Box<OwnBooking> },
}

/// What has become of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Booked,
    Moved,
    Cancelled,
}

impl Act {
    /// Whether the visitor wants the same again, in whatever language.
    pub fn is_same_wish(&self, other: &Act) -> bool {
        match (self, other) {
            // Whoever needs something else meanwhile wants another number; the hub tells the two apart.
            (Act::Draw(one), Act::Draw(other)) => {
                (&one.service, &one.needs) == (&other.service, &other.needs)
            }
            (Act::CheckIn(one), Act::CheckIn(other)) => {
                (&one.code, &one.needs) == (&other.code, &other.needs)
            }
            (Act::CheckInByBirthday(one), Act::CheckInByBirthday(other)) => one == other,
            (Act::Book(one), Act::Book(other)) => one == other,
            (Act::Move { booking: one, starts_at: at }, Act::Move { booking: other, starts_at }) => {
                one.code == other.code && at == starts_at
            }
            (Act::Cancel { booking: one }, Act::Cancel { booking: other }) => one.code == other.code,
            // Nothing is changed by asking.
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
    /// A word is typed, in one of the alphabets of the language.
    Search {
        typed: String,
        alphabet: usize,
    },
    /// The services that are meant by it, by their ids.
    Found {
        services: Vec<String>,
        page: usize,
    },
    /// With the code, or without.
    How,
    Digits {
        of: Known,
        typed: String,
    },
    Code {
        typed: String,
    },
    /// A number now, or a time.
    When {
        service: String,
        free: Free,
    },
    /// So many people may come for a service.
    Persons {
        service: String,
        choices: Vec<u16>,
        page: usize,
    },
    /// Whether something is to be done besides what was chosen.
    AnythingElse {
        matters: Vec<Matter>,
    },
    /// The services that could be, by their ids.
    Further {
        services: Vec<String>,
        page: usize,
    },
    Times(TimesShown),
    /// Everything once more before it is booked or moved.
    Check {
        of: Wanted,
        at: DateTime<Utc>,
    },
    /// A booking that is for later, and what can be done with it.
    Own(Box<OwnBooking>),
    AskCancel(Box<OwnBooking>),
    /// The hub is being asked.
    Asking {
        slow: bool,
    },
    Issued {
        ticket: Box<IssuedTicket>,
        paper: Paper,
    },
    Booked {
        done: Done,
        booking: Box<OwnBooking>,
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
    Help(Help),
    /// What can be changed about how the screen looks.
    Sight {
        changes: Vec<SightChange>,
        page: usize,
    },
    /// What can be chosen of it, and what was.
    Needs {
        needs: Vec<NeedChoice>,
        page: usize,
    },
}

/// Whether a person was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// The hub is being asked to ring.
    Ringing,
    Rung,
    /// Somebody has said that they come.
    Coming,
    /// Nobody was told: the hub is away, or one of before.
    NotRung,
}

/// The next time that could be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Free {
    /// The hub is being asked.
    Asked,
    /// And was not heard.
    Unknown,
    Nothing,
    From(DateTime<Utc>),
}

/// A page of times, or of days with times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesShown {
    pub choices: Vec<TimeChoice>,
    /// A day is chosen first.
    pub of_days: bool,
    /// All of them are of this day.
    pub of_day: Option<NaiveDate>,
    pub more: bool,
    /// The time that was chosen has gone to somebody else meanwhile.
    pub was_taken: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeChoice {
    At(DateTime<Utc>),
    Day(NaiveDate),
    AnotherDay,
}

/// Where the slip is.
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
    /// What was scanned belongs to no booking: the link of a number, or something from a shop.
    NoBooking,
    /// No booking of today has that time and birthday.
    NoneByHeart,
    /// It is not to be had so: two cannot be told apart, or it was tried too often.
    NotByHeart,
    /// Nor is the next one likely to be.
    TooManyCodes,
    /// The booking is for another day.
    OtherDay,
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
    /// Nothing is free, as far as times are told.
    NoTimes,
    TooManyBookings,
    /// No service is called by the word that was typed.
    NothingFound,
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
            "too-many-bookings" => Refusal::TooManyBookings,
            "unknown-booking" => Refusal::CodeUnknown,
            "several-bookings" | "too-many-attempts" => Refusal::NotByHeart,
            "another-day" => Refusal::OtherDay,
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

    /// Whether another time may be had: this one has gone, or was never there.
    pub fn is_about_the_time(code: &str) -> bool {
        match code {
            "full" | "kept-back" | "past" | "too-late" | "not-a-slot" => true,
            "closure" | "not-open" | "nobody-there" | "walk-ins-only" => true,
            _ => false,
        }
    }

    /// Whether it is of use to type something else: what was typed is there to be mended.
    pub fn is_about_what_was_typed(self) -> bool {
        self.is_about_the_code() || matches!(self, Refusal::NothingFound | Refusal::NoneByHeart)
    }

    /// Whether another code may help.
    pub fn is_about_the_code(self) -> bool {
        matches!(self, Refusal::CodeUnknown)
    }
}
