//! Work beside the requests: a round at a time, on a thread that may wait for the disk or for the server of
//! somebody else. Whoever asks how the hub is hears which of it fails.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::Notify;
use tracing::{error, warn};

#[derive(Debug, Clone, Default)]
pub struct Rounds(Arc<Mutex<BTreeMap<&'static str, Work>>>);

#[derive(Debug, Clone, Default)]
struct Work {
    fails: bool,
    begun: u64,
    ended: u64,
    called: Arc<Notify>,
}

impl Rounds {
    /// A round that fails is followed by the next; it ends with one that panics.
    pub async fn keep<E: Display + Send + 'static>(
        self,
        work: &'static str,
        every: Duration,
        round: impl FnMut() -> Result<(), E> + Send + 'static,
    ) {
        let called = self.all().entry(work).or_default().called.clone();
        let mut turn = tokio::time::interval(every);
        let mut rounds = Some(round);
        while let Some(mut round) = rounds.take() {
            tokio::select! {
                _ = turn.tick() => {}
                () = called.notified() => {}
            }
            self.with(work, |work| work.begun += 1);
            let done = tokio::task::spawn_blocking(move || {
                let done = round();
                (round, done)
            });
            match done.await {
                Ok((round, Ok(()))) => {
                    self.with(work, |work| work.fails = false);
                    rounds = Some(round);
                }
                Ok((round, Err(error))) => {
                    warn!(%error, work, "a round failed; the next one comes");
                    self.with(work, |work| work.fails = true);
                    rounds = Some(round);
                }
                Err(error) => {
                    error!(%error, work, "nothing is done any more");
                    self.with(work, |work| work.fails = true);
                }
            }
            self.with(work, |work| work.ended += 1);
        }
    }

    /// The work whose last round failed, or that is not done any more.
    pub fn failing(&self) -> Vec<&'static str> {
        self.all().iter().filter(|(_, work)| work.fails).map(|(work, _)| *work).collect()
    }

    /// Has a round begin without waiting for its turn. Returns the number of the first one that begins after
    /// this moment, or nothing where nobody does this work.
    pub fn call(&self, work: &str) -> Option<u64> {
        let all = self.all();
        let work = all.get(work)?;
        work.called.notify_one();
        Some(work.begun + 1)
    }

    /// How many rounds have ended.
    pub fn ended(&self, work: &str) -> u64 {
        self.all().get(work).map_or(0, |work| work.ended)
    }

    fn with(&self, work: &'static str, change: impl FnOnce(&mut Work)) {
        change(self.all().entry(work).or_default());
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<&'static str, Work>> {
        self.0.lock().expect("nobody panics with it in hand")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_round_that_fails_is_followed_by_the_next_and_one_that_panics_by_none() {
        let (count, rounds) = (Arc::new(AtomicU32::new(0)), Rounds::default());
        let (counted, asked) = (count.clone(), rounds.clone());
        let round = move || match counted.fetch_add(1, Ordering::Relaxed) {
            0 => Err("the disk is full"),
            1 => {
                assert_eq!(asked.failing(), ["a test"]);
                Ok(())
            }
            2 => {
                assert!(asked.failing().is_empty());
                Ok(())
            }
            _ => panic!("as a broken one does"),
        };
        rounds.clone().keep("a test", Duration::from_millis(1), round).await;
        assert_eq!(count.load(Ordering::Relaxed), 4);
        assert_eq!(rounds.failing(), ["a test"]);
    }

    #[tokio::test]
    async fn one_that_is_called_begins_before_its_turn() {
        let rounds = Rounds::default();
        assert_eq!(rounds.call("a test"), None);
        let kept =
            tokio::spawn(rounds.clone().keep("a test", Duration::from_secs(3_600), || Ok::<(), String>(())));
        while rounds.ended("a test") == 0 {
            tokio::task::yield_now().await;
        }
        let next = rounds.call("a test").expect("somebody does it");
        while rounds.ended("a test") < next {
            tokio::task::yield_now().await;
        }
        assert_eq!(next, 2);
        kept.abort();
    }
}
