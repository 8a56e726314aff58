//! Somebody comes with a booking: it is time, or it is not, and then it can be moved or cancelled.

use hardware::printer::{PrinterFault, PrinterState};
use kiosk::session::{Act, Answer, Wanted};
use wire::http::{BookingState, OwnBooking};

use crate::scene::{Scene, free, own};

#[test]
fn when_it_is_time_the_code_checks_in() {
    // 9:00 in UTC is 10:00 on the wall.
    let mut scene = types_the_code();
    assert_eq!(scene.asked, [("run-1".to_owned(), Act::Look { code: "7F3C9AKD".into() })]);
    scene.hub_keeps(own("2026-03-11T10:00"));
    scene.shows("asking");
    assert!(matches!(&scene.asked[1], (key, Act::CheckIn(of)) if key == "run-2" && of.code == "7F3C9AKD"));
    scene.hub_issues("A112");
    scene.shows("A112 on paper");
}

/// What the hub says of a booking that is over, cancelled or checked in is the hub's matter.
#[test]
fn what_is_no_longer_to_come_is_left_to_the_check_in() {
    for state in [BookingState::CheckedIn, BookingState::Cancelled, BookingState::Missed] {
        let mut scene = types_the_code();
        scene.hub_keeps(OwnBooking { state, ..own("2026-03-13T10:00") });
        assert!(matches!(scene.asked[1].1, Act::CheckIn(_)), "{state:?}");
    }
}

#[test]
fn a_hub_of_before_only_checks_in() {
    let mut scene = Scene::opens();
    for words in ["Deutsch", "Termin anmelden"] {
        scene.touches(words);
    }
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    assert!(matches!(scene.asked[..], [(_, Act::CheckIn(_))]));
}

#[test]
fn a_mistyped_code_is_kept_to_be_mended() {
    let mut scene = types_the_code();
    scene.hub_refuses("unknown-booking");
    scene.shows("refused: CodeUnknown");
    scene.touches("Noch einmal");
    scene.shows("code \"7F3C9AKD\"");
}

#[test]
fn a_booking_of_another_day_is_shown_and_moved() {
    let mut scene = comes_too_early("2026-03-13T10:00");
    scene.shows("own booking on Fri 13. 11:00");
    scene.touches("Termin verschieben");
    let of = Wanted::Move(Box::new(own("2026-03-13T10:00")));
    assert_eq!(scene.asked[1].1, Act::FindTimes { of, was_taken: false });
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.shows("from Fri 13. 11:00 to Thu 12. 09:00?");
    scene.touches("Ja, verschieben");
    assert!(matches!(scene.asked[2].1, Act::Move { .. }));
    scene.hub_keeps(own("2026-03-12T08:00"));
    scene.shows("Moved Thu 12. 09:00 on paper");
    assert_eq!(scene.slips, [("Moved Thu 12. 09:00".to_owned(), "de")]);
}

#[test]
fn a_time_that_has_gone_leaves_the_old_one() {
    let mut scene = comes_too_early("2026-03-13T10:00");
    scene.touches("Termin verschieben");
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("2026-03-12T08:00");
    scene.touches("Ja, verschieben");
    scene.hub_refuses("full");
    scene.hub_answers(Answer::Times(Box::new(free())));
    scene.touches("Zurück");
    scene.shows("own booking on Fri 13. 11:00");
}

#[test]
fn cancelling_is_asked_once_more() {
    let mut scene = comes_too_early("2026-03-13T10:00");
    scene.touches("Termin absagen");
    scene.shows("cancel Fri 13. 11:00?");
    scene.touches("Zurück");
    scene.shows("own booking on Fri 13. 11:00");
    assert_eq!(scene.asked.len(), 1);
    scene.touches("Termin absagen");
    scene.touches("Ja, absagen");
    assert!(matches!(scene.asked[1].1, Act::Cancel { .. }));
    scene.printer = Some(PrinterState::Faulty(PrinterFault::PaperOut));
    scene.hub_keeps(OwnBooking { state: BookingState::Cancelled, ..own("2026-03-13T10:00") });
    scene.shows("Cancelled Fri 13. 11:00, the printer is out of paper");
}

/// Hours before, somebody may have come to put it off, or may want to wait.
#[test]
fn hours_before_the_visitor_is_asked_what_they_came_for() {
    let mut scene = comes_too_early("2026-03-11T14:00");
    scene.shows("own booking on Wed 11. 15:00");
    scene.touches("Termin anmelden");
    assert!(matches!(scene.asked[1].1, Act::CheckIn(_)));
    scene.hub_issues("A112");
    scene.shows("A112 on paper");
}

#[test]
fn what_a_kiosk_may_not_move_is_not_moved() {
    let mut scene = types_the_code();
    scene.hub_keeps(OwnBooking { can_move: false, ..own("2026-03-13T10:00") });
    scene.touches("Termin verschieben");
    scene.shows("own booking on Fri 13. 11:00");
    assert_eq!(scene.asked.len(), 1);
    scene.touches("Fertig");
    scene.shows("languages 1");
}

#[test]
fn nobody_sees_the_booking_of_whoever_walked_away() {
    let mut scene = comes_too_early("2026-03-13T10:00");
    scene.waits(61);
    scene.shows("own booking on Fri 13. 11:00 still there? 29");
    scene.waits(30);
    scene.shows("languages 1");
}

fn comes_too_early(starts_at: &str) -> Scene {
    let mut scene = types_the_code();
    scene.hub_keeps(own(starts_at));
    scene
}

fn types_the_code() -> Scene {
    let mut scene = Scene::opens_with_bookings();
    for words in ["Deutsch", "Termin anmelden"] {
        scene.touches(words);
    }
    scene.types("7F3C9AKD");
    scene.touches("Anmelden");
    scene
}
