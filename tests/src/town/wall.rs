//! The waiting-room display as people in the hall see and hear it.

use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use display::app::App;
use display::board::View;
use display::config::Config;
use hardware::speaker::MemorySpeaker;
use slint::ComponentHandle;

use super::ui_thread::UiThread;

pub struct Wall {
    ui: UiThread<Rc<App>>,
    pub speaker: MemorySpeaker,
}

impl Wall {
    pub fn starts(broker: SocketAddr) -> Wall {
        let mut config = Config::default();
        config.broker.address = broker.to_string().parse().expect("an address");
        let speaker = MemorySpeaker::default();
        let heard = speaker.clone();
        let ui = UiThread::starts("display", move |wake| {
            let app = App::new(&config, Box::new(speaker), wake).expect("the display starts");
            app.window().window().set_size(slint::PhysicalSize::new(1920, 1080));
            app.window().show().expect("the window can be shown");
            app
        });
        Wall { ui, speaker: heard }
    }

    /// Waits until the wall shows something for which `is` holds.
    pub fn comes_to(&self, what: &str, is: impl Fn(&View) -> bool + Clone + Send + 'static) -> View {
        let what = what.to_string();
        self.ui.comes_to(move |app, now| {
            app.pump(now);
            match app.view() {
                Some(view) if is(&view) => Ok(view),
                other => Err(format!("{other:?}, but not {what}")),
            }
        })
    }

    /// Waits until the newest call on the wall is this one.
    pub fn calls(&self, number: &str, counter: &str) {
        let (number, counter) = (number.to_string(), counter.to_string());
        self.comes_to(&format!("{number} to {counter}"), move |view| {
            view.calls.first().is_some_and(|call| call.number == number && call.counter == counter)
        });
    }

    /// Waits until the gong has rung so often since the wall was started, and no oftener.
    pub fn has_rung(&self, times: usize) {
        let speaker = self.speaker.clone();
        self.ui.comes_to(move |app, now| {
            app.pump(now);
            match speaker.rung() {
                rung if rung == times => Ok(()),
                rung => Err(format!("{rung} gongs, not {times}")),
            }
        });
    }

    /// Waits until the wall has heard from the hub.
    pub fn shows_anything(&self) {
        self.comes_to("fresh", |view| !view.updating && view.wait.is_some());
    }

    /// Time goes on; what was heard before was heard at its own time.
    pub fn passes(&self, time: Duration) {
        self.ui.does(|app, now| {
            app.pump(now);
        });
        self.ui.passes(time);
        self.ui.does(|app, now| {
            app.pump(now);
        });
    }

    pub fn view(&self) -> Option<View> {
        self.ui.does(|app, now| {
            app.pump(now);
            app.view()
        })
    }
}
