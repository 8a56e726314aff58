//! The page of absences as it looks on that Wednesday.

use calendar::State;
use calendar::bookings::AbsenceId;
use chrono::TimeDelta;

use super::absences::{Absences, Line, Look, Mistake, Typed, Whom, look, page};
use super::bookings::{Mailed, Row};
use super::bookings_samples::booked;
use super::samples::{WHO, ZONE, at, problem, site};

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
    [
        ("none", page(&site(), &nothing)),
        ("some", page(&site(), &Absences { lines: &lines, problem: Some(&refused), ..nothing })),
        ("wrong", page(&site(), &wrong)),
        ("look", look(&site(), &one)),
        ("look-free", look(&site(), &whole)),
        ("look-changed", look(&site(), &pool)),
    ]
    .map(|(name, html)| (format!("absences-{name}.html"), html))
    .into()
}
