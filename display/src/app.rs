//! Puts the board on the screen, and rings.
//!
//! An `App` lives on the thread of its window and is only ever pumped: by the event loop of the
//! program, or by a test that moves the time by hand. It reads no clock and starts no timer.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use hardware::screen::Wake;
use hardware::speaker::Speaker;
use slint::{Global, ModelRc, SharedString, VecModel};
use wire::Estimate;

use crate::board::{Board, Message, Row, Scene, View, Wait};
use crate::config::Config;
use crate::subscription::Subscription;
use crate::ui;

/// A zone's letter and four digits. A hub that calls anything longer has its calls shown as far as
/// there is room.
const NUMBER_LETTERS_MAX: usize = 5;

pub struct App {
    window: ui::Wall,
    state: RefCell<State>,
    time_zone: Tz,
    /// Listens as long as the app lives. A test may feed the app itself instead.
    _subscription: Option<Subscription>,
}

struct State {
    board: Board,
    messages: Receiver<Message>,
    speaker: Box<dyn Speaker>,
    shown: Option<View>,
    deaf: bool,
}

impl App {
    /// A wall that listens to the broker of `config`. The screen of this thread is chosen before;
    /// `wake` is called from another thread when there is something to pump.
    pub fn new(config: &Config, speaker: Box<dyn Speaker>, wake: Wake) -> anyhow::Result<Rc<Self>> {
        let (sender, messages) = mpsc::channel();
        let subscription = Subscription::start(config, sender, wake)?;
        Self::build(config, speaker, messages, Some(subscription))
    }

    /// A wall that hears what comes out of `messages`, from whoever sends it.
    pub fn fed_by(
        messages: Receiver<Message>,
        config: &Config,
        speaker: Box<dyn Speaker>,
    ) -> anyhow::Result<Rc<Self>> {
        Self::build(config, speaker, messages, None)
    }

    fn build(
        config: &Config,
        speaker: Box<dyn Speaker>,
        messages: Receiver<Message>,
        subscription: Option<Subscription>,
    ) -> anyhow::Result<Rc<Self>> {
        let window = ui::Wall::new().context("the screen makes no window")?;
        slint::select_bundled_translation(config.language.code())
            .context("the language of the wall is not in the program")?;
        let unit = config.screen.width as f32 / ui_width();
        ui::Theme::get(&window).set_unit(unit);
        let board = Board::new(config.zones.iter().copied());
        let state = State { board, messages, speaker, shown: None, deaf: false };
        let time_zone = config.time_zone;
        let state = RefCell::new(state);
        Ok(Rc::new(App { window, state, time_zone, _subscription: subscription }))
    }

    pub fn window(&self) -> &ui::Wall {
        &self.window
    }

    /// Takes in everything heard until `now`, counted from any fixed moment; returns when it wants
    /// to be pumped again although nothing is heard.
    pub fn pump(&self, now: Duration) -> Option<Duration> {
        let State { board, messages, speaker, shown, deaf } = &mut *self.state.borrow_mut();
        loop {
            let message = match messages.try_recv() {
                Ok(message) => message,
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    *deaf = true;
                    break;
                }
            };
            if board.hears(message, now)
                && let Err(fault) = speaker.gong()
            {
                // The call is on the wall all the same, and at the counter a person looks up.
                tracing::warn!(%fault, "the gong did not ring");
            }
        }
        let view = board.view(now);
        if shown.as_ref() != Some(&view) {
            self.show(&view);
            *shown = Some(view);
        }
        board.next_deadline(now)
    }

    /// Whether nothing will ever be heard again, because whoever listened has ended. "Being updated"
    /// would be a lie then: only a new start of the program mends it.
    pub fn is_deaf(&self) -> bool {
        self.state.borrow().deaf
    }

    /// What is on the wall now.
    pub fn view(&self) -> Option<View> {
        self.state.borrow().shown.clone()
    }

    fn show(&self, view: &View) {
        let wall = ui::WallAdapter::get(&self.window);
        wall.set_updating(view.updating);
        wall.set_zone_name(view.zone_names.join(" · ").into());
        wall.set_clock(view.clock.map(|time| self.minutes(time)).unwrap_or_default());
        wall.set_notice(view.notice.clone().unwrap_or_default().into());
        wall.set_scene(match view.scene {
            Scene::Starting => ui::Scene::Starting,
            Scene::NotYetOpen { .. } => ui::Scene::NotYetOpen,
            Scene::Open => ui::Scene::Open,
            Scene::LastCalls => ui::Scene::LastCalls,
            Scene::Closed => ui::Scene::Closed,
        });
        if let Scene::NotYetOpen { opens_at } = view.scene {
            let day = |time: DateTime<Utc>| time.with_timezone(&self.time_zone).date_naive();
            let today = view.clock.is_none_or(|now| day(now) == day(opens_at));
            let date = if today { String::new() } else { day(opens_at).format("%d.%m.").to_string() };
            wall.set_opens_at(self.minutes(opens_at));
            wall.set_opens_on(date.into());
        }
        self.show_calls(&view.calls);
        self.show_wait(view.wait);
    }

    fn show_calls(&self, rows: &[Row]) {
        let wall = ui::WallAdapter::get(&self.window);
        let call = |row: &Row| ui::Call {
            number: row.number.as_str().into(),
            counter: row.counter.as_str().into(),
            time: self.minutes(row.called_at),
            fresh: row.fresh,
            lit: row.lit,
        };
        wall.set_called(!rows.is_empty());
        let Some((current, earlier)) = rows.split_first() else { return };
        let letters = rows.iter().map(|row| row.number.chars().count()).max().unwrap_or_default();
        wall.set_number_letters(i32::try_from(letters.clamp(4, NUMBER_LETTERS_MAX)).expect("small"));
        wall.set_current(call(current));
        let earlier: VecModel<_> = earlier.iter().map(call).collect();
        wall.set_earlier(ModelRc::new(earlier));
    }

    fn show_wait(&self, wait: Option<Wait>) {
        let wall = ui::WallAdapter::get(&self.window);
        wall.set_wait_known(wait.is_some());
        let Some(Wait { waiting, estimate }) = wait else { return };
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        wall.set_waiting(whole(waiting));
        wall.set_estimate(match estimate {
            Estimate::Minutes { .. } => ui::Estimate::Minutes,
            Estimate::NoCounterOpen => ui::Estimate::NoCounterOpen,
            Estimate::Unknown => ui::Estimate::Unknown,
        });
        if let Estimate::Minutes { from, to } = estimate {
            wall.set_minutes_from(whole(from));
            wall.set_minutes_to(whole(to));
        }
    }

    /// "10:42" in the town.
    fn minutes(&self, time: DateTime<Utc>) -> SharedString {
        time.with_timezone(&self.time_zone).format("%H:%M").to_string().into()
    }
}

fn ui_width() -> f32 {
    crate::legibility::LAYOUT_WIDTH_PX as f32
}
