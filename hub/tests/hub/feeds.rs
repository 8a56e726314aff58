//! Who is away, as other programs say it: reported once, told once, and never withdrawn in silence.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use calendar::bookings::Claim;
use calendar::wish::Channel;
use calendar::{BookingId, Wish};
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::{Config, MADE_UP_TOWN};
use hub::desk::Act;
use hub::rights::Role;
use hub::store::{Contact, StoredAnswer};

use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const HEADINGS: &str = "Nummer;Von;Bis\n";
/// The Thursday and Friday after the hall is open.
const ANNA: &str = "17;12.03.2026;12.03.2026\n";
const BERT: &str = "18;13.03.2026;13.03.2026\n";

/// A town whose personnel system writes a table.
struct Town {
    hall: Hall,
    list: List,
}

struct List(PathBuf);

impl List {
    fn new(name: &str) -> List {
        let name = format!("wartemarke-{name}-{:08x}.csv", rand::random::<u32>());
        let list = List(std::env::temp_dir().join(name));
        list.says("");
        list
    }

    fn says(&self, rows: &str) {
        std::fs::write(&self.0, format!("{HEADINGS}{rows}")).expect("the folder of temporary files");
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // A file that stays is no harm; the next run has another.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Town {
    fn opens(name: &str) -> Town {
        Town::with(name, "127.0.0.1:1")
    }

    fn with(name: &str, relay: &str) -> Town {
        let list = List::new(name);
        Town { hall: Hall::of(name, town(&list.0, relay)), list }
    }

    /// A quarter of an hour later the hub has looked at the list again.
    fn says(&self, rows: &str) {
        self.list.says(rows);
        self.hall.passes(TimeDelta::minutes(15));
        let web = &self.hall.running.web;
        web.feeds.round(&web.config, &web.desk, self.hall.now());
    }

    /// "schalter-1 12.", in order.
    fn away(&self) -> Vec<String> {
        let sites = self.hall.running.desk.sites();
        let day = |at: DateTime<Utc>| (at + TimeDelta::hours(1)).format("%d.").to_string();
        let away = sites[OWN].bookings().absences();
        let mut away: Vec<String> =
            away.map(|(_, absence)| format!("{} {}", absence.resource, day(absence.from))).collect();
        away.sort();
        away
    }

    fn supervisor(&self) -> Browser {
        let mut browser = Browser::default();
        browser.cookie = Some(self.hall.cookie_of(&self.hall.account(OWN, Role::Supervisor)));
        browser.follow(&self.hall, "/absences");
        browser
    }

    /// Presses a button of the one absence that is asked about.
    fn answers(&self, browser: &mut Browser, path: &str) {
        browser.follow(&self.hall, "/absences");
        let fields = ["key", "absence"].map(|name| (name, browser.field(path, name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.posts(&self.hall, path, &fields);
    }
}

fn town(list: &Path, relay: &str) -> Config {
    let clerk = |id: &str| {
        format!("[[site.resource]]\nid = \"{id}\"\npool = \"buergerbuero\"\nmail = \"{id}@amt.example\"\n")
    };
    let feed = format!(
        "[[site.absences.feed]]\nid = \"personal\"\nkind = \"csv\"\nfile = {list:?}\nwho = \"Nummer\"\n\
         people = {{ \"17\" = \"schalter-1\", \"18\" = \"schalter-2\" }}\n"
    );
    let mail = format!("[mail]\nrelay = \"smtp://{relay}\"\nfrom = \"termine@musterstadt.example\"\n");
    let town = MADE_UP_TOWN.replace("seats = 3\n", "");
    let text = format!("{town}\n{}{}{feed}{mail}", clerk("schalter-1"), clerk("schalter-2"));
    Config::parse("hub.toml", &text).expect("the town is in order")
}

fn books(hall: &Hall, starts_at: &str) -> BookingId {
    let contact = Contact {
        name: "Erika".into(),
        mail: Some("erika@haus.example".into()),
        phone: None,
        language: "de".into(),
        birthday: None,
    };
    let (wish, starts_at) = (Wish::of("ausweis", Channel::Staff), starts_at.parse().expect("a time"));
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: Some(contact) };
    match hall.commits_as("clerk:1", OWN, act) {
        StoredAnswer::Booking { booking } => BookingId(booking),
        other => panic!("a booking was made and the answer is {other:?}"),
    }
}

fn has(hall: &Hall, id: BookingId) -> String {
    let sites = hall.running.desk.sites();
    sites[OWN].bookings().booking(id).expect("it is known").seats[0].resource.clone()
}

#[test]
fn a_list_is_read_and_everybody_hears_of_it_once() {
    let Some(mailbox) = Mailbox::start("a_list_is_read_and_everybody_hears_of_it_once") else { return };
    let town = Town::with("feed-letters", &mailbox.address);
    let id = books(&town.hall, "2026-03-12T10:00:00Z");
    for _ in 0..2 {
        mailbox.receives();
    }
    let (away, deputy) = match has(&town.hall, id).as_str() {
        "schalter-1" => ("schalter-1", "schalter-2"),
        _ => ("schalter-2", "schalter-1"),
    };
    let row = ANNA.replace("17", if away == "schalter-1" { "17" } else { "18" });
    // Twice in the list is once.
    town.says(&format!("{row}{row}99;12.03.2026;12.03.2026\n"));
    assert_eq!(town.away(), [format!("{away} 12.")]);
    assert_eq!(has(&town.hall, id), deputy);
    let mut told: Vec<String> =
        (0..3).map(|_| mailbox.receives()["to"][0]["address"].as_str().expect("text").to_owned()).collect();
    told.sort();
    assert_eq!(told, ["erika@haus.example", "schalter-1@amt.example", "schalter-2@amt.example"]);
    // The same list an hour later is no news.
    for _ in 0..4 {
        town.says(&row);
    }
    assert_eq!(town.away(), [format!("{away} 12.")]);
    mailbox.stays_empty(&town.hall);
    let browser = town.supervisor();
    browser.reads("Abwesenheiten darin: 1.");
}

#[test]
fn who_is_no_longer_said_to_be_away_is_asked_about() {
    let town = Town::opens("feed-gone");
    town.says(&format!("{ANNA}{BERT}"));
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."]);
    let mut browser = town.supervisor();
    assert!(!browser.page.contains("Stehen nicht mehr in ihrer Quelle"), "{}", browser.page);
    town.says(BERT);
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."], "nothing is withdrawn in silence");
    browser.follow(&town.hall, "/absences");
    browser.reads("Stehen nicht mehr in ihrer Quelle: 1");
    browser.reads("In „personal“ nicht mehr seit");
    // It stands there again: nothing to ask.
    town.says(&format!("{ANNA}{BERT}"));
    browser.follow(&town.hall, "/absences");
    assert!(!browser.page.contains("Stehen nicht mehr in ihrer Quelle"), "{}", browser.page);
    town.says(BERT);
    town.answers(&mut browser, "/absences/keep");
    assert!(!browser.page.contains("Stehen nicht mehr in ihrer Quelle"), "{}", browser.page);
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."]);
    // Nobody asks twice about what was answered.
    town.says("");
    browser.follow(&town.hall, "/absences");
    browser.reads("Stehen nicht mehr in ihrer Quelle: 1");
    town.answers(&mut browser, "/absences/withdraw");
    assert_eq!(town.away(), ["schalter-1 12."]);
    // Said anew, it is reported anew.
    town.says(BERT);
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."]);
}

#[test]
fn what_was_withdrawn_by_hand_is_not_reported_again() {
    let town = Town::opens("feed-withdrawn");
    town.says(ANNA);
    let mut browser = town.supervisor();
    browser.posts(&town.hall, "/absences/withdraw", &[("key", "key-of-a-return"), ("absence", "1")]);
    assert!(town.away().is_empty());
    town.says(&format!("{ANNA}{BERT}"));
    assert_eq!(town.away(), ["schalter-2 13."]);
    // Once it was gone from the list, it is a new one.
    town.says(BERT);
    town.says(&format!("{ANNA}{BERT}"));
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."]);
}

/// Half a list, or none, is no reason to ask about everybody.
#[test]
fn while_something_is_not_understood_nobody_is_missing() {
    let town = Town::opens("feed-odd");
    town.says(&format!("{ANNA}{BERT}"));
    town.says(&format!("{ANNA}18;bald;13.03.2026\n"));
    let mut browser = town.supervisor();
    browser.reads("Nicht verstanden: 1");
    browser.reads("Zeile 3: Tag oder Uhrzeit ist nicht zu lesen.");
    assert!(!browser.page.contains("Stehen nicht mehr in ihrer Quelle"), "{}", browser.page);
    std::fs::write(&town.list.0, "<html>Wartung</html>").expect("it is our file");
    town.hall.passes(TimeDelta::minutes(15));
    let web = &town.hall.running.web;
    web.feeds.round(&web.config, &web.desk, town.hall.now());
    browser.follow(&town.hall, "/absences");
    browser.reads("gibt es keine Spalte „Nummer“");
    assert!(!browser.page.contains("Stehen nicht mehr in ihrer Quelle"), "{}", browser.page);
    assert_eq!(town.away(), ["schalter-1 12.", "schalter-2 13."]);
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Amt\r\nBEGIN:VEVENT\r\nUID:1\r\n\
     DTSTART;VALUE=DATE:20260312\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nSUMMARY:geheim\r\nEND:VEVENT\r\n\
     END:VCALENDAR\r\n";

#[test]
fn a_file_is_looked_at_before_it_is_saved() {
    let town = Town::opens("feed-file");
    let id = books(&town.hall, "2026-03-12T10:00:00Z");
    let away = has(&town.hall, id);
    let feed = format!("one:{away}");
    let mut browser = town.supervisor();
    let looks = |browser: &mut Browser| {
        browser.brings(
            &town.hall,
            "/absences/feed",
            &[("key", "key-of-a-look"), ("feed", &feed)],
            "liste",
            CALENDAR.as_bytes(),
        );
    };
    let saves = |browser: &mut Browser| {
        let names = ["key", "feed", "said", "seen", "whole"];
        let fields = names.map(|name| (name, browser.field("/absences/feed/save", name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.posts(&town.hall, "/absences/feed/save", &fields);
    };
    looks(&mut browser);
    browser.reads("die noch nicht vorbei sind: 2. Davon neu: 2.");
    browser.reads("Wird übernommen: 1");
    browser.reads("Erika");
    assert!(!browser.page.contains("geheim"), "why is nobody's business");
    assert!(town.away().is_empty(), "a look changes nothing");
    // Meanwhile somebody else takes the deputy's time.
    books(&town.hall, "2026-03-12T10:00:00Z");
    saves(&mut browser);
    assert_eq!(browser.status, StatusCode::CONFLICT);
    browser.reads("es wurde noch nichts gespeichert");
    browser.reads("Niemand kann übernehmen: 1");
    saves(&mut browser);
    assert_eq!(town.away(), [format!("{away} 12."), format!("{away} 19.")]);
    looks(&mut browser);
    browser.reads("Davon neu: 0.");
    assert!(!browser.page.contains("So speichern"), "there is nothing to save");
}

#[test]
fn a_file_of_something_else() {
    let town = Town::opens("feed-junk");
    let mut browser = town.supervisor();
    let brings = |browser: &mut Browser, feed: &str, file: &str, said: &str| {
        browser.brings(
            &town.hall,
            "/absences/feed",
            &[("key", "key-of-a-look"), ("feed", feed)],
            "liste",
            file.as_bytes(),
        );
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        browser.reads(said);
        browser.reads("Es wurde nichts gespeichert.");
    };
    brings(&mut browser, "one:schalter-1", "MZ\u{0}\u{1}", "Die Datei ist kein Kalender (.ics)");
    brings(&mut browser, "feed:personal", CALENDAR, "gibt es keine Spalte „Nummer“");
    let large = "x".repeat(5 * 1024 * 1024 + 1);
    brings(&mut browser, "feed:personal", &large, "Die Datei ist größer als 5 MB.");
    browser.brings(
        &town.hall,
        "/absences/feed",
        &[("key", "key-of-a-look"), ("feed", "one:mayor")],
        "liste",
        CALENDAR.as_bytes(),
    );
    assert_ne!(browser.status, StatusCode::OK, "there is no such resource");
    assert!(town.away().is_empty());
}
