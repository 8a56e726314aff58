//! Pools with their seats, what a visit takes besides, and the rules of the house: changed by their forms,
//! with the bookings that would not fit any more shown before.

use axum::http::StatusCode;
use calendar::wish::Form;
use hub::config::{LandCode, LocalHoliday, PoolConfig};
use hub::rights::Role;

use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::offer::{admin, at, books, plan, saves};

fn pool(hall: &Hall, id: &str) -> PoolConfig {
    plan(hall).pools.into_iter().find(|pool| pool.id == id).expect("it is there")
}

/// Fields of the form at `path` as it stands there, some of them typed anew.
fn types(browser: &mut Browser, hall: &Hall, path: &str, typed: &[(&str, &str)]) {
    browser.follow(hall, path);
    let base = browser.field(path, "base");
    let unseen = [("key", "key-of-a-form"), ("base", base.as_str())];
    browser.posts(hall, path, &[&unseen[..], typed].concat());
}

const OFFICE: &str = "/offer/pools/buergerbuero";

#[test]
fn a_pool_has_its_seats_changed_and_a_booking_without_one_is_shown() {
    let hall = Hall::open("offer-pool");
    let mut browser = admin(&hall);
    browser.follow(&hall, "/offer");
    browser.reads("href=\"/offer/pools\"");
    browser.reads("href=\"/offer/rules\"");
    browser.follow(&hall, "/offer/pools");
    browser.reads("href=\"/offer/pools/buergerbuero\"");
    let wrong = [
        ("seats", "201"),
        ("step", "7"),
        ("public", "zwei"),
        ("at-once-phone", "-1"),
        ("days-ahead", "56"),
        ("notice-minutes", "30"),
        ("notice-days", "1"),
    ];
    types(&mut browser, &hall, OFFICE, &wrong);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Es wurde noch nichts gespeichert.");
    for (field, typed) in [("seats", "201"), ("step", "7"), ("public", "zwei"), ("at-once-phone", "-1")] {
        browser.reads(&format!("name=\"{field}\" value=\"{typed}\""));
        browser.reads(&format!("id=\"{field}-mistake\""));
    }
    browser.reads("eine ganze Zahl von 0 bis 200 ein");
    browser.reads("Nur eines von beiden: Minuten oder Tage.");
    assert!(!browser.page.contains("id=\"days-ahead-mistake\""), "{}", browser.page);

    for name in ["Erika", "Hans"] {
        books(&hall, "ausweis", at("10:00"), name);
    }
    let right = [
        ("seats", "1"),
        ("step", "5"),
        ("walk-ins", "0"),
        ("urgent", "1"),
        ("urgent-freed", "120"),
        ("at-once-phone", "1"),
        ("at-once-video", "2"),
        ("days-ahead", "30"),
        ("notice-days", "1"),
        ("release", "08:00"),
    ];
    types(&mut browser, &hall, OFFICE, &right);
    assert_eq!(browser.status, StatusCode::OK);
    browser.reads("Plätze</td> <td class=\"kern-table__cell offer__value\">3</td>");
    browser.reads("Höchstens gleichzeitig: per Video");
    browser.reads("Termine, die nicht mehr passen: 1");
    browser.reads("Hans");
    browser.reads("buergerbuero-2 gibt es nicht mehr");
    assert_eq!(pool(&hall, "buergerbuero").seats, Some(3), "a look changes nothing");
    saves(&mut browser, &hall);
    let saved = pool(&hall, "buergerbuero");
    assert_eq!((saved.seats, saved.urgent, saved.urgent_freed_minutes), (Some(1), 1, Some(120)));
    assert_eq!(saved.at_once, [(Form::Phone, 1), (Form::Video, 2)].into());
    assert_eq!((saved.lead.days_ahead, saved.lead.notice_days), (30, Some(1)));
    assert_eq!(saved.lead.release.as_deref(), Some("08:00"));

    // Who changed it is in the history, and the version before is taken again from there.
    browser.follow(&hall, "/offer");
    browser.reads("Termine, die nicht zum Angebot passen: 1");
    browser.follow(&hall, "/offer/versions/2");
    browser.reads("site-admin");
    browser.reads("Plätze für Eiliges");
    browser.follow(&hall, "/offer/versions/1");
    let (_, first) = browser.whole.split_once("<textarea name=\"draft\"").expect("it can be taken again");
    let (_, first) = first.split_once('>').expect("a tag has an end");
    let first = first.split("</textarea>").next().expect("split gives one at least");
    let first = first.replace("&#34;", "\"").replace("&#39;", "'");
    crate::offer::looks(&mut browser, &hall, &first);
    browser.reads("Alle bestehenden Termine passen weiterhin.");
    saves(&mut browser, &hall);
    assert_eq!(pool(&hall, "buergerbuero").seats, Some(3));
}

#[test]
fn a_pool_is_made_with_its_resources_and_goes_with_them() {
    let hall = Hall::open("offer-new-pool");
    let mut browser = admin(&hall);
    let form = |id: &'static str| [("id", id), ("step", "5"), ("public", "1"), ("days-ahead", "14")];
    for id in ["Bürger Büro", "buergerbuero"] {
        types(&mut browser, &hall, "/offer/new-pool", &form(id));
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
        browser.reads("Keine andere Gruppe heißt so.");
    }
    types(&mut browser, &hall, "/offer/new-pool", &form("sozial"));
    saves(&mut browser, &hall);
    let made = pool(&hall, "sozial");
    assert_eq!((made.seats, made.public, made.step_minutes), (None, Some(1), 5));
    browser.follow(&hall, "/offer/pools");
    browser.reads("0 mit Namen");

    let resource = |names: &'static str| {
        [
            ("id", "platz-1"),
            ("pool", "sozial"),
            ("skills", "wohngeld"),
            ("names", names),
            ("places", "Nordstadt"),
        ]
    };
    // For names or for places, and no id twice: counted seats have one too.
    types(&mut browser, &hall, "/offer/new-resource", &resource("A-Ki"));
    browser.reads("id=\"names-mistake\"");
    types(&mut browser, &hall, "/offer/new-resource", &[("id", "buergerbuero-2"), ("pool", "sozial")]);
    browser.reads("id=\"id-mistake\"");
    types(&mut browser, &hall, "/offer/new-resource", &resource(""));
    saves(&mut browser, &hall);
    types(&mut browser, &hall, "/offer/pools/sozial", &[("seats", "2"), ("step", "5")]);
    browser.reads("id=\"seats-mistake\"");

    // Somebody takes it besides, and then it stays.
    let service = "/offer/services/fuehrungszeugnis";
    let besides = |skill: &'static str| {
        [
            ("name", "Führungszeugnis"),
            ("zone", "A"),
            ("minutes", "5"),
            ("target-wait", "20"),
            ("pool", "buergerbuero"),
            ("form", "in-person"),
            ("channel", "online"),
            ("needs", "1"),
            ("need-0-pool", "sozial"),
            ("need-0-skill", skill),
            ("need-0-form", "in-person"),
        ]
    };
    types(&mut browser, &hall, service, &besides("rente"));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Niemand könnte die Dienstleistung „fuehrungszeugnis“ übernehmen");
    browser.reads("name=\"need-0-skill\" value=\"rente\"");
    types(&mut browser, &hall, service, &besides("wohngeld"));
    saves(&mut browser, &hall);
    let needs =
        plan(&hall).services.into_iter().find(|of| of.id == "fuehrungszeugnis").expect("it is there").needs;
    assert_eq!(
        (needs.len(), needs[0].pool.as_str(), needs[0].skill.as_deref()),
        (1, "sozial", Some("wohngeld"))
    );
    assert_eq!(needs[0].forms, Some([Form::InPerson].into()));
    browser.follow(&hall, service);
    browser.reads("Aus der Gruppe sozial");
    browser.posts(&hall, "/offer/pools/sozial/remove", &[("key", "key-of-a-form")]);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser
        .reads("Diese Gruppe wird noch gebraucht: Führungszeugnis. Bitte wählen Sie dort zuerst eine andere");

    let without: Vec<_> = besides("").into_iter().filter(|(name, _)| *name != "need-0-pool").collect();
    types(&mut browser, &hall, service, &without);
    saves(&mut browser, &hall);
    let closed = [
        ("count", "2"),
        ("closure-0-name", "Umzug"),
        ("closure-0-from", "2026-05-08"),
        ("closure-0-pool", "sozial"),
        ("closure-1-name", "Ausflug"),
        ("closure-1-from", "2026-05-09"),
        ("closure-1-pool", "sozial"),
        ("closure-1-pool", "buergerbuero"),
    ];
    types(&mut browser, &hall, "/offer/closures", &closed);
    saves(&mut browser, &hall);
    browser.posts(&hall, "/offer/pools/sozial/remove", &[("key", "key-of-a-form")]);
    browser.reads("Ressource platz-1");
    saves(&mut browser, &hall);
    let left = plan(&hall);
    assert_eq!(left.resources, []);
    // The house stays open on the day on which that pool alone was closed.
    let closures: Vec<_> =
        left.closures.iter().map(|closure| (closure.name.as_str(), &closure.pools)).collect();
    assert_eq!(closures, [("Ausflug", &Some(["buergerbuero".to_owned()].into()))]);
}

#[test]
fn the_rules_of_the_house_are_changed_and_what_they_do_to_bookings_is_shown() {
    let hall = Hall::open("offer-rules");
    let mut browser = admin(&hall);
    let rules = |land, holiday, people, hold| {
        [
            ("land", land),
            ("holiday", holiday),
            ("people-max", people),
            ("hold-minutes", hold),
            ("verify-minutes", "90"),
        ]
    };
    types(&mut browser, &hall, "/offer/rules", &rules("BW", "assumption", "0", "61"));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("id=\"holiday-mistake\"");
    browser.reads("eine ganze Zahl von 1 bis 10000 ein");
    browser.reads("eine ganze Zahl von 1 bis 60 ein");
    browser.reads("<option value=\"BW\" selected>");
    browser.reads("name=\"verify-minutes\" value=\"90\"");
    types(&mut browser, &hall, "/offer/rules", &rules("", "", "", ""));
    browser.reads("id=\"hold-minutes-mistake\"");

    for name in ["Erika", "Hans"] {
        books(&hall, "ausweis", at("10:00"), name);
    }
    types(&mut browser, &hall, "/offer/rules", &rules("BY", "assumption", "1", "15"));
    browser.reads("Höchstens Personen im Haus");
    browser.reads("Fristen: Reservierung in Minuten");
    browser.reads("Termine, die nicht mehr passen: 1");
    browser.reads("Hans");
    browser.reads("zu viele Personen gleichzeitig im Haus");
    assert!(!browser.page.contains("Erika"), "who booked first has the place: {}", browser.page);
    saves(&mut browser, &hall);
    let after = plan(&hall);
    assert_eq!((after.land, after.people_max), (Some(LandCode::BY), Some(1)));
    assert_eq!(after.local_holidays, [LocalHoliday::Assumption]);
    assert_eq!((after.deadlines.hold_minutes, after.deadlines.verify_minutes), (15, 90));
    browser.follow(&hall, "/offer/closures");
    browser.reads("Mariä Himmelfahrt");
    browser.follow(&hall, "/offer/rules");
    browser.reads("<option value=\"BY\" selected>Bayern</option>");
    browser.reads("10 Minuten zu spät");
}

/// What the parts of a plan do together is said in the words of the page.
#[test]
fn what_does_not_go_together_is_said_in_german() {
    let hall = Hall::open("offer-faults");
    let mut browser = admin(&hall);
    let day = |step: &'static str, ahead: &'static str, notice: &'static str| {
        [("seats", "3"), ("step", step), ("days-ahead", ahead), ("notice-days", notice)]
    };
    types(&mut browser, &hall, OFFICE, &day("50", "30", ""));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Der letzte Termin endete nach dem Schließen. Bitte wählen Sie");
    browser.reads("name=\"step\" value=\"50\"");
    types(&mut browser, &hall, OFFICE, &day("5", "2", "3"));
    browser.reads("Bitte geben Sie mehr Tage im Voraus frei");
    types(&mut browser, &hall, OFFICE, &[("seats", "0"), ("step", "5")]);
    browser.reads("Niemand könnte die Dienstleistung");
    assert!(!browser.page.contains("lang=\"en\""), "{}", browser.page);
}

#[test]
fn a_clerk_changes_no_rules() {
    let hall = Hall::open("offer-clerk");
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Clerk)));
    for path in ["/offer/pools", OFFICE, "/offer/new-pool", "/offer/rules"] {
        browser.follow(&hall, path);
        assert_eq!(browser.status, StatusCode::FORBIDDEN, "{path}");
    }
    let before = plan(&hall);
    let form = [
        ("key", "key-of-a-form"),
        ("seats", "1"),
        ("step", "5"),
        ("hold-minutes", "1"),
        ("verify-minutes", "1"),
    ];
    for path in [OFFICE, "/offer/pools/buergerbuero/remove", "/offer/rules"] {
        browser.posts(&hall, path, &form);
        assert_eq!(browser.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(plan(&hall), before);
}
