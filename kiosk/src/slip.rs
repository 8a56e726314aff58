//! What is on the paper, in German and in the visitor's language.
//!
//! The sentences are those of `ui/phrases.slint`; sizes and dots are the printer's matter.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use hardware::slip::{Direction, Line, LineSize, Slip};
use slint::ComponentHandle;
use wire::http::{IssuedTicket, Offer, OwnBooking};

use crate::language::{self, GERMAN, Language};
use crate::session::Done;
use crate::ui;
use crate::words::{self, Spoken};

/// What is on every slip of this moment.
pub struct Paper<'a> {
    pub window: &'a ui::Kiosk,
    pub offer: &'a Offer,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    /// The way to each waiting zone from this kiosk.
    pub ways: &'a BTreeMap<char, Direction>,
    /// Whoever takes it listens instead of looking.
    pub is_felt: bool,
}

/// Things to bring that are on a slip: with more it would be a leaflet, and the booking's page has them all.
const BRING_MAX: usize = 8;

impl Paper<'_> {
    /// Lays a ticket out in words. German is for everybody in the hall who is asked for help; the
    /// visitor's language is added where it is another one. Plain German takes the place of German.
    pub fn of_number(&self, ticket: &IssuedTicket, visitors: &str) -> Slip {
        let spoken = Spoken::now();
        let (first, second) = languages(visitors);
        words::speak(first);
        let place = self.phrases().invoke_place(
            ticket.zone.to_string().into(),
            ticket.zone_name.as_str().into(),
            ticket.zone_place.as_str().into(),
        );
        let title = ticket.again.then(|| self.on_slip().invoke_copy().into());
        let (heading, printed_at) = (self.heading(), self.printed_at());
        let mut lines = self.lines_of_number(ticket);
        if let Some(second) = second {
            words::speak(second);
            lines.extend(self.lines_of_number(ticket));
        }
        drop(spoken);

        Slip {
            heading,
            number: ticket.number.clone(),
            place: place.into(),
            way: self.ways.get(&ticket.zone).copied(),
            lines,
            qr: ticket.status_url.to_uppercase(),
            short_code: ticket.short_code.clone(),
            printed_at,
            title,
            is_felt: self.is_felt,
        }
    }

    /// A booking with its time as large as a number. Of a cancelled one there is only what it was.
    pub fn of_booking(&self, done: Done, booking: &OwnBooking, visitors: &str) -> Slip {
        let spoken = Spoken::now();
        let (first, second) = languages(visitors);
        let stands = done != Done::Cancelled;
        words::speak(first);
        let starts_at = booking.starts_at.with_timezone(&self.zone);
        let day = words::date(self.window, starts_at.date_naive());
        let title = self.phrases().invoke_done(shown(done));
        let (heading, printed_at) = (self.heading(), self.printed_at());
        // Several that were large would be half a leaflet.
        let size = if booking.matters.len() > 1 { LineSize::Body } else { LineSize::Core };
        let matter = |(name, persons)| {
            let text = words::matter(self.window, name, persons, first.code).into();
            Line { text, size }
        };
        let mut lines: Vec<Line> = booking.matters_and_persons().map(matter).collect();
        if stands {
            lines.extend(self.code_and_place(booking));
            lines.extend(self.to_bring(booking.things_in(first.code)));
            lines.extend(self.what_then());
        }
        if let Some(second) = second {
            words::speak(second);
            lines.push(core(self.phrases().invoke_done(shown(done))));
            lines.push(core(words::moment(self.window, booking.starts_at, self.zone)));
            if stands {
                let things = booking.bring_in.get(second.code);
                lines.extend(things.into_iter().flat_map(|things| self.to_bring(things)));
                lines.extend(self.what_then());
            }
        }
        drop(spoken);

        let qr = if stands { booking.page_url.to_uppercase() } else { String::new() };
        Slip {
            heading,
            number: words::time(booking.starts_at, self.zone),
            place: day.into(),
            // It is for another day, and perhaps another door.
            way: None,
            lines,
            qr,
            // It is among the lines, and larger.
            short_code: String::new(),
            printed_at,
            title: Some(title.into()),
            is_felt: self.is_felt,
        }
    }

    fn phrases(&self) -> ui::Phrases<'_> {
        self.window.global()
    }

    fn on_slip(&self) -> ui::SlipPhrases<'_> {
        self.window.global()
    }

    fn heading(&self) -> String {
        let (town, office) = (self.offer.town.as_str().into(), self.offer.office.as_str().into());
        self.on_slip().invoke_heading(town, office).into()
    }

    fn printed_at(&self) -> String {
        let at = self.now.with_timezone(&self.zone).format("%d.%m.%Y %H:%M").to_string();
        self.on_slip().invoke_as_of(at.into()).into()
    }

    // The sentences in the language that is spoken just now.

    fn lines_of_number(&self, ticket: &IssuedTicket) -> Vec<Line> {
        let on_slip = self.on_slip();
        let (kind, from, to) = words::wait(ticket.estimate);
        let mut lines = Vec::new();
        if let Some(at) = ticket.appointment_at {
            lines.push(core(on_slip.invoke_appointment(words::time(at, self.zone).into())));
        }
        lines.push(core(on_slip.invoke_waiting_before(words::count(ticket.waiting_before))));
        lines.push(core(on_slip.invoke_wait(kind, from, to)));
        lines.push(body(self.phrases().invoke_calling(crate::app::calling(&ticket.needs))));
        lines.extend([on_slip.invoke_order(), on_slip.invoke_what_happens(), on_slip.invoke_qr()].map(body));
        lines.retain(|line| !line.text.is_empty());
        lines
    }

    /// Read at home before the next visit: the house as well.
    fn code_and_place(&self, booking: &OwnBooking) -> Vec<Line> {
        let place = self.phrases().invoke_place(
            booking.zone.to_string().into(),
            booking.zone_name.as_str().into(),
            booking.zone_place.as_str().into(),
        );
        let mut lines = vec![core(self.phrases().invoke_code(booking.code.as_str().into())), body(place)];
        lines.extend(Some(&booking.address).filter(|address| !address.is_empty()).map(body));
        lines
    }

    fn what_then(&self) -> [Line; 2] {
        [self.phrases().invoke_come_back(), self.on_slip().invoke_qr_of_booking()].map(body)
    }

    /// In the town's own words.
    fn to_bring(&self, things: &[String]) -> Vec<Line> {
        if things.is_empty() {
            return Vec::new();
        }
        let things = things.iter().take(BRING_MAX).map(|thing| body(format!("– {thing}")));
        [body(self.on_slip().invoke_bring())].into_iter().chain(things).collect()
    }
}

/// The language of the office, and the visitor's where it is another one.
fn languages(visitors: &str) -> (&'static Language, Option<&'static Language>) {
    let is_german = |code: &str| code == GERMAN.code || code.starts_with("de-");
    let visitors = language::find(visitors);
    let first = visitors.filter(|language| is_german(language.code)).unwrap_or(GERMAN);
    (first, visitors.filter(|language| !is_german(language.code)))
}

pub fn shown(done: Done) -> ui::Done {
    match done {
        Done::Booked => ui::Done::Booked,
        Done::Moved => ui::Done::Moved,
        Done::Cancelled => ui::Done::Cancelled,
    }
}

fn core(text: impl Into<String>) -> Line {
    Line { text: text.into(), size: LineSize::Core }
}

fn body(text: impl Into<String>) -> Line {
    Line { text: text.into(), size: LineSize::Body }
}
