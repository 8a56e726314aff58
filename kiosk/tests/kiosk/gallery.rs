//! Every screen as a picture, for people to look at; and no two states look the same.
//!
//! In German in `target/tmp/kiosk-gallery`; in every language, in all colours and at all sizes in the
//! folder named by `KIOSK_GALLERY`. `tests/run.sh --long gallery` makes sheets of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kiosk::language::{GERMAN, LANGUAGES};

use crate::glass::{self, LYING, UPRIGHT};
use crate::pictures;

#[test]
fn every_screen_can_be_looked_at_and_none_looks_like_another() {
    let asked = std::env::var_os("KIOSK_GALLERY").map(PathBuf::from);
    let asked_for_all = asked.is_some();
    let languages = if asked.is_some() { &LANGUAGES[..] } else { std::slice::from_ref(GERMAN) };
    let folder = asked.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kiosk-gallery"));
    // Only some of them, while one screen is being worked on: "issued de".
    let only = std::env::var("KIOSK_GALLERY_ONLY").unwrap_or_default();
    let sights = if asked_for_all { pictures::sights() } else { vec![glass::USUAL] };
    glass::prepare();
    for glass in [UPRIGHT, LYING] {
        let window = glass::window(glass);
        let low = glass.screen().glass().can_be_low;
        for (language, sight) in
            languages.iter().flat_map(|language| sights.iter().map(move |s| (language, *s)))
        {
            if sight.low && !low {
                continue;
            }
            let mut seen = BTreeMap::new();
            for picture in pictures::ALL {
                let how = pictures::name_of(sight);
                let name = format!("{} {} {how} {}", glass.name, language.code, picture.name);
                if !only.split_whitespace().all(|word| name.contains(word)) {
                    continue;
                }
                pictures::show(&window, picture, language, (glass, sight));
                let path = folder.join(format!("{}.png", name.replace(' ', "/")));
                let dots = glass::write_png(&window, &path);
                // What differs at the end of a screen that is read on looks alike at its beginning.
                if let Some(other) = seen.insert(dots, picture.name).filter(|_| sight == glass::USUAL) {
                    panic!("{name} looks like {other}");
                }
            }
        }
    }
}
