//! Matters that nobody books on the web: citizens find them all the same, and read what there is to do.

use calendar::wish::Channel;
use hub::config::{Config, made_up_town};

use crate::browser::Browser;
use crate::hall::Hall;

const PHONE: &str = "07000 115-0";

/// Of the four matters that are booked in the made-up town one is left; cars are for walk-ins anyway.
fn town() -> Config {
    let mut config = made_up_town();
    let site = &mut config.sites[0];
    site.phone = Some(PHONE.into());
    site.services[0].call_first = true;
    site.services[1].channels = [Channel::Kiosk, Channel::Staff].into();
    site.services[2].channels = [Channel::Infopoint, Channel::Staff].into();
    config
}

/// What stands in the list at a matter.
fn entry<'a>(browser: &'a Browser, name: &str) -> &'a str {
    let mut list = browser.page.split("<li").filter_map(|entry| entry.split("</li>").next());
    list.find(|entry| entry.contains(name)).expect("it is in the list")
}

#[test]
fn what_is_not_booked_on_the_web_says_how_one_comes_to_it() {
    let hall = Hall::of("otherwise", town());
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de");
    for (name, said) in [
        ("Personalausweis oder Reisepass beantragen", "Bitte rufen Sie uns an: <a"),
        ("Ausweis oder Pass abholen", "Diesen Termin vereinbaren Sie bei uns am Kiosk."),
        ("Wohnsitz anmelden", "Diesen Termin vereinbaren Sie bei uns am Infopoint."),
        ("Fahrzeug anmelden", "Dafür brauchen Sie keinen Termin."),
    ] {
        let entry = entry(&browser, name);
        assert!(entry.contains(said) && !entry.contains("href=\"/termine"), "{name}: {entry}");
    }
    let to_call = entry(&browser, "Personalausweis oder Reisepass beantragen");
    assert!(to_call.contains("href=\"tel:070001150\"") && to_call.contains(PHONE), "{to_call}");
    let booked = entry(&browser, "Führungszeugnis beantragen");
    assert!(booked.contains("href=\"/termine/de/rathaus/fuehrungszeugnis"), "{booked}");

    // Machines are told of what they may book, and by a search it is found under its everyday words.
    assert_eq!(browser.page.matches("\"serviceUrl\"").count(), 1);
    browser.follow(&hall, "/termine/en?q=Auto");
    browser.reads("Please take a number at the kiosk");
    assert!(!browser.page.contains("fuehrungszeugnis"), "nothing else was looked for: {}", browser.page);
}

#[test]
fn without_a_telephone_there_is_the_way_to_write() {
    let mut config = town();
    config.sites[0].phone = None;
    let hall = Hall::of("otherwise-silent", config);
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de?q=Perso");
    let entry = entry(&browser, "Personalausweis oder Reisepass beantragen");
    assert!(entry.contains("href=\"/ueber/de/rathaus/kontakt\">Kontakt</a>"), "{entry}");
}
