//! A slip of the hand is undone, while nothing else has happened.

use crate::table::check;

#[test]
fn a_call_is_undone_and_the_visitor_keeps_the_place() {
    check(
        "08:00  draw pass      A001 drawn
         08:00  draw pass      A002 drawn
         08:05  call_next 1    counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  undo 1         call of A001 undone
         08:06  order          A001 (waiting 6 min), A002 (waiting 6 min)
         08:06  undo 1         there is nothing to undo at this counter
         08:07  call_next 1    A001 called to 1 (waiting 7 min)",
    );
}

#[test]
fn a_no_show_is_undone_and_its_count_with_it() {
    check(
        "08:00  draw pass        A001 drawn
         08:05  call_next 1      counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  no_show A001 1   A001 waits again until 08:11
         08:06  undo 1           no-show of A001 undone
         08:06  state A001       called
         08:07  no_show A001 1   A001 waits again until 08:12
         08:12  call_next 1      A001 called to 1 (waiting 12 min)
         08:13  no_show A001 1   A001 missed
         08:14  undo 1           no-show of A001 undone
         08:14  arrive A001 1    A001 arrived",
    );
}

#[test]
fn a_finish_a_park_and_a_transfer_are_undone() {
    check(
        "08:00  draw pass               A001 drawn
         08:05  call_next 1             counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  arrive A001 1           A001 arrived
         08:10  finish A001 1           A001 finished
         08:11  undo 1                  finish of A001 undone
         08:11  state A001              serving
         08:11  park A001 1             A001 parked
         08:12  undo 1                  park of A001 undone
         08:12  transfer A001 car 1     A001 transferred to car in K
         08:13  undo 1                  transfer of A001 undone
         08:13  waiting K               0
         08:14  finish A001 1           A001 finished",
    );
}

#[test]
fn after_two_minutes_it_is_too_late() {
    check(
        "08:00  draw pass        A001 drawn
         08:05  call_next 1      counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  finish A001 1    A001 finished
         08:09  undo 1           it is too late to undo that for A001",
    );
}

#[test]
fn what_something_has_followed_is_not_undone() {
    check(
        "08:00  draw pass             A001 drawn
         08:00  draw pass             A002 drawn
         08:05  call_next 1           counter 1 opened, A001 called to 1 (waiting 5 min)
         08:05  recall A001 1         A001 recalled
         08:05  undo 1                it is too late to undo that for A001
         08:05  park A001 1           A001 parked
         08:05  take_back A001        A001 taken back
         08:05  undo 1                it is too late to undo that for A001
         08:05  prioritise A002 high  A002 has high priority
         08:06  undo 2                there is nothing to undo at this counter
         08:06  undo 77               there is no such counter",
    );
}

#[test]
fn only_the_last_step_of_a_counter_is_undone() {
    check(
        "08:00  draw pass        A001 drawn
         08:00  draw pass        A002 drawn
         08:05  call_next 1      counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  finish A001 1    A001 finished
         08:06  call_next 1      A002 called to 1 (waiting 6 min)
         08:06  undo 1           call of A002 undone
         08:06  undo 1           there is nothing to undo at this counter
         08:07  state A001       finished",
    );
}

#[test]
fn a_finish_is_not_undone_while_the_counter_looks_at_the_next() {
    check(
        "08:00  draw pass          A001 drawn
         08:00  draw pass remark   A002 drawn
         08:05  call_next 1        counter 1 opened, A001 called to 1 (waiting 5 min)
         08:06  finish A001 1      A001 finished
         08:06  call_next 1        A002 looked at by 1 (waiting 6 min)
         08:06  undo 1             counter has A002 still
         08:06  release A002 1     A002 released
         08:06  undo 1             finish of A001 undone",
    );
}

#[test]
fn an_undone_call_does_not_count_for_the_share() {
    check(
        "08:30  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:20  call_next 1           counter 1 opened, A002 called to 1 (20 min after its time)
         09:20  call_next 2           counter 2 opened, A003 called to 2 (20 min after its time)
         09:20  call_next 3           counter 3 opened, A004 called to 3 (20 min after its time)
         09:20  numbers               A001 A005
         09:20  undo 3                call of A004 undone
         09:20  numbers               A004 A001 A005
         09:20  call A001 3           A001 called to 3 (chosen)
         09:21  undo 3                call of A001 undone
         09:21  numbers               A004 A001 A005",
    );
}

#[test]
fn an_undone_finish_is_unlearned() {
    let mut table = crate::table::Table::new();
    for _ in 0..20 {
        let drawn = table.plays("08:00", "draw pass");
        let number = drawn.split(' ').next().expect("a number");
        table.plays("08:00", &format!("call {number} 1"));
        table.plays("08:00", &format!("arrive {number} 1"));
        table.plays("08:06", &format!("finish {number} 1"));
    }
    assert_eq!(table.plays("08:06", "learned pass"), "6 to 6 min");
    assert_eq!(table.plays("08:07", "undo 1"), "finish of A020 undone");
    assert_eq!(table.plays("08:07", "learned pass"), "too little");
}

#[test]
fn who_was_overtaken_after_a_step_stays_so_when_it_is_undone() {
    check(
        "08:00  draw pass             A001 drawn
         08:01  draw car              K001 drawn
         08:05  call_next 1           counter 1 opened, A001 called to 1 (waiting 5 min)
         08:05  transfer A001 car 1   A001 transferred to car in K
         08:05  call K001 4           counter 4 opened, K001 called to 4 (chosen)
         08:05  overtaken A001        1 times
         08:06  undo 1                transfer of A001 undone
         08:06  overtaken A001        1 times",
    );
}

#[test]
fn what_can_be_undone_is_known_until_the_day_ends() {
    check(
        "08:00  draw pass       A001 drawn
         08:00  last_step 1     none
         08:05  call_next 1     counter 1 opened, A001 called to 1 (waiting 5 min)
         08:05  last_step 1     call of A001 until 08:07
         08:06  finish A001 1   A001 finished
         08:06  last_step 1     finish of A001 until 08:08
         08:07  close_day       day closed
         08:07  last_step 1     none",
    );
}
