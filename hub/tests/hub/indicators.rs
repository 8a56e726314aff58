//! How bookings go, as figures: through which channel, and how long one takes those who make it, without
//! anybody being followed.

use axum::http::StatusCode;
use calendar::{BookingId, Command};
use chrono::TimeDelta;
use hub::config::made_up_town;
use hub::desk::Act;
use hub::rights::Role;

use crate::browser::Browser;
use crate::hall::{Asks, Hall, OWN};

/// Nobody is too late for it while the test goes on.
const TOMORROW: &str = "2026-03-12T";

/// Opens what the first link beginning with `start` leads to, with `words` in it.
fn follows(browser: &mut Browser, hall: &Hall, start: &str, words: &str) {
    let links = browser.page.split("href=\"").filter(|rest| rest.starts_with(start));
    let mut links = links.filter_map(|rest| rest.split('"').next()).filter(|link| link.contains(words));
    let link = links.next().unwrap_or_else(|| panic!("no link to {start} with {words}"));
    let link = link.replace("&amp;", "&").replace("&#38;", "&");
    browser.follow(hall, &link);
}

/// When the first page was shown, as the page says it.
fn since(browser: &Browser) -> String {
    let said =
        browser.page.split("since=").nth(1).or_else(|| browser.page.split("name=\"since\" value=\"").nth(1));
    let said = said.expect("the page says it");
    said.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .next()
        .expect("one")
        .to_owned()
}

/// One minute for each of three pages.
fn books_online(hall: &Hall, name: &str) {
    let mut browser = Browser::default();
    browser.follow(hall, "/termine/de");
    hall.passes(TimeDelta::minutes(1));
    follows(&mut browser, hall, "/termine/de/rathaus/abholen?", "since=");
    hall.passes(TimeDelta::minutes(1));
    follows(&mut browser, hall, "/termine/de/rathaus/abholen/", TOMORROW);
    hall.passes(TimeDelta::minutes(1));
    sends(&mut browser, hall, &["persons", "since"], name);
    browser.reads("Ihr Termin");
}

fn sends(browser: &mut Browser, hall: &Hall, names: &[&str], name: &str) {
    let path = browser.at.split('?').next().expect("a path").to_owned();
    let names = names.iter().chain(&["key"]);
    let fields: Vec<(&str, String)> = names.map(|field| (*field, browser.field(&path, field))).collect();
    let fields = fields.iter().map(|(field, value)| (*field, value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain([("name", name)]).collect();
    browser.posts(hall, &path, &fields);
}

fn books_for_somebody(hall: &Hall, cookie: &str) {
    let mut browser = Browser::default();
    browser.cookie = Some(cookie.to_owned());
    browser.follow(hall, "/bookings/new");
    let since = since(&browser);
    hall.passes(TimeDelta::minutes(1));
    browser.follow(hall, &format!("/bookings/new?since={since}&service=abholen"));
    follows(&mut browser, hall, "/bookings/new/who?", TOMORROW);
    hall.passes(TimeDelta::minutes(1));
    sends(&mut browser, hall, &["since", "service", "persons", "form", "at"], "Hans");
    browser.reads("Der Termin ist gebucht.");
}

fn rows(page: &str) -> Vec<String> {
    let section = page.split("id=\"bookings\"").nth(1).expect("the section");
    let table =
        section.split("<tbody").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    let cells = |row: &str| {
        let cells = row.split("kern-table__cell").skip(1).map(|cell| {
            let words = cell.split('>').nth(1).and_then(|words| words.split('<').next());
            words.unwrap_or_default().trim().to_owned()
        });
        cells.collect::<Vec<_>>().join("|")
    };
    table.split("</tr>").map(cells).filter(|row| !row.is_empty()).collect()
}

/// Six citizens need three minutes each, five times the infopoint needs two; two of all are too few to tell.
fn played(name: &str, open_data: bool) -> Hall {
    let mut config = made_up_town();
    config.sites[0].open_data = open_data;
    let hall = Hall::of(name, config);
    for n in 0..6 {
        books_online(&hall, &format!("Erika {n}"));
    }
    let infopoint = hall.cookie_of(&hall.account(OWN, Role::Infopoint));
    for _ in 0..5 {
        books_for_somebody(&hall, &infopoint);
    }
    for n in 1..=2 {
        let release = Command::Release { booking: BookingId(n) };
        hall.commits_as("citizen", OWN, Act::Calendar(release));
    }
    hall
}

#[test]
fn shares_and_minutes_by_channel() {
    let hall = played("indicators", false);
    let supervisor = Asks::new(&hall, Role::Supervisor);
    let (status, page) = supervisor.reads("/statistics");
    assert_eq!(status, StatusCode::OK);
    let said = rows(&page);
    assert_eq!(said[1], "online gebucht|5|50 %|unter 5|unter 5|unter 5|unter 5|–|3,0|3,0");
    assert_eq!(said[2], "Kiosk|unter 5|–|unter 5|unter 5|unter 5|unter 5|–|–|–");
    // Of ten without five, nobody at the kiosk could be computed.
    assert_eq!(said[3], "Infopoint oder Schalter|verdeckt|–|unter 5|unter 5|unter 5|unter 5|–|2,0|2,0");
    assert_eq!(said[0].split('|').next(), Some("Alle Buchungen"));
    let (_, csv) = supervisor.reads("/statistics/bookings.csv");
    let csv = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8, for Excel");
    let told: Vec<String> = csv
        .split("\r\n")
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.replace(';', "|"))
        .collect();
    assert_eq!(told, said);
}

/// Whoever makes up a time, or comes with one of yesterday, is measured from now on.
#[test]
fn nobody_makes_up_how_long_it_took() {
    let hall = Hall::open("indicators-made-up");
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de/rathaus/abholen?since=1-00000000");
    assert!(!browser.page.contains("since=1-00000000"), "it is no time of ours");
    let old = since(&browser);
    hall.passes(TimeDelta::hours(2));
    browser.follow(&hall, &format!("/termine/de/rathaus/abholen?since={old}"));
    assert!(browser.page.contains(&format!("since={old}")), "two hours are believed");
    hall.passes(TimeDelta::minutes(1));
    browser.follow(&hall, &format!("/termine/de/rathaus/abholen?since={old}"));
    assert!(!browser.page.contains(&format!("since={old}")), "after lunch it begins anew");
}

#[test]
fn what_a_month_was_like_is_for_everybody_if_the_site_wants() {
    let hall = played("indicators-open", true);
    let (json, table) = ("/api/v1/public/rathaus/indicators", "/api/v1/public/rathaus/indicators.csv");
    let anybody = Asks::new(&hall, Role::Visitor);
    let (status, said) = anybody.reads(json);
    assert_eq!((status, said.contains("2026-03")), (StatusCode::OK, false), "the month is not over: {said}");
    hall.passes(TimeDelta::days(21));
    let (_, said) = anybody.reads(json);
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let month = &said["months"][0];
    assert_eq!((&month["month"], said["months"].as_array().map(Vec::len)), (&"2026-03".into(), Some(1)));
    let online = &month["channels"][1];
    assert_eq!((&online["channel"], &online["booked"]), (&"online".into(), &5.into()));
    assert_eq!((&online["cancelled"], &online["minutes_median"]), (&serde_json::Value::Null, &3.0.into()));
    let (_, csv) = anybody.reads(table);
    assert!(csv.contains("\r\n2026-03;online gebucht;5;50 %;unter 5;unter 5;"), "{csv}");
    assert!(!csv.contains("Erika"));
}

#[test]
fn without_the_sites_word_nobody_reads_it() {
    let hall = Hall::open("indicators-closed");
    for role in [Role::Visitor, Role::CountyAdmin] {
        let (status, _) = Asks::new(&hall, role).reads("/api/v1/public/rathaus/indicators");
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, _) = Asks::new(&hall, role).reads("/api/v1/public/rathaus/indicators.csv");
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
