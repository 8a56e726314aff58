//! What is read to one person: the newest thing alone, and silence at once.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use hardware::keypad::{Felt, Key, Keypad, KeypadFault, MemoryKeypad};
use hardware::reader::{EspeakReader, FolderReader, Reader, ReaderFault, Reading};

use crate::scratch::{folder, until};

fn reading(text: &str) -> Reading {
    Reading { text: text.into(), language: "de-x-plain".into(), words_a_minute: 150, loudness: 80 }
}

/// A voice that writes who it is and what it was told, and would speak for a minute.
#[test]
fn what_is_new_stops_what_is_old_and_a_hush_stops_all() {
    let dir = folder("hush");
    let (log, voice) = (dir.join("log"), dir.join("voice"));
    let script = format!("#!/bin/sh\necho \"$$ $*: $(cat)\" >> {}\nexec sleep 60\n", log.display());
    fs::write(&voice, script).expect("it can be written");
    fs::set_permissions(&voice, fs::Permissions::from_mode(0o755)).expect("it can be run");
    let read = || fs::read_to_string(&log).unwrap_or_default();
    let nth = |line: usize| read().lines().nth(line).expect("it was written").to_owned();
    let said = |line: usize| nth(line).split_once(' ').expect("who, and what").1.to_owned();
    let speaks = |line: usize| Path::new("/proc").join(nth(line).split(' ').next().unwrap_or("-")).exists();
    let mut reader = EspeakReader::with_program(&voice);
    reader.read(&reading("-v eins")).expect("the voice is there");
    until("the first is being read", || read().lines().count() == 1);
    assert!(speaks(0));
    reader.read(&reading("zwei")).expect("the voice is there");
    assert!(!speaks(0), "what is new stops what is old");
    until("the second is being read", || read().lines().count() == 2);
    assert!(speaks(1));
    reader.hush();
    assert!(!speaks(1), "silence");
    let how = "-v de -s 150 -a 80 -b 1 --stdin";
    assert_eq!([said(0), said(1)], [format!("{how}: -v eins"), format!("{how}: zwei")]);
    fs::remove_dir_all(dir).expect("the test cleans up");
}

#[test]
fn a_machine_without_a_voice_says_so() {
    let mut reader = EspeakReader::with_program("/no/such/voice");
    assert_eq!(reader.read(&reading("eins")), Err(ReaderFault::Gone));
}

#[test]
fn the_folder_has_a_line_for_everything_that_is_read() {
    let dir = folder("lines");
    let mut reader = FolderReader::open(&dir).expect("a folder");
    reader.read(&reading("Willkommen")).expect("it is written");
    reader.hush();
    assert_eq!(fs::read_to_string(dir.join("read.log")).expect("a file"), "de-x-plain Willkommen\n-\n");
    fs::remove_dir_all(dir).expect("the test cleans up");
}

#[test]
fn a_keypad_tells_what_was_pressed_until_it_is_pulled_out() {
    let (mut keypad, hand) = MemoryKeypad::new();
    hand.plugs(true);
    hand.presses(Key::Ok);
    drop(hand);
    assert_eq!(keypad.next(), Ok(Felt::Headset(true)));
    assert_eq!(keypad.next(), Ok(Felt::Pressed(Key::Ok)));
    assert_eq!(keypad.next(), Err(KeypadFault::Closed));
}
