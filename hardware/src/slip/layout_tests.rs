//! Stories about rows: what fits, what wraps, what is refused.

use super::super::Line;
use super::*;

fn slip() -> Slip {
    Slip {
        heading: "Stadt Schriesheim · Bürgerbüro".into(),
        number: "A047".into(),
        place: "Wartebereich A, Erdgeschoss links".into(),
        way: None,
        lines: vec![
            core("Es warten 4 vor Ihnen, etwa 15–25 Minuten."),
            body("Termine und Nummern werden gemischt aufgerufen."),
            body("Sie hören einen Ton. Ihre Nummer steht dann auf dem Bild-Schirm."),
        ],
        qr: "HTTPS://BUERGER.EXAMPLE/T/7F3C9AKD2M4N6P8R0T2V4X6Z8B".into(),
        short_code: "7F3C-9AKD".into(),
        printed_at: "22.11.2026 09:42".into(),
        title: None,
        is_felt: false,
    }
}

fn core(text: &str) -> Line {
    Line { text: text.into(), size: LineSize::Core }
}

fn body(text: &str) -> Line {
    Line { text: text.into(), size: LineSize::Body }
}

fn texts(layout: &Layout) -> Vec<&Text> {
    let rows = layout.rows.iter();
    rows.filter_map(|row| if let Row::Text(text) = row { Some(text) } else { None }).collect()
}

fn number_dots(number: &str, roll: Roll) -> Result<(usize, usize), Unprintable> {
    let layout = lay_out(&Slip { number: number.into(), ..slip() }, roll)?;
    let row = texts(&layout).into_iter().find(|text| text.text == number).expect("a number row");
    Ok((row.dots_wide(), row.high * CELL_HIGH))
}

#[test]
fn a_german_slip_is_a_hand_wide_and_as_long_as_a_hand() {
    let layout = lay_out(&slip(), Roll::Mm80).unwrap();
    let mm = layout.dots_high() / DOTS_PER_MM;
    assert!((90..=120).contains(&mm), "{mm} mm");
    assert!(matches!(layout.rows.last(), Some(Row::Cut { margin: 64 })));
}

#[test]
fn the_number_is_as_large_as_the_roll_allows() {
    assert_eq!(number_dots("A047", Roll::Mm80), Ok((384, 192)));
    assert_eq!(number_dots("A1000", Roll::Mm80), Ok((480, 192)));
    assert_eq!(number_dots("A047", Roll::Mm58), Ok((288, 144)));
    assert_eq!(number_dots("A1000", Roll::Mm58), Ok((360, 144)));
    assert_eq!(number_dots("A10000", Roll::Mm58), Ok((360, 120)));
    assert_eq!(
        number_dots("AUSWEIS-1", Roll::Mm58),
        Err(Unprintable::NumberTooWide { letters: 9, letters_max: 8 })
    );
}

#[test]
fn a_number_is_never_missing_or_drawn() {
    assert_eq!(number_dots("", Roll::Mm80), Err(Unprintable::NumberMissing));
    assert_eq!(number_dots("А047", Roll::Mm80), Err(Unprintable::NumberLetter { letter: 'А' }));
}

#[test]
fn place_and_wait_have_capitals_of_four_and_a_half_millimetres() {
    for roll in [Roll::Mm80, Roll::Mm58] {
        let layout = lay_out(&slip(), roll).unwrap();
        for text in texts(&layout) {
            // 18 of 24 dots are a capital: twice the height is 36 dots, 4.5 mm.
            assert!(text.high >= 2, "{} is too small", text.text);
            assert!(text.dots_wide() <= roll.dots(), "{} is too wide", text.text);
        }
    }
    let layout = lay_out(&slip(), Roll::Mm80).unwrap();
    let wide: Vec<_> = texts(&layout).into_iter().filter(|text| text.wide == 2).collect();
    assert_eq!(
        wide.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(),
        ["Wartebereich A,", "Erdgeschoss links", "Es warten 4 vor Ihnen,", "etwa 15–25 Minuten."]
    );
}

#[test]
fn what_matters_equally_has_one_size() {
    let lines = vec![core("Vor Ihnen warten 4 Personen."), core("Sie warten etwa 15 bis 25 Minuten.")];
    let widths = |roll| {
        let layout = lay_out(&Slip { lines: lines.clone(), ..slip() }, roll).unwrap();
        let waits = |text: &&&Text| text.text.contains("warten");
        texts(&layout).iter().filter(waits).map(|text| text.wide).collect::<Vec<_>>()
    };
    assert_eq!(widths(Roll::Mm80), [2, 2]);
    assert_eq!(widths(Roll::Mm58), [1, 1], "the second would take three rows, so both are narrow");
}

#[test]
fn only_paragraphs_with_foreign_letters_are_drawn() {
    let mut slip = slip();
    slip.lines.push(body("Ваш номер з’явиться на екрані."));
    slip.lines.push(body("Doğum belgesi"));
    let layout = lay_out(&slip, Roll::Mm80).unwrap();
    let drawn: Vec<_> = layout
        .rows
        .iter()
        .filter_map(
            |row| if let Row::Drawn(drawn) = row { Some((drawn.text.as_str(), drawn.cap)) } else { None },
        )
        .collect();
    assert_eq!(drawn, [("Ваш номер з’явиться на екрані.", 26), ("Doğum belgesi", 26)]);
}

#[test]
fn the_code_stays_coarse_or_is_refused() {
    let modules = |address: String| {
        let layout = lay_out(&Slip { qr: address, ..slip() }, Roll::Mm58)?;
        Ok(layout.rows.iter().find_map(|row| match row {
            Row::Qr { modules, .. } => Some(*modules),
            _ => None,
        }))
    };
    assert_eq!(modules(slip().qr), Ok(Some(29)), "52 capitals are a version 3 code");
    assert_eq!(modules(String::new()), Ok(None));
    assert_eq!(
        modules(format!("https://termine.example/t/{}", "x".repeat(100))),
        Err(Unprintable::QrTooLong { bytes: 126 })
    );
}

#[test]
fn a_leaflet_is_not_a_slip() {
    let long = Slip { lines: vec![body(&"Bringen Sie bitte alles mit. ".repeat(20))], ..slip() };
    assert_eq!(
        lay_out(&long, Roll::Mm80),
        Err(Unprintable::ParagraphTooLong { letters: 579, letters_max: 400 })
    );
    let many = Slip { lines: vec![core("Bitte bringen Sie Ihren Pass mit."); 40], ..slip() };
    assert!(matches!(lay_out(&many, Roll::Mm80), Err(Unprintable::TooLong { mm_max: 500, .. })));
}

#[test]
fn the_arrow_stands_between_the_number_and_the_place() {
    let layout = lay_out(&Slip { way: Some(Direction::Left), ..slip() }, Roll::Mm58).unwrap();
    let at = layout.rows.iter().position(|row| *row == Row::Arrow(Direction::Left)).expect("an arrow");
    let says = |row: &Row, words: &str| matches!(row, Row::Text(text) if text.text.contains(words));
    assert!(says(&layout.rows[at - 1], "A047") && says(&layout.rows[at + 1], "Wartebereich"));
    assert_eq!(layout.dots_high() - lay_out(&slip(), Roll::Mm58).unwrap().dots_high(), 80);
}

#[test]
fn a_second_copy_says_so_first() {
    let copy = Slip { title: Some("Zweitschrift".into()), ..slip() };
    let layout = lay_out(&copy, Roll::Mm80).unwrap();
    assert_eq!(texts(&layout)[0].text, "Zweitschrift");
}

#[test]
fn code_and_time_share_a_row_where_they_fit() {
    let layout = lay_out(&slip(), Roll::Mm58).unwrap();
    let last = texts(&layout).pop().expect("rows");
    assert_eq!(last.text, "7F3C-9AKD       22.11.2026 09:42");
}

/// Random texts of all lengths and letters: whatever is laid out stays on the paper.
#[test]
fn no_row_is_ever_wider_than_the_roll() {
    let mut seed = 47_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) % below
    };
    let letters: Vec<char> = "abcdefgäöüßABCÄ0123 - ,.  €–  ".chars().collect();
    for _ in 0..1_000 {
        let mut text = |longest: u64| -> String {
            (0..random(longest)).map(|_| letters[random(letters.len() as u64) as usize]).collect()
        };
        let slip = Slip {
            heading: text(80),
            place: text(120),
            lines: vec![core(&text(150)), body(&text(300))],
            short_code: text(40),
            qr: String::new(),
            ..slip()
        };
        for roll in [Roll::Mm80, Roll::Mm58] {
            let layout = lay_out(&slip, roll).expect("texts within the limits fit");
            for text in texts(&layout) {
                assert!(text.dots_wide() <= roll.dots(), "{roll:?}: {}", text.text);
            }
        }
    }
}
