//! What the voice says of a call, in the wall's language and then in the visitor's.
//!
//! The sentences are those of `ui/voice.slint`; here a number is only taken apart, as voices read it.

use hardware::speaker::{Sentence, can_speak};
use slint::ComponentHandle;
use wire::language;

use crate::announcer::Announcement;
use crate::board::Called;
use crate::ui;

/// The language of the source, which has no translation.
const SOURCE: &str = "en";

/// Everything that is said after one gong. `of_wall` is the language of the wall, and so it is when this
/// returns.
pub fn sentences(window: &ui::Wall, announcement: &Announcement, of_wall: &str) -> Vec<Sentence> {
    match announcement {
        Announcement::Calls(calls) => calls.iter().flat_map(|call| of_call(window, call, of_wall)).collect(),
        // What the town says is German.
        Announcement::Emergency(words) => {
            vec![Sentence { text: words.clone(), language: language::GERMAN.code.into() }]
        }
    }
}

fn of_call(window: &ui::Wall, call: &Called, of_wall: &str) -> Vec<Sentence> {
    let visitors = call.language.as_deref().and_then(language::find).map(|language| language.code);
    // Plain German says it as German does.
    let spoken = |code: &str| code.split('-').next().unwrap_or(code).to_owned();
    let also = visitors.map(spoken).filter(|code| code != of_wall && can_speak(code));
    let languages = [of_wall.to_owned()].into_iter().chain(also);
    let said = languages
        .filter_map(|code| select(&code).then(|| Sentence { text: sentence(window, call), language: code }));
    let said = said.collect();
    select(of_wall);
    said
}

/// Lets the window speak a language. Whatever it draws it draws again in its own.
pub fn select(code: &str) -> bool {
    let selected = slint::select_bundled_translation(if code == SOURCE { "" } else { code });
    if selected.is_err() {
        tracing::error!(code, "a language is not in the program");
    }
    selected.is_ok()
}

fn sentence(window: &ui::Wall, call: &Called) -> String {
    let (letter, digits) = wire::as_called(&call.number);
    let voice = window.global::<ui::Voice>();
    if call.stays_seated {
        return voice.invoke_seated(letter.into(), digits.into()).into();
    }
    voice.invoke_call(letter.into(), digits.into(), call.counter.as_str().into()).into()
}
