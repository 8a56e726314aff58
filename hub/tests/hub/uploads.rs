//! What citizens send ahead of a visit: taken in on the page of the booking, opened by who serves them, moved
//! with the booking and gone with it. And the copy in the town's own folder.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, StatusCode, header};
use calendar::BookingId;
use chrono::TimeDelta;
use hub::config::{Config, MADE_UP_TOWN};
use hub::rights::Role;

use crate::booking_site::{TIMES, books, times_on};
use crate::bookings_of_staff::logged_in;
use crate::browser::Browser;
use crate::hall::{Asks, Hall, OWN};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\n\
    startxref\n44\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";
/// A program of Windows begins like this, whatever it is called.
const EXE: &[u8] =
    b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0This program cannot be run in DOS mode.";
/// A copy that is not there by then is lost.
const COPIED_WITHIN: Duration = Duration::from_secs(20);

#[test]
fn a_citizen_sends_files_ahead_and_who_serves_saves_them() {
    let hall = Hall::open("uploads-whole");
    let mut citizen = Browser::default();
    let own = books(&mut citizen, &hall, "Erika Mustermann");
    citizen.reads("Unterlagen vorab schicken");
    let door = format!("{own}/de/uploads");
    citizen.sends(&hall, &door, "Müller, Geburtsurkunde.pdf", PDF);
    citizen.reads("Das haben Sie geschickt");
    citizen.reads("Müller, Geburtsurkunde.pdf");
    citizen.sends(&hall, &door, "scan.png", PNG);
    citizen.reads("scan.png");
    assert!(!citizen.page.contains("Eine Kopie bleibt"), "nobody keeps a copy here");

    let id = last(&hall).0;
    let mut infopoint = logged_in(&hall, Role::Infopoint);
    infopoint.follow(&hall, "/bookings");
    infopoint.reads("2 Dateien vorab geschickt");
    infopoint.follow(&hall, &format!("/bookings/{id}"));
    infopoint.reads("Müller, Geburtsurkunde.pdf");
    infopoint.reads("Öffnen kann die Dateien, wer am Schalter bedient.");
    assert!(!infopoint.page.contains("/uploads/"), "{}", infopoint.page);

    let mut clerk = logged_in(&hall, Role::Clerk);
    clerk.follow(&hall, &format!("/bookings/{id}"));
    let saved = links_on(&clerk);
    assert_eq!(saved.len(), 2);
    let by_name: BTreeMap<String, Vec<u8>> = saved.iter().map(|path| saves(&hall, path)).collect();
    let named = "attachment; filename=\"M_ller_ Geburtsurkunde.pdf\"; \
                 filename*=UTF-8''M%C3%BCller%2C%20Geburtsurkunde.pdf";
    assert_eq!(by_name[named], PDF);
    assert_eq!(by_name["attachment; filename=\"scan.png\"; filename*=UTF-8''scan.png"], PNG);

    // At the counter, as soon as the visitor is called there and until somebody else is.
    let mut desk = logged_in(&hall, Role::Clerk);
    desk.follow(&hall, "/desk/1");
    assert!(links_on(&desk).is_empty());
    clerk.presses(&hall, &format!("/bookings/{id}/check-in"));
    desk.follow(&hall, "/desk/1");
    assert!(links_on(&desk).is_empty(), "nobody is at the counter yet");
    desk.presses(&hall, "/desk/1/next");
    assert_eq!(links_on(&desk), saved);
    desk.presses(&hall, "/desk/1/acts");
    assert_eq!(links_on(&desk), saved);
    let mut other = logged_in(&hall, Role::Clerk);
    other.follow(&hall, "/desk/2");
    assert!(links_on(&other).is_empty(), "{}", other.page);
}

#[test]
fn what_is_no_document_is_refused_with_a_sentence_and_nothing_is_kept() {
    let hall = Hall::open("uploads-wrong");
    let mut citizen = Browser::default();
    let own = books(&mut citizen, &hall, "Erika");
    let door = format!("{own}/de/uploads");
    let large = [PDF, &vec![b' '; hub::uploads::FILE_BYTES_MAX - PDF.len() + 1]].concat();
    let huge = vec![b' '; 3 * hub::uploads::FILE_BYTES_MAX];
    for (name, content, said) in [
        ("zeugnis.pdf", EXE, "Diese Datei können wir nicht annehmen."),
        ("zeugnis.pdf", &[b"%PDF-1.7\n", EXE].concat(), "Diese Datei ist beschädigt oder nicht vollständig."),
        ("zeugnis.pdf", &PDF[..PDF.len() / 2], "Diese Datei ist beschädigt oder nicht vollständig."),
        ("seite.png", b"<script>alert(1)</script>", "Diese Datei können wir nicht annehmen."),
        ("leer.pdf", b"", "Diese Datei können wir nicht annehmen."),
        ("", b"", "Bitte wählen Sie zuerst eine Datei aus."),
        ("zeugnis.pdf", &large, "Diese Datei ist zu groß. Höchstens 10\u{a0}MB sind möglich."),
        ("zeugnis.pdf", &huge, "Diese Datei ist zu groß."),
    ] {
        citizen.follow(&hall, &format!("{own}/de"));
        citizen.sends(&hall, &door, name, content);
        assert_eq!(citizen.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {said}");
        // White space is one space to a browser, and so it is here.
        citizen.reads(&said.replace('\u{a0}', " "));
        assert!(!citizen.page.contains("Das haben Sie geschickt"), "{said}");
    }
    assert!(hall.running.web.visitors.uploads(OWN, last(&hall)).expect("it is read").is_empty());
    citizen.follow(&hall, &format!("{own}/de"));
    citizen.sends(&hall, &door, "gerade-noch.png", &padded_png(hub::uploads::FILE_BYTES_MAX));
    citizen.reads("gerade-noch.png");
    // All other doors stay as narrow as they are.
    citizen.posts(&hall, &format!("{own}/de/cancel"), &[("key", &"x".repeat(100_000))]);
    assert_ne!(citizen.status, StatusCode::OK);
}

#[test]
fn a_button_that_is_pressed_twice_sends_one_file_and_nobody_sends_more_than_five() {
    let hall = Hall::open("uploads-many");
    let mut citizen = Browser::default();
    let own = books(&mut citizen, &hall, "Erika");
    let door = format!("{own}/de/uploads");
    let key = citizen.field(&door, "key");
    for _ in 0..3 {
        citizen.sends_with(&hall, &door, &key, "pass.png", PNG);
        assert_eq!(citizen.page.matches("pass.png").count(), 1, "{}", citizen.page);
    }
    for n in 2..=5 {
        citizen.sends(&hall, &door, &format!("seite-{n}.png"), PNG);
        citizen.reads(&format!("seite-{n}.png"));
    }
    citizen.reads("Mehr Dateien können Sie nicht schicken.");
    assert!(!citizen.page.contains("type=\"file\""), "{}", citizen.page);
    // From a page that was open since before.
    citizen.sends_with(&hall, &door, "another-key", "seite-6.png", PNG);
    assert_eq!(citizen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!citizen.page.contains("seite-6.png"));

    let take_back = format!("{door}/");
    let path = citizen.page.split("action=\"").find(|rest| rest.starts_with(&take_back));
    let path = path.and_then(|rest| rest.split('"').next()).expect("there is a button").to_owned();
    citizen.presses(&hall, &path);
    assert_eq!(citizen.page.matches("/take-back\"").count(), 4, "{}", citizen.page);
    citizen.sends(&hall, &door, "seite-6.png", PNG);
    citizen.reads("seite-6.png");
}

/// Whoever has the link of one booking takes back nothing of another.
#[test]
fn nobody_takes_back_what_somebody_else_sent() {
    let hall = Hall::open("uploads-others");
    let mut citizen = Browser::default();
    let first = books(&mut citizen, &hall, "Erika");
    citizen.sends(&hall, &format!("{first}/de/uploads"), "pass.png", PNG);
    let booking = last(&hall);
    let uploads = || hall.running.web.visitors.uploads(OWN, booking).expect("it is read");
    let upload = uploads()[0].id.0;
    let second = books(&mut citizen, &hall, "Hans");
    let path = format!("{second}/de/uploads/{upload}/take-back");
    citizen.posts(&hall, &path, &[("key", "key-of-hans")]);
    assert_eq!(uploads().len(), 1);
    citizen.follow(&hall, &format!("{first}/de"));
    citizen.reads("pass.png");
    // Nor does the staff find it under another booking.
    let clerk = Asks::new(&hall, Role::Clerk);
    let (status, _) = clerk.bytes(&format!("/bookings/{}/uploads/{upload}", last(&hall).0));
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[test]
fn files_go_along_to_another_day_and_are_gone_when_the_booking_is() {
    let hall = Hall::open("uploads-move");
    let mut citizen = Browser::default();
    let own = books(&mut citizen, &hall, "Erika");
    citizen.sends(&hall, &format!("{own}/de/uploads"), "pass.png", PNG);
    let booking = last(&hall);
    citizen.follow(&hall, &format!("{own}/de/times"));
    let later = times_on(&citizen, &format!("{own}/de/times")).pop().expect("there is a later one");
    citizen.follow(&hall, &later);
    citizen.types(&hall, &[]);
    citizen.reads("pass.png");
    // The key of the day it was for goes with that day.
    for _ in 0..3 {
        hall.draws();
        hall.passes(TimeDelta::days(1));
    }
    citizen.follow(&hall, &format!("{own}/de"));
    citizen.reads("pass.png");
    let mut clerk = logged_in(&hall, Role::Clerk);
    clerk.follow(&hall, &format!("/bookings/{}", booking.0));
    let path = links_on(&clerk).swap_remove(0);
    assert_eq!(saves(&hall, &path).1, PNG);

    let uploads = || hall.running.web.visitors.uploads(OWN, booking).expect("it is read");
    let upload = uploads().swap_remove(0);
    citizen.follow(&hall, &format!("{own}/de/cancel"));
    citizen.types(&hall, &[]);
    citizen.reads("Dieser Termin ist abgesagt.");
    assert!(uploads().is_empty());
    let contents = &hall.running.web.contents;
    contents.sweep(hall.now()).expect("it is swept");
    assert_eq!(contents.of(&upload).expect("it is read"), None);
    let (status, _) = Asks::new(&hall, Role::Clerk).bytes(&path);
    assert_eq!(status, StatusCode::NOT_FOUND);
    citizen.posts(&hall, &format!("{own}/de/uploads"), &[]);
    assert_ne!(citizen.status, StatusCode::OK);
}

#[test]
fn a_copy_lies_in_the_towns_folder() {
    let cloud = Cloud::opens();
    let hall = Hall::of("uploads-copied", with_folder(&cloud));
    let mut citizen = Browser::default();
    let own = books_ahead(&mut citizen, &hall);
    citizen.reads("Eine Kopie bleibt in der Ablage des Amtes.");
    cloud.answers_next("PUT", [423, 507]);
    citizen.sends(&hall, &format!("{own}/de/uploads"), "pass.png", PNG);
    // Twice in vain, a minute and five minutes apart.
    let since = Instant::now();
    while cloud.files().is_empty() {
        assert!(since.elapsed() < COPIED_WITHIN, "there is no copy: {:?}", cloud.asked());
        hall.passes(TimeDelta::seconds(30));
        std::thread::sleep(Duration::from_millis(200));
    }
    let code = hub::links::grouped(&hall.running.desk.sites()[OWN].booking_code(last(&hall)));
    let files = cloud.files();
    let (path, content) = files.first_key_value().expect("one");
    let day = hall.running.desk.sites()[OWN].bookings().booking(last(&hall)).expect("it is there").starts_at;
    let folder = format!("{FOLDER}/{OWN}/{}/{code}/", day.date_naive());
    assert!(path.starts_with(&folder) && path.ends_with("-pass.png"), "{path}");
    assert_eq!(content, PNG);
    let asked = cloud.asked();
    let puts = asked.iter().filter(|asked| asked.starts_with("PUT")).count();
    assert_eq!(puts, 4, "locked, full, no folder, and there it is: {asked:?}");
    let made: Vec<_> = asked.iter().filter(|asked| asked.starts_with("MKCOL")).collect();
    assert_eq!(made.len(), 3, "{asked:?}");
    citizen.sends(&hall, &format!("{own}/de/uploads"), "pass.png", PNG);
    let since = Instant::now();
    while cloud.files().len() < 2 {
        assert!(since.elapsed() < COPIED_WITHIN, "two of one name are two: {:?}", cloud.asked());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The copier alone, with a clock that is moved by hand.
#[test]
fn a_wrong_password_is_not_tried_again_and_again() {
    use hub::nextcloud::{Copier, Dav};

    let cloud = Cloud::opens();
    let hall = Hall::open("uploads-locked");
    let mut citizen = Browser::default();
    let own = books_ahead(&mut citizen, &hall);
    for name in ["eins.png", "zwei.png"] {
        citizen.sends(&hall, &format!("{own}/de/uploads"), name, PNG);
    }
    let secret = hub::links::LinkSecret::open(&hall.database().with_extension("key")).expect("it is there");
    let shelf = Dav::open(with_folder(&cloud).nextcloud.as_ref().expect("it is there")).expect("it opens");
    let mut copier = Copier::new(hall.running.web.contents.clone(), secret, Box::new(shelf));
    cloud.answers_next("PUT", [401, 413]);
    let mut rounds = |minutes: i64| {
        copier.round(hall.now() + TimeDelta::minutes(minutes)).expect("it is written down");
        (cloud.asked().len(), cloud.files().len())
    };
    assert_eq!(rounds(0), (1, 0), "it was not let in, and asks for nothing more");
    assert_eq!(rounds(29), (1, 0));
    // One is too large for that server, for ever; the other gets there.
    assert_eq!(rounds(30), (7, 1), "{:?}", cloud.asked());
    assert_eq!(rounds(60 * 24), (7, 1));
}

const FOLDER: &str = "/remote.php/dav/files/wartemarke/Unterlagen";

fn with_folder(cloud: &Cloud) -> Config {
    let file = std::env::temp_dir().join(format!("wartemarke-cloud-password-{}", cloud.port));
    write_secret(&file);
    let text = format!(
        "{MADE_UP_TOWN}\n[nextcloud]\nurl = \"http://127.0.0.1:{}{FOLDER}\"\nuser = \"wartemarke\"\n\
         password_file = {:?}\n",
        cloud.port, file
    );
    let config = Config::parse("hub.toml", &text).expect("the town is in order");
    config
}

fn write_secret(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(file, "app-password").expect("it can be written");
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).expect("it is ours");
}

/// Books the last time there is, days away.
fn books_ahead(browser: &mut Browser, hall: &Hall) -> String {
    browser.follow(hall, TIMES);
    let at = times_on(browser, TIMES).pop().expect("there is a time");
    browser.follow(hall, &at);
    browser.types(hall, &[("name", "Erika"), ("persons", "1")]);
    browser.reads("Ihr Termin ist fest vereinbart.");
    browser.at.trim_end_matches("/de").to_owned()
}

fn last(hall: &Hall) -> BookingId {
    hall.running.desk.sites()[OWN].bookings().bookings().last().expect("one was booked").id
}

/// Where the files on a page are opened.
fn links_on(browser: &Browser) -> Vec<String> {
    let links = browser.page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    links.filter(|link| link.contains("/uploads/")).map(str::to_owned).collect()
}

/// Under which name a clerk's browser saves a file, and what is in it. It is shown in no page.
fn saves(hall: &Hall, path: &str) -> (String, Vec<u8>) {
    let answer = Asks::new(hall, Role::Clerk).sends(Method::GET, path, "text/plain", "");
    let (parts, body) = answer.into_parts();
    assert_eq!(parts.status, StatusCode::OK, "{path}");
    let said = |name| parts.headers[name].to_str().expect("our headers are ASCII").to_owned();
    assert_eq!(said(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(said(header::CONTENT_SECURITY_POLICY), "default-src 'none'; sandbox");
    assert_eq!(said(header::CACHE_CONTROL), "no-store");
    let content = hall.runtime.block_on(to_bytes(body, usize::MAX)).expect("it comes from memory");
    (said(header::CONTENT_DISPOSITION), content.into())
}

/// A picture of exactly so many bytes, most of them a remark that no program reads.
fn padded_png(bytes: usize) -> Vec<u8> {
    const END: usize = 12;
    let (head, end) = PNG.split_at(PNG.len() - END);
    let remark = bytes - PNG.len() - 12;
    let chunk = [&(remark as u32).to_be_bytes()[..], b"tEXt", &vec![b'x'; remark], &[0; 4]].concat();
    [head, &chunk, end].concat()
}

/// A server that speaks as much WebDAV as Nextcloud does here: folders first, and nobody without a password.
struct Cloud {
    port: u16,
    shelf: Arc<Mutex<Shelf>>,
    _runtime: tokio::runtime::Runtime,
}

#[derive(Default)]
struct Shelf {
    folders: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
    asked: Vec<String>,
    /// What it answers to the next of a method, whatever is asked.
    moods: Vec<(&'static str, u16)>,
}

impl Cloud {
    fn opens() -> Cloud {
        let shelf = Arc::new(Mutex::new(Shelf { folders: vec![FOLDER.to_owned()], ..Shelf::default() }));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let port = listener.local_addr().expect("it listens").port();
        let router = Router::new().fallback(answers).with_state(shelf.clone());
        runtime.spawn(async move { axum::serve(listener, router).await });
        Cloud { port, shelf, _runtime: runtime }
    }

    fn answers_next(&self, method: &'static str, statuses: impl IntoIterator<Item = u16>) {
        self.shelf().moods = statuses.into_iter().map(|status| (method, status)).collect();
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.shelf().files.clone()
    }

    fn asked(&self) -> Vec<String> {
        self.shelf().asked.clone()
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.shelf.lock().expect("nobody panics with it")
    }
}

async fn answers(State(shelf): State<Arc<Mutex<Shelf>>>, request: Request<Body>) -> StatusCode {
    let (parts, body) = request.into_parts();
    let content = to_bytes(body, usize::MAX).await.expect("it comes");
    let (method, path) = (parts.method.as_str().to_owned(), parts.uri.path().to_owned());
    let mut shelf = shelf.lock().expect("nobody panics with it");
    shelf.asked.push(format!("{method} {path}"));
    if let Some(at) = shelf.moods.iter().position(|(of, _)| *of == method) {
        return StatusCode::from_u16(shelf.moods.remove(at).1).expect("a status");
    }
    // "wartemarke:app-password"
    let is_known = parts.headers.get(header::AUTHORIZATION);
    if is_known.is_none_or(|known| known != "Basic d2FydGVtYXJrZTphcHAtcGFzc3dvcmQ=") {
        return StatusCode::UNAUTHORIZED;
    }
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
    match method.as_str() {
        _ if !shelf.folders.contains(&parent) => StatusCode::CONFLICT,
        "MKCOL" if shelf.folders.contains(&path) => StatusCode::METHOD_NOT_ALLOWED,
        "MKCOL" => {
            shelf.folders.push(path);
            StatusCode::CREATED
        }
        "PUT" => match shelf.files.insert(path, content.into()) {
            None => StatusCode::CREATED,
            Some(_) => StatusCode::NO_CONTENT,
        },
        _ => StatusCode::METHOD_NOT_ALLOWED,
    }
}
