//! Somebody who is really written to: each letter goes out to a mail server, or is turned away by it with
//! their address in its words. They move at the kiosk, check in there and are called, another clerk takes
//! over, and others of the same name cancel, are reminded, or have no mailbox. When it is all over their
//! name and address are found nowhere: not in a file, a log, on the wire, at the kiosk, or in a backup.

use axum::body::to_bytes;
use axum::http::{Method, StatusCode};
use calendar::{Booking, BookingId};
use chrono::{DurationRound, TimeDelta};
use hub::rights::Role;
use hub::store::{self, DayKeys};
use serde_json::Value;
use wire::http::path;

use crate::absences::{has, looks, saves, supervisor, two_clerks};
use crate::booking_site::{asks_by_mail, confirms, link_in, times_on};
use crate::browser::Browser;
use crate::forgetting::{Backup, Log, Wire, every_file, is_soon_unreadable, knows_nothing};
use crate::hall::{Asks, Hall, OWN};
use crate::mailbox::Mailbox;

const NAME: &str = "Kanarienvogel-Wellensittich";
/// Days on which people come, after the last visit.
const DAYS_AFTER: u32 = 3;

#[test]
fn whoever_was_written_to_is_forgotten_in_every_copy() {
    let Some(mut mailbox) = Mailbox::start("whoever_was_written_to_is_forgotten_in_every_copy") else {
        return;
    };
    let hall = Hall::of("letters-forget", two_clerks(&mailbox.address));
    let (log, wire) = (Log::begins(&hall), Wire::listens(&hall));
    let mut kiosk = Kiosk { asks: Asks::new(&hall, Role::Kiosk), heard: String::new() };

    let comes = stands(&hall, &mailbox, "kommt");
    let own = comes.own.clone();
    moves_by_link(&hall, &mailbox, &own);
    is_taken_over(&hall, &mailbox, comes.id);
    moves_at_the_kiosk(&hall, &mailbox, &mut kiosk, comes.id);
    checks_in(&hall, &mut kiosk, comes.id);
    let cancels = stands(&hall, &mailbox, "sagt-ab");
    cancels_by_link(&hall, &mailbox, &cancels.own);
    let has_no_mailbox = is_refused(&hall, &mut mailbox);
    let waits = is_written_to_again(&hall, &mut mailbox);
    let bookings = [comes.id, cancels.id, has_no_mailbox, waits];

    let backup = Backup::of(&hall);
    for id in bookings {
        assert_eq!(backup.name(id).as_deref(), Some(NAME), "today the copy can be read");
    }
    is_reminded(&hall, &mailbox, waits);
    for _ in 0..DAYS_AFTER {
        one_day_passes(&hall);
    }
    is_soon_unreadable(|| bookings.iter().any(|id| backup.name(*id).is_some()));
    let (db, keys) =
        (store::connect(&hall.database()).expect("it is there"), DayKeys::beside(&hall.database()));
    for id in bookings {
        assert_eq!(store::contact(&db, &keys, OWN, id).expect("it can be read").map(|_| ()), None);
    }
    let database = hall.database();
    every_file(database.parent().expect("a folder"), &mut |file, bytes| {
        knows_nothing(&file.display().to_string(), bytes, &[NAME]);
    });
    let (log, wire) = (log.said(), wire.heard());
    for said in
        ["a letter went out", "a letter could not go out yet", "the mail server will not take a letter"]
    {
        assert!(log.contains(said), "the log was not heard: {said}");
    }
    assert!(wire.windows(9).any(|part| part == b"heartbeat"), "the wire was not heard");
    knows_nothing("the log", log.as_bytes(), &[NAME]);
    knows_nothing("the wire", &wire, &[NAME]);
    knows_nothing("the kiosk", kiosk.heard.as_bytes(), &[NAME]);
}

/// A booking that its citizen has confirmed.
struct Stands {
    id: BookingId,
    /// Where its page is, without a language.
    own: String,
}

fn stands(hall: &Hall, mailbox: &Mailbox, who: &str) -> Stands {
    let mut citizen = Browser::default();
    asks_by_mail(&mut citizen, hall, NAME, &address(who));
    let own = link_in(&reads(mailbox, who, "Bitte bestätigen Sie"));
    confirms(&mut citizen, hall, &own);
    reads(mailbox, who, "Ihr Termin am");
    Stands { id: last(hall).id, own }
}

fn moves_by_link(hall: &Hall, mailbox: &Mailbox, own: &str) {
    let mut citizen = Browser::default();
    let times = format!("{own}/de/times");
    citizen.follow(hall, &times);
    let other = times_on(&citizen, &times).swap_remove(40);
    citizen.follow(hall, &other);
    citizen.types(hall, &[]);
    reads(mailbox, "kommt", "Ihr neuer Termin am");
}

/// The clerk is away on that day, and the other one has it now.
fn is_taken_over(hall: &Hall, mailbox: &Mailbox, id: BookingId) {
    let (away, day) = (has(hall, id), booking(hall, id).starts_at.date_naive().to_string());
    let mut staff = supervisor(hall);
    looks(&mut staff, hall, &format!("one:{away}"), &day, "");
    staff.reads(NAME);
    saves(&mut staff, hall);
    assert_ne!(has(hall, id), away, "the deputy has it");
    reads(mailbox, "kommt", "Zu Ihrem Termin am");
}

fn moves_at_the_kiosk(hall: &Hall, mailbox: &Mailbox, kiosk: &mut Kiosk, id: BookingId) {
    let own = format!("{}/{}", path::KIOSK_BOOKINGS, code(hall, id));
    kiosk.asks(hall, Method::GET, &own, "");
    kiosk.asks(hall, Method::GET, &format!("{own}/slots"), "");
    let soon = hall.now().duration_trunc(TimeDelta::minutes(5)).expect("a time") + TimeDelta::minutes(15);
    let to = format!(r#"{{"starts_at":"{}"}}"#, soon.to_rfc3339());
    kiosk.asks(hall, Method::POST, &format!("{own}/{}", path::OF_BOOKING_REBOOK), &to);
    assert_eq!(booking(hall, id).starts_at, soon);
    reads(mailbox, "kommt", "Ihr neuer Termin am");
}

/// And is called: the clerk reads the name, the wall does not.
fn checks_in(hall: &Hall, kiosk: &mut Kiosk, id: BookingId) {
    let code = format!(r#"{{"code":"{}"}}"#, code(hall, id));
    kiosk.asks(hall, Method::POST, path::KIOSK_CHECK_INS, &code);
    let mut clerk = supervisor(hall);
    clerk.follow(hall, "/desk/1");
    clerk.presses(hall, "/desk/1/next");
    assert_ne!(clerk.field("/desk/1/acts", "number"), "", "somebody is called");
    clerk.follow(hall, &format!("/bookings/{}", id.0));
    clerk.reads(NAME);
}

fn cancels_by_link(hall: &Hall, mailbox: &Mailbox, own: &str) {
    let mut citizen = Browser::default();
    citizen.follow(hall, &format!("{own}/de/cancel"));
    citizen.types(hall, &[]);
    citizen.reads("Dieser Termin ist abgesagt.");
    reads(mailbox, "sagt-ab", "abgesagt");
}

/// The server's no repeats the address.
fn is_refused(hall: &Hall, mailbox: &mut Mailbox) -> BookingId {
    mailbox.is_emptied(&hall);
    mailbox.is_asked_to_answer("never");
    asks_by_mail(&mut Browser::default(), hall, NAME, &address("hat-kein-postfach"));
    let outbox = store::connect(&hall.database().with_extension("mail.db")).expect("it can be read");
    let refused = || -> u32 {
        let count = "select count(*) from letter where outcome like 'refused: %'";
        outbox.query_row(count, [], |row| row.get(0)).expect("it counts")
    };
    is_soon_unreadable(|| refused() == 0);
    last(hall).id
}

/// Later, by a server that repeats the address.
fn is_written_to_again(hall: &Hall, mailbox: &mut Mailbox) -> BookingId {
    mailbox.is_asked_to_answer("later");
    let mut citizen = Browser::default();
    asks_by_mail(&mut citizen, hall, NAME, &address("wartet"));
    mailbox.stays_empty(&hall);
    hall.passes(TimeDelta::minutes(2));
    let own = link_in(&reads(mailbox, "wartet", "Bitte bestätigen Sie"));
    confirms(&mut citizen, hall, &own);
    reads(mailbox, "wartet", "Ihr Termin am");
    last(hall).id
}

fn is_reminded(hall: &Hall, mailbox: &Mailbox, id: BookingId) {
    while (booking(hall, id).starts_at.date_naive() - hall.now().date_naive()).num_days() > 1 {
        one_day_passes(hall);
    }
    reads(mailbox, "wartet", "Erinnerung an Ihren Termin am");
}

fn one_day_passes(hall: &Hall) {
    hall.draws();
    hall.passes(TimeDelta::days(1));
}

/// The next letter to a citizen, whatever clerks are sent meanwhile; it calls them by their name.
#[track_caller]
fn reads(mailbox: &Mailbox, who: &str, subject: &str) -> Value {
    let letter = loop {
        let letter = mailbox.receives();
        if !letter["to"][0]["address"].as_str().expect("text").ends_with("@amt.example") {
            break letter;
        }
    };
    assert_eq!(letter["to"][0]["address"], address(who));
    assert!(letter["subject"].as_str().expect("text").contains(subject), "{subject}: {letter}");
    assert!(letter["text"].as_str().expect("text").contains(NAME), "{letter}");
    letter
}

fn address(who: &str) -> String {
    format!("{NAME}.{who}@haus.example")
}

fn code(hall: &Hall, id: BookingId) -> String {
    hall.running.desk.sites()[OWN].booking_code(id)
}

fn last(hall: &Hall) -> Booking {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").clone()
}

fn booking(hall: &Hall, id: BookingId) -> Booking {
    hall.running.desk.sites()[OWN].bookings().booking(id).expect("it is known").clone()
}

/// All that a kiosk is ever told.
struct Kiosk<'a> {
    asks: Asks<'a>,
    heard: String,
}

impl Kiosk<'_> {
    #[track_caller]
    fn asks(&mut self, hall: &Hall, method: Method, path: &str, body: &str) {
        let answer = self.asks.sends(method, path, "application/json", body);
        let (parts, body) = answer.into_parts();
        let body = hall.runtime.block_on(to_bytes(body, usize::MAX)).expect("it comes from memory");
        self.heard += &String::from_utf8_lossy(&body);
        assert_eq!(parts.status, StatusCode::OK, "{path}: {}", self.heard);
    }
}
