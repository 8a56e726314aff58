//! What citizens say: a message to the office, and how their visit was. Both lie beside the journal, which
//! knows neither words nor who said them.

use calendar::wish::Form;
use calendar::{BookingId, State as Stage};
use chrono::{DateTime, NaiveDate, Utc};
use queue::{State, TicketId};
use serde::Serialize;

use super::NotDone;
use super::committer::{Told, Word};
use super::orders::refused;
use super::site_state::{SiteState, first_service};
use crate::store::feedback::Answer;
use crate::store::{Batch, MESSAGES_WAITING_MAX, Message, MessageId, StoredAnswer};

type Result<T> = std::result::Result<T, rusqlite::Error>;

/// A visit, as whoever made it names it: by the slip, or by the link of the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Visit {
    Ticket(TicketId),
    Booking(BookingId),
}

/// A visit that may be judged.
struct Over {
    day: NaiveDate,
    /// By slip and by link it is the same visit.
    name: String,
    service: String,
}

/// Whether the site asks how this visit was: it has taken place, and is over.
pub fn can_be_judged(state: &SiteState, visit: Visit, now: DateTime<Utc>) -> bool {
    state.config.feedback && over(state, visit, now).is_some()
}

pub(super) fn decide(
    state: &SiteState,
    visit: Visit,
    now: DateTime<Utc>,
) -> std::result::Result<(), NotDone> {
    match can_be_judged(state, visit, now) {
        true => Ok(()),
        false => Err(refused("nothing-to-judge", "nobody is asked about this visit, or not yet")),
    }
}

fn over(state: &SiteState, visit: Visit, now: DateTime<Utc>) -> Option<Over> {
    match visit {
        Visit::Ticket(id) => {
            let ticket = state.day.find(id)?;
            // When the day is closed its key goes, and with it whoever could tell that it is one visit.
            let is_over = state.day.is_open() && matches!(ticket.state, State::Finished { .. });
            let day = state.day.date().filter(|_| is_over)?;
            let done = state.courses.get(&id).and_then(|course| course.performed.first());
            let name = match ticket.booking {
                Some(booking) => of_booking(BookingId(booking)),
                None => format!("ticket {}", id.0),
            };
            Some(Over { day, name, service: done.unwrap_or(&ticket.service).clone() })
        }
        Visit::Booking(id) => {
            let booking = state.bookings().booking(id)?;
            let has_a_number = state.ticket_of_booking(id).map(Visit::Ticket);
            if booking.form == Form::InPerson {
                return over(state, has_a_number?, now);
            }
            let day = state.coming().date(booking.starts_at);
            let is_today = day == state.coming().date(now);
            let took_place = booking.state == Stage::CheckedIn && now >= booking.starts_at;
            (is_today && took_place).then(|| Over {
                day,
                name: of_booking(id),
                service: first_service(booking),
            })
        }
    }
}

fn of_booking(booking: BookingId) -> String {
    format!("booking {}", booking.0)
}

/// Keeps how a visit was, unless its day is over so long that nobody can tell which visit it was.
pub(super) fn keep(
    state: &SiteState,
    transaction: &Batch,
    visit: Visit,
    answer: &Answer,
    now: DateTime<Utc>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<Option<StoredAnswer>> {
    let Over { day, name, service } = over(state, visit, now).expect("it was decided that it is over");
    let is_today = state.day.is_open() && state.day.date() == Some(day);
    let site = &state.config.id;
    if !transaction.keep_feedback(site, day, is_today, &name, &service, answer)? {
        let detail = "the day of this visit is over".to_owned();
        return Ok(Some(StoredAnswer::Refused { code: "day-is-over".into(), detail }));
    }
    told.push(Told { site: site.clone(), word: Word::Aside { forgotten: false }, after: happened });
    Ok(None)
}

/// Keeps a message until it went out, unless there are too many already.
pub(super) fn write(
    state: &SiteState,
    transaction: &Batch,
    message: &Message,
    now: DateTime<Utc>,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<Option<StoredAnswer>> {
    let site = &state.config.id;
    if transaction.count_messages(site)? >= MESSAGES_WAITING_MAX {
        let detail = format!("{MESSAGES_WAITING_MAX} messages are waiting for the mail server");
        return Ok(Some(StoredAnswer::Refused { code: "too-many-messages".into(), detail }));
    }
    transaction.keep_message(site, state.coming().date(now), now, message)?;
    told.push(Told { site: site.clone(), word: Word::Aside { forgotten: false }, after: happened });
    Ok(None)
}

pub(super) fn forget(
    state: &SiteState,
    transaction: &Batch,
    message: MessageId,
    happened: usize,
    told: &mut Vec<Told>,
) -> Result<()> {
    let site = &state.config.id;
    transaction.forget_message(site, message)?;
    told.push(Told { site: site.clone(), word: Word::Aside { forgotten: true }, after: happened });
    Ok(())
}
