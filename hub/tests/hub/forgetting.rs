//! Names that go through everything a hub does, and are found nowhere when the visits are over: not in its
//! files, not in its log, not on the wire to the walls, and not in a backup that was made before.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use calendar::BookingId;
use chrono::TimeDelta;
use hub::desk::Act;
use hub::rights::Role;
use hub::store::feedback::WORDS_KEPT_DAYS;
use hub::store::{self, Contents, DayKeys};

use crate::booking_site::{self, NO_MAIL_SERVER};
use crate::bookings_of_staff::{self, logged_in};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::said::{is_served, judges, with_contact};
use crate::uploads::PDF;

/// A moment, on whatever machine.
const FORGOTTEN_WITHIN: Duration = Duration::from_secs(10);
/// Who books, on the web and on the telephone, and what a clerk writes about the visitor.
const NAME: &str = "Kanarienvogel-Wellensittich";
/// What a file is called, and what stands in it.
const IN_A_FILE: &str = "Zaunkoenig-Goldammer";
const CANARIES: [&str; 2] = [NAME, IN_A_FILE];

#[test]
fn a_name_is_forgotten_in_every_copy() {
    let hall = Hall::of("booking-forgets", with_contact(NO_MAIL_SERVER));
    is_forgotten(&hall, 3, || {
        hall.draws();
    });
}

/// An office that serves by telephone alone sees nobody draw a number, and a day without visitors may be
/// one that a wrong clock has opened; so it takes four weeks.
#[test]
fn a_name_is_forgotten_where_nobody_ever_comes() {
    let hall = Hall::of("booking-forgets-alone", with_contact(NO_MAIL_SERVER));
    let booking = books_and_sends(&hall, &mut Browser::default());
    writes_to_the_office(&hall);
    passes(&hall, &[booking], 31, || ());
}

/// After so many days, each with what happens on it.
fn is_forgotten(hall: &Hall, days: u32, happens: impl Fn()) {
    let log = Log::begins(hall);
    let wire = Wire::listens(hall);
    let mut citizen = Browser::default();
    let on_the_web = books_and_sends(hall, &mut citizen);
    let by_mail = asks_by_mail(hall, &mut citizen);
    asks_to_be_told(hall, &mut citizen);
    let on_the_telephone = staff_book(hall);
    staff_look(hall, on_the_web);
    writes_to_the_office(hall);
    says_how_it_was(hall);
    let backup = passes(hall, &[on_the_web, by_mail, on_the_telephone], days, &happens);
    sentence_is_forgotten(hall, &backup, &happens);
    let (log, wire) = (log.said(), wire.heard());
    assert!(log.contains("the service day is closed"), "the log was not heard: {log}");
    assert!(wire.windows(9).any(|part| part == b"heartbeat"), "the wire was not heard");
    knows_nothing("the log", log.as_bytes(), &CANARIES);
    knows_nothing("the wire", &wire, &CANARIES);
}

/// On the web, with a file whose name and text say who it is about; one more is taken back at once.
fn books_and_sends(hall: &Hall, citizen: &mut Browser) -> BookingId {
    let own = booking_site::books(citizen, hall, NAME);
    let file = [PDF, IN_A_FILE.as_bytes(), b"\n%%EOF\n"].concat();
    let door = format!("{own}/de/uploads");
    for name in [format!("Geburtsurkunde {IN_A_FILE}.pdf"), format!("{IN_A_FILE} falsch.pdf")] {
        citizen.sends(hall, &door, &name, &file);
        citizen.reads(&name);
    }
    let taken_back = citizen.page.split("action=\"").filter(|rest| rest.starts_with(&door)).nth(1);
    let taken_back = taken_back.and_then(|rest| rest.split('"').next()).expect("a button").to_owned();
    citizen.presses(hall, &taken_back);
    // And one that is no document at all.
    citizen.sends(hall, &door, &format!("{IN_A_FILE}.exe"), format!("MZ {IN_A_FILE}").as_bytes());
    last(hall)
}

/// The letters to this address never leave.
fn asks_by_mail(hall: &Hall, citizen: &mut Browser) -> BookingId {
    booking_site::asks_by_mail(citizen, hall, NAME, &format!("{NAME}@haus.example"));
    last(hall)
}

/// Whether or not anybody reads what they are asked by mail.
fn asks_to_be_told(hall: &Hall, citizen: &mut Browser) {
    let tomorrow = (hall.now() + TimeDelta::days(1)).date_naive();
    for (service, until) in [("abholen", tomorrow), ("fuehrungszeugnis", tomorrow)] {
        citizen.follow(hall, &format!("/termine/de/rathaus/{service}/watch"));
        citizen.types(hall, &[("mail", &format!("{NAME}@haus.example")), ("until", &until.to_string())]);
        citizen.reads("Bitte sehen Sie in Ihr Postfach");
    }
    let db = store::connect(&hall.database()).expect("it can be read");
    let asked = store::watch_ids(&db).expect("it answers");
    assert_eq!(asked.len(), 2, "today they are known");
    hall.commits_as("citizen", OWN, Act::ConfirmWatch { watch: asked[0].0 });
}

fn staff_book(hall: &Hall) -> BookingId {
    let mut infopoint = logged_in(hall, Role::Infopoint);
    BookingId(bookings_of_staff::books(&mut infopoint, hall, 20, &[("name", NAME), ("phone", "06203 123")]))
}

/// Found by name, checked in, called, with a note of the clerk's own, and the file is saved.
fn staff_look(hall: &Hall, booking: BookingId) {
    let mut clerk = logged_in(hall, Role::Supervisor);
    let key = format!("key-of-a-search-{}", hall.fresh());
    clerk.posts(hall, "/bookings", &[("q", NAME), ("key", &key)]);
    clerk.reads(NAME);
    clerk.follow(hall, &format!("/bookings/{}", booking.0));
    clerk.presses(hall, &format!("/bookings/{}/check-in", booking.0));
    clerk.follow(hall, "/desk/1");
    clerk.presses(hall, "/desk/1/next");
    clerk.reads(IN_A_FILE);
    let number = clerk.field("/desk/1/acts", "number");
    let key = format!("key-of-a-note-{}", hall.fresh());
    let note = format!("{NAME} fragt nach {IN_A_FILE}");
    let transfer =
        [("key", &*key), ("number", &*number), ("act", "transfer"), ("to", "service:kfz"), ("note", &*note)];
    clerk.posts(hall, "/desk/1/acts", &transfer);
}

/// The message never leaves.
fn writes_to_the_office(hall: &Hall) {
    let mut citizen = Browser::default();
    citizen.follow(hall, "/ueber/de/rathaus/kontakt");
    let (words, mail) = (format!("{NAME} fragt nach {IN_A_FILE}"), format!("{NAME}@haus.example"));
    citizen.types(hall, &[("message", &words), ("name", NAME), ("mail", &mail)]);
    citizen.reads("Ihre Nachricht ist unterwegs");
}

/// The page asks for no names, and somebody writes one all the same.
fn says_how_it_was(hall: &Hall) {
    let slip = is_served(hall);
    let words = format!("{NAME} war sehr freundlich.");
    judges(&mut Browser::default(), hall, &format!("{slip}/de/feedback"), "good", &words);
}

/// Whoever leads the site reads it for its time, and then nobody does.
fn sentence_is_forgotten(hall: &Hall, backup: &Backup, happens: impl Fn()) {
    let database = Backup { database: hall.database(), keys: hall.database() };
    assert_eq!((database.sentences(), backup.sentences()), (1, 1), "its time is not over");
    for _ in 0..WORDS_KEPT_DAYS {
        happens();
        hall.passes(TimeDelta::days(1));
    }
    assert_eq!(database.sentences(), 0);
    is_soon_unreadable(|| backup.sentences() > 0);
}

/// The key goes right after the desk has answered.
#[track_caller]
pub fn is_soon_unreadable(can_be_read: impl Fn() -> bool) {
    let since = Instant::now();
    while can_be_read() {
        assert!(since.elapsed() < FORGOTTEN_WITHIN, "the copy can still be read");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A backup is made, the days pass, and nobody knows anything any more.
fn passes(hall: &Hall, bookings: &[BookingId], days: u32, happens: impl Fn()) -> Backup {
    let backup = Backup::of(hall);
    for booking in bookings {
        assert_eq!(backup.name(*booking).as_deref(), Some(NAME), "today the copy can be read");
    }
    assert_eq!((backup.files(bookings[0]), backup.messages()), (1, 1), "today the copy can be read");
    for _ in 0..days {
        happens();
        hall.passes(TimeDelta::days(1));
    }
    let database = Backup { database: hall.database(), keys: hall.database() };
    let is_known = |copy: &Backup| {
        let said = copy.messages() > 0;
        said || bookings.iter().any(|booking| copy.name(*booking).is_some() || copy.files(*booking) > 0)
    };
    assert!(!is_known(&database));
    is_soon_unreadable(|| is_known(&backup));
    let folder = hall.database();
    every_file(folder.parent().expect("a folder"), &mut |file, bytes| {
        knows_nothing(&file.display().to_string(), bytes, &CANARIES);
    });
    backup
}

/// None of these words stands in it, in capitals or not.
#[track_caller]
pub fn knows_nothing(what: &str, bytes: &[u8], words: &[&str]) {
    for word in words {
        let found = bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()));
        assert!(!found, "{what} knows {word}");
    }
}

pub fn every_file(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for file in std::fs::read_dir(folder).expect("it can be read") {
        let file = file.expect("it can be read").path();
        if file.is_dir() {
            every_file(&file, look);
        } else if let Ok(bytes) = std::fs::read(&file) {
            look(&file, &bytes);
        }
    }
}

fn last(hall: &Hall) -> BookingId {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").id
}

/// A copy of everything that is backed up, read with the keys that are left.
pub struct Backup {
    database: PathBuf,
    keys: PathBuf,
}

impl Backup {
    pub fn of(hall: &Hall) -> Backup {
        let database = hall.database().with_file_name("backup.db");
        for ending in ["db", "uploads.db", "mail.db", "access.db"] {
            let db = store::connect(&hall.database().with_extension(ending)).expect("it can be read");
            let copy = database.with_extension(ending);
            db.execute("vacuum into ?1", [copy.to_str().expect("a path of letters")]).expect("it is copied");
        }
        Backup { database, keys: hall.database() }
    }

    pub fn name(&self, booking: BookingId) -> Option<String> {
        let db = store::connect(&self.database).expect("it can be read");
        let keys = DayKeys::beside(&self.keys);
        store::contact(&db, &keys, OWN, booking).expect("it can be read").map(|contact| contact.name)
    }

    /// How many messages to the office can be read.
    fn messages(&self) -> usize {
        let db = store::connect(&self.database).expect("it can be read");
        let keys = DayKeys::beside(&self.keys);
        let found = store::messages(&db, &keys).expect("it can be read");
        found.iter().filter(|waiting| waiting.message.words.contains(NAME)).count()
    }

    /// How many sentences about visits can be read.
    fn sentences(&self) -> usize {
        let db = store::connect(&self.database).expect("it can be read");
        let keys = DayKeys::beside(&self.keys);
        let found = store::feedback::sentences(&db, &keys, OWN).expect("it can be read");
        found.iter().filter(|said| said.words.contains(NAME)).count()
    }

    /// How many of those who asked to be told can be read with this address.
    pub fn addresses(&self, mail: &str) -> usize {
        let db = store::connect(&self.database).expect("it can be read");
        let keys = DayKeys::beside(&self.keys);
        let ids = store::watch_ids(&db).expect("it can be read");
        let found = ids.iter().filter_map(|(id, _)| store::watch(&db, &keys, *id).expect("it can be read"));
        found.filter(|kept| kept.watch.mail == mail).count()
    }

    /// How many files can be read, with all that is in them.
    fn files(&self, booking: BookingId) -> usize {
        let db = store::connect(&self.database).expect("it can be read");
        let keys = DayKeys::beside(&self.keys);
        let contents = Contents::open(&self.database).expect("it can be read");
        let found = store::uploads(&db, &keys, OWN, booking).expect("it can be read");
        let is_whole = |upload: &store::Upload| {
            let content = contents.of(upload).expect("it can be read").unwrap_or_default();
            let says_it = content.windows(IN_A_FILE.len()).any(|part| part == IN_A_FILE.as_bytes());
            says_it && upload.name.contains(IN_A_FILE)
        };
        found.iter().filter(|upload| is_whole(upload)).count()
    }
}

/// What the hub writes into its log, everything included.
pub struct Log(PathBuf);

impl Log {
    pub fn begins(hall: &Hall) -> Log {
        let path = hall.database().with_file_name("hub.log");
        let file = std::fs::File::create(&path).expect("it can be made");
        let all = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        // One test has a process of its own; where several share one, the first has them all.
        let _ = all.with_writer(Arc::new(file)).try_init();
        Log(path)
    }

    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.0).expect("it can be read")
    }
}

/// Everything a wall could hear, with its topics.
pub struct Wire(Arc<Mutex<Vec<u8>>>);

impl Wire {
    pub fn listens(hall: &Hall) -> Wire {
        let broker = hall.running.broker;
        let options = rumqttc::MqttOptions::new("canary", broker.ip().to_string(), broker.port());
        let (client, mut connection) = rumqttc::Client::new(options, 100);
        client.subscribe("#", rumqttc::QoS::AtLeastOnce).expect("the broker is there");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = heard.clone();
        std::thread::spawn(move || {
            let _client = client;
            for event in connection.iter() {
                match event {
                    Ok(rumqttc::Event::Incoming(rumqttc::Packet::Publish(said))) => {
                        let mut heard = hears.lock().expect("nobody panics with it");
                        heard.extend_from_slice(said.topic.as_bytes());
                        heard.extend_from_slice(&said.payload);
                    }
                    Ok(_) => {}
                    // The hub is gone, and the test with it.
                    Err(_) => return,
                }
            }
        });
        Wire(heard)
    }

    pub fn heard(&self) -> Vec<u8> {
        self.0.lock().expect("nobody panics with it").clone()
    }
}
