//! Taking the name from an account that somebody has elsewhere: offered above the form, and left for by a
//! page that leads on.

use askama::Template;

use super::NotFoundPage;
use crate::citizen_account::Outcome;
use crate::pages::language::Language;
use crate::pages::{Site, render};

/// Where a browser comes back to.
pub const ACCOUNT_ANSWER: &str = "/termine/account/answer";

/// The account as a form offers it.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// Somebody can be sent there.
    pub is_there: bool,
    pub label: &'a str,
    /// What became of it, for whoever comes from there.
    pub outcome: Option<Outcome>,
}

/// On the way there.
pub struct AccountLeave<'a> {
    pub language: &'static Language,
    pub label: &'a str,
    pub url: &'a str,
}

#[derive(Template)]
#[template(path = "booking/account_leave.html")]
struct AccountLeavePage<'a> {
    site: &'a Site,
    page: &'a AccountLeave<'a>,
}

pub fn account_leave(site: &Site, page: &AccountLeave) -> String {
    render(&AccountLeavePage { site, page })
}

/// Of a login that was begun in another browser, or too long ago: nobody knows for which form.
pub fn account_lost(site: &Site, language: &'static Language) -> String {
    render(&NotFoundPage { site, language, said: "account-lost", help: "account-lost-help" })
}

impl Account<'_> {
    pub(super) fn says(&self) -> Option<&'static str> {
        Some(match self.outcome? {
            Outcome::Taken => "account-taken",
            Outcome::Nothing => "account-nothing",
            Outcome::Down => "account-down",
            Outcome::Astray => "account-astray",
            Outcome::Refused => "account-refused",
        })
    }

    pub(super) fn is_filled_in(&self) -> bool {
        self.outcome == Some(Outcome::Taken)
    }
}
