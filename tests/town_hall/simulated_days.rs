//! Two thousand simulated days, and nothing that must never happen has happened.

use town_hall::mutants::{MUTANTS, sources};
use town_hall::simulation::{VISITORS_MAX, simulate_all};

/// A minute and a half of one processor; a hundred thousand are `tests/run.sh --long simulate`.
const DAYS: u64 = 2_000;

#[test]
fn two_thousand_days_go_well_whatever_goes_wrong() {
    match simulate_all(1..DAYS + 1, VISITORS_MAX, |_| ()) {
        // Days without visitors, faults or restarts would go well for no reason.
        Ok(sum) => assert!(sum.visitors > 20_000 && sum.faults > 5_000 && sum.restarts > 2_000, "{sum}"),
        Err(failure) => panic!("{failure}"),
    }
}

#[test]
fn every_mutant_can_still_be_planted() {
    for mutant in MUTANTS {
        if let Err(error) = mutant.planted(sources()) {
            panic!("{error:#}");
        }
    }
}
