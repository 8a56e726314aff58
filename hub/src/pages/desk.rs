//! The clerk's pages: choosing a counter, and the desk at one.
//!
//! A desk is rendered whole for a first visit, as its changing part for the event stream, and as
//! that part with a notice in answer to an act.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::Number;
use wire::http::{DeskQueue, DeskTicket, Problem, Reason, TicketState};

use super::{Site, filters, path, render};

/// Rows of the waiting list. A clerk calls from the first few; the rest is counted. A longer list
/// would be sent to every desk at every change.
pub const ROWS_MAX: usize = 50;

/// What a desk shows.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The clerk's name in the header.
    pub clerk: &'a str,
    pub counter: &'a str,
    /// German names by service id.
    pub services: &'a BTreeMap<String, String>,
    pub queue: &'a DeskQueue,
    pub now: DateTime<Utc>,
    /// Times are shown in this one.
    pub zone: Tz,
    /// Fresh for every rendering and at most 40 characters; each form adds its own ending to it.
    pub key: &'a str,
    /// What was refused just now.
    pub problem: Option<&'a Problem>,
}

impl Desk<'_> {
    pub fn path(&self) -> String {
        counter_path(self.counter)
    }

    /// The ticket at this counter.
    fn current(&self) -> Option<&DeskTicket> {
        self.queue.called.iter().find(|ticket| self.is_here(ticket))
    }

    /// What is open elsewhere, and whatever else is open here.
    fn others(&self) -> Vec<&DeskTicket> {
        let current = self.current().map(|ticket| &ticket.number);
        self.queue.called.iter().filter(|ticket| Some(&ticket.number) != current).collect()
    }

    fn is_here(&self, ticket: &DeskTicket) -> bool {
        ticket.counter.as_deref() == Some(self.counter)
    }

    /// A service that was taken out of the catalogue during the day is shown by its id.
    fn service<'b>(&'b self, ticket: &'b DeskTicket) -> &'b str {
        self.services.get(&ticket.service).unwrap_or(&ticket.service)
    }

    /// Orders what a page was sent: a browser drops what is older than what it shows.
    fn version(&self) -> String {
        format!("{}.{}.{}", self.queue.epoch, self.queue.sequence, self.queue.at.timestamp_millis())
    }

    /// Since the ticket is what it is: waits, was called, or is being served. A clock that was set
    /// back makes that nothing.
    fn minutes(&self, ticket: &DeskTicket) -> i64 {
        self.seconds(ticket) / 60
    }

    fn stopwatch(&self, ticket: &DeskTicket) -> String {
        let seconds = self.seconds(ticket);
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    fn seconds(&self, ticket: &DeskTicket) -> i64 {
        (self.now - ticket.since).num_seconds().max(0)
    }

    fn longest_waiting(&self) -> Option<&DeskTicket> {
        self.queue.waiting.iter().min_by_key(|ticket| ticket.since)
    }

    fn shown(&self) -> &[DeskTicket] {
        &self.queue.waiting[..self.queue.waiting.len().min(ROWS_MAX)]
    }

    fn not_shown(&self) -> usize {
        self.queue.waiting.len() - self.shown().len()
    }
}

/// The whole page.
pub fn page(site: &Site, desk: &Desk) -> String {
    render(&Page { site, desk, swap_notice: false })
}

/// The changing part: the data of `event: live`, and the answer to `GET .../live`.
pub fn live(desk: &Desk) -> String {
    render(&Live { desk })
}

/// The changing part with its notice: the answer to an act that came with `HX-Request`, 200 when
/// it was done and 409 when it was refused.
pub fn answer(desk: &Desk) -> String {
    render(&Answer { desk, swap_notice: true })
}

/// The page on which a clerk chooses a counter.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    pub clerk: &'a str,
    pub counters: &'a [Counter],
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// As written at the counter ("3").
    pub name: String,
    /// Zone or room; may be empty.
    pub place: String,
    pub busy_with: Option<Number>,
}

impl Counter {
    fn path(&self) -> String {
        counter_path(&self.name)
    }
}

pub fn choose(site: &Site, choice: &Choice) -> String {
    render(&Choose { site, desk: choice })
}

/// `/desk/3`. A counter may be called anything, so its name is percent-encoded.
pub fn counter_path(counter: &str) -> String {
    let mut encoded = format!("{}/", path::DESK);
    for byte in counter.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[derive(Template)]
#[template(path = "desk/page.html")]
struct Page<'a> {
    site: &'a Site,
    desk: &'a Desk<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "desk/live.html")]
struct Live<'a> {
    desk: &'a Desk<'a>,
}

#[derive(Template)]
#[template(path = "desk/answer.html")]
struct Answer<'a> {
    desk: &'a Desk<'a>,
    swap_notice: bool,
}

#[derive(Template)]
#[template(path = "desk/choose.html")]
struct Choose<'a> {
    site: &'a Site,
    desk: &'a Choice<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{self, at, called, queue, queue_with, waiting};

    #[test]
    fn every_reason_is_a_sentence_a_clerk_may_read() {
        says(Reason::Appointment { at: at("09:15") }, "Termin um 10:15 Uhr");
        says(Reason::AppointmentLate { minutes: 6 }, "Termin, 6 Minuten zu spät");
        says(Reason::AppointmentLate { minutes: 1 }, "Termin, 1 Minute zu spät");
        says(Reason::AppointmentDelayed { minutes: 12 }, "Termin, 12 Minuten über der Zeit");
        says(Reason::AppointmentEarly { at: at("10:45") }, "Termin erst um 11:45 Uhr");
        says(Reason::Waiting { minutes: 24 }, "Ohne Termin, der Reihe nach");
        says(Reason::WalkInsTurn { minutes: 31 }, "Ohne Termin, jetzt an der Reihe");
        says(Reason::Chosen, "Von Hand ausgewählt");
        says(Reason::Unknown, "Der Reihe nach");
    }

    #[test]
    fn a_free_counter_may_call_and_nothing_else() {
        let html = text(&queue());
        shows(&html, "Ihr Schalter ist frei.");
        offers(&html, &["next"]);
        shows(&html, r#"id="call-A047" aria-label="Aufrufen: A047"> <span"#);
    }

    #[test]
    fn a_called_visitor_may_come_be_called_again_or_stay_away() {
        let html = text(&queue_with(called("A042", "pass", "3", TicketState::Called, 151)));
        shows(&html, r#"<p class="at-counter__number">A042</p>"#);
        shows(&html, "Reisepass beantragen");
        shows(&html, ">2:31</time>");
        offers(&html, &["arrive", "recall", "no-show"]);
        shows(&html, r#"id="next" data-letter="N" disabled"#);
        shows(&html, r#"id="call-A047" aria-label="Aufrufen: A047" disabled"#);
    }

    #[test]
    fn a_visitor_at_the_counter_is_finished() {
        let html = text(&queue_with(called("A042", "pass", "3", TicketState::Serving, 61)));
        shows(&html, "Im Gespräch seit");
        offers(&html, &["finish"]);
    }

    #[test]
    fn recalls_are_counted() {
        let mut ticket = called("A042", "pass", "3", TicketState::Called, 5);
        hides(&text(&queue_with(ticket.clone())), "nachgerufen");
        ticket.recalls = 2;
        shows(&text(&queue_with(ticket)), "2-mal nachgerufen");
    }

    #[test]
    fn other_counters_are_seen_and_not_touched() {
        let html = text(&queue());
        shows(&html, "<strong>A045</strong>");
        shows(&html, "<strong>A043</strong>");
        hides(&html, "act-finish");
    }

    #[test]
    fn a_long_queue_is_cut_and_the_rest_counted() {
        let mut queue = queue();
        let first = queue.waiting[0].clone();
        queue.waiting =
            (0..ROWS_MAX + 3).map(|n| DeskTicket { number: format!("A{n:03}"), ..first.clone() }).collect();
        let html = text(&queue);
        shows(&html, "<strong>53 Personen</strong> warten");
        shows(&html, "Danach warten noch 3 Personen.");
        assert_eq!(html.matches("waiting__number").count(), ROWS_MAX);
    }

    #[test]
    fn one_who_waits_alone_is_one_person() {
        let mut queue = queue();
        queue.waiting.truncate(1);
        shows(&text(&queue), "<strong>1 Person</strong> wartet, am längsten <time");
        queue.waiting.clear();
        shows(&text(&queue), "Zurzeit wartet niemand.");
        queue.service_day = None;
        shows(&text(&queue), "Heute ist noch nicht geöffnet.");
    }

    #[test]
    fn a_refusal_comes_with_the_state_and_goes_with_the_next_act() {
        let (queue, services) = (queue(), samples::services());
        let refusal = samples::problem("moved-on");
        let refused = answer(&Desk { problem: Some(&refusal), ..desk(&queue, &services) });
        shows(&refused, "Bei dieser Nummer hat sich gerade etwas geändert.");
        shows(&refused, r#"<div id="notice" hx-swap-oob="true">"#);
        shows(&refused, r#"id="next""#);
        let done = answer(&desk(&queue, &services));
        shows(&done, r#"<div id="notice" hx-swap-oob="true"></div>"#);
        hides(&live(&desk(&queue, &services)), "notice");
    }

    #[test]
    fn what_people_typed_stays_text() {
        let html = text(&queue_with(called("A042", "<script>", "3", TicketState::Called, 1)));
        hides(&html, "<script>");
        shows(&html, "&#60;script&#62;");
    }

    #[test]
    fn a_counter_may_be_called_anything() {
        assert_eq!(counter_path("3"), "/desk/3");
        assert_eq!(counter_path("Info / Tür"), "/desk/Info%20%2F%20T%C3%BCr");
    }

    #[test]
    fn a_clock_set_back_shows_no_negative_wait() {
        let mut queue = queue();
        queue.waiting = vec![waiting("A001", "pass", "09:50", Reason::Unknown)];
        shows(&text(&queue), ">unter 1 Min.</time>");
        queue.called = vec![called("A002", "pass", "3", TicketState::Called, -90)];
        shows(&text(&queue), ">0:00</time>");
        queue.waiting = vec![waiting("A001", "pass", "07:37", Reason::Unknown)];
        shows(&text(&queue), ">2 Std. 5 Min.</time>");
    }

    fn desk<'a>(queue: &'a DeskQueue, services: &'a BTreeMap<String, String>) -> Desk<'a> {
        Desk {
            clerk: "Brandt",
            counter: "3",
            services,
            queue,
            now: samples::now(),
            zone: samples::ZONE,
            key: "k0000001",
            problem: None,
        }
    }

    /// The changing part with runs of white space as one space, as a browser shows it.
    fn text(queue: &DeskQueue) -> String {
        live(&desk(queue, &samples::services())).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn says(reason: Reason, sentence: &str) {
        let mut queue = queue();
        queue.waiting = vec![waiting("A001", "pass", "09:30", reason)];
        shows(&text(&queue), &format!(">{sentence}</td>"));
    }

    #[track_caller]
    fn offers(html: &str, acts: &[&str]) {
        for act in ["arrive", "recall", "no-show", "finish"] {
            assert_eq!(html.contains(&format!("id=\"act-{act}\"")), acts.contains(&act), "{act} in\n{html}");
        }
        let may_call = html.contains(r#"id="next" data-letter="N"> <span"#);
        assert_eq!(may_call, acts.contains(&"next"), "next in\n{html}");
    }

    #[track_caller]
    fn shows(html: &str, what: &str) {
        assert!(html.contains(what), "{what:?} is not in\n{html}");
    }

    #[track_caller]
    fn hides(html: &str, what: &str) {
        assert!(!html.contains(what), "{what:?} is in\n{html}");
    }
}
