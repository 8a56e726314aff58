//! How long a town hall stands still when its hub is killed: from the start of the program to its first
//! answer, with a full day in the journal.

use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use anyhow::ensure;
use town_hall::asker::Asker;
use town_hall::folder::Folder;
use town_hall::programs::Program;
use town_hall::town::{DAY, HALL, Office, instant};
use wire::http::{Act, path};

use super::rounds::{Goal, Line, median};

/// A busy day of one site; each is drawn, called and finished.
const VISITORS: usize = 400;
const STARTS: usize = 15;
/// The goal of the whole thing, on a machine that does nothing else.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);
/// A hub that does not answer by then does not come back.
const BACK_MAX: Duration = Duration::from_secs(30);
const ASKED_EVERY: Duration = Duration::from_millis(1);

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let folder = Folder::new("bench-start")?;
    let office = a_day()?;
    let [http, broker] = free_ports()?;
    let config = folder.path().join("hub.toml");
    let text = format!(
        "[hub]\nlisten = \"{http}\"\ndatabase = \"{}\"\n\
         [broker]\nkind = \"built-in\"\nlisten = \"{broker}\"\n{HALL}",
        office.database().display()
    );
    std::fs::write(&config, text)?;
    let anybody = Asker::anybody(format!("http://{http}"));
    let (mut ratios, mut all) = (vec![], vec![]);
    for round in 0..=STARTS {
        let since = Instant::now();
        // Dropped at the end of the round, which is a SIGKILL.
        let _hub = Program::hub(&config, folder.path())?;
        while anybody.get::<serde_json::Value>(path::HEALTH).is_err() {
            ensure!(since.elapsed() < BACK_MAX, "the hub does not answer");
            std::thread::sleep(ASKED_EVERY);
        }
        // The first start also makes what a hub makes once.
        if round > 0 {
            ratios.push(since.elapsed().as_secs_f64() / ANSWERS_WITHIN.as_secs_f64());
            all.push(since.elapsed().as_secs_f64() * 1e3);
        }
    }
    let figures = format!("{:.0} ms, {VISITORS} visitors in the journal", median(&all));
    print(Line { name: "start: killed hub answers / 2 s".into(), ratios, goal: Goal::AtMost(1.0), figures });
    Ok(())
}

/// A hub that has served so many, and has ended.
fn a_day() -> anyhow::Result<Office> {
    let mut office = Office::of(HALL, instant(DAY, "08:00"));
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    for n in 0..VISITORS {
        kiosk.draw(&format!("draw-{n:05}"), "reisepass")?;
        let called = clerk.call_next(&format!("next-{n:05}"), "1")?;
        clerk.act(&format!("end-{n:05}"), "1", &called.number, Act::Finish)?;
    }
    office.hub_goes_away();
    Ok(office)
}

/// Both are held before either is let go: otherwise the second could be the first.
fn free_ports() -> std::io::Result<[SocketAddr; 2]> {
    let free = || TcpListener::bind("127.0.0.1:0");
    let held = [free()?, free()?];
    Ok([held[0].local_addr()?, held[1].local_addr()?])
}
