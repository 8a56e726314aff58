//! What is held in front of the scanner: a booking of ours, or nothing.
//!
//! Anybody can print a code. Of a link only the code of the booking is taken; where it leads is believed by
//! nobody, and nothing is ever opened.

use super::limits::*;
use super::visit::Step;
use super::{Act, Effect, Given, Paper, Refusal, Session};

/// The code of a booking, in what was scanned: by itself, as people write it, or in the link of its page
/// (`https://…/B/7F3C9AKD/TOKEN`, with a language behind it or not).
fn code_in(scanned: &str) -> Option<String> {
    let scanned = scanned.trim().to_ascii_uppercase();
    if let Some(link) = scanned.strip_prefix("HTTPS://").or_else(|| scanned.strip_prefix("HTTP://")) {
        let mut parts = link.split(['/', '?', '#']).skip(1);
        parts.find(|part| *part == "B")?;
        let code = code(parts.next()?)?;
        // A link without its token is none of ours.
        return parts
            .next()
            .is_some_and(|token| token.len() == TOKEN_CHARS && is_ours(token))
            .then_some(code);
    }
    code(&scanned)
}

/// Eight letters of our alphabet, with a hyphen or blanks between them or not.
fn code(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|letter| !matches!(letter, '-' | ' ')).collect();
    (code.len() == CODE_CHARS && is_ours(&code)).then_some(code)
}

fn is_ours(text: &str) -> bool {
    text.chars().all(|letter| CODE_ALPHABET.contains(letter))
}

impl Session {
    /// Whoever holds their code in front of the scanner has come for that, wherever they are.
    pub(super) fn scanned(&mut self, scanned: &str, effects: &mut Vec<Effect>) {
        let last = self.last_scan.as_ref().filter(|(last, _)| last == scanned).map(|(_, at)| *at);
        if last.is_some_and(|at| self.now < at + SAME_SCAN_APART) {
            // It lies there.
            self.last_scan = Some((scanned.to_owned(), self.now));
            return;
        }
        let code = code_in(scanned);
        let is_too_soon = self.scanned_at.is_some_and(|at| self.now < at + SCANS_APART);
        if is_too_soon || !self.may_scan(code.as_deref()) {
            return;
        }
        // A code that counts stops what is said as a key does, and no other.
        let is_said = self.ears.are_used() || self.still_there().is_some();
        effects.extend(is_said.then_some(Effect::Hush));
        self.last_scan = Some((scanned.to_owned(), self.now));
        self.scanned_at = Some(self.now);
        let was_left = !self.ears.are_used() && self.now >= self.felt_at + LEFT_AFTER;
        if matches!(self.step, Step::Issued { .. }) || was_left {
            // That was somebody else, with wishes of their own.
            self.rest();
        }
        self.felt_at = self.now;
        self.touched_at = Some(self.now);
        self.overlay = None;
        match code {
            Some(code) => self.looks_up(code, effects),
            None => {
                self.step = Step::Refused { refusal: Refusal::NoBooking, typed: None, since: self.now };
            }
        }
    }

    fn may_scan(&self, code: Option<&str>) -> bool {
        let settled = self.now >= self.shown_at + NUMBER_SETTLES;
        match &self.step {
            // One thing after the other; and a number that is nowhere else stays until somebody has read it.
            Step::Asking(_) | Step::NotReached { .. } => false,
            // A slip has a code too, and passes the scanner in the hand that takes it; and whoever hears
            // their number hears it to its end.
            Step::Issued { paper, given, .. } => {
                let own = match given {
                    Given::Booking { booking, .. } => code_in(&booking.code),
                    Given::Number(_) => None,
                };
                let is_another = code.is_some() && code != own.as_deref();
                *paper == Paper::Printed && settled && is_another && !self.ears.are_used()
            }
            Step::Refused { refusal: Refusal::TooManyCodes | Refusal::NotByHeart, .. } => false,
            // What is no booking of ours is said where somebody might mean one, and disturbs nobody else.
            Step::Start { .. } | Step::Home | Step::How | Step::Code { .. } => self.reaches_the_hub(),
            Step::Refused { .. } => self.reaches_the_hub(),
            _ => code.is_some() && self.reaches_the_hub(),
        }
    }

    fn reaches_the_hub(&self) -> bool {
        self.takes_codes() && !self.hub_is_away()
    }

    /// How many were wrong decides what is said of one more. Going back to the first screen makes nobody
    /// another visitor; time does.
    pub(super) fn counts_wrong_code(&mut self, by_heart: bool) -> Refusal {
        if self.now >= self.wrong_code_at + WRONG_CODES_FORGOTTEN {
            self.wrong_codes = 0;
        }
        (self.wrong_codes, self.wrong_code_at) = (self.wrong_codes + 1, self.now);
        match (self.wrong_codes >= WRONG_CODES_MAX, by_heart) {
            (false, false) => Refusal::CodeUnknown,
            (false, true) => Refusal::NoneByHeart,
            (true, false) => Refusal::TooManyCodes,
            (true, true) => Refusal::NotByHeart,
        }
    }

    /// What is typed and what is scanned goes the same way.
    pub(super) fn looks_up(&mut self, code: String, effects: &mut Vec<Effect>) {
        match self.offer().is_some_and(|offer| offer.keeps_bookings) {
            true => self.ask(Act::Look { code }, effects),
            false => self.check_in(code, effects),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_what_is_printed_and_mailed() {
        let token = "ABCDEFGHJKMNPQRSTVWXYZ0123";
        for scanned in [
            "7F3C9AKD".to_owned(),
            "7f3c-9akd".into(),
            " 7F3C 9AKD ".into(),
            format!("HTTPS://TERMINE.MUSTERSTADT.DE/B/7F3C9AKD/{token}"),
            format!("https://termine.musterstadt.de/b/7f3c9akd/{token}/uk"),
            format!("http://127.0.0.1:8080/stadt/B/7F3C9AKD/{token}?x=1#y"),
        ] {
            assert_eq!(code_in(&scanned).as_deref(), Some("7F3C9AKD"), "{scanned}");
        }
    }

    #[test]
    fn whatever_else_somebody_prints_is_nothing() {
        for scanned in [
            "",
            "7F3C9AK",
            "7F3C9AKDX",
            "7F3C9AKU",
            "4006381333931",
            "https://termine.musterstadt.de/T/ABCDEFGHJKMNPQRSTVWXYZ0123",
            "https://termine.musterstadt.de/B/7F3C9AKD",
            "https://termine.musterstadt.de/B/7F3C9AKD/../../desk",
            "https://termine.musterstadt.de/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ012U",
            "javascript:7F3C9AKD",
            "WIFI:S:rathaus;T:WPA;P:7F3C9AKD;;",
            "'; drop table booking; --",
        ] {
            assert_eq!(code_in(scanned), None, "{scanned}");
        }
    }
}
