//! Logins that go wrong: guessed passwords, codes seen over a shoulder, a session that outlives its
//! owner, links used twice.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use futures_util::StreamExt;
use hub::config::{SecondFactor, made_up_town};
use hub::rights::Role;
use hub::second_factor::{Secret, Vault};
use hub::store::{Account, Invitation, NewAccount, SESSION_IDLE, Session};
use tower::ServiceExt;

use crate::browser::{Browser, PASSWORD};
use crate::hall::{Hall, OWN};

#[test]
fn a_thousand_wrong_passwords_are_slowed_and_the_admin_sees_them() {
    let (hall, mut guesser, mut admin) = (Hall::open("guesser"), Browser::default(), Browser::default());
    let clerk = somebody(&hall, "Jonas", Role::Clerk);
    let mut looked_at = 0;
    for n in 0..1_000 {
        if n == 500 {
            // Slow enough for the limit of all requests, and too fast for the one of passwords.
            hall.passes(TimeDelta::seconds(20));
        }
        logs_in(&hall, &mut guesser, "Jonas", &format!("geraten {n}"));
        match guesser.status {
            StatusCode::UNPROCESSABLE_ENTITY if guesser.page.contains("stimmen nicht") => looked_at += 1,
            StatusCode::TOO_MANY_REQUESTS => guesser.reads("höchstens 15 Minuten"),
            status => panic!("{status}"),
        }
    }
    assert_eq!(looked_at, 5);
    logs_in(&hall, &mut guesser, "Jonas", PASSWORD);
    guesser.reads("höchstens 15 Minuten");

    admin.logs_in(&hall);
    admin.follow(&hall, "/accounts");
    admin.reads("5 falsch, 996 abgewiesen");
    let page = format!("/accounts/{}", clerk.id);
    admin.follow(&hall, &page);
    admin.reads("Anmeldung sofort erlauben");
    admin.posts(&hall, &page, &[("key", "k0000001"), ("act", "pardon")]);
    logs_in(&hall, &mut guesser, "Jonas", PASSWORD);
    guesser.reads("An welchem Schalter arbeiten Sie?");
}

#[test]
fn a_clerk_whose_name_was_tried_gets_in_after_a_quarter_of_an_hour() {
    let (hall, mut browser) = (Hall::open("quarter"), Browser::default());
    somebody(&hall, "Petra", Role::Clerk);
    for n in 0..30 {
        logs_in(&hall, &mut browser, "Petra", &format!("geraten {n}"));
        hall.passes(TimeDelta::minutes(1));
    }
    logs_in(&hall, &mut browser, "Petra", PASSWORD);
    browser.reads("höchstens 15 Minuten");
    hall.passes(TimeDelta::minutes(15));
    logs_in(&hall, &mut browser, "Petra", PASSWORD);
    browser.reads("An welchem Schalter arbeiten Sie?");
}

/// An auditor reads what everybody did, at every site.
#[test]
fn an_auditor_reads_nothing_with_a_password_alone() {
    let (hall, mut browser) = (strict("auditor"), Browser::default());
    somebody(&hall, "Aylin", Role::Auditor);
    logs_in(&hall, &mut browser, "Aylin", PASSWORD);
    for path in ["/audit", "/audit/entries.csv", "/accounts"] {
        browser.follow(&hall, path);
        browser.reads("Telefon für die Anmeldung einrichten");
    }
}

/// Whoever knows a clerk's name can try passwords from a thousand networks, and from the clerk's corridor.
#[test]
fn a_clerk_gets_in_while_others_guess_from_everywhere() {
    let mut config = made_up_town();
    config.hub.proxy = Some(std::net::Ipv4Addr::UNSPECIFIED.into());
    let hall = Hall::of("everywhere", config);
    for name in ["Petra", "Jonas"] {
        somebody(&hall, name, Role::Clerk);
    }
    let (corridor, welcome) = (Some("10.0.0.7".to_owned()), "An welchem Schalter arbeiten Sie?");
    let (mut own, mut guesser, mut new) = (Browser::default(), Browser::default(), Browser::default());
    own.address = corridor.clone();
    logs_in(&hall, &mut own, "Petra", PASSWORD);
    own.reads(welcome);
    assert!(guesser.known.is_none());
    for n in 0..150 {
        guesser.address = if n % 3 == 0 { corridor.clone() } else { Some(format!("203.0.{n}.7")) };
        logs_in(&hall, &mut guesser, "Petra", &format!("geraten {n}"));
        if n % 10 == 0 {
            logs_in(&hall, &mut own, "Petra", PASSWORD);
            own.reads(welcome);
        }
    }
    assert_eq!(guesser.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(guesser.known.is_none(), "nobody who proved nothing is known");
    logs_in(&hall, &mut new, "Petra", PASSWORD);
    assert_eq!(new.status, StatusCode::TOO_MANY_REQUESTS, "she waits with a browser she never used");
    let hers = own.known.clone().expect("hers");
    let (_, proofs) = hers.split_once('.').expect("a number, and what was proven");
    new.known = Some(format!("__Host-wartemarke-known=00000000000000aa.{proofs}"));
    logs_in(&hall, &mut new, "Petra", PASSWORD);
    assert_eq!(new.status, StatusCode::TOO_MANY_REQUESTS, "a cookie that somebody made up proves nothing");

    // Jonas takes her place at the counter, and both are known there.
    own.address = Some("10.0.0.8".into());
    logs_in(&hall, &mut own, "Jonas", PASSWORD);
    own.reads(welcome);
    let both = own.known.clone();
    logs_in(&hall, &mut own, "Petra", PASSWORD);
    own.reads(welcome);
    let mut looked_at = 0;
    for n in 0..10 {
        own.known = both.clone();
        logs_in(&hall, &mut own, "Petra", &format!("geraten {n}"));
        looked_at += usize::from(own.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(looked_at, 5, "whoever sits down at her browser guesses no more than others");
    hall.passes(TimeDelta::minutes(16));
    logs_in(&hall, &mut new, "Petra", PASSWORD);
    assert_eq!(new.status, StatusCode::OK, "and nobody is locked out for ever");
}

#[test]
fn an_admin_sets_a_telephone_up_before_anything_else_and_no_code_is_good_twice() {
    let (hall, mut browser) = (strict("telephone"), Browser::default());
    browser.follow(&hall, &hall.set_up);
    browser.types(&hall, &[("name", "Ayşe"), ("password", PASSWORD), ("repeated", PASSWORD)]);
    browser.reads("Telefon für die Anmeldung einrichten");
    browser.follow(&hall, "/accounts");
    browser.reads("Telefon für die Anmeldung einrichten");
    let sealed = browser.field("/account/second-factor", "secret");
    browser.posts(
        &hall,
        "/account/second-factor",
        &[("key", "k0000001"), ("secret", &sealed), ("code", "000000")],
    );
    browser.reads("Dieser Code stimmt nicht");

    let id = Account::all(&hall.running.web.access.read()).expect("an answer")[0].id;
    let vault: &Vault = &hall.running.web.vault;
    let secret = vault.from_text(id, &sealed).expect("the hub sealed it");
    let code = secret.code_at(hall.now());
    browser.posts(
        &hall,
        "/account/second-factor",
        &[("key", "k0000002"), ("secret", &sealed), ("code", &code)],
    );
    browser.reads("Ihre Wiederherstellungscodes");
    let recovery =
        browser.page.split("<li>").nth(1).expect("codes").split('<').next().expect("a code").to_owned();
    browser.follow(&hall, "/accounts");
    browser.reads("Wer hier arbeitet");

    let mut again = Browser::default();
    logs_in(&hall, &mut again, "Ayşe", PASSWORD);
    again.reads("Code vom Telefon eingeben");
    again.follow(&hall, "/desk");
    again.reads("Code vom Telefon eingeben");
    again.follow(&hall, "/account/second-factor");
    assert!(!again.page.contains("Telefon verbinden"), "a password alone sets up no other telephone");
    again.follow(&hall, "/login/code");
    again.types(&hall, &[("code", &code)]);
    again.reads("wurde schon benutzt");
    hall.passes(TimeDelta::seconds(30));
    again.types(&hall, &[("code", &secret.code_at(hall.now()))]);
    again.reads("An welchem Schalter arbeiten Sie?");

    for (worth, words) in [(true, "An welchem Schalter arbeiten Sie?"), (false, "wurde schon benutzt")] {
        let mut lost = Browser::default();
        logs_in(&hall, &mut lost, "Ayşe", PASSWORD);
        lost.types(&hall, &[("code", &recovery.to_lowercase())]);
        lost.reads(words);
        assert_eq!(lost.at.starts_with("/desk"), worth, "{}", lost.at);
    }
}

#[test]
fn a_stream_ends_with_its_session() {
    let hall = Hall::open("stream");
    let endings: [(&str, fn(&Hall, &Account)); 4] = [
        ("logged out", |hall, account| {
            Session::close_all_of(&hall.running.web.access.write_blocking(), account.id).expect("an answer");
        }),
        ("disabled", |hall, account| {
            let mut db = hall.running.web.access.write_blocking();
            Account::disable(&mut db, account.id, hall.now()).expect("an answer");
        }),
        ("another role", |hall, account| {
            let db = hall.running.web.access.write_blocking();
            Account::change_role(&db, account.id, Role::Auditor).expect("an answer");
        }),
        ("went home", |hall, _| hall.passes(SESSION_IDLE + TimeDelta::minutes(5))),
    ];
    for (how, end) in endings {
        let account = hall.account(OWN, Role::Clerk);
        let cookie = hall.cookie_of(&account);
        let request = Request::get("/desk/3/events").header(header::COOKIE, cookie).body(Body::empty());
        let router = hub::http::router(hall.running.web.clone());
        hall.runtime.block_on(async {
            let answer = router.oneshot(request.expect("a request")).await.expect("a router answers");
            assert_eq!(answer.status(), StatusCode::OK);
            let mut told = answer.into_body().into_data_stream();
            assert!(told.next().await.is_some(), "the state comes first");
            // As in life, somewhere else than the stream.
            std::thread::scope(|scope| scope.spawn(|| end(&hall, &account)).join().expect("it ended"));
            let silence = tokio::time::timeout(std::time::Duration::from_secs(20), async {
                while told.next().await.is_some() {}
            });
            assert!(silence.await.is_ok(), "{how}, and the stream goes on");
        });
    }
}

#[test]
fn an_invitation_is_good_once_and_for_a_week() {
    let (hall, mut admin, mut new) = (Hall::open("invitation"), Browser::default(), Browser::default());
    admin.logs_in(&hall);
    admin.follow(&hall, "/accounts");
    admin.posts(
        &hall,
        "/accounts",
        &[("key", "k0000001"), ("name", "Jonas Weber"), ("role", "infopoint"), ("site", OWN)],
    );
    assert_eq!(admin.status, StatusCode::CREATED);
    let link =
        admin.page.split("/invitation/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let link = format!("/invitation/{link}");
    logs_in(&hall, &mut new, "Jonas Weber", "");
    new.reads("Name oder Passwort stimmen nicht");
    new.follow(&hall, &link);
    new.reads("Jonas Weber");
    new.types(&hall, &[("password", "kurz"), ("repeated", "kurz")]);
    new.reads("Das Passwort ist zu kurz");
    new.types(&hall, &[("password", PASSWORD), ("repeated", PASSWORD)]);
    new.reads("Anmelden</h1>");
    logs_in(&hall, &mut new, "Jonas Weber", PASSWORD);
    new.reads("<h1 class=\"kern-heading-large\">Infopoint</h1>");
    new.follow(&hall, &link);
    new.reads("Dieser Link gilt nicht mehr");

    let late = hall.account(OWN, Role::Clerk);
    let token = Invitation::make(&hall.running.web.access.write_blocking(), late.id, hall.now());
    let token = token.expect("an answer");
    hall.passes(TimeDelta::days(7) + TimeDelta::minutes(5));
    new.follow(&hall, &format!("/invitation/{token}"));
    new.reads("Dieser Link gilt nicht mehr");
}

#[test]
fn a_site_admin_makes_nobody_greater_and_changes_nobody_of_another_rank() {
    let (hall, mut browser) = (Hall::with_two_sites("ranks"), Browser::default());
    let admin = hall.account(OWN, Role::SiteAdmin);
    browser.cookie = Some(hall.cookie_of(&admin));
    let new = |role| [("key", "k0000001"), ("name", "Neu"), ("role", role), ("site", OWN)];
    browser.posts(&hall, "/accounts", &new("county-admin"));
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.posts(&hall, "/accounts", &new("mayor"));
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    let county = hall.account(OWN, Role::CountyAdmin);
    browser.posts(&hall, &format!("/accounts/{}", county.id), &[("key", "k0000001"), ("act", "disable")]);
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    browser.posts(&hall, &format!("/accounts/{}", admin.id), &[("key", "k0000001"), ("act", "disable")]);
    assert_eq!(browser.status, StatusCode::CONFLICT);
    browser.reads("Ihr eigenes Konto können Sie hier nicht ändern.");
}

/// Nothing that is read waits for a commit that takes long, and nothing is kept by a browser.
#[test]
fn who_reads_does_not_wait_for_who_writes() {
    let hall = Hall::open("reads");
    let account = hall.account(OWN, Role::Clerk);
    let cookie = hall.cookie_of(&account);
    let web = &hall.running.web;
    let mut db = web.access.write_blocking();
    let _long = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("a turn");
    let since = std::time::Instant::now();
    let request = Request::get("/api/v1/desk/queue").header(header::COOKIE, cookie).body(Body::empty());
    let answer = hub::http::router(web.clone()).oneshot(request.expect("a request"));
    let answer = hall.runtime.block_on(answer).expect("a router answers");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    assert!(since.elapsed() < std::time::Duration::from_secs(2), "{:?}", since.elapsed());
    const LOOKS: u32 = 1_000;
    let (token, since) = (Session::id_of("of nobody"), std::time::Instant::now());
    for _ in 0..LOOKS {
        assert!(Session::find(&web.access.read(), &token, hall.now()).expect("an answer").is_none());
    }
    println!("a look at a session: {:?}", since.elapsed() / LOOKS);
}

#[test]
fn a_flood_of_strangers_is_turned_away_and_clerks_are_not() {
    let (hall, mut stranger) = (Hall::open("flood"), Browser::default());
    let account = hall.account(OWN, Role::Clerk);
    let mut turned_away = 0;
    for _ in 0..1_200 {
        stranger.follow(&hall, "/api/v1/health");
        turned_away += usize::from(stranger.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(turned_away, 200);
    stranger.follow(&hall, "/");
    stranger.reads("Bitte warten Sie einen Moment");
    let mut clerk = Browser::default();
    clerk.cookie = Some(hall.cookie_of(&account));
    clerk.follow(&hall, "/desk");
    clerk.reads("An welchem Schalter arbeiten Sie?");
    hall.passes(TimeDelta::minutes(5));
    stranger.follow(&hall, "/");
    stranger.reads("Willkommen");
}

/// A program logs in with all it has at once; a password without its code leaves no session behind.
#[test]
fn a_program_shows_its_code_with_the_password() {
    let hall = Hall::open("program");
    let account = somebody(&hall, "Petra", Role::Supervisor);
    let (secret, step) = (Secret::made_up(), hall.now().timestamp() / 30 - 10);
    let web = &hall.running.web;
    let set = Account::set_second_factor(
        &mut web.access.write_blocking(),
        &web.vault,
        account.id,
        (&secret, step),
        &[],
    );
    assert!(set.expect("an answer"));
    let code = secret.code_at(hall.now());
    let logs_in = |code: &str| {
        let body = format!(r#"{{"name":"Petra","password":"{PASSWORD}","code":{code}}}"#);
        let request = Request::post(wire::http::path::DESK_LOGIN)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body));
        let answer = hub::http::router(web.clone()).oneshot(request.expect("a request"));
        hall.runtime.block_on(answer).expect("a router answers").status()
    };
    assert_eq!(logs_in("null"), StatusCode::UNAUTHORIZED);
    assert_eq!(logs_in(r#""000000""#), StatusCode::UNAUTHORIZED);
    let open = || Session::count_of(&web.access.read(), account.id, hall.now()).expect("an answer");
    assert_eq!(open(), 0);
    assert_eq!(logs_in(&format!("\"{code}\"")), StatusCode::NO_CONTENT);
    assert_eq!(open(), 1);
    assert_eq!(logs_in(&format!("\"{code}\"")), StatusCode::UNAUTHORIZED, "the code was used");
}

/// Whoever likes may write the header; only the proxy that was named is believed.
#[test]
fn a_proxy_says_who_asks_and_nobody_else_does() {
    let mut config = made_up_town();
    // Requests of these stories come from no network, and so from this address.
    config.hub.proxy = Some(std::net::Ipv4Addr::UNSPECIFIED.into());
    let (believed, ignored) = (Hall::of("proxy", config), Hall::open("no-proxy"));
    for (hall, free) in [(&believed, true), (&ignored, false)] {
        let router = hub::http::router(hall.running.web.clone());
        let ask = |address: &str| {
            let forwarded = format!("198.51.100.1, {address}");
            let request = Request::get("/").header("x-forwarded-for", forwarded).body(Body::empty());
            let answer = hall.runtime.block_on(router.clone().oneshot(request.expect("a request")));
            answer.expect("a router answers").status()
        };
        assert!((0..2_000).any(|_| ask("203.0.113.7") != StatusCode::OK), "a flood ends");
        assert_eq!(ask("203.0.113.8") == StatusCode::OK, free);
    }
}

/// A socket for both kinds of addresses writes an address of IPv4 as one of IPv6.
#[test]
fn a_proxy_is_known_however_its_address_is_written() {
    let mut config = made_up_town();
    config.hub.proxy = Some("127.0.0.1".parse().expect("an address"));
    let hall = Hall::of("mapped-proxy", config);
    let router = hub::http::router(hall.running.web.clone());
    let peer: std::net::SocketAddr = "[::ffff:127.0.0.1]:40000".parse().expect("an address");
    let ask = |address: &str| {
        let request = Request::get("/").header("x-forwarded-for", address).extension(ConnectInfo(peer));
        let answer = router.clone().oneshot(request.body(Body::empty()).expect("a request"));
        hall.runtime.block_on(answer).expect("a router answers").status()
    };
    assert!((0..2_000).any(|_| ask("203.0.113.7") != StatusCode::OK), "a flood ends");
    assert_eq!(ask("203.0.113.8"), StatusCode::OK, "and is of one of those behind the proxy");
    assert_ne!(ask("::ffff:203.0.113.7"), StatusCode::OK, "which has no second name");
}

#[test]
fn a_browser_that_came_by_tls_is_told_to_stay() {
    let mut config = made_up_town();
    config.hub.public_url = Some("https://warten.example".into());
    for (hall, told) in [(Hall::of("tls", config), true), (Hall::open("no-tls"), false)] {
        let router = hub::http::router(hall.running.web.clone());
        let request = Request::get("/login").body(Body::empty()).expect("a request");
        let answer = hall.runtime.block_on(router.oneshot(request)).expect("a router answers");
        assert_eq!(answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY), told);
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    }
}

fn strict(name: &str) -> Hall {
    let mut config = made_up_town();
    config.hub.second_factor = SecondFactor::Admins;
    Hall::of(name, config)
}

/// An account with the password of all stories.
fn somebody(hall: &Hall, name: &str, role: Role) -> Account {
    let hash = Account::hashed(PASSWORD).expect("a good password");
    let new = NewAccount { name, site: OWN, role, password_hash: Some(&hash) };
    Account::create(&hall.running.web.access.write_blocking(), new, hall.now()).expect("the name is new")
}

fn logs_in(hall: &Hall, browser: &mut Browser, name: &str, password: &str) {
    browser.cookie = None;
    browser.posts(hall, "/login", &[("key", "k0000001"), ("name", name), ("password", password)]);
}

#[test]
fn a_command_in_the_wrong_folder_makes_no_second_database() {
    let config = made_up_town();
    // Of this run alone: what a broken hub once left behind proves nothing.
    let nowhere = std::env::temp_dir().join(format!("wartemarke-of-no-hub-{}.db", std::process::id()));
    let refused = hub::add_device(&nowhere, &config, hub::store::DeviceKind::Kiosk, "eingang", OWN);
    let said = refused.expect_err("there is no hub").to_string();
    assert!(said.contains("there is no database") && said.contains("start the hub once"), "{said}");
    assert!(!nowhere.exists() && !nowhere.with_extension("access.db").exists());
}
