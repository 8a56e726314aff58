//! Several matters in one visit: chosen one after the other on the booking site, by the staff for whoever
//! calls, and one number at the kiosk for all of them.

use axum::http::StatusCode;
use calendar::{Booking, State};
use chrono::TimeDelta;
use hub::config::{Config, made_up_town};
use hub::desk::Act;
use hub::rights::Role;
use hub::store::StoredAnswer;

use crate::browser::Browser;
use crate::hall::{Hall, OWN};

const ONE: &str = "/termine/de/rathaus/ausweis";
const TWO: &str = "/termine/de/rathaus/ausweis,wohnsitz";

/// Addresses on the page, as a browser reads them.
fn links(browser: &Browser) -> Vec<String> {
    let found = browser.page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    found.map(|link| link.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

/// What an address says before its question mark.
fn path_of(address: &str) -> &str {
    address.split('?').next().expect("split gives one at least")
}

#[track_caller]
fn link_to(browser: &Browser, start: &str) -> String {
    let found = links(browser).into_iter().find(|link| link.starts_with(start));
    found.unwrap_or_else(|| panic!("no link begins with {start} in\n{}", browser.page))
}

fn last(hall: &Hall) -> Booking {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").clone()
}

fn services(booking: &Booking) -> Vec<&str> {
    booking.matters.iter().map(|matter| matter.service.as_str()).collect()
}

/// The made-up town, in which the house is closed to nobody and cars are done elsewhere in it.
pub fn with_cars() -> Config {
    let mut config = made_up_town();
    let site = &mut config.sites[0];
    let mut pool = site.pools[0].clone();
    pool.id = "zulassung".into();
    site.pools.push(pool);
    let kfz = site.services.iter_mut().find(|service| service.id == "kfz").expect("it is there");
    kfz.pool = Some("zulassung".into());
    config
}

/// Twelve minutes are ten of the calendar, and so are twelve others.
#[test]
fn a_citizen_does_three_things_in_one_visit() {
    let hall = Hall::of("several-whole", with_cars());
    let mut browser = Browser::default();
    browser.follow(&hall, ONE);
    browser.reads("etwa 10 Minuten");
    let add = link_to(&browser, "/termine/de?");
    browser.follow(&hall, &add);
    browser.reads("Weiteres Anliegen wählen");
    assert!(!browser.page.contains("rathaus/ausweis,kfz"), "cars are done by somebody else");
    assert!(!browser.page.contains("ausweis,ausweis"), "it is chosen already");
    browser.follow(&hall, &format!("{add}&q=ummelden"));
    let two = link_to(&browser, &format!("{ONE},"));
    assert_eq!(links(&browser).iter().filter(|link| link.starts_with(&format!("{ONE},"))).count(), 1);
    let since = |address: &str| {
        address.split(['?', '&']).find(|field| field.starts_with("since=")).map(str::to_owned)
    };
    assert!(
        since(&two).is_some() && since(&two) == since(&add),
        "how long it takes is measured from the first page"
    );
    browser.follow(&hall, &two);
    assert_eq!(path_of(&browser.at), TWO);
    browser.reads("etwa 20 Minuten");
    let add = link_to(&browser, "/termine/de?");
    browser.follow(&hall, &add);
    browser.follow(&hall, &format!("{TWO},fuehrungszeugnis"));
    browser.reads("etwa 25 Minuten");

    let at = link_to(&browser, &format!("{TWO},fuehrungszeugnis/2026-"));
    browser.follow(&hall, &at);
    browser.types(&hall, &[("name", "Erika")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    for said in ["Personalausweis oder Reisepass beantragen", "Wohnsitz anmelden", "Führungszeugnis"] {
        browser.reads(said);
    }
    browser.reads("Ein biometrisches Foto");
    let booking = last(&hall);
    assert_eq!(services(&booking), ["ausweis", "wohnsitz", "fuehrungszeugnis"]);
    assert_eq!(booking.ends_at - booking.starts_at, TimeDelta::minutes(25));

    let checked_in = hall.commits_as(
        "kiosk:eingang",
        OWN,
        Act::CheckIn { booking: booking.id, needs: queue::Needs::NONE, language: None },
    );
    let StoredAnswer::Ticket { ticket, .. } = checked_in else { panic!("{checked_in:?}") };
    let sites = hall.running.desk.sites();
    let ticket = sites[OWN].day.ticket(queue::TicketId(ticket));
    assert_eq!(ticket.service, "ausweis");
    assert_eq!(ticket.further, ["wohnsitz", "fuehrungszeugnis"]);
}

#[test]
fn what_was_chosen_is_taken_out_again() {
    let hall = Hall::open("several-less");
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{TWO}?persons=3"));
    browser.reads("value=\"3\"");
    let without = link_to(&browser, "/termine/de/rathaus/wohnsitz");
    browser.follow(&hall, &without);
    assert!(!browser.page.contains("Reisepass"), "{}", browser.page);
    browser.follow(&hall, TWO);
    let without = link_to(&browser, ONE);
    browser.follow(&hall, &without);
    assert_eq!(path_of(&browser.at), ONE);
    assert!(!browser.page.contains("Entfernen"), "a visit is for something");
}

/// Three persons with passports and an address: the first matter takes longer, the second does not.
#[test]
fn persons_count_where_each_of_them_takes_time() {
    let hall = Hall::open("several-persons");
    let mut browser = Browser::default();
    browser.follow(&hall, &format!("{TWO}?persons=3"));
    browser.reads("etwa 30 Minuten");
    let at = link_to(&browser, &format!("{TWO}/2026-"));
    assert!(at.contains("?persons=3&"), "{at}");
    browser.follow(&hall, &at);
    browser.reads("3 Personen");
    let path = path_of(&at);
    let key = browser.field(path, "key");
    browser.posts(&hall, path, &[("name", "Erika"), ("persons", "3"), ("key", &key)]);
    let persons: Vec<u16> = last(&hall).matters.iter().map(|matter| matter.persons).collect();
    assert_eq!(persons, [3, 1]);
}

#[test]
fn what_does_not_go_together_is_no_page() {
    let hall = Hall::of("several-not", with_cars());
    let mut browser = Browser::default();
    for path in ["ausweis,kfz", "ausweis,elefant", "ausweis,", ",", "ausweis,abholen,wohnsitz,kfz,a,b,c"] {
        browser.follow(&hall, &format!("/termine/de/rathaus/{path}"));
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{path}");
    }
    browser.follow(&hall, &format!("/termine/de/rathaus/{}", "ausweis,".repeat(5) + "ausweis"));
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "more than any visit is for");
    browser.follow(&hall, "/termine/de/rathaus/ausweis,ausweis");
    browser.reads("etwa 10 Minuten");
    browser.follow(&hall, "/termine/de?site=rathaus&chosen=elefant");
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
}

#[test]
fn one_booking_of_several_matters_is_moved_as_one() {
    let hall = Hall::open("several-moves");
    let mut browser = Browser::default();
    browser.follow(&hall, TWO);
    let at = link_to(&browser, &format!("{TWO}/2026-"));
    browser.follow(&hall, &at);
    browser.types(&hall, &[("name", "Erika")]);
    let own = browser.at.clone();
    browser.follow(&hall, &format!("{own}/times"));
    browser.reads("Personalausweis oder Reisepass beantragen</bdi>, <bdi lang=\"de\">Wohnsitz anmelden");
    let later = links(&browser).into_iter().rfind(|link| link.contains("/times/2026-")).expect("a time");
    browser.follow(&hall, &later);
    browser.types(&hall, &[]);
    let booking = last(&hall);
    assert_eq!((booking.revision, services(&booking).len()), (1, 2));
    assert_eq!(booking.ends_at - booking.starts_at, TimeDelta::minutes(20));
}

#[test]
fn the_infopoint_books_two_matters_for_whoever_calls() {
    let hall = Hall::of("several-staff", with_cars());
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::Infopoint)));
    browser.follow(&hall, "/bookings/new?service=ausweis");
    browser.reads("<option value=\"wohnsitz\">");
    let further = browser.page.split("name=\"add\"").nth(1).expect("a further matter is offered");
    let further = further.split("</select>").next().expect("split gives one at least");
    assert!(!further.contains("\"kfz\"") && !further.contains("\"ausweis\""), "{further}");
    browser.follow(&hall, "/bookings/new?service=ausweis&add=wohnsitz&persons=2");
    browser.reads("Entfernen");
    let at = link_to(&browser, "/bookings/new/who?service=ausweis&further=wohnsitz&persons=2");
    browser.follow(&hall, &at);
    browser.reads("Personalausweis oder Reisepass beantragen, Wohnsitz anmelden");
    let who = "/bookings/new/who";
    let kept = ["key", "service", "further", "persons", "form", "at"];
    let kept = kept.map(|field| (field, browser.field(who, field)));
    let kept = kept.iter().map(|(field, value)| (*field, value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain([("name", "Erika")]).collect();
    browser.posts(&hall, who, &all);
    browser.reads("Der Termin ist gebucht.");
    let booking = last(&hall);
    assert_eq!((services(&booking), booking.state), (vec!["ausweis", "wohnsitz"], State::Confirmed));
    assert_eq!(booking.ends_at - booking.starts_at, TimeDelta::minutes(25));
    browser.follow(&hall, "/bookings/new?service=ausweis&further=kfz");
    assert!(browser.status.is_client_error(), "{}", browser.status);
}
