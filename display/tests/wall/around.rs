//! What is around the calls: an emergency, pages of the town, the night, and a picture that wanders.

use crate::gallery;
use crate::stage::Stage;

#[test]
fn an_emergency_is_all_that_is_on_the_wall_and_goes_again() {
    let mut stage = Stage::new();
    stage.heartbeat();
    stage.board("open", "A047>3", 6);
    stage.emergency = Some("Feueralarm. Bitte verlassen Sie das Haus.".into());
    stage.board("open", "A047>3", 6);
    assert_eq!(stage.said("Feueralarm").len(), 1);
    assert_eq!(stage.said("bleibt gültig").len(), 1);
    stage.everything_has_room();
    assert_eq!(stage.heard(), ["de: Feueralarm. Bitte verlassen Sie das Haus."]);
    stage.emergency = None;
    stage.board("open", "A047>3", 6);
    assert_eq!(stage.said("Feueralarm"), [] as [&str; 0]);
    stage.reads("Number A047 to counter 3");
}

#[test]
fn the_longest_emergency_has_room() {
    let mut stage = Stage::new();
    stage.heartbeat();
    let words = "Wegen eines Stromausfalls rufen wir heute ohne Anzeige auf. Bitte bleiben Sie in der Halle";
    assert_eq!(words.chars().count(), wire::http::NOTICE_CHARS_MAX);
    stage.emergency = Some(words.into());
    stage.board("open", "A047>3", 6);
    stage.everything_has_room();
    stage.paints(&gallery().join("wall-12-longest-emergency.png"));
}

#[test]
fn pages_of_the_town_come_between_calls_and_never_instead_of_one() {
    let text = "Das Bürgerfest ist am Samstag, dem 20. Juni, auf dem Marktplatz.";
    let picture = gallery().join("page.png");
    a_small_picture(&picture);
    let pages = format!("page_seconds = 8\npage = [{{ text = '{text}' }}, {{ picture = {picture:?} }}]");
    let mut stage = Stage::configured(&pages);
    stage.heartbeat();
    stage.board("open", "A047>3 A046>5", 6);
    stage.lives(7.9);
    assert_eq!((stage.said("Bürgerfest").len(), stage.said("Personen").len()), (0, 1));
    stage.lives(0.2);
    assert_eq!((stage.said("Bürgerfest").len(), stage.said("Personen").len()), (1, 0));
    stage.reads("Number A047 to counter 3");
    stage.everything_has_room();
    let shown = stage.paints(&gallery().join("wall-13-page-text.png"));
    stage.lives(8.0);
    assert_eq!((stage.said("Bürgerfest").len(), stage.said("Personen").len()), (0, 0));
    assert_ne!(stage.paints(&gallery().join("wall-14-page-picture.png")), shown);
    stage.call("A048>1");
    assert_eq!(stage.said("Personen").len(), 1, "whoever looks up finds nothing else beside the number");
    stage.lives(16.5);
    assert_eq!(stage.said("Bürgerfest").len(), 1, "and it goes on when it has been seen");
}

#[test]
fn the_longest_page_has_room() {
    let text = "Bundespersonalausweise ".repeat(8).chars().take(119).collect::<String>() + "x";
    let mut stage = Stage::configured(&format!("page_seconds = 8\n[[page]]\ntext = '{text}'"));
    stage.heartbeat();
    stage.board("open", "A047>3 A046>5", 6);
    stage.lives(8.1);
    stage.everything_has_room();
    stage.paints(&gallery().join("wall-15-longest-page.png"));
}

#[test]
fn a_picture_that_is_none_is_refused_with_its_name() {
    let file = gallery().join("no-picture.png");
    std::fs::write(&file, "no picture").expect("a file");
    let fault = Stage::refused(&format!("[[page]]\npicture = {file:?}"));
    assert!(fault.contains("no-picture.png is no picture"), "{fault}");
}

#[test]
fn what_holds_today_and_why_somebody_else_is_called_take_turns() {
    let mut stage = Stage::new();
    stage.notice = Some("Heute keine Führerscheine.".into());
    stage.heartbeat();
    stage.board("open", "A047>3", 6);
    let said = |stage: &Stage| (stage.said("Führerscheine").len(), stage.said("gemischt").len());
    assert_eq!(said(&stage), (1, 0));
    stage.lives(24.1);
    assert_eq!(said(&stage), (0, 1));
    stage.lives(12.0);
    assert_eq!(said(&stage), (1, 0));
}

#[test]
fn the_wall_is_dark_at_night_and_nothing_stays_in_its_place_for_ever() {
    let mut stage = Stage::configured("night = { from = '10:05', until = '10:30' }");
    stage.heartbeat();
    stage.board("open", "A047>3 A046>5 A044>1 A045>12", 6);
    let bright = stage.light();
    let place = stage.place_of("Number A046 to counter 5");
    stage.lives(181.0);
    assert_eq!(stage.place_of("Number A046 to counter 5"), (place.0 + 2.0, place.1));
    stage.everything_has_room();
    stage.paints(&gallery().join("wall-16-night.png"));
    let dark = stage.light();
    assert!(dark * 5.0 < bright, "{dark:.2} at night, {bright:.2} by day");
}

/// Half of it blue.
fn a_small_picture(file: &std::path::Path) {
    let out = std::fs::File::create(file).expect("a file");
    let mut png = png::Encoder::new(out, 400, 300);
    png.set_color(png::ColorType::Rgb);
    let mut png = png.write_header().expect("a header");
    let pixel = |i: usize| if i % 400 < 200 { [20, 60, 160] } else { [240, 200, 40] };
    png.write_image_data(&(0..400 * 300).flat_map(pixel).collect::<Vec<u8>>()).expect("a picture");
}
