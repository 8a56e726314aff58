//! The page of absences as it looks on that Wednesday.

use calendar::State;
use calendar::bookings::{Absence, AbsenceId};
use chrono::TimeDelta;

use super::absences::{
    Absences, Brought, Gone, Line, Look, Mistake, Source, Typed, Whom, brought, look, page,
};
use super::bookings::{Mailed, Row};
use super::bookings_samples::booked;
use super::samples::{WHO, ZONE, at, problem, site};
use crate::absences::{Odd, Standing, Unread, Why};

pub fn pages() -> Vec<(String, String)> {
    let clerks = |pool: &str| (pool.to_owned(), (1..=3).map(|n| format!("{pool}-{n}")).collect());
    let pools: [(String, Vec<String>); 2] = [clerks("buergerbuero"), clerks("wohngeld")];
    let typed = Typed {
        whom: "one:buergerbuero-2".into(),
        from_day: "2026-03-12".into(),
        until_day: "2026-03-13".into(),
        ..Typed::default()
    };
    let nothing = Absences {
        who: &WHO,
        pools: &pools,
        typed: &Typed::default(),
        mistakes: &[],
        lines: &[],
        gone: &[],
        sources: &[],
        unread: None,
        is_saved: false,
        zone: ZONE,
        key: "k0000001",
        problem: None,
    };
    let tomorrow = TimeDelta::days(1);
    let row = |n: u64, clock: &str, name: &str| Row {
        booking: booked(n, at(clock) + tomorrow, State::Confirmed),
        name: Some(name.into()),
        mailed: Mailed::Sent,
        files: 0,
    };
    let line = |id, resource: &str, stuck| Line {
        id: AbsenceId(id),
        resource: resource.into(),
        from: at("23:00"),
        until: at("23:00") + tomorrow * 2,
        stuck,
    };
    let lines = [
        line(1, "buergerbuero-2", vec![row(3, "09:00", "Ayşe Öztürk"), row(4, "11:20", "Hans Müller")]),
        line(2, "wohngeld-1", vec![]),
    ];
    let moves = [
        (row(1, "08:00", "Erika Müller"), "buergerbuero-1".to_owned()),
        (row(2, "08:40", "Maria Magdalena von Hohenstein-Schwarzenfels"), "buergerbuero-3".to_owned()),
    ];
    let stuck = [row(3, "09:00", "Ayşe Öztürk")];
    let one = Look {
        who: &WHO,
        typed: &typed,
        whom: &Whom::One("buergerbuero-2".into()),
        from: at("23:00"),
        until: at("23:00") + tomorrow * 2,
        moves: &moves,
        stuck: &stuck,
        seen: "0123456789abcdef",
        has_changed: false,
        zone: ZONE,
        key: "k0000001",
    };
    let whole = Look { whom: &Whom::All, moves: &[], stuck: &[], ..one };
    let pool = Look { whom: &Whom::Pool("wohngeld".into()), has_changed: true, moves: &[], ..one };
    let mistakes = [Mistake::Whom, Mistake::From, Mistake::Until];
    let wrong = Absences { mistakes: &mistakes, typed: &typed, ..nothing };
    let refused = problem("absence-too-far");
    let absence = |resource: &str| Absence {
        resource: resource.into(),
        from: at("23:00"),
        until: at("23:00") + tomorrow,
    };
    let gone = [
        Gone {
            id: AbsenceId(7),
            absence: absence("wohngeld-2"),
            source: "personal".into(),
            since: at("10:30"),
        },
        Gone {
            id: AbsenceId(8),
            absence: absence("wohngeld-3"),
            source: "personal".into(),
            since: at("10:30"),
        },
    ];
    let odd = [Odd { place: 7, why: Why::Time }, Odd { place: 12, why: Why::Several }];
    let standing = Standing {
        looked_at: at("11:15"),
        read_at: Some(at("11:15")),
        unread: None,
        absences: 41,
        others: 380,
        odd: odd.into(),
        odd_in_all: 2,
    };
    let failed = Standing {
        read_at: Some(at("11:00")),
        unread: Some(Unread::NotReached),
        odd: vec![],
        odd_in_all: 0,
        ..standing.clone()
    };
    let source = |label: &str, is_table, standing| Source {
        label: label.into(),
        value: format!("feed:{label}"),
        is_table,
        is_followed: true,
        standing,
    };
    let sources = [
        source("personal", true, Some(standing)),
        source("trauzimmer", false, Some(failed)),
        source("kurse", false, None),
    ];
    let told = Absences { lines: &lines, gone: &gone, sources: &sources, ..nothing };
    let no_table = Unread::NoColumn("Personalnummer".into());
    let unread = Absences { sources: &sources, unread: Some(&no_table), ..nothing };
    let new = [absence("wohngeld-2"), absence("buergerbuero-2")];
    let file = Brought {
        who: &WHO,
        source: "personal",
        value: "feed:personal",
        is_table: true,
        said: "wohngeld-2 29553720 29555160,buergerbuero-2 29553720 29555160",
        in_all: 43,
        new: &new,
        others: 380,
        gone: 1,
        back: 0,
        odd: &odd,
        odd_in_all: 2,
        is_whole: false,
        moves: &moves,
        stuck: &stuck,
        seen: "0123456789abcdef",
        has_changed: false,
        zone: ZONE,
        key: "k0000001",
    };
    let old = Brought { new: &[], gone: 0, odd: &[], is_whole: true, moves: &[], stuck: &[], ..file };
    [
        ("none", page(&site(), &nothing)),
        ("saved", page(&site(), &Absences { lines: &lines, is_saved: true, ..nothing })),
        ("some", page(&site(), &Absences { lines: &lines, problem: Some(&refused), ..nothing })),
        ("wrong", page(&site(), &wrong)),
        ("told", page(&site(), &told)),
        ("unread", page(&site(), &unread)),
        ("file", brought(&site(), &file)),
        ("file-old", brought(&site(), &Brought { has_changed: true, ..old })),
        ("look", look(&site(), &one)),
        ("look-free", look(&site(), &whole)),
        ("look-changed", look(&site(), &pool)),
    ]
    .map(|(name, html)| (format!("absences-{name}.html"), html))
    .into()
}
