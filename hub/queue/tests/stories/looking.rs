//! A remark is read before the call, and two clerks never call one visitor.

use crate::table::check;

#[test]
fn a_remark_is_looked_at_before_the_call() {
    check(
        "08:00  draw pass remark    A001 drawn
         08:01  draw pass           A002 drawn
         08:05  call A001 1         there is a remark to be read before A001 is called
         08:05  call_next 1         counter 1 opened, A001 looked at by 1 (waiting 5 min)
         08:05  state A001          looked-at
         08:05  waiting A           2
         08:05  call_next 1         counter has A001 still
         08:06  call A001 1         A001 called to 1 (waiting 5 min)
         08:09  arrive A001 1       A001 arrived",
    );
}

#[test]
fn nobody_else_calls_whom_a_clerk_is_looking_at() {
    check(
        "08:00  draw pass remark    A001 drawn
         08:01  draw pass           A002 drawn
         08:05  call_next 1         counter 1 opened, A001 looked at by 1 (waiting 5 min)
         08:05  look A001 2         A001 is at another counter
         08:05  call A001 2         A001 is at another counter
         08:05  release A001 2      A001 is at another counter
         08:05  numbers             A002
         08:05  call_next 2         counter 2 opened, A002 called to 2 (waiting 4 min)
         08:06  call_next 3         nobody is waiting whom this counter may serve",
    );
}

#[test]
fn who_is_released_can_be_left_out_of_the_next_call() {
    check(
        "08:00  draw pass remark     A001 drawn
         08:01  draw pass            A002 drawn
         08:05  call_next 1          counter 1 opened, A001 looked at by 1 (waiting 5 min)
         08:05  release A001 1       A001 released
         08:05  release A001 1       A001 is waiting by now
         08:05  numbers              A001 A002
         08:05  call_next 1 A001     A002 called to 1 (waiting 4 min)
         08:05  call_next 2 A001     nobody is waiting whom this counter may serve
         08:06  look A001 2          counter 2 opened, A001 looked at by 2 (chosen)
         08:06  call A001 2          A001 called to 2 (chosen)",
    );
}

#[test]
fn who_looks_for_longer_than_three_minutes_has_looked_in_vain() {
    check(
        "08:00  draw pass remark    A001 drawn
         08:05  call_next 1         counter 1 opened, A001 looked at by 1 (waiting 5 min)
         08:07  call_next 2         nobody is waiting whom this counter may serve
         08:08  call_next 2         counter 2 opened, A001 released, A001 looked at by 2 (waiting 8 min)
         08:08  call A001 1         A001 is at another counter
         08:08  call A001 2         A001 called to 2 (waiting 8 min)
         08:09  call_next 1         nobody is waiting whom this counter may serve",
    );
}

#[test]
fn who_looked_too_long_still_calls_if_nobody_else_did() {
    check(
        "08:00  draw pass remark    A001 drawn
         08:05  look A001 1         counter 1 opened, A001 looked at by 1 (chosen)
         08:30  call A001 1         A001 called to 1 (chosen)",
    );
}

#[test]
fn a_visitor_may_leave_while_a_clerk_looks() {
    check(
        "08:00  draw pass remark    A001 drawn
         08:05  look A001 1         counter 1 opened, A001 looked at by 1 (chosen)
         08:06  withdraw A001       A001 left
         08:06  call A001 1         A001 is left by now
         08:06  close_counter 1     counter 1 closed",
    );
}

#[test]
fn whoever_was_parked_and_is_looked_at_too_long_waits_for_everybody() {
    check(
        "08:00  draw pass      A001 drawn
         08:05  call_next 1    counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  park A001 1    A001 parked
         08:20  look A001 1    A001 looked at by 1 (chosen)
         08:21  waiting A      1
         08:22  call_next 2    nobody is waiting whom this counter may serve
         08:23  call_next 2    counter 2 opened, A001 released, A001 called to 2 (waiting 23 min)",
    );
}
