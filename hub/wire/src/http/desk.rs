//! What clerks, the infopoint and the supervisor ask and see.
//!
//! An act names what it needs and leaves the rest out, so that older askers keep working.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::TicketState;
use crate::Number;

/// Of a remark or a note. Longer ones nobody reads between two visitors.
pub const NOTE_CHARS_MAX: usize = 500;

/// "Next, please", from one counter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallNext {
    pub counter: String,
    /// Looked at by this clerk, and not to be called now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Number>,
}

/// What a clerk does with one ticket; the number names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketAct {
    /// Empty at the infopoint, which is no counter.
    #[serde(default)]
    pub counter: String,
    pub number: Number,
    pub act: Act,
    /// Of [`Act::Finish`]: what was really done. Without it, what the visitor came for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performed: Option<Vec<String>>,
    /// Of [`Act::Transfer`] and [`Act::SplitOff`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Of [`Act::Transfer`], instead of a service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<char>,
    /// Of [`Act::Transfer`]: another site of the hub, one of whose services is in `service`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Of [`Act::Transfer`]: for the next clerk, read before the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of [`Act::Prioritise`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Of [`Act::Need`]: all of them, not only the new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<BTreeSet<Need>>,
    /// Of [`Act::GiveTime`]: one of [`DeskQueue::freed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<Utc>>,
}

impl TicketAct {
    /// An act that needs nothing but the ticket.
    pub fn plain(counter: impl Into<String>, number: impl Into<Number>, act: Act) -> TicketAct {
        TicketAct {
            counter: counter.into(),
            number: number.into(),
            act,
            performed: None,
            service: None,
            zone: None,
            site: None,
            note: None,
            priority: None,
            needs: None,
            starts_at: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    Call,
    /// Reads the remark before the call; nobody else calls meanwhile.
    Look,
    /// Looked, and does not call now.
    Release,
    Recall,
    Arrive,
    Finish,
    NoShow,
    Park,
    /// A parked or missed visitor waits again, since the time they came.
    TakeBack,
    Transfer,
    /// One matter goes on under a number of its own, which is the ticket of the answer.
    SplitOff,
    Prioritise,
    /// Says what the visitor cannot do without.
    Need,
    /// A walk-in gets a time of today that somebody gave up.
    GiveTime,
    Withdraw,
    /// Of a newer asker; it is refused.
    #[serde(other)]
    Unknown,
}

/// Takes back the last step of a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Undo {
    pub counter: String,
}

/// A number drawn by staff, for somebody who does not use the kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DrawForVisitor {
    pub service: String,
    /// Further matters, done at the same counter.
    #[serde(default)]
    pub further: Vec<String>,
    #[serde(default = "one")]
    pub persons: u32,
    #[serde(default)]
    pub priority: Priority,
    #[serde(default)]
    pub needs: BTreeSet<Need>,
    /// Read by the clerk before the call.
    #[serde(default)]
    pub remark: Option<String>,
}

/// Checks in somebody with an appointment who has come to the infopoint: by the code on the letter, or by
/// its time, and its service where several begin then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInVisitor {
    #[serde(default)]
    pub code: Option<String>,
    #[serde(default)]
    pub starts_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub service: Option<String>,
}

/// What the supervisor does with the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum HallAct {
    /// No more numbers and no transfers there today; bookings still get in.
    CloseZone {
        zone: char,
    },
    OpenZone {
        zone: char,
    },
    /// The estimate counts so many counters, whatever is open; without a count, those that are.
    GhostCounters {
        #[serde(default)]
        count: Option<u32>,
    },
    OpenCounter {
        counter: String,
    },
    CloseCounter {
        counter: String,
    },
    /// Today this counter takes only these services; without a list, all it can.
    Assign {
        counter: String,
        #[serde(default)]
        services: Option<BTreeSet<String>>,
    },
    /// Kiosks give out so many numbers of a zone or of a service today; without a count, as many as planned.
    Contingent {
        #[serde(default)]
        zone: Option<char>,
        #[serde(default)]
        service: Option<String>,
        #[serde(default)]
        count: Option<u32>,
    },
    /// The doors close at this time today; without one, as planned.
    CloseEarly {
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// What visitors read there today, in at most [`super::NOTICE_CHARS_MAX`] characters; without words,
    /// nothing.
    Notice {
        place: NoticePlace,
        #[serde(default)]
        words: Option<String>,
    },
    /// Of a newer asker; it is refused.
    #[serde(other)]
    Unknown,
}

/// Where visitors read a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticePlace {
    Kiosk,
    Display,
    /// On the display instead of everything else, and said by its voice.
    Emergency,
    #[serde(other)]
    Unknown,
}

/// Three levels; each moves the time a ticket is due by a set number of minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    High,
    Low,
    #[default]
    #[serde(other)]
    Normal,
}

/// What a visitor cannot do without: a condition on the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    StepFree,
    HearingLoop,
    SignLanguage,
    Interpreter,
    QuietRoom,
    /// Is fetched at the seat and brought to the counter.
    Accompanied,
    /// Of a newer program. Nobody can meet it, so an act with it is refused.
    #[serde(other)]
    Unknown,
}

impl Need {
    pub const ALL: [Need; 6] = [
        Need::StepFree,
        Need::HearingLoop,
        Need::SignLanguage,
        Need::Interpreter,
        Need::QuietRoom,
        Need::Accompanied,
    ];
}

/// Where a ticket is, in more words than a visitor needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Waiting,
    /// A clerk reads the remark.
    LookedAt,
    Called,
    Serving,
    Parked,
    Missed,
    Finished,
    Left,
    #[default]
    #[serde(other)]
    Unknown,
}

/// One ticket as clerks see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeskTicket {
    pub number: Number,
    pub service: String,
    pub state: TicketState,
    #[serde(default)]
    pub counter: Option<String>,
    pub since: DateTime<Utc>,
    pub recalls: u32,
    /// Why it stands where it stands; only while it waits, like the three after it.
    #[serde(default)]
    pub reason: Option<Reason>,
    #[serde(default)]
    pub due: Option<Due>,
    /// The first of those before it who came later. Reasons and dues of the two say why.
    #[serde(default)]
    pub overtaken_by: Option<Number>,
    /// The open counters that may call it, where these are not all.
    #[serde(default)]
    pub only_counters: Option<Vec<String>>,
    #[serde(default)]
    pub stage: Stage,
    #[serde(default)]
    pub zone: Option<char>,
    /// The matters after the one in hand.
    #[serde(default)]
    pub further: Vec<String>,
    #[serde(default = "one")]
    pub persons: u32,
    #[serde(default)]
    pub priority: Priority,
    /// There is something to be read before the call.
    #[serde(default)]
    pub has_remark: bool,
    /// What it says; only for the counter that looks at, called or serves it.
    #[serde(default)]
    pub remark: Option<String>,
    #[serde(default)]
    pub needs: BTreeSet<Need>,
    #[serde(default)]
    pub arrived_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub appointment_at: Option<DateTime<Utc>>,
    /// Absent until then, and not offered by "next".
    #[serde(default)]
    pub locked_until: Option<DateTime<Utc>>,
    #[serde(default)]
    pub no_shows: u32,
    /// How often somebody who came later was called before.
    #[serde(default)]
    pub overtaken: u32,
    /// Arrival to the first call.
    #[serde(default)]
    pub wait_seconds: Option<u32>,
    /// Call to greeting.
    #[serde(default)]
    pub walk_seconds: Option<u32>,
    /// At counters, without the time between two of them.
    #[serde(default)]
    pub service_seconds: Option<u32>,
    /// Nine of ten visits of this kind take no longer.
    #[serde(default)]
    pub usual_seconds_max: Option<u32>,
    /// What was done, of a finished one.
    #[serde(default)]
    pub performed: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<MovedTo>,
}

fn one() -> u32 {
    1
}

/// Why a ticket is where it is in the order of calling. Pages put it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// A booking, due at its time.
    Appointment { at: DateTime<Utc> },
    /// A booking that came late, within the grace.
    AppointmentLate { minutes: u32 },
    /// Came without a booking, and took this time, which others had given up.
    FreedTime { at: DateTime<Utc> },
    /// A booking that has waited too long after its time and goes before all others.
    AppointmentDelayed { minutes: u32 },
    /// A booking that came early; called only because nobody else is there.
    AppointmentEarly { at: DateTime<Utc> },
    /// A walk-in by its time of drawing.
    Waiting { minutes: u32 },
    /// A walk-in past its due time, taken so that bookings do not starve walk-ins.
    WalkInsTurn { minutes: u32 },
    /// Of high priority, and due earlier for it.
    Preferred { minutes: u32 },
    /// Came so much after its appointment that it counts as a walk-in since.
    AppointmentTooLate { minutes: u32 },
    /// Did not come when called, and is not called again before that.
    Absent { until: DateTime<Utc> },
    /// A clerk called this one on purpose.
    Chosen,
    #[serde(other)]
    Unknown,
}

/// When a ticket is to be called, and what made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    pub at: DateTime<Utc>,
    /// So long after it came, by the target of its service; without one it is due by an appointment.
    #[serde(default)]
    pub target_minutes: Option<u32>,
    /// What a priority adds: less than nothing is earlier.
    #[serde(default)]
    pub moved_minutes: i32,
}

/// What a counter did last and may still take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastStep {
    pub number: Number,
    pub step: Step,
    pub until: DateTime<Utc>,
    /// Of a transfer to another site.
    #[serde(default)]
    pub moved_to: Option<MovedTo>,
}

/// Where a visit goes on that was sent to another site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MovedTo {
    pub site: String,
    /// "Bürgerbüro Nord"; the same as the site where nobody has named it.
    pub office: String,
    pub number: Number,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Call,
    NoShow,
    Finish,
    Park,
    Transfer,
    #[default]
    #[serde(other)]
    Unknown,
}

/// The desk's view of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DeskQueue {
    pub service_day: Option<NaiveDate>,
    pub epoch: u64,
    pub sequence: u64,
    pub at: DateTime<Utc>,
    /// In the order of calling.
    pub waiting: Vec<DeskTicket>,
    /// Called or being served, the newest first.
    pub called: Vec<DeskTicket>,
    /// Looked at before their call.
    #[serde(default)]
    pub looked_at: Vec<DeskTicket>,
    /// The newest first, like the two after it.
    #[serde(default)]
    pub parked: Vec<DeskTicket>,
    #[serde(default)]
    pub missed: Vec<DeskTicket>,
    #[serde(default)]
    pub finished: Vec<DeskTicket>,
    /// Of the counter that asks.
    #[serde(default)]
    pub last_step: Option<LastStep>,
    /// Times of today that others gave up, for those who wait.
    #[serde(default)]
    pub freed: Vec<FreedTime>,
    /// Who waits for what no open counter has; somebody has to talk to them. The first in line first.
    #[serde(default)]
    pub unserved: Vec<DeskTicket>,
}

/// A time of today that somebody gave up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FreedTime {
    pub at: DateTime<Utc>,
    /// Who waits and may have it, the first ones in the order of calling.
    pub numbers: Vec<Number>,
}
