//! Letters as they come from a scanner, collected to whole lines.

use std::time::{Duration, Instant};

/// Our longest link has half as many; a QR code can have thousands.
pub const LINE_CHARS_MAX: usize = 256;
/// A scanner sends a code within some hundredths of a second. What was begun and went no further was cut off,
/// and is not the beginning of the next one.
const PAUSE_MAX: Duration = Duration::from_millis(500);

/// Collects letters until a line ends. A line with anything in it that cannot be printed, or with too many
/// letters, is none at all.
#[derive(Debug, Default)]
pub struct Lines {
    begun: String,
    is_spoiled: bool,
    last: Option<Instant>,
}

impl Lines {
    /// One letter more, at `now`; a whole line, where it has ended one.
    pub fn take(&mut self, letter: char, now: Instant) -> Option<String> {
        if self.last.replace(now).is_some_and(|last| now.saturating_duration_since(last) > PAUSE_MAX) {
            self.forget();
        }
        match letter {
            '\r' | '\n' => {
                let (line, is_spoiled) = (std::mem::take(&mut self.begun), self.is_spoiled);
                self.forget();
                let line = line.trim();
                (!is_spoiled && !line.is_empty()).then(|| line.to_owned())
            }
            letter if letter.is_ascii_graphic() || letter == ' ' => {
                match self.begun.len() < LINE_CHARS_MAX {
                    true => self.begun.push(letter),
                    false => self.is_spoiled = true,
                }
                None
            }
            _ => {
                self.is_spoiled = true;
                None
            }
        }
    }

    /// Nothing was begun.
    pub fn forget(&mut self) {
        self.begun.clear();
        self.is_spoiled = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let (mut lines, now) = (Lines::default(), Instant::now());
        text.chars().filter_map(|letter| lines.take(letter, now)).collect()
    }

    #[test]
    fn lines_end_as_scanners_end_them() {
        assert_eq!(lines("7F3C-9AKD\r\nABC\n\r\r 8 \rhalf"), ["7F3C-9AKD", "ABC", "8"]);
    }

    /// A printed code may hold whatever somebody wants to try.
    #[test]
    fn a_line_with_something_strange_in_it_is_none() {
        let strange = "\u{1b}[2J7F3C9AKD\r7F3C\0\r\u{8}7F3C\r7F3Ä\r\u{202e}7F3C\r\tTAB\rFINE\r";
        assert_eq!(lines(strange), ["FINE"]);
    }

    #[test]
    fn what_is_too_long_is_none_and_the_next_one_is_whole() {
        let (longest, longer) = ("A".repeat(LINE_CHARS_MAX), "A".repeat(1_000_000));
        assert_eq!(lines(&format!("{longest}\r{longer}\rB\r")), [longest.as_str(), "B"]);
    }

    #[test]
    fn what_was_cut_off_is_not_the_beginning_of_the_next_one() {
        let (mut lines, now) = (Lines::default(), Instant::now());
        assert_eq!("7F3C\0".chars().filter_map(|letter| lines.take(letter, now)).count(), 0);
        let later = now + PAUSE_MAX + Duration::from_millis(1);
        let told: Vec<String> = "9AKD\r".chars().filter_map(|letter| lines.take(letter, later)).collect();
        assert_eq!(told, ["9AKD"]);
    }
}
