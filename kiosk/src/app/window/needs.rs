//! What a visitor cannot do without, as choices with a mark at those that were chosen.

use slint::{ComponentHandle, Global};
use wire::http::Need;

use super::Touched;
use crate::session::{NeedChoice, Session, Touch};
use crate::ui;

/// All that are asked for, each with what it is called between screen and session.
const NEEDS: [(&str, Need, ui::Need); 5] = [
    ("step-free", Need::StepFree, ui::Need::StepFree),
    ("hearing-loop", Need::HearingLoop, ui::Need::HearingLoop),
    ("sign-language", Need::SignLanguage, ui::Need::SignLanguage),
    ("quiet-room", Need::QuietRoom, ui::Need::QuietRoom),
    ("accompanied", Need::Accompanied, ui::Need::Accompanied),
];

/// How whoever needs these is called.
pub fn calling(needs: &std::collections::BTreeSet<Need>) -> ui::Calling {
    match needs.is_empty() {
        true => ui::Calling::Usual,
        // Whoever is fetched needs to know no more: they are brought where they need to be.
        false if needs.contains(&Need::Accompanied) => ui::Calling::Fetched,
        false => ui::Calling::Fitting,
    }
}

pub fn choices(window: &ui::Kiosk, needs: &[NeedChoice]) -> Vec<ui::Choice> {
    let aloud = window.global::<ui::Aloud>();
    let choice = |choice: &NeedChoice| {
        let (id, _, shown) = NEEDS.iter().find(|(_, need, _)| *need == choice.need)?;
        Some(ui::Choice {
            id: (*id).into(),
            text: window.global::<ui::Phrases>().invoke_need(*shown),
            detail: if choice.chosen { aloud.invoke_chosen() } else { "".into() },
            chosen: choice.chosen,
            ..Default::default()
        })
    };
    needs.iter().filter_map(choice).collect()
}

pub fn show_on_home(window: &ui::Kiosk, session: &Session) {
    let home = ui::HomeAdapter::get(window);
    home.set_asks_needs(!session.needs_offered().is_empty());
    home.set_needs(i32::try_from(session.needs().len()).unwrap_or(i32::MAX));
}

/// What a need is called between screen and session.
pub fn id_of_need(need: Need) -> &'static str {
    NEEDS.iter().find(|(_, known, _)| *known == need).map_or("", |(id, ..)| id)
}

pub fn listen(window: &ui::Kiosk, touched: &Touched) {
    let adapter = ui::NeedsAdapter::get(window);
    let chosen = touched.clone();
    adapter.on_chosen(move |id| {
        let need = NEEDS.iter().find(|(known, ..)| *known == id.as_str());
        chosen(need.map_or(Touch::Anywhere, |(_, need, _)| Touch::Need(*need)));
    });
    let more = touched.clone();
    adapter.on_more_wanted(move || more(Touch::MoreChoices));
    let asks = touched.clone();
    ui::HomeAdapter::get(window).on_ask_needs(move || asks(Touch::AskNeeds));
}
