//! Playing a row of calls many times, with other times each time.
//!
//! Who is called after whom is known here; how long each visit takes differs from play to play.

use std::sync::LazyLock;

use crate::breaks::REST;
use crate::lines::Seats;

/// Plays of one estimate: enough for a 90th percentile, and few enough to be asked every second.
pub(crate) const PLAYS: usize = 37;

/// Rows of shuffled shares; visits further apart than this may share one.
const ROWS: usize = 3_001;

/// One call, up to the one that is asked for. Times are in seconds from now.
pub(crate) struct Turn {
    /// Where it may be called to.
    pub seats: Seats,
    pub there_from: i64,
    /// How likely it is that somebody comes at all.
    pub show_up: f64,
    /// From the call until the counter calls again, in each play.
    pub lasts: [i64; PLAYS],
}

/// When the last of `turns` is called in one play: whenever a counter is free, it takes the first one who
/// is there and whom it may serve. `free_at` is when each counter is, `rests` when its clerk goes for lunch.
pub(crate) fn played(
    play: usize,
    turns: &[Turn],
    mut free_at: Vec<Option<i64>>,
    mut rests: Vec<Option<i64>>,
) -> i64 {
    let last = turns.len() - 1;
    // Who stays away is as good as called.
    let mut called: Vec<bool> =
        turns.iter().zip(0..).map(|(turn, n)| share(play, n, SHOWS_UP) > turn.show_up).collect();
    let mut first = 0;
    while let Some((at, seat)) = (free_at.iter().zip(0..)).filter_map(|(at, n)| Some(((*at)?, n))).min() {
        if rests[seat].take_if(|rest| *rest <= at).is_some() {
            free_at[seat] = Some(at + REST.num_seconds());
            continue;
        }
        while called[first] && first < last {
            first += 1;
        }
        let may = |n: &usize| !called[*n] && turns[*n].seats & (1 << seat) != 0;
        let Some(next) = (first..=last).find(|n| turns[*n].there_from <= at && may(n)) else {
            free_at[seat] = (first..=last).filter(may).map(|n| turns[n].there_from).min();
            continue;
        };
        if next == last {
            return at;
        }
        called[next] = true;
        free_at[seat] = Some(at + turns[next].lasts[play]);
    }
    0
}

/// What of a visit is drawn: 0 is the time after it, then its matters, and whether anybody comes.
const SHOWS_UP: usize = 7;
const DRAWS_PER_VISIT: usize = 8;

/// Which share of its spread a visit takes in a play: over all plays each visit takes every share
/// once, shuffled in its own way.
pub(crate) fn share(play: usize, visit: usize, drawn: usize) -> f64 {
    static SHUFFLED: LazyLock<Vec<[u8; PLAYS]>> = LazyLock::new(shuffled);
    let row = (visit * DRAWS_PER_VISIT + drawn) % ROWS;
    (f64::from(SHUFFLED[row][play]) + 0.5) / PLAYS as f64
}

/// Xorshift, and Fisher and Yates; always the same. Of two thousand seeds this one makes the first visits
/// agree least with each other: agreeing by chance would make short queues look surer, or less sure,
/// than they are.
fn shuffled() -> Vec<[u8; PLAYS]> {
    let mut chance: u64 = 0x0688_5D4B_BC3F_8D29;
    let mut row = || {
        let mut row = std::array::from_fn(|part| part as u8);
        for end in (1..PLAYS).rev() {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            row.swap(end, (chance % (end as u64 + 1)) as usize);
        }
        row
    };
    (0..ROWS).map(|_| row()).collect()
}
