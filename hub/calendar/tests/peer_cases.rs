//! Cases of another system's behaviour: where we do the same, ours is tested with its values; where we
//! do otherwise, both are shown.

mod table;

use std::collections::BTreeMap;

use calendar::Plan;
use calendar::faults::{Fault, SeriesFault};
use calendar::hours::{Oddity, Repeat, Series, oddities};
use calendar::plan::{Closed, Pool, Service};
use calendar::wish::{Channel, Wish};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde_json::Value;
use table::{Table, at, clerk, date, day, service, time, town};

fn cases() -> Value {
    serde_json::from_str(include_str!("peer/cases.json")).expect("the cases are JSON")
}

/// A day in the middle of what the plans of these cases are good for.
const DAY: &str = "2026-03-11";
const MORNING: &str = "03-11 06:00";

#[test]
fn appointments_begin_on_the_grid_and_never_at_closing() {
    for case in cases()["grids"].as_array().expect("a list") {
        let (opens, closes) = hours(&case["hours"]);
        let table = Table::of(office(opens, closes, number(&case["step"]), 5, number(&case["clerks"])));
        let found: Vec<(String, u16)> =
            free(&table).into_iter().map(|(time, count)| (clock(time), count)).collect();
        let told: Vec<(String, u16)> = case["times"]
            .as_array()
            .expect("times")
            .iter()
            .map(|time| (text(time).to_owned(), number(&case["clerks"])))
            .collect();
        assert_eq!(found, told, "{}", case["id"]);
    }
}

#[test]
fn ours_refuses_a_grid_that_does_not_fit_and_never_runs_past_closing() {
    let cases = cases();
    let case = &cases["grid_that_does_not_fit"];
    let ((opens, closes), step) = (hours(&case["hours"]), number(&case["step"]));
    let plan = office(opens, closes, step, step, 3);
    let fault = |fault| Fault::Series { of: "office".into(), series: 0, fault };
    let expected = [SeriesFault::StepDoesNotFit, SeriesFault::OffTheGrid].map(fault);
    assert_eq!(plan.faults(), expected, "{}", case["id"]);
    assert_eq!(plan.pools["office"].hours[0].steps().count(), usize::from(number(&case["listed"])));
    // On the grid of five minutes: 33 steps of ten minutes fit, and the last does not run past closing.
    let ours = Table::of(office(opens, closes, 10, 10, 3));
    let ends = free(&ours).last().expect("slots").0 + TimeDelta::minutes(10);
    assert_eq!((clock(ends), ours.plan.faults()), ("15:30".to_string(), vec![]));
    let listed_and_real = (case["listed"].as_u64(), case["within_closing"].as_u64());
    assert_eq!(listed_and_real, (Some(28), Some(27)), "the peer lists one more than fits");
}

#[test]
fn a_visit_of_several_steps_begins_where_it_fits() {
    let cases = cases();
    let case = &cases["several_steps"];
    let step = 15;
    let closes = time("08:00") + TimeDelta::minutes(i64::from(step) * i64::from(number(&case["steps"])));
    for (steps, places) in case["places"].as_object().expect("places") {
        let steps: u16 = steps.parse().expect("a number of steps");
        let table = Table::of(office(time("08:00"), closes, step, steps * step, number(&case["clerks"])));
        let found = free(&table);
        for (place, told) in places.as_array().expect("places").iter().enumerate() {
            let begins = at("03-11 08:00") + TimeDelta::minutes(i64::from(step)) * place as i32;
            let count = found.iter().find(|(time, _)| *time == begins).map_or(0, |(_, count)| *count);
            assert_eq!(count, number(told), "{} {steps} at {place}", case["id"]);
        }
    }
}

#[test]
fn durations_are_rounded_to_units() {
    let cases = cases();
    for (demand, units) in cases["rounding"]["slots"].as_object().expect("slots") {
        let minutes = (demand.parse::<f64>().expect("a number") * 5.0) as u16;
        let service = Service { minutes, ..service("office", "pass", 0) };
        assert_eq!(service.units(1), usize::from(number(units)), "{demand}");
    }
}

#[test]
fn every_second_week_is_counted_from_its_first() {
    let cases = cases();
    let case = &cases["fortnight"];
    let series = Series {
        until: Some(day(text(&case["until"]))),
        repeat: Repeat::Weeks(2),
        ..Series::weekly(day(text(&case["from"])), &[Weekday::Wed], time("08:00"), time("12:00"), 10)
    };
    for (date, open) in case["open"].as_object().expect("days") {
        assert_eq!(series.is_on(day(date)), *open, "{} {date}", case["id"]);
    }
}

#[test]
fn a_holiday_closes_a_series_and_not_hours_made_for_that_day() {
    let cases = cases();
    let case = &cases["holiday"];
    let holiday = day(text(&case["day"]));
    let series = |from: NaiveDate, until: NaiveDate, weekday: Weekday| Series {
        until: Some(until),
        ..Series::weekly(from, &[weekday], time("08:00"), time("12:00"), 10)
    };
    let of_weeks =
        series(day(text(&case["series"]["from"])), day(text(&case["series"]["until"])), holiday.weekday());
    let plan = |hours: Vec<Series>| {
        let mut plan = town();
        plan.pools.insert("office".into(), Pool { hours, ..Pool::default() });
        plan
    };
    let closed = plan(vec![of_weeks.clone()]);
    assert_eq!(closed.series_on("office", holiday).is_ok(), case["series"]["open"], "{}", case["id"]);
    assert!(matches!(closed.series_on("office", holiday), Err(Closed::Holiday(_))));
    assert!(closed.series_on("office", holiday + TimeDelta::days(7)).is_ok(), "other Fridays are open");
    for (variant, weekday) in
        [("its_weekday", holiday.weekday()), ("another_weekday", holiday.weekday().succ())]
    {
        let one_day = series(holiday, holiday, weekday);
        let is_open = plan(vec![of_weeks.clone(), one_day]).series_on("office", holiday).is_ok();
        assert_eq!(is_open, case["one_day"][variant], "{} {variant}", case["id"]);
    }
}

/// The peer's test counts hours that close before they open (6) as overlapping with two others. Ours calls
/// them what they are, and counts no overlap with hours that are never open.
#[test]
fn hours_that_are_in_each_others_way_are_told() {
    let cases = cases();
    let case = &cases["overlaps"];
    let backwards = "6";
    let date = day(text(&case["day"]));
    let ids: Vec<&String> = case["hours"].as_object().expect("hours").keys().collect();
    let list: Vec<Series> = ids
        .iter()
        .map(|id| {
            let (opens, closes) = hours(&case["hours"][id.as_str()]);
            Series::weekly(date, &[date.weekday()], opens, closes, number(&case["hours"][id.as_str()][2]))
        })
        .collect();
    let [mut overlaps, mut same, mut misfits]: [BTreeMap<&str, u16>; 3] = Default::default();
    let count = |counts: &mut BTreeMap<_, u16>, place: usize| {
        *counts.entry(ids[place].as_str()).or_insert(0) += 1;
    };
    let mut closing_first = Vec::new();
    for oddity in oddities(&list, date) {
        match oddity {
            Oddity::Overlap(one, other) => {
                count(&mut overlaps, one);
                count(&mut overlaps, other);
            }
            Oddity::SameHours(one, other) => {
                count(&mut same, one);
                count(&mut same, other);
            }
            Oddity::StepDoesNotFit(one) => count(&mut misfits, one),
            Oddity::ClosesBeforeItOpens(one) => closing_first.push(ids[one].as_str()),
        }
    }
    let told = |what: &str| -> BTreeMap<&str, u16> {
        let of = case[what].as_object().expect("counts").iter();
        of.map(|(id, reports)| (id.as_str(), number(reports))).collect()
    };
    assert_eq!((same, misfits), (told("same"), told("step_does_not_fit")), "{}", case["id"]);
    assert_eq!(closing_first, [backwards]);
    let mut without = told("overlaps");
    without.remove(backwards);
    for with_it in ["1", "5"] {
        *without.get_mut(with_it).expect("it overlaps") -= 1;
    }
    assert_eq!(overlaps, without, "{}", case["id"]);
}

#[test]
fn a_hold_ends_with_its_last_minute() {
    let cases = cases();
    let case = &cases["hold"];
    for (minutes, expired) in case["expired_after"].as_object().expect("ages") {
        let mut plan = town();
        plan.deadlines.hold_minutes = number(&case["minutes"]).into();
        let mut table = Table::of(plan);
        table.plays("03-10 07:00", "claim 1 pass 03-11 08:00 hold");
        let later = format!("03-10 07:0{minutes}");
        let is_expired = table.plays(&later, "confirm 1").contains("too long");
        assert_eq!(is_expired, *expired, "{} {minutes}", case["id"]);
    }
}

/// One office with so many equal clerks and a service of so many minutes.
fn office(opens: NaiveTime, closes: NaiveTime, step: u16, minutes: u16, clerks: u16) -> Plan {
    let mut plan = town();
    let hours = vec![Series::weekly(date("01-01"), &[Weekday::Wed], opens, closes, step)];
    plan.pools.insert("office".into(), Pool { hours, ..Pool::default() });
    plan.resources = (1..=clerks).map(|n| (format!("clerk {n}"), clerk("office", &["pass"]))).collect();
    plan.services = BTreeMap::from([("pass".to_string(), service("office", "pass", minutes))]);
    plan
}

fn free(table: &Table) -> Vec<(chrono::DateTime<chrono::Utc>, u16)> {
    let days = table.free(&Wish::of("pass", Channel::Staff), day(DAY), 1, at(MORNING));
    let slots = days.into_iter().flat_map(|day| day.slots.unwrap_or_default());
    slots.map(|slot| (slot.starts_at, slot.count)).collect()
}

fn clock(at: chrono::DateTime<chrono::Utc>) -> String {
    at.with_timezone(&chrono_tz::Europe::Berlin).format("%H:%M").to_string()
}

fn hours(value: &Value) -> (NaiveTime, NaiveTime) {
    (time(text(&value[0])), time(text(&value[1])))
}

fn number(value: &Value) -> u16 {
    value.as_u64().expect("a number") as u16
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
