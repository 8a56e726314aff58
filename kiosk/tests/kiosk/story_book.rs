//! A time is booked at the kiosk: without a name, without a phone, and once.

use hardware::printer::{PrinterFault, PrinterState};
use kiosk::session::{Act, Answer, Input, Wanted};
use wire::Hall;
use wire::http::{BookHere, FreeSlots, Matter, OwnBooking, WhyClosed};

use crate::scene::{Scene, at, free, own};

const SIX: &str = "Wed 11. 11:40, Wed 11. 14:00, Thu 12. 09:00, Thu 12. 12:00, Fri 13. 09:00, another day";

#[test]
fn a_time_is_booked_and_comes_out_on_paper() {
    let mut scene = looks_for_times();
    scene.shows(SIX);
    scene.touches("2026-03-12T08:00");
    scene.shows("passport on Thu 12. 09:00?");
    assert_eq!(scene.asked.len(), 1, "nothing is booked before it was looked at");
    scene.touches("Ja, buchen");
    scene.shows("asking");
    let wish = BookHere::of("passport", "2026-03-12T08:00:00Z".parse().unwrap());
    assert_eq!(scene.asked[1], ("run-3".to_owned(), Act::Book(wish)));
    scene.hub_keeps(own("2026-03-12T08:00"));
    scene.shows("Booked Thu 12. 09:00 on paper");
    assert_eq!(scene.slips, [("Booked Thu 12. 09:00".to_owned(), "de")]);
    scene.touches("Fertig");
    scene.shows("languages 1");
}

#[test]
fn whoever_would_rather_wait_draws_a_number() {
    let mut scene = asks_for_a_passport(Scene::opens_with_bookings());
    scene.shows("passport: now or later");
    scene.touches("Nummer ziehen");
    scene.hub_issues("A047");
    scene.shows("A047 on paper");
}

#[test]
fn what_is_not_booked_here_is_drawn_at_once_as_ever() {
    let mut scene = Scene::opens_with_bookings();
    for words in ["Deutsch", "Nummer ziehen", "Wohnsitz anmelden"] {
        scene.touches(words);
    }
    scene.shows("asking");
    assert!(matches!(scene.asked[..], [(_, Act::Draw(_))]));
}

#[test]
fn a_day_without_numbers_still_has_times_for_another() {
    let mut scene = Scene::opens_with_bookings();
    scene.offer.as_mut().expect("the hub is there").services[0].closed = Some(WhyClosed::ContingentUsedUp);
    scene.waits(4);
    let mut scene = asks_for_a_passport(scene);
    scene.shows("passport: now or later");
    scene.touches("Nummer ziehen");
    scene.shows("refused: UsedUpToday");
    assert_eq!(scene.asked, []);
    scene.touches("Verstanden");
    let mut scene = wants_a_time(scene);
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.shows(SIX);
}

#[test]
fn another_day_is_chosen_first_and_then_its_time() {
    let mut scene = looks_for_times();
    scene.touches("Anderer Tag");
    scene.shows("Wed 11., Thu 12., Fri 13.");
    scene.touches("2026-03-13");
    scene.shows(
        "Fri 13. 09:00, Fri 13. 10:00, Fri 13. 11:00, Fri 13. 12:00, Fri 13. 13:00, Fri 13. 14:00, more",
    );
    scene.touches("Weitere");
    scene.shows("Fri 13. 15:00, Fri 13. 16:00, more");
    scene.touches("2026-03-13T14:00");
    scene.shows("passport on Fri 13. 15:00?");
    // Every way back leads one step.
    scene.touches("Zurück");
    scene.shows("Fri 13. 15:00, Fri 13. 16:00, more");
    scene.touches("Zurück");
    scene.shows("Wed 11., Thu 12., Fri 13.");
    scene.touches("Zurück");
    scene.shows(SIX);
    scene.touches("Zurück");
    scene.shows("passport: now or Wed 11. 11:40");
    scene.touches("Zurück");
    scene.shows("services 1");
}

/// Whoever reads how long it takes reads beside it what else there is.
#[test]
fn the_next_free_time_is_told_before_anybody_draws() {
    let mut scene = asks_for_a_passport(Scene::opens_with_bookings());
    scene.shows("passport: now or later");
    assert_eq!(scene.looked_for, ["passport"]);
    let told = |service: &str, found| Input::FreeTold { service: service.into(), found };
    scene.hears(told("address", Some(Box::new(free()))));
    scene.shows("passport: now or later");
    scene.hears(told("passport", None));
    scene.shows("passport: now or later");
    scene.hears(told("passport", Some(Box::new(free()))));
    scene.shows("passport: now or Wed 11. 11:40");
    scene.hears(told("passport", Some(Box::new(FreeSlots { days: Vec::new(), ..free() }))));
    scene.shows("passport: now, nothing is free");
    assert_eq!(scene.asked, [], "nobody has wanted anything yet");
}

#[test]
fn a_time_that_somebody_else_took_brings_the_next_ones() {
    for code in ["full", "kept-back", "too-late", "past"] {
        let mut scene = looks_for_times();
        scene.touches("2026-03-11T10:40");
        scene.touches("Ja, buchen");
        scene.hub_refuses(code);
        scene.shows("asking");
        let of = Wanted::New { matters: vec![Matter::of("passport")] };
        assert_eq!(scene.asked[2].1, Act::FindTimes { of, was_taken: true });
        scene.hub_answers(Answer::Times(Box::new(free())));
        scene.shows(&format!("taken; {SIX}"));
        scene.touches("Anderer Tag");
        scene.shows("Wed 11., Thu 12., Fri 13.");
    }
}

#[test]
fn what_cannot_be_helped_by_another_time_is_said() {
    for (code, refusal) in [("too-many-bookings", "TooManyBookings"), ("name-needed", "Other")] {
        let mut scene = looks_for_times();
        scene.touches("2026-03-11T10:40");
        scene.touches("Ja, buchen");
        scene.hub_refuses(code);
        scene.shows(&format!("refused: {refusal}"));
        scene.touches("Verstanden");
        scene.shows("home");
    }
}

#[test]
fn where_nothing_is_free_nobody_looks_in_vain() {
    let mut scene = wants_a_time(Scene::opens_with_bookings());
    let mut nothing = free();
    nothing.days.iter_mut().for_each(|day| day.slots.clear());
    scene.hub_answers(Answer::Times(Box::new(nothing)));
    scene.shows("refused: NoTimes");
}

#[test]
fn a_touch_sent_twice_and_a_lost_answer_book_once() {
    let mut scene = looks_for_times();
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, buchen");
    scene.touches_at_once("Ja, buchen");
    assert_eq!(scene.asked.len(), 2);
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(3);
    }
    scene.shows("not reached");
    scene.touches("Noch einmal");
    scene.hub_keeps(own("2026-03-12T08:00"));
    scene.shows("Booked Thu 12. 09:00 on paper");
    let booked = scene.asked.iter().filter(|(_, act)| matches!(act, Act::Book(_)));
    let keys: Vec<&str> = booked.map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["run-3"; 5]);
    assert_eq!(scene.slips.len(), 1);
}

/// Whoever goes back after a lost answer and wants the same time again gets the booking that was made.
#[test]
fn the_same_wish_after_a_lost_answer_keeps_its_key() {
    let mut scene = looks_for_times();
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, buchen");
    for _ in 0..4 {
        scene.hub_is_not_reached();
        scene.waits(3);
    }
    scene.touches("Zurück");
    scene.shows("home");
    for words in ["Nummer ziehen", "Reisepass", "Termin buchen"] {
        scene.touches(words);
    }
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, buchen");
    let (key, act) = scene.asked.last().expect("it was asked");
    assert!(matches!(act, Act::Book(_)));
    assert_eq!(key, "run-3");
}

#[test]
fn without_paper_the_booking_stays_on_the_screen_to_be_written_down() {
    let mut scene = looks_for_times();
    scene.printer = Some(PrinterState::Faulty(PrinterFault::PaperOut));
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, buchen");
    scene.hub_keeps(own("2026-03-12T08:00"));
    scene.shows("Booked Thu 12. 09:00, the printer is out of paper");
    scene.waits(200);
    scene.shows("Booked Thu 12. 09:00, the printer is out of paper");
    scene.waits(71);
    scene.shows("Booked Thu 12. 09:00, the printer is out of paper still there? 29");
}

#[test]
fn whoever_walks_away_from_the_times_is_asked_and_then_forgotten() {
    let mut scene = looks_for_times();
    scene.waits(61);
    scene.shows(&format!("{SIX} still there? 29"));
    scene.touches("Weiter");
    scene.shows(SIX);
    scene.waits(91);
    scene.shows("languages 1");
    assert_eq!(scene.asked.len(), 1);
}

#[test]
fn without_a_hub_nothing_can_be_booked_and_the_visitor_is_told() {
    let mut scene = looks_for_times();
    let offer = std::mem::replace(&mut scene.offer, Err(kiosk::session::Unheard::Unreachable));
    scene.waits(12);
    scene.shows("hub away");
    scene.offer = offer;
    scene.waits(4);
    scene.shows(SIX);
}

#[test]
fn a_hall_that_closes_meanwhile_takes_no_time_away() {
    let mut scene = looks_for_times();
    scene.hall_becomes(Hall::LastCalls);
    scene.shows(SIX);
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, buchen");
    scene.hub_keeps(own("2026-03-12T08:00"));
    scene.shows("Booked Thu 12. 09:00 on paper");
}

#[test]
fn a_booking_is_for_the_moment_it_says() {
    let OwnBooking { starts_at, .. } = own("2026-03-12T08:00");
    assert_eq!(starts_at - at("08:00"), chrono::TimeDelta::days(1));
}

fn looks_for_times() -> Scene {
    let mut scene = wants_a_time(Scene::opens_with_bookings());
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene
}

fn wants_a_time(scene: Scene) -> Scene {
    let mut scene = asks_for_a_passport(scene);
    scene.touches("Termin buchen");
    let of = Wanted::New { matters: vec![Matter::of("passport")] };
    assert_eq!(scene.asked.last().expect("it is asked").1, Act::FindTimes { of, was_taken: false });
    scene
}

fn asks_for_a_passport(mut scene: Scene) -> Scene {
    if scene.session.at_rest() {
        scene.touches("Deutsch");
    }
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    scene
}
