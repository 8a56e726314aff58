//! The committer: one thread, one transaction at a time.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use sha2::{Digest, Sha256};
use tracing::{error, info};

use super::codes::{calendar_code, queue_code};
use super::site_state::SiteState;
use super::{Act, Desk, NotDone, Order, Request, Sites, What};
use crate::clock::Clock;
use crate::config::Config;
use crate::links::LinkSecret;
use crate::store::{Batch, Journal, Room, StoredAnswer};

/// So many orders share one transaction at most: it bounds how long the first of them waits.
const BATCH_MAX: usize = 256;
/// Answers are kept this long; a kiosk that was away for a day may still repeat its acts.
const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(48);
/// Nobody plans further ahead than a year and some; later times are a slip of the pen.
const BOOKING_AHEAD_MAX: TimeDelta = TimeDelta::days(400);

/// Tells the world what was committed. Called by the committer itself, so it must not block.
pub trait Announcer: Send {
    /// The events of a site, just stored; `state` is as after them.
    fn happened(&mut self, state: &SiteState, epoch: u64, events: &[Happened]);
    /// Once a second: numbers can be drawn and called.
    fn heartbeat(&mut self, sites: &Sites, epoch: u64, now: DateTime<Utc>);
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
    /// The last transaction failed, and nothing could be stored since.
    broken: bool,
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
        let committed = Arc::new(RwLock::new(decided.clone()));
        let (sender, requests): (SyncSender<Request>, _) = sync_channel(super::WAITING_ORDERS_MAX);
        let desk = Desk { requests: sender, sites: committed.clone() };
        Ok((
            Committer { journal, clock, config, secret, epoch, decided, committed, requests, broken: false },
            desk,
        ))
    }

    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Works until the desk stops. Heartbeats run on real time whatever the clock says.
    pub fn run(mut self, mut announcer: impl Announcer) {
        let every = Duration::from_millis(wire::mqtt::HEARTBEAT_EVERY_MS);
        let mut beat_at = Instant::now();
        let mut batch = Vec::with_capacity(BATCH_MAX);
        loop {
            if Instant::now() >= beat_at {
                beat_at = Instant::now() + every;
                self.tick(&mut announcer);
            }
            match self.requests.recv_timeout(beat_at.saturating_duration_since(Instant::now())) {
                Ok(request) => batch.push(request),
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            batch.extend(self.requests.try_iter().take(BATCH_MAX - 1));
            let stop = batch.iter().any(|request| matches!(request.what, What::Stop));
            self.carry_out(&mut batch, &mut announcer);
            if stop {
                return;
            }
        }
    }

    /// Once a second: a day may begin or end; then the heartbeat, as long as anything can be stored.
    fn tick(&mut self, announcer: &mut impl Announcer) {
        let now = self.clock.now();
        if self.broken && !self.is_whole_again() {
            return;
        }
        let due = self.decided.values().any(|site| !turn_of_the_day(site, now).is_empty());
        if due {
            let (reply, _) = tokio::sync::oneshot::channel();
            self.carry_out(&mut vec![Request { what: What::Tick, reply }], announcer);
            if let Err(error) = self.journal.forget_answers(now - ANSWERS_KEPT) {
                error!(%error, "old answers could not be forgotten");
            }
        }
        if !self.broken {
            announcer.heartbeat(&self.decided, self.epoch, now);
        }
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

    /// Decides all of `batch`, stores it in one transaction, then shows, answers and announces.
    fn carry_out(&mut self, batch: &mut Vec<Request>, announcer: &mut impl Announcer) {
        if self.broken {
            batch.drain(..).for_each(|request| request.cannot_be_stored());
            return;
        }
        let now = self.clock.now();
        let mut happened = Vec::new();
        let (decided, epoch) = (&mut self.decided, self.epoch);
        let stored = self.journal.begin().and_then(|transaction| {
            if transaction.epoch()? != epoch {
                // Two hubs on one database would give one number twice.
                error!("another hub has opened this database; this one stops");
                std::process::exit(1);
            }
            let mut outcomes = Vec::with_capacity(batch.len());
            turn_days(decided, &transaction, now, &mut happened)?;
            for request in batch.drain(..) {
                let answer = match request.what {
                    What::Order(order) => answer(decided, &transaction, order, now, &mut happened)?,
                    What::Tick | What::Stop => Ok(StoredAnswer::Done),
                };
                outcomes.push(Outcome { reply: request.reply, answer });
            }
            transaction.commit()?;
            Ok(outcomes)
        });
        match stored {
            Ok(outcomes) => {
                self.show(&happened);
                self.announce(&happened, announcer);
                for outcome in outcomes {
                    // Whoever asked may have gone away meanwhile; the act stands.
                    let _ = outcome.reply.send(outcome.answer);
                }
            }
            Err(error) => {
                // Nothing of it happened. Whoever asked is told, and what was decided is thrown away.
                error!(%error, "nothing could be stored");
                self.broken = true;
                batch.drain(..).for_each(|request| request.cannot_be_stored());
            }
        }
    }

    fn show(&self, happened: &[Happened]) {
        if happened.is_empty() {
            return;
        }
        let mut committed = self.committed.write().expect("no reader panics while it reads");
        for Happened { site, sequence, at, event } in happened {
            let state = committed.get_mut(site).expect("events are of sites we serve");
            state.apply(event, *at, *sequence);
        }
    }

    fn announce(&self, happened: &[Happened], announcer: &mut impl Announcer) {
        let sites: BTreeSet<&String> = happened.iter().map(|event| &event.site).collect();
        for site in sites {
            let events: Vec<Happened> =
                happened.iter().filter(|event| event.site == *site).cloned().collect();
            announcer.happened(&self.decided[site], self.epoch, &events);
        }
    }
}

/// All sites as the journal tells.
fn replayed(journal: &Journal, config: &Config, secret: &LinkSecret) -> Result<Sites, rusqlite::Error> {
    let mut sites: Sites = config
        .sites
        .iter()
        .map(|site| (site.id.clone(), SiteState::new(Arc::new(site.clone()), secret.clone())))
        .collect();
    let mut entries = 0;
    journal.replay(|entry| {
        entries += 1;
        // A site that was taken out of the configuration keeps its past in the journal.
        if let Some(state) = sites.get_mut(&entry.site) {
            state.apply(&entry.event, entry.at, entry.id as u64);
        }
    })?;
    info!(entries, "replayed the journal");
    Ok(sites)
}

/// Decides one order on the state and writes what it brings.
fn answer(
    sites: &mut Sites,
    transaction: &Batch,
    order: Order,
    now: DateTime<Utc>,
    happened: &mut Vec<Happened>,
) -> Result<Result<StoredAnswer, NotDone>, rusqlite::Error> {
    let act = fingerprint(&order.act);
    if let Some(key) = &order.key
        && let Some((before, given)) = transaction.answer(&order.actor, key)?
    {
        let other = || Err(refused("bad-key", "this key was used for another act"));
        return Ok(if before == act { as_answer(given) } else { other() });
    }
    let Some(state) = sites.get_mut(&order.site) else {
        return Ok(Err(refused("unknown-site", "there is no such site")));
    };
    let answer = match decide(state, &order.act, now) {
        Ok((events, repeated)) => {
            for event in events {
                store(state, transaction, &order.actor, now, event, happened)?;
            }
            repeated.unwrap_or_else(|| what_came(state, &order.act))
        }
        Err(NotDone::Refused { code, detail }) => StoredAnswer::Refused { code, detail },
        Err(other) => return Ok(Err(other)),
    };
    if let Some(key) = &order.key {
        transaction.remember(&order.actor, key, now, act, &answer)?;
    }
    Ok(as_answer(answer))
}

/// The events an act brings, or the answer it had before.
fn decide(
    state: &SiteState,
    act: &Act,
    now: DateTime<Utc>,
) -> Result<(Vec<Room>, Option<StoredAnswer>), NotDone> {
    let calendar = |command| {
        let date = |at: DateTime<Utc>| at.with_timezone(&state.config.time_zone).date_naive();
        let open = match &command {
            calendar::Command::Book { starts_at, .. } => state.config.open_on(date(*starts_at)),
            _ => vec![],
        };
        state
            .calendar
            .decide(&command, &open, now)
            .map_err(|refusal| refused(calendar_code(&refusal), &refusal.to_string()))
    };
    let queue = |command: &queue::Command| {
        state.day.decide(command, now).map_err(|refusal| refused(queue_code(&refusal), &refusal.to_string()))
    };
    let rooms = |events: Vec<queue::Event>| events.into_iter().map(Room::Queue);
    match act {
        Act::Queue(command) => Ok((rooms(queue(command)?).collect(), None)),
        Act::Cancel { booking } => {
            let events = calendar(calendar::Command::Cancel { booking: *booking })?;
            Ok((events.into_iter().map(Room::Calendar).collect(), None))
        }
        // Checked before anything is computed from it: years far from ours have no local time.
        Act::Book { starts_at, .. } if *starts_at < now => {
            Err(refused("past", &calendar::Refusal::Past.to_string()))
        }
        Act::Book { starts_at, .. } if *starts_at - now > BOOKING_AHEAD_MAX => {
            let days = BOOKING_AHEAD_MAX.num_days();
            Err(refused("too-far", &format!("bookings are taken for the next {days} days")))
        }
        Act::Book { service, starts_at } => {
            let command = calendar::Command::Book { service: service.clone(), starts_at: *starts_at };
            let mut events = calendar(command)?;
            for event in &mut events {
                if let calendar::Event::Booked { booking, .. } = event {
                    *booking = state.free_booking_id(*booking);
                }
            }
            Ok((events.into_iter().map(Room::Calendar).collect(), None))
        }
        Act::CheckIn { booking } => {
            if let Some(ticket) = state.ticket_of_booking(*booking) {
                let ticket_now = state.day.ticket(ticket);
                if !ticket_now.is_alive() {
                    let number = ticket_now.number;
                    let moved = queue::Refusal::MovedOn { number, state: ticket_now.state.name() };
                    return Err(refused("moved-on", &moved.to_string()));
                }
                let day = state.day.date().expect("a ticket is of a day");
                return Ok((vec![], Some(StoredAnswer::Ticket { day, ticket: ticket.0 })));
            }
            let checked_in = calendar(calendar::Command::CheckIn { booking: *booking })?;
            let booked = state.calendar.booking(*booking).expect("it can check in, so it exists");
            let date = booked.starts_at.with_timezone(&state.config.time_zone).date_naive();
            if state.day.date() != Some(date) {
                return Err(refused("another-day", &format!("this booking is for {date}")));
            }
            let service = booked.service.clone();
            let drawn = queue(&queue::Command::CheckIn { service, booked_at: booked.starts_at })?;
            Ok((checked_in.into_iter().map(Room::Calendar).chain(rooms(drawn)).collect(), None))
        }
    }
}

/// What the asker wants to know, after the act's events were applied.
fn what_came(state: &SiteState, act: &Act) -> StoredAnswer {
    use queue::Command::*;
    let of = |ticket: queue::TicketId| match state.day.date() {
        Some(day) => StoredAnswer::Ticket { day, ticket: ticket.0 },
        None => StoredAnswer::Done,
    };
    match act {
        Act::Queue(Draw { .. } | CheckIn { .. }) | Act::CheckIn { .. } => {
            of(state.day.tickets().last().expect("a ticket was drawn just now").id)
        }
        Act::Queue(CallNext { counter }) => of(state.day.counters()[counter].expect("it called just now")),
        Act::Queue(
            Call { ticket, .. }
            | Recall { ticket, .. }
            | Arrive { ticket, .. }
            | Finish { ticket, .. }
            | NoShow { ticket, .. }
            | Withdraw { ticket },
        ) => of(*ticket),
        Act::Queue(OpenDay { .. } | CloseDay | OpenCounter { .. } | CloseCounter { .. }) => {
            StoredAnswer::Done
        }
        Act::Book { .. } => {
            let booking = state.calendar.bookings().last().expect("it was booked just now").id;
            StoredAnswer::Booking { booking: booking.0 }
        }
        Act::Cancel { booking } => StoredAnswer::Booking { booking: booking.0 },
    }
}

/// Applies an event and writes it, with the rows that make a mistake of ours impossible.
fn store(
    state: &mut SiteState,
    transaction: &Batch,
    actor: &str,
    now: DateTime<Utc>,
    event: Room,
    happened: &mut Vec<Happened>,
) -> Result<(), rusqlite::Error> {
    let site = state.config.id.clone();
    let sequence = transaction.append(&site, now, actor, &event)? as u64;
    match &event {
        Room::Queue(queue::Event::Drawn { number, .. }) => {
            let day = state.day.date().expect("numbers are drawn on a day");
            transaction.give_number(&site, day, *number, state.day.tickets().len() as u32)?;
        }
        Room::Calendar(calendar::Event::Booked { booking, starts_at, ends_at, seat, .. }) => {
            for unit in calendar::units(*starts_at, *ends_at) {
                transaction.claim(&site, seat, unit, booking.0)?;
            }
        }
        Room::Calendar(calendar::Event::BookingCancelled { booking }) => {
            transaction.release(&site, booking.0)?
        }
        _ => {}
    }
    state.apply(&event, now, sequence);
    happened.push(Happened { site, sequence, at: now, event });
    Ok(())
}

/// Opens and closes service days whose time has come.
fn turn_days(
    sites: &mut Sites,
    transaction: &Batch,
    now: DateTime<Utc>,
    happened: &mut Vec<Happened>,
) -> Result<(), rusqlite::Error> {
    for state in sites.values_mut() {
        for command in turn_of_the_day(state, now) {
            for event in state.day.decide(&command, now).unwrap_or_default() {
                store(state, transaction, "hub", now, Room::Queue(event), happened)?;
            }
        }
    }
    Ok(())
}

/// The service day that is over is closed, the one that has begun is opened. A clock that is set
/// back a little closes nothing.
fn turn_of_the_day(state: &SiteState, now: DateTime<Utc>) -> Vec<queue::Command> {
    let local = now.with_timezone(&state.config.time_zone);
    let (today, minute) = (local.date_naive(), local.hour() * 60 + local.minute());
    let (starts, ends) = state.config.day_minutes();
    let last = state.day.date();
    let mut commands = Vec::new();
    if state.day.is_open() && last.is_some_and(|day| today > day || (today == day && minute >= ends)) {
        commands.push(queue::Command::CloseDay);
    }
    let hours: Vec<queue::Hours> = (state.config.open_on(today).into_iter())
        .map(|(opens_at, closes_at)| queue::Hours { opens_at, closes_at })
        .collect();
    let has_begun = (starts..ends).contains(&minute) && last.is_none_or(|last| last < today);
    if has_begun && !hours.is_empty() {
        commands.push(queue::Command::OpenDay { date: today, hours });
    }
    commands
}

/// Tells acts apart, to notice a key that was used for two of them.
fn fingerprint(act: &Act) -> i64 {
    let hash = Sha256::digest(format!("{act:?}").as_bytes());
    i64::from_be_bytes(hash[..8].try_into().expect("a hash is longer than that"))
}

fn as_answer(stored: StoredAnswer) -> Result<StoredAnswer, NotDone> {
    match stored {
        StoredAnswer::Refused { code, detail } => Err(NotDone::Refused { code, detail }),
        answer => Ok(answer),
    }
}

fn refused(code: &str, detail: &str) -> NotDone {
    NotDone::Refused { code: code.into(), detail: detail.into() }
}
