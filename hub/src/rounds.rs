//! Work beside the requests: a round at a time, on a thread that may wait for the disk or for the server of
//! somebody else. Whoever asks how the hub is hears which of it fails.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tracing::{error, warn};

#[derive(Debug, Clone, Default)]
pub struct Rounds(Arc<Mutex<BTreeSet<&'static str>>>);

impl Rounds {
    /// A round that fails is followed by the next; it ends with one that panics.
    pub async fn keep<E: Display + Send + 'static>(
        self,
        work: &'static str,
        every: Duration,
        round: impl FnMut() -> Result<(), E> + Send + 'static,
    ) {
        let mut turn = tokio::time::interval(every);
        let mut rounds = Some(round);
        while let Some(mut round) = rounds.take() {
            turn.tick().await;
            let done = tokio::task::spawn_blocking(move || {
                let done = round();
                (round, done)
            });
            match done.await {
                Ok((round, Ok(()))) => {
                    self.ailing().remove(work);
                    rounds = Some(round);
                }
                Ok((round, Err(error))) => {
                    warn!(%error, work, "a round failed; the next one comes");
                    self.ailing().insert(work);
                    rounds = Some(round);
                }
                Err(error) => {
                    error!(%error, work, "nothing is done any more");
                    self.ailing().insert(work);
                }
            }
        }
    }

    /// The work whose last round failed, or that is not done any more.
    pub fn failing(&self) -> Vec<&'static str> {
        self.ailing().iter().copied().collect()
    }

    fn ailing(&self) -> MutexGuard<'_, BTreeSet<&'static str>> {
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
}
