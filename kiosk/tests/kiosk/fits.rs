//! Nothing is cut off and nothing is too small to touch, on any screen, in any language.

use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use kiosk::language::LANGUAGES;
use kiosk::ui;

use crate::glass::{self, Glass, LYING, UPRIGHT};
use crate::pictures;

/// Layouts compute in fractions of pixels.
const SLACK: f32 = 1.0;

#[test]
fn every_screen_fits_upright_in_every_language() {
    every_screen_fits(UPRIGHT);
}

#[test]
fn every_screen_fits_lying_in_every_language() {
    every_screen_fits(LYING);
}

fn every_screen_fits(glass: Glass) {
    glass::prepare();
    let window = glass::window(glass);
    let mut faults = Vec::new();
    for language in &LANGUAGES {
        for picture in pictures::ALL {
            pictures::show(&window, picture, language);
            let at = format!("{} {} {}", glass.name, language.code, picture.name);
            look(&window, glass, &at, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn look(window: &ui::Kiosk, glass: Glass, at: &str, faults: &mut Vec<String>) {
    let screen = Box { x: 0.0, y: 0.0, right: glass.width as f32, bottom: glass.height as f32 };
    let texts = ElementQuery::from_root(window).match_inherits("Text").find_all();
    assert!(!texts.is_empty(), "{at} shows no text at all");
    for text in &texts {
        let label = text.accessible_label().unwrap_or_default();
        if !Box::of(text).within(screen) {
            faults.push(format!("{at}: \"{label}\" leaves the screen: {:?}", Box::of(text)));
        }
    }
    let buttons = ElementQuery::from_root(window).match_accessible_role(AccessibleRole::Button).find_all();
    let target = 20.0 * glass.dots_per_mm;
    for button in &buttons {
        let label = button.accessible_label().unwrap_or_default();
        let place = Box::of(button);
        if label.is_empty() {
            faults.push(format!("{at}: a button without a name at {place:?}"));
        }
        if !place.within(screen) {
            faults.push(format!("{at}: button \"{label}\" leaves the screen: {place:?}"));
        }
        if place.width() + SLACK < target || place.height() + SLACK < target {
            faults.push(format!("{at}: button \"{label}\" is smaller than 20 mm: {place:?}"));
        }
        for text in button.query_descendants().match_inherits("Text").find_all() {
            if !Box::of(&text).within(place) {
                faults.push(format!(
                    "{at}: the text of \"{label}\" leaves its button: {:?} {place:?}",
                    Box::of(&text)
                ));
            }
        }
    }
    let notices = ElementQuery::from_root(window).match_inherits("Notice").find_all();
    for text in texts.iter().chain(&notices) {
        let place = Box::of(text);
        let covers = |button: &&ElementHandle| {
            let button = Box::of(button);
            !place.within(button) && place.overlaps(button)
        };
        if let Some(button) = buttons.iter().find(covers).filter(|_| !at.ends_with("still-there")) {
            let (text, button) = (text.accessible_label(), button.accessible_label());
            faults.push(format!("{at}: {text:?} lies over the button {button:?}"));
        }
    }
    for (nth, one) in buttons.iter().enumerate() {
        for other in &buttons[nth + 1..] {
            let gap = Box::of(one).gap_to(Box::of(other));
            if gap + SLACK < 3.0 * glass.dots_per_mm && !at.ends_with("still-there") {
                let (one, other) = (one.accessible_label(), other.accessible_label());
                faults.push(format!("{at}: {one:?} and {other:?} are {gap} px apart, less than 3 mm"));
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Box {
    x: f32,
    y: f32,
    right: f32,
    bottom: f32,
}

impl Box {
    fn of(element: &ElementHandle) -> Self {
        let (position, size) = (element.absolute_position(), element.size());
        Box { x: position.x, y: position.y, right: position.x + size.width, bottom: position.y + size.height }
    }

    fn width(self) -> f32 {
        self.right - self.x
    }

    fn height(self) -> f32 {
        self.bottom - self.y
    }

    fn within(self, outer: Box) -> bool {
        self.x + SLACK >= outer.x
            && self.y + SLACK >= outer.y
            && self.right <= outer.right + SLACK
            && self.bottom <= outer.bottom + SLACK
    }

    fn overlaps(self, other: Box) -> bool {
        self.gap_to(other) < -SLACK
    }

    /// Distance in the direction in which they are farther apart.
    fn gap_to(self, other: Box) -> f32 {
        let across = (other.x - self.right).max(self.x - other.right);
        let down = (other.y - self.bottom).max(self.y - other.bottom);
        across.max(down)
    }
}
