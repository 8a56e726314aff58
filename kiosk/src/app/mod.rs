//! The kiosk at work: window, session, hub and printer held together on the UI thread.
//!
//! Nothing here waits or reads a clock. Whoever owns the UI thread (the program's event loop, or
//! a test) calls [`App::pump`] when it was woken and when [`App::next_deadline`] has come.

mod aloud;
mod window;
mod workers;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::mpsc;
use std::time::Duration;

use hardware::keypad::Keypad;
use hardware::printer::Printer;
use hardware::reader::{MemoryReader, Reader, Reading};
use hardware::scanner::Scanner;
use hardware::screen::Wake;
use hardware::speaker::{MemorySpeaker, Sound, Speaker};
use slint::ComponentHandle;
use tracing::{info, warn};

use crate::config::Config;
use crate::hub_client::HubClient;
use crate::session::{Effect, Given, Hearing, Input, Said, Screen, Session, Touch};
use crate::{slip, ui};
use window::Shown;
pub use window::{calling, changes, keys_of, needs, persons_choices, qr_code, search_choice, see};
use workers::Workers;

/// Touches that the UI thread has not come to yet. More than this is not a visitor.
const TOUCHES_WAITING_MAX: usize = 64;

pub struct App {
    window: ui::Kiosk,
    shown: Shown,
    session: RefCell<Session>,
    touches: Rc<RefCell<VecDeque<Touch>>>,
    heard: mpsc::Receiver<Input>,
    workers: Workers,
    reader: RefCell<Box<dyn Reader>>,
    speaker: RefCell<Box<dyn Speaker>>,
    config: Config,
}

/// What a kiosk has beside glass and paper: for those who do not see it, for codes, and the signal for all.
pub struct Senses {
    pub reader: Box<dyn Reader>,
    pub keypad: Option<Box<dyn Keypad>>,
    pub scanner: Option<Box<dyn Scanner>>,
    pub speaker: Box<dyn Speaker>,
}

impl Default for Senses {
    /// A kiosk for eyes and fingers alone.
    fn default() -> Self {
        let (reader, speaker) = (Box::<MemoryReader>::default(), Box::<MemorySpeaker>::default());
        Senses { reader, keypad: None, scanner: None, speaker }
    }
}

impl App {
    /// Makes the window and starts the workers. Slint's platform must be set for this thread.
    ///
    /// `wake` is called from any thread when there is something to pump; it must not pump itself.
    /// `now` is the time of all later calls, counted from any moment.
    pub fn new(
        config: &Config,
        printer: Box<dyn Printer>,
        senses: Senses,
        wake: Wake,
        now: Duration,
    ) -> anyhow::Result<App> {
        config.check()?;
        let window = ui::Kiosk::new()?;
        let touches = Rc::new(RefCell::new(VecDeque::new()));
        let touched = {
            let (touches, wake) = (touches.clone(), wake.clone());
            Rc::new(move |touch: Touch| {
                let mut touches = touches.borrow_mut();
                if touches.len() < TOUCHES_WAITING_MAX {
                    touches.push_back(touch);
                }
                wake();
            })
        };
        let shown = Shown::new(&window, config, touched);
        let (hear, heard) = mpsc::channel();
        if let Some(keypad) = senses.keypad {
            workers::feel(keypad, hear.clone(), wake.clone());
        }
        window.global::<ui::CodeAdapter>().set_can_scan(senses.scanner.is_some());
        if let Some(scanner) = senses.scanner {
            workers::scan(scanner, hear.clone(), wake.clone());
        }
        let reader = RefCell::new(senses.reader);
        let speaker = RefCell::new(senses.speaker);
        let workers = Workers::start(HubClient::new(&config.hub)?, printer, hear, wake);
        // Keys of two kiosks, or of one before and after a restart, must never be equal.
        let run = format!("{:024x}", rand::random::<u128>() >> 32);
        let session =
            RefCell::new(Session::new(config.spoken()?, config.zone(), run, now).on(config.screen.glass()));
        let config = config.clone();
        let app = App { window, shown, session, touches, heard, workers, reader, speaker, config };
        app.pump(now);
        Ok(app)
    }

    /// Lets everything that was touched, answered or printed have happened at `now`, starts what
    /// follows from it, and shows the outcome.
    pub fn pump(&self, now: Duration) {
        loop {
            let touch = self.touches.borrow_mut().pop_front().map(Input::Touched);
            let Some(input) = touch.or_else(|| self.heard.try_recv().ok()) else { break };
            self.hears(input, now);
        }
        self.hears(Input::TimePassed, now);
        self.shown.show(&self.window, &self.session.borrow(), &self.config);
    }

    /// When to pump next, if nothing happens before.
    pub fn next_deadline(&self) -> Option<Duration> {
        self.session.borrow().next_deadline()
    }

    pub fn window(&self) -> &ui::Kiosk {
        &self.window
    }

    /// What the visitor sees, as a value.
    pub fn screen(&self) -> Screen {
        self.session.borrow().screen()
    }

    /// Whether the visitor hears what others see.
    pub fn is_heard(&self) -> bool {
        self.session.borrow().is_heard()
    }

    /// Whether hub or printer owe an answer; see [`Session::awaits_an_answer`].
    pub fn awaits_an_answer(&self) -> bool {
        self.session.borrow().awaits_an_answer()
    }

    fn hears(&self, input: Input, now: Duration) {
        let effects = self.session.borrow_mut().hears(input, now);
        for effect in effects {
            self.carry_out(effect);
        }
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::FetchOffer { printer } => self.workers.fetch_offer(printer),
            Effect::Ask { key, act } => self.workers.ask(key, act),
            Effect::FindFree { service } => self.workers.find_free(service),
            Effect::RingForHelp { key } => self.workers.ring_for_help(key),
            Effect::LookAtPrinter => self.workers.look_at_printer(),
            Effect::Say { what, how } => self.say(&what, how),
            Effect::Hush => {
                self.window.global::<ui::Aloud>().set_heard(Default::default());
                self.reader.borrow_mut().hush();
            }
            Effect::Signal => {
                if let Err(fault) = self.speaker.borrow_mut().play(&Sound::attention()) {
                    warn!(%fault, "a visitor is asked without a sound");
                }
            }
            Effect::Print { key, given, language } => {
                let session = self.session.borrow();
                // Nothing is given before an offer was heard.
                let (Some(offer), Some(now)) = (session.offer(), session.hub_time()) else { return };
                let paper = slip::Paper {
                    window: &self.window,
                    offer,
                    now,
                    zone: self.config.zone(),
                    ways: &self.config.ways,
                    is_felt: session.is_heard(),
                };
                let slip = match &given {
                    Given::Number(ticket) => {
                        info!(ticket = %ticket.number, language, "issued");
                        paper.of_number(ticket, language)
                    }
                    Given::Booking { done, booking } => {
                        info!(?done, language, "a booking");
                        paper.of_booking(*done, booking, language)
                    }
                };
                self.workers.print(key, slip);
            }
        }
    }

    /// The screen is first as it is seen: what is said is read from it.
    fn say(&self, what: &Said, how: Hearing) {
        let session = self.session.borrow();
        self.shown.show(&self.window, &session, &self.config);
        let sentences = aloud::sentences(&self.window, &session, what, how);
        self.window.global::<ui::Aloud>().set_heard(aloud::choice(&self.window, &session, what));
        let Hearing { words_a_minute, loudness, .. } = how;
        // A voice rests between paragraphs, whether or not there is a full stop.
        let text = sentences.iter().map(|said| said.as_str()).collect::<Vec<_>>().join("\n\n");
        // A language is called by its own name, and in its own voice.
        let language = match what {
            Said::Choice { touch: Touch::Language(code), .. } => code.clone(),
            _ => session.language().code.to_owned(),
        };
        let reading = Reading { text, language, words_a_minute, loudness };
        if let Err(fault) = self.reader.borrow_mut().read(&reading) {
            warn!(%fault, "a visitor hears nothing");
        }
    }

    /// Tells the screens how large the screen really is, where it is another size than configured.
    pub fn fit(&self) {
        let window = self.window.window();
        let size = window.size().to_logical(window.scale_factor());
        if size.width > 0.0 && size.height > 0.0 {
            let theme = self.window.global::<ui::Theme>();
            theme.set_screen_width(size.width);
            theme.set_screen_height(size.height);
        }
    }
}
