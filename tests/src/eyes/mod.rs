//! The wall as somebody with weak eyes reads it from the last row of chairs.
//!
//! A board is drawn by lot and rendered by the display's own program. The picture is scaled down to what an
//! eye of visus 0.3 tells apart from there, and tesseract, which knows nothing of us, says what it reads.

mod glimpse;

use std::fmt;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use display::app::App;
use display::board::Message;
use display::config::Config;
use display::legibility::{LAYOUT_WIDTH_PX, mm_of_a_px};
use hardware::speaker::MemorySpeaker;
use i_slint_backend_testing::{
    ElementHandle, ElementQuery, TestingBackend, TestingBackendOptions, mock_elapsed_time,
};
use slint::ComponentHandle;
use wire::mqtt::{self, CallOnShow, Heartbeat};
use wire::{Estimate, Hall};

use crate::replay::chance::Chance;
use glimpse::{Glimpse, Part};

/// What an eye of visus 1 tells apart is one minute of arc; that of 0.3 needs so many.
const ARC_MINUTES: f64 = 3.3;
/// Letters of zones, as the display allows them; but for J, which tesseract leaves out before digits in this
/// font at any size, also in letters as large as a page.
const ZONES: [char; 19] =
    ['A', 'C', 'D', 'E', 'F', 'G', 'H', 'K', 'L', 'M', 'N', 'P', 'R', 'T', 'U', 'V', 'W', 'X', 'Y'];
/// Panels of 55 inches, and seats as far away as each of the three layouts reaches, in metres.
const SEATS_M: [f64; 3] = [6.4, 8.0, 9.2];
/// As many as the wall with the most rows shows.
const CALLS: usize = 5;
const COUNTERS: f64 = 24.0;

/// A call that was misread.
#[derive(Debug)]
pub struct Misread {
    pub seed: u64,
    pub seat_m: f64,
    /// "A047 -> 3", as it was called and as it was read.
    pub called: String,
    pub read: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Misread { seed, seat_m, called, read } = self;
        write!(to, "seed {seed}: from {seat_m} m, {called} is read as {read}")
    }
}

/// Whether tesseract is on this machine.
pub fn can_read() -> bool {
    std::process::Command::new("tesseract").arg("--version").output().is_ok()
}

/// Reads the board of a seed. `keep` is a folder for the picture as the eye has it.
pub fn read(seed: u64, keep: Option<&Path>) -> anyhow::Result<Vec<Misread>> {
    let keep = keep.map(|folder| folder.join(format!("seen-{seed}.png")));
    // Slint has one platform a thread.
    let reading = std::thread::spawn(move || {
        let mut chance = Chance::from_seed(seed);
        let seat_m = SEATS_M[(chance.even() * SEATS_M.len() as f64) as usize];
        let called = calls(&mut chance);
        let (glimpse, parts) = looks(seat_m, &called)?;
        if let Some(file) = keep {
            glimpse.write(&file)?;
        }
        let mut misread = Vec::new();
        for ((number, counter), (at_number, at_counter)) in called.iter().zip(&parts) {
            let read =
                format!("{} -> {}", glimpse.read_number(at_number)?, glimpse.read_counter(at_counter)?);
            let called = format!("{number} -> {counter}");
            if read != called {
                misread.push(Misread { seed, seat_m, called, read });
            }
        }
        anyhow::Ok(misread)
    });
    reading.join().expect("nobody panics while reading")
}

/// Numbers and counters, the newest first.
fn calls(chance: &mut Chance) -> Vec<(String, String)> {
    let mut calls: Vec<(String, String)> = Vec::new();
    while calls.len() < CALLS {
        let zone = ZONES[(chance.even() * ZONES.len() as f64) as usize];
        // Numbers of four digits are rare, but there are days with them.
        let (from, most) = if chance.happens(0.15) { (1000.0, 1000.0) } else { (1.0, 999.0) };
        let number = format!("{zone}{:03}", (from + chance.even() * most) as u32);
        if calls.iter().all(|(other, _)| *other != number) {
            calls.push((number, ((1.0 + chance.even() * COUNTERS) as u32).to_string()));
        }
    }
    calls
}

/// What the eye has of a wall with these calls, and where number and counter of each stand.
fn looks(seat_m: f64, called: &[(String, String)]) -> anyhow::Result<(Glimpse, Vec<(Part, Part)>)> {
    slint::platform::set_platform(Box::new(TestingBackend::new(TestingBackendOptions {
        mock_time: true,
        threading: false,
        renderer_name: Some("software".into()),
    })))
    .expect("a thread sets its platform once");
    let text = format!("[wall]\ndiagonal_inch = 55\nfarthest_seat_m = {seat_m}");
    let config = Config::parse(Path::new("display.toml"), &text)?;
    let (hub, messages) = mpsc::channel();
    let app = App::fed_by(messages, &config, Box::new(MemorySpeaker::default()))?;
    app.window().window().set_size(slint::PhysicalSize::new(config.screen.width, config.screen.height));
    app.window().show()?;
    for message in told(called) {
        hub.send(message)?;
    }
    app.pump(Duration::ZERO);
    mock_elapsed_time(Duration::ZERO);
    let picture = app.window().window().take_snapshot()?;
    let resolved_mm = seat_m * 1000.0 * (ARC_MINUTES / 60.0).to_radians().tan();
    let mm_of_a_dot = mm_of_a_px(&config.wall, config.screen.width, config.screen.height) * LAYOUT_WIDTH_PX
        / f64::from(config.screen.width);
    let shown = app.view().map(|view| view.calls.len()).unwrap_or_default();
    let parts = called.iter().take(shown).map(|(number, counter)| places(&app, number, counter));
    Ok((Glimpse::of(&picture, mm_of_a_dot / resolved_mm), parts.collect()))
}

fn told(called: &[(String, String)]) -> [Message; 2] {
    let at = Utc::now();
    let on_show = |(i, (number, counter)): (usize, &(String, String))| CallOnShow {
        number: number.clone(),
        counter: counter.clone(),
        called_at: at - TimeDelta::minutes(i as i64),
        recalls: 0,
        awaited: true,
        stays_seated: false,
    };
    let board = mqtt::Board {
        service_day: Some(at.date_naive()),
        epoch: 1,
        sequence: 1,
        at,
        hall: Hall::Open { closes_at: at + TimeDelta::hours(3) },
        calls: called.iter().enumerate().map(on_show).collect(),
        waiting: 7,
        estimate: Estimate::Minutes { from: 10, to: 20 },
        zone_name: "Bürgerbüro".into(),
        notice: None,
        emergency: None,
    };
    [Message::Board { zone: 'A', board }, Message::Heartbeat(Heartbeat { epoch: 1, sequence: 1, at })]
}

/// Where the texts of a call stand: those in the row that a screen reader finds.
fn places(app: &App, number: &str, counter: &str) -> (Part, Part) {
    let label = format!("Nummer {number} zu Schalter {counter}");
    let row =
        ElementHandle::find_by_accessible_label(app.window(), &label).next().expect("the call is shown");
    let (top, bottom) = (row.absolute_position().y, row.absolute_position().y + row.size().height);
    let texts = ElementQuery::from_root(app.window()).match_inherits("Text").find_all();
    let place = |text: &str| {
        let is_it = |found: &&ElementHandle| {
            let middle = found.absolute_position().y + found.size().height / 2.0;
            found.accessible_label().is_some_and(|label| label == text) && (top..bottom).contains(&middle)
        };
        Part::of(texts.iter().find(is_it).expect("the row has its texts"))
    };
    (place(number), place(counter))
}
