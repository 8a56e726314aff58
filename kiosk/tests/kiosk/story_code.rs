//! A booking is checked in by its code, rightly and wrongly typed.

use hardware::keypad::Key as Pad;
use kiosk::session::{Act, Input, Refusal, Said, Touch};
use wire::http::CheckIn;

use crate::scene::Scene;

#[test]
fn a_booking_is_checked_in() {
    let mut scene = at_the_keypad();
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    let wish = CheckIn { code: "7F3C9AKD".into(), language: Some("de".into()), needs: [].into() };
    assert_eq!(scene.asked, [("run-1".to_owned(), Act::CheckIn(wish))]);
    scene.hub_issues("A112");
    scene.shows("A112 on paper");
}

#[test]
fn a_mistyped_code_is_kept_to_be_mended() {
    let mut scene = at_the_keypad();
    scene.types("7F3C9AKE");
    scene.touches("Anmelden");
    scene.hub_refuses("unknown-booking");
    scene.shows("refused: CodeUnknown");
    scene.touches("Noch einmal");
    scene.shows("code \"7F3C9AKE\"");
    scene.touches("Löschen");
    scene.types("D");
    scene.touches("Anmelden");
    let keys: Vec<&str> = scene.asked.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["run-1", "run-2"], "another code is another act");
}

#[test]
fn a_code_for_another_day_is_not_asked_for_again() {
    let mut scene = at_the_keypad();
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    scene.hub_refuses("another-day");
    scene.shows("refused: OtherDay");
    scene.touches("Verstanden");
    scene.shows("home");
}

#[test]
fn half_a_code_is_not_sent_and_a_ninth_letter_not_taken() {
    let mut scene = at_the_keypad();
    scene.types("7F3C");
    scene.touches("Anmelden");
    assert_eq!(scene.asked, []);
    scene.types("9AKDX");
    scene.shows("code \"7F3C9AKD\"");
}

#[test]
fn letters_that_look_like_others_are_not_on_the_keypad() {
    let mut scene = at_the_keypad();
    for key in "IOLU?ß\n".chars() {
        scene.waits(1);
        scene.hears(Input::Touched(Touch::Key(key)));
    }
    scene.shows("code \"\"");
}

#[test]
fn a_refusal_of_a_newer_hub_sends_the_visitor_to_a_person() {
    assert_eq!(Refusal::of_code("moon-in-the-wrong-phase"), Refusal::Other);
    let mut scene = at_the_keypad();
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    scene.hub_refuses("moon-in-the-wrong-phase");
    scene.shows("refused: Other");
}

/// Eight letters of thirty-two cannot be guessed; whoever tries is sent to a person, and the hub is spared.
#[test]
fn after_five_wrong_codes_a_person_helps() {
    let mut scene = at_the_keypad();
    for code in ["7F3C9AK0", "7F3C9AK1", "7F3C9AK2", "7F3C9AK3"] {
        mistypes(&mut scene, code);
        scene.shows("refused: CodeUnknown");
        scene.touches("Noch einmal");
        for _ in 0..8 {
            scene.touches("Löschen");
        }
    }
    mistypes(&mut scene, "7F3C9AK4");
    scene.shows("refused: TooManyCodes");
    scene.touches("Verstanden");
    scene.shows("home");
    // It does not begin anew by itself, but for the next visitor it does.
    scene.touches("Termin anmelden");
    mistypes(&mut scene, "7F3C9AK5");
    scene.shows("refused: TooManyCodes");
    scene.waits(91);
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    mistypes(&mut scene, "7F3C9AK6");
    scene.shows("refused: CodeUnknown");
}

fn mistypes(scene: &mut Scene, code: &str) {
    scene.types(code);
    scene.touches("Anmelden");
    scene.hub_refuses("unknown-booking");
}

/// The eighth letter leaves two things to choose, and none of them is under the finger unheard.
#[test]
fn the_last_letter_of_a_code_by_keypad_sends_and_erases_nothing() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7F3C9AK");
    scene.plugs(true);
    scene.presses(Pad::Down);
    scene.presses(Pad::Down);
    scene.presses(Pad::Ok);
    scene.shows("code \"7F3C9AK1\"");
    scene.presses(Pad::Ok);
    scene.shows("code \"7F3C9AK1\"");
    assert!(matches!(scene.heard(), Said::Choice { touch: Touch::SubmitCode, .. }), "{:?}", scene.heard());
}

/// A scanner gone mad, or a child on the keys: a thousand letters in a moment are one code at most.
#[test]
fn a_flood_of_letters_is_no_more_than_a_code() {
    let mut scene = at_the_keypad();
    scene.waits(1);
    for key in "7F3C9AKD2M".chars().cycle().take(1_000) {
        scene.waits_for(std::time::Duration::from_millis(1));
        scene.hears(Input::Touched(Touch::Key(key)));
    }
    scene.shows("code \"7F3C9AKD\"");
    assert_eq!(scene.asked, []);
}

fn at_the_keypad() -> Scene {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene
}
