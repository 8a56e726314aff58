//! The statistics from outside: a played day on the page, in CSV and in a spreadsheet.

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use chrono::TimeDelta;
use hub::desk::Act;
use hub::rights::Role;
use queue::{Command, TicketId};

use crate::hall::{self, Asks, Hall};

const VISITORS: i64 = 12;

/// One visitor a minute; from the twelfth minute on one clerk calls one every four minutes, who needs one
/// minute to the counter and stays for three. A last one leaves at once.
fn played(name: &str) -> Hall {
    let hall = Hall::with_two_sites(name);
    let minutes = |n| hall.passes(TimeDelta::minutes(n));
    let acts = |command| {
        hall.commits_as("clerk:77", hall::OWN, Act::Queue(command));
    };
    // Each site has a number that was drawn before the doors of this test opened.
    acts(Command::Withdraw { ticket: TicketId(0) });
    for _ in 0..VISITORS {
        hall.draws();
        minutes(1);
    }
    let counter = || "1".to_owned();
    for ticket in (1..=VISITORS).map(|n| TicketId(n as u32)) {
        acts(Command::CallNext { counter: counter(), except: vec![] });
        minutes(1);
        acts(Command::Arrive { ticket, counter: counter() });
        minutes(3);
        acts(Command::Finish { ticket, counter: counter(), performed: None });
    }
    hall
}

#[test]
fn a_played_day_is_what_one_counts_by_hand() {
    let hall = played("figures");
    let supervisor = Asks::new(&hall, Role::Supervisor);
    let (status, page) = supervisor.reads("/statistics?from=2026-03-11&to=2026-03-11");
    assert_eq!(status, StatusCode::OK);
    let rows = rows_of(&page);
    // 13 came without a booking, 12 were served, one left: rounded to 15, 10, and too few.
    // Of waits of 12, 15, 18 to 45 minutes the sixth is 27, and the eleventh 42.
    let all = "Alle Besuche|15|unter 5|15|10|unter 5|unter 5|unter 5|unter 5\
               |27,0|42,0|45,0|1,0|1,0|1,0|3,0|3,0|3,0";
    assert_eq!(rows[0].join("|"), all);
    let of = |name: &str| rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(of("Personalausweis oder Reisepass beantragen")[1..], rows[0][1..]);
    assert_eq!(of("Kiosk")[1], "15");
    assert_eq!(of("11.03.2026")[1], "15");
    assert_eq!(of("Mittwoch, 10 Uhr")[1], "15", "it is ten in Berlin");
    assert_eq!(of("Fahrzeug anmelden oder abmelden")[1], "unter 5");
    assert!(!page.contains("clerk:77") && !page.contains("Konto 77"), "nothing of the clerk");
}

#[test]
fn what_is_taken_away_says_the_same_as_the_page() {
    let hall = played("files");
    let asks = Asks::new(&hall, Role::SiteAdmin);
    let rows = rows_of(&asks.reads("/statistics").1);
    assert!(rows.len() > 10, "{rows:?}");

    let (_, csv) = asks.reads("/statistics/figures.csv");
    let csv = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8, for Excel");
    let mut lines = csv.split("\r\n").map(|line| line.split(';').collect::<Vec<_>>());
    assert_eq!(lines.next().expect("a head")[..3], ["Gliederung", "Wert", "Besuche"]);
    let told: Vec<Vec<&str>> = lines.filter(|line| line.len() > 1).map(|line| line[1..].to_vec()).collect();
    assert_eq!(told, rows);

    let bytes = asks.bytes("/statistics/figures.xlsx").1;
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("others can read it");
    let sheets = book.worksheets();
    assert_eq!(sheets[0].0, "Insgesamt");
    let read: Vec<Vec<String>> = sheets
        .iter()
        .flat_map(|(_, sheet)| sheet.rows().skip(1))
        .map(|row| row.iter().map(words).collect())
        .collect();
    let plain = |cell: &String| cell.parse::<f64>().map_or(cell.clone(), |number| number.to_string());
    let page: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| plain(&cell.replace(",0", ""))).collect()).collect();
    assert_eq!(read, page);
}

#[test]
fn nobody_asks_for_days_that_make_no_sense_or_for_a_foreign_site() {
    let hall = Hall::with_two_sites("no-sense");
    let asks = Asks::new(&hall, Role::Supervisor);
    let (status, page) = asks.reads("/statistics?from=2026-03-12&to=2026-03-01");
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Bitte wählen Sie zwei Tage"), "{page}");
    assert_eq!(asks.reads("/statistics?from=1999-01-01").0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asks.reads("/statistics/figures.csv?from=1999-01-01").0, StatusCode::BAD_REQUEST);
    assert_eq!(asks.reads("/statistics?from=yesterday").0, StatusCode::OK, "no date is none");
    assert_eq!(asks.reads("/statistics?site=nordstadt").0, StatusCode::NOT_FOUND);
    assert_eq!(asks.reads("/statistics?site=atlantis").0, StatusCode::NOT_FOUND);
    let everywhere = Asks::new(&hall, Role::CountyAdmin);
    let (status, page) = everywhere.reads("/statistics?site=nordstadt");
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("value=\"nordstadt\" selected"), "{page}");
}

/// The rows of all tables of a page: the name, and what is in the cells.
/// Of the visits: bookings have a table of their own.
fn rows_of(page: &str) -> Vec<Vec<String>> {
    let body = |row: &str| row.contains("scope=\"row\"");
    let cell = |tag: &str| Some(tag.split_once('>')?.1.split('<').next()?.trim().replace("&#38;", "&"));
    let cells = |row: &str| {
        let tags = row.split("<t").filter(|tag| tag.starts_with("h ") || tag.starts_with("d "));
        tags.filter_map(cell).collect()
    };
    let page = page.split("aria-labelledby=\"bookings\"").next().expect("split gives one at least");
    page.split("<tr").filter(|row| body(row)).map(cells).collect()
}

fn words(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        other => panic!("a cell is text or a number, and here is {other:?}"),
    }
}
