//! Free slots of many random towns, compared with an oracle that is slow and simple, and claimed.

use calendar_oracle::{Tally, try_town};

/// Each a town of its own; a failure prints its seed. Many more are `tests/run.sh --long calendars`.
const TOWNS: u64 = 50;
/// Towns in which the two once differed.
const DIFFERED: [u64; 1] = [758];

#[test]
fn what_is_free_is_what_the_rules_say() {
    let mut tally = Tally::default();
    for seed in (1..=TOWNS).chain(DIFFERED) {
        match try_town(seed) {
            Ok(of_town) => tally += of_town,
            Err(wrong) => panic!("{wrong}"),
        }
    }
    assert!(tally.slots > 4_000 && tally.empty > 300, "{tally:?}: these towns test little");
}
