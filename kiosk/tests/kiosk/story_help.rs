//! Somebody asks for a person: it rings at the infopoint, or the kiosk says honestly that it does not.

use hardware::keypad::Key;
use kiosk::session::{Input, Said};
use wire::http::HelpCalled;

use crate::scene::{Scene, at};

#[test]
fn it_rings_and_whoever_waits_reads_that_somebody_comes() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Hilfe");
    scene.shows("help");
    assert_eq!(scene.rings, ["run-help-1"]);
    scene.hears(Input::HelpRung(Some(called())));
    scene.shows("help, it rang");
    hub_tells(&mut scene, Some(HelpCalled { at: at("08:00"), coming: true }));
    scene.shows("help, it rang");
    hub_tells(&mut scene, Some(HelpCalled { coming: true, ..called() }));
    scene.shows("help comes");
    scene.touches("Zurück");
    scene.shows("home");
    scene.touches("Hilfe");
    scene.shows("help");
    assert_eq!(scene.rings, ["run-help-1", "run-help-2"], "whether it rings again is the hub's matter");
}

#[test]
fn where_it_cannot_ring_nobody_is_told_that_it_does() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Hilfe");
    scene.hears(Input::HelpRung(None));
    scene.shows("help, but it did not ring");
    scene.touches("Zurück");
    scene.touches("Hilfe");
    scene.shows("help");
    // Not even the worker that asks says anything.
    scene.waits(12);
    scene.shows("help, but it did not ring");
    scene.hears(Input::HelpRung(Some(called())));
    scene.shows("help, but it did not ring");
}

/// A bell that nobody hears any more is not waited for; whoever said that they come is on the way.
#[test]
fn a_call_that_the_hub_has_forgotten_rings_no_more() {
    let before = HelpCalled { at: at("08:59"), coming: false };
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Hilfe");
    hub_tells(&mut scene, Some(before));
    scene.hears(Input::HelpRung(Some(before)));
    scene.waits(4);
    scene.shows("help, it rang");
    hub_tells(&mut scene, None);
    scene.shows("help, but it did not ring");

    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Hilfe");
    scene.hears(Input::HelpRung(Some(HelpCalled { coming: true, ..before })));
    hub_tells(&mut scene, None);
    scene.shows("help comes");
}

#[test]
fn whoever_hears_is_told_as_soon_as_whoever_sees() {
    let mut scene = Scene::opens();
    scene.presses(Key::Ok);
    scene.presses(Key::Help);
    let said = scene.said.len();
    assert_eq!(scene.heard(), &Said::Screen { first: false });
    scene.hears(Input::HelpRung(Some(called())));
    assert_eq!((scene.said.len(), scene.heard()), (said + 1, &Said::Screen { first: false }));
    hub_tells(&mut scene, Some(called()));
    assert_eq!(scene.said.len(), said + 1, "it is no news");
    hub_tells(&mut scene, Some(HelpCalled { coming: true, ..called() }));
    assert_eq!((scene.said.len(), scene.heard()), (said + 2, &Said::Screen { first: false }));
}

/// By a minute after nine it rang.
fn called() -> HelpCalled {
    HelpCalled { at: at("09:01"), coming: false }
}

fn hub_tells(scene: &mut Scene, help: Option<HelpCalled>) {
    scene.offer.as_mut().expect("the hub is there").help = help;
    scene.waits(4);
}
