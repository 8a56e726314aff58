//! Gongs: one after the other, in the background, and a missing sound card is noticed.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use hardware::speaker::{
    AplaySpeaker, FolderSpeaker, MemorySpeaker, Speaker, SpeakerFault, SpeakerKind, gong_wav,
};

/// Longer than any player of these tests needs, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(30);

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("wartemarke-speaker-{}-{name}", std::process::id()));
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(&dir).expect("a writable folder");
    dir
}

/// Waits for something another thread brings about.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "still waiting until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn three_calls_at_once_ring_one_after_the_other() {
    let dir = folder("serial");
    let log = dir.join("log");
    // A sound rings on after the player has taken all of it.
    let script = format!("echo begin >> {0}; wc -c >> {0}; sleep 0.2; echo end >> {0}", log.display());
    let mut speaker = AplaySpeaker::with_player("sh", &["-c", &script]).unwrap();
    for _ in 0..3 {
        assert_eq!(speaker.gong(), Ok(()));
    }
    let read = || fs::read_to_string(&log).unwrap_or_default();
    until("three gongs have ended", || read().matches("end").count() == 3);
    let one = format!("begin\n{}\nend\n", gong_wav().len());
    assert_eq!(read(), one.repeat(3), "each whole, and none begins before the last has ended");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_machine_without_a_sound_card_says_so_at_the_next_gong() {
    let mut speaker = AplaySpeaker::with_player("/no/such/player", &[]).unwrap();
    until("the first gong has failed", || speaker.gong() == Err(SpeakerFault::Gone));
}

#[test]
fn the_folder_has_a_sound_and_a_line_for_each_gong() {
    let dir = folder("files");
    let mut speaker = SpeakerKind::Folder { dir: dir.clone() }.open().unwrap();
    speaker.gong().unwrap();
    FolderSpeaker::open(&dir).unwrap().gong().unwrap();
    speaker.gong().unwrap();
    assert_eq!(fs::read(dir.join("gong-0002.wav")).unwrap(), gong_wav());
    let log = fs::read_to_string(dir.join("gong.log")).unwrap();
    assert_eq!(log.lines().count(), 3);
    assert!(log.ends_with(" gong-0002.wav\n"), "{log}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_memory_speaker_counts_what_was_heard() {
    let handle = MemorySpeaker::default();
    let mut speaker = handle.clone();
    speaker.gong().unwrap();
    handle.unplug(true);
    assert_eq!(speaker.gong(), Err(SpeakerFault::Gone));
    assert_eq!(handle.rung(), 1);
}
