//! A visitor draws a number, and all is well.

use std::time::Duration;

use hardware::printer::{PrinterFault, PrinterState};
use kiosk::session::{Act, Refusal};
use wire::http::{DrawTicket, WhyClosed};

use crate::scene::{Scene, offer};

#[test]
fn a_visitor_draws_a_number_in_ukrainian() {
    let mut scene = Scene::is_switched_on();
    scene.shows("starting");
    scene.waits(1);
    scene.shows("languages 1");
    scene.touches("Українська");
    scene.shows("home (uk)");
    scene.touches("Nummer ziehen");
    scene.shows("services 1 (uk)");
    scene.touches("Reisepass");
    scene.shows("asking (uk)");
    let wish = DrawTicket { service: "passport".into(), language: Some("uk".into()), needs: [].into() };
    assert_eq!(scene.asked, [("run-1".to_owned(), Act::Draw(wish))]);
    scene.printer = None;
    scene.hub_issues("A047");
    scene.shows("A047 printing (uk)");
    assert_eq!(scene.slips, [("A047".to_owned(), "uk")]);
}

#[test]
fn the_number_stays_twenty_seconds_and_then_the_kiosk_speaks_german_again() {
    let mut scene = drawn("العربية");
    scene.waits(19);
    scene.shows("A047 on paper (ar)");
    scene.waits(1);
    scene.shows("languages 1");
}

#[test]
fn the_next_visitor_need_not_wait_for_that() {
    let mut scene = drawn("Deutsch");
    scene.touches("Fertig");
    scene.shows("languages 1");
    draws(&mut scene, "Українська", "A048");
    scene.shows("A048 on paper (uk)");
    let keys: Vec<&str> = scene.asked.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["run-1", "run-2"]);
}

#[test]
fn the_number_cannot_be_touched_away_unseen() {
    let mut scene = drawn("Deutsch");
    scene.waits_for(Duration::from_millis(900));
    scene.touches_at_once("Fertig");
    scene.shows("A047 on paper");
    scene.touches("Fertig");
    scene.shows("languages 1");
}

#[test]
fn more_than_six_services_are_on_pages() {
    let mut scene = Scene::is_switched_on();
    let mut many = offer(scene.offer.as_ref().expect("the hub is there").hall);
    many.services = (0..8).map(|_| many.services[0].clone()).collect();
    scene.offer = Ok(many);
    scene.waits(1);
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.shows("services 1");
    scene.touches("Weitere");
    scene.shows("services 2");
    scene.touches("Weitere");
    scene.shows("services 1");
}

#[test]
fn help_and_language_lie_over_a_screen_and_lose_nothing() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7F3");
    scene.touches("Hilfe");
    scene.shows("help");
    scene.touches("Zurück");
    scene.shows("code \"7F3\"");
    scene.touches("Sprache ändern");
    scene.shows("languages 1");
    scene.touches("Українська");
    scene.shows("code \"7F3\" (uk)");
}

#[test]
fn the_clock_is_the_hubs() {
    let mut scene = Scene::opens();
    let time = |scene: &Scene| scene.session.hub_time().map(|at| at.format("%H:%M:%S").to_string());
    assert_eq!(time(&scene), Some("09:00:01".into()));
    scene.waits(61);
    assert_eq!(time(&scene), Some("09:01:02".into()));
}

#[test]
fn visitors_are_told_of_missing_paper_before_they_draw() {
    let mut scene = Scene::opens();
    assert_eq!(scene.session.no_paper(), None);
    scene.printer = Some(PrinterState::Faulty(PrinterFault::PaperOut));
    scene.waits(10);
    assert_eq!(scene.session.no_paper(), Some(PrinterFault::PaperOut));
    scene.printer = Some(PrinterState::PaperLow);
    scene.waits(10);
    assert_eq!(scene.session.no_paper(), None);
}

/// A kiosk that shows A047 on paper.
fn drawn(language: &str) -> Scene {
    let mut scene = Scene::opens();
    draws(&mut scene, language, "A047");
    scene
}

fn draws(scene: &mut Scene, language: &str, number: &str) {
    for words in [language, "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues(number);
}

/// The hub says beforehand what it would refuse: the visitor reads why, and it is not asked in vain.
#[test]
fn what_is_closed_says_why_before_the_hub_is_asked() {
    for (why, refusal) in [
        (WhyClosed::ContingentUsedUp, Refusal::UsedUpToday),
        (WhyClosed::ZoneClosed, Refusal::ZoneClosed),
        (WhyClosed::TooLateToday, Refusal::TooLateToday),
        (WhyClosed::Other, Refusal::ServiceNotOffered),
    ] {
        let mut scene = Scene::is_switched_on();
        scene.offer.as_mut().expect("the hub is there").services[0].closed = Some(why);
        scene.waits(4);
        scene.touches("Deutsch");
        scene.touches("Nummer ziehen");
        scene.touches("Reisepass");
        scene.shows(&format!("refused: {refusal:?}"));
        assert_eq!(scene.asked, []);
        scene.touches("Verstanden");
        scene.touches("Nummer ziehen");
        scene.touches("Wohnsitz anmelden");
        scene.shows("asking");
    }
}

#[test]
fn every_refusal_of_a_draw_has_a_screen_of_its_own() {
    let of = |code| Refusal::of_code(code);
    assert_eq!(of("contingent-used-up"), Refusal::UsedUpToday);
    assert_eq!(of("zone-closed"), Refusal::ZoneClosed);
    assert_eq!(of("too-late-today"), Refusal::TooLateToday);
    assert_eq!(of("moved-on"), Refusal::MovedOn);
    assert_eq!(of("too-many-tickets"), Refusal::TooManyNumbers);
    assert_eq!(of("something-new"), Refusal::Other);
}
