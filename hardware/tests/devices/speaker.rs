//! Gongs: one after the other, in the background, and a missing sound card is noticed.

use std::fs;
use std::process::Command;

use hardware::speaker::{
    AplaySpeaker, FolderSpeaker, MemorySpeaker, Sentence, Sound, Speaker, SpeakerFault, SpeakerKind, Volume,
    can_speak,
};

use crate::scratch::{folder, until};
use crate::skip::skipped;

#[test]
fn three_calls_at_once_ring_one_after_the_other() {
    let dir = folder("serial");
    let log = dir.join("log");
    // A sound rings on after the player has taken all of it.
    let script = format!("echo begin >> {0}; wc -c >> {0}; sleep 0.2; echo end >> {0}", log.display());
    let mut speaker = AplaySpeaker::with_player("sh", &["-c", &script]).unwrap();
    for _ in 0..3 {
        assert_eq!(speaker.play(&Sound::gong()), Ok(()));
        assert!(speaker.is_sounding());
    }
    let read = || fs::read_to_string(&log).unwrap_or_default();
    until("three gongs have ended", || read().matches("end").count() == 3);
    let one = format!("begin\n{}\nend\n", Sound::gong().wav().len());
    assert_eq!(read(), one.repeat(3), "each whole, and none begins before the last has ended");
    until("nothing is heard any more", || !speaker.is_sounding());
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_machine_without_a_sound_card_says_so_at_the_next_gong() {
    let mut speaker = AplaySpeaker::with_player("/no/such/player", &[]).unwrap();
    until("the first gong has failed", || speaker.play(&Sound::gong()) == Err(SpeakerFault::Gone));
}

#[test]
fn the_folder_has_a_sound_and_a_line_for_each_gong() {
    let dir = folder("files");
    let mut speaker = SpeakerKind::Folder { dir: dir.clone() }.open().unwrap();
    speaker.play(&Sound::gong()).unwrap();
    FolderSpeaker::open(&dir).unwrap().play(&Sound::gong()).unwrap();
    speaker.play(&Sound { sentences: vec![sentence("Nummer A 47", "de")], ..Sound::gong() }).unwrap();
    assert_eq!(fs::read(dir.join("gong-0001.wav")).unwrap(), Sound::gong().wav());
    let log = fs::read_to_string(dir.join("gong.log")).unwrap();
    assert_eq!(log.lines().count(), 3);
    assert!(log.ends_with(" gong-0002.wav de: Nummer A 47\n"), "{log}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_memory_speaker_remembers_what_was_heard() {
    let handle = MemorySpeaker::default();
    let mut speaker = handle.clone();
    let said = Sound { sentences: vec![sentence("Номер A 47", "uk")], ..Sound::gong() };
    speaker.play(&said).unwrap();
    handle.unplug(true);
    assert_eq!(speaker.play(&said), Err(SpeakerFault::Gone));
    assert_eq!((handle.rung(), handle.said()), (1, said.sentences));
}

#[test]
fn every_language_of_ours_is_spoken_after_the_gong() {
    if Command::new("espeak-ng").arg("--version").output().is_err() {
        skipped("espeak-ng is not installed, so nothing was spoken");
        return;
    }
    let gong = Sound::gong().wav().len();
    for language in ["de", "de-x-plain", "en", "uk", "ru", "tr", "ar", "fa", "pl", "ro", "bg", "fr"] {
        assert!(can_speak(language), "{language}");
        let sound = Sound { sentences: vec![sentence("A 47, 3", language)], ..Sound::gong() };
        // Half a second of silence, and a good second of words at the least.
        let seconds = (sound.wav().len() - gong) as f64 / 88_200.0;
        assert!((1.5..6.0).contains(&seconds), "{language}: {seconds} s");
    }
    assert!(!can_speak("tlh"));
    let unknown = Sound { sentences: vec![sentence("nuqneH", "tlh")], ..Sound::gong() };
    assert_eq!(unknown.wav(), Sound::gong().wav(), "the gong rings all the same");
}

#[test]
fn a_silent_sound_is_as_long_and_has_no_sample() {
    let silent = Sound { volume: Volume::SILENT, ..Sound::gong() }.wav();
    assert!(silent[44..].iter().all(|byte| *byte == 0));
    assert_eq!(silent.len(), Sound::gong().wav().len());
    assert_eq!(Volume::percent(101), None);
}

fn sentence(text: &str, language: &str) -> Sentence {
    Sentence { text: text.into(), language: language.into() }
}
