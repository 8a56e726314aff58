//! What a kiosk takes of memory, beside a browser that shows an equal page.
//!
//! PSS of all processes of each, from /proc: what would be free again if they ended. The browser is
//! Chromium without a display server, which flatters it: on a Pi it would need one.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use kiosk::language::LANGUAGES;
use town_hall::folder::Folder;
use town_hall::programs::{Kiosk, Program, Screen};
use town_hall::town::Office;

use super::rounds::{Goal, Line, NotHere, median};

/// Starting Chromium takes seconds; memory does not jitter as time does.
const ROUNDS: usize = 5;
/// Until both have drawn everything and nothing grows any more.
const SETTLE: Duration = Duration::from_secs(4);
const CHROMIUM: &str = "/usr/bin/chromium";

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    ensure!(Path::new(CHROMIUM).exists(), NotHere("Chromium"));
    let office = Office::at("08:00");
    let folder = Folder::new("bench-memory")?;
    let page = page(folder.path())?;
    let token = office.kiosk_token();
    let (mut ratios, mut ours_all, mut chromium_all) = (vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let kiosk = Kiosk {
            hub: &office.url(),
            token: &token,
            slips: &folder.path().join("slips"),
            senses: &folder.path().join("keypad"),
            screen: Screen::Stream,
        };
        let kiosk = Program::kiosk(&kiosk, folder.path())?;
        std::thread::sleep(SETTLE);
        let ours = pss_mib(kiosk.id())?;
        drop(kiosk);
        let mut chromium = chromium(&page, &folder.path().join(format!("profile-{round}")))?;
        std::thread::sleep(SETTLE);
        let theirs = pss_mib(chromium.id());
        chromium.kill()?;
        chromium.wait()?;
        let theirs = theirs?;
        ratios.push(ours / theirs);
        ours_all.push(ours);
        chromium_all.push(theirs);
    }
    let figures = format!("{:.1} MiB against {:.1} MiB (PSS)", median(&ours_all), median(&chromium_all));
    let goal = Goal::AtMost(1.0 / 12.0);
    print(Line { name: "memory: kiosk / Chromium with an equal page".into(), ratios, goal, figures });
    Ok(())
}

/// The first screen of the kiosk as a page: the same words, sizes and buttons.
fn page(folder: &Path) -> anyhow::Result<PathBuf> {
    let names = LANGUAGES.iter().map(|language| language.name);
    let buttons: String = names.map(|name| format!("<button>{name}</button>")).collect();
    let style = "body{margin:0;width:1080px;height:1920px;font:48px sans-serif;background:#fff}\
                 button{float:left;width:440px;height:130px;margin:20px;font:56px sans-serif}";
    let page = format!(
        "<!doctype html><html lang=de><meta charset=utf-8><title>Kiosk</title><style>{style}</style>\
         <h1>Willkommen</h1><p>Bitte wählen Sie Ihre Sprache.</p>{buttons}<p id=clock>08:00</p>\
         <script>setInterval(()=>clock.textContent=new Date().toLocaleTimeString('de'),1000)</script>"
    );
    let path = folder.join("page.html");
    std::fs::write(&path, page)?;
    Ok(path)
}

fn chromium(page: &Path, profile: &Path) -> anyhow::Result<Child> {
    let quiet = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1080,1920",
        "--remote-debugging-port=0",
    ];
    Command::new(CHROMIUM)
        .args(quiet)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("Chromium does not start")
}

/// Of a process and all its descendants.
fn pss_mib(root: u32) -> anyhow::Result<f64> {
    let until = Instant::now() + SETTLE;
    loop {
        let kib: Option<u64> = descendants(root).into_iter().map(pss_kib).sum();
        match kib {
            Some(kib) if kib > 0 => return Ok(kib as f64 / 1024.0),
            // A helper process ended between listing and reading.
            _ => ensure!(Instant::now() < until, "process {root} cannot be looked at"),
        }
    }
}

fn pss_kib(process: u32) -> Option<u64> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn descendants(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|process: u32| Some((process, parent(process)?)))
        .collect();
    let mut found = vec![root];
    let mut looked_at = 0;
    while looked_at < found.len() {
        let of = found[looked_at];
        found.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(process, _)| *process));
        looked_at += 1;
    }
    found
}

fn parent(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may contain anything.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
