//! Matters for which a clerk is there by letters of the name, or by place: it is asked before times are
//! shown, and no more of it is taken than decides.

use hub::config::{Config, MADE_UP_TOWN};

use crate::browser::{Browser, encoded};
use crate::hall::{Hall, OWN};

/// The made-up town with two clerks for one matter.
fn town(clerks: &str) -> Config {
    let office = format!("[[site.pool]]\nid = \"wohngeld\"\n\n{clerks}\n[[site.pool]]");
    let service = "[[site.service]]\nid = \"wohngeld\"\nname = \"Wohngeld beantragen\"\nzone = \"A\"\n\
                   minutes = 15\npool = \"wohngeld\"\n\n[[site.service]]";
    let text = MADE_UP_TOWN.replacen("[[site.pool]]", &office, 1).replacen("[[site.service]]", service, 1);
    Config::parse("hub.toml", &text).expect("the town is in order")
}

fn clerk(id: &str, remit: &str) -> String {
    format!("[[site.resource]]\nid = \"{id}\"\npool = \"wohngeld\"\n{remit}\n")
}

fn by_name() -> Config {
    town(&(clerk("anna", "names = [\"A-Ki\"]") + &clerk("bert", "names = [\"Kl-Y\"]")))
}

const PATH: &str = "/termine/de/rathaus/wohngeld";

fn times_on(browser: &Browser) -> Vec<String> {
    let links = browser.page.split("class=\"time\" href=\"").skip(1);
    let links = links.map(|rest| rest.split('"').next().expect("split gives one at least"));
    links.map(|link| link.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

fn clerk_of_last(hall: &Hall) -> String {
    let sites = hall.running.desk.sites();
    let booking = sites[OWN].bookings().bookings().last().expect("one was booked");
    booking.seats[0].resource.clone()
}

/// Fills in the form a chosen time leads to, as the page has it.
fn sends(browser: &mut Browser, hall: &Hall, at: &str, fields: &[(&str, &str)]) {
    browser.follow(hall, at);
    let path = at.split('?').next().expect("split gives one at least").to_owned();
    let kept = ["key", "persons", "letters", "place"].map(|field| (field, browser.field(&path, field)));
    let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
    browser.posts(hall, &path, &all);
}

#[test]
fn the_name_decides_who_is_responsible_and_is_asked_first() {
    let hall = Hall::of("remit-name", by_name());
    let mut browser = Browser::default();
    browser.follow(&hall, PATH);
    browser.reads("Die ersten 2 Buchstaben genügen. Danach richtet sich, wer für Sie zuständig ist.");
    assert!(times_on(&browser).is_empty(), "nobody knows yet what is free for them");
    for (letters, responsible) in [("Ki", "anna"), ("kl", "bert"), ("Ö", "bert"), ("Äb", "anna")] {
        browser.follow(&hall, &format!("{PATH}?letters={}", encoded(letters)));
        let at = times_on(&browser).swap_remove(0);
        sends(&mut browser, &hall, &at, &[("name", "Erika")]);
        browser.reads("Ihr Termin ist fest vereinbart.");
        assert_eq!(clerk_of_last(&hall), responsible, "{letters}");
    }
    browser.follow(&hall, &format!("{PATH}?letters=Klabautermann"));
    let times = times_on(&browser);
    assert!(times.iter().all(|link| link.contains("?letters=Kl&")), "{times:?}");
    assert!(!browser.page.contains("Klabautermann"), "no more is taken of a name than decides");
}

#[test]
fn whoever_nobody_is_responsible_for_reads_that() {
    let hall = Hall::of("remit-nobody", by_name());
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{PATH}?letters=Zz"));
    browser.reads("Für diese Angabe vergeben wir hier keine Termine.");
    browser.reads("value=\"Zz\"");
    for nothing in ["", "1-2", "%20"] {
        browser.follow(&hall, &format!("{PATH}?letters={nothing}"));
        assert!(times_on(&browser).is_empty() && !browser.page.contains("vergeben wir hier keine"));
        browser.reads("Anfang Ihres Familiennamens");
    }
    // Whoever keeps an address without it is asked, and told nothing of a time that went.
    let at = format!("{PATH}/2026-03-12T0900Z");
    browser.posts(&hall, &at, &[("name", "Erika"), ("key", "key-of-an-old-page")]);
    assert!(browser.page.contains("Anfang Ihres Familiennamens"), "{}", browser.page);
    assert!(!browser.page.contains("Bitte wählen Sie eine andere."), "{}", browser.page);
}

#[test]
fn the_place_decides_and_whoever_lives_elsewhere_is_served_where_somebody_is_there_for_all() {
    let north = clerk("anna", "places = [\"Nordstadt\", \"Am Berg\"]");
    let hall = Hall::of("remit-place", town(&(north.clone() + &clerk("bert", "places = [\"Altstadt\"]"))));
    let mut browser = Browser::default();
    browser.follow(&hall, PATH);
    browser.reads("Danach richtet sich, wer für Sie zuständig ist.");
    for place in ["Altstadt", "Am Berg", "Nordstadt"] {
        browser.reads(&format!("<option value=\"{place}\">"));
    }
    assert!(!browser.page.contains("Anderer Ort") && times_on(&browser).is_empty(), "{}", browser.page);
    for (place, responsible) in [("Am%20Berg", "anna"), ("Altstadt", "bert")] {
        browser.follow(&hall, &format!("{PATH}?place={place}"));
        let at = times_on(&browser).swap_remove(0);
        sends(&mut browser, &hall, &at, &[("name", "Erika")]);
        assert_eq!(clerk_of_last(&hall), responsible, "{place}");
    }
    browser.follow(&hall, &format!("{PATH}?place=-"));
    browser.reads("Für diese Angabe vergeben wir hier keine Termine.");

    let hall = Hall::of("remit-elsewhere", town(&(north + &clerk("bert", ""))));
    browser.follow(&hall, PATH);
    browser.reads("Anderer Ort");
    browser.follow(&hall, &format!("{PATH}?place=-"));
    let at = times_on(&browser).swap_remove(0);
    sends(&mut browser, &hall, &at, &[("name", "Erika")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    assert_eq!(clerk_of_last(&hall), "bert");
}

/// What was said at booking is not kept, so it is asked once more.
#[test]
fn who_moves_such_a_booking_is_asked_once_more() {
    let hall = Hall::of("remit-moves", by_name());
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{PATH}?letters=Mu"));
    let at = times_on(&browser).swap_remove(0);
    sends(&mut browser, &hall, &at, &[("name", "Erika")]);
    let own = browser.at.clone();
    browser.follow(&hall, &format!("{own}/times"));
    browser.reads("Anfang Ihres Familiennamens");
    assert!(times_on(&browser).is_empty());
    browser.follow(&hall, &format!("{own}/times?letters=Mu"));
    let later = times_on(&browser).pop().expect("there is a later one");
    sends(&mut browser, &hall, &later, &[]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    let sites = hall.running.desk.sites();
    let booking = sites[OWN].bookings().bookings().last().expect("hers");
    assert_eq!((booking.revision, booking.seats[0].resource.as_str()), (1, "bert"));
}
