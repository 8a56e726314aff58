//! One visit: the steps from the first touch to the number.
//!
//! How long each step may take is in the parent; here is what a touch or an answer leads to.

use std::time::Duration;

use chrono::{DateTime, Utc};
use hardware::printer::{Printed, PrinterFault, PrinterState};
use wire::http::{DrawTicket, OwnBooking};

use super::appointment::Choosing;
use super::limits::*;
use super::{
    Act, Answer, Effect, Free, Given, Key, Known, Paper, Refusal, Screen, Session, SightChange, Touch, Wanted,
};
use crate::language;

/// How far the visitor has come.
#[derive(Debug)]
pub(super) enum Step {
    Start {
        page: usize,
    },
    Home,
    Services {
        page: usize,
    },
    Search {
        typed: String,
        alphabet: usize,
    },
    /// The services by their ids, as they were when they were looked for.
    Found {
        typed: String,
        services: Vec<String>,
        page: usize,
    },
    How,
    /// `clock` is the time that was typed before the birthday.
    Digits {
        of: Known,
        typed: String,
        clock: String,
    },
    Code {
        typed: String,
    },
    /// A number now, or a time.
    When {
        service: String,
        free: Free,
    },
    /// The last of what is to be chosen of a visit.
    Choosing,
    Times(Choosing),
    Check {
        choosing: Choosing,
        at: DateTime<Utc>,
    },
    Own {
        booking: Box<OwnBooking>,
        since: Duration,
    },
    AskCancel {
        booking: Box<OwnBooking>,
    },
    Asking(Asking),
    NotReached {
        key: Key,
        act: Act,
        since: Duration,
    },
    Issued {
        key: Key,
        given: Given,
        paper: Paper,
        since: Duration,
    },
    /// `typed` is kept, so that a mistyped code can be mended instead of typed again.
    Refused {
        refusal: Refusal,
        typed: Option<String>,
        since: Duration,
    },
}

/// An act on its way to the hub.
#[derive(Debug)]
pub(super) struct Asking {
    pub key: Key,
    pub act: Act,
    pub since: Duration,
    tries: u32,
    /// An answer is expected by then; after that the act is sent again with the same key.
    waits_until: Duration,
    /// The hub could not be reached, and this is when it is tried again.
    again_at: Option<Duration>,
}

impl Asking {
    /// The hub has been asked, and is not only about to be asked again.
    pub fn is_under_way(&self) -> bool {
        self.again_at.is_none()
    }
}

/// Something the visitor looks at in between; what is below stays.
#[derive(Debug)]
pub(super) enum Overlay {
    Help,
    Languages { page: usize },
    Sight { page: usize },
    Needs { page: usize },
}

impl Step {
    /// When something happened here that the visitor did not do themselves.
    pub fn since(&self) -> Duration {
        match self {
            Step::Issued { since, .. } | Step::NotReached { since, .. } => *since,
            Step::Refused { since, .. } | Step::Own { since, .. } => *since,
            _ => Duration::ZERO,
        }
    }

    /// It goes on when no numbers are given out any more.
    pub fn is_about_a_booking(&self) -> bool {
        match self {
            Step::Code { .. } | Step::Own { .. } | Step::AskCancel { .. } => true,
            Step::How | Step::Digits { .. } => true,
            Step::Choosing | Step::Times(_) | Step::Check { .. } => true,
            _ => false,
        }
    }
}

impl Session {
    pub(super) fn touched(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        let somebody_was_asked = self.still_there().is_some();
        self.felt_at = self.now;
        // Any touch answers "are you still there?", and does nothing else.
        if somebody_was_asked || matches!(touch, Touch::Anywhere | Touch::StillHere) {
            self.touched_at = Some(self.now);
            return;
        }
        if self.is_same_finger(&touch) {
            return;
        }
        self.touched_at = Some(self.now);
        match (&self.screen(), touch) {
            (screen, Touch::Help) if !matches!(screen, Screen::Help(_)) => self.ask_for_help(effects),
            (screen, Touch::ChangeSight) if !matches!(screen, Screen::Sight { .. }) => {
                self.overlay = Some(Overlay::Sight { page: 0 });
            }
            (
                Screen::Help(_) | Screen::Languages { .. } | Screen::Sight { .. } | Screen::Needs { .. },
                Touch::Back,
            ) => self.overlay = None,
            (Screen::Home, Touch::AskNeeds) => self.ask_needs(),
            (Screen::Needs { .. }, Touch::Need(need)) => self.toggle(need),
            (Screen::Needs { needs, .. }, Touch::MoreChoices) => {
                self.turn_page(needs.len(), self.choices_per_page());
            }
            (Screen::Sight { .. }, Touch::Sight(change)) => self.see(change),
            (Screen::Sight { changes, .. }, Touch::MoreChoices) => {
                self.turn_page(changes.len(), self.choices_per_page());
            }
            (Screen::Languages { .. }, Touch::Language(code)) => self.choose_language(&code),
            (Screen::Languages { .. }, Touch::MoreChoices) => {
                self.turn_page(self.languages.len(), LANGUAGES_PER_PAGE)
            }
            (_, Touch::ChangeLanguage) => self.overlay = Some(Overlay::Languages { page: 0 }),
            (_, touch) if self.overlay.is_none() => self.touched_step(touch, effects),
            _ => {}
        }
    }

    fn touched_step(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        match (self.screen(), touch) {
            (Screen::Home, Touch::DrawNumber) => self.step = Step::Services { page: 0 },
            (Screen::Home, Touch::EnterCode) => self.step = self.checks_in(),
            (Screen::NotYetOpen { .. } | Screen::LastCalls | Screen::Closed, Touch::EnterCode)
                if self.takes_codes() =>
            {
                self.step = self.checks_in();
            }
            (Screen::Home, Touch::Back) => self.rest(),
            (Screen::Services { .. }, Touch::Service(service)) => self.choose_service(service, effects),
            (Screen::Services { .. }, Touch::Search) if self.is_searched() => {
                self.step = Step::Search { typed: String::new(), alphabet: 0 };
            }
            (Screen::Search { .. }, touch) => self.touched_search(touch),
            (Screen::Found { .. }, touch) => self.touched_found(touch, effects),
            (Screen::When { service, .. }, Touch::DrawNumber) => self.draw(service, effects),
            (Screen::When { service, .. }, Touch::BookTime) => self.begin_visit(&service, effects),
            (Screen::When { service, .. }, Touch::Back) => {
                self.step = Step::Services { page: self.page_of(&service) };
            }
            (Screen::Persons { .. } | Screen::AnythingElse { .. } | Screen::Further { .. }, touch) => {
                self.touched_choice(touch, effects);
            }
            (Screen::Times(_), touch) => self.touched_times(touch),
            (Screen::Check { .. }, touch) => self.touched_check(touch, effects),
            (Screen::Own(booking), touch) => self.touched_own(booking, touch, effects),
            (Screen::AskCancel(booking), Touch::Confirm) => self.ask(Act::Cancel { booking }, effects),
            (Screen::AskCancel(booking), Touch::Back) => {
                self.step = Step::Own { booking, since: self.now };
            }
            (Screen::Services { .. }, Touch::MoreChoices) => {
                self.turn_page(self.service_choices().len(), self.services_per_page());
            }
            (Screen::Services { .. }, Touch::Back) => self.step = Step::Home,
            (Screen::How, touch) => self.touched_how(touch),
            (Screen::Digits { .. }, touch) => self.touched_digits(touch, effects),
            (Screen::Code { typed }, touch) => self.touched_keypad(typed, touch, effects),
            (Screen::NotReached, Touch::TryAgain) => self.try_again(effects),
            (Screen::NotReached, Touch::Back) => self.step = Step::Home,
            (Screen::Refused(_), Touch::Back | Touch::TryAgain | Touch::Done) => self.leave_refusal(),
            (Screen::Issued { paper, .. } | Screen::Booked { paper, .. }, Touch::Done)
                if paper != Paper::Printing =>
            {
                self.rest();
            }
            _ => {}
        }
    }

    /// For now or for later, where both can be had.
    pub(super) fn choose_service(&mut self, service: String, effects: &mut Vec<Effect>) {
        match self.can_book(&service) {
            true => {
                effects.push(Effect::FindFree { service: service.clone() });
                self.step = Step::When { service, free: Free::Asked };
            }
            false => self.draw(service, effects),
        }
    }

    fn draw(&mut self, service: String, effects: &mut Vec<Effect>) {
        if let Some(why) = self.closed(&service) {
            let refusal = Refusal::of_closed(why);
            self.step = Step::Refused { refusal, typed: None, since: self.now };
            return;
        }
        let language = Some(self.language.code.to_owned());
        let needs = self.needs();
        self.ask(Act::Draw(DrawTicket { service, language, needs }), effects);
    }

    fn touched_keypad(&mut self, mut typed: String, touch: Touch, effects: &mut Vec<Effect>) {
        match touch {
            Touch::Key(key) if CODE_ALPHABET.contains(key) && typed.len() < CODE_CHARS => typed.push(key),
            Touch::EraseKey => {
                typed.pop();
            }
            Touch::SubmitCode if typed.len() == CODE_CHARS => {
                return self.looks_up(typed, effects);
            }
            Touch::Back => return self.step = self.before_code(),
            _ => {}
        }
        self.step = Step::Code { typed };
    }

    fn leave_refusal(&mut self) {
        self.step = match &self.step {
            Step::Refused { refusal: Refusal::NothingFound, typed: Some(typed), .. } => {
                Step::Search { typed: typed.clone(), alphabet: 0 }
            }
            Step::Refused { refusal: Refusal::NoneByHeart, .. } => {
                Step::Digits { of: Known::Clock, typed: String::new(), clock: String::new() }
            }
            Step::Refused { refusal, typed: Some(typed), .. } if refusal.is_about_the_code() => {
                Step::Code { typed: typed.clone() }
            }
            _ => Step::Home,
        };
    }

    fn choose_language(&mut self, code: &str) {
        let Some(chosen) = language::find(code).filter(|language| self.languages.contains(language)) else {
            return;
        };
        self.language = chosen;
        if self.overlay.take().is_none() {
            self.step = Step::Home;
        }
    }

    /// Pages of choices have another length now, and begin at the first.
    fn see(&mut self, change: SightChange) {
        self.sight = self.sight.changed(change, self.glass);
        self.overlay = Some(Overlay::Sight { page: 0 });
        match &mut self.step {
            Step::Start { page } | Step::Services { page } | Step::Found { page, .. } => *page = 0,
            Step::Times(choosing) => choosing.first_page(),
            Step::Choosing => self.choice_page().into_iter().for_each(|page| *page = 0),
            _ => {}
        }
    }

    pub(super) fn turn_page(&mut self, choices: usize, per_page: usize) {
        let pages = choices.div_ceil(per_page).max(1);
        let page = match (&mut self.overlay, &mut self.step) {
            (Some(Overlay::Languages { page } | Overlay::Sight { page } | Overlay::Needs { page }), _) => {
                page
            }
            (None, Step::Start { page } | Step::Services { page } | Step::Found { page, .. }) => page,
            (None, Step::Choosing) => match self.choice_page() {
                Some(page) => page,
                None => return,
            },
            _ => return,
        };
        *page = (*page + 1) % pages;
    }

    /// A finger that bounces, or that was already on its way when the screen changed.
    fn is_same_finger(&mut self, touch: &Touch) -> bool {
        let settles = match self.screen() {
            Screen::Issued { .. } | Screen::Booked { .. } => NUMBER_SETTLES,
            _ => SCREEN_SETTLES,
        };
        if self.now < self.shown_at + settles && self.touched_at.is_some() {
            return true;
        }
        let key = match touch {
            Touch::Key(key) => Some(*key),
            Touch::EraseKey => Some('\u{8}'),
            _ => None,
        };
        if let Some(key) = key {
            let bounced = self.last_key.is_some_and(|(last, at)| last == key && self.now < at + KEYS_APART);
            self.last_key = Some((key, self.now));
            return bounced;
        }
        self.touched_at.is_some_and(|at| self.now < at + TOUCHES_APART)
    }

    /// A wish that was sent before and never answered keeps its key: the hub may have stored it, and
    /// only its answer was lost.
    pub(super) fn ask(&mut self, act: Act, effects: &mut Vec<Effect>) {
        let key = match &self.unheard {
            Some((key, unheard)) if unheard.is_same_wish(&act) => key.clone(),
            _ => {
                self.acts += 1;
                format!("{}-{}", self.run, self.acts)
            }
        };
        self.send(key, act, effects);
    }

    /// The same act with the same key: if the first try did reach the hub, this is its answer.
    fn try_again(&mut self, effects: &mut Vec<Effect>) {
        if let Step::NotReached { key, act, .. } = &self.step {
            let (key, act) = (key.clone(), act.clone());
            self.send(key, act, effects);
        }
    }

    fn send(&mut self, key: Key, act: Act, effects: &mut Vec<Effect>) {
        effects.push(Effect::Ask { key: key.clone(), act: act.clone() });
        self.step = Step::Asking(Asking {
            key,
            act,
            since: self.now,
            tries: 1,
            waits_until: self.now + ANSWER_WITHIN,
            again_at: None,
        });
    }

    pub(super) fn answered(&mut self, key: &str, answer: Answer, effects: &mut Vec<Effect>) {
        // An answer to somebody who has left, or the second answer to a second try.
        let (act, waits) = match &self.step {
            Step::Asking(asking) if asking.key == key => (asking.act.clone(), true),
            Step::NotReached { key: k, act, .. } if k == key => (act.clone(), false),
            _ => return,
        };
        if !matches!(answer, Answer::Unheard(_)) {
            self.unheard.take_if(|(unheard, _)| unheard == key);
        }
        match answer {
            Answer::Issued(ticket) => self.give(key.to_owned(), Given::Number(ticket), effects),
            Answer::Booking(booking) => self.booking_told(key.to_owned(), act, booking, effects),
            Answer::Choices(told) => {
                if let Act::AskChoices { matters, counted } = act {
                    self.choices_told(&told, (matters, counted), effects);
                }
            }
            Answer::Times(found) => {
                if let Act::FindTimes { of, was_taken } = act {
                    self.times_found(*found, of, was_taken);
                }
            }
            Answer::Refused(code) => self.refused(&code, act, effects),
            Answer::Unheard(_) if waits => self.not_heard(),
            Answer::Unheard(_) => {}
        }
    }

    pub(super) fn give(&mut self, key: Key, given: Given, effects: &mut Vec<Effect>) {
        let language = self.language.code;
        effects.push(Effect::Print { key: key.clone(), given: given.clone(), language });
        // Help and languages must not hide a number.
        self.overlay = None;
        self.step = Step::Issued { key, given, paper: Paper::Printing, since: self.now };
    }

    fn refused(&mut self, code: &str, act: Act, effects: &mut Vec<Effect>) {
        let (time_is_gone, by_heart) =
            (Refusal::is_about_the_time(code), matches!(act, Act::CheckInByBirthday(_)));
        let typed = match act {
            Act::Book(book) if time_is_gone => {
                return self.find_times(Wanted::New { matters: book.matters() }, true, effects);
            }
            // A hub of before has no such door; what any other says, it says of the times too.
            Act::AskChoices { matters, .. } => {
                return self.find_times(Wanted::New { matters }, false, effects);
            }
            Act::Move { booking, .. } if time_is_gone => {
                return self.find_times(Wanted::Move(booking), true, effects);
            }
            Act::CheckIn(check_in) => Some(check_in.code),
            Act::Look { code } => Some(code),
            _ => None,
        };
        let mut refusal = Refusal::of_code(code);
        if refusal.is_about_the_code() {
            refusal = self.counts_wrong_code(by_heart);
        }
        self.step = Step::Refused { refusal, typed, since: self.now };
    }

    fn not_heard(&mut self) {
        let Step::Asking(asking) = &mut self.step else { return };
        if asking.tries < TRIES_MAX {
            asking.again_at = Some(self.now + TRY_AGAIN_AFTER);
        } else {
            let (key, act) = (asking.key.clone(), asking.act.clone());
            self.unheard = Some((key.clone(), act.clone()));
            self.step = Step::NotReached { key, act, since: self.now };
        }
    }

    pub(super) fn printed(&mut self, key: &str, outcome: Result<Printed, PrinterFault>) {
        self.printer = match outcome {
            // A slip that does not fit says nothing about the next one.
            Ok(_) | Err(PrinterFault::Unprintable(_)) => PrinterState::Ready,
            Err(fault) => PrinterState::Faulty(fault),
        };
        self.printer_look_due = self.now + PRINTER_LOOK_EVERY;
        let now = self.now;
        if let Step::Issued { key: of, paper, since, .. } = &mut self.step
            && of == key
        {
            *since = now;
            *paper = match outcome {
                Ok(_) => Paper::Printed,
                Err(fault) => Paper::Missing(fault),
            };
        }
    }

    /// What this step does when nobody does anything.
    pub(super) fn step_time_passes(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        match &mut self.step {
            Step::Asking(asking) if asking.again_at.is_some_and(|at| now >= at) => {
                asking.again_at = None;
                asking.tries += 1;
                asking.waits_until = now + ANSWER_WITHIN;
                effects.push(Effect::Ask { key: asking.key.clone(), act: asking.act.clone() });
            }
            Step::Asking(asking) if asking.again_at.is_none() && now >= asking.waits_until => {
                self.not_heard();
            }
            Step::Issued { paper: paper @ Paper::Printing, since, .. } if now >= *since + SLIP_WITHIN => {
                *paper = Paper::Missing(PrinterFault::Gone);
                *since = now;
                // The next visitor is told before they draw, until the printer says otherwise.
                self.printer = PrinterState::Faulty(PrinterFault::Gone);
            }
            _ => {}
        }
    }

    pub(super) fn step_deadline(&self) -> Option<Duration> {
        match &self.step {
            Step::Asking(asking) => {
                let slow = Some(asking.since + SLOW_AFTER).filter(|at| *at > self.now);
                let next = asking.again_at.unwrap_or(asking.waits_until);
                Some(slow.map_or(next, |slow| slow.min(next)))
            }
            Step::Issued { paper: Paper::Printing, since, .. } => Some(*since + SLIP_WITHIN),
            _ => None,
        }
    }
}
