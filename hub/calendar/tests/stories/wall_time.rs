//! The two days of the year that are not 24 hours long. Easter Sunday of 2027 is one of them.

use crate::table::{at, check_with, date, time};
use calendar::Plan;
use calendar::hours::Series;
use calendar::local_day::LocalDay;
use chrono::Weekday;
use chrono_tz::Europe::Berlin;

/// An office that is open in the night from Saturday to Sunday, as no town hall is.
fn in_the_night(plan: &mut Plan) {
    let office = plan.pools.get_mut("office").expect("it is there");
    office.hours = vec![Series::weekly(date("01-01"), &[Weekday::Sun], time("01:00"), time("04:00"), 30)];
    office.lead.days_ahead = 200;
    plan.town = None;
}

#[test]
fn the_hour_that_is_missing_has_no_slots() {
    check_with(
        in_the_night,
        "2027-03-27 07:00  free pass 2027-03-28             01:00 x2, 01:30 x2, 03:00 x2, 03:30 x2
         2027-03-27 07:00  claim 1 pass*1 2027-03-28 01:30   1 booked with bert until 01:40
         2027-03-27 07:00  free move*7 2027-03-28           01:00 x1, 01:30 x1
         2027-03-27 07:00  claim 2 move*7 2027-03-28 01:30   2 booked with anna until 03:50
         2027-03-27 07:00  free pass 2027-04-04   01:00 x2, 01:30 x2, 02:00 x2, 02:30 x2, 03:00 x2, 03:30 x2",
    );
}

#[test]
fn the_hour_that_comes_twice_has_its_slots_once() {
    check_with(
        in_the_night,
        "10-24 07:00  free pass 10-25               01:00 x2, 01:30 x2, 02:00 x2, 02:30 x2, 03:00 x2, 03:30 x2
         10-24 07:00  claim 1 move*7 10-25 02:30    1 booked with anna until 02:50
         10-24 07:00  state 1                       confirmed 10-25 02:30 with anna, change 0
         10-24 07:00  free move 10-25               01:00 x1, 01:30 x1, 02:00 x1, 03:00 x1, 03:30 x1",
    );
}

#[test]
fn office_hours_are_those_on_the_wall_in_summer_and_in_winter() {
    check_with(
        |_| {},
        "10-23 07:00  free pass 10-23               08:00-11:50 x2
         10-23 07:00  free pass 10-26               08:00-11:50 x2
         10-23 07:00  claim 1 pass 10-26 08:00      1 booked with bert until 08:10
         10-23 07:00  rebook 1 10-23 08:00          1 rebooked with bert to 10-23 08:00
         2027-03-28 07:00  free pass 2027-03-29     closed: holiday EasterMonday
         2027-03-28 07:00  free pass 2027-03-30     08:00-11:50 x2",
    );
    assert_eq!(at("10-26 08:00") - at("10-23 08:00"), chrono::TimeDelta::hours(73));
}

#[test]
fn days_have_23_24_or_25_hours() {
    let hours = |day: &str| LocalDay::of(date(day), Berlin).length() / 12;
    assert_eq!([hours("2027-03-28"), hours("2026-03-11"), hours("2026-10-25")], [23, 24, 25]);
    let spring = LocalDay::of(date("2027-03-28"), Berlin);
    assert_eq!(spring.unit_showing(time("02:30")), None);
    assert_eq!(spring.at(time("02:12")), spring.at(time("03:00")), "also where no unit begins");
    assert_eq!(spring.at(time("02:30")), spring.at(time("03:00")));
    assert_eq!(spring.between(time("02:00"), time("03:00")).iter().count(), 0);
    let autumn = LocalDay::of(date("2026-10-25"), Berlin);
    assert_eq!(autumn.unit_showing(time("02:30")), Some(30));
    assert_eq!(autumn.between(time("01:00"), time("04:00")).iter().count(), 4 * 12);
}

#[test]
fn midnight_is_the_end_of_a_day_and_not_its_beginning() {
    check_with(
        |plan| {
            let office = plan.pools.get_mut("office").expect("it is there");
            let late = Series::weekly(date("01-01"), &[Weekday::Wed], time("23:00"), time("00:00"), 30);
            office.hours = vec![late];
        },
        "03-10 07:00  free pass 03-11                  23:00 x2, 23:30 x2
         03-10 07:00  free move*3 03-11                23:00 x1
         03-10 07:00  claim 1 move*3 03-11 23:00       1 booked with anna until 23:40
         03-10 07:00  claim 2 move*4 03-11 23:30       fully booked",
    );
}
