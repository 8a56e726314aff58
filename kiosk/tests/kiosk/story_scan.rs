//! Codes are held in front of the scanner: rightly, wrongly, by somebody who comes too early, and by the
//! thousand.

use kiosk::session::{Act, Input};
use wire::Hall;
use wire::http::CheckIn;

use crate::scene::{Scene, at};

const LINK: &str = "HTTPS://TERMINE.MUSTERSTADT.DE/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123";

fn checks_in() -> Act {
    Act::CheckIn(CheckIn { code: "7F3C9AKD".into(), language: Some("de".into()), needs: [].into() })
}

fn looks() -> Act {
    Act::Look { code: "7F3C9AKD".into() }
}

fn acts(scene: &Scene) -> Vec<Act> {
    scene.asked.iter().map(|(_, act)| act.clone()).collect()
}

#[test]
fn a_booking_is_checked_in_without_a_touch() {
    let mut scene = Scene::opens();
    scene.scans(LINK);
    assert_eq!(acts(&scene), [checks_in()]);
    scene.hub_issues("A112");
    scene.shows("A112 on paper");
}

/// Wherever the visitor is, and in the language they chose.
#[test]
fn it_is_scanned_on_every_screen_on_which_somebody_chooses() {
    for touches in [
        &["Deutsch"][..],
        &["Deutsch", "Nummer ziehen"],
        &["Deutsch", "Termin anmelden"],
        &["Deutsch", "Hilfe"],
        &["Deutsch", "Sprache ändern"],
        &["Deutsch", "Nummer ziehen", "Reisepass"],
    ] {
        let mut scene = Scene::opens_with_bookings();
        for words in touches {
            scene.touches(words);
        }
        scene.scans("7f3c-9akd");
        assert_eq!(acts(&scene), [looks()], "{touches:?}");
    }
    let mut scene = Scene::opens();
    scene.touches("Українська");
    scene.scans(LINK);
    scene.hub_issues("A112");
    scene.shows("A112 on paper (uk)");
}

/// The link of a number, something from a shop, a program: it is said that it is no booking, and the hub is
/// not asked.
#[test]
fn whatever_is_no_booking_is_told_so() {
    let mut scene = Scene::opens();
    for strange in ["HTTPS://TERMINE.MUSTERSTADT.DE/T/ABCDEFGHJKMNPQRSTVWXYZ0123", "4006381333931"] {
        scene.scans(strange);
        scene.shows("refused: NoBooking");
        scene.touches("Verstanden");
        scene.shows("home");
    }
    assert_eq!(scene.asked, []);
}

/// Paper that was left on the glass prints no second slip, not even when the kiosk has gone back to rest.
#[test]
fn a_code_that_lies_in_front_of_the_scanner_is_read_once() {
    let mut scene = Scene::opens();
    scene.scans(LINK);
    scene.hub_issues("A112");
    for _ in 0..60 {
        scene.waits(1);
        scene.hears(Input::Scanned(LINK.into()));
    }
    assert_eq!(acts(&scene), [checks_in()]);
    scene.shows("languages 1");
    // Taken away and held there again, it is read.
    scene.waits(1);
    scene.scans(LINK);
    assert_eq!(acts(&scene).len(), 2);
}

/// A thousand codes a second from a telephone: five are asked for, and then a person is.
#[test]
fn a_flood_of_codes_is_stopped_and_the_next_visitor_is_served() {
    let mut scene = Scene::opens();
    let mut asked = 0;
    for n in 0..20_000 {
        scene.waits_for(std::time::Duration::from_millis(1));
        scene.hears(Input::Scanned(format!("{n:08}")));
        if scene.asked.len() > asked {
            asked = scene.asked.len();
            scene.hub_refuses("unknown-booking");
        }
    }
    assert_eq!(asked, 5);
    scene.shows("refused: TooManyCodes");
    // Nobody is kept at the glass by it: after a minute and a half it rests.
    for n in 0..91 {
        scene.waits(1);
        scene.hears(Input::Scanned(format!("{n:08}")));
        if scene.asked.len() > asked {
            break;
        }
    }
    assert_eq!(scene.asked.len(), 6, "the next one may scan again");
}

/// A parcel's code in somebody's hand ends nothing that was begun.
#[test]
fn a_stray_code_disturbs_nobody() {
    for touches in [&["Deutsch", "Nummer ziehen"][..], &["Deutsch", "Nummer ziehen", "Reisepass"]] {
        let mut scene = Scene::opens_with_bookings();
        for words in touches {
            scene.touches(words);
        }
        let (before, asked) = (scene.session.screen(), scene.asked.len());
        scene.scans("4006381333931");
        assert_eq!((scene.session.screen(), scene.asked.len()), (before, asked), "{touches:?}");
    }
}

/// The slip has a code of its own, and passes the scanner in the hand that takes it.
#[test]
fn a_slip_does_not_scan_its_own_number_away() {
    let mut scene = Scene::opens();
    scene.scans(LINK);
    scene.hub_issues("A112");
    scene.scans("HTTPS://TERMINE.MUSTERSTADT.DE/T/ABCDEFGHJKMNPQRSTVWXYZ0123");
    scene.shows("A112 on paper");
    // Whoever hears the number hears it to its end.
    let mut scene = Scene::opens();
    scene.plugs(true);
    scene.scans(LINK);
    scene.hub_issues("A112");
    scene.scans("8F3C9AKD");
    assert_eq!(scene.asked.len(), 1);
}

/// Paper that lies there, and a parcel's code, interrupt nobody who listens.
#[test]
fn only_a_code_that_counts_stops_the_voice() {
    let mut scene = Scene::opens();
    scene.plugs(true);
    scene.scans(LINK);
    scene.hub_issues("A112");
    let hushed = scene.hushed;
    for scanned in [LINK, LINK, "4006381333931"] {
        scene.waits(1);
        scene.hears(Input::Scanned(scanned.into()));
    }
    assert_eq!(scene.hushed, hushed);
    scene.presses(hardware::keypad::Key::Ok);
    assert_eq!(scene.hushed, hushed + 1, "a key does");
}

/// A code that was held there too early is read as soon as it can be.
#[test]
fn a_code_that_came_too_early_is_read_when_it_is_its_turn() {
    let mut scene = Scene::opens();
    scene.scans(LINK);
    for n in 0..12 {
        scene.waits(1);
        scene.hears(Input::Scanned("8F3C9AKD".into()));
        if n == 3 {
            scene.hub_issues("A112");
        }
    }
    assert_eq!(scene.asked.len(), 2, "the second one, once the first has its number");
}

/// Whoever comes after somebody who walked away gets nothing of what that one chose.
#[test]
fn the_next_visitor_scans_with_wishes_of_their_own() {
    let mut scene = Scene::opens();
    scene.touches("Українська");
    scene.waits(30);
    scene.scans(LINK);
    assert_eq!(acts(&scene), [checks_in()], "in the kiosk's first language again");
}

/// A number that is on paper belongs to who has the paper; the next one need not wait for the screen.
#[test]
fn the_next_visitor_scans_while_the_last_number_is_still_there() {
    let mut scene = Scene::opens();
    scene.touches("Українська");
    scene.scans(LINK);
    scene.hub_issues("A112");
    scene.shows("A112 on paper (uk)");
    scene.scans("8F3C9AKD");
    scene.hub_issues("A113");
    scene.shows("A113 on paper");
}

#[test]
fn a_number_without_paper_is_not_scanned_away() {
    let mut scene = Scene::opens();
    scene.printer = Some(hardware::printer::PrinterState::Faulty(hardware::printer::PrinterFault::PaperOut));
    scene.scans(LINK);
    scene.hub_issues("A112");
    scene.scans("8F3C9AKD");
    assert_eq!(scene.asked.len(), 1);
}

#[test]
fn nothing_is_scanned_where_nobody_could_be_checked_in() {
    let mut scene = Scene::opens();
    scene.bookings_are_let_in(Hall::NotYetOpen { opens_at: at("09:30") }, false);
    scene.scans(LINK);
    assert_eq!(scene.asked, []);
    scene.bookings_are_let_in(Hall::NotYetOpen { opens_at: at("09:30") }, true);
    scene.scans(LINK);
    assert_eq!(acts(&scene), [checks_in()]);
}
