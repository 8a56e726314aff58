//! A configuration with a mistake is told file, line, field, and what is allowed.

use std::path::Path;

use hardware::keypad::{KeyTable, KeypadKind};
use hardware::printer::PrinterKind;
use hardware::slip::Roll;
use kiosk::config::Config;

#[test]
fn an_empty_file_is_a_kiosk_for_trying() {
    assert_eq!(Config::parse("kiosk.toml", "").expect("every field has a default"), Config::default());
}

#[test]
fn the_example_says_what_holds_without_a_file() {
    let example = Config::parse("kiosk.toml", kiosk::config::EXAMPLE).expect("the example is in order");
    assert_eq!(example, Config::default());
}

#[test]
fn a_kiosk_says_what_it_is() {
    let config = Config::parse(
        "kiosk.toml",
        r#"
        languages = ["de", "ar"]
        help_place = { de = "Zimmer 4", en = "Room 4" }
        [hub]
        url = "https://warten.musterstadt.de"
        ca_file = "/etc/wartemarke/ca.pem"
        token = "k1-secret"
        [screen]
        kind = "linuxkms"
        width = 1280
        height = 800
        width_mm = 331
        height_mm = 207
        [printer]
        kind = "usb"
        path = "/dev/usb/lp0"
        roll = "58mm"
        "#,
    )
    .expect("this is a kiosk");
    let codes: Vec<&str> = config.spoken().expect("it speaks").iter().map(|language| language.code).collect();
    assert_eq!(codes, ["de", "ar"]);
    assert_eq!(config.hub.ca_file.as_deref(), Some(Path::new("/etc/wartemarke/ca.pem")));
    let usb = PrinterKind::Usb { path: "/dev/usb/lp0".into(), roll: Roll::Mm58, one_way: false };
    assert_eq!(config.printer, usb);
    assert_eq!(config.help_place.expect("it was given").in_language("en"), "Room 4");
}

#[test]
fn mistakes_are_told_with_their_line_and_what_is_allowed() {
    mistake(
        "[hub]\nurl = \"warten.de\"",
        "kiosk.toml:2: hub.url: \"warten.de\" is no address; allowed is one that starts \
         with http:// or https://",
    );
    mistake(
        "[hub]\nurl = \"http://192.168.1.5:8080\"",
        "kiosk.toml:2: hub.url: \"http://192.168.1.5:8080\" must begin with https:// unless the hub is \
         on this machine (127.0.0.1): in the network anybody could read the token",
    );
    // What stands before the "@" is a name, not the host.
    mistake("[hub]\nurl = \"http://127.0.0.1@warten.de\"", "kiosk.toml:2: hub.url: \"http://127.0.0.1@");
    mistake(
        "[hub]\n\ntoken = \"a b\"",
        "kiosk.toml:3: hub.token: allowed are letters, digits and signs without spaces",
    );
    mistake(
        "languages = [\"de\", \"tlh\"]",
        "kiosk.toml:1: languages: \"tlh\" is not spoken here; allowed are \
         de, de-x-plain, en, uk, ru, tr, ar, fa, pl, ro, bg, fr",
    );
    mistake("languages = []", "kiosk.toml:1: languages: is empty");
    mistake("languages = [\"de\", \"de\"]", "kiosk.toml:1: languages: \"de\" is there twice");
    mistake("time_zone = \"Berlin\"", "kiosk.toml:1: time_zone: \"Berlin\" is no time zone");
    mistake(
        "[screen]\nkind = \"tv\"",
        "kiosk.toml:2: screen.kind: `tv` is no screen: use `window`, `linuxkms`",
    );
    mistake("[screen]\nwidth = 0", "kiosk.toml:2: screen.width: 0 pixels; allowed are 1 to");
    mistake("[screen]\nwidth_mm = 10", "kiosk.toml:2: screen.width_mm: 10 mm; allowed are 50 to 2000");
    mistake(
        "[screen]\nwidth = 800\nheight = 480\nwidth_mm = 154\nheight_mm = 92.4",
        "kiosk.toml:4: screen.width_mm: the screen has 154 x 92 mm; for buttons of 20 mm it must have at \
         least 216 x 135 mm",
    );
    mistake(
        "[screen]\nwidth_mm = 480\nheight_mm = 270",
        "kiosk.toml:3: screen.height_mm: 1080 x 1920 pixels on 480 x 270 mm are not square: 2.25 pixels to \
         the millimetre across and 7.11 down",
    );
    mistake("[screen]\nreading_mm = 90", "kiosk.toml:2: screen.reading_mm: 90; allowed are 300 to 1000");
    // A small screen is read from near, or not at all.
    mistake(
        "[screen]\nwidth = 1280\nheight = 800\nwidth_mm = 217\nheight_mm = 136\nreading_mm = 600",
        "kiosk.toml:6: screen.reading_mm: from 600 mm letters are legible at 10.3 mm (0.7 degrees), and this \
         screen has room for 8.7 mm; take a larger screen, or let visitors come as near as 507 mm",
    );
}

/// Each maker of keypads has its own keys, and what is not said is as on every keyboard.
#[test]
fn a_keypad_is_a_keyboard_with_names_of_its_keys() {
    let keypad =
        |text: &str| Config::parse("kiosk.toml", &format!("[keypad]\n{text}")).map(|file| file.keypad);
    let said = "kind = \"evdev\"\ndevice = \"AudioNav\"\nheadset = \"Jack\"\nkeys = { up = \"KEY_F13\" }";
    let KeypadKind::Evdev { device, headset, keys } = keypad(said).expect("this is a keypad") else {
        panic!("it is one of the kernel's");
    };
    assert_eq!((device.as_str(), headset.as_deref()), ("AudioNav", Some("Jack")));
    assert_ne!(keys, KeyTable::default());
    let usual = keypad("kind = \"evdev\"\ndevice = \"AudioNav\"").expect("so is this");
    let expected = KeypadKind::Evdev { device: "AudioNav".into(), headset: None, keys: KeyTable::default() };
    assert_eq!(usual, expected);
    for (keys, told) in [
        ("{ up = \"F13\" }", "\"F13\" is no key; allowed are the kernel's names"),
        ("{ up = \"KEY_DOWN\" }", "KEY_DOWN is both Up and Down"),
        ("{ jump = \"KEY_F13\" }", "unknown variant `jump`"),
    ] {
        let text = format!("kind = \"evdev\"\ndevice = \"AudioNav\"\nkeys = {keys}");
        let refused = keypad(&text).expect_err("this is a mistake").to_string();
        assert!(refused.starts_with("kiosk.toml:") && refused.contains(told), "{refused}");
    }
}

#[test]
fn on_this_machine_the_hub_needs_no_certificate() {
    for url in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080/"] {
        Config::parse("kiosk.toml", &format!("[hub]\nurl = \"{url}\"")).expect("this machine");
    }
}

#[test]
fn what_is_no_configuration_is_told_with_its_line() {
    mistake("[hub]\nurl = ", "kiosk.toml:2: ");
    mistake("\n\nlanguage = [\"de\"]", "kiosk.toml:3: unknown field `language`, expected one of");
    mistake("[screen]\nwidth = \"wide\"", "kiosk.toml:2: invalid type: string \"wide\", expected u32");
    mistake(
        "[printer]\nkind = \"fax\"",
        "kiosk.toml:2: unknown variant `fax`, expected one of `usb`, `tcp`, `folder`",
    );
}

#[test]
fn a_file_that_is_not_there_or_another_one_is_refused() {
    let missing = Config::read(Path::new("/nowhere/kiosk.toml")).expect_err("it is not there").to_string();
    assert!(missing.starts_with("/nowhere/kiosk.toml cannot be read: "), "{missing}");
    let folder = std::env::temp_dir().join(format!("kiosk-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for this test");
    let large = folder.join("large.toml");
    std::fs::write(&large, "# no configuration\n".repeat(10_000)).expect("it can be written");
    let refused = Config::read(&large).expect_err("it is too large").to_string();
    assert!(refused.contains("it has 190000 bytes, and a kiosk.toml at most 65536"), "{refused}");
    std::fs::remove_dir_all(&folder).expect("the test cleans up");
}

#[track_caller]
fn mistake(text: &str, told: &str) {
    let mistake = Config::parse("kiosk.toml", text).expect_err("this is a mistake").to_string();
    assert!(mistake.starts_with(told), "told   {mistake}\nwanted {told}");
}
