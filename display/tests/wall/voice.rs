//! A call as it is heard: after the gong, in German and in the visitor's language, and once again.

use std::collections::BTreeSet;

use hardware::speaker::Volume;
use wire::language::LANGUAGES;

use crate::stage::Stage;

const GERMAN: &str = "de: Nummer A 47, bitte Schalter 3.";

#[test]
fn a_call_is_said_in_german_and_in_the_language_of_the_ticket_and_once_again() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "", 7);
    stage.language = Some("uk".into());
    stage.call("A047>3");
    let both = [GERMAN, "uk: Номер A 47, будь ласка, підійдіть до віконця 3."];
    assert_eq!(stage.heard(), both);
    for _ in 0..3 {
        stage.passes(2.6);
        stage.heartbeat();
    }
    assert_eq!(stage.heard(), both, "7.8 seconds later");
    stage.passes(0.2);
    assert_eq!(stage.heard(), [both, both].concat());
    assert_eq!(stage.gongs(), 2);
    assert_eq!(stage.said("Schalter").len(), 1, "the wall speaks its own language again");
}

#[test]
fn every_language_of_ours_calls_in_its_own_words() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "", 7);
    for (i, language) in LANGUAGES.iter().enumerate() {
        stage.language = Some(language.code.into());
        stage.call(&format!("A{:03}>3", 101 + i));
        stage.passes(1.0);
        stage.heartbeat();
    }
    let mut heard = stage.heard();
    let mut known = BTreeSet::new();
    heard.retain(|said| known.insert(said.clone()));
    for (i, language) in LANGUAGES.iter().enumerate() {
        let number = format!("A {}", 101 + i);
        let said: Vec<_> = heard.iter().filter(|said| said.contains(&number)).collect();
        // German needs no second sentence, and plain German is spoken as German is.
        let twice = !language.code.starts_with("de");
        assert_eq!(said.len(), 1 + usize::from(twice), "{}: {said:?}", language.code);
        if twice {
            let (code, words) = said[1].split_once(": ").expect("a language");
            assert_eq!(code, language.code);
            assert!(!words.contains("bitte"), "{words}");
            let is_source = words.contains("please go to counter");
            assert_eq!(is_source, code == "en", "{code} has no sentence of its own: {words}");
        }
    }
}

/// Whoever asked to be fetched hears that they may stay, in every language of ours.
#[test]
fn whoever_stays_seated_is_not_sent_to_a_counter() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "", 7);
    for (i, language) in LANGUAGES.iter().enumerate() {
        stage.language = Some(language.code.into());
        stage.call(&format!("A{:03}>", 101 + i));
        stage.passes(1.0);
        stage.heartbeat();
    }
    let heard: BTreeSet<String> = stage.heard().into_iter().collect();
    let german = heard.iter().filter(|said| said.starts_with("de: "));
    assert!(german.clone().all(|said| said.ends_with(": Bitte bleiben Sie sitzen, wir kommen zu Ihnen.")));
    let languages: BTreeSet<&str> = heard.iter().filter_map(|said| said.split(": ").next()).collect();
    assert_eq!(
        languages.len(),
        LANGUAGES.len() - 1,
        "all but plain German, which is spoken as German: {heard:?}"
    );
    for said in heard.iter().filter(|said| !said.starts_with("en: ")) {
        assert!(!said.contains("stay seated"), "no sentence of its own: {said}");
    }
}

#[test]
fn two_calls_are_never_heard_over_each_other() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "", 7);
    stage.call("A047>3");
    stage.speaker.sounds_on(true);
    stage.passes(0.1);
    stage.call("W1048>12");
    stage.passes(2.0);
    assert_eq!(stage.heard(), [GERMAN], "the second waits until the first is over");
    stage.speaker.sounds_on(false);
    stage.passes(1.1);
    assert_eq!(stage.heard(), [GERMAN, "de: Nummer W 1048, bitte Schalter 12."]);
}

#[test]
fn a_wall_without_a_voice_rings_once() {
    let mut stage = Stage::configured("[sound]\nspeech = false");
    stage.heartbeat();
    stage.call("A047>3");
    stage.passes(9.0);
    assert_eq!((stage.gongs(), stage.heard().len()), (1, 0));
}

/// It is 10:02 when a story begins.
#[test]
fn quiet_hours_are_kept_by_the_time_of_the_hub() {
    let hours = "[sound]\nvolume = 60\nhours = [{ from = '10:00', until = '10:03', volume = 20 },
                 { from = '10:04', until = '11:00', volume = 0 }]";
    let mut stage = Stage::configured(hours);
    let volume = |percent| Volume::percent(percent);
    stage.heartbeat();
    stage.board("open", "", 7);
    stage.call("A047>3");
    assert_eq!(stage.volume(), volume(20));
    stage.passes(61.0);
    stage.heartbeat();
    stage.call("A048>3");
    assert_eq!(stage.volume(), volume(60));
    stage.passes(60.0);
    stage.heartbeat();
    stage.call("A049>3");
    stage.passes(9.0);
    assert!(!stage.heard().iter().any(|said| said.contains("49")), "it is seen and not heard");
    stage.reads("Number A049 to counter 3");

    stage.emergency = Some("Feueralarm.".into());
    stage.board("open", "A049>3", 0);
    stage.passes(1.0);
    assert_eq!(stage.volume(), volume(100), "of an emergency quiet hours keep nothing back");
    assert_eq!(stage.heard().last().map(String::as_str), Some("de: Feueralarm."));
}
