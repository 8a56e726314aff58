//! From "next" at one desk until the other desk's page knows, beside the commit itself.
//!
//! Both desks are browsers of the real hub: one posts, the other hears its stream of server-sent events,
//! and what counts is the moment the event that shows the act has come. The floor is one durable SQLite
//! transaction of the same rows. What is above it is HTTP, deciding, and drawing the page for the reader.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use rusqlite::Connection;
use town_hall::asker::Asker;
use town_hall::town::{DAY, HALL, Office, SITE, instant};
use wire::http::Act;

use super::browser::Browser;
use super::next;
use super::rounds::{Goal, Line, ROUNDS, median, micros};

const ACTS_PER_ROUND: usize = 20;
/// An event that is not there by then does not come: signs of life bring it within seconds.
const HEARD_MAX: Duration = Duration::from_secs(20);
/// What the part of a page says of itself: the last entry of the journal that is in it.
const VERSION: &str = "data-version=\"";

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let office = Office::of(HALL, instant(DAY, "08:00"));
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    let other = other_desk(&clerk, &office)?;
    let mut browser = Browser::of(&clerk, &office)?;
    let mut floor = hub::store::open(&office.database().with_file_name("floor.db"))?;
    let (mut ratios, mut ours_all, mut floor_all) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (mut ours, mut floors) = (Vec::new(), Vec::new());
        for n in 0..ACTS_PER_ROUND {
            let key = format!("bench-{round}-{n}");
            kiosk.draw(&format!("{key}-draw"), "reisepass")?;
            let since = Instant::now();
            browser.press_next(&format!("{key}-next"), "1")?;
            let ticket = browser.answer()?;
            let at = hears(&other, sequence(&office)?)?;
            ours.push(at.saturating_duration_since(since));
            clerk.act(&format!("{key}-end"), "1", &ticket.number, Act::Finish)?;
            floors.push(commits(&mut floor, &key)?);
        }
        // The first round warms up.
        if round > 0 {
            ours_all.push(micros(&ours, 0.5));
            floor_all.push(micros(&floors, 0.5));
            ratios.push(micros(&ours, 0.5) / micros(&floors, 0.5));
        }
    }
    let figures = format!("{:.0} us against {:.0} us", median(&ours_all), median(&floor_all));
    print(Line { name: "stream: act to other desk / commit, p50".into(), ratios, goal: Goal::None, figures });
    Ok(())
}

fn commits(floor: &mut Connection, key: &str) -> anyhow::Result<Duration> {
    let since = Instant::now();
    next::commits(floor, key)?;
    Ok(since.elapsed())
}

fn sequence(office: &Office) -> anyhow::Result<u64> {
    Ok(office.hub().desk.site(SITE).context("the site of the hall")?.sequence)
}

/// When the other desk's page had this entry in it.
fn hears(other: &Receiver<(Instant, u64)>, sequence: u64) -> anyhow::Result<Instant> {
    loop {
        let (at, version) = other.recv_timeout(HEARD_MAX).context("an event was lost")?;
        if version >= sequence {
            return Ok(at);
        }
    }
}

/// Sits down at counter 2, and says when each event came and which entry it shows.
fn other_desk(clerk: &Asker, office: &Office) -> anyhow::Result<Receiver<(Instant, u64)>> {
    let host = office.url().trim_start_matches("http://").to_owned();
    let mut connection = TcpStream::connect(&host)?;
    let cookie = clerk.cookie().context("a clerk is logged in")?;
    let request = format!(
        "GET /desk/2/events HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept: text/event-stream\r\n\r\n"
    );
    connection.write_all(request.as_bytes())?;
    let mut lines = BufReader::new(connection).lines();
    let status = lines.next().context("the hub answers")??;
    ensure!(status.starts_with("HTTP/1.1 200"), "the hub answered {status}");
    let (said, heard) = channel();
    std::thread::spawn(move || {
        let mut version = None;
        // An event ends with an empty line.
        for line in lines.map_while(Result::ok) {
            if let Some((_, rest)) = line.split_once(VERSION) {
                // Epoch, entry, and what else changes the part.
                version = rest.split('.').nth(1).and_then(|entry| entry.parse().ok());
            }
            if line.trim().is_empty()
                && let Some(version) = version.take()
                && said.send((Instant::now(), version)).is_err()
            {
                return;
            }
        }
    });
    Ok(heard)
}
