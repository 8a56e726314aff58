//! From a finger that leaves the glass until the next screen is drawn, beside drawing that screen from
//! nothing.
//!
//! The real kiosk before a real hub, drawn by the software renderer as the streamed screen does it: what
//! changed is drawn into the picture before. No display server and no GPU; what a panel takes to show it
//! comes on top.

use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use hardware::printer::MemoryPrinter;
use i_slint_backend_testing::{AccessibleRole, ElementQuery};
use kiosk::app::{App, Senses};
use kiosk::config::Config;
use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{Platform, PointerEventButton, WindowAdapter, WindowEvent};
use slint::{ComponentHandle, LogicalPosition, PhysicalSize, PlatformError, Rgb8Pixel};
use town_hall::town::Office;

use super::rounds::{Goal, Line, ROUNDS, median, micros};

const SIZE: PhysicalSize = PhysicalSize { width: 1080, height: 1920 };
/// Somebody chooses a language, goes on and back again, and so does the next one, in letters from right to
/// left.
const WALK: [&str; 6] = ["English", "Draw a number", "Back", "Back", "العربية", "رجوع"];
/// The touches of it that change the language.
const LANGUAGES: [&str; 2] = ["English", "العربية"];
const WALKS_PER_ROUND: usize = 4;
/// A touch sooner than this is a trembling hand.
const CALM: Duration = Duration::from_millis(1_100);
/// A picture of a 60 Hz panel.
const FRAME: Duration = Duration::from_micros(16_667);
const REPAINTS_MAX: f64 = 3.0;
/// A worker that does not answer by then is gone.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);
const IDLE: Duration = Duration::from_secs(3_600);
/// The clock on the screen has hours and minutes.
const CLOCK_TICKS: f64 = 60.0;

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let office = Office::at("08:00");
    let mut glass = Glass::before(&office)?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let mut took = Round::default();
        for label in [WALK; WALKS_PER_ROUND].concat() {
            let touched = glass.touches(label)?;
            let repainted = glass.repaints();
            if LANGUAGES.contains(&label) {
                took.languages.push((touched, repainted));
            }
            took.touches.push((touched, repainted));
        }
        // The first round warms up.
        if round > 0 {
            rounds.push(took);
        }
    }
    let all = |of: fn(&Round) -> &Took| rounds.iter().map(move |round| of(round));
    for (what, of) in
        [("screen", (|round| &round.touches) as fn(&Round) -> &Took), ("language", |r| &r.languages)]
    {
        for (quantile, name, goal) in [(0.5, "p50", Goal::None), (0.99, "p99", Goal::AtMost(REPAINTS_MAX))] {
            let took = all(of).map(|took| took.touch(quantile));
            let ratios = all(of).map(|took| took.touch(quantile) / took.repaint()).collect();
            let (ours, theirs) =
                (median(&took.collect::<Vec<_>>()), all(of).map(Took::repaint).collect::<Vec<_>>());
            let figures = format!("{:.2} ms, a repaint {:.2} ms", ours / 1e3, median(&theirs) / 1e3);
            print(Line { name: format!("touch: next {what} / repaint, {name}"), ratios, goal, figures });
        }
        let ratios = all(of).map(|took| took.touch(0.99) / (FRAME.as_secs_f64() * 1e6)).collect();
        let figures = format!("a frame is {:.1} ms", FRAME.as_secs_f64() * 1e3);
        print(Line {
            name: format!("touch: next {what} / 60 Hz frame, p99"),
            ratios,
            goal: Goal::AtMost(1.0),
            figures,
        });
    }
    let (woken, drawn) = glass.rests()?;
    print(Line {
        name: "touch: pictures in an idle hour / minutes".into(),
        ratios: vec![drawn as f64 / CLOCK_TICKS],
        goal: Goal::AtMost(1.0),
        figures: format!("{drawn} pictures; woken {woken} times, for the clock, the hub and the printer"),
    });
    Ok(())
}

#[derive(Default)]
struct Round {
    touches: Took,
    languages: Took,
}

/// Of each touch, and of a whole picture of the screen it led to.
#[derive(Default)]
struct Took(Vec<(Duration, Duration)>);

impl Took {
    fn push(&mut self, one: (Duration, Duration)) {
        self.0.push(one);
    }

    /// In microseconds.
    fn touch(&self, quantile: f64) -> f64 {
        micros(&self.0.iter().map(|(touch, _)| *touch).collect::<Vec<_>>(), quantile)
    }

    fn repaint(&self) -> f64 {
        micros(&self.0.iter().map(|(_, repaint)| *repaint).collect::<Vec<_>>(), 0.5)
    }
}

/// A kiosk whose picture lies in memory, with a clock moved by hand.
struct Glass {
    app: App,
    window: Rc<MinimalSoftwareWindow>,
    dots: Vec<Rgb8Pixel>,
    woken: mpsc::Receiver<()>,
    now: Duration,
}

struct InMemory(Rc<MinimalSoftwareWindow>);

impl Platform for InMemory {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        Ok(self.0.clone())
    }
}

impl Glass {
    fn before(office: &Office) -> anyhow::Result<Glass> {
        let window = MinimalSoftwareWindow::new(RepaintBufferType::ReusedBuffer);
        window.set_size(SIZE);
        slint::platform::set_platform(Box::new(InMemory(window.clone()))).context("one glass a thread")?;
        let mut config = Config::default();
        config.hub.url = office.url();
        config.hub.token = office.kiosk_token();
        let (wake, woken) = mpsc::channel();
        let wake = Arc::new(move || {
            // When the measure is over nobody listens any more.
            let _ = wake.send(());
        });
        let printer = Box::new(MemoryPrinter::default());
        let app = App::new(&config, printer, Senses::default(), wake, Duration::ZERO)?;
        app.window().show()?;
        app.fit();
        let dots = vec![Rgb8Pixel::default(); (SIZE.width * SIZE.height) as usize];
        let mut glass = Glass { app, window, dots, woken, now: Duration::ZERO };
        glass.hears_back()?;
        glass.draws();
        Ok(glass)
    }

    /// Waits for whatever hub and printer owe.
    fn hears_back(&mut self) -> anyhow::Result<()> {
        while self.app.awaits_an_answer() {
            self.woken.recv_timeout(ANSWERS_WITHIN).context("a worker answers")?;
            self.app.pump(self.now);
        }
        Ok(())
    }

    /// Whether anything had changed.
    fn draws(&mut self) -> bool {
        slint::platform::update_timers_and_animations();
        let (dots, stride) = (&mut self.dots, SIZE.width as usize);
        self.window.draw_if_needed(|renderer| {
            renderer.render(dots, stride);
        })
    }

    /// From the finger that leaves the button with these words until the next screen is there.
    fn touches(&mut self, label: &str) -> anyhow::Result<Duration> {
        self.now += CALM;
        self.app.pump(self.now);
        self.hears_back()?;
        self.draws();
        let buttons =
            ElementQuery::from_root(self.app.window()).match_accessible_role(AccessibleRole::Button);
        let named = |button: &i_slint_backend_testing::ElementHandle| {
            button.accessible_label().is_some_and(|own| own.starts_with(label))
        };
        let buttons = buttons.find_all();
        let button = buttons.iter().find(|button| named(button)).with_context(|| {
            let labels: Vec<_> = buttons.iter().filter_map(|button| button.accessible_label()).collect();
            format!("the screen has no button {label:?}, but {labels:?}")
        })?;
        let (place, size) = (button.absolute_position(), button.size());
        let position = LogicalPosition::new(place.x + size.width / 2.0, place.y + size.height / 2.0);
        let button = PointerEventButton::Left;
        let window = self.app.window().window();
        window.dispatch_event(WindowEvent::PointerPressed { position, button });
        self.draws();
        let before = self.app.screen();
        let since = Instant::now();
        self.app.window().window().dispatch_event(WindowEvent::PointerReleased { position, button });
        self.app.pump(self.now);
        let drawn = self.draws();
        let took = since.elapsed();
        ensure!(drawn && self.app.screen() != before, "{label:?} led nowhere");
        Ok(took)
    }

    /// The whole picture again, from nothing.
    fn repaints(&mut self) -> Duration {
        let (dots, stride) = (&mut self.dots, SIZE.width as usize);
        let mut took = Duration::ZERO;
        for kind in [RepaintBufferType::NewBuffer, RepaintBufferType::ReusedBuffer] {
            self.window.request_redraw();
            self.window.draw_if_needed(|renderer| {
                renderer.set_repaint_buffer_type(kind);
                let since = Instant::now();
                renderer.render(dots, stride);
                // The second one only makes the next touch find a picture that it can change.
                if kind == RepaintBufferType::NewBuffer {
                    took = since.elapsed();
                }
            });
        }
        took
    }

    /// How often the kiosk is woken while nobody is there, and how often something is drawn.
    fn rests(&mut self) -> anyhow::Result<(usize, usize)> {
        let (mut woken, mut drawn) = (0, 0);
        let until = self.now + IDLE;
        while let Some(next) = self.app.next_deadline().filter(|next| *next < until) {
            self.now = self.now.max(next);
            self.app.pump(self.now);
            self.hears_back()?;
            woken += 1;
            drawn += usize::from(self.draws());
        }
        Ok((woken, drawn))
    }
}
