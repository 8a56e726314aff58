//! Two thousand simulated days, and nothing that must never happen has happened.

use town_hall::mutants::{MUTANTS, Workshop, sources, target};
use town_hall::simulation::{VISITORS_MAX, simulate_all};

/// A minute and a half of one processor; a hundred thousand are `tests/run.sh --long simulate`.
const DAYS: u64 = 2_000;

#[test]
fn two_thousand_days_go_well_whatever_goes_wrong() {
    match simulate_all(1..DAYS + 1, VISITORS_MAX, |_| ()) {
        // Days without visitors, faults or restarts would go well for no reason.
        Ok(sum) => {
            assert!(sum.visitors > 20_000 && sum.faults > 5_000 && sum.restarts > 2_000, "{sum}");
            assert!(sum.taken > 200, "{sum}");
        }
        Err(failure) => panic!("{failure}"),
    }
}

/// A few of the mistakes that `tests/run.sh --long mutants` plants: the days would find them.
const HUNTED: [&str; 3] = ["double call", "share off by one", "number counted from those who wait"];

#[test]
fn planted_mistakes_are_found() {
    let workshop = Workshop::opens(&target().join("mutants")).expect("a copy of the sources");
    workshop.finds_nothing_in_the_original().expect("the sources pass their own days");
    for name in HUNTED {
        let mutant = MUTANTS.iter().find(|mutant| mutant.name == name).expect("it is in the table");
        let found = workshop.hunts(mutant).expect("it can be planted and built");
        println!("{name}: {found:?}");
        assert!(found.is_some(), "{name} lives on: {}", mutant.means);
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
