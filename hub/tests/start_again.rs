//! A hub that starts again reads from the journal what the one before knew.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use hub::config::SitePlan;
use hub::desk::{Act, Announcer, Committer, Desk, Happened, NotDone, Order, SiteState, Sites};
use hub::links::LinkSecret;
use hub::store::{Beside, Contact, DayKeys, Journal, StoredAnswer};
use hub::{Clock, Config};
use queue::{Command, DrawnBy, Needs, Visit};

#[test]
fn one_site_begins_its_day_while_another_ends_the_one_before() {
    let hall = Hall::new("two-sites", &["bauamt", "rathaus"]);
    let (mut committer, _) = hall.starts();
    committer.tick(&mut Nobody);
    let drawn = committer.step(vec![draw("rathaus"), draw("rathaus")], &mut Nobody);
    assert!(drawn.iter().all(Result::is_ok), "{drawn:?}");

    // The bauamt is closed and opened before the rathaus ends its tickets.
    hall.clock.move_to(at("2026-03-12T05:00:30Z"));
    committer.tick(&mut Nobody);
    drop(committer);

    let (_, desk) = hall.starts();
    let sites = desk.sites();
    assert!(sites.values().all(|site| site.day.is_open()));
    assert_eq!(sites["rathaus"].day.tickets().len(), 0);
}

/// Monday's last appointment is of Monday, and who comes first on Tuesday is somebody else.
#[test]
fn the_first_walk_in_after_a_restart_is_not_yesterdays_booking() {
    let hall = Hall::new("yesterdays-booking", &["rathaus"]);
    let (mut committer, _) = hall.starts();
    committer.tick(&mut Nobody);
    let starts_at = at("2026-03-11T09:00:00Z");
    let booked = asks(&mut committer, books("pass", starts_at));
    assert_eq!(booked, Ok(StoredAnswer::Booking { booking: 1 }));
    let booking = calendar::BookingId(1);
    asks(&mut committer, Act::CheckIn { booking, needs: Needs::NONE, language: None }).expect("a number");

    hall.clock.move_to(at("2026-03-12T07:00:00Z"));
    committer.tick(&mut Nobody);
    drop(committer);
    let (mut committer, desk) = hall.starts();
    committer.step(vec![draw("rathaus")], &mut Nobody)[0].clone().expect("A001 of the new day");
    let site = desk.site("rathaus").expect("the site");
    assert_eq!(site.day.tickets().len(), 1);
    assert_eq!(site.ticket_of_booking(booking), None);
}

/// Whoever has booked for today is counted by the estimate, from the booking to the check-in.
#[test]
fn the_estimate_expects_who_has_booked_for_today() {
    let hall = Hall::new("expected", &["rathaus"]);
    let (mut committer, desk) = hall.starts();
    committer.tick(&mut Nobody);
    let counter = || "1".to_string();
    asks(&mut committer, Act::Queue(Command::OpenCounter { counter: counter() })).expect("it opens");
    let wait = |desk: &Desk| {
        let day = &desk.site("rathaus").expect("the site").day;
        let queue::Estimate::Between { to, .. } = day.estimate_for_new("pass", at("2026-03-11T08:00:00Z"))
        else {
            panic!("a counter is open");
        };
        to.num_minutes()
    };
    assert_eq!(wait(&desk), 0);
    for minute in ["00", "10", "20", "30"] {
        let starts_at = at(&format!("2026-03-11T08:{minute}:00Z"));
        asks(&mut committer, books("pass", starts_at)).expect("a seat");
    }
    let expecting = wait(&desk);
    assert!(expecting >= 10, "four are expected, and a newcomer would wait {expecting} minutes");
    drop(committer);
    let (mut committer, desk) = hall.starts();
    assert_eq!(wait(&desk), expecting, "a hub that starts again expects them too");
    for booking in 1..=4 {
        asks(
            &mut committer,
            Act::Calendar(calendar::Command::Release { booking: calendar::BookingId(booking) }),
        )
        .expect("cancelled");
    }
    assert_eq!(wait(&desk), 0);
}

/// Every day and every site has a ticket 0, and a key may be as simple as "withdraw".
#[test]
fn one_key_at_two_sites_is_two_acts() {
    let hall = Hall::new("two-keys", &["bauamt", "rathaus"]);
    let (mut committer, desk) = hall.starts();
    committer.tick(&mut Nobody);
    committer.step(vec![draw("bauamt"), draw("rathaus")], &mut Nobody);
    let ticket = queue::TicketId(0);
    let leave = |site: &str| Order {
        site: site.into(),
        actor: "visitor:2026-03-11:0".into(),
        key: Some("withdraw".into()),
        act: Act::Queue(Command::Withdraw { ticket }),
    };
    for site in ["bauamt", "rathaus"] {
        committer.step(vec![leave(site)], &mut Nobody)[0].clone().expect("the visitor may leave");
        let state = desk.site(site).expect("the site");
        assert_eq!(state.day.ticket(ticket).state.name(), "left", "at {site}");
    }
}

/// An office may open no day and give no number, and one that was closed for good is in the configuration
/// no longer.
#[test]
fn answers_are_forgotten_also_where_nobody_ever_drew_a_number() {
    let hall = Hall::new("old-answers", &["rathaus", "bauamt", "archiv"]).where_no_day_opens("bauamt");
    let database = hall.database.clone();
    let answers = |sites: &[&str]| {
        let db = rusqlite::Connection::open(&database).expect("a second reader");
        let of = |site: &&str| -> u32 {
            let count = "select count(*) from answer where site = ?1";
            db.query_row(count, [site], |row| row.get(0)).expect("a number")
        };
        sites.iter().map(of).collect::<Vec<_>>()
    };
    let all = ["archiv", "bauamt", "rathaus"];
    let (mut committer, _desk) = hall.starts();
    committer.tick(&mut Nobody);
    let books = |site: &str| Order {
        site: site.into(),
        actor: "partner:portal".into(),
        key: Some("key-of-portal".into()),
        act: books("pass", at("2026-03-12T10:00:00Z")),
    };
    for made in committer.step(all.map(books).into(), &mut Nobody) {
        made.expect("a seat");
    }
    drop(committer);
    let hall = hall.without("archiv");
    let (mut committer, _desk) = hall.starts();
    for _ in 0..58 {
        hall.clock.move_to(hall.clock.now() + chrono::TimeDelta::days(1));
        committer.tick(&mut Nobody);
    }
    assert_eq!(answers(&all), [1, 1, 1], "an asker may have been away, and a clock wrong, for so long");
    drop(committer);
    let now = hall.clock.now();
    // Nobody believes a clock that is a year ahead; then it is set right.
    for (days, left) in [(365, [1, 1, 1]), (1, [0, 0, 0])] {
        let clock = Clock::by_hand(now + chrono::TimeDelta::days(days));
        let hall = Hall { config: hall.config.clone(), clock, database: hall.database.clone() };
        let (mut committer, _desk) = hall.starts();
        committer.tick(&mut Nobody);
        assert_eq!(answers(&all), left, "{days} days later");
    }
}

/// A name has a reason as long as there is a visit, and a little longer for the letter that it was cancelled.
#[test]
fn a_name_goes_when_its_reason_has_gone() {
    let hall = Hall::new("old-names", &["rathaus", "bauamt", "archiv"]).where_no_day_opens("bauamt");
    let database = hall.database.clone();
    let known = || {
        let db = rusqlite::Connection::open(&database).expect("a second reader");
        let mut select = db.prepare("select site, booking from contact order by 1, 2").expect("a table");
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        let rows = rows.map(|row| row.expect("a row")).map(|(site, n): (String, u32)| format!("{site} {n}"));
        rows.collect::<Vec<_>>()
    };
    let (mut committer, _desk) = hall.starts();
    committer.tick(&mut Nobody);
    let books = |site: &str, day: &str, claim| Order {
        site: site.into(),
        ..order(match of_somebody("Erika") {
            Act::Book { wish, contact, .. } => {
                Act::Book { wish, contact, claim, starts_at: at(&format!("{day}T10:00:00Z")) }
            }
            other => other,
        })
    };
    let (firm, asked) = (calendar::bookings::Claim::Confirm, calendar::bookings::Claim::Verify);
    let booked = committer.step(
        vec![
            books("archiv", "2026-03-12", firm),
            books("bauamt", "2026-03-12", firm),
            books("rathaus", "2026-04-08", firm),
            books("rathaus", "2026-04-09", firm),
            books("rathaus", "2026-04-15", asked),
        ],
        &mut Nobody,
    );
    assert!(booked.iter().all(Result::is_ok), "{booked:?}");
    let all = ["archiv 1", "bauamt 1", "rathaus 1", "rathaus 2", "rathaus 3"];
    assert_eq!(known(), all);
    for booking in [2, 3].map(calendar::BookingId) {
        let cancelled = asks(&mut committer, Act::Calendar(calendar::Command::Release { booking }));
        cancelled.expect("cancelled");
    }
    assert_eq!(known(), all[..4], "the third never stood, and no letter is written about it");
    drop(committer);
    let hall = hall.without("archiv");
    let (mut committer, _desk) = hall.starts();
    let mut days = |n| {
        for _ in 0..n {
            hall.clock.move_to(hall.clock.now() + chrono::TimeDelta::days(1));
            committer.tick(&mut Nobody);
        }
    };
    days(4);
    assert_eq!(known(), all[..4], "the letter may still be on its way");
    days(1);
    assert_eq!(known(), all[..3], "cancelled is cancelled, four weeks before the visit");
    days(24);
    assert_eq!(known(), all[..3]);
    days(1);
    assert_eq!(known(), ["rathaus 1"], "where no day ever closes, and where no site is any more");
}

/// A slip of the hand is undone within two minutes, and so long the note stays.
#[test]
fn an_undone_end_has_lost_nothing_and_a_real_one_leaves_nothing() {
    let hall = Hall::new("undone", &["rathaus"]);
    let (mut committer, _desk) = hall.starts();
    committer.tick(&mut Nobody);
    asks(&mut committer, told()).expect("a number");
    let (ticket, counter) = (queue::TicketId(0), || "1".to_string());
    let beside = |desk: &Desk| desk.site("rathaus").expect("the site").beside(ticket);
    let finish = || {
        vec![
            Act::Queue(Command::Call { ticket, counter: counter() }),
            Act::Queue(Command::Finish { ticket, counter: counter(), performed: None }),
        ]
    };
    let look = Act::Queue(Command::Look { ticket, counter: counter() });
    asks(&mut committer, look).expect("the remark is read first");
    for act in finish() {
        asks(&mut committer, act).expect("the clerk may");
    }
    hall.clock.move_to(at("2026-03-11T08:02:00Z"));
    committer.tick(&mut Nobody);
    asks(&mut committer, Act::Queue(Command::Undo { counter: counter() })).expect("it was a mistake");
    drop(committer);
    let (mut committer, desk) = hall.starts();
    assert_eq!(beside(&desk).note.as_deref(), Some(NOTE), "the note is there, and after a start too");
    assert!(beside(&desk).needs.contains(queue::Need::SignLanguage));
    asks(&mut committer, finish().remove(1)).expect("now it is over");
    hall.clock.move_to(at("2026-03-11T08:04:01Z"));
    committer.tick(&mut Nobody);
    assert_eq!(beside(&desk), Beside::default());
    drop(committer);
    let (_committer, desk) = hall.starts();
    assert_eq!(beside(&desk), Beside::default());
}

/// Neither the database nor its log nor a backup says in the open what a visitor needs; and when the day
/// is over no backup says it to anybody.
#[test]
fn no_copy_of_the_database_tells_what_a_visitor_needed() {
    let hall = Hall::new("sealed", &["rathaus"]);
    let (mut committer, _desk) = hall.starts();
    committer.tick(&mut Nobody);
    let order = Order { key: Some(KEY.into()), ..order(told()) };
    committer.step(vec![order], &mut Nobody).remove(0).expect("a number");
    let (log, backup) = (hall.database.with_extension("db-wal"), hall.database.with_extension("backup.db"));
    let _ = std::fs::remove_file(&backup);
    let database = rusqlite::Connection::open(&hall.database).expect("a second reader");
    database.execute("vacuum into ?1", [backup.to_str().expect("a path of letters")]).expect("a backup");
    drop(database);
    for file in [&hall.database, &log, &backup] {
        let bytes = std::fs::read(file).expect("it is there");
        for word in [NOTE, "sign-language"] {
            let says = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!says, "{} says {word:?}", file.display());
        }
    }
    // As long as the day lasts its key opens the backup: a hub may go on from there.
    let (site, day) = ("rathaus", at("2026-03-11T08:00:00Z").date_naive());
    let from_backup = || {
        let db = hub::store::open(&backup).expect("a backup is a database");
        let kept = Journal::new(db, DayKeys::beside(&hall.database)).beside(site, day).expect("it is read");
        kept.into_iter().filter_map(|(_, beside)| beside.note).collect::<Vec<_>>()
    };
    assert_eq!(from_backup(), [NOTE]);
    hall.clock.move_to(at("2026-03-12T00:00:00Z"));
    committer.tick(&mut Nobody);
    assert_eq!(from_backup(), [""; 0], "the key is gone");
    let left = std::fs::read_dir(hall.database.with_extension("daykeys")).expect("the folder stays");
    assert_eq!(left.count(), 0);
    assert_eq!(std::fs::metadata(&log).expect("the log").len(), 0, "the log was emptied");
}

/// What was asked is kept as a hash, beside the answer. There are few needs and few names in a town, so
/// whoever has a backup must not be able to try them out; the same hub with another key of the day keeps
/// another hash.
#[test]
fn no_copy_of_the_database_lets_anybody_guess() {
    let kept = |name: &str| {
        let hall = Hall::new(name, &["rathaus"]);
        let (mut committer, _desk) = hall.starts();
        committer.tick(&mut Nobody);
        let (ticket, counter) = (queue::TicketId(0), || "1".to_owned());
        let needs = [queue::Need::SignLanguage].into_iter().collect();
        let acts = [
            told(),
            Act::Need { ticket, needs },
            of_somebody("Erika"),
            Act::Queue(Command::OpenCounter { counter: counter() }),
            Act::Queue(Command::Look { ticket, counter: counter() }),
        ];
        for (n, act) in acts.into_iter().enumerate() {
            let order = Order { key: Some(format!("key-{n}")), ..order(act) };
            committer.step(vec![order], &mut Nobody).remove(0).expect("it may be done");
        }
        drop(committer);
        let db = rusqlite::Connection::open(&hall.database).expect("a second reader");
        let mut select = db.prepare("select act from answer order by key").expect("a table");
        let acts = select.query_map([], |row| row.get(0)).expect("rows");
        let hashes = acts.map(|act| act.map(|act: i64| act & HASHES));
        hashes.collect::<Result<Vec<i64>, _>>().expect("numbers")
    };
    let (one, other) = (kept("guessed-one"), kept("guessed-other"));
    let is_same: Vec<bool> = one.iter().zip(&other).map(|(one, other)| one == other).collect();
    assert_eq!(is_same, [false, false, false, true, true], "of a person nothing, and the rest as it is");
}

/// A form that came twice with one key is one act, unless somebody else has filled it in.
#[test]
fn two_people_with_one_key_are_two_acts() {
    let hall = Hall::new("two-people", &["rathaus"]);
    let (mut committer, _desk) = hall.starts();
    committer.tick(&mut Nobody);
    let mut asks = |act| {
        let order = Order { key: Some(KEY.into()), ..order(act) };
        committer.step(vec![order], &mut Nobody).remove(0)
    };
    let booked = Ok(StoredAnswer::Booking { booking: 1 });
    assert_eq!(asks(of_somebody("Erika")), booked);
    assert_eq!(asks(of_somebody("Erika")), booked, "she pressed twice");
    match asks(of_somebody("Hans")) {
        Err(NotDone::Refused { code, .. }) => assert_eq!(code, "bad-key"),
        other => panic!("Hans is told {other:?}"),
    }
}

fn of_somebody(name: &str) -> Act {
    let contact =
        Contact { name: name.into(), mail: None, phone: None, language: "de".into(), birthday: None };
    let Act::Book { wish, starts_at, claim, .. } = books("pass", at("2026-03-11T10:00:00Z")) else {
        panic!("it books");
    };
    Act::Book { wish, starts_at, claim, contact: Some(contact) }
}

/// Killed, and started again: what the site offers is what an admin saved, and the living state is the very
/// same value, whatever happened before and after it.
#[test]
fn a_changed_plan_counts_after_a_start_as_it_did_before() {
    let hall = Hall::new("plan", &["rathaus"]);
    let (mut committer, desk) = hall.starts();
    committer.tick(&mut Nobody);
    committer.step(vec![draw("rathaus")], &mut Nobody)[0].clone().expect("a number");
    asks(&mut committer, books("pass", at("2026-03-12T09:00:00Z"))).expect("a seat");
    let changes = |desk: &Desk, base, minutes| {
        let mut plan = SitePlan::of(&desk.site("rathaus").expect("the site").config);
        plan.services[0].minutes = minutes;
        Act::ChangePlan { base, plan: Arc::new(plan) }
    };
    assert_eq!(asks(&mut committer, changes(&desk, 0, 30)), Ok(StoredAnswer::Plan { version: 2 }));
    assert_eq!(asks(&mut committer, changes(&desk, 2, 45)), Ok(StoredAnswer::Plan { version: 3 }));
    committer.step(vec![draw("rathaus")], &mut Nobody)[0].clone().expect("a number");
    asks(&mut committer, books("pass", at("2026-03-12T13:00:00Z"))).expect("a seat");

    let before = (*desk.site("rathaus").expect("the site")).clone();
    assert_eq!((before.plan_version(), before.config.services[0].minutes), (3, 45));
    drop(committer);
    let (_committer, desk) = hall.starts();
    let after = (*desk.site("rathaus").expect("the site")).clone();
    assert_eq!(after, before);
}

/// What was saved and would not fit the file any more stops the start, with a sentence; nothing is lost.
#[test]
fn a_version_that_does_not_fit_the_file_is_said() {
    let hall = Hall::new("plan-unfit", &["rathaus"]);
    let (mut committer, desk) = hall.starts();
    let mut plan = SitePlan::of(&desk.site("rathaus").expect("the site").config);
    plan.people_max = Some(7);
    asks(&mut committer, Act::ChangePlan { base: 0, plan: Arc::new(plan) }).expect("it is in order");
    drop(committer);
    let db = hub::store::open(&hall.database).expect("a database");
    let journal = Journal::new(db, DayKeys::beside(&hall.database));
    hub::desk::check_kept_plans(&journal, &hall.config).expect("the file is what it was");
    let other = SITE.replace("ID", "rathaus").replace("letter = \"A\"", "letter = \"C\"");
    let other = Config::parse("hall.toml", &other.replace("zone = \"A\"", "zone = \"C\"")).expect("in order");
    let said = hub::desk::check_kept_plans(&journal, &other).expect_err("there is no zone A").to_string();
    assert!(said.starts_with("version 2 of what rathaus offers:"), "{said}");
    assert!(said.contains("'A' is no zone of this site; there are C"), "{said}");
}

fn books(service: &str, starts_at: DateTime<Utc>) -> Act {
    let wish = calendar::Wish::of(service, calendar::wish::Channel::Infopoint);
    Act::Book { wish, starts_at, claim: calendar::bookings::Claim::Confirm, contact: None }
}

/// Of a fingerprint all but what says under which key it is, which differs anyway.
const HASHES: i64 = (1 << 40) - 1;
/// Of an act that says something of somebody.
const KEY: &str = "key-of-told";
const NOTE: &str = "bringt eine Begleitung mit";

/// A visitor is received at the infopoint.
fn told() -> Act {
    let visit = Visit { has_remark: true, ..Visit::to("pass") };
    let needs = [queue::Need::SignLanguage].into_iter().collect();
    Act::QueueBeside {
        command: Command::Draw { visit, by: DrawnBy::Staff },
        beside: Beside { needs, note: Some(NOTE.into()), language: None },
    }
}

struct Nobody;

impl Announcer for Nobody {
    fn happened(&mut self, _: &SiteState, _: u64, _: &[Happened]) {}
    fn shown(&mut self, _: &SiteState) {}
    fn heartbeat(&mut self, _: &Sites, _: u64, _: DateTime<Utc>) {}
}

/// What stays when the hub is gone.
struct Hall {
    config: Arc<Config>,
    clock: Clock,
    database: PathBuf,
}

impl Hall {
    fn new(name: &str, sites: &[&str]) -> Hall {
        let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        let _ = std::fs::remove_dir_all(database.with_extension("daykeys"));
        for ending in ["db", "db-wal", "db-shm"] {
            // What the last run of this test left.
            let _ = std::fs::remove_file(database.with_extension(ending));
        }
        let site = |id: &&str| SITE.replace("ID", id);
        let text: String = sites.iter().map(site).collect();
        let config = Arc::new(Config::parse("hall.toml", &text).expect("a good configuration"));
        Hall { config, clock: Clock::by_hand(at("2026-03-11T08:00:00Z")), database }
    }

    /// The same, but no day opens at this site: its days begin at an hour at which no story looks.
    fn where_no_day_opens(mut self, site: &str) -> Hall {
        let config = Arc::make_mut(&mut self.config);
        let site = config.sites.iter_mut().find(|known| known.id == site).expect("it is there");
        (site.day_starts, site.day_ends) = ("23:00".into(), "24:00".into());
        self
    }

    fn without(mut self, site: &str) -> Hall {
        Arc::make_mut(&mut self.config).sites.retain(|known| known.id != site);
        self
    }

    fn starts(&self) -> (Committer, Desk) {
        let db = hub::store::open(&self.database).expect("a database");
        let journal = Journal::new(db, DayKeys::beside(&self.database));
        let secret = LinkSecret::made_of([7; 32]);
        Committer::open(journal, self.config.clone(), secret, self.clock.clone()).expect("it starts")
    }
}

const SITE: &str = r#"
[[site]]
id = "ID"
town = "Stadt Musterstadt"
office = "Amt"
day_ends = "24:00"
hours = { monday = [], wednesday = ["08:00-18:00"], thursday = ["08:00-18:00"] }
zone = [{ letter = "A", name = "Amt" }]
pool = [{ id = "amt", seats = 1 }]
service = [{ id = "pass", name = "Pass", zone = "A", minutes = 10, pool = "amt" }]
counter = [{ id = "1", offers = ["sign-language"] }]
"#;

fn draw(site: &str) -> Order {
    let act = Act::Queue(Command::Draw { visit: Visit::to("pass"), by: DrawnBy::Kiosk });
    Order { site: site.into(), actor: "kiosk:1".into(), key: None, act }
}

fn asks(committer: &mut Committer, act: Act) -> Result<StoredAnswer, NotDone> {
    committer.step(vec![order(act)], &mut Nobody).remove(0)
}

fn order(act: Act) -> Order {
    Order { site: "rathaus".into(), actor: "staff".into(), key: None, act }
}

fn at(time: &str) -> DateTime<Utc> {
    time.parse().expect("a time")
}
