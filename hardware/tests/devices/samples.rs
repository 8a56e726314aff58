//! Slips as a kiosk writes them, in the words of its `ui/phrases.slint`.

use hardware::slip::{Line, LineSize, Slip};

pub const STATUS_PAGE: &str = "HTTPS://BUERGER.EXAMPLE/T/7F3C9AKD2M4N6P8R0T2V4X6Z8B";

pub fn german(number: &str) -> Slip {
    Slip {
        heading: "Stadt Schriesheim · Bürgerbüro".into(),
        number: number.into(),
        place: "Wartebereich A: Bürgerbüro, Erdgeschoss links".into(),
        lines: vec![
            core("Vor Ihnen warten 4 Personen."),
            core("Sie warten etwa 15 bis 25 Minuten."),
            body("Stand: 09:42 Uhr."),
            body(
                "Termine und Wartenummern werden gemischt aufgerufen. \
                 Deshalb kann eine spätere Nummer vor Ihnen an der Reihe sein.",
            ),
            body("Sie hören einen Ton. Dann steht Ihre Nummer auf dem Bildschirm."),
            body("Mit diesem Code sehen Sie auf dem Handy, wie lange es noch dauert."),
        ],
        qr: STATUS_PAGE.into(),
        short_code: "7F3C-9AKD".into(),
        printed_at: "22.11.2026 09:42".into(),
        title: None,
    }
}

pub fn german_and(sentences: [(&str, LineSize); 2]) -> Slip {
    let mut slip = german("A1000");
    let line = |(text, size): (&str, LineSize)| Line { text: text.into(), size };
    slip.lines.extend(sentences.map(line));
    slip
}

pub fn ukrainian() -> Slip {
    german_and([
        ("Перед вами 4 особи, приблизно 15–25 хвилин.", LineSize::Core),
        ("Ви почуєте звук. Тоді ваш номер з’явиться на екрані.", LineSize::Body),
    ])
}

pub fn arabic() -> Slip {
    german_and([
        ("أمامك 4 أشخاص، حوالي 15–25 دقيقة.", LineSize::Core),
        ("ستسمع صوتًا، ثم يظهر رقمك A1000 على الشاشة.", LineSize::Body),
    ])
}

fn core(text: &str) -> Line {
    Line { text: text.into(), size: LineSize::Core }
}

fn body(text: &str) -> Line {
    Line { text: text.into(), size: LineSize::Body }
}
