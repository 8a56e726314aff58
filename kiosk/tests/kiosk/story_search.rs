//! A visitor looks for what they have come for by an everyday word.

use hardware::keypad::Key;
use kiosk::session::{Refusal, Said, Touch};
use wire::Text;

use crate::scene::{Scene, offer};

/// A town with eight services, so that not all of them are on the first page.
#[test]
fn an_everyday_word_finds_the_service() {
    let mut scene = at_the_keys("Deutsch");
    scene.shows("word \"\"");
    scene.touches("Suchen");
    scene.shows("word \"\"");
    scene.types("perso");
    scene.shows("word \"perso\"");
    scene.touches("Suchen");
    scene.shows("found 1: service-7");
    scene.touches("Zurück");
    scene.shows("word \"perso\"");
    scene.touches("Löschen");
    scene.touches("Löschen");
    scene.types("t");
    scene.touches("Suchen");
    scene.shows(&format!("refused: {:?}", Refusal::NothingFound));
    scene.touches("Noch einmal");
    scene.shows("word \"pert\"");
}

/// What can be chosen besides comes and goes while somebody types, and the finger stays on its letter.
#[test]
fn the_round_key_types_the_letter_that_was_said_however_often() {
    let mut scene = at_the_keys("Deutsch");
    scene.plugs(true);
    for _ in 0..19 {
        scene.presses(Key::Down);
    }
    assert!(matches!(scene.heard(), Said::Choice { touch: Touch::Key('s'), .. }), "{:?}", scene.heard());
    scene.presses(Key::Ok);
    scene.presses(Key::Ok);
    scene.shows("word \"ss\"");
    scene.presses(Key::Down);
    assert!(matches!(scene.heard(), Said::Choice { touch: Touch::Key('t'), .. }), "{:?}", scene.heard());
}

#[test]
fn a_found_service_is_gone_on_with_as_any_other() {
    let mut scene = at_the_keys("Deutsch");
    scene.types("ausweis");
    scene.touches("Suchen");
    scene.hears(kiosk::session::Input::Touched(Touch::Anywhere));
    scene.waits(1);
    scene.hears(kiosk::session::Input::Touched(Touch::Service("service-7".into())));
    scene.shows("asking");
}

#[test]
fn many_that_are_found_are_on_pages() {
    let mut scene = at_the_keys("Deutsch");
    scene.types("dienst");
    scene.touches("Suchen");
    let seven: Vec<String> = (0..7).map(|n| format!("service-{n}")).collect();
    scene.shows(&format!("found 1: {}", seven.join(", ")));
    scene.touches("Weitere");
    scene.shows(&format!("found 2: {}", seven.join(", ")));
}

/// Where all are seen at once there is nothing to look for.
#[test]
fn few_services_are_not_searched() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.touches("Ein Wort suchen");
    scene.shows("services 1");
}

#[test]
fn the_search_is_the_last_choice_of_the_first_page() {
    let mut scene = at_the_keys("Deutsch");
    scene.touches("Zurück");
    scene.shows("services 1");
    scene.presses(Key::Ok);
    for _ in 0..6 {
        scene.presses(Key::Down);
    }
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Search, nth: 6, of: 7 });
}

/// Words on letters and doors are German; whoever has other letters has these besides.
#[test]
fn german_words_are_written_in_german_letters_whatever_the_language() {
    let mut scene = at_the_keys("Українська");
    scene.types("perso");
    scene.shows("word \"\" (uk)");
    scene.types("паспорт");
    scene.touches("Suchen");
    scene.shows("found 1: service-7 (uk)");
    scene.touches("Zurück");
    for _ in 0.."паспорт".chars().count() {
        scene.touches("Löschen");
    }
    scene.touches("Andere Buchstaben");
    scene.types("perso");
    scene.touches("Suchen");
    scene.shows("found 1: service-7 (uk)");
}

#[test]
fn a_word_has_an_end_and_blanks_only_between_two() {
    let mut scene = at_the_keys("Deutsch");
    scene.types(" a  b");
    scene.shows("word \"a b\"");
    for _ in 0..10 {
        scene.types("xy");
    }
    scene.shows("word \"a bxyxyxyxyxyxyxyxyx\"");
}

#[test]
fn whoever_hears_goes_through_the_letters_by_rows() {
    let mut scene = at_the_keys("Deutsch");
    scene.plugs(true);
    scene.presses(Key::Down);
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Key('a'), nth: 1, of: 32 });
    scene.presses(Key::Right);
    assert_eq!(scene.heard(), &Said::Choice { touch: Touch::Key('i'), nth: 9, of: 32 });
    scene.presses(Key::Ok);
    assert_eq!(scene.heard(), &Said::Typed);
}

fn at_the_keys(language: &str) -> Scene {
    let mut scene = Scene::is_switched_on();
    let mut many = offer(scene.offer.as_ref().expect("the hub is there").hall);
    let of = |n: usize| wire::http::OfferedService {
        id: format!("service-{n}"),
        name: Text::german(format!("Dienst {n}")),
        ..many.services[0].clone()
    };
    let mut services: Vec<_> = (0..8).map(of).collect();
    services[7].name = Text::german("Personalausweis beantragen");
    services[7].name.other.insert("uk".into(), "Замовити паспорт".into());
    services[7].words = vec!["Perso".into()];
    many.services = services;
    scene.offer = Ok(many);
    scene.waits(1);
    scene.touches(language);
    scene.touches("Nummer ziehen");
    scene.touches("Ein Wort suchen");
    scene
}
