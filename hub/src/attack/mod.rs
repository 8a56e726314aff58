//! What the hub does when programs want every time there is: it notices by itself, and from then on until it
//! is over whoever books on the web brings a stamp, which a browser works for while the form is filled in, or
//! waits. Nobody is asked to prove being human, and in peace nobody is asked anything.
//!
//! Values without clock or network, kept in memory. Kiosks, partners and staff are known and never come here.

mod alarm;
mod stamps;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

pub use stamps::WORK_BITS;

use crate::config::{AskStamps, AttackConfig};
use crate::limits::Rates;
use crate::links::LinkSecret;
use alarm::Alarm;
use stamps::{Challenge, Stamps};

/// Whoever reads a form and types a name takes as long, so most who have no script never notice. Shorter, and
/// programs would rather wait than work.
pub const WAIT: TimeDelta = TimeDelta::seconds(20);
/// Those who wait instead of working come in one after the other from addresses that lie this close together:
/// the first so many bits. What costs nothing but time could be done a thousand times at once.
const RANGE_BITS_V4: u32 = 24;
const RANGE_BITS_V6: u32 = 48;

/// What a form brings along of what it was asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Brought {
    pub challenge: String,
    pub nonce: String,
}

/// A form that is sent: which one, under which key of the act, from where.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub form: &'a str,
    pub key: &'a str,
    pub address: IpAddr,
}

/// What is good for a form that was sent too early, and after how long it is, for whoever only waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotYet {
    pub challenge: String,
    pub left: TimeDelta,
}

pub struct Guard {
    asks: AskStamps,
    state: Mutex<State>,
}

struct State {
    alarm: Alarm,
    stamps: Stamps,
    waits: Rates,
}

impl Guard {
    pub fn new(config: &AttackConfig, secret: &LinkSecret) -> Guard {
        let state = State {
            alarm: Alarm::new(config.asks_per_minute),
            stamps: Stamps::new(secret),
            waits: Rates::one_every(WAIT),
        };
        Guard { asks: config.stamps, state: Mutex::new(state) }
    }

    /// Since when there has been an attack, if there is one.
    pub fn since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.state().alarm.since(now)
    }

    /// Whether anybody brings stamps while there is one.
    pub fn asks(&self) -> bool {
        self.asks != AskStamps::Never
    }

    /// What a form is given that is shown now; nothing in peace. What it brought is kept while it is good for
    /// something: nobody works or waits twice.
    pub fn challenge(&self, form: &str, brought: &Brought, now: DateTime<Utc>) -> Option<Brought> {
        let state = &mut *self.state();
        if !is_asking(self.asks, &mut state.alarm, now) {
            return None;
        }
        let is_good = |challenge: Challenge| !state.stamps.is_used(&challenge);
        match state.stamps.read(form, &brought.challenge, now).is_some_and(is_good) {
            true => Some(brought.clone()),
            false => Some(Brought { challenge: state.stamps.challenge(form, now), nonce: String::new() }),
        }
    }

    /// Whether a form that is sent may do what it is for. The same act sent twice needs no second stamp.
    pub fn admit(&self, asking: Asking, brought: &Brought, now: DateTime<Utc>) -> Result<(), NotYet> {
        let state = &mut *self.state();
        state.alarm.asked(now);
        if !is_asking(self.asks, &mut state.alarm, now) {
            return Ok(());
        }
        let Asking { form, key, address } = asking;
        let stamps = &mut state.stamps;
        let read = stamps.read(form, &brought.challenge, now);
        let Some(challenge) = read.filter(|read| stamps.is_used_by(read).is_none_or(|by| by == key)) else {
            return Err(NotYet { challenge: stamps.challenge(form, now), left: WAIT });
        };
        if stamps.is_used(&challenge) {
            return Ok(());
        }
        let left = WAIT - (now - challenge.made_at);
        let has_waited = left <= TimeDelta::zero();
        if !stamps::has_worked(&brought.challenge, &brought.nonce) {
            if !has_waited {
                return Err(NotYet { challenge: brought.challenge.clone(), left });
            }
            if !state.waits.admit(range(address), now) {
                return Err(NotYet { challenge: brought.challenge.clone(), left: WAIT });
            }
        }
        stamps.use_up(challenge, key, now);
        Ok(())
    }

    /// A time is kept for somebody until a letter is answered.
    pub fn letter_asks(&self, now: DateTime<Utc>) {
        self.state().alarm.letter_asks(now);
    }

    /// Somebody has answered it.
    pub fn letter_answered(&self, now: DateTime<Utc>) {
        self.state().alarm.letter_answered(now);
    }

    /// A time is kept for somebody until a form is sent.
    pub fn form_keeps(&self, now: DateTime<Utc>) {
        self.state().alarm.form_keeps(now);
    }

    /// Somebody has sent it, or went away without it and said so.
    pub fn form_ends(&self, now: DateTime<Utc>) {
        self.state().alarm.form_ends(now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("counting does not panic")
    }
}

fn is_asking(asks: AskStamps, alarm: &mut Alarm, now: DateTime<Utc>) -> bool {
    match asks {
        AskStamps::UnderAttack => alarm.since(now).is_some(),
        AskStamps::Always => true,
        AskStamps::Never => false,
    }
}

/// The neighbours of an address, as one.
pub fn range(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & !(u32::MAX >> RANGE_BITS_V4)).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !(u128::MAX >> RANGE_BITS_V6)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::stamps::CHALLENGE_LASTS;
    use super::*;

    const FORM: &str = "/termine/de/rathaus/ausweis/2026-03-12T0800Z";
    const OTHER_FORM: &str = "/termine/de/rathaus/ausweis/2026-03-12T0810Z";
    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

    fn noon() -> DateTime<Utc> {
        "2026-03-11T11:00:00Z".parse().expect("a time")
    }

    fn guard(asks: AskStamps) -> Guard {
        let config = AttackConfig { stamps: asks, ..AttackConfig::default() };
        Guard::new(&config, &LinkSecret::made_of([7; 32]))
    }

    fn asking(key: &str) -> Asking<'_> {
        Asking { form: FORM, key, address: HOME }
    }

    fn challenge(guard: &Guard, form: &str, now: DateTime<Utc>) -> Brought {
        guard.challenge(form, &Brought::default(), now).expect("there is an attack")
    }

    /// As a browser does it.
    fn worked(guard: &Guard, form: &str, now: DateTime<Utc>) -> Brought {
        let Brought { challenge, .. } = challenge(guard, form, now);
        let nonce = (0_u64..).map(|n| n.to_string()).find(|nonce| stamps::has_worked(&challenge, nonce));
        Brought { nonce: nonce.expect("one of them is good"), challenge }
    }

    fn left(asked: Result<(), NotYet>) -> i64 {
        asked.expect_err("it is too early").left.num_seconds()
    }

    #[test]
    fn in_peace_nobody_is_asked_anything() {
        let guard = guard(AskStamps::UnderAttack);
        assert_eq!(guard.challenge(FORM, &Brought::default(), noon()).map(|asked| asked.challenge), None);
        assert_eq!(guard.admit(asking("key-1"), &Brought::default(), noon()), Ok(()));
    }

    #[test]
    fn a_stamp_is_good_once_for_its_form_until_it_is_old() {
        let guard = guard(AskStamps::Always);
        let stamp = worked(&guard, FORM, noon());
        let elsewhere = Asking { form: OTHER_FORM, ..asking("key-1") };
        assert_eq!(left(guard.admit(elsewhere, &stamp, noon())), 20, "it is for another form");
        let old = noon() + CHALLENGE_LASTS;
        assert_eq!(left(guard.admit(asking("key-1"), &stamp, old)), 20, "it is too old");
        assert_eq!(guard.admit(asking("key-1"), &stamp, noon()), Ok(()));
        assert_eq!(guard.admit(asking("key-1"), &stamp, noon()), Ok(()), "the same act, sent twice");
        let again = guard.admit(asking("key-2"), &stamp, noon() + WAIT);
        assert_eq!(left(again.clone()), 20, "another act");
        assert_ne!(again.expect_err("it was used").challenge, stamp.challenge, "a used one is no use");
    }

    #[test]
    fn what_the_hub_did_not_give_is_no_stamp() {
        let (ours, other) = (guard(AskStamps::Always), {
            let config = AttackConfig { stamps: AskStamps::Always, ..AttackConfig::default() };
            Guard::new(&config, &LinkSecret::made_of([8; 32]))
        });
        let later = noon() + WAIT;
        let good = challenge(&ours, FORM, noon()).challenge;
        let turned = if good.ends_with('0') { "1" } else { "0" };
        let changed = format!("{}{turned}", &good[..good.len() - 1]);
        let foreign = challenge(&other, FORM, noon()).challenge;
        for wrong in [changed, foreign, String::new(), "-".into(), "--".into(), "ä".repeat(40)] {
            let brought = Brought { challenge: wrong.clone(), nonce: "0".into() };
            let asked = ours.admit(asking("key-1"), &brought, later).expect_err(&wrong);
            assert!(asked.left == WAIT && asked.challenge != wrong, "{wrong} is worth nothing");
        }
        let waited = Brought { challenge: good, nonce: "x".repeat(100) };
        assert_eq!(ours.admit(asking("key-1"), &waited, later), Ok(()), "and the good one is good");
    }

    #[test]
    fn whoever_has_no_script_waits_and_one_after_the_other_from_a_place() {
        let guard = guard(AskStamps::Always);
        let (first, second) = (challenge(&guard, FORM, noon()), challenge(&guard, FORM, noon()));
        let early = noon() + TimeDelta::seconds(13);
        let asked = guard.admit(asking("key-1"), &first, early).expect_err("it is too early");
        assert_eq!((asked.left.num_seconds(), &asked.challenge), (7, &first.challenge), "nobody waits twice");
        let (then, neighbour) = (noon() + WAIT, IpAddr::V4(Ipv4Addr::new(198, 51, 100, 200)));
        assert_eq!(guard.admit(asking("key-1"), &first, then), Ok(()));
        let next_door = Asking { address: neighbour, ..asking("key-2") };
        assert_eq!(left(guard.admit(next_door, &second, then)), 20, "next door it is the same program");
        let far = Asking { address: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7)), ..asking("key-3") };
        assert_eq!(guard.admit(far, &challenge(&guard, FORM, noon()), then), Ok(()));
        assert_eq!(guard.admit(next_door, &second, then + WAIT), Ok(()), "and then it is their turn");
    }

    #[test]
    fn whoever_has_worked_waits_for_nobody() {
        let guard = guard(AskStamps::Always);
        for n in 0..3 {
            let stamp = worked(&guard, FORM, noon());
            assert_eq!(guard.admit(asking(&format!("key-{n}")), &stamp, noon()), Ok(()));
        }
    }

    #[test]
    fn a_form_that_comes_back_keeps_what_was_worked_for() {
        let guard = guard(AskStamps::Always);
        let stamp = worked(&guard, FORM, noon());
        let kept = guard.challenge(FORM, &stamp, noon()).expect("it is asked for");
        assert_eq!((&kept.challenge, &kept.nonce), (&stamp.challenge, &stamp.nonce));
        assert_eq!(guard.admit(asking("key-1"), &stamp, noon()), Ok(()));
        let anew = guard.challenge(FORM, &stamp, noon()).expect("it is asked for");
        assert!(anew.challenge != stamp.challenge && anew.nonce.is_empty(), "a used one is not kept");
    }

    #[test]
    fn a_town_may_do_without() {
        let guard = guard(AskStamps::Never);
        for n in 0..1_000 {
            let key = format!("key-{n}");
            assert_eq!(guard.admit(asking(&key), &Brought::default(), noon()), Ok(()));
        }
        assert_eq!(guard.since(noon()), Some(noon()), "whoever looks after the hub is told all the same");
    }

    #[test]
    fn neighbours_are_one() {
        let of = |text: &str| range(text.parse().expect("an address"));
        assert_eq!(of("198.51.100.7"), of("::ffff:198.51.100.255"));
        assert_ne!(of("198.51.100.7"), of("198.51.101.7"));
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:ffff::"));
        assert_ne!(of("2001:db8:1::"), of("2001:db8:2::"));
    }
}
