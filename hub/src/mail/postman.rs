//! Reads on in the journal, puts down what is to be written, and sends what is due.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use tracing::{info, warn};

use super::{Follower, Relay, Undelivered, Writer};
use crate::config::Config;
use crate::desk::Desk;
use crate::links::LinkSecret;
use crate::store::outbox::{Due, Fate, Letter, Outbox, Reader};
use crate::store::{self, Contact, DayKeys, Result, Room};

/// How long after each try the next one is. Greylisting asks for a few minutes, an outage takes hours; the
/// last one comes again and again, until the letter is about the past.
const RETRIES: [TimeDelta; 6] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::minutes(30),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
];
/// So many are sent in one round; then the journal is looked at again.
const LETTERS_AT_ONCE: usize = 50;
/// A server that was asked in vain is left alone by all other letters for so long.
const REST_AFTER: TimeDelta = TimeDelta::seconds(30);
/// So many entries are followed between two transactions: it bounds the memory.
const ENTRIES_AT_ONCE: usize = 10_000;

pub struct Postman {
    journal: Connection,
    keys: DayKeys,
    outbox: Outbox,
    follower: Follower,
    writer: Writer,
    relay: Box<dyn Relay>,
    /// The last entry that was followed.
    at: i64,
    /// Those that were put down since the start: nothing is written each second that says nothing new.
    reminders: BTreeSet<Letter>,
    rests_until: Option<DateTime<Utc>>,
}

impl Postman {
    /// Opens the file beside `database` and reads what bookings there are.
    pub fn open(
        database: &Path,
        config: Arc<Config>,
        secret: LinkSecret,
        desk: Desk,
        relay: Box<dyn Relay>,
    ) -> Result<Postman> {
        let journal = store::connect(database)?;
        journal.pragma_update(None, "query_only", true)?;
        let outbox = Outbox::open(database, store::newest_entry(&journal)?)?;
        let (at, mut follower) = (outbox.followed_to()?, Follower::new(&config));
        store::read_bookings(&journal, at, |entry| {
            if let Room::Calendar(event) = &entry.event {
                follower.take_in(&entry.site, entry.at, event);
            }
        })?;
        let keys = DayKeys::beside(database);
        let writer = Writer::new(config, secret, desk);
        let (reminders, rests_until) = Default::default();
        Ok(Postman { journal, keys, outbox, follower, writer, relay, at, reminders, rests_until })
    }

    /// Does all there is to do at `now`.
    pub fn round(&mut self, now: DateTime<Utc>) -> Result<()> {
        self.follow(now)?;
        self.remind(now)?;
        if self.rests_until.is_some_and(|until| now < until) {
            return Ok(());
        }
        loop {
            let due = self.outbox.due(now, LETTERS_AT_ONCE)?;
            for one in &due {
                let fate = self.deliver(one, now)?;
                self.outbox.settle(&one.letter, &fate)?;
                if matches!(fate, Fate::Waits(_)) {
                    // The others would wait for the same silence, one after the other.
                    self.rests_until = Some(now + REST_AFTER);
                    return Ok(());
                }
            }
            if due.len() < LETTERS_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn follow(&mut self, now: DateTime<Utc>) -> Result<()> {
        loop {
            let (mut letters, mut at) = (Vec::new(), self.at);
            let follower = &mut self.follower;
            let read = store::read_on(&self.journal, self.at, ENTRIES_AT_ONCE, |entry| {
                if let Room::Calendar(event) = &entry.event {
                    letters.extend(follower.take_in(&entry.site, entry.at, event));
                }
                at = entry.id;
            })?;
            if at == self.at {
                return Ok(());
            }
            self.outbox.put(&letters, now, at)?;
            self.at = at;
            if read < ENTRIES_AT_ONCE {
                let follower = &self.follower;
                return self.outbox.forget(|site, booking| follower.knows(site, booking));
            }
        }
    }

    fn remind(&mut self, now: DateTime<Utc>) -> Result<()> {
        let mut reminders = self.follower.reminders(now);
        reminders.retain(|letter| !self.reminders.contains(letter));
        if reminders.is_empty() {
            return Ok(());
        }
        self.outbox.put(&reminders, now, self.at)?;
        let follower = &self.follower;
        self.reminders.retain(|letter| follower.knows(&letter.site, letter.booking));
        self.reminders.extend(reminders);
        Ok(())
    }

    fn deliver(&mut self, due: &Due, now: DateTime<Utc>) -> Result<Fate> {
        let Due { letter, tries } = due;
        let Some(booking) = self.follower.still_true(letter, now) else { return Ok(Fate::Pointless) };
        let message = match &letter.to {
            Reader::Clerk(clerk) => self.writer.to_clerk(letter, booking, clerk, now),
            Reader::Citizen => self
                .contact(letter)?
                .and_then(|contact| self.writer.to_citizen(letter, booking, &contact, now)),
        };
        let Some(message) = message else { return Ok(Fate::Pointless) };
        let (kind, booking) = (letter.kind.name(), letter.booking.0);
        Ok(match self.relay.send(&message) {
            Ok(()) => {
                info!(kind, booking, site = letter.site, "a letter went out");
                Fate::Sent
            }
            // An address may stand in the server's words, and logs never carry one.
            Err(Undelivered::Later) => {
                let next = RETRIES[(*tries as usize).min(RETRIES.len() - 1)];
                warn!(kind, booking, site = letter.site, tries, "a letter could not go out yet");
                Fate::Waits(now + next)
            }
            Err(Undelivered::Never(why)) => {
                warn!(kind, booking, site = letter.site, "the mail server will not take a letter");
                Fate::Refused(why)
            }
        })
    }

    fn contact(&self, letter: &Letter) -> Result<Option<Contact>> {
        store::contact(&self.journal, &self.keys, &letter.site, letter.booking)
    }
}
