//! The committer: one thread, one transaction at a time.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::{Arc, RwLock};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::sync::mpsc::{Receiver, channel};
use tracing::{error, info};

use super::day_turn::{
    BELIEVED_AHEAD, date_at, is_far_ahead, needs_a_word, too_late, turn_days, turn_of_the_day,
};
use super::kept::forget_past;
use super::orders::answer;
use super::pace::Pace;
use super::plans::{self, Offered};
use super::pulse::Pulse;
use super::site_state::SiteState;
use super::{Desk, NotDone, Order, Request, Sites, What};
use crate::clock::Clock;
use crate::config::{Config, local_instant};
use crate::links::LinkSecret;
use crate::store::{Beside, Journal, Room, Seal, StoredAnswer};

/// So many orders share one transaction at most: it bounds how long the first of them waits.
const BATCH_MAX: usize = 256;
/// Answers are kept this long; a kiosk that was away for a day may still repeat its acts.
const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(48);
/// Whoever cancelled, or was cancelled, is written to within seconds. A mail server that dies on a Friday is
/// mended on Monday, and the day after staff telephone whom no letter reached.
const CANCELLED_KEPT: TimeDelta = TimeDelta::days(4);
/// What visitors needed lies sealed in the database's log for so long after it was deleted, at most.
const LOG_EMPTIED_EVERY: Duration = Duration::from_secs(60);

/// Tells the world what was committed. Called by the committer itself, so it must not block.
pub trait Announcer: Send {
    /// The events of a site, just stored; `state` is as after them. Walls hear of calls here, before
    /// anybody who reads the sites can hold them up.
    fn happened(&mut self, state: &SiteState, epoch: u64, events: &[Happened]);
    /// Whoever reads the sites from now on sees these events.
    fn shown(&mut self, state: &SiteState);
    /// Once a second: numbers can be drawn and called.
    fn heartbeat(&mut self, sites: &Sites, epoch: u64, now: DateTime<Utc>);
    /// Goes on sending what was said, as a future does that never ends. The committer's own thread does it
    /// while it waits for orders: a call that had to wake another thread would come to its wall a tenth of
    /// a millisecond later.
    fn poll_sending(&mut self, _: &mut Context<'_>) -> Poll<Infallible> {
        Poll::Pending
    }
}

pub struct Committer {
    journal: Journal,
    clock: Clock,
    config: Arc<Config>,
    secret: LinkSecret,
    epoch: u64,
    /// As decided; runs ahead of `committed` within a batch only.
    decided: Sites,
    committed: Arc<RwLock<Sites>>,
    requests: Receiver<Request>,
    pace: Pace,
    pulse: Pulse,
    /// The last transaction failed, and nothing could be stored since.
    broken: bool,
    /// The sites whose days do not turn, because the clock is too far ahead of them.
    doubted: Vec<String>,
    /// When what was deleted is to go from the database's log, too.
    forgets_at: Option<Instant>,
    /// The date of the last look at what is too old, wherever it is of.
    swept_on: Option<NaiveDate>,
}

/// What one order came to, before it is stored.
struct Outcome {
    reply: tokio::sync::oneshot::Sender<Result<StoredAnswer, NotDone>>,
    answer: Result<StoredAnswer, NotDone>,
}

/// One event of a batch.
#[derive(Debug, Clone)]
pub struct Happened {
    pub site: String,
    /// Of the journal entry; walls and pages count by it.
    pub sequence: u64,
    pub at: DateTime<Utc>,
    pub event: Room,
}

/// What a batch said beside the journal.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub site: String,
    pub word: Word,
    /// So many events of the batch came before.
    pub after: usize,
}

/// One word beside the journal. `None` is that nothing is kept any more.
#[derive(Debug, Clone)]
pub(super) enum Word {
    Ticket(queue::TicketId, Option<Beside>),
    Notice(queue::Notice, Option<String>),
    /// Something was stored of which nothing is kept in memory, or forgotten.
    Aside {
        forgotten: bool,
    },
    Plan(Offered),
    /// Somebody is not told of free times any more; nothing of them is kept in memory.
    Watch,
}

impl Committer {
    /// Replays the journal. The committer works once `run` is called, on a thread of its own.
    pub fn open(
        journal: Journal,
        config: Arc<Config>,
        secret: LinkSecret,
        clock: Clock,
    ) -> Result<(Committer, Desk), rusqlite::Error> {
        let epoch = journal.next_epoch()?;
        let decided = replayed(&journal, &config, &secret)?;
        // Later whoever asked first would hold everybody up.
        decided.values().for_each(|site| site.derive_links());
        let committed = Arc::new(RwLock::new(decided.clone()));
        let (sender, requests) = channel(super::WAITING_ORDERS_MAX);
        let pulse = Pulse::new(Instant::now());
        let desk = Desk { requests: sender, sites: committed.clone(), pulse: pulse.clone() };
        Ok((
            Committer {
                journal,
                clock,
                config,
                secret,
                epoch,
                decided,
                committed,
                requests,
                pace: Pace::default(),
                pulse,
                broken: false,
                doubted: Vec::new(),
                // Keys of days that ended while the hub was away.
                forgets_at: Some(Instant::now()),
                swept_on: None,
            },
            desk,
        ))
    }

    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Works until the desk stops. Heartbeats run on real time whatever the clock says. Writing to the disk
    /// blocks, so nobody else should live on this thread.
    pub async fn run(mut self, mut announcer: impl Announcer) {
        let every = Duration::from_millis(wire::mqtt::HEARTBEAT_EVERY_MS);
        let mut beat_at = Instant::now();
        let mut batch = Vec::with_capacity(BATCH_MAX);
        loop {
            if Instant::now() >= beat_at {
                beat_at = Instant::now() + every;
                self.tick(&mut announcer);
            }
            let asked = tokio::select! {
                // First, or orders without end would leave what was said unsent.
                biased;
                never = poll_fn(|context| announcer.poll_sending(context)) => match never {},
                asked = self.requests.recv_many(&mut batch, BATCH_MAX) => asked,
                () = tokio::time::sleep_until(beat_at.into()) => continue,
            };
            let stop = asked == 0 || batch.iter().any(|request| matches!(request.what, What::Stop));
            self.carry_out(&mut batch, &mut announcer);
            if stop {
                return;
            }
        }
    }

    /// Carries out `orders` in one transaction, and returns their answers in the same order. What `run`
    /// does with all that wait, for those who have no thread: a simulation goes on step by step.
    pub fn step(
        &mut self,
        orders: Vec<Order>,
        announcer: &mut impl Announcer,
    ) -> Vec<Result<StoredAnswer, NotDone>> {
        let asked = orders.into_iter().map(|order| Request::of(What::Order(order)));
        let (mut batch, answers): (Vec<Request>, Vec<_>) = asked.unzip();
        self.carry_out(&mut batch, announcer);
        answers.into_iter().map(|mut answer| answer.try_recv().unwrap_or(Err(NotDone::Broken))).collect()
    }

    /// Once a second: a day may begin or end; then the heartbeat, as long as anything can be stored.
    pub fn tick(&mut self, announcer: &mut impl Announcer) {
        let now = self.clock.now();
        if self.broken && !self.is_whole_again() {
            return;
        }
        self.doubts_the_clock(now);
        let turns =
            |site: &Arc<SiteState>| !turn_of_the_day(site, now, self.is_vouched(site, now)).is_empty();
        let forgets = |site: &Arc<SiteState>| !site.to_forget(now).is_empty();
        let lapses =
            |site: &Arc<SiteState>| site.bookings().next_deadline().is_some_and(|until| until <= now);
        let misses = |site: &Arc<SiteState>| !too_late(site, now).is_empty();
        let due =
            self.decided.values().any(|site| turns(site) || forgets(site) || lapses(site) || misses(site));
        if due {
            self.carry_out(&mut vec![Request::of(What::Tick).0], announcer);
            if let Err(error) = self.forget_answers() {
                error!(%error, "old answers could not be forgotten");
            }
        }
        self.sweeps(now);
        if !self.broken {
            self.pulse.beats(Instant::now());
            announcer.heartbeat(&self.decided, self.epoch, now);
            self.forgets_for_good();
        }
    }

    /// What was deleted is in the database's log as well, and its key beside it. At the end of a day both
    /// go at once; else once in a while, for each time the disk is kept busy for some milliseconds.
    fn forgets_for_good(&mut self) {
        if self.forgets_at.is_none_or(|at| Instant::now() < at) {
            return;
        }
        let open = self.decided.values().filter(|site| site.day.is_open());
        let open: Vec<_> = open.filter_map(|site| Some((site.config.id.clone(), site.day.date()?))).collect();
        match self.journal.forget_for_good(&open) {
            Ok(true) => self.forgets_at = None,
            // Somebody reads; the next look at the clock tries again.
            Ok(false) => {}
            Err(error) => error!(%error, "what is over could not be forgotten for good"),
        }
    }

    /// What is old counts from the last day with a number, and that may be of a clock that was ahead and
    /// believed: an act that is repeated after it must not become another one.
    fn forget_answers(&self) -> Result<(), rusqlite::Error> {
        for site in self.decided.values() {
            let Some(date) = site.last_numbers_on() else { continue };
            let began = local_instant(date, 0, site.config.time_zone);
            self.journal.forget_answers(&site.config.id, began - BELIEVED_AHEAD - ANSWERS_KEPT)?;
        }
        Ok(())
    }

    /// Once a day what is too old by its date goes, also of sites that never gave a number and of those that
    /// are in the configuration no longer. By a clock that nobody believes nothing goes.
    fn sweeps(&mut self, now: DateTime<Utc>) {
        let today = Some(now.date_naive());
        if self.broken || self.swept_on == today || !self.is_believed(now) {
            return;
        }
        let answers = self.journal.forget_old_answers(now - BELIEVED_AHEAD * 2 - ANSWERS_KEPT);
        let last_visits = (now - BELIEVED_AHEAD).date_naive();
        let contacts = self.journal.forget_old_contacts(last_visits, now - CANCELLED_KEPT);
        match answers.and(contacts) {
            Ok(contacts) => {
                self.swept_on = today;
                if contacts > 0 {
                    self.forgets_at = Some(Instant::now());
                }
            }
            Err(error) => error!(%error, "what is too old could not be forgotten"),
        }
    }

    /// A clock is believed by the first site whose last service day is not long ago; where no site ever had
    /// one, there is nothing to doubt it by.
    fn is_believed(&self, now: DateTime<Utc>) -> bool {
        let mut with_days = self.decided.values().filter(|site| site.day.date().is_some()).peekable();
        with_days.peek().is_none()
            || with_days.any(|site| !is_far_ahead(site, now) || self.is_vouched(site, now))
    }

    /// Says once that the clock is not believed, and for which sites.
    fn doubts_the_clock(&mut self, now: DateTime<Utc>) {
        let doubted = |site: &&Arc<SiteState>| is_far_ahead(site, now) && !self.is_vouched(site, now);
        let doubted: Vec<String> =
            self.decided.values().filter(doubted).map(|site| site.config.id.clone()).collect();
        if doubted != self.doubted {
            for site in &doubted {
                error!(
                    site,
                    clock = %now,
                    "far ahead of the last service day: none is opened or closed until `hub open-day`"
                );
            }
            self.doubted = doubted;
        }
    }

    fn is_vouched(&self, site: &SiteState, now: DateTime<Utc>) -> bool {
        // A database that cannot be read says so elsewhere.
        needs_a_word(site, now)
            && self.journal.is_vouched(&site.config.id, date_at(site, now)).unwrap_or(false)
    }

    /// After a failure: whether the database takes writes again. Then what the journal says counts.
    fn is_whole_again(&mut self) -> bool {
        let read = self.journal.probe().and_then(|()| replayed(&self.journal, &self.config, &self.secret));
        let Ok(sites) = read else { return false };
        info!("the database takes writes again");
        *self.committed.write().expect("no reader panics while it reads") = sites.clone();
        self.decided = sites;
        self.broken = false;
        true
    }

    /// Decides all of `batch`, stores it in one transaction, then announces, shows and answers.
    fn carry_out(&mut self, batch: &mut Vec<Request>, announcer: &mut impl Announcer) {
        if self.broken {
            batch.drain(..).for_each(|request| request.cannot_be_stored());
            return;
        }
        let now = self.clock.now();
        let (mut happened, mut told) = (Vec::new(), Vec::new());
        let (decided, pace, epoch) = (&mut self.decided, &mut self.pace, self.epoch);
        let stored = self.journal.begin().and_then(|transaction| {
            if transaction.epoch()? != epoch {
                // Two hubs on one database would give one number twice.
                error!("another hub has opened this database; this one stops");
                std::process::exit(1);
            }
            let mut outcomes = Vec::with_capacity(batch.len());
            turn_days(decided, &transaction, now, &mut happened)?;
            forget_past(decided, &transaction, now, happened.len(), &mut told)?;
            for request in batch.drain(..) {
                let answer = match request.what {
                    What::Order(order) => {
                        answer(decided, pace, &transaction, order, now, &mut happened, &mut told)?
                    }
                    What::Tick | What::Stop => Ok(StoredAnswer::Done),
                };
                outcomes.push(Outcome { reply: request.reply, answer });
            }
            let seal = transaction.commit()?;
            Ok((outcomes, seal))
        });
        match stored {
            Ok((outcomes, seal)) => {
                note_ends(&happened, seal);
                self.has_to_forget(&happened, &told);
                let mut changed: BTreeSet<&String> = happened.iter().map(|event| &event.site).collect();
                for &site in &changed {
                    announcer.happened(&self.decided[site], self.epoch, &of_site(&happened, site));
                }
                self.show(&happened, &told);
                changed.extend(told.iter().map(|told| &told.site));
                for &site in &changed {
                    announcer.shown(&self.decided[site]);
                }
                for outcome in outcomes {
                    // Whoever asked may have gone away meanwhile; the act stands.
                    let _ = outcome.reply.send(outcome.answer);
                }
            }
            Err(error) => {
                // Nothing of it happened. Whoever asked is told, and what was decided is thrown away.
                error!(%error, "nothing could be stored");
                self.broken = true;
                self.pulse.breaks();
                batch.drain(..).for_each(|request| request.cannot_be_stored());
            }
        }
    }

    fn has_to_forget(&mut self, happened: &[Happened], told: &[Told]) {
        let closed = |event: &Happened| matches!(event.event, Room::Queue(queue::Event::DayClosed));
        let forgets = |told: &Told| {
            matches!(told.word, Word::Ticket(_, None) | Word::Aside { forgotten: true } | Word::Watch)
        };
        if happened.iter().any(closed) {
            self.forgets_at = Some(Instant::now());
        } else if told.iter().any(forgets) || happened.iter().any(gives_up_a_booking) {
            self.forgets_at.get_or_insert_with(|| Instant::now() + LOG_EMPTIED_EVERY);
        }
    }

    fn show(&self, happened: &[Happened], told: &[Told]) {
        if happened.is_empty() && told.is_empty() {
            return;
        }
        let mut committed = self.committed.write().expect("no reader panics while it reads");
        let tell = |committed: &mut Sites, Told { site, word, .. }: &Told| {
            let state = committed.get_mut(site).expect("what is told is of sites we serve");
            Arc::make_mut(state).hear(word);
        };
        let mut told = told.iter().peekable();
        for (n, Happened { site, sequence, at, event }) in happened.iter().enumerate() {
            while let Some(told) = told.next_if(|told| told.after <= n) {
                tell(&mut committed, told);
            }
            let state = committed.get_mut(site).expect("events are of sites we serve");
            // Whoever reads it at leisure keeps what it was.
            Arc::make_mut(state).apply(event, *at, *sequence);
        }
        told.for_each(|told| tell(&mut committed, told));
    }
}

/// What was sent ahead for it goes at once.
fn gives_up_a_booking(event: &Happened) -> bool {
    use calendar::Event::{Cancelled, Lapsed};
    matches!(event.event, Room::Calendar(Cancelled { .. } | Lapsed { .. }))
}

/// The log has the seal of every day's end: it lies elsewhere, where nobody can write it anew.
fn note_ends(happened: &[Happened], seal: Option<Seal>) {
    let Some(seal) = seal else { return };
    for Happened { site, sequence, event, .. } in happened {
        if matches!(event, Room::Queue(queue::Event::DayClosed)) {
            info!(site, entry = sequence, %seal, "the service day is closed");
        }
    }
}

fn of_site(happened: &[Happened], site: &str) -> Vec<Happened> {
    happened.iter().filter(|event| event.site == site).cloned().collect()
}

/// All sites as the journal tells.
fn replayed(journal: &Journal, config: &Config, secret: &LinkSecret) -> Result<Sites, rusqlite::Error> {
    let mut sites: Sites = config
        .sites
        .iter()
        .map(|site| (site.id.clone(), Arc::new(SiteState::new(Arc::new(site.clone()), secret.clone()))))
        .collect();
    let mut entries = 0;
    journal.replay(|entry| {
        entries += 1;
        // A site that was taken out of the configuration keeps its past in the journal.
        if let Some(state) = sites.get_mut(&entry.site) {
            Arc::make_mut(state).apply(&entry.event, entry.at, entry.id as u64);
        }
    })?;
    for (site, state) in sites.iter_mut().map(|(site, state)| (site, Arc::make_mut(state))) {
        // Nothing that happened is kept with the rules it was decided by, so the newest are enough.
        plans::kept(journal, site)?.iter().for_each(|plan| state.hear(plan));
        let Some(day) = state.day.date() else { continue };
        for (place, words) in journal.notices(site, day)? {
            state.hear(&Word::Notice(place, Some(words)));
        }
        for (ticket, beside) in journal.beside(site, day)? {
            // A row whose ticket the journal does not know is of nobody.
            if state.day.find(ticket).is_some() {
                state.hear(&Word::Ticket(ticket, Some(beside)));
            }
        }
    }
    info!(entries, "replayed the journal");
    Ok(sites)
}
