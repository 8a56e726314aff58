//! The day, its doors, its zones and its numbers.

use crate::table::{Table, check, check_with_break};

#[test]
fn numbers_count_per_zone_and_never_start_again_on_a_day() {
    check(
        "08:00  draw pass         A001 drawn
         08:00  draw car          K001 drawn
         08:01  withdraw A001     A001 left
         08:01  draw pass         A002 drawn
         08:01  close_day         K001 left, A002 left, day closed
         08:02  open_day 03-11    the service day of 2026-03-11 has been served already
         08:02  open_day 03-12    day opened",
    );
}

#[test]
fn a_number_after_999_has_four_digits() {
    let mut day = Table::new();
    for n in 1..=999 {
        assert_eq!(day.plays("08:00", "draw pass"), format!("A{n:03} drawn"));
    }
    assert_eq!(day.plays("08:00", "draw pass"), "A1000 drawn");
}

#[test]
fn the_doors_open_and_close() {
    check(
        "07:29  draw pass      the doors open at 2026-03-11 08:00:00 UTC
         07:30  draw pass      A001 drawn
         17:59  draw pass      A002 drawn
         18:00  draw pass      the hall takes no more visitors today
         18:01  call_next 1    counter 1 opened, A001 called to 1 (waiting 631 min)
         18:30  close_day      A001 missed, A002 left, day closed
         18:31  draw pass      no service day is open",
    );
}

#[test]
fn those_who_waited_before_the_lunch_break_are_called_in_it() {
    check_with_break(
        "11:59  draw pass      A001 drawn
         12:01  draw pass      the hall takes no more visitors today
         12:02  call_next 1    counter 1 opened, A001 called to 1 (waiting 3 min)
         12:10  finish A001 1  A001 finished
         12:11  draw pass      the doors open at 2026-03-11 14:00:00 UTC
         13:30  draw pass      A002 drawn",
    );
}

#[test]
fn doors_close_for_those_without_an_appointment() {
    check_with_break(
        "07:29  check_in pass 11:55      the doors open at 2026-03-11 08:00:00 UTC
         11:55  draw pass                A001 drawn
         12:02  draw pass                the hall takes no more visitors today
         12:02  check_in pass 11:55      A002 drawn
         12:02  draw pass staff          A003 drawn
         12:05  check_in pass 11:55      A004 drawn
         12:06  check_in pass 11:55      the hall takes no more visitors today
         12:10  check_in pass 14:00      A005 drawn",
    );
    // Nobody is in the hall any more: an appointment counts all the same.
    check_with_break(
        "12:02  draw pass                the doors open at 2026-03-11 14:00:00 UTC
         12:02  draw pass staff          the doors open at 2026-03-11 14:00:00 UTC
         12:02  check_in pass 11:55      A001 drawn",
    );
}

#[test]
fn a_day_that_a_wrong_clock_opened_closes_the_office_to_nobody() {
    check(
        "08:00  draw pass             A001 drawn
         08:01  draw pass             A002 drawn
         08:02  call_next 1           counter 1 opened, A001 called to 1 (waiting 2 min)
         08:02  arrive A001 1         A001 arrived
         08:03  withdraw A002         A002 left
         08:03  draw pass             A003 drawn
         +08:04  close_day            A001 finished by the hub, A003 left, day closed
         +08:04  open_day 03-12       day opened
         08:05  open_day 03-11        the service day of 2026-03-12 is still open
         08:05  close_day             day closed
         08:05  open_day 03-10        the service day of 2026-03-10 has been served already
         08:05  open_day 03-11        day resumed
         08:05  draw pass             A004 drawn
         08:06  call_next 1           counter 1 opened, A003 called to 1 (waiting 3 min)
         08:06  close_day             A003 missed, A004 left, day closed
         +05:00  open_day 03-12       day opened
         +08:00  draw pass            A001 drawn
         +08:01  close_day            A001 left, day closed
         +08:01  open_day 03-11       the service day of 2026-03-11 has been served already",
    );
}

#[test]
fn what_becomes_of_whom_when_the_day_ends() {
    check(
        "17:00  draw pass             A001 drawn
         17:00  draw pass             A002 drawn
         17:00  draw pass             A003 drawn
         17:00  draw pass remark      A004 drawn
         17:01  call_next 1           counter 1 opened, A001 called to 1 (waiting 1 min)
         17:02  arrive A001 1         A001 arrived
         17:02  call_next 2           counter 2 opened, A002 called to 2 (waiting 2 min)
         17:02  call_next 3           counter 3 opened, A003 called to 3 (waiting 2 min)
         17:03  park A003 3           A003 parked
         17:03  call_next 3           A004 looked at by 3 (waiting 3 min)
         22:00  close_day             A001 finished by the hub, A002 missed, A003 left, A004 left, day closed
         22:00  close_day             no service day is open
         22:00  undo 1                no service day is open",
    );
}

#[test]
fn a_day_that_nobody_closed_goes_on_after_midnight_and_nothing_starts_again() {
    check(
        "17:00  draw pass              A001 drawn
         17:00  draw pass              A002 drawn
         +00:30  draw pass             the hall takes no more visitors today
         +00:30  check_in pass +08:00  this booking is for another day
         +00:30  call_next 1           counter 1 opened, A001 called to 1 (waiting 450 min)
         +00:31  open_day 03-12        the service day of 2026-03-11 is still open
         +00:31  close_day             A001 missed, A002 left, day closed
         +00:32  call_next 1           no service day is open
         +00:32  open_day 03-11        the service day of 2026-03-11 has been served already
         +05:00  open_day 03-12        day opened
         +08:00  draw pass             A001 drawn",
    );
}
