//! The paper of a visit for several people and several matters: all of it is there, and it is still a slip.

use std::time::Duration;

use hardware::slip::{Roll, lay_out};
use kiosk::language::{self, Language};
use serde_json::json;
use wire::Text;
use wire::http::{OwnBooking, VisitChoices, path};

use crate::scene::own;
use crate::services;
use crate::small_hub::Asked;
use crate::whole_kiosk::{Kiosk, with_times};
use crate::{glass, services::names};

const PERSONS: [u16; 5] = [3, 1, 20, 1, 1];
/// As many as are on a slip.
const THINGS: usize = 8;

/// As many matters as a visit may be for, with the longest names, each with things to bring.
fn large(language: &Language) -> OwnBooking {
    let (german, others) = (names(language::GERMAN), services::names(language));
    let name = |nth: usize| Text {
        other: [(language.code.to_owned(), others[nth].to_owned())].into(),
        ..Text::german(german[nth])
    };
    let bring: Vec<String> = (1..=THINGS).map(|nth| format!("Unterlage {nth}")).collect();
    OwnBooking {
        matters: (0..PERSONS.len()).map(name).collect(),
        persons: PERSONS.into(),
        bring_in: [(language.code.to_owned(), bring.clone())].into(),
        bring,
        ..own("2026-03-12T08:00")
    }
}

fn books(language: &'static Language, words: [&str; 5]) -> hardware::slip::Slip {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(move |asked: &Asked| {
        if asked.what.contains(path::KIOSK_VISIT) {
            let none = VisitChoices { persons_max: 1, further: vec![] };
            return Some((200, json!(none).to_string()));
        }
        match asked.what.starts_with("POST") {
            true => Some((200, json!(large(language)).to_string())),
            false => with_times(asked),
        }
    });
    kiosk.passes(Duration::from_secs(4));
    let [name, draw, book, time, done] = words;
    for words in [name, draw, "Reisepass", book] {
        kiosk.presses(words);
    }
    kiosk.waits_until(time);
    kiosk.presses(time);
    kiosk.presses(book);
    kiosk.waits_until(done);
    kiosk.printer.printed().remove(0)
}

#[test]
fn the_slip_says_each_matter_for_how_many_and_what_to_bring() {
    let german =
        ["Deutsch", "Nummer ziehen oder Termin buchen", "Termin buchen", "Morgen, 9:00 Uhr", "Fertig"];
    let slip = books(language::GERMAN, german);
    let matters: Vec<&str> = slip.lines[..PERSONS.len()].iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        matters,
        [
            "Personalausweis oder Reisepass beantragen (3 Personen)",
            "Personalausweis oder Reisepass abholen",
            "Wohnsitz anmelden oder ummelden (20 Personen)",
            "Führungszeugnis beantragen",
            "Fahrzeug anmelden oder abmelden",
        ]
    );
    let things = slip.lines.iter().filter(|line| line.text.starts_with('–')).count();
    assert_eq!(things, THINGS);
    for roll in [Roll::Mm80, Roll::Mm58] {
        let layout = lay_out(&slip, roll).expect("it fits on paper of either width");
        glass::keep_slip(&layout, "booked-several-de");
    }
}

#[test]
fn in_two_languages_it_still_comes_out() {
    let arabic = ["العربية", "سحب رقم أو حجز موعد", "حجز موعد", "غدًا، الساعة 9:00", "تم"];
    let slip = books(language::find("ar").expect("it is spoken"), arabic);
    for roll in [Roll::Mm80, Roll::Mm58] {
        let layout = lay_out(&slip, roll).expect("it fits on paper of either width");
        glass::keep_slip(&layout, "booked-several-ar");
    }
}
