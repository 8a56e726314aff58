//! Hearing the kiosk instead of seeing it: what a key means, and what is to be said.
//!
//! Words are not here; what is said is named, and the shell has it in the visitor's language. A key does
//! what a touch would: whoever hears goes the same way as everybody.

use std::time::Duration;

use hardware::keypad::{Felt, Key};

use super::by_heart::DIGITS;
use super::limits::*;
use super::{Effect, Paper, Screen, Session, TimeChoice, Touch};

/// How this visitor hears; the next one begins anew.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ears {
    /// A key was pressed, or a headset plugged in.
    on: bool,
    headset: bool,
    /// The choice that was said last.
    at: Option<usize>,
    volume: usize,
    speed: usize,
    last: Option<Said>,
    /// The last key that counted.
    pressed: Option<(Key, Duration)>,
}

/// Something to be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Everything on the screen; at first, also how one gets on from here.
    Screen {
        first: bool,
    },
    /// One of the things to choose on it, the `nth` of `of`.
    Choice {
        touch: Touch,
        nth: usize,
        of: usize,
    },
    /// The code, or the word that is looked for, as far as it was typed.
    Typed,
    /// "Are you still there?"
    StillThere,
    /// It would be personal, and everybody would hear it.
    OnlyInHeadset,
    HeadsetGone,
    /// Which of them, from 1.
    Volume(usize),
    Speed(usize),
}

/// How it is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hearing {
    pub words_a_minute: u32,
    pub loudness: u32,
    /// Nobody else hears it.
    pub alone: bool,
}

impl Ears {
    pub fn new(headset: bool) -> Ears {
        Ears { on: false, headset, at: None, volume: 0, speed: 0, last: None, pressed: None }
    }

    pub fn are_used(&self) -> bool {
        self.on
    }

    /// For whoever comes next: a headset may be left behind.
    pub fn of_the_next(&self) -> Ears {
        Ears::new(self.headset)
    }

    fn hearing(&self) -> Hearing {
        let (words_a_minute, loudness) = (SPEEDS[self.speed], VOLUMES[self.volume]);
        Hearing { words_a_minute, loudness, alone: self.headset }
    }
}

impl Session {
    /// Whether this visitor hears what others see.
    pub fn is_heard(&self) -> bool {
        self.ears.on
    }

    pub(super) fn felt(&mut self, felt: Felt, effects: &mut Vec<Effect>) {
        match felt {
            Felt::Pressed(key) => self.pressed(key, effects),
            Felt::Headset(true) => {
                // Whoever plugs it in is there.
                self.felt_at = self.now;
                self.ears.headset = true;
                self.begins_to_hear(effects);
            }
            Felt::Headset(false) => {
                // What was meant for one pair of ears ends before anything else happens.
                effects.push(Effect::Hush);
                self.felt_at = self.now;
                self.ears.headset = false;
                if self.ears.on {
                    self.say(Said::HeadsetGone, effects);
                }
            }
        }
    }

    fn pressed(&mut self, key: Key, effects: &mut Vec<Effect>) {
        // EN 301 549, 5.8: the same key within half a second is a trembling hand.
        let again =
            self.ears.pressed.is_some_and(|(last, at)| last == key && self.now < at + KEYS_OF_PAD_APART);
        if again {
            return;
        }
        self.ears.pressed = Some((key, self.now));
        // Any key stops what is said (5.1.3.5).
        effects.push(Effect::Hush);
        let was_asked = self.still_there().is_some();
        self.felt_at = self.now;
        if !self.ears.on {
            return self.begins_to_hear(effects);
        }
        if was_asked {
            return self.say(Said::Screen { first: false }, effects);
        }
        match key {
            Key::Up => self.hear_another(-1, effects),
            Key::Down => self.hear_another(1, effects),
            Key::Left => self.hear_another(-self.stride(), effects),
            Key::Right => self.hear_another(self.stride(), effects),
            Key::Ok => match self.ears.at.and_then(|at| self.choices().get(at).cloned()) {
                // Nobody chooses what they could not hear.
                Some(touch) if !self.ears.headset && Self::is_for_one_pair_of_ears(&touch) => {
                    self.say(Said::OnlyInHeadset, effects);
                }
                Some(touch) => {
                    self.touched(touch.clone(), effects);
                    // What can be chosen may be other things now, and this one at another place among them.
                    self.ears.at = self.choices().iter().position(|choice| *choice == touch);
                }
                None => self.hear_another(1, effects),
            },
            Key::Back => self.touched(Touch::Back, effects),
            Key::Help => self.touched(Touch::Help, effects),
            Key::Volume => {
                self.ears.volume = (self.ears.volume + 1) % VOLUMES.len();
                self.say(Said::Volume(self.ears.volume + 1), effects);
            }
            Key::Speed => {
                self.ears.speed = (self.ears.speed + 1) % SPEEDS.len();
                self.say(Said::Speed(self.ears.speed + 1), effects);
            }
            Key::Again => {
                let last = self.ears.last.clone().unwrap_or(Said::Screen { first: true });
                self.say(last, effects);
            }
        }
    }

    fn begins_to_hear(&mut self, effects: &mut Vec<Effect>) {
        self.ears.on = true;
        self.ears.at = None;
        self.say(Said::Screen { first: true }, effects);
    }

    /// Whoever hears is told of what has changed by itself, or by the key that was pressed.
    pub(super) fn say_what_is_new(
        &mut self,
        (was, was_left): (&Screen, Option<u32>),
        is_same_place: bool,
        effects: &mut Vec<Effect>,
    ) {
        // Everybody is asked by a signal and a voice too: somebody may be looking for their papers.
        let left = self.still_there();
        if left.is_some() && was_left.is_none() {
            effects.push(Effect::Signal);
        }
        let aloud_from = (STILL_THERE_FOR - ASKED_ALOUD_AFTER).as_secs();
        let is_asked = |left: Option<u32>| left.is_some_and(|left| u64::from(left) <= aloud_from);
        if is_asked(left) && !is_asked(was_left) {
            return self.say(Said::StillThere, effects);
        }
        if !self.ears.on {
            return;
        }
        if !is_same_place {
            self.ears.at = None;
            self.say(Said::Screen { first: false }, effects);
        } else if matches!(was, Screen::Code { .. } | Screen::Search { .. } | Screen::Digits { .. })
            && *was != self.screen()
        {
            self.say(Said::Typed, effects);
        } else if matches!(was, Screen::Help(_)) && *was != self.screen() {
            self.say(Said::Screen { first: false }, effects);
        } else if let (Screen::Needs { .. }, Some(at)) = (was, self.ears.at)
            && *was != self.screen()
        {
            self.say_choice(at, effects);
        }
    }

    /// Where there are many letters, a step to the side is a row of them.
    fn stride(&self) -> isize {
        let has_letters = matches!(self.screen(), Screen::Code { .. } | Screen::Search { .. });
        if has_letters { LETTERS_A_STRIDE } else { 1 }
    }

    fn hear_another(&mut self, step: isize, effects: &mut Vec<Effect>) {
        let choices = self.choices();
        let Ok(of @ 1..) = isize::try_from(choices.len()) else {
            return self.say(Said::Screen { first: false }, effects);
        };
        // Before the first one is the last, and the first one comes first.
        let at = match self.ears.at.and_then(|at| isize::try_from(at).ok()) {
            Some(at) => (at + step).rem_euclid(of),
            None if step < 0 => of - 1,
            None => 0,
        };
        let at = at.unsigned_abs();
        self.ears.at = Some(at);
        self.say_choice(at, effects);
    }

    fn say_choice(&mut self, at: usize, effects: &mut Vec<Effect>) {
        let choices = self.choices();
        let Some(touch) = choices.get(at).cloned() else { return };
        self.say(Said::Choice { touch, nth: at + 1, of: choices.len() }, effects);
    }

    fn say(&mut self, what: Said, effects: &mut Vec<Effect>) {
        let aloud = !self.ears.headset;
        let what = if aloud && self.is_personal(&what) { Said::OnlyInHeadset } else { what };
        self.ears.last = Some(what.clone());
        effects.push(Effect::Say { what, how: self.ears.hearing() });
    }

    /// Codes, bookings, what somebody needs and the words they look for are nobody else's business; a number
    /// is called before everybody. What the hall may know is what there is to choose, for all alike.
    fn is_personal(&self, what: &Said) -> bool {
        let is_own = match self.screen() {
            Screen::Code { .. } | Screen::Own(_) | Screen::AskCancel(_) => true,
            Screen::Times(_) | Screen::Check { .. } | Screen::Booked { .. } => true,
            Screen::Search { .. } | Screen::Needs { .. } => true,
            Screen::Digits { .. } => true,
            _ => false,
        };
        match what {
            Said::Screen { .. } | Said::Typed => is_own,
            Said::Choice { touch, .. } => Self::is_for_one_pair_of_ears(touch),
            Said::StillThere | Said::OnlyInHeadset | Said::HeadsetGone => false,
            Said::Volume(_) | Said::Speed(_) => false,
        }
    }

    /// Which letter is heard is which letter is typed, and it is the same with needs and times.
    fn is_for_one_pair_of_ears(touch: &Touch) -> bool {
        matches!(touch, Touch::Key(_) | Touch::Need(_) | Touch::Time(_) | Touch::Day(_))
    }

    /// What can be chosen on the screen, in the order in which it is seen.
    pub fn choices(&self) -> Vec<Touch> {
        let more = |more: bool| more.then_some(Touch::MoreChoices);
        match self.screen() {
            Screen::Languages { page } => {
                let shown = page_of(&self.languages, page, LANGUAGES_PER_PAGE);
                let names = shown.iter().map(|language| Touch::Language(language.code.to_owned()));
                names.chain(more(self.languages.len() > LANGUAGES_PER_PAGE)).collect()
            }
            Screen::Home => {
                let needs = (!self.needs_offered().is_empty()).then_some(Touch::AskNeeds);
                let ways = [Touch::DrawNumber, Touch::EnterCode].into_iter();
                ways.chain(needs).chain([Touch::ChangeLanguage]).collect()
            }
            Screen::Services { page } => {
                let (all, per_page) = (self.service_choices(), self.services_per_page());
                page_of(&all, page, per_page).iter().cloned().chain(more(all.len() > per_page)).collect()
            }
            Screen::Search { typed, alphabet } => {
                let find = (!typed.is_empty()).then_some(Touch::Find);
                let keys = self.letters(alphabet).chars().chain([' ']).map(Touch::Key);
                let other = self.other_letters(alphabet).map(|_| Touch::OtherLetters);
                find.into_iter().chain(keys).chain([Touch::EraseKey]).chain(other).collect()
            }
            Screen::Found { services, page } => {
                let per_page = self.services_per_page();
                let shown = page_of(&services, page, per_page).iter().cloned().map(Touch::Service);
                shown.chain(more(services.len() > per_page)).collect()
            }
            Screen::Needs { needs, page } => {
                let per_page = self.choices_per_page();
                let shown = page_of(&needs, page, per_page).iter().map(|choice| Touch::Need(choice.need));
                shown.chain(more(needs.len() > per_page)).collect()
            }
            Screen::Code { typed } => {
                let is_whole = typed.len() == CODE_CHARS;
                let submit = is_whole.then_some(Touch::SubmitCode);
                let keys = CODE_ALPHABET.chars().map(Touch::Key).filter(|_| !is_whole);
                submit.into_iter().chain(keys).chain([Touch::EraseKey]).collect()
            }
            Screen::How => vec![Touch::EnterCode, Touch::ByHeart],
            Screen::Digits { typed, .. } => {
                let is_whole = typed.len() == DIGITS;
                let submit = is_whole.then_some(Touch::SubmitCode);
                let keys = ("1234567890").chars().map(Touch::Key).filter(|_| !is_whole);
                submit.into_iter().chain(keys).chain([Touch::EraseKey]).collect()
            }
            Screen::When { .. } => vec![Touch::DrawNumber, Touch::BookTime],
            Screen::Persons { choices, page, .. } => {
                let per_page = self.choices_per_page();
                let shown = page_of(&choices, page, per_page).iter().copied().map(Touch::Persons);
                shown.chain(more(choices.len() > per_page)).collect()
            }
            Screen::AnythingElse { .. } => vec![Touch::BookTime, Touch::AddMatter],
            Screen::Further { services, page } => {
                let per_page = self.choices_per_page();
                let shown = page_of(&services, page, per_page).iter().cloned().map(Touch::Service);
                shown.chain(more(services.len() > per_page)).collect()
            }
            Screen::Times(times) => {
                let shown = times.choices.iter().map(|choice| match choice {
                    TimeChoice::At(at) => Touch::Time(*at),
                    TimeChoice::Day(date) => Touch::Day(*date),
                    TimeChoice::AnotherDay => Touch::AnotherDay,
                });
                shown.chain(more(times.more)).collect()
            }
            Screen::Check { .. } | Screen::AskCancel(_) => vec![Touch::Confirm],
            Screen::Own(booking) => {
                let date = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&self.zone).date_naive();
                let is_today = self.hub_time().is_some_and(|now| date(now) == date(booking.starts_at));
                let check_in = is_today.then_some(Touch::EnterCode);
                let moving = booking.can_move.then_some(Touch::MoveBooking);
                check_in.into_iter().chain(moving).chain([Touch::CancelBooking, Touch::Done]).collect()
            }
            Screen::Issued { paper, .. } | Screen::Booked { paper, .. } => {
                if paper == Paper::Printing {
                    Vec::new()
                } else {
                    vec![Touch::Done]
                }
            }
            Screen::Refused(refusal) if refusal.is_about_what_was_typed() => vec![Touch::TryAgain],
            Screen::Refused(_) => vec![Touch::Done],
            Screen::NotReached => vec![Touch::TryAgain],
            Screen::NotYetOpen { .. } | Screen::LastCalls | Screen::Closed => {
                let enter = self.takes_codes().then_some(Touch::EnterCode);
                enter.into_iter().chain([Touch::ChangeLanguage]).collect()
            }
            Screen::HubAway => vec![Touch::ChangeLanguage],
            Screen::Starting | Screen::Asking { .. } | Screen::Help(_) | Screen::Sight { .. } => Vec::new(),
        }
    }
}

/// The choices of one page.
pub(crate) fn page_of<T>(all: &[T], page: usize, per_page: usize) -> &[T] {
    all.chunks(per_page).nth(page).unwrap_or(&[])
}
