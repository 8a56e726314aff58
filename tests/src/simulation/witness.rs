//! Hears what the hub announces, and compares it with everything that must hold.
//!
//! It keeps a day of its own from the announcements alone, as a wall or a page far away would.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hub::desk::{Act, Announcer, Happened, SendOn, SiteState, Sites};
use hub::store::{Beside, Room};
use oracle::rule;
use queue::{Elsewhere, TicketId};

use super::core::Core;
use super::settings::Settings;
use super::story::Invariant;
use super::tickets::Finding;
use super::watched::{Watched, first_difference, wall_time};

/// What is dear to compare is compared after so many announcements.
const COMPARED_EVERY: u64 = 16;

pub struct Witness {
    sites: BTreeMap<String, Watched>,
    hours: Vec<(u32, u32)>,
    found: Option<(Invariant, String)>,
    epoch: u64,
    heard: Vec<(u64, String, DateTime<Utc>, Room)>,
    /// The newest entry that was compared with the disk.
    on_disk: u64,
    announcements: u64,
    /// The hub dies before it can say anything.
    pub deaf: bool,
    /// A supervisor closes the day in this step.
    pub closes_by_hand: bool,
    /// Something is said beside the journal in this step, and nothing announces it.
    pub is_being_told: bool,
    /// What was said and answered, by site, of which ticket.
    pub said: Vec<(String, TicketId, Act)>,
    /// Who was sent to another site, and nobody has said yet with what.
    moved: Vec<(String, TicketId, Elsewhere)>,
    /// Whom the clerks of this step do not want to call now.
    pub except: Vec<Vec<TicketId>>,
}

impl Witness {
    pub fn of(settings: &Settings) -> Witness {
        let sites = settings.config.sites.iter().map(|site| (site.id.clone(), Watched::of(site))).collect();
        Witness {
            sites,
            hours: settings.hours.clone(),
            found: None,
            epoch: 1,
            heard: Vec::new(),
            on_disk: 0,
            announcements: 0,
            deaf: false,
            closes_by_hand: false,
            is_being_told: false,
            said: Vec::new(),
            moved: Vec::new(),
            except: Vec::new(),
        }
    }

    /// The first thing that was wrong.
    pub fn found(&self) -> Option<&(Invariant, String)> {
        self.found.as_ref()
    }

    pub fn finds(&mut self, invariant: Invariant, what: String) {
        self.found.get_or_insert((invariant, what));
    }

    fn notes(&mut self, finding: Finding) {
        if let Err((invariant, what)) = finding {
            self.finds(invariant, what);
        }
    }

    /// "Nobody is waiting", said the hub.
    pub fn nobody_waits(&mut self, site: &str, counter: &str, except: &[TicketId], now: DateTime<Utc>) {
        let watched = &self.sites[site];
        if let Some((ticket, rule)) = watched.oracle.next_except(&watched.day, counter, except, now) {
            let number = watched.day.ticket(ticket).number;
            self.finds(
                Invariant::Order,
                format!("nobody for counter {counter}, but {number} is next by {rule:?}"),
            );
        }
    }

    /// Whether the one who would be next now is who the oracle says.
    pub fn next_agrees(&mut self, state: &SiteState, counter: &String, now: DateTime<Utc>) {
        let watched = &self.sites[&state.config.id];
        let says = state.day.next(counter, now).map(|next| (next.ticket, rule(next.reason)));
        let told = watched.oracle.next(&watched.day, counter, now);
        if says != told {
            self.finds(
                Invariant::Order,
                format!("next for counter {counter} is {says:?}, by the oracle {told:?}"),
            );
        }
    }

    pub fn knows_ticket(&self, site: &str, ticket: TicketId) -> bool {
        self.sites[site].lives.place(ticket).is_some()
    }

    pub fn knows_booking(&self, site: &str, booking: u64) -> bool {
        self.sites[site].bookings.contains_key(&booking)
    }

    /// What was announced is what lies on the disk, no more and no less; a dead hub's last words are
    /// read from there.
    pub fn compares_with_the_disk(&mut self, core: &Core) -> anyhow::Result<()> {
        let mut heard = std::mem::take(&mut self.heard).into_iter();
        let mut rows = core.rows(self.on_disk)?;
        let mut said: Vec<_> = heard.by_ref().collect();
        said.sort_by_key(|(sequence, ..)| *sequence);
        if rows.len() < said.len() {
            self.finds(Invariant::Wall, format!("announced and not stored: {:?}", said[rows.len()]));
            return Ok(());
        }
        let unsaid = rows.split_off(said.len());
        for (row, (sequence, site, at, event)) in rows.iter().zip(&said) {
            if (row.sequence, &row.site, row.at, &row.event) != (*sequence, site, *at, event) {
                let what = format!(
                    "announced as {sequence}: {event:?}, stored as {}: {:?}",
                    row.sequence, row.event
                );
                self.finds(Invariant::Wall, what);
            }
        }
        for row in &unsaid {
            self.hears(&row.site, row.sequence, row.at, &row.event);
        }
        if !self.deaf && !unsaid.is_empty() {
            self.finds(Invariant::Wall, format!("stored and not announced: {:?}", unsaid[0].event));
        }
        self.heard.clear();
        self.compares_claims(core)?;
        self.on_disk = unsaid.last().or(rows.last()).map_or(self.on_disk, |row| row.sequence);
        Ok(())
    }

    /// The rows of seats are those of the bookings that have them.
    fn compares_claims(&mut self, core: &Core) -> anyhow::Result<()> {
        for (site, watched) in &self.sites {
            let (stored, known) = (core.claims(site)?, watched.bookings.rows());
            if stored != known {
                let what = format!("{site}: claimed is {stored:?}, and booked is {known:?}");
                self.found.get_or_insert((Invariant::Seats, what));
            }
        }
        Ok(())
    }

    /// Needs and notes are announced to nobody; who asked has heard the answer.
    pub fn hears_what_was_said(&mut self) {
        if self.deaf {
            return;
        }
        for (site, ticket, act) in std::mem::take(&mut self.said) {
            if let Act::SendOn(sent) = &act {
                self.goes_along(&site, ticket, sent);
                continue;
            }
            self.sites.get_mut(&site).expect("a site of ours").is_told(ticket, &act);
        }
    }

    /// Needs and note of somebody who was sent on. A key that comes again moves nobody again.
    fn goes_along(&mut self, site: &str, ticket: TicketId, sent: &SendOn) {
        let is_meant = |(from, moved, _): &(String, TicketId, Elsewhere)| from == site && *moved == ticket;
        let Some(n) = self.moved.iter().position(is_meant) else { return };
        let (.., to) = self.moved.remove(n);
        let before = self.sites[site].beside(ticket);
        let beside = Beside { note: sent.note.clone().or(before.note), ..before };
        if beside != Beside::default() {
            self.sites.get_mut(&to.site).expect("a site of ours").knows(to.ticket, beside);
        }
    }

    /// The hub has just looked at the clock: it has forgotten what it should, and nothing else.
    pub fn forgets(&mut self, core: &Core) {
        let sites = core.desk().sites();
        for (site, watched) in &mut self.sites {
            watched.forgets(core.now());
            let known: Vec<TicketId> = sites[site].day.told().map(|ticket| ticket.id).collect();
            let finding = watched.knows_what_was_said(&sites[site]);
            let what = match core.beside(site) {
                Ok(stored) if stored == known => None,
                stored => Some(format!("{site}: of {known:?} something is known, and of {stored:?} stored")),
            };
            let finding = finding.map_err(|(invariant, what)| (invariant, format!("{site}: {what}")));
            let finding = finding.and(what.map_or(Ok(()), |what| Err((Invariant::Kept, what))));
            if let Err((invariant, what)) = finding {
                self.found.get_or_insert((invariant, what));
            }
        }
    }

    /// A hub has started on what the one before left.
    pub fn restarted(&mut self, core: &Core) -> anyhow::Result<()> {
        self.compares_with_the_disk(core)?;
        self.deaf = false;
        self.hears_what_was_said();
        if core.epoch() <= self.epoch {
            self.finds(Invariant::Wall, format!("epoch {} came after {}", core.epoch(), self.epoch));
        }
        self.epoch = core.epoch();
        self.compares_everything(&core.desk().sites());
        Ok(())
    }

    /// Of each site a hub that starts again knows the very same value as the one before.
    pub fn replayed_equals_living(&mut self, living: &Sites, replayed: &Sites) {
        for (site, living) in living {
            if living != &replayed[site] {
                let difference = first_difference(living, &replayed[site]);
                self.finds(Invariant::Replay, format!("{site}, before and after a start: {difference}"));
            }
        }
    }

    /// All the hub knows is what was announced.
    pub fn compares_everything(&mut self, sites: &Sites) {
        for (site, watched) in &self.sites {
            let state = &sites[site];
            let finding = watched.compares(state);
            if let Err((invariant, what)) = finding {
                self.found.get_or_insert((invariant, format!("{site}: {what}")));
            }
        }
    }

    /// The hub has just looked at the clock: the right day is open, or none.
    pub fn day_is_right(&mut self, now: DateTime<Utc>) {
        let (date, minute) = wall_time(now);
        for (site, watched) in &self.sites {
            if let Err((invariant, what)) = watched.bookings.none_is_overdue(now) {
                self.found.get_or_insert((invariant, format!("{site}: {what}")));
            }
            let (starts, ends) = watched.config.day_minutes();
            let last = watched.day.date();
            if watched.is_far_ahead(now) {
                continue;
            }
            let late = last.is_some_and(|last| date > last || date == last && minute >= ends);
            let has_begun = (starts..ends).contains(&minute);
            let due = has_begun && last.is_none_or(|last| last < date);
            let too_early = has_begun && watched.gives_way(now);
            if watched.day.is_open() && late || !watched.day.is_open() && due || too_early {
                let is = if watched.day.is_open() { "still open" } else { "not open" };
                let what = format!("{site}: on {date} at minute {minute} the day {last:?} is {is}");
                self.found.get_or_insert((Invariant::Day, what));
            }
        }
    }

    fn hears(&mut self, site: &str, sequence: u64, at: DateTime<Utc>, event: &Room) {
        if let Room::Queue(queue::Event::TransferredAway { ticket, to: Some(to) }) = event {
            self.moved.push((site.to_owned(), *ticket, to.clone()));
        }
        let watched = self.sites.get_mut(site).expect("a site of ours");
        let backwards = sequence <= watched.sequence;
        watched.sequence = sequence;
        let finding = match event {
            Room::Queue(event) => watched.sees(event, at, &self.except, &self.hours, self.closes_by_hand),
            Room::Calendar(event) => watched.sees_booking(event, at),
        };
        self.notes(finding.map_err(|(invariant, what)| (invariant, format!("{site}: {what}"))));
        if backwards {
            self.finds(Invariant::Wall, format!("{site}: entry {sequence} came after a later one"));
        }
    }
}

impl Announcer for Witness {
    fn happened(&mut self, state: &SiteState, epoch: u64, events: &[Happened]) {
        if self.deaf {
            return;
        }
        self.announcements += 1;
        if epoch != self.epoch {
            self.finds(Invariant::Wall, format!("epoch {epoch} instead of {}", self.epoch));
        }
        for Happened { site, sequence, at, event } in events {
            self.heard.push((*sequence, site.clone(), *at, event.clone()));
            self.hears(site, *sequence, *at, event);
        }
        if self.found.is_some() {
            return;
        }
        let watched = &self.sites[&state.config.id];
        let touched = events.iter().filter_map(|happened| match &happened.event {
            Room::Queue(event) => event.ticket(),
            _ => None,
        });
        let tickets = touched.chain(state.day.tickets().last().map(|ticket| ticket.id));
        let mut finding =
            tickets.filter_map(|id| state.day.find(id)).try_for_each(|ticket| watched.lives.agrees(ticket));
        if self.announcements.is_multiple_of(COMPARED_EVERY) && !self.is_being_told {
            finding = finding.and_then(|()| watched.compares(state));
        }
        self.notes(finding);
    }

    fn shown(&mut self, state: &SiteState) {
        if self.deaf || self.found.is_some() {
            return;
        }
        let watched = &self.sites[&state.config.id];
        let mut finding = watched.is_at(state.sequence);
        if self.announcements.is_multiple_of(COMPARED_EVERY) {
            finding = finding.and_then(|()| watched.boards_agree(state));
        }
        self.notes(finding);
    }

    fn heartbeat(&mut self, sites: &Sites, epoch: u64, _: DateTime<Utc>) {
        for (site, state) in sites {
            let finding = self.sites[site].is_at(state.sequence);
            self.notes(finding);
        }
        if epoch != self.epoch {
            self.finds(Invariant::Wall, format!("a heartbeat of epoch {epoch} instead of {}", self.epoch));
        }
    }
}
