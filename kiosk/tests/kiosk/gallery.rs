//! Every screen as a picture, for people to look at; and no two states look the same.
//!
//! In German in `target/tmp/kiosk-gallery`; in every language in the folder named by `KIOSK_GALLERY`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kiosk::language::{GERMAN, LANGUAGES};

use crate::glass::{self, LYING, UPRIGHT};
use crate::pictures;

#[test]
fn every_screen_can_be_looked_at_and_none_looks_like_another() {
    let asked = std::env::var_os("KIOSK_GALLERY").map(PathBuf::from);
    let languages = if asked.is_some() { &LANGUAGES[..] } else { std::slice::from_ref(GERMAN) };
    let folder = asked.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kiosk-gallery"));
    // Only some of them, while one screen is being worked on: "issued de".
    let only = std::env::var("KIOSK_GALLERY_ONLY").unwrap_or_default();
    glass::prepare();
    for glass in [UPRIGHT, LYING] {
        let window = glass::window(glass);
        for language in languages {
            let mut seen = BTreeMap::new();
            for picture in pictures::ALL {
                let name = format!("{} {} {}", glass.name, language.code, picture.name);
                if !only.split_whitespace().all(|word| name.contains(word)) {
                    continue;
                }
                pictures::show(&window, picture, language);
                let path = folder.join(format!("{}.png", name.replace(' ', "/")));
                let dots = glass::write_png(&window, &path);
                if let Some(other) = seen.insert(dots, picture.name) {
                    panic!("{name} looks like {other}");
                }
            }
        }
    }
}
