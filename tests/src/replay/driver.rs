//! Lets a planned day happen at a running hub, over the same HTTP that kiosk, partner and clerk use.
//!
//! One thing after the other, in the order of the day's time: what visitors do is planned, what
//! clerks do follows from the hub's answers. Who is next is the hub's to say; this only writes into
//! the ledger what was seen.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use indicatif::{ProgressBar, ProgressStyle};
use wire::http::{Act as DeskAct, Book, DeskTicket, IssuedTicket, TicketState};

use super::account::Account;
use super::ledger::{
    ACTS_DO_WHAT_THEY_SAY, CallSeen, EVERY_CALL_HAS_A_REASON, End, Ledger, NOBODY_LEFT, ONE_TOUCH_ONE_TICKET,
    ORDER_AS_SAID, Visit,
};
use super::pace::{DayClock, MoveClock, Pace};
use super::plan::{Act, Answers, Kind, Plan, Visitor};
use super::watch::Watch;
use crate::asker::{Answered, Asker, Unanswered};

/// A clerk writes a line and looks up before the next press.
const BETWEEN_VISITORS: TimeDelta = TimeDelta::seconds(20);
/// An idle clerk sees a new row in the list.
const NOTICES_AFTER: TimeDelta = TimeDelta::seconds(5);
/// Nobody at the counter by then: called again.
const RECALL_AFTER: TimeDelta = TimeDelta::seconds(60);
/// Still nobody: not there.
const NO_SHOW_AFTER: TimeDelta = TimeDelta::seconds(60);
/// Those on the list were called in vain a moment ago, and may be back from the coffee machine.
const TRIES_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(60);
/// Every so many-th visitor touches twice, as real ones do.
const TOUCHES_TWICE_EVERY: usize = 5;
/// The hub's heartbeat and clerks' clocks start a little before the doors open.
const BEFORE_OPENING: TimeDelta = TimeDelta::minutes(2);

/// What a replay needs of a running town hall.
pub struct Access {
    pub kiosk: Asker,
    pub partner: Asker,
    pub clerk: Asker,
    pub watch: Watch,
    pub move_clock: MoveClock,
}

/// Plays the day to its end, and gives account of it.
pub fn play(
    plan: &Plan,
    access: Access,
    pace: Pace,
    counters: usize,
    bar: ProgressBar,
) -> anyhow::Result<Account> {
    ensure!(counters > 0, "a day needs at least one counter");
    let first = plan.acts.first().context("a plan has at least one act")?.at;
    let mut driver = Driver {
        plan,
        clock: DayClock::starts_at(first, pace, access.move_clock.clone()),
        access,
        ledger: Ledger::default(),
        steps: BinaryHeap::new(),
        counters: (1..=counters).map(|name| Counter { name: name.to_string(), idle: true }).collect(),
        run: rand::random(),
        keys: 0,
        written: 0,
        bar,
    };
    driver.ledger.visits = plan.visitors.iter().map(|visitor| Visit::of(visitor.kind)).collect();
    driver.run_day()
}

/// The bar that shows how far a day is.
pub fn progress_bar(plan: &Plan) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg}  [{bar:40}] {pos}/{len} visitors")
        .expect("the template is a constant")
        .progress_chars("=> ");
    ProgressBar::new(plan.visitors.len() as u64).with_style(style)
}

struct Driver<'a> {
    plan: &'a Plan,
    access: Access,
    clock: DayClock,
    ledger: Ledger,
    /// What clerks and called visitors will do, the earliest on top.
    steps: BinaryHeap<Reverse<Step>>,
    counters: Vec<Counter>,
    /// Tells the idempotency keys of this run from those of any other on the same hub.
    run: u32,
    keys: u64,
    /// Steps so far; those of one second happen in the order in which they were written down.
    written: u64,
    bar: ProgressBar,
}

struct Counter {
    name: String,
    /// Nobody is here, and nothing is planned.
    idle: bool,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    at: DateTime<Utc>,
    written: u64,
    counter: usize,
    does: Does,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Does {
    CallNext,
    Recall { visit: usize },
    Arrive { visit: usize },
    Finish { visit: usize },
    NoShow { visit: usize },
}

impl Driver<'_> {
    fn run_day(mut self) -> anyhow::Result<Account> {
        let plan = self.plan;
        let mut acts = plan.acts.iter().peekable();
        loop {
            let act_at = acts.peek().map(|timed| timed.at);
            let step_at = self.steps.peek().map(|Reverse(step)| step.at);
            let Some(at) = act_at.into_iter().chain(step_at).min() else { break };
            // Nobody waits for the days in which the bookings were made.
            self.clock.jump_to(at.min(plan.opens_at - BEFORE_OPENING));
            self.clock.pass_until(at);
            if step_at == Some(at) {
                let Reverse(step) = self.steps.pop().expect("it was just looked at");
                self.take_step(step)?;
            } else {
                let timed = acts.next().expect("it was just looked at");
                self.visitor_acts(timed.visitor, timed.act).with_context(|| format!("{timed:?}"))?;
            }
            self.show_progress();
        }
        self.closes()
    }

    // What visitors do.

    fn visitor_acts(&mut self, visit: usize, act: Act) -> anyhow::Result<()> {
        let Visitor { kind, service, .. } = &self.plan.visitors[visit];
        match (act, *kind) {
            (Act::Book, Kind::Booking { slot_start }) => {
                let booking = Book { service: service.clone(), starts_at: slot_start };
                let key = self.key();
                match answered(self.access.partner.book(&key, &booking))? {
                    Ok(booked) => self.ledger.visits[visit].booked = Some(booked),
                    Err(code) => self.ledger.visits[visit].ends.push(End::BookingRefused(code)),
                }
                // Whoever will not come is done here; a cancellation takes this back.
                if self.plan.visitors[visit].arrives_at.is_none()
                    && self.ledger.visits[visit].booked.is_some()
                {
                    self.ledger.visits[visit].ends.push(End::NeverCame);
                }
            }
            (Act::Cancel, _) => {
                let Some(booked) = self.ledger.visits[visit].booked.clone() else { return Ok(()) };
                let key = self.key();
                match answered(self.access.partner.cancel(&key, &booked.id))? {
                    Ok(_) => self.ledger.visits[visit].ends = vec![End::Cancelled],
                    Err(code) => self.ledger.violated(
                        ACTS_DO_WHAT_THEY_SAY,
                        format!("the cancellation of booking {} was refused: {code}", booked.id),
                    ),
                }
            }
            (Act::CheckIn, _) => {
                let Some(booked) = self.ledger.visits[visit].booked.clone() else { return Ok(()) };
                self.touches_kiosk(visit, |kiosk, key| kiosk.check_in(key, &booked.code))?;
            }
            (Act::Draw, _) => self.touches_kiosk(visit, |kiosk, key| kiosk.draw(key, service))?,
            (Act::Book, Kind::WalkIn) => unreachable!("a walk-in books nothing"),
        }
        Ok(())
    }

    fn touches_kiosk(
        &mut self,
        visit: usize,
        touch: impl Fn(&Asker, &str) -> Answered<IssuedTicket>,
    ) -> anyhow::Result<()> {
        let key = self.key();
        let first = answered(touch(&self.access.kiosk, &key))?;
        if visit % TOUCHES_TWICE_EVERY == 0 {
            let second = answered(touch(&self.access.kiosk, &key))?;
            if first != second {
                let seen = format!("the first touch gave {first:?}, the second {second:?}");
                self.ledger.violated(ONE_TOUCH_ONE_TICKET, seen);
            }
        }
        match first {
            Ok(ticket) => {
                self.ledger.number_given(visit, ticket, self.clock.now());
                self.idle_clerk_notices();
            }
            Err(code) => self.ledger.visits[visit].ends.push(End::NumberRefused(code)),
        }
        Ok(())
    }

    // What clerks do.

    fn idle_clerk_notices(&mut self) {
        if let Some(counter) = self.counters.iter().position(|counter| counter.idle) {
            self.counters[counter].idle = false;
            self.will(counter, NOTICES_AFTER, Does::CallNext);
        }
    }

    fn take_step(&mut self, Step { counter, does, .. }: Step) -> anyhow::Result<()> {
        match does {
            Does::CallNext => self.calls_next(counter)?,
            Does::Recall { visit } => {
                let ticket = self.clerk_acts(counter, visit, DeskAct::Recall, &[TicketState::Called])?;
                if let Some(DeskTicket { number, recalls, .. }) = ticket {
                    let counter = self.counters[counter].name.clone();
                    self.ledger.announces(visit, &number, &counter, recalls);
                }
                match self.traits(visit) {
                    (Answers::Never, _, _) => self.will(counter, NO_SHOW_AFTER, Does::NoShow { visit }),
                    (_, walk, _) => self.will(counter, walk, Does::Arrive { visit }),
                }
            }
            Does::Arrive { visit } => {
                self.clerk_acts(counter, visit, DeskAct::Arrive, &[TicketState::Serving])?;
                let (_, _, service_time) = self.traits(visit);
                self.will(counter, service_time, Does::Finish { visit });
            }
            Does::Finish { visit } => {
                self.clerk_acts(counter, visit, DeskAct::Finish, &[TicketState::Finished])?;
                self.ledger.ended(visit, End::Served);
                self.will(counter, BETWEEN_VISITORS, Does::CallNext);
            }
            Does::NoShow { visit } => {
                // Missed, or back in the queue for another chance: how often is the town's to say.
                let may_be = [TicketState::Missed, TicketState::Waiting];
                let ticket = self.clerk_acts(counter, visit, DeskAct::NoShow, &may_be)?;
                match ticket.is_some_and(|ticket| ticket.state == TicketState::Waiting) {
                    true => self.ledger.went_back(visit),
                    false => self.ledger.ended(visit, End::Missed),
                }
                self.will(counter, BETWEEN_VISITORS, Does::CallNext);
            }
        }
        Ok(())
    }

    fn calls_next(&mut self, counter: usize) -> anyhow::Result<()> {
        let before = self.access.clerk.queue().context("the clerk's list")?;
        let key = self.key();
        let called = answered(self.access.clerk.call_next(&key, &self.counters[counter].name))?;
        let first = before.waiting.first();
        let Ok(ticket) = called else {
            self.nobody_to_call(counter, &before.waiting);
            return Ok(());
        };
        if first.is_none_or(|first| first.number != ticket.number) {
            let (counter, first) = (&self.counters[counter].name, first.map(|first| &first.number));
            let seen =
                format!("counter {counter} saw {first:?} on top of the list, and got {}", ticket.number);
            self.ledger.violated(ORDER_AS_SAID, seen);
        }
        let reason = first.filter(|first| first.number == ticket.number).and_then(|first| first.reason);
        if reason.is_none() {
            self.ledger.violated(EVERY_CALL_HAS_A_REASON, format!("{} had none", ticket.number));
        }
        self.called(counter, &ticket, reason);
        self.access.watch.shows(&ticket.number, &self.counters[counter].name)
    }

    /// The list is empty, or all on it were called in vain a moment ago.
    fn nobody_to_call(&mut self, counter: usize, waiting: &[DeskTicket]) {
        if waiting.is_empty() {
            self.counters[counter].idle = true;
            return;
        }
        for DeskTicket { number, .. } in waiting {
            let visit = self.ledger.visit_of(number);
            if visit.is_none_or(|visit| self.ledger.visits[visit].absences == 0) {
                let seen = format!("{number} waits, and \"next\" said that nobody does");
                self.ledger.violated(ORDER_AS_SAID, seen);
            }
        }
        self.will(counter, TRIES_AGAIN_AFTER, Does::CallNext);
    }

    fn called(&mut self, counter: usize, ticket: &DeskTicket, reason: Option<wire::http::Reason>) {
        let number = &ticket.number;
        let visit = self.ledger.visit_of(number).unwrap_or_else(|| self.ledger.onlooker(number));
        let name = self.counters[counter].name.clone();
        if ticket.state != TicketState::Called || ticket.counter.as_deref() != Some(&name) {
            self.ledger.violated(ACTS_DO_WHAT_THEY_SAY, format!("counter {name} called, and got {ticket:?}"));
        }
        self.ledger.called(visit, number, CallSeen { at: self.clock.now(), counter: name, reason });
        match self.traits(visit) {
            (Answers::AtOnce, walk, _) => self.will(counter, walk, Does::Arrive { visit }),
            _ => self.will(counter, RECALL_AFTER, Does::Recall { visit }),
        }
    }

    /// The ticket afterwards, when its state is one of `then`.
    fn clerk_acts(
        &mut self,
        counter: usize,
        visit: usize,
        act: DeskAct,
        then: &[TicketState],
    ) -> anyhow::Result<Option<DeskTicket>> {
        let key = self.key();
        let number = self.number_of(visit);
        let name = &self.counters[counter].name;
        let ticket = answered(self.access.clerk.act(&key, name, &number, act))?;
        match ticket {
            Ok(ticket) if then.contains(&ticket.state) && ticket.number == number => Ok(Some(ticket)),
            other => {
                let seen = format!("counter {name} did {act:?} to {number}, and got {other:?}");
                self.ledger.violated(ACTS_DO_WHAT_THEY_SAY, seen);
                Ok(None)
            }
        }
    }

    // The end of the day.

    fn closes(mut self) -> anyhow::Result<Account> {
        let left = self.access.clerk.queue().context("the clerk's list at the end")?;
        for ticket in left.waiting.iter().chain(&left.called) {
            self.ledger.violated(NOBODY_LEFT, format!("{} is still {:?}", ticket.number, ticket.state));
        }
        let calls = self.ledger.visits.iter().map(|visit| visit.to_announce.len()).sum();
        let heard = self.access.watch.heard_up_to(left.sequence, calls)?;
        self.bar.finish_and_clear();
        Ok(Account::of(self.plan, self.ledger, heard))
    }

    // Below: what the above is made of.

    fn will(&mut self, counter: usize, after: TimeDelta, does: Does) {
        self.written += 1;
        self.steps.push(Reverse(Step { at: self.clock.now() + after, written: self.written, counter, does }));
    }

    /// How a visitor of the plan behaves; onlookers come at once and want little.
    fn traits(&self, visit: usize) -> (Answers, TimeDelta, TimeDelta) {
        match self.plan.visitors.get(visit) {
            Some(visitor) => (visitor.answers, visitor.walk, visitor.service_time),
            None => (Answers::AtOnce, TimeDelta::seconds(20), TimeDelta::minutes(5)),
        }
    }

    fn number_of(&self, visit: usize) -> String {
        self.ledger.visits[visit].number().expect("only those with a number are called").to_owned()
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        format!("replay-{:08x}-{}", self.run, self.keys)
    }

    fn show_progress(&self) {
        let done = self.ledger.visits.iter().filter(|visit| !visit.ends.is_empty()).count();
        self.bar.set_position(done as u64);
        let time = self.clock.now().with_timezone(&Berlin).format("%a %H:%M");
        self.bar.set_message(format!("{time}  {:>2} in the hall", self.ledger.in_the_hall()));
    }
}

/// A refusal is an answer (its code); a hub that is gone or speaks nonsense ends the replay.
fn answered<T>(answer: Answered<T>) -> anyhow::Result<Result<T, String>> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(Unanswered::Refused { code, .. }) => Ok(Err(code)),
        Err(error) => Err(error.into()),
    }
}
