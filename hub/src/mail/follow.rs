//! From what happened to bookings to the letters it causes.

use std::collections::{BTreeMap, BTreeSet};

use calendar::BookingId;
use calendar::bookings::{Booking, Bookings, Event, State};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::config::{Config, local_instant};
use crate::store::news::Freed;
use crate::store::outbox::{Kind, Letter, Reader};

/// Reminders go out from this time on, on the day before: late enough that nobody is woken, early enough
/// that somebody else can still have the time.
const REMINDS_FROM: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");
/// Who has heard of the booking within this long needs no reminder of it.
const REMEMBERS: TimeDelta = TimeDelta::hours(24);

/// The bookings of all sites of a hub, as far as the journal was read.
pub struct Follower {
    sites: BTreeMap<String, Site>,
}

struct Site {
    zone: Tz,
    bookings: Bookings,
    /// When a booking became what it is now.
    since: BTreeMap<BookingId, DateTime<Utc>>,
}

impl Follower {
    pub fn new(config: &Config) -> Follower {
        let site = |zone| Site { zone, bookings: Bookings::default(), since: BTreeMap::new() };
        Follower { sites: config.sites.iter().map(|s| (s.id.clone(), site(s.time_zone))).collect() }
    }

    /// Lets an event have happened. Returns whom it is to be told.
    pub fn take_in(&mut self, site: &str, at: DateTime<Utc>, event: &Event) -> Vec<Letter> {
        let Some(of) = self.sites.get_mut(site) else { return Vec::new() };
        let before = told(event).and_then(|id| of.bookings.booking(id)).cloned();
        of.bookings.apply(event);
        if let Event::PastForgotten { .. } = event {
            of.since.retain(|id, _| of.bookings.booking(*id).is_some());
        }
        let Some(now) = told(event).and_then(|id| of.bookings.booking(id)) else { return Vec::new() };
        // Who asked may be anybody: it is no news of the booking, and no reason to remind nobody of it.
        if let Event::AskedAgain { .. } = event {
            return vec![letter(site, now, Kind::Again, Reader::Citizen)];
        }
        of.since.insert(now.id, at);
        letters(site, event, before.as_ref(), now)
    }

    /// The time that an event leaves to others; to be asked before it is taken in.
    pub fn freed(&self, site: &str, event: &Event) -> Option<Freed> {
        let (Event::Cancelled { booking }
        | Event::Lapsed { booking }
        | Event::Missed { booking }
        | Event::Rebooked { booking, .. }) = event
        else {
            return None;
        };
        let left = self.sites.get(site)?.bookings.booking(*booking).filter(|left| left.state.is_seated())?;
        // It was free a moment ago, and those who wait for it know that, or have it.
        if matches!(left.state, State::Held { .. }) {
            return None;
        }
        Some(Freed { site: site.to_owned(), starts_at: left.starts_at, ends_at: left.ends_at })
    }

    /// Whoever comes tomorrow and has not heard of it lately.
    pub fn reminders(&self, now: DateTime<Utc>) -> Vec<Letter> {
        let of_site = |(name, site): (&String, &Site)| {
            let local = now.with_timezone(&site.zone);
            let tomorrow = (local.date_naive() + TimeDelta::days(1), local.date_naive() + TimeDelta::days(2));
            let begins = |date| local_instant(date, 0, site.zone);
            let wanted = local.time() >= REMINDS_FROM;
            let coming = site.bookings.running(begins(tomorrow.0), begins(tomorrow.1));
            coming
                .filter(|booking| wanted && booking.state == State::Confirmed)
                .filter(|booking| booking.starts_at >= begins(tomorrow.0))
                .filter(|booking| site.since.get(&booking.id).is_none_or(|since| *since + REMEMBERS <= now))
                .map(|booking| letter(name, booking, Kind::Reminder, Reader::Citizen))
                .collect::<Vec<_>>()
        };
        self.sites.iter().flat_map(of_site).collect()
    }

    /// The booking of a letter, if what the letter says is so at `now`.
    pub fn still_true(&self, letter: &Letter, now: DateTime<Utc>) -> Option<&Booking> {
        let booking = self.sites.get(&letter.site)?.bookings.booking(letter.booking)?;
        let is_so = match (letter.kind, booking.state) {
            (Kind::Verify | Kind::Again, State::Unverified { until }) => now < until,
            (Kind::Cancelled, State::Cancelled) => true,
            // A clerk who had it and has it no longer; whoever has it now does not matter.
            (Kind::Cancelled, _) => {
                let Reader::Clerk(clerk) = &letter.to else { return None };
                booking.seats.iter().all(|seat| seat.resource != *clerk)
            }
            (
                Kind::Confirmed | Kind::Rebooked | Kind::HandedOver | Kind::Reminder | Kind::Again,
                State::Confirmed,
            ) => booking.revision == letter.revision,
            _ => false,
        };
        Some(booking).filter(|booking| is_so && now < booking.starts_at)
    }

    /// When a booking became what it is now.
    pub fn since(&self, site: &str, booking: BookingId) -> Option<DateTime<Utc>> {
        self.sites.get(site)?.since.get(&booking).copied()
    }

    pub fn knows(&self, site: &str, booking: BookingId) -> bool {
        self.sites.get(site).is_some_and(|site| site.bookings.booking(booking).is_some())
    }
}

/// Which booking an event tells of.
fn told(event: &Event) -> Option<BookingId> {
    match event {
        Event::Claimed { booking, .. }
        | Event::Submitted { booking, .. }
        | Event::Confirmed { booking }
        | Event::Rebooked { booking, .. }
        | Event::Moved { booking, .. }
        | Event::AskedAgain { booking }
        | Event::Cancelled { booking } => Some(*booking),
        _ => None,
    }
}

fn letters(site: &str, event: &Event, before: Option<&Booking>, now: &Booking) -> Vec<Letter> {
    let was_firm = before.is_some_and(|before| before.state == State::Confirmed);
    let kind = match event {
        Event::Submitted { .. } => Kind::Verify,
        Event::Claimed { until: None, .. } | Event::Confirmed { .. } => Kind::Confirmed,
        Event::Rebooked { .. } if was_firm => Kind::Rebooked,
        Event::Moved { .. } if was_firm => Kind::HandedOver,
        Event::Cancelled { .. } if was_firm => Kind::Cancelled,
        _ => return Vec::new(),
    };
    let mut letters = vec![letter(site, now, kind, Reader::Citizen)];
    if kind == Kind::Verify {
        return letters;
    }
    let clerks = |booking: &Booking| -> BTreeSet<String> {
        booking.seats.iter().map(|seat| seat.resource.clone()).collect()
    };
    let (had, have) = (before.map(clerks).unwrap_or_default(), clerks(now));
    let lost = had.difference(&have).map(|clerk| (Kind::Cancelled, clerk));
    let told = have.iter().map(|clerk| (kind, clerk));
    letters
        .extend(lost.chain(told).map(|(kind, clerk)| letter(site, now, kind, Reader::Clerk(clerk.clone()))));
    letters
}

fn letter(site: &str, booking: &Booking, kind: Kind, to: Reader) -> Letter {
    Letter { site: site.to_owned(), booking: booking.id, revision: booking.revision, kind, to }
}

#[cfg(test)]
mod tests {
    use calendar::bookings::Seat;
    use calendar::wish::{Channel, Form, Matter};

    use super::*;
    use crate::config::made_up_town;

    const SITE: &str = "rathaus";
    const ID: BookingId = BookingId(7);

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-{time}:00Z").parse().expect("a time")
    }

    fn seats(clerk: &str) -> Vec<Seat> {
        vec![Seat { pool: "buergerbuero".into(), resource: clerk.into() }]
    }

    /// At 09:00 in Berlin on the day before the clocks go forward.
    fn claimed(until: Option<DateTime<Utc>>) -> Event {
        Event::Claimed {
            booking: ID,
            matters: vec![Matter { service: "ausweis".into(), persons: 1 }],
            form: Form::InPerson,
            channel: Channel::Online,
            urgent: false,
            starts_at: at("03-28T08:00"),
            ends_at: at("03-28T08:10"),
            seats: seats("anna"),
            until,
        }
    }

    struct Story(Follower);

    impl Story {
        fn begins() -> Story {
            Story(Follower::new(&made_up_town()))
        }

        /// Who is told what: "confirmed", "cancelled anna".
        fn tells(&mut self, time: &str, event: &Event) -> Vec<String> {
            said(&self.0.take_in(SITE, at(time), event))
        }

        fn reminds(&self, time: &str) -> Vec<String> {
            said(&self.0.reminders(at(time)))
        }
    }

    fn said(letters: &[Letter]) -> Vec<String> {
        letters.iter().map(|l| format!("{} {}", l.kind.name(), l.to.name()).trim().to_owned()).collect()
    }

    #[test]
    fn whoever_books_at_once_reads_it_and_so_does_the_clerk() {
        let told = Story::begins().tells("03-20T08:00", &claimed(None));
        assert_eq!(told, ["confirmed", "confirmed anna"]);
    }

    #[test]
    fn a_booking_is_told_to_clerks_when_it_stands() {
        let mut story = Story::begins();
        let until = at("03-20T09:00");
        assert!(story.tells("03-20T08:00", &claimed(Some(until))).is_empty());
        assert_eq!(story.tells("03-20T08:00", &Event::Submitted { booking: ID, until }), ["verify"]);
        let confirmed = Event::Confirmed { booking: ID };
        assert_eq!(story.tells("03-20T08:10", &confirmed), ["confirmed", "confirmed anna"]);
    }

    #[test]
    fn what_never_stood_is_cancelled_without_a_word() {
        let mut story = Story::begins();
        story.tells("03-20T08:00", &claimed(Some(at("03-20T09:00"))));
        assert!(story.tells("03-20T08:10", &Event::Cancelled { booking: ID }).is_empty());
    }

    #[test]
    fn a_clerk_who_has_it_no_longer_is_told_as_well() {
        let mut story = Story::begins();
        story.tells("03-20T08:00", &claimed(None));
        let to = seats("bert").swap_remove(0);
        let moved = Event::Moved { booking: ID, from: "anna".into(), to };
        assert_eq!(story.tells("03-21T08:00", &moved), ["handed-over", "cancelled anna", "handed-over bert"]);
        let (starts_at, ends_at) = (at("03-27T08:00"), at("03-27T08:10"));
        let rebooked = Event::Rebooked { booking: ID, starts_at, ends_at, seats: seats("anna") };
        assert_eq!(story.tells("03-22T08:00", &rebooked), ["rebooked", "cancelled bert", "rebooked anna"]);
        let cancelled = story.tells("03-23T08:00", &Event::Cancelled { booking: ID });
        assert_eq!(cancelled, ["cancelled", "cancelled anna"]);
    }

    #[test]
    fn the_day_before_from_ten_on_whoever_booked_long_ago_is_reminded() {
        let mut story = Story::begins();
        story.tells("03-20T08:00", &claimed(None));
        // Ten in Berlin is nine in UTC, until the night after.
        for (time, reminded) in
            [("03-26T12:00", 0), ("03-27T08:59", 0), ("03-27T09:00", 1), ("03-28T09:00", 0)]
        {
            assert_eq!(story.reminds(time).len(), reminded, "{time}");
        }
        story.tells(
            "03-26T10:00",
            &Event::Moved { booking: ID, from: "anna".into(), to: seats("bert").swap_remove(0) },
        );
        assert!(story.reminds("03-27T09:00").is_empty(), "they heard of it 23 hours ago");
        assert_eq!(story.reminds("03-27T10:00").len(), 1);
        story.tells("03-27T10:30", &Event::Cancelled { booking: ID });
        assert!(story.reminds("03-27T11:00").is_empty());
    }

    #[test]
    fn what_is_no_longer_so_is_not_sent() {
        let mut story = Story::begins();
        let until = at("03-20T09:00");
        story.tells("03-20T08:00", &claimed(Some(until)));
        let verify = story.0.take_in(SITE, at("03-20T08:00"), &Event::Submitted { booking: ID, until });
        let is_sent = |story: &Story, letter: &Letter, time| story.0.still_true(letter, at(time)).is_some();
        assert!(is_sent(&story, &verify[0], "03-20T08:59"));
        assert!(!is_sent(&story, &verify[0], "03-20T09:00"), "its time is over");
        let confirmed = story.0.take_in(SITE, at("03-20T08:10"), &Event::Confirmed { booking: ID });
        assert!(!is_sent(&story, &verify[0], "03-20T08:59"), "it was pressed already");
        assert!(is_sent(&story, &confirmed[0], "03-28T07:59"));
        assert!(!is_sent(&story, &confirmed[0], "03-28T08:00"), "nobody reads it on the way in");
        let (starts_at, ends_at) = (at("03-27T08:00"), at("03-27T08:10"));
        let rebooked = Event::Rebooked { booking: ID, starts_at, ends_at, seats: seats("bert") };
        let rebooked = story.0.take_in(SITE, at("03-21T08:00"), &rebooked);
        assert!(!is_sent(&story, &confirmed[0], "03-21T08:00"), "it names the former time");
        assert!(rebooked.iter().all(|letter| is_sent(&story, letter, "03-21T08:00")), "{rebooked:?}");
    }
}
