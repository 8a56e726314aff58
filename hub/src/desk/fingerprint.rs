//! What tells two acts apart that came with one key: that is a mistake of the asker, who must not get the
//! answer to another act.
//!
//! What is said of a person goes in under the key of the day it is kept for. Without that key nobody can
//! try out the few needs there are, or the names of a town, against a backup; and when the day is over,
//! nobody can at all. What the journal says in the open anyway is hashed as it is.

use calendar::wish::{Matter, Whose};
use calendar::{Command, Wish, bookings};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Act, Order, Sites, Told, Visit};
use crate::clock::near;
use crate::store::{Batch, Beside, Contact, MessageId, Result, UploadId, WatchId};

/// Of what is hashed below. Whoever changes it adds one: acts of different shapes are not told apart, so that
/// a kiosk that repeats an act after the hub was renewed is not told it was another.
const SHAPE: u8 = 1;
/// As many bits has each of the two hashes. Keys are used twice by mistake, and not to find two acts with the
/// same hash.
const BITS: u32 = 20;

/// Hashed by a key, it tells that key from others. No act is such a text.
const WHICH_KEY: &str = "which key";

/// Of an act, as it is stored with its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    shape: u8,
    /// Which key the last one is under: an act that is repeated on the day after, or after a wrong clock had
    /// ended the day and its key, has another one, and then what was said of a person cannot be compared.
    key: u16,
    said: u32,
    /// What was said of a person; 0 where nothing was, or the key of the day is not there.
    of_whom: u32,
}

impl Fingerprint {
    /// After the act was done: what it keeps of a person is under the same key.
    pub fn of(order: &Order, sites: &Sites, transaction: &Batch, now: DateTime<Utc>) -> Result<Fingerprint> {
        let said = serde_json::to_vec(&Said::of(&order.act)).expect("an act is plain data");
        let said = first_bits(&Sha256::digest(&said).into());
        let nobody = Fingerprint { shape: SHAPE, key: 0, said, of_whom: 0 };
        let (Some(text), Some((site, day))) = (of_whom(&order.act), kept_for(order, sites, now)) else {
            return Ok(nobody);
        };
        let hash = |text: &str| transaction.keyed_hash(site, day, text);
        let (Some(of_whom), Some(key)) = (hash(&text)?, hash(WHICH_KEY)?) else { return Ok(nobody) };
        let key = u16::from_be_bytes([key[0], key[1]]);
        Ok(Fingerprint { key, of_whom: first_bits(&of_whom).max(1), ..nobody })
    }

    /// Whether the same was asked, as far as that can still be told.
    pub fn fits(self, stored: i64) -> bool {
        let stored = Fingerprint::stored(stored);
        let both_know_whom = self.key == stored.key && self.of_whom != 0 && stored.of_whom != 0;
        stored.shape != self.shape
            || stored.said == self.said && (stored.of_whom == self.of_whom || !both_know_whom)
    }

    pub fn to_store(self) -> i64 {
        let head = u64::from(self.shape) << 16 | u64::from(self.key);
        (head << (2 * BITS) | u64::from(self.said) << BITS | u64::from(self.of_whom)) as i64
    }

    fn stored(bits: i64) -> Fingerprint {
        let (bits, mask) = (bits as u64, (1 << BITS) - 1);
        let [said, of_whom] = [bits >> BITS & mask, bits & mask].map(|hash| hash as u32);
        let head = bits >> (2 * BITS);
        Fingerprint { shape: (head >> 16) as u8, key: head as u16, said, of_whom }
    }
}

/// An act without what it says of a person.
#[derive(Serialize)]
enum Said<'a> {
    /// Whom a counter passes over is forgotten with its first call: one press that is sent twice has two
    /// lists.
    CallNext {
        counter: &'a str,
    },
    Queue(&'a queue::Command),
    QueueBeside(&'a queue::Command),
    SendOn {
        ticket: queue::TicketId,
        at: Option<&'a str>,
        site: &'a str,
        service: &'a str,
    },
    Say(queue::Notice, Option<&'a str>),
    Need(queue::TicketId),
    Book {
        wish: &'a Wish,
        starts_at: DateTime<Utc>,
        claim: bookings::Claim,
    },
    Complete(calendar::BookingId, bookings::Claim),
    Calendar(&'a Command),
    Absent(&'a [bookings::Absence]),
    Told(&'a Told),
    Keep(bookings::AbsenceId),
    CheckIn(calendar::BookingId),
    TakeTime(queue::TicketId, DateTime<Utc>),
    Watch(&'a [Matter], NaiveDate),
    ConfirmWatch(WatchId),
    StopWatch(WatchId),
    Meeting(calendar::BookingId, u32),
    Send(calendar::BookingId),
    Discard(calendar::BookingId, UploadId),
    Write,
    Forwarded(MessageId),
    Judge(Visit),
    /// The version it was made from, and the digest of the plan.
    ChangePlan(u32, String),
}

impl Said<'_> {
    fn of(act: &Act) -> Said<'_> {
        match act {
            Act::Queue(queue::Command::CallNext { counter, .. }) => Said::CallNext { counter },
            Act::Queue(command) => Said::Queue(command),
            Act::QueueBeside { command, .. } => Said::QueueBeside(command),
            Act::SendOn(sent) => Said::SendOn {
                ticket: sent.ticket,
                at: sent.at.as_deref(),
                site: &sent.site,
                service: &sent.service,
            },
            Act::Say { place, words } => Said::Say(*place, words.as_deref()),
            Act::Need { ticket, .. } => Said::Need(*ticket),
            Act::Book { wish, starts_at, claim, .. } => {
                Said::Book { wish, starts_at: *starts_at, claim: *claim }
            }
            Act::Complete { booking, claim, .. } => Said::Complete(*booking, *claim),
            Act::Calendar(command) => Said::Calendar(command),
            Act::Absent(absences) => Said::Absent(absences),
            Act::Told(told) => Said::Told(told),
            Act::Keep { absence } => Said::Keep(*absence),
            Act::Meeting { booking, revision, .. } => Said::Meeting(*booking, *revision),
            Act::CheckIn { booking, .. } => Said::CheckIn(*booking),
            Act::TakeTime { ticket, at } => Said::TakeTime(*ticket, *at),
            Act::Watch { watch, until } => Said::Watch(&watch.matters, *until),
            Act::ConfirmWatch { watch } => Said::ConfirmWatch(*watch),
            Act::StopWatch { watch } => Said::StopWatch(*watch),
            // How long it took to come to it is part of no act.
            Act::Timed { act, .. } => Said::of(act),
            Act::Send { booking, .. } => Said::Send(*booking),
            Act::Discard { booking, upload } => Said::Discard(*booking, *upload),
            Act::Write { .. } => Said::Write,
            Act::Forwarded { message } => Said::Forwarded(*message),
            Act::Judge { visit, .. } => Said::Judge(*visit),
            Act::ChangePlan { base, plan } => Said::ChangePlan(*base, plan.digest()),
        }
    }
}

/// What an act says of a person, if it is one that may.
fn of_whom(act: &Act) -> Option<String> {
    let text = |contact: Option<&Contact>, whose: &Whose| {
        let whole = (contact, &whose.name, &whose.place);
        serde_json::to_string(&whole).expect("a contact is plain data")
    };
    match act {
        Act::QueueBeside { beside, .. } => Some(beside.text()),
        Act::Need { needs, .. } => Some(Beside { needs: *needs, ..Beside::default() }.text()),
        Act::CheckIn { needs, language, .. } if *needs != queue::Needs::NONE || language.is_some() => {
            Some(Beside { needs: *needs, language: language.clone(), note: None }.text())
        }
        Act::SendOn(sent) => Some(Beside { note: sent.note.clone(), ..Beside::default() }.text()),
        Act::Book { contact, wish, .. } => Some(text(contact.as_ref(), &wish.whose)),
        Act::Complete { contact, .. } => Some(text(Some(contact), &Whose::default())),
        Act::Calendar(Command::Rebook { whose, .. }) => Some(text(None, whose)),
        Act::Calendar(Command::Claim { wish, .. }) => Some(text(None, &wish.whose)),
        Act::Timed { act, .. } => of_whom(act),
        Act::Watch { watch, .. } => Some(serde_json::to_string(watch).expect("a watch is plain data")),
        // The same content is the same file, whatever it is called; drawn by lot are its id and its key.
        Act::Send { digest, .. } => Some(format!("{digest:02x?}")),
        Act::Write { message } => Some(serde_json::to_string(message).expect("a message is plain data")),
        Act::Judge { answer, .. } => Some(format!("{} {:?}", answer.face.name(), answer.words)),
        // A link is as good as a name: it leads to whoever meets there.
        Act::Meeting { place, .. } => place.as_ref().map(|place| place.link.clone()),
        Act::Queue(_)
        | Act::Say { .. }
        | Act::Calendar(_)
        | Act::Absent(_)
        | Act::Told(_)
        | Act::Keep { .. }
        | Act::CheckIn { .. }
        | Act::TakeTime { .. }
        | Act::ConfirmWatch { .. }
        | Act::StopWatch { .. }
        | Act::Discard { .. }
        | Act::Forwarded { .. }
        | Act::ChangePlan { .. } => None,
    }
}

/// The site and day for which it is kept.
fn kept_for<'a>(order: &'a Order, sites: &Sites, now: DateTime<Utc>) -> Option<(&'a str, NaiveDate)> {
    let site = match &order.act {
        Act::SendOn(sent) => &sent.site,
        _ => &order.site,
    };
    let state = sites.get(site)?;
    let day = match &order.act {
        Act::Book { starts_at, .. }
        | Act::Calendar(Command::Rebook { starts_at, .. } | Command::Claim { starts_at, .. }) => {
            near(starts_at.date_naive(), now).map(|_| state.coming().date(*starts_at))
        }
        Act::Send { booking, .. } | Act::Meeting { booking, .. } | Act::Complete { booking, .. } => {
            state.bookings().booking(*booking).map(|booking| state.coming().date(booking.starts_at))
        }
        Act::Watch { until, .. } => Some(*until),
        _ => state.day.date(),
    };
    day.map(|day| (site.as_str(), day))
}

fn first_bits(hash: &[u8; 32]) -> u32 {
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) >> (32 - BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever changes these has changed the shape, and says so above.
    #[test]
    fn an_act_looks_the_same_in_the_next_version() {
        let at = "2026-03-11T08:00:00Z".parse().expect("a time");
        let (counter, ticket) = ("3".to_owned(), queue::TicketId(7));
        let wish = Wish {
            whose: Whose { name: Some("Mu".into()), place: None },
            ..Wish::of("pass", calendar::wish::Channel::Online)
        };
        let book = Act::Book { wish, starts_at: at, claim: bookings::Claim::Verify, contact: None };
        let beside = Beside { note: Some("taub".into()), ..Beside::default() };
        let draw = queue::Command::Draw { visit: queue::Visit::to("pass"), by: queue::DrawnBy::Staff };
        for (act, said) in [
            (
                Act::Queue(queue::Command::CallNext { counter: counter.clone(), except: vec![ticket] }),
                r#"{"CallNext":{"counter":"3"}}"#,
            ),
            (
                Act::Queue(queue::Command::Recall { ticket, counter }),
                r#"{"Queue":{"Recall":{"ticket":7,"counter":"3"}}}"#,
            ),
            (
                Act::QueueBeside { command: draw, beside },
                r#"{"QueueBeside":{"Draw":{"visit":{"service":"pass"},"by":"Staff"}}}"#,
            ),
            (Act::Need { ticket, needs: queue::Needs::NONE }, r#"{"Need":7}"#),
            (
                book,
                concat!(
                    r#"{"Book":{"wish":{"matters":[{"service":"pass","persons":1}],"form":"in-person","#,
                    r#""channel":"online","urgent":false},"#,
                    r#""starts_at":"2026-03-11T08:00:00Z","claim":"Verify"}}"#
                ),
            ),
        ] {
            assert_eq!(serde_json::to_string(&Said::of(&act)).expect("plain data"), said);
        }
    }

    #[test]
    fn what_cannot_be_told_apart_any_more_is_the_same() {
        let one = Fingerprint { shape: SHAPE, key: 0xbeef, said: 0xd_cba9, of_whom: 0x3_4567 };
        assert_eq!(Fingerprint::stored(one.to_store()), one);
        let other = |change: fn(&mut Fingerprint)| {
            let mut other = one;
            change(&mut other);
            one.fits(other.to_store())
        };
        assert!(other(|_| ()));
        assert!(!other(|other| other.said = 1), "another act");
        assert!(!other(|other| other.of_whom = 1), "of another person");
        assert!(other(|other| other.of_whom = 0), "the key of the day is gone");
        assert!(other(|other| (other.key, other.of_whom) = (7, 1)), "repeated on the day after");
        assert!(other(|other| (other.shape, other.said) = (SHAPE + 1, 1)), "another version wrote it");
        assert!(one.fits(0), "and the versions before this one");
    }
}
