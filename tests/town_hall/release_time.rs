//! The newest day is released, and everybody wants one of its slots; meanwhile the hub is killed (SIGKILL).
//!
//! The real program with its real clock. Nobody gets what somebody else has, everything is taken in the
//! end, and whatever was confirmed is there afterwards.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use hub::store::DeviceKind;
use town_hall::asker::{Answered, Asker};
use town_hall::folder::Folder;
use town_hall::town::{SITE, hall_with_hours};
use wire::http::{Book, Booked, BookingState, FreeSlots, path};

use crate::killed_hub::{Life, again_until_answered, two_ports};

const CLIENTS: usize = 10_000;
/// So many of them stand at the door at the same moment.
const AT_ONCE: usize = 48;
const SEATS: usize = 10;
/// The doors are open from 08:00 to 12:10, in steps of five minutes.
const SLOTS: usize = 50 * SEATS;
/// The hub is killed after so many bookings, and again.
const KILLED_AT: [usize; 2] = [120, 300];
const DAYS_AHEAD: u64 = 5;
/// Nobody presses "reload" more often.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_millis(250);
/// What is released in less could be released before the first hub is up.
const PREPARED_IN: TimeDelta = TimeDelta::seconds(12);

#[test]
fn nobody_is_overbooked_and_nothing_confirmed_is_lost() {
    let scene = Scene::prepare();
    let mut hub = Some(Life::begins(&scene.config));
    scene.answers();
    assert_eq!(scene.free().1.as_deref(), Some("not-released"), "nobody is let in before the time");
    let (next, confirmed) = (AtomicUsize::new(0), Mutex::new(Vec::<Booked>::new()));
    let taken = || confirmed.lock().expect("no client panics").len();
    let began = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    while let n @ ..CLIENTS = next.fetch_add(1, Ordering::Relaxed) {
                        if let Some(booked) = scene.client(n) {
                            confirmed.lock().expect("no client panics").push(booked);
                        }
                    }
                })
            })
            .collect();
        let mut began = None;
        for enough in KILLED_AT {
            while taken() < enough {
                assert!(clients.iter().any(|client| !client.is_finished()), "{} of {enough}", taken());
                if taken() > 0 {
                    began.get_or_insert_with(Instant::now);
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            drop(hub.take());
            hub = Some(Life::begins(&scene.config));
        }
        began.expect("somebody had booked before the hub was killed")
    });
    let confirmed = confirmed.into_inner().expect("no client panics");
    println!(
        "{CLIENTS} clients, {SLOTS} slots, the hub killed {} times: {} confirmed in {:.1?}",
        KILLED_AT.len(),
        confirmed.len(),
        began.elapsed()
    );
    assert_eq!(confirmed.len(), SLOTS, "all are taken, and none twice");
    let codes: BTreeSet<&str> = confirmed.iter().map(|booked| booked.code.as_str()).collect();
    assert_eq!(codes.len(), SLOTS, "everybody has a code of their own");
    for booked in &confirmed {
        let known = scene.partner.booking(&booked.id).expect("what was confirmed is known");
        assert_eq!((known.starts_at, known.state), (booked.starts_at, BookingState::Confirmed));
    }
    assert_eq!(scene.free(), (0, Some("full".to_owned())));
    drop(hub);
    assert_eq!(scene.claims(), SLOTS, "each slot is one row");
}

struct Scene {
    _folder: Folder,
    config: PathBuf,
    database: PathBuf,
    partner: Asker,
    date: NaiveDate,
}

impl Scene {
    fn prepare() -> Scene {
        let folder = Folder::new("release").expect("the temporary folder can be written");
        let (http, broker) = two_ports();
        let released_at = Utc::now().with_timezone(&Berlin) + PREPARED_IN + TimeDelta::minutes(1);
        let date = released_at.date_naive() + Days::new(DAYS_AHEAD);
        let hall = hall_with_hours("08:00-12:10", SEATS, 3)
            .replacen("[site.hours]", "day_starts = \"00:00\"\nday_ends = \"24:00\"\n[site.hours]", 1)
            .replace("minutes = 10", "minutes = 5")
            .replacen(
                &format!("seats = {SEATS}"),
                &format!(
                    "seats = {SEATS}\nlead = {{ days_ahead = {DAYS_AHEAD}, release = \"{}\" }}",
                    released_at.format("%H:%M")
                ),
                1,
            );
        let (config, database) = (folder.path().join("hub.toml"), folder.path().join("hub.db"));
        let text = format!(
            "[hub]\nlisten = \"{http}\"\ndatabase = \"{}\"\n\
             [broker]\nkind = \"built-in\"\nlisten = \"{broker}\"\n{hall}",
            database.display()
        );
        std::fs::write(&config, &text).expect("the configuration can be written");
        let parsed = hub::Config::parse("hub.toml", &text).expect("the hall is in order");
        // The first start makes the database.
        let first = Life::begins(&config);
        let url = format!("http://{http}");
        let health = || Asker::anybody(&url).get::<serde_json::Value>(path::HEALTH);
        again_until_answered(health).expect("its health");
        drop(first);
        let token = hub::add_device(&database, &parsed, DeviceKind::Partner, "termine", SITE);
        let partner = Asker::partner(&url, &token.expect("a partner"));
        Scene { _folder: folder, config, database, partner, date }
    }

    fn answers(&self) {
        again_until_answered(|| self.partner.get::<serde_json::Value>(path::HEALTH)).expect("its health");
    }

    /// Looks at what is free, and takes it or what is left; until there is nothing.
    fn client(&self, n: usize) -> Option<Booked> {
        for attempt in 0.. {
            let slots = self.slots();
            let day = &slots.days[0];
            if day.why.as_ref().is_some_and(|why| why.code == "not-released") {
                std::thread::sleep(LOOKED_AGAIN_AFTER);
                continue;
            }
            let slot = day.slots.get(n % day.slots.len().max(1))?;
            let key = format!("client-{n:05}-{attempt}");
            let ask = || self.partner.book(&key, &Book::of("ausweis", slot.starts_at));
            match again_until_answered(ask) {
                Ok(booked) => return Some(booked),
                Err(no) => assert_eq!(no.code(), Some("full"), "{no}"),
            }
        }
        None
    }

    /// How many are free on the day, or why none is.
    fn free(&self) -> (usize, Option<String>) {
        let day = self.slots().days.remove(0);
        (day.slots.len(), day.why.map(|why| why.code))
    }

    fn slots(&self) -> FreeSlots {
        let query = format!("{}?service=ausweis&days=1&from={}", path::PARTNER_SLOTS, self.date);
        let ask = || -> Answered<FreeSlots> { self.partner.get(&query) };
        again_until_answered(ask).expect("an answer")
    }

    /// Rows of seats on the disk.
    fn claims(&self) -> usize {
        let db = rusqlite::Connection::open(&self.database).expect("the database");
        let count = |row: &rusqlite::Row| row.get::<_, i64>(0);
        db.query_row("select count(*) from claim", [], count).expect("a count") as usize
    }
}
