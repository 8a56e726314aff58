//! Cases of another system's behaviour: where we do the same, ours is tested with its values; where we
//! do otherwise, both are shown; and the rest holds the comparator of the reports to its numbers.

mod table;

use chrono::{DateTime, TimeDelta};
use oracle::peer::{self, Waiting};
use queue::{Arrival, Command, Day, DrawnBy, Event, Hours, Number, TicketId, Visit};
use serde_json::Value;
use table::{Table, check, check_with, rules};

fn cases() -> Value {
    serde_json::from_str(include_str!("peer_cases.json")).expect("the cases are JSON")
}

#[test]
fn the_comparator_tells_the_peers_estimates() {
    for case in cases()["estimates"].as_array().expect("a list") {
        let number = |field: &str| case[field].as_u64().expect("a number") as u32;
        for (who, told) in case["told"].as_object().expect("who is told what") {
            let place = who.parse().unwrap_or(number("waiting") + 1);
            let range = peer::estimate(place, f64::from(number("mean")), number("counters"));
            let told: Option<(u32, u32)> = serde_json::from_value(told.clone()).expect("a range");
            assert_eq!(range, told, "{} for {who}", case["id"]);
        }
    }
}

#[test]
fn the_comparator_has_the_peers_order() {
    for case in cases()["orders"].as_array().expect("a list") {
        let queue: Vec<Waiting> =
            case["queue"].as_array().expect("a list").iter().map(|one| waiting(text(one))).collect();
        let order = peer::order(&queue, minute(text(&case["now"])), peer::STEP);
        let order: Vec<&str> = order.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(order.join(" "), text(&case["order"]), "{}", case["id"]);
    }
}

#[test]
fn the_comparator_gives_the_peers_numbers() {
    for case in cases()["numbers"].as_array().expect("a list") {
        let number = |value: &Value| value.as_u64().expect("a number") as u32;
        let same_day = case["same_day"].as_bool().expect("yes or no");
        let (first, last) = (number(&case["range"][0]), number(&case["range"][1]));
        let given = peer::number(first, last, number(&case["last_given"]), same_day);
        assert_eq!(given, number(&case["number"]), "{}", case["id"]);
    }
}

#[test]
fn the_contingent_stops_kiosks_and_not_clerks() {
    let cases = cases();
    let case = &cases["contingent"];
    for variant in case["variants"].as_array().expect("a list") {
        let mut rules = rules();
        let limit = variant["limit"].as_u64().expect("a limit") as u32;
        rules.services.get_mut("pass").expect("it is there").contingent = (limit > 0).then_some(limit);
        let mut table = Table::open(rules, &[("08:00", "18:00")]);
        for _ in 0..variant["given"].as_u64().expect("a count") {
            table.plays("08:00", "draw pass");
        }
        let act = if variant["by"] == "clerk" { "draw pass staff" } else { "draw pass" };
        let is_drawn = table.plays("09:00", act).ends_with(" drawn");
        assert_eq!(is_drawn, variant["allowed"], "{} {variant}", case["id"]);
    }
}

#[test]
fn who_does_not_come_is_missed_after_the_same_calls() {
    let cases = cases();
    let case = &cases["no_show"];
    for variant in case["variants"].as_array().expect("a list") {
        let mut rules = rules();
        rules.order.returns_max = variant["repeats"].as_u64().expect("a count") as u32;
        let mut table = Table::open(rules, &[("08:00", "18:00")]);
        table.plays("08:00", "draw pass");
        for call in 0..variant["calls"].as_u64().expect("a count") {
            table.plays(&format!("09:{:02}", 10 * call), "call_next 1");
            table.plays(&format!("09:{:02}", 10 * call + 1), "no_show A001 1");
        }
        let is_missed = table.plays("10:00", "state A001") == "missed";
        assert_eq!(is_missed, variant["missed"], "{} {variant}", case["id"]);
    }
}

#[test]
fn a_clerk_may_call_from_the_same_states() {
    let cases = cases();
    let case = &cases["callable"];
    for (state, callable) in case["states"].as_object().expect("states") {
        let mut table = Table::new();
        // What is only reserved is no ticket yet.
        if state != "reserved" {
            table.plays("08:00", "draw pass");
        }
        let before: &[&str] = match state.as_str() {
            "missed" => &["call A001 1", "no_show A001 1", "call A001 1", "no_show A001 1"],
            "parked" => &["call A001 1", "park A001 1"],
            "deleted" => &["withdraw A001"],
            "called" => &["call A001 1"],
            "processing" => &["call A001 1", "arrive A001 1"],
            _ => &[],
        };
        for act in before {
            table.plays("08:01", act);
        }
        let is_called = table.plays("08:02", "call A001 2").contains("called to 2");
        assert_eq!(is_called, *callable, "{} {state}", case["id"]);
    }
}

#[test]
fn who_is_excluded_is_not_next() {
    let cases = cases();
    let case = &cases["skipped"];
    for variant in case["variants"].as_array().expect("a list") {
        let mut table = Table::new();
        table.plays("08:00", "draw pass");
        table.plays("08:00", "draw pass");
        let came = table.plays("08:01", &format!("call_next 1 {}", text(&variant["except"])));
        match variant["next"].as_str() {
            Some(number) => assert!(came.contains(&format!("{number} called")), "{} {came}", case["id"]),
            None => assert_eq!(came, "nobody is waiting whom this counter may serve", "{}", case["id"]),
        }
    }
}

#[test]
fn a_booking_of_another_day_is_refused() {
    let cases = cases();
    let case = &cases["another_day"];
    for (days, refused) in case["days_off"].as_object().expect("days") {
        let days: i64 = days.parse().expect("a number of days");
        let table = Table::new();
        let booked_at = table::at("10:00") + TimeDelta::days(days);
        let check_in = Command::CheckIn { visit: Visit::to("pass"), booked_at, booking: None };
        let decided = table.day.decide(&check_in, table::at("10:00"));
        assert_eq!(
            decided == Err(queue::Refusal::AnotherDay),
            *refused,
            "{} {days}: {decided:?}",
            case["id"]
        );
        assert_ne!(decided.is_ok(), *refused, "{} {days}", case["id"]);
    }
}

#[test]
fn waited_is_from_arrival_to_the_first_call() {
    let cases = cases();
    let case = &cases["measured"];
    let time = |field: &str| {
        DateTime::from_timestamp(case[field].as_i64().expect("a time"), 0).expect("a time of our era")
    };
    let (arrived, called) = (time("arrived"), time("called"));
    let hours = Hours { opens_at: arrived - TimeDelta::hours(1), closes_at: called + TimeDelta::hours(1) };
    let mut day = Day::new(rules());
    day.apply(
        &Event::DayOpened { date: arrived.date_naive(), hours: vec![hours], learned: Default::default() },
        arrived,
    );
    for (command, at) in [
        (Command::Draw { visit: Visit::to("pass"), by: DrawnBy::Kiosk }, arrived),
        (Command::CallNext { counter: "1".into(), except: vec![] }, called),
    ] {
        for event in day.decide(&command, at).expect("it is allowed") {
            day.apply(&event, at);
        }
    }
    let ticket = day.ticket(TicketId(0));
    let waited = ticket.first_called_at.expect("it was called") - ticket.arrived_at;
    assert_eq!(
        (ticket.arrival, waited.num_seconds()),
        (Arrival::WalkIn, case["seconds"].as_i64().expect("seconds"))
    );
}

#[test]
fn ours_counts_an_appointment_from_check_in_and_not_from_its_minute() {
    let cases = cases();
    let case = &cases["counted"];
    let (due, counts) = (case["due"].as_array().expect("times"), case["counts"].as_array().expect("answers"));
    for (due, peer_counts) in due.iter().zip(counts) {
        let counts = minute(text(due)) <= minute(text(&case["now"]));
        assert_eq!(counts, *peer_counts, "{}", case["id"]);
        let mut table = Table::new();
        assert_eq!(table.plays(text(&case["now"]), "waiting A"), "0", "nobody has checked in");
        table.plays(text(&case["now"]), &format!("check_in pass {}", text(due)));
        assert_eq!(table.plays(text(&case["now"]), "waiting A"), "1", "{due} is there");
    }
}

#[test]
fn ours_says_that_no_counter_is_open() {
    check(
        "09:00  draw pass        A001 drawn
         09:05  draw pass        A002 drawn
         09:10  estimate A001    no counter open
         09:10  estimate pass    no counter open",
    );
}

#[test]
fn ours_counts_what_is_left_of_the_visit_at_the_counter() {
    check(
        "09:00  draw pass        A001 drawn
         09:00  draw pass        A002 drawn
         09:00  call_next 1      counter 1 opened, A001 called to 1 (waiting 0 min)
         09:01  arrive A001 1    A001 arrived
         09:02  estimate A002    9 to 19 min
         09:09  estimate A002    4 to 15 min
         09:30  finish A001 1    A001 finished
         09:30  estimate A002    0 to 0 min",
    );
}

#[test]
fn ours_does_not_let_walk_ins_starve() {
    let queue = ["W1 09:00", "A1 09:10", "A2 09:11", "A3 09:30", "A4 09:40"].map(waiting);
    let order = peer::order(&queue, minute("10:00"), peer::STEP);
    assert_eq!(order.last().map(|last| last.id.as_str()), Some("W1"), "the peer's walk-in is the last");
    check(
        "09:00  draw pass              A001 drawn
         09:00  check_in pass 09:10    A002 drawn
         09:00  check_in pass 09:11    A003 drawn
         09:00  check_in pass 09:30    A004 drawn
         09:00  check_in pass 09:40    A005 drawn
         10:00  numbers                A002 A003 A004 A001 A005",
    );
}

#[test]
fn ours_never_gives_a_number_twice_on_a_day() {
    let mut table = Table::new();
    let mut given = std::collections::BTreeSet::new();
    for n in 0..1_200 {
        let drawn = table.plays("08:00", "draw pass");
        let number: Number = drawn.trim_end_matches(" drawn").parse().expect("a number");
        assert!(given.insert(number), "{number} was given before, at {n}");
    }
}

#[test]
fn ours_does_not_divide_by_a_time_of_zero_either() {
    let nothing = |rules: &mut queue::Rules| {
        let pass = rules.services.get_mut("pass").expect("it is there");
        (pass.time_median, pass.time_p90) = (TimeDelta::zero(), TimeDelta::zero());
    };
    check_with(
        nothing,
        "09:00  open_counter 1   counter 1 opened
         09:00  draw pass        A001 drawn
         09:00  draw pass        A002 drawn
         09:00  estimate A002    0 to 0 min",
    );
}

/// `W2 09:59 1`: a walk-in, its time, its priority. An `A` is an appointment.
fn waiting(text: &str) -> Waiting {
    let words: Vec<&str> = text.split(' ').collect();
    let time = minute(words[1]);
    let plain = match words[0].starts_with('A') {
        true => Waiting::appointment(words[0], time),
        false => Waiting::walk_in(words[0], time),
    };
    let priority = words.get(2).map_or(plain.priority, |priority| priority.parse().expect("1 to 3"));
    Waiting { priority, ..plain }
}

fn minute(time: &str) -> f64 {
    let (hours, minutes) = time.split_once(':').expect("a time of day");
    60.0 * hours.parse::<f64>().expect("hours") + minutes.parse::<f64>().expect("minutes")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
