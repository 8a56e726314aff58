//! Whoever came without an appointment takes a time that others gave up.

use crate::table::check;

#[test]
fn whoever_takes_a_time_is_called_by_it() {
    check(
        "08:00  draw pass              A001 drawn
         08:02  draw pass              A002 drawn
         08:03  draw pass              A003 drawn
         08:04  take_time A003 08:10   A003 took 08:10
         08:04  order                  A001 (waiting 4 min), A002 (waiting 2 min), A003 (waiting 1 min)
         08:05  order                  A003 (freed 08:10), A001 (waiting 5 min), A002 (waiting 3 min)
         08:05  order 1                A003 (freed 08:10), A001 (waiting 5 min), A002 (waiting 3 min)
         08:06  call_next 1            counter 1 opened, A003 called to 1 (freed 08:10)
         08:06  order                  A001 (waiting 6 min), A002 (waiting 4 min)",
    );
}

#[test]
fn a_later_time_costs_nobody_the_place_they_had() {
    check(
        "08:00  draw pass              A001 drawn
         08:01  draw pass              A002 drawn
         08:02  take_time A001 09:00   A001 took 09:00
         08:02  order                  A001 (waiting 2 min), A002 (waiting 1 min)
         08:30  order                  A001 (waiting 30 min), A002 (waiting 29 min)
         08:30  call_next 1            counter 1 opened, A001 called to 1 (waiting 30 min)
         08:31  no_show A001 1         A001 waits again until 08:36
         08:32  order                  A002 (waiting 31 min), A001 (absent until 08:36)",
    );
}

#[test]
fn a_crowd_of_walk_ins_does_not_ruin_a_time_that_was_taken() {
    check(
        "08:00  draw pass              A001 drawn
         08:01  draw pass              A002 drawn
         08:50  draw pass              A003 drawn
         08:51  take_time A003 08:55   A003 took 08:55
         09:04  numbers                A001 A002 A003
         09:05  call_next 1            counter 1 opened, A003 called to 1 (10 min after its time)
         09:05  numbers                A001 A002",
    );
}

#[test]
fn an_appointment_is_due_before_a_time_that_was_taken_after_it() {
    check(
        "08:00  draw pass              A001 drawn
         08:10  check_in pass 08:20    A002 drawn
         08:11  draw pass              A003 drawn
         08:12  take_time A003 08:25   A003 took 08:25
         08:21  call_next 1            counter 1 opened, A001 called to 1 (waiting 21 min)
         08:21  order                  A002 (appointment 08:20), A003 (freed 08:25)",
    );
}

#[test]
fn a_time_is_taken_once_by_who_waits_without_one() {
    check(
        "08:00  draw pass              A001 drawn
         08:01  check_in pass 08:10    A002 drawn
         08:02  draw pass              A003 drawn
         08:02  draw pass remark       A004 drawn
         08:03  take_time A001 08:15   A001 took 08:15
         08:03  take_time A001 08:20   A001 has an appointment already
         08:03  take_time A002 08:20   A002 has an appointment already
         08:03  take_time A003 08:00   2026-03-11 08:00:00 UTC is over
         08:03  take_time A999 08:20   there is no such ticket today
         08:04  look A004 1            counter 1 opened, A004 looked at by 1 (chosen)
         08:04  take_time A004 08:20   A004 is at another counter
         08:05  withdraw A003          A003 left
         08:05  take_time A003 08:20   A003 is left by now",
    );
}

#[test]
fn a_time_goes_along_to_another_counter_of_the_house() {
    check(
        "08:00  draw pass              A001 drawn
         08:01  draw car               K001 drawn
         08:02  take_time A001 08:10   A001 took 08:10
         08:06  transfer A001 car      A001 transferred to car in K
         08:06  order                  A001 (freed 08:10), K001 (waiting 5 min)
         08:06  call_next 1            counter 1 opened, A001 called to 1 (freed 08:10)
         08:07  undo 1                 call of A001 undone
         08:07  order                  A001 (freed 08:10), K001 (waiting 6 min)",
    );
}
