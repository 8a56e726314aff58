//! Somebody is ill: who takes over, and whom the staff must call.

use crate::table::{check, check_with, clerk};
use calendar::Plan;
use calendar::plan::Resource;

#[test]
fn a_colleague_takes_over_what_they_can_do() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:00 staff   1 booked with bert until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00 staff   2 booked with anna until 08:10
         03-10 07:00  claim 3 move 03-11 09:00 staff   3 booked with anna until 09:20
         03-10 07:00  claim 4 pass 03-11 09:00 staff   4 booked with bert until 09:10
         03-10 07:00  would_take_over anna 03-11 03-11   2 stuck, 3 stuck
         03-10 07:00  would_take_over bert 03-11 03-11   1 stuck, 4 stuck
         03-10 07:00  release 1                        1 cancelled
         03-10 07:00  absent 1 anna 03-11 03-11        anna absent (1)
         03-10 07:00  absent 1 anna 03-11 03-11        nothing
         03-10 07:00  takes_over 1                     2 to bert, 3 stuck
         03-10 07:00  move 2 anna bert                 2 moved to bert
         03-10 07:01  move 2 anna bert                 nothing
         03-10 07:01  move 3 anna bert                 that resource cannot do this
         03-10 07:01  takes_over 1                     3 stuck
         03-10 07:01  free move 03-11                  nobody there
         03-10 07:01  return 1                         returned (1)
         03-10 07:01  return 1                         nothing
         03-10 07:01  free move 03-11                  08:00-08:40 x1, 09:20-11:40 x1",
    );
}

#[test]
fn half_a_day_touches_half_of_the_bookings_and_none_that_are_over() {
    check(
        "03-10 07:00  claim 1 move 03-11 08:00 staff             1 booked with anna until 08:20
         03-10 07:00  claim 2 move 03-11 09:50 staff             2 booked with anna until 10:10
         03-10 07:00  claim 3 move 03-11 11:00 staff             3 booked with anna until 11:20
         03-10 07:00  would_take_over anna 03-11 10:00 12:00     2 stuck, 3 stuck
         03-11 10:05  would_take_over anna 03-11 08:00 12:00     3 stuck
         03-10 07:00  would_take_over anna 03-11 08:20 09:50     nobody is touched
         03-10 07:00  would_take_over anna 03-12 03-12           nobody is touched
         03-10 07:00  absent 1 nobody 03-11 03-11                there is no such resource
         03-10 07:00  absent 1 anna 03-11 10:00 10:00            an absence ends after it begins",
    );
}

#[test]
fn deputies_come_first_in_their_order() {
    let settings = |plan: &mut Plan| {
        for (name, skills) in [("cleo", vec!["pass", "move"]), ("dora", vec!["pass"])] {
            plan.resources.insert(name.into(), clerk("office", &skills));
        }
        let anna = plan.resources.get_mut("anna").expect("she is there");
        anna.deputies = vec!["cleo".into(), "dora".into()];
    };
    check_with(
        settings,
        "03-10 07:00  claim 1 pass 03-11 08:00 staff     1 booked with bert until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00 staff     2 booked with dora until 08:10
         03-10 07:00  claim 3 pass 03-11 08:00 staff     3 booked with anna until 08:10
         03-10 07:00  release 2                          2 cancelled
         03-10 07:00  would_take_over anna 03-11 03-11   3 to cleo
         03-10 07:00  claim 4 move 03-11 08:00 staff     4 booked with cleo until 08:20
         03-10 07:00  would_take_over anna 03-11 03-11   3 to dora
         03-10 07:00  absent 1 dora 03-11 03-11          dora absent (1)
         03-10 07:00  would_take_over anna 03-11 03-11   3 stuck
         03-10 07:00  move 3 anna dora                   every seat is taken at this time
         03-10 07:00  move 3 bert cleo                   this booking is not with that resource
         03-10 07:00  move 3 anna nobody                 there is no such resource",
    );
}

#[test]
fn a_deputy_takes_over_for_another_remit_and_a_colleague_does_not() {
    use calendar::wish::Remit;
    let names = |first: &str, last: &str| Remit::Names(vec![(first.into(), last.into())]);
    check_with(
        |plan| {
            plan.resources.get_mut("anna").expect("she is there").remit = names("A", "K");
            plan.resources.get_mut("bert").expect("he is there").remit = names("L", "Z");
            plan.resources.get_mut("bert").expect("he is there").deputies = vec!["anna".into()];
            let everybody = clerk("office", &["move"]);
            plan.resources.insert("cleo".into(), Resource { forms: None, ..everybody });
        },
        "03-10 07:00  claim 1 pass 03-11 08:00 name=Abel    1 booked with anna until 08:10
         03-10 07:00  claim 2 pass 03-11 09:00 name=Zorn    2 booked with bert until 09:10
         03-10 07:00  claim 3 move 03-11 09:30 name=Abel    3 booked with cleo until 09:50
         03-10 07:00  would_take_over anna 03-11 03-11      1 stuck
         03-10 07:00  would_take_over bert 03-11 03-11      2 to anna",
    );
}

#[test]
fn one_of_two_clerks_does_not_stand_in_for_the_other() {
    use calendar::plan::Need;
    check_with(
        |plan| {
            plan.resources.insert("cleo".into(), clerk("office", &["pass", "move"]));
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.needs.push(Need { pool: "office".into(), skill: Some("move".into()), forms: None });
        },
        "03-10 07:00  claim 1 pass 03-11 08:00           1 booked with bert and anna until 08:10
         03-10 07:00  would_take_over bert 03-11 03-11   1 to cleo
         03-10 07:00  move 1 bert anna                   this booking is not with that resource
         03-10 07:00  absent 1 cleo 03-11 03-11          cleo absent (1)
         03-10 07:00  would_take_over bert 03-11 03-11   1 stuck",
    );
}

#[test]
fn what_has_lapsed_needs_nobody() {
    check(
        "03-10 07:00  claim 1 move 03-11 08:00 hold      1 held with anna for 07:10
         03-10 07:09  would_take_over anna 03-11 03-11   1 stuck
         03-10 07:10  would_take_over anna 03-11 03-11   nobody is touched",
    );
}
