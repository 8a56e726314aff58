//! The wall of a waiting room in a browser: what it shows, and that a call is there at once.

use axum::http::{Request, StatusCode};

use crate::browser::Browser;
use crate::hall::Hall;

#[test]
fn a_call_is_on_the_wall_at_once_and_nobody_is_asked_who_looks() {
    let hall = Hall::open("wall");
    let (mut clerk, mut wall) = (Browser::default(), Browser::default());
    wall.follow(&hall, "/wall/rathaus");
    wall.reads("Es wurde noch niemand aufgerufen.");
    wall.reads("Zurzeit wartet niemand.");
    let path = wall.at.clone();
    assert!(path.starts_with("/wall/rathaus/A"), "all zones: {path}");

    let mut page = hall.listens(Request::get(format!("{path}/events")));
    let mut drawn = || page.hears();
    assert!(drawn().contains("Es wurde noch niemand aufgerufen."), "as it is");
    hall.draws();
    assert_eq!(drawn(), "", "how many wait can wait for the next sign of life");
    clerk.logs_in(&hall);
    clerk.follow(&hall, "/desk/3");
    clerk.presses(&hall, "/desk/3/next");
    let called = drawn();
    assert!(called.contains("event: live") && called.contains("Nummer A 1, bitte Schalter 3."), "{called}");
    wall.follow(&hall, &format!("{path}/live"));
    wall.reads("<th scope=\"row\">A001</th>");
}

#[test]
fn a_wall_of_nowhere_is_a_mistyped_address() {
    let (hall, mut wall) = (Hall::open("wall-of-nowhere"), Browser::default());
    for path in
        ["/wall/anderswo", "/wall/anderswo/A", "/wall/rathaus/AA", "/wall/rathaus/AX", "/wall/rathaus/a"]
    {
        wall.follow(&hall, path);
        assert_eq!(wall.status, StatusCode::NOT_FOUND, "{path}");
        if path.matches('/').count() > 2 {
            wall.follow(&hall, &format!("{path}/events"));
            assert_eq!(wall.status, StatusCode::NOT_FOUND, "{path}/events");
        }
    }
}
