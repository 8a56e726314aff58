//! Our bytes, read by somebody else: the printer simulator emupos (PyPI), which knows nothing of us.
//!
//! Found by `EMUPOS` or in the cache folder's `wartemarke/emupos/bin/emupos`; without it every test
//! here says SKIPPED and passes. Set `KEEP_PAPER` to a folder to look at the paper yourself.

#[path = "devices/samples.rs"]
mod samples;

#[path = "devices/skip.rs"]
mod skip;

#[path = "emupos/machine.rs"]
mod machine;

use hardware::printer::{Printed, Printer, PrinterFault, PrinterState};
use hardware::slip::Roll;
use machine::{Emupos, Paper};
use samples::{STATUS_PAGE, german, german_and};

#[test]
fn a_german_slip_comes_out_as_it_was_meant() {
    for roll in [Roll::Mm80, Roll::Mm58] {
        let Some(emupos) = Emupos::switched_on(roll) else { return };
        assert_eq!(emupos.over_network().print(&german("A047")), Ok(Printed::Confirmed));

        let paper = emupos.only_paper("de");
        for words in ["Stadt Schriesheim · Bürgerbüro", "A047", "7F3C-9AKD", "22.11.2026 09:42"] {
            assert!(paper.text.contains(words), "{roll:?}: {words} in\n{}", paper.text);
        }
        let running = paper.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in [
            "Wartebereich A: Bürgerbüro, Erdgeschoss links",
            "Wartende vor Ihnen: 4",
            "Etwa 15 bis 25 Minuten.",
            "Sie hören einen Ton und sehen dann Ihre Nummer.",
        ] {
            assert!(running.contains(sentence), "{roll:?}: {sentence} in\n{running}");
        }
        assert!(!paper.text.contains("[image"), "a German slip needs no picture");
        assert_code_is_read(&paper);
        assert_number_is_big(&paper, roll);
        emupos.assert_understood_everything();
    }
}

/// Those whose letters the printer lacks, the longest words, and one that it has the letters of.
#[test]
fn slips_in_five_languages_stay_on_the_paper_and_their_codes_are_read() {
    for roll in [Roll::Mm80, Roll::Mm58] {
        for language in ["uk", "ar", "tr", "pl", "fr"] {
            let Some(emupos) = Emupos::switched_on(roll) else { return };
            comes_out(emupos.over_network().print(&german_and(language)));
            let paper = emupos.only_paper(language);
            assert!(paper.text.contains("A1000"), "{}", paper.text);
            assert!(paper.text.contains("Ihre Nummer"), "German stays text: {}", paper.text);
            // The arrow, and with it every sentence that the printer has not all letters of.
            let pictures = paper.text.matches("[image ").count();
            assert_eq!(pictures > 1, language != "fr", "{language}: {}", paper.text);
            assert_nothing_leaves_the_paper(&paper, roll);
            assert_code_is_read(&paper);
            assert_number_is_big(&paper, roll);
            emupos.assert_understood_everything();
        }
    }
}

#[test]
fn no_strangers_slip_comes_out_after_the_roll_was_changed() {
    let Some(emupos) = Emupos::switched_on(Roll::Mm80) else { return };
    let mut printer = emupos.over_network();
    let table = [
        ("paper-out", PrinterFault::PaperOut),
        ("cover-open", PrinterFault::CoverOpen),
        ("offline", PrinterFault::Gone),
    ];
    for (misfortune, fault) in table {
        emupos.suffers(misfortune);
        assert_eq!(printer.state(), PrinterState::Faulty(fault), "{misfortune}");
        assert_eq!(printer.print(&german("A666")), Err(fault), "{misfortune}");
        emupos.recovers_from(misfortune);
        assert_eq!(printer.state(), PrinterState::Ready, "{misfortune}");
    }
    // Jobs come out in order: had one of them been kept, it would lie before this one.
    comes_out(printer.print(&german("A048")));
    let paper = emupos.only_paper("after-faults");
    assert!(paper.text.contains("A048") && !paper.text.contains("A666"), "{}", paper.text);
    emupos.assert_understood_everything();
}

#[test]
fn a_roll_that_ends_soon_still_prints() {
    let Some(emupos) = Emupos::switched_on(Roll::Mm80) else { return };
    emupos.suffers("paper-near-end");
    assert_eq!(emupos.over_network().state(), PrinterState::PaperLow);
    comes_out(emupos.over_network().print(&german("A049")));
    assert!(emupos.only_paper("low").text.contains("A049"));
}

/// A serial line of the simulator stands in for the kernel's USB device: both are files that
/// answer.
#[test]
fn a_printer_behind_a_device_file_prints_and_says_what_is_wrong() {
    let Some(emupos) = Emupos::switched_on(Roll::Mm80) else { return };
    let mut printer = emupos.through_device_file();
    assert_eq!(printer.state(), PrinterState::Ready);
    emupos.suffers("cover-open");
    assert_eq!(printer.print(&german("A050")), Err(PrinterFault::CoverOpen));
    emupos.recovers_from("cover-open");
    comes_out(printer.print(&german_and("uk")));
    let paper = emupos.only_paper("device-file");
    assert!(paper.text.contains("A1000") && !paper.text.contains("A050"), "{}", paper.text);
    assert_code_is_read(&paper);
    emupos.assert_understood_everything();
}

/// Where the paper is the point, it does not matter how sure the printer was: on a busy machine the
/// simulator answers too late to be believed. That it confirms is the German slip's story.
#[track_caller]
fn comes_out(outcome: Result<Printed, PrinterFault>) {
    assert!(outcome.is_ok(), "{outcome:?}");
}

fn assert_code_is_read(paper: &Paper) {
    assert!(paper.text.contains(&format!("[qr {STATUS_PAGE}]")), "{}", paper.text);
    match paper.code() {
        Some(code) => assert_eq!(code, STATUS_PAGE),
        None => skip::skipped("zbarimg is not installed, the code was not read"),
    }
}

/// Text that is too wide goes on in the next row, and a picture that is too wide is cut: neither may happen.
fn assert_nothing_leaves_the_paper(paper: &Paper, roll: Roll) {
    let columns = roll.dots() / 12;
    for row in paper.text.lines().filter(|row| !row.starts_with('[')) {
        assert!(row.trim_end().chars().count() <= columns, "{roll:?}: {row:?} in\n{}", paper.text);
    }
    for picture in paper.text.split("[image ").skip(1) {
        let wide: usize = picture.split('x').next().and_then(|wide| wide.parse().ok()).expect("a width");
        assert!(wide <= roll.dots(), "{roll:?}: a picture of {wide} dots in\n{}", paper.text);
    }
    assert_eq!(paper.dots_wide(), roll.dots(), "the paper is as wide as the head");
}

/// The first thing on the paper that is more than a centimetre high.
fn assert_number_is_big(paper: &Paper, roll: Roll) {
    let (high, wide) = paper.first_band_higher_than(80).expect("something big on the paper");
    let (high_mm, wide_mm) = (high / 8, wide / 8);
    // Capitals of 24 mm (18 mm) cells; the simulator's are a little smaller than Epson's.
    let high_mm_min = if roll == Roll::Mm80 { 15 } else { 11 };
    assert!(high_mm >= high_mm_min, "{high_mm} mm high");
    assert!(wide_mm >= 30 && wide <= roll.dots(), "{wide_mm} mm wide");
}
