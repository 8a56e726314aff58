//! Puts the board on the screen, and calls.
//!
//! An `App` lives on the thread of its window and is only ever pumped: by the event loop of the
//! program, or by a test that moves the time by hand. It reads no clock and starts no timer.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, NaiveTime, Utc};
use hardware::screen::Wake;
use hardware::speaker::{Sound, Speaker, Volume};
use slint::{Global, Image, ModelRc, SharedString, VecModel};
use wire::Estimate;

use crate::announcer::{Announcement, Announcer};
use crate::around::Around;
use crate::board::{Board, Message, ROWS_MS, Row, Scene, View, Wait};
use crate::config::{Config, Page};
use crate::subscription::Subscription;
use crate::{legibility, picture, ui, voice};

/// A zone's letter and four digits. A hub that calls anything longer has its calls shown as far as
/// there is room.
const NUMBER_LETTERS_MAX: usize = 5;

const BETWEEN_NAMES: &str = " · ";
/// Names of zones that stand in one line, each letter as large as those of the sentences below.
const NAMES_CHARS_MAX: usize = 60;
/// A page of names is read as calmly as a page of rows.
const NAMES_STAY: Duration = Duration::from_millis(ROWS_MS);

pub struct App {
    window: ui::Wall,
    state: RefCell<State>,
    config: Config,
    pages: Vec<TownPage>,
    /// Listens as long as the app lives. A test may feed the app itself instead.
    _subscription: Option<Subscription>,
}

struct State {
    board: Board,
    announcer: Announcer,
    messages: Receiver<Message>,
    speaker: Box<dyn Speaker>,
    shown: Option<(View, Around)>,
    deaf: bool,
}

/// A page of the town, read from its file.
enum TownPage {
    Text(SharedString),
    Picture(Image),
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
        let screen = &config.screen;
        let layout = legibility::layout(&config.wall, screen.width, screen.height);
        let layout = layout.map_err(|(field, reason)| anyhow::anyhow!("{field}: {reason}"))?;
        let theme = ui::Theme::get(&window);
        theme.set_unit(screen.width as f32 / legibility::LAYOUT_WIDTH_PX as f32);
        theme.set_rows(layout.rows.into());
        theme.set_row_font(layout.row_font_px as f32);
        theme.set_current_font(layout.current_font_px as f32);
        theme.set_current_room(layout.current_height_px as f32);
        theme.set_rows_room(layout.rows_width_px as f32);
        let pages = config.pages.iter().map(TownPage::read).collect::<anyhow::Result<_>>()?;
        let board = Board::new(config.zones.iter().copied(), usize::from(layout.rows) + 1);
        let announcer = Announcer::new(config.sound.speech && speaker.has_voice());
        let state = State { board, announcer, messages, speaker, shown: None, deaf: false };
        let (state, config) = (RefCell::new(state), config.clone());
        Ok(Rc::new(App { window, state, config, pages, _subscription: subscription }))
    }

    pub fn window(&self) -> &ui::Wall {
        &self.window
    }

    /// Takes in everything heard until `now`, counted from any fixed moment; returns when it wants
    /// to be pumped again although nothing is heard.
    pub fn pump(&self, now: Duration) -> Option<Duration> {
        let State { board, announcer, messages, speaker, shown, deaf } = &mut *self.state.borrow_mut();
        loop {
            match messages.try_recv() {
                Ok(message) => announcer.calls(board.hears(message, now)),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    *deaf = true;
                    break;
                }
            }
        }
        let view = board.view(now);
        let time = view.clock.map(|time| self.in_town(time));
        let calm = !view.updating && view.calls.iter().all(|row| !row.fresh);
        let around = Around::at(&self.config, now, time, calm);
        let known = shown.as_ref().and_then(|(shown, _)| shown.emergency.as_ref());
        if view.emergency.as_ref() != known {
            announcer.emergency(view.emergency.clone());
        }
        if let Some(announcement) = announcer.next(now, speaker.is_sounding()) {
            self.announce(speaker.as_mut(), &announcement, time);
        }
        if shown.as_ref().is_none_or(|(shown, _)| *shown != view) {
            self.show(&view);
        }
        let (names, next_names) = names_of_zones(&view.zone_names, now);
        ui::WallAdapter::get(&self.window).set_zone_name(names.into());
        if shown.as_ref().is_none_or(|(_, shown)| *shown != around) {
            self.show_around(around);
        }
        *shown = Some((view, around));
        let deadlines = [
            board.next_deadline(now),
            announcer.next_deadline(now, speaker.is_sounding()),
            Some(Around::next_deadline(&self.config, now)),
            next_names,
        ];
        deadlines.into_iter().flatten().min()
    }

    /// Whether nothing will ever be heard again, because whoever listened has ended. "Being updated"
    /// would be a lie then: only a new start of the program mends it.
    pub fn is_deaf(&self) -> bool {
        self.state.borrow().deaf
    }

    /// What is on the wall now.
    pub fn view(&self) -> Option<View> {
        self.state.borrow().shown.as_ref().map(|(view, _)| view.clone())
    }

    fn announce(&self, speaker: &mut dyn Speaker, announcement: &Announcement, time: Option<NaiveTime>) {
        // Of what everybody must know at once quiet hours keep nothing back.
        let (volume, speaks) = match announcement {
            Announcement::Calls(_) => (self.config.sound.volume_at(time), self.config.sound.speech),
            Announcement::Emergency(_) => (Volume::FULL, true),
        };
        if volume == Volume::SILENT {
            return;
        }
        let sentences = match speaks && speaker.has_voice() {
            true => voice::sentences(&self.window, announcement, self.config.language.code()),
            false => Vec::new(),
        };
        if let Err(fault) = speaker.play(&Sound { sentences, volume, ..Sound::gong() }) {
            // The call is on the wall all the same, and at the counter a person looks up.
            tracing::warn!(%fault, "a call is not heard");
        }
    }

    fn show(&self, view: &View) {
        let wall = ui::WallAdapter::get(&self.window);
        wall.set_updating(view.updating);
        wall.set_clock(view.clock.map(|time| self.minutes(time)).unwrap_or_default());
        wall.set_notice(view.notice.clone().unwrap_or_default().into());
        wall.set_emergency(view.emergency.clone().unwrap_or_default().into());
        wall.set_scene(match view.scene {
            Scene::Starting => ui::Scene::Starting,
            Scene::NotYetOpen { .. } => ui::Scene::NotYetOpen,
            Scene::Open => ui::Scene::Open,
            Scene::LastCalls => ui::Scene::LastCalls,
            Scene::Closed => ui::Scene::Closed,
        });
        if let Scene::NotYetOpen { opens_at } = view.scene {
            let day = |time: DateTime<Utc>| time.with_timezone(&self.config.time_zone).date_naive();
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
            stays_seated: row.stays_seated,
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

    fn show_around(&self, around: Around) {
        let wall = ui::WallAdapter::get(&self.window);
        let (text, picture) = match around.page.and_then(|page| self.pages.get(page)) {
            Some(TownPage::Text(text)) => (text.clone(), Image::default()),
            Some(TownPage::Picture(picture)) => (SharedString::default(), picture.clone()),
            None => (SharedString::default(), Image::default()),
        };
        wall.set_page_text(text);
        wall.set_page_picture(picture);
        wall.set_notice_rests(around.notice_rests);
        let (right, down) = around.shift;
        wall.set_shift_right(right.into());
        wall.set_shift_down(down.into());
        ui::Theme::get(&self.window).set_night(around.night);
    }

    fn in_town(&self, time: DateTime<Utc>) -> NaiveTime {
        time.with_timezone(&self.config.time_zone).time()
    }

    /// "10:42" in the town.
    fn minutes(&self, time: DateTime<Utc>) -> SharedString {
        self.in_town(time).format("%H:%M").to_string().into()
    }
}

/// As many names as stand legibly beside the clock, and when others take their turn, if there are more.
fn names_of_zones(names: &[String], now: Duration) -> (String, Option<Duration>) {
    let mut pages: Vec<String> = Vec::new();
    for name in names {
        match pages.last_mut() {
            Some(page)
                if page.chars().count() + BETWEEN_NAMES.chars().count() + name.chars().count()
                    <= NAMES_CHARS_MAX =>
            {
                *page += BETWEEN_NAMES;
                *page += name;
            }
            _ => pages.push(name.clone()),
        }
    }
    let turn = now.as_millis() / NAMES_STAY.as_millis();
    let next = (pages.len() > 1).then(|| NAMES_STAY * u32::try_from(turn + 1).unwrap_or(u32::MAX));
    let page = turn as usize % pages.len().max(1);
    (pages.into_iter().nth(page).unwrap_or_default(), next)
}

impl TownPage {
    fn read(page: &Page) -> anyhow::Result<Self> {
        match page {
            Page { picture: Some(file), .. } => picture::read(file).map(TownPage::Picture),
            Page { text, .. } => Ok(TownPage::Text(text.clone().unwrap_or_default().into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_have_no_room_beside_each_other_take_turns() {
        let shown = |names: &[&str], seconds| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            names_of_zones(&names, Duration::from_secs(seconds))
        };
        assert_eq!(shown(&[], 0), (String::new(), None));
        assert_eq!(shown(&["Bürgerbüro", "Zulassung"], 100), ("Bürgerbüro · Zulassung".to_owned(), None));
        let many = ["Bürgerbüro im Erdgeschoss", "Ausländerbehörde und Einbürgerung", "Standesamt"];
        assert_eq!(shown(&many, 0), (many[0].to_owned(), Some(Duration::from_secs(8))));
        let second = format!("{} · {}", many[1], many[2]);
        assert_eq!(shown(&many, 8), (second, Some(Duration::from_secs(16))));
        assert_eq!(shown(&many, 17).0, many[0]);
        assert_eq!(shown(&["x".repeat(90).as_str()], 8), ("x".repeat(90), None), "it is made smaller");
    }
}
