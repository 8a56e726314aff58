//! What visitors are told about their wait.

use crate::table::{Table, check, check_with};

#[test]
fn an_estimate_counts_the_counters_and_the_people_before() {
    check(
        "08:00  estimate pass    no counter open
         08:00  open_counter 1   counter 1 opened
         08:00  estimate pass    0 to 0 min
         08:00  draw pass        A001 drawn
         08:00  call_next 1      A001 called to 1 (waiting 0 min)
         08:00  estimate pass    10 to 21 min
         08:00  open_counter 4   counter 4 opened
         08:00  estimate pass    10 to 21 min
         08:00  estimate car     0 to 0 min
         08:00  draw pass        A002 drawn
         08:00  estimate pass    23 to 36 min
         08:30  estimate pass    17 to 33 min
         18:00  close_day        A001 missed, A002 left, day closed
         18:00  estimate pass    not open",
    );
}

#[test]
fn a_supervisor_says_how_many_counters_to_assume_until_the_day_ends() {
    check(
        "08:00  draw pass           A001 drawn
         08:00  estimate A001       no counter open
         08:00  ghosts 2            2 counters assumed
         08:00  ghosts 2            nothing
         08:00  ghosts 100          more than 99 counters cannot be assumed
         08:00  estimate A001       0 to 0 min
         08:00  estimate pass       0 to 0 min
         08:00  draw pass           A002 drawn
         08:00  estimate pass       7 to 13 min
         08:00  ghosts 0            0 counters assumed
         08:00  estimate A001       no counter open
         08:00  ghosts none         open counters counted
         08:01  open_counter 1      counter 1 opened
         08:01  estimate A001       0 to 0 min
         08:01  ghosts 0            0 counters assumed
         18:30  close_day           A001 left, A002 left, day closed
         +05:00  open_day 03-12     day opened
         +08:00  estimate pass      no counter open
         +08:00  open_counter 1     counter 1 opened
         +08:00  estimate pass      0 to 0 min",
    );
}

#[test]
fn nothing_is_promised_before_the_doors_open() {
    check(
        "07:40  open_counter 1     counter 1 opened
         07:29  estimate pass      not open",
    );
}

#[test]
fn a_group_and_further_matters_take_longer() {
    check(
        "08:00  open_counter 1          counter 1 opened
         08:00  draw pass               A001 drawn
         08:00  estimate pass           10 to 21 min
         08:00  withdraw A001           A001 left
         08:00  draw pass of_3          A002 drawn
         08:00  estimate pass           22 to 45 min
         08:00  withdraw A002           A002 left
         08:00  draw pass+move          A003 drawn
         08:00  estimate pass           21 to 40 min",
    );
}

#[test]
fn those_who_have_booked_are_counted_before_they_come() {
    check(
        "08:00  open_counter 1      counter 1 opened
         08:00  draw pass           A001 drawn
         08:00  draw pass           A002 drawn
         08:00  estimate pass       22 to 35 min
         08:00  expect pass 08:10   pass at 08:10
         08:00  expect pass 08:20   pass at 08:20
         08:00  estimate pass       41 to 63 min
         08:21  estimate pass       22 to 35 min",
    );
}

#[test]
fn times_are_learned_from_twenty_visits_on() {
    let mut table = Table::new();
    let visit = |table: &mut Table, minutes: u32| {
        let drawn = table.plays("08:00", "draw pass");
        let number = drawn.split(' ').next().expect("a number");
        table.plays("08:00", &format!("call {number} 1"));
        table.plays("08:00", &format!("arrive {number} 1"));
        table.plays(&format!("08:{minutes:02}"), &format!("finish {number} 1"));
    };
    (0..19).for_each(|_| visit(&mut table, 4));
    table.plays("08:30", "draw pass");
    assert_eq!(table.plays("08:30", "learned pass"), "too little");
    assert_eq!(table.plays("08:30", "estimate pass"), "10 to 21 min");
    visit(&mut table, 4);
    assert_eq!(table.plays("08:30", "learned pass"), "4 to 4 min");
    assert_eq!(table.plays("08:30", "estimate pass"), "4 to 4 min");
    // One outlier is no rule.
    visit(&mut table, 59);
    assert_eq!(table.plays("08:30", "learned pass"), "4 to 4 min");
}

#[test]
fn a_visit_that_nobody_finished_teaches_nothing() {
    let mut table = Table::new();
    for n in 1..=20 {
        table.plays("08:00", "draw pass");
        table.plays("08:00", &format!("call A{n:03} 1"));
        table.plays("08:00", &format!("arrive A{n:03} 1"));
        if n < 20 {
            table.plays("08:04", &format!("finish A{n:03} 1"));
        }
    }
    assert_eq!(table.plays("08:30", "close_day"), "A020 finished by the hub, day closed");
    assert_eq!(table.plays("08:30", "learned pass"), "too little");
}

#[test]
fn what_was_learned_fades_over_days() {
    use chrono::TimeDelta;
    let visits = |days_ago, count, minutes| {
        (0..count).map(move |_| (days_ago, "pass".to_string(), TimeDelta::minutes(minutes)))
    };
    let minutes = |visits: Vec<(u32, String, TimeDelta)>| {
        let learned = queue::ServiceTimes::learned_from(visits).learned("pass");
        learned.map(|(median, _)| (median.as_seconds_f64() / 60.0).round())
    };
    assert_eq!(minutes(visits(1, 20, 4).collect()), Some(4.0));
    assert_eq!(minutes(visits(2, 20, 4).collect()), None, "yesterday's weigh less than twenty");
    assert_eq!(minutes(visits(30, 60, 4).chain(visits(1, 30, 12)).collect()), Some(12.0));
    assert_eq!(minutes(visits(1, 60, 4).chain(visits(1, 30, 12)).collect()), Some(4.0));
}

#[test]
fn the_greeting_may_be_missing_and_an_interruption_is_not_counted() {
    check_with(|_| {}, "08:00  learned pass    too little");
    let mut table = Table::new();
    for _ in 0..10 {
        let drawn = table.plays("08:00", "draw pass");
        let number = drawn.split(' ').next().expect("a number").to_owned();
        table.plays("08:00", &format!("call {number} 1"));
        table.plays("08:00", &format!("arrive {number} 1"));
        table.plays("08:03", &format!("park {number} 1"));
        table.plays("08:40", &format!("call {number} 1"));
        table.plays("08:40", &format!("arrive {number} 1"));
        table.plays("08:43", &format!("finish {number} 1"));
        table.plays("09:00", &format!("call {number} 1"));
    }
    for _ in 0..10 {
        let drawn = table.plays("10:00", "draw pass");
        let number = drawn.split(' ').next().expect("a number").to_owned();
        table.plays("10:00", &format!("call {number} 2"));
        table.plays("10:06", &format!("finish {number} 2"));
    }
    assert_eq!(table.plays("10:30", "learned pass"), "6 to 6 min");
}

#[test]
fn the_walk_ins_of_the_last_hour_are_expected_again() {
    check(
        "08:00  open_counter 1          counter 1 opened
         08:05  draw pass               A001 drawn
         08:15  draw pass               A002 drawn
         08:25  draw pass               A003 drawn
         08:30  withdraw A001           A001 left
         08:30  withdraw A002           A002 left
         08:30  withdraw A003           A003 left
         09:00  draw pass               A004 drawn
         09:00  call_next 1             A004 called to 1 (waiting 0 min)
         09:00  draw pass low           A005 drawn
         09:00  estimate A005           35 to 50 min
         09:26  estimate A005           4 to 17 min",
    );
}

#[test]
fn the_time_between_visits_is_learned_too() {
    let mut table = Table::new();
    for _ in 0..24 {
        table.plays("08:00", "draw pass");
    }
    for n in 1..=21 {
        let minute = 7 * (n - 1);
        let time = |minute: u32| format!("{:02}:{:02}", 8 + minute / 60, minute % 60);
        table.plays(&time(minute), &format!("call A{n:03} 1"));
        table.plays(&time(minute), &format!("arrive A{n:03} 1"));
        table.plays(&time(minute + 4), &format!("finish A{n:03} 1"));
    }
    // Four minutes at the counter, half a minute to walk there, and three until the next is called.
    assert_eq!(table.plays("10:27", "learned pass"), "4 to 4 min");
    assert_eq!(table.plays("10:27", "call A022 1"), "A022 called to 1 (chosen)");
    assert_eq!(table.plays("10:27", "estimate A023"), "7 to 7 min");
    assert_eq!(table.plays("10:28", "undo 1"), "call of A022 undone");
}

#[test]
fn what_earlier_days_taught_is_in_the_day_that_begins() {
    let mut table = Table::new();
    for n in 1..=27 {
        let minute = n % 3 + 4;
        table.plays("08:00", "draw pass");
        table.plays("08:00", &format!("call A{n:03} 1"));
        table.plays("08:00", &format!("arrive A{n:03} 1"));
        table.plays(&format!("08:{minute:02}"), &format!("finish A{n:03} 1"));
    }
    table.plays("22:00", "close_day");
    table.plays("+05:00", "open_day 03-12");
    table.plays("+08:00", "draw pass");
    assert_eq!(table.plays("+08:00", "learned pass"), "5 to 6 min");
    assert_eq!(table.replayed_from_the_last_opening(), table.day);
}

#[test]
fn before_the_doors_open_nobody_is_called() {
    check(
        "07:40  open_counter 1   counter 1 opened
         07:40  draw pass        A001 drawn
         07:40  estimate A001    20 to 20 min
         07:45  draw pass        A002 drawn
         07:45  estimate A002    25 to 36 min
         07:50  call_next 1      A001 called to 1 (waiting 10 min)
         07:50  estimate A002    10 to 21 min",
    );
}

/// Half an hour within the first six, by law, and not within the first three.
#[test]
fn a_clerk_who_has_not_rested_will() {
    let busy = |rests: &str| {
        let mut table = Table::new();
        table.plays("08:00", "open_counter 1");
        if !rests.is_empty() {
            table.plays(rests, "close_counter 1");
            table.plays("11:15", "open_counter 1");
        }
        for _ in 0..12 {
            table.plays("11:15", "draw pass");
        }
        table.plays("11:15", "call_next 1");
        table.plays("11:15", "estimate A012")
    };
    assert_eq!(busy(""), "156 to 192 min");
    assert_eq!(busy("10:45"), "126 to 162 min");
    assert_eq!(busy("11:05"), "156 to 192 min", "ten minutes are no rest");
}

#[test]
fn a_counter_that_closes_at_noon_comes_back() {
    let closes = |time: &str, asked: &str| {
        let mut table = Table::new();
        table.plays("08:00", "open_counter 1");
        table.plays("08:00", "open_counter 2");
        table.plays("11:30", "close_counter 1");
        table.plays("12:00", "open_counter 1");
        table.plays(time, "close_counter 2");
        for _ in 0..12 {
            table.plays(asked, "draw pass");
        }
        table.plays(asked, "call_next 1");
        table.plays(asked, "estimate A012")
    };
    assert_eq!(closes("12:10", "12:15"), "71 to 88 min");
    assert_eq!(closes("12:10", "12:54"), "59 to 77 min");
    assert_eq!(closes("12:10", "12:56"), "126 to 162 min", "the clerk has gone home");
    assert_eq!(closes("10:50", "12:15"), "126 to 162 min", "that was no lunch");
}
