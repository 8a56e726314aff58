//! Keys that are really pressed: on a keyboard that the kernel makes for us, where it may, and in a file.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use evdev::uinput::VirtualDevice;
use evdev::{AttributeSet, EventType, InputEvent, KeyCode};
use hardware::keypad::{EvdevKeypad, Felt, FolderKeypad, KEYS_FILE, Key, KeyTable, Keypad, KeypadFault};

use crate::scratch::{PATIENCE, folder};
use crate::skip::skipped;

#[test]
fn a_keyboard_is_felt_unplugged_and_felt_again() {
    let name = format!("wartemarke keypad {}", std::process::id());
    let mut board = match keyboard(&name) {
        Ok(board) => board,
        Err(why) => return skipped(&format!("the kernel makes no keyboard for this test: {why}")),
    };
    let felt = listens(EvdevKeypad::follow(&name, None, KeyTable::default()));
    press_until_felt(&mut board, &felt);
    drop(board);
    assert_eq!(next(&felt), Err(KeypadFault::Gone));
    let mut board = keyboard(&name).expect("it could be made before");
    press_until_felt(&mut board, &felt);
}

/// The keypad may be found a moment after the first press.
fn press_until_felt(board: &mut VirtualDevice, felt: &Receiver<Result<Felt, KeypadFault>>) {
    for _ in 0..20 {
        let key = |value| InputEvent::new(EventType::KEY.0, KeyCode::KEY_UP.0, value);
        board.emit(&[key(1), key(0)]).expect("it can be pressed");
        match felt.recv_timeout(Duration::from_millis(500)) {
            Ok(Err(KeypadFault::Gone)) | Err(_) => continue,
            Ok(pressed) => return assert_eq!(pressed, Ok(Felt::Pressed(Key::Up))),
        }
    }
    panic!("nothing was felt");
}

fn keyboard(name: &str) -> std::io::Result<VirtualDevice> {
    let keys: AttributeSet<KeyCode> = [KeyCode::KEY_UP, KeyCode::KEY_ENTER].into_iter().collect();
    VirtualDevice::builder()?.name(name).with_keys(&keys)?.build()
}

#[test]
fn somebody_who_tries_presses_keys_in_a_file() {
    let dir = folder("keypad");
    let file = dir.join(KEYS_FILE);
    let appends = |text: &str| {
        let mut file = OpenOptions::new().append(true).open(&file).expect("it is there");
        file.write_all(text.as_bytes()).expect("it can be written");
    };
    drop(FolderKeypad::open(&dir).expect("a folder of our own"));
    let explained = fs::read_to_string(&file).expect("it was made");
    assert!(explained.contains("#   headset-in"), "the file says what can be written");
    appends("help\n");
    let felt = listens(FolderKeypad::open(&dir).expect("a folder of our own"));
    appends("# what was there before is nobody's press\nup\nmoonwalk\n  ok \nheadset-in\n");
    for wanted in [Felt::Pressed(Key::Up), Felt::Pressed(Key::Ok), Felt::Headset(true)] {
        assert_eq!(next(&felt), Ok(wanted));
    }
    // An editor that leaves the last line without an end, and ends it later.
    appends("ba");
    appends("ck\n");
    assert_eq!(next(&felt), Ok(Felt::Pressed(Key::Back)));
    let away = dir.join("away");
    fs::rename(&file, &away).expect("it is there");
    assert_eq!(next(&felt), Err(KeypadFault::Gone));
    let anew = fs::read_to_string(&away).expect("it is there") + "speed\n";
    fs::write(&away, anew).expect("it can be written");
    fs::rename(&away, &file).expect("it is there");
    assert_eq!(next(&felt), Ok(Felt::Pressed(Key::Speed)), "and nothing that was pressed before");
    fs::remove_dir_all(&dir).expect("the test cleans up");
}

fn listens(mut keypad: impl Keypad + 'static) -> Receiver<Result<Felt, KeypadFault>> {
    let (tell, told) = channel();
    // Ends with the test's process.
    std::thread::spawn(move || while tell.send(keypad.next()).is_ok() {});
    told
}

fn next(felt: &Receiver<Result<Felt, KeypadFault>>) -> Result<Felt, KeypadFault> {
    felt.recv_timeout(PATIENCE).expect("something is felt in time")
}
