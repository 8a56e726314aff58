//! The wall in every state, for the laws and for looking at.

use wire::mqtt::{Board, CallOnShow};
use wire::{Estimate, Hall};

use super::language::{self, Language};
use super::samples;
use super::wall::{self, Wall};

const ZONES: [char; 2] = ['A', 'C'];
const NUMBERS: [&str; 5] = ["A047 09:41?", "A046 09:38?", "A044 09:36", "A045 09:31", "A043 09:30"];

pub fn pages() -> Vec<(String, String)> {
    let open = board(&NUMBERS);
    let notice = Some("Heute keine Führerscheine. Bitte kommen Sie am Donnerstag wieder.".to_owned());
    let emergency = Some("Feueralarm. Bitte verlassen Sie das Haus durch den nächsten Ausgang.".to_owned());
    let mut zulassung = board(&["C1001 09:40", "C999 09:20"]);
    (zulassung.zone_name, zulassung.estimate) = ("Kfz-Zulassung".into(), Estimate::NoCounterOpen);
    let mut seated = open.clone();
    seated.calls[0].stays_seated = true;
    let opens_at = samples::at("10:00");
    [
        ("wall.html", vec![open.clone()]),
        ("wall-stays-seated.html", vec![seated]),
        ("wall-two-zones.html", vec![open.clone(), zulassung]),
        ("wall-nobody-yet.html", vec![board(&[])]),
        ("wall-notice.html", vec![Board { notice, ..open.clone() }]),
        ("wall-emergency.html", vec![Board { emergency, ..open.clone() }]),
        ("wall-not-yet-open.html", vec![Board { hall: Hall::NotYetOpen { opens_at }, ..board(&[]) }]),
        ("wall-last-calls.html", vec![Board { hall: Hall::LastCalls, ..open }]),
        ("wall-closed.html", vec![Board { hall: Hall::Closed, ..board(&[]) }]),
    ]
    .map(|(name, boards)| (name.to_owned(), drawn(&boards)))
    .into()
}

/// The whole page with these boards.
pub fn drawn(boards: &[Board]) -> String {
    wall::page(
        &samples::site(),
        &Wall {
            site: "rathaus",
            zones: &ZONES[..boards.len()],
            boards,
            languages: &|number: &str| -> Option<&'static Language> {
                language::named("uk").filter(|_| number == "A047")
            },
            now: samples::now(),
            zone: samples::ZONE,
        },
    )
}

/// "A047 09:41?": called at that time, and still awaited.
pub fn board(calls: &[&str]) -> Board {
    let call = |(i, call): (usize, &&str)| {
        let (number, at) = call.split_once(' ').expect("a number and a time");
        CallOnShow {
            number: number.to_owned(),
            counter: (3 + i).to_string(),
            called_at: samples::at(at.trim_end_matches('?')),
            recalls: 0,
            awaited: at.ends_with('?'),
            stays_seated: false,
        }
    };
    Board {
        service_day: Some(samples::now().date_naive()),
        epoch: 3,
        sequence: 118,
        at: samples::now(),
        hall: Hall::Open { closes_at: samples::at("17:00") },
        calls: calls.iter().enumerate().map(call).collect(),
        waiting: 7,
        estimate: Estimate::Minutes { from: 10, to: 20 },
        zone_name: "Bürgerbüro".into(),
        notice: None,
        emergency: None,
    }
}
