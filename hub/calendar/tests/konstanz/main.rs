//! A district office with its real matters: who may book what, with whom, in which form.

mod plan;
#[path = "../table/mod.rs"]
mod table;

use table::check_in;

#[test]
fn everything_is_bookable_by_somebody() {
    assert_eq!(plan::plan().faults(), vec![]);
}

#[test]
fn plates_are_quick_and_the_public_does_not_get_all_of_them() {
    check_in(
        plan::plan(),
        "05-04 07:00  free abmelden 05-05              07:30-11:50 x3
         05-04 07:00  free abmelden 05-05 infopoint    07:30-11:50 x4
         05-04 07:00  free zulassen 05-07              07:30-11:40 x3, 13:30-17:40 x4
         05-04 07:00  claim 1 abmelden 05-05 07:30     1 booked with Schalter 5 until 07:40
         05-04 07:00  claim 2 abmelden 05-05 07:30     2 booked with Schalter 1 until 07:40
         05-04 07:00  claim 3 zulassen*3 05-05 07:30   3 booked with Schalter 2 until 08:10
         05-04 07:00  free zulassen 05-05              07:40-08:00 x2, 08:10-11:40 x3
         05-04 07:00  free zulassen+abmelden 05-14     closed: holiday Ascension
         05-04 07:29  free zulassen 06-01              released on 05-04 07:30",
    );
}

#[test]
fn the_youth_office_goes_by_letters_and_sits_in_a_room_or_on_the_telephone() {
    check_in(
        plan::plan(),
        "05-04 07:00  free jugend 05-06                          the first letters of the name are needed
         05-04 07:00  free jugend 05-04 name=Ge                  too late: 1 days before
         05-04 07:00  claim 1 jugend 05-06 08:00 name=Gr         1 booked with graf and R1 until 08:30
         05-04 07:00  claim 2 jugend 05-06 08:00 name=Li video   every seat is taken at this time
         05-05 08:00  claim 2 jugend 05-06 08:00 name=Li video   2 booked with huber until 08:30
         05-04 07:00  claim 3 jugend 05-07 14:00 name=Li video   3 booked with huber until 14:30
         05-04 07:00  claim 4 jugend 05-07 14:00 name=Gr video   every seat is taken at this time
         05-04 07:00  claim 4 jugend 05-07 14:00 name=Gr phone   4 booked with graf until 14:30
         05-04 07:00  free sorgeerklärung 05-06 name=Gr          only through {Infopoint}",
    );
}

#[test]
fn building_goes_by_place_every_other_week_and_some_of_it_after_a_call() {
    check_in(
        plan::plan(),
        "05-04 07:00  free bauen 05-12 place=Singen             closed
         05-04 07:00  free bauen 05-07 place=Singen             09:00 x1, 09:45 x1, 10:30 x1, 11:15 x1
         05-05 07:00  free bauen 05-07 place=Singen             too late: 3 days before
         05-04 07:00  free bauen 05-07 place=Meersburg          nobody is responsible for this visit
         05-04 07:00  free bauantrag 05-07 place=Singen         this service is booked after a telephone call
         05-04 07:00  free bauantrag 05-07 place=Singen staff   09:00 x1, 09:45 x1, 10:30 x1",
    );
}

#[test]
fn the_deputy_takes_over_by_itself() {
    check_in(
        plan::plan(),
        "05-04 07:00  claim 1 bauen 05-07 09:00 place=Konstanz         1 booked with maier and R1 until 09:45
         05-04 07:00  claim 2 bauen 05-07 09:45 place=Konstanz video   2 booked with maier until 10:30
         05-04 07:00  claim 3 bauen 05-07 09:45 place=Singen phone     3 booked with noll until 10:30
         05-04 07:00  would_take_over maier 05-07 05-07                1 to noll, 2 stuck
         05-04 07:00  absent 1 maier 05-07 05-07                       maier absent (1)
         05-04 07:00  move 1 maier noll                                1 moved to noll
         05-04 07:00  free bauen 05-07 place=Konstanz                  nobody there",
    );
}

#[test]
fn carnival_and_christmas_are_the_districts_own() {
    check_in(
        plan::plan(),
        "02-09 07:30  free abmelden 02-12        07:30-11:50 x3
         02-09 07:30  free abmelden 02-19        07:30-11:50 x3, 13:30-17:50 x5
         12-21 07:30  free abmelden 12-24        closed: Heiligabend
         12-21 07:30  free abmelden 12-25        closed: holiday ChristmasDay
         12-21 07:30  free abmelden 2027-01-06   closed: holiday Epiphany",
    );
}
