//! What an event changes. Nothing is decided here, and nothing can go wrong.

use chrono::{DateTime, TimeDelta, Utc};

use super::{CallMade, Day, Hours, LastStep};
use crate::acts::{Event, Step};
use crate::breaks::REST_MIN;
use crate::estimate::WALK;
use crate::order::Reason;
use crate::rules::{CounterId, ServiceId};
use crate::ticket::{Arrival, Number, State, Ticket, TicketId, Visit};

impl Day {
    /// Lets `event` have happened at `at`. It cannot fail.
    pub fn apply(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::DayOpened { date, hours, learned } => {
                let new = Day {
                    date: Some(*date),
                    is_open: true,
                    hours: hours.clone(),
                    planned: hours.clone(),
                    ..Day::with_times(self.rules.clone(), learned.clone())
                };
                let last = std::mem::replace(self, new);
                self.before = if last.tickets.is_empty() { last.before } else { Some(Box::new(last)) };
            }
            Event::DayClosed => {
                self.is_open = false;
                self.closed_at = Some(at);
                self.counters.clear();
                self.last_steps.clear();
                self.needs.clear();
            }
            Event::DayResumed { .. } => self.resumed(),
            Event::ZoneClosed { zone } => {
                self.closed_zones.insert(*zone);
            }
            Event::ZoneOpened { zone } => {
                self.closed_zones.remove(zone);
            }
            Event::GhostCountersSet { count } => self.ghost_counters = *count,
            Event::ContingentSet { of, count } => {
                match count {
                    Some(count) => self.contingents.insert(of.clone(), *count),
                    None => self.contingents.remove(of),
                };
            }
            Event::EarlyCloseSet { at } => {
                self.closes_early = *at;
                self.hours = until(&self.planned, *at);
            }
            // What is said is known to whoever keeps the words.
            Event::Said { .. } => {}
            Event::CounterOpened { counter } => {
                self.counters.entry(counter.clone()).or_default();
                self.on_duty(counter, at);
            }
            Event::CounterClosed { counter } => {
                self.counters.remove(counter);
                self.last_steps.remove(counter);
                self.off_duty(counter, at);
            }
            Event::CounterAssigned { counter, services } => {
                match services {
                    Some(services) => self.assigned.insert(counter.clone(), services.clone()),
                    None => self.assigned.remove(counter),
                };
            }
            Event::Drawn { number, visit, arrival, arrived_at, booking } => {
                self.before = None;
                self.drawn(*number, visit, *arrival, *arrived_at, at);
                self.tickets.last_mut().expect("it was drawn just now").booking = *booking;
            }
            _ => self.apply_to_ticket(event, at),
        }
    }

    /// The day before goes on. Whoever was with a clerk when it was closed has been served.
    fn resumed(&mut self) {
        let Some(before) = self.before.take() else { return };
        *self = *before;
        self.is_open = true;
        let closed_at = self.closed_at.take();
        let sent_home = |ticket: &&Ticket| match ticket.state {
            State::Left { at } | State::Missed { at } => Some(at) == closed_at,
            _ => false,
        };
        let sent_home: Vec<TicketId> =
            self.tickets.iter().filter(sent_home).map(|ticket| ticket.id).collect();
        sent_home.into_iter().for_each(|ticket| self.waits_again(ticket));
    }

    /// An event that is about one ticket.
    fn apply_to_ticket(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::Undone { ticket, counter, .. } => return self.undone(*ticket, counter),
            Event::Called { ticket, counter, .. } => self.called(*ticket, counter, at),
            Event::LookedAt { ticket, counter, until, reason } => {
                self.looked_at(*ticket, counter, *until, *reason)
            }
            Event::Released { ticket } => self.waits_again(*ticket),
            Event::Returned { ticket, locked_until } => {
                self.noted(*ticket, Step::NoShow, at);
                self.waits_again(*ticket);
                let ticket = self.ticket_mut(*ticket);
                ticket.locked_until = Some(*locked_until);
                ticket.no_shows += 1;
            }
            Event::Missed { ticket } => {
                self.noted(*ticket, Step::NoShow, at);
                self.put(*ticket, State::Missed { at });
                self.ticket_mut(*ticket).no_shows += 1;
            }
            Event::Finished { ticket, performed, by_hub } => {
                self.noted(*ticket, Step::Finish, at);
                if !by_hub {
                    self.learn(*ticket, performed, at);
                }
                self.put(*ticket, State::Finished { at });
            }
            Event::Parked { ticket } => {
                self.noted(*ticket, Step::Park, at);
                self.interrupted(*ticket, at);
                let counter = self.ticket(*ticket).counter().cloned().unwrap_or_default();
                self.put(*ticket, State::Parked { counter, at });
            }
            Event::TakenBack { ticket } => self.waits_again(*ticket),
            Event::Transferred { ticket, services, zone, with_note } => {
                self.noted(*ticket, Step::Transfer, at);
                self.interrupted(*ticket, at);
                self.transferred(*ticket, services, *zone, *with_note);
            }
            Event::TransferredAway { ticket, to } => {
                self.noted(*ticket, Step::Transfer, at);
                self.put(*ticket, State::MovedAway { at, to: to.clone() });
            }
            Event::Left { ticket } => self.put(*ticket, State::Left { at }),
            Event::Recalled { ticket } => {
                let ticket = self.ticket_mut(*ticket);
                ticket.last_called_at = Some(at);
                if let State::Called { recalls, .. } = &mut ticket.state {
                    *recalls += 1;
                }
            }
            Event::Arrived { ticket } => {
                let ticket = self.ticket_mut(*ticket);
                if let State::Called { counter, .. } = &ticket.state {
                    ticket.state = State::Serving { counter: counter.clone(), since: at };
                }
            }
            Event::SplitOff { ticket, service } => self.loses_matter(*ticket, service),
            Event::Prioritised { ticket, priority } => self.ticket_mut(*ticket).priority = *priority,
            Event::TookTime { ticket, at, booking } => {
                let ticket = self.ticket_mut(*ticket);
                (ticket.took, ticket.booking) = (Some(*at), *booking);
            }
            _ => {}
        }
        if let Some(ticket) = event.ticket() {
            self.ticket_mut(ticket).steps += 1;
        }
    }

    fn drawn(
        &mut self,
        number: Number,
        visit: &Visit,
        arrival: Arrival,
        arrived_at: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
    ) {
        let id = TicketId(self.tickets.len() as u32);
        self.last_numbers.insert(number.zone, number.count);
        if arrival == Arrival::WalkIn && arrived_at.is_none() {
            *self.walk_ins_of_zone.entry(number.zone).or_default() += 1;
            *self.walk_ins_of_service.entry(visit.service.clone()).or_default() += 1;
        }
        self.waiting.insert(id);
        self.tickets.push(Ticket::new(id, number, visit, arrival, arrived_at.unwrap_or(at)));
    }

    fn called(&mut self, id: TicketId, counter: &CounterId, at: DateTime<Utc>) {
        let before = self.ticket(id).clone();
        let overtook = self.overtaken_by(id, counter, at);
        for id in &overtook {
            self.ticket_mut(*id).overtaken += 1;
        }
        let is_booking = self.candidate(&before).counts_as_booking(&self.rules.order, at);
        self.calls.entry(before.zone).or_default().push(CallMade { ticket: id, is_booking });
        self.leaves_where_it_is(id);
        self.counters.insert(counter.clone(), Some(id));
        let ticket = self.ticket_mut(id);
        ticket.first_called_at.get_or_insert(at);
        ticket.last_called_at = Some(at);
        ticket.locked_until = None;
        ticket.state = State::Called { counter: counter.clone(), at, recalls: 0 };
        let between = self.between(&before, counter, at);
        if let Some(took) = between {
            self.times.weigh_between(took, 1.0);
        }
        let step = LastStep { overtook, between, ..LastStep::new(Step::Call, at, before) };
        self.last_steps.insert(counter.clone(), step);
    }

    /// How long a counter was free although the one it calls now was there. Longer is a break, and those
    /// are counted for themselves.
    fn between(&self, called: &Ticket, counter: &CounterId, at: DateTime<Utc>) -> Option<TimeDelta> {
        let since = *self.free_since.get(counter)?;
        let was_there = called.arrived_at <= since && called.state == State::Waiting;
        let was_away = at - since >= REST_MIN;
        (was_there && called.locked_until.is_none() && !was_away).then(|| at - since)
    }

    /// Who arrived before `id`, came for what `counter` serves, and is passed over by its call. Who is
    /// absent, or too early for an appointment, is not kept waiting by anybody. Who needs another
    /// counter is overtaken all the same, and a replay does not know needs.
    fn overtaken_by(&self, id: TicketId, counter: &CounterId, at: DateTime<Utc>) -> Vec<TicketId> {
        let later = self.ticket(id).arrived_at;
        let passed = self.waiting.iter().map(|other| self.ticket(*other)).filter(|other| {
            other.id != id
                && other.state == State::Waiting
                && other.arrived_at < later
                && self.serves(counter, other.services())
                && self.candidate(other).waits_in_earnest(&self.rules.order, at)
        });
        passed.map(|other| other.id).collect()
    }

    fn looked_at(&mut self, id: TicketId, counter: &CounterId, until: DateTime<Utc>, reason: Reason) {
        self.counters.insert(counter.clone(), Some(id));
        // One who was parked or missed is there again, or nobody would look.
        self.waiting.insert(id);
        self.ticket_mut(id).state = State::LookedAt { counter: counter.clone(), until, reason };
    }

    fn transferred(&mut self, id: TicketId, services: &[ServiceId], zone: char, with_note: bool) {
        self.waits_again(id);
        let ticket = self.ticket_mut(id);
        if let Some((service, further)) = services.split_first() {
            (ticket.service, ticket.further) = (service.clone(), further.to_vec());
        }
        ticket.zone = zone;
        ticket.has_remark |= with_note;
        ticket.locked_until = None;
    }

    fn loses_matter(&mut self, id: TicketId, service: &ServiceId) {
        let ticket = self.ticket_mut(id);
        let mut rest = ticket.services().filter(|kept| *kept != service).cloned();
        if let Some(first) = rest.next() {
            (ticket.service, ticket.further) = (first, rest.collect());
        }
    }

    /// Remembers the ticket as it was before a step of the counter that has it.
    fn noted(&mut self, id: TicketId, step: Step, at: DateTime<Utc>) {
        let before = self.ticket(id).clone();
        if let Some(counter) = before.counter().cloned() {
            // A call in vain is no visit: the time it took lies between two.
            let since = match before.state {
                State::Called { at: called_at, .. } if step == Step::NoShow => called_at,
                _ => at,
            };
            self.free_since.insert(counter.clone(), since);
            self.last_steps.insert(counter, LastStep::new(step, at, before));
        }
    }

    fn undone(&mut self, id: TicketId, counter: &CounterId) {
        let Some(last) = self.last_steps.remove(counter) else { return };
        let LastStep { step, mut before, overtook, learned, between, .. } = last;
        if let Some(took) = between {
            self.times.weigh_between(took, -1.0);
        }
        self.free_since.remove(counter);
        if let Some((service, took)) = learned {
            self.times.unlearn(&service, took);
        }
        for id in overtook {
            self.ticket_mut(id).overtaken -= 1;
        }
        if step == Step::Call
            && let Some(calls) = self.calls.get_mut(&before.zone)
            && let Some(last) = calls.iter().rposition(|call| call.ticket == id)
        {
            calls.remove(last);
        }
        self.leaves_where_it_is(id);
        before.steps = self.ticket(id).steps + 1;
        // Looking is over with the call.
        if let State::LookedAt { .. } = before.state {
            before.state = State::Waiting;
        }
        before.overtaken = self.ticket(id).overtaken;
        match before.held_at() {
            Some(counter) => {
                self.counters.insert(counter.clone(), Some(id));
            }
            None if before.state == State::Waiting => {
                self.waiting.insert(id);
            }
            None => {}
        }
        *self.ticket_mut(id) = before;
    }

    /// A visit that is interrupted has taken time already.
    fn interrupted(&mut self, id: TicketId, at: DateTime<Utc>) {
        let ticket = self.ticket_mut(id);
        if let State::Serving { since, .. } = ticket.state {
            ticket.served_before += at - since;
        }
    }

    fn learn(&mut self, id: TicketId, performed: &[ServiceId], at: DateTime<Utc>) {
        // What took how long is known only of a visit with one matter.
        if let ([] | [_], [], Some(took)) = (performed, &self.ticket(id).further[..], self.took(id, at)) {
            let service = performed.first().unwrap_or(&self.ticket(id).service).clone();
            self.times.learn(&service, took);
            let counter = self.ticket(id).counter().cloned().unwrap_or_default();
            if let Some(last) = self.last_steps.get_mut(&counter) {
                last.learned = Some((service, took));
            }
        }
    }

    /// The time of one person at the counter, of a visit that ends at `at`.
    fn took(&self, id: TicketId, at: DateTime<Utc>) -> Option<TimeDelta> {
        let ticket = self.ticket(id);
        let since = match ticket.state {
            State::Serving { since, .. } => since,
            // Some clerks greet nobody on the screen.
            State::Called { at, .. } => at + WALK,
            _ => return None,
        };
        let seconds = (ticket.served_before + (at - since)).num_seconds() as f64;
        Some(TimeDelta::seconds((seconds / self.times_longer(ticket.persons)) as i64))
    }

    fn put(&mut self, id: TicketId, state: State) {
        self.leaves_where_it_is(id);
        self.ticket_mut(id).state = state;
    }

    fn waits_again(&mut self, id: TicketId) {
        self.put(id, State::Waiting);
        self.waiting.insert(id);
    }

    /// Neither the queue nor a counter has it any more.
    fn leaves_where_it_is(&mut self, id: TicketId) {
        self.waiting.remove(&id);
        let held_at = self.tickets[id.0 as usize].held_at();
        if let Some(held) = held_at.and_then(|counter| self.counters.get_mut(counter))
            && *held == Some(id)
        {
            *held = None;
        }
    }

    fn ticket_mut(&mut self, id: TicketId) -> &mut Ticket {
        &mut self.tickets[id.0 as usize]
    }
}

/// The hours that are left when the doors close at `early`.
fn until(planned: &[Hours], early: Option<DateTime<Utc>>) -> Vec<Hours> {
    let Some(early) = early else { return planned.to_vec() };
    let left = planned.iter().filter(|hours| hours.opens_at < early || hours.opens_at == planned[0].opens_at);
    left.map(|hours| Hours { closes_at: hours.closes_at.min(early), ..*hours }).collect()
}

impl LastStep {
    fn new(step: Step, at: DateTime<Utc>, before: Ticket) -> LastStep {
        LastStep { step, at, before, overtook: Vec::new(), learned: None, between: None }
    }
}

impl Ticket {
    pub(crate) fn new(
        id: TicketId,
        number: Number,
        visit: &Visit,
        arrival: Arrival,
        arrived_at: DateTime<Utc>,
    ) -> Ticket {
        Ticket {
            id,
            number,
            service: visit.service.clone(),
            further: visit.further.clone(),
            persons: visit.persons,
            priority: visit.priority,
            has_remark: visit.has_remark,
            arrival,
            took: None,
            booking: None,
            arrived_at,
            zone: number.zone,
            state: State::Waiting,
            no_shows: 0,
            locked_until: None,
            first_called_at: None,
            last_called_at: None,
            overtaken: 0,
            served_before: TimeDelta::zero(),
            steps: 0,
        }
    }
}

impl Event {
    /// The one ticket it is about, if it is about one that exists already.
    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Event::Called { ticket, .. }
            | Event::LookedAt { ticket, .. }
            | Event::Released { ticket }
            | Event::Recalled { ticket }
            | Event::Arrived { ticket }
            | Event::Finished { ticket, .. }
            | Event::Returned { ticket, .. }
            | Event::Missed { ticket }
            | Event::Parked { ticket }
            | Event::TakenBack { ticket }
            | Event::Transferred { ticket, .. }
            | Event::TransferredAway { ticket, .. }
            | Event::SplitOff { ticket, .. }
            | Event::Prioritised { ticket, .. }
            | Event::TookTime { ticket, .. }
            | Event::Left { ticket }
            | Event::Undone { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }
}
