//! A visit for several people and several matters is put together, one choice after the other; where there is
//! nothing to choose, nobody is asked.

use kiosk::session::{Act, Answer, Wanted};
use wire::http::{BookHere, Matter, OwnBooking, VisitChoices};

use crate::scene::{Scene, free, own};

/// Passports are for a family, and so is an address; a certificate is for one person. All go together.
fn in_this_town(chosen: &[Matter]) -> VisitChoices {
    let all = ["passport", "address", "conduct"];
    let is_new = |service: &&&str| chosen.iter().all(|matter| matter.service != **service);
    let last = &chosen.last().expect("a visit is for something").service;
    VisitChoices {
        persons_max: if last == "conduct" { 1 } else { 8 },
        further: all.iter().filter(is_new).map(|service| (*service).to_owned()).collect(),
    }
}

#[test]
fn a_family_with_two_matters_books_one_visit() {
    let mut scene = wants_a_time(in_this_town);
    scene.shows("passport: 1 to 8 people, page 1");
    scene.touches("3 Personen");
    scene.shows("anything besides passport:3?");
    scene.touches("Ja, weiteres Anliegen");
    scene.shows("besides 1: address, conduct");
    scene.touches("Führungszeugnis");
    // One person alone comes for that.
    scene.shows("anything besides passport:3,conduct?");
    scene.touches("Nein, Zeit wählen");
    let matters = vec![Matter { persons: 3, ..Matter::of("passport") }, Matter::of("conduct")];
    let looked_for = Act::FindTimes { of: Wanted::New { matters: matters.clone() }, was_taken: false };
    assert_eq!(scene.asked.last().expect("times are asked for").1, looked_for);
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("passport:3,conduct on Thu 12. 09:00?");
    scene.touches("Ja, buchen");
    let booked = BookHere::for_all(matters.clone(), "2026-03-12T08:00:00Z".parse().expect("a time"));
    assert_eq!(scene.asked.last().expect("it is booked").1, Act::Book(booked));
    // A time that has gone is one of the whole visit.
    scene.hub_refuses("full");
    let looked_for = Act::FindTimes { of: Wanted::New { matters }, was_taken: true };
    assert_eq!(scene.asked.last().expect("others are asked for").1, looked_for);
}

#[test]
fn nobody_is_asked_where_there_is_nothing_to_choose() {
    let mut scene = wants_a_time(|_| VisitChoices { persons_max: 1, further: vec![] });
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("Zurück");
    scene.shows("passport: now or Wed 11. 11:40");
}

#[test]
fn a_service_that_has_no_name_here_is_no_choice() {
    let mut scene = wants_a_time(|_| VisitChoices { persons_max: 1, further: vec!["moon".into()] });
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("passport on Thu 12. 09:00?");
}

#[test]
fn only_people_are_asked_for_where_nothing_goes_along() {
    let mut scene = wants_a_time(|_| VisitChoices { persons_max: 2, further: vec![] });
    scene.shows("passport: 1 to 2 people, page 1");
    // What is on no button is no number of people.
    for nonsense in ["0 Personen", "3 Personen", "Ja, weiteres Anliegen", "Wohnsitz anmelden"] {
        scene.touches(nonsense);
        scene.shows("passport: 1 to 2 people, page 1");
    }
    scene.touches("2 Personen");
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("passport:2 on Thu 12. 09:00?");
}

#[test]
fn every_way_back_leads_one_choice() {
    let mut scene = wants_a_time(in_this_town);
    scene.touches("Weitere");
    scene.shows("passport: 1 to 8 people, page 2");
    scene.touches("7 Personen");
    scene.touches("Ja, weiteres Anliegen");
    scene.touches("Wohnsitz anmelden");
    scene.shows("address: 1 to 8 people, page 1");
    scene.touches("2 Personen");
    scene.touches("Nein, Zeit wählen");
    scene.hub_answers(Answer::Times(Box::new(free())));
    for shown in [
        "anything besides passport:7,address:2?",
        "address: 1 to 8 people, page 1",
        "besides 1: address, conduct",
        "anything besides passport:7?",
        "passport: 1 to 8 people, page 2",
        "passport: now or later",
        "services 1",
    ] {
        scene.touches("Zurück");
        scene.shows(shown);
    }
    // Nothing of it is left for whoever wants something else.
    scene.touches("Reisepass");
    scene.touches("Termin buchen");
    scene.shows("passport: 1 to 8 people, page 1");
}

#[test]
fn larger_letters_begin_at_the_first_page() {
    let mut scene = wants_a_time(in_this_town);
    scene.touches("Weitere");
    scene.touches("Anzeige ändern");
    scene.touches("Größere Schrift");
    scene.touches("Zurück");
    scene.shows("passport: 1 to 8 people, page 1");
}

/// It knows no such door, and books for one person and one matter as ever.
#[test]
fn a_hub_of_before_is_asked_for_times_at_once() {
    let mut scene = Scene::opens_with_bookings();
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_is_of_before = true;
    scene.touches("Termin buchen");
    let of = Wanted::New { matters: vec![Matter::of("passport")] };
    assert_eq!(scene.asked.last().expect("it is asked").1, Act::FindTimes { of, was_taken: false });
}

#[test]
fn whoever_walks_away_leaves_no_choice_behind() {
    let mut scene = wants_a_time(in_this_town);
    scene.touches("3 Personen");
    scene.waits(61);
    scene.shows("anything besides passport:3? still there? 29");
    scene.waits(30);
    scene.shows("languages 1");
    scene.choices = |_| VisitChoices { persons_max: 1, further: vec![] };
    for words in ["Deutsch", "Nummer ziehen", "Reisepass", "Termin buchen"] {
        scene.touches(words);
    }
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("passport on Thu 12. 09:00?");
}

/// The visit is moved as it was booked: the hub keeps what it is for.
#[test]
fn a_visit_for_several_is_moved_whole() {
    let mut scene = Scene::opens_with_bookings();
    for words in ["Deutsch", "Termin anmelden"] {
        scene.touches(words);
    }
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    let two = own("2026-03-13T10:00");
    let booking = OwnBooking { matters: vec![two.matters[0].clone(); 2], persons: vec![3, 1], ..two };
    scene.hub_keeps(booking.clone());
    scene.touches("Termin verschieben");
    let of = Wanted::Move(Box::new(booking));
    assert_eq!(scene.asked.last().expect("it is asked").1, Act::FindTimes { of, was_taken: false });
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("from Fri 13. 11:00 to Thu 12. 09:00?");
}

fn wants_a_time(choices: fn(&[Matter]) -> VisitChoices) -> Scene {
    let mut scene = Scene::opens_with_bookings();
    let mut conduct = scene.offer.as_ref().expect("the hub is there").services[1].clone();
    conduct.id = "conduct".into();
    scene.offer.as_mut().expect("the hub is there").services.push(conduct);
    scene.waits(4);
    scene.choices = choices;
    for words in ["Deutsch", "Nummer ziehen", "Reisepass", "Termin buchen"] {
        scene.touches(words);
    }
    scene
}
