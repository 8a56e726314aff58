//! The days to come of one site: what it offers, who has booked, and how bookings are found.
//!
//! Kept apart from today: whoever reads a site at leisure while the desk goes on makes the desk copy
//! today, and the bookings of a year need not be copied with it. Free slots are looked for here too, by
//! whoever asks, while the desk goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calendar::bookings::{Absence, AbsenceId};
use calendar::substitution::{Handover, Substitution, touched};
use calendar::wish::Form;
use calendar::{
    Booking, BookingId, Bookings, Command, Event, FreeDay, Plan, Refusal, State, Wish, free, substitution,
};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    plan: Arc<Plan>,
    bookings: Bookings,
    /// The highest ids so far: no booking gets that of another, not even of a forgotten one.
    newest: BookingId,
    newest_absence: AbsenceId,
    by_day: BTreeMap<NaiveDate, BTreeSet<BookingId>>,
    by_code: BTreeMap<String, BookingId>,
    /// Those that were on a day before they were moved, and when.
    moved: BTreeMap<NaiveDate, BTreeMap<BookingId, DateTime<Utc>>>,
    /// So many events have happened to it.
    version: u64,
    /// How many had when something happened to a day, or to all of them.
    changed: BTreeMap<NaiveDate, u64>,
    all_changed: u64,
}

/// What absences come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leave {
    pub(super) events: Vec<Event>,
    pub moves: Vec<Handover>,
    /// Nobody can take these over: the staff move them by hand.
    pub stuck: BTreeSet<BookingId>,
}

impl Leave {
    fn brings(&mut self, events: Vec<Event>, to: &mut Bookings) {
        events.iter().for_each(|event| to.apply(event));
        self.events.extend(events);
    }
}

impl Coming {
    pub(super) fn new(plan: Plan) -> Coming {
        Coming {
            plan: Arc::new(plan),
            bookings: Bookings::default(),
            newest: BookingId(0),
            newest_absence: AbsenceId(0),
            by_day: BTreeMap::new(),
            by_code: BTreeMap::new(),
            moved: BTreeMap::new(),
            version: 0,
            changed: BTreeMap::new(),
            all_changed: 0,
        }
    }

    /// Lets an event have happened; `code_of` is what stands on the letter of a booking.
    pub(super) fn apply(&mut self, event: &Event, code_of: impl Fn(BookingId) -> String) {
        let day_before = self.date_of(event);
        if let Event::Rebooked { booking, .. } = event
            && let Some(before) = self.bookings.booking(*booking).map(|booking| booking.starts_at)
        {
            let date = self.date(before);
            self.by_day.entry(date).or_default().remove(booking);
            self.moved.entry(date).or_default().insert(*booking, before);
        }
        self.bookings.apply(event);
        self.version += 1;
        self.notes_change(day_before, self.date_of(event));
        match event {
            Event::Claimed { booking, starts_at, .. } | Event::Rebooked { booking, starts_at, .. } => {
                self.newest = self.newest.max(*booking);
                self.by_code.insert(code_of(*booking), *booking);
                let date = self.date(*starts_at);
                self.by_day.entry(date).or_default().insert(*booking);
            }
            Event::Absent { absence, .. } => self.newest_absence = self.newest_absence.max(*absence),
            Event::PastForgotten { .. } => {
                let kept = &self.bookings;
                self.by_code.retain(|_, booking| kept.booking(*booking).is_some());
                for bookings in self.by_day.values_mut() {
                    bookings.retain(|booking| kept.booking(*booking).is_some());
                }
                self.by_day.retain(|_, bookings| !bookings.is_empty());
                for bookings in self.moved.values_mut() {
                    bookings.retain(|booking, _| kept.booking(*booking).is_some());
                }
                self.moved.retain(|_, bookings| !bookings.is_empty());
            }
            _ => {}
        }
    }

    /// Of a booking, the day it was on and the one it is on; what is of no booking may matter to every day.
    fn notes_change(&mut self, before: Option<NaiveDate>, after: Option<NaiveDate>) {
        let days: BTreeSet<NaiveDate> = before.into_iter().chain(after).collect();
        if days.is_empty() {
            self.changed.clear();
            self.all_changed = self.version;
        }
        self.changed.extend(days.into_iter().map(|day| (day, self.version)));
    }

    /// Grows with whatever happens to the bookings of a day.
    pub fn version_on(&self, date: NaiveDate) -> u64 {
        self.changed.get(&date).copied().unwrap_or(0).max(self.all_changed)
    }

    /// From now on this is offered; what was agreed stays. That it changes is an event, which counts already.
    pub(super) fn set_plan(&mut self, plan: Plan) {
        self.plan = Arc::new(plan);
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn bookings(&self) -> &Bookings {
        &self.bookings
    }

    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.plan.zone).date_naive()
    }

    /// The day of the booking an event is about, as long as it is known.
    pub(super) fn date_of(&self, event: &Event) -> Option<NaiveDate> {
        let booking = self.bookings.booking(event.booking()?)?;
        Some(self.date(booking.starts_at))
    }

    pub fn of_code(&self, code: &str) -> Option<BookingId> {
        self.by_code.get(code).copied()
    }

    /// All of a day, whatever became of them.
    pub fn on(&self, date: NaiveDate) -> impl Iterator<Item = &Booking> {
        let bookings = self.by_day.get(&date).into_iter().flatten();
        bookings.filter_map(|booking| self.bookings.booking(*booking))
    }

    /// Those that were on a day before they were moved, and at what time; some of them are so still.
    pub fn moved_from(&self, date: NaiveDate) -> impl Iterator<Item = (&Booking, DateTime<Utc>)> {
        let moved = self.moved.get(&date).into_iter().flatten();
        moved.filter_map(|(booking, at)| Some((self.bookings.booking(*booking)?, *at)))
    }

    /// Whose visitors have not come yet, by time. Whoever is called or seen on a screen does not come.
    pub(super) fn expected_on(&self, date: NaiveDate) -> Vec<&Booking> {
        let mut expected: Vec<_> = self
            .on(date)
            .filter(|booking| booking.state == State::Confirmed && booking.form == Form::InPerson)
            .collect();
        expected.sort_by_key(|booking| (booking.starts_at, booking.id));
        expected
    }

    pub fn decide(&self, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, Refusal> {
        self.bookings.decide(&self.plan, command, now)
    }

    /// What absences bring that begin together: who takes over the bookings they are in the way of. Where
    /// nobody can, the booking stays with the absent one until staff do something about it.
    pub fn leave(&self, absences: &[Absence], now: DateTime<Utc>) -> Result<Leave, Refusal> {
        // Nobody takes over who is away as well, nor two visits at once.
        let mut after = self.bookings.clone();
        let mut leave = Leave::default();
        let mut newest = self.newest_absence;
        for Absence { resource, from, until } in absences.iter().cloned() {
            newest.0 += 1;
            leave.brings(
                after.decide(&self.plan, &Command::Absent { absence: newest, resource, from, until }, now)?,
                &mut after,
            );
        }
        for absence in absences {
            let Substitution { moves, stuck } = substitution(&self.plan, &after, absence, now);
            leave.stuck.extend(stuck);
            for Handover { booking, from, to } in moves {
                leave.moves.push(Handover { booking, from: from.clone(), to: to.clone() });
                let moved = after.decide(&self.plan, &Command::Move { booking, from, to }, now)?;
                leave.brings(moved, &mut after);
            }
        }
        Ok(leave)
    }

    /// The bookings an absence is in the way of still.
    pub fn in_the_way_of(&self, absence: &Absence, now: DateTime<Utc>) -> Vec<&Booking> {
        touched(&self.bookings, absence, now)
    }

    /// Who could take a booking over, at its own time.
    pub fn colleagues(&self, booking: &Booking, now: DateTime<Utc>) -> Vec<Handover> {
        calendar::colleagues(&self.plan, &self.bookings, booking, now)
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn newest_absence(&self) -> AbsenceId {
        self.newest_absence
    }

    /// The slots of a wish, or why a day has none.
    pub fn free(
        &self,
        wish: &Wish,
        from: NaiveDate,
        days: u16,
        now: DateTime<Utc>,
    ) -> Result<Vec<FreeDay>, Refusal> {
        free(&self.plan, &self.bookings, wish, from, days, now)
    }

    /// Whether anybody who wishes this could have it, on whatever day.
    pub fn offers(&self, wish: &Wish) -> bool {
        calendar::check(&self.plan, wish).is_ok()
    }

    /// The next booking id whose code nobody else holds.
    pub(super) fn next_booking(&self, code_of: impl Fn(BookingId) -> String) -> BookingId {
        let mut next = BookingId(self.newest.0 + 1);
        while self.of_code(&code_of(next)).is_some() {
            next.0 += 1;
        }
        next
    }
}
