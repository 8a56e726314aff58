//! A visit that is for later: finding a time, booking it, and what whoever has a booking may do with it.

use chrono::{DateTime, NaiveDate, Utc};
use wire::http::{BookHere, BookingState, CheckIn, FreeSlots, OwnBooking};

use super::limits::*;
use super::visit::Step;
use super::{
    Act, Done, Effect, Free, Given, Key, Refusal, Session, TimeChoice, Times, TimesShown, Touch, Wanted,
};

/// Somebody looks for a time.
#[derive(Debug)]
pub(super) struct Choosing {
    of: Wanted,
    times: Times,
    place: Place,
    choices: Vec<TimeChoice>,
    page: usize,
    was_taken: bool,
}

/// How far they have looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Soonest,
    Days,
    Day(NaiveDate),
}

impl Choosing {
    fn begins(of: Wanted, times: Times, was_taken: bool) -> Choosing {
        let nothing = Choosing { of, times, place: Place::Soonest, choices: Vec::new(), page: 0, was_taken };
        Choosing { was_taken, ..nothing.at(Place::Soonest) }
    }

    fn at(self, place: Place) -> Choosing {
        let choices = match place {
            Place::Soonest => {
                let soonest = self.times.soonest().into_iter().map(TimeChoice::At);
                soonest.chain([TimeChoice::AnotherDay]).collect()
            }
            Place::Days => self.times.days().iter().map(|day| TimeChoice::Day(day.date)).collect(),
            Place::Day(date) => self.times.of_day(date).into_iter().map(TimeChoice::At).collect(),
        };
        Choosing { place, choices, page: 0, was_taken: false, ..self }
    }

    pub fn of(&self) -> &Wanted {
        &self.of
    }

    pub fn shown(&self, per_page: usize) -> TimesShown {
        let pages = self.choices.chunks(per_page);
        TimesShown {
            choices: pages.clone().nth(self.page).unwrap_or_default().to_vec(),
            of_days: self.place == Place::Days,
            of_day: if let Place::Day(date) = self.place { Some(date) } else { None },
            more: pages.len() > 1,
            was_taken: self.was_taken,
        }
    }

    /// Where pages have become shorter or longer.
    pub fn first_page(&mut self) {
        self.page = 0;
    }

    pub fn turn_page(&mut self, per_page: usize) {
        self.page = (self.page + 1) % self.choices.chunks(per_page).len().max(1);
    }
}

impl Session {
    /// Whether a time for this can be booked here.
    pub(super) fn can_book(&self, service: &str) -> bool {
        let services = self.offer().map_or(&[][..], |offer| &offer.services);
        services.iter().any(|offered| offered.id == service && offered.bookable)
    }

    pub(super) fn find_times(&mut self, of: Wanted, was_taken: bool, effects: &mut Vec<Effect>) {
        self.ask(Act::FindTimes { of, was_taken }, effects);
    }

    pub(super) fn touched_times(&mut self, touch: Touch) {
        let Step::Times(mut choosing) = std::mem::replace(&mut self.step, Step::Home) else { return };
        self.step = match touch {
            Touch::MoreChoices => {
                choosing.turn_page(self.choices_per_page());
                Step::Times(choosing)
            }
            Touch::AnotherDay => Step::Times(choosing.at(Place::Days)),
            Touch::Day(date) => Step::Times(choosing.at(Place::Day(date))),
            Touch::Time(at) => Step::Check { choosing, at },
            Touch::Back => match choosing.place {
                Place::Day(_) => Step::Times(choosing.at(Place::Days)),
                Place::Days => Step::Times(choosing.at(Place::Soonest)),
                Place::Soonest => match choosing.of {
                    Wanted::New { .. } if self.back_to_choices() => return,
                    Wanted::New { matters } => {
                        let first = matters.into_iter().next().expect("a visit is for something");
                        Step::When { service: first.service, free: choosing.times.first() }
                    }
                    Wanted::Move(booking) => Step::Own { booking, since: self.now },
                },
            },
            _ => Step::Times(choosing),
        };
    }

    pub(super) fn touched_check(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        let Step::Check { choosing, at } = std::mem::replace(&mut self.step, Step::Home) else { return };
        match touch {
            Touch::Confirm => {
                let act = match choosing.of {
                    Wanted::New { matters } => Act::Book(BookHere::for_all(matters, at)),
                    Wanted::Move(booking) => Act::Move { booking, starts_at: at },
                };
                self.ask(act, effects);
            }
            Touch::Back => self.step = Step::Times(choosing),
            _ => self.step = Step::Check { choosing, at },
        }
    }

    pub(super) fn touched_own(&mut self, booking: Box<OwnBooking>, touch: Touch, effects: &mut Vec<Effect>) {
        match touch {
            Touch::EnterCode => self.check_in(booking.code, effects),
            Touch::MoveBooking if booking.can_move => self.find_times(Wanted::Move(booking), false, effects),
            Touch::CancelBooking => self.step = Step::AskCancel { booking },
            Touch::Back => self.step = Step::Home,
            Touch::Done => self.rest(),
            _ => {}
        }
    }

    pub(super) fn check_in(&mut self, code: String, effects: &mut Vec<Effect>) {
        // As it is typed; on paper it is in two groups.
        let (code, language) = (code.replace('-', ""), Some(self.language.code.to_owned()));
        let needs = self.needs();
        self.ask(Act::CheckIn(CheckIn { code, language, needs }), effects);
    }

    /// The hub has told what is free, to somebody who has not asked for a time yet.
    pub(super) fn free_told(&mut self, told: &str, found: Option<Box<FreeSlots>>) {
        if let Step::When { service, free } = &mut self.step
            && service == told
        {
            *free = found.map_or(Free::Unknown, |found| Times::of(*found, self.zone).first());
        }
    }

    /// The hub has told what is free.
    pub(super) fn times_found(&mut self, found: FreeSlots, of: Wanted, was_taken: bool) {
        let times = Times::of(found, self.zone);
        self.step = match times.is_empty() {
            true => Step::Refused { refusal: Refusal::NoTimes, typed: None, since: self.now },
            false => Step::Times(Choosing::begins(of, times, was_taken)),
        };
    }

    /// The hub has told of a booking: what was wanted is done, or somebody wanted to know how it stands.
    pub(super) fn booking_told(
        &mut self,
        key: Key,
        act: Act,
        booking: Box<OwnBooking>,
        effects: &mut Vec<Effect>,
    ) {
        let done = match act {
            Act::Book(_) => Done::Booked,
            Act::Move { .. } => Done::Moved,
            Act::Cancel { .. } => Done::Cancelled,
            _ if self.is_for_later(&booking) => {
                self.step = Step::Own { booking, since: self.now };
                return;
            }
            // The hub says what becomes of it, also of one that is over.
            _ => return self.check_in(booking.code, effects),
        };
        self.give(key, Given::Booking { done, booking }, effects);
    }

    fn is_for_later(&self, booking: &OwnBooking) -> bool {
        let early = chrono::TimeDelta::from_std(EARLY_MIN).expect("an hour is no age");
        let is_early = |now: DateTime<Utc>| booking.starts_at > now + early;
        booking.state == BookingState::Confirmed && self.hub_time().is_some_and(is_early)
    }
}
