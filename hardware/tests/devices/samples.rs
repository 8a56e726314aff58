//! Slips as a kiosk writes them: the sentences of its `ui/phrases.slint`, in German and as translated.

use std::fs;
use std::path::Path;

use hardware::slip::{Direction, Line, LineSize, Slip};

pub const STATUS_PAGE: &str = "HTTPS://BUERGER.EXAMPLE/T/7F3C9AKD2M4N6P8R0T2V4X6Z8B";

/// What a slip says of a number: how large, in German as in the source, and what is filled in.
const SENTENCES: [(LineSize, &str, &[&str]); 5] = [
    (LineSize::Core, "Wartende vor Ihnen: {}", &["4"]),
    (LineSize::Core, "Etwa {0} bis {n} Minuten.", &["15", "25"]),
    (LineSize::Body, "Termine und Nummern werden gemischt aufgerufen.", &[]),
    (LineSize::Body, "Sie hören einen Ton und sehen dann Ihre Nummer.", &[]),
    (LineSize::Body, "Code scannen: So lange dauert es noch.", &[]),
];

pub fn german(number: &str) -> Slip {
    Slip {
        heading: "Stadt Schriesheim · Bürgerbüro".into(),
        number: number.into(),
        place: "Wartebereich A: Bürgerbüro, Erdgeschoss links".into(),
        way: None,
        lines: lines(|sentence| sentence.to_owned()),
        qr: STATUS_PAGE.into(),
        short_code: "7F3C-9AKD".into(),
        printed_at: "22.11.2026 09:42".into(),
        title: None,
        is_felt: false,
    }
}

/// With an arrow, and everything a second time in the visitor's language.
pub fn german_and(language: &str) -> Slip {
    let mut slip = Slip { way: Some(Direction::Left), ..german("A1000") };
    let words = Words::of(language);
    slip.lines.extend(lines(|sentence| words.translated(sentence)));
    slip
}

fn lines(say: impl Fn(&str) -> String) -> Vec<Line> {
    let line = |(size, sentence, values): &(LineSize, &str, &[&str])| {
        let mut text = say(sentence);
        for (place, value) in ["{}", "{0}", "{n}"].iter().zip([values.first(), values.first(), values.last()])
        {
            text = text.replace(place, value.copied().unwrap_or_default());
        }
        Line { text, size: *size }
    };
    SENTENCES.iter().map(line).collect()
}

/// The translations of the kiosk.
struct Words(String);

impl Words {
    fn of(language: &str) -> Words {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kiosk/translations");
        let file = folder.join(language).join("LC_MESSAGES/kiosk.po");
        Words(fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
    }

    /// Of a sentence that counts, the form for many.
    fn translated(&self, sentence: &str) -> String {
        let found = ["msgid", "msgid_plural"].iter().find_map(|kind| {
            let (_, rest) = self.0.split_once(&format!("\n{kind} \"{sentence}\"\n"))?;
            rest.split("\n\n").next()
        });
        let entry = found.unwrap_or_else(|| panic!("the kiosk does not say: {sentence}"));
        let last = entry.lines().rev().find_map(|line| line.split_once(" \"")).expect("a translation");
        last.1.trim_end_matches('"').to_owned()
    }
}
