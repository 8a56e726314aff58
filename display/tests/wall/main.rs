//! The wall as people see and hear it: a real window, a hand-moved clock, no network.

mod around;
mod legible;
mod stage;
mod voice;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use stage::Stage;

#[test]
fn a_number_is_called_and_rings() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A046>5", 7);
    stage.reads("Number A046 to counter 5");
    assert_eq!(stage.gongs(), 0);

    stage.call("A047>3");
    stage.board("open", "A047>3 A046>5", 6);
    stage.reads("Number A047 to counter 3");
    assert_eq!(stage.gongs(), 1);
    assert_eq!(stage.said("Personen"), ["Es warten 6 Personen."]);
    assert!(stage.view().calls[0].lit, "a new call blinks");

    stage.passes(0.5);
    assert!(!stage.view().calls[0].lit, "half a second later it is in the dark half");
}

#[test]
fn what_the_town_says_today_stands_below() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A047>3", 6);
    assert_eq!(stage.said("gemischt").len(), 1);
    stage.notice =
        Some("Heute keine Führerscheine und keine Fahrzeuge. Bitte kommen Sie am Donnerstag.".into());
    for hall in ["open", "last", "closed", "soon"] {
        stage.board(hall, "A047>3", 6);
        assert_eq!(stage.said("Donnerstag"), [stage.notice.clone().expect("it is said")]);
        stage.everything_has_room();
    }
    stage.notice = None;
    stage.board("open", "A047>3", 6);
    assert_eq!(stage.said("Donnerstag"), [] as [&str; 0]);
}

/// No words are left out: they are written smaller, and what is too much takes turns.
#[test]
fn the_longest_notice_and_the_longest_name_are_read_to_their_end() {
    for screen in [include_str!("../../ui/wall.slint"), include_str!("../../ui/calls.slint")] {
        assert!(!screen.contains("elide"), "words may be left out");
    }
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.zone_name =
        "Fachbereich Bürgerdienste, Ausländerbehörde und Einbürgerung, Standesamt und Archiv".into();
    stage.notice = Some("W".repeat(wire::http::NOTICE_CHARS_MAX));
    stage.board("open", "A047>3", 6);
    stage.everything_has_room();
    assert_eq!(stage.said("Archiv"), [stage.zone_name.clone()]);
    assert_eq!(stage.said("WWW"), [stage.notice.clone().expect("it is said")]);
}

#[test]
fn the_hub_is_silent_for_three_seconds() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A047>3 A046>5", 6);
    stage.passes(2.999);
    assert_eq!(stage.said("aktualisiert"), [] as [&str; 0]);
    stage.passes(0.001);
    assert_eq!(stage.said("aktualisiert"), ["Diese Anzeige wird gerade aktualisiert."]);
    stage.reads("Number A047 to counter 3");
    assert_eq!(stage.said("aufgerufen um"), ["Nummer, aufgerufen um 10:47 Uhr"]);
    stage.everything_has_room();
    assert_eq!(stage.said("Personen"), [] as [&str; 0], "nobody is promised an old wait");
    stage.heartbeat();
    assert_eq!(stage.said("aktualisiert"), [] as [&str; 0]);
    assert_eq!(stage.said("Personen"), ["Es warten 6 Personen."]);
}

#[test]
fn a_wall_that_can_hear_nothing_any_more_says_so_to_whoever_started_it() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A047>3", 6);
    assert!(stage.nobody_listens_any_more());
    stage.reads("Number A047 to counter 3");
}

#[test]
fn every_state_of_the_day_has_its_sentence() {
    let mut stage = Stage::new();
    assert_eq!(stage.said("aktualisiert"), ["Diese Anzeige wird gerade aktualisiert."]);
    stage.heartbeat();
    for (hall, shown, said) in [
        ("soon", "", "Wir öffnen um 10:30 Uhr."),
        ("tomorrow", "", "Wir öffnen am 12.03. um 10:30 Uhr."),
        ("open", "", "Willkommen. Es wurde noch niemand aufgerufen."),
        ("open", "A001>1", "Frühere Aufrufe sehen Sie hier."),
        ("last", "A001>1", "Wer eine Nummer hat, wird noch aufgerufen."),
        ("last", "", "Heute gibt es keine neuen Nummern mehr."),
        ("closed", "", "Wir haben geschlossen."),
    ] {
        stage.board(hall, shown, 3);
        assert!(!stage.said(said).is_empty(), "{hall} does not say: {said}");
        stage.everything_has_room();
    }
}

#[test]
fn the_wait_is_told_as_it_is() {
    let mut stage = Stage::new();
    stage.heartbeat();
    for (from, to, waiting, said) in [
        (10, 20, 7, "Mit einer neuen Nummer warten Sie etwa 10 bis 20 Minuten."),
        (5, 5, 1, "Mit einer neuen Nummer warten Sie etwa 5 Minuten."),
        (1, 1, 1, "Mit einer neuen Nummer warten Sie etwa 1 Minute."),
        (0, 0, 0, "Zurzeit gibt es kaum Wartezeit."),
    ] {
        stage.minutes(from, to);
        stage.board("open", "A001>1", waiting);
        assert!(!stage.said(said).is_empty(), "{from} to {to} does not say: {said}");
        stage.everything_has_room();
    }
    stage.no_counter_open();
    stage.board("open", "A001>1", 2);
    assert_eq!(stage.said("Schalter besetzt"), ["Im Moment ist kein Schalter besetzt."]);
}

#[test]
fn the_language_of_the_wall_is_the_configured_one() {
    let stage = Stage::in_language("en");
    assert_eq!(stage.said("updated"), ["This display is being updated."]);
}

#[test]
fn the_longest_number_and_the_longest_counter_stay_on_the_wall() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "W1000>Zimmer_204 W1001>12 W1002>3 W1003>Infothek", 0);
    stage.everything_has_room();
}

#[test]
fn whoever_is_fetched_reads_that_they_may_stay() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.call("A047>");
    stage.board("open", "A047> W1046> A044>1 A045>12", 7);
    stage.reads("Number A047: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.");
    stage.reads("Number W1046: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.");
    stage.reads("Number A044 to counter 1");
    assert_eq!(stage.said("Bitte bleiben Sie sitzen").len(), 2, "in the place of the counter");
    assert_eq!(stage.said("Schalter").len(), 0, "there is none above it");
    stage.everything_has_room();
}

/// WCAG 2.2.2 and 2.3.1: no longer than five seconds, and not more often than three times in one.
#[test]
fn a_call_blinks_once_a_second_for_five_seconds_and_then_no_more() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A046>5", 7);
    stage.call("A047>3");
    stage.board("open", "A047>3 A046>5", 6);
    let mut lit = Vec::new();
    for _ in 0..10 {
        stage.heartbeat();
        for _ in 0..4 {
            lit.push(stage.view().calls[0].lit);
            stage.passes(0.25);
        }
    }
    let (blinking, after) = lit.split_at(20);
    assert!(blinking.chunks(4).all(|second| second == [true, true, false, false]), "{blinking:?}");
    assert!(after.iter().all(|lit| !lit), "{after:?}");
}

/// WCAG 1.4.6: 7:1 for all text, computed from the theme, by day and by night.
#[test]
fn contrast() {
    let theme = include_str!("../../ui/theme.slint");
    let colours = |name: &str| {
        let line = theme.split(&format!("<color> {name}: ")).nth(1).expect("a colour");
        let hex = |part: &str| u32::from_str_radix(&part[..6], 16).expect("six digits");
        let both: Vec<u32> = line[..line.find(';').expect("an end")].split('#').skip(1).map(hex).collect();
        match both[..] {
            [night, day] => [night, day],
            [always] => [always, always],
            _ => panic!("{name} has {} colours", both.len()),
        }
    };
    for (ink, ground) in [
        ("ink", "ground"),
        ("quiet-ink", "ground"),
        ("ink", "sheet"),
        ("quiet-ink", "sheet"),
        ("call-ink", "call"),
        ("lit-ink", "lit"),
        ("ink", "notice"),
        ("notice-ink", "notice"),
        ("alarm-ink", "alarm"),
    ] {
        for (ink_colour, ground_colour) in colours(ink).into_iter().zip(colours(ground)) {
            let ratio = contrast_of(ink_colour, ground_colour);
            assert!(ratio >= 7.0, "{ink} on {ground} has only {ratio:.1}:1");
        }
    }
}

fn contrast_of(one: u32, other: u32) -> f64 {
    let luminance = |colour: u32| {
        let channel = |shift: u32| {
            let value = f64::from(colour >> shift & 0xff) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// For people to look at: `target/tmp/display-gallery` or the folder named by `DISPLAY_GALLERY`.
fn gallery() -> PathBuf {
    let folder = std::env::var_os("DISPLAY_GALLERY").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("display-gallery"));
    std::fs::create_dir_all(&folder).expect("the gallery has a folder");
    folder
}

#[test]
fn every_state_can_be_looked_at_and_none_looks_like_another() {
    let folder = gallery();
    let mut stage = Stage::new();
    let mut seen = BTreeMap::new();
    let mut paint = |stage: &Stage, name: &'static str| {
        let dots = stage.paints(&folder.join(format!("wall-{name}.png")));
        if let Some(other) = seen.insert(dots, name) {
            panic!("{name} looks like {other}");
        }
    };
    paint(&stage, "0-starting");
    stage.heartbeat();
    for (hall, shown, waiting, name) in [
        ("soon", "", 0, "1-not-yet-open"),
        ("open", "", 2, "2-nobody-called"),
        ("open", "A001>1", 1, "3-first-call"),
    ] {
        stage.board(hall, shown, waiting);
        paint(&stage, name);
    }
    stage.call("A047>3");
    stage.board("open", "A047>3 A046>5 A044>1 A045>12", 7);
    paint(&stage, "4-call-bright");
    stage.passes(0.5);
    paint(&stage, "5-call-dark");
    stage.passes(2.5);
    paint(&stage, "6-updating");
    stage.heartbeat();
    stage.no_counter_open();
    stage.board("last", "A999>3 A998>5 A044>1 A045>12", 1);
    paint(&stage, "7-last-calls");
    stage.board("open", "W1000>Zimmer_204 W1001>12 W1002>204 W1003>Infothek", 120);
    paint(&stage, "8-longest");
    stage.board("open", "A047> W1046> A044>1 A045>12", 7);
    paint(&stage, "8-stays-seated");
    stage.board("closed", "", 0);
    paint(&stage, "9-closed");
    stage.notice =
        Some("Heute keine Führerscheine und keine Fahrzeuge. Bitte kommen Sie am Donnerstag.".into());
    stage.board("open", "A047>3 A046>5 A044>1 A045>12", 7);
    paint(&stage, "10-notice");
    stage.emergency = Some("Feueralarm. Bitte verlassen Sie das Haus durch den nächsten Ausgang.".into());
    stage.board("open", "A047>3 A046>5 A044>1 A045>12", 7);
    paint(&stage, "11-emergency");
}
