//! Holding, confirming, changing and giving back.

use crate::table::{check, check_with};

#[test]
fn who_can_do_least_is_taken_first() {
    check(
        "03-10 07:00  free pass 03-11            08:00-11:50 x2
         03-10 07:00  claim 1 pass 03-11 08:00   1 booked with bert until 08:10
         03-10 07:00  free move 03-11            08:00-11:40 x1
         03-10 07:01  claim 2 move 03-11 08:00   2 booked with anna until 08:20
         03-10 07:01  claim 3 pass 03-11 08:00   every seat is taken at this time
         03-10 07:01  free pass 03-11            08:10 x1, 08:20-11:50 x2",
    );
}

#[test]
fn a_held_time_is_nobody_elses_until_its_ten_minutes_are_over() {
    check(
        "03-10 07:00  claim 1 move 03-11 08:00 hold   1 held with anna for 07:10
         03-10 07:00  deadline                        03-10 07:10
         03-10 07:09  claim 2 move 03-11 08:00        every seat is taken at this time
         03-10 07:09  free move 03-11                 08:20-11:40 x1
         03-10 07:10  free move 03-11                 08:00-11:40 x1
         03-10 07:10  confirm 1                       this booking was held or unverified for too long
         03-10 07:10  claim 2 move 03-11 08:00        1 lapsed, 2 booked with anna until 08:20
         03-10 07:10  deadline                        none",
    );
}

#[test]
fn a_booking_by_mail_is_confirmed_within_the_hour() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:00 hold   1 held with bert for 07:10
         03-10 07:05  submit 1                        1 submitted for 08:05
         03-10 07:06  submit 1                        nothing
         03-10 07:20  check_in 1                      this booking is not confirmed yet
         03-10 08:04  confirm 1                       1 confirmed
         03-10 08:30  confirm 1                       nothing
         03-10 08:30  submit 1                        nothing
         03-10 08:30  state 1                         confirmed 03-11 08:00 with bert, change 0
         03-10 09:00  claim 2 pass 03-11 08:00 hold   2 held with anna for 09:10
         03-10 09:01  submit 2                        2 submitted for 10:01
         03-10 10:01  lapse                           2 lapsed
         03-10 10:02  confirm 2                       this booking was held or unverified for too long
         03-10 10:02  release 2                       nothing",
    );
}

#[test]
fn whoever_is_here_already_is_checked_in_with_the_same_breath() {
    check(
        "03-11 07:50  claim 1 pass 03-11 08:00 infopoint here   1 booked with bert until 08:10, 1 checked in
         03-11 07:50  claim 1 pass 03-11 08:00 infopoint here   nothing
         03-11 07:51  claim 2 move 03-11 08:00 infopoint hold   2 held with anna for 08:01
         03-11 07:51  claim 2 move 03-11 08:00 infopoint here   this id is of another booking
         03-11 07:51  claim 3 pass 03-11 08:00 infopoint here   every seat is taken at this time
         03-11 08:20  miss_late 03-11 08:10                     2 lapsed",
    );
}

#[test]
fn asking_twice_is_asking_once() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:00   1 booked with bert until 08:10
         03-10 07:01  claim 1 pass 03-11 08:00   nothing
         03-10 07:01  claim 1 pass 03-11 08:10   this id is of another booking
         03-10 07:01  claim 1 move 03-11 08:00   this id is of another booking
         03-10 07:02  rebook 1 03-11 08:00       nothing
         03-10 07:03  release 1                  1 cancelled
         03-10 07:03  release 1                  nothing
         03-10 07:04  claim 1 pass 03-11 08:00   this booking was cancelled
         03-10 07:04  confirm 1                  this booking was cancelled
         03-10 07:04  rebook 1 03-11 09:00       this booking was cancelled
         03-10 07:04  release 9                  there is no such booking",
    );
}

#[test]
fn rebooking_takes_the_new_time_and_gives_the_old_one_back_at_once() {
    check(
        "03-10 07:00  claim 1 move 03-11 08:00 staff   1 booked with anna until 08:20
         03-10 07:00  claim 2 move 03-11 09:00 staff   2 booked with anna until 09:20
         03-10 07:01  rebook 1 03-11 08:10             1 rebooked with anna to 03-11 08:10
         03-10 07:01  rebook 1 03-11 09:10             every seat is taken at this time
         03-10 07:01  state 1                          confirmed 03-11 08:10 with anna, change 1
         03-10 07:02  claim 3 pass 03-11 08:00         3 booked with bert until 08:10
         03-10 07:02  rebook 1 03-12 14:00             1 rebooked with anna to 03-12 14:00
         03-10 07:02  free move 03-11                  08:00-08:40 x1, 09:20-11:40 x1",
    );
}

#[test]
fn who_does_not_come_has_missed_it_when_the_day_is_closed() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:00   1 booked with bert until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00   2 booked with anna until 08:10
         03-10 07:00  claim 3 pass 03-12 08:00   3 booked with bert until 08:10
         03-10 07:55  check_in 1                 this booking is for another day
         03-11 07:55  check_in 1                 1 checked in
         03-11 07:56  check_in 1                 nothing
         03-11 07:56  release 1                  this booking is checked in already
         03-11 07:56  rebook 1 03-12 09:00       this booking is checked in already
         03-11 12:30  close_day 03-11            2 missed
         03-11 12:30  close_day 03-11            nothing
         03-11 12:31  miss 2                     nothing
         03-11 12:31  release 2                  this booking was missed
         03-11 12:40  check_in 2                 2 checked in",
    );
}

#[test]
fn what_is_no_slot_is_refused() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:05     no appointment begins at this time
         03-10 07:00  claim 1 pass 03-11 12:00     no appointment begins at this time
         03-10 07:00  claim 1 move 03-11 11:50     every seat is taken at this time
         03-10 07:00  claim 1 pass 03-14 08:00     closed
         03-10 07:00  claim 1 fish 03-11 08:00     this service cannot be booked
         03-10 07:00  claim 1 pass*0 03-11 08:00   a matter is for one to twenty persons, some for one only
         03-10 07:00  claim 1 pass 03-09 08:00     past
         03-10 09:01  claim 1 pass 03-10 09:00     this time has passed
         03-10 07:00  claim 1 pass 2030-01-07 08:00   too far
         03-10 09:00  claim 1 pass 03-10 09:00     1 booked with bert until 09:10",
    );
}

#[test]
fn several_matters_are_one_visit_with_one_clerk() {
    check(
        "03-10 07:00  free pass+move 03-11            08:00-11:30 x1
         03-10 07:00  claim 1 pass+move 03-11 08:00   1 booked with anna until 08:30
         03-10 07:00  claim 2 move*3 03-11 08:30      2 booked with anna until 09:10
         03-10 07:00  claim 3 pass+pass+pass+pass+pass+pass 03-11 10:00   one to five matters, each once
         03-10 07:00  free move*20+move*20 03-13      too long for this day",
    );
}

#[test]
fn a_visit_may_need_a_room_too_but_not_on_the_telephone() {
    use calendar::plan::{Kind, Need, Pool, Resource};
    use calendar::wish::Form;
    check_with(
        |plan| {
            let hours = plan.pools["office"].hours.clone();
            plan.pools.insert("rooms".into(), Pool { hours, ..Pool::default() });
            let room = Resource { kind: Kind::Room, pool: "rooms".into(), ..Resource::default() };
            plan.resources.insert("room 1".into(), room);
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.forms.insert(Form::Phone);
            let forms = Some([Form::InPerson].into());
            pass.needs.push(Need { pool: "rooms".into(), skill: None, forms });
        },
        "03-10 07:00  free pass 03-11                  08:00-11:50 x1
         03-10 07:00  claim 1 pass 03-11 08:00         1 booked with bert and room 1 until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00         every seat is taken at this time
         03-10 07:00  claim 2 pass 03-11 08:00 phone   2 booked with anna until 08:10
         03-10 07:00  free pass 03-11                  08:10-11:50 x1",
    );
}

#[test]
fn a_visit_may_need_two_clerks_of_one_office() {
    use calendar::plan::Need;
    check_with(
        |plan| {
            let mut clerk = plan.resources["bert"].clone();
            plan.resources.insert("cleo".into(), clerk.clone());
            clerk.skills = ["move".to_string()].into();
            plan.resources.insert("dora".into(), clerk);
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.needs.push(Need { pool: "office".into(), skill: Some("move".into()), forms: None });
        },
        "03-10 07:00  free pass 03-11            08:00-11:50 x2
         03-10 07:00  claim 1 pass 03-11 08:00   1 booked with bert and dora until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00   2 booked with cleo and anna until 08:10
         03-10 07:00  free pass 03-11            08:10-11:50 x2",
    );
}

#[test]
fn times_of_other_centuries_are_refused_and_nothing_else_happens() {
    check(
        "03-10 07:00  claim 1 pass 9999-03-11 08:00      too far
         03-10 07:00  claim 1 pass 0001-03-11 08:00      too far
         03-10 07:00  free pass 9999-03-11               too far
         03-10 07:00  close_day 9999-03-11               too far
         03-10 07:00  absent 1 anna 03-11 9999-03-11     an absence is of these ten years
         03-10 07:00  absent 1 anna 03-11 2036-03-01     anna absent (1)",
    );
}

#[test]
fn what_is_over_is_forgotten_and_what_comes_is_not() {
    use crate::table::{Table, town};
    let mut table = Table::of(town());
    assert_eq!(table.plays("03-10 07:00", "forget_before 03-11 00:00"), "nothing");
    table.plays("03-10 07:00", "claim 1 pass 03-10 08:00");
    table.plays("03-10 07:00", "claim 2 pass 03-12 08:00");
    table.plays("03-10 07:00", "claim 3 pass 03-10 08:00 hold");
    table.plays("03-10 07:00", "absent 1 anna 03-10 03-10");
    assert_eq!(table.plays("03-11 00:00", "forget_before 03-11 00:00"), "3 lapsed, forgotten");
    assert_eq!(table.plays("03-11 00:00", "state 1"), "unknown");
    assert_eq!(table.plays("03-11 00:00", "state 2"), "confirmed 03-12 08:00 with bert, change 0");
    assert_eq!(table.plays("03-11 00:00", "deadline"), "none");
    assert_eq!(table.plays("03-11 00:00", "release 1"), "there is no such booking");
    assert_eq!(table.bookings.absences_of("anna").count(), 0);
    assert_eq!(table.replayed(), table.bookings);
}

#[test]
fn a_day_that_goes_on_waits_again_for_those_its_end_had_missed() {
    check_with(
        |plan| {
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.forms.insert(calendar::wish::Form::Phone);
        },
        "03-10 07:00  claim 1 pass 03-10 08:00        1 booked with bert until 08:10
         03-10 07:00  claim 2 pass 03-10 08:10        2 booked with bert until 08:20
         03-10 07:00  claim 3 pass 03-10 08:20 phone  3 booked with bert until 08:30
         03-10 08:05  check_in 1                      1 checked in
         03-10 08:06  close_day 03-10                 2 missed
         03-10 08:07  resume_day 03-10                2 awaited
         03-10 08:07  resume_day 03-10                nothing
         03-10 08:12  check_in 2                      2 checked in",
    );
}

#[test]
fn who_is_late_gives_up_the_rest_of_the_time_and_is_welcome_all_the_same() {
    check(
        "03-10 07:00  claim 1 move 03-11 08:00 staff   1 booked with anna until 08:20
         03-10 07:00  claim 2 move 03-11 08:20 staff   2 booked with anna until 08:40
         03-11 08:10  miss_late 03-11 08:00            nothing
         03-11 08:10  miss_late 03-11 08:01            1 missed
         03-11 08:10  miss_late 03-11 08:01            nothing
         03-11 08:10  claim 3 pass 03-11 08:10 staff   3 booked with bert until 08:20
         03-11 08:10  claim 4 pass 03-11 08:10 staff   4 booked with anna until 08:20
         03-11 08:10  claim 5 pass 03-11 08:10 staff   every seat is taken at this time
         03-11 08:12  check_in 1                       1 checked in
         03-11 08:12  claim 6 pass 03-11 08:10 staff   this time has passed
         03-11 08:12  release 1                        this booking is checked in already",
    );
}

#[test]
fn a_day_that_goes_on_gives_a_seat_back_once() {
    check(
        "03-11 08:00  claim 1 move 03-11 08:20 staff   1 booked with anna until 08:40
         03-11 08:31  miss_late 03-11 08:21            1 missed
         03-11 08:31  claim 2 move 03-11 08:35 staff   no appointment begins at this time
         03-11 08:31  release 1                        this booking was missed
         03-11 08:35  close_day 03-11                  nothing
         03-11 08:36  resume_day 03-11                 1 awaited",
    );
}

#[test]
fn a_clerk_whom_the_second_need_must_have_is_not_taken_for_the_first() {
    use crate::table::clerk;
    use calendar::plan::Need;
    check_with(
        |plan| {
            plan.resources.remove("bert");
            plan.resources.insert("zoe".into(), clerk("office", &["pass", "car"]));
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.needs.push(Need { pool: "office".into(), skill: Some("move".into()), forms: None });
        },
        "03-10 07:00  free pass 03-11            08:00-11:50 x1
         03-10 07:00  claim 1 pass 03-11 08:00   1 booked with zoe and anna until 08:10
         03-10 07:00  free pass 03-11            08:10-11:50 x1",
    );
}
