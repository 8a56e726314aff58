//! A visitor who hears instead of seeing: what a key does, and what is never said to all.

use std::time::Duration;

use hardware::keypad::{Felt, Key};
use kiosk::session::{Input, Said, Touch};

use crate::scene::Scene;

#[test]
fn any_key_begins_and_any_key_makes_silent() {
    let mut scene = Scene::opens();
    scene.waits(5);
    assert_eq!(scene.said, []);
    scene.presses(Key::Help);
    assert_eq!(scene.heard(), &Said::Screen { first: true }, "the first key only begins");
    scene.shows("languages 1");
    let hushed = scene.hushed;
    scene.presses(Key::Down);
    assert_eq!(scene.hushed, hushed + 1);
    let choice = Said::Choice { touch: Touch::Language("de".into()), nth: 1, of: 12 };
    assert_eq!(scene.heard(), &choice);
    scene.presses(Key::Up);
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Language("fr".into()), nth: 12, of: 12 });
    scene.presses(Key::Again);
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Language("fr".into()), nth: 12, of: 12 });
    scene.presses(Key::Ok);
    scene.shows("home (fr)");
    scene.presses(Key::Help);
    scene.shows("help (fr)");
    scene.presses(Key::Back);
    scene.shows("home (fr)");
    assert_eq!(scene.heard(), &Said::Screen { first: false });
}

#[test]
fn a_trembling_hand_presses_once() {
    let mut scene = Scene::opens();
    scene.presses(Key::Down);
    scene.presses(Key::Down);
    for _ in 0..3 {
        scene.waits_for(Duration::from_millis(100));
        scene.hears(Input::Felt(Felt::Pressed(Key::Down)));
    }
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Language("de".into()), nth: 1, of: 12 });
}

#[test]
fn louder_and_faster_hold_until_the_visitor_has_gone() {
    let mut scene = Scene::opens();
    scene.presses(Key::Ok);
    let usual = scene.said[0].1;
    scene.presses(Key::Volume);
    scene.presses(Key::Speed);
    let how = scene.said.last().expect("it was said").1;
    // A loudness is an amplitude: four times as much are 12 dB.
    assert_eq!(how.loudness, 4 * usual.loudness);
    scene.presses(Key::Volume);
    let loudest = scene.said.last().expect("it was said").1;
    assert_eq!(loudest.loudness, 10 * usual.loudness, "20 dB in all, and 18 are asked for");
    assert!(how.words_a_minute > usual.words_a_minute);
    scene.waits(151);
    scene.presses(Key::Ok);
    assert_eq!(scene.said.last().expect("it was said").1, usual);
}

/// Two minutes of quiet, then half a minute in which any key is enough; and silence afterwards.
#[test]
fn whoever_hears_has_twice_the_time_and_is_asked_aloud() {
    let mut scene = Scene::opens();
    scene.presses(Key::Ok);
    scene.presses(Key::Down);
    scene.presses(Key::Ok);
    scene.shows("home");
    scene.waits(119);
    scene.shows("home");
    scene.waits(1);
    scene.shows("home still there? 30");
    scene.waits(1);
    assert_eq!((scene.heard(), scene.signals), (&Said::StillThere, 1));
    scene.presses(Key::Back);
    scene.shows("home");
    scene.waits(149);
    let hushed = scene.hushed;
    scene.waits(2);
    scene.shows("languages 1");
    assert_eq!(scene.hushed, hushed + 1, "nothing is said to somebody who has gone");
}

/// The warning is seen and heard, by those too who see: a signal, and then the voice, where there is one.
#[test]
fn everybody_is_asked_by_a_signal_and_a_voice() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.waits(59);
    assert_eq!((scene.signals, scene.said.len()), (0, 0));
    scene.waits(1);
    assert_eq!((scene.signals, scene.said.len()), (1, 0), "not over each other");
    scene.waits(1);
    assert_eq!(scene.heard(), &Said::StillThere);
    scene.waits(20);
    assert_eq!((scene.signals, scene.said.len()), (1, 1), "once");
    scene.touches("Weiter");
    assert_eq!(scene.hushed, 1, "whoever has answered is not asked to the end");
    scene.touches("Nummer ziehen");
    assert_eq!((scene.said.len(), scene.hushed), (1, 1));
    scene.waits(60);
    assert_eq!(scene.signals, 2, "once again for the next question");
}

/// It may stand there unused for hours before somebody plugs in.
#[test]
fn a_headset_begins_however_long_nobody_was_there() {
    let mut scene = Scene::opens();
    scene.waits(600);
    scene.plugs(true);
    assert_eq!((scene.said.len(), scene.heard()), (1, &Said::Screen { first: true }));
    scene.waits(60);
    scene.shows("languages 1");
    assert_eq!(scene.said.len(), 1, "nobody is asked yet whether they are there");
    scene.presses(Key::Down);
    assert!(matches!(scene.heard(), Said::Choice { nth: 1, .. }), "{:?}", scene.heard());
}

#[test]
fn a_headset_that_is_pulled_out_while_it_speaks_is_silent_and_what_is_personal_stays_unsaid() {
    let mut scene = Scene::opens();
    scene.plugs(true);
    assert_eq!(scene.heard(), &Said::Screen { first: true });
    assert!(scene.said[0].1.alone);
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7F3");
    assert_eq!(scene.heard(), &Said::Typed);
    let hushed = scene.hushed;
    scene.plugs(false);
    assert_eq!((scene.hushed, scene.heard()), (hushed + 1, &Said::HeadsetGone));
    scene.types("C");
    assert_eq!(scene.heard(), &Said::OnlyInHeadset);
    scene.presses(Key::Down);
    assert_eq!(scene.heard(), &Said::OnlyInHeadset, "which letter is heard is which letter is typed");
    scene.plugs(true);
    assert_eq!(scene.heard(), &Said::Screen { first: true });
    scene.presses(Key::Down);
    assert!(matches!(scene.heard(), Said::Choice { touch: Touch::Key('0'), .. }), "{:?}", scene.heard());
    scene.presses(Key::Right);
    assert!(matches!(scene.heard(), Said::Choice { touch: Touch::Key('8'), .. }), "{:?}", scene.heard());
}
