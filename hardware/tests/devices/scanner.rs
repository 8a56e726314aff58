//! Codes that are really read: from a serial line, and from a file.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use hardware::scanner::{FolderScanner, LINE_CHARS_MAX, SCANS_FILE, Scanner, ScannerFault, SerialScanner};
use serialport::{SerialPort, TTYPort};

use crate::scratch::{PATIENCE, folder};

#[test]
fn a_scanner_on_a_line_is_read_unplugged_and_read_again() {
    let dir = folder("scanner-line");
    let path = dir.join("ttyACM0");
    let scanned = listens(SerialScanner::follow(&path, 9_600));
    assert_eq!(next(&scanned), Err(ScannerFault::Gone), "it was never there");
    for code in ["7F3C-9AKD", "8F3C-9AKD"] {
        let (mut scanner, line) = TTYPort::pair().expect("the kernel makes lines");
        let named = line.name().expect("it has a name");
        std::os::unix::fs::symlink(named, &path).expect("a folder of our own");
        // What ends a program at a terminal is a letter like others on this line, and spoils it.
        let mut sent = b"\x037F3C\r\n".to_vec();
        sent.extend(b"A".repeat(LINE_CHARS_MAX * 4));
        sent.extend(format!("\r{code}\r\n").bytes());
        scanner.write_all(&sent).expect("it is there");
        assert_eq!(next(&scanned).as_deref(), Ok(code));
        fs::remove_file(&path).expect("it is there");
        drop((scanner, line));
        assert_eq!(next(&scanned), Err(ScannerFault::Gone));
    }
    fs::remove_dir_all(&dir).expect("the test cleans up");
}

#[test]
fn somebody_who_tries_scans_from_a_file() {
    let dir = folder("scanner-file");
    let file = dir.join(SCANS_FILE);
    let appends = |text: &str| {
        let mut file = OpenOptions::new().append(true).open(&file).expect("it is there");
        file.write_all(text.as_bytes()).expect("it can be written");
    };
    drop(FolderScanner::open(&dir).expect("a folder of our own"));
    appends("what was there before\n");
    let scanned = listens(FolderScanner::open(Path::new(&dir)).expect("a folder of our own"));
    appends("# a comment\n\n  7F3C-9AKD \nMüller\n");
    appends(&format!("{}\nHTTPS://TERMINE/B/1\n", "A".repeat(LINE_CHARS_MAX + 1)));
    assert_eq!(next(&scanned).as_deref(), Ok("7F3C-9AKD"));
    assert_eq!(next(&scanned).as_deref(), Ok("HTTPS://TERMINE/B/1"), "and nothing strange in between");
    fs::remove_dir_all(&dir).expect("the test cleans up");
}

fn listens(mut scanner: impl Scanner + 'static) -> Receiver<Result<String, ScannerFault>> {
    let (tell, told) = channel();
    // Ends with the test's process.
    std::thread::spawn(move || while tell.send(scanner.next()).is_ok() {});
    told
}

fn next(scanned: &Receiver<Result<String, ScannerFault>>) -> Result<String, ScannerFault> {
    scanned.recv_timeout(PATIENCE).expect("something is scanned in time")
}
