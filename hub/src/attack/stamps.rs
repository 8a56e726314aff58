//! Stamps: a few words that the hub gives to a form, and a number that a browser has to look for. The words
//! prove themselves by a keyed hash, so nothing is kept of those that never come back.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::links::{LinkSecret, letters};

/// So many bits of the hash must be zero: 131,072 tries on average. A cheap phone makes a hundred thousand in
/// a second, which it has while somebody types a name; whoever wants thousands of times buys it each time.
pub const WORK_BITS: u32 = 17;
/// Long enough for a form that is filled in between two other things.
pub const CHALLENGE_LASTS: TimeDelta = TimeDelta::hours(1);
/// As many as are remembered, so that none is good twice: some megabytes. Of more the oldest are forgotten,
/// and with them everything that was given before is worth nothing.
const USED_MAX: usize = 50_000;
/// Enough that two forms of the same second differ.
const SALT_CHARS: usize = 8;
/// Eighty bits that nobody guesses in an hour. Words and number together fit into one block of the hash.
const PROOF_CHARS: usize = 16;
/// A number of more digits is none that a browser found.
const NONCE_CHARS_MAX: usize = 12;

/// What the hub gave to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    pub made_at: DateTime<Utc>,
    salt: String,
}

pub struct Stamps {
    secret: LinkSecret,
    /// Which act used it.
    used: BTreeMap<(DateTime<Utc>, String), String>,
    used_max: usize,
    /// What is as old as this is not taken any more.
    forgotten_until: DateTime<Utc>,
}

impl Stamps {
    pub fn new(secret: &LinkSecret) -> Stamps {
        let (used, forgotten_until) = (BTreeMap::new(), DateTime::UNIX_EPOCH);
        Stamps { secret: secret.clone(), used, used_max: USED_MAX, forgotten_until }
    }

    pub fn challenge(&self, form: &str, now: DateTime<Utc>) -> String {
        self.written(form, now.timestamp(), &letters(&rand::random(), SALT_CHARS))
    }

    /// What somebody brings, if the hub gave it to this form and it is not too old.
    pub fn read(&self, form: &str, said: &str, now: DateTime<Utc>) -> Option<Challenge> {
        let mut parts = said.split('-');
        let (seconds, salt) = (parts.next()?, parts.next()?);
        let made_at = DateTime::from_timestamp(i64::from_str_radix(seconds, 16).ok()?, 0)?;
        let is_ours = salt.len() == SALT_CHARS && self.written(form, made_at.timestamp(), salt) == said;
        let is_fresh = made_at > self.forgotten_until && now - made_at < CHALLENGE_LASTS;
        (is_ours && is_fresh).then(|| Challenge { made_at, salt: salt.to_owned() })
    }

    pub fn is_used(&self, challenge: &Challenge) -> bool {
        self.is_used_by(challenge).is_some()
    }

    pub fn is_used_by(&self, challenge: &Challenge) -> Option<&str> {
        self.used.get(&challenge.entry()).map(String::as_str)
    }

    /// From now on it is good for nothing else.
    pub fn use_up(&mut self, challenge: Challenge, act: &str, now: DateTime<Utc>) {
        self.used.insert(challenge.entry(), act.to_owned());
        while let Some(oldest) = self.used.first_entry() {
            let (made_at, _) = oldest.key();
            let made_at = *made_at;
            let is_old = now - made_at >= CHALLENGE_LASTS;
            if !is_old && self.used.len() <= self.used_max {
                break;
            }
            if !is_old {
                self.forgotten_until = made_at;
            }
            self.used.pop_first();
        }
    }

    fn written(&self, form: &str, seconds: i64, salt: &str) -> String {
        let proof = self.secret.derived("stamp", format!("{form}|{seconds}|{salt}").as_bytes());
        format!("{seconds:x}-{salt}-{}", letters(&proof, PROOF_CHARS))
    }
}

impl Challenge {
    fn entry(&self) -> (DateTime<Utc>, String) {
        (self.made_at, self.salt.clone())
    }
}

/// Whether somebody has looked long enough: one hash.
pub fn has_worked(challenge: &str, nonce: &str) -> bool {
    let is_number = !nonce.is_empty() && nonce.bytes().all(|byte| byte.is_ascii_digit());
    let hash: [u8; 32] = match is_number && nonce.len() <= NONCE_CHARS_MAX {
        true => Sha256::digest(format!("{challenge}:{nonce}")).into(),
        false => return false,
    };
    let first = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
    first.leading_zeros() >= WORK_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-03-11T11:00:00Z".parse().expect("a time")
    }

    fn stamps() -> Stamps {
        Stamps::new(&LinkSecret::made_of([7; 32]))
    }

    #[test]
    fn what_is_hashed_is_one_block() {
        let longest = stamps().challenge("/termine", noon()).len() + ":".len() + NONCE_CHARS_MAX;
        assert!(longest <= 55, "{longest} bytes and the length of them are more than 64");
    }

    #[test]
    fn only_a_number_is_a_number() {
        // What the script of the page finds first for these words.
        let challenge = "69b14af0-0123ABCD-0123456789ABCDEF";
        assert!(has_worked(challenge, FOUND));
        for wrong in ["", "0", "386438"] {
            assert!(!has_worked(challenge, wrong), "{wrong:?}");
        }
        // Their hashes are good, and no page of ours sends them.
        for wrong in ["x21672", "-74916", "1000000253942"] {
            assert!(!has_worked(challenge, wrong), "{wrong:?}");
        }
    }

    const FOUND: &str = "386439";

    #[test]
    fn memory_is_bounded_and_what_is_forgotten_is_worth_nothing() {
        let mut stamps = Stamps { used_max: 3, ..stamps() };
        let given: Vec<String> =
            (0..6).map(|n| stamps.challenge("/termine", noon() + TimeDelta::seconds(n))).collect();
        let now = noon() + TimeDelta::seconds(6);
        for said in &given[1..5] {
            let challenge = stamps.read("/termine", said, now).expect("it is ours");
            stamps.use_up(challenge, "key-1", now);
        }
        assert_eq!(stamps.used.len(), 3);
        let is_good = |said: &String| {
            stamps.read("/termine", said, now).is_some_and(|challenge| !stamps.is_used(&challenge))
        };
        assert_eq!(given.iter().map(is_good).collect::<Vec<_>>(), [false, false, false, false, false, true]);

        let late = noon() + CHALLENGE_LASTS + TimeDelta::seconds(9);
        let said = stamps.challenge("/termine", late);
        let challenge = stamps.read("/termine", &said, late).expect("it is ours");
        stamps.use_up(challenge, "key-2", late);
        assert_eq!(stamps.used.len(), 1, "of the old ones nothing is kept");
    }
}
