//! The booking site as part of the town's website: in a frame of it, and read by search engines.

use axum::http::header;
use hub::config::made_up_town;
use serde_json::Value;

use crate::browser::Browser;
use crate::hall::Hall;

const OF_CITIZENS: [&str; 6] = [
    "/ueber/de/rathaus/hilfe",
    "/ueber/de/rathaus/kontakt",
    "/termine",
    "/termine/de/rathaus/ausweis",
    "/termine/de/rathaus/ausweis/2026-03-12T1000Z",
    "/B/0000-0000/00000000000000000000000000",
];
const OF_OTHERS: [&str; 5] = ["/", "/login", "/ticket?code=x", "/T/0123456789ABCDEF", "/nowhere"];

/// Who may show a page in a frame.
fn ancestors(hall: &Hall, path: &str) -> String {
    let mut browser = Browser::default();
    browser.follow(hall, path);
    let policy = browser.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("it is ASCII");
    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    policy.split_once("frame-ancestors ").expect("it says who").1.to_owned()
}

#[test]
fn only_websites_the_town_names_show_the_booking_pages_in_a_frame() {
    let alone = Hall::open("framed-nowhere");
    for path in OF_CITIZENS.iter().chain(&OF_OTHERS) {
        assert_eq!(ancestors(&alone, path), "'none'", "{path}");
    }
    let mut config = made_up_town();
    config.hub.embed_in = vec!["https://www.stadt.example".into(), "https://kreis.example:8443".into()];
    let framed = Hall::of("framed", config);
    for path in OF_CITIZENS {
        assert_eq!(
            ancestors(&framed, path),
            "https://www.stadt.example https://kreis.example:8443",
            "{path}"
        );
    }
    for path in OF_OTHERS {
        assert_eq!(ancestors(&framed, path), "'none'", "{path}");
    }
}

/// Any website may name the script; whether it may show the pages is said by the pages.
#[test]
fn the_script_of_the_element_has_an_address_that_stays() {
    let hall = Hall::open("element");
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine.js");
    assert_eq!(browser.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(browser.headers[header::CACHE_CONTROL], "public, max-age=3600");
    browser.reads("customElements.define(\"wartemarke-termine\"");
    for path in &OF_CITIZENS[..5] {
        browser.follow(&hall, path);
        assert!(browser.page.contains("src=\"/assets/framed."), "{path} says how high it is");
    }
}

/// As a search engine reads a page: data in it, and an address for each matter that leads to its times.
#[test]
fn every_matter_has_an_address_that_machines_find() {
    let hall = Hall::open("linked-data");
    let mut browser = Browser::default();
    browser.follow(&hall, "/termine/de");
    let data = browser.page.split_once("<script type=\"application/ld+json\">").expect("there is data").1;
    let data = data.split_once("</script>").expect("it ends").0;
    let read: Value = serde_json::from_str(data).expect("it is JSON");
    let services = read["@graph"].as_array().expect("a list");
    let mut names = Vec::new();
    for service in services {
        assert_eq!(service["@type"], "GovernmentService");
        assert_eq!(service["provider"]["parentOrganization"]["name"], "Stadt Musterstadt");
        let name = service["name"].as_str().expect("text");
        browser.follow(&hall, service["availableChannel"]["serviceUrl"].as_str().expect("an address"));
        browser.reads(name);
        browser.reads("Die nächste freie Zeit");
        names.push(name.to_owned());
    }
    assert_eq!(names.len(), 4, "what can be booked at home: {names:?}");
}
