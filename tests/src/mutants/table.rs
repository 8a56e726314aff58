//! The mistakes: where, what stands there, what a tired evening might have made of it, and what it means.

pub struct Mutant {
    pub name: &'static str,
    pub means: &'static str,
    /// File, original text, mutated text.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
}

const APPLY: &str = "hub/queue/src/day/apply.rs";
const ORDER: &str = "hub/queue/src/order.rs";
const CALLS: &str = "hub/queue/src/decide/calls.rs";
const MOVING: &str = "hub/queue/src/decide/moving.rs";
const DRAWING: &str = "hub/queue/src/decide/drawing.rs";
const DECIDE: &str = "hub/queue/src/decide/mod.rs";
const TURN: &str = "hub/src/desk/day_turn.rs";
const COMMITTER: &str = "hub/src/desk/committer.rs";
const ORDERS: &str = "hub/src/desk/orders.rs";
const ARRANGED: &str = "hub/src/desk/arranged.rs";
const CHECK_IN: &str = "hub/src/desk/check_in.rs";
const JOURNAL: &str = "hub/src/store/journal.rs";
const SITE_STATE: &str = "hub/src/desk/site_state.rs";
const COMING: &str = "hub/src/desk/coming.rs";
const BOOKINGS: &str = "hub/calendar/src/bookings/decide.rs";

pub const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "double call",
        means: "who was called still waits, and is called to a second counter",
        edits: &[(APPLY, "        self.waiting.remove(&id);\n", "")],
    },
    Mutant {
        name: "grace off by one",
        means: "who comes at the last moment of the grace has lost the appointment",
        edits: &[(
            ORDER,
            "arrived_at <= at + rules.lateness_grace",
            "arrived_at < at + rules.lateness_grace",
        )],
    },
    Mutant {
        name: "share off by one",
        means: "walk-ins get one call in five instead of one in four",
        edits: &[(ORDER, "bookings + 1 >= rules.share_one_in", "bookings + 1 > rules.share_one_in")],
    },
    Mutant {
        name: "share counts the whole site",
        means: "bookings of one zone bring the turn of another zone's walk-ins",
        edits: &[(
            ORDER,
            "in_a_row.get(&self.zone).copied().unwrap_or(0)",
            "in_a_row.values().copied().max().unwrap_or(0)",
        )],
    },
    Mutant {
        name: "punctual off by one",
        means: "a booking waits a moment longer than ten minutes before it goes first",
        edits: &[(ORDER, "delay >= rules.booking_delay_max", "delay > rules.booking_delay_max")],
    },
    Mutant {
        name: "early off by one",
        means: "five minutes before the time is still too early",
        edits: &[(ORDER, "if now < at - rules.early)", "if now <= at - rules.early)")],
    },
    Mutant {
        name: "lock not respected",
        means: "who did not come is called again at once, and everybody else waits",
        edits: &[(
            ORDER,
            "self.locked_until.is_some_and(|until| until > now)",
            "self.locked_until.is_some() && now.timestamp() < 0",
        )],
    },
    Mutant {
        name: "recall limit ignored",
        means: "a number is called once more than often enough",
        edits: &[(
            CALLS,
            "if recalls >= self.rules.order.recalls_max",
            "if recalls > self.rules.order.recalls_max",
        )],
    },
    Mutant {
        name: "one return too many",
        means: "who never comes is put back into the queue once more",
        edits: &[(
            CALLS,
            "ticket.no_shows < self.rules.order.returns_max",
            "ticket.no_shows <= self.rules.order.returns_max",
        )],
    },
    Mutant {
        name: "undo of another's act",
        means: "a counter takes back its step although others have gone on with the ticket",
        edits: &[(
            CALLS,
            "now - *at > UNDO_WITHIN || ticket.steps != before.steps + 1",
            "now - *at > UNDO_WITHIN",
        )],
    },
    Mutant {
        name: "undo too late",
        means: "a step is undone when the visitor has long acted on it",
        edits: &[(
            DECIDE,
            "UNDO_WITHIN: TimeDelta = TimeDelta::minutes(2)",
            "UNDO_WITHIN: TimeDelta = TimeDelta::minutes(3)",
        )],
    },
    Mutant {
        name: "parked keeps the counter",
        means: "the counter of a parked visitor can call nobody",
        edits: &[(
            APPLY,
            "self.put(*ticket, State::Parked { counter, at });",
            "self.ticket_mut(*ticket).state = State::Parked { counter, at };",
        )],
    },
    Mutant {
        name: "transfer loses the arrival time",
        means: "who is sent on waits from the back again",
        edits: &[(
            APPLY,
            "        ticket.zone = zone;\n",
            "ticket.zone = zone; ticket.arrived_at = ticket.last_called_at.unwrap_or(ticket.arrived_at);\n",
        )],
    },
    Mutant {
        name: "transfer to a closed zone",
        means: "visitors are sent where nobody is served any more",
        edits: &[(MOVING, "        self.open_zone_only(zone)?;\n", "")],
    },
    Mutant {
        name: "number counted from those who wait",
        means: "a number is given a second time when somebody has left",
        edits: &[(
            DRAWING,
            "self.last_numbers.get(&zone).copied().unwrap_or(0) + 1",
            "self.waiting_in_zone(zone) as u16 + 1",
        )],
    },
    Mutant {
        name: "a number is forgotten at a restart",
        means: "the hub starts again, and the fourth visitor's number is nobody's",
        edits: &[(
            COMMITTER,
            "sites.get_mut(&entry.site) {",
            "sites.get_mut(&entry.site).filter(|_| !matches!(entry.event, \
             crate::store::Room::Queue(queue::Event::Drawn { number, .. }) if number.count == 4)) {",
        )],
    },
    Mutant {
        name: "wrong day boundary",
        means: "the service day turns at midnight of Greenwich",
        edits: &[(TURN, "now.with_timezone(&state.config.time_zone)", "now.with_timezone(&chrono_tz::UTC)")],
    },
    Mutant {
        name: "day ends a minute late",
        means: "the service day is closed after its end",
        edits: &[(TURN, "today == day && minute >= ends", "today == day && minute > ends")],
    },
    Mutant {
        name: "replay drops an event kind",
        means: "after a restart nobody is of high priority any more",
        edits: &[(
            JOURNAL,
            "from journal where id >= ?1\n",
            "from journal where id >= ?1 and json_extract(event, '$.event') <> 'prioritised'\n",
        )],
    },
    Mutant {
        name: "replay begins in the midst of a day",
        means: "a hub with two sites does not start on the morning after",
        edits: &[(
            JOURNAL,
            "is_some_and(|opened| id < *opened)",
            "is_some_and(|opened| id < *opened && id < 0)",
        )],
    },
    Mutant {
        name: "a restart forgets what was learned",
        means: "estimates of the day are those of the first day",
        edits: &[(
            APPLY,
            "self.rules.clone(), learned.clone())",
            "self.rules.clone(), std::mem::take(&mut self.times))",
        )],
    },
    Mutant {
        name: "announced before it is stored",
        means: "a number is called, and the disk was full",
        edits: &[(COMMITTER, "transaction.commit()?", "transaction.commit().unwrap_or_default()")],
    },
    Mutant {
        name: "answers are not remembered",
        means: "a kiosk that asks again draws a second number",
        edits: &[(
            ORDERS,
            "        transaction.remember(&order.site, &order.actor, key, now, act, &answer)?;\n",
            "        let _ = (key, act);\n",
        )],
    },
    Mutant {
        name: "the epoch stands still",
        means: "a wall cannot tell the hub from the one before",
        edits: &[(JOURNAL, "set value = value + 1 returning value", "set value = value returning value")],
    },
    Mutant {
        name: "looked at and lost",
        means: "a parked visitor whose remark was read too long is offered to nobody",
        edits: &[(
            APPLY,
            "        self.waiting.insert(id);\n        self.ticket_mut(id).state = State::LookedAt",
            "        self.ticket_mut(id).state = State::LookedAt",
        )],
    },
    Mutant {
        name: "needs are not told after a replay",
        means: "after a restart a visitor in a wheelchair is called up the stairs",
        edits: &[(
            COMMITTER,
            "                state.hear(&Word::Ticket(ticket, Some(beside)));\n",
            "                let _ = beside;\n",
        )],
    },
    Mutant {
        name: "finished and forgotten at once",
        means: "who pressed \"finish\" by mistake has lost the note",
        edits: &[(SITE_STATE, "now - ended_at > queue::UNDO_WITHIN", "now >= ended_at")],
    },
    Mutant {
        name: "needs are kept for ever",
        means: "in the evening everybody sees what the morning's visitors needed",
        edits: &[(
            SITE_STATE,
            "now - ended_at > queue::UNDO_WITHIN",
            "now - ended_at > queue::UNDO_WITHIN * 999",
        )],
    },
    Mutant {
        name: "a booking is not expected",
        means: "estimates promise a wait as if nobody had booked",
        edits: &[(
            SITE_STATE,
            "&& [before, after].contains(&Some(today))",
            "&& [before, after].contains(&Some(today)) && self.sequence == 0",
        )],
    },
    Mutant {
        name: "a new day expects nobody",
        means: "the morning's first estimates know of no booking",
        edits: &[(
            SITE_STATE,
            "                        self.forgets_words();\n                        self.tell_expected();\n",
            "                        self.forgets_words();\n",
        )],
    },
    Mutant {
        name: "the ticket of a booking is nobody's",
        means: "who types the code again gets no second slip",
        edits: &[(CHECK_IN, "booking: Some(id.0)", "booking: None")],
    },
    Mutant {
        name: "bookings are forgotten too soon",
        means: "a day begins, and nobody who booked for it is known",
        edits: &[(TURN, "local_instant(last, 0,", "local_instant(last + TimeDelta::days(2), 0,")],
    },
    Mutant {
        name: "a forgotten booking's id is given again",
        means: "two letters have the same code",
        edits: &[(
            COMING,
            "BookingId(self.newest.0 + 1)",
            "BookingId(self.bookings.bookings().last().map_or(1, |last| last.id.0 + 1))",
        )],
    },
    Mutant {
        name: "a code outlives its booking",
        means: "an old letter opens a booking nobody knows",
        edits: &[(COMING, "self.by_code.retain(|_, booking| kept.booking(*booking).is_some());", "")],
    },
    Mutant {
        name: "a time is kept for ever",
        means: "forms nobody sends off take all the seats",
        edits: &[(TURN, "decided(state, &Command::Lapse, now)", "Vec::<calendar::Event>::new()")],
    },
    Mutant {
        name: "the seats of a lapsed booking stay taken",
        means: "nobody can book what nobody has",
        edits: &[(
            ARRANGED,
            "Cancelled { booking } | Lapsed { booking } => transaction.release(site, *booking),",
            "Cancelled { booking } => transaction.release(site, *booking),\n        Lapsed { .. } => Ok(()),",
        )],
    },
    Mutant {
        name: "rebooked and not given back",
        means: "who moves an appointment keeps both times",
        edits: &[(ARRANGED, "            transaction.release(site, *booking)?;\n", "")],
    },
    Mutant {
        name: "a rebooked visitor is expected on the old day",
        means: "the day knows of an appointment that is on another one",
        edits: &[(
            COMING,
            "self.by_day.entry(date).or_default().remove(booking);",
            "let _ = (booking, date);",
        )],
    },
    Mutant {
        name: "nobody misses an appointment",
        means: "who never came is waited for after the doors have closed",
        edits: &[(TURN, "missed_by_the_end(state, now).collect()", "vec![]")],
    },
    Mutant {
        name: "missed for good",
        means: "the day goes on, and nobody waits for those who have booked its afternoon",
        edits: &[(
            BOOKINGS,
            "Command::ResumeDay { date } => Ok(self.resume_day(plan, *date)),",
            "Command::ResumeDay { .. } => Ok(vec![]),",
        )],
    },
    Mutant {
        name: "any clock is believed",
        means: "a clock that is a year ahead sends everybody home",
        edits: &[(TURN, "- last > BELIEVED_AHEAD", "- last > BELIEVED_AHEAD * 99")],
    },
    Mutant {
        name: "a day too early stays",
        means: "after a minute of a wrong clock the office is closed until tomorrow",
        edits: &[(TURN, "last < today) || was_too_early(state, now))", "last < today))")],
    },
    Mutant {
        name: "sent home by a wrong clock",
        means: "the day goes on, and those who waited have lost their places",
        edits: &[(
            APPLY,
            "        sent_home.into_iter().for_each(|ticket| self.waits_again(ticket));\n",
            "        let _ = sent_home;\n",
        )],
    },
    Mutant {
        name: "replay forgets the day before",
        means: "a hub that starts on a wrong date gives its first number again",
        edits: &[(JOURNAL, "is_of_this.unwrap_or(false)", "is_of_this.unwrap_or(true)")],
    },
];
