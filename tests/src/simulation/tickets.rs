//! The life of every ticket of a day, told a second time: what may follow what, and what stays.
//!
//! Knows the events and none of the code that makes or applies them.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use queue::{Event, Number, OrderRules, Priority, ServiceId, State, Step, Ticket, TicketId};

use super::story::Invariant;

pub type Finding = Result<(), (Invariant, String)>;

/// A slip of the hand can be taken back for so long.
const UNDONE_WITHIN: TimeDelta = TimeDelta::minutes(2);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Waiting,
    LookedAt(String),
    Called(String),
    Serving(String),
    Parked,
    Missed,
    Finished,
    Left,
    MovedAway,
}

impl Place {
    pub fn counter(&self) -> Option<&String> {
        match self {
            Place::LookedAt(counter) | Place::Called(counter) | Place::Serving(counter) => Some(counter),
            _ => None,
        }
    }

    pub fn waits(&self) -> bool {
        matches!(self, Place::Waiting | Place::LookedAt(_))
    }

    fn is_with_a_clerk(&self) -> bool {
        matches!(self, Place::Called(_) | Place::Serving(_))
    }

    /// Neither gone nor served.
    fn goes_on(&self) -> bool {
        self.waits() || self.is_with_a_clerk() || matches!(self, Place::Parked | Place::Missed)
    }
}

#[derive(Debug, Clone)]
pub struct Life {
    pub number: Number,
    pub zone: char,
    pub place: Place,
    arrived_at: DateTime<Utc>,
    services: Vec<ServiceId>,
    priority: Priority,
    /// The time of a booking that was given up, and this one has now.
    took: Option<DateTime<Utc>>,
    no_shows: u32,
    recalls: u32,
    locked_until: Option<DateTime<Utc>>,
    /// When it was missed, or its visitor left.
    gone_at: Option<DateTime<Utc>>,
    /// What a counter did last to it, when nothing followed, and how it was before.
    last: Option<(Step, String, DateTime<Utc>, Box<Life>)>,
}

impl Life {
    /// Called before, and nobody came.
    pub fn came_not(&self) -> bool {
        self.no_shows > 0
    }
}

#[derive(Debug, Clone, Default)]
pub struct Lives {
    pub tickets: Vec<Life>,
    at: BTreeMap<String, TicketId>,
    last_of: BTreeMap<String, TicketId>,
    given: HashSet<Number>,
    newest: BTreeMap<char, u16>,
}

fn holds(holds: bool, invariant: Invariant, what: impl Fn() -> String) -> Finding {
    if holds { Ok(()) } else { Err((invariant, what())) }
}

impl Lives {
    /// Who is at which counter.
    pub fn at_counters(&self) -> &BTreeMap<String, TicketId> {
        &self.at
    }

    pub fn place(&self, ticket: TicketId) -> Option<&Place> {
        self.tickets.get(ticket.0 as usize).map(|life| &life.place)
    }

    pub fn happens(&mut self, event: &Event, at: DateTime<Utc>, rules: &OrderRules) -> Finding {
        if let Event::Drawn { number, visit, arrived_at, .. } = event {
            let newest = self.newest.insert(number.zone, number.count).unwrap_or(0);
            let is_new = self.given.insert(*number) && number.count == newest + 1;
            self.tickets.push(Life {
                number: *number,
                zone: number.zone,
                place: Place::Waiting,
                arrived_at: arrived_at.unwrap_or(at),
                services: visit.services().cloned().collect(),
                priority: visit.priority,
                took: None,
                no_shows: 0,
                recalls: 0,
                locked_until: None,
                gone_at: None,
                last: None,
            });
            return holds(is_new, Invariant::Numbers, || format!("{number} was given after {newest}"));
        }
        if let Event::CounterClosed { counter } = event {
            self.last_of.remove(counter);
            return holds(!self.at.contains_key(counter), Invariant::OneClerk, || {
                format!("counter {counter} closed with a visitor")
            });
        }
        let Some(id) = event.ticket() else { return Ok(()) };
        let Some(life) = self.tickets.get(id.0 as usize).cloned() else {
            return Err((Invariant::Life, format!("{event:?} is of a ticket nobody drew")));
        };
        if let Some(counter) = life.place.counter() {
            self.at.remove(counter);
        }
        let next = match event {
            Event::Undone { counter, step, .. } => {
                let was_last = self.last_of.remove(counter) == Some(id);
                undone(&life, counter, *step, at, was_last)?
            }
            _ => after(&life, event, at, rules)?,
        };
        if let Some(counter) = next.place.counter()
            && let Some(other) = self.at.insert(counter.clone(), id)
        {
            let other = self.tickets[other.0 as usize].number;
            let what = format!("counter {counter} has {} and {other}", next.number);
            return Err((Invariant::OneClerk, what));
        }
        if let Some((_, counter, ..)) = &next.last {
            self.last_of.insert(counter.clone(), id);
        }
        self.tickets[id.0 as usize] = next;
        Ok(())
    }

    /// The day is over: nobody waits, is called or served any more.
    pub fn ends(&mut self) -> Finding {
        let left = self.tickets.iter().find(|life| life.place.goes_on() && life.place != Place::Missed);
        self.last_of.clear();
        match left {
            Some(life) => {
                Err((Invariant::Life, format!("{} is {:?} after the day", life.number, life.place)))
            }
            None => Ok(()),
        }
    }

    /// The day goes on after all: whom its end sent home waits as before.
    pub fn go_on(&mut self, closed_at: DateTime<Utc>) {
        for life in &mut self.tickets {
            if matches!(life.place, Place::Left | Place::Missed) && life.gone_at == Some(closed_at) {
                life.place = Place::Waiting;
            }
        }
    }

    /// Whether the hub says of this ticket what happened to it.
    pub fn agrees(&self, ticket: &Ticket) -> Finding {
        let life = &self.tickets[ticket.id.0 as usize];
        let place = match &ticket.state {
            State::Waiting => Place::Waiting,
            State::LookedAt { counter, .. } => Place::LookedAt(counter.clone()),
            State::Called { counter, .. } => Place::Called(counter.clone()),
            State::Serving { counter, .. } => Place::Serving(counter.clone()),
            State::Parked { .. } => Place::Parked,
            State::Missed { .. } => Place::Missed,
            State::Finished { .. } => Place::Finished,
            State::Left { .. } => Place::Left,
            State::MovedAway { .. } => Place::MovedAway,
        };
        let said: Vec<&ServiceId> = ticket.services().collect();
        let same = life.number == ticket.number
            && life.zone == ticket.zone
            && life.place == place
            && life.arrived_at == ticket.arrived_at
            && life.services.iter().collect::<Vec<_>>() == said
            && life.priority == ticket.priority
            && life.took == ticket.took
            && life.no_shows == ticket.no_shows
            && life.locked_until == ticket.locked_until;
        holds(same, Invariant::Ticket, || format!("the hub has {ticket:?}, and what happened is {life:?}"))
    }
}

/// The ticket after an act, if the act may follow what was before.
fn after(
    life: &Life,
    event: &Event,
    at: DateTime<Utc>,
    rules: &OrderRules,
) -> Result<Life, (Invariant, String)> {
    use Place::*;
    let (place, mut next) = (&life.place, Life { last: None, ..life.clone() });
    let may = match event {
        Event::Called { counter, .. } => {
            next.place = Called(counter.clone());
            (next.recalls, next.locked_until) = (0, None);
            matches!(place, Waiting | Missed | Parked) || *place == LookedAt(counter.clone())
        }
        Event::LookedAt { counter, .. } => {
            next.place = LookedAt(counter.clone());
            matches!(place, Waiting | Missed | Parked)
        }
        Event::Released { .. } => {
            next.place = Waiting;
            matches!(place, LookedAt(_))
        }
        Event::Recalled { .. } => {
            next.recalls += 1;
            matches!(place, Called(_)) && next.recalls <= rules.recalls_max
        }
        Event::Arrived { .. } => {
            next.place = Serving(place.counter().cloned().unwrap_or_default());
            matches!(place, Called(_))
        }
        Event::Finished { by_hub, .. } => {
            next.place = Finished;
            if *by_hub { matches!(place, Serving(_)) } else { place.is_with_a_clerk() }
        }
        Event::Returned { locked_until, .. } => {
            (next.place, next.locked_until) = (Waiting, Some(*locked_until));
            next.no_shows += 1;
            matches!(place, Called(_))
                && next.no_shows <= rules.returns_max
                && *locked_until == at + rules.absent_lock
        }
        Event::Missed { .. } => {
            (next.place, next.gone_at) = (Missed, Some(at));
            next.no_shows += 1;
            matches!(place, Called(_))
        }
        Event::Parked { .. } => {
            next.place = Parked;
            place.is_with_a_clerk()
        }
        Event::TakenBack { .. } => {
            next.place = Waiting;
            matches!(place, Parked | Missed)
        }
        Event::Transferred { services, zone, .. } => {
            (next.place, next.locked_until) = (Waiting, None);
            (next.services, next.zone) = (services.clone(), *zone);
            place.goes_on()
        }
        Event::TransferredAway { .. } => {
            next.place = MovedAway;
            place.goes_on()
        }
        Event::SplitOff { service, .. } => {
            next.services.retain(|kept| kept != service);
            place.goes_on() && !next.services.is_empty()
        }
        Event::Prioritised { priority, .. } => {
            next.priority = *priority;
            place.goes_on() && *place != Missed
        }
        Event::TookTime { at, .. } => {
            next.took = Some(*at);
            *place == Waiting && life.took.is_none()
        }
        Event::Left { .. } => {
            (next.place, next.gone_at) = (Left, Some(at));
            place.goes_on() && !matches!(place, Serving(_))
        }
        _ => false,
    };
    if !may {
        return Err((Invariant::Life, format!("{}, which is {place:?}: {event:?}", life.number)));
    }
    next.last = step_of(life, event)
        .map(|(step, counter)| (step, counter, at, Box::new(Life { last: None, ..life.clone() })));
    Ok(next)
}

/// The counter's step an event is, if it is one that can be undone.
fn step_of(life: &Life, event: &Event) -> Option<(Step, String)> {
    let step = match event {
        Event::Called { counter, .. } => return Some((Step::Call, counter.clone())),
        Event::Returned { .. } | Event::Missed { .. } => Step::NoShow,
        Event::Finished { .. } => Step::Finish,
        Event::Parked { .. } => Step::Park,
        Event::Transferred { .. } | Event::TransferredAway { .. } => Step::Transfer,
        _ => return None,
    };
    let counter = life.place.counter().filter(|_| life.place.is_with_a_clerk())?;
    Some((step, counter.clone()))
}

fn undone(
    life: &Life,
    counter: &str,
    step: Step,
    at: DateTime<Utc>,
    was_last: bool,
) -> Result<Life, (Invariant, String)> {
    match &life.last {
        Some((last, by, when, before))
            if was_last && *last == step && by == counter && at - *when <= UNDONE_WITHIN =>
        {
            let mut before = Life { last: None, ..(**before).clone() };
            if let Place::LookedAt(_) = before.place {
                before.place = Place::Waiting;
            }
            Ok(before)
        }
        last => {
            let last = last.as_ref().map(|(step, by, when, _)| (step, by, when));
            let what =
                format!("counter {counter} undid {step:?} of {}, whose last step was {last:?}", life.number);
            Err((Invariant::Undo, what))
        }
    }
}
