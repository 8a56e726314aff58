//! A believable morning for tests and for looking at: Wednesday in March, 10:42 in the town hall.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use wire::Estimate;
use wire::http::{
    DeskQueue, DeskTicket, Due, IssuedTicket, Need, PrinterCondition, Priority, Problem, Reason, Stage,
    TicketState, TicketStatus,
};

use super::Site;
use super::account::Who;
use super::accounts::{Choice, DeviceLine, Failed, Line, State};
use super::desk::{Counter, OtherSite, StillOpen};
use crate::floor::{Bell, HelpCall, Helper, LastWord};
use crate::rights::Role;
use crate::store::DeviceKind;
use crate::views::{
    CounterRow, Destination, Destinations, ExpectedBooking, FreedTime, HallOverview,
    OtherSite as OtherPlaces, ServiceRow, Today, Wait, ZoneRow,
};

pub const ZONE: Tz = chrono_tz::Europe::Berlin;

pub fn site() -> Site {
    let (id, town, office) = ("rathaus".into(), "Musterstadt".into(), "Bürgerbüro".into());
    Site { id, town, office, elsewhere: BTreeMap::new() }
}

/// 10:42 in Berlin.
pub fn now() -> DateTime<Utc> {
    at("09:42")
}

/// A time of that day, in UTC.
pub fn at(clock: &str) -> DateTime<Utc> {
    format!("2026-03-11T{clock}:00Z").parse().expect("written as HH:MM")
}

/// Whoever is logged in on the pages.
pub const WHO: Who<'static> =
    Who {
        name: "Ayşe Brandt", role: Role::Supervisor, waits: false, rings: true, base: "", key: "k0000001"
    };

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

/// In the queue; without an appointment it is due twenty minutes after it came.
pub fn waiting(number: &str, service: &str, since: &str, reason: Reason) -> DeskTicket {
    let (since, appointment_at) = (at(since), appointment(reason, at(since)));
    let due = match appointment_at {
        Some(at) => Due { at: at.max(since), target_minutes: None, moved_minutes: 0 },
        None => Due { at: since + TimeDelta::minutes(20), target_minutes: Some(20), moved_minutes: 0 },
    };
    let (reason, due) = (Some(reason), Some(due));
    DeskTicket { since, reason, due, appointment_at, ..desk_ticket(number, service, TicketState::Waiting) }
}

fn appointment(reason: Reason, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match reason {
        Reason::Appointment { at } | Reason::AppointmentEarly { at } => Some(at),
        Reason::AppointmentLate { minutes } => Some(since - TimeDelta::minutes(minutes.into())),
        Reason::AppointmentDelayed { minutes } => Some(now() - TimeDelta::minutes(minutes.into())),
        _ => None,
    }
}

pub fn called(number: &str, service: &str, counter: &str, state: TicketState, seconds: i64) -> DeskTicket {
    DeskTicket {
        counter: Some(counter.into()),
        since: now() - TimeDelta::seconds(seconds),
        ..desk_ticket(number, service, state)
    }
}

fn desk_ticket(number: &str, service: &str, state: TicketState) -> DeskTicket {
    let stage = match state {
        TicketState::Waiting => Stage::Waiting,
        TicketState::Called => Stage::Called,
        TicketState::Serving => Stage::Serving,
        TicketState::Missed => Stage::Missed,
        TicketState::Finished => Stage::Finished,
        TicketState::Left => Stage::Left,
        TicketState::Unknown => Stage::Unknown,
    };
    DeskTicket {
        number: number.into(),
        service: service.into(),
        state,
        counter: None,
        since: now(),
        recalls: 0,
        reason: None,
        due: None,
        overtaken_by: None,
        only_counters: None,
        stage,
        zone: Some('A'),
        further: vec![],
        persons: 1,
        priority: Priority::Normal,
        has_remark: false,
        remark: None,
        needs: [].into(),
        arrived_at: None,
        appointment_at: None,
        locked_until: None,
        no_shows: 0,
        overtaken: 0,
        wait_seconds: None,
        walk_seconds: None,
        service_seconds: None,
        usual_seconds_max: None,
        performed: vec![],
        moved_to: None,
    }
}

pub fn queue() -> DeskQueue {
    let overtaken = DeskTicket {
        overtaken_by: Some("A052".into()),
        ..waiting("A047", "ausweis", "09:21", Reason::Waiting { minutes: 21 })
    };
    DeskQueue {
        service_day: NaiveDate::from_ymd_opt(2026, 3, 11),
        epoch: 7,
        sequence: 214,
        at: now(),
        waiting: vec![
            waiting("A044", "wohnsitz", "09:24", Reason::AppointmentDelayed { minutes: 12 }),
            waiting("A046", "ausweis", "09:08", Reason::WalkInsTurn { minutes: 34 }),
            waiting("A052", "pass", "09:36", Reason::Appointment { at: at("09:45") }),
            overtaken,
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
        looked_at: vec![],
        parked: vec![],
        missed: vec![],
        finished: vec![],
        last_step: None,
        unserved: vec![],
        freed: vec![],
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

/// Somebody in every list, and everything special a ticket can be.
pub fn busy_morning() -> DeskQueue {
    let mut queue = queue();
    let special = &mut queue.waiting[3];
    (special.persons, special.priority, special.has_remark) = (3, Priority::High, true);
    special.further = vec!["abholung".into()];
    special.needs = Need::ALL.into();
    special.locked_until = Some(at("09:45"));
    let given = &mut queue.waiting[7];
    (given.reason, given.appointment_at) = (Some(Reason::FreedTime { at: at("09:45") }), Some(at("09:45")));
    let numbers = vec!["A048".into(), "A049".into()];
    queue.freed = vec![wire::http::FreedTime { at: at("09:50"), numbers }];
    let mut stuck = waiting("A055", "pass", "09:31", Reason::Waiting { minutes: 11 });
    stuck.needs = [Need::SignLanguage].into();
    queue.unserved = vec![stuck];
    queue.parked = vec![called("A030", "pass", "1", TicketState::Waiting, 300)];
    queue.missed = vec![called("A031", "pass", "2", TicketState::Missed, 900)];
    let mut finished = called("A032", "pass", "3", TicketState::Finished, 60);
    (finished.wait_seconds, finished.walk_seconds) = (Some(1_260), Some(40));
    (finished.service_seconds, finished.performed) = (Some(500), vec!["pass".into(), "abholung".into()]);
    queue.finished = vec![finished];
    let mut serving = called("A042", "wohnsitz", "3", TicketState::Serving, 25 * 60);
    serving.usual_seconds_max = Some(20 * 60);
    queue.called.insert(0, serving);
    queue
}

pub fn bells() -> Vec<Bell> {
    let bell = |counter: &str, answered_by| Bell {
        place: Helper::of_id(counter),
        clerk: "Jonas Weiß".into(),
        at: now(),
        answered_by,
    };
    let coming = vec![Helper::Counter("2".into()), Helper::Person("Ayşe Brandt".into())];
    vec![bell("1", coming), bell("3", vec![]), bell("@Jonas Weiß", vec![])]
}

/// Nobody is on the way to one of them.
pub fn help() -> Vec<HelpCall> {
    let call = |kiosk: &str, coming| HelpCall { kiosk: kiosk.into(), at: now(), coming };
    vec![call("eingang", vec![]), call("obergeschoss", vec!["Ayşe Brandt".into()])]
}

pub fn destinations() -> Destinations {
    let place = |id: &str, name: &str, is_closed, estimate| Destination {
        id: id.into(),
        name: name.into(),
        waiting: 3,
        estimate,
        is_closed,
    };
    let minutes = Estimate::Minutes { from: 10, to: 18 };
    let services = services();
    let services = services.iter().map(|(id, name)| place(id, name, false, minutes));
    Destinations {
        services: services.collect(),
        zones: vec![
            place("A", "Bürgerbüro", false, Estimate::Unknown),
            place("K", "Kfz-Zulassung", true, Estimate::Unknown),
        ],
    }
}

pub fn expected() -> Vec<ExpectedBooking> {
    let booking =
        |code: &str, clock| ExpectedBooking { code: code.into(), service: "pass".into(), at: at(clock) };
    vec![booking("7F3C9AKD", "09:45"), booking("7F3C9AKE", "10:00")]
}

pub fn freed() -> Vec<FreedTime> {
    let time = |clock, service: &str| FreedTime { at: at(clock), service: service.into() };
    vec![time("09:50", "ausweis"), time("10:20", "wohnsitz")]
}

pub fn issued() -> IssuedTicket {
    IssuedTicket {
        number: "A054".into(),
        service_day: NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date"),
        service: "pass".into(),
        zone: 'A',
        zone_name: "Bürgerbüro".into(),
        zone_place: "Erdgeschoss, links".into(),
        drawn_at: now(),
        appointment_at: None,
        waiting_before: 9,
        estimate: Estimate::Minutes { from: 20, to: 35 },
        status_url: "/T/0123456789ABCDEF".into(),
        short_code: "7F3C-9AKD".into(),
        again: false,
        needs: [].into(),
    }
}

pub fn hall() -> HallOverview {
    let service = |name: &str, zone: char, longest: u32| ServiceRow {
        name: name.into(),
        zone,
        waiting: 4,
        longest_wait_minutes: Some(longest),
        target_minutes: 20,
        estimate: Estimate::Minutes { from: 10, to: 18 },
        drawn: 31,
        contingent: Some(60),
        is_of_today: zone == 'K',
        id: name.to_lowercase(),
        waits: (0..31).map(|n| (n * 7) % 13 + longest / 3 + n % 3 * 4).collect(),
        waits_now: vec![2, 5, longest - 3, longest],
    };
    let zone = |letter: char, name: &str, is_closed| ZoneRow {
        letter,
        name: name.into(),
        waiting: 7,
        longest_wait_minutes: Some(34),
        is_closed,
        drawn: 40,
        contingent: None,
        is_of_today: false,
    };
    let counter = |id: &str, is_open, ticket| CounterRow {
        id: id.into(),
        is_open,
        idle_since: (id == "2").then(|| at("09:30")),
        ticket,
        services: (id == "4").then(|| vec!["Fahrzeug anmelden".into()]),
        is_assigned: id == "4",
    };
    // A crowd at opening that thins out.
    let wait = |n: u32| Wait {
        called_minute: 8 * 60 + 3 * n,
        minutes: (n * 7) % 13 + if n < 20 { n } else { 40 - n.min(40) },
        target_minutes: 20,
    };
    HallOverview {
        zones: vec![zone('A', "Bürgerbüro", false), zone('K', "Kfz-Zulassung", true)],
        services: vec![
            service("Reisepass beantragen", 'A', 34),
            service("Fertige Dokumente abholen", 'A', 12),
            ServiceRow { waits: vec![], waits_now: vec![], ..service("Fahrzeug anmelden", 'K', 9) },
        ],
        counters: vec![
            counter("1", true, Some(called("A043", "wohnsitz", "1", TicketState::Serving, 560))),
            counter("2", true, None),
            counter("4", false, None),
        ],
        ghost_counters: Some(5),
        overtaken: 6,
        overtaken_most: 2,
        today: Today {
            opens_at: Some(at("07:00")),
            closes_at: Some(at("11:00")),
            closes_early: true,
            on_kiosks: Some("Heute keine Führerscheine. Bitte kommen Sie am Donnerstag wieder.".into()),
            on_displays: None,
            in_emergency: None,
        },
        waits: (0..54).map(wait).collect(),
    }
}

pub fn ticket(state: TicketState) -> TicketStatus {
    let counter = matches!(state, TicketState::Called | TicketState::Serving).then(|| "3".to_owned());
    TicketStatus {
        number: "A047".into(),
        state,
        zone_name: "Bürgerbüro, Erdgeschoss".into(),
        counter,
        stays_seated: false,
        waiting_before: 4,
        estimate: Estimate::Minutes { from: 10, to: 18 },
        appointment_at: None,
        freed_at: None,
        called_at: None,
        at: now(),
        moved_to: None,
        epoch: 7,
        sequence: 214,
    }
}

pub fn problem(code: &str) -> Problem {
    Problem { code: code.into(), detail: "for developers only".into(), ticket: None }
}

pub fn accounts() -> Vec<Line> {
    let line = |id, name: &str, role, state| Line {
        id,
        name: name.into(),
        role,
        site_name: "Bürgerbüro (rathaus)".into(),
        state,
        has_second_factor: id <= 2,
        from_directory: id == 5,
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
        line(5, "Thea Vogt", Role::Clerk, State::Active),
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

pub fn other_sites() -> Vec<OtherSite> {
    let site = |id: &str, is_shown| OtherSite {
        name: format!("Bürgerbüro ({id})"),
        path: format!("/at/{id}/desk"),
        is_shown,
    };
    vec![site("rathaus", true), site("nordstadt", false)]
}

pub fn still_open() -> StillOpen {
    StillOpen { counter: "3".into(), path: "/desk/3".into(), number: "A042".into() }
}

pub fn elsewhere() -> Vec<OtherPlaces> {
    let services = destinations().services;
    vec![OtherPlaces { id: "nordstadt".into(), office: "Bürgerbüro Nord".into(), services }]
}

/// One of each sort of trouble, and one without.
pub fn kiosks() -> Vec<(String, Option<LastWord>)> {
    let says = |minutes: &str, printer| Some(LastWord { at: at(minutes), printer: Some(printer) });
    let kiosk = |name: &str, word| (name.to_owned(), word);
    vec![
        kiosk("eingang", says("09:42", PrinterCondition::PaperOut)),
        kiosk("hof", says("09:42", PrinterCondition::Ready)),
        kiosk("obergeschoss", says("09:30", PrinterCondition::Ready)),
        kiosk("keller", None),
    ]
}
