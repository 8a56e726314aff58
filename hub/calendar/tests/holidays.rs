//! The public holidays: whole years of every Land as its law has them, and what changed when.

use calendar::holidays::{Holiday, Land, Town, easter, holiday_on, holidays};
use chrono::{Datelike, NaiveDate, Weekday};

/// Days of 2026 that some Länder keep and some do not. Easter is on the 5th of April.
const OF_2026: [(Land, &str); 16] = [
    (Land::BadenWuerttemberg, "01-06 06-04 11-01"),
    (Land::Bavaria, "01-06 06-04 11-01"),
    (Land::Berlin, "03-08"),
    (Land::Brandenburg, "04-05 05-24 10-31"),
    (Land::Bremen, "10-31"),
    (Land::Hamburg, "10-31"),
    (Land::Hesse, "06-04"),
    (Land::MecklenburgVorpommern, "03-08 10-31"),
    (Land::LowerSaxony, "10-31"),
    (Land::NorthRhineWestphalia, "06-04 11-01"),
    (Land::RhinelandPalatinate, "06-04 11-01"),
    (Land::Saarland, "06-04 08-15 11-01"),
    (Land::Saxony, "10-31 11-18"),
    (Land::SaxonyAnhalt, "01-06 10-31"),
    (Land::SchleswigHolstein, "10-31"),
    (Land::Thuringia, "09-20 10-31"),
];
const EVERYWHERE_2026: &str = "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26";

#[test]
fn every_land_has_the_days_of_its_law() {
    for (land, own) in OF_2026 {
        let mut days: Vec<&str> = EVERYWHERE_2026.split(' ').chain(own.split(' ')).collect();
        days.sort();
        assert_eq!(of(Town::of(land), 2026), days.join(" "), "{land:?}");
    }
    assert_eq!(OF_2026.map(|(land, _)| land), Land::ALL);
}

#[test]
fn some_towns_have_days_that_their_land_has_not() {
    let with = |land, corpus_christi, assumption, augsburg| {
        let town = Town { land, corpus_christi, assumption, augsburg };
        let own = |day: &(NaiveDate, Holiday)| !holidays(Town::of(land), 2026).contains(day);
        let days = holidays(town, 2026).into_iter().filter(own);
        days.map(|(date, _)| date.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(with(Land::Saxony, true, false, false), "06-04");
    assert_eq!(with(Land::Thuringia, true, false, false), "06-04");
    assert_eq!(with(Land::Bavaria, false, true, false), "08-15");
    assert_eq!(with(Land::Bavaria, false, false, true), "08-08 08-15");
    // Where no law has them, saying so does not make them holidays.
    assert_eq!(with(Land::Hamburg, true, true, true), "");
}

#[test]
fn laws_begin_in_a_year_and_some_days_came_once() {
    let kept = |land, days: [&str; 2]| days.map(|day| on(land, day).is_some());
    assert_eq!(kept(Land::Berlin, ["2018-03-08", "2019-03-08"]), [false, true]);
    assert_eq!(kept(Land::MecklenburgVorpommern, ["2022-03-08", "2023-03-08"]), [false, true]);
    assert_eq!(kept(Land::Thuringia, ["2018-09-20", "2019-09-20"]), [false, true]);
    for land in [Land::Bremen, Land::Hamburg, Land::LowerSaxony, Land::SchleswigHolstein] {
        assert_eq!(kept(land, ["2016-10-31", "2018-10-31"]), [false, true], "{land:?}");
    }
    for land in Land::ALL {
        assert_eq!(on(land, "2017-10-31"), Some(Holiday::Reformation), "{land:?}");
        assert_eq!(on(land, "2026-12-24"), None, "no law makes it one");
        assert_eq!(on(land, "2026-12-31"), None, "no law makes it one");
    }
    assert_eq!(on(Land::Bavaria, "2018-10-31"), None);
    assert_eq!(on(Land::Berlin, "2020-05-08"), Some(Holiday::Liberation));
    assert_eq!(on(Land::Berlin, "2025-05-08"), Some(Holiday::Liberation));
    assert_eq!(on(Land::Berlin, "2024-05-08"), None);
    assert_eq!(on(Land::Brandenburg, "2025-05-08"), None);
    assert_eq!(on(Land::Berlin, "2028-06-17"), Some(Holiday::Uprising));
}

#[test]
fn repentance_is_the_wednesday_eleven_days_before_advent() {
    for (year, day) in [(2022, 16), (2023, 22), (2024, 20), (2025, 19), (2026, 18), (2027, 17)] {
        let date = NaiveDate::from_ymd_opt(year, 11, day).expect("a date");
        assert_eq!(holiday_on(Town::of(Land::Saxony), date), Some(Holiday::Repentance), "{date}");
    }
}

/// Dates of Easter from the tables of the Physikalisch-Technische Bundesanstalt and, for the earliest and
/// the latest there can be, of Meeus.
#[test]
fn easter_is_where_the_tables_have_it() {
    for table in [
        "1818-03-22",
        "1886-04-25",
        "1954-04-18",
        "1961-04-02",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2285-03-22",
    ] {
        let date: NaiveDate = table.parse().expect("a date");
        assert_eq!(easter(date.year()), Some(date));
    }
    for year in 1583..4100 {
        let easter = easter(year).expect("every year has an Easter");
        assert_eq!(easter.weekday(), Weekday::Sun, "{easter}");
        let day = (easter.month(), easter.day());
        assert!(((3, 22)..=(4, 25)).contains(&day), "{easter}");
    }
}

fn of(town: Town, year: i32) -> String {
    let days = holidays(town, year).into_iter().map(|(date, _)| date.format("%m-%d").to_string());
    days.collect::<Vec<_>>().join(" ")
}

fn on(land: Land, day: &str) -> Option<Holiday> {
    holiday_on(Town::of(land), day.parse().expect("a date"))
}
