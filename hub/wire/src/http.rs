//! `/api/v1/...`, JSON, grouped by who asks: kiosk, desk, visitor, partner, and the public at home.
//!
//! Every act carries the header [`IDEMPOTENCY_KEY`]: the same key from the same asker gives the
//! same answer, so a touch repeated twenty times is one ticket. A refusal is a [`Problem`].

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Estimate, Hall, Number, Text, is_no};

/// Header with a key the asker made up for this one act, 8 to 64 characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
pub const IDEMPOTENCY_KEY_CHARS_MAX: usize = 64;
/// No body of ours is larger; anything beyond is refused unread.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

mod bookings;
mod desk;
mod indicators;
mod slots;

pub use bookings::*;
pub use desk::*;
pub use indicators::*;
pub use slots::*;

pub mod path {
    //! Kiosks and partners (other booking systems) say who they are with `Authorization: Bearer`,
    //! clerks with the cookie of their login, visitors with the token on their slip.
    pub const KIOSK_OFFER: &str = "/api/v1/kiosk/offer";
    pub const KIOSK_TICKETS: &str = "/api/v1/kiosk/tickets";
    pub const KIOSK_CHECK_INS: &str = "/api/v1/kiosk/check-ins";
    /// Rings for somebody; without a body.
    pub const KIOSK_HELP: &str = "/api/v1/kiosk/help";
    /// Takes a [`super::CheckInByBirthday`].
    pub const KIOSK_BIRTHDAYS: &str = "/api/v1/kiosk/check-ins/by-birthday";
    /// Takes a [`super::BookHere`]. A booking's own address has its code behind: there it is shown, and
    /// cancelled with DELETE.
    pub const KIOSK_BOOKINGS: &str = "/api/v1/kiosk/bookings";
    /// Behind a booking's own address: where it could be instead, and taking a [`super::Rebook`] to move it.
    pub const OF_BOOKING_SLOTS: &str = "slots";
    pub const OF_BOOKING_REBOOK: &str = "rebook";
    /// Takes a [`super::VisitAsked`] in the query, and tells what is left to be chosen.
    pub const KIOSK_VISIT: &str = "/api/v1/kiosk/visit";
    /// Both, and the public one, take a [`super::SlotsAsked`] in the query.
    pub const KIOSK_SLOTS: &str = "/api/v1/kiosk/slots";
    pub const PARTNER_SLOTS: &str = "/api/v1/partner/slots";
    /// Takes a [`super::Book`]. A booking's own address has its id behind.
    pub const PARTNER_BOOKINGS: &str = "/api/v1/partner/bookings";
    pub const DESK_LOGIN: &str = "/api/v1/desk/login";
    pub const DESK_QUEUE: &str = "/api/v1/desk/queue";
    pub const DESK_EVENTS: &str = "/api/v1/desk/events";
    pub const DESK_CALL_NEXT: &str = "/api/v1/desk/call-next";
    /// Takes a [`super::TicketAct`].
    pub const DESK_ACTS: &str = "/api/v1/desk/acts";
    /// Takes a [`super::Undo`].
    pub const DESK_UNDO: &str = "/api/v1/desk/undo";
    /// Takes a [`super::HallAct`].
    pub const DESK_HALL: &str = "/api/v1/desk/hall";
    /// Takes a [`super::DrawForVisitor`].
    pub const DESK_TICKETS: &str = "/api/v1/desk/tickets";
    /// Takes a [`super::CheckInVisitor`].
    pub const DESK_CHECK_INS: &str = "/api/v1/desk/check-ins";
    pub const OPENAPI: &str = "/api/openapi.json";
    pub const HEALTH: &str = "/api/v1/health";
    /// The visitor's page; the token follows. Upper case, so that the QR code stays coarse.
    pub const STATUS_PAGE: &str = "/T/";
}

/// What a kiosk can offer right now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Offer {
    pub site: String,
    pub town: String,
    pub office: String,
    pub service_day: Option<NaiveDate>,
    /// The hub's clock; the kiosk shows and prints this one.
    pub at: DateTime<Utc>,
    pub hall: Hall,
    pub services: Vec<OfferedService>,
    /// A sentence for everybody, said for today; German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Whether a booking can be looked at, moved and cancelled from here; hubs of before only check in.
    #[serde(default)]
    pub keeps_bookings: bool,
    /// Whether some booking of today can be checked in although the hall gives out no numbers; hubs of
    /// before do not say.
    #[serde(default)]
    pub lets_bookings_in: bool,
    /// Whether a booking can be checked in without its code, by time and birthday; at a hub of before, it
    /// cannot.
    #[serde(default)]
    pub knows_birthdays: bool,
    /// What some counter of the site has, and a visitor may ask for. At a hub of before it is nothing.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
    /// Of the kiosk that asks, if somebody has asked for help there; hubs of before cannot ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<HelpCalled>,
}

/// Somebody before a kiosk has asked for help, and staff were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HelpCalled {
    /// When it rang; by this a kiosk tells one call from the next.
    pub at: DateTime<Utc>,
    /// Somebody has said that they come.
    #[serde(default)]
    pub coming: bool,
}

/// What a kiosk says of itself while it asks, in the query: the hub tells the staff. Kiosks of before say
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct OfferAsked {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<PrinterCondition>,
}

/// How a kiosk's printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrinterCondition {
    Ready,
    /// Prints, but the roll ends soon.
    PaperLow,
    PaperOut,
    CoverOpen,
    CutterJam,
    /// Unplugged, switched off, or silent.
    Gone,
    /// Anything a newer kiosk may say.
    #[serde(other)]
    Unknown,
}

/// A notice is read in passing, and on a wall it has one row.
pub const NOTICE_CHARS_MAX: usize = 90;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OfferedService {
    pub id: String,
    pub name: Text,
    /// Everyday words people search by ("Perso", "Ausweis").
    #[serde(default)]
    pub words: Vec<String>,
    pub zone: char,
    pub waiting: u32,
    pub estimate: Estimate,
    /// Why no number is given out for it just now. Kiosks of before ask, and are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<WhyClosed>,
    /// Whether a time for it can be booked at a kiosk; at a hub of before, it cannot.
    #[serde(default)]
    pub bookable: bool,
}

/// Why a service gets no numbers, while others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhyClosed {
    /// All that there are today.
    ContingentUsedUp,
    /// Its zone takes nobody.
    ZoneClosed,
    /// Whoever draws now would not be called before the doors close.
    TooLateToday,
    #[serde(other)]
    Other,
}

/// Draws a number for one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DrawTicket {
    pub service: String,
    /// The language the visitor chose, for the call and the slip.
    #[serde(default)]
    pub language: Option<String>,
    /// What the visitor cannot do without. It is kept as long as the ticket, and never in the journal.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
}

/// Checks a booking in by the code on its letter or mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckIn {
    pub code: String,
    #[serde(default)]
    pub language: Option<String>,
    /// As in [`DrawTicket`].
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
}

/// Checks a booking of today in without its code, by what its visitor knows by heart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInByBirthday {
    /// When it is, by the clock on the wall: "09:40".
    pub clock: String,
    /// The birthday that was given with it, without a year.
    pub day: u8,
    pub month: u8,
    #[serde(default)]
    pub language: Option<String>,
    /// As in [`DrawTicket`].
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
}

/// A number that now waits. Everything a slip needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IssuedTicket {
    pub number: Number,
    pub service_day: NaiveDate,
    pub service: String,
    pub zone: char,
    pub zone_name: String,
    /// How to get there ("Erdgeschoss, links").
    #[serde(default)]
    pub zone_place: String,
    pub drawn_at: DateTime<Utc>,
    /// Of a booking.
    #[serde(default)]
    pub appointment_at: Option<DateTime<Utc>>,
    pub waiting_before: u32,
    pub estimate: Estimate,
    /// The visitor's page, absolute; 128 random-looking bits, good for this service day.
    pub status_url: String,
    /// The same ticket in eight characters, for people who type ("7F3C-9AKD").
    pub short_code: String,
    /// It was given out before: another slip of it is a copy.
    #[serde(default)]
    pub again: bool,
    /// What was asked for. A slip says how its visitor is called, and not why.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
}

/// What a visitor's page shows. Nothing personal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TicketStatus {
    pub number: Number,
    pub state: TicketState,
    pub zone_name: String,
    #[serde(default)]
    pub counter: Option<String>,
    /// Whoever was called stays where they sit, and staff comes to them: anybody may ask for it, and it says
    /// nothing of why. Hubs of before do not say.
    #[serde(default, skip_serializing_if = "is_no")]
    pub stays_seated: bool,
    pub waiting_before: u32,
    pub estimate: Estimate,
    /// Of whoever came with an appointment, or took one here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment_at: Option<DateTime<Utc>>,
    /// A time of today that somebody gave up and this visitor may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freed_at: Option<DateTime<Utc>>,
    /// The newest call, also of somebody who did not come and waits again.
    #[serde(default)]
    pub called_at: Option<DateTime<Utc>>,
    pub at: DateTime<Utc>,
    /// Where the visit goes on, of a ticket that was sent to another site: this is its status there.
    #[serde(default)]
    pub moved_to: Option<String>,
    /// By these two a page tells an old status from a new one, whatever a clock says.
    #[serde(default)]
    pub epoch: u64,
    #[serde(default)]
    pub sequence: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TicketState {
    Waiting,
    Called,
    Serving,
    Missed,
    Finished,
    /// Withdrawn by the visitor or voided by staff.
    Left,
    /// Anything a newer hub may say.
    #[serde(other)]
    Unknown,
}

/// Login of a clerk; the answer sets the cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Login {
    pub name: String,
    pub password: String,
    /// Of an account with a second factor: what the app shows, or a recovery code.
    #[serde(default)]
    pub code: Option<String>,
}

/// Why something was not done. `code` is for programs and pages, `detail` for developers;
/// neither is ever shown to a visitor as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Kebab-case, stable ("nobody-waiting", "unknown-service").
    pub code: String,
    pub detail: String,
    /// The ticket the act was about, as it is now: what happened meanwhile. For clerks only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Box<DeskTicket>>,
}
