//! How fast one kiosk may give out numbers.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use super::Order;

/// One number each three seconds: the quickest visitor needs five at the screen, and a printer two for
/// the slip. A child, a stuck panel or a stolen token at this pace needs more than eight hours for the
/// 9,999 numbers of a zone, so a service day is never lost to one. Staff draw for whom they see, and are
/// not limited so.
pub const KIOSK_NUMBERS_A_MINUTE: u32 = 20;
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// What the pseudonym of every kiosk begins with.
const KIOSK: &str = "kiosk:";

/// When each kiosk gave out its last numbers. A hub that starts again forgets it, and a kiosk has a
/// minute's numbers once more; nobody is called by it.
#[derive(Debug, Default)]
pub(super) struct Pace {
    given: BTreeMap<(String, String), VecDeque<DateTime<Utc>>>,
}

impl Pace {
    /// Whether whoever asks has had `at_most` numbers within this minute.
    pub fn is_too_fast(&mut self, order: &Order, at_most: u32, now: DateTime<Utc>) -> bool {
        let Some(given) = self.given.get_mut(&whose(order)) else { return false };
        // A clock that was set back must not lock a kiosk up.
        given.retain(|at| *at > now - MINUTE && *at <= now);
        given.len() >= at_most as usize
    }

    pub fn gave(&mut self, order: &Order, now: DateTime<Utc>) {
        if order.actor.starts_with(KIOSK) {
            self.given.entry(whose(order)).or_default().push_back(now);
        }
    }
}

fn whose(order: &Order) -> (String, String) {
    (order.site.clone(), order.actor.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Act;

    #[test]
    fn a_kiosk_has_so_many_numbers_a_minute_and_staff_have_no_limit() {
        let (mut pace, start) = (Pace::default(), DateTime::UNIX_EPOCH);
        let at = |second| start + TimeDelta::seconds(second);
        let by = |actor: &str| Order {
            site: "rathaus".into(),
            actor: actor.into(),
            key: None,
            act: Act::Cancel { booking: calendar::BookingId(1) },
        };
        for second in 0..3 {
            assert!(!pace.is_too_fast(&by("kiosk:eingang"), 3, at(second)));
            pace.gave(&by("kiosk:eingang"), at(second));
            pace.gave(&by("clerk:17"), at(second));
        }
        assert!(pace.is_too_fast(&by("kiosk:eingang"), 3, at(59)));
        assert!(!pace.is_too_fast(&by("kiosk:hof"), 3, at(59)), "another kiosk");
        assert!(!pace.is_too_fast(&by("clerk:17"), 3, at(59)), "staff");
        assert!(!pace.is_too_fast(&by("kiosk:eingang"), 3, at(60)), "the first is a minute ago");
        assert!(!pace.is_too_fast(&by("kiosk:eingang"), 3, at(-600)), "the clock was set back");
    }
}
