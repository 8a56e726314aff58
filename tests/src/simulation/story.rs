//! What a person reads when a simulated day has gone wrong.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use hub::desk::{Act, NotDone, Order};
use hub::store::StoredAnswer;

use super::core::Answer;

/// So many steps are told before the one that failed.
const STEPS_TOLD: usize = 25;

/// What must hold whatever happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// No number twice on a day, and none before the one before it.
    Numbers,
    /// Nobody is with two clerks, and no clerk with two visitors.
    OneClerk,
    /// A ticket goes its way, and ends once.
    Life,
    /// What a ticket holds is what happened to it.
    Ticket,
    /// Who is called is who the oracle says.
    Order,
    /// Only the counter's own last step is undone, within its time.
    Undo,
    /// Walls hear of what is stored, once, and never backwards.
    Wall,
    /// What was acknowledged is still there, and the same key gets the same answer.
    Acknowledged,
    /// A hub that starts again knows what the one before knew.
    Replay,
    /// What was said of a visitor is known as long as it may matter, and of nobody longer.
    Kept,
    /// A service day begins and ends when it should.
    Day,
    /// Whoever asks a healthy hub gets an answer.
    Available,
    /// No seat is booked twice.
    Seats,
    /// A time that is taken was given up before, and costs whoever takes it no place.
    Freed,
}

/// A day that went wrong.
#[derive(Debug, Clone, thiserror::Error)]
#[error(
    "seed {seed}: {invariant:?}: {what}\n\n{story}\n\
     The same day again: tests/run.sh --long simulate --seed {seed} --visitors {visitors_max}"
)]
pub struct Failure {
    pub seed: u64,
    /// Of the fullest day; another number makes other days.
    pub visitors_max: usize,
    pub invariant: Invariant,
    pub what: String,
    pub story: String,
}

/// The last steps, as they were; they are put into words only when somebody has to read them.
#[derive(Default)]
pub struct Story(VecDeque<(DateTime<Utc>, Step)>);

pub enum Step {
    Asked(Vec<Order>, Vec<Answer>),
    Tick,
    /// Something goes wrong, on purpose.
    Fault(&'static str),
}

impl Story {
    pub fn tells(&mut self, at: DateTime<Utc>, step: Step) {
        if self.0.len() == STEPS_TOLD {
            self.0.pop_front();
        }
        self.0.push_back((at, step));
    }

    pub fn words(&self) -> String {
        self.0.iter().map(|(at, step)| lines(&at.format("%d.%m. %H:%M:%S UTC").to_string(), step)).collect()
    }
}

fn lines(at: &str, step: &Step) -> String {
    match step {
        Step::Tick => format!("    {at}  the hub looks at the clock\n"),
        Step::Fault(what) => format!("    {at}  ** {what}\n"),
        Step::Asked(orders, answers) => {
            let answered = |n: usize| answers.get(n).map_or("no answer".into(), answer);
            let line = |(n, order): (usize, &Order)| {
                let act = match &order.act {
                    Act::Queue(command) => format!("{command:?}"),
                    act => format!("{act:?}"),
                };
                let again = order.key.as_deref().unwrap_or("no key");
                format!("    {at}  {} {}: {act}  [{again}]  -> {}\n", order.site, order.actor, answered(n))
            };
            orders.iter().enumerate().map(line).collect()
        }
    }
}

fn answer(answer: &Answer) -> String {
    match answer {
        Ok(StoredAnswer::Ticket { ticket, .. }) => format!("ticket {ticket}"),
        Ok(StoredAnswer::Booking { booking }) => format!("booking {booking}"),
        Ok(other) => format!("{other:?}"),
        Err(NotDone::Refused { detail, .. }) => format!("refused: {detail}"),
        Err(other) => other.to_string(),
    }
}
