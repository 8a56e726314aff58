//! Parked, transferred, split and sent to another site.

use crate::table::check;

#[test]
fn who_is_parked_waits_again_since_the_time_they_came() {
    check(
        "08:00  draw pass           A001 drawn
         08:01  draw pass           A002 drawn
         08:02  call_next 1         counter 1 opened, A001 called to 1 (waiting 2 min)
         08:03  arrive A001 1       A001 arrived
         08:05  park A001 2         A001 is at another counter
         08:05  park A001 1         A001 parked
         08:05  park A001 1         A001 is parked by now
         08:05  waiting A           1
         08:06  call_next 1         A002 called to 1 (waiting 5 min)
         08:06  draw pass           A003 drawn
         08:07  take_back A001      A001 taken back
         08:07  take_back A001      A001 is waiting by now
         08:07  order               A001 (waiting 7 min), A003 (waiting 1 min)",
    );
}

#[test]
fn a_parked_visitor_can_be_called_at_once_or_leave() {
    check(
        "08:00  draw pass           A001 drawn
         08:00  draw pass           A002 drawn
         08:02  call_next 1         counter 1 opened, A001 called to 1 (waiting 2 min)
         08:03  park A001 1         A001 parked
         08:04  call A001 2         counter 2 opened, A001 called to 2 (chosen)
         08:05  call A002 1         A002 called to 1 (chosen)
         08:06  park A002 1         A002 parked
         08:07  withdraw A002       A002 left",
    );
}

#[test]
fn a_missed_visitor_who_comes_after_all_is_taken_back() {
    check(
        "08:00  draw pass           A001 drawn
         08:01  call_next 1         counter 1 opened, A001 called to 1 (waiting 1 min)
         08:02  no_show A001 1      A001 waits again until 08:07
         08:07  call_next 1         A001 called to 1 (waiting 7 min)
         08:08  no_show A001 1      A001 missed
         08:30  take_back A001      A001 taken back
         08:30  order               A001 (waiting 30 min)",
    );
}

#[test]
fn a_transfer_keeps_the_number_and_the_time() {
    check(
        "08:00  draw pass               A001 drawn
         08:05  draw car                K001 drawn
         08:10  call_next 1             counter 1 opened, A001 called to 1 (waiting 10 min)
         08:11  arrive A001 1           A001 arrived
         08:12  transfer A001 car 2     A001 is at another counter
         08:12  transfer A001 car       A001 is at another counter
         08:12  transfer A001 car 1     A001 transferred to car in K
         08:12  waiting K               2
         08:12  waiting A               0
         08:12  order 4                 A001 (waiting 12 min), K001 (waiting 7 min)
         08:13  call_next 4             counter 4 opened, A001 called to 4 (waiting 13 min)
         08:14  draw pass               A002 drawn",
    );
}

#[test]
fn a_transfer_with_a_note_is_looked_at_before_the_next_call() {
    check(
        "08:00  draw pass                    A001 drawn
         08:01  call_next 1                  counter 1 opened, A001 called to 1 (waiting 1 min)
         08:02  transfer A001 car 1 note     A001 transferred to car in K with a note
         08:03  call_next 4                  counter 4 opened, A001 looked at by 4 (waiting 3 min)",
    );
}

#[test]
fn who_drew_for_the_wrong_thing_is_transferred_while_waiting() {
    check(
        "08:00  draw pass               A001 drawn
         08:01  transfer A001 fish      there is no such service
         08:01  transfer A001 X         there is no such zone
         08:01  transfer A001 car       A001 transferred to car in K
         08:02  transfer A001 A         A001 transferred to car in A
         08:03  call_next 4             counter 4 opened, A001 called to 4 (waiting 3 min)
         08:04  finish A001 4           A001 finished
         08:05  transfer A001 pass 4    A001 is finished by now",
    );
}

#[test]
fn several_matters_need_a_counter_that_serves_them_all() {
    check(
        "08:00  draw pass+car           A001 drawn
         08:01  draw car                K001 drawn
         08:02  numbers 4               K001
         08:02  numbers 1               A001 K001
         08:02  assign 1 pass           counter 1 takes pass
         08:02  numbers 1               nobody
         08:03  call_next 2             counter 2 opened, A001 called to 2 (waiting 3 min)
         08:04  finish A001 2           A001 finished",
    );
}

#[test]
fn what_no_counter_serves_together_is_not_one_ticket() {
    crate::table::check_with(
        |rules| {
            for counter in ["1", "2", "3"] {
                let services = Some(["pass".to_string(), "move".to_string()].into());
                rules.counters.get_mut(counter).expect("it is there").services = services;
            }
        },
        "08:00  draw pass+car              no counter serves all of this together
         08:00  draw pass+move             A001 drawn
         08:01  transfer A001 car          no counter serves all of this together
         08:01  split_off A001 move        move split off A001, A002 drawn
         08:01  transfer A002 car          A002 transferred to car in K",
    );
}

#[test]
fn a_ticket_takes_no_more_than_five_matters_and_twenty_persons() {
    check(
        "08:00  draw pass+pass       a ticket is for 1 to 20 persons with up to 5 matters, each once
         08:00  draw pass of_0       a ticket is for 1 to 20 persons with up to 5 matters, each once
         08:00  draw pass of_21      a ticket is for 1 to 20 persons with up to 5 matters, each once
         08:00  draw pass of_20      A001 drawn
         08:00  draw pass+fish       there is no such service",
    );
}

#[test]
fn a_matter_is_split_off_under_its_own_number_and_keeps_the_time() {
    check(
        "08:00  draw pass+car             A001 drawn
         08:01  draw car                  K001 drawn
         08:02  call_next 1               counter 1 opened, A001 called to 1 (waiting 2 min)
         08:03  split_off A001 move 1     A001 did not come for that
         08:03  split_off A001 car        A001 is at another counter
         08:03  split_off A001 car 1      car split off A001, K002 drawn
         08:03  split_off A001 pass 1     A001 has only this matter
         08:03  order 4                   K002 (waiting 3 min), K001 (waiting 2 min)
         08:04  finish A001 1             A001 finished",
    );
}

#[test]
fn the_services_performed_are_what_was_asked_for_or_what_was_done() {
    check(
        "08:00  draw pass+move               A001 drawn
         08:00  draw pass                    A002 drawn
         08:01  call_next 1                  counter 1 opened, A001 called to 1 (waiting 1 min)
         08:02  finish A001 1 fish           there is no such service
         08:02  finish A001 1 pass+car       A001 finished with pass+car
         08:03  call_next 1                  A002 called to 1 (waiting 3 min)
         08:04  finish A002 1                A002 finished",
    );
}

#[test]
fn at_another_site_the_time_is_kept_and_the_number_is_new() {
    check(
        "08:00  draw pass                       A001 drawn
         08:30  transfer_away A001              A001 transferred away
         08:30  transfer_away A001              A001 is moved-away by now
         08:30  take_back A001                  A001 is moved-away by now
         08:40  draw pass                       A002 drawn
         08:41  take_over pass walk_in 08:30    A003 drawn
         08:41  take_over pass 08:35 08:31      A004 drawn
         08:42  take_over pass walk_in 08:43    nobody arrives later than now
         08:43  numbers                         A004 A003 A002
         08:44  call_next 1                     counter 1 opened, A004 called to 1 (appointment 08:35)
         08:45  transfer_away A004              A004 is at another counter
         08:45  transfer_away A004 1            A004 transferred away
         08:46  undo 1                          transfer of A004 undone
         08:46  transfer_away A004 1            A004 transferred away
         08:49  undo 1                          it is too late to undo that for A004
         08:49  close_counter 1                 counter 1 closed",
    );
}
