//! How often somebody may try: wrong passwords slow down, and nobody floods the hub from one address.
//!
//! Values without clock or network, kept in memory: whoever could restart the hub to be forgotten
//! has better ways in. A delay grows and ends; nobody is locked out for ever.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::NAME_CHARS_MAX;

/// So many wrong passwords in a row are what fingers do on a Monday. Counted for a name and a network, or a
/// name and a browser that knows it.
const WRONG_FREE: u32 = 5;
/// So many from all networks together, before everybody who tries this name from a new browser waits.
/// Networks are cheap: without it a guesser who has a thousand of them has a thousand times as many tries.
const WRONG_PER_NAME: u32 = 30;
/// NIST SP 800-63B, 5.2.2: a wait of "30 seconds up to an hour" that grows with each failure.
const DELAY_FIRST: TimeDelta = TimeDelta::seconds(30);
/// A clerk with a new browser whose name somebody else tries waits this long at most. A hundred tries, the
/// most that NIST allows in a row, then take longer than a day.
const DELAY_MAX: TimeDelta = TimeDelta::minutes(15);
/// A whole corridor may share one address; an attacker who knows all their names does, too.
const WRONG_PER_ADDRESS: u32 = 30;
/// And one more after each of these.
const ADDRESS_FORGIVES_EVERY: TimeDelta = TimeDelta::minutes(1);
/// What is on the page of the admin after that is history.
const REMEMBERED: TimeDelta = TimeDelta::days(7);
/// Names and addresses that are remembered; of more, the oldest is forgotten.
const REMEMBERED_MAX: usize = 10_000;

/// Two hundred phones in a waiting room share one address and load their pages in the same minute.
const REQUESTS_AT_ONCE: i64 = 1_000;
/// What they ask then, and some more. The hub answers many times as much.
const REQUESTS_PER_SECOND: i64 = 50;
/// A family writes to the office about different things on one evening; more is somebody's program. Whoever
/// answers them is a person.
const MESSAGES_AT_ONCE: i64 = 5;
/// And one more after each of these.
const MESSAGE_EVERY: TimeDelta = TimeDelta::minutes(10);

/// The computers of a library, or a street whose telephones share an address. To more of them nothing is kept
/// while they fill in the form, and they book all the same.
const HOLDS_AT_ONCE: i64 = 20;
/// And one more after each of these: a form takes longer.
const HOLD_EVERY: TimeDelta = TimeDelta::seconds(30);

/// A bus of people who have all left their codes at home.
const BIRTHDAYS_AT_ONCE: i64 = 20;
/// And one more after each of these: all days of a year take three hours, and the infopoint sees who stands
/// there.
const BIRTHDAY_EVERY: TimeDelta = TimeDelta::seconds(30);

/// Somebody tries too often and is not even asked for the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnedAway {
    pub until: DateTime<Utc>,
}

/// From where somebody tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    pub address: IpAddr,
    /// The browser's number, where this very name has logged in before.
    pub browser: Option<u64>,
}

/// For what wrong passwords of one name are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Network(IpAddr),
    Browser(u64),
}

/// What is known of a name or an address at which passwords were wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    pub wrong: u32,
    /// Came too early, and nobody looked at the password.
    pub turned_away: u32,
    pub last_at: DateTime<Utc>,
    /// Wrong ones since the last right one, or what an address was not forgiven yet.
    in_a_row: u32,
    /// The last that was looked at.
    counted_at: DateTime<Utc>,
}

/// Logins that failed.
#[derive(Debug, Default)]
pub struct Attempts {
    names: HashMap<String, Tries>,
    places: HashMap<(String, Place), Tries>,
    addresses: HashMap<IpAddr, Tries>,
}

impl Attempts {
    /// Before a password or code is looked at. It counts as wrong until [`Attempts::right`] says
    /// otherwise, so that many at the same moment are no way around.
    ///
    /// A browser that knows the name is held to its own mistakes alone: whatever others try elsewhere, and
    /// from the same network, its owner gets in.
    pub fn begin(&mut self, name: &str, from: Origin, now: DateTime<Utc>) -> Result<(), TurnedAway> {
        let waits = |until: &DateTime<Utc>| *until > now;
        let who = known_as(name);
        let of_address = remembered(&mut self.addresses, network(from.address), now);
        of_address.forgive(now);
        if from.browser.is_none()
            && let Some(until) = of_address.address_is_free_at().filter(waits)
        {
            of_address.turn_away(now);
            return Err(TurnedAway { until });
        }
        let of_place = remembered(&mut self.places, (who.clone(), from.place()), now);
        let of_name = remembered(&mut self.names, who, now);
        let by_name = of_name.is_free_at(WRONG_PER_NAME).filter(|_| from.browser.is_none());
        if let Some(until) = of_place.is_free_at(WRONG_FREE).max(by_name).filter(waits) {
            of_place.turn_away(now);
            of_name.turn_away(now);
            return Err(TurnedAway { until });
        }
        of_place.count(now);
        match from.browser {
            None => {
                of_name.count(now);
                of_address.count(now);
            }
            Some(_) => of_name.count_apart(now),
        }
        Ok(())
    }

    /// It was right. The row ends when nothing is left to prove; a password alone, with the second
    /// factor still to come, only takes back what [`Attempts::begin`] counted.
    pub fn right(&mut self, name: &str, from: Origin, nothing_left: bool) {
        let who = known_as(name);
        let end = |tries: &mut Tries| {
            // Meanwhile the entry may have been pardoned, or forgotten and made anew.
            tries.wrong = tries.wrong.saturating_sub(1);
            tries.in_a_row = if nothing_left { 0 } else { tries.in_a_row.saturating_sub(1) };
        };
        if let Some(of_place) = self.places.get_mut(&(who.clone(), from.place())) {
            end(of_place);
        }
        match (self.names.get_mut(&who), from.browser) {
            (Some(of_name), None) => end(of_name),
            // Each login of the owner would give a guesser thirty more.
            (Some(of_name), Some(_)) => of_name.wrong = of_name.wrong.saturating_sub(1),
            (None, _) => {}
        }
        if let (Some(of_address), None) = (self.addresses.get_mut(&network(from.address)), from.browser) {
            of_address.wrong = of_address.wrong.saturating_sub(1);
            of_address.in_a_row = of_address.in_a_row.saturating_sub(1);
        }
    }

    /// An admin knows who it was: the next try is looked at.
    pub fn pardon(&mut self, name: &str) {
        let who = known_as(name);
        let of_places = self.places.iter_mut().filter(|((name, _), _)| *name == who).map(|(_, tries)| tries);
        of_places.chain(self.names.get_mut(&who)).for_each(|tries| tries.in_a_row = 0);
    }

    /// What happened to a name, if anything did.
    pub fn at_name(&self, name: &str) -> Option<Tries> {
        self.names.get(&known_as(name)).copied().filter(Tries::tells_something)
    }

    /// When a name may try again everywhere, if that is not now.
    pub fn name_waits_until(&self, name: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let who = known_as(name);
        let of_places = self.places.iter().filter(|((name, _), _)| *name == who);
        let of_places = of_places.filter_map(|(_, tries)| tries.is_free_at(WRONG_FREE));
        let of_name = self.names.get(&who).and_then(|tries| tries.is_free_at(WRONG_PER_NAME));
        of_places.chain(of_name).max().filter(|until| *until > now)
    }

    /// The addresses at which most was wrong.
    pub fn at_addresses(&self, at_most: usize) -> Vec<(IpAddr, Tries)> {
        let told = self.addresses.iter().filter(|(_, tries)| tries.tells_something());
        let mut all: Vec<(IpAddr, Tries)> = told.map(|(address, tries)| (*address, *tries)).collect();
        all.sort_by_key(|(address, tries)| (std::cmp::Reverse(tries.wrong + tries.turned_away), *address));
        all.truncate(at_most);
        all
    }
}

impl Origin {
    fn place(self) -> Place {
        self.browser.map_or_else(|| Place::Network(network(self.address)), Place::Browser)
    }
}

impl Tries {
    fn count(&mut self, now: DateTime<Utc>) {
        self.wrong += 1;
        self.in_a_row += 1;
        (self.last_at, self.counted_at) = (now, now);
    }

    fn turn_away(&mut self, now: DateTime<Utc>) {
        self.turned_away = self.turned_away.saturating_add(1);
        self.last_at = now;
    }

    /// It is no reason for others to wait.
    fn count_apart(&mut self, now: DateTime<Utc>) {
        self.wrong += 1;
        self.last_at = now;
    }

    /// After so many in a row.
    fn is_free_at(&self, free: u32) -> Option<DateTime<Utc>> {
        let beyond = self.in_a_row.checked_sub(free)?;
        // Twelve doublings of half a minute are far more than the greatest delay.
        let delay = (DELAY_FIRST * 2_i32.pow(beyond.min(12))).min(DELAY_MAX);
        Some(self.counted_at + delay)
    }

    fn address_is_free_at(&self) -> Option<DateTime<Utc>> {
        (self.in_a_row >= WRONG_PER_ADDRESS).then(|| self.counted_at + ADDRESS_FORGIVES_EVERY)
    }

    fn forgive(&mut self, now: DateTime<Utc>) {
        let steps = (now - self.counted_at).num_seconds() / ADDRESS_FORGIVES_EVERY.num_seconds();
        let steps = u32::try_from(steps.max(0)).unwrap_or(u32::MAX);
        if steps > 0 {
            self.in_a_row = self.in_a_row.saturating_sub(steps);
            self.counted_at = now;
        }
    }

    fn tells_something(&self) -> bool {
        self.wrong + self.turned_away > 0
    }
}

/// The entry of `who`, made if need be at the cost of the oldest.
fn remembered<K: Hash + Eq + Clone>(all: &mut HashMap<K, Tries>, who: K, now: DateTime<Utc>) -> &mut Tries {
    if all.len() >= REMEMBERED_MAX && !all.contains_key(&who) {
        all.retain(|_, tries| now - tries.last_at < REMEMBERED);
        let oldest = all.iter().min_by_key(|(_, tries)| tries.last_at).map(|(who, _)| who.clone());
        if let Some(oldest) = oldest.filter(|_| all.len() >= REMEMBERED_MAX) {
            all.remove(&oldest);
        }
    }
    all.entry(who).or_insert(Tries { wrong: 0, turned_away: 0, last_at: now, in_a_row: 0, counted_at: now })
}

/// However it is typed. Somebody may have typed a novel.
pub fn known_as(name: &str) -> String {
    name.trim().chars().take(NAME_CHARS_MAX).collect::<String>().to_lowercase()
}

/// What addresses are counted by. Whoever has one IPv6 address has the other 2^64 of the network, too; and
/// one of IPv4 is the same however it is written.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 => v4,
    }
}

/// What those ask who have not proven anything, by their address.
#[derive(Debug)]
pub struct Rates<Whose = IpAddr> {
    at_once: i64,
    every_ms: i64,
    /// The time for which nothing would have to be asked to have all again, and since when.
    used: HashMap<Whose, (i64, DateTime<Utc>)>,
}

impl Rates {
    /// Whatever somebody asks.
    pub fn of_requests() -> Rates {
        Rates { at_once: REQUESTS_AT_ONCE, every_ms: 1_000 / REQUESTS_PER_SECOND, used: HashMap::new() }
    }

    /// What somebody writes to the office.
    pub fn of_messages() -> Rates {
        let every_ms = MESSAGE_EVERY.num_milliseconds();
        Rates { at_once: MESSAGES_AT_ONCE, every_ms, used: HashMap::new() }
    }

    /// Times that are kept while forms are filled in.
    pub fn of_holds() -> Rates {
        Rates { at_once: HOLDS_AT_ONCE, every_ms: HOLD_EVERY.num_milliseconds(), used: HashMap::new() }
    }

    /// Whatever is done one after the other.
    pub fn one_every(time: TimeDelta) -> Rates {
        Rates { at_once: 1, every_ms: time.num_milliseconds(), used: HashMap::new() }
    }

    /// Whether one more may come in.
    pub fn admit(&mut self, address: IpAddr, now: DateTime<Utc>) -> bool {
        self.admit_one(network(address), now)
    }
}

impl Rates<String> {
    /// Whoever checks in without a code, at one kiosk; by its name.
    pub fn of_birthdays() -> Rates<String> {
        let every_ms = BIRTHDAY_EVERY.num_milliseconds();
        Rates { at_once: BIRTHDAYS_AT_ONCE, every_ms, used: HashMap::new() }
    }
}

impl<Whose: Eq + Hash> Rates<Whose> {
    /// Whether one more of somebody may come in.
    pub fn admit_one(&mut self, whose: Whose, now: DateTime<Utc>) -> bool {
        let (all, every) = (self.at_once * self.every_ms, self.every_ms);
        let left = |used: i64, since: DateTime<Utc>| (used - (now - since).num_milliseconds().max(0)).max(0);
        if self.used.len() >= REMEMBERED_MAX {
            // Who has asked nothing for so long that all is left needs no line.
            self.used.retain(|_, (used, since)| left(*used, *since) > 0);
        }
        if self.used.len() >= REMEMBERED_MAX {
            self.used.clear();
        }
        let (used, since) = self.used.entry(whose).or_insert((0, now));
        (*used, *since) = (left(*used, *since), now);
        let enough = *used + every <= all;
        if enough {
            *used += every;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_wrong_passwords_take_ten_days_and_are_counted() {
        let (mut attempts, start) = (Attempts::default(), noon());
        let mut now = start;
        for n in 0..1_000_u32 {
            // From many places, so that no address is full.
            let address = IpAddr::from([10, 0, (n / 250) as u8, (n % 250) as u8]);
            while let Err(TurnedAway { until }) = attempts.begin("Petra", at(address), now) {
                assert!(until > now && until - now <= DELAY_MAX, "nobody waits for ever");
                now = until;
            }
        }
        assert!(now - start > TimeDelta::days(10), "{}", now - start);
        let told = attempts.at_name(" petra").expect("the admin is told");
        assert_eq!((told.wrong, told.turned_away), (1_000, 970));
    }

    #[test]
    fn the_first_delay_is_half_a_minute_and_each_next_one_is_twice_as_long() {
        let (mut attempts, mut now) = (Attempts::default(), noon());
        let mut delays = Vec::new();
        for _ in 0..12 {
            if let Err(TurnedAway { until }) = attempts.begin("Petra", at(HOME), now) {
                delays.push((until - now).num_seconds());
                now = until;
                attempts.begin("Petra", at(HOME), now).expect("the delay is over");
            }
        }
        assert_eq!(delays, [30, 60, 120, 240, 480, 900, 900]);
    }

    #[test]
    fn a_browser_that_knows_the_name_is_held_to_its_own_mistakes_alone() {
        let mut attempts = Attempts::default();
        let own = Origin { browser: Some(7), ..at(HOME) };
        for n in 0..1_000_u32 {
            let address =
                if n % 2 == 0 { HOME } else { IpAddr::from([10, 1, (n / 250) as u8, (n % 250) as u8]) };
            let _ = attempts.begin("Petra", at(address), noon());
            attempts.begin("Petra", own, noon()).expect("the owner gets in");
            attempts.right("Petra", own, true);
        }
        let elsewhere = at(IpAddr::from([10, 2, 0, 1]));
        attempts
            .begin("Petra", elsewhere, noon())
            .expect_err("a new browser waits, and no login makes up for it");
        assert_eq!(attempts.at_name("Petra").expect("the admin is told").wrong, WRONG_PER_NAME);
        let tries = (0..10).filter(|_| attempts.begin("Petra", own, noon()).is_ok()).count();
        assert_eq!(tries, WRONG_FREE as usize, "a browser that was stolen guesses no more than others");
        attempts.begin("Jonas", at(HOME), noon()).expect("nobody waits for another name");
    }

    #[test]
    fn a_right_password_ends_the_row_and_a_pardon_too() {
        let mut attempts = Attempts::default();
        let wrong = |attempts: &mut Attempts, times| {
            (0..times).map(|_| attempts.begin("Petra", at(HOME), noon())).filter(Result::is_ok).count()
        };
        assert_eq!(wrong(&mut attempts, 5), 5);
        attempts.pardon("PETRA");
        assert_eq!(wrong(&mut attempts, 4), 4);
        attempts.begin("Petra", at(HOME), noon()).expect("the fifth is looked at");
        attempts.right("Petra", at(HOME), true);
        assert_eq!(wrong(&mut attempts, 9), 5, "five more are free, and the sixth waits");
        attempts.pardon("Petra");
        attempts.right("Petra", at(HOME), false);
        assert_eq!(wrong(&mut attempts, 9), 5, "a pardon while a password is looked at is no harm");
    }

    #[test]
    fn a_right_password_is_no_way_to_try_codes_for_ever() {
        let mut attempts = Attempts::default();
        let mut codes = 0;
        while attempts.begin("Petra", at(HOME), noon()).is_ok() {
            attempts.right("Petra", at(HOME), false);
            if attempts.begin("Petra", at(HOME), noon()).is_err() {
                break;
            }
            codes += 1;
        }
        assert_eq!(codes, WRONG_FREE);
    }

    #[test]
    fn one_address_tries_many_names_only_for_so_long() {
        let (mut attempts, mut now) = (Attempts::default(), noon());
        let tried = |attempts: &mut Attempts, now| {
            (0..100).filter(|n| attempts.begin(&format!("clerk {n}"), at(HOME), now).is_ok()).count()
        };
        assert_eq!(tried(&mut attempts, now), 30);
        now += TimeDelta::seconds(59);
        assert_eq!(tried(&mut attempts, now), 0);
        now += TimeDelta::seconds(121);
        assert_eq!(tried(&mut attempts, now), 3);
        let (address, told) = attempts.at_addresses(5)[0];
        assert_eq!((address, told.wrong, told.turned_away), (HOME, 33, 267));
        attempts.begin("clerk 99", at(IpAddr::from([10, 0, 0, 2])), now).expect("another address is free");
    }

    #[test]
    fn memory_is_bounded_and_the_oldest_is_forgotten() {
        let mut attempts = Attempts::default();
        for n in 0..REMEMBERED_MAX as u32 + 10 {
            let now = noon() + TimeDelta::seconds(n.into());
            let address = IpAddr::from(n.to_be_bytes());
            attempts.begin(&format!("name {n}"), at(address), now).expect("the first of its name");
        }
        assert_eq!((attempts.names.len(), attempts.addresses.len()), (REMEMBERED_MAX, REMEMBERED_MAX));
        assert!(attempts.at_name("name 0").is_none() && attempts.at_name("name 10").is_some());
    }

    #[test]
    fn a_flood_from_one_address_ends_and_a_trickle_does_not() {
        let (mut rates, start) = (Rates::of_requests(), noon());
        let admitted =
            |rates: &mut Rates, now, address| (0..2_000).filter(|_| rates.admit(address, now)).count();
        assert_eq!(admitted(&mut rates, start, HOME), 1_000);
        assert_eq!(admitted(&mut rates, start + TimeDelta::seconds(2), HOME), 100);
        assert_eq!(admitted(&mut rates, start + TimeDelta::hours(2), HOME), 1_000);
        assert_eq!(admitted(&mut rates, start, IpAddr::from([10, 0, 0, 2])), 1_000);
        let one_network = ["2001:db8::1", "2001:db8::2"].map(|text| text.parse().expect("an address"));
        let of_network = one_network.map(|address| admitted(&mut rates, start, address));
        assert_eq!(of_network, [1_000, 0]);
    }

    /// A browser that nobody knows.
    fn at(address: IpAddr) -> Origin {
        Origin { address, browser: None }
    }

    #[test]
    fn an_office_is_written_to_a_few_times_and_then_now_and_then() {
        let (mut rates, start) = (Rates::of_messages(), noon());
        let written = |rates: &mut Rates, now| (0..20).filter(|_| rates.admit(HOME, now)).count();
        assert_eq!(written(&mut rates, start), 5);
        assert_eq!(written(&mut rates, start + TimeDelta::minutes(9)), 0);
        assert_eq!(written(&mut rates, start + TimeDelta::minutes(20)), 2);
        assert_eq!(written(&mut rates, start + TimeDelta::days(1)), 5);
        assert!(rates.admit(IpAddr::from([10, 0, 0, 2]), start), "somebody else");
    }

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn noon() -> DateTime<Utc> {
        "2026-03-11T11:00:00Z".parse().expect("a time")
    }
}
