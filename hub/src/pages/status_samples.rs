//! The visitor's page in every state and language, for the laws and for looking at.

use wire::Estimate;
use wire::http::TicketState;

use super::language::{self, Language};
use super::samples;
use super::status::{self, Status};

pub fn pages() -> Vec<(String, String)> {
    let waiting = samples::ticket(TicketState::Waiting);
    let mut next = waiting.clone();
    (next.waiting_before, next.estimate) = (0, Estimate::Minutes { from: 0, to: 3 });
    let mut no_counter = waiting.clone();
    no_counter.estimate = Estimate::NoCounterOpen;
    let mut absent = waiting.clone();
    absent.called_at = Some(samples::at("09:31"));
    [
        ("status-waiting-LANG.html", waiting),
        ("status-next-LANG.html", next),
        ("status-no-counter-LANG.html", no_counter),
        ("status-absent-LANG.html", absent),
        ("status-called-LANG.html", samples::ticket(TicketState::Called)),
        ("status-serving-LANG.html", samples::ticket(TicketState::Serving)),
        ("status-missed-LANG.html", samples::ticket(TicketState::Missed)),
        ("status-finished-LANG.html", samples::ticket(TicketState::Finished)),
        ("status-left-LANG.html", samples::ticket(TicketState::Left)),
    ]
    .map(|(name, ticket)| {
        let page = |language: &'static Language| {
            let can_be_judged = ticket.state == TicketState::Finished;
            let status = Status {
                path: "/T/0123456789ABCDEF",
                language,
                ticket: &ticket,
                can_be_judged,
                zone: samples::ZONE,
            };
            (name.replace("LANG", language.tag), status::page(&samples::site(), &status))
        };
        language::all().iter().map(page).collect::<Vec<_>>()
    })
    .into_iter()
    .flatten()
    .chain(language::all().iter().flat_map(|language| {
        let (site, path) = (samples::site(), "/T/0123456789ABCDEF");
        let ticket = samples::ticket(TicketState::Waiting);
        let can_be_judged = false;
        let status = Status { path, language, ticket: &ticket, can_be_judged, zone: samples::ZONE };
        [
            (format!("status-unknown-{}.html", language.tag), status::unknown(&site, path, language)),
            (format!("status-leave-{}.html", language.tag), status::leave(&site, &status, "k0000001")),
        ]
    }))
    .collect()
}
