//! Browsers in which somebody of the town has logged in before: whoever guesses at the same name from
//! elsewhere must not shut the owner out.
//!
//! The cookie opens nothing. It holds a number that was drawn for the browser and, for each name that proved
//! itself there, a keyed hash of both; no name, and nothing of it is stored here. Visitors and citizens log
//! in nowhere, so they never get one.

use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::session::{cookie, cookie_opening};
use crate::limits::known_as;
use crate::second_factor::Vault;
use crate::store::token_hash;

pub const KNOWN_COOKIE: &str = "__Host-wartemarke-known";
/// Whoever is ill for months logs in as from a new browser, which works as long as nobody attacks.
const LASTS: TimeDelta = TimeDelta::days(180);
/// So many colleagues take turns at one counter; of more, those who logged in last.
const NAMES_MAX: usize = 12;

/// What a browser's cookie says: its number, and who proved themselves on which day.
#[derive(Debug, Clone, Default)]
pub struct Known {
    browser: Option<u64>,
    proofs: Vec<(i32, String)>,
}

impl Known {
    pub fn of(headers: &HeaderMap) -> Known {
        let Some((browser, proofs)) = cookie(headers, KNOWN_COOKIE).and_then(|text| text.split_once('.'))
        else {
            return Known::default();
        };
        let proof = |text: &str| {
            let (day, proof) = text.split_once('-')?;
            Some((day.parse().ok()?, proof.to_owned()))
        };
        let proofs = proofs.split('.').filter_map(proof).take(NAMES_MAX).collect();
        Known { browser: u64::from_str_radix(browser, 16).ok(), proofs }
    }

    /// The browser's number, if this name proved itself there.
    pub fn browser_of(&self, vault: &Vault, name: &str, now: DateTime<Utc>) -> Option<u64> {
        let browser = self.browser?;
        let is_proof = |(day, proof): &(i32, String)| {
            // Hashes are compared, so that how long it takes tells nothing of the proof.
            is_fresh(*day, now)
                && token_hash(proof) == token_hash(&vault.known_browser(browser, *day, &known_as(name)))
        };
        self.proofs.iter().any(is_proof).then_some(browser)
    }

    /// The header by which the browser remembers that this name proved itself now.
    pub fn with(self, vault: &Vault, name: &str, now: DateTime<Utc>) -> HeaderValue {
        let browser = self.browser.unwrap_or_else(rand::random);
        let (today, name) = (now.num_days_from_ce(), known_as(name));
        let proven = (today, vault.known_browser(browser, today, &name));
        let is_others = |(day, proof): &(i32, String)| {
            is_fresh(*day, now) && *proof != vault.known_browser(browser, *day, &name)
        };
        let others = self.proofs.into_iter().filter(is_others).take(NAMES_MAX - 1);
        let proofs = std::iter::once(proven).chain(others).map(|(day, proof)| format!(".{day}-{proof}"));
        let value = format!("{browser:016x}{}", proofs.collect::<String>());
        cookie_opening(KNOWN_COOKIE, &value, LASTS)
    }
}

fn is_fresh(day: i32, now: DateTime<Utc>) -> bool {
    (0..=LASTS.num_days()).contains(&(i64::from(now.num_days_from_ce()) - i64::from(day)))
}
