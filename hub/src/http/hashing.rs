//! Passwords are hashed in turns, whoever asks and for whatever: each takes 19 MiB and a core on
//! purpose, and the hub has other work.

use std::time::Duration;

use tokio::sync::Semaphore;

use super::Refusal;

/// Passwords that are hashed at the same time.
const HASHING_MAX: usize = 2;
/// When a whole town hall begins at eight, everybody gets a turn within this.
const TURN_WITHIN: Duration = Duration::from_secs(10);

/// Does work that hashes a password, on a thread of its own, when its turn has come.
pub async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    static TURNS: Semaphore = Semaphore::const_new(HASHING_MAX);
    let turn = tokio::time::timeout(TURN_WITHIN, TURNS.acquire()).await;
    let turn = turn.map_err(|_| Refusal::too_many())?;
    let hashing = tokio::task::spawn_blocking(move || {
        // Kept to the end of the hashing, also when whoever asked has hung up.
        let _turn = turn;
        work()
    });
    hashing.await.map_err(|_| Refusal::broken())
}
