//! Who sits at which counter, as far as open pages tell: a page that is open, and since when one is left.
//!
//! A counter that nobody sits at calls nobody, and an estimate that counts it promises too much. Whether
//! it is open stands in the journal; here is only what makes the hub close it, in memory: after a restart
//! the pages that are still open come back by themselves, and of the others nothing is known.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use queue::{Command, CounterId};

use crate::clock::Clock;
use crate::desk::{Act, Order};
use crate::http::Web;

/// A counter that was left is noticed this soon after its time; a look costs microseconds.
const LOOK_EVERY: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Attendance {
    seats: Mutex<BTreeMap<(String, CounterId), Seat>>,
}

#[derive(Debug, Clone, Copy)]
struct Seat {
    /// Pages that listen just now.
    pages: u32,
    /// The account that showed itself there last.
    clerk: i64,
    /// The last sign of somebody; pages without script give one each time they load themselves anew.
    seen_at: DateTime<Utc>,
}

impl Attendance {
    /// The page of a counter was asked for.
    pub fn seen(&self, site: &str, counter: &str, clerk: i64, now: DateTime<Utc>) {
        self.note(site, counter, clerk, now, 0);
    }

    /// A page listens, as long as the answer is kept.
    pub fn stays(self: &Arc<Self>, site: &str, counter: &str, clerk: i64, clock: Clock) -> Present {
        self.note(site, counter, clerk, clock.now(), 1);
        let at = (site.to_owned(), counter.to_owned());
        Present { attendance: self.clone(), at, clock }
    }

    fn note(&self, site: &str, counter: &str, clerk: i64, now: DateTime<Utc>, more: u32) {
        let mut seats = self.lock();
        let seat = seats.entry((site.to_owned(), counter.to_owned()));
        let seat = seat.or_insert(Seat { pages: 0, clerk, seen_at: now });
        *seat = Seat { pages: seat.pages + more, clerk, seen_at: now };
    }

    /// Since when nobody is there, where somebody was.
    pub fn left_since(&self, site: &str, counter: &str) -> Option<DateTime<Utc>> {
        let seats = self.lock();
        let seat = seats.get(&(site.to_owned(), counter.to_owned()))?;
        (seat.pages == 0).then_some(seat.seen_at)
    }

    /// The counter at which somebody showed himself last.
    pub fn seat_of(&self, clerk: i64) -> Option<(String, CounterId)> {
        let seats = self.lock();
        let own = seats.iter().filter(|(_, seat)| seat.clerk == clerk);
        own.max_by_key(|(_, seat)| seat.seen_at).map(|(at, _)| at.clone())
    }

    /// From now on nothing is known of it: whoever opens it without a page, as a supervisor does, knows why.
    pub fn forget(&self, site: &str, counter: &str) {
        self.lock().remove(&(site.to_owned(), counter.to_owned()));
    }

    /// The same, if nobody has come back since it was looked at: whoever opens the page meanwhile sits there.
    pub fn forget_left(&self, site: &str, counter: &str, since: DateTime<Utc>) {
        let mut seats = self.lock();
        let at = (site.to_owned(), counter.to_owned());
        if seats.get(&at).is_some_and(|seat| seat.pages == 0 && seat.seen_at == since) {
            seats.remove(&at);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(String, CounterId), Seat>> {
        self.seats.lock().expect("nobody panics with the seats in hand")
    }
}

/// A page that listens.
pub struct Present {
    attendance: Arc<Attendance>,
    at: (String, CounterId),
    clock: Clock,
}

impl Drop for Present {
    fn drop(&mut self) {
        if let Some(seat) = self.attendance.lock().get_mut(&self.at) {
            seat.pages = seat.pages.saturating_sub(1);
            seat.seen_at = self.clock.now();
        }
    }
}

/// Closes counters that were left, as long as the hub works.
pub async fn watch(web: Web) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        close_left(&web).await;
    }
}

/// Only free ones: no visit is ended by a machine, and one that is still open is shown to the supervisor.
pub async fn close_left(web: &Web) {
    for (site, counter, since) in left(web, web.clock.now()) {
        let act = Act::Queue(Command::CloseCounter { counter: counter.clone() });
        let order = Order { site: site.clone(), actor: "hub".into(), key: None, act };
        // What cannot be closed now is looked at again in a second.
        if web.desk.commit(order).await.is_ok() {
            tracing::info!(site, counter, "closed: nobody was there any more");
            web.attendance.forget_left(&site, &counter, since);
        }
    }
}

/// Open and free, and left for longer than the site allows; and since when.
fn left(web: &Web, now: DateTime<Utc>) -> Vec<(String, CounterId, DateTime<Utc>)> {
    let sites = web.desk.sites();
    let all = sites.values().flat_map(|state| {
        let allowed = TimeDelta::minutes(state.config.order.unattended_minutes.into());
        let free = state.day.counters().iter().filter(|(_, held)| held.is_none());
        let free = free.filter(move |_| !allowed.is_zero());
        free.map(move |(counter, _)| (&state.config.id, counter, allowed))
    });
    let gone = all.filter_map(|(site, counter, allowed)| {
        let since = web.attendance.left_since(site, counter).filter(|since| now - *since >= allowed)?;
        Some((site.clone(), counter.clone(), since))
    });
    gone.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_left_when_its_last_page_closes() {
        let (attendance, start) = (Arc::new(Attendance::default()), DateTime::UNIX_EPOCH);
        let clock = Clock::by_hand(start);
        assert_eq!(attendance.left_since("rathaus", "3"), None, "nothing is known of it");
        let one = attendance.stays("rathaus", "3", 17, clock.clone());
        let other = attendance.stays("rathaus", "3", 17, clock.clone());
        drop(one);
        assert_eq!(attendance.left_since("rathaus", "3"), None, "the other page is open");
        clock.move_to(start + TimeDelta::minutes(4));
        drop(other);
        assert_eq!(attendance.left_since("rathaus", "3"), Some(clock.now()));
        assert_eq!(attendance.seat_of(17), Some(("rathaus".into(), "3".into())));
        attendance.forget("rathaus", "3");
        assert_eq!(attendance.left_since("rathaus", "3"), None);
    }

    /// The hub closes a counter that was left, and while it stores that somebody comes back.
    #[test]
    fn whoever_comes_back_meanwhile_is_not_forgotten() {
        let (attendance, start) = (Arc::new(Attendance::default()), DateTime::UNIX_EPOCH);
        let clock = Clock::by_hand(start);
        attendance.seen("rathaus", "3", 17, start);
        let since = attendance.left_since("rathaus", "3").expect("the page has no script");
        clock.move_to(start + TimeDelta::minutes(5));
        let page = attendance.stays("rathaus", "3", 18, clock.clone());
        attendance.forget_left("rathaus", "3", since);
        assert_eq!(attendance.seat_of(18), Some(("rathaus".into(), "3".into())));
        drop(page);
        attendance.forget_left("rathaus", "3", since);
        assert_eq!(attendance.left_since("rathaus", "3"), Some(clock.now()), "and was there until now");
        attendance.forget_left("rathaus", "3", clock.now());
        assert_eq!(attendance.seat_of(18), None);
    }
}
