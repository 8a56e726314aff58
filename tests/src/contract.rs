//! The hub's contract with programs: Schemathesis asks everything that the OpenAPI document offers, sense and
//! nonsense, as each kind of asker, and holds every answer against the document. Other booking systems of a
//! town are built on it, and see nothing else of the hub.
//!
//! What is asked comes from a seed. What the answers mean is tested elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use calendar::bookings::Claim;
use calendar::wish::Channel;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use hub::config::MADE_UP_TOWN;
use hub::desk::{Act, Order};
use hub::rights::Role;
use hub::store::{Account, Birthday, Contact, Proof, Session};
use serde::Deserialize;
use serde_json::{Value, json};
use wire::http::{Book, BookHere};

use crate::asker::Asker;
use crate::readers;
use crate::town::{DAY, Office, SITE, instant};

const INFOPOINT: &str = "Ilse Auskunft";
const PASSWORD: &str = "lang genug und geheim";
/// The same seed asks the same.
const SEED: u64 = 20_260_311;

/// What was asked, and what did not hold.
#[derive(Debug, Deserialize)]
pub struct Outcome {
    pub asked: usize,
    pub seconds: f64,
    answers: Vec<Answers>,
    /// Operation, status and what is wrong with it; the readers have printed the rest.
    pub broken: Vec<Vec<String>>,
}

/// How often an asker was answered with each status.
#[derive(Debug, Deserialize)]
struct Answers {
    asker: String,
    operation: String,
    answers: BTreeMap<String, usize>,
}

impl Outcome {
    /// Operations that nobody was answered with what they are for: of these the contract says little.
    pub fn never_done(&self) -> BTreeSet<&str> {
        let done = |answers: &&Answers| answers.answers.keys().any(|status| status.starts_with('2'));
        let all: BTreeSet<&str> = self.answers.iter().map(|answers| &*answers.operation).collect();
        let done: BTreeSet<&str> =
            self.answers.iter().filter(done).map(|answers| &*answers.operation).collect();
        all.difference(&done).copied().collect()
    }

    /// Askers that were let in somewhere, and who were turned away somewhere.
    pub fn both_sides(&self) -> BTreeSet<&str> {
        let has = |asker: &str, statuses: &[&str]| {
            let of_asker = self.answers.iter().filter(|answers| answers.asker == asker);
            let mut statuses_of = of_asker.flat_map(|answers| answers.answers.keys());
            statuses_of.any(|status| statuses.contains(&status.as_str()))
        };
        let askers = self.answers.iter().map(|answers| answers.asker.as_str());
        askers.filter(|asker| has(asker, &["200"]) && has(asker, &["401", "403"])).collect()
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
        for (status, times) in self.answers.iter().flat_map(|answers| &answers.answers) {
            *statuses.entry(status).or_default() += times;
        }
        let statuses: Vec<String> =
            statuses.iter().map(|(status, times)| format!("{status}: {times}")).collect();
        let Outcome { asked, seconds, broken, .. } = self;
        write!(
            to,
            "{asked} questions in {seconds} s, {}, {} broken promises",
            statuses.join(", "),
            broken.len()
        )
    }
}

/// Asks each operation so many times with sense and as often with nonsense, as each asker; none, and that
/// aloud, where Schemathesis is missing.
pub fn asks_everything(test: &str, examples: u32) -> Option<Outcome> {
    let office = town();
    let told = json!({
        "base": office.url(),
        "seed": SEED,
        "examples": examples,
        "askers": askers(&office),
        "words": words(&office),
    });
    let said = readers::ask(test, "contract.py", &[], &told.to_string())?;
    Some(serde_json::from_str(&said).expect("it writes JSON"))
}

/// The made-up town in the morning, with everything that can be asked switched on. It believes the readers
/// that each question comes from somewhere else.
fn town() -> Office {
    let behind_a_proxy = MADE_UP_TOWN.replacen("second_factor = \"optional\"", "proxy = \"127.0.0.1\"", 1);
    let all = behind_a_proxy.replacen("# open_data = false", "open_data = true", 1);
    let office = Office::of(&all, instant(DAY, "09:30"));
    office.hub().add_account(INFOPOINT, PASSWORD, SITE, Role::Infopoint).expect("an account");
    office
}

/// Whoever does most comes last: a closed zone is closed for all.
fn askers(office: &Office) -> Vec<Value> {
    let asker = |name: &str, headers: Value| json!({ "name": name, "headers": headers });
    let device = |token: String| json!({ "authorization": format!("Bearer {token}") });
    let person = |asker: Asker| json!({ "cookie": asker.cookie().expect("somebody logged in") });
    let infopoint = Asker::clerk(office.url(), INFOPOINT, PASSWORD).expect("the infopoint may log in");
    vec![
        asker("nobody", json!({})),
        asker("kiosk", device(office.kiosk_token())),
        asker("partner", device(office.partner_token())),
        asker("infopoint", person(infopoint)),
        asker("clerk", person(office.as_clerk())),
        asker("auditor", with_second_factor(office, Role::Auditor)),
        asker("supervisor", person(office.as_supervisor())),
        asker("site-admin", with_second_factor(office, Role::SiteAdmin)),
        asker("county-admin", with_second_factor(office, Role::CountyAdmin)),
    ]
}

/// Somebody who has shown a telephone as well, as admins and auditors do.
fn with_second_factor(office: &Office, role: Role) -> Value {
    let name = format!("{role}, mit Telefon");
    office.hub().add_account(&name, PASSWORD, SITE, role).expect("an account");
    let db = office.hub().web.access.write_blocking();
    let accounts = Account::all(&db).expect("the database answers");
    let account = accounts.iter().find(|account| account.name == name).expect("it was made").id;
    let token = Session::open(&db, account, Proof::SecondFactor, office.clock.now()).expect("a session");
    json!({ "cookie": format!("{}={token}", hub::http::SESSION_COOKIE) })
}

/// What the hub knows by name: what is made up opens nothing. By the name of the field it is said in, and for
/// what ends a thing by that of the operation, so that something is left for the others.
fn words(office: &Office) -> Value {
    let (kiosk, partner) = (office.as_kiosk(), office.as_partner());
    let at = |minutes: i64| office.clock.now() + TimeDelta::minutes(minutes);
    let here = |n: i64, starts_at| {
        let wish = BookHere::of("ausweis", starts_at);
        kiosk.book_here(&format!("touch-{n:04}"), &wish).expect("a seat").code
    };
    // Some of another week, and some that can be checked in now.
    let codes: Vec<String> = (0..6).map(|n| here(n, at(5 * n + 7 * 24 * 60))).collect();
    let to_check_in: Vec<String> = (6..10).map(|n| here(n, at(5 * n))).collect();
    let booked = |n: i64| {
        let book = Book { hold: n % 2 == 0, ..Book::of("abholen", at(5 * n + 8 * 24 * 60)) };
        partner.book(&format!("book-{n:04}"), &book).expect("a seat").id
    };
    let (clock, day, month) = left_at_home(office, at(50));
    let ids: Vec<String> = (0..8).map(booked).collect();
    let drawn = |n: u32| kiosk.draw(&format!("draw-{n:04}"), "ausweis").expect("a number");
    let tokens = (0..3).map(drawn).flat_map(|issued| {
        let token = issued.status_url.rsplit('/').next().expect("a token").to_owned();
        [token, issued.short_code]
    });
    let tokens: Vec<String> = tokens.collect();
    let numbers: Vec<String> = (3..9).map(|n| drawn(n).number).collect();
    let times: Vec<String> =
        [30, 35, 40, 24 * 60, 7 * 24 * 60].map(|minutes| at(minutes).to_rfc3339()).into();
    json!({
        "service": ["ausweis", "abholen", "wohnsitz", "fuehrungszeugnis", "kfz"],
        "starts_at": times,
        "code": codes,
        "POST /api/v1/kiosk/check-ins code": to_check_in,
        "POST /api/v1/desk/check-ins code": to_check_in,
        "POST /api/v1/kiosk/check-ins/by-birthday clock": [clock],
        "POST /api/v1/kiosk/check-ins/by-birthday day": [day],
        "POST /api/v1/kiosk/check-ins/by-birthday month": [month],
        "id": ids,
        "token": tokens,
        "number": numbers,
        "POST /api/v1/desk/acts act": ["call", "arrive", "park", "take-back", "finish", "transfer"],
        "site": [SITE],
        "counter": ["1", "2", "3", "4"],
        "zone": ["A", "K"],
        "persons": [1, 2],
        "GET /api/v1/kiosk/visit further": ["wohnsitz", "fuehrungszeugnis,wohnsitz"],
        "GET /api/v1/kiosk/slots further": ["wohnsitz", "fuehrungszeugnis,ausweis:3"],
        "POST /api/v1/kiosk/bookings further": [[], [{ "service": "wohnsitz", "persons": 1 }]],
        "POST /api/v1/kiosk/bookings persons": [1],
        "days": [1, 14, 62],
        "from": [DAY.to_string()],
        "name": [INFOPOINT],
        "password": [PASSWORD],
        "words": ["Heute nur bis 12 Uhr."],
    })
}

/// Somebody who booked with a birthday, and has left the code at home: the clock, the day and the month.
fn left_at_home(office: &Office, starts_at: DateTime<Utc>) -> (String, u8, u8) {
    let (day, month) = (24, 12);
    let (name, language) = ("Erika Mustermann".into(), "de".into());
    let birthday = Birthday::new(day, month);
    let contact = Some(Contact { name, mail: None, phone: None, language, birthday });
    let wish = calendar::Wish::of("ausweis", Channel::Online);
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact };
    let order = Order { site: SITE.into(), actor: "citizen".into(), key: Some("left-at-home".into()), act };
    office.hub().desk.commit_blocking(order).expect("a seat");
    (starts_at.with_timezone(&Berlin).format("%H:%M").to_string(), day, month)
}
