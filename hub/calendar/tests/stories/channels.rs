//! Who may book what, in which form, and with whom.

use std::collections::BTreeMap;

use crate::table::{check, check_with, clerk, town, wish};
use calendar::decided_by;
use calendar::plan::{Plan, Resource};
use calendar::wish::{Channel, Form, Remit};

#[test]
fn some_matters_are_booked_at_the_infopoint_and_some_after_a_call() {
    check_with(
        |plan| {
            let pass = plan.services.get_mut("pass").expect("it is there");
            pass.channels = [Channel::Infopoint].into();
            plan.services.get_mut("move").expect("it is there").call_first = true;
        },
        "03-10 07:00  free pass 03-11                      only through {Infopoint}
         03-10 07:00  free pass 03-11 kiosk                only through {Infopoint}
         03-10 07:00  free pass 03-11 infopoint            08:00-11:50 x2
         03-10 07:00  free pass 03-11 staff                08:00-11:50 x2
         03-10 07:00  free move 03-11 infopoint            this service is booked after a telephone call
         03-10 07:00  claim 1 move 03-11 08:00             this service is booked after a telephone call
         03-10 07:00  claim 1 move 03-11 08:00 staff       1 booked with anna until 08:20
         03-10 07:00  claim 2 pass 03-11 08:00 infopoint   2 booked with bert until 08:10",
    );
}

#[test]
fn only_so_many_videos_at_once_and_only_with_who_has_a_camera() {
    let settings = |plan: &mut Plan| {
        let pass = plan.services.get_mut("pass").expect("it is there");
        pass.forms = [Form::InPerson, Form::Phone, Form::Video].into();
        plan.resources.insert("cleo".into(), clerk("office", &["pass"]));
        let bert = plan.resources.get_mut("bert").expect("he is there");
        bert.forms = Some([Form::InPerson, Form::Phone].into());
        let office = plan.pools.get_mut("office").expect("it is there");
        office.at_once = BTreeMap::from([(Form::Video, 1)]);
    };
    check_with(
        settings,
        "03-10 07:00  free move 03-11 video            this service is not given in this form
         03-10 07:00  free pass 03-11 video            08:00-11:50 x1
         03-10 07:00  free pass 03-11 phone            08:00-11:50 x3
         03-10 07:00  claim 1 pass 03-11 08:00 video   1 booked with cleo until 08:10
         03-10 07:00  claim 2 pass 03-11 08:00 video   every seat is taken at this time
         03-10 07:00  claim 2 pass 03-11 08:00 phone   2 booked with bert until 08:10
         03-10 07:00  claim 3 pass 03-11 08:00         3 booked with anna until 08:10
         03-10 07:00  free pass 03-11 video            08:10-11:50 x1",
    );
}

#[test]
fn letters_of_the_name_decide_who_is_responsible() {
    let ranges = |ranges: &[(&str, &str)]| {
        Remit::Names(ranges.iter().map(|(first, last)| (first.to_string(), last.to_string())).collect())
    };
    let settings = |plan: &mut Plan| {
        plan.resources.get_mut("anna").expect("she is there").remit = ranges(&[("A", "Ki")]);
        plan.resources.get_mut("bert").expect("he is there").remit = ranges(&[("Kj", "Sr"), ("T", "Z")]);
    };
    check_with(
        settings,
        "03-10 07:00  free pass 03-11                          the first letters of the name are needed
         03-10 07:00  free pass 03-11 name=-                   the first letters of the name are needed
         03-10 07:00  claim 1 pass 03-11 08:00 name=Ähm        1 booked with anna until 08:10
         03-10 07:00  claim 2 pass 03-11 08:10 name=Kirsch     2 booked with anna until 08:20
         03-10 07:00  claim 3 pass 03-11 08:10 name=klein      3 booked with bert until 08:20
         03-10 07:00  claim 4 pass 03-11 08:20 name=Klein      4 booked with bert until 08:30
         03-10 07:00  claim 5 pass 03-11 08:20 name=Maier      every seat is taken at this time
         03-10 07:00  claim 5 pass 03-11 08:30 name=O'Hara     5 booked with bert until 08:40
         03-10 07:00  claim 6 pass 03-11 08:40 name=Özil       6 booked with bert until 08:50
         03-10 07:00  claim 7 pass 03-11 08:50 name=Zylka      7 booked with bert until 09:00
         03-10 07:00  free pass 03-11 name=St                  nobody is responsible for this visit",
    );
}

#[test]
fn the_place_somebody_lives_in_decides() {
    let places = |place: &str| Remit::Places([place.to_string()].into());
    check_with(
        |plan| {
            plan.resources.get_mut("anna").expect("she is there").remit = places("Petershausen");
            plan.resources.get_mut("bert").expect("he is there").remit = places("Litzelstetten");
            plan.resources.insert("cleo".into(), Resource { forms: None, ..clerk("office", &["pass"]) });
        },
        "03-10 07:00  free pass 03-11                       the place of living is needed
         03-10 07:00  free pass 03-11 place=Petershausen    08:00-11:50 x2
         03-10 07:00  free move 03-11 place=Litzelstetten   nobody is responsible for this visit
         03-10 07:00  free pass 03-11 place=Elsewhere       08:00-11:50 x1",
    );
}

/// What has to be asked is known before anybody has said anything, and depends on the visit.
#[test]
fn what_decides_is_of_those_who_could_do_it() {
    let mut plan = town();
    let names = |first: &str, last: &str| Remit::Names(vec![(first.into(), last.into())]);
    plan.resources.get_mut("anna").expect("she is there").remit = names("A", "Kie");
    plan.resources.get_mut("bert").expect("he is there").remit = names("Kl", "Z");
    plan.resources.insert("cleo".into(), clerk("office", &["move"]));
    let by = |matters: &str, form: &[&str]| decided_by(&plan, &wish(matters, form)).expect("it is offered");
    assert_eq!(by("pass", &[]).letters, Some(3), "Kie is told from Kle by three letters");
    assert!(!by("pass", &[]).elsewhere);
    assert!(by("move", &[]).elsewhere, "Cleo is there for everybody");
    assert_eq!(by("pass+move", &[]).letters, Some(3));
    assert!(!by("pass+move", &[]).elsewhere, "and not for both");
    let places = ["Litzelstetten".to_owned(), "Petershausen".to_owned()].into();
    plan.resources.get_mut("anna").expect("she is there").remit = Remit::Places(places);
    let by = decided_by(&plan, &wish("move", &[])).expect("it is offered");
    assert_eq!((by.letters, by.places.len()), (None, 2));
}

/// Who asks for one more changes nothing about the one there is.
#[test]
fn whoever_has_a_booking_asks_again() {
    check(
        "03-10 07:00  claim 1 pass 03-11 08:00 hold   1 held with bert for 07:10
         03-10 07:05  ask_again 1                     1 asked again
         03-10 07:06  confirm 1                       1 confirmed
         03-10 07:07  ask_again 1                     nothing
         03-10 07:07  rebook 1 03-11 09:00            1 rebooked with bert to 03-11 09:00
         03-10 07:07  ask_again 1                     1 asked again
         03-10 07:08  release 1                       1 cancelled
         03-10 07:09  ask_again 1                     this booking was cancelled
         03-10 07:09  ask_again 2                     there is no such booking",
    );
}

#[test]
fn matters_of_two_offices_are_two_visits() {
    check_with(
        |plan| {
            plan.pools.insert("cars".into(), plan.pools["office"].clone());
            plan.resources.insert("carl".into(), clerk("cars", &["car"]));
            plan.services.insert("car".into(), crate::table::service("cars", "car", 20));
        },
        "03-10 07:00  free pass+car 03-11            these matters need a visit each
         03-10 07:00  claim 1 pass 03-11 08:00       1 booked with bert until 08:10
         03-10 07:00  claim 2 car 03-11 08:10        2 booked with carl until 08:30",
    );
}

#[test]
fn the_staff_may_book_what_they_serve() {
    check(
        "03-10 11:55  free pass 03-10 staff            past
         03-10 11:45  claim 1 pass 03-10 11:50 staff   1 booked with bert until 12:00",
    );
}
