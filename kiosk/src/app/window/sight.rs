//! How a visitor sees the screen, and what can be changed about it.

use slint::{ComponentHandle, Global};

use super::Touched;
use crate::session::{Colours, Sight, SightChange, Touch};
use crate::ui;

/// All changes there are, each with what it is called between screen and session.
const CHANGES: [(&str, SightChange, ui::SightChange); 7] = [
    ("larger", SightChange::Larger, ui::SightChange::Larger),
    ("smaller", SightChange::Smaller, ui::SightChange::Smaller),
    ("light", SightChange::Colours(Colours::Light), ui::SightChange::Light),
    ("dark", SightChange::Colours(Colours::Dark), ui::SightChange::Dark),
    ("high-contrast", SightChange::Colours(Colours::HighContrast), ui::SightChange::HighContrast),
    ("low", SightChange::Low, ui::SightChange::Low),
    ("whole", SightChange::Whole, ui::SightChange::Whole),
];

/// Lets everything on the window look like this.
pub fn see(window: &ui::Kiosk, sight: Sight) {
    window.global::<ui::Palette>().set_colours(match sight.colours {
        Colours::Light => ui::Colours::Light,
        Colours::Dark => ui::Colours::Dark,
        Colours::HighContrast => ui::Colours::HighContrast,
    });
    let theme = window.global::<ui::Theme>();
    theme.set_larger(sight.letters.percent() as f32 / 100.0);
    theme.set_low(sight.low);
}

pub fn choices(window: &ui::Kiosk, changes: &[SightChange]) -> Vec<ui::Choice> {
    let of = |change: &SightChange| CHANGES.iter().find(|(_, of, _)| of == change);
    let choice = |(id, _, shown): &(&str, SightChange, ui::SightChange)| ui::Choice {
        id: (*id).into(),
        text: window.global::<ui::Phrases>().invoke_sight(*shown),
        ..Default::default()
    };
    changes.iter().filter_map(of).map(choice).collect()
}

pub fn listen(window: &ui::Kiosk, touched: &Touched) {
    let adapter = ui::SightAdapter::get(window);
    let chosen = touched.clone();
    adapter.on_chosen(move |id| {
        let change = CHANGES.iter().find(|(known, ..)| *known == id.as_str());
        chosen(change.map_or(Touch::Anywhere, |(_, change, _)| Touch::Sight(*change)));
    });
    let more = touched.clone();
    adapter.on_more_wanted(move || more(Touch::MoreChoices));
}
