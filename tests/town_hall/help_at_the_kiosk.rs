//! Somebody before the kiosk asks for help, and somebody at the infopoint says that they come.

use town_hall::town::Town;
use ureq::http::Method;

#[test]
fn the_infopoint_hears_of_it_and_the_kiosk_says_who_comes() {
    let mut town = Town::at("08:00");
    town.kiosk.touches("Deutsch");
    town.kiosk.touches("Hilfe");
    town.kiosk.shows("Am Infopoint klingelt es.");
    let infopoint = town.office.as_supervisor();
    let page = infopoint.send(Method::GET, "/infopoint", None, "").expect("a page").body;
    assert!(page.contains("Jemand bittet um Hilfe"), "{page}");
    let kiosk = between(&page, "data-bell=\"kiosk ", " ");
    let fields = [("key", "help-0000001"), ("help", "come"), ("kiosk", kiosk)];
    let pressed = ureq::post(format!("{}/infopoint/bell", town.office.url()))
        .header("cookie", infopoint.cookie().expect("a supervisor has logged in"))
        .header("origin", town.office.url())
        .send_form(fields)
        .expect("\"Ich komme\" was pressed");
    assert!(pressed.status().is_success(), "{}", pressed.status());
    town.screens_pass(4);
    town.kiosk.shows("Jemand kommt zu Ihnen. Bitte bleiben Sie hier.");

    town.kiosk.touches("Zurück");
    town.office.hub_goes_away();
    town.kiosk.touches("Hilfe");
    town.kiosk.shows("Der Kiosk kann gerade niemanden rufen.");
    town.kiosk.shows("Bitte gehen Sie zum Infopoint.");
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before:?} is not in {page}"));
    rest.split_once(after).map_or(rest, |(found, _)| found)
}
