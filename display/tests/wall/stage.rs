//! A wall, and a hub that says what the story wants, without a network between them.

use std::hash::{Hash, Hasher};
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use display::app::App;
use display::board::{Message, View};
use display::config::Config;
use hardware::speaker::{MemorySpeaker, Volume};
use i_slint_backend_testing::{
    ElementHandle, ElementQuery, TestingBackend, TestingBackendOptions, mock_elapsed_time,
};
use slint::ComponentHandle;
use wire::mqtt::{self, CallOnShow, Heartbeat};
use wire::{Estimate, Hall};

pub struct Stage {
    app: Rc<App>,
    hub: Sender<Message>,
    pub speaker: MemorySpeaker,
    now: Duration,
    sequence: u64,
    estimate: Estimate,
    /// What the town says to everybody today.
    pub notice: Option<String>,
    /// What everybody must know at once.
    pub emergency: Option<String>,
    /// What the next visitor speaks.
    pub language: Option<String>,
    pub zone_name: String,
}

impl Stage {
    pub fn new() -> Self {
        Self::in_language("de")
    }

    pub fn in_language(language: &str) -> Self {
        Self::configured(&format!("language = '{language}'"))
    }

    /// Why a wall does not start.
    pub fn refused(text: &str) -> String {
        let (_hub, messages) = mpsc::channel();
        stands_on_a_thread();
        let config = Config::parse(Path::new("display.toml"), text).expect("a configuration");
        match App::fed_by(messages, &config, Box::new(MemorySpeaker::default())) {
            Ok(_) => panic!("the wall starts"),
            Err(fault) => format!("{fault:#}"),
        }
    }

    pub fn configured(text: &str) -> Self {
        stands_on_a_thread();
        let config = Config::parse(Path::new("display.toml"), text).expect("a configuration");
        let (hub, messages) = mpsc::channel();
        let speaker = MemorySpeaker::default();
        let app = App::fed_by(messages, &config, Box::new(speaker.clone())).expect("a wall");
        app.window().window().set_size(slint::PhysicalSize::new(1920, 1080));
        app.window().show().expect("a window");
        let estimate = Estimate::Minutes { from: 10, to: 20 };
        let now = Duration::ZERO;
        let (notice, emergency, language) = (None, None, None);
        let zone_name = "Bürgerbüro".to_owned();
        let stage =
            Stage { app, hub, speaker, now, sequence: 0, estimate, notice, emergency, language, zone_name };
        stage.pumps();
        stage
    }

    pub fn heartbeat(&mut self) {
        let heartbeat = Heartbeat { epoch: 1, sequence: self.sequence, at: self.time() };
        self.hears(Message::Heartbeat(heartbeat));
    }

    pub fn call(&mut self, call: &str) {
        self.sequence += 1;
        let CallOnShow { number, counter, recalls, stays_seated, .. } = calls(call).remove(0);
        let at = self.time();
        let call = mqtt::Call {
            service_day: at.date_naive(),
            epoch: 1,
            sequence: self.sequence,
            at,
            number,
            counter,
            recalls,
            language: self.language.clone(),
            stays_seated,
        };
        self.hears(Message::Call { zone: 'A', call });
    }

    pub fn board(&mut self, hall: &str, shown: &str, waiting: u32) {
        self.sequence += 1;
        let opens_at = start() + TimeDelta::minutes(28);
        let hall = match hall {
            "soon" => Hall::NotYetOpen { opens_at },
            "tomorrow" => Hall::NotYetOpen { opens_at: opens_at + TimeDelta::days(1) },
            "open" => Hall::Open { closes_at: opens_at + TimeDelta::hours(3) },
            "last" => Hall::LastCalls,
            "closed" => Hall::Closed,
            other => panic!("no hall is {other}"),
        };
        let board = mqtt::Board {
            service_day: Some(start().date_naive()),
            epoch: 1,
            sequence: self.sequence,
            at: self.time(),
            hall,
            calls: calls(shown),
            waiting,
            estimate: self.estimate,
            zone_name: self.zone_name.clone(),
            notice: self.notice.clone(),
            emergency: self.emergency.clone(),
        };
        self.hears(Message::Board { zone: 'A', board });
    }

    pub fn minutes(&mut self, from: u32, to: u32) {
        self.estimate = Estimate::Minutes { from, to };
    }

    pub fn no_counter_open(&mut self) {
        self.estimate = Estimate::NoCounterOpen;
    }

    /// Whoever listened to the broker has ended. Says whether the wall has noticed.
    pub fn nobody_listens_any_more(&mut self) -> bool {
        (self.hub, _) = mpsc::channel();
        self.pumps();
        self.app.is_deaf()
    }

    pub fn passes(&mut self, seconds: f64) {
        let time = Duration::from_secs_f64(seconds);
        self.now += time;
        mock_elapsed_time(time);
        self.pumps();
    }

    /// Time passes, and the hub is there.
    pub fn lives(&mut self, seconds: f64) {
        let mut left = seconds;
        while left > 0.0 {
            self.passes(left.min(1.0));
            self.heartbeat();
            left -= 1.0;
        }
    }

    pub fn gongs(&self) -> usize {
        self.speaker.rung()
    }

    /// What was said so far, "de: Nummer ..." each.
    pub fn heard(&self) -> Vec<String> {
        let said = self.speaker.said();
        said.into_iter().map(|sentence| format!("{}: {}", sentence.language, sentence.text)).collect()
    }

    /// The last sound and how loud it was.
    pub fn volume(&self) -> Option<Volume> {
        self.speaker.played().last().map(|sound| sound.volume)
    }

    pub fn view(&self) -> View {
        self.app.view().expect("the wall shows something")
    }

    /// A screen reader finds exactly one such element.
    pub fn reads(&self, label: &str) {
        let german = label.replace("Number", "Nummer").replace("to counter", "zu Schalter");
        let found = ElementHandle::find_by_accessible_label(self.app.window(), &german).count();
        assert_eq!(found, 1, "elements that read: {german}");
    }

    /// Where something that is read out stands.
    pub fn place_of(&self, label: &str) -> (f32, f32) {
        let at = self.element(label).absolute_position();
        (at.x, at.y)
    }

    /// How high the ink of a call's number is, in pixels: from the first row in which the panel is not of
    /// its ground to the last. Its letter has no curves.
    pub fn height_of(&self, label: &str) -> f64 {
        let element = self.element(label);
        let (at, size) = (element.absolute_position(), element.size());
        let picture = self.app.window().window().take_snapshot().expect("a picture");
        let dot = |x: usize, y: usize| picture.as_slice()[y * picture.width() as usize + x];
        // The letter alone: right of the mark of a fresh call, and below the labels of the current one.
        let left = at.x as usize + 42;
        let top = at.y as usize + if size.height > 270.0 { 64 } else { 2 };
        let bottom = (at.y + size.height) as usize - 4;
        let ground = dot(left, bottom);
        let far = |a: u8, b: u8| a.abs_diff(b) > 100;
        let is_ink = |y: &usize| {
            (left..left + 60).any(|x| {
                let here = dot(x, *y);
                far(here.r, ground.r) || far(here.g, ground.g) || far(here.b, ground.b)
            })
        };
        let inked: Vec<usize> = (top..bottom).filter(is_ink).collect();
        (inked.last().expect("there is ink") - inked[0] + 1) as f64
    }

    /// The mean light of the wall, from 0 to 1: what its pixels give, and not what they are called.
    pub fn light(&self) -> f64 {
        mock_elapsed_time(Duration::ZERO);
        let picture = self.app.window().window().take_snapshot().expect("a picture");
        let light = |channel: u8| (f64::from(channel) / 255.0).powf(2.2);
        let dots = picture.as_slice();
        dots.iter().map(|dot| (light(dot.r) + light(dot.g) + light(dot.b)) / 3.0).sum::<f64>()
            / dots.len() as f64
    }

    fn element(&self, label: &str) -> ElementHandle {
        let german = label.replace("Number", "Nummer").replace("to counter", "zu Schalter");
        let mut found = ElementHandle::find_by_accessible_label(self.app.window(), &german);
        found.next().unwrap_or_else(|| panic!("nothing reads: {german}"))
    }

    /// All texts on the wall with `part` in them.
    pub fn said(&self, part: &str) -> Vec<String> {
        let texts = self.texts();
        texts
            .iter()
            .filter_map(|e| e.accessible_label())
            .map(String::from)
            .filter(|text| text.contains(part))
            .collect()
    }

    /// Nothing is cut off by the edges, no sentence runs out of its sheet, and none into another.
    pub fn everything_has_room(&self) {
        let texts = self.texts();
        assert!(texts.len() > 3, "only {} texts were found", texts.len());
        let place = |of: &ElementHandle| (of.absolute_position(), of.size());
        let lines = ElementHandle::find_by_element_id(self.app.window(), "Line::shown");
        let lines: Vec<ElementHandle> = lines.collect();
        for line in &lines {
            let (at, size) = place(line);
            let crosses = |other: &&ElementHandle| {
                let (other_at, other_size) = place(other);
                let is_other = other.accessible_label() != line.accessible_label();
                // The box of large digits is higher than they are; what they are lies in its middle.
                let middle = other_at.y + other_size.height / 2.0;
                is_other
                    && at.x < other_at.x + other_size.width
                    && other_at.x < at.x + size.width
                    && (at.y..at.y + size.height).contains(&middle)
            };
            let other = texts.iter().find(crosses).and_then(|other| other.accessible_label());
            assert_eq!(other, None, "{:?} runs into it", line.accessible_label());
        }
        for text in texts {
            let (at, size) = (text.absolute_position(), text.size());
            let (right, bottom) = (at.x + size.width, at.y + size.height);
            let in_a_sheet = text.type_name().is_some_and(|name| name == "Sentence");
            let lowest = if in_a_sheet { 1080.0 - 68.0 } else { 1080.0 };
            let within = at.x >= 0.0 && at.y >= 0.0 && right <= 1920.0 && bottom <= lowest;
            assert!(within, "{:?} ends at {right} x {bottom}", text.accessible_label());
        }
    }

    /// Writes what is on the wall, and says it as a hash of its dots.
    pub fn paints(&self, file: &Path) -> u64 {
        mock_elapsed_time(Duration::ZERO);
        let picture = self.app.window().window().take_snapshot().expect("a picture");
        let out = std::fs::File::create(file).expect("a file in the gallery");
        let mut png = png::Encoder::new(out, picture.width(), picture.height());
        png.set_color(png::ColorType::Rgba);
        png.set_depth(png::BitDepth::Eight);
        png.set_compression(png::Compression::Fast);
        let mut png = png.write_header().expect("the header is written");
        png.write_image_data(picture.as_bytes()).expect("the picture is written");
        let mut hasher = std::hash::DefaultHasher::new();
        picture.as_bytes().hash(&mut hasher);
        hasher.finish()
    }

    fn texts(&self) -> Vec<ElementHandle> {
        ElementQuery::from_root(self.app.window()).match_inherits("Text").find_all()
    }

    fn hears(&self, message: Message) {
        self.hub.send(message).expect("the wall listens");
        self.pumps();
    }

    fn pumps(&self) {
        self.app.pump(self.now);
        mock_elapsed_time(Duration::ZERO);
    }

    fn time(&self) -> DateTime<Utc> {
        start() + TimeDelta::from_std(self.now).expect("a short story")
    }
}

fn stands_on_a_thread() {
    slint::platform::set_platform(Box::new(TestingBackend::new(TestingBackendOptions {
        mock_time: true,
        threading: false,
        renderer_name: Some("software".into()),
    })))
    .expect("each story has a thread of its own");
}

/// "A047>3 A046>": A047 is called to counter 3 at 10:47, and A046 stays seated.
fn calls(text: &str) -> Vec<CallOnShow> {
    let call = |call: &str| {
        let (number, counter) = call.split_once('>').expect("number>counter");
        let minutes = number[1..].parse::<i64>().expect("digits") % 60;
        CallOnShow {
            number: number.into(),
            counter: counter.replace('_', " "),
            called_at: start() + TimeDelta::minutes(minutes - 2),
            recalls: 0,
            awaited: true,
            stays_seated: counter.is_empty(),
        }
    };
    text.split_whitespace().map(call).collect()
}

/// 10:02 in the town.
fn start() -> DateTime<Utc> {
    "2026-03-11T09:02:00Z".parse().expect("a time")
}
