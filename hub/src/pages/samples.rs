//! A believable morning for tests and for looking at: Wednesday in March, 10:42 in the town hall.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{DeskQueue, DeskTicket, Problem, Reason, TicketState, TicketStatus};

use super::Site;
use super::accounts::{Choice, DeviceLine, Failed, Line, State};
use super::desk::Counter;
use crate::rights::Role;
use crate::store::DeviceKind;

pub const ZONE: Tz = chrono_tz::Europe::Berlin;

pub fn site() -> Site {
    Site { town: "Musterstadt".into(), office: "Bürgerbüro".into() }
}

/// 10:42 in Berlin.
pub fn now() -> DateTime<Utc> {
    at("09:42")
}

/// A time of that day, in UTC.
pub fn at(clock: &str) -> DateTime<Utc> {
    format!("2026-03-11T{clock}:00Z").parse().expect("written as HH:MM")
}

pub fn services() -> BTreeMap<String, String> {
    [
        ("ausweis", "Personalausweis beantragen"),
        ("pass", "Reisepass beantragen"),
        ("wohnsitz", "Wohnsitz anmelden oder ummelden"),
        ("fuehrungszeugnis", "Führungszeugnis beantragen"),
        ("abholung", "Fertige Dokumente abholen"),
    ]
    .map(|(id, name)| (id.to_owned(), name.to_owned()))
    .into()
}

pub fn counters() -> Vec<Counter> {
    let counter = |name: &str, place: &str, busy_with: Option<&str>| Counter {
        name: name.into(),
        place: place.into(),
        busy_with: busy_with.map(str::to_owned),
    };
    vec![
        counter("1", "Erdgeschoss, links", Some("A043")),
        counter("2", "Erdgeschoss, links", Some("A045")),
        counter("3", "Erdgeschoss, rechts", None),
        counter("4", "Erdgeschoss, rechts, stufenlos", None),
    ]
}

pub fn waiting(number: &str, service: &str, since: &str, reason: Reason) -> DeskTicket {
    DeskTicket {
        number: number.into(),
        service: service.into(),
        state: TicketState::Waiting,
        counter: None,
        since: at(since),
        recalls: 0,
        reason: Some(reason),
    }
}

pub fn called(number: &str, service: &str, counter: &str, state: TicketState, seconds: i64) -> DeskTicket {
    DeskTicket {
        number: number.into(),
        service: service.into(),
        state,
        counter: Some(counter.into()),
        since: now() - TimeDelta::seconds(seconds),
        recalls: 0,
        reason: None,
    }
}

pub fn queue() -> DeskQueue {
    DeskQueue {
        service_day: NaiveDate::from_ymd_opt(2026, 3, 11),
        epoch: 7,
        sequence: 214,
        at: now(),
        waiting: vec![
            waiting("A044", "wohnsitz", "09:24", Reason::AppointmentDelayed { minutes: 12 }),
            waiting("A046", "ausweis", "09:08", Reason::WalkInsTurn { minutes: 34 }),
            waiting("A052", "pass", "09:36", Reason::Appointment { at: at("09:45") }),
            waiting("A047", "ausweis", "09:21", Reason::Waiting { minutes: 21 }),
            waiting("A051", "wohnsitz", "09:38", Reason::AppointmentLate { minutes: 8 }),
            waiting("A048", "abholung", "09:27", Reason::Waiting { minutes: 15 }),
            waiting("A049", "fuehrungszeugnis", "09:31", Reason::Waiting { minutes: 11 }),
            waiting("A050", "pass", "09:41", Reason::Waiting { minutes: 1 }),
            waiting("A053", "ausweis", "09:42", Reason::AppointmentEarly { at: at("10:15") }),
        ],
        called: vec![
            called("A045", "abholung", "2", TicketState::Called, 48),
            called("A043", "wohnsitz", "1", TicketState::Serving, 9 * 60 + 20),
        ],
    }
}

/// The same morning with `ticket` at a counter.
pub fn queue_with(ticket: DeskTicket) -> DeskQueue {
    let mut queue = queue();
    queue.called.insert(0, ticket);
    queue
}

pub fn nobody_waits() -> DeskQueue {
    DeskQueue { waiting: vec![], called: vec![], ..queue() }
}

pub fn ticket(state: TicketState) -> TicketStatus {
    let counter = matches!(state, TicketState::Called | TicketState::Serving).then(|| "3".to_owned());
    TicketStatus {
        number: "A047".into(),
        state,
        zone_name: "Bürgerbüro, Erdgeschoss".into(),
        counter,
        waiting_before: 4,
        estimate: Estimate::Minutes { from: 10, to: 18 },
        called_at: None,
        at: now(),
    }
}

pub fn problem(code: &str) -> Problem {
    Problem { code: code.into(), detail: "for developers only".into() }
}

pub fn accounts() -> Vec<Line> {
    let line = |id, name: &str, role, state| Line {
        id,
        name: name.into(),
        role,
        site_name: "Bürgerbüro (rathaus)".into(),
        state,
        has_second_factor: id <= 2,
        tries: None,
        waits_until: None,
    };
    let mut tried = line(2, "Petra Muster", Role::Clerk, State::Active);
    tried.tries = Some(Failed { wrong: 12, turned_away: 988, last_at: at("09:40") });
    tried.waits_until = Some(at("09:55"));
    vec![
        line(1, "Ayşe Brandt", Role::SiteAdmin, State::Active),
        tried,
        line(3, "Jonas Weber", Role::Infopoint, State::Invited),
        line(4, "Maria Magdalena von Hohenstein-Schwarzenfels", Role::Supervisor, State::Disabled),
    ]
}

pub fn addresses() -> Vec<(String, Failed)> {
    let failed = Failed { wrong: 31, turned_away: 969, last_at: at("09:40") };
    vec![("203.0.113.7".into(), failed)]
}

pub fn sites() -> Vec<Choice> {
    let choice = |id: &str, name: &str| Choice { id: id.into(), name: name.into() };
    vec![choice("rathaus", "Bürgerbüro (rathaus)"), choice("nordstadt", "Bürgerbüro (nordstadt)")]
}

pub fn devices() -> Vec<DeviceLine> {
    let line = |id: &str, kind, revoked| DeviceLine {
        id: id.into(),
        kind,
        site_name: "Bürgerbüro (rathaus)".into(),
        revoked,
    };
    vec![
        line("eingang", DeviceKind::Kiosk, false),
        line("wartezone-a", DeviceKind::Display, false),
        line("terminland", DeviceKind::Partner, false),
        line("altes-kiosk", DeviceKind::Kiosk, true),
    ]
}
