//! The forms of what a site offers: of clerks, rooms and machines, and what becomes of a form that was open
//! while somebody else saved.

use axum::http::StatusCode;

use crate::hall::Hall;
use crate::offer::{DAY, admin, changed, looks, plan, saves};

#[test]
fn a_resource_is_made_changed_and_removed_by_its_form() {
    let hall = Hall::open("offer-resource");
    let mut browser = admin(&hall);
    let pool = "[[site.pool]]\nid = \"sozial\"\n\n[[site.pool]]\n";
    looks(&mut browser, &hall, &changed(&hall, "[[site.pool]]\n", pool));
    saves(&mut browser, &hall);
    let form = |id: &'static str, deputy: &'static str| {
        [
            ("key", "key-of-a-form"),
            ("id", id),
            ("pool", "sozial"),
            ("kind", "clerk"),
            ("skills", "wohngeld\r\nrente"),
            ("names", "A – Ki"),
            ("deputies", deputy),
            ("form", "phone"),
            ("own", "1"),
            ("monday", "08:00–12:00"),
        ]
    };
    browser.posts(&hall, "/offer/new-resource", &form("Petra Müller", ""));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Es wurde noch nichts gespeichert.");
    browser.reads("nie der Name eines Menschen");
    browser.reads("value=\"08:00–12:00\"");
    browser.posts(&hall, "/offer/new-resource", &form("platz-1", ""));
    browser.reads("platz-1");
    saves(&mut browser, &hall);
    browser.posts(&hall, "/offer/new-resource", &form("platz-2", "platz-1"));
    saves(&mut browser, &hall);
    let made = plan(&hall).resources.pop().expect("it is the last one");
    assert_eq!((made.id.as_str(), made.names.as_slice()), ("platz-2", &["A-Ki".to_owned()][..]));
    assert_eq!(made.deputies, ["platz-1"]);
    assert_eq!(made.hours.expect("its own").monday, ["08:00-12:00"]);

    // A deputy that is none is said.
    browser.posts(&hall, "/offer/resources/platz-1", &form("platz-1", "platz-9"));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("platz-9");
    browser.follow(&hall, "/offer/resources/platz-1");
    let key = browser.field("/offer/resources/platz-1/remove", "key");
    browser.posts(&hall, "/offer/resources/platz-1/remove", &[("key", &key)]);
    browser.reads("entfällt");
    saves(&mut browser, &hall);
    let left = plan(&hall).resources;
    assert!(left.iter().all(|resource| resource.id == "platz-2" && resource.deputies.is_empty()), "{left:?}");
    browser.follow(&hall, "/offer/resources/platz-1");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
}

/// A form that was open meanwhile brings no old plan back.
#[test]
fn a_form_undoes_nobodys_change() {
    let hall = Hall::open("offer-forms");
    let (mut first, mut second) = (admin(&hall), admin(&hall));
    second.follow(&hall, "/offer/closures");
    let base = second.field("/offer/closures", "base");
    let closed = |day: &'static str, name: &'static str| {
        [("key", "key-of-a-form"), ("count", "1"), ("closure-0-name", name), ("closure-0-from", day)]
    };
    first.posts(
        &hall,
        "/offer/closures",
        &[&closed(DAY, "Betriebsausflug")[..], &[("base", base.as_str())]].concat(),
    );
    saves(&mut first, &hall);
    second.posts(
        &hall,
        "/offer/closures",
        &[&closed("2026-05-08", "Umzug")[..], &[("base", base.as_str())]].concat(),
    );
    assert_eq!(second.status, StatusCode::CONFLICT);
    second.reads("Jemand anderes war schneller");
    second.reads("Betriebsausflug");
    let names: Vec<String> = plan(&hall).closures.into_iter().map(|closure| closure.name).collect();
    assert_eq!(names, ["Betriebsausflug"]);
}
