//! What a site offers, changed by its admin while the hub works: looked at before, saved once, and kept.

use std::sync::Arc;

use axum::http::StatusCode;
use calendar::bookings::Claim;
use calendar::wish::Channel;
use calendar::{BookingId, Wish};
use chrono::{DateTime, Utc};
use hub::config::{MADE_UP_TOWN, SitePlan};
use hub::desk::{Act, Order};
use hub::rights::Role;
use hub::store::{Contact, StoredAnswer};

use crate::browser::Browser;
use crate::hall::{Hall, OWN};

/// Of the day after the hall is open, a Thursday.
pub const DAY: &str = "2026-03-12";

pub fn admin(hall: &Hall) -> Browser {
    let mut browser = Browser::default();
    browser.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::SiteAdmin)));
    browser
}

pub fn at(clock: &str) -> DateTime<Utc> {
    format!("{DAY}T{clock}:00Z").parse().expect("a time")
}

pub fn books(hall: &Hall, service: &str, starts_at: DateTime<Utc>, name: &str) -> BookingId {
    let contact =
        Contact { name: name.into(), mail: None, phone: None, language: "de".into(), birthday: None };
    let wish = Wish::of(service, Channel::Staff);
    let act = Act::Book { wish, starts_at, claim: Claim::Confirm, contact: Some(contact) };
    match hall.commits_as("clerk:1", OWN, act) {
        StoredAnswer::Booking { booking } => BookingId(booking),
        other => panic!("a booking was made and the answer is {other:?}"),
    }
}

pub fn plan(hall: &Hall) -> SitePlan {
    SitePlan::of(&hall.running.desk.site(OWN).expect("the site").config)
}

fn version(hall: &Hall) -> u32 {
    hall.running.desk.site(OWN).expect("the site").plan_version()
}

/// The plan with one thing replaced by another, as somebody types it.
pub fn changed(hall: &Hall, from: &str, to: &str) -> String {
    let text = plan(hall).text();
    assert!(text.contains(from), "{from:?} is not in\n{text}");
    text.replacen(from, to, 1)
}

pub fn looks(browser: &mut Browser, hall: &Hall, text: &str) {
    browser.posts(hall, "/offer/look", &[("key", "key-of-a-look"), ("draft", text)]);
}

/// What the form of the look would send.
fn sends(browser: &Browser) -> Vec<(&'static str, String)> {
    let named = ["key", "base", "seen"].map(|name| (name, browser.field("/offer", name)));
    let draft = browser.whole.split("<textarea name=\"draft\"").nth(1).expect("there is a draft");
    let draft = draft.split_once('>').and_then(|(_, rest)| rest.split("</textarea>").next());
    named.into_iter().chain([("draft", unescaped(draft.expect("it has an end").trim_start()))]).collect()
}

fn unescaped(text: &str) -> String {
    let marks = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    marks.iter().fold(text.to_owned(), |text, (escaped, mark)| text.replace(escaped, mark))
}

pub fn saves(browser: &mut Browser, hall: &Hall) {
    let fields = sends(browser);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.posts(hall, "/offer", &fields);
}

#[test]
fn what_was_looked_at_is_saved_and_counts_at_once() {
    let (hall, mut browser) = (Hall::open("offer-saved"), Browser::default());
    browser.cookie = admin(&hall).cookie;
    browser.follow(&hall, "/offer");
    browser.reads("Es gilt, was in der Datei des Servers steht.");
    looks(&mut browser, &hall, &changed(&hall, "minutes = 12", "minutes = 15"));
    browser.reads("Dauer in Minuten</td> <td class=\"kern-table__cell offer__value\">12</td>");
    browser.reads("Alle bestehenden Termine passen weiterhin.");
    assert_eq!(version(&hall), 0, "a look changes nothing");

    saves(&mut browser, &hall);
    browser.reads("Es gilt Fassung 2.");
    browser.reads("Datei des Servers");
    assert_eq!(plan(&hall).services[0].minutes, 15);
    // The booking site, the queue and the journal know of it.
    let booking = books(&hall, "ausweis", at("10:00"), "Erika");
    let state = hall.running.desk.site(OWN).expect("the site");
    let booked = state.bookings().booking(booking).expect("it is known");
    assert_eq!((booked.ends_at - booked.starts_at).num_minutes(), 15);
    let rule = &state.day.rules().services["ausweis"];
    assert_eq!(rule.time_median.num_minutes(), 15);
    browser.follow(&hall, "/termine/de");
    browser.reads("15 Minuten");

    browser.follow(&hall, "/offer/versions/2");
    browser.reads("<strong>Sie gilt jetzt.</strong>");
    browser.follow(&hall, "/offer/versions/1");
    browser.reads("bevor hier zum ersten Mal etwas geändert wurde");
    let (_, first) = browser.page.split_once("name=\"draft\"").expect("it can be taken again");
    assert!(first.contains("minutes = 12"));
    looks(&mut browser, &hall, &SitePlan::of(state.file()).text());
    browser.reads("15</td> <td class=\"kern-table__cell offer__value\">12</td>");
    saves(&mut browser, &hall);
    browser.reads("Es gilt Fassung 3.");
    assert_eq!(plan(&hall), SitePlan::of(state.file()), "and the file's own counts again");
}

#[test]
fn what_is_not_in_order_is_refused_with_the_words_of_check_config() {
    let hall = Hall::open("offer-wrong");
    let mut browser = admin(&hall);
    for (from, to, said) in [
        ("zone = \"K\"", "zone = \"X\"", "zone: &#39;X&#39; is no zone of this site; there are A, K"),
        ("minutes = 12", "minutes = 481", "minutes: must be 1 to 480"),
        ("[[site.service]]", "[[site.service]", "angebot.toml:"),
    ] {
        let wrong = changed(&hall, from, to);
        looks(&mut browser, &hall, &wrong);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.reads(said);
        browser.reads("Es wurde nichts gespeichert.");
        browser.posts(&hall, "/offer", &[("key", "key-of-a-save"), ("base", "0"), ("draft", &wrong)]);
        assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.reads(said);
    }
    looks(&mut browser, &hall, &"x".repeat(hub::config::PLAN_BYTES_MAX * 2));
    assert!(browser.status.is_client_error(), "{}", browser.status);
    assert_eq!(version(&hall), 0);
}

/// Twelve languages and all that is to be brought are more than any other form may carry.
#[test]
fn a_long_plan_is_looked_at_and_saved() {
    let hall = Hall::open("offer-long");
    let mut browser = admin(&hall);
    let mut long = plan(&hall);
    long.services[0].bring.push("Ä".repeat(wire::http::BODY_BYTES_MAX));
    looks(&mut browser, &hall, &long.text());
    assert_eq!(browser.status, StatusCode::OK);
    saves(&mut browser, &hall);
    browser.reads("Es gilt Fassung 2.");
    assert_eq!(plan(&hall), long);
}

#[test]
fn bookings_outside_the_new_hours_are_shown_before_and_after() {
    let hall = Hall::open("offer-unfit");
    let mut browser = admin(&hall);
    books(&hall, "ausweis", at("10:00"), "Erika");
    let late = books(&hall, "ausweis", at("14:00"), "Hans");
    // Ten in UTC is eleven in the town.
    looks(
        &mut browser,
        &hall,
        &changed(&hall, "thursday = [\"00:00-24:00\"]", "thursday = [\"08:00-12:00\"]"),
    );
    browser.reads("Termine, die nicht mehr passen: 1");
    browser.reads("Hans");
    assert!(!browser.page.contains("Erika"), "{}", browser.page);

    // Somebody books while the page is open.
    books(&hall, "ausweis", at("15:00"), "Olena");
    saves(&mut browser, &hall);
    assert_eq!((browser.status, version(&hall)), (StatusCode::CONFLICT, 0));
    browser.reads("Inzwischen hat sich etwas geändert");
    browser.reads("Olena");
    saves(&mut browser, &hall);
    browser.reads("Termine, die nicht zum Angebot passen: 2");
    browser.reads(&format!("href=\"/bookings/{}\"", late.0));
    assert_eq!(version(&hall), 2);
}

#[test]
fn what_somebody_still_comes_for_is_not_taken_away() {
    let hall = Hall::open("offer-in-use");
    let mut browser = admin(&hall);
    let booking = books(&hall, "fuehrungszeugnis", at("10:00"), "Erika");
    browser.follow(&hall, "/offer/services/fuehrungszeugnis");
    let path = "/offer/services/fuehrungszeugnis/remove";
    let key = browser.field(path, "key");
    browser.posts(&hall, path, &[("key", &key)]);
    browser.reads("So lässt es sich nicht speichern");
    assert!(!browser.page.contains("So speichern</span>"), "{}", browser.page);
    // Sent all the same.
    saves(&mut browser, &hall);
    assert_eq!((browser.status, version(&hall)), (StatusCode::CONFLICT, 0));
    let release = calendar::Command::Release { booking };
    hall.commits_as("clerk:1", OWN, Act::Calendar(release));
    browser.posts(&hall, path, &[("key", "key-of-another")]);
    saves(&mut browser, &hall);
    assert_eq!(version(&hall), 2);
    assert!(plan(&hall).services.iter().all(|service| service.id != "fuehrungszeugnis"));
}

#[test]
fn of_two_admins_the_second_is_told_what_the_first_did() {
    let hall = Hall::open("offer-two");
    let (mut first, mut second) = (admin(&hall), admin(&hall));
    looks(&mut first, &hall, &changed(&hall, "minutes = 12", "minutes = 15"));
    looks(&mut second, &hall, &changed(&hall, "seats = 3", "seats = 4"));
    let pressed_twice = sends(&first);
    saves(&mut first, &hall);
    first.reads("Es gilt Fassung 2.");
    saves(&mut second, &hall);
    assert_eq!(second.status, StatusCode::CONFLICT);
    second.reads("Jemand anderes war schneller");
    second.reads("site-admin");
    second.reads("12</td> <td class=\"kern-table__cell offer__value\">15</td>");
    assert_eq!((version(&hall), plan(&hall).pools[0].seats), (2, Some(3)));

    // The same press that is sent once more is the same act.
    let fields: Vec<(&str, &str)> =
        pressed_twice.iter().map(|(name, value)| (*name, value.as_str())).collect();
    first.posts(&hall, "/offer", &fields);
    assert_eq!(first.status, StatusCode::OK);
    first.reads("Es gilt Fassung 2.");
    assert_eq!(version(&hall), 2);
}

#[test]
fn the_desk_refuses_what_was_begun_on_another_version() {
    let hall = Hall::open("offer-race");
    let order = |base, seats| {
        let mut plan = plan(&hall);
        plan.pools[0].seats = Some(seats);
        let act = Act::ChangePlan { base, plan: Arc::new(plan) };
        let order = Order { site: OWN.into(), actor: "clerk:1".into(), key: None, act };
        hall.running.desk.commit_blocking(order).map_err(|not_done| not_done.to_string())
    };
    assert_eq!(order(0, 4), Ok(StoredAnswer::Plan { version: 2 }));
    assert_eq!(order(0, 5), Err("somebody has saved another version meanwhile".into()));
    assert_eq!(order(2, 4), Err("this is what is offered already".into()));
    assert_eq!(order(2, 5), Ok(StoredAnswer::Plan { version: 3 }));
}

#[test]
fn a_service_is_made_and_changed_by_its_form() {
    let hall = Hall::open("offer-service");
    let mut browser = admin(&hall);
    let form = [
        ("key", "key-of-a-form"),
        ("id", "parkausweis"),
        ("name", "Bewohnerparkausweis beantragen"),
        ("name-en", "Apply for a resident parking permit"),
        ("words", "Parken\nAnwohner"),
        ("bring", "Personalausweis\r\nFahrzeugschein"),
        ("bring-en", "Identity card\r\n\r\nVehicle registration"),
        ("zone", "A"),
        ("minutes", "10"),
        ("pool", "buergerbuero"),
        ("form", "in-person"),
        ("channel", "online"),
        ("target-wait", "20"),
    ];
    let wrong: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| if *name == "minutes" { (*name, "zehn") } else { (*name, *value) })
        .collect();
    browser.posts(&hall, "/offer/new-service", &wrong);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Bitte geben Sie eine ganze Zahl von 1 bis 480 ein.");
    browser.reads("value=\"Bewohnerparkausweis beantragen\"");
    browser.posts(&hall, "/offer/new-service", &form);
    browser.reads("Bewohnerparkausweis beantragen (parkausweis)");
    saves(&mut browser, &hall);
    browser.follow(&hall, "/termine/en?q=parking");
    browser.reads("Apply for a resident parking permit");
    let made = plan(&hall).services.pop().expect("it is the last one");
    assert_eq!(made.bring, ["Personalausweis", "Fahrzeugschein"]);
    assert_eq!(made.bring_in["en"], ["Identity card", "Vehicle registration"]);
    assert_eq!(made.bring_in.len(), 1);
    browser.follow(&hall, "/offer/services/parkausweis");
    browser.reads("value=\"Apply for a resident parking permit\"");
    browser.reads("Identity card Vehicle registration</textarea>");
    let without = form.into_iter().filter(|(name, _)| *name != "bring-en");
    let without: Vec<(&str, &str)> = without.chain([("base", "2")]).collect();
    browser.posts(&hall, "/offer/services/parkausweis", &without);
    browser.reads("Mitzubringen (en)");
    saves(&mut browser, &hall);
    assert!(plan(&hall).services.pop().expect("it is the last one").bring_in.is_empty());
}

#[test]
fn hours_and_closed_days_are_changed_by_their_forms() {
    let hall = Hall::open("offer-hours");
    let mut browser = admin(&hall);
    browser.follow(&hall, "/offer/hours?week=2026-03-12");
    browser.reads("Woche ab Montag, 9. März 2026");
    let week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .map(|day| (day, "08:00 – 12:00,14:00-18:00"));
    let mut form = vec![("key", "key-of-a-form")];
    form.extend(week);
    browser.posts(&hall, "/offer/hours", &[&form[..], &[("saturday", "9-12")]].concat());
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Bitte schreiben Sie die Zeiten so");
    browser.posts(&hall, "/offer/hours", &form);
    browser.reads("Öffnungszeiten Samstag");
    saves(&mut browser, &hall);
    assert_eq!(plan(&hall).hours.monday, ["08:00-12:00", "14:00-18:00"]);
    browser.follow(&hall, "/offer/hours?week=2026-03-12");
    browser.reads("08:00-12:00, 14:00-18:00</td>");

    let series = [
        ("key", "key-of-a-form"),
        ("count", "1"),
        ("series-0-from", "2026-03-14"),
        ("series-0-weekday", "Sat"),
        ("series-0-repeat", "weeks"),
        ("series-0-every", "2"),
        ("series-0-opens", "09:00"),
        ("series-0-closes", "12:00"),
        ("series-0-step", "30"),
    ];
    browser.posts(&hall, "/offer/hours/buergerbuero", &series);
    saves(&mut browser, &hall);
    browser.follow(&hall, "/offer/hours/buergerbuero?week=2026-03-12");
    browser.reads("09:00-12:00 (alle 30 Min.)");
    browser.follow(&hall, "/offer/hours/buergerbuero?week=2026-03-19");
    assert!(!browser.page.contains("alle 30 Min."), "it is every second week:\n{}", browser.page);

    books(&hall, "ausweis", at("10:00"), "Erika");
    let closed = [
        ("key", "key-of-a-form"),
        ("count", "1"),
        ("closure-0-name", "Betriebsausflug"),
        ("closure-0-from", DAY),
    ];
    browser.posts(&hall, "/offer/closures", &closed);
    browser.reads("Termine, die nicht mehr passen: 1");
    browser.reads("Betriebsausflug");
    saves(&mut browser, &hall);
    browser.follow(&hall, "/offer/hours?week=2026-03-12");
    browser.reads("geschlossen: Betriebsausflug");
}

/// A hub that starts again offers what was saved; a file that was changed meanwhile wins no silent fight.
#[test]
fn a_changed_file_is_said_and_the_admin_chooses() {
    let hall = Hall::open("offer-file");
    let mut browser = admin(&hall);
    looks(&mut browser, &hall, &changed(&hall, "seats = 3", "seats = 5"));
    saves(&mut browser, &hall);
    let text = MADE_UP_TOWN.replace("minutes = 12", "minutes = 13");
    let file = hub::Config::parse("hub.toml", &text).expect("it is in order");
    let hall = hall.starts_again(file);
    assert_eq!((version(&hall), plan(&hall).pools[0].seats), (2, Some(5)));
    assert_eq!(plan(&hall).services[0].minutes, 12, "the version counts");
    browser.follow(&hall, "/offer");
    browser.reads("Die Datei des Servers bietet etwas anderes an, seit Fassung 2 gespeichert wurde.");
    let keep = plan(&hall).text();
    browser.posts(&hall, "/offer/look", &[("key", "key-of-a-look"), ("keeps", "1"), ("draft", &keep)]);
    browser.reads("zählt die Änderung in der Datei nicht");
    saves(&mut browser, &hall);
    browser.reads("Es gilt Fassung 3.");
    assert!(!browser.page.contains("bietet etwas anderes an"), "{}", browser.page);
    assert_eq!(plan(&hall).text(), keep);
}

#[test]
fn the_plan_is_taken_home_and_brought_back() {
    let hall = Hall::open("offer-home");
    let mut browser = admin(&hall);
    let taken = plan(&hall);
    browser.follow(&hall, "/offer/plan.toml");
    browser.reads("[[site.service]]");
    looks(&mut browser, &hall, &changed(&hall, "seats = 3", "seats = 5"));
    saves(&mut browser, &hall);
    looks(&mut browser, &hall, &taken.text());
    browser.reads("5</td> <td class=\"kern-table__cell offer__value\">3</td>");
    looks(&mut browser, &hall, MADE_UP_TOWN);
    browser.reads("5</td> <td class=\"kern-table__cell offer__value\">3</td>");
    saves(&mut browser, &hall);
    assert_eq!(plan(&hall), taken);
}

/// A file as a browser sends it.
fn brings(browser: &mut Browser, hall: &Hall, name: &str, text: &str) {
    browser.brings(hall, "/offer/bring", &[("key", "key-of-a-file")], name, text.as_bytes());
}

#[test]
fn a_file_may_be_a_plan_or_a_catalogue() {
    let hall = Hall::open("offer-bring");
    let mut browser = admin(&hall);
    brings(&mut browser, &hall, "angebot.toml", &changed(&hall, "seats = 3", "seats = 5"));
    browser.reads("3</td> <td class=\"kern-table__cell offer__value\">5</td>");
    brings(&mut browser, &hall, "angebot.toml", &changed(&hall, "seats = 3", "seats = 900"));
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("seats: must be at most 200");
    brings(&mut browser, &hall, "leer.xml", "<nichts/>");
    browser.reads("In dieser Datei steht keine Dienstleistung");

    brings(&mut browser, &hall, "xzufi.xml", include_str!("../../../tests/data/made-up-xzufi.xml"));
    browser.reads("Fischereischein Erteilung (LeiKa 99050048001000)");
    let key = browser.field("/offer/catalogue", "key");
    let entries = browser.whole.split("<textarea name=\"entries\"").nth(1).expect("they are sent along");
    let entries = entries.split_once('>').and_then(|(_, rest)| rest.split("</textarea>").next());
    let entries = unescaped(entries.expect("it has an end").trim());
    let form = [("key", key.as_str()), ("entries", &entries), ("zone", "K")];
    browser.posts(&hall, "/offer/catalogue", &form);
    assert_eq!(browser.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.reads("Bitte wählen Sie mindestens eine Dienstleistung aus.");
    browser.posts(&hall, "/offer/catalogue", &[&form[..], &[("take", "0")]].concat());
    browser.reads("Fischereischein Erteilung (fischereischein-erteilung)");
    saves(&mut browser, &hall);
    let made = plan(&hall).services.pop().expect("it is the last one");
    assert_eq!((made.zone, made.leika.as_deref()), ('K', Some("99050048001000")));
    assert_eq!(made.name_in("en"), "Issuing a fishing licence");
    brings(&mut browser, &hall, "xzufi.xml", include_str!("../../../tests/data/made-up-xzufi.xml"));
    browser.reads("Fischereischein Erteilung: gibt es schon");
}

#[test]
fn the_command_line_prints_the_plan_that_counts() {
    let hall = Hall::open("offer-export");
    let config = hall.running.web.config.clone();
    let printed = || hub::export_plan(&hall.database(), &config, OWN).expect("it can be read");
    assert_eq!(printed(), plan(&hall).text());
    let mut browser = admin(&hall);
    looks(&mut browser, &hall, &changed(&hall, "seats = 3", "seats = 5"));
    saves(&mut browser, &hall);
    assert!(printed().contains("seats = 5"));
    hub::export_plan(&hall.database(), &config, "nordstadt").expect_err("there is no such site");
}
