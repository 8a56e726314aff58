//! The hub cannot be reached: before, during and after a touch.

use kiosk::session::{Answer, Input, Unheard};

use crate::scene::{Scene, ticket};

#[test]
fn a_kiosk_without_a_hub_sends_visitors_to_the_infopoint() {
    let mut scene = Scene::is_switched_on();
    scene.offer = Err(Unheard::Unreachable);
    scene.waits(9);
    scene.shows("starting");
    scene.waits(1);
    scene.shows("hub away");
}

#[test]
fn a_kiosk_the_hub_does_not_know_says_so_at_once() {
    let mut scene = Scene::is_switched_on();
    scene.offer = Err(Unheard::WrongToken);
    scene.waits(1);
    scene.shows("hub away");
    assert!(scene.session.token_is_wrong());
}

#[test]
fn a_hub_that_comes_back_finds_the_visitor_where_they_were() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7F3C");
    let offer = std::mem::replace(&mut scene.offer, Err(Unheard::Unreachable));
    scene.waits(12);
    scene.shows("hub away");
    scene.offer = offer;
    scene.waits(4);
    scene.shows("code \"7F3C\"");
}

#[test]
fn a_lost_answer_is_asked_for_again_with_the_same_key() {
    let mut scene = asks();
    scene.hub_is_not_reached();
    scene.shows("asking");
    scene.waits(2);
    scene.hub_issues("A047");
    scene.shows("A047 on paper");
    assert_eq!(keys(&scene), ["run-1", "run-1"]);
}

#[test]
fn both_answers_to_two_tries_are_one_number_and_one_slip() {
    let mut scene = asks();
    scene.hub_is_not_reached();
    scene.waits(2);
    scene.hub_issues("A047");
    scene.hub_issues("A047");
    scene.shows("A047 on paper");
    assert_eq!(scene.slips.len(), 1);
}

#[test]
fn after_four_tries_the_visitor_decides_and_the_key_stays() {
    let mut scene = asks();
    for _ in 0..3 {
        scene.hub_is_not_reached();
        scene.waits(2);
    }
    scene.shows("asking, slow");
    scene.hub_is_not_reached();
    scene.shows("not reached");
    scene.touches("Noch einmal");
    scene.shows("asking");
    scene.hub_issues("A047");
    assert_eq!(keys(&scene), ["run-1"; 5]);
}

#[test]
fn an_answer_that_comes_after_all_is_not_thrown_away() {
    let mut scene = asks();
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(2);
    }
    scene.shows("not reached");
    scene.hub_issues("A047");
    scene.shows("A047 on paper");
}

#[test]
fn another_wish_after_a_failed_one_is_another_act() {
    let mut scene = asks();
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(2);
    }
    for words in ["Zurück", "Nummer ziehen", "Wohnsitz anmelden"] {
        scene.touches(words);
    }
    assert_eq!(scene.asked.last().map(|(key, _)| key.as_str()), Some("run-2"));
    // The first answer, late, is for somebody who gave up.
    scene.hears(Input::Answered { key: "run-1".into(), answer: Answer::Issued(Box::new(ticket("A046"))) });
    scene.shows("asking");
}

/// The hub has the number and its answers were lost: one visitor, one number, however they go on.
#[test]
fn the_same_wish_after_going_back_is_the_same_act() {
    let mut scene = asks();
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(2);
    }
    for words in ["Zurück", "Sprache ändern", "Українська", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    assert_eq!(scene.asked.last().map(|(key, _)| key.as_str()), Some("run-1"));
    scene.hub_issues("A047");
    scene.shows("A047 on paper (uk)");
    // The next visitor has a wish of their own, even if it is the same one.
    scene.touches("Fertig");
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    assert_eq!(scene.asked.last().map(|(key, _)| key.as_str()), Some("run-2"));
}

#[test]
fn the_next_visitor_never_inherits_a_wish_that_was_not_heard() {
    let mut scene = asks();
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(2);
    }
    scene.touches("Zurück");
    scene.touches("Zurück");
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    assert_eq!(scene.asked.last().map(|(key, _)| key.as_str()), Some("run-2"));
}

#[test]
fn an_offer_that_nobody_answers_is_asked_for_again() {
    let mut scene = Scene::opens();
    scene.offers_are_lost = true;
    scene.waits(14);
    scene.shows("hub away");
    scene.offers_are_lost = false;
    scene.waits(5);
    scene.shows("languages 1");
}

#[test]
fn a_worker_that_says_nothing_is_an_answer_lost() {
    let mut scene = asks();
    scene.waits(11);
    assert_eq!(scene.asked.len(), 1);
    scene.waits(3);
    assert_eq!(keys(&scene), ["run-1", "run-1"]);
}

#[test]
fn a_number_in_hand_stays_while_the_hub_is_away() {
    let mut scene = asks();
    scene.hub_issues("A047");
    scene.offer = Err(Unheard::Unreachable);
    scene.waits(15);
    scene.shows("A047 on paper");
    scene.waits(5);
    scene.shows("hub away");
}

fn asks() -> Scene {
    let mut scene = Scene::opens();
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        scene.touches(words);
    }
    scene
}

fn keys(scene: &Scene) -> Vec<&str> {
    scene.asked.iter().map(|(key, _)| key.as_str()).collect()
}
