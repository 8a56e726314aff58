//! Seats that are kept back, and a house that is full.

use crate::table::{check_with, clerk};
use calendar::Plan;

fn office(plan: &mut Plan) -> &mut calendar::plan::Pool {
    plan.pools.get_mut("office").expect("it is there")
}

fn four_clerks(plan: &mut Plan) {
    plan.resources.insert("cleo".into(), clerk("office", &["pass"]));
    plan.resources.insert("dora".into(), clerk("office", &["pass"]));
}

#[test]
fn the_public_has_its_share_and_the_staff_has_all() {
    check_with(
        |plan| {
            four_clerks(plan);
            office(plan).hours[0].public = Some(2);
        },
        "03-10 07:00  free pass 03-11                      08:00-11:50 x2
         03-10 07:00  free pass 03-11 staff                08:00-11:50 x4
         03-10 07:00  free pass 03-12                      08:00-11:50 x2, 14:00-17:50 x4
         03-10 07:00  claim 1 pass 03-11 08:00             1 booked with bert until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00 infopoint   2 booked with cleo until 08:10
         03-10 07:00  claim 3 pass 03-11 08:00 kiosk       3 booked with dora until 08:10
         03-10 07:00  claim 4 pass 03-11 08:00             every seat is taken at this time
         03-10 07:00  free pass 03-11                      08:10-11:50 x2
         03-10 07:00  claim 4 pass 03-11 08:00 staff       4 booked with anna until 08:10",
    );
}

#[test]
fn some_seats_are_for_walk_ins_and_nobody_books_them() {
    check_with(
        |plan| {
            four_clerks(plan);
            office(plan).hours[0].walk_ins = 1;
        },
        "03-10 07:00  free pass 03-11 staff              08:00-11:50 x3
         03-10 07:00  absent 1 cleo 03-11 09:00 12:00   cleo absent (1)
         03-10 07:00  free pass 03-11                    08:00-08:50 x3, 09:00-11:50 x2
         03-10 07:00  absent 2 dora 03-11 03-11          dora absent (2)
         03-10 07:00  absent 3 bert 03-11 03-11          bert absent (3)
         03-10 07:00  free pass 03-11                    08:00-08:50 x1
         03-10 07:00  claim 1 pass 03-11 08:50           1 booked with cleo until 09:00
         03-10 07:00  return 1                           returned (1)
         03-10 07:00  absent 1 cleo 03-11 03-11          cleo absent (1)
         03-10 07:00  free pass 03-11                    kept back
         03-10 07:00  claim 2 pass 03-11 08:00 staff     kept back",
    );
}

#[test]
fn some_seats_are_for_urgent_matters_until_shortly_before() {
    check_with(
        |plan| {
            four_clerks(plan);
            office(plan).hours[0].urgent = 2;
            office(plan).urgent_freed_minutes = Some(120);
        },
        "03-10 07:00  free pass 03-11                          08:00-11:50 x2
         03-10 07:00  free pass 03-11 staff urgent             08:00-11:50 x4
         03-10 07:00  claim 1 pass 03-11 08:00 staff urgent    1 booked with bert until 08:10
         03-10 07:00  free pass 03-11                          08:00-11:50 x2
         03-10 07:00  claim 2 pass 03-11 08:00                 2 booked with cleo until 08:10
         03-10 07:00  claim 3 pass 03-11 08:00                 3 booked with dora until 08:10
         03-10 07:00  claim 4 pass 03-11 08:00                 every seat is taken at this time
         03-11 05:59  claim 4 pass 03-11 08:00                 every seat is taken at this time
         03-11 06:00  claim 4 pass 03-11 08:00                 4 booked with anna until 08:10
         03-11 06:00  free pass 03-11                          08:10-11:50 x2
         03-11 07:00  free pass 03-11                          08:10-09:00 x4, 09:10-11:50 x2",
    );
}

#[test]
fn a_house_has_room_for_so_many_people_whatever_office_they_visit() {
    check_with(
        |plan| {
            four_clerks(plan);
            plan.pools.insert("cars".into(), plan.pools["office"].clone());
            plan.resources.insert("carl".into(), clerk("cars", &["car"]));
            let mut car = crate::table::service("cars", "car", 30);
            car.forms.insert(calendar::wish::Form::Phone);
            plan.services.insert("car".into(), car);
            plan.people_max = Some(3);
        },
        "03-10 07:00  free pass 03-11                    08:00-11:50 x3
         03-10 07:00  claim 1 car*2 03-11 08:00          1 booked with carl until 08:30
         03-10 07:00  free pass 03-11                    08:00-08:20 x1, 08:30-11:50 x3
         03-10 07:00  free pass*2 03-11                  08:30-11:50 x1
         03-10 07:00  claim 2 pass*3 03-11 08:20 staff   every seat is taken at this time
         03-10 07:00  claim 2 car 03-11 09:00 phone      2 booked with carl until 09:30
         03-10 07:00  claim 3 pass*3 03-11 09:00         3 booked with bert until 09:10
         03-10 07:00  free pass*4 03-11                  kept back",
    );
}
