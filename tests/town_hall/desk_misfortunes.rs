//! What goes wrong at a desk: a browser dies, a visitor walks away, two clerks press together, a hand
//! slips, and a queue moves on while somebody looks at an old page.

use town_hall::asker::{Asker, Unanswered};
use town_hall::town::{Office, SITE};
use ureq::http::Method;
use wire::http::{Act, DeskTicket, HallAct, Problem, Stage, TicketAct, path};

#[test]
fn the_browser_dies_while_somebody_is_served() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let before = Clerk::of(&office, "one");
    before.calls_next("1");
    before.does("1", &number, Act::Arrive);
    drop(before);
    // Another browser, the same counter: the visit goes on where it was.
    let after = Clerk::of(&office, "two");
    let served = &after.asker.queue().expect("the queue").called[0];
    assert_eq!((served.number.as_str(), served.stage), (number.as_str(), Stage::Serving));
    assert_eq!(served.counter.as_deref(), Some("1"));
    assert_eq!(after.does("1", &number, Act::Finish).stage, Stage::Finished);
}

#[test]
fn the_called_one_walks_away_comes_back_and_is_taken_back() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "walks-away");
    clerk.calls_next("1");
    let absent = clerk.does("1", &number, Act::NoShow);
    assert_eq!(absent.stage, Stage::Waiting);
    assert!(absent.locked_until.is_some(), "next does not offer an absent person at once");
    assert_eq!(clerk.next_is_refused("1"), "nobody-waiting");
    office.passes(chrono::TimeDelta::minutes(5));
    clerk.calls_next("1");
    assert_eq!(clerk.does("1", &number, Act::NoShow).stage, Stage::Missed);
    let missed = clerk.asker.queue().expect("the queue").missed;
    assert_eq!(missed.len(), 1, "the list of the missed has the one who walked away");
    assert_eq!(clerk.does("1", &number, Act::TakeBack).stage, Stage::Waiting);
    assert_eq!(clerk.calls_next("1").number, number);
}

#[test]
fn a_transfer_to_a_closed_zone_is_refused_and_changes_nothing() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "closed-zone");
    clerk.calls_next("1");
    let supervisor = office.as_supervisor();
    supervisor.hall("close-zone-K", &HallAct::CloseZone { zone: 'K' }).expect("a supervisor may close it");
    let to_cars = TicketAct { service: Some("kfz".into()), ..TicketAct::plain("1", &number, Act::Transfer) };
    let problem = clerk.is_refused(422, "transfer-1", &to_cars);
    assert_eq!(problem.code, "zone-closed");
    assert_eq!(problem.ticket.expect("as it is now").stage, Stage::Called);
    supervisor.hall("open-zone-K", &HallAct::OpenZone { zone: 'K' }).expect("and open it");
    let sent: DeskTicket =
        clerk.asker.post(path::DESK_ACTS, "transfer-2", &to_cars).expect("now it takes visitors");
    assert_eq!((sent.zone, sent.service.as_str(), sent.number), (Some('K'), "kfz", number));
}

#[test]
fn two_clerks_press_next_together() {
    let office = Office::at("08:00");
    let numbers = [draws(&office, "ausweis"), draws(&office, "ausweis")];
    let clerk = office.as_clerk();
    let presses = ["1", "2"].map(|counter| {
        let clerk = clerk.clone();
        std::thread::spawn(move || clerk.call_next(&format!("together-{counter}"), counter))
    });
    let mut called = presses.map(|press| press.join().expect("no clerk panics").expect("somebody").number);
    called.sort();
    assert_eq!(called, numbers);
}

/// Called in vain to counter 1, then by mistake to counter 2: the wall still says 1.
#[test]
fn a_call_that_was_taken_back_is_not_on_the_wall() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = office.as_clerk();
    clerk.call_next("call-in-vain", "1").expect("a visitor waits");
    clerk.act("nobody-came", "1", &number, Act::NoShow).expect("they may come later");
    office.passes(chrono::TimeDelta::minutes(6));
    clerk.call_next("call-by-mistake", "2").expect("the lock is over");
    clerk.undo("taken-back", "2").expect("nothing else has happened");
    let state = office.hub().desk.site(SITE).expect("the site of the hall");
    let board = hub::views::board(&state, number.chars().next().expect("a zone"), 0, office.clock.now());
    let calls: Vec<_> = board.calls.iter().map(|call| (&*call.number, &*call.counter)).collect();
    assert_eq!(calls, [(&*number, "1")]);
}

#[test]
fn a_slip_of_the_hand_is_undone() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "slip-of-hand");
    clerk.calls_next("1");
    clerk.does("1", &number, Act::Arrive);
    clerk.does("1", &number, Act::Finish);
    let again = clerk.asker.undo("undo-the-finish", "1").expect("nothing else has happened");
    assert_eq!((again.number.as_str(), again.stage), (number.as_str(), Stage::Serving));
    let twice = clerk.asker.undo("undo-another-one", "1").expect_err("there is nothing before it");
    assert_eq!(twice.code(), Some("nothing-to-undo"));
}

#[test]
fn a_click_on_an_old_page_is_told_what_happened_meanwhile() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "old-page");
    clerk.does("2", &number, Act::Call);
    let problem = clerk.is_refused(409, "an-old-page", &TicketAct::plain("1", &number, Act::Call));
    let now = problem.ticket.expect("the ticket as it is now");
    assert_eq!((problem.code.as_str(), now.stage), ("moved-on", Stage::Called));
    assert_eq!(now.counter.as_deref(), Some("2"));
}

#[test]
fn a_note_is_read_before_the_call_and_gone_after_the_visit() {
    let mut office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "note");
    clerk.calls_next("1");
    let note = Some("Braucht noch ein Foto".to_owned());
    let transfer = TicketAct {
        service: Some("reisepass".into()),
        note,
        ..TicketAct::plain("1", &number, Act::Transfer)
    };
    let sent: DeskTicket = clerk.asker.post(path::DESK_ACTS, "with-a-note", &transfer).expect("transferred");
    assert!(sent.has_remark);
    office.hub_goes_away();
    assert!(stored_notes(&office) == ["Braucht noch ein Foto"], "{:?}", stored_notes(&office));
    office.hub_comes_back();
    assert_eq!(clerk.calls_next("2").stage, Stage::LookedAt);
    clerk.does("2", &number, Act::Call);
    clerk.does("2", &number, Act::Finish);
    assert_eq!(stored_notes(&office), ["Braucht noch ein Foto"], "the end can still be undone");
    office.passes(chrono::TimeDelta::seconds(121));
    assert_eq!(stored_notes(&office), [""; 0]);
}

/// One request, and no more than one transaction: that is one flush to the disk.
#[test]
fn an_act_costs_one_flush() {
    let office = Office::at("08:00");
    let number = draws(&office, "ausweis");
    let clerk = Clerk::of(&office, "one-flush");
    let acts = [
        TicketAct::plain("1", &number, Act::Call),
        TicketAct::plain("1", &number, Act::Recall),
        TicketAct::plain("1", &number, Act::Arrive),
        TicketAct::plain("1", &number, Act::Park),
        TicketAct::plain("1", &number, Act::TakeBack),
        TicketAct { needs: Some([].into()), ..TicketAct::plain("", &number, Act::Need) },
        TicketAct {
            service: Some("kfz".into()),
            note: Some("eilig".into()),
            ..TicketAct::plain("", &number, Act::Transfer)
        },
        TicketAct::plain("1", &number, Act::Look),
        TicketAct::plain("1", &number, Act::Call),
        TicketAct::plain("1", &number, Act::Finish),
    ];
    for (n, act) in acts.iter().enumerate() {
        let before = transactions(&office);
        let key = format!("one-flush-{n}");
        let _: DeskTicket = clerk.asker.post(path::DESK_ACTS, &key, act).expect("the act is possible");
        assert_eq!(transactions(&office) - before, 1, "{:?}", act.act);
    }
}

/// Those in the write-ahead log: a frame that ends one says how large the database is after it
/// (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
fn transactions(office: &Office) -> usize {
    const HEADER_BYTES: usize = 32;
    const FRAME_HEADER_BYTES: usize = 24;
    let mut name = office.database().into_os_string();
    name.push("-wal");
    let log = std::fs::read(name).expect("the hub writes ahead");
    let word = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().expect("four bytes"));
    let frame_bytes = FRAME_HEADER_BYTES + word(8) as usize;
    let frames = (HEADER_BYTES..log.len()).step_by(frame_bytes).filter(|at| at + frame_bytes <= log.len());
    // Frames of an older round of the log carry another salt.
    frames.filter(|at| word(at + 8) == word(16) && word(at + 4) != 0).count()
}

fn stored_notes(office: &Office) -> Vec<String> {
    let db = rusqlite::Connection::open(office.database()).expect("the database is there");
    let journal = hub::store::Journal::new(db, hub::store::DayKeys::beside(&office.database()));
    let kept = journal.beside(SITE, town_hall::town::DAY).expect("it can be read");
    kept.into_iter().filter_map(|(_, beside)| beside.note).collect()
}

fn draws(office: &Office, service: &str) -> String {
    static KEYS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let key = KEYS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    office.as_kiosk().draw(&format!("visitor-{key}"), service).expect("a number").number
}

/// A clerk whose every press has a key of its own.
struct Clerk {
    asker: Asker,
    name: String,
    presses: std::cell::Cell<u32>,
}

impl Clerk {
    fn of(office: &Office, name: &str) -> Clerk {
        Clerk { asker: office.as_clerk(), name: name.to_owned(), presses: 0.into() }
    }

    fn key(&self) -> String {
        self.presses.set(self.presses.get() + 1);
        format!("press-{}-{}", self.name, self.presses.get())
    }

    fn calls_next(&self, counter: &str) -> DeskTicket {
        self.asker.call_next(&self.key(), counter).expect("somebody waits")
    }

    fn next_is_refused(&self, counter: &str) -> String {
        let refused = self.asker.call_next(&self.key(), counter).expect_err("nobody may be called");
        refused.code().expect("a refusal").to_owned()
    }

    fn does(&self, counter: &str, number: &str, act: Act) -> DeskTicket {
        self.asker.act(&self.key(), counter, number, act).expect("the act is possible")
    }

    fn is_refused(&self, status: u16, key: &str, act: &TicketAct) -> Problem {
        let body = serde_json::to_string(act).expect("messages of ours are JSON");
        let answer = self.asker.send(Method::POST, path::DESK_ACTS, Some(key), &body).expect("an answer");
        assert_eq!(answer.status, status, "{}", answer.body);
        let refusal: Result<DeskTicket, Unanswered> = answer.read();
        assert!(refusal.is_err(), "{}", answer.body);
        serde_json::from_str(&answer.body).expect("a problem")
    }
}
