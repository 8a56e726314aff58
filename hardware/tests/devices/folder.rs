//! The folder and the memory: playing and testing.

use std::fs;
use std::process::Command;

use hardware::printer::{
    FolderPrinter, MemoryPrinter, Printed, Printer, PrinterFault, PrinterKind, PrinterState,
};
use hardware::slip::{Roll, Slip, Unprintable};

use crate::samples::{STATUS_PAGE, german, german_and};
use crate::scratch::folder;

fn say(dir: &std::path::Path, text: &str) {
    fs::write(dir.join("printer-state.txt"), text).expect("a writable folder");
}

#[test]
fn a_person_pulls_out_the_paper_and_puts_it_back() {
    let dir = folder("paper");
    let mut printer = FolderPrinter::open(&dir, Roll::Mm80).unwrap();
    assert_eq!(printer.state(), PrinterState::Ready);
    let explained = fs::read_to_string(dir.join("printer-state.txt")).unwrap();
    assert!(explained.contains("#   paper-out    kein Papier"), "the file says what can be written");

    say(&dir, &explained.replace("\nready", "\npaper-out"));
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::PaperOut));
    say(&dir, "  paper-low  # gleich leer\n");
    assert_eq!(printer.state(), PrinterState::PaperLow);
    assert_eq!(printer.print(&german("A002")), Ok(Printed::Confirmed));

    let text = fs::read_to_string(dir.join("slip-0001.txt")).unwrap();
    assert!(text.contains("A002") && text.contains(STATUS_PAGE), "{text}");
    assert!(!dir.join("slip-0002.png").exists(), "the slip without paper was never printed");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn every_word_is_a_state_and_another_word_is_a_printer_that_is_gone() {
    let dir = folder("words");
    let mut printer = FolderPrinter::open(&dir, Roll::Mm58).unwrap();
    let table = [
        ("cover-open", PrinterFault::CoverOpen),
        ("cutter-jam", PrinterFault::CutterJam),
        ("gone", PrinterFault::Gone),
        ("papier-alle", PrinterFault::Gone),
        ("ready paper-out", PrinterFault::Gone),
        ("", PrinterFault::Gone),
    ];
    for (word, fault) in table {
        say(&dir, word);
        assert_eq!(printer.state(), PrinterState::Faulty(fault), "{word:?}");
    }
    fs::remove_file(dir.join("printer-state.txt")).unwrap();
    assert_eq!(printer.state(), PrinterState::Faulty(PrinterFault::Gone));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn slips_of_an_earlier_run_keep_their_names() {
    let dir = folder("names");
    FolderPrinter::open(&dir, Roll::Mm80).unwrap().print(&german("A001")).unwrap();
    FolderPrinter::open(&dir, Roll::Mm80).unwrap().print(&german("A002")).unwrap();
    assert!(fs::read_to_string(dir.join("slip-0001.txt")).unwrap().contains("A001"));
    assert!(fs::read_to_string(dir.join("slip-0002.txt")).unwrap().contains("A002"));
    fs::remove_dir_all(dir).unwrap();
}

/// Set `KEEP_PAPER` to a folder to look at the pictures yourself.
#[test]
fn the_picture_has_the_width_of_the_paper_and_a_code_that_phones_read() {
    for (roll, name, width) in [(Roll::Mm80, "80mm", 640), (Roll::Mm58, "58mm", 464)] {
        for (language, slip) in [("de", german("A047")), ("uk", german_and("uk")), ("ar", german_and("ar"))] {
            let dir = folder(&format!("picture-{name}-{language}"));
            FolderPrinter::open(&dir, roll).unwrap().print(&slip).unwrap();
            let png = dir.join("slip-0001.png");
            let decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(&png).unwrap()));
            assert_eq!(decoder.read_info().unwrap().info().width, width);
            match Command::new("zbarimg").args(["-q", "--raw"]).arg(&png).output() {
                Ok(read) => assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), STATUS_PAGE),
                Err(_) => println!("SKIPPED: zbarimg is not installed, the code was not read"),
            }
            if let Some(keep) = std::env::var_os("KEEP_PAPER").map(std::path::PathBuf::from) {
                fs::create_dir_all(&keep).unwrap();
                fs::copy(&png, keep.join(format!("folder-{name}-{language}.png"))).unwrap();
            }
            fs::remove_dir_all(dir).unwrap();
        }
    }
}

#[test]
fn a_slip_that_does_not_fit_is_refused_by_every_printer() {
    let dir = folder("refused");
    let no_number = Slip { number: String::new(), ..german("A001") };
    let refused = Err(PrinterFault::Unprintable(Unprintable::NumberMissing));
    for kind in [
        PrinterKind::Folder { dir: dir.clone(), roll: Roll::Mm80 },
        PrinterKind::Memory { roll: Roll::Mm80 },
        PrinterKind::Tcp { address: "127.0.0.1:9".into(), roll: Roll::Mm80, one_way: false },
        PrinterKind::Usb { path: "/dev/usb/lp9".into(), roll: Roll::Mm80, one_way: false },
    ] {
        assert_eq!(kind.open().unwrap().print(&no_number), refused, "{kind:?}");
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_memory_printer_keeps_what_came_out() {
    let handle = MemoryPrinter::default();
    let mut printer = handle.clone();
    handle.set(PrinterFault::CoverOpen);
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::CoverOpen));
    handle.set(PrinterState::Ready);
    assert_eq!(printer.print(&german("A002")), Ok(Printed::Confirmed));
    let numbers: Vec<_> = handle.printed().into_iter().map(|slip| slip.number).collect();
    assert_eq!(numbers, ["A002"]);
}
