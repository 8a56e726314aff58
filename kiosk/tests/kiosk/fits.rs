//! Nothing is cut off, nothing is too small to touch or to read, on any screen, in any language, at any
//! size of letters, and with everything within reach: computed from what is really there.

use std::collections::{BTreeMap, BTreeSet};

use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use kiosk::language::LANGUAGES;
use kiosk::session::{Letters, Sight};
use kiosk::ui;

use crate::glass::{self, Glass, LYING, UPRIGHT, USUAL};
use crate::pictures;

/// Layouts compute in fractions of pixels.
const SLACK: f32 = 1.0;
/// So much is left beside a button that is as wide as the screen, on each side, in millimetres.
const BESIDE_MM_MAX: f32 = 9.0;
/// The height of a line of Noto Sans, and of one of Arabic letters at their size, as a part of their size.
const LINE: f32 = 1.36;
const ARABIC_LINE: f32 = 1.2;
/// Whoever reads on this often has been round the longest screen.
const PARTS_MAX: usize = 40;
/// Looks at the window until it is as it stays.
const SETTLES_WITHIN: usize = 6;

#[test]
fn every_screen_fits_upright_in_every_language() {
    every_screen_fits(UPRIGHT, USUAL);
}

#[test]
fn every_screen_fits_lying_in_every_language() {
    every_screen_fits(LYING, USUAL);
}

#[test]
fn every_screen_fits_upright_with_large_letters() {
    every_screen_fits(UPRIGHT, Sight { letters: Letters::Large, ..USUAL });
}

#[test]
fn every_screen_fits_upright_with_the_largest_letters() {
    every_screen_fits(UPRIGHT, Sight { letters: Letters::Largest, ..USUAL });
}

#[test]
fn every_screen_fits_lying_with_large_letters() {
    every_screen_fits(LYING, Sight { letters: Letters::Large, ..USUAL });
}

#[test]
fn every_screen_fits_lying_with_the_largest_letters() {
    every_screen_fits(LYING, Sight { letters: Letters::Largest, ..USUAL });
}

#[test]
fn every_screen_fits_within_reach() {
    every_screen_fits(UPRIGHT, Sight { low: true, ..USUAL });
}

#[test]
fn every_screen_fits_within_reach_with_the_largest_letters() {
    every_screen_fits(UPRIGHT, Sight { low: true, letters: Letters::Largest, ..USUAL });
}

fn every_screen_fits(glass: Glass, sight: Sight) {
    glass::prepare();
    let window = glass::window(glass);
    let mut faults = Vec::new();
    for language in &LANGUAGES {
        // WCAG 3.2.6: where help stands. Of help itself, and while somebody else has to do something, there
        // is no way to it.
        let mut help: BTreeSet<Option<(i32, i32)>> = BTreeSet::new();
        for picture in pictures::ALL {
            pictures::show(&window, picture, language, (glass, sight));
            let at =
                format!("{} {} {} {}", glass.name, language.code, pictures::name_of(sight), picture.name);
            let line = if language.rtl { 0.86 * ARABIC_LINE } else { LINE };
            let least = glass.screen().letters_mm() * glass.dots_per_mm * line;
            let least = least * sight.letters.percent() as f32 / 100.0;
            Look { window: &window, glass, sight, least, at: &at, faults: &mut faults }.at_all();
            if !picture.name.starts_with("help") && !picture.name.starts_with("asking") {
                help.insert(help_of(&window));
            }
        }
        if help.len() != 1 || help.contains(&None) {
            faults.push(format!("{} {}: help is at {help:?}", glass.name, language.code));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Where the button for help stands, to the pixel.
fn help_of(window: &ui::Kiosk) -> Option<(i32, i32)> {
    let help = ElementQuery::from_root(window).match_id("Page::help-button").find_first()?;
    let place = help.absolute_position();
    Some((place.x.round() as i32, place.y.round() as i32))
}

struct Look<'a> {
    window: &'a ui::Kiosk,
    glass: Glass,
    sight: Sight,
    /// No line is lower, in pixels.
    least: f32,
    at: &'a str,
    faults: &'a mut Vec<String>,
}

impl Look<'_> {
    fn at_all(&mut self) {
        self.settles();
        assert!(!self.fixed().is_empty(), "{} shows nothing at all", self.at);
        for element in self.fixed() {
            let place = Box::of(&element);
            if !place.within(self.area()) {
                self.fault(format!("\"{}\" leaves the screen: {place:?}", name(&element)));
            }
        }
        // Of everything that is read: where it stands, and from where to where it was seen.
        let mut read: BTreeMap<(String, i32, i32), (Box, Box)> = BTreeMap::new();
        for part in 0.. {
            let (seen, moved) = (self.seen(), self.has_read());
            for element in self.read() {
                let place = Box::of(&element);
                let whole = Box { y: place.y + moved, bottom: place.bottom + moved, ..place };
                let key = (name(&element), whole.x.round() as i32, whole.y.round() as i32);
                let nothing = Box { y: f32::MAX, bottom: f32::MIN, ..place };
                let (_, known) = read.entry(key).or_insert((whole, nothing));
                let (top, bottom) = (place.y.max(seen.y), place.bottom.min(seen.bottom));
                if top < bottom && place.x + SLACK >= seen.x && place.right <= seen.right + SLACK {
                    *known = Box {
                        y: known.y.min(top + moved),
                        bottom: known.bottom.max(bottom + moved),
                        ..*known
                    };
                }
            }
            self.nothing_lies_over_another();
            if part == 0 {
                self.number_is_whole(seen);
            }
            let Some(on) = self.read_on() else { break };
            if self.sight == USUAL {
                self.fault("does not fit at the usual size of letters".into());
                break;
            }
            // The next part begins half a part later: no line is cut at both edges.
            assert!(seen.height() / 2.0 >= self.least, "{}: too low to read a line: {seen:?}", self.at);
            assert!(part < PARTS_MAX, "{}: reading on never ends", self.at);
            on.invoke_accessible_default_action();
            self.settles();
            if self.has_read() < SLACK {
                break;
            }
        }
        for ((label, ..), (whole, seen)) in &read {
            if seen.y > whole.y + SLACK || seen.bottom + SLACK < whole.bottom {
                self.fault(format!("\"{label}\" is not all to be seen: {seen:?} of {whole:?}"));
            }
        }
        self.head_holds_its_words();
        self.texts_are_legible();
        self.buttons_can_be_hit();
        self.warning_is_answered_anywhere();
    }

    /// Looking at the window brings it up to date, and some of it hangs on what was brought up to date then.
    fn settles(&self) {
        let count = || self.texts().len() + self.buttons().len();
        let mut counts = vec![count(), count()];
        while counts[counts.len() - 3.min(counts.len())..].iter().any(|count| Some(count) != counts.last())
            || counts.len() < 3
        {
            assert!(counts.len() < SETTLES_WITHIN, "{}: {counts:?}", self.at);
            counts.push(count());
        }
    }

    fn texts(&self) -> Vec<ElementHandle> {
        ElementQuery::from_root(self.window).match_inherits("Text").find_all()
    }

    fn buttons(&self) -> Vec<ElementHandle> {
        ElementQuery::from_root(self.window).match_accessible_role(AccessibleRole::Button).find_all()
    }

    fn one(&self, id: &str) -> ElementHandle {
        let found = ElementHandle::find_by_element_id(self.window, id).next();
        found.unwrap_or_else(|| panic!("{}: there is no {id} to be seen", self.at))
    }

    fn read_on(&self) -> Option<ElementHandle> {
        ElementQuery::from_root(self.window).match_inherits("ReadOn").find_first()
    }

    /// Sentences and choices: what moves when somebody reads on.
    fn read(&self) -> Vec<ElementHandle> {
        texts_and_buttons(&self.one("Page::content"))
    }

    /// What stands where it is.
    fn fixed(&self) -> Vec<ElementHandle> {
        let in_front = ["Head", "ReadOn", "StillThere"];
        let of = |what: &str| ElementQuery::from_root(self.window).match_inherits(what).find_first();
        let roots = in_front.into_iter().filter_map(of).chain([self.one("Page::foot")]);
        roots.flat_map(|root| texts_and_buttons(&root)).collect()
    }

    /// Where everything has to be.
    fn area(&self) -> Box {
        let (right, bottom) = (self.glass.width as f32, self.glass.height as f32);
        Box { x: 0.0, y: 0.0, right, bottom }
    }

    /// The part of the screen in which sentences and choices are read.
    fn seen(&self) -> Box {
        let reading = Box::of(&self.one("Page::reading"));
        let bottom = self.read_on().map_or(reading.bottom, |on| Box::of(&on).y);
        Box { bottom, ..reading }
    }

    /// How far, in pixels.
    fn has_read(&self) -> f32 {
        self.seen().y - Box::of(&self.one("Page::content")).y
    }

    /// Whoever has got a number sees all of it at once, before they read on.
    fn number_is_whole(&mut self, seen: Box) {
        let number = ElementQuery::from_root(self.window).match_inherits("Number").find_first();
        if let Some(number) = number
            && !Box::of(&number).within(seen)
        {
            self.fault(format!("the number is cut: {:?} of {seen:?}", Box::of(&number)));
        }
    }

    /// The question of a lying screen stands there. No text is shortened (see below), so what is too long
    /// is too high.
    fn head_holds_its_words(&mut self) {
        let Some(head) = ElementQuery::from_root(self.window).match_inherits("Head").find_first() else {
            return;
        };
        for text in head.query_descendants().match_inherits("Text").find_all() {
            if !Box::of(&text).within(Box::of(&head)) {
                self.fault(format!("\"{}\" leaves the head", name(&text)));
            }
        }
    }

    /// From edge to edge: whoever is startled does not have to aim.
    fn warning_is_answered_anywhere(&mut self) {
        let Some(warning) = self.warning() else { return };
        let buttons = warning.query_descendants().match_accessible_role(AccessibleRole::Button).find_all();
        let [button] = &buttons[..] else { panic!("{}: {} buttons", self.at, buttons.len()) };
        let least = self.glass.width as f32 - 2.0 * BESIDE_MM_MAX * self.glass.dots_per_mm;
        if Box::of(button).width() < least {
            self.fault(format!("\"{}\" is not as wide as the screen", name(button)));
        }
    }

    fn warning(&self) -> Option<ElementHandle> {
        ElementQuery::from_root(self.window).match_inherits("StillThere").find_first()
    }

    fn texts_are_legible(&mut self) {
        for text in self.texts() {
            let label = text.accessible_label().unwrap_or_default();
            // A letter in a picture is no text.
            let is_words = label.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3;
            if is_words && Box::of(&text).height() + SLACK < self.least {
                self.fault(format!("\"{label}\" is {} px high, not {}", Box::of(&text).height(), self.least));
            }
        }
    }

    fn buttons_can_be_hit(&mut self) {
        let target = 20.0 * self.glass.dots_per_mm;
        for button in self.buttons() {
            let label = name(&button);
            let place = Box::of(&button);
            if label.is_empty() {
                self.fault(format!("a button without a name at {place:?}"));
            }
            if place.width() + SLACK < target || place.height() + SLACK < target {
                self.fault(format!("button \"{label}\" is smaller than 20 mm: {place:?}"));
            }
            for text in button.query_descendants().match_inherits("Text").find_all() {
                if !Box::of(&text).within(place) {
                    let text = Box::of(&text);
                    self.fault(format!("the text of \"{label}\" leaves its button: {text:?} {place:?}"));
                }
            }
        }
    }

    /// Of what is wholly there just now.
    fn nothing_lies_over_another(&mut self) {
        let seen = self.seen();
        // What is behind a warning nobody reads or touches.
        let all: Vec<_> = match self.warning() {
            Some(warning) => texts_and_buttons(&warning),
            None => {
                let read = self.read().into_iter().filter(|element| Box::of(element).within(seen));
                read.chain(self.fixed()).collect()
            }
        };
        let is_button = |element: &&ElementHandle| element.accessible_role() == Some(AccessibleRole::Button);
        let (buttons, texts): (Vec<_>, Vec<_>) = all.iter().partition(is_button);
        let low = 0.6 * self.glass.height as f32;
        let out_of_reach = buttons.iter().find(|button| self.sight.low && Box::of(button).y + SLACK < low);
        if let Some(button) = out_of_reach {
            self.fault(format!("button \"{}\" is out of reach", name(button)));
        }
        let mut faults = Vec::new();
        for (nth, text) in texts.iter().enumerate() {
            let place = Box::of(text);
            if let Some(other) = texts[nth + 1..].iter().find(|other| place.overlaps(Box::of(other))) {
                let (text, other) = (text.accessible_label(), other.accessible_label());
                faults.push(format!("{text:?} lies over {other:?}"));
            }
            let covers = |button: &&&ElementHandle| {
                let button = Box::of(button);
                !place.within(button) && place.overlaps(button)
            };
            if let Some(button) = buttons.iter().find(covers) {
                let (text, button) = (text.accessible_label(), button.accessible_label());
                faults.push(format!("{text:?} lies over the button {button:?}"));
            }
        }
        for (nth, one) in buttons.iter().enumerate() {
            for other in &buttons[nth + 1..] {
                let gap = Box::of(one).gap_to(Box::of(other));
                if gap + SLACK < 3.0 * self.glass.dots_per_mm {
                    let (one, other) = (one.accessible_label(), other.accessible_label());
                    faults.push(format!("{one:?} and {other:?} are {gap} px apart, less than 3 mm"));
                }
            }
        }
        faults.into_iter().for_each(|fault| self.fault(fault));
    }

    fn fault(&mut self, what: String) {
        self.faults.push(format!("{}: {what}", self.at));
    }
}

/// A text that is shortened to its box would look right to all of the above: none is. Every other text is as
/// large as its words, and a box too small for it is seen.
#[test]
fn no_words_are_left_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let mut files = 0;
    for folder in [folder.clone(), folder.join("screens"), folder.join("widgets")] {
        for file in std::fs::read_dir(&folder).expect("there are screens") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|ending| ending == "slint") {
                let text = std::fs::read_to_string(&path).expect("a screen can be read");
                assert!(!text.contains("elide"), "{}: words may be left out", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 30, "{files} files of screens");
}

fn texts_and_buttons(of: &ElementHandle) -> Vec<ElementHandle> {
    let texts = of.query_descendants().match_inherits("Text").find_all();
    let buttons = of.query_descendants().match_accessible_role(AccessibleRole::Button).find_all();
    texts.into_iter().chain(buttons).collect()
}

fn name(element: &ElementHandle) -> String {
    element.accessible_label().unwrap_or_default().into()
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
