//! A believable journal, for previews and tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar::bookings::AbsenceId;
use calendar::wish::{Channel, Form, Matter};
use calendar::{BookingId, Seat};
use queue::{
    Arrival, ContingentOf, Elsewhere, Event, Notice, Number, Priority, Reason, Step, TicketId, Visit,
};

use super::account::Who;
use super::audit::{Audit, ChangeLine, Checked, Filter, Line, change_line, line, page};
use super::samples;
use crate::audit::{Check, Outcome};
use crate::rights::Role;
use crate::store::{Change, Entry, Room, Seal, Verdict};

const TICKET: TicketId = TicketId(41);

/// One entry of every kind, and who did it.
fn entries() -> Vec<Entry> {
    let (ticket, counter) = (TICKET, "3".to_owned());
    let number = Number { zone: 'A', count: 42 };
    let visit = Visit { persons: 3, has_remark: true, further: vec!["pass".into()], ..Visit::to("wohnsitz") };
    let at = samples::at("10:15");
    let (reason, until) = (Reason::Chosen, at);
    let elsewhere = Elsewhere { site: "nordstadt".into(), ticket: TicketId(7), number };
    let performed = vec!["wohnsitz".to_owned(), "pass".into()];
    let queue = [
        ("hub", Event::DayOpened { date: at.date_naive(), hours: vec![], learned: Default::default() }),
        (
            "kiosk:eingang",
            Event::Drawn {
                number,
                visit: visit.clone(),
                arrival: Arrival::WalkIn,
                arrived_at: None,
                booking: None,
            },
        ),
        (
            "clerk:4",
            Event::Drawn {
                number,
                visit,
                arrival: Arrival::Booking { at },
                arrived_at: Some(at),
                booking: None,
            },
        ),
        ("clerk:17", Event::CounterOpened { counter: counter.clone() }),
        ("clerk:17", Event::LookedAt { ticket, counter: counter.clone(), until, reason }),
        ("clerk:17", Event::Released { ticket }),
        ("clerk:17", Event::Called { ticket, counter: counter.clone(), reason }),
        ("clerk:17", Event::Recalled { ticket }),
        ("clerk:17", Event::Arrived { ticket }),
        ("clerk:17", Event::SplitOff { ticket, service: "pass".into() }),
        ("clerk:17", Event::Parked { ticket }),
        ("clerk:17", Event::TakenBack { ticket }),
        ("clerk:17", Event::Returned { ticket, locked_until: at }),
        ("clerk:17", Event::Missed { ticket }),
        ("clerk:17", Event::Transferred { ticket, services: performed.clone(), zone: 'K', with_note: true }),
        ("clerk:17", Event::TransferredAway { ticket, to: None }),
        ("clerk:4", Event::Prioritised { ticket, priority: Priority::High }),
        ("visitor:2026-03-11:46", Event::TookTime { ticket, at: samples::at("09:50"), booking: Some(4_711) }),
        ("clerk:17", Event::Finished { ticket, performed: performed.clone(), by_hub: false }),
        ("hub", Event::Finished { ticket, performed: vec![], by_hub: true }),
        ("clerk:17", Event::Undone { ticket, counter: counter.clone(), step: Step::Transfer }),
        ("visitor:41", Event::Left { ticket }),
        ("clerk:5", Event::ZoneClosed { zone: 'K' }),
        ("clerk:5", Event::ZoneOpened { zone: 'K' }),
        ("clerk:5", Event::ContingentSet { of: ContingentOf::Zone('K'), count: Some(30) }),
        ("clerk:5", Event::ContingentSet { of: ContingentOf::Service("pass".into()), count: None }),
        ("clerk:5", Event::EarlyCloseSet { at: Some(at) }),
        ("clerk:5", Event::EarlyCloseSet { at: None }),
        ("clerk:5", Event::Said { place: Notice::Kiosk, something: true }),
        ("clerk:5", Event::Said { place: Notice::Display, something: false }),
        ("clerk:5", Event::Said { place: Notice::Emergency, something: true }),
        ("clerk:17", Event::TransferredAway { ticket, to: Some(elsewhere) }),
        ("clerk:5", Event::GhostCountersSet { count: Some(4) }),
        ("clerk:5", Event::GhostCountersSet { count: None }),
        (
            "clerk:5",
            Event::CounterAssigned {
                counter: counter.clone(),
                services: Some(performed.into_iter().collect()),
            },
        ),
        ("clerk:5", Event::CounterAssigned { counter: counter.clone(), services: None }),
        ("clerk:5", Event::CounterClosed { counter }),
        ("hub", Event::DayClosed),
        ("hub", Event::DayResumed { date: at.date_naive() }),
    ];
    let booking = BookingId(7);
    let seat = Seat { pool: "buergerbuero".into(), resource: "schalter-3".into() };
    let claimed = |form, persons, until| calendar::Event::Claimed {
        booking,
        matters: vec![Matter { service: "pass".into(), persons }],
        form,
        channel: Channel::Online,
        urgent: false,
        starts_at: at,
        ends_at: at,
        seats: vec![seat.clone()],
        until,
    };
    let (absence, resource) = (AbsenceId(2), "schalter-3".to_owned());
    let calendar = [
        claimed(Form::InPerson, 1, None),
        claimed(Form::Phone, 1, None),
        claimed(Form::Video, 3, Some(at)),
        calendar::Event::Submitted { booking, until: at },
        calendar::Event::Confirmed { booking },
        calendar::Event::Rebooked { booking, starts_at: at, ends_at: at, seats: vec![seat.clone()] },
        calendar::Event::Moved { booking, from: "schalter-2".into(), to: seat },
        calendar::Event::CheckedIn { booking },
        calendar::Event::Missed { booking },
        calendar::Event::Awaited { booking },
        calendar::Event::AskedAgain { booking },
        calendar::Event::Cancelled { booking },
        calendar::Event::Lapsed { booking },
        calendar::Event::Absent { absence, resource, from: at, until: at },
        calendar::Event::Returned { absence },
        calendar::Event::PastForgotten { before: at },
        calendar::Event::PlanChanged { version: 7, digest: "0123456789abcdef".into() },
    ];
    let queue = queue.map(|(actor, event)| (actor, Room::Queue(event))).into_iter();
    let calendar = calendar.map(|event| ("partner:online", Room::Calendar(event))).into_iter();
    let entry = |(id, (actor, event)): (i64, (&str, Room))| Entry {
        id,
        site: "rathaus".into(),
        at,
        actor: actor.into(),
        event,
    };
    (1..).zip(queue.chain(calendar)).map(entry).collect()
}

fn lines(entries: &[Entry]) -> Vec<Line> {
    let services = samples::services();
    let number = |entry: &Entry| match &entry.event {
        Room::Queue(event) => event.ticket().map(|_| "A042".to_owned()),
        Room::Calendar(_) => None,
    };
    entries
        .iter()
        .map(|entry| line(entry, number(entry), "Bürgerbüro (rathaus)", &services, samples::ZONE))
        .collect()
}

/// One of every kind.
fn changes() -> Vec<ChangeLine> {
    let kinds = [
        ("account-made", "account:3", "infopoint"),
        ("role-changed", "account:3", "site-admin"),
        ("site-changed", "account:3", "nordstadt"),
        ("account-closed", "account:4", ""),
        ("account-opened", "account:4", ""),
        ("password-set", "account:3", ""),
        ("factor-set", "account:3", ""),
        ("factor-reset", "account:3", ""),
        ("invited", "account:3", ""),
        ("sessions-ended", "account:3", ""),
        ("pardoned", "account:3", ""),
        ("device-made", "device:eingang", "kiosk"),
        ("device-revoked", "device:eingang", ""),
    ];
    let names = BTreeMap::from([("3".to_owned(), "Jonas Weber".to_owned())]);
    let line = |(act, about, detail): (&str, &str, &str)| {
        let change = Change {
            at: samples::now(),
            actor: "clerk:1".into(),
            act: act.into(),
            about: about.into(),
            detail: detail.into(),
        };
        change_line(&change, &names, samples::ZONE)
    };
    kinds.map(line).into()
}

#[test]
fn every_change_has_words_of_its_own() {
    let said: std::collections::BTreeSet<String> = changes().into_iter().map(|change| change.act).collect();
    assert_eq!(said.len(), changes().len());
    assert!(
        said.iter().all(|act| act.contains(' ') && !act.contains("  ") && !act.contains('\n')),
        "{said:?}"
    );
}

/// Every state of the page.
pub fn pages() -> Vec<(String, String)> {
    let entries = entries();
    let verdicts = [
        ("audit.html", Check::Never),
        ("audit-reading.html", Check::Reading { read: 120_000, of: 410_000 }),
        ("audit-failed.html", Check::Failed),
        ("audit-whole.html", done(Verdict::Whole { entries: 32, newest: seal() }, vec![], true)),
        ("audit-broken.html", done(Verdict::Broken { sound: 6, broken: 8 }, entries[6..8].to_vec(), false)),
        (
            "audit-unsealed.html",
            done(Verdict::Unsealed { sealed: 30, entries: 2 }, entries[30..].to_vec(), true),
        ),
    ];
    let filter = Filter { day: Some(samples::now().date_naive()), ..Filter::default() };
    let who = Who {
        name: "Rita Prüfer",
        role: Role::Auditor,
        waits: false,
        rings: true,
        base: "",
        key: "k0000001",
    };
    let page_of = |check: &Check, lines: &[Line], next| {
        let suspects = match check {
            Check::Done(outcome) => self::lines(&outcome.suspects),
            _ => vec![],
        };
        let newest = Some((32, seal().to_string()));
        let checked = Checked { check, newest, suspects: &suspects, zone: samples::ZONE, key: "k0000001" };
        let sites = samples::sites();
        let changes = changes();
        let audit = Audit {
            sites: &sites,
            filter: &filter,
            lines,
            next,
            is_older: true,
            changes: &changes,
            check: checked,
        };
        page(&samples::site(), &who, &audit)
    };
    let all = lines(&entries);
    let mut pages: Vec<(String, String)> =
        verdicts.iter().map(|(name, check)| (name.to_string(), page_of(check, &all, Some(1)))).collect();
    pages.push(("audit-nothing.html".into(), page_of(&Check::Never, &[], None)));
    pages
}

fn done(verdict: Verdict, suspects: Vec<Entry>, known: bool) -> Check {
    let noted = Some(("0123abcd".to_owned(), known));
    Check::Done(Arc::new(Outcome { at: samples::now(), verdict, suspects, noted }))
}

fn seal() -> Seal {
    Seal::of([0x5e; 32])
}

#[test]
fn every_kind_of_entry_has_words_of_its_own() {
    let mut seen = BTreeMap::new();
    for line in lines(&entries()) {
        assert!(line.act.chars().count() > 5, "entry {} says {:?}", line.id, line.act);
        assert!(!line.act.contains("  ") && !line.act.contains('\n'), "{:?}", line.act);
        let before = seen.insert(line.act.clone(), line.id);
        assert_eq!(before, None, "two kinds of entries say {:?}", line.act);
    }
    let said = |words: &str| assert!(seen.contains_key(words), "{words:?} is not in {seen:#?}");
    said("Nummer gezogen: Wohnsitz anmelden oder ummelden, Reisepass beantragen, 3 Personen, mit Bemerkung");
    said(
        "Weitergeleitet in Wartebereich K: Wohnsitz anmelden oder ummelden, Reisepass beantragen, mit Notiz",
    );
    said("An Schalter 3 rückgängig gemacht: Weiterleitung");
    said("Termin 7 gebucht für den 11.03.2026, 11:15 Uhr: Reisepass beantragen");
}
