//! The visitor's page behind the code on the slip. It knows a number and nothing of the person.

use askama::Template;
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{TicketState, TicketStatus};

use super::{Site, filters, render};

#[derive(Debug, Clone, Copy)]
pub struct Status<'a> {
    /// Of this page (`/T/` and the token). Below it: `/live` the changing part, `/events` the stream.
    pub path: &'a str,
    pub ticket: &'a TicketStatus,
    /// Times are shown in this one.
    pub zone: Tz,
}

impl Status<'_> {
    /// The first in line, unless nobody can call them.
    fn is_next(&self) -> bool {
        self.ticket.waiting_before == 0 && self.ticket.estimate != Estimate::NoCounterOpen
    }

    /// Whoever is called or served has a counter; an older hub may not say which.
    fn counter(&self) -> &str {
        self.ticket.counter.as_deref().unwrap_or("–")
    }

    /// The class of the page's card.
    fn look(&self) -> &'static str {
        match self.ticket.state {
            TicketState::Waiting => "status--waiting",
            TicketState::Called => "status--called",
            TicketState::Serving | TicketState::Missed => "",
            TicketState::Finished | TicketState::Left => "status--over",
        }
    }

    /// Nothing will happen to this ticket any more, so the page stops asking.
    fn is_over(&self) -> bool {
        matches!(self.ticket.state, TicketState::Finished | TicketState::Left)
    }
}

/// The whole page.
pub fn page(site: &Site, status: &Status) -> String {
    render(&Page { site, status })
}

/// The changing part: the data of `event: live`, and the answer to `GET .../live`.
pub fn live(status: &Status) -> String {
    render(&Live { status })
}

#[derive(Template)]
#[template(path = "status_page.html")]
struct Page<'a> {
    site: &'a Site,
    status: &'a Status<'a>,
}

#[derive(Template)]
#[template(path = "status_live.html")]
struct Live<'a> {
    status: &'a Status<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    #[test]
    fn who_did_not_come_reads_that_it_was_their_turn() {
        let waits = samples::ticket(TicketState::Waiting);
        let html = text(&TicketStatus { called_at: Some(samples::at("09:31")), ..waits.clone() });
        shows(&html, "Wir haben Sie um 10:31 Uhr aufgerufen.");
        shows(&html, "Wir rufen Sie noch einmal auf.");
        assert!(!text(&waits).contains("aufgerufen"));
    }

    #[test]
    fn a_visitor_reads_where_they_stand() {
        let html = text(&samples::ticket(TicketState::Waiting));
        shows(&html, "A047");
        shows(&html, "Sie sind noch nicht dran.");
        shows(&html, "<dd>4 Personen</dd>");
        shows(&html, "<dd>etwa 10 bis 18 Minuten</dd>");
        shows(&html, "Stand: <time datetime=\"2026-03-11T09:42:00Z\">10:42 Uhr</time>");
    }

    #[test]
    fn every_state_is_said_in_words() {
        let said = |state| text(&samples::ticket(state));
        shows(
            &said(TicketState::Called),
            "Bitte gehen Sie zu <strong class=\"status__counter\">Schalter 3</strong>",
        );
        shows(&said(TicketState::Serving), "Sie sind an Schalter 3.");
        shows(&said(TicketState::Missed), "Wir haben Sie aufgerufen, aber nicht angetroffen.");
        shows(&said(TicketState::Finished), "Ihr Besuch ist abgeschlossen.");
        shows(&said(TicketState::Left), "Diese Nummer gilt nicht mehr.");
    }

    #[test]
    fn the_estimate_promises_only_what_is_known() {
        estimate(Estimate::Minutes { from: 0, to: 1 }, "etwa 1 Minute");
        estimate(Estimate::Minutes { from: 5, to: 5 }, "etwa 5 Minuten");
        estimate(Estimate::Minutes { from: 0, to: 3 }, "höchstens etwa 3 Minuten");
        estimate(Estimate::NoCounterOpen, "Zurzeit ist kein Schalter geöffnet.");
        estimate(Estimate::Unknown, "noch nicht bekannt");
    }

    #[test]
    fn the_first_in_line_is_told_so_unless_nobody_can_call_them() {
        let mut ticket = samples::ticket(TicketState::Waiting);
        ticket.waiting_before = 0;
        shows(&text(&ticket), "Sie sind bald dran.");
        shows(&text(&ticket), "<dd>niemand</dd>");
        ticket.estimate = Estimate::NoCounterOpen;
        shows(&text(&ticket), "Sie sind noch nicht dran.");
        ticket.waiting_before = 1;
        shows(&text(&ticket), "<dd>1 Person</dd>");
    }

    #[test]
    fn a_page_whose_ticket_is_over_stops_asking() {
        for (state, over) in
            [(TicketState::Waiting, false), (TicketState::Missed, false), (TicketState::Left, true)]
        {
            let ticket = samples::ticket(state);
            let html = page(&samples::site(), &Status { path: "/T/X", ticket: &ticket, zone: samples::ZONE });
            assert_eq!(!html.contains("sse-connect=\"/T/X/events\""), over, "{state:?}\n{html}");
            assert_eq!(!html.contains("http-equiv=\"refresh\""), over, "{state:?}\n{html}");
            assert_eq!(html.contains("data-over"), over, "{state:?}\n{html}");
        }
    }

    #[test]
    fn only_a_call_makes_the_phone_vibrate() {
        shows(&text(&samples::ticket(TicketState::Called)), "data-called=\"3\"");
        assert!(!text(&samples::ticket(TicketState::Serving)).contains("data-called"));
    }

    fn estimate(estimate: Estimate, words: &str) {
        let ticket = TicketStatus { estimate, ..samples::ticket(TicketState::Waiting) };
        shows(&text(&ticket), &format!("<dd>{words}</dd>"));
    }

    /// The changing part with runs of white space as one space, as a browser shows it.
    fn text(ticket: &TicketStatus) -> String {
        live(&Status { path: "/T/X", ticket, zone: samples::ZONE })
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[track_caller]
    fn shows(html: &str, what: &str) {
        assert!(html.contains(what), "{what:?} is not in\n{html}");
    }
}
