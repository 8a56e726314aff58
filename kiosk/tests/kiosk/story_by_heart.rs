//! A booking is checked in without its code, by its time and a birthday.

use hardware::keypad::Key as Pad;
use kiosk::session::{Act, Said};
use wire::http::CheckInByBirthday;

use crate::scene::Scene;

fn at_the_question() -> Scene {
    let mut scene = Scene::opens();
    scene.birthdays_are_known();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.shows("how to check in");
    scene
}

fn types_both(scene: &mut Scene, clock: &str, birthday: &str) {
    scene.types(clock);
    scene.touches("Anmelden");
    scene.types(birthday);
    scene.touches("Anmelden");
}

fn wish() -> Act {
    Act::CheckInByBirthday(CheckInByBirthday {
        clock: "09:40".into(),
        day: 24,
        month: 12,
        language: Some("de".into()),
        needs: [].into(),
    })
}

#[test]
fn whoever_has_left_the_code_at_home_is_checked_in_by_time_and_birthday() {
    let mut scene = at_the_question();
    scene.touches("Ohne Code");
    scene.shows("Clock \"\"");
    scene.types("0940");
    scene.shows("Clock \"0940\"");
    scene.touches("Anmelden");
    scene.shows("Birthday \"\"");
    scene.types("2412");
    scene.touches("Anmelden");
    assert_eq!(scene.asked, [("run-1".to_owned(), wish())]);
    scene.hub_issues("A112");
    scene.shows("A112 on paper");
}

#[test]
fn half_a_time_is_not_sent_and_only_digits_are_taken() {
    let mut scene = at_the_question();
    scene.touches("Ohne Code");
    scene.types("094");
    scene.touches("Anmelden");
    scene.shows("Clock \"094\"");
    scene.types("X05");
    scene.shows("Clock \"0940\"");
    scene.touches("Löschen");
    scene.shows("Clock \"094\"");
}

/// Back leads the way one came.
#[test]
fn back_leads_to_what_was_typed_before() {
    let mut scene = at_the_question();
    scene.touches("Ohne Code");
    scene.types("0940");
    scene.touches("Anmelden");
    scene.touches("Zurück");
    scene.shows("Clock \"0940\"");
    scene.touches("Zurück");
    scene.shows("how to check in");
    scene.touches("Mit meinem Code");
    scene.touches("Zurück");
    scene.shows("how to check in");
    scene.touches("Zurück");
    scene.shows("home");
}

/// A birthday is easier to guess than a code: after five a person helps, and how many the hub looks at at all
/// is the hub's matter.
#[test]
fn whoever_guesses_is_sent_to_a_person() {
    let mut scene = at_the_question();
    scene.touches("Ohne Code");
    for day in ["0101", "0201", "0301", "0401"] {
        types_both(&mut scene, "0940", day);
        scene.hub_refuses("unknown-booking");
        scene.shows("refused: NoneByHeart");
        scene.touches("Noch einmal");
        scene.shows("Clock \"\"");
    }
    types_both(&mut scene, "0940", "0501");
    scene.hub_refuses("unknown-booking");
    scene.shows("refused: NotByHeart");
    // Going back to the first screen makes nobody another visitor.
    scene.touches("Verstanden");
    scene.touches("Zurück");
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.touches("Ohne Code");
    types_both(&mut scene, "0940", "0601");
    scene.hub_refuses("unknown-booking");
    scene.shows("refused: NotByHeart");
}

#[test]
fn nobody_is_asked_for_a_birthday_where_none_is_known() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.shows("code \"\"");
}

/// The next visitor finds nothing of it.
#[test]
fn what_was_typed_is_gone_with_the_visitor() {
    let mut scene = at_the_question();
    scene.touches("Ohne Code");
    scene.types("0940");
    scene.touches("Anmelden");
    scene.types("24");
    scene.waits(91);
    scene.shows("languages 1");
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.touches("Ohne Code");
    scene.shows("Clock \"\"");
}

/// By keypad all of it can be chosen; and a birthday is for one pair of ears.
#[test]
fn it_is_typed_by_ear_and_said_to_nobody_else() {
    let mut scene = at_the_question();
    scene.presses(Pad::Down);
    scene.presses(Pad::Down);
    scene.presses(Pad::Down);
    scene.presses(Pad::Ok);
    scene.shows("Clock \"\"");
    assert_eq!(*scene.heard(), Said::OnlyInHeadset);
    scene.plugs(true);
    scene.presses(Pad::Down);
    scene.presses(Pad::Ok);
    scene.shows("Clock \"1\"");
    assert_eq!(*scene.heard(), Said::Typed);
}
