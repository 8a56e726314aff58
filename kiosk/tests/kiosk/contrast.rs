//! Everybody can read it: WCAG 2.1, 1.4.6 (7:1 for text) and 1.4.11 (here 4.5:1 for edges).

use kiosk::ui;
use slint::{Color, Global};

use crate::glass::{self, UPRIGHT};

#[test]
fn every_text_stands_out_seven_to_one_and_every_edge_four_and_a_half() {
    glass::prepare();
    let window = glass::window(UPRIGHT);
    let p = ui::Palette::get(&window);
    let texts = [
        ("ink on the ground", p.get_ink(), p.get_ground()),
        ("ink on a button", p.get_ink(), p.get_surface()),
        ("ink on a pressed button", p.get_ink(), p.get_pressed()),
        ("ink on a tint", p.get_ink(), p.get_tint()),
        ("ink on a notice", p.get_ink(), p.get_notice()),
        ("the mark of a notice", p.get_notice(), p.get_ink()),
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
        assert!(contrast >= 7.0, "{what} has a contrast of only {contrast:.2}");
    }
    for (what, color, ground) in edges {
        let contrast = contrast(color, ground);
        assert!(contrast >= 4.5, "{what} has a contrast of only {contrast:.2}");
    }
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
