//! Who gets a number, and who does not any more.

use chrono::TimeDelta;

use crate::table::{check, check_with, check_with_break};

#[test]
fn a_kiosk_keeps_to_the_contingent_of_a_service_and_staff_may_exceed_it() {
    check_with(
        |rules| rules.services.get_mut("pass").expect("it is there").contingent = Some(2),
        "08:00  draw pass               A001 drawn
         08:00  check_in pass 08:10     A002 drawn
         08:00  draw pass               A003 drawn
         08:00  withdraw A001           A001 left
         08:01  draw pass               today's numbers for this are given out
         08:01  draw move               A004 drawn
         08:01  draw pass staff         A005 drawn
         08:01  check_in pass 08:20     A006 drawn
         08:02  draw pass               today's numbers for this are given out
         18:30  close_day               A002 left, A003 left, A004 left, A005 left, A006 left, day closed
         +05:00  open_day 03-12         day opened
         +08:00  draw pass              A001 drawn",
    );
}

#[test]
fn a_zone_has_a_contingent_of_its_own() {
    check_with(
        |rules| rules.zones[0].contingent = Some(2),
        "08:00  draw pass          A001 drawn
         08:00  draw move          A002 drawn
         08:00  draw pass          today's numbers for this are given out
         08:00  draw car           K001 drawn
         08:00  transfer K001 pass  K001 transferred to pass in A
         08:00  draw pass staff    A003 drawn",
    );
}

#[test]
fn a_closed_zone_gives_no_numbers_and_takes_no_transfers() {
    check(
        "08:00  draw pass                       A001 drawn
         08:01  draw car                        K001 drawn
         08:02  close_zone K                    zone K closed
         08:02  close_zone K                    nothing
         08:02  close_zone X                    there is no such zone
         08:03  draw car                        zone K takes nobody at the moment
         08:03  draw car staff                  zone K takes nobody at the moment
         08:03  transfer A001 car               zone K takes nobody at the moment
         08:03  transfer A001 K                 zone K takes nobody at the moment
         08:03  take_over car walk_in 08:00     zone K takes nobody at the moment
         08:04  check_in car 08:10              K002 drawn
         08:05  call_next 4                     counter 4 opened, K002 called to 4 (appointment 08:10)
         08:06  open_zone K                     zone K opened
         08:06  open_zone K                     nothing
         08:07  transfer A001 car               A001 transferred to car in K
         08:08  close_zone K                    zone K closed
         18:30  close_day                       A001 left, K001 left, K002 missed, day closed
         +05:00  open_day 03-12                 day opened
         +08:00  draw car                       K001 drawn",
    );
}

#[test]
fn the_last_number_is_given_some_minutes_before_closing() {
    check_with(
        |rules| rules.order.last_draw_before_closing = TimeDelta::minutes(30),
        "17:29  draw pass                 A001 drawn
         17:30  draw pass                 the doors close too soon for another number
         17:31  draw pass staff           A002 drawn
         17:45  check_in pass 17:45       A003 drawn
         18:00  draw pass                 the hall takes no more visitors today
         18:00  draw pass staff           A004 drawn",
    );
}

#[test]
fn who_would_wait_in_vain_gets_no_number() {
    check_with(
        |rules| rules.order.refuses_who_would_wait_in_vain = true,
        "17:30  draw pass               A001 drawn
         17:30  open_counter 1          counter 1 opened
         17:30  draw pass               A002 drawn
         17:30  draw pass               A003 drawn
         17:30  draw pass               the doors close too soon for another number
         17:31  draw pass staff         A004 drawn
         17:32  draw car                the doors close too soon for another number
         17:33  open_counter 4          counter 4 opened
         17:33  draw car                K001 drawn",
    );
}

#[test]
fn a_booking_of_another_day_is_not_checked_in() {
    check(
        "10:00  check_in pass +10:00    this booking is for another day
         10:00  check_in pass 10:00     A001 drawn",
    );
}

/// The kiosk asks for codes as long as there is a booking whose code would be taken.
#[test]
fn bookings_are_let_in_at_lunch_and_after_an_early_closing_until_their_grace_is_over() {
    check_with_break(
        "07:00  expect pass 11:55       pass at 11:55
         07:00  bookings_let_in         no
         07:00  check_in pass 11:55     the doors open at 2026-03-11 08:00:00 UTC
         11:59  bookings_let_in         yes
         12:02  bookings_let_in         yes
         12:02  check_in pass 11:55     A001 drawn
         12:06  bookings_let_in         no
         12:06  check_in pass 11:55     the hall takes no more visitors today",
    );
    check(
        "08:00  expect pass 15:00       pass at 15:00
         08:00  close_early 14:00       doors close at 14:00
         15:10  bookings_let_in         yes
         15:10  check_in pass 15:00     A001 drawn
         15:11  bookings_let_in         no
         15:11  close_day               A001 left, day closed
         15:12  bookings_let_in         no",
    );
}

#[test]
fn a_contingent_is_changed_for_today() {
    check_with(
        |rules| rules.services.get_mut("pass").expect("it is there").contingent = Some(1),
        "08:00  draw pass               A001 drawn
         08:00  draw pass               today's numbers for this are given out
         08:01  contingent pass 2       contingent of pass 2
         08:01  contingent pass 2       nothing
         08:01  draw pass               A002 drawn
         08:01  draw pass               today's numbers for this are given out
         08:02  contingent A 2          contingent of zone A 2
         08:02  contingent pass -       contingent of pass as planned
         08:02  draw pass               today's numbers for this are given out
         08:03  contingent pass 9       contingent of pass 9
         08:03  draw pass               today's numbers for this are given out
         08:03  contingent A -          contingent of zone A as planned
         08:03  draw pass               A003 drawn
         08:04  contingent fish 3       there is no such service
         08:04  contingent X 3          there is no such zone
         08:04  contingent A 10000      a contingent is of 9999 numbers at most",
    );
}

#[test]
fn the_doors_close_earlier_today_and_open_again() {
    check(
        "08:00  draw pass               A001 drawn
         08:01  close_early 10:00       doors close at 10:00
         09:59  draw pass               A002 drawn
         10:00  draw pass               the hall takes no more visitors today
         10:00  draw pass staff         A003 drawn
         10:01  call_next 1             counter 1 opened, A001 called to 1 (waiting 121 min)
         10:02  close_early never       doors close as planned
         10:02  draw pass               A004 drawn
         10:03  close_early 10:01       doors close at 10:01
         10:03  draw pass               the hall takes no more visitors today
         10:04  close_early 23:00       the doors are not open at 2026-03-11 23:00:00 UTC today",
    );
}
