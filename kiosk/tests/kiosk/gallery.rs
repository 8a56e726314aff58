//! Every screen as a picture, for people to look at; and no two states look the same.
//!
//! In German in `target/tmp/kiosk-gallery`. With `KIOSK_GALLERY=FOLDER` in every language, in all colours
//! and at all sizes, a sheet of all screens for each; it takes half an hour. `KIOSK_GALLERY_ONLY="lying"`,
//! say, or "uk light-150", leaves out whatever has not all of these words in its name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kiosk::language::{GERMAN, LANGUAGES};
use slint::ComponentHandle;

use crate::glass::{self, LYING, UPRIGHT, USUAL};
use crate::pictures;
use crate::sheet::Sheet;

#[test]
fn every_screen_can_be_looked_at_and_none_looks_like_another() {
    let asked = std::env::var_os("KIOSK_GALLERY").map(PathBuf::from);
    let asked_for_all = asked.is_some();
    let languages = if asked_for_all { &LANGUAGES[..] } else { std::slice::from_ref(GERMAN) };
    let folder = asked.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kiosk-gallery"));
    // Only some of them, while one screen is being worked on: "issued de".
    let only = std::env::var("KIOSK_GALLERY_ONLY").unwrap_or_default();
    let sights = if asked_for_all { pictures::sights() } else { vec![USUAL] };
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
            let (mut seen, mut sheet, how) = (BTreeMap::new(), Sheet::default(), pictures::name_of(sight));
            for picture in pictures::ALL {
                let name = format!("{} {} {how} {}", glass.name, language.code, picture.name);
                if !only.split_whitespace().all(|word| name.contains(word)) {
                    continue;
                }
                pictures::show(&window, picture, language, (glass, sight));
                let drawn = window.window().take_snapshot().expect("the software renderer draws");
                sheet.add(&drawn);
                // What differs at the end of a screen that is read on looks alike at its beginning.
                let other = seen.insert(glass::hash_in_grey(&drawn), picture.name).filter(|_| sight == USUAL);
                assert_eq!(other, None, "{name} looks like it");
                if sight == USUAL {
                    glass::write_dots(&drawn, &folder.join(format!("{}.png", name.replace(' ', "/"))));
                }
            }
            sheet.write(&folder.join(format!("{} {} {}.png", glass.name, language.code, how)));
        }
    }
}
