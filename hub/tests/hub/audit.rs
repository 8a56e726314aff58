//! The auditor: reads who did what, and notices what somebody changed behind the hub's back.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use hub::desk::Act;
use hub::rights::Role;
use queue::{Command, TicketId};
use rusqlite::Connection;

use crate::browser::Browser;
use crate::hall::{self, Asks, Hall, OWN};

const FORM: &str = "application/x-www-form-urlencoded";
/// A journal of some entries is read in milliseconds; machines that do ten things at once take longer.
const CHECKED_WITHIN: Duration = Duration::from_secs(20);

/// A001 is called by account 77 and does not come; A002 leaves.
fn played(name: &str) -> Hall {
    let hall = Hall::with_two_sites(name);
    hall.draws();
    let (ticket, counter) = (TicketId(0), "1".to_owned());
    let acts = |actor, command| {
        hall.passes(TimeDelta::minutes(1));
        hall.commits_as(actor, hall::OWN, Act::Queue(command));
    };
    acts("clerk:77", Command::CallNext { counter: counter.clone(), except: vec![] });
    acts("clerk:77", Command::NoShow { ticket, counter });
    acts("visitor:1", Command::Withdraw { ticket: TicketId(1) });
    hall
}

#[test]
fn an_auditor_reads_who_did_what() {
    let hall = played("acts");
    let auditor = Asks::new(&hall, Role::Auditor);
    let rows = |query: &str| rows_of(&auditor.reads(&format!("/audit{query}")).1);
    let all = rows("");
    assert_eq!(
        all[0][2..],
        [
            "Bürgerbüro (rathaus)",
            "Bürgerin oder Bürger, mit dem Telefon",
            "A002",
            "Gegangen oder zurückgenommen"
        ]
    );
    assert_eq!(all[1][3..], ["Konto 77", "A001", "Nicht erschienen, wartet wieder"]);
    assert_eq!(all[2][3..], ["Konto 77", "A001", "Aufgerufen an Schalter 1"]);
    assert_eq!(all[2][1], "11.03.2026 10:01:00", "in the site's time");

    let acts = |rows: Vec<Vec<String>>| rows.into_iter().map(|row| row[5].clone()).collect::<Vec<_>>();
    let called = "Aufgerufen an Schalter 1";
    let drawn = "Nummer gezogen: Personalausweis oder Reisepass beantragen";
    let missed = "Nicht erschienen, wartet wieder";
    assert_eq!(acts(rows("?number=a001")), [missed, called, drawn]);
    assert_eq!(acts(rows("?number=A001&site=nordstadt")), [drawn]);
    let opened = "Schalter 1 geöffnet";
    assert_eq!(acts(rows("?actor=Konto+77&day=2026-03-11")), [missed, called, opened]);
    assert_eq!(acts(rows("?actor=77&act=called")), [called]);
    assert_eq!(acts(rows("?day=2026-03-10")), [""; 0]);
    assert_eq!(acts(rows("?number=K999")), [""; 0]);
    assert_eq!(auditor.reads("/audit?site=atlantis").0, StatusCode::NOT_FOUND);

    // Pages follow each other, and miss nothing.
    let mut entries = Vec::new();
    let mut next = Some("/audit?".to_owned());
    while let Some(path) = next.take() {
        let page = auditor.reads(&path).1;
        entries.extend(rows_of(&page).into_iter().map(|row| row[0].parse::<i64>().expect("a number")));
        let before = page.split("before=").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        next = before.map(|before| format!("/audit?before={before}"));
    }
    let count = entries.len() as i64;
    assert!(count > 60, "two pages at least, and there are {count}");
    assert_eq!(entries, (1..=count).rev().collect::<Vec<_>>());

    let csv = auditor.reads("/audit/entries.csv?actor=77").1;
    assert!(csv.starts_with('\u{feff}'), "{csv}");
    assert_eq!(csv.trim_end().lines().count(), 1 + 3, "{csv}");
    assert!(csv.contains(";Konto 77;A001;Aufgerufen an Schalter 1\r\n"), "{csv}");
}

#[test]
fn an_untouched_journal_is_said_to_be_whole_and_a_noted_seal_is_known() {
    let hall = played("whole");
    let auditor = Asks::new(&hall, Role::Auditor);
    let page = auditor.reads("/audit").1;
    let seal = page.split("id=\"newest-seal\"").nth(1).and_then(|rest| rest.split("</p>").nth(1));
    let seal: String = texts(seal.expect("the seal to note down")).concat();
    assert_eq!(seal.len(), 64, "{seal}");
    let found = checks(&auditor, &seal);
    assert!(found.contains("Das Journal ist unverändert: Alle "), "{found}");
    assert!(found.contains(&format!("Das notierte Siegel {seal} gehört zu diesem Journal.")), "{found}");
    let other = "0".repeat(64);
    let found = checks(&auditor, &other);
    assert!(
        found.contains(&format!("Das notierte Siegel {other} gehört nicht zu diesem Journal.")),
        "{found}"
    );
}

#[test]
fn a_tampered_entry_is_named() {
    let hall = played("tampered");
    let auditor = Asks::new(&hall, Role::Auditor);
    let called = rows_of(&auditor.reads("/audit?act=called").1).remove(0);
    let db = Connection::open(hall.database()).expect("whoever has the machine has the file");
    db.execute_batch("drop trigger journal_is_not_rewritten").expect("and does what he likes");
    let changed = db.execute("update journal set actor = 'clerk:5' where id = ?1", [&called[0]]);
    assert_eq!(changed.expect("it is rewritten"), 1);
    let found = checks(&auditor, "");
    assert!(found.contains("Das Journal wurde verändert."), "{found}");
    assert!(found.contains(&format!("das Siegel von Eintrag {} passt nicht", called[0])), "{found}");
    let suspects = rows_of(&found);
    // One seal is over what one press of a button brought.
    let acts: Vec<&[String]> = suspects.iter().map(|row| &row[3..6]).collect();
    let opened = ["Konto 77", "–", "Schalter 1 geöffnet"];
    assert_eq!(acts, [opened, ["Konto 5", "A001", "Aufgerufen an Schalter 1"]]);
}

/// Begins a check and asks until it is done; what the page then says.
fn checks(auditor: &Asks, seal: &str) -> String {
    let body = format!("key=key-00000001&seal={seal}");
    let began = auditor.asks(Method::POST, "/audit/check", FORM, &body);
    assert_eq!(began.status, StatusCode::SEE_OTHER);
    let since = Instant::now();
    loop {
        let said = auditor.reads("/audit/check").1.split_whitespace().collect::<Vec<_>>().join(" ");
        if !said.contains("Das Journal wird gelesen") {
            return said;
        }
        assert!(since.elapsed() < CHECKED_WITHIN, "{said}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn rows_of(page: &str) -> Vec<Vec<String>> {
    let body = page.split("<tr").filter(|row| row.contains("scope=\"row\""));
    body.map(|row| texts(row.split_once('>').map_or("", |(_, cells)| cells))).collect()
}

/// What stands between the tags.
fn texts(html: &str) -> Vec<String> {
    let inside = html.split('<').filter_map(|tag| tag.split_once('>'));
    let texts = inside.map(|(_, text)| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

/// Who made whom what they are is on the auditor's page, whichever way it was done.
#[test]
fn the_auditor_reads_who_changed_accounts_and_devices() {
    let hall = Hall::open("changes");
    let (admin, auditor) = (hall.account(OWN, Role::CountyAdmin), hall.account(OWN, Role::Auditor));
    let clerk = hall.account(OWN, Role::Clerk);
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&admin));
    let does = |browser: &mut Browser, act: &[(&str, &str)]| {
        let form: Vec<(&str, &str)> = [("key", "k0000001")].iter().chain(act).copied().collect();
        browser.posts(&hall, &format!("/accounts/{}", clerk.id), &form);
        assert_eq!(browser.status, StatusCode::OK);
    };
    does(&mut browser, &[("act", "change-role"), ("role", "supervisor")]);
    does(&mut browser, &[("act", "reset-second-factor")]);
    does(&mut browser, &[("act", "end-sessions")]);
    does(&mut browser, &[("act", "disable")]);
    browser.posts(&hall, "/devices", &[("key", "k0000002"), ("id", "hof"), ("kind", "kiosk"), ("site", OWN)]);
    hall.running.add_account("Neu", crate::browser::PASSWORD, OWN, Role::Clerk).expect("by command line");

    browser.cookie = Some(hall.cookie_of(&auditor));
    browser.follow(&hall, "/audit");
    for words in ["Rolle geändert, jetzt Leitung", "Überall abgemeldet", "Konto gesperrt", "Kiosk", "hof"] {
        browser.reads(words);
    }
    let changes = hub::store::Change::newest(&hall.running.web.access.read(), 100).expect("an answer");
    let by_admin = changes.iter().filter(|change| change.actor == format!("clerk:{}", admin.id)).count();
    assert_eq!(by_admin, 4, "{changes:?}");
    assert!(changes.iter().any(|change| change.actor == "operator" && change.act == "account-made"));
}
