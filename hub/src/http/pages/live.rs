//! The event stream of a live page: its changing part, and signs of life.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::{Stream, StreamExt, stream};
use tokio_stream::wrappers::IntervalStream;

use crate::pages::ALIVE_EVERY_MS;

/// Waiting times and reasons change by time alone; a page is drawn anew this often, in signs of life.
const DRAW_EVERY: u32 = 6;

enum Beat {
    Changed,
    Alive,
}

/// What a stream of a page needs to know.
pub trait Live: Send + 'static {
    /// What a person must see at once when it changes. Everything else may wait for the next sign
    /// of life: a queue of 200 would otherwise draw 200 phones' pages at every step.
    type Glance: PartialEq + Send;
    fn glance(&self) -> Self::Glance;
    /// The changing part; `None` when there is nothing to show any more.
    fn draw(&self) -> Option<String>;
}

/// The part now, whenever the glance changes, and soon after any other change.
pub fn events<L: Live>(
    changes: impl Stream<Item = u64> + Send + 'static,
    page: L,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let ticks = IntervalStream::new(tokio::time::interval(Duration::from_millis(ALIVE_EVERY_MS.into())));
    let beats = stream::select(changes.map(|_| Beat::Changed), ticks.map(|_| Beat::Alive));
    let watch = Watch { page, shown: None, stale: true, silent_ticks: 0 };
    let told = beats.scan(watch, |watch, beat| {
        let event = watch.hear(beat);
        async move { Some(event) }
    });
    told.filter_map(|event| async move { event.map(Ok) })
}

struct Watch<L: Live> {
    page: L,
    shown: Option<L::Glance>,
    /// Something changed that nobody needs to see at once.
    stale: bool,
    silent_ticks: u32,
}

impl<L: Live> Watch<L> {
    fn hear(&mut self, beat: Beat) -> Option<Event> {
        let glance = self.page.glance();
        let urgent = self.shown.as_ref() != Some(&glance);
        let due = match beat {
            Beat::Changed => {
                self.stale = true;
                urgent
            }
            Beat::Alive => {
                self.silent_ticks += 1;
                urgent || self.stale || self.silent_ticks >= DRAW_EVERY
            }
        };
        if due {
            (self.shown, self.stale, self.silent_ticks) = (Some(glance), false, 0);
            return self.page.draw().map(|part| Event::default().event("live").data(part));
        }
        match beat {
            Beat::Changed => None,
            Beat::Alive => Some(Event::default().event("alive").data("yes")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page whose glance is its first number and whose drawing shows both.
    struct Two(u32, u32);

    impl Live for Two {
        type Glance = u32;
        fn glance(&self) -> u32 {
            self.0
        }
        fn draw(&self) -> Option<String> {
            Some(format!("{} {}", self.0, self.1))
        }
    }

    #[test]
    fn what_matters_is_shown_at_once_and_the_rest_with_the_next_sign_of_life() {
        let mut watch = Watch { page: Two(1, 1), shown: None, stale: true, silent_ticks: 0 };
        assert_eq!(told(&mut watch, Beat::Changed), "live 1 1");
        watch.page.1 = 2;
        assert_eq!(told(&mut watch, Beat::Changed), "");
        assert_eq!(told(&mut watch, Beat::Alive), "live 1 2");
        assert_eq!(told(&mut watch, Beat::Alive), "alive");
        watch.page.0 = 5;
        assert_eq!(told(&mut watch, Beat::Changed), "live 5 2");
    }

    #[test]
    fn a_page_is_drawn_anew_after_a_while_though_nothing_happened() {
        let mut watch = Watch { page: Two(1, 1), shown: Some(1), stale: false, silent_ticks: 0 };
        for _ in 1..DRAW_EVERY {
            assert_eq!(told(&mut watch, Beat::Alive), "alive");
        }
        assert_eq!(told(&mut watch, Beat::Alive), "live 1 1");
        assert_eq!(told(&mut watch, Beat::Alive), "alive");
    }

    fn told(watch: &mut Watch<Two>, beat: Beat) -> String {
        let Some(event) = watch.hear(beat) else { return String::new() };
        let text = format!("{event:?}");
        // WHATWG HTML, 9.2.6: an event without data is heard by no browser.
        assert!(text.contains("data: "), "{text}");
        let words = ["live", "alive", "1 1", "1 2", "5 2"];
        let found = words.into_iter().filter(|word| text.contains(&format!(": {word}\\n")));
        found.collect::<Vec<_>>().join(" ")
    }
}
