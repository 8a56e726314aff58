//! What a service day brings, as tables: time, command, outcome.

mod table;

use table::{check, check_with_break};

#[test]
fn first_come_first_served() {
    check(
        "08:00  draw pass      A001 drawn
         08:05  draw pass      A002 drawn
         08:05  call_next 3    counter 3 opened, A001 called to 3 (waiting 5 min)
         08:05  call_next 1    counter 1 opened, A002 called to 1 (waiting 0 min)
         08:06  call_next 2    nobody is waiting whom this counter may serve",
    );
}

#[test]
fn a_visit_from_call_to_finish() {
    check(
        "08:00  draw pass      A001 drawn
         08:01  call_next 1    counter 1 opened, A001 called to 1 (waiting 1 min)
         08:02  recall A001 1  A001 recalled
         08:03  arrive A001 1  A001 arrived
         08:04  recall A001 1  A001 is serving by now
         08:09  finish A001 1  A001 finished
         08:10  finish A001 1  A001 is finished by now",
    );
}

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
    let mut day = table::Table::new();
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
         18:30  close_day      A001 left, A002 left, day closed
         18:31  draw pass      no service day is open",
    );
}

#[test]
fn a_booking_is_called_at_its_time_between_walk_ins() {
    check(
        "09:30  draw pass             A001 drawn
         10:00  check_in pass 10:15   A002 drawn
         10:09  draw pass             A003 drawn
         10:09  order                 A001 (waiting 39 min), A003 (waiting 0 min), A002 (early for 10:15)
         10:10  order                 A001 (waiting 40 min), A002 (appointment 10:15), A003 (waiting 1 min)",
    );
}

#[test]
fn an_early_booking_is_called_when_nobody_else_is_there() {
    check(
        "10:00  check_in pass 10:15   A001 drawn
         10:01  call_next 1           counter 1 opened, A001 called to 1 (early for 10:15)",
    );
}

#[test]
fn a_late_booking_keeps_its_place_within_the_grace_only() {
    check(
        "10:10  check_in pass 10:00   A001 drawn
         10:11  check_in pass 10:00   A002 drawn
         10:11  draw pass             A003 drawn
         10:12  order                 A001 (10 min late), A002 (waiting 1 min), A003 (waiting 1 min)",
    );
}

#[test]
fn after_three_bookings_an_overdue_walk_in_has_its_turn() {
    check(
        "09:00  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:00  check_in pass 08:59   A006 drawn
         09:20  numbers               A002 A003 A004 A001 A005 A006
         09:20  call_next 1           counter 1 opened, A002 called to 1 (20 min after its time)
         09:20  call_next 2           counter 2 opened, A003 called to 2 (20 min after its time)
         09:20  call_next 3           counter 3 opened, A004 called to 3 (20 min after its time)
         09:20  finish A002 1         A002 finished
         09:20  call_next 1           A001 called to 1 (a walk-in's turn, waiting 20 min)",
    );
}

#[test]
fn a_walk_in_that_is_not_overdue_has_no_turn_of_its_own() {
    check(
        "09:00  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:19  numbers               A002 A003 A004 A005 A001",
    );
}

#[test]
fn a_crowd_of_walk_ins_does_not_ruin_an_appointment() {
    check(
        "08:00  draw pass             A001 drawn
         08:01  draw pass             A002 drawn
         09:00  check_in pass 09:00   A003 drawn
         09:09  numbers               A001 A002 A003
         09:10  numbers               A003 A001 A002
         09:10  call_next 1           counter 1 opened, A003 called to 1 (10 min after its time)",
    );
}

#[test]
fn a_counter_calls_only_what_it_serves() {
    check(
        "08:00  draw pass      A001 drawn
         08:01  draw car       K001 drawn
         08:02  call_next 4    counter 4 opened, K001 called to 4 (waiting 1 min)
         08:03  finish K001 4  K001 finished
         08:03  call_next 4    nobody is waiting whom this counter may serve
         08:03  call A001 4    this counter does not serve what A001 came for",
    );
}

#[test]
fn who_does_not_come_is_called_once_more_after_five_minutes_and_then_missed() {
    check(
        "08:00  draw pass        A001 drawn
         08:00  draw pass        A002 drawn
         08:01  call_next 1      counter 1 opened, A001 called to 1 (waiting 1 min)
         08:03  no_show A001 1   A001 waits again until 08:08
         08:03  call_next 1      A002 called to 1 (waiting 3 min)
         08:04  finish A002 1    A002 finished
         08:07  call_next 1      nobody is waiting whom this counter may serve
         08:08  call_next 1      A001 called to 1 (waiting 8 min)
         08:09  no_show A001 1   A001 missed
         08:20  call_next 1      nobody is waiting whom this counter may serve
         08:21  call A001 1      A001 called to 1 (chosen)",
    );
}

#[test]
fn a_call_is_repeated_three_times_at_most() {
    check(
        "08:00  draw pass      A001 drawn
         08:01  call_next 1    counter 1 opened, A001 called to 1 (waiting 1 min)
         08:02  recall A001 1  A001 recalled
         08:03  recall A001 1  A001 recalled
         08:04  recall A001 1  A001 recalled
         08:05  recall A001 1  A001 was called often enough",
    );
}

#[test]
fn a_counter_holds_one_visitor() {
    check(
        "08:00  draw pass         A001 drawn
         08:00  draw pass         A002 drawn
         08:01  call_next 1       counter 1 opened, A001 called to 1 (waiting 1 min)
         08:01  call_next 1       counter has A001 still
         08:01  close_counter 1   counter has A001 still
         08:02  arrive A001 2     A001 is at another counter
         08:02  call A001 2       A001 is called by now
         08:03  withdraw A001     A001 left
         08:03  close_counter 1   counter 1 closed
         08:03  close_counter 1   nothing",
    );
}

#[test]
fn nonsense_is_refused() {
    check(
        "08:00  draw fish        there is no such service
         08:00  call_next 77     there is no such counter
         08:00  call A001 1      there is no such ticket today
         08:00  open_day 03-12   the service day of 2026-03-11 is still open",
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
fn each_zone_gives_its_own_walk_ins_their_turn() {
    check(
        "09:00  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:00  draw car              K001 drawn
         09:20  call_next 1           counter 1 opened, A002 called to 1 (20 min after its time)
         09:20  call_next 4           counter 4 opened, K001 called to 4 (waiting 20 min)
         09:20  call_next 2           counter 2 opened, A003 called to 2 (20 min after its time)
         09:20  call_next 3           counter 3 opened, A004 called to 3 (20 min after its time)
         09:20  finish A002 1         A002 finished
         09:20  call_next 1           A001 called to 1 (a walk-in's turn, waiting 20 min)",
    );
}

#[test]
fn an_estimate_counts_the_counters_and_the_people_before() {
    check(
        "08:00  estimate pass    no counter open
         08:00  open_counter 1   counter 1 opened
         08:00  estimate pass    0 to 0 min
         08:00  draw pass        A001 drawn
         08:00  call_next 1      A001 called to 1 (waiting 0 min)
         08:00  estimate pass    10 to 20 min
         08:00  open_counter 4   counter 4 opened
         08:00  estimate pass    10 to 20 min
         08:00  estimate car     0 to 5 min
         08:00  draw pass        A002 drawn
         08:00  estimate pass    21 to 35 min
         08:30  estimate pass    12 to 26 min
         18:00  close_day        A001 left, A002 left, day closed
         18:00  estimate pass    not open",
    );
}
