//! The visitor walks away, or only reads slowly.

use crate::scene::Scene;

#[test]
fn after_a_minute_of_quiet_somebody_is_asked_for_and_half_a_minute_later_forgotten() {
    let mut scene = Scene::opens();
    scene.touches("Українська");
    scene.touches("Termin anmelden");
    scene.types("7F3C");
    scene.waits(59);
    scene.shows("code \"7F3C\" (uk)");
    scene.waits(1);
    scene.shows("code \"7F3C\" (uk) still there? 30");
    scene.waits(29);
    scene.shows("code \"7F3C\" (uk) still there? 1");
    scene.waits(1);
    scene.shows("languages 1");
    // Nothing of the first visitor is left for the second.
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.shows("code \"\"");
}

#[test]
fn one_touch_is_enough_to_stay_ten_times_and_more() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    for _ in 0..12 {
        scene.waits(80);
        scene.shows("services 1 still there? 10");
        scene.touches("Weiter");
        scene.shows("services 1");
    }
}

#[test]
fn a_touch_beside_the_button_answers_too_and_does_nothing_else() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.waits(70);
    scene.touches("Reisepass");
    scene.shows("services 1");
    assert_eq!(scene.asked, []);
}

#[test]
fn reading_with_a_finger_on_the_glass_is_being_there() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.waits(50);
    scene.touches("daneben");
    scene.waits(50);
    scene.shows("home");
}

#[test]
fn nobody_is_asked_while_the_kiosk_rests() {
    let mut scene = Scene::opens();
    scene.waits(3600);
    scene.shows("languages 1");
}

#[test]
fn help_left_open_goes_away_too() {
    let mut scene = Scene::opens();
    scene.touches("Hilfe");
    scene.waits(89);
    scene.shows("help, but it did not ring still there? 1");
    scene.waits(1);
    scene.shows("languages 1");
}
