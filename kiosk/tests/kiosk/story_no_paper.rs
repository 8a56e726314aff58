//! The printer says no. The number is the hub's, so it stays, on the screen.

use hardware::printer::{Printed, PrinterFault, PrinterState};
use kiosk::session::Input;

use crate::scene::Scene;

#[test]
fn out_of_paper_the_number_stays_until_it_is_remembered() {
    let mut scene = draws_while(PrinterState::Faulty(PrinterFault::PaperOut));
    scene.shows("A047, the printer is out of paper");
    scene.waits(200);
    scene.shows("A047, the printer is out of paper");
    scene.touches("Ich habe mir die Nummer gemerkt");
    scene.shows("languages 1");
}

/// Whoever has paper hears of it before a visitor does.
#[test]
fn the_hub_is_told_how_the_printer_is() {
    let mut scene = Scene::is_switched_on();
    scene.printer = None;
    scene.waits(1);
    assert_eq!(scene.printer_told, None, "nobody knows yet");
    let mut scene = Scene::opens();
    scene.waits(10);
    assert_eq!(scene.printer_told, Some(PrinterState::Ready));
    for state in [PrinterState::PaperLow, PrinterState::Faulty(PrinterFault::PaperOut), PrinterState::Ready] {
        scene.printer = Some(state);
        scene.waits(15);
        assert_eq!(scene.printer_told, Some(state));
    }
}

#[test]
fn with_an_open_cover_it_is_the_same() {
    let scene = draws_while(PrinterState::Faulty(PrinterFault::CoverOpen));
    scene.shows("A047, the printer's cover is open");
}

#[test]
fn a_number_nobody_remembers_is_asked_about_and_leaves_after_five_minutes() {
    let mut scene = draws_while(PrinterState::Faulty(PrinterFault::CutterJam));
    scene.waits(269);
    scene.shows("A047, the printer's cutter is jammed");
    scene.waits(1);
    scene.shows("A047, the printer's cutter is jammed still there? 30");
    scene.touches("Weiter");
    scene.shows("A047, the printer's cutter is jammed");
    scene.waits(300);
    scene.shows("languages 1");
}

#[test]
fn a_printer_that_never_answers_is_gone_after_fifteen_seconds() {
    let mut scene = draws_while(PrinterState::Ready);
    scene.printer = None;
    scene.touches("Fertig");
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues("A048");
    scene.waits(14);
    scene.shows("A048 printing");
    // Nobody can leave a number behind that is about to come out on paper.
    scene.touches_at_once("Fertig");
    scene.shows("A048 printing");
    scene.waits(1);
    scene.shows("A048, the printer does not answer");
    assert_eq!(scene.session.no_paper(), Some(PrinterFault::Gone), "the next visitor is told before");
}

#[test]
fn a_printer_that_does_not_even_say_what_it_is_is_gone() {
    let mut scene = Scene::opens();
    scene.printer = None;
    scene.waits(38);
    assert_eq!(scene.session.no_paper(), None);
    scene.waits(1);
    assert_eq!(scene.session.no_paper(), Some(PrinterFault::Gone));
    scene.printer = Some(PrinterState::Ready);
    scene.waits(10);
    assert_eq!(scene.session.no_paper(), None);
}

#[test]
fn paper_that_comes_late_is_paper() {
    let mut scene = draws_while(PrinterState::Ready);
    scene.printer = None;
    scene.touches("Fertig");
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues("A048");
    scene.waits(20);
    scene.shows("A048, the printer does not answer");
    scene.hears(Input::Printed { key: "run-2".into(), outcome: Ok(Printed::Assumed) });
    scene.shows("A048 on paper");
}

#[test]
fn a_slip_of_somebody_who_left_changes_nothing_for_the_next() {
    let mut scene = draws_while(PrinterState::Faulty(PrinterFault::PaperOut));
    scene.touches("Ich habe mir die Nummer gemerkt");
    scene.printer = None;
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues("A048");
    scene.hears(Input::Printed { key: "run-1".into(), outcome: Ok(Printed::Confirmed) });
    scene.shows("A048 printing");
}

fn draws_while(printer: PrinterState) -> Scene {
    let mut scene = Scene::opens();
    scene.printer = Some(printer);
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene.hub_issues("A047");
    scene
}
