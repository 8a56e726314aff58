//! The newest day is released, and everybody wants one of its slots; meanwhile the hub is killed (SIGKILL).
//!
//! The real program with its real clock. Most come through another booking system of the town, the others by
//! the pages. Nobody gets what somebody else has, everything is taken in the end, whatever was confirmed is
//! there afterwards, and nobody is told what is not so: that nothing is released yet, that a time or the day
//! is taken, or that they have it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, DurationRound, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use hub::store::DeviceKind;
use town_hall::asker::{Answered, Asker};
use town_hall::folder::Folder;
use town_hall::town::{SITE, hall_with_hours};
use wire::http::{Book, Booked, BookingState, FreeSlots, path};

use crate::killed_hub::{Life, again_until_answered, two_ports};
use crate::on_the_web::{Citizen, Day, Told, time_in};

const CLIENTS: usize = 10_000;
/// So many-th of them comes by the pages, which are more work than what programs ask.
const ON_THE_WEB: usize = 5;
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
    let (next, confirmed) = (AtomicUsize::new(0), Mutex::new(Vec::<Confirmed>::new()));
    let taken = || confirmed.lock().expect("no client panics").len();
    let began = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    while let n @ ..CLIENTS = next.fetch_add(1, Ordering::Relaxed) {
                        let has = match n % ON_THE_WEB {
                            0 => scene.on_the_web(n).map(Confirmed::Page),
                            _ => scene.client(n).map(Confirmed::Booked),
                        };
                        match has {
                            Some(has) => confirmed.lock().expect("no client panics").push(has),
                            // Afterwards it is plain that everything is taken.
                            None if taken() < SLOTS => scene.is_really_full(n),
                            None => {}
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
    // Once more, when nobody asks any more.
    drop(hub.take());
    hub = Some(Life::begins(&scene.config));
    scene.answers();
    let own: BTreeSet<&str> = confirmed.iter().map(Confirmed::own).collect();
    assert_eq!(own.len(), SLOTS, "everybody has a code of their own");
    let mut on_the_web = 0;
    for has in &confirmed {
        match has {
            Confirmed::Booked(booked) => {
                let known = scene.partner.booking(&booked.id).expect("what was confirmed is known");
                assert_eq!((known.starts_at, known.state), (booked.starts_at, BookingState::Confirmed));
            }
            Confirmed::Page(own) => {
                on_the_web += 1;
                let page = scene.citizen(0).opens(own).expect("what was shown is there");
                assert!(page.text.contains("Ihr Termin ist fest vereinbart."), "{own}: {}", page.text);
            }
        }
    }
    println!("{on_the_web} of them by the pages");
    assert!(on_the_web > 0, "the pages are for somebody");
    assert_eq!(scene.free(), (0, Some("full".to_owned())));
    assert_eq!(scene.citizen(0).looks_at(scene.date).expect("a page"), Day::Full);
    drop(hub);
    assert_eq!(scene.claims(), SLOTS, "each slot is one row");
}

/// Somebody was told that they have a time.
enum Confirmed {
    /// Through another booking system.
    Booked(Booked),
    /// By the page of the booking, which is here.
    Page(String),
}

impl Confirmed {
    /// What nobody else has: the code on the paper, or the place of the page.
    fn own(&self) -> &str {
        match self {
            Confirmed::Booked(booked) => &booked.code,
            Confirmed::Page(own) => own,
        }
    }
}

struct Scene {
    _folder: Folder,
    config: PathBuf,
    database: PathBuf,
    url: String,
    partner: Asker,
    date: NaiveDate,
    released_at: DateTime<Utc>,
}

impl Scene {
    fn prepare() -> Scene {
        let folder = Folder::new("release").expect("the temporary folder can be written");
        let (http, broker) = two_ports();
        let released_at = Utc::now().with_timezone(&Berlin) + PREPARED_IN + TimeDelta::minutes(1);
        let released_at = released_at.duration_trunc(TimeDelta::minutes(1)).expect("a time of our era");
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
            "[hub]\nlisten = \"{http}\"\ndatabase = \"{}\"\nproxy = \"127.0.0.1\"\n\
             [attack]\nstamps = \"never\"\n[broker]\nkind = \"built-in\"\nlisten = \"{broker}\"\n{hall}",
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
        let released_at = released_at.to_utc();
        Scene { _folder: folder, config, database, url, partner, date, released_at }
    }

    fn answers(&self) {
        again_until_answered(|| self.partner.get::<serde_json::Value>(path::HEALTH)).expect("its health");
    }

    /// Looks at what is free, and takes it or what is left; until there is nothing.
    fn client(&self, n: usize) -> Option<Booked> {
        let mut taken = None;
        for attempt in 0.. {
            let asked_at = Utc::now();
            let slots = self.slots();
            let day = &slots.days[0];
            if day.why.as_ref().is_some_and(|why| why.code == "not-released") {
                self.is_really_not_released(asked_at);
                std::thread::sleep(LOOKED_AGAIN_AFTER);
                continue;
            }
            // Nobody gives anything back in this scene.
            let is_offered = |at| day.slots.iter().any(|slot| slot.starts_at == at);
            assert!(!taken.is_some_and(is_offered), "{taken:?} is free, and somebody was told it is not");
            let slot = day.slots.get(n % day.slots.len().max(1))?;
            let key = format!("client-{n:05}-{attempt}");
            let ask = || self.partner.book(&key, &Book::of("ausweis", slot.starts_at));
            match again_until_answered(ask) {
                Ok(booked) => return Some(booked),
                Err(no) => assert_eq!(no.code(), Some("full"), "{no}"),
            }
            taken = Some(slot.starts_at);
        }
        None
    }

    /// The same with a browser; the place of the booking's page.
    fn on_the_web(&self, n: usize) -> Option<String> {
        let citizen = self.citizen(n);
        let mut taken = None;
        loop {
            let asked_at = Utc::now();
            let links = match again_until_answered(|| citizen.looks_at(self.date)).expect("a page") {
                Day::Free(links) => links,
                Day::Full => return None,
                Day::NotReleased => {
                    self.is_really_not_released(asked_at);
                    std::thread::sleep(LOOKED_AGAIN_AFTER);
                    continue;
                }
            };
            let is_offered = |at| links.iter().any(|link| time_in(link) == at);
            assert!(!taken.is_some_and(is_offered), "{taken:?} is free, and a page said it is not");
            let link = &links[n % links.len()];
            let key = again_until_answered(|| citizen.opens_form(link)).expect("a form");
            // Whoever hears nothing presses the button again.
            let name = format!("Mensch {n}");
            match again_until_answered(|| citizen.sends_form(link, &key, &name)).expect("a page") {
                Told::Booked(own) => return Some(own),
                Told::Taken => taken = Some(time_in(link)),
            }
        }
    }

    fn citizen(&self, n: usize) -> Citizen {
        Citizen::at_home(&self.url, n)
    }

    /// Whoever asked when it was, must not have been told so.
    fn is_really_not_released(&self, asked_at: DateTime<Utc>) {
        assert!(asked_at < self.released_at, "asked at {asked_at}, and told it is not released");
    }

    /// Whoever was told that nothing is left asks by the other way.
    fn is_really_full(&self, n: usize) {
        match n % ON_THE_WEB {
            0 => assert_eq!(self.free(), (0, Some("full".to_owned()))),
            _ => {
                let day = again_until_answered(|| self.citizen(n).looks_at(self.date));
                assert_eq!(day.expect("a page"), Day::Full);
            }
        }
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
