//! Forms as no page of ours sends them, thrown at every public door that takes one: each is answered with a
//! page, and no answer says that the hub has failed. (What programs send in JSON is asked by Schemathesis.)
//!
//! The doors come from the router itself and the names of fields from the pages, so that a new one is thrown
//! at too. A failure says its seed and the form.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use hub::config::{AskStamps, Config};
use hub::rights::{Right, Role};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use tower::ServiceExt;

use crate::booking_site::books;
use crate::browser::Browser;
use crate::forgetting::every_file;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;
use crate::said::{is_served, with_contact};
use crate::uploads::PDF;

/// The same seed throws the same.
const SEED: u64 = 20_260_311;
/// At each door; a form takes some milliseconds.
const FORMS: u64 = 24;
/// After so many forms what they are about is a new one: most end what they hit.
const FRESH_EVERY: u64 = 8;
/// A part of an address, and a field, is mostly one that is known.
const KNOWN: f64 = 0.8;
/// What is filled in from an account elsewhere, of which this town has none: each form there is told so.
const NOT_IN_THIS_TOWN: &str = "/termine/{language}/{site}/{service}/{at}/account";
/// Larger than any field of ours takes, and smaller than a form may be.
const LONG: usize = 60_000;
/// Of an address, which is 64 kB long at most.
const PART_BYTES_MAX: usize = 4_000;
const EDGE: &str = "----a-line-that-stands-in-no-file";

#[test]
fn every_public_form_is_answered_with_a_page_whatever_is_in_it() {
    let test = "every_public_form_is_answered_with_a_page_whatever_is_in_it";
    let Some(mailbox) = Mailbox::start(test) else { return };
    let hall = Hall::of("hostile-forms", town(&mailbox.address));
    let names = names_of_fields();
    let doors = hub::http::list_of_doors(&hall.running.web).into_iter();
    let is_public = |door: &hub::http::Door| door.method == Method::POST && door.right == Right::Enter;
    let doors: Vec<String> = doors.filter(is_public).map(|door| door.path).collect();
    let doors: Vec<String> = doors.into_iter().filter(|path| !path.starts_with("/api/")).collect();
    assert!(doors.len() > 15 && names.len() > 50, "{doors:?} {names:?}");
    let mut answers = BTreeMap::<&str, BTreeMap<u16, usize>>::new();
    for (nth, door) in (0..).zip(&doors) {
        let mut known = Known::of(&hall, &mailbox, door);
        for n in 0..FORMS {
            if n > 0 && n % FRESH_EVERY == 0 {
                known = Known::of(&hall, &mailbox, door);
            }
            let seed = SEED + nth * FORMS + n;
            let form = Form::thrown(&mut Dice::of(seed), door, &known, &names);
            let status = form.is_answered(&hall, &format!("seed {seed}, {door}"));
            *answers.entry(door).or_default().entry(status.as_u16()).or_default() += 1;
        }
    }
    for (door, statuses) in &answers {
        println!("{door}: {statuses:?}");
        // A hub that could read none would never fail.
        let goes_on = statuses.keys().any(|status| ![400, 404].contains(status));
        assert!(goes_on || *door == NOT_IN_THIS_TOWN, "no form was read at {door}: {statuses:?}");
    }
    let mut browser = Browser::default();
    browser.follow(&hall, wire::http::path::HEALTH);
    let health: Value = serde_json::from_str(&browser.whole).expect("it is JSON");
    assert_eq!((&health["works"], &health["failing"]), (&true.into(), &Value::Array([].into())), "{health}");
}

/// What the forms at a door may hit.
struct Known {
    /// The parts of an address that are of one thing: a booking's code and token, a link's id and token.
    parts: Vec<String>,
}

impl Known {
    fn of(hall: &Hall, mailbox: &Mailbox, door: &str) -> Known {
        // So that no kiosk draws too many numbers at once.
        hall.passes(TimeDelta::minutes(1));
        let below = door[1..].split('/').next().expect("split gives one at least");
        let own = match below {
            "B" => books(&mut Browser::default(), hall, "Erika"),
            "T" if door.ends_with("/feedback") => is_served(hall),
            "T" => format!("/T/{}", hall.draws()),
            "W" => waits(hall, mailbox),
            "invitation" => invites(hall),
            "setup" => hall.set_up.clone(),
            _ => String::new(),
        };
        Known { parts: own.split('/').skip(2).map(str::to_owned).collect() }
    }

    /// A part of an address as the router names it.
    fn part(&self, dice: &mut Dice, door: &str, name: &str) -> String {
        match name {
            "language" => dice.of_these(&["de", "ar", "de-x-plain", "uk", "klingon"]).to_string(),
            "site" => OWN.to_owned(),
            "service" => dice.of_these(&["ausweis", "abholen", "wohnsitz,ausweis", "kfz"]).to_string(),
            // Of the week in which the hall stands.
            "at" => {
                format!("2026-03-1{}T{:02}{:02}Z", dice.below(2) + 2, 7 + dice.below(8), 5 * dice.below(12))
            }
            "upload" => "1".to_owned(),
            "code" | "id" => self.parts[0].clone(),
            "token" => self.parts.last().expect("it has one").clone(),
            name => panic!("{{{name}}} of {door} is not known here"),
        }
    }
}

/// The link of a new colleague.
fn invites(hall: &Hall) -> String {
    let mut admin = Browser::default();
    admin.cookie = Some(hall.cookie_of(&hall.account(OWN, Role::CountyAdmin)));
    let (key, name) = (format!("key-of-a-colleague-{}", hall.fresh()), format!("Neu {}", hall.fresh()));
    admin.posts(hall, "/accounts", &[("key", &key), ("name", &name), ("role", "clerk"), ("site", OWN)]);
    let link = admin.page.split("/invitation/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/invitation/{}", link.expect("a link"))
}

/// The link of somebody who asks to be told of a freed time.
fn waits(hall: &Hall, mailbox: &Mailbox) -> String {
    let n = hall.fresh();
    let mut citizen = Browser::default();
    citizen.address = Some(format!("192.0.2.{}", n % 256));
    citizen.follow(hall, "/termine/de/rathaus/ausweis/watch");
    let mail = format!("wartet-{n}@haus.example");
    citizen.types(hall, &[("mail", &mail), ("until", "2026-03-20")]);
    citizen.reads("Bitte sehen Sie in Ihr Postfach");
    let letter = loop {
        let letter = mailbox.receives();
        if letter["to"][0]["address"] == *mail {
            break letter;
        }
    };
    let text = letter["text"].as_str().expect("text");
    let link = text.lines().find_map(|line| Some(&line[line.find("/W/")?..])).expect("the link");
    link.trim().trim_end_matches("/de").to_owned()
}

/// One form on its way.
struct Form {
    path: String,
    content_type: Option<String>,
    body: Vec<u8>,
    /// Everybody has an own place, or most would be asked to wait.
    place: String,
}

impl Form {
    fn thrown(dice: &mut Dice, door: &str, known: &Known, names: &[String]) -> Form {
        let part = |dice: &mut Dice, name: &str| match dice.happens(KNOWN.sqrt()) {
            true => known.part(dice, door, name),
            // Longer ones come to no router.
            false => encoded(&dice.hostile().into_iter().take(PART_BYTES_MAX).collect::<Vec<_>>()),
        };
        let mut path = String::new();
        let mut rest = door;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            path += before;
            path += &part(dice, name);
            rest = after;
        }
        path += rest;
        let fields = fields(dice, names);
        let is_for_files = door.ends_with("/uploads");
        let (content_type, mut body) = match dice.happens(if is_for_files { 0.8 } else { 0.1 }) {
            true => in_parts(dice, &fields),
            false => in_a_line(dice, &fields),
        };
        if dice.happens(0.05) {
            body.truncate(dice.below(body.len().max(1) as u64) as usize);
        }
        let lies =
            ["text/plain", "application/json", "multipart/form-data", "application/x-www-form-urlencoded"];
        let content_type = match dice.happens(0.95) {
            true => Some(content_type),
            false => dice.happens(0.8).then(|| dice.of_these(&lies).to_string()),
        };
        let place = format!("10.{}.{}.{}", dice.below(256), dice.below(256), dice.below(256));
        Form { path, content_type, body, place }
    }

    /// With a page, or the way to one; a script of ours with what it reads, or with nothing.
    fn is_answered(self, hall: &Hall, what: &str) -> StatusCode {
        let shown = String::from_utf8_lossy(&self.body[..self.body.len().min(600)]).into_owned();
        let what = format!("{what}, POST {} {:?}: {shown}", self.path, self.content_type);
        let is_of_script = self.path.ends_with("/hold");
        let mut request = Request::post(&self.path)
            .header(header::HOST, "rathaus.example")
            .header(header::ORIGIN, "http://rathaus.example")
            .header(header::CONTENT_LENGTH, self.body.len())
            .header("x-forwarded-for", &self.place);
        if let Some(kind) = &self.content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(self.body)).expect("an address is made of what may be in one");
        let router = hub::http::router(hall.running.web.clone());
        let (parts, page) = hall.runtime.block_on(async {
            let (parts, body) = router.oneshot(request).await.expect("a router always answers").into_parts();
            (parts, to_bytes(body, usize::MAX).await.expect("it comes from memory"))
        });
        let status = parts.status;
        assert!(!status.is_server_error(), "{status} for {what}");
        if status.is_redirection() {
            let place = parts.headers.get(header::LOCATION).expect("it leads somewhere");
            assert!(place.as_bytes().starts_with(b"/"), "{place:?} for {what}");
            return status;
        }
        let page = String::from_utf8(page.into()).expect("pages are UTF-8");
        if status == StatusCode::NO_CONTENT {
            assert!(page.is_empty(), "{what}: {page}");
            return status;
        }
        if is_of_script && parts.headers[header::CONTENT_TYPE] == "application/json" {
            let told: Value = serde_json::from_str(&page).expect("a script can read it");
            assert!(told["held"].is_object() || told["gone"].is_object(), "{what}: {told}");
            return status;
        }
        for part in ["<html", "<h1", "</html>"] {
            assert!(page.contains(part), "{status}, and no page for {what}: {page}");
        }
        status
    }
}

/// What our pages ask for, well filled in, badly or not at all; and fields of other pages.
fn fields(dice: &mut Dice, names: &[String]) -> Vec<(String, Vec<u8>)> {
    let key = format!("key-of-a-form-{:016x}", dice.below(u64::MAX));
    let until = format!("2026-03-{}", 12 + dice.below(8));
    let good = [
        ("key", &*key),
        ("name", "Erika"),
        ("mail", "erika@haus.example"),
        ("phone", "06203 123"),
        ("persons", "1"),
        ("letters", "Mu"),
        ("message", "Guten Tag!"),
        ("face", "good"),
        ("words", "Danke."),
        ("until", &*until),
        ("at", "2026-03-12T1000Z"),
        ("password", "drei kleine Wörter"),
        ("repeated", "drei kleine Wörter"),
    ];
    let mut fields = Vec::new();
    // Some forms are as a page sends them, and the rest is of all kinds.
    let wrong = [0.0, 0.1, 0.4][dice.below(3) as usize];
    for (name, value) in good {
        let value = match dice.happens(wrong) {
            true => dice.hostile(),
            false => value.as_bytes().to_vec(),
        };
        if !dice.happens(wrong / 2.0) {
            fields.push((name.to_owned(), value));
        }
        if dice.happens(wrong / 4.0) {
            fields.push((name.to_owned(), dice.hostile()));
        }
    }
    for _ in 0..dice.below(if wrong > 0.0 { 4 } else { 1 }) {
        fields.push((dice.of_these(names).clone(), dice.hostile()));
    }
    if wrong > 0.0 && dice.happens(0.02) {
        fields.extend((0..1_000).map(|n| ("persons".to_owned(), n.to_string().into_bytes())));
    }
    fields
}

fn in_a_line(dice: &mut Dice, fields: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        if !body.is_empty() {
            body.push(b'&');
        }
        body.extend_from_slice(name.as_bytes());
        body.push(b'=');
        match dice.happens(0.95) {
            true => body.extend_from_slice(encoded(value).as_bytes()),
            // As no browser writes it.
            false => body.extend_from_slice(value),
        }
    }
    ("application/x-www-form-urlencoded".to_owned(), body)
}

/// With a file, or what is called one.
fn in_parts(dice: &mut Dice, fields: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(
            format!("--{EDGE}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields.iter().take(1 + dice.below(4) as usize) {
        part(&format!("name=\"{name}\""), value);
    }
    let content: [Vec<u8>; 4] =
        [PDF.to_vec(), [PDF, b"\n%%EOF\n"].concat(), b"MZ\x90\0".to_vec(), dice.hostile()];
    let name = match dice.happens(0.5) {
        true => "Geburtsurkunde.pdf".to_owned(),
        false => String::from_utf8_lossy(&dice.hostile()).replace(['\r', '\n'], " "),
    };
    part(&format!("name=\"file\"; filename=\"{name}\""), dice.of_these(&content).as_slice());
    if dice.happens(0.9) {
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    }
    (format!("multipart/form-data; boundary={EDGE}"), body)
}

/// All names that a field has on any page of the hub.
fn names_of_fields() -> Vec<String> {
    let mut names = Vec::new();
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages/templates");
    every_file(&templates, &mut |_, bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let found = text.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
        names.extend(found.filter(|name| !name.contains('{')).map(str::to_owned));
    });
    names.sort();
    names.dedup();
    names
}

struct Dice(Xoshiro256PlusPlus);

impl Dice {
    fn of(seed: u64) -> Dice {
        Dice(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0.random_range(0..end)
    }

    fn happens(&mut self, share: f64) -> bool {
        self.0.random::<f64>() < share
    }

    fn of_these<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }

    /// What no page of ours would send here.
    fn hostile(&mut self) -> Vec<u8> {
        const SAID: &[&str] = &[
            "",
            " ",
            "\0",
            "\r\n",
            "\u{85}",
            "\u{202e}",
            "\u{feff}",
            "-1",
            "0",
            "65536",
            "99999999999999999999",
            "1e309",
            "NaN",
            "eine",
            "null",
            "true",
            "[]",
            "{}",
            "%",
            "%00",
            "%zz",
            "+",
            "&",
            "=",
            "\"",
            "'",
            "<script>alert(1)</script>",
            "' or 1=1 --",
            "{{ 7 * 7 }}",
            "../../etc/passwd",
            "..",
            "a@b",
            "@",
            "erika@a.example\r\nBcc: b@b.example",
            "2026-02-30",
            "2026-03-29T0130Z",
            "2020-01-01T0800Z",
            "+262142-12-31",
            "-262143-01-01",
            "2026-03-12T2560Z",
            "24:00",
            "25:61",
            "key-of-a-form",
            "kurz",
            "\u{1f46e}\u{200d}\u{2640}\u{fe0f}",
            "ß",
            "ẞ",
            "ﷺ",
            "𝓔𝓻𝓲𝓴𝓪",
            "e\u{301}",
            "\u{d7ff}\u{e000}\u{10ffff}",
        ];
        match self.below(12) {
            0 => vec![b'x'; LONG],
            1 => "e\u{301}\u{302}\u{303}".repeat(500).into_bytes(),
            2 => b"M\xFCller".to_vec(),
            3 => b"\xED\xA0\x80\xFF\xFE".to_vec(),
            4 => (0..self.below(200)).map(|_| self.below(256) as u8).collect(),
            _ => self.of_these(SAID).as_bytes().to_vec(),
        }
    }
}

fn encoded(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("%{byte:02X}")).collect()
}

/// Everything citizens can do is switched on, and nobody is asked to wait: neither because of where they ask
/// from nor because so many do.
fn town(relay: &str) -> Config {
    let mut config = with_contact(relay);
    config.hub.proxy = Some(std::net::Ipv4Addr::UNSPECIFIED.into());
    config.attack.stamps = AskStamps::Never;
    config
}
