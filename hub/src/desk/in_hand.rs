//! All sites in the hand of somebody who looks something up, while the committer waits.
//!
//! An estimate plays the rest of the day, for each service anew; with the sites in hand every kiosk and
//! counter would wait for that. So each thread knows whether it has them, and whoever estimates asserts that
//! it has not.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::{RwLock, RwLockReadGuard};

use super::Sites;

thread_local! {
    static HANDS_FULL: Cell<u32> = const { Cell::new(0) };
}

/// The sites as they are now, until it is dropped.
pub struct InHand<'a>(RwLockReadGuard<'a, Sites>);

impl InHand<'_> {
    pub(super) fn take(sites: &RwLock<Sites>) -> InHand<'_> {
        let sites = sites.read().expect("the committer does not panic while it writes");
        HANDS_FULL.set(HANDS_FULL.get() + 1);
        InHand(sites)
    }
}

impl Deref for InHand<'_> {
    type Target = Sites;

    fn deref(&self) -> &Sites {
        &self.0
    }
}

impl Drop for InHand<'_> {
    fn drop(&mut self) {
        // A guard of a lock is dropped by the thread that took it.
        HANDS_FULL.set(HANDS_FULL.get() - 1);
    }
}

/// # Panics
/// Where mistakes are looked for, if this thread makes the committer wait just now.
pub fn is_at_leisure() {
    debug_assert!(HANDS_FULL.get() == 0, "nobody estimates with the sites in hand: the committer waits");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_put_the_sites_down_may_estimate() {
        let sites = RwLock::new(Sites::new());
        drop((InHand::take(&sites), InHand::take(&sites)));
        is_at_leisure();
    }

    #[test]
    #[should_panic(expected = "nobody estimates with the sites in hand")]
    fn whoever_has_the_sites_in_hand_may_not() {
        let sites = RwLock::new(Sites::new());
        let _held = InHand::take(&sites);
        is_at_leisure();
    }
}
