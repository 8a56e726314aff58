//! Files of real offices are read whole, and say which days they have.
//!
//! They belong to nobody we could ask, so they are not carried along; where they are missing, that
//! is said and counted. The rest of the tests uses the made-up week.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use town_hall::replay::bookings::{self, DayOfFile};
use town_hall::replay::plan::{Act, Office, Plan, Service};
use town_hall::skip::skip;

#[test]
fn the_busiest_day_of_schriesheim_has_37_bookings_and_10_cancellations() {
    let Some(path) = real_file("schriesheim-2026-10-bookings.csv") else { return };
    let bookings = bookings::read(&path).unwrap();
    assert_eq!(bookings.len(), 299);
    assert_eq!(bookings.iter().filter(|booking| booking.cancelled_at.is_some()).count(), 71);
    let busiest = bookings::days(&bookings).into_iter().max_by_key(|day| day.bookings).unwrap();
    let (day, pools) = (date(2026, 3, 11), vec!["buergerbuero".to_owned()]);
    assert_eq!(busiest, DayOfFile { day, bookings: 37, cancelled: 10, pools });
}

#[test]
fn heidelberg_has_six_calendars() {
    let Some(path) = real_file("heidelberg-2021-28-bookings.csv") else { return };
    let bookings = bookings::read(&path).unwrap();
    assert_eq!(bookings.len(), 202);
    assert_eq!(bookings.iter().filter(|booking| booking.cancelled_at.is_some()).count(), 32);
    let mut pools: Vec<&str> = bookings.iter().map(|booking| booking.pool.as_str()).collect();
    pools.sort_unstable();
    pools.dedup();
    assert_eq!(pools, ["3988", "4002", "4010", "4064", "4072", "4073"]);
}

#[test]
fn a_real_day_has_a_plan_in_which_every_booking_is_made() {
    let Some(path) = real_file("schriesheim-2026-10-bookings.csv") else { return };
    let bookings = bookings::read(&path).unwrap();
    let service = Service { id: "ausweis".to_owned(), weight: 1.0, minutes_median: 10, bookable: true };
    let office = Office { walk_ins_per_hour: 9.0, services: vec![service] };
    for DayOfFile { day, bookings: made, cancelled, .. } in bookings::days(&bookings) {
        let plan = Plan::of_day(&bookings, day, &office, 1).unwrap();
        let acts = |act: Act| plan.acts.iter().filter(|timed| timed.act == act).count();
        assert_eq!((acts(Act::Book), acts(Act::Cancel)), (made, cancelled), "{day}");
        assert!(acts(Act::CheckIn) + cancelled <= made, "{day}");
    }
}

#[test]
fn the_file_the_bookings_were_derived_from_is_told_to_be_another_one() {
    let Some(path) = real_file("schriesheim-2026-10.csv.gz") else { return };
    let error = bookings::read(&path).unwrap_err().to_string();
    assert!(error.contains("is compressed with gzip. Please unpack it first: gunzip --keep"), "{error}");
}

/// The names that five offices offer, as an admin brings them, each under the office that has it.
#[test]
fn the_services_of_five_real_offices_are_read() {
    let Some(path) = real_file("service-catalogues.json") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let entries = hub::catalogue::read(&text).expect("it is JSON").expect("it has services");
    let mut wanted = BTreeSet::new();
    let lists: serde_json::Value = serde_json::from_str(&text).unwrap();
    for office in lists.as_object().unwrap().values() {
        for place in office["locations"].as_object().unwrap().values() {
            let names = place["services"].as_array().unwrap().iter().filter_map(|name| name.as_str());
            let words = names.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
            wanted.extend(words.map(|name| (office["name"].as_str().unwrap().to_owned(), name)));
        }
    }
    let found: BTreeSet<(String, String)> = entries
        .iter()
        .map(|entry| (entry.group.split(", ").next().unwrap_or_default().to_owned(), entry.name.clone()))
        .collect();
    // A list to choose a number from, which one of them has behind a name, makes a text of it.
    let (names, texts): (BTreeSet<_>, BTreeSet<_>) =
        wanted.into_iter().partition(|(_, name)| name.chars().count() <= NAME_CHARS_MAX);
    assert_eq!((&found, lists.as_object().unwrap().len()), (&names, 5));
    assert!(texts.iter().all(|(office, _)| office == "Stadt Schriesheim"), "{texts:?}");
    println!(
        "{} names of {} offices, and {} texts",
        names.len(),
        lists.as_object().unwrap().len(),
        texts.len()
    );
}

/// As the hub has it: longer is a text, and no name.
const NAME_CHARS_MAX: usize = 200;

/// Beside the project, where there are any.
pub fn real_file(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")).join(name);
    if path.exists() {
        return Some(path);
    }
    skip(name, "this file of a real office is not here");
    None
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
