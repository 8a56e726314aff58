//! What every page keeps, whatever it shows. With `WARTEMARKE_PREVIEW=FOLDER` the pages and their
//! assets are written there too, to be looked at in a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::routing::get;
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use wire::http::{Problem, TicketState};

use super::account::{self, Enrolment, Invited, Own, Who};
use super::accounts::{self, Devices, Done, List, One};
use super::ask::{self, Question, What};
use super::bell;
use super::desk::{self, Choice, Desk, Tab};
use super::entrance::{self, Login, SetUp};
use super::infopoint::{self, Infopoint};
use super::supervisor::{self, Supervisor};
use super::trouble::{self, Trouble};
use super::{asset, linked_data, samples};
use crate::qr::Picture;
use crate::rights::Role;
use crate::second_factor::{self, Secret};

#[test]
fn every_page_keeps_the_laws() {
    for (name, html) in every_page() {
        let page = linked_data::without_it(&html);
        no_script_or_style_inside(&name, &page);
        nothing_from_elsewhere(&name, &page);
        ids_are_unique(&name, &html);
        every_post_has_its_own_key(&name, &html);
        one_heading_and_a_title(&name, &html);
        public_pages_have_a_foot(&name, &html);
    }
    if let Some(folder) = env::var_os("WARTEMARKE_PREVIEW") {
        write_preview(Path::new(&folder));
    }
}

/// A counter's page loads over the town's network in a moment, also through a slow tunnel.
#[tokio::test]
async fn the_desk_page_is_light() {
    const PAGE_BYTES_MAX: usize = 250_000;
    const SCRIPT_BYTES_MAX: usize = 60_000;
    let page = page_of("desk-called.html");
    let (mut script, mut all) = (0, compressed("/page", page.clone()).await);
    for name in assets_of(&page) {
        let size = compressed(&format!("/assets/{name}"), page.clone()).await;
        println!("{name}: {size} bytes compressed");
        all += size;
        script += if name.ends_with(".js") { size } else { 0 };
    }
    println!("desk page without fonts: {all} bytes compressed, {script} of them script");
    assert!(all <= PAGE_BYTES_MAX, "the desk page has {all} bytes");
    assert!(script <= SCRIPT_BYTES_MAX, "the desk page has {script} bytes of script");
}

#[tokio::test]
async fn an_asset_is_kept_for_ever_and_an_old_one_is_gone() {
    let style = get_response(asset::STYLE, String::new()).await;
    assert_eq!(style.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(style.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    let old = get_response("/assets/style.000000000000.css", String::new()).await;
    assert_eq!(old.status(), 404);
}

#[test]
fn fonts_are_asked_for_by_their_hashed_names() {
    let fonts = asset::find(asset::FONTS.trim_start_matches("/assets/")).expect("it is embedded");
    let fonts = std::str::from_utf8(fonts.bytes).expect("style sheets are text");
    for font in [asset::FONT_REGULAR, asset::FONT_SEMI_BOLD] {
        let name = font.trim_start_matches("/assets/");
        assert!(fonts.contains(&format!("url(\"{name}\")")), "{name} is not in\n{fonts}");
    }
}

fn no_script_or_style_inside(name: &str, html: &str) {
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().expect("split gives one at least");
        assert!(!tag.starts_with("style"), "{name} has an inline style sheet");
        assert!(!tag.starts_with("script") || tag.contains(" src="), "{name} has an inline script");
        for attribute in [" style=", " onclick=", " onload=", " hx-on", "javascript:"] {
            assert!(!tag.contains(attribute), "{name} has{attribute} in <{tag}>");
        }
    }
}

fn nothing_from_elsewhere(name: &str, html: &str) {
    assert!(!html.contains("://"), "{name} names another server");
    for asset_name in assets_of(html) {
        assert!(asset::find(asset_name).is_some(), "{name} asks for {asset_name}, which is not embedded");
    }
}

fn ids_are_unique(name: &str, html: &str) {
    let mut seen = BTreeSet::new();
    for id in attributes(html, " id=\"") {
        assert!(seen.insert(id), "{name} has the id {id} twice");
    }
}

fn every_post_has_its_own_key(name: &str, html: &str) {
    let mut seen = BTreeSet::new();
    for form in html.split("<form ").skip(1) {
        let form = form.split("</form>").next().expect("split gives one at least");
        if !form.starts_with("method=\"post\"") {
            continue;
        }
        let key = attributes(form, "name=\"key\" value=\"").next().unwrap_or_default();
        let length = key.chars().count();
        assert!((8..=wire::http::IDEMPOTENCY_KEY_CHARS_MAX).contains(&length), "{name}: the key {key:?}");
        assert!(seen.insert(key), "{name} has the key {key} twice");
    }
}

fn one_heading_and_a_title(name: &str, html: &str) {
    assert!(html.contains("<html lang=\""), "{name} does not say its language");
    assert_eq!(html.matches("<h1").count(), 1, "{name} needs one heading");
    assert!(html.contains("– Bürgerbüro Musterstadt</title>"), "{name} has no title");
    assert!(!html.contains("for developers only"), "{name} shows a developer's text");
}

/// What citizens and visitors read leads to imprint, privacy, accessibility, help and contact.
fn public_pages_have_a_foot(name: &str, html: &str) {
    let begins = ["booking-", "about-", "status-", "home", "login.", "trouble-"];
    if begins.iter().any(|begin| name.starts_with(begin)) {
        let foot = html.split("<footer class=\"page-foot\">").nth(1).unwrap_or_default();
        for end in ["/hilfe", "/impressum", "/datenschutz", "/barrierefreiheit", "/kontakt"] {
            assert!(foot.contains(&format!("/rathaus{end}\"")), "{name} does not lead to {end}: {foot}");
        }
    }
}

fn attributes<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(start).skip(1).map(|rest| rest.split('"').next().expect("split gives one at least"))
}

fn assets_of(html: &str) -> BTreeSet<&str> {
    attributes(html, "\"/assets/").collect()
}

async fn compressed(path: &str, page: String) -> usize {
    let body = get_response(path, page).await.into_body();
    to_bytes(body, usize::MAX).await.expect("it comes from memory").len()
}

/// Through the same compression as in the hub.
async fn get_response(path: &str, page: String) -> axum::response::Response {
    let app = Router::new()
        .route(asset::ROUTE, get(asset::serve))
        .route("/page", get(move || async { axum::response::Html(page) }))
        .layer(CompressionLayer::new());
    let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty());
    app.oneshot(request.expect("the path is one")).await.expect("a router always answers")
}

fn page_of(name: &str) -> String {
    let (_, html) = every_page().into_iter().find(|(page, _)| page == name).expect("it is in the list");
    html
}

pub fn every_page() -> Vec<(String, String)> {
    let mut pages = entrance_pages();
    pages.extend(account_pages());
    pages.extend(desk_pages());
    pages.extend(list_pages());
    pages.extend(question_pages());
    pages.extend(hall_pages());
    pages.extend(super::status_samples::pages());
    pages.extend(super::wall_samples::pages());
    pages.extend(super::statistics::samples::pages());
    pages.extend(super::audit_samples::pages());
    pages.extend(super::booking_samples::pages());
    pages.extend(super::about_samples::pages());
    pages.extend(super::bookings_samples::pages());
    pages.extend(super::absences_samples::pages());
    pages.extend(super::offer_samples::pages());
    pages.extend(Trouble::ALL.map(|trouble| {
        (format!("trouble-{trouble:?}.html").to_lowercase(), trouble::page(&samples::site(), trouble))
    }));
    pages
}

fn entrance_pages() -> Vec<(String, String)> {
    let site = samples::site();
    let wrong = samples::problem("wrong-login");
    let short = samples::problem("password-too-short");
    let login = Login { key: "k0000001", ..Login::default() };
    let long = "cn=wartemarke-schalter,ou=gruppen,ou=buergerdienste,dc=musterstadt,dc=de";
    let groups = [(long, Role::Clerk), ("wartemarke-leitung", Role::Supervisor)];
    let provider = Login { by_provider: Some(true), groups: &groups, ..login };
    let (down, no_group) = (samples::problem("directory-down"), samples::problem("no-group"));
    let astray = samples::problem("directory-astray");
    let still_open = samples::still_open();
    let set_up = SetUp { path: "/setup/abc", name: "", key: "k0000001", problem: None };
    let choice = Choice {
        who: &samples::WHO,
        counters: &samples::counters(),
        sites: &[],
        still_open: None,
        key: "k0000001",
        problem: None,
    };
    vec![
        ("home.html".into(), entrance::home(&site, None)),
        ("home-known.html".into(), entrance::home(&site, Some(&samples::WHO))),
        ("leave.html".into(), desk::leave(&site, &samples::WHO, &still_open)),
        ("login.html".into(), entrance::login(&site, &login)),
        (
            "login-wrong.html".into(),
            entrance::login(&site, &Login { name: "brandt", problem: Some(&wrong), ..login }),
        ),
        ("login-provider.html".into(), entrance::login(&site, &provider)),
        (
            "login-provider-waits.html".into(),
            entrance::login(&site, &Login { by_provider: Some(false), ..provider }),
        ),
        (
            "login-provider-down.html".into(),
            entrance::login(&site, &Login { problem: Some(&down), ..provider }),
        ),
        (
            "login-no-group.html".into(),
            entrance::login(&site, &Login { problem: Some(&no_group), ..provider }),
        ),
        ("login-astray.html".into(), entrance::login(&site, &Login { problem: Some(&astray), ..provider })),
        (
            "login-directory.html".into(),
            entrance::login(&site, &Login { by_directory: true, groups: &groups, ..login }),
        ),
        ("login-stays.html".into(), entrance::login(&site, &Login { stays: true, ..provider })),
        ("welcome.html".into(), entrance::welcome(&site, "/desk")),
        ("set-up.html".into(), entrance::set_up(&site, &set_up)),
        (
            "set-up-short.html".into(),
            entrance::set_up(&site, &SetUp { name: "brandt", problem: Some(&short), ..set_up }),
        ),
        ("choose.html".into(), desk::choose(&site, &choice)),
        (
            "choose-county.html".into(),
            desk::choose(
                &site,
                &Choice { sites: &samples::other_sites(), still_open: Some(&still_open), ..choice },
            ),
        ),
    ]
}

fn account_pages() -> Vec<(String, String)> {
    let site = samples::site();
    let who = Who {
        name: "Ayşe Brandt",
        role: Role::SiteAdmin,
        waits: false,
        rings: true,
        base: "",
        key: "k0000001",
    };
    let waits = Who { waits: true, ..who };
    let wrong = samples::problem("wrong-code");
    let secret = Secret::made_up();
    let enrolment = Enrolment {
        picture: &Picture::of(&secret.url("Musterstadt", "Ayşe Brandt")),
        secret: &secret.base32(),
        sealed: "00ff",
        problem: None,
    };
    let sites = samples::sites();
    let own = |has_second_factor| Own {
        site_name: "Bürgerbüro (rathaus)",
        site: "rathaus",
        sites: if has_second_factor { &sites } else { &[] },
        has_second_factor,
        needs_second_factor: true,
        recovery_codes_left: 9,
    };
    let invited = Invited { path: "/invitation/abc", name: "Jonas Weber", key: "k0000001", problem: None };
    let codes = second_factor::recovery_codes();
    let list = List {
        accounts: &samples::accounts(),
        addresses: &samples::addresses(),
        roles: Role::SiteAdmin.appoints(),
        sites: &samples::sites(),
        name: "",
        zone: samples::ZONE,
        attack: None,
        problem: None,
    };
    let attacked = |asks| List { attack: Some((samples::now(), asks)), ..list };
    let one = |account: usize, done| {
        let one = One {
            account: &samples::accounts()[account],
            roles: Role::SiteAdmin.appoints(),
            is_own: account == 0,
            sessions: 2,
            zone: samples::ZONE,
            done,
            problem: None,
        };
        accounts::one(&site, &who, &one)
    };
    let devices = |token| {
        let lines = samples::devices();
        let devices =
            Devices { devices: &lines, sites: &samples::sites()[..1], id: "", token, problem: None };
        accounts::devices(&site, &who, &devices)
    };
    let link = Some(Done::Invited { link: "/invitation/0123456789abcdef0123456789abcdef" });
    let pages = [
        ("account.html", account::own(&site, &who, &own(true))),
        ("account-without.html", account::own(&site, &who, &own(false))),
        ("second-factor.html", account::enrol(&site, &waits, &enrolment)),
        (
            "second-factor-wrong.html",
            account::enrol(&site, &who, &Enrolment { problem: Some(&wrong), ..enrolment }),
        ),
        ("recovery-codes.html", account::recovery_codes(&site, &who, &codes)),
        ("login-code.html", account::code(&site, &waits, None)),
        ("login-code-wrong.html", account::code(&site, &waits, Some(&wrong))),
        ("invitation.html", account::invited(&site, &invited)),
        ("accounts.html", accounts::list(&site, &who, &list)),
        ("accounts-attacked.html", accounts::list(&site, &who, &attacked(true))),
        ("accounts-attacked-never.html", accounts::list(&site, &who, &attacked(false))),
        ("accounts-one.html", one(1, Some(Done::Changed))),
        ("accounts-own.html", one(0, None)),
        ("accounts-invited.html", one(2, link)),
        ("accounts-directory.html", one(3, None)),
        ("accounts-disabled.html", one(4, None)),
        ("devices.html", devices(None)),
        ("devices-token.html", devices(Some("0123456789abcdef0123456789abcdef"))),
    ];
    pages.map(|(name, html)| (name.to_owned(), html)).into()
}

fn desk_pages() -> Vec<(String, String)> {
    let mut recalled = samples::called("A042", "pass", "3", TicketState::Called, 151);
    recalled.recalls = 1;
    let serving = samples::called("A042", "wohnsitz", "3", TicketState::Serving, 12 * 60 + 5);
    let (refusal, files) = (samples::problem("nobody-waiting"), super::bookings_samples::files());
    let mut crowd = samples::queue();
    for n in 0..60 {
        let number = format!("E{n:03}");
        crowd.waiting.push(samples::waiting(&number, "pass", "09:40", wire::http::Reason::Unknown));
    }
    [
        ("desk-free.html", samples::queue(), None),
        ("desk-called.html", samples::queue_with(recalled), None),
        ("desk-serving.html", samples::queue_with(serving), None),
        ("desk-empty.html", samples::nobody_waits(), Some(&refusal)),
        ("desk-crowd.html", crowd, None),
    ]
    .map(|(name, queue, problem): (&str, _, Option<&Problem>)| {
        let desk = Desk {
            who: &samples::WHO,
            counter: "3",
            services: &samples::services(),
            queue: &queue,
            now: samples::now(),
            zone: samples::ZONE,
            key: "k0000001",
            problem,
            tab: Tab::Waiting,
            files: if name == "desk-serving.html" { &files } else { &[] },
            bells: &[],
            floor: 0,
        };
        (name.to_owned(), desk::page(&samples::site(), &desk))
    })
    .into()
}

/// Every list of a desk, with somebody in it.
fn list_pages() -> Vec<(String, String)> {
    let queue = samples::busy_morning();
    let services = samples::services();
    let bells = samples::bells();
    let page = |tab: Tab| {
        let desk = Desk {
            who: &samples::WHO,
            counter: "3",
            services: &services,
            queue: &queue,
            now: samples::now(),
            zone: samples::ZONE,
            key: "k0000001",
            problem: None,
            tab,
            files: &[],
            bells: &bells,
            floor: 1,
        };
        (format!("desk-list-{}.html", tab.name()), desk::page(&samples::site(), &desk))
    };
    Tab::ALL.map(page).into()
}

fn question_pages() -> Vec<(String, String)> {
    let (services, places) = (samples::services(), samples::destinations());
    let others = samples::elsewhere();
    let mut ticket = samples::called("A042", "pass", "3", TicketState::Serving, 61);
    ticket.further = vec!["ausweis".into()];
    let page = |what: What| {
        let (who, back, key) = (&samples::WHO, "/desk/3", "k0000001");
        let (services, places, others, ticket) = (&services, &places, &others, &ticket);
        let question = Question { who, back, what, ticket, services, places, others, key };
        (format!("ask-{}.html", what.name()), ask::page(&samples::site(), &question))
    };
    What::ALL.map(page).into()
}

fn hall_pages() -> Vec<(String, String)> {
    let (site, queue, services) = (samples::site(), samples::busy_morning(), samples::services());
    let (expected, drawn) = (samples::expected(), samples::issued());
    let point = Infopoint {
        who: &samples::WHO,
        services: &services,
        queue: &queue,
        expected: &expected,
        freed: &samples::freed(),
        bells: &samples::bells(),
        help: &samples::help(),
        kiosks: &samples::kiosks(),
        floor: 1,
        drawn: Some(&drawn),
        now: samples::now(),
        zone: samples::ZONE,
        key: "k0000001",
        problem: None,
    };
    let slip = infopoint::Slip {
        site: &site,
        ticket: &drawn,
        service: "Reisepass beantragen",
        zone: samples::ZONE,
        again: true,
        moved: true,
    };
    let supervisor = Supervisor {
        who: &samples::WHO,
        hall: &samples::hall(),
        bells: &samples::bells(),
        kiosks: &samples::kiosks(),
        left: &BTreeMap::from([("1".into(), samples::at("09:36"))]),
        unattended_minutes: 5,
        version: (7, 214, 1),
        now: samples::now(),
        zone: samples::ZONE,
        key: "k0000001",
        problem: None,
    };
    vec![
        (
            "bell.html".into(),
            bell::page(&site, &bell::Rung { who: &samples::WHO, bell: samples::bells().last() }),
        ),
        ("bell-over.html".into(), bell::page(&site, &bell::Rung { who: &samples::WHO, bell: None })),
        ("infopoint.html".into(), infopoint::page(&site, &point)),
        ("slip.html".into(), infopoint::slip(&slip)),
        ("supervisor.html".into(), supervisor::page(&site, &supervisor)),
    ]
}

fn write_preview(folder: &Path) {
    let assets = folder.join("assets");
    fs::create_dir_all(&assets).expect("WARTEMARKE_PREVIEW names a folder that can be made");
    for (name, html) in every_page() {
        fs::write(folder.join(name), html).expect("the folder can be written");
    }
    for asset in asset::ALL {
        fs::write(assets.join(asset.name), asset.bytes).expect("the folder can be written");
    }
}
