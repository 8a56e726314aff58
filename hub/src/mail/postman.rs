//! Reads on in the journal, puts down what is to be written, and sends what is due.

mod freed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use calendar::State;
use calendar::wish::Form;
use chrono::{DateTime, TimeDelta, Utc};
use lettre::message::Message;
use rusqlite::Connection;
use tracing::{info, warn};

use super::{Follower, Forwarder, Relay, Undelivered, Writer};
use crate::config::Config;
use crate::store::outbox::{Due, Fate, Kind, Letter, Outbox, Reader};
use crate::store::{self, Contact, DayKeys, Result, Room};

/// How long after each try the next one is. Greylisting asks for a few minutes, an outage takes hours; the
/// last one comes again and again, until the letter is about the past.
pub(super) const RETRIES: [TimeDelta; 6] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::minutes(30),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
];
/// So many are sent in one round; then the journal is looked at again.
const LETTERS_AT_ONCE: usize = 50;
/// A server that cannot be reached is left alone by all other letters for so long.
const REST_AFTER: TimeDelta = TimeDelta::seconds(30);
/// A provider of video calls answers within seconds, and letters wait for it a few minutes.
const LINK_LOOKED_FOR_EVERY: TimeDelta = TimeDelta::seconds(2);
const LINK_WAITED_FOR: TimeDelta = TimeDelta::minutes(5);
/// So many entries are followed between two transactions: it bounds the memory.
const ENTRIES_AT_ONCE: usize = 10_000;

pub struct Postman {
    journal: Connection,
    keys: DayKeys,
    outbox: Outbox,
    follower: Follower,
    writer: Writer,
    relay: Box<dyn Relay>,
    forwarder: Forwarder,
    /// The last entry that was followed.
    at: i64,
    /// Of each site, since the start.
    read: BTreeMap<String, u64>,
    /// Those that were put down since the start: nothing is written each second that says nothing new.
    reminders: BTreeSet<Letter>,
    rests_until: Option<DateTime<Utc>>,
    /// Since when the server has not been reached.
    silent_since: Option<DateTime<Utc>>,
}

impl Postman {
    /// Opens the file beside `database` and reads what bookings there are.
    pub fn open(database: &Path, config: &Config, writer: Writer, relay: Box<dyn Relay>) -> Result<Postman> {
        let journal = store::connect(database)?;
        journal.pragma_update(None, "query_only", true)?;
        let outbox = Outbox::open(database, store::newest_entry(&journal)?)?;
        let (at, mut follower) = (outbox.followed_to()?, Follower::new(config));
        store::read_bookings(&journal, at, |entry| {
            if let Room::Calendar(event) = &entry.event {
                follower.take_in(&entry.site, entry.at, event);
            }
        })?;
        let keys = DayKeys::beside(database);
        let (forwarder, read, reminders, rests_until, silent_since) = Default::default();
        Ok(Postman {
            journal,
            keys,
            outbox,
            follower,
            writer,
            relay,
            forwarder,
            at,
            read,
            reminders,
            rests_until,
            silent_since,
        })
    }

    /// Does all there is to do at `now`. Returns since when there is something that cannot be done: a letter
    /// that is still due, or a server that cannot be reached.
    pub fn round(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        self.send_all(now)?;
        let messages = self.forward(now)?;
        if messages.is_none() && !self.outbox.has_any()? {
            self.silent_since = None;
        }
        let due = self.outbox.oldest_due(now)?;
        Ok(self.silent_since.into_iter().chain(due).chain(messages).min())
    }

    /// What citizens wrote to the office. Returns since when the first of what is left has been waiting.
    fn forward(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        let waiting = store::messages(&self.journal, &self.keys)?;
        let oldest = |waiting: &[store::Waiting]| waiting.iter().map(|waiting| waiting.at).min();
        if waiting.is_empty() || self.rests(now) {
            return Ok(oldest(&waiting));
        }
        let answers = self.forwarder.round(&waiting, &self.writer, self.relay.as_ref(), now);
        if let Some(answers) = answers {
            self.hear(answers, now);
        }
        Ok(oldest(&store::messages(&self.journal, &self.keys)?))
    }

    /// Whether the server is there at all.
    fn hear(&mut self, answers: bool, now: DateTime<Utc>) {
        if answers {
            self.silent_since = None;
            return;
        }
        // The others would wait for the same silence, one after the other.
        self.rests_until = Some(now + REST_AFTER);
        self.silent_since.get_or_insert(now);
    }

    fn send_all(&mut self, now: DateTime<Utc>) -> Result<()> {
        self.follow(now)?;
        self.remind(now)?;
        if self.rests(now) {
            return Ok(());
        }
        // Whoever has a booking is written to first.
        self.send_letters(now)?;
        if self.rests(now) {
            return Ok(());
        }
        self.tell_of_freed(now)
    }

    fn send_letters(&mut self, now: DateTime<Utc>) -> Result<()> {
        loop {
            let due = self.outbox.due(now, LETTERS_AT_ONCE)?;
            for one in &due {
                if self.waits_for_a_link(one, now)? {
                    self.outbox.postpone(&one.letter, now + LINK_LOOKED_FOR_EVERY)?;
                    continue;
                }
                let fate = self.deliver(one, now)?;
                self.outbox.settle(&one.letter, &fate)?;
                if self.rests(now) {
                    return Ok(());
                }
            }
            if due.len() < LETTERS_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn rests(&self, now: DateTime<Utc>) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }

    fn follow(&mut self, now: DateTime<Utc>) -> Result<()> {
        loop {
            let (mut letters, mut freed, mut at) = (Vec::new(), Vec::new(), self.at);
            let (follower, read_of) = (&mut self.follower, &mut self.read);
            let read = store::read_on(&self.journal, self.at, ENTRIES_AT_ONCE, |entry| {
                if let Room::Calendar(event) = &entry.event {
                    freed.extend(follower.freed(&entry.site, event));
                    letters.extend(follower.take_in(&entry.site, entry.at, event));
                }
                at = entry.id;
                read_of.insert(entry.site, at as u64);
            })?;
            if at == self.at {
                return Ok(());
            }
            self.outbox.put(&letters, &freed, now, at)?;
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
        self.outbox.put(&reminders, &[], now, self.at)?;
        let follower = &self.follower;
        self.reminders.retain(|letter| follower.knows(&letter.site, letter.booking));
        self.reminders.extend(reminders);
        Ok(())
    }

    fn deliver(&mut self, due: &Due, now: DateTime<Utc>) -> Result<Fate> {
        let Due { letter, tries } = due;
        let Some(booking) = self.follower.still_true(letter, now) else { return Ok(Fate::Pointless) };
        let (site, id) = (&letter.site, letter.booking);
        let place = store::meeting(&self.journal, &self.keys, site, id)?.and_then(|meeting| meeting.place);
        let link = self.writer.link(site, booking, place);
        let message = match &letter.to {
            Reader::Clerk(clerk) => self.writer.to_clerk(letter, booking, clerk, link.as_deref(), now),
            Reader::Citizen => self
                .contact(letter)?
                .and_then(|contact| self.writer.to_citizen(letter, booking, &contact, link.as_deref(), now)),
        };
        let Some(message) = message else { return Ok(Fate::Pointless) };
        Ok(self.hand_over(&message, *tries, letter.kind.name(), letter.booking.0, &letter.site, now))
    }

    /// To the town's mail server. `id` is of the booking or watch it is about.
    fn hand_over(
        &mut self,
        message: &Message,
        tries: u32,
        kind: &str,
        id: u64,
        site: &str,
        now: DateTime<Utc>,
    ) -> Fate {
        let sent = self.relay.send(message);
        self.hear(sent != Err(Undelivered::NoServer), now);
        match sent {
            Ok(()) => {
                info!(kind, id, site, "a letter went out");
                Fate::Sent
            }
            // An address may stand in the server's words, and logs never carry one.
            Err(Undelivered::NoServer | Undelivered::Later) => {
                let next = RETRIES[(tries as usize).min(RETRIES.len() - 1)];
                warn!(kind, id, site, tries, "a letter could not go out yet");
                Fate::Waits(now + next)
            }
            Err(Undelivered::Never(no)) => {
                warn!(kind, id, site, %no, "the mail server will not take a letter");
                Fate::Refused(no)
            }
        }
    }

    /// A letter about a call says where it is, as soon as the provider has said so. If that takes long, it
    /// goes out without: the page of the booking says it later.
    fn waits_for_a_link(&self, due: &Due, now: DateTime<Utc>) -> Result<bool> {
        let letter = &due.letter;
        let is_about_a_place = !matches!(letter.kind, Kind::Verify | Kind::Cancelled);
        let since = self.follower.since(&letter.site, letter.booking);
        let is_new = since.is_some_and(|since| now < since + LINK_WAITED_FOR);
        let booking = self.follower.still_true(letter, now);
        let is_by_video =
            booking.is_some_and(|booking| booking.form == Form::Video && booking.state == State::Confirmed);
        if !(is_about_a_place && is_new && is_by_video && self.writer.has_to_ask()) {
            return Ok(false);
        }
        let meeting = store::meeting(&self.journal, &self.keys, &letter.site, letter.booking)?;
        Ok(meeting.is_none_or(|meeting| meeting.revision < letter.revision || meeting.place.is_none()))
    }

    fn contact(&self, letter: &Letter) -> Result<Option<Contact>> {
        store::contact(&self.journal, &self.keys, &letter.site, letter.booking)
    }
}
