//! A matter that several sites do: citizens see where it is free first.

use hub::config::{Config, made_up_town};

use crate::browser::Browser;
use crate::hall::{Hall, OWN};

/// The second office has other names for the same, opens tomorrow, and the third does something else.
fn county() -> Config {
    let mut config = made_up_town();
    let mut north = config.sites[0].clone();
    (north.id, north.office) = ("nordstadt".into(), "Bürgerbüro Nord".into());
    north.hours.wednesday = vec![];
    let mut south = north.clone();
    (south.id, south.office) = ("suedstadt".into(), "Bürgerbüro Süd".into());
    south.services.retain(|service| service.id == "abholen");
    south.services[0].id = "geburt".into();
    config.sites[0].services[0].leika = Some("99008001012000".into());
    (north.services[0].id, north.services[0].leika) = ("perso".into(), Some("99008001012000".into()));
    for site in [&mut north, &mut south] {
        for counter in &mut site.counters {
            counter.services = None;
        }
    }
    config.sites = vec![north, config.sites.remove(0), south];
    config
}

/// Where each office is on the page.
fn order(page: &str) -> Vec<&str> {
    let offices = page.split("id=\"office-").skip(1);
    offices.map(|rest| rest.split('"').next().expect("one at least")).collect()
}

#[test]
fn the_office_where_it_is_free_first_is_the_first() {
    let hall = Hall::of("everywhere", county());
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de?q=Perso");
    browser.reads("An mehreren Standorten");
    // By whichever of its names.
    for id in ["perso", "ausweis"] {
        browser.follow(&hall, &format!("/termine/de/{id}"));
        browser.reads("An welchem Standort?");
        assert_eq!(order(&browser.page), [OWN, "nordstadt"], "it is Wednesday");
    }
    browser.reads("Mittwoch, 11. März 2026, 10:00 Uhr");
    browser.reads("Donnerstag, 12. März 2026, 00:00 Uhr");
    for to in ["/termine/de/rathaus/ausweis", "/termine/de/nordstadt/perso"] {
        assert!(browser.page.contains(&format!("href=\"{to}")), "{to}: {}", browser.page);
        let mut times = Browser::default();
        times.follow(&hall, to);
        times.reads("Die nächste freie Zeit");
    }
    // When a day comes on which only the other one is open, it is the other one's turn.
    let mut config = county();
    config.sites[1].hours.thursday = vec![];
    config.sites[1].hours.wednesday = vec![];
    let hall = Hall::of("everywhere-north", config);
    browser.follow(&hall, "/termine/de/ausweis");
    assert_eq!(order(&browser.page), ["nordstadt", OWN]);
}

#[test]
fn what_one_office_alone_does_has_no_choice() {
    let hall = Hall::of("everywhere-alone", county());
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de");
    let shared = browser.page.split("aria-labelledby=\"everywhere\"").nth(1).expect("there are some");
    let shared = shared.split("</section>").next().expect("it ends").to_owned();
    assert!(shared.contains("href=\"/termine/de/abholen\"") && !shared.contains("geburt"), "{shared}");
    browser.follow(&hall, "/termine/de/geburt");
    browser.reads("Wann möchten Sie kommen?");
    browser.follow(&hall, "/termine/de/elefant");
    assert_eq!(browser.status, 404);
    // Cars are for walk-ins.
    browser.follow(&hall, "/termine/de/kfz");
    assert_eq!(browser.status, 404);
}
