//! One day from its seed: what people do, what goes wrong, and a look at everything after each step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use hub::config::local_instant;
use hub::desk::{Act, NotDone, Order};
use hub::store::StoredAnswer;
use queue::{Command, TicketId};

use super::core::{Answer, Core};
use super::days::Day;
use super::people::People;
use super::settings::{SITES, Settings};
use super::story::{Failure, Invariant, Step, Story};
use super::witness::Witness;
use crate::replay::chance::Chance;

/// More visitors make a step slower, and show little that fewer do not.
pub const VISITORS_MAX: usize = 100;
/// Something goes wrong on purpose in so many steps.
const FAULTS: f64 = 0.025;
/// A slow hall: so many acts for each visitor, and some at each end of the day.
const STEPS_PER_VISITOR: usize = 5;
const STEPS_BESIDE: usize = 20;
/// So many acts may still be repeated by who has not heard the answer.
const REPEATED_AMONG: usize = 30;

/// Plays the day of `seed`.
///
/// # Errors
/// What went wrong first, with its story.
pub fn simulate(seed: u64, visitors_max: usize) -> Result<Day, Box<Failure>> {
    let failure = |(invariant, what), story| Box::new(Failure { seed, visitors_max, invariant, what, story });
    let broken = |error: &anyhow::Error| failure((Invariant::Available, format!("{error:#}")), String::new());
    let mut play = Play::of(seed, visitors_max).map_err(|error: anyhow::Error| broken(&error))?;
    let whole_day = std::panic::AssertUnwindSafe(|| play.whole_day());
    let played = std::panic::catch_unwind(whole_day).unwrap_or_else(|panic| Err(panicked(&*panic)));
    let found = match (play.witness.found(), played) {
        (Some((invariant, what)), _) => (*invariant, what.clone()),
        (None, Err(error)) => (Invariant::Available, format!("{error:#}")),
        (None, Ok(())) => return Ok(play.day),
    };
    Err(failure(found, play.story.words()))
}

/// The hub's committer died; what it said is on the terminal too.
fn panicked(panic: &(dyn std::any::Any + Send)) -> anyhow::Error {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    anyhow::anyhow!(
        "panicked: {}",
        words.or(panic.downcast_ref::<&str>().copied()).unwrap_or("without a word")
    )
}

struct Play {
    core: Core,
    people: People,
    witness: Witness,
    story: Story,
    settings: Settings,
    day: Day,
    /// By actor and key, what was asked first and answered.
    answered: BTreeMap<(String, String), Answer>,
    recent: Vec<Order>,
    /// Numbers that are somebody's: site, day and ticket.
    drawn: BTreeSet<(String, chrono::NaiveDate, u32)>,
}

impl Play {
    fn of(seed: u64, visitors_max: usize) -> anyhow::Result<Play> {
        let mut chance = Chance::from_seed(seed);
        let settings = Settings::drawn(&mut chance, visitors_max);
        let start = local_instant(settings.date, 0, chrono_tz::Europe::Berlin);
        let core = Core::starts(settings.config.clone(), start)?;
        Ok(Play {
            core,
            people: People::new(chance, settings.visitors),
            witness: Witness::of(&settings),
            story: Story::default(),
            day: Day { days: 1, visitors: settings.visitors, ..Day::default() },
            settings,
            answered: BTreeMap::new(),
            recent: Vec::new(),
            drawn: BTreeSet::new(),
        })
    }

    /// Up to the first acts of the day after, and sometimes of the one after that.
    fn whole_day(&mut self) -> anyhow::Result<()> {
        let steps = STEPS_BESIDE + self.settings.visitors * STEPS_PER_VISITOR;
        self.moves_to_the_doors(steps);
        for _ in 0..steps {
            self.moves_on();
            self.step()?;
        }
        self.after_hours()?;
        let days = if self.people.chance.happens(0.25) { 2 } else { 1 };
        for day in 1..=days {
            self.night(self.settings.date + chrono::Days::new(day))?;
            self.people.to_come = 4;
            for _ in 0..STEPS_BESIDE {
                self.moves_on();
                self.step()?;
            }
        }
        self.witness.compares_with_the_disk(&self.core)?;
        self.witness.compares_everything(&self.core.desk().sites());
        Ok(())
    }

    /// A short day is at the opening of the doors or at their closing, so that both are in many days.
    fn moves_to_the_doors(&mut self, steps: usize) {
        let (opens, closes) =
            (self.settings.hours[0].0, self.settings.hours[self.settings.hours.len() - 1].1);
        let lasts = (steps as f64 * self.minutes_a_step()) as u32;
        let minute = match self.people.any(3) {
            0 => opens.saturating_sub(35),
            1 => opens + 60,
            _ => (closes + 30).saturating_sub(lasts).clamp(opens.saturating_sub(35), 23 * 60),
        };
        self.core.moves_to(local_instant(self.settings.date, minute, chrono_tz::Europe::Berlin));
        self.looks_at_the_clock();
    }

    fn minutes_a_step(&self) -> f64 {
        0.7
    }

    /// By half minutes and minutes, mostly, so that the edges of every rule are met.
    fn moves_on(&mut self) {
        let half_minutes = [0, 0, 0, 1, 1, 2, 2, 2, 4, 2][self.people.any(10)];
        self.core.moves_by(TimeDelta::seconds(30 * half_minutes));
        if half_minutes > 0 {
            self.looks_at_the_clock();
        }
    }

    /// The doors are closed; some still wait, and clerks go on for a while.
    fn after_hours(&mut self) -> anyhow::Result<()> {
        for _ in 0..STEPS_BESIDE / 3 {
            self.core.moves_by(TimeDelta::minutes(self.people.any(20) as i64));
            self.looks_at_the_clock();
            self.step()?;
        }
        if self.people.chance.happens(0.1) {
            self.closes_by_hand();
        }
        self.end_of_the_day()
    }

    /// The last minute of the service day, and the first one after it; midnight has its own.
    fn end_of_the_day(&mut self) -> anyhow::Result<()> {
        let (_, ends) = self.settings.config.sites[0].day_minutes();
        let end = local_instant(self.settings.date, ends, chrono_tz::Europe::Berlin);
        if ends < 24 * 60 && self.core.now() < end {
            self.core.moves_to(end - TimeDelta::minutes(1));
            self.looks_at_the_clock();
            self.step()?;
            self.core.moves_to(end);
            self.looks_at_the_clock();
            self.step()?;
        }
        Ok(())
    }

    fn closes_by_hand(&mut self) {
        let sites = self.core.desk().sites();
        let order = self.people.by(&sites[SITES[0]], "supervisor:1", Act::Queue(Command::CloseDay));
        drop(sites);
        self.witness.closes_by_hand = true;
        self.asks(vec![order], false);
        self.witness.closes_by_hand = false;
    }

    /// Midnight, with whatever is still open, and the morning after.
    fn night(&mut self, tomorrow: chrono::NaiveDate) -> anyhow::Result<()> {
        let midnight = local_instant(tomorrow, 0, chrono_tz::Europe::Berlin);
        if self.core.now() < midnight {
            if self.people.chance.happens(0.3) {
                self.core.moves_to(midnight - TimeDelta::seconds(30));
                self.looks_at_the_clock();
                self.step()?;
            }
            self.core.moves_to(midnight + TimeDelta::seconds(30));
        }
        if self.people.chance.happens(0.3) {
            self.restarts("the hub is started again in the night")?;
        }
        self.looks_at_the_clock();
        self.step()?;
        let morning = local_instant(tomorrow, self.settings.hours[0].0 - 20, chrono_tz::Europe::Berlin);
        if self.core.now() < morning {
            self.core.moves_to(morning);
        }
        self.looks_at_the_clock();
        Ok(())
    }

    fn looks_at_the_clock(&mut self) {
        // What is forgotten beside the journal is announced to nobody, and looked at below.
        self.witness.is_being_told = true;
        self.core.tick(&mut self.witness);
        self.witness.is_being_told = false;
        self.story.tells(self.core.now(), Step::Tick);
        self.witness.day_is_right(self.core.now());
        self.witness.forgets(&self.core);
    }

    /// Something happens, and perhaps something goes wrong.
    fn step(&mut self) -> anyhow::Result<()> {
        self.day.steps += 1;
        let now = self.core.now();
        let orders = match self.repeated() {
            Some(order) => vec![order],
            None => self.people.orders(&self.core.desk().sites(), now),
        };
        if self.people.chance.happens(FAULTS) {
            self.day.faults += 1;
            self.with_a_fault(orders)?;
        } else {
            self.asks(orders, false);
        }
        let counter = ["1", "2", "3", "4"][self.people.any(4)].to_string();
        self.witness.next_agrees(&self.core.desk().sites()[SITES[0]], &counter, self.core.now());
        if self.day.steps.is_multiple_of(16) {
            self.witness.compares_with_the_disk(&self.core)?;
        }
        anyhow::ensure!(self.witness.found().is_none(), "the witness has found something");
        Ok(())
    }

    /// Somebody has not heard the answer and asks again.
    fn repeated(&mut self) -> Option<Order> {
        let again = !self.recent.is_empty() && self.people.chance.happens(0.05);
        again.then(|| self.recent[self.people.any(self.recent.len())].clone())
    }

    fn with_a_fault(&mut self, orders: Vec<Order>) -> anyhow::Result<()> {
        let at = self.core.now();
        match self.people.any(7) {
            0 => {
                self.story.tells(at, Step::Fault("the disk is full"));
                self.core.next_commit_fails();
                self.asks(orders.clone(), true);
                self.asks(orders.clone(), true);
                self.core.works_again();
                self.looks_at_the_clock();
                self.asks(orders, false);
            }
            1 => {
                self.story.tells(at, Step::Fault("the disk fails in the midst of a transaction"));
                self.core.breaks_off_midway(1 + self.people.any(30) as i64);
                self.asks(orders.clone(), true);
                self.core.works_again();
                self.looks_at_the_clock();
                self.asks(orders, false);
            }
            2 => {
                self.core.next_commit_fails();
                self.asks(orders.clone(), true);
                self.restarts("the hub is killed before anything is stored")?;
                self.asks(orders, false);
            }
            3 => {
                self.witness.deaf = true;
                self.asks(orders.clone(), false);
                self.restarts("the hub is killed after storing, before anybody is told")?;
                self.asks(orders, false);
            }
            4 => {
                self.story.tells(at, Step::Fault("the clock is set back"));
                self.core.moves_by(-TimeDelta::seconds(30 * self.people.any(6) as i64));
                self.looks_at_the_clock();
                self.asks(orders, false);
            }
            5 => self.clock_leaps(orders)?,
            _ => {
                self.asks(orders, false);
                self.restarts("the hub is killed")?;
            }
        }
        Ok(())
    }

    /// Somebody sets the clock ahead, and puts it right again; meanwhile all else goes on.
    fn clock_leaps(&mut self, orders: Vec<Order>) -> anyhow::Result<()> {
        let days = [1, 1, 2, 27, 28, 29, 29, 400][self.people.any(8)];
        let hours = self.people.any(24) as i64 - 12;
        let ahead = TimeDelta::days(days) + TimeDelta::hours(if days > 1 { hours } else { 0 });
        self.story.tells(self.core.now(), Step::Fault("the clock leaps ahead"));
        self.core.moves_by(ahead);
        self.looks_at_the_clock();
        match self.people.any(8) {
            0 | 1 => self.restarts("the hub is started again on a wrong date")?,
            // Somebody may even draw a number.
            2 => self.asks(orders.clone(), false),
            _ => {}
        }
        self.core.moves_by(-ahead);
        self.story.tells(self.core.now(), Step::Fault("the clock is put right"));
        self.looks_at_the_clock();
        self.asks(orders, false);
        Ok(())
    }

    fn restarts(&mut self, why: &'static str) -> anyhow::Result<()> {
        self.day.restarts += 1;
        self.story.tells(self.core.now(), Step::Fault(why));
        let living = self.core.desk().sites().clone();
        self.core.restart()?;
        self.witness.replayed_equals_living(&living, &self.core.desk().sites());
        self.witness.restarted(&self.core)
    }

    /// Asks the hub, and judges its answers. `may_break`: whether it may say that nothing can be stored.
    fn asks(&mut self, orders: Vec<Order>, may_break: bool) {
        if self.witness.found().is_some() {
            return;
        }
        self.witness.except = orders.iter().filter_map(excepted).collect();
        self.witness.is_being_told = orders.iter().any(|order| !matches!(order.act, Act::Queue(_)));
        let answers = self.core.step(orders.clone(), &mut self.witness);
        let now = self.core.now();
        self.story.tells(now, Step::Asked(orders.clone(), answers.clone()));
        if answers.len() != orders.len() {
            let what = format!("{} answers to {} orders", answers.len(), orders.len());
            self.witness.finds(Invariant::Available, what);
        }
        let alone = orders.len() == 1;
        for (order, answer) in orders.into_iter().zip(answers) {
            self.judges(order, answer, may_break, alone, now);
        }
        self.witness.is_being_told = false;
        self.witness.hears_what_was_said();
    }

    fn judges(&mut self, order: Order, answer: Answer, may_break: bool, alone: bool, now: DateTime<Utc>) {
        if let Err(NotDone::Broken | NotDone::Overloaded) = answer {
            if !may_break {
                self.witness
                    .finds(Invariant::Available, format!("nothing is wrong, and the hub says {answer:?}"));
            }
            return;
        }
        let key = (order.actor.clone(), order.key.clone().unwrap_or_default());
        if let Some(before) = self.answered.get(&key) {
            if *before != answer {
                let what = format!("{key:?} was answered {before:?}, and then {answer:?}");
                self.witness.finds(Invariant::Acknowledged, what);
            }
            return;
        }
        self.is_there(&order, &answer);
        if let Ok(StoredAnswer::Ticket { ticket, .. }) = &answer {
            self.witness.said.push((order.site.clone(), TicketId(*ticket), order.act.clone()));
        }
        if let (Act::Queue(Command::CallNext { counter, except }), true) = (&order.act, alone) {
            self.day.calls += usize::from(answer.is_ok());
            if matches!(&answer, Err(NotDone::Refused { code, .. }) if code == "nobody-waiting")
                && !self.witness.deaf
            {
                self.witness.nobody_waits(&order.site, counter, except, now);
            }
        }
        self.day.taken += usize::from(matches!(order.act, Act::TakeTime { .. }) && answer.is_ok());
        self.answered.insert(key, answer);
        if self.recent.len() == REPEATED_AMONG {
            self.recent.remove(0);
        }
        self.recent.push(order);
    }

    /// What was acknowledged, everybody has heard of; a number is one visitor's.
    fn is_there(&mut self, order: &Order, answer: &Answer) {
        let gives_number = matches!(
            order.act,
            Act::Queue(Command::Draw { .. } | Command::CheckIn { .. } | Command::TakeOver { .. })
        );
        match answer {
            Ok(StoredAnswer::Ticket { day, ticket, .. }) => {
                if gives_number && !self.drawn.insert((order.site.clone(), *day, *ticket)) {
                    let what = format!("ticket {ticket} of {day} was given to two visitors");
                    self.witness.finds(Invariant::Acknowledged, what);
                }
                if !self.witness.deaf && !self.witness.knows_ticket(&order.site, TicketId(*ticket)) {
                    self.witness.finds(Invariant::Acknowledged, format!("nobody heard of ticket {ticket}"));
                }
            }
            Ok(StoredAnswer::Booking { booking })
                if !self.witness.deaf && !self.witness.knows_booking(&order.site, *booking) =>
            {
                self.witness.finds(Invariant::Acknowledged, format!("nobody heard of booking {booking}"));
            }
            _ => {}
        }
    }
}

fn excepted(order: &Order) -> Option<Vec<TicketId>> {
    match &order.act {
        Act::Queue(Command::CallNext { except, .. }) if !except.is_empty() => Some(except.clone()),
        _ => None,
    }
}
