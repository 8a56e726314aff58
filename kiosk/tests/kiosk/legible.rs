//! Seen from where visitors stand: the height of a capital letter, measured in the dots that are drawn.

use i_slint_backend_testing::{AccessibleRole, ElementQuery};
use kiosk::language::GERMAN;
use kiosk::session::{Letters, Sight};
use kiosk::ui;
use slint::ComponentHandle;

use crate::glass::{self, Glass, LYING, UPRIGHT, USUAL};
use crate::pictures;

/// EN 301 549, 5.1.4.
const DEGREES_MIN: f32 = 0.7;
/// Dots are whole, and their edges soft.
const WITHIN: f32 = 0.02;

#[test]
fn a_capital_is_seen_under_seven_tenths_of_a_degree_and_larger_ones_as_much_larger() {
    glass::prepare();
    for glass in [UPRIGHT, LYING] {
        let window = glass::window(glass);
        for (letters, low) in [
            (Letters::Normal, false),
            (Letters::Large, false),
            (Letters::Largest, false),
            (Letters::Normal, true),
            (Letters::Largest, true),
        ] {
            if low && !glass.screen().glass().can_be_low {
                continue;
            }
            let sight = Sight { letters, low, ..USUAL };
            let picture =
                pictures::ALL.iter().find(|picture| picture.name == "services").expect("it is there");
            pictures::show(&window, picture, GERMAN, (glass, sight));
            let wanted = DEGREES_MIN * letters.percent() as f32 / 100.0;
            let drawn = degrees(&window, glass);
            let what = pictures::name_of(sight);
            assert!(drawn >= wanted - WITHIN, "{} {what}: {drawn:.2} degrees, not {wanted}", glass.name);
        }
    }
}

/// Of the H of "Hilfe", from the eyes of somebody who stands before the glass.
fn degrees(window: &ui::Kiosk, glass: Glass) -> f32 {
    // Drawing brings the window up to date.
    window.window().take_snapshot().expect("the software renderer draws");
    let buttons = ElementQuery::from_root(window).match_accessible_role(AccessibleRole::Button).find_all();
    let help = buttons.into_iter().find(|button| button.accessible_label().as_deref() == Some("Hilfe"));
    let help = help.expect("help is on every screen");
    let text = help.query_descendants().match_inherits("Text").find_first().expect("it says so");
    let (place, size) = (text.absolute_position(), text.size());
    let drawn = window.window().take_snapshot().expect("the software renderer draws");
    let (dots, width) = (drawn.as_slice(), drawn.width() as usize);
    let rows = place.y as usize..(place.y + size.height) as usize;
    let ground = dots[rows.start * width + place.x as usize];
    let is_ink = |x: usize, y: usize| dots[y * width + x].g.abs_diff(ground.g) > 100;
    let columns = place.x as usize..(place.x + size.width) as usize;
    let mut inked = columns.filter(|x| rows.clone().any(|y| is_ink(*x, y)));
    let stem = inked.next().expect("a word is drawn") + 2;
    let high = rows.filter(|y| is_ink(stem, *y)).count();
    let mm = high as f32 / glass.dots_per_mm;
    2.0 * (mm / 2.0 / glass.reading_mm).atan().to_degrees()
}
