//! A visitor cannot do without something: they say it once, whichever way they go, and nobody else is asked.

use hardware::keypad::Key;
use kiosk::session::{Act, Said, Touch};
use wire::http::{CheckIn, DrawTicket, Need, Offer};

use crate::scene::{Scene, offer};

#[test]
fn whoever_needs_nothing_is_not_asked() {
    let mut scene = offers(&[Need::StepFree]);
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    scene.shows("asking");
    assert_eq!(scene.asked, [("run-1".into(), draws(&[]))]);
}

#[test]
fn what_was_chosen_goes_along_with_the_number() {
    let mut scene = offers(&[Need::StepFree, Need::Accompanied]);
    scene.touches("Deutsch");
    scene.touches("Besonderer Bedarf");
    scene.shows("needs []");
    scene.touches("Schalter ohne Stufen");
    scene.touches("Am Platz abholen");
    scene.shows("needs [StepFree, Accompanied]");
    scene.touches("Schalter ohne Stufen");
    scene.shows("needs [Accompanied]");
    scene.touches("Zurück");
    scene.shows("home");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    assert_eq!(scene.asked, [("run-1".into(), draws(&[Need::Accompanied]))]);
}

#[test]
fn it_goes_along_with_a_booking_that_is_checked_in() {
    let mut scene = offers(&[Need::StepFree]);
    scene.touches("Deutsch");
    scene.touches("Besonderer Bedarf");
    scene.touches("Schalter ohne Stufen");
    scene.touches("Zurück");
    scene.touches("Termin anmelden");
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    let needs = [Need::StepFree].into();
    let wish = CheckIn { code: "7F3C9AKD".into(), language: Some("de".into()), needs };
    assert_eq!(scene.asked, [("run-1".into(), Act::CheckIn(wish))]);
}

#[test]
fn the_next_visitor_needs_nothing() {
    let mut scene = offers(&[Need::StepFree]);
    scene.touches("Deutsch");
    scene.touches("Besonderer Bedarf");
    scene.touches("Schalter ohne Stufen");
    scene.waits(91);
    scene.shows("languages 1");
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    assert_eq!(scene.asked, [("run-1".into(), draws(&[]))]);
}

/// Whoever asked for what nobody has would never be called.
#[test]
fn only_what_some_counter_has_can_be_asked_for() {
    let mut scene = offers(&[]);
    scene.touches("Deutsch");
    scene.touches("Besonderer Bedarf");
    scene.shows("home");
    let mut scene = offers(&[Need::StepFree]);
    scene.touches("Deutsch");
    scene.touches("Besonderer Bedarf");
    scene.touches("Am Platz abholen");
    scene.shows("needs []");
    scene.touches("Schalter ohne Stufen");
    scene.touches("Zurück");
    // That counter was taken out of the hub's file meanwhile.
    scene.offer.as_mut().expect("the hub is there").needs = [].into();
    scene.waits(4);
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    assert_eq!(scene.asked, [("run-1".into(), draws(&[]))]);
}

/// The hub knows a wish by its key, and would take two for one.
#[test]
fn another_need_is_another_wish() {
    let mut scene = offers(&[Need::StepFree]);
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(3);
    }
    scene.shows("not reached");
    scene.touches("Zurück");
    scene.touches("Besonderer Bedarf");
    scene.touches("Schalter ohne Stufen");
    scene.touches("Zurück");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    assert_eq!(scene.asked.last(), Some(&("run-2".into(), draws(&[Need::StepFree]))));
}

#[test]
fn whoever_hears_hears_what_is_chosen() {
    let mut scene = offers(&[Need::StepFree, Need::QuietRoom]);
    scene.touches("Deutsch");
    scene.plugs(true);
    scene.presses(Key::Up);
    scene.presses(Key::Up);
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::AskNeeds, nth: 3, of: 4 });
    scene.presses(Key::Ok);
    scene.presses(Key::Down);
    let said = scene.said.len();
    scene.presses(Key::Ok);
    let choice = Said::Choice { touch: Touch::Need(Need::StepFree), nth: 1, of: 2 };
    assert_eq!((scene.said.len(), scene.heard()), (said + 1, &choice), "whether it is chosen now");
    scene.shows("needs [StepFree]");
}

fn offers(needs: &[Need]) -> Scene {
    let mut scene = Scene::is_switched_on();
    let hall = scene.offer.as_ref().expect("the hub is there").hall;
    scene.offer = Ok(Offer { needs: needs.iter().copied().collect(), ..offer(hall) });
    scene.waits(1);
    scene
}

fn draws(needs: &[Need]) -> Act {
    let needs = needs.iter().copied().collect();
    Act::Draw(DrawTicket { service: "passport".into(), language: Some("de".into()), needs })
}
