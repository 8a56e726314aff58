//! Checking in without the code: by the time of the booking, and the birthday that was given with it.

use wire::http::CheckInByBirthday;

use super::visit::Step;
use super::{Act, Effect, Session, Touch};

/// Two and two digits.
pub const DIGITS: usize = 4;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// When the booking is, by the clock on the wall.
    Clock,
    /// Without a year.
    Birthday,
}

impl Session {
    /// Whether the hub knows birthdays, so that nobody is asked for one in vain.
    fn knows_birthdays(&self) -> bool {
        self.offer().is_some_and(|offer| offer.knows_birthdays)
    }

    /// Where whoever has a booking goes on.
    pub(super) fn checks_in(&self) -> Step {
        if self.knows_birthdays() { Step::How } else { Step::Code { typed: String::new() } }
    }

    /// Where whoever types a code came from.
    pub(super) fn before_code(&self) -> Step {
        if self.knows_birthdays() { Step::How } else { Step::Home }
    }

    pub(super) fn touched_how(&mut self, touch: Touch) {
        self.step = match touch {
            Touch::EnterCode => Step::Code { typed: String::new() },
            Touch::ByHeart => Step::Digits { of: Known::Clock, typed: String::new(), clock: String::new() },
            Touch::Back => Step::Home,
            _ => return,
        };
    }

    pub(super) fn touched_digits(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        let Step::Digits { of, mut typed, clock } = std::mem::replace(&mut self.step, Step::Home) else {
            return;
        };
        match touch {
            Touch::Key(digit) if digit.is_ascii_digit() && typed.len() < DIGITS => typed.push(digit),
            Touch::EraseKey => {
                typed.pop();
            }
            Touch::SubmitCode if typed.len() == DIGITS && of == Known::Clock => {
                self.step = Step::Digits { of: Known::Birthday, typed: String::new(), clock: typed };
                return;
            }
            Touch::SubmitCode if typed.len() == DIGITS => {
                let act = Act::CheckInByBirthday(self.known(&clock, &typed));
                // What was typed is not kept: both are asked for once more.
                return self.ask(act, effects);
            }
            Touch::Back if of == Known::Birthday => {
                self.step = Step::Digits { of: Known::Clock, typed: clock, clock: String::new() };
                return;
            }
            Touch::Back => return self.step = Step::How,
            _ => {}
        }
        self.step = Step::Digits { of, typed, clock };
    }

    fn known(&self, clock: &str, birthday: &str) -> CheckInByBirthday {
        let ((hour, minute), (day, month)) = (clock.split_at(DIGITS / 2), birthday.split_at(DIGITS / 2));
        // Two digits are a number; whether it is a day, the hub says.
        let number = |digits: &str| digits.parse().unwrap_or(0);
        CheckInByBirthday {
            clock: format!("{hour}:{minute}"),
            day: number(day),
            month: number(month),
            language: Some(self.language().code.to_owned()),
            needs: self.needs(),
        }
    }
}
