//! How fast one kiosk may give out numbers and appointments.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use super::orders::refused;
use super::{Act, NotDone, Order};
use crate::config::Site;

/// One number each three seconds: the quickest visitor needs five at the screen, and a printer two for
/// the slip. A child, a stuck panel or a stolen token at this pace needs more than eight hours for the
/// 9,999 numbers of a zone, so a service day is never lost to one. Staff draw for whom they see, and are
/// not limited so.
pub const KIOSK_NUMBERS_A_MINUTE: u32 = 20;
/// One appointment a minute: five screens are read before it. Nobody is asked for a name there, so this is
/// what keeps a child from booking up the week. A visit of several people counts as one for each, and for
/// each matter: after a family of ten the kiosk books nothing for ten minutes, and says so.
pub const KIOSK_BOOKINGS_IN_TEN_MINUTES: u32 = 10;
/// What the pseudonym of every kiosk begins with.
const KIOSK: &str = "kiosk:";

/// What a kiosk gives out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    Number,
    Booking,
}

impl Given {
    /// What an act gives out that a kiosk has only so many of at a time.
    pub fn by(act: &Act) -> Option<Given> {
        use queue::Command::{CheckIn, Draw};
        match act {
            Act::Queue(Draw { .. } | CheckIn { .. }) | Act::CheckIn { .. } => Some(Given::Number),
            Act::QueueBeside { command: Draw { .. } | CheckIn { .. }, .. } => Some(Given::Number),
            Act::Book { .. } => Some(Given::Booking),
            _ => None,
        }
    }

    pub fn at_most(self, site: &Site) -> u32 {
        match self {
            Given::Number => site.order.kiosk_numbers_a_minute,
            Given::Booking => KIOSK_BOOKINGS_IN_TEN_MINUTES,
        }
    }

    pub fn too_many(self) -> NotDone {
        match self {
            Given::Number => refused("too-many-tickets", "this kiosk has given out many numbers in a minute"),
            Given::Booking => refused("too-many-bookings", "many times were booked at this kiosk just now"),
        }
    }

    fn counted_within(self) -> TimeDelta {
        match self {
            Given::Number => TimeDelta::minutes(1),
            Given::Booking => TimeDelta::minutes(10),
        }
    }
}

/// When each kiosk gave out its last ones. A hub that starts again forgets it, and a kiosk has as many
/// once more; nobody is called by it.
#[derive(Debug, Default)]
pub(super) struct Pace {
    given: BTreeMap<(Given, String, String), VecDeque<DateTime<Utc>>>,
}

impl Pace {
    /// Whether whoever asks has had `at_most` of them lately.
    pub fn is_too_fast(&mut self, what: Given, order: &Order, at_most: u32, now: DateTime<Utc>) -> bool {
        let Some(given) = self.given.get_mut(&whose(what, order)) else { return false };
        // A clock that was set back must not lock a kiosk up.
        given.retain(|at| *at > now - what.counted_within() && *at <= now);
        given.len() >= at_most as usize
    }

    pub fn gave(&mut self, what: Given, order: &Order, now: DateTime<Utc>) {
        if order.actor.starts_with(KIOSK) {
            let given = self.given.entry(whose(what, order)).or_default();
            given.extend(std::iter::repeat_n(now, count(&order.act)));
        }
    }
}

/// How many it gives out at once.
fn count(act: &Act) -> usize {
    match act {
        Act::Book { wish, .. } => wish.matters.iter().map(|matter| usize::from(matter.persons)).sum(),
        _ => 1,
    }
}

fn whose(what: Given, order: &Order) -> (Given, String, String) {
    (what, order.site.clone(), order.actor.clone())
}

#[cfg(test)]
mod tests {
    use super::Given::{Booking, Number};
    use super::*;

    #[test]
    fn a_kiosk_has_so_many_numbers_a_minute_and_staff_have_no_limit() {
        let (mut pace, start) = (Pace::default(), DateTime::UNIX_EPOCH);
        let at = |second| start + TimeDelta::seconds(second);
        for second in 0..3 {
            assert!(!pace.is_too_fast(Number, &by("kiosk:eingang"), 3, at(second)));
            pace.gave(Number, &by("kiosk:eingang"), at(second));
            pace.gave(Number, &by("clerk:17"), at(second));
        }
        assert!(pace.is_too_fast(Number, &by("kiosk:eingang"), 3, at(59)));
        assert!(!pace.is_too_fast(Booking, &by("kiosk:eingang"), 3, at(59)), "bookings are counted apart");
        assert!(!pace.is_too_fast(Number, &by("kiosk:hof"), 3, at(59)), "another kiosk");
        assert!(!pace.is_too_fast(Number, &by("clerk:17"), 3, at(59)), "staff");
        assert!(!pace.is_too_fast(Number, &by("kiosk:eingang"), 3, at(60)), "the first is a minute ago");
        assert!(!pace.is_too_fast(Number, &by("kiosk:eingang"), 3, at(-600)), "the clock was set back");
    }

    #[test]
    fn bookings_of_a_kiosk_are_counted_for_ten_minutes() {
        let (mut pace, start) = (Pace::default(), DateTime::UNIX_EPOCH);
        let at = |second| start + TimeDelta::seconds(second);
        pace.gave(Booking, &by("kiosk:eingang"), at(0));
        assert!(pace.is_too_fast(Booking, &by("kiosk:eingang"), 1, at(599)));
        assert!(!pace.is_too_fast(Booking, &by("kiosk:eingang"), 1, at(600)));
    }

    /// Nobody is turned away for being many, and nobody goes on so.
    #[test]
    fn a_visit_of_several_people_counts_as_many() {
        let (mut pace, now) = (Pace::default(), DateTime::UNIX_EPOCH);
        let matter = |service: &str, persons| calendar::wish::Matter { service: service.into(), persons };
        let matters = vec![matter("ausweis", 3), matter("wohnsitz", 1)];
        let wish = calendar::Wish { matters, ..calendar::Wish::of("", calendar::wish::Channel::Kiosk) };
        let claim = calendar::bookings::Claim::Confirm;
        let act = Act::Book { wish, starts_at: now, claim, contact: None };
        let group = Order { act, ..by("kiosk:eingang") };
        assert!(!pace.is_too_fast(Booking, &group, 4, now));
        pace.gave(Booking, &group, now);
        assert!(!pace.is_too_fast(Booking, &group, 5, now));
        assert!(pace.is_too_fast(Booking, &group, 4, now));
    }

    fn by(actor: &str) -> Order {
        Order {
            site: "rathaus".into(),
            actor: actor.into(),
            key: None,
            act: Act::Calendar(calendar::Command::Return { absence: calendar::bookings::AbsenceId(1) }),
        }
    }
}
