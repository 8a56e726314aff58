//! The visitor's page in every state and language, for the laws and for looking at.

use wire::Estimate;
use wire::http::{TicketState, TicketStatus};

use super::language::{self, Language};
use super::samples;
use super::status::{self, Status};

const PATH: &str = "/T/0123456789ABCDEF";

fn status<'a>(language: &'static Language, ticket: &'a TicketStatus) -> Status<'a> {
    let (can_be_judged, key) = (ticket.state == TicketState::Finished, "k0000001");
    Status { path: PATH, language, ticket, can_be_judged, zone: samples::ZONE, key, is_taken: false }
}

pub fn pages() -> Vec<(String, String)> {
    let waiting = samples::ticket(TicketState::Waiting);
    let mut next = waiting.clone();
    (next.waiting_before, next.estimate) = (0, Estimate::Minutes { from: 0, to: 3 });
    let mut no_counter = waiting.clone();
    no_counter.estimate = Estimate::NoCounterOpen;
    let mut freed = waiting.clone();
    freed.freed_at = Some(samples::at("09:50"));
    let mut taken = waiting.clone();
    taken.appointment_at = Some(samples::at("09:50"));
    let mut absent = waiting.clone();
    absent.called_at = Some(samples::at("09:31"));
    [
        ("status-waiting-LANG.html", waiting),
        ("status-next-LANG.html", next),
        ("status-no-counter-LANG.html", no_counter),
        ("status-freed-LANG.html", freed),
        ("status-taken-LANG.html", taken),
        ("status-absent-LANG.html", absent),
        ("status-called-LANG.html", samples::ticket(TicketState::Called)),
        ("status-serving-LANG.html", samples::ticket(TicketState::Serving)),
        ("status-missed-LANG.html", samples::ticket(TicketState::Missed)),
        ("status-finished-LANG.html", samples::ticket(TicketState::Finished)),
        ("status-left-LANG.html", samples::ticket(TicketState::Left)),
    ]
    .map(|(name, ticket)| {
        let page = |language: &'static Language| {
            let status = status(language, &ticket);
            (name.replace("LANG", language.tag), status::page(&samples::site(), &status))
        };
        language::all().iter().map(page).collect::<Vec<_>>()
    })
    .into_iter()
    .flatten()
    .chain(language::all().iter().flat_map(|language| {
        let (site, ticket) = (samples::site(), samples::ticket(TicketState::Waiting));
        let (status, tag) = (status(language, &ticket), language.tag);
        let gone = Status { is_taken: true, ..status };
        [
            (format!("status-unknown-{tag}.html"), status::unknown(&site, PATH, language)),
            (format!("status-leave-{tag}.html"), status::leave(&site, &status)),
            (format!("status-gone-{tag}.html"), status::page(&site, &gone)),
        ]
    }))
    .collect()
}
