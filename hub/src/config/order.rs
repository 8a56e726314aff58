//! The numbers of a site's order of calling, as they stand in its file.

use chrono::TimeDelta;
use serde::Deserialize;

use super::{Mistake, Source};
use crate::desk::KIOSK_NUMBERS_A_MINUTE;

/// The numbers of the order of calling, in minutes and counts; `queue::OrderRules` says what each does.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrderConfig {
    pub lateness_grace_minutes: u32,
    pub early_minutes: u32,
    pub share_one_in: u32,
    pub booking_delay_max_minutes: u32,
    pub absent_lock_minutes: u32,
    pub returns_max: u32,
    pub recalls_max: u32,
    pub high_is_earlier_minutes: u32,
    pub low_is_later_minutes: u32,
    pub further_person_percent: u32,
    pub draw_before_opening_minutes: u32,
    /// Kiosks give the last number this long before the doors close.
    pub last_draw_before_closing_minutes: u32,
    pub refuses_who_would_wait_in_vain: bool,
    /// A kiosk gives out so many numbers within a minute at most.
    pub kiosk_numbers_a_minute: u32,
    /// A free counter whose page is closed is itself closed after this long; 0 keeps it open.
    pub unattended_minutes: u32,
}

impl Default for OrderConfig {
    fn default() -> Self {
        let rules = queue::OrderRules::default();
        let minutes = |delta: TimeDelta| delta.num_minutes() as u32;
        OrderConfig {
            lateness_grace_minutes: minutes(rules.lateness_grace),
            early_minutes: minutes(rules.early),
            share_one_in: rules.share_one_in,
            booking_delay_max_minutes: minutes(rules.booking_delay_max),
            absent_lock_minutes: minutes(rules.absent_lock),
            returns_max: rules.returns_max,
            recalls_max: rules.recalls_max,
            high_is_earlier_minutes: minutes(rules.high_is_earlier),
            low_is_later_minutes: minutes(rules.low_is_later),
            further_person_percent: rules.further_person_percent,
            draw_before_opening_minutes: minutes(rules.draw_before_opening),
            last_draw_before_closing_minutes: minutes(rules.last_draw_before_closing),
            refuses_who_would_wait_in_vain: rules.refuses_who_would_wait_in_vain,
            kiosk_numbers_a_minute: KIOSK_NUMBERS_A_MINUTE,
            // Longer than a computer takes to start again, shorter than a visitor's patience.
            unattended_minutes: 5,
        }
    }
}

impl OrderConfig {
    pub(super) fn check(&self, source: &Source) -> Result<(), Mistake> {
        if self.share_one_in < 2 {
            return Err(
                source.mistake("share_one_in", "must be at least 2, or bookings would never be called")
            );
        }
        if self.kiosk_numbers_a_minute == 0 {
            return Err(
                source.mistake("kiosk_numbers_a_minute", "must be at least 1, or kiosks are of no use")
            );
        }
        Ok(())
    }

    /// What the queue needs of them.
    pub(super) fn rules(&self) -> queue::OrderRules {
        let minutes = |minutes: u32| TimeDelta::minutes(minutes.into());
        queue::OrderRules {
            lateness_grace: minutes(self.lateness_grace_minutes),
            early: minutes(self.early_minutes),
            share_one_in: self.share_one_in,
            booking_delay_max: minutes(self.booking_delay_max_minutes),
            absent_lock: minutes(self.absent_lock_minutes),
            returns_max: self.returns_max,
            recalls_max: self.recalls_max,
            high_is_earlier: minutes(self.high_is_earlier_minutes),
            low_is_later: minutes(self.low_is_later_minutes),
            further_person_percent: self.further_person_percent,
            draw_before_opening: minutes(self.draw_before_opening_minutes),
            last_draw_before_closing: minutes(self.last_draw_before_closing_minutes),
            refuses_who_would_wait_in_vain: self.refuses_who_would_wait_in_vain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OrderConfig;
    use crate::config::MADE_UP_TOWN;

    /// Whoever argues about a number finds it in the example, with the value it has without a word.
    #[test]
    fn every_number_of_the_order_stands_in_the_example() {
        let (_, section) = MADE_UP_TOWN.split_once("# [site.order]\n").expect("it is shown");
        let section = section.split("\n\n").next().expect("split gives one at least");
        let settings: String =
            section.lines().map(|line| line.trim_start_matches("# ").to_owned() + "\n").collect();
        let shown: OrderConfig = toml::from_str(&settings).expect("it is as it would be without the #");
        assert_eq!(shown, OrderConfig::default());
        // The reader names all it knows when it meets what it does not.
        let known = toml::from_str::<OrderConfig>("nothing = 1").expect_err("no such setting").to_string();
        let (_, known) = known.split_once("expected one of").expect("it lists them");
        for name in known.split('`').skip(1).step_by(2) {
            assert!(settings.contains(&format!("{name} = ")), "{name} is not in the example");
        }
    }
}
