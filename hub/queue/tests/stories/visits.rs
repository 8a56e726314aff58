//! A visit from call to finish, and who does not come.

use crate::table::check;

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
