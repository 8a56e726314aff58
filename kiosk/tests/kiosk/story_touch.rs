//! Fingers that tremble, hurry, or play.

use std::time::Duration;

use crate::scene::Scene;

#[test]
fn a_touch_repeated_twenty_times_in_a_second_is_one_act() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.waits(1);
    for _ in 0..20 {
        scene.touches_at_once("Reisepass");
        scene.waits_for(Duration::from_millis(50));
    }
    assert_eq!(scene.asked.len(), 1);
    scene.hub_issues("A047");
    scene.shows("A047 on paper");
    assert_eq!(scene.slips.len(), 1);
}

#[test]
fn and_so_it_is_when_the_hub_answers_in_the_middle_of_them() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.waits(1);
    for touch in 0..20 {
        // Under the finger that drew is now another button.
        scene.touches_at_once(if touch < 3 { "Reisepass" } else { "Fertig" });
        if touch == 2 {
            scene.hub_issues("A047");
        }
        if touch < 20 {
            scene.waits_for(Duration::from_millis(40));
        }
    }
    assert_eq!(scene.asked.len(), 1);
    scene.shows("A047 on paper");
}

#[test]
fn a_double_touch_does_not_go_through_to_the_next_screen() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.waits_for(Duration::from_millis(300));
    scene.touches_at_once("Nummer ziehen");
    scene.shows("home");
    scene.waits_for(Duration::from_millis(300));
    scene.touches_at_once("Nummer ziehen");
    scene.shows("services 1");
}

#[test]
fn letters_may_be_typed_quickly_but_a_bouncing_finger_is_one_letter() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7");
    for key in "F3C".chars() {
        scene.waits_for(Duration::from_millis(150));
        scene.hears(kiosk::session::Input::Touched(kiosk::session::Touch::Key(key)));
        scene.waits_for(Duration::from_millis(40));
        scene.hears(kiosk::session::Input::Touched(kiosk::session::Touch::Key(key)));
    }
    scene.shows("code \"7F3C\"");
}
