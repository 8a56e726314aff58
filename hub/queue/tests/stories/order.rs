//! The order of calling.

use crate::table::{check, check_with};

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
         10:12  order                 A001 (10 min late), A002 (11 min too late), A003 (waiting 1 min)",
    );
}

#[test]
fn after_three_bookings_an_overdue_walk_in_has_its_turn() {
    check(
        "08:30  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:00  check_in pass 08:59   A006 drawn
         09:10  numbers               A002 A003 A004 A001 A005 A006
         09:10  call_next 1           counter 1 opened, A002 called to 1 (10 min after its time)
         09:10  call_next 2           counter 2 opened, A003 called to 2 (10 min after its time)
         09:10  call_next 3           counter 3 opened, A004 called to 3 (10 min after its time)
         09:10  finish A002 1         A002 finished
         09:10  call_next 1           A001 called to 1 (a walk-in's turn, waiting 40 min)",
    );
}

#[test]
fn on_an_overbooked_day_a_walk_in_has_no_turn_before_bookings_that_were_due_earlier() {
    check(
        "09:00  draw pass             A001 drawn
         09:00  check_in pass 08:55   A002 drawn
         09:00  check_in pass 08:56   A003 drawn
         09:00  check_in pass 08:57   A004 drawn
         09:00  check_in pass 08:58   A005 drawn
         09:10  check_in pass 09:21   A006 drawn
         09:40  numbers               A002 A003 A004 A005 A001 A006",
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
fn each_zone_gives_its_own_walk_ins_their_turn() {
    check(
        "08:30  draw pass             A001 drawn
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
         09:20  call_next 1           A001 called to 1 (a walk-in's turn, waiting 50 min)",
    );
}

#[test]
fn a_priority_moves_the_due_time_by_twenty_minutes() {
    check(
        "08:00  draw pass               A001 drawn
         08:10  draw pass low           A002 drawn
         08:19  draw pass high          A003 drawn
         08:21  draw pass high          A004 drawn
         08:25  draw pass               A005 drawn
         08:25  numbers                 A003 A001 A004 A005 A002
         08:25  call_next 1             counter 1 opened, A003 called to 1 (preferred, waiting 6 min)
         08:25  call_next 2             counter 2 opened, A001 called to 2 (waiting 25 min)
         08:25  call_next 3             counter 3 opened, A004 called to 3 (preferred, waiting 4 min)
         08:25  order                   A005 (waiting 0 min), A002 (waiting 15 min)",
    );
}

#[test]
fn a_clerk_changes_a_priority_and_the_place_with_it() {
    check(
        "08:00  draw pass               A001 drawn
         08:01  draw pass               A002 drawn
         08:02  prioritise A002 high    A002 has high priority
         08:02  prioritise A002 high    nothing
         08:02  numbers                 A002 A001
         08:03  prioritise A002 low     A002 has low priority
         08:03  numbers                 A001 A002
         08:04  withdraw A002           A002 left
         08:05  prioritise A002 high    A002 is left by now",
    );
}

#[test]
fn a_preferred_booking_is_still_early_before_its_time() {
    check(
        "10:00  check_in pass 10:30 high   A001 drawn
         10:10  check_in pass 10:16        A002 drawn
         10:20  order                      A002 (appointment 10:16), A001 (early for 10:30)
         10:25  order                      A001 (preferred, waiting 25 min), A002 (appointment 10:16)
         10:26  order                      A002 (10 min after its time), A001 (preferred, waiting 26 min)",
    );
}

#[test]
fn who_needs_a_step_free_counter_is_called_only_there() {
    check(
        "08:00  draw pass step_free        A001 drawn
         08:01  draw pass                  A002 drawn
         08:02  draw pass sign_language    A003 drawn
         08:05  numbers 1                  A002
         08:05  numbers 2                  A001 A002
         08:05  call A001 1                this counter has not what A001 needs
         08:05  call_next 1                counter 1 opened, A002 called to 1 (waiting 4 min)
         08:05  finish A002 1              A002 finished
         08:05  call_next 1                nobody is waiting whom this counter may serve
         08:05  estimate A001              no counter open
         08:06  call_next 2                counter 2 opened, A001 called to 2 (waiting 6 min)
         08:07  estimate A003              no counter open",
    );
}

#[test]
fn a_counter_takes_only_what_it_is_assigned_today() {
    check(
        "08:00  draw car               K001 drawn
         08:01  draw pass              A001 drawn
         08:02  assign 1 pass+move     counter 1 takes move+pass
         08:02  assign 1 move+pass     nothing
         08:03  numbers 1              A001
         08:03  call K001 1            this counter does not serve what K001 came for
         08:04  assign 1 all           counter 1 takes all
         08:04  numbers 1              A001 K001
         08:04  assign 4 pass          counter 4 takes pass
         08:04  numbers 4              nobody
         08:05  assign 1 fish          there is no such service
         08:05  assign 77 pass         there is no such counter",
    );
}

#[test]
fn who_is_overtaken_by_later_arrivals_is_counted() {
    check(
        "09:00  draw pass                A001 drawn
         09:01  draw pass step_free      A002 drawn
         09:02  draw car                 K001 drawn
         09:03  check_in pass 09:50      A003 drawn
         09:05  check_in pass 09:05      A004 drawn
         09:10  call_next 1              counter 1 opened, A004 called to 1 (appointment 09:05)
         09:10  overtaken A001           1 times
         09:10  overtaken A002           1 times
         09:10  overtaken K001           1 times
         09:10  overtaken A003           0 times
         09:11  call_next 4              counter 4 opened, K001 called to 4 (waiting 9 min)
         09:11  overtaken A001           1 times
         09:11  undo 1                   call of A004 undone
         09:11  overtaken A001           0 times
         09:11  overtaken K001           0 times",
    );
}

#[test]
fn the_share_of_walk_ins_and_the_delay_are_settings() {
    check_with(
        |rules| {
            rules.order.share_one_in = 2;
            rules.order.booking_delay_max = chrono::TimeDelta::minutes(30);
        },
        "08:30  draw pass               A001 drawn
         09:00  check_in pass 08:55     A002 drawn
         09:00  check_in pass 08:56     A003 drawn
         09:20  numbers                 A001 A002 A003
         09:29  numbers                 A001 A002 A003
         09:30  numbers                 A002 A001 A003
         09:30  call_next 1             counter 1 opened, A002 called to 1 (30 min after its time)
         09:30  order  A001 (a walk-in's turn, waiting 60 min), A003 (30 min after its time)",
    );
}
