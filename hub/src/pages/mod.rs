//! The web pages: pure functions from what the hub knows to HTML.
//!
//! Routes, cookies and the queue are not here: a handler gathers the values and calls `desk::page`
//! and its like. The words people read live in `hub/pages/templates`, never in Rust.

pub mod about;
#[cfg(test)]
mod about_samples;
pub mod absences;
#[cfg(test)]
mod absences_samples;
pub mod account;
pub mod accounts;
pub mod ask;
pub mod asset;
pub mod audit;
#[cfg(test)]
mod audit_samples;
pub mod bell;
pub mod booking;
#[cfg(test)]
mod booking_samples;
#[cfg(test)]
mod booking_tests;
pub mod bookings;
#[cfg(test)]
mod bookings_samples;
pub mod desk;
pub mod entrance;
pub mod feedback;
mod filters;
pub mod infopoint;
pub mod language;
#[cfg(test)]
mod laws;
pub mod letter;
mod linked_data;
pub mod message;
pub mod news;
pub mod offer;
#[cfg(test)]
mod offer_samples;
#[cfg(test)]
mod samples;
mod spreadsheet;
pub mod statistics;
pub mod status;
#[cfg(test)]
mod status_samples;
pub mod supervisor;
pub mod trouble;
pub mod wall;
#[cfg(test)]
mod wall_samples;

use std::collections::BTreeMap;

use about::Topic;
use askama::Template;
use language::{Language, Sentence};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::config::Statement;

/// The hub says `event: alive` on every page's event stream this often; a page that misses two of
/// them says so and fetches its state. Five seconds are a few bytes a second for 1,000 phones.
pub const ALIVE_EVERY_MS: u32 = 5_000;
/// How often a live page loads itself anew in a browser without script.
pub const REFRESH_WITHOUT_SCRIPT_S: u32 = 15;
pub use crate::store::PASSWORD_CHARS_MIN;
/// Where the pages are, besides `/T/` of the wire.
pub mod path {
    pub const HOME: &str = "/";
    pub const LOGIN: &str = "/login";
    pub const LOGOUT: &str = "/logout";
    /// Off to the provider of the town's own accounts, back from it, and out of it.
    pub const DIRECTORY: &str = "/login/directory";
    pub const DIRECTORY_ANSWER: &str = "/login/directory/answer";
    pub const DIRECTORY_LOGOUT: &str = "/logout/directory";
    /// The second factor of a session that has shown its password.
    pub const LOGIN_CODE: &str = "/login/code";
    /// The own account, and below it the set-up of its second factor.
    pub const ACCOUNT: &str = "/account";
    pub const SECOND_FACTOR: &str = "/account/second-factor";
    /// POST: somebody works at another of their sites.
    pub const ACCOUNT_SITE: &str = "/account/site";
    /// Everybody's accounts; below it, by its number, one of them.
    pub const ACCOUNTS: &str = "/accounts";
    /// Where somebody with a one-time link sets the own password; the token follows.
    pub const INVITATION: &str = "/invitation/";
    pub const DEVICES: &str = "/devices";
    /// The counters to choose from. Below it, for counter `3`: `/desk/3` the page, `/desk/3/live`
    /// its changing part, `/desk/3/events` the stream, `/desk/3/next` and `/desk/3/acts` to POST.
    pub const DESK: &str = "/desk";
    /// Numbers for those who do not use the kiosk.
    pub const INFOPOINT: &str = "/infopoint";
    /// Bookings of a day, for the staff. Below it `new` for whoever calls, and by its number each one.
    pub const BOOKINGS: &str = "/bookings";
    /// Who is away, and when nothing is booked.
    pub const ABSENCES: &str = "/absences";
    /// What the site offers. Below it its forms, the versions before, and the plan as a file.
    pub const OFFER: &str = "/offer";
    /// The emergency bell of whoever sits at no counter.
    pub const BELL: &str = "/bell";
    /// The hall at a glance.
    pub const SUPERVISOR: &str = "/supervisor";
    /// Figures of any days; below it the same to take away.
    pub const STATISTICS: &str = "/statistics";
    pub const STATISTICS_CSV: &str = "/statistics/figures.csv";
    pub const STATISTICS_XLSX: &str = "/statistics/figures.xlsx";
    pub const STATISTICS_BOOKINGS: &str = "/statistics/bookings.csv";
    /// What visitors said of their visits in words; below it how often they said what.
    pub const FEEDBACK: &str = "/statistics/feedback";
    pub const FEEDBACK_CSV: &str = "/statistics/feedback.csv";
    /// Who did what; below it the same to take away, and the check of the seals.
    pub const AUDIT: &str = "/audit";
    pub const AUDIT_CSV: &str = "/audit/entries.csv";
    pub const AUDIT_CHECK: &str = "/audit/check";
    /// GET with `code`: a visitor types the short code of the slip.
    pub const TICKET_BY_CODE: &str = "/ticket";
    /// The calls of a site, for a television; below it the site, and below that the letters of its zones.
    pub const WALL: &str = "/wall";
}

/// Whose pages these are, for head and foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    pub id: String,
    pub town: String,
    pub office: String,
    /// Where the town's website has its own statements.
    pub elsewhere: BTreeMap<Topic, String>,
}

impl Site {
    pub fn of(site: &crate::config::Site) -> Site {
        let link = |topic: Topic| match topic.said_by(&site.statements).map(Statement::of) {
            Some(Statement::Link(link)) => Some((topic, link.to_owned())),
            Some(Statement::Text(_)) | None => None,
        };
        Site {
            id: site.id.clone(),
            town: site.town.clone(),
            office: site.office.clone(),
            elsewhere: Topic::ALL.into_iter().filter_map(link).collect(),
        }
    }

    fn link_to(&self, language: &'static Language, topic: Topic) -> String {
        let here = || about::path_of(language, &self.id, topic.name());
        self.elsewhere.get(&topic).cloned().unwrap_or_else(here)
    }

    /// What stands at the foot of public pages, and where it leads.
    fn foot(&self, language: &'static Language) -> Vec<(Sentence, String)> {
        let topics = Topic::ALL.map(|topic| (language.say(topic.title()), self.link_to(language, topic)));
        let contact = (language.say("foot-contact"), message::path_of(language, &self.id));
        topics.into_iter().chain([contact]).collect()
    }
}

/// Fields as the end of an address, those that are empty left out.
fn query(fields: &[(&str, &str)]) -> String {
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = filled.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

/// What may mean something in an address is encoded.
fn encoded(text: &str) -> PercentEncode<'_> {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');
    utf8_percent_encode(text, PLAIN)
}

fn render(template: &impl Template) -> String {
    template.render().expect("a template writes into a string, and that cannot fail")
}
