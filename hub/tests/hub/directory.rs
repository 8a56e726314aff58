//! Logging in with accounts the town has already, and everything that goes wrong on the way there and
//! back.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use hub::config::SecondFactor;
use hub::rights::Role;
use hub::store::Account;
use serde_json::json;

use crate::browser::Browser;
use crate::hall::Hall;
use crate::provider::{Provider, Window, with};

/// As long as a hub asks again whether the provider is there, and some more.
const SOON: std::time::Duration = std::time::Duration::from_secs(30);

#[test]
fn a_clerk_logs_in_for_the_first_time_and_the_group_gives_the_role() {
    let Some(provider) = Provider::start("first-login") else { return };
    provider.people(&json!({ "petra": { "name": "Petra Müller", "groups": ["kantine", "wm-schalter"] } }));
    let hall = opens(&provider, "");
    let mut browser = Browser::default();
    browser.follow(&hall, "/login/directory");
    // Neither the host header nor anything else of the request says where people come back to.
    assert!(browser.at.starts_with(&provider.issuer), "{}", browser.at);
    assert!(browser.at.contains("redirect_uri=https%3A%2F%2Fwarten.example%2Flogin%2Fdirectory%2Fanswer&"));
    assert!(browser.at.contains("code_challenge_method=S256"), "{}", browser.at);
    let back = Window::default().answers(&browser.at, Some("petra"));
    browser.follow(&hall, &back);
    browser.reads("Sie sind angemeldet");
    browser.reads("content=\"0; url=/desk\"");
    assert_eq!(browser.flow, None, "it has done its work");
    browser.follow(&hall, "/desk");
    browser.reads("An welchem Schalter arbeiten Sie?");
    browser.follow(&hall, "/account");
    browser.reads("Petra Müller");
    browser.reads("Sachbearbeitung");

    // The same person is the same account, whatever the name and the role are by now.
    let first = the_account(&hall);
    provider.people(&json!({ "petra": { "name": "Petra Weiß", "groups": ["wm-leitung", "wm-schalter"] } }));
    logs_in(&hall, &mut Browser::default(), "petra");
    let now = the_account(&hall);
    assert_eq!((now.id, &*now.name, now.role), (first.id, "Petra Weiß", Role::Supervisor));
}

#[test]
fn without_a_group_nobody_gets_in_and_whoever_leaves_it_is_put_out() {
    let Some(provider) = Provider::start("no-group") else { return };
    let in_group = json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } });
    let removed =
        json!({ "petra": { "name": "Petra", "groups": ["kantine"] }, "jonas": { "name": "Jonas" } });
    provider.people(&removed);
    let hall = opens(&provider, "");
    let mut browser = Browser::default();
    for who in ["petra", "jonas"] {
        logs_in(&hall, &mut browser, who);
        browser.reads("Ihr Konto gehört zu keiner Gruppe, die hier arbeiten darf.");
        browser.reads("wm-schalter");
        assert_eq!((browser.status, &browser.cookie), (StatusCode::UNPROCESSABLE_ENTITY, &None));
    }
    assert_eq!(accounts(&hall), [], "nobody is made who may not come in");
    provider.people(&in_group);
    logs_in(&hall, &mut browser, "petra");
    browser.follow(&hall, "/desk");
    browser.reads("An welchem Schalter arbeiten Sie?");
    provider.people(&removed);
    let mut elsewhere = Browser::default();
    logs_in(&hall, &mut elsewhere, "petra");
    elsewhere.reads("keiner Gruppe");
    browser.follow(&hall, "/desk");
    browser.reads("Anmelden</h1>");
}

#[test]
fn who_is_closed_here_stays_out_and_the_own_accounts_stay_in() {
    let Some(provider) = Provider::start("closed") else { return };
    provider.people(&json!({ "petra": { "name": "Petra Müller", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    let (mut browser, mut admin) = (Browser::default(), Browser::default());
    logs_in(&hall, &mut browser, "petra");
    let petra = the_account(&hall);
    assert!(hall.running.set_up_link().is_some(), "the way in without the provider is still to be made");
    admin.logs_in(&hall);
    assert_eq!(accounts(&hall).len(), 2, "one of the directory and one of the hub's own");
    let page = format!("/accounts/{}", petra.id);
    admin.follow(&hall, &page);
    admin.reads("Dieses Konto kommt aus dem Verzeichnis Ihrer Verwaltung.");
    for act in ["invite", "change-role"] {
        admin.posts(&hall, &page, &[("key", "k0000001"), ("act", act), ("role", "county-admin")]);
        assert_eq!(admin.status, StatusCode::CONFLICT, "{act}");
        admin.reads("Das legt das Verzeichnis Ihrer Verwaltung fest.");
    }
    admin.posts(&hall, &page, &[("key", "k0000001"), ("act", "disable")]);
    logs_in(&hall, &mut browser, "petra");
    browser.reads("Ihr Konto ist hier gesperrt.");
    admin.posts(&hall, &page, &[("key", "k0000002"), ("act", "enable")]);
    logs_in(&hall, &mut browser, "petra");
    browser.reads("Sie sind angemeldet");
}

#[test]
fn what_somebody_changed_on_the_way_opens_nothing() {
    let Some(provider) = Provider::start("changed") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    let astray = |browser: &mut Browser, back: &str| {
        browser.follow(&hall, back);
        browser.reads("Diese Anmeldung gilt nicht mehr oder wurde an einem anderen Ort begonnen.");
        assert_eq!((&browser.cookie, &browser.flow), (&None, &None));
    };
    let begins = || {
        let mut browser = Browser::default();
        browser.follow(&hall, "/login/directory");
        let url = browser.at.clone();
        (browser, url)
    };
    for parameter in ["nonce", "code_challenge"] {
        let (mut browser, url) = begins();
        let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let back = Window::default().answers(&with(&url, parameter, other), Some("petra"));
        astray(&mut browser, &back);
    }
    let (mut browser, url) = begins();
    let back = Window::default().answers(&url, Some("petra"));
    astray(&mut browser, &with(&back, "state", "another"));
    let (mut browser, url) = begins();
    let back = Window::default().answers(&url, Some("petra"));
    astray(&mut browser, &with(&back, "iss", "https://anderswo.example"));
    for back in ["/login/directory/answer", "/login/directory/answer?code=a&code=b&state=c"] {
        astray(&mut begins().0, back);
    }
    // Ten minutes are enough for anybody.
    let (mut browser, url) = begins();
    let back = Window::default().answers(&url, Some("petra"));
    hall.passes(TimeDelta::minutes(10));
    astray(&mut browser, &back);
}

#[test]
fn a_code_is_good_once() {
    let Some(provider) = Provider::start("replay") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    let (mut browser, mut thief) = (Browser::default(), Browser::default());
    browser.follow(&hall, "/login/directory");
    let flow = browser.flow.clone();
    let back = Window::default().answers(&browser.at, Some("petra"));
    browser.follow(&hall, &back);
    browser.reads("Sie sind angemeldet");
    // Even whoever has the cookie as well.
    thief.flow = flow;
    thief.follow(&hall, &back);
    thief.reads("Diese Anmeldung gilt nicht mehr");
    assert_eq!(thief.cookie, None);
}

/// A link with the answer to somebody else's login would log a clerk in as the one who sent it.
#[test]
fn somebody_elses_browser_does_not_finish_the_login() {
    let Some(provider) = Provider::start("csrf") else { return };
    provider.people(&json!({ "mallory": { "name": "Mallory", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    let (mut mallory, mut victim, mut busy) = (Browser::default(), Browser::default(), Browser::default());
    mallory.follow(&hall, "/login/directory");
    let back = Window::default().answers(&mallory.at, Some("mallory"));
    busy.follow(&hall, "/login/directory");
    for browser in [&mut victim, &mut busy] {
        browser.follow(&hall, &back);
        browser.reads("an einem anderen Ort begonnen");
        assert_eq!(browser.cookie, None);
    }
}

#[test]
fn who_says_no_at_the_provider_is_told_so() {
    let Some(provider) = Provider::start("no") else { return };
    let hall = opens(&provider, "");
    let mut browser = Browser::default();
    browser.follow(&hall, "/login/directory");
    let back = Window::default().answers(&browser.at, None);
    browser.follow(&hall, &back);
    browser.reads("wurde abgebrochen oder abgelehnt");
    assert!(!browser.page.contains("access_denied"), "{}", browser.page);
}

#[test]
fn a_provider_that_is_down_stops_nobody_and_is_found_later() {
    let Some(mut provider) = Provider::that_is_down("down") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let hall = Hall::at(real_time(), "down", provider.config(""));
    let (mut browser, mut admin) = (Browser::default(), Browser::default());
    browser.follow(&hall, "/login");
    browser.reads("Dieser Weg ist gerade nicht erreichbar.");
    browser.follow(&hall, "/login/directory");
    browser.reads("weil der Dienst dafür nicht antwortet");
    assert_eq!(browser.status, StatusCode::SERVICE_UNAVAILABLE);
    admin.logs_in(&hall);

    provider.begins_again();
    waits_for_the_provider(&hall);
    browser.follow(&hall, "/login/directory");
    let back = Window::default().answers(&browser.at, Some("petra"));
    provider.ends();
    browser.follow(&hall, &back);
    browser.reads("weil der Dienst dafür nicht antwortet");
    provider.begins_again();
    logs_in(&hall, &mut browser, "petra");
    browser.reads("Sie sind angemeldet");
}

#[test]
fn new_keys_of_the_provider_are_fetched_when_a_signature_needs_them() {
    let Some(mut provider) = Provider::start("keys") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    logs_in(&hall, &mut Browser::default(), "petra");
    provider.begins_again();
    let mut browser = Browser::default();
    logs_in(&hall, &mut browser, "petra");
    browser.reads("Sie sind angemeldet");
    // And not again at once: a stranger's signatures would have the hub ask for ever.
    provider.begins_again();
    logs_in(&hall, &mut browser, "petra");
    browser.reads("Diese Anmeldung gilt nicht mehr");
}

#[test]
fn an_old_word_of_the_provider_is_worth_nothing() {
    for (story, seconds, minutes) in [("expired", 60, 3), ("kept", 3_600, 6)] {
        let Some(provider) = Provider::with_tokens_of(story, seconds) else { return };
        provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
        let hall = opens(&provider, "");
        let mut browser = Browser::default();
        browser.follow(&hall, "/login/directory");
        let back = Window::default().answers(&browser.at, Some("petra"));
        hall.passes(TimeDelta::minutes(minutes));
        browser.follow(&hall, &back);
        browser.reads("Diese Anmeldung gilt nicht mehr");
        assert_eq!(browser.cookie, None, "{story}");
    }
}

/// Whoever makes accounts shows a second factor: ours, or the provider's where the town trusts it.
#[test]
fn an_admin_of_the_directory_shows_a_second_factor_somewhere() {
    let Some(provider) = Provider::start("factor") else { return };
    let admin = |amr: &[&str]| json!({ "ada": { "name": "Ada", "groups": ["wm-admin"], "amr": amr } });
    for (trusts, amr, words) in [
        ("", ["pwd", "otp"].as_slice(), "Telefon für die Anmeldung einrichten"),
        ("second_factor_amr = [\"otp\", \"hwk\"]", &["pwd"], "Telefon für die Anmeldung einrichten"),
        ("second_factor_amr = [\"otp\", \"hwk\"]", &["pwd", "otp"], "Wer hier arbeitet"),
    ] {
        provider.people(&admin(amr));
        let mut config = provider.config(trusts);
        config.hub.second_factor = SecondFactor::Admins;
        let hall = Hall::at(real_time(), "factor", config);
        waits_for_the_provider(&hall);
        let mut browser = Browser::default();
        logs_in(&hall, &mut browser, "ada");
        browser.follow(&hall, "/accounts");
        browser.reads(words);
    }
}

#[test]
fn who_works_at_two_sites_chooses_one_of_them_and_no_other() {
    let Some(provider) = Provider::start("sites") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let mut config = provider.config("");
    let mut other = config.sites[0].clone();
    for id in ["nordstadt", "suedstadt"] {
        other.id = id.into();
        config.sites.push(other.clone());
    }
    let directory = config.directory.as_mut().expect("the town has one");
    directory.groups[2].sites = vec!["rathaus".into(), "nordstadt".into()];
    let hall = Hall::at(real_time(), "sites", config);
    waits_for_the_provider(&hall);
    let mut browser = Browser::default();
    logs_in(&hall, &mut browser, "petra");
    for (site, status, stays_at) in [
        ("nordstadt", StatusCode::OK, "nordstadt"),
        ("suedstadt", StatusCode::NOT_FOUND, "nordstadt"),
        ("rathaus nordstadt", StatusCode::NOT_FOUND, "nordstadt"),
    ] {
        browser.posts(&hall, "/account/site", &[("key", "k0000001"), ("site", site)]);
        assert_eq!((browser.status, &*the_account(&hall).site), (status, stays_at));
    }
    browser.follow(&hall, "/account");
    browser.reads("<dd>Bürgerbüro (nordstadt)</dd>");
    logs_in(&hall, &mut browser, "petra");
    assert_eq!(the_account(&hall).site, "nordstadt", "another day begins where this one ended");
    let own = hall.account(crate::hall::OWN, Role::Clerk);
    browser.cookie = Some(hall.cookie_of(&own));
    browser.posts(&hall, "/account/site", &[("key", "k0000002"), ("site", "nordstadt")]);
    assert_eq!(browser.status, StatusCode::NOT_FOUND, "an account of the hub's own has one site");
}

#[test]
fn who_logs_out_here_is_told_the_way_out_there() {
    let Some(provider) = Provider::start("logout") else { return };
    provider.people(&json!({ "petra": { "name": "Petra", "groups": ["wm-schalter"] } }));
    let hall = opens(&provider, "");
    let mut browser = Browser::default();
    logs_in(&hall, &mut browser, "petra");
    browser.follow(&hall, "/desk");
    browser.presses(&hall, "/logout");
    browser.reads("sind Sie an diesem Computer noch angemeldet");
    browser.follow(&hall, "/logout/directory");
    assert!(browser.at.starts_with(&format!("{}/session/end?", provider.issuer)), "{}", browser.at);
    assert!(browser.at.contains("post_logout_redirect_uri=https%3A%2F%2Fwarten.example%2Flogin"));
    let own = hall.account(crate::hall::OWN, Role::Clerk);
    browser.cookie = Some(hall.cookie_of(&own));
    browser.follow(&hall, "/desk");
    browser.presses(&hall, "/logout");
    assert!(!browser.page.contains("noch angemeldet"), "an account of the hub's own was nowhere else");
}

fn opens(provider: &Provider, more: &str) -> Hall {
    let name = provider.issuer.rsplit(':').next().expect("a port");
    let hall = Hall::at(real_time(), name, provider.config(more));
    waits_for_the_provider(&hall);
    hall
}

/// A provider's clock is not ours to move.
fn real_time() -> DateTime<Utc> {
    Utc::now()
}

fn waits_for_the_provider(hall: &Hall) {
    let since = std::time::Instant::now();
    let oidc = hall.running.web.oidc().expect("the town has one");
    while !oidc.is_there() {
        assert!(since.elapsed() < SOON, "the hub does not find its provider");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

fn logs_in(hall: &Hall, browser: &mut Browser, who: &str) {
    browser.cookie = None;
    browser.follow(hall, "/login/directory");
    let back = Window::default().answers(&browser.at, Some(who));
    browser.follow(hall, &back);
}

fn accounts(hall: &Hall) -> Vec<Account> {
    Account::all(&hall.running.web.access.read()).expect("an answer")
}

fn the_account(hall: &Hall) -> Account {
    let all = accounts(hall);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().expect("one")
}
