//! The visitor's page behind the code on the slip. It knows a number and nothing of the person.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{TicketState, TicketStatus};

use super::booking::address_of;
use super::language::{Language, Sentence};
use super::{Site, filters, render};

#[derive(Clone, Copy)]
pub struct Status<'a> {
    /// Of this page: `/T/` and the token. Below it, by its tag, each language, and below that `/live` the
    /// changing part and `/events` the stream.
    pub path: &'a str,
    pub language: &'static Language,
    pub ticket: &'a TicketStatus,
    /// The visit is over, and the visitor is asked how it was.
    pub can_be_judged: bool,
    /// Times are shown in this one.
    pub zone: Tz,
    /// Of the act that the page offers; fresh for every rendering.
    pub key: &'a str,
    /// The time that was offered is somebody else's by now.
    pub is_taken: bool,
}

impl Status<'_> {
    fn clock(&self, at: &DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%H:%M").to_string()
    }

    /// Orders what the page was sent: what happened, and the estimate by the minute.
    fn version(&self) -> String {
        let TicketStatus { epoch, sequence, at, .. } = self.ticket;
        format!("{epoch}.{sequence}.{}", at.timestamp() / 60)
    }

    fn live_path(&self) -> String {
        format!("{}/{}", self.path, self.language.tag)
    }

    /// Where whoever goes home says so.
    fn leave_path(&self) -> String {
        format!("{}/leave", self.live_path())
    }

    /// Where whoever wants the freed time says so.
    fn take_path(&self) -> String {
        format!("{}/take", self.live_path())
    }

    /// As the form of an offer names a time.
    fn address(&self, at: &DateTime<Utc>) -> String {
        address_of(*at)
    }

    fn appointment(&self, at: &DateTime<Utc>) -> Sentence {
        self.language.clock(at.with_timezone(&self.zone).time())
    }

    /// Where visitors say how it was.
    fn judge_path(&self) -> String {
        format!("{}/feedback", self.live_path())
    }

    /// There is a place to be given up. Of a newer hub's states we know nothing.
    pub fn can_leave(&self) -> bool {
        matches!(self.ticket.state, TicketState::Waiting | TicketState::Called)
    }

    /// The first in line, unless nobody can call them.
    fn is_next(&self) -> bool {
        self.ticket.waiting_before == 0 && self.ticket.estimate != Estimate::NoCounterOpen
    }

    /// Whoever is called or served has a counter; an older hub may not say which.
    fn counter(&self) -> &str {
        self.ticket.counter.as_deref().unwrap_or("–")
    }

    /// The call, for a voice.
    fn aloud(&self) -> Sentence {
        self.language.call(&self.ticket.number, self.counter(), self.ticket.stays_seated)
    }

    /// The class of the page's card.
    fn look(&self) -> &'static str {
        match self.ticket.state {
            TicketState::Waiting => "status--waiting",
            TicketState::Called => "status--called",
            TicketState::Serving | TicketState::Missed | TicketState::Unknown => "",
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

/// Whether the visitor means it.
pub fn leave(site: &Site, status: &Status) -> String {
    render(&Leave { site, status })
}

/// Nobody's link or code, or that of another day. `path` is where the languages are to be found.
pub fn unknown(site: &Site, path: &str, language: &'static Language) -> String {
    render(&Unknown { site, path, language })
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

#[derive(Template)]
#[template(path = "status_leave.html")]
struct Leave<'a> {
    site: &'a Site,
    status: &'a Status<'a>,
}

#[derive(Template)]
#[template(path = "status_unknown.html")]
struct Unknown<'a> {
    site: &'a Site,
    path: &'a str,
    language: &'static Language,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{language, samples};

    #[test]
    fn who_did_not_come_reads_that_it_was_their_turn() {
        let waits = samples::ticket(TicketState::Waiting);
        let html = text(&TicketStatus { called_at: Some(samples::at("09:31")), ..waits.clone() });
        shows(&html, "Wir haben Sie um 10:31 Uhr aufgerufen, aber nicht angetroffen.");
        shows(&html, "Wir rufen Sie noch einmal auf.");
        assert!(!html.contains("Sie sind noch nicht dran."), "one thing is said: {html}");
        assert!(!text(&waits).contains("aufgerufen"));
    }

    #[test]
    fn a_visitor_reads_where_they_stand() {
        let html = text(&samples::ticket(TicketState::Waiting));
        shows(&html, "A047");
        shows(&html, "Sie sind noch nicht dran.");
        shows(&html, "<dd>4 Personen</dd>");
        shows(&html, "<dd>etwa 10 bis 18 Minuten</dd>");
        shows(&html, "<time datetime=\"2026-03-11T09:42:00Z\">Stand: 10:42 Uhr</time>");
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
            let html = page(&samples::site(), &status(&ticket, language::german()));
            assert_eq!(!html.contains("sse-connect=\"/T/X/de/events\""), over, "{state:?}\n{html}");
            assert_eq!(!html.contains("http-equiv=\"refresh\""), over, "{state:?}\n{html}");
            assert_eq!(html.contains("data-over"), over, "{state:?}\n{html}");
        }
    }

    #[test]
    fn only_who_has_a_place_is_asked_whether_to_give_it_up() {
        let link = "href=\"/T/X/de/leave\"";
        shows(&text(&samples::ticket(TicketState::Waiting)), link);
        shows(&text(&samples::ticket(TicketState::Called)), link);
        for over in [TicketState::Serving, TicketState::Missed, TicketState::Finished, TicketState::Left] {
            assert!(!text(&samples::ticket(over)).contains("/leave"), "{over:?}");
        }
    }

    #[test]
    fn a_freed_time_is_offered_by_a_button() {
        let waits = samples::ticket(TicketState::Waiting);
        assert!(!text(&waits).contains("<form"));
        let html = text(&TicketStatus { freed_at: Some(samples::at("09:45")), ..waits.clone() });
        shows(&html, "Um 10:45 Uhr ist ein Termin frei geworden. Möchten Sie ihn nehmen?");
        shows(&html, "<form method=\"post\" action=\"/T/X/de/take\"");
        shows(&html, "name=\"key\" value=\"k0000001\"");
        shows(&html, "name=\"at\" value=\"2026-03-11T0945Z\"");
        let has_it = TicketStatus { appointment_at: Some(samples::at("09:45")), ..waits.clone() };
        shows(&text(&has_it), "<dt>Ihr Termin</dt><dd>10:45 Uhr</dd>");
        let gone = Status { is_taken: true, ..status(&waits, language::german()) };
        shows(&page(&samples::site(), &gone), "jemand anderes genommen. Ihr Platz");
    }

    #[test]
    fn only_whose_visit_is_over_is_asked_how_it_was() {
        let link = "href=\"/T/X/de/feedback\"";
        shows(&text(&samples::ticket(TicketState::Finished)), link);
        assert!(!text(&samples::ticket(TicketState::Serving)).contains("/feedback"));
    }

    #[test]
    fn whoever_is_fetched_stays_where_they_sit() {
        let called = TicketStatus { stays_seated: true, ..samples::ticket(TicketState::Called) };
        let html = text(&called);
        shows(&html, "data-say>Bitte bleiben Sie sitzen. Wir kommen zu Ihnen.</p>");
        shows(&html, "data-title=\"Bitte bleiben Sie sitzen. Wir kommen zu Ihnen.\"");
        shows(&html, "data-aloud=\"Nummer A 47: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.\"");
        assert!(!html.contains("Schalter"), "{html}");
        for tag in ["en", "ar", "fr"] {
            let language = language::named(tag).expect("we have it");
            let page = page(&samples::site(), &status(&called, language));
            shows(&page, &language.say("stay-seated").to_string());
            assert!(!page.contains(&language.say("please-go-to").to_string()), "{page}");
        }
    }

    #[test]
    fn only_a_call_makes_the_phone_vibrate() {
        shows(&text(&samples::ticket(TicketState::Called)), "data-called=\"3\"");
        assert!(!text(&samples::ticket(TicketState::Serving)).contains("data-called"));
    }

    #[test]
    fn every_state_is_said_in_every_language() {
        for (tag, called, waiting) in [
            ("de-x-plain", "Sie sind dran! Gehen Sie zu", "Bitte warten Sie noch."),
            ("en", "Please go to", "about 10 to 18 minutes"),
            ("uk", "Віконце 3", "4 особи"),
            ("ru", "Окно 3", "4 человека"),
            ("tr", "Gişe 3", "4 kişi"),
            ("ar", "الشباك 3", "لم يحن دورك بعد."),
            ("fa", "باجهٔ 3", "4 نفر"),
            ("pl", "Okienko 3", "4 osoby"),
            ("ro", "Ghișeul 3", "4 persoane"),
            ("bg", "Гише 3", "4 души"),
            ("fr", "Guichet 3", "4 personnes"),
        ] {
            let language = language::named(tag).expect("we have it");
            let said = |state| page(&samples::site(), &status(&samples::ticket(state), language));
            let waits = said(TicketState::Waiting);
            shows(&said(TicketState::Called), called);
            shows(&waits, waiting);
            shows(&waits, &format!("<html lang=\"{tag}\" dir=\"{}\">", language.direction));
            shows(&waits, &format!("data-refresh=\"/T/X/{tag}/live\""));
            for state in [TicketState::Missed, TicketState::Finished, TicketState::Left] {
                let sentence = |html: &str| {
                    html.split("data-say>").nth(1).map(|rest| rest.chars().take(20).collect::<String>())
                };
                let (html, german) = (said(state), text(&samples::ticket(state)));
                // Plain German says some of it as German does.
                let differs = sentence(&html) != sentence(&german) || tag == "de-x-plain";
                assert!(sentence(&html).is_some() && differs, "{state:?}: {html}");
            }
        }
    }

    fn status<'a>(ticket: &'a TicketStatus, language: &'static Language) -> Status<'a> {
        let (can_be_judged, key) = (ticket.state == TicketState::Finished, "k0000001");
        Status { path: "/T/X", language, ticket, can_be_judged, zone: samples::ZONE, key, is_taken: false }
    }

    fn estimate(estimate: Estimate, words: &str) {
        let ticket = TicketStatus { estimate, ..samples::ticket(TicketState::Waiting) };
        shows(&text(&ticket), &format!("<dd>{words}</dd>"));
    }

    /// The changing part with runs of white space as one space, as a browser shows it.
    fn text(ticket: &TicketStatus) -> String {
        live(&status(ticket, language::german())).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn shows(html: &str, what: &str) {
        assert!(html.contains(what), "{what:?} is not in\n{html}");
    }
}
