//! From the journal to the facts of visits.
//!
//! A second reader of the journal, which never holds up the first: the same `Day` and the same courses
//! as at the desk, and beside them what only statistics ask for: through which channel somebody came.

use std::collections::BTreeMap;

use calendar::wish::Form;
use calendar::{Booking, Bookings};
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use queue::{State, Ticket, TicketId};

use super::{Channel, Day, Deed, Facts, Kind, Outcome, What};
use crate::config::Config;
use crate::desk::{Course, VISITOR, first_service, follow};
use crate::store::{Entry, Room};

/// All sites of a hub, as far as the journal was read.
pub struct Follower {
    sites: BTreeMap<String, Site>,
    /// Not yet taken.
    deeds: Vec<Deed>,
}

impl Follower {
    /// `clerks_since` says for which sites the figures of each clerk are kept, and from which day on.
    pub fn new(config: &Config, clerks_since: &BTreeMap<String, NaiveDate>) -> Follower {
        let site = |site: &crate::config::Site| Site {
            zone: site.time_zone,
            clerks_since: clerks_since.get(&site.id).copied(),
            day: queue::Day::new(site.rules()),
            began: None,
            courses: BTreeMap::new(),
            beside: BTreeMap::new(),
            before: None,
            bookings: Bookings::default(),
            arriving: None,
        };
        Follower { sites: config.sites.iter().map(|s| (s.id.clone(), site(s))).collect(), deeds: Vec::new() }
    }

    /// Lets an entry have happened. Returns the day that ended with it.
    pub fn take_in(&mut self, entry: &Entry) -> Option<Day> {
        let site = self.sites.get_mut(&entry.site)?;
        match &entry.event {
            Room::Calendar(event) => {
                let done = site.booked(event, &entry.actor);
                let day = entry.at.with_timezone(&site.zone).date_naive();
                self.deeds.extend(done.map(|(what, channel)| Deed {
                    entry: entry.id,
                    site: entry.site.clone(),
                    day,
                    what,
                    channel,
                    took_s: None,
                }));
                None
            }
            Room::Queue(event) => site.happened(event, entry),
        }
    }

    /// What was done with bookings since the last time.
    pub fn take_deeds(&mut self) -> Vec<Deed> {
        std::mem::take(&mut self.deeds)
    }

    /// The day that a site has open, if it has one.
    pub fn open_day(&self, site: &str) -> Option<Day> {
        self.sites.get(site).filter(|site| site.day.is_open()).and_then(Site::told)
    }

    /// The oldest entry that is still needed: with it the oldest day began that may still go on.
    pub fn oldest_opening(&self) -> Option<i64> {
        let begins = |site: &Site| site.before.as_ref().map(|before| before.began).or(site.began);
        self.sites.values().filter_map(begins).min()
    }
}

struct Site {
    zone: Tz,
    clerks_since: Option<NaiveDate>,
    day: queue::Day,
    /// The entry with which the day began. What belongs to a day whose beginning was not read was told
    /// before.
    began: Option<i64>,
    courses: BTreeMap<TicketId, Course>,
    beside: BTreeMap<TicketId, BesideTicket>,
    /// The last day on which somebody drew a number, until somebody does on this one: a clock that was
    /// ahead may have closed it, and then it goes on.
    before: Option<Before>,
    /// The same as at the desk.
    bookings: Bookings,
    /// Checked in by the entry before; the ticket comes with the next one.
    arriving: Option<Channel>,
}

/// What a day that may go on is followed with.
struct Before {
    began: i64,
    courses: BTreeMap<TicketId, Course>,
    beside: BTreeMap<TicketId, BesideTicket>,
}

/// What a ticket itself does not know.
struct BesideTicket {
    channel: Channel,
    /// Who called it last.
    clerk: Option<String>,
}

impl Site {
    /// What was done, and through which channel.
    fn booked(&mut self, event: &calendar::Event, actor: &str) -> Option<(What, Channel)> {
        let before = event.booking().and_then(|id| self.bookings.booking(id));
        let done = done(event, before, actor);
        self.bookings.apply(event);
        if let calendar::Event::CheckedIn { booking } = event {
            // Whom a clerk has called draws no number.
            let comes = self.bookings.booking(*booking).filter(|booking| booking.form == Form::InPerson);
            self.arriving = comes.map(|booking| booked_through(booking.channel));
        }
        done
    }

    fn happened(&mut self, event: &queue::Event, entry: &Entry) -> Option<Day> {
        match event {
            queue::Event::DayOpened { .. } => self.begins(entry.id),
            _ if self.began.is_none() => return None,
            queue::Event::DayResumed { .. } => self.resumes(),
            queue::Event::Drawn { .. } => self.before = None,
            _ => {}
        }
        self.day.apply(event, entry.at);
        follow(&mut self.courses, event, entry.at);
        match event {
            queue::Event::Drawn { arrived_at, .. } => {
                let channel = match (arrived_at, self.arriving.take()) {
                    (Some(_), _) => Channel::Moved,
                    (None, Some(booked)) => booked,
                    (None, None) => channel_of(&entry.actor),
                };
                let ticket = self.day.tickets().last().expect("it was drawn just now").id;
                self.beside.insert(ticket, BesideTicket { channel, clerk: None });
            }
            // Whoever took a time had a number before.
            queue::Event::TookTime { .. } => self.arriving = None,
            queue::Event::Called { ticket, .. } => {
                if let Some(beside) = self.beside.get_mut(ticket) {
                    beside.clerk = Some(entry.actor.clone());
                }
            }
            queue::Event::DayClosed => return self.told(),
            _ => {}
        }
        None
    }

    fn begins(&mut self, entry: i64) {
        let (courses, beside) = (std::mem::take(&mut self.courses), std::mem::take(&mut self.beside));
        let somebody_drew = !self.day.tickets().is_empty();
        if let Some(began) = self.began.replace(entry).filter(|_| somebody_drew) {
            self.before = Some(Before { began, courses, beside });
        }
    }

    fn resumes(&mut self) {
        if let Some(Before { began, courses, beside }) = self.before.take() {
            (self.began, self.courses, self.beside) = (Some(began), courses, beside);
        }
    }

    /// The day as far as it went. Whoever is expected still is no visitor and has missed nothing.
    fn told(&self) -> Option<Day> {
        let date = self.day.date()?;
        let visits = self.day.tickets().iter().map(|ticket| self.visit(date, ticket));
        let missed =
            self.bookings.bookings().filter(|booking| self.is_missed(date, booking)).map(|booking| Facts {
                hour: self.hour(booking.starts_at),
                kind: Kind::Booking,
                channel: booked_through(booking.channel),
                service: first_service(booking),
                outcome: Outcome::NotArrived,
                wait_s: None,
                walk_s: None,
                service_s: None,
                clerk: None,
            });
        Some(Day { date, visits: visits.chain(missed).collect() })
    }

    fn visit(&self, date: NaiveDate, ticket: &Ticket) -> Facts {
        let nothing = Course::default();
        let course = self.courses.get(&ticket.id).unwrap_or(&nothing);
        let beside = self.beside.get(&ticket.id);
        let channel = beside.map_or(Channel::Moved, |beside| beside.channel);
        let performed = course.performed.first();
        // Who comes from another number or site has waited elsewhere before.
        let waited = course.first_called_at.filter(|_| channel != Channel::Moved);
        let keeps_clerk = self.clerks_since.is_some_and(|since| since <= date);
        Facts {
            hour: self.hour(ticket.arrived_at),
            kind: ticket.arrival.booked_at().map_or(Kind::WalkIn, |_| Kind::Booking),
            channel,
            service: performed.unwrap_or(&ticket.service).clone(),
            outcome: outcome(&ticket.state),
            wait_s: waited.and_then(|called| seconds(called - ticket.arrived_at)),
            walk_s: course.walk().and_then(seconds),
            service_s: course.service().filter(|_| !course.ended_by_hub).and_then(seconds),
            clerk: beside.filter(|_| keeps_clerk).and_then(|beside| beside.clerk.clone()),
        }
    }

    fn hour(&self, at: DateTime<Utc>) -> u8 {
        at.with_timezone(&self.zone).hour() as u8
    }

    /// While the day goes on, nobody has missed anything. Bookings of days long over may be among those
    /// that are expected: who starts again has read them all, and not how their days ended.
    fn is_missed(&self, date: NaiveDate, booking: &Booking) -> bool {
        use calendar::State::{Confirmed, Missed};
        let has_not_come = matches!(booking.state, Confirmed | Missed) && booking.form == Form::InPerson;
        let is_of_the_day = || booking.starts_at.with_timezone(&self.zone).date_naive() == date;
        !self.day.is_open() && has_not_come && is_of_the_day()
    }
}

/// Only what stood can be moved or cancelled: a time that was kept for a moment is nobody's booking yet.
fn done(event: &calendar::Event, before: Option<&Booking>, actor: &str) -> Option<(What, Channel)> {
    let stood = before.is_some_and(|before| before.state == calendar::State::Confirmed);
    match event {
        calendar::Event::Claimed { until, channel, .. } => {
            let what = if until.is_none() { What::Booked } else { What::AskedFor };
            // Who waits and takes a time on the telephone needs nobody at the infopoint.
            let by_phone = actor.starts_with(VISITOR);
            Some((what, if by_phone { Channel::Online } else { booked_through(*channel) }))
        }
        // Beside its claim it says nothing new, and only a form that was sent has taken any time.
        calendar::Event::Submitted { .. } => Some((What::AskedFor, booked_through(before?.channel))),
        calendar::Event::Confirmed { .. } => Some((What::Booked, booked_through(before?.channel))),
        calendar::Event::Rebooked { .. } if stood => Some((What::Moved, channel_of(actor))),
        calendar::Event::Cancelled { .. } if stood => Some((What::Cancelled, channel_of(actor))),
        _ => None,
    }
}

fn outcome(state: &State) -> Outcome {
    match state {
        State::Finished { .. } => Outcome::Served,
        State::Missed { .. } => Outcome::NoShow,
        State::Left { .. } => Outcome::Left,
        _ => Outcome::Elsewhere,
    }
}

fn booked_through(channel: calendar::wish::Channel) -> Channel {
    match channel {
        calendar::wish::Channel::Online => Channel::Online,
        calendar::wish::Channel::Kiosk => Channel::Kiosk,
        calendar::wish::Channel::Infopoint | calendar::wish::Channel::Staff => Channel::Staff,
    }
}

/// Through which channel somebody came, by the pseudonym of who drew the number.
fn channel_of(actor: &str) -> Channel {
    match actor.split(':').next() {
        Some("kiosk") => Channel::Kiosk,
        Some("clerk") => Channel::Staff,
        _ => Channel::Online,
    }
}

/// A clock that was set back measures nothing.
fn seconds(span: TimeDelta) -> Option<u32> {
    u32::try_from(span.num_seconds()).ok()
}
