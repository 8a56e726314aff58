//! The hall opens, gives out its last numbers, and closes.

use wire::Hall;

use crate::scene::{Scene, at};

#[test]
fn before_opening_the_kiosk_says_when() {
    let mut scene = Scene::opens();
    scene.hall_is(Hall::NotYetOpen { opens_at: at("09:30") });
    scene.shows("opens at 09:30");
    scene.hall_is(Hall::Open { closes_at: at("12:00") });
    scene.shows("languages 1");
}

#[test]
fn who_does_not_read_german_can_ask_in_their_language_why_it_is_closed() {
    let mut scene = Scene::opens();
    scene.hall_is(Hall::Closed);
    scene.shows("closed");
    scene.touches("Sprache ändern");
    scene.shows("languages 1");
    scene.touches("Українська");
    scene.shows("closed (uk)");
    scene.waits(90);
    scene.shows("closed");
}

#[test]
fn closing_while_somebody_chooses_is_told_at_once() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.hall_is(Hall::LastCalls);
    scene.shows("last calls");
    scene.touches("Reisepass");
    assert_eq!(scene.asked, []);
}

#[test]
fn closing_while_the_hub_is_asked_is_the_hubs_to_refuse() {
    let mut scene = Scene::opens();
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_refuses("closed");
    scene.shows("refused: NoNumbersNow");
    scene.touches("Verstanden");
    scene.shows("home");
}

#[test]
fn after_the_last_number_a_booking_can_still_be_checked_in() {
    let mut scene = Scene::opens();
    scene.hall_is(Hall::LastCalls);
    scene.touches("Termin anmelden");
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    scene.hub_issues("A113");
    scene.shows("A113 on paper");
}

/// The doors have closed at noon, and who is to come at 11:55 stands there at two minutes past.
#[test]
fn at_lunch_and_after_the_last_hour_a_booking_within_its_grace_can_be_checked_in() {
    for hall in [Hall::NotYetOpen { opens_at: at("13:00") }, Hall::Closed] {
        let mut scene = Scene::opens();
        scene.bookings_are_let_in(hall, true);
        scene.touches("Termin anmelden");
        scene.shows("code \"\"");
        scene.types("7F3C9AKD");
        scene.touches("Anmelden");
        scene.hub_issues("A113");
        scene.shows("A113 on paper");
    }
}

#[test]
fn who_cannot_be_let_in_any_more_is_asked_for_no_code() {
    let mut scene = Scene::opens();
    scene.bookings_are_let_in(Hall::Closed, false);
    scene.touches("Termin anmelden");
    scene.shows("closed");
    scene.bookings_are_let_in(Hall::Closed, true);
    scene.touches("Termin anmelden");
    scene.types("7F3C");
    scene.bookings_are_let_in(Hall::Closed, false);
    scene.shows("closed");
}

#[test]
fn a_number_just_drawn_is_shown_although_the_hall_has_closed() {
    let mut scene = Scene::opens();
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues("A047");
    scene.hall_is(Hall::Closed);
    scene.shows("A047 on paper");
    scene.touches("Fertig");
    scene.shows("closed");
}
