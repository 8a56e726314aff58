//! The kiosk's conversation with one visitor after the other, as a value.
//!
//! Nothing here reads a clock, opens a window, asks a hub or prints: the time is an argument, what
//! is to be done comes back as a list of [`Effect`]s, and what is to be seen is a [`Screen`].
//! Sentences are not here either; the screens have them, in the visitor's language.

mod appointment;
mod by_heart;
mod ears;
mod help;
pub mod limits;
mod needs;
mod scan;
pub mod search;
mod sight;
mod talk;
mod times;
mod together;
mod visit;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Timelike, Utc};
use chrono_tz::Tz;
use hardware::printer::{PrinterFault, PrinterState};
use wire::Hall;
use wire::http::{Need, Offer};

use crate::language::Language;
pub use by_heart::{DIGITS, Known};
use ears::Ears;
pub(crate) use ears::page_of;
pub use ears::{Hearing, Said};
use help::Ring;
use limits::*;
pub use needs::NeedChoice;
pub use sight::{Colours, Glass, Letters, Sight, SightChange};
pub use talk::*;
pub use times::Times;
use visit::{Overlay, Step};

/// One kiosk, from being switched on to being switched off.
#[derive(Debug)]
pub struct Session {
    languages: Vec<&'static Language>,
    /// Of mornings and afternoons.
    zone: Tz,
    /// Makes the keys of this run different from those of every other run and kiosk.
    run: String,
    acts: u64,

    now: Duration,
    switched_on_at: Duration,
    language: &'static Language,
    glass: Glass,
    sight: Sight,
    /// What this visitor has chosen of what is offered.
    needs: BTreeSet<Need>,
    ears: Ears,
    step: Step,
    /// What was asked about a visit that is to be booked, and is to be asked now.
    choices_made: Vec<together::Choice>,
    overlay: Option<Overlay>,
    /// What became of the newest call for help, and how many there were.
    ring: Ring,
    rings: u64,

    /// When a finger last counted, when one was last felt at all, and the last key it hit.
    touched_at: Option<Duration>,
    felt_at: Duration,
    last_key: Option<(char, Duration)>,
    /// When a scanned code last counted; and what was read last, and when.
    scanned_at: Option<Duration>,
    last_scan: Option<(String, Duration)>,
    /// Since when this screen is there.
    shown_at: Duration,

    /// Codes of this visitor that were not known.
    wrong_codes: u32,
    wrong_code_at: Duration,
    /// What this visitor wanted and the hub never answered, if anything.
    unheard: Option<(Key, Act)>,

    offer: Option<Heard>,
    offer_due: Duration,
    /// Since when the answer is awaited.
    offer_asked: Option<Duration>,
    token_is_wrong: bool,

    printer: PrinterState,
    printer_was_heard: bool,
    printer_look_due: Duration,
    /// Since when the answer is awaited.
    printer_asked: Option<Duration>,
}

/// The hub's last offer, and when it arrived.
#[derive(Debug)]
struct Heard {
    offer: Offer,
    at: Duration,
}

impl Session {
    /// A kiosk that has just been switched on. `languages` in the order of the first screen; the
    /// first is the one the kiosk rests in. `run` is made up anew at every start.
    pub fn new(languages: Vec<&'static Language>, zone: Tz, run: String, now: Duration) -> Self {
        assert!(!languages.is_empty(), "a kiosk speaks at least one language");
        Session {
            language: languages[0],
            glass: Glass::default(),
            sight: Sight::default(),
            needs: BTreeSet::new(),
            ears: Ears::new(false),
            languages,
            zone,
            run,
            acts: 0,
            now,
            switched_on_at: now,
            step: Step::Start { page: 0 },
            choices_made: Vec::new(),
            overlay: None,
            ring: Ring::Failed,
            rings: 0,
            touched_at: None,
            felt_at: now,
            last_key: None,
            scanned_at: None,
            last_scan: None,
            shown_at: now,
            wrong_codes: 0,
            wrong_code_at: now,
            unheard: None,
            offer: None,
            offer_due: now,
            offer_asked: None,
            token_is_wrong: false,
            printer: PrinterState::Ready,
            printer_was_heard: false,
            printer_look_due: now,
            printer_asked: None,
        }
    }

    /// The same kiosk on another glass than that of the example.
    pub fn on(self, glass: Glass) -> Self {
        Session { glass, ..self }
    }

    /// Lets `input` have happened at `now`, and says what is to be done.
    pub fn hears(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        let left = self.still_there();
        let was_asked = left.is_some();
        self.now = self.now.max(now);
        let mut effects = Vec::new();
        let shown = self.screen();
        let (was, was_heard) = (shown.clone(), self.ears.are_used());
        self.time_passes(&mut effects);
        // The finger aimed at what was there when it set out; time may just have changed it.
        self.notice_new_screen(&shown);
        let shown = self.screen();
        match input {
            Input::TimePassed => {}
            Input::Touched(touch) => {
                // A finger stops what is said as a key does.
                effects.extend((was_heard || was_asked).then_some(Effect::Hush));
                self.touched(touch, &mut effects);
            }
            Input::Felt(felt) => self.felt(felt, &mut effects),
            Input::Scanned(scanned) => self.scanned(&scanned, &mut effects),
            Input::Offered(offered) => self.offered(offered),
            Input::Answered { key, answer } => self.answered(&key, answer, &mut effects),
            Input::HelpRung(rung) => self.help_rung(rung),
            Input::FreeTold { service, found } => self.free_told(&service, found),
            Input::Printed { key, outcome } => self.printed(&key, outcome),
            Input::PrinterSaid(state) => self.printer_said(state),
        }
        self.notice_new_screen(&shown);
        if was_heard && !self.ears.are_used() {
            effects.push(Effect::Hush);
        }
        let is_same_place = same_place(&was, &self.screen());
        self.say_what_is_new((&was, left), is_same_place, &mut effects);
        effects
    }

    /// When `hears(TimePassed)` has something to do or to show.
    pub fn next_deadline(&self) -> Option<Duration> {
        let away = self.away_at();
        let warning = self.warning_from().map(|from| {
            // Once the warning is there it counts down by the second.
            if self.now < from { from } else { self.now + until_next_second(from, self.now) }
        });
        let offer = Some(self.offer_asked.map_or(self.offer_due, |since| since + OFFER_WITHIN));
        let look = Some(self.printer_asked.map_or(self.printer_look_due, |since| since + LOOK_WITHIN));
        let hub_away = Some(self.hub_away_at());
        let clock =
            self.hub_time().map(|time| self.now + Duration::from_secs(60 - u64::from(time.second().min(59))));
        [away, warning, offer, look, hub_away, clock, self.step_deadline(), self.ring_deadline()]
            .into_iter()
            .flatten()
            .filter(|at| *at > self.now || Some(*at) == offer || Some(*at) == look)
            .min()
    }

    /// What is to be seen.
    pub fn screen(&self) -> Screen {
        match &self.overlay {
            Some(Overlay::Help) => return Screen::Help(self.help()),
            Some(Overlay::Languages { page }) => return Screen::Languages { page: *page },
            Some(Overlay::Sight { page }) => {
                return Screen::Sight { changes: self.sight.changes(self.glass), page: *page };
            }
            Some(Overlay::Needs { page }) => return self.needs_screen(*page),
            None => {}
        }
        match &self.step {
            Step::Asking(asking) => Screen::Asking { slow: self.now >= asking.since + SLOW_AFTER },
            Step::NotReached { .. } => Screen::NotReached,
            Step::Issued { given, paper, .. } => issued(given, *paper),
            Step::Refused { refusal, .. } => Screen::Refused(*refusal),
            open => self.hall_screen().unwrap_or_else(|| match open {
                Step::Start { page } => Screen::Languages { page: *page },
                Step::Services { page } => Screen::Services { page: *page },
                Step::Search { typed, alphabet } => {
                    Screen::Search { typed: typed.clone(), alphabet: *alphabet }
                }
                Step::Found { services, page, .. } => self.found_screen(services, *page),
                Step::How => Screen::How,
                Step::Digits { of, typed, .. } => Screen::Digits { of: *of, typed: typed.clone() },
                Step::Code { typed } => Screen::Code { typed: typed.clone() },
                Step::When { service, free } => Screen::When { service: service.clone(), free: *free },
                Step::Choosing => self.choice_screen(),
                Step::Times(choosing) => Screen::Times(choosing.shown(self.choices_per_page())),
                Step::Check { choosing, at } => Screen::Check { of: choosing.of().clone(), at: *at },
                Step::Own { booking, .. } => Screen::Own(booking.clone()),
                Step::AskCancel { booking } => Screen::AskCancel(booking.clone()),
                _ => Screen::Home,
            }),
        }
    }

    /// Seconds left to answer "are you still there?", while that is asked.
    pub fn still_there(&self) -> Option<u32> {
        let (from, away) = (self.warning_from()?, self.away_at()?);
        (self.now >= from).then(|| (away.saturating_sub(self.now).as_millis().div_ceil(1_000)) as u32)
    }

    pub fn language(&self) -> &'static Language {
        self.language
    }

    pub fn languages(&self) -> &[&'static Language] {
        &self.languages
    }

    /// Whether the languages lie over another screen, to which one can go back.
    pub fn changing_language(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Languages { .. }))
    }

    /// How this visitor wants to see the screen.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// How many choices are on one page, at the size of letters that is shown.
    pub fn choices_per_page(&self) -> usize {
        self.sight.choices_per_page(self.glass)
    }

    /// The same of services.
    pub fn services_per_page(&self) -> usize {
        self.sight.services_per_page(self.glass)
    }

    /// The last offer of the hub, if it was ever heard.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref().map(|heard| &heard.offer)
    }

    /// The hub's clock: what it said last, carried on.
    pub fn hub_time(&self) -> Option<DateTime<Utc>> {
        let heard = self.offer.as_ref()?;
        let since = chrono::TimeDelta::from_std(self.now.saturating_sub(heard.at)).ok()?;
        Some(heard.offer.at + since)
    }

    /// Whether the hub could check a booking in, also while it gives out no numbers.
    pub fn takes_codes(&self) -> bool {
        self.offer().is_some_and(|offer| match offer.hall {
            Hall::Open { .. } | Hall::LastCalls => true,
            Hall::NotYetOpen { .. } | Hall::Closed => offer.lets_bookings_in,
        })
    }

    /// Why no paper would come out now. Visitors are told before they draw.
    pub fn no_paper(&self) -> Option<PrinterFault> {
        match self.printer {
            PrinterState::Faulty(fault) => Some(fault),
            PrinterState::Ready | PrinterState::PaperLow => None,
        }
    }

    /// Whether the hub does not know this kiosk: nothing a visitor can mend.
    pub fn token_is_wrong(&self) -> bool {
        self.token_is_wrong
    }

    /// Whether the kiosk stands as the next visitor expects it.
    pub fn at_rest(&self) -> bool {
        matches!(self.step, Step::Start { page: 0 })
            && self.overlay.is_none()
            && self.language == self.languages[0]
            && self.sight == Sight::default()
            && !self.ears.are_used()
    }

    /// Whether the hub or the printer owes an answer, so that there is more to come than time.
    pub fn awaits_an_answer(&self) -> bool {
        let visitor_waits = match &self.step {
            Step::Asking(asking) => asking.is_under_way(),
            Step::Issued { paper, .. } => *paper == Paper::Printing,
            Step::When { free, .. } => *free == Free::Asked,
            _ => false,
        };
        let visitor_waits = visitor_waits || self.ring_deadline().is_some();
        visitor_waits || self.offer_asked.is_some() || self.printer_asked.is_some()
    }

    fn time_passes(&mut self, effects: &mut Vec<Effect>) {
        if self.offer_asked.is_some_and(|since| self.now >= since + OFFER_WITHIN) {
            self.offered(Err(Unheard::Unreachable));
        }
        if self.printer_asked.is_some_and(|since| self.now >= since + LOOK_WITHIN) {
            self.printer_said(PrinterState::Faulty(PrinterFault::Gone));
        }
        if self.offer_asked.is_none() && self.now >= self.offer_due {
            self.offer_asked = Some(self.now);
            let printer = Some(self.printer).filter(|_| self.printer_was_heard);
            effects.push(Effect::FetchOffer { printer });
        }
        if self.printer_asked.is_none() && self.now >= self.printer_look_due {
            self.printer_asked = Some(self.now);
            effects.push(Effect::LookAtPrinter);
        }
        self.step_time_passes(effects);
        self.help_time_passes();
        if self.away_at().is_some_and(|away| self.now >= away) {
            self.rest();
        }
    }

    fn offered(&mut self, offered: Result<Box<Offer>, Unheard>) {
        self.offer_asked = None;
        self.offer_due = self.now + OFFER_EVERY;
        self.token_is_wrong = offered == Err(Unheard::WrongToken);
        if let Ok(offer) = offered {
            self.offer = Some(Heard { offer: *offer, at: self.now });
            self.help_offered();
        }
    }

    fn printer_said(&mut self, state: PrinterState) {
        (self.printer, self.printer_was_heard) = (state, true);
        self.printer_asked = None;
        self.printer_look_due = self.now + PRINTER_LOOK_EVERY;
    }

    /// What stands in the way of serving anybody, if something does.
    fn hall_screen(&self) -> Option<Screen> {
        let Some(heard) = &self.offer else {
            let starting = self.now < self.hub_away_at() && !self.token_is_wrong;
            return Some(if starting { Screen::Starting } else { Screen::HubAway });
        };
        if self.hub_is_away() {
            return Some(Screen::HubAway);
        }
        match heard.offer.hall {
            Hall::Open { .. } => None,
            // Who has a booking may still come, or put it off: the hub decides.
            _ if self.takes_codes() && self.step.is_about_a_booking() => None,
            Hall::NotYetOpen { opens_at } => Some(Screen::NotYetOpen { opens_at }),
            Hall::LastCalls => Some(Screen::LastCalls),
            Hall::Closed => Some(Screen::Closed),
        }
    }

    fn hub_is_away(&self) -> bool {
        self.now >= self.hub_away_at()
    }

    fn hub_away_at(&self) -> Duration {
        self.offer.as_ref().map_or(self.switched_on_at, |heard| heard.at) + HUB_AWAY_AFTER
    }

    /// When the kiosk goes back to rest by itself.
    fn away_at(&self) -> Option<Duration> {
        let quiet_since = self.felt_at.max(self.step.since());
        match &self.step {
            _ if self.at_rest() => None,
            Step::Asking(_) => None,
            Step::Issued { paper: Paper::Printing, .. } => None,
            Step::Issued { .. } if self.ears.are_used() => {
                Some(quiet_since + QUIET_HEARD_MAX + STILL_THERE_FOR)
            }
            Step::Issued { paper: Paper::Printed, .. } => Some(quiet_since + NUMBER_WITH_PAPER_STAYS),
            Step::Issued { paper: Paper::Missing(_), .. } => Some(quiet_since + NUMBER_WITHOUT_PAPER_STAYS),
            _ if self.ears.are_used() => Some(quiet_since + QUIET_HEARD_MAX + STILL_THERE_FOR),
            _ => Some(quiet_since + QUIET_MAX + STILL_THERE_FOR),
        }
    }

    /// From when the visitor is asked whether they are still there. A number that is in their hand
    /// needs no such question.
    fn warning_from(&self) -> Option<Duration> {
        if matches!(self.step, Step::Issued { paper: Paper::Printed, .. }) && !self.ears.are_used() {
            return None;
        }
        Some(self.away_at()?.saturating_sub(STILL_THERE_FOR))
    }

    /// Forgets the visitor.
    fn rest(&mut self) {
        self.step = Step::Start { page: 0 };
        self.choices_made.clear();
        self.overlay = None;
        self.ring = Ring::Failed;
        self.language = self.languages[0];
        self.sight = Sight::default();
        self.needs.clear();
        self.ears = self.ears.of_the_next();
        self.last_key = None;
        self.unheard = None;
    }

    fn notice_new_screen(&mut self, before: &Screen) {
        if !same_place(before, &self.screen()) {
            self.shown_at = self.now;
        }
    }
}

fn issued(given: &Given, paper: Paper) -> Screen {
    match given.clone() {
        Given::Number(ticket) => Screen::Issued { ticket, paper },
        Given::Booking { done, booking } => Screen::Booked { done, booking, paper },
    }
}

fn until_next_second(from: Duration, now: Duration) -> Duration {
    Duration::from_secs(1) - Duration::from_nanos(u64::from((now - from).subsec_nanos()))
}

/// Whether a finger would find the same buttons.
fn same_place(a: &Screen, b: &Screen) -> bool {
    match (a, b) {
        (Screen::Languages { page: a }, Screen::Languages { page: b })
        | (Screen::Services { page: a }, Screen::Services { page: b }) => a == b,
        (Screen::Persons { page: a, .. }, Screen::Persons { page: b, .. })
        | (Screen::Further { page: a, .. }, Screen::Further { page: b, .. }) => a == b,
        (Screen::Times(a), Screen::Times(b)) => a.choices == b.choices,
        (Screen::Digits { of: a, .. }, Screen::Digits { of: b, .. }) => a == b,
        (Screen::Sight { .. }, Screen::Sight { .. }) | (Screen::Found { .. }, Screen::Found { .. }) => a == b,
        (Screen::Needs { page: a, .. }, Screen::Needs { page: b, .. }) => a == b,
        (Screen::Search { alphabet: a, .. }, Screen::Search { alphabet: b, .. }) => a == b,
        (Screen::Issued { paper: a, .. }, Screen::Issued { paper: b, .. })
        | (Screen::Booked { paper: a, .. }, Screen::Booked { paper: b, .. }) => a == b,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}
