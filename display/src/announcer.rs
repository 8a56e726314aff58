//! When a call is heard: gong and voice, one after the other, and each once again.
//!
//! As a value: what is to be said comes in, and what is to be said now goes out. How it sounds is the
//! speaker's matter, and the words are those of `ui/voice.slint`.

use std::collections::VecDeque;
use std::time::Duration;

use crate::board::Called;

/// A call is said once again when this time has passed since it began: whoever looked up at the first is
/// listening now.
pub const AGAIN_AFTER_MS: u64 = 8_000;
/// Of silence between any two sounds.
pub const PAUSE_MS: u64 = 1_000;
/// What could not be said again by then is left: others are called, and the number stands on the wall.
const AGAIN_LATE_MAX: Duration = Duration::from_secs(30);
/// Calls that wait to be said. More are not heard in time; they stand on the wall all the same.
const WAITING_MAX: usize = 12;
/// How often we look whether a sound has ended.
const LOOK_EVERY: Duration = Duration::from_millis(200);

const AGAIN_AFTER: Duration = Duration::from_millis(AGAIN_AFTER_MS);
const PAUSE: Duration = Duration::from_millis(PAUSE_MS);

/// What is said in one go, after one gong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    /// Several after the line was cut, otherwise one.
    Calls(Vec<Called>),
    /// What everybody must know at once, in the town's words.
    Emergency(String),
}

#[derive(Debug, Default)]
pub struct Announcer {
    waiting: VecDeque<Announcement>,
    again: VecDeque<(Duration, Announcement)>,
    /// When something was heard last.
    heard: Option<Duration>,
    says_again: bool,
}

impl Announcer {
    /// Without a voice nothing is said again: a second gong would mean that somebody else is called.
    pub fn new(speaks: bool) -> Self {
        Announcer { says_again: speaks, ..Announcer::default() }
    }

    pub fn calls(&mut self, called: Vec<Called>) {
        if called.is_empty() {
            return;
        }
        // The newest call of a number counts, and where it leads.
        for Called { number, .. } in &called {
            self.waiting.iter_mut().for_each(|waits| waits.leaves_out(number));
            self.again.iter_mut().for_each(|(_, waits)| waits.leaves_out(number));
        }
        self.waiting.retain(|waits| !waits.is_empty());
        self.again.retain(|(_, waits)| !waits.is_empty());
        while self.waiting.len() >= WAITING_MAX {
            // The oldest goes; an emergency never does.
            let oldest = self.waiting.iter().position(|waits| matches!(waits, Announcement::Calls(_)));
            let Some(oldest) = oldest else { break };
            self.waiting.remove(oldest);
        }
        self.waiting.push_back(Announcement::Calls(called));
    }

    /// Before everything that waits, and in place of the one before. Without words it is over, and nobody
    /// hears of it any more.
    pub fn emergency(&mut self, words: Option<String>) {
        self.waiting.retain(|waits| matches!(waits, Announcement::Calls(_)));
        self.again.retain(|(_, waits)| matches!(waits, Announcement::Calls(_)));
        if let Some(words) = words {
            self.waiting.push_front(Announcement::Emergency(words));
        }
    }

    /// What is to be said at `now`, if the speaker is silent.
    pub fn next(&mut self, now: Duration, is_sounding: bool) -> Option<Announcement> {
        if is_sounding {
            self.heard = Some(now);
            return None;
        }
        if self.heard.is_some_and(|heard| now < heard + PAUSE) {
            return None;
        }
        // Nobody is called a second time while somebody waits for the first.
        let first = self.waiting.pop_front().inspect(|said| {
            if self.says_again {
                self.again.push_back((now + AGAIN_AFTER, said.clone()));
            }
        });
        let said = first.or_else(|| {
            self.again.retain(|(due, _)| now < *due + AGAIN_LATE_MAX);
            let is_due = self.again.front().is_some_and(|(due, _)| *due <= now);
            if is_due { self.again.pop_front().map(|(_, said)| said) } else { None }
        })?;
        self.heard = Some(now);
        Some(said)
    }

    /// When to ask for the next although nobody was called.
    pub fn next_deadline(&self, now: Duration, is_sounding: bool) -> Option<Duration> {
        if is_sounding {
            return Some(now + LOOK_EVERY);
        }
        let first = self.waiting.front().map(|_| now);
        let due = first.or_else(|| self.again.front().map(|(due, _)| *due))?;
        Some(self.heard.map_or(due, |heard| due.max(heard + PAUSE)))
    }
}

impl Announcement {
    fn leaves_out(&mut self, number: &str) {
        if let Announcement::Calls(calls) = self {
            calls.retain(|call| call.number != number);
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Announcement::Calls(calls) if calls.is_empty())
    }
}

#[cfg(test)]
#[path = "announcer_tests.rs"]
mod tests;
