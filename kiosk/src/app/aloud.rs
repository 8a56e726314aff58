//! What is said, in the language of the screen: the sentences that are seen there, one after the other.
//!
//! None is made here. Screens have them in functions, so that eye and ear are told the same.

use slint::{ComponentHandle, SharedString};

use crate::session::{Done, Hearing, Said, Screen, Session, Touch};
use crate::ui;
use crate::words::spoken;

/// The sentences of `what`, while the window shows the session's screen.
pub fn sentences(window: &ui::Kiosk, session: &Session, what: &Said, how: Hearing) -> Vec<SharedString> {
    let aloud = window.global::<ui::Aloud>();
    match what {
        Said::Screen { first } => {
            let keys = first.then(|| aloud.invoke_how());
            on_screen(window, &session.screen(), how.alone).into_iter().chain(keys).collect()
        }
        Said::Choice { touch, nth, of } => {
            let label = label(window, &session.screen(), touch);
            // It may be a sentence of its own, and a voice would say its full stop.
            vec![aloud.invoke_choice(label.trim_end_matches('.').into(), count(*nth), count(*of))]
        }
        Said::Typed if matches!(session.screen(), Screen::Search { .. }) => {
            vec![window.global::<ui::SearchAdapter>().invoke_typed_words()]
        }
        Said::Typed if matches!(session.screen(), Screen::Digits { .. }) => {
            let digits = window.global::<ui::DigitsAdapter>();
            vec![digits.invoke_typed_words(spelled(&digits.get_spoken()))]
        }
        Said::Typed => vec![aloud.invoke_typed(spelled(&window.global::<ui::CodeAdapter>().get_spoken()))],
        Said::StillThere => vec![aloud.invoke_still_there(), aloud.invoke_any_key()],
        Said::OnlyInHeadset => vec![aloud.invoke_only_in_headset()],
        Said::HeadsetGone => vec![aloud.invoke_headset_gone()],
        Said::Volume(volume) => vec![aloud.invoke_volume(count(*volume))],
        Said::Speed(speed) => vec![aloud.invoke_speed(count(*speed))],
    }
}

/// The words on the button of which `what` tells; none where it is no choice.
pub fn choice(window: &ui::Kiosk, session: &Session, what: &Said) -> SharedString {
    match what {
        Said::Choice { touch, .. } => label(window, &session.screen(), touch),
        _ => SharedString::new(),
    }
}

/// Everything that is to be read on it; of a number and a booking, everything that is on the slip. What is
/// for one pair of ears is left out where they are not `alone`.
fn on_screen(window: &ui::Kiosk, screen: &Screen, alone: bool) -> Vec<SharedString> {
    let aloud = window.global::<ui::Aloud>();
    let mut said = match screen {
        Screen::Languages { .. } => vec![window.global::<ui::LanguagesAdapter>().invoke_title()],
        Screen::Home => {
            let home = window.global::<ui::HomeAdapter>();
            vec![aloud.invoke_home(), home.invoke_wait(), home.get_notice(), home.invoke_no_paper_words()]
        }
        Screen::Services { .. } | Screen::Found { .. } => {
            vec![window.global::<ui::ServicesAdapter>().invoke_title()]
        }
        Screen::Search { typed, .. } => {
            let word = window.global::<ui::SearchAdapter>().invoke_typed_words();
            let typed = (!typed.is_empty()).then_some(word);
            [aloud.invoke_search()].into_iter().chain(typed).collect()
        }
        Screen::Code { .. } => vec![aloud.invoke_code(), window.global::<ui::CodeAdapter>().invoke_hint()],
        Screen::How => vec![aloud.invoke_how_to_check_in()],
        Screen::Digits { .. } => {
            let digits = window.global::<ui::DigitsAdapter>();
            vec![digits.invoke_title(), digits.invoke_example()]
        }
        // What somebody has come for is theirs.
        Screen::When { .. } if alone => {
            vec![aloud.invoke_when(), window.global::<ui::WhenAdapter>().get_service()]
        }
        Screen::When { .. } => vec![aloud.invoke_when()],
        Screen::Persons { .. } if alone => {
            vec![aloud.invoke_how_many(), window.global::<ui::PersonsAdapter>().get_service()]
        }
        Screen::Persons { .. } => vec![aloud.invoke_how_many()],
        Screen::AnythingElse { .. } if alone => {
            vec![aloud.invoke_anything_else(), window.global::<ui::AnythingElseAdapter>().get_matters()]
        }
        Screen::AnythingElse { .. } => vec![aloud.invoke_anything_else()],
        Screen::Further { .. } => vec![aloud.invoke_what_else()],
        Screen::Times(_) => {
            let times = window.global::<ui::TimesAdapter>();
            vec![times.invoke_taken(), times.invoke_title()]
        }
        Screen::Check { .. } | Screen::AskCancel(_) => {
            let check = window.global::<ui::CheckAdapter>();
            let [moment, matter] = booking(window);
            vec![check.invoke_title(), moment, matter, check.invoke_was()]
        }
        Screen::Own(_) => {
            let [moment, matter] = booking(window);
            vec![aloud.invoke_own(), moment, matter, aloud.invoke_come_back()]
        }
        Screen::Booked { done, booking, .. } => {
            let adapter = window.global::<ui::BookingAdapter>();
            let [moment, matter] = self::booking(window);
            let mut said = vec![adapter.invoke_done_words(), moment, matter];
            if *done != Done::Cancelled {
                let phrases = window.global::<ui::Phrases>();
                let (zone, name) = (adapter.get_zone(), adapter.get_zone_name());
                said.push(phrases.invoke_code(spelled(&booking.code)));
                said.push(phrases.invoke_place(zone, name, adapter.get_zone_place()));
                said.push(booking.address.as_str().into());
                said.extend(to_bring(window, booking.things_in(spoken().code)));
                said.push(aloud.invoke_come_back());
            }
            said.push(adapter.invoke_paper_words());
            said
        }
        Screen::Issued { ticket, .. } => {
            let issued = window.global::<ui::IssuedAdapter>();
            // The number is called before everybody; when somebody has an appointment is not, and whoever
            // has the code finds the page of this number.
            let only_alone = |words: SharedString| if alone { words } else { SharedString::new() };
            vec![
                aloud.invoke_number(as_called(&ticket.number).into()),
                issued.invoke_place(),
                only_alone(issued.invoke_appointment_words()),
                issued.invoke_before(),
                issued.invoke_wait(),
                issued.invoke_calling_words(),
                aloud.invoke_order(),
                aloud.invoke_what_happens(),
                issued.invoke_paper_words(),
                only_alone(aloud.invoke_typed(spelled(&ticket.short_code))),
            ]
        }
        Screen::Refused(_) | Screen::NotReached => {
            let refused = window.global::<ui::RefusedAdapter>();
            vec![refused.invoke_headline(), refused.invoke_message(), aloud.invoke_advice()]
        }
        Screen::NotYetOpen { .. } | Screen::LastCalls | Screen::Closed | Screen::HubAway => {
            let closed = window.global::<ui::ClosedAdapter>();
            vec![closed.invoke_headline(), closed.invoke_message(), closed.invoke_advice()]
        }
        Screen::Starting | Screen::Asking { .. } => {
            let asking = window.global::<ui::AskingAdapter>();
            vec![asking.invoke_headline(), asking.invoke_message()]
        }
        Screen::Help(_) => {
            let help = window.global::<ui::HelpAdapter>();
            vec![aloud.invoke_help(), help.invoke_words(), help.invoke_where(), help.invoke_besides()]
        }
        Screen::Sight { .. } => vec![aloud.invoke_sight()],
        Screen::Needs { .. } => vec![aloud.invoke_needs()],
    };
    said.retain(|sentence| !sentence.is_empty());
    said
}

/// The moment and the matter of what is on the screen.
fn booking(window: &ui::Kiosk) -> [SharedString; 2] {
    let adapter = window.global::<ui::BookingAdapter>();
    [adapter.get_moment(), adapter.get_matter()]
}

/// What to bring is in the town's own words, as on the slip.
fn to_bring(window: &ui::Kiosk, things: &[String]) -> Vec<SharedString> {
    if things.is_empty() {
        return Vec::new();
    }
    let bring = window.global::<ui::SlipPhrases>().invoke_bring();
    [bring].into_iter().chain(things.iter().map(SharedString::from)).collect()
}

/// The words on the button.
fn label(window: &ui::Kiosk, screen: &Screen, touch: &Touch) -> SharedString {
    let aloud = window.global::<ui::Aloud>();
    let choice = |choices: slint::ModelRc<ui::Choice>, id: &str| {
        use slint::Model;
        let chosen = choices.iter().find(|choice| choice.id == id);
        let small = |choice: &ui::Choice| aloud.invoke_small(choice.detail.clone(), choice.more.clone());
        chosen.map(|choice| aloud.invoke_with_detail(choice.text.clone(), small(&choice))).unwrap_or_default()
    };
    match touch {
        Touch::Language(code) => choice(window.global::<ui::LanguagesAdapter>().get_languages(), code),
        Touch::Persons(persons) => {
            choice(window.global::<ui::PersonsAdapter>().get_choices(), &persons.to_string())
        }
        Touch::Service(id) if matches!(screen, Screen::Further { .. }) => {
            choice(window.global::<ui::FurtherAdapter>().get_services(), id)
        }
        Touch::Service(id) => choice(window.global::<ui::ServicesAdapter>().get_services(), id),
        Touch::Time(_) | Touch::Day(_) | Touch::AnotherDay => {
            choice(window.global::<ui::TimesAdapter>().get_times(), &super::window::id_of(touch))
        }
        Touch::Need(need) => {
            choice(window.global::<ui::NeedsAdapter>().get_needs(), super::window::id_of_need(*need))
        }
        Touch::Search => aloud.invoke_with_detail(aloud.invoke_find(), aloud.invoke_how_to_find()),
        Touch::Find => aloud.invoke_find(),
        Touch::OtherLetters => window.global::<ui::SearchAdapter>().invoke_other_words(),
        Touch::AskNeeds => window.global::<ui::HomeAdapter>().invoke_needs_words(),
        Touch::Key(' ') => aloud.invoke_blank(),
        Touch::Key(key) => key.to_string().into(),
        Touch::EraseKey => aloud.invoke_erase(),
        Touch::SubmitCode if matches!(screen, Screen::Digits { .. }) => aloud.invoke_go_on(),
        Touch::SubmitCode => aloud.invoke_submit(),
        Touch::ByHeart => window.global::<ui::HowAdapter>().invoke_heart_words(),
        Touch::EnterCode if matches!(screen, Screen::How) => {
            window.global::<ui::HowAdapter>().invoke_code_words()
        }
        Touch::MoreChoices => aloud.invoke_more(),
        Touch::ChangeLanguage => aloud.invoke_change_language(),
        Touch::DrawNumber if matches!(screen, Screen::When { .. }) => {
            window.global::<ui::WhenAdapter>().invoke_now_words()
        }
        Touch::DrawNumber => window.global::<ui::HomeAdapter>().invoke_draw_words(),
        // What was chosen so far stands below it, and is nobody else's business.
        Touch::BookTime if matches!(screen, Screen::AnythingElse { .. }) => {
            window.global::<ui::AnythingElseAdapter>().invoke_no()
        }
        Touch::AddMatter => window.global::<ui::AnythingElseAdapter>().invoke_yes_words(),
        Touch::BookTime => window.global::<ui::WhenAdapter>().invoke_later_words(),
        Touch::EnterCode => aloud.invoke_enter_code(),
        Touch::Confirm => window.global::<ui::CheckAdapter>().invoke_confirm_words(),
        Touch::MoveBooking => aloud.invoke_move_booking(),
        Touch::CancelBooking => aloud.invoke_cancel_booking(),
        Touch::TryAgain => aloud.invoke_try_again(),
        Touch::Done => match screen {
            Screen::Refused(_) => aloud.invoke_understood(),
            Screen::Issued { .. } => window.global::<ui::IssuedAdapter>().invoke_leave_words(),
            Screen::Booked { .. } => window.global::<ui::BookingAdapter>().invoke_leave_words(),
            _ => aloud.invoke_done(),
        },
        // These have keys of their own, or are for eyes alone.
        Touch::Back | Touch::Help | Touch::Anywhere | Touch::StillHere => SharedString::new(),
        Touch::ChangeSight | Touch::Sight(_) => SharedString::new(),
    }
}

/// "A 47", as it will be called.
fn as_called(number: &str) -> String {
    let (zone, digits) = wire::as_called(number);
    format!("{zone} {digits}")
}

/// "7 F 3 C": one by one.
fn spelled(code: &str) -> SharedString {
    let letters = code.chars().filter(|letter| letter.is_alphanumeric());
    letters.map(String::from).collect::<Vec<_>>().join(" ").into()
}

fn count(of: usize) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}
