//! Everybody can read it: WCAG 2.1, 1.4.6 (7:1 for text) and 1.4.11 (here 4.5:1 for edges), in all
//! colours; computed from the colours there are, and from the dots of every screen.

use i_slint_backend_testing::{ElementHandle, ElementQuery};
use kiosk::language::GERMAN;
use kiosk::session::{Colours, Sight};
use kiosk::ui;
use slint::{Color, ComponentHandle, Global, Rgba8Pixel, SharedPixelBuffer};

use crate::glass::{self, Glass, LYING, UPRIGHT, USUAL};
use crate::pictures;

const ALL: [Colours; 3] = [Colours::Light, Colours::Dark, Colours::HighContrast];

#[test]
fn every_text_stands_out_seven_to_one_and_every_edge_four_and_a_half() {
    glass::prepare();
    let window = glass::window(UPRIGHT);
    for colours in ALL {
        kiosk::app::see(&window, Sight { colours, ..USUAL });
        let p = ui::Palette::get(&window);
        let texts = [
            ("ink on the ground", p.get_ink(), p.get_ground()),
            ("ink on a button", p.get_ink(), p.get_surface()),
            ("ink on a pressed button", p.get_ink(), p.get_pressed()),
            ("ink on a tint", p.get_ink(), p.get_tint()),
            ("ink on a notice", p.get_ink(), p.get_notice()),
            ("the mark of a notice", p.get_notice(), p.get_ink()),
            ("the letter on dark", p.get_surface(), p.get_ink()),
            ("soft ink on the ground", p.get_ink_soft(), p.get_ground()),
            ("soft ink on a button", p.get_ink_soft(), p.get_surface()),
            ("soft ink on a pressed button", p.get_ink_soft(), p.get_pressed()),
            ("a primary button", p.get_on_primary(), p.get_primary()),
            ("a pressed primary button", p.get_on_primary(), p.get_primary_pressed()),
            ("the town's name", p.get_primary(), p.get_surface()),
            ("a button that is off", p.get_on_off(), p.get_off()),
        ];
        let edges = [
            ("a button's edge", p.get_edge(), p.get_ground()),
            ("a button's edge inside", p.get_edge(), p.get_surface()),
            ("a primary button on the ground", p.get_primary(), p.get_ground()),
            ("a notice's edge", p.get_notice_edge(), p.get_ground()),
            ("a sign", p.get_primary(), p.get_tint()),
            ("the focus on the ground", p.get_focus(), p.get_ground()),
        ];
        for (what, color, ground) in texts {
            let contrast = contrast(color, ground);
            assert!(contrast >= 7.0, "{colours:?}: {what} has a contrast of only {contrast:.2}");
        }
        for (what, color, ground) in edges {
            let contrast = contrast(color, ground);
            assert!(contrast >= 4.5, "{colours:?}: {what} has a contrast of only {contrast:.2}");
        }
    }
}

#[test]
fn every_text_of_every_screen_stands_out_as_it_is_drawn_upright() {
    every_text_stands_out(UPRIGHT);
}

#[test]
fn every_text_of_every_screen_stands_out_as_it_is_drawn_lying() {
    every_text_stands_out(LYING);
}

/// What is drawn, not what was meant: a text in the wrong colour, or on the wrong ground, is found here.
fn every_text_stands_out(glass: Glass) {
    glass::prepare();
    let window = glass::window(glass);
    let mut faults = Vec::new();
    for colours in ALL {
        for picture in pictures::ALL {
            pictures::show(&window, picture, GERMAN, (glass, Sight { colours, ..USUAL }));
            let drawn = window.window().take_snapshot().expect("the software renderer draws");
            for text in texts_in_front(&window) {
                let label = text.accessible_label().unwrap_or_default();
                let drawn = drawn_contrast(&drawn, &text);
                // A sign is no word.
                let wanted = if label.contains(char::is_alphanumeric) { 7.0 } else { 4.5 };
                if drawn < wanted && !label.trim().is_empty() {
                    let name = picture.name;
                    faults.push(format!("{} {colours:?} {name}: \"{label}\" {drawn:.2}", glass.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// While somebody is asked whether they are there, only the question is to be read.
fn texts_in_front(window: &ui::Kiosk) -> Vec<ElementHandle> {
    let question = ElementQuery::from_root(window).match_inherits("StillThere").find_first();
    match question {
        Some(question) => question.query_descendants().match_inherits("Text").find_all(),
        None => ElementQuery::from_root(window).match_inherits("Text").find_all(),
    }
}

/// Between the ground at the corner of a text and the dot in its box that differs most.
fn drawn_contrast(drawn: &SharedPixelBuffer<Rgba8Pixel>, text: &ElementHandle) -> f32 {
    let (place, size) = (text.absolute_position(), text.size());
    let (left, top) = (place.x.max(0.0) as usize, place.y.max(0.0) as usize);
    let right = ((place.x + size.width) as usize).min(drawn.width() as usize);
    let bottom = ((place.y + size.height) as usize).min(drawn.height() as usize);
    let (dots, width) = (drawn.as_slice(), drawn.width() as usize);
    let color = |dot: Rgba8Pixel| Color::from_rgb_u8(dot.r, dot.g, dot.b);
    let bright = |dot: &Rgba8Pixel| 3 * i32::from(dot.r) + 6 * i32::from(dot.g) + i32::from(dot.b);
    if left >= right || top >= bottom {
        return 0.0;
    }
    let ground = dots[top * width + left];
    let rows = (top..bottom).flat_map(|row| &dots[row * width + left..row * width + right]);
    let ink = rows.max_by_key(|dot| (bright(dot) - bright(&ground)).abs()).copied().unwrap_or(ground);
    contrast(color(ink), color(ground))
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    let contrast = contrast(Color::from_rgb_u8(0, 0, 0), Color::from_rgb_u8(255, 255, 255));
    assert_eq!(format!("{contrast:.1}"), "21.0");
}

fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance as WCAG defines it.
fn luminance(color: Color) -> f32 {
    let linear = |channel: u8| {
        let channel = f32::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.red()) + 0.7152 * linear(color.green()) + 0.0722 * linear(color.blue())
}
