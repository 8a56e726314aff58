//! The hub is killed (SIGKILL) again and again while kiosks draw and clerks call.
//!
//! What was acknowledged must be there afterwards, and no number twice. The real program, with its
//! real clock; how long it takes to answer again is printed, not judged, as the machine is shared.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hub::rights::Role;
use hub::store::DeviceKind;
use town_hall::asker::{Answered, Asker, Unanswered};
use town_hall::folder::Folder;
use town_hall::town::{SITE, hall_with_hours};
use wire::http::{Act, TicketState};

const KILLS: usize = 50;
const KIOSKS: usize = 3;
const CLERKS: usize = 2;
/// Acknowledged acts between one kill and the next, at least.
const ACTS_PER_LIFE: usize = 25;
/// How often it is looked whether there were enough acts, so that waiting takes no time from them.
const LOOK_EVERY: Duration = Duration::from_millis(1);
/// A hub that does not answer by then does not come back.
const BACK_MAX: Duration = Duration::from_secs(30);
const PASSWORD: &str = "sehr geheim und lang";

#[test]
fn nothing_that_was_acknowledged_is_gone() {
    let scene = Scene::prepare();
    let ledger = Arc::new(Ledger::default());
    let mut hub = scene.starts();
    let workers = scene.workers(&ledger);
    let mut back_after = Vec::new();
    for _ in 0..KILLS {
        let enough =
            ledger.acts.load(Ordering::Relaxed) + ACTS_PER_LIFE + rand::random_range(0..ACTS_PER_LIFE);
        while ledger.acts.load(Ordering::Relaxed) < enough {
            // One that ended has seen a wrong answer, and said it above.
            assert!(workers.iter().all(|worker| !worker.is_finished()), "a worker has given up");
            std::thread::sleep(LOOK_EVERY);
        }
        drop(hub);
        let since = Instant::now();
        hub = scene.starts();
        scene.answers();
        back_after.push(since.elapsed());
    }
    ledger.stop.store(true, Ordering::Relaxed);
    for worker in workers {
        worker.join().expect("no worker saw a wrong answer");
    }
    back_after.sort();
    println!(
        "killed {KILLS} times under load, {} acts acknowledged; \
         answered again after {:.2?} (median), {:.2?} (worst)",
        ledger.acts.load(Ordering::Relaxed),
        back_after[KILLS / 2],
        back_after[KILLS - 1],
    );
    scene.everything_is_there(&ledger);
}

/// The hub at work. Dropping it kills it (SIGKILL), and so does a test that fails.
pub struct Life(Child);

impl Life {
    pub fn begins(config: &Path) -> Life {
        let hub = Command::new(program("hub"))
            .arg("--config")
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the hub was built with the tests");
        Life(hub)
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to kill.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What was acknowledged.
#[derive(Default)]
struct Ledger {
    stop: AtomicBool,
    acts: AtomicUsize,
    /// Key and number of every draw, by kiosk.
    drawn: Mutex<Vec<(usize, String, String)>>,
    /// Key and number of every call, by clerk.
    called: Mutex<Vec<(usize, String, String)>>,
    /// Key and number of every visit that was finished, by clerk.
    finished: Mutex<Vec<(usize, String, String)>>,
}

struct Scene {
    folder: Folder,
    url: String,
    kiosks: Vec<Asker>,
    clerks: Vec<Asker>,
}

impl Scene {
    /// A hall that is open around the clock, with its accounts and devices.
    fn prepare() -> Scene {
        let folder = Folder::new("killed").expect("the temporary folder can be written");
        let (http, broker) = two_ports();
        let hall = hall_with_hours("00:00-24:00", 3, 3).replacen(
            "[site.hours]",
            "day_starts = \"00:00\"\nday_ends = \"24:00\"\n[site.hours]",
            1,
        );
        let database = folder.path().join("hub.db");
        let text = format!(
            "[hub]\nlisten = \"{http}\"\ndatabase = \"{}\"\n\
             [broker]\nkind = \"built-in\"\nlisten = \"{broker}\"\n{hall}",
            database.display()
        );
        std::fs::write(folder.path().join("hub.toml"), &text).expect("the configuration can be written");
        let config = hub::Config::parse("hub.toml", &text).expect("the hall is in order");
        let url = format!("http://{http}");
        let mut scene = Scene { folder, url, kiosks: Vec::new(), clerks: Vec::new() };
        let first = scene.starts();
        scene.answers();
        let kiosk = |n: usize| {
            let token = hub::add_device(&database, &config, DeviceKind::Kiosk, &format!("kiosk-{n}"), SITE);
            Asker::kiosk(&scene.url, &token.expect("a kiosk"))
        };
        let login = |n: usize| {
            let name = format!("clerk {n}");
            hub::add_account(&database, &config, &name, PASSWORD, SITE, Role::Clerk).expect("an account");
            Asker::clerk(&scene.url, &name, PASSWORD).expect("the clerk may log in")
        };
        (scene.kiosks, scene.clerks) = ((0..KIOSKS).map(kiosk).collect(), (0..CLERKS).map(login).collect());
        drop(first);
        scene
    }

    fn starts(&self) -> Life {
        Life::begins(&self.folder.path().join("hub.toml"))
    }

    /// Waits for the first answer.
    fn answers(&self) {
        again_until_answered(|| Asker::anybody(&self.url).get::<serde_json::Value>(wire::http::path::HEALTH))
            .expect("its health");
    }

    fn workers(&self, ledger: &Arc<Ledger>) -> Vec<std::thread::JoinHandle<()>> {
        let kiosks = self.kiosks.iter().cloned().enumerate().map(|(n, kiosk)| {
            let ledger = ledger.clone();
            std::thread::spawn(move || draws(n, &kiosk, &ledger))
        });
        let clerks = self.clerks.iter().cloned().enumerate().map(|(n, clerk)| {
            let ledger = ledger.clone();
            std::thread::spawn(move || calls(n, &clerk, &ledger))
        });
        kiosks.chain(clerks).collect()
    }

    /// Every acknowledged act has the same answer today, and no number was given to two visitors.
    fn everything_is_there(&self, ledger: &Ledger) {
        let drawn = ledger.drawn.lock().expect("the workers have ended");
        let mut owner: BTreeMap<&String, &String> = BTreeMap::new();
        for (kiosk, key, number) in drawn.iter() {
            let again = self.kiosks[*kiosk].draw(key, "reisepass").expect("the answer was stored");
            assert_eq!(again.number, *number, "the answer to {key} has changed");
            assert_eq!(owner.insert(number, key), None, "{number} was given twice");
        }
        let called = ledger.called.lock().expect("the workers have ended");
        let mut by: BTreeMap<&String, &String> = BTreeMap::new();
        for (clerk, key, number) in called.iter() {
            let again = self.clerks[*clerk].call_next(key, &(clerk + 1).to_string()).expect("it was stored");
            assert_eq!(again.number, *number, "the answer to {key} has changed");
            assert_eq!(by.insert(number, key), None, "{number} was called twice");
            assert!(owner.contains_key(number), "{number} was called and never drawn");
        }
        let finished = ledger.finished.lock().expect("the workers have ended");
        for (clerk, key, number) in finished.iter() {
            let counter = (clerk + 1).to_string();
            let again = self.clerks[*clerk].act(key, &counter, number, Act::Finish).expect("it was stored");
            assert_eq!((&again.number, again.state), (number, TicketState::Finished), "{key}");
        }
        assert!(
            drawn.len() > KILLS && called.len() > KILLS,
            "{} drawn, {} called",
            drawn.len(),
            called.len()
        );
    }
}

fn draws(n: usize, kiosk: &Asker, ledger: &Ledger) {
    for touch in 0.. {
        if ledger.stop.load(Ordering::Relaxed) {
            return;
        }
        let key = format!("kiosk-{n}-touch-{touch}");
        let number = again_until_answered(|| kiosk.draw(&key, "reisepass")).expect("a number").number;
        ledger.drawn.lock().expect("no worker panics").push((n, key, number));
        ledger.acts.fetch_add(1, Ordering::Relaxed);
    }
}

fn calls(n: usize, clerk: &Asker, ledger: &Ledger) {
    let counter = (n + 1).to_string();
    for click in 0.. {
        if ledger.stop.load(Ordering::Relaxed) {
            return;
        }
        let key = format!("clerk-{n}-click-{click}");
        let number = match again_until_answered(|| clerk.call_next(&key, &counter)) {
            Ok(ticket) => ticket.number,
            Err(refused) if refused.code() == Some("nobody-waiting") => continue,
            Err(other) => panic!("{other}"),
        };
        ledger.called.lock().expect("no worker panics").push((n, key.clone(), number.clone()));
        ledger.acts.fetch_add(1, Ordering::Relaxed);
        let end = format!("{key}-end");
        again_until_answered(|| clerk.act(&end, &counter, &number, Act::Finish))
            .expect("whoever was called can be finished");
        ledger.finished.lock().expect("no worker panics").push((n, end, number));
        ledger.acts.fetch_add(1, Ordering::Relaxed);
    }
}

/// For HTTP and broker. Both are held before either is let go: otherwise the second could be the first.
pub fn two_ports() -> (SocketAddr, SocketAddr) {
    let free = || TcpListener::bind("127.0.0.1:0").expect("a free port");
    let held = (free(), free());
    (held.0.local_addr().expect("a port"), held.1.local_addr().expect("a port"))
}

/// Asks with the same key until a hub answers, as every kiosk and page does.
pub fn again_until_answered<T>(ask: impl Fn() -> Answered<T>) -> Answered<T> {
    let since = Instant::now();
    loop {
        match ask() {
            Err(Unanswered::Unreached(_)) if since.elapsed() < BACK_MAX => {
                std::thread::sleep(Duration::from_millis(5));
            }
            answer => return answer,
        }
    }
}

/// A program that was built together with this test.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("where this test stands");
    let programs = test.parent().and_then(Path::parent).expect("tests stand one folder below the programs");
    programs.join(name)
}
