//! What the wall knows and shows, as a value.
//!
//! Nothing here reads a clock, a socket or a file, and nothing here is a word for people: messages
//! come in with the time, a [`View`] goes out. The order of calling is the hub's; the board only
//! sees to it that the wall never goes backwards, whatever the network delivers twice or late.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use wire::mqtt::{self, CallOnShow, Heartbeat, STALE_AFTER_MS};
use wire::{Estimate, Hall};

/// A new call blinks this long; what moves longer than 5 s needs a way to stop it (WCAG 2.2.2).
pub const BLINK_MS: u64 = 5_000;
/// Half a blink: 1 Hz in all, far below the three flashes a second of WCAG 2.3.1.
pub const BLINK_HALF_MS: u64 = 500;
/// A call stands out this long, so that somebody who only then looks up still finds it.
pub const FRESH_MS: u64 = 15_000;
/// Where more people are awaited than there are rows, the rows below the newest call change this often:
/// time enough to find a number among the few.
pub const ROWS_MS: u64 = 8_000;
/// A hub that only ever tells of an earlier moment than the last one has a new database, and is
/// believed after this time. Nothing that the network delivers late takes that long.
pub const BEGINS_ANEW_AFTER_MS: u64 = 60_000;
/// Calls remembered as rung, for each zone. A broker that repeats older ones repeats more than a
/// minute of the busiest hall.
const RUNG_MAX: usize = 64;

const STALE_AFTER: Duration = Duration::from_millis(STALE_AFTER_MS);
const BEGINS_ANEW_AFTER: Duration = Duration::from_millis(BEGINS_ANEW_AFTER_MS);
const BLINK: Duration = Duration::from_millis(BLINK_MS);
const FRESH: Duration = Duration::from_millis(FRESH_MS);
const ROWS: Duration = Duration::from_millis(ROWS_MS);

/// What reaches the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A connection stands anew, so calls may have been missed and the next board of each zone
    /// tells the state, not news.
    Subscribed,
    Board {
        zone: char,
        board: mqtt::Board,
    },
    Call {
        zone: char,
        call: mqtt::Call,
    },
    Heartbeat(Heartbeat),
}

/// What is on the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub scene: Scene,
    /// The hub was not heard: what is shown was true, and may have changed since.
    pub updating: bool,
    pub zone_names: Vec<String>,
    /// The newest first, as many as there are rows.
    pub calls: Vec<Row>,
    /// Not while updating: nobody is promised a wait that is no longer known.
    pub wait: Option<Wait>,
    /// What is said to everybody today.
    pub notice: Option<String>,
    /// What everybody must know at once.
    pub emergency: Option<String>,
    /// The hub's time, in whole minutes. The machine at the wall has no clock of its own.
    pub clock: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Nothing was heard yet.
    Starting,
    NotYetOpen {
        opens_at: DateTime<Utc>,
    },
    Open,
    LastCalls,
    Closed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub number: String,
    pub counter: String,
    pub called_at: DateTime<Utc>,
    /// Called a moment ago.
    pub fresh: bool,
    /// The bright half of the blinking.
    pub lit: bool,
    /// Nobody has come to the counter yet.
    pub awaited: bool,
    /// Staff comes to them.
    pub stays_seated: bool,
}

/// Whom a gong and a voice call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    pub number: String,
    pub counter: String,
    pub language: Option<String>,
    /// Staff comes to them.
    pub stays_seated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub waiting: u32,
    pub estimate: Estimate,
}

/// Everything heard so far that still matters.
#[derive(Debug)]
pub struct Board {
    zones: Vec<Zone>,
    rows: usize,
    pulse: Option<Pulse>,
}

/// A moment in the life of the hub: its start, and the change since.
type Moment = (u64, u64);

#[derive(Debug)]
struct Zone {
    letter: char,
    board: Option<mqtt::Board>,
    /// The last board of an earlier moment, in case that is the life of a new database.
    refused: Option<mqtt::Board>,
    /// Calls that rang and that no board tells of yet. Whoever looks up at the gong sees the number.
    ahead: Vec<(Moment, CallOnShow)>,
    /// The next board tells the state after a time without news.
    catching_up: bool,
    /// Calls up to here are old news.
    told: Option<Moment>,
    /// Calls after that, which have rung.
    rung: VecDeque<Moment>,
    fresh: Vec<(String, Duration)>,
}

/// The newest heartbeat.
#[derive(Debug)]
struct Pulse {
    heartbeat: Heartbeat,
    heard: Duration,
    /// When this start of the hub was first heard of.
    epoch_heard: Duration,
    /// Since when only heartbeats of an earlier moment are heard.
    doubted_since: Option<Duration>,
}

impl Board {
    /// A wall for these zones, in this order, with so many rows: at least the newest call and one more.
    pub fn new(zones: impl IntoIterator<Item = char>, rows: usize) -> Self {
        Board { zones: zones.into_iter().map(Zone::new).collect(), rows: rows.max(2), pulse: None }
    }

    /// Takes in `message` at `now`, counted from any fixed moment, and says who is called now, all of them
    /// together.
    pub fn hears(&mut self, message: Message, now: Duration) -> Vec<Called> {
        match message {
            Message::Subscribed => self.zones.iter_mut().for_each(|zone| zone.catching_up = true),
            Message::Board { zone, board } => {
                return self.zone(zone).map(|zone| zone.takes(board, now)).unwrap_or_default();
            }
            Message::Call { zone, call } => {
                return self.zone(zone).and_then(|zone| zone.rings(&call, now)).into_iter().collect();
            }
            Message::Heartbeat(heartbeat) => self.feels(heartbeat, now),
        }
        Vec::new()
    }

    /// When the view becomes another one although nothing is heard.
    pub fn next_deadline(&self, now: Duration) -> Option<Duration> {
        let blinks = self.zones.iter().flat_map(|zone| &zone.fresh).filter_map(|(_, since)| {
            let age = now.saturating_sub(*since);
            let half = Duration::from_millis(BLINK_HALF_MS);
            let halves = u32::try_from(age.as_millis() / half.as_millis()).ok()?;
            match age {
                age if age < BLINK => Some(*since + half * (halves + 1)),
                age if age < FRESH => Some(*since + FRESH),
                _ => None,
            }
        });
        let pulse = self.pulse.as_ref();
        let stale = pulse
            .into_iter()
            .flat_map(|pulse| [pulse.heard + STALE_AFTER, pulse.epoch_heard + STALE_AFTER].into_iter());
        let minute = self.time(now).map(|time| {
            let into = Duration::from_secs(time.second().into())
                + Duration::from_nanos((time.nanosecond() % 1_000_000_000).into());
            now + Duration::from_secs(60).saturating_sub(into)
        });
        let turns = (self.pages(now) > 1).then(|| ROWS * (turn(now) + 1));
        blinks.chain(stale).chain(minute).chain(turns).filter(|deadline| *deadline > now).min()
    }

    /// What the wall shows at `now`.
    pub fn view(&self, now: Duration) -> View {
        let updating = !self.is_current(now);
        let boards = || self.zones.iter().filter_map(|zone| zone.board.as_ref());
        let scene = boards().map(|board| Scene::of(board.hall)).reduce(Scene::together);
        let known = !updating && scene.is_some();
        View {
            scene: scene.unwrap_or(Scene::Starting),
            updating,
            zone_names: boards().map(|board| board.zone_name.clone()).collect(),
            calls: self.calls(now),
            wait: known.then(|| Wait {
                waiting: boards().map(|board| board.waiting).sum(),
                estimate: boards().map(|board| board.estimate).reduce(widest).expect("a board"),
            }),
            notice: boards().find_map(|board| board.notice.clone()),
            emergency: boards().find_map(|board| board.emergency.clone()),
            clock: self.time(now).and_then(|time| time.with_second(0)?.with_nanosecond(0)),
        }
    }

    fn zone(&mut self, letter: char) -> Option<&mut Zone> {
        self.zones.iter_mut().find(|zone| zone.letter == letter)
    }

    fn feels(&mut self, heartbeat: Heartbeat, now: Duration) {
        let moment = |of: &Heartbeat| (of.epoch, of.sequence);
        let mut epoch_heard = now;
        if let Some(old) = &mut self.pulse {
            if moment(&heartbeat) < moment(&old.heartbeat) {
                let stale = now >= old.heard + STALE_AFTER;
                if !stale || now < *old.doubted_since.get_or_insert(now) + BEGINS_ANEW_AFTER {
                    return;
                }
                self.begins_anew(heartbeat.epoch, now);
            } else if heartbeat.epoch == old.heartbeat.epoch {
                epoch_heard = old.epoch_heard;
            }
        }
        self.pulse = Some(Pulse { heartbeat, heard: now, epoch_heard, doubted_since: None });
    }

    /// Forgets a hub that is no more, and takes what the new one has said of its zones so far.
    fn begins_anew(&mut self, epoch: u64, now: Duration) {
        for zone in &mut self.zones {
            let refused = zone.refused.take().filter(|board| board.epoch == epoch);
            *zone = Zone::new(zone.letter);
            if let Some(board) = refused {
                zone.takes(board, now);
            }
        }
    }

    /// Whether the hub lives, and has told of every zone since its last start. A hub that has just
    /// started gets as long for its first boards as it gets between two heartbeats.
    fn is_current(&self, now: Duration) -> bool {
        let Some(pulse) = &self.pulse else { return false };
        let behind = |zone: &Zone| zone.moment().is_none_or(|(epoch, _)| epoch < pulse.heartbeat.epoch);
        let any_behind = self.zones.iter().any(behind);
        now < pulse.heard + STALE_AFTER && (!any_behind || now < pulse.epoch_heard + STALE_AFTER)
    }

    fn time(&self, now: Duration) -> Option<DateTime<Utc>> {
        let pulse = self.pulse.as_ref()?;
        let since = TimeDelta::from_std(now.saturating_sub(pulse.heard)).ok()?;
        pulse.heartbeat.at.checked_add_signed(since)
    }

    /// Those on the wall. Where more people are awaited than there is room for, all but the newest call
    /// take turns; whoever is served already gives way.
    fn calls(&self, now: Duration) -> Vec<Row> {
        let pages = self.pages(now);
        let mut calls = self.all_calls(now);
        if calls.is_empty() {
            return calls;
        }
        let newest = calls.remove(0);
        // Whoever looks up at the gong finds the number at once.
        let any_fresh = calls.iter().any(|row| row.fresh);
        let page = if any_fresh { 0 } else { turn(now) as usize % pages };
        let (awaited, served): (Vec<_>, Vec<_>) =
            calls.into_iter().enumerate().partition(|(_, row)| row.awaited);
        let served = served.into_iter().filter(|_| pages == 1);
        let awaited = awaited.into_iter().skip(page * (self.rows - 1));
        let mut others: Vec<(usize, Row)> = awaited.chain(served).take(self.rows - 1).collect();
        others.sort_by_key(|(place, _)| *place);
        [newest].into_iter().chain(others.into_iter().map(|(_, row)| row)).collect()
    }

    /// How many turns it takes until everybody who is awaited was on the wall.
    fn pages(&self, now: Duration) -> usize {
        let awaited = self.all_calls(now).iter().skip(1).filter(|row| row.awaited).count();
        awaited.div_ceil(self.rows - 1).max(1)
    }

    /// Every call that the hub would have on show, the newest first.
    fn all_calls(&self, now: Duration) -> Vec<Row> {
        let rows = |zone: &Zone| -> Vec<Row> { zone.calls().map(|call| zone.row(call, now)).collect() };
        let mut calls: Vec<Row> = self.zones.iter().flat_map(rows).collect();
        if self.zones.len() > 1 {
            // One zone comes in the hub's order; several are merged by the time of the call.
            calls.sort_by_key(|row| std::cmp::Reverse(row.called_at));
        }
        calls
    }
}

/// How often the rows have changed.
fn turn(now: Duration) -> u32 {
    u32::try_from(now.as_millis() / ROWS.as_millis()).unwrap_or(0)
}

impl Zone {
    fn new(letter: char) -> Self {
        Zone {
            letter,
            board: None,
            refused: None,
            ahead: Vec::new(),
            catching_up: true,
            told: None,
            rung: VecDeque::new(),
            fresh: Vec::new(),
        }
    }

    /// Takes a board unless it is old, and says which of its calls nobody heard.
    fn takes(&mut self, board: mqtt::Board, now: Duration) -> Vec<Called> {
        let moment = (board.epoch, board.sequence);
        // Hall and estimate change by the clock alone, so one change can have several boards.
        let newest = |board: &mqtt::Board| (board.epoch, board.sequence, board.at);
        if let Some(shown) = &self.board
            && newest(&board) <= newest(shown)
        {
            // The board that is shown already: nothing was missed.
            self.catching_up &= newest(&board) != newest(shown);
            self.refused = (Some(moment) < self.moment()).then_some(board);
            return Vec::new();
        }
        self.refused = None;
        self.ahead.retain(|(called, _)| *called > moment);
        let old = self.board.replace(board);
        if !std::mem::take(&mut self.catching_up) {
            return Vec::new();
        }
        // Calls of before the program started were heard by those they are for. Calls made while
        // the connection was down were not: they ring once, together.
        self.told = Some(moment);
        let (Some(old), Some(new)) = (old, &self.board) else { return Vec::new() };
        let was_called = |call: &CallOnShow| {
            let same = |other: &CallOnShow| {
                (&other.number, other.called_at, other.recalls)
                    == (&call.number, call.called_at, call.recalls)
            };
            old.calls.iter().any(same) || self.is_fresh(&call.number, now)
        };
        let called = |call: &CallOnShow| Called {
            number: call.number.clone(),
            counter: call.counter.clone(),
            language: None,
            stays_seated: call.stays_seated,
        };
        let missed: Vec<Called> = new.calls.iter().filter(|call| !was_called(call)).map(called).collect();
        for call in &missed {
            self.freshen(&call.number, now);
        }
        missed
    }

    /// Takes a call and says who is called, unless that has rung already.
    fn rings(&mut self, call: &mqtt::Call, now: Duration) -> Option<Called> {
        let moment = (call.epoch, call.sequence);
        let of_a_former_start = self.board.as_ref().is_some_and(|board| call.epoch < board.epoch);
        let told = self.told.is_some_and(|told| moment <= told) || self.rung.contains(&moment);
        if told || of_a_former_start {
            return None;
        }
        if self.rung.len() == RUNG_MAX {
            self.told = self.told.max(self.rung.pop_front());
        }
        self.rung.push_back(moment);
        self.freshen(&call.number, now);
        if self.board.is_some() && Some(moment) > self.moment() {
            let mqtt::Call { number, counter, at: called_at, recalls, stays_seated, .. } = call.clone();
            let newer = self.ahead.iter().take_while(|(other, _)| *other > moment).count();
            let awaited = true;
            let on_show = CallOnShow { number, counter, called_at, recalls, awaited, stays_seated };
            self.ahead.insert(newer, (moment, on_show));
            self.ahead.truncate(RUNG_MAX);
        }
        let mqtt::Call { number, counter, language, stays_seated, .. } = call.clone();
        Some(Called { number, counter, language, stays_seated })
    }

    /// What is on show, the newest first.
    fn calls(&self) -> impl Iterator<Item = &CallOnShow> {
        let on_board = self.board.iter().flat_map(|board| &board.calls);
        let mut numbers = HashSet::new();
        // A number that is called again moves up.
        self.ahead
            .iter()
            .map(|(_, call)| call)
            .chain(on_board)
            .filter(move |call| numbers.insert(&call.number))
    }

    fn is_fresh(&self, number: &str, now: Duration) -> bool {
        self.fresh.iter().any(|(other, since)| other == number && now < *since + FRESH)
    }

    fn freshen(&mut self, number: &str, now: Duration) {
        self.fresh.retain(|(other, since)| other != number && now < *since + FRESH);
        self.fresh.truncate(RUNG_MAX - 1);
        self.fresh.push((number.to_owned(), now));
    }

    fn row(&self, call: &CallOnShow, now: Duration) -> Row {
        let since = self.fresh.iter().find(|(number, _)| *number == call.number);
        let age = since.map(|(_, since)| now.saturating_sub(*since));
        let bright_half = |age: Duration| (age.as_millis() as u64 / BLINK_HALF_MS) % 2 == 0;
        Row {
            number: call.number.clone(),
            counter: call.counter.clone(),
            called_at: call.called_at,
            fresh: age.is_some_and(|age| age < FRESH),
            lit: age.is_some_and(|age| age < BLINK && bright_half(age)),
            awaited: call.awaited,
            stays_seated: call.stays_seated,
        }
    }

    fn moment(&self) -> Option<Moment> {
        self.board.as_ref().map(|board| (board.epoch, board.sequence))
    }
}

impl Scene {
    fn of(hall: Hall) -> Self {
        match hall {
            Hall::NotYetOpen { opens_at } => Scene::NotYetOpen { opens_at },
            Hall::Open { .. } => Scene::Open,
            Hall::LastCalls => Scene::LastCalls,
            Hall::Closed => Scene::Closed,
        }
    }

    /// Of two zones on one wall: the more hospitable.
    fn together(self, other: Self) -> Self {
        match (self, other) {
            (Scene::NotYetOpen { opens_at: a }, Scene::NotYetOpen { opens_at: b }) => {
                Scene::NotYetOpen { opens_at: a.min(b) }
            }
            _ if other.hospitality() > self.hospitality() => other,
            _ => self,
        }
    }

    fn hospitality(self) -> u8 {
        match self {
            Scene::Starting => 0,
            Scene::Closed => 1,
            Scene::NotYetOpen { .. } => 2,
            Scene::LastCalls => 3,
            Scene::Open => 4,
        }
    }
}

/// Of two zones on one wall: the range in which both lie. What is not known of one is not
/// promised of the other.
fn widest(one: Estimate, other: Estimate) -> Estimate {
    match (one, other) {
        (Estimate::Minutes { from: a, to: b }, Estimate::Minutes { from: c, to: d }) => {
            Estimate::Minutes { from: a.min(c), to: b.max(d) }
        }
        (Estimate::NoCounterOpen, Estimate::NoCounterOpen) => Estimate::NoCounterOpen,
        _ => Estimate::Unknown,
    }
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
