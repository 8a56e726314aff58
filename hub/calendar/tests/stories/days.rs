//! Which days are open, and the reason when one has nothing.

use crate::table::{check, check_with, date, time};
use calendar::hours::{Repeat, Series};
use calendar::plan::{Closure, Lead, Notice, Release};
use chrono::Weekday;

#[test]
fn weekdays_weekends_and_holidays() {
    check(
        "03-30 07:00  free pass 03-31   08:00-11:50 x2
         03-30 07:00  free pass 04-02   08:00-11:50 x2, 14:00-17:50 x2
         03-30 07:00  free pass 04-03   closed: holiday GoodFriday
         03-30 07:00  free pass 04-05   closed
         03-30 07:00  free pass 04-06   closed: holiday EasterMonday
         03-30 07:00  free pass 05-14   closed: holiday Ascension
         03-30 07:00  free pass 03-29   past
         03-30 11:51  free pass 03-30   past
         03-30 11:50  free pass 03-30   11:50 x2",
    );
}

#[test]
fn christmas_eve_is_no_holiday_but_the_towns_own_closure() {
    let closes = |plan: &mut calendar::Plan| {
        for (from, until, hours, name) in [
            ("12-24", "12-24", None, "Heiligabend"),
            ("12-28", "12-31", None, "Zwischen den Jahren"),
            ("12-23", "12-23", Some((time("10:00"), time("12:00"))), "Weihnachtsfeier"),
        ] {
            let (from, until, name) = (date(from), date(until), name.into());
            plan.closures.push(Closure { from, until, hours, pools: None, name });
        }
    };
    check(
        "12-21 07:00  free pass 12-24   08:00-11:50 x2, 14:00-17:50 x2
         12-21 07:00  free pass 12-25   closed: holiday ChristmasDay",
    );
    check_with(
        closes,
        "12-21 07:00  free pass 12-23        08:00-09:50 x2
         12-21 07:00  free pass 12-24        closed: Heiligabend
         12-21 07:00  free pass 12-31        closed: Zwischen den Jahren
         12-21 07:00  free pass 2027-01-01   closed: holiday NewYear
         12-21 07:00  free pass 2027-01-04   08:00-11:50 x2",
    );
}

#[test]
fn a_leap_day_is_a_day_and_a_year_ends_in_the_middle_of_a_fortnight() {
    let every_other_week = |plan: &mut calendar::Plan| {
        for series in &mut plan.pools.get_mut("office").expect("it is there").hours {
            (series.from, series.repeat) = (date("2026-12-21"), Repeat::Weeks(2));
        }
    };
    check(
        "2028-02-28 07:00  free pass 2028-02-29             08:00-11:50 x2
         2028-02-28 07:00  claim 1 pass 2028-02-29 08:00   1 booked with bert until 08:10
         2028-02-29 07:59  check_in 1                      1 checked in
         2028-02-28 07:00  free pass 2028-03-01            08:00-11:50 x2",
    );
    check_with(
        every_other_week,
        "12-21 07:00  free pass 12-22        08:00-11:50 x2
         12-21 07:00  free pass 12-29        closed
         12-21 07:00  free pass 2027-01-05   08:00-11:50 x2
         12-21 07:00  free pass 2027-01-12   closed",
    );
}

#[test]
fn the_newest_day_is_released_when_the_office_opens_and_not_at_midnight() {
    check(
        "03-10 00:01  free pass 05-05            released on 03-10 08:00
         03-10 07:59  free pass 05-05            released on 03-10 08:00
         03-10 08:00  free pass 05-05            08:00-11:50 x2
         03-10 08:00  free pass 05-06            released on 03-11 08:00
         03-10 08:00  claim 1 pass 05-06 08:00   released on 03-11 08:00
         03-10 08:00  free pass 05-06 staff      08:00-11:50 x2",
    );
    check_with(
        |plan| plan.pools.get_mut("office").expect("it is there").lead.release = Release::At(time("07:00")),
        "03-10 06:59  free pass 05-05   released on 03-10 07:00
         03-10 07:00  free pass 05-05   08:00-11:50 x2",
    );
}

#[test]
fn some_matters_are_booked_days_before() {
    let two_days = Lead { notice: Notice::Days(2), days_ahead: 56, release: Release::AtOpening };
    let an_hour = Lead { notice: Notice::Minutes(60), ..two_days };
    check_with(
        |plan| plan.services.get_mut("pass").expect("it is there").lead = Some(two_days),
        "03-10 23:59  free pass 03-11                  too late: 2 days before
         03-10 23:59  free pass 03-12                  08:00-11:50 x2, 14:00-17:50 x2
         03-11 00:00  free pass 03-12                  too late: 2 days before
         03-11 00:00  free move 03-12                  08:00-11:40 x1, 14:00-17:40 x1
         03-11 00:00  free pass+move 03-12             too late: 2 days before
         03-11 00:00  claim 1 pass 03-12 08:00         too late: 2 days before
         03-11 00:00  claim 1 pass 03-12 08:00 staff   1 booked with bert until 08:10",
    );
    check_with(
        |plan| plan.pools.get_mut("office").expect("it is there").lead = an_hour,
        "03-10 10:00  free pass 03-10            11:00-11:50 x2
         03-10 10:51  free pass 03-10            too late: 60 minutes before
         03-10 10:30  claim 1 pass 03-10 11:20   it is too late to book this time
         03-10 10:30  claim 1 pass 03-10 11:30   1 booked with bert until 11:40",
    );
}

#[test]
fn one_day_can_have_hours_of_its_own_even_on_a_holiday() {
    check_with(
        |plan| {
            let short = |day: &str, weekday: Weekday, instead: bool| {
                let hours = Series::weekly(date(day), &[weekday], time("10:00"), time("11:00"), 10);
                Series { until: Some(date(day)), instead, ..hours }
            };
            let hours = &mut plan.pools.get_mut("office").expect("it is there").hours;
            hours.push(short("03-12", Weekday::Thu, true));
            hours.push(short("03-14", Weekday::Sat, false));
            hours.push(short("04-06", Weekday::Mon, false));
        },
        "03-10 07:00  free pass 03-12   10:00-10:50 x2
         03-10 07:00  free pass 03-14   10:00-10:50 x2
         03-10 07:00  free pass 04-06   10:00-10:50 x2
         03-10 07:00  free pass 04-03   closed: holiday GoodFriday
         03-10 07:00  free pass 03-19   08:00-11:50 x2, 14:00-17:50 x2",
    );
}

#[test]
fn the_first_and_the_last_of_a_month() {
    check_with(
        |plan| {
            let hours = &mut plan.pools.get_mut("office").expect("it is there").hours;
            let saturday = Series::weekly(date("01-01"), &[Weekday::Sat], time("09:00"), time("10:00"), 10);
            hours.push(Series { repeat: Repeat::NthOfMonth(1), ..saturday.clone() });
            hours.push(Series { repeat: Repeat::LastOfMonth, opens: time("09:30"), ..saturday });
        },
        "03-01 07:00  free pass 03-07   09:00-09:50 x2
         03-01 07:00  free pass 03-14   closed
         03-01 07:00  free pass 03-21   closed
         03-01 07:00  free pass 03-28   09:30-09:50 x2
         03-01 07:00  free pass 04-04   09:00-09:50 x2",
    );
}

#[test]
fn a_day_says_why_it_has_nothing() {
    check_with(
        |plan| {
            let hours = &mut plan.pools.get_mut("office").expect("it is there").hours;
            hours[1].services = Some(["move".to_string()].into());
            hours[0].weekdays = vec![Weekday::Tue];
            let plain = Series::weekly(date("01-01"), &[Weekday::Wed], time("08:00"), time("09:00"), 0);
            hours.push(plain);
        },
        "03-09 07:00  free pass 03-11               walk-ins only
         03-09 07:00  free pass 03-12               hours for something else
         03-09 07:00  free move 03-12               14:00-17:40 x1
         03-09 07:00  absent 1 anna 03-12 03-12     anna absent (1)
         03-09 07:00  free move 03-12               nobody there
         03-09 07:00  free move*20+move*20 03-10    too long for this day
         03-09 07:00  absent 2 bert 03-10 08:10 12:00   bert absent (2)
         03-09 07:00  absent 3 anna 03-10 08:00 11:50   anna absent (3)
         03-09 07:00  free pass 03-10               08:00 x1, 11:50 x1
         03-09 07:00  claim 1 pass 03-10 08:00      1 booked with bert until 08:10
         03-09 07:00  claim 2 pass 03-10 11:50      2 booked with anna until 12:00
         03-09 07:00  free pass 03-10               fully booked",
    );
}

#[test]
fn a_visit_does_not_run_over_into_hours_for_something_else() {
    check_with(
        |plan| {
            let series =
                |opens, closes| Series::weekly(date("01-01"), &[Weekday::Wed], time(opens), time(closes), 10);
            let for_moves =
                Series { services: Some(["move".to_string()].into()), ..series("09:00", "10:00") };
            plan.pools.get_mut("office").expect("it is there").hours =
                vec![series("08:00", "09:00"), for_moves];
        },
        "03-10 07:00  free pass+pass 03-11   08:00-08:40 x2
         03-10 07:00  free move 03-11        08:00-09:40 x1",
    );
}
