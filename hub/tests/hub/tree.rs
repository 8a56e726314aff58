//! Logging in with the name and password of the town's directory, and what can be wrong with it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use hub::config::SecondFactor;
use hub::rights::Role;
use hub::store::{Account, NewAccount};
use tower::ServiceExt;

use crate::browser::{Browser, PASSWORD};
use crate::hall::{Hall, OWN};
use crate::slapd::Slapd;

#[test]
fn a_clerk_logs_in_as_at_the_own_computer() {
    let Some(slapd) = Slapd::start("clerk") else { return };
    for (name, way) in [("search", slapd.search()), ("direct", slapd.direct())] {
        let (hall, mut browser) = (Hall::of(&format!("ldap-{name}"), slapd.config(&way)), Browser::default());
        browser.follow(&hall, "/login");
        browser.reads("mit denen Sie sich auch an Ihrem Computer anmelden");
        logs_in(&hall, &mut browser, "petra", "petras Passwort");
        browser.reads("An welchem Schalter arbeiten Sie?");
        browser.follow(&hall, "/account");
        browser.reads("Petra Müller");
        let first = accounts(&hall);
        // However it is typed, and whatever the name is by now: the same entry is the same account.
        slapd.is_called("petra", "Petra Weiß");
        slapd.joins("petra", "leitung");
        logs_in(&hall, &mut browser, " PETRA ", "petras Passwort");
        slapd.leaves("petra", "leitung");
        slapd.is_called("petra", "Petra Müller");
        let [now] = &*accounts(&hall) else { panic!("one account") };
        assert_eq!((now.id, &*now.name, now.role), (first[0].id, "Petra Weiß", Role::Supervisor));

        for (who, password) in [("petra", "geraten"), ("niemand", "geraten"), ("petra", "Petras Passwort")] {
            logs_in(&hall, &mut browser, who, password);
            browser.reads("Name oder Passwort stimmen nicht.");
        }
        assert_eq!(accounts(&hall).len(), 1);
    }
}

/// The directory of these stories lets everybody in who has no password, as directories do.
#[test]
fn without_a_password_nobody_is_asked() {
    let Some(slapd) = Slapd::start("empty") else { return };
    for (name, way) in [("search", slapd.search()), ("direct", slapd.direct())] {
        let (hall, mut browser) =
            (Hall::of(&format!("empty-{name}"), slapd.config(&way)), Browser::default());
        logs_in(&hall, &mut browser, "petra", "");
        browser.reads("Name oder Passwort stimmen nicht.");
        assert_eq!((&browser.cookie, accounts(&hall).len()), (&None, 0));
    }
}

#[test]
fn what_is_typed_is_a_name_and_never_a_question() {
    let Some(slapd) = Slapd::start("escape") else { return };
    slapd.person("petra,x", "Petra Komma", "noch ein Passwort");
    for (name, way) in [("search", slapd.search()), ("direct", slapd.direct())] {
        let (hall, mut browser) = (Hall::of(&format!("esc-{name}"), slapd.config(&way)), Browser::default());
        for typed in
            ["p*", "*", "petra)(uid=*", "petra))(|(uid=*", "petra,ou=people,dc=stadt,dc=example", "a\\2a"]
        {
            logs_in(&hall, &mut browser, typed, "petras Passwort");
            browser.reads("Name oder Passwort stimmen nicht.");
        }
        // Whose name really is so is found, and only lacks a group.
        hall.passes(TimeDelta::hours(1));
        logs_in(&hall, &mut browser, "petra,x", "noch ein Passwort");
        browser.reads("keiner Gruppe, die hier arbeiten darf");
    }
}

#[test]
fn whoever_leaves_the_group_is_put_out() {
    let Some(slapd) = Slapd::start("leaves") else { return };
    let (hall, mut browser) = (Hall::of("leaves", slapd.config(&slapd.search())), Browser::default());
    logs_in(&hall, &mut browser, "jonas", "jonas' Passwort");
    browser.reads("Ihr Konto gehört zu keiner Gruppe, die hier arbeiten darf.");
    browser.reads("cn=schalter,ou=groups,dc=stadt,dc=example");
    logs_in(&hall, &mut browser, "petra", "petras Passwort");
    let mut elsewhere = Browser::default();
    slapd.leaves("petra", "schalter");
    logs_in(&hall, &mut elsewhere, "petra", "petras Passwort");
    elsewhere.reads("keiner Gruppe");
    browser.follow(&hall, "/desk");
    browser.reads("Anmelden</h1>");
}

#[test]
fn a_directory_that_is_down_says_so_and_the_own_accounts_work() {
    let Some(mut slapd) = Slapd::start("down") else { return };
    let (hall, mut browser) = (Hall::of("ldap-down", slapd.config(&slapd.search())), Browser::default());
    somebody(&hall, "Ada");
    slapd.ends();
    for _ in 0..20 {
        logs_in(&hall, &mut browser, "petra", "petras Passwort");
        browser.reads("weil der Dienst dafür nicht antwortet");
        assert_eq!(browser.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    logs_in(&hall, &mut browser, "Ada", PASSWORD);
    browser.reads("An welchem Schalter arbeiten Sie?");
    slapd.begins_again();
    // What was nobody's mistake has slowed nobody down.
    logs_in(&hall, &mut browser, "petra", "petras Passwort");
    browser.reads("An welchem Schalter arbeiten Sie?");
}

/// Somebody may be called like an admin here, in the directory, and have a password there.
#[test]
fn a_name_of_the_directory_opens_no_account_of_the_hub() {
    let Some(slapd) = Slapd::start("names") else { return };
    let hall = Hall::of("ldap-names", slapd.config(&slapd.search()));
    let (mut browser, own) = (Browser::default(), somebody(&hall, "petra"));
    logs_in(&hall, &mut browser, "petra", "petras Passwort");
    browser.reads("Name oder Passwort stimmen nicht.");
    logs_in(&hall, &mut browser, "petra", PASSWORD);
    browser.reads("An welchem Schalter arbeiten Sie?");
    assert_eq!(accounts(&hall), [own]);
}

#[test]
fn guesses_are_slowed_down_as_everywhere() {
    let Some(slapd) = Slapd::start("guesses") else { return };
    let (hall, mut browser) = (Hall::of("ldap-guess", slapd.config(&slapd.direct())), Browser::default());
    for n in 0..5 {
        logs_in(&hall, &mut browser, "petra", &format!("geraten {n}"));
        browser.reads("Name oder Passwort stimmen nicht.");
    }
    logs_in(&hall, &mut browser, "petra", "petras Passwort");
    browser.reads("höchstens 15 Minuten");
    hall.passes(TimeDelta::minutes(15));
    logs_in(&hall, &mut browser, "petra", "petras Passwort");
    browser.reads("An welchem Schalter arbeiten Sie?");
}

#[test]
fn over_starttls_the_server_is_the_one_it_says_or_nobody_is_asked() {
    let Some(slapd) = Slapd::start("tls") else { return };
    let trusts = format!("starttls = true\nca_file = \"{}\"\n", slapd.certificate().display());
    for (name, tls, words) in [
        ("trusted", &*trusts, "An welchem Schalter arbeiten Sie?"),
        ("foreign", "starttls = true\n", "weil der Dienst dafür nicht antwortet"),
    ] {
        let way = format!("{tls}{}", slapd.search());
        let (hall, mut browser) = (Hall::of(&format!("tls-{name}"), slapd.config(&way)), Browser::default());
        logs_in(&hall, &mut browser, "petra", "petras Passwort");
        browser.reads(words);
    }
}

#[test]
fn an_admin_of_the_directory_sets_a_telephone_up_here() {
    let Some(slapd) = Slapd::start("ldap-admin") else { return };
    slapd.joins("jonas", "admin");
    let mut config = slapd.config(&slapd.search());
    config.hub.second_factor = SecondFactor::Admins;
    let (hall, mut browser) = (Hall::of("ldap-admin", config), Browser::default());
    logs_in(&hall, &mut browser, "jonas", "jonas' Passwort");
    browser.follow(&hall, "/accounts");
    browser.reads("Telefon für die Anmeldung einrichten");
}

#[test]
fn a_program_logs_in_by_the_directory_too() {
    let Some(slapd) = Slapd::start("program") else { return };
    let hall = Hall::of("ldap-program", slapd.config(&slapd.direct()));
    for (password, status) in
        [("petras Passwort", StatusCode::NO_CONTENT), ("geraten", StatusCode::UNAUTHORIZED)]
    {
        let request = Request::post(wire::http::path::DESK_LOGIN)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(format!(r#"{{"name":"petra","password":"{password}"}}"#)));
        let answer = hub::http::router(hall.running.web.clone()).oneshot(request.expect("a request"));
        // The directory is asked over the network, which the runtime of the stories has not.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        assert_eq!(runtime.block_on(answer).expect("a router answers").status(), status);
    }
}

fn logs_in(hall: &Hall, browser: &mut Browser, name: &str, password: &str) {
    browser.cookie = None;
    browser.posts(hall, "/login", &[("key", "k0000001"), ("name", name), ("password", password)]);
}

fn somebody(hall: &Hall, name: &str) -> Account {
    let hash = Account::hashed(PASSWORD).expect("a good password");
    let new = NewAccount { name, site: OWN, role: Role::Clerk, password_hash: Some(&hash) };
    Account::create(&hall.running.web.access.write_blocking(), new, hall.now()).expect("the name is new")
}

fn accounts(hall: &Hall) -> Vec<Account> {
    Account::all(&hall.running.web.access.read()).expect("an answer")
}
