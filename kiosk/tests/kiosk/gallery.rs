//! Writes a picture of every screen in every language, for people to look at: into the folder
//! named by `KIOSK_GALLERY`. Without it only the pictures' existence is tested.

use std::path::PathBuf;

use kiosk::language::LANGUAGES;

use crate::glass::{self, LYING, UPRIGHT};
use crate::pictures;

#[test]
fn every_screen_can_be_looked_at() {
    let Some(folder) = std::env::var_os("KIOSK_GALLERY").map(PathBuf::from) else { return };
    // Only some of them, while one screen is being worked on: "issued de".
    let only = std::env::var("KIOSK_GALLERY_ONLY").unwrap_or_default();
    glass::prepare();
    for glass in [UPRIGHT, LYING] {
        let window = glass::window(glass);
        for language in &LANGUAGES {
            for picture in pictures::ALL {
                let name = format!("{} {} {}", glass.name, language.code, picture.name);
                if !only.split_whitespace().all(|word| name.contains(word)) {
                    continue;
                }
                pictures::show(&window, picture, language);
                let path = folder.join(format!("{}.png", name.replace(' ', "/")));
                glass::write_png(&window, &path);
            }
        }
    }
}
