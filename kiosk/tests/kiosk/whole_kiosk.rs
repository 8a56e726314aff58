//! A whole kiosk in one thread, for the stories of fingers and of ears: real window, real workers, real HTTP;
//! pressed by the words on its buttons, with a clock moved by hand.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use hardware::keypad::{Hand, MemoryKeypad};
use hardware::printer::MemoryPrinter;
use hardware::reader::MemoryReader;
use hardware::scanner::{MemoryScanner, Paper};
use hardware::speaker::MemorySpeaker;
use i_slint_backend_testing::{AccessibleRole, ElementQuery};
use kiosk::app::{App, Senses};
use kiosk::config::{Config, HubConfig};
use serde_json::json;
use slint::ComponentHandle;
use wire::Hall;
use wire::http::{VisitChoices, path};

use crate::glass;
use crate::scene::{at, free, offer, own, ticket, with_bookings};
use crate::small_hub::{Asked, PATIENCE, SmallHub};

pub struct Kiosk {
    pub app: App,
    pub hub: SmallHub,
    pub printer: MemoryPrinter,
    pub reader: MemoryReader,
    pub speaker: MemorySpeaker,
    pub hand: Hand,
    pub paper: Paper,
    pub woken: mpsc::Receiver<()>,
    pub now: Duration,
}

impl Kiosk {
    /// A kiosk at rest before an open hall.
    pub fn opens() -> Self {
        glass::prepare();
        let hub = SmallHub::new(usual);
        let printer = MemoryPrinter::default();
        let (wake, woken) = mpsc::channel();
        let ours = HubConfig { url: hub.url(), token: "k1".into(), ..HubConfig::default() };
        let config = Config { hub: ours, ..Config::default() };
        let wake = Arc::new(move || {
            // After the story nobody listens any more.
            let _ = wake.send(());
        });
        let (keypad, hand) = MemoryKeypad::new();
        let (scanner, codes) = MemoryScanner::new();
        let reader = MemoryReader::default();
        let speaker = MemorySpeaker::default();
        let senses = Senses {
            reader: Box::new(reader.clone()),
            keypad: Some(Box::new(keypad)),
            scanner: Some(Box::new(scanner)),
            speaker: Box::new(speaker.clone()),
        };
        let slips = Box::new(printer.clone());
        let app = App::new(&config, slips, senses, wake, Duration::ZERO).expect("a kiosk starts");
        glass::fit(app.window(), glass::UPRIGHT);
        let now = Duration::ZERO;
        let mut kiosk = Kiosk { app, hub, printer, reader, speaker, hand, paper: codes, woken, now };
        kiosk.waits_until("Deutsch");
        kiosk
    }

    /// Holds a code in front of the scanner, and lets it be read.
    pub fn scans(&mut self, code: &str) {
        while self.woken.try_recv().is_ok() {}
        self.paper.says(code);
        self.woken.recv_timeout(PATIENCE).expect("the scanner has read it");
        self.app.pump(self.now);
    }

    /// Lets a calm second pass, then presses the button with these words.
    #[track_caller]
    pub fn presses(&mut self, words: &str) {
        self.passes(Duration::from_millis(1_100));
        self.element(words).invoke_accessible_default_action();
        self.app.pump(self.now);
    }

    pub fn types(&mut self, key: slint::platform::Key) {
        self.passes(Duration::from_millis(1_100));
        let text = slint::SharedString::from(key);
        let window = self.app.window().window();
        window.dispatch_event(slint::platform::WindowEvent::KeyPressed { text: text.clone() });
        window.dispatch_event(slint::platform::WindowEvent::KeyReleased { text });
        self.app.pump(self.now);
    }

    pub fn middle_of(&self, words: &str) -> slint::LogicalPosition {
        let (place, size) = (self.element(words).absolute_position(), self.element(words).size());
        slint::LogicalPosition::new(place.x + size.width / 2.0, place.y + size.height / 2.0)
    }

    /// Lands after a calm second, and leaves at once if it is said where.
    pub fn finger(&mut self, position: slint::LogicalPosition, leaves: Option<slint::LogicalPosition>) {
        self.passes(Duration::from_millis(1_100));
        let button = slint::platform::PointerEventButton::Left;
        let lands = slint::platform::WindowEvent::PointerPressed { position, button };
        self.app.window().window().dispatch_event(lands);
        self.app.pump(self.now);
        if let Some(position) = leaves {
            self.finger_leaves(position);
        }
    }

    pub fn finger_leaves(&mut self, position: slint::LogicalPosition) {
        let button = slint::platform::PointerEventButton::Left;
        let window = self.app.window().window();
        window.dispatch_event(slint::platform::WindowEvent::PointerMoved { position });
        window.dispatch_event(slint::platform::WindowEvent::PointerReleased { position, button });
        self.app.pump(self.now);
    }

    /// Moves the clock from deadline to deadline, and never past an answer that is on its way: the
    /// workers live in real time.
    pub fn passes(&mut self, time: Duration) {
        let until = self.now + time;
        self.hears_back();
        while let Some(next) = self.app.next_deadline().filter(|next| *next < until && *next > self.now) {
            self.now = next;
            self.app.pump(self.now);
            self.hears_back();
        }
        self.now = until;
        self.app.pump(self.now);
    }

    pub fn hears_back(&mut self) {
        while self.app.awaits_an_answer() {
            self.woken.recv_timeout(PATIENCE).expect("a worker answers");
            self.app.pump(self.now);
        }
    }

    /// Pumps whenever a worker has something, until a button with these words is there. When
    /// nothing is under way, time passes to the next deadline.
    #[track_caller]
    pub fn waits_until(&mut self, words: &str) {
        for _ in 0..200 {
            if self.says(words) {
                return;
            }
            if self.app.awaits_an_answer() {
                self.woken.recv_timeout(PATIENCE).expect("a worker answers");
            } else if let Some(next) = self.app.next_deadline() {
                self.now = self.now.max(next);
            }
            self.app.pump(self.now);
        }
        panic!("\"{words}\" never appeared in {PATIENCE:?}: {:?}", self.labels());
    }

    #[track_caller]
    pub fn element(&self, words: &str) -> i_slint_backend_testing::ElementHandle {
        let buttons =
            ElementQuery::from_root(self.app.window()).match_accessible_role(AccessibleRole::Button);
        let found =
            buttons.find_all().into_iter().find(|button| button.accessible_label().as_deref() == Some(words));
        found.unwrap_or_else(|| panic!("no button says \"{words}\": {:?}", self.labels()))
    }

    pub fn labels(&self) -> Vec<String> {
        let all = ElementQuery::from_root(self.app.window()).match_descendants().find_all();
        all.iter().filter_map(|element| element.accessible_label()).map(String::from).collect()
    }

    pub fn says(&self, words: &str) -> bool {
        self.labels().iter().any(|label| label == words)
    }

    pub fn says_something_with(&self, words: &str) -> bool {
        self.labels().iter().any(|label| label.contains(words))
    }
}

/// An open hall that gives out A047.
pub fn usual(asked: &Asked) -> Option<(u16, String)> {
    if asked.is_about(path::KIOSK_OFFER) {
        return Some((200, json!(offer(Hall::Open { closes_at: at("12:00") })).to_string()));
    }
    Some((201, json!(ticket("A047")).to_string()))
}

/// The same, where times for a passport can be booked.
pub fn with_times(asked: &Asked) -> Option<(u16, String)> {
    let offered = || with_bookings(offer(Hall::Open { closes_at: at("12:00") }));
    let what = asked.what.as_str();
    if asked.is_about(path::KIOSK_OFFER) {
        return Some((200, json!(offered()).to_string()));
    }
    if what.contains(path::KIOSK_VISIT) {
        return Some((200, json!(VisitChoices { persons_max: 1, further: Vec::new() }).to_string()));
    }
    if what.contains(path::KIOSK_SLOTS) {
        return Some((200, json!(free()).to_string()));
    }
    Some((200, json!(own("2026-03-12T08:00")).to_string()))
}
