//! One site: today, the days to come, and what is kept beside the journal.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use calendar::{Booking, BookingId, Bookings};
use chrono::{DateTime, NaiveDate, Utc};
use queue::{CounterId, Day, Expected, TicketId};

use crate::config::{Site, SitePlan};
use crate::links::LinkSecret;
use crate::store::{Beside, Room, WatchId};

use super::coming::Coming;
use super::committer::Word;
use super::course::{self, Course};
use super::plans::Offered;

/// Everything the hub knows of a site. A pure function of the journal, of what is kept beside it, and
/// of the configuration: a hub that starts again knows the very same value.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteState {
    /// As it is now: the file's, with what is offered by the newest version.
    pub config: Arc<Site>,
    /// As the hub's file says it.
    file: Arc<Site>,
    /// Nothing, as long as the file's own plan counts.
    offered: Option<Offered>,
    /// The id of the last journal entry of this site; walls and pages count by it.
    pub sequence: u64,
    /// Today.
    pub day: Day,
    /// How the visits of the day went.
    pub courses: BTreeMap<TicketId, Course>,
    /// Those of the day before, as long as that one may go on.
    courses_before: BTreeMap<TicketId, Course>,
    /// Links and codes of today's tickets; of all copies of this state the same.
    links: Arc<TicketLinks>,
    /// The days to come.
    coming: Arc<Coming>,
    /// Remarks and notes of tickets that live; beside the journal, like the needs the day is told.
    notes: BTreeMap<TicketId, String>,
    /// Of visitors who speak another language than German; beside the journal as well.
    languages: BTreeMap<TicketId, String>,
    /// What visitors read today, where.
    said: BTreeMap<queue::Notice, String>,
    secret: LinkSecret,
}

impl SiteState {
    pub fn new(config: Arc<Site>, secret: LinkSecret) -> SiteState {
        SiteState {
            sequence: 0,
            day: Day::new(config.rules()),
            courses: BTreeMap::new(),
            courses_before: BTreeMap::new(),
            links: Arc::default(),
            coming: Arc::new(Coming::new(config.plan())),
            notes: BTreeMap::new(),
            languages: BTreeMap::new(),
            said: BTreeMap::new(),
            secret,
            file: config.clone(),
            offered: None,
            config,
        }
    }

    /// Lets an event have happened. It cannot fail.
    pub fn apply(&mut self, event: &Room, at: DateTime<Utc>, id: u64) {
        match event {
            Room::Queue(event) => {
                let somebody_drew = !self.day.tickets().is_empty();
                self.day.apply(event, at);
                course::follow(&mut self.courses, event, at);
                match event {
                    queue::Event::DayOpened { .. } => {
                        let last = std::mem::take(&mut self.courses);
                        if somebody_drew {
                            self.courses_before = last;
                        }
                        self.forgets_words();
                        self.tell_expected();
                    }
                    queue::Event::DayResumed { .. } => {
                        self.courses = std::mem::take(&mut self.courses_before);
                        self.tell_expected();
                    }
                    queue::Event::Drawn { .. } => self.courses_before.clear(),
                    queue::Event::DayClosed => self.forgets_words(),
                    _ => {}
                }
            }
            Room::Calendar(event) => {
                let code_of = |booking| code_of(&self.secret, &self.config, booking);
                // Rebooked, it is of another day before and after.
                let before = self.coming.date_of(event);
                Arc::make_mut(&mut self.coming).apply(event, code_of);
                let after = self.coming.date_of(event);
                if let Some(today) = self.day.date()
                    && [before, after].contains(&Some(today))
                {
                    self.tell_expected();
                }
            }
        }
        self.sequence = id;
    }

    /// What is kept beside the journal; the newest word counts, and `None` forgets.
    pub(super) fn hear(&mut self, word: &Word) {
        match word {
            Word::Ticket(ticket, beside) => self.tell(*ticket, beside.as_ref()),
            Word::Notice(place, Some(words)) => drop(self.said.insert(*place, words.clone())),
            Word::Notice(place, None) => drop(self.said.remove(place)),
            Word::Aside { .. } | Word::Watch => {}
            Word::Plan(offered) => self.offers(offered.clone()),
        }
    }

    fn offers(&mut self, offered: Offered) {
        self.config = Arc::new(self.file.offering(&offered.plan));
        self.day.set_rules(self.config.rules());
        Arc::make_mut(&mut self.coming).set_plan(self.config.plan());
        self.offered = Some(offered);
    }

    /// As the hub's file says the site.
    pub fn file(&self) -> &Arc<Site> {
        &self.file
    }

    /// Which version of the plan counts; 0 is the file's own.
    pub fn plan_version(&self) -> u32 {
        self.offered.as_ref().map_or(0, |offered| offered.version)
    }

    /// Whether the file offers something else since the version that counts was saved, and nobody has
    /// chosen between the two yet.
    pub fn file_differs(&self) -> bool {
        let digest = || SitePlan::of(&self.file).digest();
        self.offered.as_ref().is_some_and(|offered| offered.file != digest())
    }

    fn forgets_words(&mut self) {
        self.notes.clear();
        self.languages.clear();
        self.said.clear();
    }

    fn tell(&mut self, ticket: TicketId, beside: Option<&Beside>) {
        match beside {
            Some(beside) => self.day.tell_needs(ticket, beside.needs),
            None => self.day.forget_needs(ticket),
        }
        match beside.and_then(|beside| beside.note.clone()) {
            Some(note) => self.notes.insert(ticket, note),
            None => self.notes.remove(&ticket),
        };
        match beside.and_then(|beside| beside.language.clone()) {
            Some(language) => self.languages.insert(ticket, language),
            None => self.languages.remove(&ticket),
        };
    }

    /// Of whom nothing need be kept beside the journal any more: the visit is over, and it is too late to
    /// undo that. Earlier, a slip of the hand would cost the note and what the visitor needs. The end of
    /// the day forgets all the rest.
    pub fn to_forget(&self, now: DateTime<Utc>) -> Vec<TicketId> {
        let is_past = |ticket: &&queue::Ticket| {
            ticket.ended_at().is_some_and(|ended_at| now - ended_at > queue::UNDO_WITHIN)
        };
        self.day.told().filter(is_past).map(|ticket| ticket.id).collect()
    }

    pub fn beside(&self, ticket: TicketId) -> Beside {
        let language = self.language(ticket).map(str::to_owned);
        Beside { needs: self.day.needs(ticket), note: self.note(ticket).map(str::to_owned), language }
    }

    /// In which a visitor is called besides German.
    pub fn language(&self, ticket: TicketId) -> Option<&str> {
        self.languages.get(&ticket).map(String::as_str)
    }

    /// What visitors read at this place today.
    pub fn notice(&self, place: queue::Notice) -> Option<&str> {
        self.said.get(&place).map(String::as_str)
    }

    pub fn note(&self, ticket: TicketId) -> Option<&str> {
        self.notes.get(&ticket).map(String::as_str)
    }

    /// The estimate counts those who have booked for today and have not come yet.
    fn tell_expected(&mut self) {
        let expected = self
            .expected()
            .map(|booking| Expected { service: first_service(booking), at: booking.starts_at });
        let expected = expected.collect();
        self.day.tell_expected(expected);
    }

    /// The bookings of the service day whose visitors have not come yet, by time.
    pub fn expected(&self) -> impl Iterator<Item = &Booking> {
        let of_today = self.day.date().map(|today| self.coming.expected_on(today));
        of_today.into_iter().flatten()
    }

    pub fn bookings(&self) -> &Bookings {
        self.coming.bookings()
    }

    /// The days to come, to read at leisure.
    pub fn coming(&self) -> &Arc<Coming> {
        &self.coming
    }

    /// The end of the ticket's link, known to whoever holds the slip.
    pub fn token(&self, day: NaiveDate, ticket: TicketId) -> String {
        self.secret.ticket_token(&self.config.id, day, ticket.0)
    }

    /// The ticket's short code, for people who type.
    pub fn code(&self, day: NaiveDate, ticket: TicketId) -> String {
        self.secret.ticket_code(&self.config.id, day, ticket.0)
    }

    pub fn booking_code(&self, booking: BookingId) -> String {
        code_of(&self.secret, &self.config, booking)
    }

    /// Whoever has it may change and cancel the booking.
    pub fn booking_token(&self, booking: BookingId) -> String {
        self.secret.booking_token(&self.config.id, booking.0)
    }

    /// Of a booking's page, without the language.
    pub fn booking_path(&self, booking: BookingId) -> String {
        format!("/B/{}/{}", self.booking_code(booking), self.booking_token(booking))
    }

    /// Where somebody sees until when they are told of free times, without the language.
    pub fn watch_path(&self, watch: WatchId) -> String {
        self.secret.watch_path(&self.config.id, watch.0)
    }

    /// For forms: a booking that is kept while they are filled in.
    pub fn held(&self, booking: BookingId) -> String {
        self.secret.held(&self.config.id, booking.0)
    }

    pub fn held_by(&self, said: &str) -> Option<BookingId> {
        self.secret.held_by(&self.config.id, said).map(BookingId)
    }

    /// For forms: when somebody began, in words nobody else can make up.
    pub fn begun(&self, at: DateTime<Utc>) -> String {
        self.secret.moment(&self.config.id, at)
    }

    pub fn began(&self, said: &str) -> Option<DateTime<Utc>> {
        self.secret.moment_of(&self.config.id, said)
    }

    /// Whose link or short code this is, if it is of today.
    pub fn ticket_of(&self, token_or_code: &str) -> Option<TicketId> {
        self.links.ticket_of(token_or_code, self)
    }

    /// So that whoever asks for one of a thousand tickets does not wait for all.
    pub(super) fn derive_links(&self) {
        self.ticket_of("");
    }

    pub fn booking_of(&self, code: &str) -> Option<BookingId> {
        self.coming.of_code(code)
    }

    /// The ticket a booking became when it checked in today.
    pub fn ticket_of_booking(&self, booking: BookingId) -> Option<TicketId> {
        self.day.tickets().iter().find(|ticket| ticket.booking == Some(booking.0)).map(|ticket| ticket.id)
    }

    /// The counter a ticket of today was called to last, also when the visit is over.
    pub fn called_to(&self, ticket: TicketId) -> Option<&CounterId> {
        self.courses.get(&ticket)?.counter.as_ref()
    }

    /// The last day on which somebody drew a number.
    pub fn last_numbers_on(&self) -> Option<NaiveDate> {
        let is_today = !self.day.tickets().is_empty();
        if is_today { self.day.date() } else { self.day.before().and_then(Day::date) }
    }

    /// The next booking id whose code nobody else holds.
    pub(super) fn next_booking(&self) -> BookingId {
        self.coming.next_booking(|booking| self.booking_code(booking))
    }
}

/// What the visit is called by, and counted as by the estimate.
pub fn first_service(booking: &Booking) -> queue::ServiceId {
    booking.matters.first().expect("a visit is for something").service.clone()
}

/// Whose link or code it is. Links are derived of the ticket's id, so they are computed when somebody asks,
/// once for all copies of a state, and cost no act anything.
#[derive(Debug, Default)]
struct TicketLinks(Mutex<KnownLinks>);

#[derive(Debug, Default)]
struct KnownLinks {
    day: Option<NaiveDate>,
    /// So many tickets of the day are known.
    tickets: usize,
    by_token: HashMap<String, TicketId>,
}

impl TicketLinks {
    fn ticket_of(&self, token_or_code: &str, state: &SiteState) -> Option<TicketId> {
        let (day, tickets) = (state.day.date()?, state.day.tickets());
        let mut known = self.0.lock().expect("nobody panics while deriving links");
        if known.day != Some(day) {
            *known = KnownLinks { day: Some(day), ..KnownLinks::default() };
        }
        for ticket in tickets.iter().skip(known.tickets) {
            known.by_token.insert(state.token(day, ticket.id), ticket.id);
            known.by_token.insert(state.code(day, ticket.id), ticket.id);
        }
        known.tickets = known.tickets.max(tickets.len());
        // Another copy may have been asked after a ticket that this one does not have yet.
        known.by_token.get(token_or_code).copied().filter(|ticket| state.day.find(*ticket).is_some())
    }
}

impl PartialEq for TicketLinks {
    /// What is known of links follows from everything else.
    fn eq(&self, _: &TicketLinks) -> bool {
        true
    }
}

fn code_of(secret: &LinkSecret, site: &Site, booking: BookingId) -> String {
    secret.booking_code(&site.id, booking.0)
}
