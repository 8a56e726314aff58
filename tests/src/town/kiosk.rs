//! The kiosk as a visitor meets it: texts to read and buttons to touch.

use std::time::{Duration, Instant};

use hardware::printer::MemoryPrinter;
use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use kiosk::app::{App, Senses};
use kiosk::config::Config;
use slint::ComponentHandle;

use super::ui_thread::{SHOWN_MAX, UiThread};

/// A hub on this machine has answered by then, mostly.
const ANSWERED_MOSTLY: Duration = Duration::from_millis(50);

pub struct KioskScreen {
    ui: UiThread<App>,
}

impl KioskScreen {
    pub fn starts(hub: &str, token: &str, printer: MemoryPrinter) -> KioskScreen {
        let mut config = Config::default();
        config.hub.url = hub.into();
        config.hub.token = token.into();
        let ui = UiThread::starts("kiosk", move |wake| {
            let (printer, senses) = (Box::new(printer), Senses::default());
            let app = App::new(&config, printer, senses, wake, Duration::ZERO).expect("the kiosk starts");
            app.window().window().set_size(slint::PhysicalSize::new(1080, 1920));
            app.window().show().expect("the window can be shown");
            app
        });
        KioskScreen { ui }
    }

    /// Waits until the screen says `sentence` somewhere.
    pub fn shows(&self, sentence: &str) {
        let sentence = sentence.to_string();
        self.ui.comes_to(move |app, now| {
            app.pump(now);
            let texts = texts(app);
            let said = texts.iter().any(|text| text.contains(&sentence));
            if said { Ok(()) } else { Err(format!("{texts:?} without {sentence:?}")) }
        });
    }

    /// Time goes on until the screen says `sentence`, and nothing else with it: a question that was asked
    /// before is answered as things were then, and the next one is some seconds later.
    pub fn comes_to_say(&self, sentence: &str) {
        let begun = Instant::now();
        loop {
            self.passes(Duration::from_secs(1));
            let texts = self.ui.does(|app, _| texts(app));
            if texts.iter().any(|text| text == sentence) {
                return;
            }
            assert!(begun.elapsed() < SHOWN_MAX, "{texts:?} without {sentence:?}");
            std::thread::sleep(ANSWERED_MOSTLY);
        }
    }

    /// Touches the button with this label, once it is there. A person takes a second to find it;
    /// a faster second touch would be swallowed as a trembling hand.
    pub fn touches(&self, label: &str) {
        self.passes(Duration::from_secs(1));
        let wanted = label.to_string();
        self.ui.comes_to(move |app, now| {
            app.pump(now);
            let Some(button) = button(app, &wanted) else {
                return Err(format!("{:?} without a button {wanted:?}", texts(app)));
            };
            button.invoke_accessible_default_action();
            app.pump(now);
            Ok(())
        });
    }

    /// Touches one key after the other.
    pub fn types(&self, code: &str) {
        for key in code.chars() {
            self.passes(Duration::from_secs(1));
            let key = key.to_string();
            self.ui.comes_to(move |app, now| {
                app.pump(now);
                let all = ElementQuery::from_root(app.window()).match_accessible_role(AccessibleRole::Button);
                let is_key = |of: &ElementHandle| of.accessible_label().as_deref() == Some(&*key);
                let Some(button) = all.find_all().into_iter().find(is_key) else {
                    return Err(format!("{:?} without a key {key:?}", texts(app)));
                };
                button.invoke_accessible_default_action();
                app.pump(now);
                Ok(())
            });
        }
    }

    /// Touches the button `times` times before anything else can happen.
    pub fn touches_often(&self, label: &str, times: usize) {
        self.passes(Duration::from_secs(1));
        let wanted = label.to_string();
        self.ui.comes_to(move |app, now| {
            app.pump(now);
            let Some(button) = button(app, &wanted) else { return Err(format!("no button {wanted:?}")) };
            for _ in 0..times {
                button.invoke_accessible_default_action();
            }
            app.pump(now);
            Ok(())
        });
    }

    /// Time goes on; what was heard before was heard at its own time.
    pub fn passes(&self, time: Duration) {
        self.ui.does(|app, now| app.pump(now));
        self.ui.passes(time);
        self.ui.does(|app, now| app.pump(now));
    }
}

fn button(app: &App, label: &str) -> Option<ElementHandle> {
    let named = |element: &ElementHandle| element.accessible_label().is_some_and(|own| own.contains(label));
    let buttons = ElementQuery::from_root(app.window()).match_accessible_role(AccessibleRole::Button);
    buttons.find_all().into_iter().find(named)
}

fn texts(app: &App) -> Vec<String> {
    let elements = ElementQuery::from_root(app.window()).match_inherits("Text").find_all();
    elements.iter().filter_map(|element| element.accessible_label()).map(String::from).collect()
}
