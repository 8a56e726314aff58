//! From a journal to statistics and again, and how long a year takes.

use std::time::Duration;

use calendar::wish::Form;
use chrono::TimeDelta;
use queue::{Arrival, Event, Number, Reason, TicketId, Visit};

use super::*;
use crate::config::made_up_town;
use crate::store::{Journal, Room};

const SITE: &str = "rathaus";

/// A hub's database in a folder of its own.
struct Archive {
    folder: std::path::PathBuf,
    journal: Journal,
}

impl Archive {
    fn new(name: &str) -> Archive {
        let folder =
            std::env::temp_dir().join(format!("wartemarke-statistics-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        let database = folder.join("hub.db");
        let db = store::open(&database).expect("a database");
        let journal = Journal::new(db, store::DayKeys::beside(&database));
        Archive { folder, journal }
    }

    /// Everybody comes in the morning, five minutes apart, waits ten and a bit, and is served for six; the
    /// last one of every day leaves. One has a booking, and one does not come for it.
    fn day(&mut self, n: u64, visitors: u32) {
        let date = day(n);
        let opens = date.and_hms_opt(7, 0, 0).expect("a time").and_utc();
        let at = |seconds: i64| opens + TimeDelta::seconds(seconds);
        let batch = self.journal.begin().expect("a transaction");
        let write = |at, actor: &str, event: Event| {
            batch.append(SITE, at, actor, &Room::Queue(event)).expect("it is written");
        };
        for (id, starts_at) in [(2 * n + 1, at(600)), (2 * n + 2, at(1_200))] {
            let event = calendar::Event::Claimed {
                booking: calendar::BookingId(id),
                matters: vec![calendar::wish::Matter { service: "abholen".into(), persons: 1 }],
                form: calendar::wish::Form::InPerson,
                channel: calendar::wish::Channel::Online,
                urgent: false,
                starts_at,
                ends_at: starts_at + TimeDelta::minutes(5),
                seats: vec![],
                until: None,
            };
            batch.append(SITE, at(-600), "partner:online", &Room::Calendar(event)).expect("it is written");
        }
        write(at(-300), "hub", Event::DayOpened { date, hours: vec![], learned: Default::default() });
        let booking = calendar::BookingId(2 * n + 1);
        let arrives = Room::Calendar(calendar::Event::CheckedIn { booking });
        batch.append(SITE, at(0), "kiosk:eingang", &arrives).expect("it is written");
        for k in 0..visitors {
            let (ticket, came) = (TicketId(k), i64::from(k) * 100);
            let number = Number { zone: 'A', count: k as u16 + 1 };
            let visit = Visit::to(["abholen", "ausweis", "kfz"][(k % 3) as usize]);
            let arrival = if k == 0 { Arrival::Booking { at: at(600) } } else { Arrival::WalkIn };
            write(
                at(came),
                "kiosk:eingang",
                Event::Drawn { number, visit, arrival, arrived_at: None, booking: None },
            );
            if k == visitors - 1 {
                write(at(came + 60), "visitor:1", Event::Left { ticket });
                break;
            }
            let called = came + 600 + i64::from(k % 10) * 6;
            let clerk = format!("clerk:{}", 1 + k % 2);
            let reason = Reason::Chosen;
            write(at(called), &clerk, Event::Called { ticket, counter: "1".into(), reason });
            write(at(called + 30), &clerk, Event::Arrived { ticket });
            let finished = Event::Finished { ticket, performed: vec![], by_hub: false };
            write(at(called + 30 + 360), &clerk, finished);
        }
        batch.commit().expect("it is written");
    }

    fn closes(&mut self, n: u64) {
        self.writes(n, "hub", Event::DayClosed);
    }

    /// In the evening of a day.
    fn writes(&mut self, n: u64, actor: &str, event: Event) {
        let at = day(n).and_hms_opt(20, 0, 0).expect("a time").and_utc();
        let batch = self.journal.begin().expect("a transaction");
        batch.append(SITE, at, actor, &Room::Queue(event)).expect("it is written");
        batch.commit().expect("it is written");
    }

    /// A booking is made, and its visitor is there.
    fn books(&mut self, n: u64, id: u64, form: Form, channel: calendar::wish::Channel, actor: &str) {
        let at = day(n).and_hms_opt(12, 0, 0).expect("a time").and_utc();
        let booking = calendar::BookingId(id);
        let claimed = calendar::Event::Claimed {
            booking,
            matters: vec![calendar::wish::Matter { service: "ausweis".into(), persons: 1 }],
            form,
            channel,
            urgent: false,
            starts_at: at,
            ends_at: at + TimeDelta::minutes(10),
            seats: vec![],
            until: None,
        };
        let batch = self.journal.begin().expect("a transaction");
        for event in [claimed, calendar::Event::CheckedIn { booking }] {
            batch.append(SITE, at, actor, &Room::Calendar(event)).expect("it is written");
        }
        batch.commit().expect("it is written");
    }

    fn draws(&mut self, n: u64) {
        let number = Number { zone: 'A', count: 300 };
        let (visit, arrival) = (Visit::to("kfz"), Arrival::WalkIn);
        let drawn = Event::Drawn { number, visit, arrival, arrived_at: None, booking: None };
        self.writes(n, "kiosk:eingang", drawn);
    }

    fn statistics(&self, per_clerk: bool, now: NaiveDate) -> Statistics {
        let mut config = made_up_town();
        config.sites[0].statistics_per_clerk = per_clerk;
        let now = now.and_hms_opt(12, 0, 0).expect("a time").and_utc();
        Statistics::open(&self.folder.join("hub.db"), Arc::new(config), now).expect("it can be opened")
    }

    /// As a hub that starts, and stays.
    fn filled(&self) -> Statistics {
        let statistics = self.statistics(false, day(0));
        statistics.catch_up().expect("the journal can be read");
        statistics
    }

    fn forgets_statistics(&self) {
        for ending in ["statistics.db", "statistics.db-wal", "statistics.db-shm"] {
            // Some of them may not be there.
            let _ = std::fs::remove_file(self.folder.join("hub").with_extension(ending));
        }
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        // A folder that stays is no harm; the next run has another.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date") + chrono::Days::new(n)
}

fn days(statistics: &Statistics) -> Vec<Day> {
    statistics.days(SITE, day(0), day(400)).expect("the file can be read").expect("it is filled")
}

#[test]
fn figures_of_a_day_are_those_one_counts_by_hand() {
    let mut archive = Archive::new("by-hand");
    archive.day(0, 31);
    let statistics = archive.filled();
    let report = || statistics.report(SITE, day(0), day(0)).expect("it can be read").expect("it is filled");
    // 31 came, one of them with a booking; 30 were served and one left. The day is open still.
    let today = report();
    let count = |line: &Line, column| line.count(column);
    assert_eq!(count(&today.all, Column::Visits), Shown::About(30));
    assert_eq!(count(&today.all, Column::Served), Shown::About(30));
    assert_eq!(count(&today.all, Column::Left), Shown::Few);
    // Waits are 600 to 654 seconds in steps of 6, three of each.
    let wait = Spread { median_s: 624, p90_s: 648, worst_s: 654 };
    assert_eq!(today.all.wait, Some(wait));
    assert_eq!(today.all.walk.map(|walk| walk.worst_s), Some(30));
    assert_eq!(today.all.service.map(|service| service.median_s), Some(360));
    assert_eq!(today.clerks, None);
    let facts = &days(&statistics)[0].visits;
    let with_booking: Vec<&Facts> = facts.iter().filter(|visit| visit.kind == Kind::Booking).collect();
    let [booked] = with_booking[..] else { panic!("who is expected has missed nothing: {with_booking:?}") };
    assert_eq!((booked.channel, booked.hour), (Channel::Online, 8), "booked online, came at eight in Berlin");

    archive.closes(0);
    let facts = days(&statistics).remove(0).visits;
    let missed: Vec<&Facts> = facts.iter().filter(|visit| visit.outcome == Outcome::NotArrived).collect();
    assert_eq!(missed.len(), 1, "{missed:?}");
    assert_eq!(report().all, today.all, "who did not come is no visit");
}

/// Whoever was called has come to nobody, and lends nobody the way in which it was booked.
#[test]
fn a_call_is_no_visit() {
    let mut archive = Archive::new("calls");
    archive.day(0, 12);
    archive.books(0, 1_000, Form::Phone, calendar::wish::Channel::Online, "citizen");
    archive.draws(0);
    archive.closes(0);
    let visits = days(&archive.filled()).remove(0).visits;
    let channels = |wanted| visits.iter().filter(|visit| visit.channel == wanted).count();
    // Those of the morning: one came with a booking, one did not come, and eleven just came.
    assert_eq!((visits.len(), channels(Channel::Online), channels(Channel::Kiosk)), (14, 2, 12));
}

/// Whoever waits and takes a time has come as they came, and has booked on the telephone in their hand.
#[test]
fn a_freed_time_is_no_second_visit() {
    let mut archive = Archive::new("freed");
    archive.day(0, 12);
    for id in 1_000..1_005 {
        let channel = calendar::wish::Channel::Infopoint;
        archive.books(0, id, Form::InPerson, channel, &format!("{}2026-03-11:1", crate::desk::VISITOR));
        let at = day(0).and_hms_opt(20, 10, 0).expect("a time").and_utc();
        archive.writes(0, "visitor", Event::TookTime { ticket: TicketId(1), at, booking: Some(id) });
    }
    archive.draws(0);
    archive.closes(0);
    let statistics = archive.filled();
    let visits = days(&statistics).remove(0).visits;
    let channels = |wanted| visits.iter().filter(|visit| visit.channel == wanted).count();
    assert_eq!((visits.len(), channels(Channel::Staff), channels(Channel::Kiosk)), (14, 0, 12));
    let book = statistics.book.lock().expect("nobody panicked");
    let deeds = book.file.deeds(SITE, day(0), day(0)).expect("it can be read");
    let booked = |wanted| deeds.iter().filter(|deed| deed.channel == wanted).count();
    assert_eq!((booked(Channel::Staff), booked(Channel::Online)), (0, 7), "two of them in the morning");
}

#[test]
fn statistics_made_anew_from_the_journal_are_the_same() {
    let mut archive = Archive::new("anew");
    for n in 0..5 {
        archive.day(n, 20 + n as u32);
        archive.closes(n);
    }
    archive.day(5, 12);
    let statistics = archive.filled();
    let before = days(&statistics);
    assert_eq!(before.len(), 6);
    // As it goes in a hub that runs: a day ends, and another begins.
    archive.closes(5);
    archive.day(6, 9);
    let went_on = days(&statistics);
    let again = archive.filled();
    let started_again = days(&again);
    archive.closes(6);
    assert_eq!(days(&again), days(&statistics), "a day that was open over the start");
    let went_on_until_the_end = days(&statistics);
    drop((statistics, again));
    archive.forgets_statistics();
    let anew = days(&archive.filled());
    assert_eq!(anew.len(), 7);
    assert_eq!(went_on_until_the_end, anew);
    assert_eq!(started_again, went_on);
    assert_eq!(before[..5], anew[..5]);
    let missed = |day: &Day| day.visits.iter().filter(|visit| visit.outcome == Outcome::NotArrived).count();
    assert_eq!(anew.iter().map(missed).collect::<Vec<_>>(), [1; 7], "each on its own day alone");
}

/// A clock that was ahead closed the day and opened the next one; the hub started again meanwhile.
#[test]
fn a_day_that_goes_on_is_counted_to_its_real_end() {
    let mut archive = Archive::new("resumed");
    archive.day(0, 12);
    archive.closes(0);
    archive.writes(0, "hub", Event::DayOpened { date: day(1), hours: vec![], learned: Default::default() });
    let before = archive.filled();
    let started_again = archive.filled();
    archive.writes(0, "hub", Event::DayResumed { date: day(0) });
    let number = Number { zone: 'A', count: 13 };
    let (visit, arrival) = (Visit::to("kfz"), Arrival::WalkIn);
    let drawn = Event::Drawn { number, visit, arrival, arrived_at: None, booking: None };
    archive.writes(0, "kiosk:eingang", drawn);
    archive.closes(0);
    let counts = |statistics: &Statistics| {
        let days = days(statistics);
        let visits = days.iter().filter(|day| !day.visits.is_empty());
        visits.map(|day| (day.date, day.visits.len())).collect::<Vec<_>>()
    };
    // Twelve, one more, and who had a booking and did not come.
    assert_eq!(counts(&before), [(day(0), 14)]);
    assert_eq!(counts(&started_again), [(day(0), 14)]);
    drop((before, started_again));
    assert_eq!(counts(&archive.filled()), [(day(0), 14)]);
}

#[test]
fn nothing_is_kept_of_a_clerk_but_where_the_site_wants_it_and_since_then() {
    let mut archive = Archive::new("clerks");
    for n in 0..3 {
        archive.day(n, 21);
        archive.closes(n);
    }
    let clerks = |statistics: &Statistics| -> Vec<bool> {
        statistics.catch_up().expect("the journal can be read");
        days(statistics).iter().map(|day| day.visits.iter().any(|visit| visit.clerk.is_some())).collect()
    };
    assert_eq!(clerks(&archive.filled()), [false; 3]);
    // Switched on, on the fourth day: a file made anew does not reach behind it.
    let on = archive.statistics(true, day(3));
    assert_eq!(clerks(&on), [false; 3], "nobody knew of it then");
    drop(on);
    archive.day(3, 21);
    archive.closes(3);
    let on = archive.statistics(true, day(4));
    assert_eq!(clerks(&on), [false, false, false, true]);
    let report = on.report(SITE, day(3), day(3)).expect("it can be read").expect("it is filled");
    let keys: Vec<Key> = report.clerks.expect("it is switched on").into_iter().map(|line| line.key).collect();
    let clerk = |id: &str| Key::Clerk(Some(id.into()));
    assert_eq!(keys, [Key::Clerk(None), clerk("clerk:1"), clerk("clerk:2")]);
    // The last day is read again at every start; the one before it is in the file alone.
    archive.day(4, 21);
    archive.closes(4);
    assert_eq!(clerks(&on), [false, false, false, true, true]);
    drop(on);
    assert_eq!(clerks(&archive.filled()), [false; 5], "switched off, it is gone");
}

/// 250 days of 300 visitors. How long it takes is printed, in time on the processor.
#[test]
fn a_year_of_a_large_site_is_answered() {
    let mut archive = Archive::new("year");
    for n in 0..250 {
        archive.day(n, 300);
        archive.closes(n);
    }
    let began = on_processor();
    let statistics = archive.filled();
    println!("filled in {:?}", on_processor() - began);
    let began = on_processor();
    let report = statistics.report(SITE, day(0), day(365)).expect("it can be read").expect("it is filled");
    let took = on_processor() - began;
    assert_eq!(report.all.count(Column::Visits), Shown::About(75_000));
    println!("a year of 300 visitors a day: {took:?}");
}

/// How long this thread has had a processor.
fn on_processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux says so");
    Duration::from_nanos(stat.split(' ').next().and_then(|ns| ns.parse().ok()).expect("the first number"))
}
