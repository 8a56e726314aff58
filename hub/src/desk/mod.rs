//! The desk: where everything that happens is decided, stored and announced, in this order.
//!
//! One committer thread for all sites. It takes the orders that wait, decides each on its site's
//! state, writes all their events in ONE transaction, and only then announces calls, lets the others
//! see what happened, and answers. What was acknowledged to a screen, a printer or a browser cannot
//! disappear; what could not be stored did not happen.

mod arranged;
mod check_in;
mod codes;
mod coming;
mod committer;
mod course;
mod day_turn;
mod elsewhere;
mod fingerprint;
pub mod freed;
mod in_hand;
mod kept;
mod orders;
mod pace;
mod plans;
mod pulse;
mod said;
mod site_state;
mod told;
pub mod watches;

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::time::Instant;

use tokio::sync::{mpsc, oneshot};

pub use codes::why_none;
pub use coming::{Coming, Leave};
pub use committer::{Announcer, Committer, Happened};
pub use course::{Course, follow};
pub use elsewhere::{SendOn, follow as whereabouts};
pub use in_hand::{InHand, is_at_leisure};
pub use pace::KIOSK_NUMBERS_A_MINUTE;
pub use plans::{Offered, check_kept as check_kept_plans, in_use};
use pulse::Pulse;
pub use said::{Visit, can_be_judged};
pub use site_state::{SiteState, first_service};
pub use told::{News, Told};

use crate::config::SitePlan;
use crate::store::feedback::Answer;
use crate::store::{Beside, Contact, Message, MessageId, StoredAnswer, Upload, UploadId, Watch, WatchId};

/// Orders that may wait for the committer. More means that the disk has stopped answering, and
/// then it is better to say so than to let visitors wait.
const WAITING_ORDERS_MAX: usize = 4_096;

/// Who books on the web, in the journal. Names are never there.
pub const CITIZEN: &str = "citizen";
/// Who holds a slip; the day and the ticket follow.
pub const VISITOR: &str = "visitor:";

/// What somebody wants done.
#[derive(Debug, Clone)]
pub enum Act {
    Queue(queue::Command),
    /// The same, and what is kept beside the journal for the ticket it is about.
    QueueBeside {
        command: queue::Command,
        beside: Beside,
    },
    /// A visit goes on at another site.
    SendOn(SendOn),
    /// What visitors read at this place for the rest of the day; `None` is nothing.
    Say {
        place: queue::Notice,
        words: Option<String>,
    },
    /// Says what a visitor cannot do without.
    Need {
        ticket: queue::TicketId,
        needs: queue::Needs,
    },
    /// Takes seats of the days to come; the hub gives the booking its id.
    Book {
        wish: calendar::Wish,
        starts_at: chrono::DateTime<chrono::Utc>,
        claim: calendar::bookings::Claim,
        /// Who it is for; kept beside the journal.
        contact: Option<Contact>,
    },
    /// Of a booking that was kept while a form was filled in: who it is for. Only once.
    Complete {
        booking: calendar::BookingId,
        /// Whether a letter asks first.
        claim: calendar::bookings::Claim,
        contact: Contact,
    },
    /// What is done with bookings and absences that have an id.
    Calendar(calendar::Command),
    /// Somebody is away, or several at once: deputies take over the bookings, where there is one with time.
    Absent(Vec<calendar::bookings::Absence>),
    /// The same as a feed tells it, as far as it is new.
    Told(Told),
    /// An absence stays, whatever its feed says or does not say from now on.
    Keep {
        absence: calendar::bookings::AbsenceId,
    },
    /// Any of these, and how long it took somebody to come to it.
    Timed {
        seconds: u32,
        act: Box<Act>,
    },
    /// Where the people of a booking by video meet, as the provider says for a revision of it; `None` is
    /// nowhere any more. Kept beside the journal.
    Meeting {
        booking: calendar::BookingId,
        revision: u32,
        place: Option<crate::store::meetings::Place>,
    },
    /// Somebody wants to be told when a time becomes free, until a day. A letter asks them first.
    Watch {
        watch: Watch,
        until: chrono::NaiveDate,
    },
    /// Whoever reads the mail of that address pressed the button.
    ConfirmWatch {
        watch: WatchId,
    },
    StopWatch {
        watch: WatchId,
    },
    /// A booking becomes a ticket of today's queue.
    CheckIn {
        booking: calendar::BookingId,
        /// These two are kept beside the journal; nothing said leaves what was said before.
        needs: queue::Needs,
        /// The visitor's, where it is not German.
        language: Option<String>,
    },
    /// A walk-in who waits gets a time of today that somebody gave up, if it is still to be had.
    TakeTime {
        ticket: queue::TicketId,
        at: chrono::DateTime<chrono::Utc>,
    },
    /// A file is sent ahead for a booking. Its content was put down before; the digest of that tells two
    /// files apart that come with one key.
    Send {
        booking: calendar::BookingId,
        upload: Upload,
        digest: [u8; 32],
    },
    /// Whoever sent it takes it back.
    Discard {
        booking: calendar::BookingId,
        upload: UploadId,
    },
    /// Somebody writes on the contact page; it is kept until it went out.
    Write {
        message: Message,
    },
    /// A message went out, or never will.
    Forwarded {
        message: MessageId,
    },
    /// How a visit was that is over. What the visitor said of it before counts no longer.
    Judge {
        visit: Visit,
        answer: Answer,
    },
    /// The site offers something else from now on. `base` is the version somebody had before their eyes.
    ChangePlan {
        base: u32,
        plan: Arc<SitePlan>,
    },
}

#[derive(Debug, Clone)]
pub struct Order {
    pub site: String,
    /// Pseudonym of who asks: "kiosk:eingang", "clerk:17".
    pub actor: String,
    /// The same key from the same actor gets the same answer.
    pub key: Option<String>,
    pub act: Act,
}

impl Order {
    /// Whether anybody on the web may ask this. Of strangers only what they brought about is kept: they can
    /// make up a key a millisecond, and what changed nothing is decided again just as well.
    fn is_of_a_stranger(&self) -> bool {
        self.actor == CITIZEN || self.actor.starts_with(VISITOR)
    }
}

/// Why an order was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// A value a clerk or a kiosk may read; `code` is stable.
    #[error("{detail}")]
    Refused { code: String, detail: String },
    #[error("the hub cannot store anything at the moment")]
    Broken,
    #[error("too many orders are waiting")]
    Overloaded,
}

impl NotDone {
    /// What the calendar refuses, with its stable code.
    pub fn of_calendar(refusal: &calendar::Refusal) -> NotDone {
        NotDone::Refused { code: codes::calendar_code(refusal).into(), detail: refusal.to_string() }
    }
}

pub(crate) struct Request {
    what: What,
    reply: oneshot::Sender<Result<StoredAnswer, NotDone>>,
}

impl Request {
    /// With the other end, where the answer comes out.
    fn of(what: What) -> (Request, oneshot::Receiver<Result<StoredAnswer, NotDone>>) {
        let (reply, answer) = oneshot::channel();
        (Request { what, reply }, answer)
    }

    fn cannot_be_stored(self) {
        // Whoever asked may have gone away meanwhile.
        let _ = self.reply.send(Err(NotDone::Broken));
    }
}

pub(crate) enum What {
    Order(Order),
    /// Look at the clock: a day may begin or end.
    Tick,
    Stop,
}

/// All sites as committed; nobody ever sees what was not stored.
pub type Sites = BTreeMap<String, Arc<SiteState>>;

/// The way to the committer. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    requests: mpsc::Sender<Request>,
    sites: Arc<RwLock<Sites>>,
    pulse: Pulse,
}

impl Desk {
    /// Has an order carried out; returns once it is stored, or was refused.
    pub async fn commit(&self, order: Order) -> Result<StoredAnswer, NotDone> {
        match self.send(What::Order(order)) {
            Ok(answer) => answer.await.unwrap_or(Err(NotDone::Broken)),
            Err(not_done) => Err(not_done),
        }
    }

    /// The same from a thread without a runtime.
    pub fn commit_blocking(&self, order: Order) -> Result<StoredAnswer, NotDone> {
        self.send(What::Order(order))?.blocking_recv().unwrap_or(Err(NotDone::Broken))
    }

    /// Lets the desk look at the clock now; returns when what the time brought is stored.
    pub fn tick_blocking(&self) -> Result<(), NotDone> {
        self.send(What::Tick)?.blocking_recv().unwrap_or(Err(NotDone::Broken)).map(|_| ())
    }

    /// Whether numbers can be drawn and called.
    pub fn is_well(&self) -> bool {
        self.pulse.is_well(Instant::now())
    }

    /// Ends the committer after the orders that wait.
    pub fn stop(&self) {
        // Waits for a place behind all others. A committer that is gone already has stopped.
        let _ = self.requests.blocking_send(Request::of(What::Stop).0);
    }

    /// A site as it is now, to read at leisure: the committer goes on meanwhile, on a copy.
    pub fn site(&self, id: &str) -> Option<Arc<SiteState>> {
        self.sites().get(id).cloned()
    }

    /// The days to come of a site, to search at leisure: it makes the committer copy nothing of today.
    pub fn coming(&self, id: &str) -> Option<Arc<Coming>> {
        self.sites().get(id).map(|site| site.coming().clone())
    }

    /// The sites as they are now. The committer waits meanwhile, so estimate nothing with it in hand.
    pub fn sites(&self) -> InHand<'_> {
        InHand::take(&self.sites)
    }

    fn send(&self, what: What) -> Result<oneshot::Receiver<Result<StoredAnswer, NotDone>>, NotDone> {
        let (request, answer) = Request::of(what);
        self.requests.try_send(request).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotDone::Overloaded,
            mpsc::error::TrySendError::Closed(_) => NotDone::Broken,
        })?;
        Ok(answer)
    }
}
